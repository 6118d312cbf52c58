//! Changes as the record holds them, each on a line: its kind and its payload.
//! Whatever they are, there is a view, a frame, a page and feeds of it.

#![no_main]

use std::sync::LazyLock;

use coverage::{Change, Language, Slug, View};
use jiff::Timestamp;
use render::{Site, Window};

static SITE: LazyLock<Site> = LazyLock::new(|| Site {
    name: "The Daily Example".into(),
    language: Language::english(),
    base_url: "https://live.example.org".into(),
    looks: render::Look { style: "/assets/page.css".into(), ..render::Look::default() }.into(),
    icon: "/assets/icon.svg".into(),
    script: None,
    checker: None,
    worker: None,
    publisher: render::Publisher::default(),
    silent_revisions: render::SilentRevisions::default(),
    stand: render::Stand::Server,
});

libfuzzer_sys::fuzz_target!(|text: &str| {
    let slug = Slug::parse("storm").unwrap();
    let mut view = View::blank();
    for (number, line) in text.lines().enumerate() {
        let Some((kind, payload)) = line.split_once(' ') else { continue };
        let Ok(payload) = serde_json::from_str(payload) else { continue };
        let change = Change::read(kind, payload);
        let again = Change::read(change.kind(), change.payload());
        assert_eq!(again.payload(), change.payload(), "what is read is written as it was read");
        let at = Timestamp::from_second(1_600_000_000 + number as i64).unwrap();
        let before = view.clone();
        view.apply(at, &change);
        let _ = render::frame(&slug, &before, &view, at, &change);
    }
    let _ = render::page(&SITE, &slug, &view, Window::First);
    let _ = render::CoverageJson::new(&slug, &view);
    for post in view.posts() {
        let _ = render::post_page(&SITE, &slug, &view, post);
    }
});
