//! Earlier posts that say much the same: texts are compared by the sequences
//! of three words that they share.

use std::collections::HashSet;
use std::hash::{BuildHasherDefault, DefaultHasher, Hash, Hasher};

use super::Duplicate;
use super::word::words;
use crate::PostId;

type Sequences = HashSet<u64, BuildHasherDefault<Ready>>;

/// How many words are compared at a time.
const SEQUENCE: usize = 3;
/// The least share of all sequences that two posts have in common.
const ALIKE: f64 = 0.4;
/// The least share of a text that another takes over as a part of itself.
const TAKEN_OVER: f64 = 0.7;
/// The least sequences of a text of which that can be said.
const LONG_ENOUGH: usize = 12;

pub(super) fn find(here: &str, before: &[(PostId, String)]) -> Vec<Duplicate> {
    let here = sequences(here);
    let alike = before.iter().filter_map(|(post, text)| {
        let similarity = similarity(&here, &sequences(text))?;
        Some(Duplicate { post: *post, similarity })
    });
    let mut duplicates: Vec<_> = alike.collect();
    duplicates.sort_by(|one, other| other.similarity.total_cmp(&one.similarity));
    duplicates
}

/// How much two texts share, where it is much.
fn similarity(one: &Sequences, other: &Sequences) -> Option<f64> {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if few.is_empty() {
        return None;
    }
    let shared = few.iter().filter(|sequence| many.contains(sequence)).count();
    let alike = ratio(shared, one.len() + other.len() - shared);
    let taken_over = ratio(shared, few.len());
    let is_part = few.len() >= LONG_ENOUGH && taken_over >= TAKEN_OVER;
    (alike >= ALIKE || is_part).then_some(if is_part { taken_over } else { alike })
}

#[expect(clippy::cast_precision_loss, reason = "a post has far fewer words than that loses anything")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole as f64
}

fn sequences(text: &str) -> Sequences {
    let hashes: Vec<u64> =
        words(text).iter().map(|word| hash(word.text.chars().flat_map(char::to_lowercase))).collect();
    hashes.windows(SEQUENCE).map(|three| hash(three.iter().copied())).collect()
}

fn hash<T: Hash>(parts: impl Iterator<Item = T>) -> u64 {
    let mut hasher = DefaultHasher::new();
    parts.for_each(|part| part.hash(&mut hasher));
    hasher.finish()
}

/// Takes a number that is a hash already as its own hash.
#[derive(Default)]
pub(super) struct Ready(u64);

impl Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
