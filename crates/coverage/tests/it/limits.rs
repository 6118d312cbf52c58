//! How much a body may hold, a list, and what stands on top.

use coverage::{
    Block, Body, Change, Command, Content, Context, Contributor, Further, KeyPoint, Lead, PostPublished, Publication,
    PublicationTime, decide,
};
use expect_test::expect;
use serde_json::{Value, json};

use crate::decide::{check, decided};
use crate::sample::{after, amend, at, content, document, line, open, paragraph, post, prose, publish, revise};

fn told(blocks: Value) -> String {
    match Body::from_member(&document(blocks)) {
        Ok(_) => "taken".to_owned(),
        Err(refused) => format!("{}: {refused}", refused.code()),
    }
}

#[test]
fn nodes() {
    // A paragraph and its text are two nodes.
    let paragraphs = |number| Value::from(vec![paragraph("a"); number]);
    assert_eq!(told(paragraphs(Body::MAX_NODES / 2)), "taken");
    expect!["too_many: `body` has 4001 parts, 4000 at most are taken"]
        .assert_eq(&told(paragraphs(Body::MAX_NODES / 2 + 1)));
}

#[test]
fn text_is_counted_in_characters_over_all_blocks() {
    let half = "ї".repeat(Body::MAX_TEXT / 2);
    assert_eq!(told(json!([paragraph(&half), paragraph(&half)])), "taken");
    expect!["too_long: `body` has 100001 characters, 100000 at most are taken"].assert_eq(&told(json!([
        paragraph(&half),
        paragraph(&half),
        paragraph("a")
    ])));
}

/// A list with that many lists in one another.
fn nested(depth: usize) -> Value {
    let inner = (depth > 1).then(|| nested(depth - 1));
    let content: Vec<_> = [paragraph("a")].into_iter().chain(inner).collect();
    json!({"type": "bullet_list", "content": [{"type": "list_item", "content": content}]})
}

#[test]
fn lists_nest_so_deep() {
    assert_eq!(told(json!([nested(Body::MAX_DEPTH)])), "taken");
    expect!["bad_value: `body.doc.content[0].content[0].content[1].content[0].content[1].content[0].content[1].content[0].content[1].content[0].content[1].content[0].content[1].content[0].content[0]`: blocks may nest 6 deep at most"].assert_eq(&told(json!([nested(Body::MAX_DEPTH + 1)])));
}

#[test]
fn a_body_at_its_limits_is_read_again_from_the_record() {
    let text = "a".repeat(Body::MAX_TEXT / Body::MAX_NODES * 2);
    let body = Body::from_member(&document(vec![paragraph(&text); Body::MAX_NODES / 2].into())).unwrap();
    assert_eq!(Body::from_record(&body.to_json()), body);
    let long_link = format!("https://example.org/{}", "a".repeat(2_028));
    let body = Body::from_member(&document(json!([{"type": "embed", "attrs": {"url": long_link}}]))).unwrap();
    assert_eq!(Body::from_record(&body.to_json()), body);
}

/// A paragraph of one piece that links to a long address.
fn linked(address: &str) -> Value {
    json!({"type": "paragraph", "content": [
        {"type": "text", "text": "a", "marks": [{"type": "link", "attrs": {"href": address}}]}]})
}

/// An address of that many characters.
fn address(length: usize) -> String {
    format!("https://example.org/{}", "a".repeat(length - 20))
}

#[test]
fn all_that_is_written_is_counted() {
    let many = |block: Value| Value::from(vec![block; Body::MAX_WRITTEN / 2_000]);
    let told_one_more = |block: Value| {
        let mut blocks = vec![block; Body::MAX_WRITTEN / 2_000];
        blocks.push(paragraph("a"));
        told(blocks.into())
    };
    let picture = json!({"type": "image", "attrs": {"alt": "ї".repeat(1_900), "caption": "ї".repeat(80), "credit": "ї".repeat(20)}});
    let link = linked(&address(1_999));
    let card = json!({"type": "embed", "attrs": {"url": address(1_999), "provider": "a"}});
    // Each of the last becomes nine in an address.
    let escaped = linked(&format!("https://example.org/{}{}", "a".repeat(8), "日".repeat(219)));
    for block in [picture, link, card, escaped] {
        assert_eq!(told(many(block.clone())), "taken", "{block}");
        expect!["too_long: `body` has 500001 characters, 500000 at most are taken"].assert_eq(&told_one_more(block));
    }
}

#[test]
fn what_the_record_holds_was_counted_before() {
    let cell = json!({"type": "table_cell", "content": linked(&address(2_000))["content"]});
    let document = document(json!([{"type": "table", "content": [{"type": "table_row", "content": vec![cell; 300]}]}]));
    assert_eq!(Body::from_member(&document).unwrap_err().code(), "too_long");
    assert!(matches!(Body::from_record(&document).blocks(), [Block::Table(_)]));
}

#[test]
fn the_largest_body_fits_into_a_change() {
    let picture = json!({"type": "image", "attrs": {"alt": "🦀".repeat(1_900)}});
    let plain = ["strong", "em", "strike", "sub", "sup", "code"].map(|mark| json!({"type": mark}));
    let mut all = linked(&address(20));
    all["content"][0]["text"] = "🦀".repeat(51).into();
    all["content"][0]["marks"].as_array_mut().unwrap().extend(plain);
    let blocks = [vec![picture; 190], vec![all; 1_905]].concat();
    let largest = Body::from_member(&document(blocks.into())).unwrap().to_json().to_string();
    assert!((2 << 20..3 << 20).contains(&largest.len()), "{}", largest.len());
}

#[test]
fn lists_have_so_many_parts() {
    let points = |number| {
        let points = vec![KeyPoint { text: prose("a"), post: None }; number];
        amend(|to| to.key_points = Some(points.into()))
    };
    let articles = |number| {
        let articles = vec![Further { title: line("a"), url: None }; number];
        amend(|to| to.go_deeper = Some(articles.into()))
    };
    let credited = |number| revise(1, |to| to.contributors = Some(people(number)));
    for full in [points(20), articles(50), credited(50)] {
        assert!(!decided(vec![open(), publish(1)], full, "10:00").contains("too_many"));
    }
    check(vec![open()], points(21), expect!["too_many at key_points: `key_points` has 21 parts, 20 at most are taken"]);
    check(vec![open()], articles(51), expect!["too_many at go_deeper: `go_deeper` has 51 parts, 50 at most are taken"]);
    check(
        vec![open(), publish(1)],
        credited(51),
        expect!["too_many at contributors: `contributors` has 51 parts, 50 at most are taken"],
    );
    let content = Content { contributors: people(51), ..content("The ferry is late") };
    check(
        vec![open()],
        Command::Publish(Publication { id: post(1), content, time: PublicationTime::Now }),
        expect!["too_many at contributors: `contributors` has 51 parts, 50 at most are taken"],
    );
}

fn people(number: usize) -> Box<[Contributor]> {
    vec![Contributor { name: line("Ada Moor") }; number].into()
}

#[test]
fn a_list_from_a_record_is_not_checked_again() {
    let mut view = after(vec![open()]);
    let published = PostPublished {
        post: post(1),
        published_at: at("09:30"),
        approximate: false,
        content: Content { contributors: people(60), ..content("The ferry is late") },
    };
    view.apply(at("09:30"), &Change::PostPublished(published));
    let revised = revise(1, |to| to.headline = Some(Some(line("The ferry is here"))));
    assert_eq!(decide(&view, revised, &Context { now: at("10:00") }).unwrap().len(), 1);
}

#[test]
fn a_lead_has_sizes_that_can_be() {
    let picture = |width, height| {
        let (media, alt, caption, credit) = (None, String::new(), None, None);
        Lead::Image { media, alt, caption, credit, width, height }
    };
    let film = |duration| Lead::Video {
        title: line("The tide in a minute"),
        media: None,
        url: None,
        poster: None,
        alt: String::new(),
        duration,
        caption: None,
        source: None,
    };
    let table: Vec<_> = [
        picture(Some(1), Some(100_000)),
        picture(Some(0), Some(900)),
        picture(Some(1_600), Some(0)),
        picture(Some(4_000_000_000), Some(900)),
        picture(Some(1_600), None),
        picture(None, Some(900)),
        film(Some(1_000_000)),
        film(Some(0)),
        film(Some(1_000_001)),
    ]
    .into_iter()
    .map(|lead| decided(vec![open()], amend(|to| to.lead = Some(Some(lead))), "10:00") + "\n")
    .collect();
    expect![[r#"
        lead_changed {"lead":{"alt":"","height":100000,"kind":"image","width":1},"v":1}
        bad_value at lead.width: `lead.width`: a whole number from 1 to 100000 is expected
        bad_value at lead.height: `lead.height`: a whole number from 1 to 100000 is expected
        bad_value at lead.width: `lead.width`: a whole number from 1 to 100000 is expected
        bad_value at lead.width: `lead.width`: width and height go together
        bad_value at lead.height: `lead.height`: width and height go together
        lead_changed {"lead":{"alt":"","duration":1000000,"kind":"video","title":"The tide in a minute"},"v":1}
        bad_value at lead.duration: `lead.duration`: a whole number from 1 to 1000000 is expected
        bad_value at lead.duration: `lead.duration`: a whole number from 1 to 1000000 is expected
    "#]]
    .assert_eq(&table.concat());
}
