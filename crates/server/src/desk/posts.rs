//! The posts of a coverage as the desk sees them: published ones and drafts.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Command, PostId, Prose, Publication, PublicationTime, View};
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Draft, DraftStatus, Effect};

use super::coverages::know_media;
use super::receipt::{Request, answer};
use super::record::write;
use super::wire_parse::{self, bad};
use super::{answers, drafts, wire};
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::clock;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// How the audit log names a publication.
const PUBLISHED: &str = "post.published";

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
        Some(status @ ("draft" | "scheduled")) => Some(status),
        Some(_) => return Err(bad("status", "published, draft or scheduled is expected").into()),
    };
    let posts: Result<Vec<Value>, Problem> = if let Some(status) = status {
        standing.require(Permission::Draft)?;
        let drafts = app.store.drafts(live.id()).await?;
        drafts
            .iter()
            .filter(|draft| drafts::status_name(draft.status) == status && sees(&standing, draft))
            .take(limit)
            .map(|draft| drafts::show(live.slug(), draft))
            .collect()
    } else {
        let view = live.view();
        let before = wanted.before.map(|id| {
            let post = id.parse().ok().and_then(|id| view.post(id));
            post.map(|post| post.order).ok_or_else(|| bad("before", "there is no such post in this coverage"))
        });
        let shown = |post: &std::sync::Arc<coverage::Post>| show(&app, &live, &view, post.id);
        Ok(match before.transpose()? {
            Some(place) => view.posts_before(place).take(limit).map(shown).collect(),
            None => view.posts().take(limit).map(shown).collect(),
        })
    };
    Ok(answer(StatusCode::OK, &json!({"posts": posts?})))
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

async fn create(app: &App, live: &Live, standing: &Standing, request: &Request) -> Result<Response, Problem> {
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
    let status = draft_status(asked.unwrap_or("published"), publish_at, now)?;
    standing.require(match status {
        Some(DraftStatus::Draft) => Permission::Draft,
        Some(DraftStatus::Scheduled { .. }) | None => Permission::PublishOwn,
    })?;
    let Some(status) = status else {
        let command = Command::Publish(Publication { id, content, time: PublicationTime::Now });
        let remember = |view: &View| {
            let shown = show(app, live, view, id);
            let mut effects = request.effects(PUBLISHED, live.id(), &id.to_string(), StatusCode::CREATED, &shown);
            effects.push(Effect::Own { post: id, coverage: live.id(), member: request.member() });
            effects
        };
        let view = write(app, live, command, remember).await?;
        return Ok(answer(StatusCode::CREATED, &show(app, live, &view, id)));
    };
    let content = drafts::stored(&content)?;
    let draft =
        Draft { id, coverage: live.id(), content, status, member: request.member(), updated_at: now, version: 0 };
    keep(app, live, request, draft, StatusCode::CREATED).await
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
    match known(&app, &live, &standing, &id).await? {
        Known::Published(id) => {
            standing.require(Permission::Read)?;
            Ok(answer(StatusCode::OK, &show(&app, &live, &live.view(), id)))
        }
        Known::Draft(draft) => Ok(answer(StatusCode::OK, &drafts::show(live.slug(), &draft)?)),
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

async fn revise(app: &App, live: &Live, standing: &Standing, request: &Request, id: &str) -> Result<Response, Problem> {
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
        Known::Draft(draft) => edit_draft(app, live, standing, request, draft, patch).await,
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

async fn withdraw(
    app: &App,
    live: &Live,
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
        Known::Draft(draft) => {
            if !standing.may_to(Permission::Publish, Permission::Draft, Some(draft.member)) {
                return Err(standing.refused(Permission::Publish));
            }
            let mut effects = request.effects(
                "draft.deleted",
                live.id(),
                &draft.id.to_string(),
                StatusCode::NO_CONTENT,
                &Value::Null,
            );
            effects.push(Effect::DeleteDraft { post: draft.id, version: draft.version });
            app.store.commit(effects).await?;
            Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
        }
    }
}

/// Whether a draft is there for them: to everybody else it is as if it were not.
fn sees(standing: &Standing, draft: &Draft) -> bool {
    standing.may_to(Permission::SeeDrafts, Permission::Draft, Some(draft.member))
}

/// A post that the desk knows of.
enum Known {
    Published(PostId),
    Draft(Draft),
}

async fn known(app: &App, live: &Live, standing: &Standing, id: &str) -> Result<Known, Problem> {
    let missing = || Problem::not_found("post of that id in this coverage");
    let id: PostId = id.parse().map_err(|_| missing())?;
    if live.view().post(id).is_some() {
        return Ok(Known::Published(id));
    }
    match app.store.draft(id).await? {
        Some(draft) if draft.coverage == live.id() && sees(standing, &draft) => return Ok(Known::Draft(draft)),
        Some(_) => return Err(missing()),
        None => {}
    }
    // Another process may have published it a moment ago.
    live.catch_up(&app.store).await?;
    live.view().post(id).map(|post| Known::Published(post.id)).ok_or_else(missing)
}

async fn edit_draft(
    app: &App,
    live: &Live,
    standing: &Standing,
    request: &Request,
    draft: Draft,
    patch: wire::PostPatch,
) -> Result<Response, Problem> {
    if patch.notice.is_some() {
        return Err(bad("notice", "a draft has no public notices yet").into());
    }
    let (id, version) = (draft.id, draft.version);
    if let Some(expected) = patch.version.filter(|expected| *expected != version) {
        return Err(store::Error::StaleDraft { post: id, expected, found: Some(version) }.into());
    }
    if matches!((patch.status.as_deref(), &patch.publish_at), (Some("published" | "draft"), Some(Some(_)))) {
        return Err(bad("publish_at", "only a scheduled post has it").into());
    }
    let now = clock::now();
    let publish_at = match (&patch.publish_at, draft.status) {
        (Some(None), _) | (None, DraftStatus::Draft) => None,
        (Some(Some(text)), _) => Some(wire_parse::time("publish_at", text)?),
        (None, DraftStatus::Scheduled { publish_at }) => Some(publish_at),
    };
    let status = match (patch.status.as_deref(), publish_at) {
        (Some("published"), _) => None,
        (Some("draft"), _) | (None, None) => Some(DraftStatus::Draft),
        (Some(asked), publish_at) => draft_status(asked, publish_at, now)?,
        // Words may still be changed in the moment in which it falls due.
        (None, Some(publish_at)) if patch.publish_at.is_none() => Some(DraftStatus::Scheduled { publish_at }),
        (None, publish_at) => draft_status("scheduled", publish_at, now)?,
    };
    let to_be_published = !matches!(status, Some(DraftStatus::Draft));
    if to_be_published && !standing.may_to(Permission::Publish, Permission::PublishOwn, Some(draft.member)) {
        return Err(standing.refused(Permission::PublishOwn));
    }
    let before = drafts::content(&draft).map_err(|error| Problem::internal(&error))?;
    let content = patch.parse(id)?.of_content(&before);
    content.check()?;
    know_media(app, "body", content.body.media()).await?;
    let Some(status) = status else {
        let command = Command::Publish(Publication { id, content, time: PublicationTime::Now });
        let effects = |view: &View| {
            let shown = show(app, live, view, id);
            let mut effects = request.effects(PUBLISHED, live.id(), &id.to_string(), StatusCode::OK, &shown);
            effects.push(Effect::DeleteDraft { post: id, version });
            effects.push(Effect::Own { post: id, coverage: live.id(), member: draft.member });
            effects
        };
        let view = write(app, live, command, effects).await?;
        return Ok(answer(StatusCode::OK, &show(app, live, &view, id)));
    };
    let content = drafts::stored(&content)?;
    let draft = Draft { content, status, updated_at: now, ..draft };
    keep(app, live, request, draft, StatusCode::OK).await
}

/// Saves a draft and answers with it.
async fn keep(
    app: &App,
    live: &Live,
    request: &Request,
    draft: Draft,
    status: StatusCode,
) -> Result<Response, Problem> {
    let shown = drafts::show_saved(live.slug(), &draft)?;
    let mut effects = request.effects("draft.saved", live.id(), &draft.id.to_string(), status, &shown);
    effects.extend(drafts::save(draft));
    app.store.commit(effects).await?;
    app.new_job.notify_one();
    Ok(answer(status, &shown))
}

/// The status asked for; none for a post that is published now.
fn draft_status(asked: &str, publish_at: Option<Timestamp>, now: Timestamp) -> Result<Option<DraftStatus>, Problem> {
    match (asked, publish_at) {
        ("published", None) => Ok(None),
        ("draft", None) => Ok(Some(DraftStatus::Draft)),
        ("scheduled", Some(at)) => Ok(Some(DraftStatus::Scheduled { publish_at: drafts::ahead(at, now)? })),
        ("scheduled", None) => Err(bad("publish_at", "a scheduled post needs it").into()),
        ("published" | "draft", Some(_)) => Err(bad("publish_at", "only a scheduled post has it").into()),
        _ => Err(bad("status", "published, draft or scheduled is expected").into()),
    }
}

pub(super) fn show(app: &App, live: &Live, view: &View, id: PostId) -> Value {
    let Some(post) = view.post(id) else { return Value::Null };
    let mut shown = render::post_json(live.slug(), view.coverage(), post);
    shown["status"] = if post.content().is_some() { "published" } else { "withdrawn" }.into();
    shown["url"] = app.url(&format!("/live/{}/post/{id}", live.slug())).into();
    shown["api_url"] = drafts::post_place(live.slug(), id).into();
    shown
}
