//! Tests of the reader, by what they look at, and what they share.

use super::*;

mod bodies;
mod headlines;
mod pages;
mod properties;
mod refusals;

/// A page with one post whose body is given.
fn page_of(body: &str) -> Page {
    read(&format!("The page\n\n1 Post\n\nGates close over the harbour\n\n{body}\n")).unwrap()
}

fn post_of(body: &str) -> Post {
    let mut page = page_of(body);
    assert_eq!(page.posts.len(), 1, "in {body:?} more than one post was read: {:?}", headlines(&page));
    page.posts.remove(0)
}

fn headlines(page: &Page) -> Vec<&str> {
    page.posts.iter().map(|post| post.headline.as_deref().unwrap_or("")).collect()
}

/// The blocks in a short form, one a line.
fn shown(blocks: &[Block]) -> String {
    let all: Vec<String> = blocks.iter().map(show).collect();
    all.join("\n")
}

fn show(block: &Block) -> String {
    let or_none = |text: &Option<String>| text.as_deref().unwrap_or("-").to_owned();
    match block {
        Block::Paragraph { lead_in: None, text } => format!("p {}", text.replace('\n', "/")),
        Block::Paragraph { lead_in: Some(lead_in), text } => format!("p [{lead_in}] {}", text.replace('\n', "/")),
        Block::Heading { text } => format!("h {text}"),
        Block::List { start: None, items } => format!("ul {}", items.join(" | ")),
        Block::List { start: Some(start), items } => format!("ol{start} {}", items.join(" | ")),
        Block::Quote { text, attribution } => format!("quote {} — {attribution}", text.replace('\n', "/")),
        Block::Image { caption, credit } => format!("image {caption} © {credit}"),
        Block::Video(video) => format!("film {} {:?} {}", video.title, video.duration_seconds, or_none(&video.source)),
        Block::EmbedPointer { text } => format!("embed {text}"),
        Block::Related { title, caption, credit } => {
            format!("card {title} < {} © {}", or_none(caption), or_none(credit))
        }
        Block::ReadMore { text } => format!("more {text}"),
    }
}

fn assert_no_word_lost(text: &str, page: &Page) {
    assert_eq!(lost_words(text, page), Vec::<&str>::new(), "in {text:?}");
}

fn check_body(body: &str, expected: &str) {
    let page = page_of(body);
    assert_eq!(page.posts.len(), 1, "in {body:?} more than one post was read: {:?}", headlines(&page));
    assert_eq!(shown(&page.posts[0].blocks), expected, "in {body:?}");
    assert_no_word_lost(&format!("The page\n1 Post\nGates close over the harbour\n{body}"), &page);
}

const FIXTURE: &str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt"));
