//! A draft as readers would see it.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::{Change, PostPublished};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::draft::content;
use super::receipt::answer;
use super::{unique, wire_parse};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::problem::{Document, Problem};

/// What to preview.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Content {
    /// The fields of a post.
    #[serde(deserialize_with = "unique::value")]
    content: Value,
}

/// A post as readers see it.
#[derive(Serialize, ToSchema)]
pub(crate) struct Preview {
    /// An `article`, styled by the reader's page.
    html: String,
}

/// `POST /api/v1/coverages/{slug}/preview`
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/preview", operation_id = "preview", tag = "drafts",
    params(("slug" = String, Path)), request_body = Content,
    responses((status = 200, description = "the post as readers would see it", body = Preview), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn preview(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let Content { content } = wire_parse::read(&headers, &body)?;
    content::check_unfinished(&content)?;
    let content = content::finished(&content)?;
    // What would be known had it been published, whether the coverage takes posts or not.
    let mut view = live.view();
    let (id, at) = (clock::post_id(), view.time_of_next(clock::now()));
    let published = PostPublished { post: id, published_at: at, approximate: false, content };
    view.apply(at, &Change::PostPublished(published));
    let html = view.post(id).map(|post| render::article(live.slug(), view.coverage(), post)).unwrap_or_default();
    Ok(answer(StatusCode::OK, &json!(Preview { html })))
}
