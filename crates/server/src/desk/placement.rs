//! Where a post is shown: its display time, or its place beside another post.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Command, PostId, View};

use super::posts::show;
use super::receipt::{Request, answer};
use super::record::write;
use super::{answers, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::live::Live;
use crate::problem::{Document, Problem};

/// `POST /api/v1/coverages/{slug}/posts/{id}/placement`: shows a post elsewhere.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/posts/{id}/placement", operation_id = "place_post", tag = "posts",
    params(("slug" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::Placement,
    responses((status = 200, description = "the post", body = answers::Post), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn place_post(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Publish).await?;
    let post = id.parse().map_err(|_| Problem::not_found("post of that id in this coverage"))?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, place(&app, &live, &request, post)).await
}

async fn place(app: &App, live: &Live, request: &Request, post: PostId) -> Result<Response, Problem> {
    let command = Command::Place { post, place: request.read::<wire::Placement>()?.parse()? };
    let effects = |view: &View| {
        let shown = show(app, live, view, post);
        request.effects("post.placed", live.id(), &post.to_string(), StatusCode::OK, &shown)
    };
    let view = write(app, live, command, effects).await?;
    Ok(answer(StatusCode::OK, &show(app, live, &view, post)))
}
