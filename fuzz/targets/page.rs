//! Pages of other sites and what their oEmbed answers, of which cards are made.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| server::fuzz::page(bytes));
