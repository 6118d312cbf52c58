//! Short texts that mean something: ids, slugs, zones, languages, links, places on a map.

#![no_main]

use coverage::{
    CountryCode, Focus, Href, Language, Line, Outline, Point, PostId, Prose, Seq, Shape, Slug, Successor, Theme, WebUrl,
    Zone,
};

libfuzzer_sys::fuzz_target!(|text: &str| {
    if let Ok(slug) = Slug::parse(text) {
        assert_eq!(slug.as_str(), text);
    }
    if let Ok(zone) = Zone::parse(text) {
        let _ = zone.rules();
    }
    if let Ok(language) = Language::parse(text) {
        let _ = language.direction();
        assert_eq!(Language::parse(language.as_str()).as_ref(), Ok(&language));
    }
    if let Ok(url) = WebUrl::parse("url", text) {
        assert_eq!(WebUrl::parse("url", url.as_str()).as_ref(), Ok(&url), "an address that was kept can be kept again");
        if let Some(known) = render::Known::of(url.as_str()) {
            let _ = (known.oembed(), known.posted_at(), known.player().map(|_| ()), known.is_told_by_address());
        }
    }
    if let Ok(href) = Href::parse("href", text) {
        assert_eq!(Href::parse("href", href.as_str()).as_ref(), Ok(&href));
    }
    let _ = (Theme::parse(text), Line::<300>::parse("line", text), Prose::<1000>::parse("prose", text));
    let _ = (Successor::parse("successor", text), text.parse::<PostId>(), serde_json::from_str::<Seq>(text));
    let _ = (Point::parse(text), Outline::parse(text), Shape::parse(text), CountryCode::parse(text));
    let _ = Focus::parse(text);
    let _ = server::looks_like_email(text);
    let _ = server::Token::parse(text);
});
