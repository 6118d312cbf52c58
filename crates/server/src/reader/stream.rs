//! The stream of a coverage.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::{Seq, Status};

use super::changes::{Position, asked, parse};
use crate::app::App;
use crate::auth::ClientAddress;
use crate::cache::CachePolicy;
use crate::connection::TakeOver;
use crate::live::{Missed, Stream, StreamCoding};
use crate::problem::Problem;

/// `GET /live/{slug}/stream?after=SEQ`, and `Last-Event-ID`, which is newer
/// where both are given: the URL says where the client stood when it first
/// connected. With neither, the stream begins with the next change.
pub(crate) async fn stream(
    State(app): State<App>,
    Path(slug): Path<String>,
    ClientAddress(from): ClientAddress,
    position: Result<Query<Position>, QueryRejection>,
    request: Request,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let headers = request.headers();
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
    let Some(admitted) = app.admission.stream(from) else { return Ok(full(&slug, after)) };
    let coding = StreamCoding::of(headers);
    let stream = Stream { live, after, coding, admitted };
    let mut response = match request.extensions().get::<TakeOver>() {
        Some(take_over) => {
            take_over.begin(stream);
            Response::new(Body::empty())
        }
        None => Response::new(Body::from_stream(stream.into_body(app.stopping.subscribe(), app.metrics.clone()))),
    };
    let headers = response.headers_mut();
    CachePolicy::Stream.write(headers);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream; charset=utf-8"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(name) = coding.name() {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(name));
    }
    Ok(response)
}

/// Sends a reader to where changes can be asked for, since there is no room on the stream.
fn full(slug: &str, after: Seq) -> Response {
    let problem = Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "stream_full",
        "There are as many readers on the stream as it has room for.",
    )
    .hinted(format!("Ask /live/{slug}/changes?after={after} every few seconds, and try the stream again later."));
    let mut response = problem.into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("30"));
    response
}
