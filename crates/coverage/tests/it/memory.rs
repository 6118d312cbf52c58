//! What a view costs: a server holds every live coverage in memory, whole.

use coverage::{Change, View};
use serde_json::{Value, json};

use crate::sample::{at, document, post};

const POSTS: usize = 5_000;
const PARAGRAPHS: usize = 8;

/// The mean length of a post's text, in bytes: that of a long day's live coverage.
const MEAN_TEXT: usize = 1_760;

/// What an allocator keeps for itself beside each allocation, in bytes, at most.
const BESIDE_EACH: usize = 16;

/// A paragraph of that many bytes; in every fifth, some words are strong and some a link.
fn paragraph(number: usize, bytes: usize) -> Value {
    let words: String = "The tide falls and boats wait. ".chars().cycle().take(bytes - 22).collect();
    let content = match number % 5 {
        0 => json!([
            {"type": "text", "text": words},
            {"type": "text", "text": "what the port", "marks": [{"type": "strong"}]},
            {"type": "text", "text": "says here", "marks": [{"type": "link", "attrs": {"href": "https://example.org/port"}}]},
        ]),
        _ => json!([{"type": "text", "text": words + "nobody sails till noon"}]),
    };
    json!({"type": "paragraph", "content": content})
}

/// The publication of a post as the record holds it: text of many lengths,
/// and in every tenth post a picture.
fn publication(number: usize) -> String {
    // Lengths go evenly from a half to one and a half of the mean. A blank
    // line, two bytes, parts the paragraphs.
    let text = MEAN_TEXT / 2 + MEAN_TEXT * (number * 7 % POSTS) / POSTS - 2 * (PARAGRAPHS - 1);
    let bytes = |index: usize| text * (index + 1) / PARAGRAPHS - text * index / PARAGRAPHS;
    let mut blocks: Vec<_> = (0..PARAGRAPHS).map(|index| paragraph(number + index, bytes(index))).collect();
    if number.is_multiple_of(10) {
        blocks.push(json!({"type": "image", "attrs": {
            "media": post(number as u128).to_string(), "alt": "A pier", "width": 1600, "height": 900}}));
    }
    let content = json!({
        "headline": format!("What the harbour knows at hour {number}"),
        "byline": "By our harbour desk",
        "contributors": [{"name": "Ada Moor"}],
        "body": document(blocks.into()),
    });
    json!({"v": 1, "post": post(number as u128 + 1), "published_at": at("09:00"), "content": content}).to_string()
}

#[test]
fn a_view_takes_little_more_than_its_text() {
    let record: Vec<_> = (0..POSTS).map(publication).collect();
    let mut view = View::blank();
    // The measure counts this thread alone, so other tests do not disturb it.
    let held = allocation_counter::measure(|| {
        for payload in &record {
            let change = Change::read("post_published", serde_json::from_str(payload).unwrap());
            view.apply(at("09:00"), &change);
        }
    });
    assert_eq!(view.published(), POSTS);
    let text: usize = view.posts().map(|post| post.content().unwrap().body.text().len()).sum();
    let mean = text / POSTS;
    assert!(mean.abs_diff(MEAN_TEXT) < 20, "the mean text is {mean} bytes long");

    let (bytes, pieces) = (usize::try_from(held.bytes_current).unwrap(), usize::try_from(held.count_current).unwrap());
    let ratio = |bytes: usize| bytes as f64 / text as f64;
    let (asked, taken) = (ratio(bytes), ratio(bytes + pieces * BESIDE_EACH));
    println!("{POSTS} posts with {text} bytes of text: {bytes} bytes in {pieces} pieces.");
    println!("That is {asked:.2} times the text; {taken:.2} with what the allocator keeps beside each piece.");
    assert!(taken <= 4.0, "{taken:.2} times the text");
}
