//! The shapes that others rely on: more fields may be added, none renamed or dropped.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, PUBLIC_URL, TestApp, coverage, post, posts};
use crate::markup::{all, one, parse, posts as posts_on, seq, text};

/// Fields with the JSON types they may have.
type Shape = [(&'static str, &'static [&'static str])];

const TEXT: &[&str] = &["text"];
const MAYBE_TEXT: &[&str] = &["text", "null"];
const NUMBER: &[&str] = &["number"];
const TRUTH: &[&str] = &["bool"];
const LIST: &[&str] = &["list"];
const OBJECT: &[&str] = &["object"];
const MAYBE_OBJECT: &[&str] = &["object", "null"];

const COVERAGE: &Shape = &[
    ("slug", TEXT),
    ("headline", TEXT),
    ("standfirst", MAYBE_TEXT),
    ("status", TEXT),
    ("seq", NUMBER),
    ("language", TEXT),
    ("time_zone", TEXT),
    ("pinned", MAYBE_TEXT),
    ("successor", MAYBE_TEXT),
    ("lead", MAYBE_OBJECT),
    ("key_points", LIST),
    ("go_deeper", LIST),
];

const POST: &Shape = &[
    ("id", TEXT),
    ("seq", NUMBER),
    ("headline", MAYBE_TEXT),
    ("label", MAYBE_TEXT),
    ("key_event", TRUTH),
    ("published_at", TEXT),
    ("approximate", TRUTH),
    ("revised_at", MAYBE_TEXT),
    ("revisions", NUMBER),
    ("byline", MAYBE_TEXT),
    ("contributors", LIST),
    ("dateline", MAYBE_TEXT),
    ("body", OBJECT),
    ("html", TEXT),
    ("text", TEXT),
    ("notices", LIST),
    ("withdrawn", MAYBE_OBJECT),
];

#[track_caller]
fn check_shape(value: &Value, shape: &Shape) {
    for (name, types) in shape {
        let kind = match value.get(name) {
            None => "absent",
            Some(Value::Null) => "null",
            Some(Value::Bool(_)) => "bool",
            Some(Value::Number(_)) => "number",
            Some(Value::String(_)) => "text",
            Some(Value::Array(_)) => "list",
            Some(Value::Object(_)) => "object",
        };
        assert!(types.contains(&kind), "{name} is {kind} in {value}");
    }
}

/// A coverage with one of everything: a post with all its fields and a notice,
/// a withdrawn one, a plain one that is pinned. Gives their ids.
async fn rich_coverage(owner: &Caller, picture: &str) -> [String; 3] {
    owner.cover("storm").await;
    let full = json!({
        "headline": "The harbour closes", "label": "Breaking", "key_event": true, "byline": "Ann Reeve, harbour desk",
        "contributors": [{"name": "Jo Field"}, {"name": "Sam Moor"}], "dateline": "West quay",
        "body": "**What we know:** the last ferry is in.\n\n- No sailings\n- No fuel",
    });
    let full = owner.post(&posts("storm"), &full).await.expect(StatusCode::CREATED).json();
    let full = full["id"].as_str().unwrap().to_owned();
    let gone = owner.publish("storm", "A rumour").await;
    let plain = owner.publish("storm", "The lighthouse").await;
    let notice = json!({"notice": {"kind": "correction", "text": "The last ferry came at nine, not at eight."}});
    owner.patch(&post("storm", &full), &notice).await.expect(StatusCode::OK);
    let reason = json!({"reason": "It could not be confirmed."});
    owner.delete(&post("storm", &gone), &reason).await.expect(StatusCode::OK);
    owner
        .amend(
            "storm",
            &json!({
                "standfirst": "The day the ferries stayed in.", "pinned": plain, "language": "en-GB",
                "time_zone": "Europe/London", "key_points": [{"text": "No ferry sails", "post": full}, {"text": "Power is on"}],
                "go_deeper": [{"title": "How tides work", "url": "https://example.org/tides"}, {"title": "In print only"}],
                "lead": {"kind": "image", "media": picture, "alt": "A ferry in the harbour"},
                "status": "ended", "successor": "https://example.org/the-day-after",
            }),
        )
        .await;
    [full, gone, plain]
}

#[tokio::test]
async fn the_coverage_as_json() {
    let app = TestApp::start().await;
    let picture = app.picture().await;
    let [full, gone, plain] = rich_coverage(&app.owner().await, &picture).await;
    let answer = app.anon().get("/live/storm.json").await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let document = answer.json();
    check_shape(&document, COVERAGE);
    assert_eq!(document["slug"], "storm");
    assert_eq!(document["status"], "ended");
    assert_eq!(document["standfirst"], "The day the ferries stayed in.");
    assert_eq!(document["language"], "en-GB");
    assert_eq!(document["time_zone"], "Europe/London");
    assert_eq!(document["pinned"], *plain);
    assert_eq!(document["successor"], "https://example.org/the-day-after");
    assert_eq!(document["lead"]["kind"], "image");
    assert_eq!(
        document["key_points"],
        json!([{"text": "No ferry sails", "post": full}, {"text": "Power is on", "post": null}])
    );
    assert_eq!(
        document["go_deeper"],
        json!([{"title": "How tides work", "url": "https://example.org/tides"}, {"title": "In print only", "url": null}])
    );

    let posts = document["posts"].as_array().unwrap();
    posts.iter().for_each(|post| check_shape(post, POST));
    let ids: Vec<_> = posts.iter().map(|post| post["id"].as_str().unwrap()).collect();
    assert_eq!(ids, [&*plain, &*gone, &*full], "newest first, all of them");
    let published = |post: &Value| post["published_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap();
    assert!(posts.is_sorted_by_key(|post| std::cmp::Reverse(published(post))));

    let [plain, gone, full] = [&posts[0], &posts[1], &posts[2]];
    assert_eq!(full["label"], "Breaking");
    assert_eq!(full["key_event"], true);
    assert_eq!(full["byline"], "Ann Reeve, harbour desk");
    assert_eq!(full["contributors"], json!([{"name": "Jo Field"}, {"name": "Sam Moor"}]));
    assert_eq!(full["dateline"], "West quay");
    assert_eq!(full["approximate"], false);
    assert_eq!((&full["revisions"], full["revised_at"].is_string()), (&json!(2), true));
    assert_eq!(full["body"]["v"], 1);
    assert_eq!(full["body"]["doc"]["content"][0]["attrs"]["lead_in"], "What we know:");
    assert!(full["html"].as_str().unwrap().contains("<strong>What we know:</strong>"));
    assert_eq!(full["text"], "What we know: the last ferry is in.\n\nNo sailings\n\nNo fuel");
    assert_eq!(full["notices"][0]["kind"], "correction");
    assert_eq!(full["notices"][0]["text"], "The last ferry came at nine, not at eight.");
    assert_eq!(full["notices"][0]["at"], full["revised_at"]);
    assert_eq!(full["withdrawn"], json!(null));

    assert_eq!(gone["withdrawn"]["reason"], "It could not be confirmed.");
    assert!(gone["withdrawn"]["at"].is_string());
    assert!(!gone.to_string().contains("rumour"), "the words of a withdrawn post are gone: {gone}");
    assert_eq!((&plain["revisions"], &plain["revised_at"]), (&json!(1), &json!(null)));
}

#[tokio::test]
async fn the_pages_are_complete_without_a_script() {
    let app = TestApp::start().await;
    let picture = app.picture().await;
    let [full, gone, plain] = rich_coverage(&app.owner().await, &picture).await;
    let answer = app.anon().get("/live/storm").await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
    let page = parse(&answer.text());
    let html = one(&page, "html");
    assert_eq!((html.attr("lang"), html.attr("dir")), (Some("en-GB"), Some("ltr")));
    let main = one(&page, "main#coverage");
    let head = app.anon().get("/live/storm.json").await.json()["seq"].as_u64().unwrap();
    assert_eq!(seq(&page), head);
    assert_eq!(main.attr("data-slug"), Some("storm"));
    assert_eq!(main.attr("data-status"), Some("ended"));
    assert_eq!(main.attr("data-stream"), Some("/live/storm/stream"));
    assert_eq!(main.attr("data-changes"), Some("/live/storm/changes"));
    assert_eq!(posts_on(&page), [&*plain, &*gone, &*full]);
    assert_eq!(all(&page, "#pinned article").len(), 1);
    assert_eq!(one(&page, "#pinned article").attr("id"), Some(&*format!("post-{plain}")));
    assert_eq!(all(&page, "#posts article").len(), 2);
    for id in [
        "headline",
        "standfirst",
        "status",
        "lead",
        "key-points",
        "pinned",
        "count",
        "go-deeper",
        "updates",
        "announcer",
        "connection",
    ] {
        one(&page, &format!("#{id}"));
    }
    assert!(one(&page, &format!("#post-{gone}")).text().collect::<String>().contains("It could not be confirmed."));
    let script: Value = serde_json::from_str(&text(&page, "script[type='application/ld+json']")).unwrap();
    assert_eq!(script["@type"], "LiveBlogPosting");

    let own = app.anon().get(&format!("/live/storm/post/{full}")).await.expect(StatusCode::OK);
    let own = parse(&own.text());
    assert_eq!(posts_on(&own), [&*full]);
    assert_eq!(one(&own, "link[rel=canonical]").attr("href"), Some(&*format!("{PUBLIC_URL}/live/storm/post/{full}")));
    let note = app.anon().get(&format!("/live/storm/post/{gone}")).await.expect(StatusCode::GONE).text();
    assert!(note.contains("It could not be confirmed."), "what stands in its place is said: {note}");

    let front = parse(&app.anon().get("/").await.expect(StatusCode::OK).text());
    assert_eq!(all(&front, "a[href='/live/storm']").len(), 1);
}

#[tokio::test]
async fn an_empty_coverage_has_every_place_that_changes_come_to() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let page = parse(&app.anon().get("/live/storm").await.text());
    for id in ["standfirst", "lead", "key-points", "pinned", "go-deeper"] {
        assert!(one(&page, &format!("#{id}")).attr("hidden").is_some(), "{id} is there, and hidden");
    }
    assert!(posts_on(&page).is_empty());
    assert!(all(&page, "nav#older").is_empty());
    let document = app.anon().get("/live/storm.json").await.json();
    assert_eq!(document["posts"], json!([]));
    for format in ["rss", "atom", "json"] {
        app.anon().get(&format!("/live/storm/feed.{format}")).await.expect(StatusCode::OK);
    }
}

#[tokio::test]
async fn older_posts_are_a_link_away_until_the_first() {
    let app = TestApp::start().await;
    let ids = crate::app::write_coverage(app.store(), "storm", 2 * render::PAGE_POSTS + 20).await;
    let app = app.restart().await;
    let (mut found, mut path) = (Vec::new(), "/live/storm".to_owned());
    for expected in [render::PAGE_POSTS, render::PAGE_POSTS, 20] {
        let page = parse(&app.anon().get(&path).await.expect(StatusCode::OK).text());
        let here = posts_on(&page);
        assert_eq!(here.len(), expected);
        found.extend(here);
        if let Some(older) = all(&page, "nav#older a").first() {
            path = format!("/live/storm{}", older.attr("href").unwrap());
        } else {
            path.clear();
        }
    }
    assert_eq!(path, "", "the last page leads to no further one");
    let all: Vec<_> = ids.iter().rev().map(ToString::to_string).collect();
    assert_eq!(found, all);
    let document = app.anon().get("/live/storm.json").await.json();
    assert_eq!(document["posts"].as_array().unwrap().len(), all.len());
}

#[tokio::test]
async fn the_three_feeds_hold_the_posts() {
    let app = TestApp::start().await;
    let picture = app.picture().await;
    let [full, gone, plain] = rich_coverage(&app.owner().await, &picture).await;
    for (format, content_type) in
        [("rss", "application/rss+xml"), ("atom", "application/atom+xml"), ("json", "application/feed+json")]
    {
        let answer = app.anon().get(&format!("/live/storm/feed.{format}")).await.expect(StatusCode::OK);
        assert_eq!(answer.header("content-type"), format!("{content_type}; charset=utf-8"));
        let text = answer.text();
        for id in [&full, &plain] {
            assert!(text.contains(&**id), "{id} in {format}");
        }
        // A feed may say that a post is gone, but not what it said.
        assert!(!text.contains("rumour"), "{format}");
        if format != "json" {
            assert!(!text.contains(&format!("/post/{gone}")), "{format}");
            let feed = feed_rs::parser::parse(text.as_bytes()).unwrap();
            assert_eq!(feed.entries.len(), 2);
        }
    }
    let feed = app.anon().get("/live/storm/feed.json").await.json();
    assert_eq!(feed["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(feed["items"].as_array().unwrap().len(), 2);
    assert!(!feed["items"].to_string().contains(&*gone));
    let withdrawn = feed["_stet"]["withdrawn"].as_array().unwrap();
    assert_eq!(withdrawn.len(), 1);
    assert!(withdrawn[0]["id"].as_str().unwrap().ends_with(&*gone), "{withdrawn:?}");
    app.anon().get("/live/storm/feed.xml").await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_desk_is_answered() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let opened = json!({
        "slug": "storm", "headline": "Ferries in the storm", "status": "live", "language": "de-at", "time_zone": "Europe/Vienna",
        "standfirst": "The day the ferries stayed in.", "key_points": [{"text": "No ferry sails"}],
    });
    let answer = owner.post("/api/v1/coverages", &opened).await.expect(StatusCode::CREATED);
    assert_eq!(answer.header("location"), "/api/v1/coverages/storm");
    assert_eq!(answer.header("content-type"), "application/json");
    assert_eq!(answer.header("cache-control"), "no-store");
    let opened = answer.json();
    check_shape(&opened, COVERAGE);
    assert_eq!(opened["language"], "de-AT", "a tag is kept in its usual case");
    assert_eq!(opened["url"], format!("{PUBLIC_URL}/live/storm"));
    assert_eq!(owner.get(&coverage("storm")).await.json(), opened, "it reads as it was answered");

    let new = json!({"headline": "The harbour closes", "body": "All is closed.", "key_event": true});
    let answer = owner.post(&posts("storm"), &new).await.expect(StatusCode::CREATED);
    let created = answer.json();
    check_shape(&created, POST);
    let id = created["id"].as_str().unwrap();
    assert_eq!(answer.header("location"), post("storm", id));
    assert_eq!(created["status"], "published");
    assert_eq!(created["url"], format!("{PUBLIC_URL}/live/storm/post/{id}"));
    assert_eq!(owner.get(&post("storm", id)).await.json(), created);

    let patch =
        json!({"headline": "The harbour is closed", "notice": {"kind": "clarification", "text": "Closed to all."}});
    let revised = owner.patch(&post("storm", id), &patch).await.expect(StatusCode::OK).json();
    check_shape(&revised, POST);
    assert_eq!(revised["headline"], "The harbour is closed");
    assert_eq!(revised["published_at"], created["published_at"], "that time never moves");
    assert_eq!(revised["body"], created["body"], "what is absent stays as it is");
    assert_eq!(revised["notices"][0]["kind"], "clarification");

    let withdrawn =
        owner.delete(&post("storm", id), &json!({"reason": "A mistake."})).await.expect(StatusCode::OK).json();
    check_shape(&withdrawn, POST);
    assert_eq!((&withdrawn["status"], &withdrawn["withdrawn"]["reason"]), (&json!("withdrawn"), &json!("A mistake.")));

    let listed = owner.get("/api/v1/coverages").await.expect(StatusCode::OK).json();
    assert_eq!(listed["coverages"].as_array().unwrap().len(), 1);
    let listed = owner.get(&posts("storm")).await.expect(StatusCode::OK).json();
    assert_eq!(listed["posts"], json!([withdrawn]));
}

#[tokio::test]
async fn posts_are_listed_page_by_page() {
    let app = TestApp::start().await;
    let ids = crate::app::write_coverage(app.store(), "storm", 7).await;
    let app = app.restart().await;
    let owner = app.owner().await;
    let (mut found, mut before) = (Vec::new(), String::new());
    loop {
        let page = owner.get(&format!("{}?limit=3{before}", posts("storm"))).await.expect(StatusCode::OK).json();
        let Some(last) = page["posts"].as_array().unwrap().last() else { break };
        before = format!("&before={}", last["id"].as_str().unwrap());
        found.extend(page["posts"].as_array().unwrap().iter().map(|post| post["id"].as_str().unwrap().to_owned()));
    }
    let all: Vec<_> = ids.iter().rev().map(ToString::to_string).collect();
    assert_eq!(found, all);
}

#[tokio::test]
async fn a_body_has_three_spellings() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": "The quay is under water."}]});
    for body in [
        json!("The quay is under water."),
        json!([paragraph]),
        json!(["The quay is under water."]),
        json!({"type": "doc", "content": [paragraph]}),
        json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}}),
    ] {
        let created = owner.post(&posts("storm"), &json!({"body": body})).await.expect(StatusCode::CREATED).json();
        assert_eq!(created["body"], json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}}), "{body}");
    }
}
