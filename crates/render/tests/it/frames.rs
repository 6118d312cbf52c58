//! One frame for each kind of change.

use coverage::Change;
use serde_json::{Value, json};

use crate::markup::{all, attributes, one, parse};
use crate::sample::{Story, body, id, paragraph, plain};

fn last(story: &Story) -> Value {
    serde_json::from_str(&story.frames.last().unwrap().json).unwrap()
}

fn happen(story: &mut Story, kind: &str, payload: Value) -> Value {
    story.happen(kind, payload);
    last(story)
}

#[track_caller]
fn check_article(frame: &Value, verb: &str, number: u128) {
    let html = frame["html"].as_str().unwrap();
    let page = parse(html);
    let article = one(&page, "article.post");
    assert!(html.starts_with("<article ") && html.ends_with("</article>"), "{html}");
    assert_eq!((frame["verb"].as_str(), frame["post"].as_str()), (Some(verb), Some(&*id(number).to_string())));
    assert_eq!(article.attr("id"), Some(&*format!("post-{}", id(number))));
    assert_eq!(article.attr("data-order"), frame["order"].as_str());
    assert_eq!(article.attr("data-seq"), Some(&*frame["seq"].to_string()));
    assert_eq!(frame["target"], Value::Null);
}

#[track_caller]
fn check_section(frame: &Value, verb: &str, target: &str) {
    assert_eq!((frame["verb"].as_str(), frame["target"].as_str()), (Some(verb), Some(target)));
    let page = parse(frame["html"].as_str().unwrap());
    one(&page, &format!("html > #{target}"));
    assert_eq!((&frame["post"], &frame["order"]), (&Value::Null, &Value::Null));
}

#[test]
fn every_frame_tells_where_the_coverage_stands() {
    let mut story = plain(1);
    story.pass(9).publish(2, json!({"body": body(&[paragraph("More.")])}));
    let frame = last(&story);
    assert_eq!(frame["seq"], 3);
    assert_eq!(frame["at"], "2022-02-17T09:10:00Z");
    assert_eq!(frame["status"], "live");
    assert_eq!((&frame["count"], &frame["count_text"]), (&json!(2), &json!("2 posts")));
    assert!(!story.frames.last().unwrap().json.contains('\n'));
    assert_eq!(story.frames.iter().map(|frame| frame.seq.0).collect::<Vec<_>>(), [1, 2, 3]);
}

#[test]
fn publishing_inserts() {
    check_article(&last(&plain(2)), "insert", 2);
}

#[test]
fn revising_replaces_and_carries_its_notice() {
    let mut story = plain(2);
    let content = json!({"body": body(&[paragraph("Put right.")])});
    let silent = happen(&mut story, "post_revised", json!({"post": id(1), "content": content}));
    check_article(&silent, "revise", 1);
    assert_eq!(silent["notice"], Value::Null);
    let notice = json!({"kind": "clarification", "text": "It was put better."});
    let told = happen(&mut story, "post_revised", json!({"post": id(1), "content": content, "notice": notice}));
    check_article(&told, "revise", 1);
    assert_eq!(told["notice"], json!({"kind": "clarification", "text": "It was put better.", "at": told["at"]}));
}

#[test]
fn withdrawing_leaves_a_note() {
    let mut story = plain(2);
    let frame = happen(&mut story, "post_withdrawn", json!({"post": id(2), "reason": "It was <wrong>."}));
    check_article(&frame, "withdraw", 2);
    let html = frame["html"].as_str().unwrap();
    assert!(html.contains("It was &#60;wrong&#62;.") && !html.contains("Of this it is known"), "{html}");
    assert_eq!(frame["count"], 1);
}

#[test]
fn pinning_names_the_post_that_makes_way() {
    let mut story = plain(3);
    let first = happen(&mut story, "post_pinned", json!({"post": id(1)}));
    check_article(&first, "pin", 1);
    assert_eq!(first["unpinned"], Value::Null);
    let second = happen(&mut story, "post_pinned", json!({"post": id(2)}));
    check_article(&second, "pin", 2);
    let unpinned = &second["unpinned"];
    assert_eq!(unpinned["post"], json!(id(1)));
    let article = parse(unpinned["html"].as_str().unwrap());
    assert_eq!(attributes(&article, "article", "data-order"), [unpinned["order"].as_str().unwrap()]);
    check_article(&happen(&mut story, "post_unpinned", json!({"post": id(2)})), "unpin", 2);
}

#[test]
fn sections_are_sent_whole() {
    let mut story = plain(1);
    let story = &mut story;
    let headline = happen(story, "headline_changed", json!({"headline": "Two & two"}));
    check_section(&headline, "headline", "headline");
    assert_eq!(headline["text"], "Two & two");
    check_section(&happen(story, "standfirst_changed", json!({"standfirst": "Why."})), "standfirst", "standfirst");
    let none = happen(story, "standfirst_changed", json!({"standfirst": null}));
    check_section(&none, "standfirst", "standfirst");
    assert!(none["html"].as_str().unwrap().contains(" hidden>"));
    check_section(&happen(story, "status_changed", json!({"status": "ended"})), "status", "status");
    check_section(&happen(story, "successor_changed", json!({"successor": "next-day"})), "status", "status");
    let lead = json!({"lead": {"kind": "video", "title": "A film", "media": id(9)}});
    check_section(&happen(story, "lead_changed", lead), "lead", "lead");
    let points = json!({"key_points": [{"text": "A point", "post": id(1)}]});
    let points = happen(story, "key_points_changed", points);
    check_section(&points, "key_points", "key-points");
    let own_page = format!("/live/border-crisis/post/{}", id(1));
    assert_eq!(attributes(&parse(points["html"].as_str().unwrap()), "a", "href"), [&*own_page]);
    let further = json!({"go_deeper": [{"title": "An article"}]});
    check_section(&happen(story, "go_deeper_changed", further), "go_deeper", "go-deeper");
}

#[test]
fn settings_have_the_page_fetched_anew() {
    let frame = happen(&mut plain(1), "settings_changed", json!({"language": "uk", "time_zone": "Europe/Kyiv"}));
    assert_eq!((&frame["verb"], &frame["html"]), (&json!("settings"), &Value::Null));
}

#[test]
fn what_does_not_fit_takes_its_place_and_shows_nothing() {
    let mut story = plain(1);
    for (kind, payload) in [
        ("post_revised", json!({"post": id(7), "content": {"body": body(&[paragraph("Of nothing.")])}})),
        ("post_withdrawn", json!({"post": id(7), "reason": "There is no such post."})),
        ("post_pinned", json!({"post": id(7)})),
        ("post_unpinned", json!({"post": id(1)})),
    ] {
        let seq = story.view.seq().0;
        let frame = happen(&mut story, kind, payload);
        assert_eq!((&frame["verb"], &frame["seq"]), (&json!("none"), &json!(seq + 1)), "{kind}");
    }
    story.apply(&Change::Unknown { kind: "post_moved".to_owned(), payload: json!({"v": 9}) });
    assert_eq!(last(&story)["verb"], "none");
}

#[test]
fn a_place_says_where_the_post_stood() {
    let mut story = plain(2);
    let before = last(&story)["order"].clone();
    let frame = happen(&mut story, "post_placed", json!({"post": id(2), "shown": {"at": "2022-02-17T08:00:00Z"}}));
    check_article(&frame, "place", 2);
    assert_eq!(frame["from"], before);
    assert_ne!(frame["order"], before);
}

#[test]
fn what_stands_of_a_post_in_the_lists_on_top_comes_with_its_frame() {
    let mut story = plain(2);
    let story = &mut story;
    assert!(last(story).get("lists").is_none());
    let content = json!({"headline": "It turns", "key_event": true, "body": body(&[paragraph("So it is.")])});
    let event = happen(story, "post_revised", json!({"post": id(1), "content": content}));
    let item = event["lists"]["key-events"].as_str().unwrap();
    assert_eq!(attributes(&parse(item), "li", "data-post"), [&*id(1).to_string()]);
    assert!(item.contains("It turns") && event["lists"].as_object().unwrap().len() == 1, "{event}");
    let told =
        |kind: &str| json!({"post": id(1), "content": content, "notice": {"kind": kind, "text": "It was put right."}});
    let first = happen(story, "post_revised", told("correction"));
    let second = happen(story, "post_revised", told("clarification"));
    let items = |frame: &Value| all(&parse(frame["lists"]["corrections"].as_str().unwrap()), "li").len();
    assert_eq!((items(&first), items(&second)), (1, 2));
    assert!(happen(story, "post_revised", told("update")).get("lists").is_none());
    assert!(happen(story, "post_pinned", json!({"post": id(1)})).get("lists").is_none());
    let gone = happen(story, "post_withdrawn", json!({"post": id(1), "reason": "It was wrong."}));
    assert_eq!(gone["lists"], json!({"key-events": "", "corrections": ""}));
}
