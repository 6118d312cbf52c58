//! A background: what it may hold, and how newer words of it reach the posts that hold it.

use coverage::{Background, BackgroundId, Block, Body, Content};
use expect_test::expect;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::sample::{content, document, line, paragraph};

fn id(number: u128) -> BackgroundId {
    BackgroundId::new(Uuid::from_u128(number))
}

fn node(number: u128, title: &str, blocks: Value) -> Value {
    json!({"type": "background", "attrs": {"background": id(number).to_string(), "title": title}, "content": blocks})
}

fn body(blocks: Value) -> Body {
    Body::from_member(&document(blocks)).unwrap()
}

fn background(number: u128, text: &str) -> Background {
    Background::of(id(number), line("The barrier"), &body(json!([paragraph(text)]))).unwrap()
}

fn holding(blocks: Value) -> Content {
    Content { body: body(blocks), ..content("The barrier is closed") }
}

#[test]
fn newer_words_stand_where_the_older_stood() {
    let old = node(1, "The barrier", json!([paragraph("It has nine gates.")]));
    let other = node(2, "The tide", json!([paragraph("It comes twice a day.")]));
    let before = holding(json!([paragraph("Closed."), old, other, old]));
    let after = before.with_background(&background(1, "It has ten gates.")).unwrap().unwrap();
    expect![[r#"
        Closed.

        The barrier

        It has ten gates.

        The tide

        It comes twice a day.

        The barrier

        It has ten gates."#]]
    .assert_eq(&after.body.text());
    assert_eq!(after.headline, before.headline);
}

#[test]
fn there_is_nothing_to_do_where_it_is_not_held_or_reads_so_already() {
    let held = node(1, "The barrier", json!([paragraph("It has ten gates.")]));
    let content = holding(json!([held]));
    assert_eq!(content.with_background(&background(1, "It has ten gates.")), Ok(None));
    assert_eq!(content.with_background(&background(2, "It has ten gates.")), Ok(None));
}

#[test]
fn what_a_later_version_wrote_stays_beside_it() {
    let later = json!({"type": "chess_board", "attrs": {"moves": [1]}});
    let held = node(1, "The barrier", json!([paragraph("It has nine gates.")]));
    let body = Body::from_record(&document(json!([later, held])));
    let after = Content { body, ..content("a") }.with_background(&background(1, "Ten.")).unwrap().unwrap();
    assert_eq!(after.body.to_json()["doc"]["content"][0], later);
}

#[test]
fn words_that_do_not_fit_are_refused() {
    let held = node(1, "The barrier", json!([paragraph("a")]));
    let content = holding(json!([paragraph(&"a".repeat(Body::MAX_TEXT - 1)), held]));
    let told = |words: &str| content.with_background(&background(1, words)).map(|it| it.is_some());
    assert_eq!(told("b"), Ok(true));
    assert_eq!(told("bc").unwrap_err().code(), "too_long");
}

#[test]
fn it_holds_paragraphs_headings_and_lists() {
    let of = |blocks| Background::of(id(1), line("The barrier"), &body(blocks)).map(|it| it.blocks.len());
    let list = json!({"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph("a")]}]});
    assert_eq!(of(json!([paragraph("a"), {"type": "heading", "attrs": {"level": 2}}, list])), Ok(3));
    expect!["`body.doc.content[1].type`: a background holds paragraphs, headings and lists only"]
        .assert_eq(&of(json!([paragraph("a"), {"type": "horizontal_rule"}])).unwrap_err().to_string());
}

#[test]
fn it_takes_lists_as_deep_as_a_body_does() {
    let nested = (1..Body::MAX_DEPTH).fold(json!([paragraph("a")]), |inner, _| {
        json!([{"type": "bullet_list", "content": [{"type": "list_item",
            "content": [paragraph("a"), inner[0]]}]}])
    });
    let held = Background::of(id(1), line("The barrier"), &body(nested)).unwrap();
    let content = holding(json!([node(1, "The barrier", json!([paragraph("a")]))]));
    let after = content.with_background(&held).unwrap().unwrap();
    let read = Body::from_record(&after.body.to_json());
    assert!(matches!(read.blocks(), [Block::Background(_)]));
    assert_eq!(read, after.body);
}
