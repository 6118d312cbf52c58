//! The words of a file and of the page read from it, to prove that none is lost.

use std::collections::HashMap;

use super::{Block, Page, Post, Video};

/// The words of a file that its page does not hold, and those of the page that
/// the file does not hold; what was left out or not understood counts as held.
/// Sorted. Empty for every file and the page that [`super::read`] made of it.
///
/// A word is a run of what is neither white space nor punctuation, so that
/// emoji and other symbols count.
pub(crate) fn lost_words<'a>(text: &'a str, page: &'a Page) -> Vec<&'a str> {
    let mut balance: HashMap<&str, isize> = HashMap::new();
    for word in words(text) {
        *balance.entry(word).or_default() += 1;
    }
    for word in texts_of_page(page).into_iter().flat_map(words) {
        *balance.entry(word).or_default() -= 1;
    }
    let mut lost: Vec<&str> = balance.into_iter().filter(|&(_, more)| more != 0).map(|(word, _)| word).collect();
    lost.sort_unstable();
    lost
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_between_words).filter(|word| !word.is_empty())
}

/// Every text of a page in any order.
pub(super) fn texts_of_page(page: &Page) -> Vec<&str> {
    let mut texts: Vec<&str> = vec![&page.headline];
    let single = [&page.standfirst, &page.lead_caption, &page.lead_credit, &page.time_text];
    texts.extend(single.into_iter().flatten().map(String::as_str));
    texts.extend(page.ended.iter().map(|ended| ended.notice.as_str()));
    texts.extend(page.video.iter().flat_map(texts_of_video));
    texts.extend([&page.contributors, &page.key_points, &page.go_deeper].into_iter().flatten().map(String::as_str));
    texts.extend(page.left_out.iter().map(|left| left.text.as_str()));
    texts.extend(page.not_understood.iter().map(|line| line.text.as_str()));
    texts.extend(page.posts.iter().flat_map(texts_of_post));
    texts
}

fn texts_of_post(post: &Post) -> Vec<&str> {
    let single = [&post.headline, &post.label, &post.time_text];
    let mut texts: Vec<&str> = single.into_iter().flatten().map(String::as_str).collect();
    texts.extend(post.contributors.iter().map(String::as_str));
    texts.extend(post.notices.iter().map(|notice| notice.text.as_str()));
    texts.extend(post.blocks.iter().flat_map(texts_of_block));
    texts
}

fn texts_of_block(block: &Block) -> Vec<&str> {
    match block {
        Block::Paragraph { lead_in, text } => lead_in.as_deref().into_iter().chain([text.as_str()]).collect(),
        Block::Heading { text } | Block::EmbedPointer { text } | Block::ReadMore { text } => vec![text],
        Block::List { items, .. } => items.iter().map(String::as_str).collect(),
        Block::Quote { text, attribution } => vec![text, attribution],
        Block::Image { caption, credit } => vec![caption, credit],
        Block::Video(video) => texts_of_video(video),
        Block::Related { title, caption, credit } => {
            [Some(title), caption.as_ref(), credit.as_ref()].into_iter().flatten().map(String::as_str).collect()
        }
    }
}

fn texts_of_video(video: &Video) -> Vec<&str> {
    [Some(&video.title), video.source.as_ref()].into_iter().flatten().map(String::as_str).collect()
}

/// Marks that a page may set or drop without a word being lost. The bare
/// direction marks are here too, since they stand on otherwise empty lines.
fn is_between_words(c: char) -> bool {
    c.is_whitespace() || c.is_ascii_punctuation() || "“”‘’«»…–—―•◦▪‣●·\u{200B}\u{200E}\u{200F}\u{FEFF}".contains(c)
}
