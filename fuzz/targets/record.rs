//! Lines of an export, as `stet import` reads them.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(recorded) = store::from_line(text, 1) {
        let line = store::to_line(&recorded);
        let again = store::from_line(&line, 1).expect("what was written is read");
        assert_eq!(store::to_line(&again), line);
    }
});
