//! The text of a live page, as copied from a browser. No word of it is lost.

#![no_main]

#[path = "../../crates/cli/src/import"]
mod import {
    #[allow(dead_code, unused_imports)]
    pub(crate) mod text;
}

use import::text;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Ok(copied) = text::decode(bytes) else { return };
    let Ok(page) = text::read(copied) else { return };
    assert_eq!(text::lost_words(copied, &page), Vec::<&str>::new(), "words are lost");
});
