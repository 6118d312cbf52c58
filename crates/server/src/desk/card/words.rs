//! The words of HTML, without its markup.

use super::tokens::{self, Reader, Tag};

/// The most text that is gathered, in bytes.
const LONGEST_TEXT: usize = 32 * 1024;

/// The words of somebody's HTML, its blocks on lines of their own.
pub(crate) fn words(html: &str) -> String {
    tokens::read(html, Words::default()).0
}

#[derive(Default)]
struct Words(String);

impl Words {
    fn end_line(&mut self) {
        if !self.0.is_empty() && !self.0.ends_with('\n') {
            self.0.push('\n');
        }
    }
}

impl Reader for Words {
    fn open(&mut self, tag: &Tag) {
        if tag.name() == b"br" || is_block(tag.name()) {
            self.end_line();
        }
    }

    fn close(&mut self, name: &[u8]) {
        if is_block(name) {
            self.end_line();
        }
    }

    fn words(&mut self, words: &str) {
        if self.0.len() < LONGEST_TEXT {
            // Lines of the source are not lines of the text.
            self.0.extend(words.chars().map(|c| if c == '\n' { ' ' } else { c }));
        }
    }
}

fn is_block(name: &[u8]) -> bool {
    matches!(
        name,
        b"p" | b"div"
            | b"li"
            | b"ul"
            | b"ol"
            | b"blockquote"
            | b"figure"
            | b"figcaption"
            | b"tr"
            | b"table"
            | b"h1"
            | b"h2"
            | b"h3"
            | b"h4"
            | b"h5"
            | b"h6"
            | b"section"
            | b"article"
    )
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn words_are_kept_and_markup_is_not() {
        for (html, expected) in [
            ("plain &amp; simple", "plain & simple"),
            ("<p>One<br>two</p><p>three <b>bold</b></p>", "One\ntwo\nthree bold\n"),
            ("a<script>alert(1)</script>b<style>p{}</style>c", "abc"),
            ("one\ntwo", "one two"),
        ] {
            assert_eq!(words(html), expected);
        }
    }
}
