//! Passkeys: signing in with one, and those of the member who asks.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde_json::Value;
use store::{Effect, Passkey, PasskeyId};

use super::given::Given;
use super::sign_in::{failed, welcome};
use super::{answers, done, name, tell, wire};
use crate::app::App;
use crate::auth::{Asker, ClientAddress, PasskeyFault, Passkeys, origin};
use crate::clock;
use crate::desk::bad;
use crate::problem::{Document, Problem};

/// How many passkeys a member may have.
const MOST: usize = 20;

/// `POST /api/v1/auth/passkey/challenge`: what a browser is to ask its passkeys.
#[utoipa::path(post, path = "/api/v1/auth/passkey/challenge", operation_id = "ask_passkey", tag = "access", security(()),
    responses((status = 200, description = "the challenge, for `navigator.credentials.get`", body = answers::Challenge),
        (status = 409, description = "`no_passkeys_here`", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn ask_passkey(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
) -> Result<Response, Problem> {
    app.gate.attempts.count(address)?;
    let challenge = here(&app)?.ask().map_err(|fault| Problem::internal(&fault))?;
    tell(StatusCode::OK, &answers::Challenge { id: challenge.id.to_string(), options: challenge.options })
}

/// `POST /api/v1/auth/passkey`: opens a session.
#[utoipa::path(post, path = "/api/v1/auth/passkey", operation_id = "sign_in_by_passkey", tag = "access", security(()),
    request_body = wire::PasskeyUsed,
    responses((status = 200, description = "who is signed in; the session's cookie comes along", body = answers::Me),
        (status = 401, description = "`sign_in_failed`", body = inline(Document<'_>)),
        (status = 403, description = "`cross_site`", body = inline(Document<'_>)),
        (status = 409, description = "`no_passkeys_here`", body = inline(Document<'_>)),
        (status = 422, description = "`bad_value`: it is no answer of a passkey", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn sign_in_by_passkey(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Given(given): Given<wire::PasskeyUsed>,
) -> Result<Response, Problem> {
    origin::refuse_elsewhere(&headers, &app.gate.base_url)?;
    app.gate.attempts.count(address)?;
    let passkeys = here(&app)?;
    let refuse = |fault: PasskeyFault| match fault {
        fault @ PasskeyFault::Unreadable(_) => bad("credential", &fault.to_string()).into(),
        PasskeyFault::Over | PasskeyFault::Refused(_) => failed(),
    };
    let id = given.id.parse().map_err(|_| failed())?;
    let answered = passkeys.answered(id, given.credential).map_err(refuse)?;
    let member = app.store.member(answered.member).await?.filter(|member| member.disabled_at.is_none());
    let member = member.ok_or_else(failed)?;
    let kept = app.store.passkeys(member.id).await?;
    let kept = kept.into_iter().find(|kept| kept.credential_id == answered.credential_id).ok_or_else(failed)?;
    let credential = passkeys.check(answered, kept.credential).map_err(refuse)?;
    let used = Effect::UsePasskey { passkey: kept.id, credential, at: clock::now() };
    welcome(&app, &member, &headers, address, "passkey", vec![used]).await
}

/// `GET /api/v1/me/passkeys`
#[utoipa::path(get, path = "/api/v1/me/passkeys", operation_id = "list_passkeys", tag = "me",
    responses((status = 200, description = "the passkeys, oldest first", body = answers::Passkeys),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_passkeys(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_account()?;
    let passkeys = app.store.passkeys(asker.id()).await?.into_iter().map(describe).collect();
    tell(StatusCode::OK, &answers::Passkeys { passkeys })
}

/// `POST /api/v1/me/passkeys/challenge`: what a browser is to make a passkey of.
#[utoipa::path(post, path = "/api/v1/me/passkeys/challenge", operation_id = "begin_passkey", tag = "me",
    responses((status = 200, description = "the challenge, for `navigator.credentials.create`", body = answers::Challenge),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)),
        (status = 409, description = "`no_passkeys_here`", body = inline(Document<'_>))))]
pub(crate) async fn begin_passkey(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_account()?;
    let passkeys = here(&app)?;
    let has = app.store.passkeys(asker.id()).await?.into_iter().map(|passkey| passkey.credential_id).collect();
    let challenge = passkeys.make(&asker.member, has).map_err(|fault| Problem::internal(&fault))?;
    tell(StatusCode::OK, &answers::Challenge { id: challenge.id.to_string(), options: challenge.options })
}

/// `POST /api/v1/me/passkeys`: keeps the passkey that a browser made.
#[utoipa::path(post, path = "/api/v1/me/passkeys", operation_id = "add_passkey", tag = "me",
    request_body = wire::PasskeyMade,
    responses((status = 201, description = "the passkey", body = answers::PasskeySeen), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 409, description = "`no_passkeys_here` or `passkey_exists`", body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn add_passkey(
    State(app): State<App>,
    asker: Asker,
    Given(given): Given<wire::PasskeyMade>,
) -> Result<Response, Problem> {
    asker.require_account()?;
    let passkeys = here(&app)?;
    let name = name(&given.name)?;
    if app.store.passkeys(asker.id()).await?.len() >= MOST {
        return Err(bad("name", "you have 20 passkeys; remove one that is not used").into());
    }
    let over = || bad("id", "the challenge was answered before, or more than ten minutes ago; begin again");
    let id = given.id.parse().map_err(|_| over())?;
    let (credential_id, credential) = passkeys.made(asker.id(), id, given.credential).map_err(|fault| match fault {
        PasskeyFault::Over => over(),
        fault @ PasskeyFault::Unreadable(_) => bad("credential", &fault.to_string()),
        PasskeyFault::Refused(_) => bad("credential", "it does not answer the challenge"),
    })?;
    let passkey = Passkey {
        id: clock::passkey_id(),
        member: asker.id(),
        credential_id,
        name,
        credential,
        created_at: clock::now(),
        used_at: None,
    };
    let note = asker.notes(passkey.created_at, "passkey.added", &passkey.id, Value::Null);
    app.store.commit(vec![Effect::CreatePasskey(passkey.clone()), note]).await?;
    tell(StatusCode::CREATED, &describe(passkey))
}

/// `DELETE /api/v1/me/passkeys/{id}`
#[utoipa::path(delete, path = "/api/v1/me/passkeys/{id}", operation_id = "remove_passkey", tag = "me",
    params(("id" = String, Path)),
    responses((status = 204, description = "it lets nobody in any more"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn remove_passkey(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_account()?;
    let missing = "passkey of yours with that id";
    let passkey: PasskeyId = id.parse().map_err(|_| Problem::not_found(missing))?;
    let note = asker.notes(clock::now(), "passkey.removed", &passkey, Value::Null);
    let effects = vec![Effect::DropPasskey { passkey, member: asker.id() }, note];
    app.store.commit(effects).await.map_err(|error| Problem::or_missing(error, missing))?;
    Ok(done())
}

/// What makes and checks passkeys, where they work.
fn here(app: &App) -> Result<&Passkeys, Problem> {
    app.gate.passkeys.as_ref().ok_or_else(|| {
        Problem::new(StatusCode::CONFLICT, "no_passkeys_here", "Passkeys do not work at this server's address.").hinted(
            "Browsers want a name and https: an operator gives --public-url (STET_PUBLIC_URL), such as https://live.example.org.",
        )
    })
}

fn describe(passkey: Passkey) -> answers::PasskeySeen {
    answers::PasskeySeen {
        id: passkey.id.to_string(),
        name: passkey.name,
        created_at: passkey.created_at.to_string(),
        used_at: passkey.used_at.map(|at| at.to_string()),
    }
}
