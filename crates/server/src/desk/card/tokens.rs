//! HTML of others, token by token.
//!
//! No tree is made of it: a tree of hostile markup can take time that grows
//! with the square of its length, and nothing here asks what stands in what.

use std::borrow::Cow;

use html5gum::{StartTag, State, Token, Tokenizer};

/// One who reads what is in HTML.
pub(super) trait Reader {
    fn open(&mut self, tag: &Tag);
    fn close(&mut self, name: &[u8]);
    /// Words, those of scripts and styles left out.
    fn words(&mut self, words: &str);
}

/// A tag that opens an element.
pub(super) struct Tag(StartTag<()>);

impl Tag {
    /// Its name, in lower case.
    pub(super) fn name(&self) -> &[u8] {
        &self.0.name
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        self.0.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(&value.value))
    }
}

/// Has somebody read HTML.
pub(super) fn read<R: Reader>(html: &str, mut reader: R) -> R {
    let mut tokenizer = Tokenizer::new(html);
    // The element whose words are for machines, while one is open.
    let mut silent: Option<Vec<u8>> = None;
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) => {
                let tag = Tag(tag);
                reader.open(&tag);
                let state = match tag.name() {
                    b"title" | b"textarea" => State::RcData,
                    b"script" => State::ScriptData,
                    b"style" | b"iframe" | b"xmp" | b"noembed" | b"noframes" => State::RawText,
                    _ => continue,
                };
                // What of the first two is words is what people read.
                silent = (state != State::RcData).then(|| tag.name().to_vec());
                tokenizer.set_state(state);
            }
            Token::EndTag(tag) => {
                if silent.as_ref() == Some(&tag.name.0) {
                    silent = None;
                }
                reader.close(&tag.name);
            }
            Token::String(words) if silent.is_none() => reader.words(&String::from_utf8_lossy(&words.value)),
            _ => {}
        }
    }
    reader
}
