//! What is news in a coverage since a reader last looked. Where that was is
//! kept by the reader alone; whoever asks with the same position gets the same
//! answer.

use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use render::{Form, Reading};

use super::changes::{Position, asked, no_position, parse};
use super::encoding::{self, Encoded};
use super::{HTML, page};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::Live;
use crate::problem::Problem;

/// `GET /live/{slug}/since?after=SEQ`
pub(crate) async fn since(
    State(app): State<App>,
    Path(slug): Path<String>,
    position: Result<Query<Position>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let after = asked(position)?.ok_or_else(no_position)?;
    if after > live.head().seq {
        live.reach(after).await;
    }
    let view = live.view();
    // Weak: on the way out the answer may be compressed, which changes its bytes.
    let tag = format!("W/\"{}-{}-{after}-{}\"", live.id(), view.seq(), env!("CARGO_PKG_VERSION"));
    let mut response = match encoding::knows(&headers, &tag) {
        true => StatusCode::NOT_MODIFIED.into_response(),
        false => render::since_json(live.slug(), &view, after).into_response(),
    };
    let headers = response.headers_mut();
    CachePolicy::Live.write(headers);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    Ok(response)
}

/// The position in a page's query, if one is asked about.
pub(crate) fn asked_in(query: &str) -> Option<String> {
    url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "since").map(|(_, value)| value.into_owned())
}

/// `GET /live/{slug}?since=SEQ`: a page, with the same on top of it. It is
/// rendered for who asks, since everybody asks from somewhere else.
pub(crate) async fn page_since(
    app: &App,
    live: &Live,
    form: Form,
    query: &str,
    position: &str,
    headers: &HeaderMap,
) -> Response {
    let Some(since) = parse(position) else { return page::no_such_part() };
    if since > live.head().seq {
        live.reach(since).await;
    }
    let known = live.known();
    // Whoever is ahead of this server has seen all that it has.
    let since = since.min(known.view.seq());
    let page = Reading::parse(query).ok().and_then(|reading| {
        render::page_since(&app.site, live.slug(), &known.view, &reading.in_form(form), &known.neighbours, since)
    });
    match page {
        Some(page) => Encoded::new(page.into()).answer(headers, HTML, page::policy(&known.view)),
        None => page::no_such_part(),
    }
}
