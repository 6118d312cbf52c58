//! The feeds, as feed readers read them.

use feed_rs::parser;
use quick_xml::Reader;
use quick_xml::events::Event;
use render::feed;
use serde_json::{Value, json};

use crate::sample::{Story, body, id, paragraph, plain, post_id, rich, site};

fn feeds(story: &Story) -> [String; 3] {
    let site = site();
    [feed::rss, feed::atom, feed::json].map(|feed| feed(&site, &story.slug, &story.view))
}

/// What a feed reader keeps of an entry: its id, its title, and when it was published and changed.
type Kept = (String, Option<String>, String);

fn read(feed: &str) -> Vec<Kept> {
    let feed = parser::parse(feed.as_bytes()).unwrap();
    feed.entries
        .into_iter()
        .map(|entry| (entry.id, entry.title.map(|title| title.content), entry.published.unwrap().to_rfc3339()))
        .collect()
}

#[test]
fn the_feeds_agree() {
    for story in [rich(), plain(60)] {
        let [rss, atom, json] = feeds(&story).map(|feed| read(&feed));
        assert_eq!(rss, atom);
        let times = |feed: &[Kept]| feed.iter().map(|(id, _, at)| (id.clone(), at.clone())).collect::<Vec<_>>();
        assert_eq!(times(&rss), times(&json));
        let published = story.view.posts().filter(|post| post.content().is_some()).take(50);
        let wanted: Vec<String> = published.map(|post| format!("urn:uuid:{}", post.id)).collect();
        assert_eq!(rss.into_iter().map(|(id, ..)| id).collect::<Vec<_>>(), wanted);
    }
}

#[test]
fn feeds_are_well_formed_whatever_they_hold() {
    let mut story = plain(1);
    let foul = "a\u{0}b\u{b}c\u{1f}d\u{7f}e\u{85}f\u{fffe}g\u{ffff}h ]]> <&>\"'";
    let content = json!({"headline": foul, "label": foul, "byline": foul, "contributors": [{"name": foul}],
        "body": body(&[paragraph("]]> <![CDATA[ &nbsp; <script>")])});
    story.publish(2, content);
    story.happen("headline_changed", json!({"headline": foul}));
    story.happen("post_withdrawn", json!({"post": id(1), "reason": foul}));
    let [rss, atom, json] = feeds(&story);
    for xml in [rss, atom] {
        let mut reader = Reader::from_str(&xml);
        while reader.read_event().unwrap() != Event::Eof {}
        assert_eq!(read(&xml)[0].1.as_deref(), Some("abcdefgh ]]> <&>\"'"));
    }
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["items"][0]["title"], foul);
}

#[test]
fn only_the_time_of_change_moves() {
    let mut story = plain(1);
    let before = feeds(&story).map(|feed| read(&feed));
    let content = json!({"headline": "The thing of number 1", "body": body(&[paragraph("Put right.")])});
    story.pass(30).happen("post_revised", json!({"post": id(1), "content": content}));
    let after = feeds(&story);
    assert_eq!(before, after.clone().map(|feed| read(&feed)));
    for feed in &after {
        let entry = parser::parse(feed.as_bytes()).unwrap().entries.remove(0);
        if !feed.contains("<rss") {
            assert_eq!(entry.updated.unwrap().to_rfc3339(), "2022-02-17T09:31:00+00:00");
        }
    }
    assert!(after[0].contains("<atom:updated>2022-02-17T09:31:00Z</atom:updated>"));
}

#[test]
fn atom_and_json_tell_what_was_withdrawn() {
    let mut story = plain(120);
    story.pass(1).happen("post_withdrawn", json!({"post": id(2), "reason": "It was wrong."}));
    let [rss, atom, json] = feeds(&story);
    let tombstone = format!(r#"<at:deleted-entry ref="urn:uuid:{}" when="{}">"#, post_id(2), story.now);
    assert!(atom.contains(&tombstone), "{atom}");
    assert!(!rss.contains(&id(2).to_string()));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert!(!json["items"].to_string().contains(&id(2).to_string()));
    let told = &json["_stet"]["withdrawn"][0];
    assert_eq!((&told["id"], &told["reason"]), (&json!(format!("urn:uuid:{}", post_id(2))), &json!("It was wrong.")));
}

#[test]
fn feeds_say_where_they_are_and_link_absolutely() {
    let story = rich();
    let [rss, atom, json] = feeds(&story);
    assert!(rss.contains(r#"<atom:link href="https://live.example.org/live/border-crisis/feed.rss" rel="self""#));
    assert!(atom.contains(r#"href="https://live.example.org/live/border-crisis/feed.atom""#));
    let json: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["feed_url"], "https://live.example.org/live/border-crisis/feed.json");
    assert_eq!(json["language"], "en");
    for item in json["items"].as_array().unwrap() {
        let html = item["content_html"].as_str().unwrap();
        assert!(!html.contains("=\"/"), "{html}");
    }
}
