//! Where a member was mentioned.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Gist;
use utoipa::ToSchema;

use super::draft::notes;
use super::draft::show::Names;
use super::receipt::answer;
use super::wire_parse;
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::problem::{Document, Problem};

/// How many mentions are shown.
const MOST: usize = 100;

/// A note in which the asker was mentioned.
#[derive(Serialize, ToSchema)]
pub(crate) struct Mention {
    note: notes::Shown,
    /// The slug of the coverage.
    coverage: String,
    /// The draft's headline.
    #[schema(required)]
    headline: Option<String>,
    /// The draft's first words.
    excerpt: String,
    #[schema(value_type = String)]
    at: Timestamp,
    /// Whether the asker has seen it.
    seen: bool,
}

/// Mentions, the latest first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Mentions {
    mentions: Vec<Mention>,
    unseen: usize,
}

/// `GET /api/v1/me/mentions`
#[utoipa::path(get, path = "/api/v1/me/mentions", operation_id = "list_mentions", tag = "notes",
    responses((status = 200, description = "where you were mentioned", body = Mentions), (status = 401, body = inline(Document<'_>))))]
pub(crate) async fn list_mentions(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_scope(store::Scope::Read)?;
    let names = Names::load(&app).await?;
    let mut mentions = Vec::new();
    for mention in app.store.mentions(asker.id(), MOST).await? {
        // A place that was lost takes the mentions there along.
        let Some(live) = app.newsroom.by_id(mention.coverage) else { continue };
        if !asker.standing(&app, live.id()).await?.is_some_and(|it| it.may(crate::auth::Permission::Draft)) {
            continue;
        }
        let kept = app.store.draft(mention.note.draft).await?;
        let Some(filed) = kept.filter(|filed| filed.draft.deleted_at.is_none()) else { continue };
        let gist = Gist::of(&filed.draft.content);
        mentions.push(Mention {
            note: notes::shown(&mention.note, &names),
            coverage: live.slug().to_string(),
            headline: gist.headline,
            excerpt: gist.excerpt,
            at: mention.at,
            seen: mention.seen_at.is_some(),
        });
    }
    let unseen = mentions.iter().filter(|mention| !mention.seen).count();
    Ok(answer(StatusCode::OK, &json!(Mentions { mentions, unseen })))
}

/// Up to when mentions were seen.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    /// RFC 3339: the `at` of the latest that was seen.
    until: String,
}

/// `POST /api/v1/me/mentions/seen`
#[utoipa::path(post, path = "/api/v1/me/mentions/seen", operation_id = "see_mentions", tag = "notes", request_body = Seen,
    responses((status = 204, description = "noted"), (status = 401, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn see_mentions(
    State(app): State<App>,
    asker: Asker,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    asker.require_scope(store::Scope::Read)?;
    let seen: Seen = wire_parse::read(&headers, &body)?;
    let until = wire_parse::time("until", &seen.until)?;
    app.store.see_mentions(asker.id(), until, clock::now()).await?;
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}
