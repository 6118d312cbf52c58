//! The words of a post are taken out of the record, in all its versions.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Command, PostId, RedactionReason, View};
use serde_json::json;
use store::{Effect, Entry};

use super::posts::show;
use super::receipt::{Request, answer};
use super::record::write;
use super::{answers, wire};
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// `POST /api/v1/coverages/{slug}/posts/{id}/redact`: takes its words out of the record for good.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/posts/{id}/redact", operation_id = "redact_post", tag = "posts",
    params(("slug" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::Redaction,
    responses((status = 200, description = "the post as redacted", body = answers::Post), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn redact_post(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let (live, _) = asker.enter(&app, &slug).await?;
    let post = id.parse().map_err(|_| Problem::not_found("post of that id in this coverage"))?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, redact(&app, &live, &request, post)).await
}

async fn redact(app: &App, live: &Live, request: &Request, post: PostId) -> Result<Response, Problem> {
    let reason = RedactionReason::parse("reason", &request.read::<wire::Redaction>()?.reason)?;
    let effects = |view: &View| {
        // On which ground, and nothing of what it said.
        let note = Effect::Audit(Entry {
            at: clock::now(),
            member: Some(request.member()),
            action: "post.redacted".to_owned(),
            coverage: Some(live.id()),
            subject: post.to_string(),
            detail: json!({"reason": reason}),
        });
        std::iter::once(note).chain(request.receipt(StatusCode::OK, &show(app, live, view, post))).collect()
    };
    let view = write(app, live, Command::Redact { post, reason }, effects).await?;
    // Drafts of it are gone, and so are pictures that nothing else shows: from now on, nobody is given one.
    for gone in app.store.untold_redacted_media().await? {
        app.store.forget_media(gone);
    }
    app.news.notify_one();
    Ok(answer(StatusCode::OK, &show(app, live, &view, post)))
}
