//! What a server says of the changes whose words it withholds, in the words that are signed.
//!
//! ```text
//! ORIGIN/withheld
//! after SEQ
//! to SEQ
//! of SIZE
//! BASE64(SHA-256 of the lines)
//! ```
//!
//! No checkpoint has such lines, and none of these has those of a checkpoint: neither is read as the other.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use coverage::Seq;

use crate::Hash;

/// What makes the first line another than that of a checkpoint: no coverage's address ends so.
const SUFFIX: &str = "/withheld";

/// What is said of a stretch of a record: of the changes in it, just those are withheld that have a line.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Withholding {
    /// Which record: the address of its coverage without `https://`.
    pub origin: String,
    /// After which change the stretch begins.
    pub after: Seq,
    /// The last change in it.
    pub to: Seq,
    /// How many changes the record had when this was said.
    pub size: u64,
    /// SHA-256 of the lines, each with its line break.
    pub lines: Hash,
}

impl Withholding {
    /// What a server tells of the changes that it withholds: the lines, and behind the first empty one the signed note.
    /// None where nothing is signed.
    #[must_use]
    pub fn split(told: &str) -> Option<(&str, &str)> {
        if let Some(note) = told.strip_prefix('\n') {
            return Some(("", note));
        }
        let (lines, rest) = told.split_at_checked(told.find("\n\n")? + 1)?;
        Some((lines, rest.strip_prefix('\n')?))
    }

    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { origin, after, to, size, lines } = self;
        format!("{origin}{SUFFIX}\nafter {after}\nto {to}\nof {size}\n{}\n", BASE64_STANDARD.encode(lines.0))
    }

    /// Reads the text; none if it is not spelt so, to the letter.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines();
        let origin = lines.next()?.strip_suffix(SUFFIX)?.to_owned();
        let mut number = |name: &str| lines.next()?.strip_prefix(name)?.strip_prefix(' ')?.parse::<u64>().ok();
        let (after, to, size) = (Seq(number("after")?), Seq(number("to")?), number("of")?);
        let lines = Hash(BASE64_STANDARD.decode(lines.next()?).ok()?.try_into().ok()?);
        let read = Self { origin, after, to, size, lines };
        (read.text() == text).then_some(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_note_stands_behind_the_first_empty_line() {
        let split = Withholding::split;
        assert_eq!(split("\nnote\n\nsigned"), Some(("", "note\n\nsigned")));
        assert_eq!(split("{}\n{}\n\nnote\n\nsigned"), Some(("{}\n{}\n", "note\n\nsigned")));
        assert_eq!(split("{}\n{}\n"), None, "an earlier version signs nothing");
        assert_eq!(split(""), None);
    }
}
