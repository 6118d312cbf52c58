//! What lets pages be read without a network: the worker that keeps them on the device, and the page
//! that it shows where it kept none.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;

use super::HTML;
use super::encoding::Encoded;
use crate::app::App;
use crate::cache::CachePolicy;

/// Ends a worker that is on a device: what is served in the stead of the worker where that is
/// switched off or was not built. It needs nothing that it ends.
const FAREWELL: &str = include_str!("../../../../web/reader/farewell.js");

/// `GET /worker.js`. Browsers ask for it again with each visit, so it is not kept; a fault would
/// leave the one that they have at work.
pub(crate) async fn worker(State(app): State<App>, headers: HeaderMap) -> Response {
    let javascript = "text/javascript; charset=utf-8";
    match app.assets.worker().filter(|_| app.site.worker.is_some()) {
        Some(worker) => worker.answer(&headers, javascript, CachePolicy::Own),
        None => Encoded::new(Bytes::from_static(FAREWELL.as_bytes())).answer(&headers, javascript, CachePolicy::Own),
    }
}

/// `GET /offline`
pub(crate) async fn page(State(app): State<App>, headers: HeaderMap) -> Response {
    Encoded::new(Bytes::from(render::offline_page(&app.site))).answer(&headers, HTML, CachePolicy::Live)
}
