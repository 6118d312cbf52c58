//! The answers that stand: what was last answered to who asked for the first page of a coverage, as
//! it went over the wire, until the coverage changes.
//!
//! Nothing is decided here. The router's answer is kept, with every header that a layer wrote, and
//! goes away with the page that it is of.

use std::sync::{Arc, OnceLock};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use bytes::Bytes;

use super::dictionary::VARIES;
use super::encoding::{Coding, Encoded};
use crate::connection::HeldBySystem;

/// An answer, but for its date.
#[derive(Clone)]
pub(crate) struct Standing {
    /// The status line and the headers, without the line that ends them.
    pub(crate) head: Bytes,
    pub(crate) body: Bytes,
    /// The body once more, where the system can send it from its own memory.
    pub(crate) held: Option<Arc<HeldBySystem>>,
}

/// The answers of one page, one for each coding.
#[derive(Default)]
pub(crate) struct StandingAnswers([OnceLock<Standing>; Coding::ALL.len()]);

impl StandingAnswers {
    /// The one in that coding, if somebody was given it already.
    pub(crate) fn get(&self, coding: Coding) -> Option<&Standing> {
        self.0.get(coding as usize)?.get()
    }

    /// Keeps an answer, if it is the whole page and says that nothing else of a request counts than
    /// what is looked at before it is given again.
    pub(crate) fn keep(&self, page: &Encoded, answer: &Response) {
        let headers = answer.headers();
        let is = |name, value: &[u8]| headers.get(name).is_some_and(|own: &HeaderValue| own.as_bytes() == value);
        if answer.status() != StatusCode::OK || !is(header::VARY, VARIES.as_bytes()) {
            return;
        }
        let Some(coding) = Coding::ALL.into_iter().find(|coding| is(header::ETAG, page.tag_in(*coding).as_bytes()))
        else {
            return;
        };
        if let Some(place) = self.0.get(coding as usize) {
            place.get_or_init(|| {
                let body = page.bytes(coding).clone();
                let held = HeldBySystem::new(&body).ok().map(Arc::new);
                Standing { head: head(headers, body.len()), body, held }
            });
        }
    }
}

/// What an answer with these headers begins with (RFC 9112 §4, §6.2).
fn head(headers: &HeaderMap, length: usize) -> Bytes {
    let mut head = b"HTTP/1.1 200 OK\r\n".to_vec();
    for (name, value) in headers.iter().filter(|(name, _)| *name != header::CONTENT_LENGTH) {
        head.extend_from_slice(&[name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    head.extend_from_slice(format!("content-length: {length}\r\n").as_bytes());
    head.into()
}
