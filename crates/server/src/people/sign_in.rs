//! Signing in and out.

use std::net::IpAddr;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use serde_json::{Value, json};
use store::{Effect, Entry, Member, MemberId};
use uuid::Uuid;

use super::given::Given;
use super::me::describe;
use super::{answers, done, tell, wire, with_cookie};
use crate::app::App;
use crate::auth::password::Verdict;
use crate::auth::{Asker, ClientAddress, origin, session};
use crate::clock;
use crate::problem::{Document, Problem};

/// `GET /api/v1/auth`: how the desk is entered, and who has.
#[utoipa::path(get, path = "/api/v1/auth", operation_id = "read_auth", tag = "access", security(()),
    responses((status = 200, description = "the ways in, and who is signed in", body = answers::Auth)))]
pub(crate) async fn read_auth(State(app): State<App>, asker: Option<Asker>) -> Result<Response, Problem> {
    let member = match &asker {
        Some(asker) => Some(describe(&app, &asker.member).await?),
        None => None,
    };
    let oidc = app.gate.oidc.as_ref().map(|oidc| answers::SingleSignOn { name: oidc.name().to_owned() });
    let sign_in = answers::WaysIn { password: true, passkey: app.gate.passkeys.is_some(), oidc };
    tell(StatusCode::OK, &answers::Auth { setup: !app.store.members_exist().await?, sign_in, member })
}

/// `POST /api/v1/auth/sign-in`: opens a session.
#[utoipa::path(post, path = "/api/v1/auth/sign-in", operation_id = "sign_in", tag = "access", security(()),
    request_body = wire::SignIn,
    responses((status = 200, description = "who is signed in; the session's cookie comes along", body = answers::Me),
        (status = 401, description = "`sign_in_failed`", body = inline(Document<'_>)),
        (status = 403, description = "`cross_site`", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`; Retry-After says how long to wait", body = inline(Document<'_>))))]
pub(crate) async fn sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Given(given): Given<wire::SignIn>,
) -> Result<Response, Problem> {
    origin::refuse_elsewhere(&headers, &app.gate.base_url)?;
    let email = given.email.trim();
    app.gate.attempts.count_for(address, email)?;
    let known = app.store.member_by_email(email).await?;
    // Whoever is unknown is looked up and checked as if they were known, and takes as long.
    let id = known.as_ref().map_or(MemberId::new(Uuid::nil()), |member| member.id);
    let hash = app.store.password_hash(id).await?;
    let verdict = app.gate.passwords.check(given.password.clone(), hash).await?;
    let member = known.filter(|member| member.disabled_at.is_none() && verdict != Verdict::Wrong);
    let Some(member) = member else {
        // It is noted for the unknown too: a note takes as long as a disk does. What
        // they typed is not, since passwords are typed into the wrong field.
        let whose = Some(id).filter(|id| !id.uuid().is_nil());
        app.store.commit(vec![noted("sign_in.failed", whose, json!({"from": address}))]).await?;
        return Err(failed());
    };
    let mut effects = Vec::new();
    if verdict == Verdict::RightButOld {
        let hash = app.gate.passwords.hash(given.password).await?;
        effects.push(Effect::SetPassword { member: id, hash });
    }
    welcome(&app, &member, &headers, address, "password", effects).await
}

/// What does not fit, without saying which part of it.
pub(super) fn failed() -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "sign_in_failed", "That does not let you in.")
        .hinted("Check the address and the password and try again, or ask an owner of the desk for a link that lets you back in.")
}

/// Opens a session for a member who has proved who they are, along with the
/// effects, and answers with who they are.
pub(super) async fn welcome(
    app: &App,
    member: &Member,
    headers: &HeaderMap,
    address: IpAddr,
    by: &str,
    effects: Vec<Effect>,
) -> Result<Response, Problem> {
    let cookie = let_in(app, member, headers, address, by, effects).await?;
    Ok(with_cookie(tell(StatusCode::OK, &describe(app, member).await?)?, cookie))
}

/// Opens a session for a member who has proved who they are, along with the
/// effects; gives the browser's cookie.
pub(super) async fn let_in(
    app: &App,
    member: &Member,
    headers: &HeaderMap,
    address: IpAddr,
    by: &str,
    mut effects: Vec<Effect>,
) -> Result<HeaderValue, Problem> {
    let opening = session::open(app, member.id, headers, address)?;
    let detail = json!({"by": by, "from": address, "session": opening.id.to_string()});
    effects.extend([opening.effect, noted("session.opened", Some(member.id), detail)]);
    app.store.commit(effects).await.map_err(|error| match error {
        // They were disabled since they were looked up.
        store::Error::NotFound { what: "member", .. } => failed(),
        error => error.into(),
    })?;
    Ok(opening.cookie)
}

/// A note of what was done by somebody who was not known to ask: by a member, as it turned out, or by nobody known.
pub(super) fn noted(action: &str, member: Option<MemberId>, detail: Value) -> Effect {
    let (action, subject) = (action.to_owned(), String::new());
    Effect::Audit(Entry { at: clock::now(), member, action, coverage: None, subject, detail })
}

/// `POST /api/v1/auth/sign-out`: ends the session.
#[utoipa::path(post, path = "/api/v1/auth/sign-out", operation_id = "sign_out", tag = "access",
    responses((status = 204, description = "signed out"), (status = 401, body = inline(Document<'_>)),
        (status = 403, description = "`cross_site`, or a token came in place of a session", body = inline(Document<'_>))))]
pub(crate) async fn sign_out(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    let Some(session) = asker.session() else {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "A token is not signed in.")
            .hinted("A token is taken back with DELETE /api/v1/me/tokens/ID."));
    };
    let note = asker.notes(clock::now(), "session.ended", &session, Value::Null);
    app.store.commit(vec![Effect::EndSession { session, member: asker.id() }, note]).await?;
    Ok(with_cookie(done(), session::end(&app)?))
}
