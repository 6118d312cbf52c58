//! Whatever a record holds, no page runs it.

use std::sync::Arc;

use coverage::{Change, Happened, Post, Question, Seq};
use render::{
    CoverageJson, Form, FrontPart, Hit, Past, Proof, Script, SearchOutcome, SearchPage, Summary, Window,
    corrections_page, feed, front_page, head_history_page, page, post_history_page, post_page, proof_page, search_page,
};
use scraper::Html;
use serde_json::{Value, json};

use crate::markup::{all, parse, text};
use crate::sample::{Story, body, id, paragraph, post_id, site};

/// Texts that would do harm, were they not taken for text.
const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "</script x><img src=x onerror=alert(1)>",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script>",
    "</title></textarea></style><iframe srcdoc='<script>alert(1)</script>'>",
    "{{ 7 * 7 }} {% if true %}yes{% endif %} ${7*7} <%= 7 %>",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#60;",
    "a\u{0}b\u{1}c\u{8}d\u{b}e\u{1b}[31mf\u{7f}g\u{85}h",
    "<\u{0}script>alert(1)</script>",
    "\u{202e}desrever\u{2066}",
    "`${alert(1)}`",
    "\\u003cscript\\u003ealert(1)",
];

/// Targets that no link may have, and some that are harmless but look bad.
const TARGETS: &[&str] = &[
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:msgbox(1)",
    "//evil.example/x",
    "https://example.org/\" onclick=\"alert(1)",
    "https://example.org/'><script>alert(1)</script>",
    "mailto:a@example.org?\"><b>",
];

/// A coverage that has the text and the target in every field, as only a
/// record of another hand can have them.
fn story(text: &str, target: &str) -> Story {
    let mut story = Story::open("en", "Europe/Kyiv", text);
    story.happen_anyhow("standfirst_changed", json!({"standfirst": text}));
    story.happen_anyhow("status_changed", json!({"status": "live", "note": text}));
    let content = json!({
        "headline": text, "label": text, "key_event": true, "byline": text, "dateline": text,
        "contributors": [{"name": text}],
        "body": body(&blocks(text, "https://example.org/")),
    });
    story.publish(1, content.clone());
    story.publish(2, json!({"headline": text, "body": body(&blocks(text, target))}));
    story.publish(3, content.clone());
    let notice = json!({"kind": "correction", "text": text});
    story.happen_anyhow("post_revised", json!({"post": id(1), "content": content, "notice": notice}));
    story.happen_anyhow("post_withdrawn", json!({"post": id(3), "reason": text}));
    story.happen_anyhow("key_points_changed", json!({"key_points": [{"text": text, "post": id(1)}, {"text": text}]}));
    story.happen_anyhow("go_deeper_changed", json!({"go_deeper": [{"title": text, "url": target}]}));
    story.happen_anyhow(
        "lead_changed",
        json!({"lead": {"kind": "image", "media": id(9), "alt": text, "caption": text, "credit": text}}),
    );
    story.happen_anyhow("lead_changed", json!({"lead": {"kind": "video", "title": text, "url": target, "poster": id(9), "alt": text, "caption": text, "source": text}}));
    story.happen_anyhow("settings_changed", json!({"language": text, "time_zone": text}));
    story.happen_anyhow("post_pinned", json!({"post": id(2)}));
    story.apply(&Change::Unknown { kind: text.to_owned(), payload: json!({"v": text}) });
    story
}

fn blocks(text: &str, target: &str) -> Vec<Value> {
    let linked = json!({"type": "paragraph", "content": [{"type": "text", "text": text, "marks": [{"type": "link", "attrs": {"href": target}}]}]});
    vec![
        json!({"type": "paragraph", "attrs": {"lead_in": text}, "content": [{"type": "text", "text": text, "marks": [{"type": "code"}]}]}),
        linked,
        json!({"type": "heading", "attrs": {"level": 2}, "content": [{"type": "text", "text": text}]}),
        json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph(text)]}]}),
        json!({"type": "blockquote", "attrs": {"attribution": text, "url": target}, "content": [paragraph(text)]}),
        json!({"type": "image", "attrs": {"media": id(9), "alt": text, "caption": text, "credit": text}}),
        json!({"type": "video", "attrs": {"title": text, "url": target, "poster": id(9), "caption": text, "source": text}}),
        json!({"type": "embed", "attrs": {"url": target, "provider": text, "title": text, "byline": text, "text": text, "posted_at": text}}),
        json!({"type": "related", "attrs": {"title": text, "url": target, "image": id(9), "alt": text, "caption": text, "credit": text}}),
        json!({"type": "read_more", "attrs": {"text": text, "url": target}}),
        json!({"type": "background", "attrs": {"background": id(9), "title": text}, "content": [paragraph(text)]}),
        json!({"type": "table", "attrs": {"caption": text}, "content": [{"type": "table_row", "content": [{"type": "table_cell", "content": [{"type": "text", "text": text}]}]}]}),
        json!({"type": "comparison", "attrs": {"before": text, "after": text, "caption": text}, "content": [
            {"type": "image", "attrs": {"media": id(9), "alt": text, "caption": text, "credit": text}},
            {"type": "image", "attrs": {"media": id(9), "alt": text, "width": 900, "height": 600, "renditions": true, "shape": "1:1"}},
        ]}),
        json!({"type": "chart", "attrs": {"kind": "bar", "title": text, "unit": text, "source": text}, "content": [table(text)]}),
        json!({"type": "chart", "attrs": {"kind": "step", "title": text}, "content": [table(text)]}),
        json!({"type": "map", "attrs": {"title": text, "source": text}, "content": [
            {"type": "map_place", "attrs": {"name": text, "latitude": 1, "longitude": 2, "label": text}},
            {"type": "map_area", "attrs": {"name": text, "code": "FRA"}},
            {"type": "map_arrow", "attrs": {"from": "1 2", "to": "3 4", "label": text}},
        ]}),
        json!({"type": text, "attrs": {"html": text}}),
    ]
}

/// A table with the text in every cell that is no number.
fn table(text: &str) -> Value {
    let cell = |text: &str| json!({"type": "table_cell", "content": [{"type": "text", "text": text}]});
    let row = |cells: [&str; 3]| json!({"type": "table_row", "content": cells.map(cell)});
    json!({"type": "table", "content": [row([text, text, text]), row([text, "1", "2"]), row([text, text, "3"])]})
}

fn past<'a>(changes: &'a [Happened<'a>]) -> Past<'a> {
    Past { changes, from: Seq::START, is_newest: false, goes_back: true }
}

/// Everything that is rendered of a coverage, as HTML.
fn everything(story: &Story) -> Vec<String> {
    let (site, slug, view) = (site(), &story.slug, &story.view);
    let mut htmls = vec![
        page(&site, slug, view, Window::First).unwrap(),
        page(&site, slug, view, Window::Before(post_id(3))).unwrap(),
        front_page(&site, &[Summary::of(slug, view.brief())], &FrontPart::default(), Form::Whole),
    ];
    // Whatever is looked for, and whatever is found. What stands in a headline is typed as well.
    let hit = |post: &Arc<Post>| Hit { slug: slug.clone(), view: view.clone(), post: Arc::clone(post) };
    let hits: Vec<Hit> = view.posts().map(hit).collect();
    let question = Question::parse("a* script img* svg \"on\"").unwrap();
    let outcome = SearchOutcome::Found { question: &question, hits: &hits, is_first: true, next: Some("7") };
    let typed = view.coverage().headline.as_str();
    htmls.push(search_page(&site, &SearchPage { within: None, typed, outcome }));
    htmls.push(search_page(&site, &SearchPage { within: Some((slug, view)), typed, outcome }));
    htmls.extend(view.posts().map(|post| post_page(&site, slug, view, post)));
    htmls.extend(corrections_page(&site, slug, view, None));
    let happened = story.happened();
    htmls.push(proof_page(&site, slug, view, &Proof { note: "", keys: "" }));
    htmls.push(head_history_page(&site, slug, view, &past(&happened)));
    for post in view.posts() {
        let happened = story.happened_to(post.id);
        htmls.push(post_history_page(&site, slug, view, post, &past(&happened)));
    }
    for frame in &story.frames {
        let frame: Value = serde_json::from_str(&frame.json).unwrap();
        htmls.extend(frame["html"].as_str().map(str::to_owned));
        htmls.extend(frame["unpinned"]["html"].as_str().map(str::to_owned));
    }
    let document: String = CoverageJson::new(slug, view).collect();
    let document: Value = serde_json::from_str(&document).unwrap();
    htmls.extend(document["posts"].as_array().unwrap().iter().map(|post| post["html"].as_str().unwrap().to_owned()));
    let json: Value = serde_json::from_str(&feed::json(&site, slug, view)).unwrap();
    htmls
        .extend(json["items"].as_array().unwrap().iter().map(|item| item["content_html"].as_str().unwrap().to_owned()));
    for xml in [feed::rss(&site, slug, view), feed::atom(&site, slug, view)] {
        let entries = feed_rs::parser::parse(xml.as_bytes()).unwrap().entries;
        htmls.extend(entries.into_iter().filter_map(|entry| entry.content?.body));
    }
    htmls
}

#[track_caller]
fn check_harmless(html: &str) {
    assert!(!html.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{html:?}");
    let page = parse(html);
    check_elements(&page, html);
    for script in all(&page, "script") {
        let runs = script.text().collect::<String>();
        let ours = ["/assets/reader.js", "/assets/proof.js"].map(Script::at).iter().any(|own| own.loader() == runs);
        let ours = ours && script.attr("src").is_none();
        assert!(ours || script.attr("type") == Some("application/ld+json"), "{html}");
    }
}

#[track_caller]
fn check_elements(page: &Html, html: &str) {
    const UNWANTED: &[&str] = &["iframe", "object", "embed", "style", "base", "form", "b", "textarea"];
    const TARGETS: &[&str] = &["href", "src", "cite", "poster", "action", "formaction", "srcdoc", "srcset", "data"];
    for element in all(page, "*") {
        let name = element.value().name();
        let class = element.attr("class").unwrap_or_default();
        let is_own = name == "form" && class == "search";
        assert!(!UNWANTED.contains(&name) || is_own, "<{name}> in {html}");
        assert!(name != "svg" || ["plot narrow", "plot wide", "swatch"].contains(&class), "<svg> in {html}");
        for (attribute, value) in element.value().attrs() {
            assert!(
                !attribute.starts_with("on") && attribute != "style" && attribute != "autofocus",
                "{attribute} in {html}"
            );
            if TARGETS.contains(&attribute) {
                let begins = [
                    "https://",
                    "http://",
                    "mailto:",
                    "/live/",
                    "/text",
                    "/media/",
                    "/assets/",
                    "/search",
                    "/corrections",
                    "/opensearch.xml",
                    "?before=",
                    "?after=",
                    "?order=",
                    "?only=",
                    "?label=",
                    "#",
                ];
                let leads_on = value == "/" || begins.iter().any(|begin| value.starts_with(begin));
                assert!(leads_on, "{attribute}={value:?} in {html}");
            }
        }
    }
}

#[test]
fn hostile_texts_are_text() {
    for hostile in TEXTS {
        for html in everything(&story(hostile, "https://example.org/")) {
            check_harmless(&html);
        }
    }
}

#[test]
fn hostile_targets_lead_nowhere() {
    for hostile in TARGETS {
        for html in everything(&story("Text", hostile)) {
            check_harmless(&html);
        }
    }
}

#[test]
fn hostile_texts_are_read_as_they_were_written() {
    for hostile in TEXTS {
        let story = story(hostile, "https://example.org/");
        let html = page(&site(), &story.slug, &story.view, Window::First).unwrap();
        let wanted: String = hostile.chars().filter(|c| !c.is_control()).collect();
        assert_eq!(text(&parse(&html), "#headline"), wanted);
        assert_eq!(text(&parse(&html), &format!("#post-{} h3", id(2))), wanted);
    }
}
