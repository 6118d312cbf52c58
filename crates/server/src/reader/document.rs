//! The coverage as one JSON document; and the choice between it and the page,
//! which share a URL up to the ending.

use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::{Slug, View};
use futures_util::stream;
use render::{CoverageJson, Form, Source};

use super::{encoding, page, since};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::Live;
use crate::micropub;
use crate::problem::Problem;

/// `GET /live/{slug}` and `GET /live/{slug}.json`. No slug holds a dot, so the
/// ending is never part of one.
pub(crate) async fn document_or_page(
    State(app): State<App>,
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let (slug, is_document) = name.strip_suffix(".json").map_or((&*name, false), |slug| (slug, true));
    let live = match app.newsroom.public(slug).await {
        Ok(live) => live,
        // Who asks for JSON is a program.
        Err(not_there) if is_document => return Problem::from(not_there).into_response(),
        Err(not_there) => return not_there.into_response(),
    };
    if is_document {
        let (view, source) = (live.view(), app.newsroom.source(live.id()));
        let tie = source.as_ref().map_or("", |source| source.tie.as_str());
        // Weak: on the way out the document may be compressed, which changes its bytes.
        let tag = format!("W/\"{}-{}-{}{tie}\"", live.id(), view.seq(), env!("CARGO_PKG_VERSION"));
        return answer(live.slug(), &view, source, tag, CachePolicy::Live, &headers);
    }
    let asked = query.as_deref().unwrap_or_default();
    let mut response = page(&app, &live, Form::Whole, asked, &headers).await;
    if query.is_none() {
        micropub::announce(&app, &live, &mut response);
    }
    response
}

/// `GET /text/live/{slug}`: the page in words alone.
pub(crate) async fn text_page(
    State(app): State<App>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    page(&app, &live, Form::Text, query.as_deref().unwrap_or_default(), &headers).await
}

async fn page(app: &App, live: &Live, form: Form, asked: &str, headers: &HeaderMap) -> Response {
    match since::asked_in(asked) {
        Some(position) => since::page_since(app, live, form, asked, &position, headers).await,
        None => page::read(app, live, form, asked, headers).await,
    }
}

/// Sends the document post by post from a snapshot, so that it needs no memory
/// in proportion to the coverage.
pub(super) fn answer(
    slug: &Slug,
    view: &View,
    source: Option<Source>,
    tag: String,
    policy: CachePolicy,
    headers: &HeaderMap,
) -> Response {
    let known = encoding::knows(headers, &tag);
    let mut response = if known {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let pieces = CoverageJson::new(slug, view).from_source(source);
        let pieces = pieces.map(|piece| Ok::<_, std::convert::Infallible>(Bytes::from(piece)));
        Response::new(Body::from_stream(stream::iter(pieces)))
    };
    let headers = response.headers_mut();
    policy.write(headers);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    if let Ok(tag) = HeaderValue::try_from(tag) {
        headers.insert(header::ETAG, tag);
    }
    response
}
