//! What pages say to machines.

use proptest::prelude::*;
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
fn what_was_withdrawn_is_told_of_the_coverage() {
    let data = linked_data(&rich());
    let [told] = data["correction"].as_array().unwrap().as_slice() else { unreachable!("{data}") };
    assert_eq!((&told["@type"], &told["name"]), (&json!("CorrectionComment"), &json!("Withdrawn")));
    assert_eq!(told["datePublished"], "2022-02-17T10:43:00Z");
    assert_eq!(told["url"], format!("https://live.example.org/live/border-crisis/post/{}", id(6)));
    assert!(told["text"].as_str().unwrap().starts_with("The picture"));
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

/// What may become of a coverage, in any order.
fn happenings() -> impl Strategy<Value = Vec<(u8, u128, i64)>> {
    proptest::collection::vec((0_u8..7, 1_u128..8, 0_i64..90), 1..25)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn through_all_its_life_no_time_of_publication_moves(happenings in happenings()) {
        let mut story = plain(1);
        let began = linked_data(&story)["coverageStartTime"].clone();
        let mut published = std::collections::HashMap::new();
        let mut ended = false;
        let mut last = String::new();
        for (what, number, minutes) in happenings {
            story.pass(minutes);
            let content = json!({"headline": format!("Number {number}, at {minutes}"), "body": body(&[paragraph("Text.")])});
            match what {
                0 | 1 if story.view.post(post_id(number)).is_none() => { story.publish(number, content); }
                2 => { story.happen("post_revised", json!({"post": id(number), "content": content,
                    "notice": {"kind": "correction", "text": "It was otherwise."}})); }
                3 => { story.happen("post_withdrawn", json!({"post": id(number), "reason": "It was wrong."})); }
                4 => { story.happen("headline_changed", json!({"headline": "Another"})); }
                5 => { story.happen("status_changed", json!({"status": "ended"})); ended = true; }
                6 => { story.happen("status_changed", json!({"status": "live"})); ended = false; }
                _ => {}
            }
            let data = linked_data(&story);
            prop_assert_eq!(&data["coverageStartTime"], &began);
            prop_assert_eq!(&data["datePublished"], &began);
            prop_assert_eq!(data.get("coverageEndTime").is_some(), ended);
            let modified = data["dateModified"].as_str().unwrap().to_owned();
            prop_assert!(modified >= last, "{} after {}", modified, last);
            last = modified;
            for update in data["liveBlogUpdate"].as_array().unwrap() {
                let first = published.entry(update["url"].to_string()).or_insert_with(|| update["datePublished"].clone());
                prop_assert_eq!(&*first, &update["datePublished"]);
                prop_assert!(update["dateModified"].as_str().unwrap() >= update["datePublished"].as_str().unwrap());
            }
        }
    }
}

#[test]
fn a_coverage_names_its_fifty_newest_posts() {
    let updates = linked_data(&plain(60))["liveBlogUpdate"].clone();
    let updates = updates.as_array().unwrap();
    assert_eq!(updates.len(), 50);
    assert_eq!(updates[0]["url"], format!("https://live.example.org/live/border-crisis/post/{}", id(60)));
}
