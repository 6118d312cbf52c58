//! The stream of a coverage.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::Status;

use super::changes::{Position, asked, parse};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::{Missed, stream};
use crate::problem::Problem;

/// `GET /live/{slug}/stream?after=SEQ`, and `Last-Event-ID`, which is newer
/// where both are given: the URL says where the client stood when it first
/// connected. With neither, the stream begins with the next change.
pub(crate) async fn stream(
    State(app): State<App>,
    Path(slug): Path<String>,
    position: Result<Query<Position>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).ok_or_else(|| Problem::not_found("coverage of that name"))?;
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    // A Last-Event-ID that is no position is not ours: the page's own position counts then.
    let after = match last_event_id.and_then(parse) {
        Some(last) => last,
        None => asked(position)?.unwrap_or_else(|| live.head().seq),
    };
    if after > live.head().seq {
        live.reach(after).await;
    }
    let (missed, head) = live.missed(after, 1);
    if head.status == Status::Ended && matches!(missed, Missed::Nothing) {
        // 204 tells an EventSource to stop for good (WHATWG HTML §9.2.2).
        let mut response = StatusCode::NO_CONTENT.into_response();
        CachePolicy::Stream.write(response.headers_mut());
        return Ok(response);
    }
    let events = stream::events(live, after, app.stopping.subscribe(), Arc::clone(&app.metrics));
    let mut response = Response::new(Body::from_stream(events));
    let headers = response.headers_mut();
    CachePolicy::Stream.write(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}
