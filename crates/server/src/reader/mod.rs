//! What readers ask for. Every answer comes from the views in memory; the first who comes to a
//! sleeping coverage has it read, a search asks the database which posts to answer with
//! (`search.rs`), a history what they said before (`history.rs`), a page of then what came before it
//! (`moment.rs`), and who checks a record has it read (`log`), each with a bound on how many do and how long.

pub(crate) mod changes;
mod corrections;
pub(crate) mod dictionary;
mod document;
pub(crate) mod encoding;
pub(crate) mod fault;
mod feeds;
pub(crate) mod framed;
pub(crate) mod front;
pub(crate) mod history;
pub(crate) mod log;
mod media;
pub(crate) mod moment;
mod oembed;
pub(crate) mod offline;
pub(crate) mod pace;
mod page;
pub(crate) mod search;
pub(crate) mod shelf;
mod since;
pub(crate) mod sitemaps;
pub(crate) mod standing;
mod stream;
mod watch;

pub(crate) use changes::changes;
pub(crate) use corrections::{all_corrections, corrections};
pub(crate) use document::{document_or_page, text_page};
pub(crate) use feeds::feed;
pub(crate) use front::{front, text_front};
pub(crate) use media::{medium, rendition};
pub(crate) use oembed::oembed;
pub(crate) use page::{post, text_post};
pub(crate) use search::{open_search, search, search_in};
pub(crate) use since::since;
pub(crate) use stream::stream;
pub(crate) use watch::{health, metrics};

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use render::Fault;

use crate::live::NotThere;
use crate::problem::Problem;

const HTML: &str = "text/html; charset=utf-8";

/// Says that there is nothing here; what a reader sees of it is made by [`fault::explain`].
pub(crate) fn missing(fault: Fault) -> Response {
    let mut response = StatusCode::from_u16(fault.status()).unwrap_or(StatusCode::NOT_FOUND).into_response();
    response.extensions_mut().insert(fault);
    response
}

impl IntoResponse for NotThere {
    fn into_response(self) -> Response {
        match self {
            Self::Unknown => missing(Fault::NoCoverage),
            Self::Unread(error) => Problem::from(error).into_response(),
        }
    }
}

/// For programs.
impl From<NotThere> for Problem {
    fn from(not_there: NotThere) -> Self {
        match not_there {
            NotThere::Unknown => Self::not_found("coverage of that name"),
            NotThere::Unread(error) => error.into(),
        }
    }
}
