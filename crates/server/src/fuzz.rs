//! The parsers of what comes from outside, for whoever tries to break them.
//!
//! Each takes any bytes and is to come back: with something, with a refusal,
//! but never with a panic, without end, or with more memory than it may have.
//! They are here for `fuzz/` and for the tests below, which keep what was found;
//! no build that is run has this door.

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use crate::live::StreamCoding;
use crate::reader::{changes, encoding, moment, search};

pub use crate::desk::card::fuzz as page;
pub use crate::inlets::fuzz as message;
pub use crate::media::fuzz as picture;
pub use crate::micropub::fuzz as micropub;
pub use crate::suggestions::read::fuzz as feed;
pub use crate::theme::fuzz as theme;

/// The headers of a request: a name and a value on each line.
pub fn headers(bytes: &[u8]) {
    let pairs = bytes.split(|byte| *byte == b'\n').filter_map(|line| {
        let at = line.iter().position(|byte| *byte == b':')?;
        let (name, value) = line.split_at(at);
        Some((HeaderName::from_bytes(name).ok()?, HeaderValue::from_bytes(value.get(1..)?).ok()?))
    });
    let mut headers: HeaderMap = pairs.collect();
    let _ = encoding::knows(&headers, "\"tag\"");
    let coding = StreamCoding::of(&headers);
    encoding::leave_what_is_offered(&mut headers);
    assert_eq!(coding, StreamCoding::of(&headers), "what is left says the same");
    let last = headers.get("last-event-id").and_then(|id| id.to_str().ok());
    let _ = last.and_then(changes::parse);
    crate::media::fuzz_headers(&headers);
}

/// What stands behind the `?` of an address.
pub fn query(text: &str) {
    search::fuzz(text);
    let _ = changes::parse(text);
    moment::fuzz(text);
    crate::desk::draft::local_time::fuzz(text);
}

#[cfg(test)]
mod tests {
    /// What made a parser fail once; each is to come back by now.
    #[test]
    fn what_was_found_is_mended() {
        super::headers(b"accept-encoding: *;q=0, gzip\nlast-event-id: 18446744073709551615");
        super::query("after=2026-03-29T02:30&q=%FF");
    }
}
