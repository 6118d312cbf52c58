//! The buttons and links of a page, which "copy all" takes along as lines.

use super::lines::{Line, cut};
use super::marks::plain;
use super::{LeftOut, Reason};

/// What they say. None of these is the whole of a line that somebody wrote: a
/// word that may be one, such as "Close", is text.
const PHRASES: &[&str] = &[
    "skip to content",
    "skip to main content",
    "skip to the content",
    "skip to navigation",
    "skip to footer",
    "skip navigation",
    "jump to content",
    "jump to main content",
    "open menu",
    "close menu",
    "menu",
    "share",
    "share this",
    "share this post",
    "share this page",
    "share this article",
    "share on facebook",
    "share on linkedin",
    "share on twitter",
    "share on whatsapp",
    "share on x",
    "share via email",
    "copy link",
    "copy link to post",
    "copy link to this post",
    "link copied",
    "link copied!",
    "copied to clipboard",
    "print this page",
    "save for later",
    "advertisement",
    "ad feedback",
    "sign in",
    "log in",
    "subscribe",
    "subscribe now",
    "back to top",
    "load more posts",
    "show more posts",
    "cookie settings",
    "manage cookies",
    "accept all cookies",
    "enable notifications",
    "turn on notifications",
];

/// The longest of them, in bytes, and a little more.
const LONGEST: usize = 40;

/// Whether a line is such a button or link, and nothing else.
pub(super) fn is_furniture(line: &str) -> bool {
    line.len() <= LONGEST && PHRASES.contains(&plain(line).as_str())
}

/// Those of a text, in order.
pub(super) fn of(text: &str) -> impl Iterator<Item = LeftOut> {
    cut(text)
        .into_iter()
        .map(|line| Line { text: line.text.trim(), ..line })
        .filter(|line| is_furniture(line.text))
        .map(|line| LeftOut { line: line.number, text: line.text.replace('\t', " "), reason: Reason::Furniture })
}
