//! Feeds of other sites, which coverages watch.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| server::fuzz::feed(bytes));
