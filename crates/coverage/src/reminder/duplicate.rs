//! Earlier posts that say much the same: texts are compared by the sequences
//! of three words that they share.

use super::word::{Keys, SEED, Word, mix};
use super::{Duplicate, Said};

/// How many words are compared at a time.
const SEQUENCE: usize = 3;
/// The least share of all sequences that two posts have in common.
const ALIKE: f64 = 0.4;
/// The least share of a text that another takes over as a part of itself.
const TAKEN_OVER: f64 = 0.7;
/// The least sequences of a text of which that can be said.
const LONG_ENOUGH: usize = 12;

pub(super) fn find(here: &[Word<'_>], before: &[Said<'_>]) -> Vec<Duplicate> {
    let ours: Keys = sequences(here).collect();
    let alike = before.iter().filter_map(|said| {
        // Most share next to nothing, and that is quickly seen.
        let met = sequences(&said.words).filter(|sequence| ours.contains(sequence)).count();
        let least = ours.len().min(said.words.len()) / 4;
        if met == 0 || met < least {
            return None;
        }
        let similarity = similarity(&ours, &sequences(&said.words).collect())?;
        Some(Duplicate { post: said.post, similarity })
    });
    let mut duplicates: Vec<_> = alike.collect();
    duplicates.sort_by(|one, other| other.similarity.total_cmp(&one.similarity));
    duplicates
}

/// How much two texts share, where it is much.
fn similarity(one: &Keys, other: &Keys) -> Option<f64> {
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

fn sequences<'w>(words: &'w [Word<'_>]) -> impl Iterator<Item = u64> + 'w {
    words.windows(SEQUENCE).map(|three| three.iter().fold(SEED, |key, word| mix(key, word.key)))
}
