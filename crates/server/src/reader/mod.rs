//! What readers ask for. Nothing here touches the database: every answer comes
//! from the views in memory.

mod changes;
mod document;
pub(crate) mod encoding;
pub(crate) mod fault;
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
use axum::response::{IntoResponse, Response};
use render::Fault;

const HTML: &str = "text/html; charset=utf-8";

/// Says that there is nothing here; what a reader sees of it is made by [`fault::explain`].
pub(crate) fn missing(fault: Fault) -> Response {
    let mut response = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::NOT_FOUND).into_response();
    response.extensions_mut().insert(fault);
    response
}
