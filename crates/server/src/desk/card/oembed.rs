//! An oEmbed answer (oembed.com). Of its HTML, which is meant for a page, no
//! markup is kept: only the words of what it quotes.

use serde_json::Value;
use url::Url;

use super::tokens::{self, Reader, Tag};
use super::told::{self, Told};

/// The most text that is gathered, in bytes; what a card holds is shorter.
const LONGEST_TEXT: usize = 32 * 1024;

/// Reads an answer; none where it is none. Providers give numbers as text and
/// nothing as null, so every field is looked at by itself. How deep JSON may
/// nest is bounded by serde.
pub(super) fn read(json: &[u8]) -> Option<Told> {
    let said: Value = serde_json::from_slice(json).ok()?;
    let said = said.as_object()?;
    let text = |name: &str| said.get(name).and_then(Value::as_str).filter(|text| !text.trim().is_empty());
    let title = text("title").and_then(told::line::<300>);
    let quoted = text("html").map(quoted).unwrap_or_default();
    let picture = match text("type") {
        Some("photo") => text("url"),
        _ => None,
    };
    Some(Told {
        site: text("provider_name").and_then(told::line::<100>),
        byline: text("author_name").and_then(told::line::<200>),
        text: told::prose::<5000>(&quoted).or_else(|| text("description").and_then(told::prose::<5000>)),
        title,
        posted_at: None,
        picture: picture.or_else(|| text("thumbnail_url")).and_then(|url| Url::parse(url).ok()),
        picture_alt: None,
        oembed: None,
    })
}

/// The words of the paragraphs that the HTML quotes.
fn quoted(html: &str) -> String {
    tokens::read(html, Quoted::default()).text
}

#[derive(Default)]
struct Quoted {
    text: String,
    quotes: usize,
    is_in_paragraph: bool,
}

impl Reader for Quoted {
    fn open(&mut self, tag: &Tag) {
        match tag.name() {
            b"blockquote" => self.quotes += 1,
            b"p" if self.quotes > 0 => {
                self.is_in_paragraph = true;
                if !self.text.is_empty() {
                    self.text.push_str("\n\n");
                }
            }
            b"br" if self.is_in_paragraph => self.text.push('\n'),
            _ => {}
        }
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"blockquote" => {
                self.quotes = self.quotes.saturating_sub(1);
                self.is_in_paragraph = false;
            }
            b"p" => self.is_in_paragraph = false,
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.is_in_paragraph && self.text.len() < LONGEST_TEXT {
            self.text.push_str(words);
        }
    }
}
