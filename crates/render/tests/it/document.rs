//! The coverage as JSON.

use render::{CoverageJson, coverage_fields, post_json};
use serde_json::{Value, json};

use crate::sample::{Story, ended, id, plain, post_id, rich};

fn document(story: &Story) -> Value {
    let json: String = CoverageJson::new(&story.slug, &story.view).collect();
    serde_json::from_str(&json).unwrap()
}

#[test]
fn the_pieces_make_one_document() {
    for story in [Story::open("en", "UTC", "Nothing yet"), plain(1), plain(3), rich()] {
        let mut whole = document(&story);
        let posts = whole.as_object_mut().unwrap().remove("posts").unwrap();
        assert_eq!(whole, coverage_fields(&story.slug, story.view.brief(), None));
        let one_by_one: Vec<_> =
            story.view.posts().map(|post| post_json(&story.slug, story.view.coverage(), post)).collect();
        assert_eq!(posts, Value::Array(one_by_one));
    }
}

#[test]
fn a_piece_is_no_longer_than_a_post() {
    let story = plain(300);
    let longest = CoverageJson::new(&story.slug, &story.view).map(|piece| piece.len()).max().unwrap();
    assert!(longest < 4_000, "{longest}");
}

#[test]
fn the_promised_fields_are_there() {
    let document = document(&rich());
    for field in [
        "slug",
        "headline",
        "standfirst",
        "status",
        "seq",
        "language",
        "time_zone",
        "pinned",
        "successor",
        "lead",
        "key_points",
        "go_deeper",
        "posts",
    ] {
        assert!(document.get(field).is_some(), "{field}");
    }
    for post in document["posts"].as_array().unwrap() {
        for field in [
            "id",
            "seq",
            "headline",
            "label",
            "key_event",
            "published_at",
            "approximate",
            "revised_at",
            "revisions",
            "byline",
            "contributors",
            "dateline",
            "body",
            "html",
            "text",
            "notices",
            "withdrawn",
        ] {
            assert!(post.get(field).is_some(), "{field}");
        }
    }
    assert_eq!(document["pinned"], json!(id(4)));
    assert_eq!(document["lead"]["kind"], "image");
    assert_eq!(
        document["key_points"][2],
        json!({"text": "The Security Council meets in New York at 17:00 Kyiv time.", "post": null})
    );
    assert_eq!(document["go_deeper"][2]["url"], Value::Null);
    assert_eq!(self::document(&ended())["successor"], "border-crisis-the-day-after");
}

#[test]
fn a_withdrawn_post_says_nothing_but_that() {
    let story = rich();
    let post = post_json(&story.slug, story.view.coverage(), story.view.post(post_id(6)).unwrap());
    assert_eq!(post["headline"], Value::Null);
    assert_eq!(post["body"], json!({"v": 1, "doc": {"type": "doc", "content": []}}));
    assert_eq!((&post["html"], &post["text"]), (&json!(""), &json!("")));
    assert_eq!(post["withdrawn"]["at"], "2022-02-17T10:43:00Z");
    assert!(post["withdrawn"]["reason"].as_str().unwrap().starts_with("The picture"));
}
