//! The posts of a coverage as the desk sees them: published ones and drafts.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Command, PostId, Prose, Publication, PublicationTime, View};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{DraftStatus, Effect, Filed, Gist, Shelf};

use super::coverages::know_media;
use super::draft::{Opened, Rights, as_post};
use super::receipt::{Request, answer};
use super::record::write;
use super::renewal::write_content;
use super::wire_parse::{self, bad};
use super::{answers, wire};
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::clock;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// How the audit log names a publication.
pub(crate) const PUBLISHED: &str = "post.published";

/// Which posts to list.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    status: Option<String>,
    before: Option<String>,
    limit: Option<String>,
}

/// `GET /api/v1/coverages/{slug}/posts?status=draft|scheduled|published`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/posts", operation_id = "list_posts", tag = "posts",
    params(("slug" = String, Path), ("status" = Option<String>, Query, description = "`published` if absent, `draft` or `scheduled`"),
        ("before" = Option<String>, Query, description = "the id of a published post: those older than it"),
        ("limit" = Option<usize>, Query, description = "1 to 200; 50 if absent")),
    responses((status = 200, description = "posts, newest first", body = answers::Posts), (status = 401, body = inline(Document<'_>)),
        (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn list_posts(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Read).await?;
    let limit = wanted.limit.map_or(Ok(50), |text| text.parse());
    let limit: usize =
        limit.ok().filter(|limit| (1..=200).contains(limit)).ok_or_else(|| bad("limit", "1 to 200 is expected"))?;
    let status = match wanted.status.as_deref() {
        None | Some("published") => None,
        Some(status @ ("draft" | "submitted" | "changes_requested" | "approved" | "scheduled")) => Some(status),
        Some(_) => return Err(bad("status", "published, draft, scheduled or another status is expected").into()),
    };
    let posts: Vec<Value> = if let Some(status) = status {
        standing.require(Permission::Draft)?;
        let drafts = app.store.drafts(live.id(), Shelf::Open).await?;
        let wanted =
            |filed: &&Filed<Gist>| filed.draft.status.as_str() == status && Rights::new(&standing, filed).see();
        let mut shown = Vec::new();
        for listed in drafts.iter().filter(wanted).take(limit) {
            // One that was published meanwhile is listed no more.
            let filed = app.store.draft(listed.draft.id).await?;
            shown.extend(filed.map(|filed| as_post::show(live.slug(), &filed.draft)));
        }
        shown
    } else {
        let view = live.view();
        let before = wanted.before.map(|id| {
            let post = id.parse().ok().and_then(|id| view.post(id));
            post.map(|post| post.order).ok_or_else(|| bad("before", "there is no such post in this coverage"))
        });
        let shown = |post: &Arc<coverage::Post>| show(&app, &live, &view, post.id);
        match before.transpose()? {
            Some(place) => view.posts_before(place).take(limit).map(shown).collect(),
            None => view.posts().take(limit).map(shown).collect(),
        }
    };
    Ok(answer(StatusCode::OK, &json!({"posts": posts})))
}

/// `POST /api/v1/coverages/{slug}/posts`: publishes, or keeps as a draft, or schedules.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/posts", operation_id = "create_post", tag = "posts",
    params(("slug" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::NewPost,
    responses((status = 201, description = "the post", body = answers::Post), (status = 401, body = inline(Document<'_>)),
        (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn create_post(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, standing) = asker.enter(&app, &slug).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, create(&app, &live, &standing, &request)).await
}

/// Makes what the request asks for: a post, or a draft of one.
pub(crate) async fn create(
    app: &App,
    live: &Arc<Live>,
    standing: &Standing,
    request: &Request,
) -> Result<Response, Problem> {
    // Who may neither draft nor publish learns it before anything is looked at.
    if !standing.may(Permission::PublishOwn) {
        standing.require(Permission::Draft)?;
    }
    let new: wire::NewPost = request.read()?;
    let content = new.parse()?;
    content.check()?;
    know_media(app, "body", content.body.media()).await?;
    let now = clock::now();
    let id = clock::post_id();
    let publish_at = new.publish_at.as_deref().map(|text| wire_parse::time("publish_at", text)).transpose()?;
    let asked = new.status.as_deref().or(publish_at.map(|_| "scheduled"));
    let status = as_post::status(asked.unwrap_or("published"), publish_at, now)?;
    standing.require(match status {
        None | Some(DraftStatus::Scheduled { .. }) => Permission::PublishOwn,
        Some(_) => Permission::Draft,
    })?;
    let Some(status) = status else {
        let command = |content| vec![Command::Publish(Publication { id, content, time: PublicationTime::Now })];
        let remember = |view: &View| {
            let shown = show(app, live, view, id);
            let mut effects = request.effects(PUBLISHED, live.id(), &id.to_string(), StatusCode::CREATED, &shown);
            effects.push(Effect::Own { post: id, coverage: live.id(), member: request.member() });
            effects
        };
        let view = write_content(app, live, content, command, remember).await?;
        return Ok(answer(StatusCode::CREATED, &show(app, live, &view, id)));
    };
    as_post::keep(app, live, standing, request, &content, status).await
}

/// `GET /api/v1/coverages/{slug}/posts/{id}`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/posts/{id}", operation_id = "read_post", tag = "posts",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the post or draft", body = answers::Post), (status = 401, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_post(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, standing) = asker.enter(&app, &slug).await?;
    Ok(answer(StatusCode::OK, &see(&app, &live, &standing, &id).await?))
}

/// A post or draft as the API shows it.
///
/// # Errors
/// 404 when there is none that is theirs, 403 when they may not read.
pub(crate) async fn see(app: &App, live: &Arc<Live>, standing: &Standing, id: &str) -> Result<Value, Problem> {
    match known(app, live, standing, id).await? {
        Known::Published(id) => {
            standing.require(Permission::Read)?;
            Ok(show(app, live, &live.view(), id))
        }
        Known::Draft(opened) => Ok(as_post::show(live.slug(), &opened.filed.draft)),
    }
}

/// `PATCH /api/v1/coverages/{slug}/posts/{id}`: revises a post, or edits, schedules or publishes a draft.
#[utoipa::path(patch, path = "/api/v1/coverages/{slug}/posts/{id}", operation_id = "revise_post", tag = "posts",
    params(("slug" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::PostPatch,
    responses((status = 200, description = "the post", body = answers::Post), (status = 401, body = inline(Document<'_>)),
        (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn revise_post(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, standing) = asker.enter(&app, &slug).await?;
    let request = Request::new(asker.id(), &Method::PATCH, uri.path(), headers, body)?;
    request.once(&app, revise(&app, &live, &standing, &request, &id)).await
}

/// Revises a post as the request asks, or edits, schedules or publishes a draft.
pub(crate) async fn revise(
    app: &App,
    live: &Arc<Live>,
    standing: &Standing,
    request: &Request,
    id: &str,
) -> Result<Response, Problem> {
    let patch: wire::PostPatch = request.read()?;
    match known(app, live, standing, id).await? {
        Known::Published(post) => {
            let author = app.store.author(post).await?;
            if !standing.may_to(Permission::Publish, Permission::PublishOwn, author) {
                return Err(standing.refused(Permission::Publish));
            }
            if patch.version.is_some() {
                return Err(bad("version", "only a draft has versions").into());
            }
            if !matches!(patch.status.as_deref(), None | Some("published")) {
                return Err(bad("status", "a published post can be withdrawn, but not made a draft again").into());
            }
            if patch.publish_at.is_some() {
                return Err(bad("publish_at", "the post is published; that time never moves").into());
            }
            let revision = patch.parse(post)?;
            know_media(app, "body", revision.body.iter().flat_map(coverage::Body::media).collect::<Vec<_>>()).await?;
            let remember = |view: &View| {
                let shown = show(app, live, view, post);
                request.effects("post.revised", live.id(), &post.to_string(), StatusCode::OK, &shown)
            };
            let view = write(app, live, Command::Revise(revision), remember).await?;
            Ok(answer(StatusCode::OK, &show(app, live, &view, post)))
        }
        Known::Draft(opened) => as_post::edit(app, &opened, request, patch).await,
    }
}

/// `DELETE /api/v1/coverages/{slug}/posts/{id}`: withdraws a post with a reason, or drops a draft.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/posts/{id}", operation_id = "withdraw_post", tag = "posts",
    params(("slug" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::Withdrawal,
    responses((status = 200, description = "the post as withdrawn", body = answers::Post), (status = 204, description = "the draft is gone"),
        (status = 401, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn withdraw_post(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, standing) = asker.enter(&app, &slug).await?;
    let request = Request::new(asker.id(), &Method::DELETE, uri.path(), headers, body)?;
    request.once(&app, withdraw(&app, &live, &standing, &request, &id)).await
}

/// Withdraws a post with the request's reason, or drops a draft.
pub(crate) async fn withdraw(
    app: &App,
    live: &Arc<Live>,
    standing: &Standing,
    request: &Request,
    id: &str,
) -> Result<Response, Problem> {
    match known(app, live, standing, id).await? {
        Known::Published(post) => {
            standing.require(Permission::Publish)?;
            let withdrawal: wire::Withdrawal = request.read()?;
            let command = Command::Withdraw { post, reason: Prose::parse("reason", &withdrawal.reason)? };
            let remember = |view: &View| {
                let shown = show(app, live, view, post);
                request.effects("post.withdrawn", live.id(), &post.to_string(), StatusCode::OK, &shown)
            };
            let view = write(app, live, command, remember).await?;
            Ok(answer(StatusCode::OK, &show(app, live, &view, post)))
        }
        Known::Draft(opened) => as_post::drop_draft(app, &opened, request).await,
    }
}

/// A post that the desk knows of.
enum Known {
    Published(PostId),
    Draft(Box<Opened>),
}

async fn known(app: &App, live: &Arc<Live>, standing: &Standing, id: &str) -> Result<Known, Problem> {
    let missing = || Problem::not_found("post of that id in this coverage");
    let id: PostId = id.parse().map_err(|_| missing())?;
    if live.view().post(id).is_some() {
        return Ok(Known::Published(id));
    }
    if let Some(filed) = app.store.draft(id).await? {
        if filed.draft.coverage != live.id() || filed.draft.deleted_at.is_some() {
            return Err(missing());
        }
        let opened = Opened { live: Arc::clone(live), standing: *standing, filed };
        return if opened.rights().see() { Ok(Known::Draft(Box::new(opened))) } else { Err(missing()) };
    }
    // Another process may have published it a moment ago.
    live.catch_up(&app.store).await?;
    live.view().post(id).map(|post| Known::Published(post.id)).ok_or_else(missing)
}

/// A published post as the API shows it.
pub(crate) fn show(app: &App, live: &Live, view: &View, id: PostId) -> Value {
    let Some(post) = view.post(id) else { return Value::Null };
    let mut shown = render::post_json(live.slug(), view.coverage(), post);
    shown["status"] = match post.standing {
        coverage::Standing::Published(_) => "published",
        coverage::Standing::Withdrawn { .. } | coverage::Standing::Withheld => "withdrawn",
        coverage::Standing::Redacted { .. } => "redacted",
    }
    .into();
    shown["url"] = app.url(&format!("/live/{}/post/{id}", live.slug())).into();
    shown["api_url"] = as_post::post_place(live.slug(), id).into();
    shown
}
