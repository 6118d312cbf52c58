//! What readers ask for. Nothing here touches the database: every answer comes
//! from the views in memory.

mod changes;
mod document;
pub(crate) mod encoding;
mod feeds;
mod front;
mod media;
mod page;
mod stream;
mod watch;

pub(crate) use changes::changes;
pub(crate) use document::document_or_page;
pub(crate) use feeds::feed;
pub(crate) use front::front;
pub(crate) use media::{medium, rendition};
pub(crate) use page::post;
pub(crate) use stream::stream;
pub(crate) use watch::{health, metrics};

use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

use crate::app::App;
use crate::cache::CachePolicy;

const HTML: &str = "text/html; charset=utf-8";

/// The title of the page for a coverage that readers do not know of.
const NO_COVERAGE: &str = "There is no such coverage here";

/// A page that says that there is nothing here, and where to go instead.
pub(crate) fn missing(app: &App, title: &str) -> Response {
    fault(app, StatusCode::NOT_FOUND, title, "The address may be misspelt, or the page was never published.")
}

pub(crate) fn fault(app: &App, status: StatusCode, title: &str, message: &str) -> Response {
    let page = render::fault_page(&app.site, status.as_u16(), title, message, &[("All coverages", "/")]);
    let mut response = (status, Html(page)).into_response();
    CachePolicy::Absent.write(response.headers_mut());
    response
}
