//! Pages in words alone.

use render::{
    Form, FrontPart, Neighbours, Reading, Summary, Window, front_page, page, page_in_series, page_since, text_post_page,
};
use serde_json::{Value, json};

use crate::markup::{all, attributes, one, parse, text};
use crate::sample::{Story, body, id, paragraph, plain, post_id, rich, right_to_left, site};

fn in_text(story: &Story, query: &str) -> String {
    let reading = Reading::parse(query).unwrap().in_form(Form::Text);
    page_in_series(&site(), &story.slug, &story.view, &reading, &Neighbours::default()).unwrap()
}

/// A coverage with one of everything that there is to see.
fn seen() -> Story {
    let mut story = rich();
    let image = |alt: &str| json!({"type": "image", "attrs": {"media": id(931), "alt": alt, "width": 1200, "height": 800, "renditions": true}});
    let cell = |kind: &str, text: &str| json!({"type": kind, "content": [{"type": "text", "text": text}]});
    let row = |cells: [Value; 3]| json!({"type": "table_row", "content": cells});
    let table = json!({"type": "table", "content": [
        row([cell("table_header", "Day"), cell("table_header", "North"), cell("table_header", "South")]),
        row([cell("table_header", "Monday"), cell("table_cell", "3"), cell("table_cell", "4")]),
        row([cell("table_header", "Tuesday"), cell("table_cell", "5"), cell("table_cell", "2")]),
    ]});
    let blocks = [
        json!({"type": "comparison", "attrs": {"before": "Monday", "after": "Tuesday"}, "content": [image("A dry quay"), image("A wet quay")]}),
        json!({"type": "video", "attrs": {"title": "The tide comes in", "media": id(932), "poster": id(933), "duration": 75, "source": "Port office"}}),
        json!({"type": "embed", "attrs": {"url": "https://www.youtube.com/watch?v=abc", "provider": "YouTube", "title": "The wall", "picture": id(934), "picture_alt": "A wall"}}),
        json!({"type": "chart", "attrs": {"kind": "line", "title": "Levels"}, "content": [table]}),
        json!({"type": "map", "attrs": {"title": "The port"}, "content": [{"type": "map_place", "attrs": {"name": "Kyiv", "latitude": 50.45, "longitude": 30.52, "kind": "city"}}]}),
    ];
    story.pass(1).publish(30, json!({"headline": "All there is to see", "body": body(&blocks)}));
    story
}

fn texts_of(story: &Story) -> Vec<String> {
    let posts = story.view.posts().map(|post| text_post_page(&site(), &story.slug, &story.view, post));
    let front = front_page(&site(), &[Summary::of(&story.slug, story.view.brief())], &FrontPart::default(), Form::Text);
    posts.chain(["", "order=oldest", "only=key-events"].map(|query| in_text(story, query))).chain([front]).collect()
}

#[test]
fn there_is_nothing_but_words() {
    for html in texts_of(&seen()).into_iter().chain(texts_of(&right_to_left())) {
        let html = parse(&html);
        let seen = all(&html, "img, picture, source, video, svg, iframe, [srcset], [poster], .player, #lightbox");
        assert!(seen.is_empty(), "{:?}", seen.iter().map(|element| element.html()).collect::<Vec<_>>());
    }
}

#[test]
fn what_pictures_show_and_what_is_behind_charts_is_told() {
    let story = seen();
    let whole = parse(&page(&site(), &story.slug, &story.view, Window::First).unwrap());
    let html = parse(&in_text(&story, ""));
    let told = text(&html, "main");
    let alts = attributes(&whole, "#coverage :not(.related) > img[alt]:not([alt=''])", "alt");
    assert!(alts.len() > 3);
    for alt in alts {
        assert!(told.contains(alt), "{alt}");
    }
    for said in ["figcaption", "table", ".side-name", ".film-title", ".graphic li", ".card-title"] {
        let words: Vec<String> = all(&whole, said).iter().map(|element| element.text().collect()).collect();
        assert!(!words.is_empty(), "{said}");
        for words in words {
            assert!(told.contains(words.trim()), "{words}");
        }
    }
    assert!(all(&html, ".graphic details:not([open])").is_empty(), "what stands behind a chart stands there openly");
    let large = attributes(&whole, "#lead > a.large", "href");
    assert_eq!(attributes(&html, "#lead > p.alt > a.flag", "href"), large, "who wants to see it may");
}

#[test]
fn every_link_to_another_page_leads_to_the_same_form() {
    let story = rich();
    for html in texts_of(&story) {
        let html = parse(&html);
        for href in attributes(&html, "body a[href^='/']", "href") {
            let is_page = href == "/text" || href.starts_with("/text/live/");
            let is_feed = href.ends_with(".json") || href.contains("/feed.");
            let is_way_out = one(&html, ".masthead .form").attr("href") == Some(href);
            // Pages of words alone have one form only, and so have those of then.
            let is_words = ["/history", "/corrections", "/proof", "/at"].iter().any(|end| href.ends_with(end));
            assert!(is_page || is_feed || is_words || is_way_out || href.starts_with("/media/"), "{href}");
        }
    }
    let html = parse(&in_text(&story, "order=oldest&label=Now"));
    assert_eq!(attributes(&html, ".masthead .form", "href"), ["/live/border-crisis?order=oldest&label=Now"]);
    let whole = parse(
        &page_in_series(
            &site(),
            &story.slug,
            &story.view,
            &Reading::parse("order=oldest").unwrap(),
            &Neighbours::default(),
        )
        .unwrap(),
    );
    assert_eq!(attributes(&whole, ".masthead .form", "href"), ["/text/live/border-crisis?order=oldest"]);
    assert_eq!(text(&whole, ".masthead .form"), "Text only");
    assert_eq!(text(&html, ".masthead .form"), "With pictures");
    assert_eq!(attributes(&html, "html", "data-shown"), ["text"]);
}

#[test]
fn it_is_found_under_the_address_of_the_whole_page() {
    let story = plain(70);
    let html = parse(&in_text(&story, ""));
    assert_eq!(attributes(&html, "link[rel=canonical]", "href"), ["https://live.example.org/live/border-crisis"]);
    assert!(all(&html, "script[type='application/ld+json']").is_empty());
    let post = story.view.post(post_id(3)).unwrap();
    let html = parse(&text_post_page(&site(), &story.slug, &story.view, post));
    let own = format!("https://live.example.org/live/border-crisis/post/{}", id(3));
    assert_eq!(attributes(&html, "link[rel=canonical]", "href"), [&*own]);
}

/// The script makes the same of frames; its test compares itself with this.
#[test]
fn the_page_in_words_with_one_of_everything() {
    expect_test::expect_file!["golden/page-text.html"].assert_eq(&in_text(&rich(), ""));
}

#[test]
fn a_page_since_a_position_marks_the_posts_of_which_there_is_news() {
    let mut story = plain(3);
    let then = story.view.seq();
    let content = json!({"headline": "The thing of number 2, again", "body": body(&[paragraph("It was otherwise.")])});
    let notice = json!({"kind": "correction", "text": "It was otherwise."});
    story.happen("post_revised", json!({"post": id(2), "content": content, "notice": notice}));
    story.pass(1).publish(4, json!({"headline": "One more", "body": body(&[paragraph("It goes on.")])}));
    for form in [Form::Whole, Form::Text] {
        let reading = Reading::default().in_form(form);
        let html = page_since(&site(), &story.slug, &story.view, &reading, &Neighbours::default(), then).unwrap();
        let html = parse(&html);
        let mark = |number| format!("#post-{} > .when.marked > .news", id(number));
        assert_eq!((text(&html, &mark(4)), text(&html, &mark(2))), ("New".to_owned(), "Corrected".to_owned()));
        assert_eq!(all(&html, "article .news").len(), 2);
        assert_eq!(attributes(&html, &mark(2), "class"), ["news corrected"]);
    }
    let html = parse(&page(&site(), &story.slug, &story.view, Window::First).unwrap());
    assert!(all(&html, "article .news").is_empty());
}

#[test]
fn the_page_of_a_withdrawn_post_offers_nothing_to_embed() {
    let story = rich();
    let alternates = |number| {
        let post = story.view.post(post_id(number)).unwrap();
        let html = parse(&render::post_page(&site(), &story.slug, &story.view, post));
        attributes(&html, "link[rel=alternate][type]", "type").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert!(!alternates(6).iter().any(|kind| kind.contains("oembed")) && alternates(6).len() == 4);
    assert_eq!(alternates(5).iter().filter(|kind| kind.contains("oembed")).count(), 2);
}
