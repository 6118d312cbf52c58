//! The stream's frames as plain JSON, for clients and caches that cannot hold
//! a connection open.

use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use coverage::Seq;
use serde::Deserialize;
use serde_json::json;

use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::{Live, Missed};
use crate::problem::Problem;

/// How many frames one answer holds at most. An answer that holds so many is
/// complete: it reads the same for every client and for good.
pub(crate) const STRETCH: usize = 100;

/// The position of the client.
#[derive(Deserialize)]
pub(crate) struct Position {
    after: Option<String>,
}

/// `GET /live/{slug}/changes?after=SEQ`
pub(crate) async fn changes(
    State(app): State<App>,
    Path(slug): Path<String>,
    Query(position): Query<Position>,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).ok_or_else(|| Problem::not_found("coverage of that name"))?;
    let after = parse(position.after.as_deref())?;
    Ok(answer(&live, after))
}

/// Reads a position as it stands in a URL or header.
pub(crate) fn parse(text: Option<&str>) -> Result<Seq, Problem> {
    let refuse = || {
        Problem::bad_request("bad_position", "`after` is no position in the record.")
            .at("after")
            .hinted("Give the seq of the page or of the last frame you have, or 0 for all.")
    };
    match text {
        None => Err(refuse()),
        Some(text) if text.len() <= 19 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().map(Seq).map_err(|_| refuse())
        }
        Some(_) => Err(refuse()),
    }
}

fn answer(live: &Live, after: Seq) -> Response {
    let (view, missed) = (live.view(), live.missed(after, STRETCH));
    let head = view.seq();
    let status = view.coverage().status.as_str();
    let (sent, resync) = match missed {
        Missed::Nothing => (Vec::new(), false),
        Missed::These(sent) => (sent, false),
        Missed::TooMuch => (Vec::new(), true),
    };
    let next = if resync { head } else { sent.last().map_or(after, |last| last.seq()) };
    let start = json!({
        "slug": live.slug().as_str(), "after": after, "seq": head.max(next), "next": next,
        "more": next < head, "resync": resync, "status": status,
    });
    // The frames are JSON already: they are put in as they stand.
    let mut text = start.to_string().into_bytes();
    text.pop();
    text.extend_from_slice(b",\"frames\":[");
    for (index, frame) in sent.iter().enumerate() {
        if index > 0 {
            text.push(b',');
        }
        text.extend_from_slice(frame.json());
    }
    text.extend_from_slice(b"]}");
    let mut response = Body::from(text).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    let policy = if sent.len() == STRETCH { CachePolicy::Stretch } else { CachePolicy::Live };
    policy.write(headers);
    response
}
