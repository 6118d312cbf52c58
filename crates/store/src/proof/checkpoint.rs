//! Checkpoints: what a record has come to at a size, in the words that are signed (C2SP tlog-checkpoint).

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::Hash;

/// What is said of a record, at one size.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// Which record: the address of its coverage without `https://`.
    pub origin: String,
    /// How many changes it has.
    pub size: u64,
    /// The root over their leaves.
    pub root: Hash,
}

impl Checkpoint {
    /// The text that is signed.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n{}\n", self.origin, self.size, BASE64_STANDARD.encode(self.root.0))
    }

    /// Reads the text. Further lines, which others may add, are left aside.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut lines = text.strip_suffix('\n')?.split('\n');
        let (origin, size, root) = (lines.next()?, lines.next()?, lines.next()?);
        let is_number = size.bytes().all(|digit| digit.is_ascii_digit()) && (size == "0" || !size.starts_with('0'));
        let root = BASE64_STANDARD.decode(root).ok()?.try_into().ok()?;
        let is_whole = !origin.is_empty() && is_number && lines.all(|line| !line.is_empty());
        is_whole.then(|| Some(Self { origin: origin.to_owned(), size: size.parse().ok()?, root: Hash(root) }))?
    }
}
