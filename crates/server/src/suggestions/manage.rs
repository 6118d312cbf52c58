//! The feeds of a coverage and what they suggest, at the desk.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{delete, get, post};
use coverage::{CoverageId, WebUrl};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Draft, DraftStatus, Feed, FeedId, MemberId, Suggestion, SuggestionId};
use tokio::time::Instant;
use utoipa::ToSchema;

use super::read::{self, Reading};
use super::{EVERY, PATIENCE};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::desk::draft::{body_of, paragraphs};
use crate::desk::{answer, bad};
use crate::people::Given;
use crate::problem::{Document, Problem};

/// How many feeds a coverage may watch.
const MOST: usize = 50;
/// How many suggestions are shown.
const SHOWN: usize = 200;

/// The description of what is here.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list_feeds,
    watch_feed,
    read_feed,
    unwatch_feed,
    list_suggestions,
    draft_suggestion,
    dismiss_suggestion
))]
pub(crate) struct Described;

/// The routes of what is here.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/coverages/{slug}/feeds", get(list_feeds).post(watch_feed))
        .route("/api/v1/coverages/{slug}/feeds/{id}", delete(unwatch_feed))
        .route("/api/v1/coverages/{slug}/feeds/{id}/read", post(read_feed))
        .route("/api/v1/coverages/{slug}/suggestions", get(list_suggestions))
        .route("/api/v1/coverages/{slug}/suggestions/{id}", delete(dismiss_suggestion))
        .route("/api/v1/coverages/{slug}/suggestions/{id}/draft", post(draft_suggestion))
}

/// A feed to watch.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFeed {
    /// Where it is: RSS, Atom or JSON Feed.
    url: String,
}

/// A feed as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = WatchedFeed)]
pub(crate) struct ShownFeed {
    id: String,
    url: String,
    /// What it calls itself.
    title: String,
    created_at: String,
    /// Why it could not be read the last time; null if it could.
    #[schema(required)]
    problem: Option<String>,
}

/// The feeds that a coverage watches, the oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = WatchedFeeds)]
pub(crate) struct Feeds {
    feeds: Vec<ShownFeed>,
}

/// A suggestion as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Suggestion)]
pub(crate) struct Shown {
    id: String,
    /// The id of its feed.
    feed: String,
    /// What its feed calls itself.
    source: String,
    title: String,
    /// The words of it that the feed has; empty if it has none.
    text: String,
    /// Where it can be read.
    #[schema(required)]
    url: Option<String>,
    /// When it was published there, if that is told.
    #[schema(required)]
    published_at: Option<String>,
    found_at: String,
}

/// What waits for the desk, the last found first, 200 at most.
#[derive(Serialize, ToSchema)]
#[schema(as = Suggestions)]
pub(crate) struct Suggestions {
    suggestions: Vec<Shown>,
}

/// The draft that was made of a suggestion.
#[derive(Serialize, ToSchema)]
#[schema(as = SuggestionDrafted)]
pub(crate) struct Drafted {
    /// The draft's id.
    draft: String,
}

/// `GET /api/v1/coverages/{slug}/feeds`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/feeds", operation_id = "list_feeds", tag = "suggestions",
    params(("slug" = String, Path)),
    responses((status = 200, description = "the feeds", body = Feeds), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn list_feeds(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let feeds = app.store.feeds(live.id()).await?.into_iter().map(describe).collect();
    Ok(answer(StatusCode::OK, &json!(Feeds { feeds })))
}

/// `POST /api/v1/coverages/{slug}/feeds`: reads a feed, and watches it from then on. What is older than a day is not suggested.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/feeds", operation_id = "watch_feed", tag = "suggestions",
    params(("slug" = String, Path)), request_body = NewFeed,
    responses((status = 201, description = "the feed", body = ShownFeed), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "it is watched already", body = inline(Document<'_>)),
        (status = 422, description = "what stands there is no feed, or does not answer", body = inline(Document<'_>))))]
pub(crate) async fn watch_feed(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    Given(new): Given<NewFeed>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let url = WebUrl::parse("url", &new.url)?;
    if app.store.feeds(live.id()).await?.len() >= MOST {
        return Err(bad("url", "the coverage watches 50 feeds; let one go that is not needed").into());
    }
    let id = FeedId::new(clock::new_uuid());
    let said = read::read(&app.fetcher, url.as_str(), id, Reading::First, Instant::now() + PATIENCE).await;
    let said = said.map_err(|problem| bad("url", problem.trim_end_matches('.')))?;
    let now = clock::now();
    let feed = Feed {
        id,
        coverage: live.id(),
        url: url.as_str().to_owned(),
        title: said.title,
        member: asker.id(),
        created_at: now,
        problem: None,
        failures: 0,
    };
    let note = asker.notes_at(Some(live.id()), now, "feed.watched", &id, json!({"url": feed.url}));
    match app.store.watch_feed(feed.clone(), said.items, now + EVERY, vec![note]).await {
        Err(store::Error::Exists { .. }) => {
            let told = "The coverage watches that feed already.";
            return Err(Problem::new(StatusCode::CONFLICT, "watched_already", told).at("url"));
        }
        outcome => outcome?,
    }
    app.news.notify_one();
    Ok(answer(StatusCode::CREATED, &json!(describe(feed))))
}

/// `POST /api/v1/coverages/{slug}/feeds/{id}/read`: reads it now rather than when it is due, and tells how it then stands.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/feeds/{id}/read", operation_id = "read_feed", tag = "suggestions",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the feed, with its `problem` if it could not be read", body = ShownFeed), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_feed(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let id: FeedId = id.parse().map_err(|_| Problem::not_found(NO_FEED))?;
    super::one(&app, find(&app, live.id(), id).await?).await?;
    Ok(answer(StatusCode::OK, &json!(describe(find(&app, live.id(), id).await?))))
}

/// `DELETE /api/v1/coverages/{slug}/feeds/{id}`: what it suggested is gone too.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/feeds/{id}", operation_id = "unwatch_feed", tag = "suggestions",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 204, description = "it is watched no longer"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn unwatch_feed(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let id: FeedId = id.parse().map_err(|_| Problem::not_found(NO_FEED))?;
    let now = clock::now();
    let note = asker.notes_at(Some(live.id()), now, "feed.unwatched", &id, Value::Null);
    let unwatched = app.store.unwatch_feed(id, live.id(), now, vec![note]).await;
    unwatched.map_err(|error| Problem::or_missing(error, NO_FEED))?;
    app.news.notify_one();
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

/// `GET /api/v1/coverages/{slug}/suggestions`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/suggestions", operation_id = "list_suggestions", tag = "suggestions",
    params(("slug" = String, Path)),
    responses((status = 200, description = "what waits for the desk", body = Suggestions), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn list_suggestions(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let feeds = app.store.feeds(live.id()).await?;
    let source = |id| feeds.iter().find(|feed| feed.id == id).map(|feed| feed.title.clone()).unwrap_or_default();
    let show = |one: Suggestion| Shown {
        id: one.id.to_string(),
        feed: one.feed.to_string(),
        source: source(one.feed),
        title: one.title,
        text: one.text,
        url: one.url,
        published_at: one.published_at.map(|at| at.to_string()),
        found_at: one.found_at.to_string(),
    };
    let suggestions = app.store.suggestions(live.id(), SHOWN).await?.into_iter().map(show).collect();
    Ok(answer(StatusCode::OK, &json!(Suggestions { suggestions })))
}

/// `POST /api/v1/coverages/{slug}/suggestions/{id}/draft`: makes a draft of it, which leads on to where it stands.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/suggestions/{id}/draft", operation_id = "draft_suggestion", tag = "suggestions",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 201, description = "the draft", body = Drafted), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, description = "it waits for nobody any more", body = inline(Document<'_>)),
        (status = 409, body = inline(Document<'_>))))]
pub(crate) async fn draft_suggestion(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let id: SuggestionId = id.parse().map_err(|_| Problem::not_found(MISSING))?;
    let suggestion = app.store.suggestion(id, live.id()).await?.ok_or_else(|| Problem::not_found(MISSING))?;
    let draft = draft(live.id(), asker.id(), &suggestion);
    let (post, now) = (draft.id, draft.created_at);
    let note = asker.notes_at(Some(live.id()), now, "draft.begun", &post, json!({"suggestion": suggestion.url}));
    let settled = app.store.settle_suggestion(id, live.id(), Some(draft), now, vec![note]).await;
    settled.map_err(|error| Problem::or_missing(error, MISSING))?;
    app.news.notify_one();
    Ok(answer(StatusCode::CREATED, &json!(Drafted { draft: post.to_string() })))
}

/// `DELETE /api/v1/coverages/{slug}/suggestions/{id}`: puts it aside, for everybody.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/suggestions/{id}", operation_id = "dismiss_suggestion", tag = "suggestions",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 204, description = "it is put aside"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn dismiss_suggestion(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let id: SuggestionId = id.parse().map_err(|_| Problem::not_found(MISSING))?;
    let settled = app.store.settle_suggestion(id, live.id(), None, clock::now(), Vec::new()).await;
    settled.map_err(|error| Problem::or_missing(error, MISSING))?;
    app.news.notify_one();
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

const NO_FEED: &str = "feed of that id";
const MISSING: &str = "suggestion of that id that waits";

/// The draft that a suggestion becomes: its words, and a line that leads on.
fn draft(coverage: CoverageId, member: MemberId, suggestion: &Suggestion) -> Draft {
    let now = clock::now();
    let mut blocks = paragraphs(&suggestion.text);
    if blocks.is_empty() {
        blocks.push(json!({"type": "paragraph"}));
    }
    if let Some(url) = &suggestion.url {
        blocks.push(json!({"type": "read_more", "attrs": {"text": suggestion.title, "url": url}}));
    }
    Draft {
        id: clock::post_id(),
        coverage,
        revises: None,
        content: json!({"headline": suggestion.title, "body": body_of(&blocks)}),
        status: DraftStatus::Draft,
        embargo_until: None,
        author: member,
        created_at: now,
        member,
        updated_at: now,
        version: 1,
        edition: 0,
        deleted_at: None,
    }
}

async fn find(app: &App, coverage: CoverageId, id: FeedId) -> Result<Feed, Problem> {
    let watched = app.store.feeds(coverage).await?.into_iter().find(|feed| feed.id == id);
    watched.ok_or_else(|| Problem::not_found(NO_FEED))
}

fn describe(feed: Feed) -> ShownFeed {
    ShownFeed {
        id: feed.id.to_string(),
        url: feed.url,
        title: feed.title,
        created_at: feed.created_at.to_string(),
        problem: feed.problem,
    }
}
