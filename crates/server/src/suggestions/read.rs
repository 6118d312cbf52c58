//! A feed (RSS, Atom or JSON Feed) as what it suggests.

use coverage::WebUrl;
use feed_rs::model::{Entry, Text};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};
use store::{FeedId, Suggestion, SuggestionId};
use tokio::time::Instant;

use crate::clock;
use crate::desk::card::{line, prose, words};
use crate::fetch::{Fetcher, Longer, Wanted};

/// What is asked of a feed's server.
const WANTED: Wanted = Wanted {
    types: "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8",
    most: 2 * 1024 * 1024,
    longer: Longer::Refused,
};
/// How many items of a feed are looked at; feeds have their newest on top.
const MOST: usize = 100;
/// How old an item may be to be suggested when its feed is first read.
const RECENT: SignedDuration = SignedDuration::from_hours(24);
/// How many items are suggested when a feed is first read.
const MOST_AT_FIRST: usize = 20;

/// What a feed said.
pub(super) struct Said {
    /// What it calls itself.
    pub(super) title: String,
    /// Its items, the newest first.
    pub(super) items: Vec<Suggestion>,
}

/// Whether a feed was read before.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// It was not: what is old in it is not news.
    First,
    /// It was: what is new in it is suggested.
    Again,
}

/// Reads the feed at an address.
///
/// # Errors
/// Why it cannot be read, in a sentence.
pub(super) async fn read(
    fetcher: &Fetcher,
    url: &str,
    feed: FeedId,
    reading: Reading,
    deadline: Instant,
) -> Result<Said, String> {
    let taken = fetcher.read(url, WANTED, deadline).await.map_err(|fault| fault.to_string())?;
    if !taken.status.is_success() {
        return Err(format!("The site answered {}.", taken.status));
    }
    let now = clock::now();
    // To parse two megabytes of XML takes longer than others may be kept waiting.
    let parsed = tokio::task::spawn_blocking(move || parse(&taken.bytes, taken.url.as_str()));
    let parsed = parsed.await.ok().flatten().ok_or_else(|| NO_FEED.to_owned())?;
    let title = parsed.title.as_ref().and_then(text).unwrap_or_else(|| host(url));
    let mut items: Vec<_> = parsed.entries.iter().take(MOST).filter_map(|entry| item(entry, feed, now)).collect();
    if reading == Reading::First {
        for (place, one) in items.iter_mut().enumerate() {
            let is_recent = one.published_at.is_none_or(|at| now.duration_since(at) <= RECENT);
            one.is_settled = !is_recent || place >= MOST_AT_FIRST;
        }
    }
    Ok(Said { title, items })
}

/// The feed that was found at an address, if it is one.
fn parse(bytes: &[u8], address: &str) -> Option<feed_rs::model::Feed> {
    let parser = feed_rs::parser::Builder::new().base_uri(Some(address)).sanitize_content(false).build();
    parser.parse(bytes).ok()
}

const NO_FEED: &str = "What stands there is no feed: RSS, Atom or JSON Feed is expected.";

/// An item as a suggestion; none where it says nothing.
fn item(entry: &Entry, feed: FeedId, now: Timestamp) -> Option<Suggestion> {
    let content = entry.content.as_ref().and_then(|content| content.body.as_deref());
    let body = entry.summary.as_ref().map(|summary| &*summary.content).or(content).unwrap_or_default();
    let body = prose::<2000>(&words(body)).unwrap_or_default();
    let title = entry.title.as_ref().and_then(text).or_else(|| line::<300>(&body))?;
    let url = entry.links.iter().find_map(|link| WebUrl::parse("url", &link.href).ok());
    // Ids can be of any length, and a feed's are no other's.
    let item = Sha256::digest(entry.id.as_bytes()).iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    let at = entry.published.or(entry.updated);
    Some(Suggestion {
        id: SuggestionId::new(clock::new_uuid()),
        feed,
        item,
        title,
        text: body,
        url: url.map(|url| url.as_str().to_owned()),
        published_at: at.and_then(|at| Timestamp::from_second(at.timestamp()).ok()),
        found_at: now,
        is_settled: false,
    })
}

fn text(text: &Text) -> Option<String> {
    line::<300>(&words(&text.content))
}

fn host(url: &str) -> String {
    url.split('/').nth(2).unwrap_or(url).chars().take(100).collect()
}

/// A feed's file.
#[cfg(any(test, fuzzing))]
pub fn fuzz(bytes: &[u8]) {
    let Some(parsed) = parse(bytes, "https://example.org/feed") else { return };
    let (feed, now) = (FeedId::new(uuid::Uuid::nil()), Timestamp::UNIX_EPOCH);
    for entry in &parsed.entries {
        let _ = item(entry, feed, now);
    }
}
