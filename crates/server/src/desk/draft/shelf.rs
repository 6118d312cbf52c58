//! Drafts as a shelf: list, begin, read, delete and bring back.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Content, PostId};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Draft, DraftStatus, Effect, Filed, Revises, Shelf};

use super::content::check_unfinished;
use super::opened::{Altered, Opened};
use super::rights::Rights;
use super::schedule::seen_last;
use super::show::{self, Names};
use super::wire;
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::clock;
use crate::desk::receipt::{Request, answer};
use crate::desk::wire_parse::bad;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// Which drafts to list.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    deleted: Option<String>,
}

/// `GET /api/v1/coverages/{slug}/drafts`: those that the asker may see.
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/drafts", operation_id = "list_drafts", tag = "drafts",
    params(("slug" = String, Path), ("deleted" = Option<bool>, Query, description = "`true`: those that were deleted in the last 30 days")),
    responses((status = 200, description = "drafts, the last written first", body = show::List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn list_drafts(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Draft).await?;
    let shelf = match wanted.deleted.as_deref() {
        None | Some("false") => Shelf::Open,
        Some("true") => Shelf::Deleted,
        Some(_) => return Err(bad("deleted", "true or false is expected").into()),
    };
    let names = Names::load(&app).await?;
    let mut drafts = Vec::new();
    for filed in app.store.drafts(live.id(), shelf).await? {
        let rights = Rights::new(&standing, &filed);
        if rights.see() {
            drafts.push(show::summary(live.slug(), &filed, &rights, &names));
        }
    }
    Ok(answer(StatusCode::OK, &json!(show::List { drafts })))
}

/// `POST /api/v1/coverages/{slug}/drafts`: begins one.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts", operation_id = "begin_draft", tag = "drafts",
    params(("slug" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::NewDraft,
    responses((status = 201, description = "the draft", body = show::Whole), (status = 200, description = "the draft that was there", body = show::Whole),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn begin_draft(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Draft).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, begin(&app, live, standing, &request)).await
}

async fn begin(app: &App, live: Arc<Live>, standing: Standing, request: &Request) -> Result<Response, Problem> {
    let new: wire::NewDraft = request.read()?;
    let id = match &new.id {
        Some(text) => text.parse().map_err(|_| bad("id", "a UUID is expected"))?,
        None => clock::post_id(),
    };
    if new.id.is_some()
        && let Some(there) = there(app, &live, standing, id).await?
    {
        return there.join(app).await;
    }
    let revised = new.revises.as_deref().map(|post| revised(&live, &standing, post)).transpose()?;
    if let Some((revises, _)) = &revised
        && let Some(open) = app.store.open_revision(live.id(), revises.post).await?
        && let Some(there) = app.store.draft(open).await?
    {
        return Opened { live, standing, filed: there }.join(app).await;
    }
    let content = match (new.content, &revised) {
        (Some(content), _) => content,
        (None, Some((_, content))) => json!(content),
        (None, None) => json!({}),
    };
    check_unfinished(&content)?;
    let now = clock::now();
    let draft = Draft {
        id,
        coverage: live.id(),
        revises: revised.map(|(revises, _)| revises),
        content,
        status: DraftStatus::Draft,
        embargo_until: None,
        author: standing.member,
        created_at: now,
        member: standing.member,
        updated_at: now,
        version: 1,
        edition: 0,
        deleted_at: None,
    };
    let revises = draft.revises;
    let post_author = match revises {
        Some(revises) => app.store.author(revises.post).await?,
        None => None,
    };
    let filed = Filed { draft: draft.clone(), writers: Vec::new(), mentioned: Vec::new(), notes: 0, post_author };
    let opened = Opened { live, standing, filed };
    let shown = opened.shown(app).await?;
    let coverage = opened.live.id();
    let mut effects = request.effects("draft.begun", coverage, &id.to_string(), StatusCode::CREATED, &shown);
    effects.push(Effect::SaveDraft(draft));
    match app.store.commit(effects).await {
        Ok(()) => {
            app.news.notify_one();
            Ok(answer(StatusCode::CREATED, &shown))
        }
        // Somebody began it in the same moment.
        Err(error @ (store::Error::StaleDraft { .. } | store::Error::RevisionOpen { .. })) => {
            let there = match (&error, revises) {
                (store::Error::RevisionOpen { draft, .. }, _) => *draft,
                _ => id,
            };
            let Opened { live, standing, .. } = opened;
            match self::there(app, &live, standing, there).await? {
                Some(there) => there.join(app).await,
                None => Err(error.into()),
            }
        }
        Err(error) => Err(error.into()),
    }
}

/// The draft that has that id already, if it is the asker's to write in.
async fn there(app: &App, live: &Arc<Live>, standing: Standing, id: PostId) -> Result<Option<Opened>, Problem> {
    let taken =
        || Problem::new(StatusCode::CONFLICT, "id_taken", "That id is in use.").at("id").hinted("Make a new one.");
    if live.view().post(id).is_some() {
        return Err(taken());
    }
    let Some(filed) = app.store.draft(id).await? else {
        // It may be the id of a post elsewhere.
        return if app.store.author(id).await?.is_some() { Err(taken()) } else { Ok(None) };
    };
    if filed.draft.coverage != live.id() || filed.draft.deleted_at.is_some() {
        return Err(taken());
    }
    let opened = Opened { live: Arc::clone(live), standing, filed };
    if opened.rights().edit() { Ok(Some(opened)) } else { Err(taken()) }
}

/// What a draft that revises a post begins with.
fn revised(live: &Live, standing: &Standing, post: &str) -> Result<(Revises, Content), Problem> {
    standing.require(Permission::SeeDrafts)?;
    let unknown = || bad("revises", "the id of a published post of this coverage is expected");
    let id: PostId = post.parse().map_err(|_| unknown())?;
    let view = live.view();
    let post = view.post(id).ok_or_else(unknown)?;
    let field = "revises".to_owned();
    let content = match &post.standing {
        coverage::Standing::Published(content) => content,
        coverage::Standing::Withdrawn { .. } | coverage::Standing::Withheld => {
            return Err(coverage::Rejection::PostWithdrawn { field, post: id }.into());
        }
        coverage::Standing::Redacted { .. } => return Err(coverage::Rejection::PostRedacted { field, post: id }.into()),
    };
    Ok((Revises { post: id, base: post.seq }, content.clone()))
}

impl Opened {
    /// Answers with a draft that is there, and lets the asker write in it.
    async fn join(mut self, app: &App) -> Result<Response, Problem> {
        let (draft, member) = (self.filed.draft.id, self.standing.member);
        if self.filed.draft.author != member && !self.filed.writers.contains(&member) {
            app.store.commit(vec![Effect::ShareDraft { draft, member, at: clock::now() }]).await?;
            app.news.notify_one();
            self.again(app).await?;
        }
        Ok(answer(StatusCode::OK, &self.shown(app).await?))
    }
}

/// `GET /api/v1/coverages/{slug}/drafts/{id}`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/drafts/{id}", operation_id = "read_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    Ok(answer(StatusCode::OK, &opened.shown(&app).await?))
}

/// `DELETE /api/v1/coverages/{slug}/drafts/{id}`: it can be brought back for 30 days.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/drafts/{id}", operation_id = "delete_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path),
        ("version" = Option<u64>, Query, description = "the version that was seen; if the draft has another by now, it stays")),
    responses((status = 204, description = "it is deleted"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>))))]
pub(crate) async fn delete_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    Query(asked): Query<Deletion>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let seen = asked
        .version
        .as_deref()
        .map(|version| version.parse::<u64>().map_err(|_| bad("version", "a number is expected")));
    let seen = seen.transpose()?;
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::DELETE, uri.path(), headers, body)?;
    let deleted = opened.alter(&app, &request, "draft.deleted", |opened| {
        opened.require(opened.rights().delete(), Permission::Publish)?;
        seen_last(&opened.filed.draft, seen)?;
        Ok(away(opened.filed.draft.clone()).into())
    });
    deleted.await?;
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

/// What a draft that is to be deleted must be.
#[derive(Deserialize)]
pub(crate) struct Deletion {
    version: Option<String>,
}

/// A draft that is deleted. It is not published by itself any more.
pub(crate) fn away(draft: Draft) -> Draft {
    let status = match draft.status {
        DraftStatus::Scheduled { .. } => DraftStatus::Draft,
        status => status,
    };
    Draft { status, deleted_at: Some(clock::now()), ..draft }
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/restore`: brings a deleted draft back.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/restore", operation_id = "restore_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>))))]
pub(crate) async fn restore_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find_kept(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    let restored = opened.alter(&app, &request, "draft.restored", |opened| {
        opened.require(opened.rights().delete(), Permission::Publish)?;
        Ok(Altered::from(Draft { deleted_at: None, ..opened.filed.draft.clone() }))
    });
    request.once(&app, restored).await
}
