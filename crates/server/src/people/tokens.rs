//! The tokens of the member who asks.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use store::{ApiToken, Effect, Scope, Scopes, TokenId};

use super::given::Given;
use super::{answers, done, name, slug_of, tell, wire};
use crate::app::App;
use crate::auth::{Asker, Token, unauthorised};
use crate::clock;
use crate::desk::{bad, time};
use crate::problem::{Document, Problem};

/// How many tokens a member may have.
const MOST: usize = 100;

/// `GET /api/v1/me/tokens`: the tokens that were not taken back.
#[utoipa::path(get, path = "/api/v1/me/tokens", operation_id = "list_tokens", tag = "me",
    responses((status = 200, description = "the tokens, newest first", body = answers::Tokens),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_tokens(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_account()?;
    let tokens = app.store.tokens(asker.id()).await?.iter().map(|token| describe(&app, token)).collect();
    tell(StatusCode::OK, &answers::Tokens { tokens })
}

/// `POST /api/v1/me/tokens`: makes one, and shows it once.
#[utoipa::path(post, path = "/api/v1/me/tokens", operation_id = "create_token", tag = "me",
    request_body = wire::NewToken,
    responses((status = 201, description = "the token", body = answers::TokenMade), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, description = "the coverage is not theirs", body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn create_token(
    State(app): State<App>,
    asker: Asker,
    Given(new): Given<wire::NewToken>,
) -> Result<Response, Problem> {
    asker.require_account()?;
    let name = name(&new.name)?;
    let scopes = new.scopes.iter().map(|name| Scope::parse(name)).collect::<Option<Scopes>>();
    let scopes = scopes
        .filter(|scopes| scopes.iter().next().is_some())
        .ok_or_else(|| bad("scopes", "one or more of read, draft, publish, manage, admin is expected"))?;
    let coverage = match &new.coverage {
        Some(slug) => Some(asker.enter(&app, slug).await?.0.id()),
        None => None,
    };
    let now = clock::now();
    let expires_at = new.expires_at.as_deref().map(|text| time("expires_at", text)).transpose()?;
    if expires_at.is_some_and(|at| at <= now) {
        return Err(bad("expires_at", "it does not lie ahead").into());
    }
    if app.store.tokens(asker.id()).await?.len() >= MOST {
        return Err(bad("name", "you have 100 tokens; take back those that are not used").into());
    }
    let secret = Token::new();
    let token =
        ApiToken { id: clock::token_id(), member: asker.id(), name, scopes, coverage, created_at: now, expires_at };
    let made = answers::TokenMade { seen: describe(&app, &token), token: secret.reveal().to_owned() };
    let note = asker.notes(now, "token.created", &token.id, json!({"name": token.name, "scopes": made.seen.scopes}));
    app.store.commit(vec![Effect::CreateToken(secret.hash(), token), note]).await.map_err(|error| match error {
        // They were disabled in this very moment.
        store::Error::NotFound { what: "member", .. } => unauthorised("Your account was disabled."),
        error => error.into(),
    })?;
    tell(StatusCode::CREATED, &made)
}

/// `DELETE /api/v1/me/tokens/{id}`: takes one back.
#[utoipa::path(delete, path = "/api/v1/me/tokens/{id}", operation_id = "revoke_token", tag = "me",
    params(("id" = String, Path)),
    responses((status = 204, description = "it opens nothing any more"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn revoke_token(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_account()?;
    let missing = "token of yours with that id";
    let token: TokenId = id.parse().map_err(|_| Problem::not_found(missing))?;
    let at = clock::now();
    let note = asker.notes(at, "token.revoked", &token, Value::Null);
    let effects = vec![Effect::RevokeToken { token, member: asker.id(), at }, note];
    app.store.commit(effects).await.map_err(|error| Problem::or_missing(error, missing))?;
    Ok(done())
}

fn describe(app: &App, token: &ApiToken) -> answers::TokenSeen {
    answers::TokenSeen {
        id: token.id.to_string(),
        name: token.name.clone(),
        scopes: token.scopes.iter().map(|scope| scope.as_str().to_owned()).collect(),
        coverage: token.coverage.and_then(|id| slug_of(app, id)),
        created_at: token.created_at.to_string(),
        expires_at: token.expires_at.map(|at| at.to_string()),
    }
}
