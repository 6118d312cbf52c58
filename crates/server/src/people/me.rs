//! The member who asks: what they are, and where they are signed in.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use coverage::Language;
use serde_json::{Value, json};
use store::{Effect, Member, Role, Scope, SessionId};

use super::given::Given;
use super::{answers, done, name, tell, wire};
use crate::app::App;
use crate::auth::password::{self, Verdict};
use crate::auth::{Asker, ClientAddress};
use crate::clock;
use crate::problem::{Document, Problem};

/// `GET /api/v1/me`: who asks.
#[utoipa::path(get, path = "/api/v1/me", operation_id = "read_me", tag = "me",
    responses((status = 200, description = "the member", body = answers::Me), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn read_me(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_scope(Scope::Read)?;
    tell(StatusCode::OK, &describe(&app, &asker.member).await?)
}

/// A member, to themselves.
pub(super) async fn describe(app: &App, member: &Member) -> Result<answers::Me, Problem> {
    Ok(answers::Me {
        id: member.id.to_string(),
        email: member.email.clone(),
        name: member.name.clone(),
        role: member.role.as_str().to_owned(),
        language: member.language.clone(),
        has_password: app.store.password_hash(member.id).await?.is_some(),
        passkeys: app.store.count_passkeys(member.id).await?,
        can_open_coverages: matches!(member.role, Role::Owner | Role::Editor),
    })
}

/// `PATCH /api/v1/me`: changes what is given. A new password signs every other browser out.
#[utoipa::path(patch, path = "/api/v1/me", operation_id = "change_me", tag = "me",
    request_body = wire::MePatch,
    responses((status = 200, description = "the member", body = answers::Me), (status = 401, body = inline(Document<'_>)),
        (status = 403, description = "`forbidden`, `cross_site` or `wrong_password`", body = inline(Document<'_>)),
        (status = 422, description = "`weak_password` and others", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn change_me(
    State(app): State<App>,
    asker: Asker,
    ClientAddress(address): ClientAddress,
    Given(patch): Given<wire::MePatch>,
) -> Result<Response, Problem> {
    asker.require_account()?;
    let mut member = asker.member.clone();
    if let Some(text) = &patch.name {
        member.name = name(text)?;
    }
    if let Some(language) = &patch.language {
        member.language = match language.trim() {
            "" => None,
            tag => Some(Language::parse(tag)?.as_str().to_owned()),
        };
    }
    let (name, language) = (member.name.clone(), member.language.clone());
    let mut effects = vec![Effect::SaveProfile { member: member.id, name, language }];
    if member.name != asker.member.name {
        let detail = json!({"from": asker.member.name, "to": member.name});
        effects.push(asker.notes(clock::now(), "member.renamed", &member.id, detail));
    }
    if let Some(change) = patch.password {
        app.gate.attempts.count_for(address, &member.email)?;
        if let Some(hash) = app.store.password_hash(member.id).await? {
            let verdict = app.gate.passwords.check(change.current.unwrap_or_default(), Some(hash)).await?;
            if verdict == Verdict::Wrong {
                return Err(Problem::new(StatusCode::FORBIDDEN, "wrong_password", "That is not your password.")
                    .at("password.current"));
            }
        }
        password::require_strong(&change.new, &member.email, &member.name)?;
        let hash = app.gate.passwords.hash(change.new).await?;
        effects.push(Effect::SetPassword { member: member.id, hash });
        effects.push(Effect::EndSessions { member: member.id, but: asker.session() });
        effects.push(asker.notes(clock::now(), "password.changed", &"", json!({"from": address})));
    }
    app.store.commit(effects).await?;
    tell(StatusCode::OK, &describe(&app, &member).await?)
}

/// `GET /api/v1/me/sessions`: the browsers that are signed in.
#[utoipa::path(get, path = "/api/v1/me/sessions", operation_id = "list_sessions", tag = "me",
    responses((status = 200, description = "the sessions, last seen first", body = answers::Sessions),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_sessions(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_account()?;
    let sessions = app.store.sessions(asker.id()).await?.into_iter().map(|session| answers::SessionSeen {
        id: session.id.to_string(),
        current: asker.session() == Some(session.id),
        created_at: session.created_at.to_string(),
        seen_at: session.seen_at.to_string(),
        user_agent: session.user_agent,
        address: session.address,
    });
    tell(StatusCode::OK, &answers::Sessions { sessions: sessions.collect() })
}

/// `DELETE /api/v1/me/sessions/{id}`: signs a browser out.
#[utoipa::path(delete, path = "/api/v1/me/sessions/{id}", operation_id = "end_session", tag = "me",
    params(("id" = String, Path)),
    responses((status = 204, description = "it is signed out"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn end_session(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_account()?;
    let session: SessionId = id.parse().map_err(|_| Problem::not_found("session of yours with that id"))?;
    let note = asker.notes(clock::now(), "session.ended", &session, Value::Null);
    app.store
        .commit(vec![Effect::EndSession { session, member: asker.id() }, note])
        .await
        .map_err(|error| Problem::or_missing(error, "session of yours with that id"))?;
    Ok(done())
}
