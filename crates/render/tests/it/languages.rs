//! Pages in languages that run either way, and texts that run the other way than their page.

use std::sync::Arc;

use coverage::Question;
use render::{
    Fault, Faulted, Form, FrontPart, Hit, Neighbours, Reading, SearchOutcome, SearchPage, Site, Summary, Window,
    fault_page, feed, front_page, offline_page, page, page_in_series, post_page, search_page,
};
use scraper::{Html, Selector};
use serde_json::json;

use crate::graphics::{chart, image, table};
use crate::markup::{all, attributes, one, parse, text};
use crate::sample::{Story, body, id, paragraph, rich_in_arabic_letters, right_to_left, site};

fn newest(story: &Story) -> String {
    page(&site(), &story.slug, &story.view, Window::First).unwrap()
}

fn site_in(language: &str) -> Site {
    Site { language: coverage::Language::parse(language).unwrap(), name: "ستيت".into(), ..site() }
}

/// Whatever a reader sees or hears of a page: its texts and the attributes that are read out.
fn said(html: &str) -> Vec<String> {
    let html = Html::parse_document(html);
    let everything = Selector::parse("*").unwrap();
    let mut said = Vec::new();
    for element in
        html.select(&everything).filter(|element| !["style", "script", "kbd"].contains(&element.value().name()))
    {
        said.extend(element.children().filter_map(|child| Some(child.value().as_text()?.to_string())));
        let attributes = element.value().attrs();
        let is_read = |name: &str| {
            matches!(name, "alt" | "title" | "aria-label" | "placeholder")
                || name.starts_with("data-new-")
                || name.starts_with("data-mode-")
                || matches!(name, "data-ended" | "data-pinned")
        };
        // The names of feeds hold the headline, and are told below.
        let is_link = element.value().name() == "link";
        said.extend(attributes.filter(|(name, _)| is_read(name) && !is_link).map(|(_, value)| value.to_owned()));
    }
    said
}

/// What is Latin in every language: names, and formats.
const PROPER: &[&str] = &[
    "RSS",
    "Atom",
    "JSON Feed",
    "JSON",
    "rss",
    "atom",
    "json",
    "Natural Earth",
    "YouTube",
    "Google",
    "EET",
    "UTC",
    "{n}",
    "{time}",
];

#[track_caller]
fn check_no_latin(html: &str) {
    for text in said(html) {
        let mut rest = text.clone();
        for proper in PROPER {
            rest = rest.replace(proper, "");
        }
        assert!(!rest.contains(|c: char| c.is_ascii_alphabetic()), "a page in Arabic says {text:?}");
    }
}

/// All that pages can show, in words without a Latin letter.
fn everything() -> Story {
    let mut story = rich_in_arabic_letters();
    let levels: &[&[&str]] = &[&["ساعة", "ماء"], &["06:00", "1.5"], &["09:00", "2.25"]];
    let mut water = chart("line", levels);
    water["attrs"] = json!({"kind": "line", "title": "ماء", "unit": "م", "source": "ميناء"});
    let places =
        json!({"type": "map_place", "attrs": {"name": "كييف", "latitude": 50.45, "longitude": 30.52, "kind": "city"}});
    story.publish(
        21,
        json!({"body": body(&[
            water,
            json!({"type": "map", "attrs": {"title": "خريطة", "source": "ميناء"}, "content": [places]}),
            json!({"type": "comparison", "attrs": {}, "content": [image(json!({"alt": "قبل"})), image(json!({"alt": "بعد"}))]}),
            json!({"type": "embed", "attrs": {"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "title": "فيلم"}}),
            table(levels),
        ])}),
    );
    story
}

#[test]
fn nothing_of_a_page_in_arabic_is_in_english() {
    check_no_latin(&offline_page(&site_in("ar")));
    for story in [everything(), right_to_left_ended()] {
        check_no_latin(&page(&site_in("ar"), &story.slug, &story.view, Window::First).unwrap());
        let reading = Reading::default().in_form(Form::Text);
        let neighbours = Neighbours::default();
        let in_words = page_in_series(&site_in("ar"), &story.slug, &story.view, &reading, &neighbours);
        check_no_latin(&in_words.unwrap());
        let first = story.view.posts().next().unwrap();
        check_no_latin(&page(&site_in("ar"), &story.slug, &story.view, Window::Before(first.id)).unwrap());
        for post in story.view.posts() {
            check_no_latin(&post_page(&site_in("ar"), &story.slug, &story.view, post));
        }
        check_no_latin(&front_page(
            &site_in("ar"),
            &[Summary::of(&story.slug, story.view.brief())],
            &FrontPart::default(),
            Form::Whole,
        ));
    }
    check_no_latin(&front_page(&site_in("ar"), &[], &FrontPart::default(), Form::Whole));
}

#[test]
fn nothing_of_a_search_in_arabic_is_in_english() {
    let story = right_to_left_ended();
    let hits: Vec<Hit> = story
        .view
        .posts()
        .map(|post| Hit { slug: story.slug.clone(), view: story.view.clone(), post: Arc::clone(post) })
        .collect();
    let (asked, other) = (Question::parse("بدأت").unwrap(), Question::parse("بد*").unwrap());
    let found = |question, hits, is_first, next| SearchOutcome::Found { question, hits, is_first, next };
    for outcome in [
        SearchOutcome::Unasked,
        SearchOutcome::Busy,
        found(&asked, &hits, true, None),
        found(&asked, &hits, false, Some("7")),
        found(&other, &hits, true, None),
        found(&asked, &[], true, None),
    ] {
        for within in [None, Some((&story.slug, &story.view))] {
            check_no_latin(&search_page(&site_in("ar"), &SearchPage { within, typed: "بدأت", outcome }));
        }
    }
    // In a language without words of its own, what is said in another is marked as that.
    let story = Story::open("cy", "Europe/London", "Y porthladd");
    let page = SearchPage { within: Some((&story.slug, &story.view)), typed: "", outcome: SearchOutcome::Unasked };
    let html = parse(&search_page(&site_in("ar"), &page));
    assert_eq!(one(&html, "html").attr("lang"), Some("cy"));
    assert_eq!(attributes(&html, "form.search, h1 span, h2 span, .help", "lang"), ["en", "en", "en", "en"]);
}

fn right_to_left_ended() -> Story {
    let mut story = Story::open("ar", "Europe/Kyiv", "أزمة الحدود");
    story.publish(1, json!({"body": body(&[paragraph("بدأت الجلسة.")])}));
    story.pass(30).happen("status_changed", json!({"status": "ended"}));
    story.happen("successor_changed", json!({"successor": "the-day-after"}));
    story
}

#[test]
fn the_check_finds_what_is_left_in_english() {
    let left =
        said("<p>نص</p><img alt='A quay'><p aria-label=\"Table\">Latest</p><div data-new-one='{n} new update'></div>");
    for text in ["A quay", "Table", "Latest", "{n} new update"] {
        assert!(left.iter().any(|found| found == text), "{text}");
    }
}

#[test]
fn the_site_s_own_pages_are_in_the_newsroom_s_language() {
    let faults = [
        Fault::NoPage,
        Fault::NoCoverage,
        Fault::NoPart,
        Fault::NoPost,
        Fault::NoFeed,
        Fault::NoPicture,
        Fault::BrokenPicture,
        Fault::Broken,
        Fault::Slow,
    ];
    for fault in faults {
        let faulted = Faulted { fault, language: "ar-EG", theme: None, coverage: None, coverages: &[] };
        let html = fault_page(&site_in("ar-EG"), &faulted);
        assert!(html.contains(r#"<html lang="ar" dir="rtl">"#));
        check_no_latin(&html);
    }
    let html = front_page(
        &site_in("de-AT"),
        &[Summary::of(&right_to_left().slug, right_to_left().view.brief())],
        &FrontPart::default(),
        Form::Whole,
    );
    let html = parse(&html);
    assert_eq!((one(&html, "html").attr("lang"), one(&html, "html").attr("dir")), (Some("de"), Some("ltr")));
    assert_eq!(text(&html, "h1"), "Liveticker");
    assert_eq!(text(&html, ".meta > span:first-child"), "1 Beitrag");
    assert_eq!(text(&html, "time"), "17. Feb. 2022, 12:15 UTC+3");
    assert_eq!(attributes(&html, ".coverages [lang=ar]", "dir"), ["rtl"]);
}

#[test]
fn feeds_say_notices_in_the_coverage_s_language() {
    let mut story = Story::open("fr", "Europe/Paris", "La tempête");
    story.publish(1, json!({"headline": "Le port ferme", "body": body(&[paragraph("À midi.")])}));
    let revised = json!({"headline": "Le port ferme", "body": body(&[paragraph("À une heure.")])});
    let notice = json!({"kind": "correction", "text": "Nous avions écrit midi."});
    story.pass(5).happen("post_revised", json!({"post": id(1), "content": revised, "notice": notice}));
    let feed = feed::json(&site(), &story.slug, &story.view);
    assert!(feed.contains("Correction\u{a0}: Nous avions écrit midi."), "{feed}");
    assert!(feed.contains(r#""language":"fr""#), "{feed}");
    assert!(newest(&story).contains(r#""inLanguage":"fr""#));
}

#[test]
fn a_text_that_runs_the_other_way_than_its_page_says_so() {
    let mut story = Story::open("ar", "Asia/Riyadh", "أزمة الحدود");
    story.publish(
        1,
        json!({"headline": "Council meets: live!", "body": body(&[
            paragraph("NATO: القوات لم تنسحب."),
            paragraph("The text of the statement follows (in full)."),
            json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph("first")]}]}),
            json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph("أولا")]}]}),
        ])}),
    );
    let html = parse(&newest(&story));
    let post = format!("#post-{}", id(1));
    assert_eq!(attributes(&html, &format!("{post} h3"), "dir"), ["ltr"]);
    assert_eq!(attributes(&html, &format!("{post} .body > p[dir]"), "dir"), ["ltr"]);
    assert_eq!(text(&html, &format!("{post} .body > p[dir]")), "The text of the statement follows (in full).");
    assert_eq!(all(&html, &format!("{post} ul[dir=ltr]")).len(), 1);
    assert_eq!(all(&html, &format!("{post} ul")).len(), 2);
    assert_eq!(one(&html, "#headline").attr("dir"), None);
}

#[test]
fn a_name_in_a_sentence_turns_nothing() {
    let mut story = Story::open("en", "Europe/London", "Readings");
    let headline = "The poet יהודה עמיחי read in Würzburg";
    story.publish(
        1,
        json!({"headline": headline, "byline": "ליאת כהן", "body": body(&[paragraph("Then محمود درويش answered.")])}),
    );
    let html = newest(&story);
    assert_eq!(html.matches(" dir=").count(), 1, "only the page itself says its direction");
    assert_eq!(text(&parse(&html), ".byline bdi"), "ליאת כהן");
}
