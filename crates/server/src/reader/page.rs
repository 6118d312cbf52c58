//! The page of a coverage and the page of one post.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use coverage::PostId;
use render::{Fault, Window};

use super::encoding::Encoded;
use super::{HTML, missing};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::Live;

/// The newest posts. Rendered once per change, however many readers ask.
pub(crate) async fn newest(app: &App, live: &Live, headers: &HeaderMap) -> Response {
    let (view, rendered) = live.rendered();
    let page = rendered
        .page
        .get_or_init(|| async {
            app.metrics.page_renders.inc();
            let page = render::page(&app.site, live.slug(), &view, Window::Newest).unwrap_or_default();
            Encoded::new(Bytes::from(page))
        })
        .await;
    page.answer(headers, HTML, CachePolicy::Live)
}

/// The posts before one.
pub(crate) fn older(app: &App, live: &Live, before: &str, headers: &HeaderMap) -> Response {
    let page = before
        .parse::<PostId>()
        .ok()
        .and_then(|before| render::page(&app.site, live.slug(), &live.view(), Window::Before(before)));
    match page {
        Some(page) => Encoded::new(Bytes::from(page)).answer(headers, HTML, CachePolicy::Live),
        None => no_such_part(app),
    }
}

/// The coverage has no posts before what was named.
pub(crate) fn no_such_part(app: &App) -> Response {
    missing(app, Fault::NoPart)
}

/// `GET /live/{slug}/post/{id}`
pub(crate) async fn post(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let Some(live) = app.newsroom.public(&slug) else { return missing(&app, Fault::NoCoverage) };
    let view = live.view();
    match id.parse::<PostId>().ok().and_then(|id| view.post(id)) {
        Some(post) => {
            let page = render::post_page(&app.site, live.slug(), &view, post);
            Encoded::new(Bytes::from(page)).answer(&headers, HTML, CachePolicy::Live)
        }
        None => missing(&app, Fault::NoPost),
    }
}
