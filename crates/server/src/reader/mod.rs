//! What readers ask for. Nothing here touches the database: every answer comes
//! from the views in memory.

mod changes;
pub(crate) mod dictionary;
mod document;
pub(crate) mod encoding;
mod feeds;
pub(crate) mod framed;
mod front;
mod media;
mod oembed;
mod page;
pub(crate) mod shelf;
mod since;
pub(crate) mod sitemaps;
mod stream;
mod watch;

pub(crate) use changes::changes;
pub(crate) use document::document_or_page;
pub(crate) use feeds::feed;
pub(crate) use front::front;
pub(crate) use media::{medium, rendition};
pub(crate) use oembed::oembed;
pub(crate) use page::post;
pub(crate) use since::since;
pub(crate) use stream::stream;
pub(crate) use watch::{health, metrics};

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};
use render::Fault;

use crate::app::App;
use crate::cache::CachePolicy;

const HTML: &str = "text/html; charset=utf-8";

/// A page that says that there is nothing here, and where to go instead.
pub(crate) fn missing(app: &App, fault: Fault) -> Response {
    let status = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::NOT_FOUND);
    let mut response = (status, Html(render::fault_page(&app.site, fault))).into_response();
    CachePolicy::Absent.write(response.headers_mut());
    response
}
