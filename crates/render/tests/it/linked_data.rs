//! What pages say to machines.

use render::{Window, page, post_page};
use serde_json::{Value, json};

use crate::markup::{parse, text};
use crate::sample::{Story, body, ended, id, paragraph, plain, post_id, rich, site};

fn linked_data(story: &Story) -> Value {
    let html = page(&site(), &story.slug, &story.view, Window::First).unwrap();
    read(&html)
}

fn read(html: &str) -> Value {
    serde_json::from_str(&text(&parse(html), r#"script[type="application/ld+json"]"#)).unwrap()
}

#[test]
fn a_coverage_is_a_live_blog() {
    let data = linked_data(&rich());
    assert_eq!(data["@type"], "LiveBlogPosting");
    assert_eq!(data["url"], "https://live.example.org/live/border-crisis");
    assert_eq!(data.get("coverageEndTime"), None);
    let updates = data["liveBlogUpdate"].as_array().unwrap();
    assert_eq!(updates.len(), 6);
    for update in updates {
        for field in ["headline", "url", "datePublished", "dateModified", "articleBody", "author"] {
            assert!(update.get(field).is_some(), "{field}");
        }
    }
    let corrected = &updates[0];
    assert_eq!(corrected["url"], format!("https://live.example.org/live/border-crisis/post/{}", id(5)));
    assert_eq!(corrected["correction"][0]["text"], "We first gave the beginning as eleven. It was ten.");
    // The hour of the oldest post is a guess, so that only its day is told.
    assert_eq!(updates[5]["datePublished"], "2022-02-17");
    assert_eq!(data["coverageStartTime"], "2022-02-17");
}

#[test]
fn only_an_ended_coverage_has_an_end() {
    assert_eq!(linked_data(&ended())["coverageEndTime"], "2022-02-17T09:32:00Z");
}

#[test]
fn the_beginning_never_moves() {
    let mut story = plain(1);
    let before = linked_data(&story);
    let content = json!({"headline": "Another", "body": body(&[paragraph("Put right.")])});
    story.pass(30).happen("post_revised", json!({"post": id(1), "content": content}));
    story.publish(2, content);
    let after = linked_data(&story);
    assert_eq!(before["datePublished"], after["datePublished"]);
    assert_eq!(before["coverageStartTime"], after["coverageStartTime"]);
    assert_eq!(before["liveBlogUpdate"][0]["datePublished"], after["liveBlogUpdate"][1]["datePublished"]);
    assert_ne!(before["dateModified"], after["dateModified"]);
    assert_eq!(after["liveBlogUpdate"][1]["dateModified"], "2022-02-17T09:31:00Z");
}

#[test]
fn no_text_ends_the_script() {
    let mut story = plain(1);
    let headline = "</script x><script>alert(1)</script> <!-- &amp; \u{2028}";
    story.publish(2, json!({"headline": headline, "body": body(&[paragraph("Text.")])}));
    assert_eq!(linked_data(&story)["liveBlogUpdate"][0]["headline"], headline);
}

#[test]
fn a_post_has_data_of_its_own() {
    let story = rich();
    let html = post_page(&site(), &story.slug, &story.view, story.view.post(post_id(2)).unwrap());
    let data = read(&html);
    assert_eq!(data["@type"], "BlogPosting");
    assert_eq!(data["isPartOf"]["url"], "https://live.example.org/live/border-crisis");
    assert!(data["articleBody"].as_str().unwrap().ends_with("Counting an army from the outside"));
}
