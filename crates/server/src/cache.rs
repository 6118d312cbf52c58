//! How long an answer may be kept, and by whom. Handlers say which intent; the
//! headers are made here.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What an answer is, as far as caches are concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum CachePolicy {
    /// A page, feed or document that changes with the next change. A browser
    /// asks again each time (a 304 costs next to nothing); a cache in between
    /// may answer many readers for a second, and goes on with what it has
    /// while the origin is slow or down.
    Live,
    /// A page of what has ended. It changes when something is corrected,
    /// withdrawn or taken up again, and no sooner: whoever has it may show it for some minutes
    /// (its script asks at once what has changed since), a cache in between for an hour, and both
    /// while they ask for a newer one.
    Archive,
    /// What is held against what was signed: it has to be of this moment. A browser and a cache in
    /// between ask again each time (a 304 costs next to nothing), and nobody is given an older one.
    Checked,
    /// A stretch of changes that is complete: its frames read the same for good.
    Stretch,
    /// An earlier page, for as long as a reader may come back to a later one.
    Dictionary,
    /// A coverage as it stood at a moment that is past: it stays as it is, until something in it is taken back, and
    /// of that caches in front are told.
    Past,
    /// The same where no cache in front is told: a browser keeps it for as long, a cache in between asks again each
    /// hour (a 304 costs next to nothing).
    PastUntold,
    /// A file whose name changes with its content, or a stored medium.
    Immutable,
    /// A smaller picture in the place of the one that was asked for, for a browser that saves data.
    /// No cache in between may take it for the other.
    Lesser,
    /// Stands in for something that is being made.
    Soon,
    /// The desk's page and its worker: a browser asks again each time, so that
    /// a new build is seen at once, and nobody in between keeps it.
    Own,
    /// For one asker only.
    Private,
    /// The stream: not to be kept, nor held back by a cache in between.
    Stream,
    /// An answer that something is not there.
    Absent,
}

/// RFC 9213: what applies to caches in between, where it differs from browsers.
const CDN_CACHE_CONTROL: HeaderName = HeaderName::from_static("cdn-cache-control");
/// Tells nginx not to collect the stream before passing it on.
const ACCEL_BUFFERING: HeaderName = HeaderName::from_static("x-accel-buffering");

impl CachePolicy {
    /// Sets the headers.
    pub(crate) fn write(self, headers: &mut HeaderMap) {
        let (browser, between) = match self {
            Self::Live => {
                ("public, no-cache", Some("public, max-age=1, stale-while-revalidate=10, stale-if-error=86400"))
            }
            Self::Archive => (
                "public, max-age=600, stale-while-revalidate=86400",
                Some("public, max-age=3600, stale-while-revalidate=86400, stale-if-error=604800"),
            ),
            Self::Checked => ("public, no-cache", None),
            // Not for long, since the words of a withdrawn post leave it.
            Self::Stretch => ("public, max-age=60", None),
            Self::Dictionary => ("public, max-age=604800", None),
            Self::Past | Self::Immutable => ("public, max-age=31536000, immutable", None),
            Self::PastUntold => ("public, max-age=31536000, s-maxage=3600, immutable", None),
            Self::Lesser => ("private, max-age=31536000, immutable", None),
            Self::Soon => ("public, max-age=30", None),
            Self::Own => ("private, no-cache", None),
            Self::Private => ("no-store", None),
            Self::Stream => ("no-store, no-transform", None),
            Self::Absent => ("public, max-age=5", None),
        };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(browser));
        if let Some(between) = between {
            headers.insert(CDN_CACHE_CONTROL, HeaderValue::from_static(between));
        }
        if self == Self::Stream {
            headers.insert(ACCEL_BUFFERING, HeaderValue::from_static("no"));
        }
    }
}
