//! Dictionaries (RFC 9842): a browser that keeps an earlier page of a coverage is sent what
//! is new against it, and hardly a byte of what it has.
//!
//! A browser is told of a dictionary along with the page, and fetches it when it has nothing
//! else to do. All readers are told of the same one for some changes, so that what is new
//! against it is compressed once for all of them, and a cache in between can keep it.

use std::fmt::Write as _;
use std::sync::{Arc, Mutex, PoisonError};

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use bytes::Bytes;
use coverage::{Seq, Slug};
use sha2::{Digest, Sha256};

use super::HTML;
use super::encoding::{self, Encoded};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::problem::Problem;

/// After how many changes a newer page becomes the dictionary. What is new against it grows
/// with each; and with each new one every reader fetches it, if only what is new in it.
const CHANGES: u64 = 8;
/// How many are kept for readers who come back later.
const KEPT: usize = 3;
/// How a form of `dcz` begins, before the dictionary's hash (RFC 9842 §2.2).
const MAGIC: [u8; 8] = [0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0];
/// Past 12 of 22 such a form becomes no smaller.
const LEVEL: i32 = 12;

/// It is a page, but nobody is to open it as one.
const PLAIN: &str = "text/plain; charset=utf-8";

/// What the answer with a page depends on.
pub(crate) const VARIES: &str = "accept-encoding, available-dictionary";

const AVAILABLE_DICTIONARY: HeaderName = HeaderName::from_static("available-dictionary");
const USE_AS_DICTIONARY: HeaderName = HeaderName::from_static("use-as-dictionary");

/// A page that browsers may have.
pub(crate) struct Dictionary {
    seq: Seq,
    hash: [u8; 32],
    page: Encoded,
}

impl Dictionary {
    fn new(seq: Seq, page: Bytes) -> Self {
        Self { seq, hash: Sha256::digest(&page).into(), page: Encoded::new(page) }
    }

    /// What it is called in addresses.
    fn name(&self) -> String {
        self.hash.iter().fold(String::new(), |mut name, byte| {
            // Writing to a String cannot fail.
            let _ = write!(name, "{byte:02x}");
            name
        })
    }

    /// What a browser that has it says (RFC 9842 §2.2, a byte sequence of RFC 9651).
    fn available(&self) -> String {
        format!(":{}:", BASE64_STANDARD.encode(self.hash))
    }

    /// What is new in a page against this one, as `dcz` (RFC 9842 §5).
    pub(crate) fn compress(&self, page: &[u8]) -> std::io::Result<Vec<u8>> {
        let mut compressor = zstd::bulk::Compressor::with_dictionary(LEVEL, self.page.identity())?;
        Ok([&MAGIC[..], &self.hash, &compressor.compress(page)?].concat())
    }

    /// Whether it is the same one, which is looked up by its hash.
    pub(crate) fn is(&self, other: &Self) -> bool {
        self.hash == other.hash
    }

    /// What tells a form against it from one against another, in entity tags.
    pub(crate) fn tag(&self) -> String {
        self.name().chars().take(16).collect()
    }
}

/// The dictionaries of a coverage, the newest last.
#[derive(Default)]
pub(crate) struct Dictionaries {
    state: Mutex<Kept>,
}

#[derive(Default)]
struct Kept {
    /// Pages of before have words that were withdrawn since.
    floor: Seq,
    pages: Vec<Arc<Dictionary>>,
}

impl Dictionaries {
    /// Takes in the first page of a coverage, as it is at that seq.
    pub(crate) fn offer(&self, seq: Seq, page: &Encoded) {
        self.with(|kept| {
            let is_due = kept.pages.last().is_none_or(|newest| seq.0 >= newest.seq.0 + CHANGES);
            if seq < kept.floor || !is_due {
                return;
            }
            kept.pages.push(Arc::new(Dictionary::new(seq, page.identity().clone())));
            let surplus = kept.pages.len().saturating_sub(KEPT);
            kept.pages.drain(..surplus);
        });
    }

    /// Lets go of all pages of before that seq: something in them was withdrawn.
    pub(crate) fn forget_before(&self, seq: Seq) {
        self.with(|kept| {
            kept.floor = kept.floor.max(seq);
            kept.pages.retain(|page| page.seq >= seq);
        });
    }

    fn newest(&self) -> Option<Arc<Dictionary>> {
        self.with(|kept| kept.pages.last().cloned())
    }

    fn named(&self, name: &str) -> Option<Arc<Dictionary>> {
        self.with(|kept| kept.pages.iter().find(|page| page.name() == name).cloned())
    }

    /// The one that the browser has, if it can use it.
    fn of(&self, asked: &HeaderMap) -> Option<Arc<Dictionary>> {
        let available = asked.get(AVAILABLE_DICTIONARY)?.to_str().ok()?.trim();
        encoding::takes(asked, "dcz").then_some(())?;
        self.with(|kept| kept.pages.iter().find(|page| page.available() == available).cloned())
    }

    /// A panic of another holder leaves the list whole: each change to it is one step.
    fn with<T>(&self, look: impl FnOnce(&mut Kept) -> T) -> T {
        look(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Answers with a page, against what the browser has of it if that is possible, and tells of
/// the dictionary.
pub(crate) fn answer(
    page: &Encoded,
    slug: &Slug,
    dictionaries: &Dictionaries,
    asked: &HeaderMap,
    policy: CachePolicy,
) -> Response {
    let mut response = page.answer_against(dictionaries.of(asked).as_ref(), asked, HTML, policy);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static(VARIES));
    if let Some(newest) = dictionaries.newest() {
        let link = format!("</live/{slug}/dictionary/{}>; rel=\"compression-dictionary\"", newest.name());
        if let Ok(link) = HeaderValue::try_from(link) {
            headers.append(header::LINK, link);
        }
    }
    response
}

/// `GET /live/{slug}/dictionary/{name}`
pub(crate) async fn dictionary(
    State(app): State<App>,
    Path((slug, name)): Path<(String, String)>,
    asked: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    // A browser that finds none asks for none.
    let Some(dictionary) = live.dictionaries().named(&name) else {
        return Problem::not_found("dictionary of that name").into_response();
    };
    let known = live.dictionaries().of(&asked);
    let mut response = dictionary.page.answer_against(known.as_ref(), &asked, PLAIN, CachePolicy::Dictionary);
    let headers = response.headers_mut();
    headers.insert(header::VARY, HeaderValue::from_static(VARIES));
    // The page itself, with whatever is asked of it, and the dictionaries that come after this one.
    if let Ok(r#match) = HeaderValue::try_from(format!("match=\"/live/{}{{/dictionary/*}}?\"", live.slug())) {
        headers.insert(USE_AS_DICTIONARY, r#match);
    }
    response
}
