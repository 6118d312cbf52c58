//! Markdown of members and programs, as far as a body that is checked.

#![no_main]

use coverage::Body;
use serde_json::json;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(blocks) = server::markdown::Reader::default().blocks("body", text) else { return };
    let _ = Body::from_member(&json!({"v": 1, "doc": {"type": "doc", "content": blocks}}));
});
