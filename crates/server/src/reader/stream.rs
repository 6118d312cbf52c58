//! The stream of a coverage.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::Status;
use serde::Deserialize;

use super::changes::parse;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::{Missed, stream};
use crate::problem::Problem;

/// Where the client stands when it first connects; afterwards its browser says so itself.
#[derive(Deserialize)]
pub(crate) struct Position {
    after: Option<String>,
}

/// `GET /live/{slug}/stream?after=SEQ`, and `Last-Event-ID`, which is newer
/// where both are given. With neither, the stream begins with the next change.
pub(crate) async fn stream(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(position): Query<Position>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).ok_or_else(|| Problem::not_found("coverage of that name"))?;
    let last_event_id = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    // A Last-Event-ID that is no position is not ours: the page's own position counts then.
    let after = match (last_event_id.and_then(|id| parse(Some(id)).ok()), position.after.as_deref()) {
        (Some(last), _) => last,
        (None, Some(after)) => parse(Some(after))?,
        (None, None) => live.view().seq(),
    };
    let ended = live.watch().borrow().status == Status::Ended;
    if ended && matches!(live.missed(after, 1), Missed::Nothing) {
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
