//! What stands behind the `?` of an address.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    server::fuzz::query(text);
    if let Ok(reading) = render::Reading::parse(text) {
        let query = reading.query();
        let again = render::Reading::parse(query.trim_start_matches('?')).expect("its own query is read");
        assert_eq!(again.query(), query);
    }
    let _ = text.parse::<render::FrontPlace>();
    let _ = text.parse::<store::FoundPlace>();
});
