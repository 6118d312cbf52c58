//! Theme files, style sheets and logos.

#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| server::fuzz::theme(bytes));
