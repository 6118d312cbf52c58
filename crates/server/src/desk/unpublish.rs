//! A post is taken back, and its words are kept in a new draft.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Command, Content, PostId, Prose, View};
use serde_json::json;
use store::{Draft, DraftStatus, Effect, Filed};

use super::draft::show::Names;
use super::draft::{Rights, show};
use super::receipt::{Request, answer};
use super::record::write;
use super::wire;
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::problem::{Document, Problem};

/// `POST /api/v1/coverages/{slug}/posts/{id}/unpublish`: withdraws it with a reason, and keeps its words in a draft.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/posts/{id}/unpublish", operation_id = "unpublish_post", tag = "posts",
    params(("slug" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::Withdrawal,
    responses((status = 201, description = "the draft that has its words", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn unpublish_post(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, unpublish(&app, &asker, &request, &slug, &id)).await
}

async fn unpublish(app: &App, asker: &Asker, request: &Request, slug: &str, id: &str) -> Result<Response, Problem> {
    let (live, standing) = asker.at(app, slug, Permission::Publish).await?;
    let missing = || Problem::not_found("post of that id in this coverage");
    let post: PostId = id.parse().map_err(|_| missing())?;
    let withdrawal: wire::Withdrawal = request.read()?;
    let reason = Prose::parse("reason", &withdrawal.reason)?;
    let author = app.store.author(post).await?.unwrap_or(standing.member);
    let names = Names::load(app).await?;
    let (id, now) = (clock::post_id(), clock::now());
    let kept = |content: Option<&Content>| Draft {
        id,
        coverage: live.id(),
        revises: None,
        // Where there is nothing to keep, the command below is refused.
        content: content.map(|content| json!(content)).unwrap_or_default(),
        status: DraftStatus::Draft,
        embargo_until: None,
        author,
        created_at: now,
        member: standing.member,
        updated_at: now,
        version: 1,
        edition: 0,
        deleted_at: None,
    };
    let shown = |draft: Draft| {
        let filed = Filed { draft, writers: Vec::new(), mentioned: Vec::new(), notes: 0, post_author: None };
        json!(show::whole(live.slug(), &filed, &Rights::new(&standing, &filed), &names))
    };
    let effects = |_: &View| {
        // What the post says at the moment in which it is taken back.
        let draft = kept(live.view().post(post).and_then(|post| post.content()));
        let shown = shown(draft.clone());
        let mut effects =
            request.effects("post.unpublished", live.id(), &post.to_string(), StatusCode::CREATED, &shown);
        let of_post = Effect::MakeOf { draft: draft.id, post };
        effects.extend([Effect::SaveDraft(draft), of_post]);
        effects
    };
    write(app, &live, Command::Withdraw { post, reason }, effects).await?;
    app.news.notify_one();
    let filed = app.store.draft(id).await?.ok_or_else(missing)?;
    Ok(answer(StatusCode::CREATED, &shown(filed.draft)))
}
