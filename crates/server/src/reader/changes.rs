//! The stream's frames as plain JSON, for clients and caches that cannot hold
//! a connection open.

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
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

/// Where the client stands, as the URL says it.
#[derive(Deserialize)]
pub(crate) struct Position {
    after: Option<String>,
}

/// `GET /live/{slug}/changes?after=SEQ`
pub(crate) async fn changes(
    State(app): State<App>,
    Path(slug): Path<String>,
    position: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let after = asked(position)?.ok_or_else(no_position)?;
    if after > live.head().seq {
        live.reach(after).await;
    }
    Ok(answer(&live, after))
}

/// Reads the position in a URL, if there is one.
pub(crate) fn asked(position: Result<Query<Position>, QueryRejection>) -> Result<Option<Seq>, Problem> {
    let Query(Position { after }) = position.map_err(|_| no_position())?;
    after.map(|text| parse(&text).ok_or_else(no_position)).transpose()
}

/// Reads a position as it stands in a URL or header.
pub(crate) fn parse(text: &str) -> Option<Seq> {
    let is_number = (1..=19).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| is_number).map(Seq)
}

pub(crate) fn no_position() -> Problem {
    Problem::bad_request("bad_position", "`after` is no position in the record.")
        .at("after")
        .hinted("Give the seq of the page or of the last frame you have, or 0 for all.")
}

fn answer(live: &Live, after: Seq) -> Response {
    let (missed, head) = live.missed(after, STRETCH);
    let (sent, resync) = match missed {
        Missed::Nothing => (Vec::new(), false),
        Missed::These(sent) => (sent, false),
        Missed::TooMuch => (Vec::new(), true),
    };
    let next = if resync { head.seq } else { sent.last().map_or(after, |last| last.seq()) };
    // A full stretch says nothing of what comes after it, since that changes
    // and the stretch does not: who has it asks again.
    let full = sent.len() == STRETCH;
    let start = if full {
        json!({"slug": live.slug().as_str(), "after": after, "seq": next, "next": next, "more": true, "resync": false})
    } else {
        json!({
            "slug": live.slug().as_str(), "after": after, "seq": head.seq, "next": next,
            "more": false, "resync": resync, "status": head.status.as_str(),
        })
    };
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
    let policy = if full { CachePolicy::Stretch } else { CachePolicy::Live };
    policy.write(headers);
    response
}
