//! The feeds of a coverage.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;

use super::encoding::Encoded;
use super::{NO_COVERAGE, missing};
use crate::app::App;
use crate::cache::CachePolicy;

/// `GET /live/{slug}/feed.rss`, `feed.atom` and `feed.json`
pub(crate) async fn feed(
    State(app): State<App>,
    Path((slug, format)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(live) = app.newsroom.public(&slug) else { return missing(&app, NO_COVERAGE) };
    let view = live.view();
    let (text, content_type) = match &*format {
        "rss" => (render::feed::rss(&app.site, live.slug(), &view), "application/rss+xml; charset=utf-8"),
        "atom" => (render::feed::atom(&app.site, live.slug(), &view), "application/atom+xml; charset=utf-8"),
        "json" => (render::feed::json(&app.site, live.slug(), &view), "application/feed+json; charset=utf-8"),
        _ => return missing(&app, "There are feeds in rss, atom and json only"),
    };
    Encoded::new(Bytes::from(text)).answer(&headers, content_type, CachePolicy::Live)
}
