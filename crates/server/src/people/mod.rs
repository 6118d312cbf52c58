//! People and access: how members come in, who they are, and what is theirs.

mod answers;
mod audit;
mod given;
mod invitations;
mod link;
mod me;
mod members;
mod oidc;
mod passkeys;
mod sign_in;
mod team;
mod tokens;
mod wire;

use axum::Router;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::{delete, get, post, put};
use coverage::{CoverageId, Line};
use serde::Serialize;
use store::Role;

use crate::app::App;
use crate::auth::Permission;
use crate::desk::answer;
use crate::problem::Problem;

pub(crate) use given::Given;
pub use link::{recovery_link, setup_link};

/// The description of what is here.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    sign_in::read_auth,
    sign_in::sign_in,
    sign_in::sign_out,
    link::read_link,
    link::accept_link,
    me::read_me,
    me::change_me,
    me::list_sessions,
    me::end_session,
    oidc::go_to_sign_in,
    oidc::come_from_sign_in,
    passkeys::ask_passkey,
    passkeys::sign_in_by_passkey,
    passkeys::list_passkeys,
    passkeys::begin_passkey,
    passkeys::add_passkey,
    passkeys::remove_passkey,
    tokens::list_tokens,
    tokens::create_token,
    tokens::revoke_token,
    members::list_members,
    members::change_member,
    members::create_recovery_link,
    invitations::list_invitations,
    invitations::invite,
    invitations::withdraw_invitation,
    team::read_team,
    team::change_team,
    team::give_place,
    team::take_place,
    audit::read_audit,
))]
pub(crate) struct Described;

/// The routes of what is here.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/auth", get(sign_in::read_auth))
        .route("/api/v1/auth/sign-in", post(sign_in::sign_in))
        .route("/api/v1/auth/sign-out", post(sign_in::sign_out))
        .route("/api/v1/auth/oidc", get(oidc::go_to_sign_in))
        .route("/api/v1/auth/oidc/callback", get(oidc::come_from_sign_in))
        .route("/api/v1/auth/passkey/challenge", post(passkeys::ask_passkey))
        .route("/api/v1/auth/passkey", post(passkeys::sign_in_by_passkey))
        .route("/api/v1/auth/link", post(link::read_link))
        .route("/api/v1/auth/link/accept", post(link::accept_link))
        .route("/api/v1/me", get(me::read_me).patch(me::change_me))
        .route("/api/v1/me/sessions", get(me::list_sessions))
        .route("/api/v1/me/sessions/{id}", delete(me::end_session))
        .route("/api/v1/me/passkeys", get(passkeys::list_passkeys).post(passkeys::add_passkey))
        .route("/api/v1/me/passkeys/challenge", post(passkeys::begin_passkey))
        .route("/api/v1/me/passkeys/{id}", delete(passkeys::remove_passkey))
        .route("/api/v1/me/tokens", get(tokens::list_tokens).post(tokens::create_token))
        .route("/api/v1/me/tokens/{id}", delete(tokens::revoke_token))
        .route("/api/v1/members", get(members::list_members))
        .route("/api/v1/members/{id}", axum::routing::patch(members::change_member))
        .route("/api/v1/members/{id}/link", post(members::create_recovery_link))
        .route("/api/v1/invitations", get(invitations::list_invitations).post(invitations::invite))
        .route("/api/v1/invitations/{id}", delete(invitations::withdraw_invitation))
        .route("/api/v1/audit", get(audit::read_audit))
        .route("/api/v1/coverages/{slug}/members", get(team::read_team).patch(team::change_team))
        .route("/api/v1/coverages/{slug}/members/{member_id}", put(team::give_place).delete(team::take_place))
}

/// An answer for one asker.
fn tell(status: StatusCode, body: &impl Serialize) -> Result<Response, Problem> {
    let body = serde_json::to_value(body).map_err(|error| Problem::internal(&error))?;
    Ok(answer(status, &body))
}

/// The answer to what is done and leaves nothing to say.
fn done() -> Response {
    answer(StatusCode::NO_CONTENT, &serde_json::Value::Null)
}

/// The same answer with a cookie.
fn with_cookie(mut response: Response, cookie: HeaderValue) -> Response {
    response.headers_mut().append(header::SET_COOKIE, cookie);
    response
}

/// What somebody or something is called, as it was sent.
fn name(text: &str) -> Result<String, Problem> {
    Ok(Line::<100>::parse("name", text)?.as_str().to_owned())
}

/// A role as it was sent.
fn role(field: &str, name: &str) -> Result<Role, Problem> {
    Role::parse(name)
        .ok_or_else(|| crate::desk::bad(field, "owner, editor, reporter, contributor or viewer is expected").into())
}

/// A role at one coverage as it was sent: owners have none there, since they reach every coverage.
fn role_there(field: &str, name: &str) -> Result<Role, Problem> {
    match role(field, name)? {
        Role::Owner => Err(crate::desk::bad(field, "editor, reporter, contributor or viewer is expected").into()),
        role => Ok(role),
    }
}

/// The name of a coverage; none if it is not read yet.
fn slug_of(app: &App, id: CoverageId) -> Option<String> {
    app.newsroom.by_id(id).map(|dossier| dossier.slug().to_string())
}

/// The names of the permissions, in the order of the rights they give.
const PERMISSIONS: [(Permission, &str); 6] = [
    (Permission::Read, "read"),
    (Permission::Draft, "draft"),
    (Permission::SeeDrafts, "see_drafts"),
    (Permission::PublishOwn, "publish_own"),
    (Permission::Publish, "publish"),
    (Permission::Manage, "manage"),
];
