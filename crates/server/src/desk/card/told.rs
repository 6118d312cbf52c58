//! What a site says of one of its pages, in words that a card can hold.

use coverage::{Line, Prose};
use jiff::Timestamp;
use url::Url;

/// What was told; each part may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Told {
    /// The site's name.
    pub(super) site: Option<String>,
    pub(super) title: Option<String>,
    pub(super) byline: Option<String>,
    pub(super) text: Option<String>,
    pub(super) posted_at: Option<String>,
    /// Where its picture is.
    pub(super) picture: Option<Url>,
    /// What the picture shows.
    pub(super) picture_alt: Option<String>,
    /// Where the site answers oEmbed for the page.
    pub(super) oembed: Option<Url>,
}

impl Told {
    /// The same, with what is missing taken from another source.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            site: self.site.or(other.site),
            title: self.title.or(other.title),
            byline: self.byline.or(other.byline),
            text: self.text.or(other.text),
            posted_at: self.posted_at.or(other.posted_at),
            picture: self.picture.or(other.picture),
            picture_alt: self.picture_alt.or(other.picture_alt),
            oembed: self.oembed.or(other.oembed),
        }
    }

    /// Whether there is nothing that a card could show.
    pub(super) const fn says_nothing(&self) -> bool {
        self.title.is_none() && self.text.is_none() && self.picture.is_none()
    }
}

/// A text as one line of at most `MAX` characters; none where nothing is left of it.
pub(crate) fn line<const MAX: usize>(text: &str) -> Option<String> {
    let words: Vec<_> =
        text.split(|c: char| c.is_whitespace() || is_refused(c)).filter(|word| !word.is_empty()).collect();
    let line = shortened(&words.join(" "), MAX);
    Line::<MAX>::parse("text", &line).ok().map(|line| line.as_str().to_owned())
}

/// A text of several lines, of at most `MAX` characters.
pub(crate) fn prose<const MAX: usize>(text: &str) -> Option<String> {
    let mut prose = String::new();
    let mut blank = 0;
    for one in text.lines() {
        let Some(one) = line::<MAX>(one) else {
            blank += 1;
            continue;
        };
        if !prose.is_empty() {
            prose.push_str(if blank > 0 { "\n\n" } else { "\n" });
        }
        prose.push_str(&one);
        blank = 0;
    }
    Prose::<MAX>::parse("text", &shortened(&prose, MAX)).ok().map(|prose| prose.as_str().to_owned())
}

/// A time, for machines where it can be read.
pub(super) fn time(text: &str) -> Option<String> {
    match text.trim().parse::<Timestamp>() {
        Ok(at) => Some(at.to_string()),
        Err(_) => line::<60>(text),
    }
}

/// What neither a line nor a page may hold.
fn is_refused(c: char) -> bool {
    c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}')
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some(_) => text.chars().take(most - 1).chain(['…']).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_fit_into_a_card_whatever_was_sent() {
        assert_eq!(line::<10>("  a\n b\t\u{0}c\u{202e} "), Some("a b c\u{202e}".to_owned()));
        assert_eq!(line::<5>("123456"), Some("1234…".to_owned()));
        assert_eq!(line::<5>(" \u{7} \u{FFFF}\n"), None);
        assert_eq!(prose::<50>("\n\n one \r\n two\n\n\n\nthree\u{1b}[0m\n"), Some("one\ntwo\n\nthree [0m".to_owned()));
        assert_eq!(prose::<4>("12345"), Some("123…".to_owned()));
        assert_eq!(time("2024-03-01T12:00:00+01:00"), Some("2024-03-01T11:00:00Z".to_owned()));
        assert_eq!(time("March 21,\n2006"), Some("March 21, 2006".to_owned()));
    }
}
