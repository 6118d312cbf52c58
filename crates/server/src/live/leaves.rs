//! The hashes of a record's newest changes, for the tree over them: a checkpoint soon after a change
//! then has no leaf read from the store.

use std::collections::VecDeque;

use coverage::Seq;
use store::Hash;

/// Of how many changes. Whoever asks for a checkpoint after more of them has them read from the store.
const KEPT: usize = 256;

/// Hashes of leaves without a gap.
#[derive(Default)]
pub(super) struct Leaves {
    /// The position of the last of them.
    last: Seq,
    kept: VecDeque<Hash>,
}

impl Leaves {
    /// Takes in the hash of a change. Where changes are missing before it, those before them are let go of.
    pub(super) fn push(&mut self, seq: Seq, hash: Hash) {
        if seq != self.last.next() {
            self.kept.clear();
        }
        if self.kept.len() == KEPT {
            self.kept.pop_front();
        }
        self.last = seq;
        self.kept.push_back(hash);
    }

    /// Those after a position and up to another, in order; none unless all of them are here.
    pub(super) fn between(&self, after: Seq, to: Seq) -> Option<Vec<Hash>> {
        let before = self.last.0 - self.kept.len() as u64;
        let first = usize::try_from(after.0.checked_sub(before)?).ok()?;
        let end = usize::try_from(to.0.checked_sub(before)?).ok()?;
        (first <= end && end <= self.kept.len()).then(|| self.kept.range(first..end).copied().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(seq: u64) -> Hash {
        Hash::of(&[&seq.to_be_bytes()])
    }

    fn hashes(seqs: std::ops::RangeInclusive<u64>) -> Option<Vec<Hash>> {
        Some(seqs.map(hash).collect())
    }

    #[test]
    fn only_what_is_here_as_a_whole_is_handed_out() {
        let kept = KEPT as u64;
        let mut leaves = Leaves::default();
        assert_eq!(leaves.between(Seq(0), Seq(0)), Some(vec![]));
        assert_eq!(leaves.between(Seq(0), Seq(1)), None);
        (1..=kept + 2).for_each(|seq| leaves.push(Seq(seq), hash(seq)));
        assert_eq!(leaves.between(Seq(1), Seq(5)), None, "the first two are gone");
        assert_eq!(leaves.between(Seq(2), Seq(5)), hashes(3..=5));
        assert_eq!(leaves.between(Seq(2), Seq(kept + 2)), hashes(3..=kept + 2));
        assert_eq!(leaves.between(Seq(kept + 2), Seq(kept + 2)), Some(vec![]));
        assert_eq!(leaves.between(Seq(kept + 2), Seq(kept + 3)), None);
        assert_eq!(leaves.between(Seq(7), Seq(6)), None);
    }

    #[test]
    fn what_comes_after_a_gap_stands_alone() {
        let mut leaves = Leaves::default();
        for seq in [1, 2, 900, 901] {
            leaves.push(Seq(seq), hash(seq));
        }
        assert_eq!(leaves.between(Seq(899), Seq(901)), hashes(900..=901));
        assert_eq!(leaves.between(Seq(0), Seq(2)), None);
        assert_eq!(leaves.between(Seq(2), Seq(901)), None);
    }
}
