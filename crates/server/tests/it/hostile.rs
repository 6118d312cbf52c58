//! What a member types is text, wherever it is shown: in pages, frames, feeds and data.

use axum::http::StatusCode;
use scraper::Html;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, coverage, post, posts};
use crate::events::Events;
use crate::forms::{every_block, every_spot};
use crate::markup::{all, parse};

/// Texts that would do harm, were they not taken for text. None has a control
/// character: those are refused, which is shown elsewhere.
const TEXTS: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg/onload=alert(1)>",
    "' onmouseover='alert(1)",
    "\" autofocus onfocus=\"alert(1)",
    "--><script>alert(1)</script><!--",
    "]]><script>alert(1)</script><![CDATA[",
    "</title></style></textarea></noscript><iframe srcdoc='<script>alert(1)</script>'>",
    "<a href=\"javascript:alert(1)\">x</a>",
    "{{ 7 * 7 }} {% raw %} ${7*7}",
    "&lt;script&gt;alert(1)&lt;/script&gt; &amp;#60;",
    "\u{202e}desrever\u{2066} \u{2028}\u{2029} x",
    "\\u003cscript\\u003ealert(1)",
    "<!--<script>",
    "<base href=//evil.example><meta http-equiv=refresh content=0>",
];

/// Every field of a coverage and of a post that holds words of a member's own.
async fn cover(owner: &Caller, picture: &str, text: &str) -> [String; 2] {
    let opening = json!({"slug": "storm", "headline": text, "standfirst": text});
    owner.post("/api/v1/coverages", &opening).await.expect(StatusCode::CREATED);
    let label: String = text.chars().take(40).collect();
    let content = json!({
        "headline": text, "label": label, "key_event": true, "byline": text, "dateline": text,
        "contributors": [{"name": text}], "body": {"v": 1, "doc": {"type": "doc", "content": hostile_blocks(picture, text)}},
    });
    let create = async |content: &Value| {
        let created = owner.post(&posts("storm"), content).await.expect(StatusCode::CREATED).json();
        created["id"].as_str().unwrap().to_owned()
    };
    let stays = create(&content).await;
    let goes = create(&content).await;
    let markdown = create(
        &json!({"headline": text, "body": format!("{text}\n\n- {text}\n\n> {text}\n\n`{text}`\n\n    {text}\n")}),
    )
    .await;
    let notice = json!({"notice": {"kind": "correction", "text": text}});
    owner.patch(&post("storm", &stays), &notice).await.expect(StatusCode::OK);
    owner.delete(&post("storm", &goes), &json!({"reason": text})).await.expect(StatusCode::OK);
    let film = json!({"kind": "video", "title": text, "alt": text, "poster": picture, "caption": text, "source": text});
    let still = json!({"kind": "image", "media": picture, "alt": text, "caption": text, "credit": text});
    owner.amend("storm", &json!({"lead": film})).await;
    owner
        .amend(
            "storm",
            &json!({
                "lead": still, "key_points": [{"text": text, "post": stays}], "pinned": markdown,
                "go_deeper": [{"title": text, "url": "https://example.org/?q=%3Cscript%3E&x='\"<>"}],
                "status": "ended", "status_note": text, "successor": "https://example.org/'\"<script>",
            }),
        )
        .await;
    [stays, goes]
}

/// One of each block, with the text wherever text is taken.
fn hostile_blocks(picture: &str, text: &str) -> Value {
    let mut blocks = every_block(picture);
    for spot in every_spot(&blocks.clone()) {
        let key = spot.pointer.rsplit('/').next().unwrap();
        let words = [
            "lead_in",
            "text",
            "attribution",
            "alt",
            "caption",
            "credit",
            "title",
            "source",
            "provider",
            "byline",
            "posted_at",
        ];
        if spot.value.is_string() && words.contains(&key) {
            let most = if key == "posted_at" { 60 } else { 100 };
            *blocks.pointer_mut(&spot.pointer).unwrap() = text.chars().take(most).collect::<String>().into();
        }
        if key == "href" || key == "url" {
            *blocks.pointer_mut(&spot.pointer).unwrap() = "https://example.org/\" onclick=\"alert(1)'><script>".into();
        }
    }
    blocks
}

/// All HTML that readers are sent of the coverage.
async fn everything(reader: &Caller, ids: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut pages = vec!["/".to_owned(), "/live/storm".to_owned()];
    pages.extend(ids.iter().map(|id| format!("/live/storm/post/{id}")));
    pages.extend(ids.iter().map(|id| format!("/live/storm?before={id}")));
    for page in pages {
        let answer = reader.get(&page).await;
        assert!([StatusCode::OK, StatusCode::GONE].contains(&answer.status), "{page}: {}", answer.status);
        let html = answer.text();
        assert!(html.starts_with("<!doctype html>"), "{page}");
        found.push((page, html));
    }
    let changes = reader.get("/live/storm/changes?after=0").await.json();
    for frame in changes["frames"].as_array().unwrap() {
        let html = [frame.get("html"), frame.pointer("/unpinned/html")];
        let html = html.into_iter().flatten().filter_map(Value::as_str);
        found.extend(html.map(|html| (format!("frame {}", frame["seq"]), html.to_owned())));
    }
    let document = reader.get("/live/storm.json").await.json();
    for post in document["posts"].as_array().unwrap() {
        found.push(("the document".to_owned(), post["html"].as_str().unwrap().to_owned()));
    }
    let feed = reader.get("/live/storm/feed.json").await.json();
    for item in feed["items"].as_array().unwrap() {
        found.push(("feed.json".to_owned(), item["content_html"].as_str().unwrap().to_owned()));
    }
    for format in ["rss", "atom"] {
        let feed = reader.get(&format!("/live/storm/feed.{format}")).await.text();
        let feed = feed_rs::parser::parse(feed.as_bytes()).unwrap_or_else(|error| panic!("{error} in {feed}"));
        assert_eq!(feed.entries.len(), 2);
        for entry in feed.entries {
            let body = entry.content.and_then(|content| content.body).or(entry.summary.map(|summary| summary.content));
            found.push((format!("feed.{format}"), body.unwrap()));
        }
    }
    found
}

/// Nothing in it runs, loads from elsewhere or leads to anything but the web.
#[track_caller]
fn check_harmless(what: &str, html: &str) {
    const ELEMENTS: &[&str] =
        &["iframe", "object", "embed", "svg", "math", "style", "base", "noscript", "template", "textarea"];
    const ADDRESSES: &[&str] =
        &["href", "src", "cite", "poster", "action", "formaction", "srcdoc", "srcset", "data", "background", "ping"];
    const PLACES: &[&str] = &[
        "https://",
        "http://",
        "mailto:",
        "/live/",
        "/media/",
        "/assets/",
        "/text",
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
    assert!(!html.chars().any(|c| c.is_control() && c != '\n' && c != '\t'), "{what}: {html:?}");
    let page: Html = parse(html);
    for element in all(&page, "*") {
        let name = element.value().name();
        assert!(!ELEMENTS.contains(&name), "<{name}> in {what}: {html}");
        for (attribute, value) in element.value().attrs() {
            assert!(!attribute.starts_with("on") && attribute != "style", "{attribute} in {what}: {html}");
            assert!(!["autofocus", "http-equiv"].contains(&attribute), "{attribute} in {what}: {html}");
            if ADDRESSES.contains(&attribute) {
                let leads_on = value == "/" || PLACES.iter().any(|place| value.starts_with(place));
                assert!(leads_on, "{attribute}={value:?} in {what}: {html}");
            }
        }
        assert!(name != "form" || element.attr("role") == Some("search"), "<form> in {what}: {html}");
        if name == "script" {
            let inside: String = element.text().collect();
            let path = inside.split('"').find(|part| part.starts_with("/assets/reader-"));
            let ours = path.is_some_and(|path| inside == render::Script::at(path).loader());
            let data = element.attr("type") == Some("application/ld+json");
            assert!(ours != data && element.attr("src").is_none(), "{what}: {html}");
            assert!(ours || serde_json::from_str::<Value>(&inside).is_ok(), "{inside}");
        }
    }
}

#[tokio::test]
async fn hostile_words_are_words_everywhere() {
    for text in TEXTS {
        let app = TestApp::start().await;
        let picture = app.picture().await;
        let ids = cover(&app.owner().await, &picture, text).await;
        for (what, html) in everything(&app.anon(), &ids).await {
            check_harmless(&what, &html);
        }
        // What was typed is what is read, no more and no less.
        let page = parse(&app.anon().get("/live/storm").await.text());
        for selector in ["#headline", "#standfirst", "title"] {
            let shown: String = crate::markup::one(&page, selector).text().collect();
            assert!(shown.contains(text), "{selector}: {shown}");
        }
        let script: String = crate::markup::one(&page, "script[type='application/ld+json']").text().collect();
        let script: Value = serde_json::from_str(&script).unwrap();
        assert_eq!(script["headline"], *text);
        let document = app.anon().get("/live/storm.json").await.json();
        assert_eq!(document["headline"], *text);
        assert_eq!(document["key_points"][0]["text"], *text);
        let feed = app.anon().get("/live/storm/feed.json").await.json();
        assert!(feed["items"].as_array().unwrap().iter().all(|item| item["title"] == *text));
    }
}

#[tokio::test]
async fn no_spelling_of_markdown_makes_a_link_that_runs() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for target in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "&#x6A;avascript&colon;alert(1)",
        "javascript&colon;alert(1)",
        "%6aavascript:alert(1)",
        "java&Tab;script:alert(1)",
        "data:text/html;base64,PHNjcmlwdD4=",
        "vbscript:x",
        "//evil.example",
        "/relative",
        "\\\\evil",
        "file:///etc/passwd",
        "",
    ] {
        for markdown in [
            format!("[x]({target})"),
            format!("[x](<{target}>)"),
            format!("[x][1]\n\n[1]: {target}"),
            format!("[x][1]\n\n[1]: <{target}> \"title\""),
            format!("[1]\n\n[1]: {target}"),
            format!("<{target}>"),
            format!("![x]({target})"),
            format!("[![x]({target})]({target})"),
            format!("**[x]({target})**"),
            format!("| a |\n|---|\n| [x]({target}) |"),
            format!("<a href=\"{target}\">x</a>"),
            format!("<img src=\"{target}\" onerror=\"alert(1)\">"),
            format!("[x](https://example.org \"\\\" onclick=\\\"{target}\")"),
        ] {
            let answer = owner.post(&posts("storm"), &json!({"headline": "x", "body": markdown})).await;
            if answer.status != StatusCode::CREATED {
                let told = answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
                assert!(told.field.as_deref().is_some_and(|field| field.starts_with("body")), "{markdown}: {told:?}");
                continue;
            }
            let html = answer.json()["html"].as_str().unwrap().to_owned();
            check_harmless(&markdown, &html);
            for link in all(&parse(&html), "a[href]") {
                assert!(link.attr("href").unwrap().starts_with("https://example.org"), "{markdown}: {html}");
            }
        }
    }
    for (what, html) in everything_but_the_feeds(&app.anon()).await {
        check_harmless(&what, &html);
    }
}

async fn everything_but_the_feeds(reader: &Caller) -> Vec<(String, String)> {
    let mut found = vec![("the page".to_owned(), reader.get("/live/storm").await.text())];
    let head = reader.get("/live/storm.json").await.json()["seq"].as_u64().unwrap();
    for frame in Events::after(reader, "storm", 0).await.up_to(head).await {
        found.extend(frame["html"].as_str().map(|html| (format!("frame {}", frame["seq"]), html.to_owned())));
    }
    found
}

#[tokio::test]
async fn hostile_words_in_a_problem_are_data() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for text in TEXTS {
        for answer in [
            owner.patch(&coverage("storm"), &json!({"language": text})).await,
            owner.patch(&coverage("storm"), &json!({"time_zone": text})).await,
            owner.patch(&coverage("storm"), &json!({"successor": format!("https:{text}")})).await,
            owner.patch(&coverage("storm"), &json!({*text: "x"})).await,
            owner.post(&posts("storm"), &json!({"body": [{"type": text}]})).await,
            owner.post(&posts("storm"), &json!({"body": [{"type": "paragraph", *text: 1}]})).await,
        ] {
            if answer.status.is_success() {
                continue;
            }
            answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
        }
    }
}
