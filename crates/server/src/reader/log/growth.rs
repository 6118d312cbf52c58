//! The tree of one record in memory, which grows with it: of 256 leaves, one hash is kept.

use store::Hash;
use store::proof::{TILE, Tree, root};

/// A tree as far as the record was read.
#[derive(Default)]
pub(super) struct Growth {
    tree: Tree,
    /// The hashes of level 1: the roots of every 256 leaves.
    whole: Vec<Hash>,
    /// The leaves after those.
    last: Tree,
}

impl Growth {
    /// How many leaves it has.
    pub(super) const fn size(&self) -> u64 {
        self.tree.size()
    }

    /// The root over them.
    pub(super) fn root(&self) -> Hash {
        self.tree.root()
    }

    /// Takes in the next leaf's hash.
    pub(super) fn push(&mut self, leaf: Hash) {
        self.tree.push(leaf);
        self.last.push(leaf);
        if self.last.size() == TILE {
            self.whole.push(std::mem::take(&mut self.last).root());
        }
    }

    /// The hashes of a tile above the leaves; none if there are not so many.
    pub(super) fn hashes(&self, level: u8, index: u64, width: u64) -> Option<Vec<Hash>> {
        let each = usize::try_from(TILE.checked_pow(u32::from(level.checked_sub(1)?))?).ok()?;
        let first = usize::try_from(index.checked_mul(TILE)?).ok()?.checked_mul(each)?;
        let end = first.checked_add(usize::try_from(width).ok()?.checked_mul(each)?)?;
        let below = self.whole.get(first..end)?;
        Some(below.chunks(each).map(|below| root(below.iter().copied())).collect())
    }
}

#[cfg(test)]
mod tests {
    use store::leaf_hash;

    use super::*;

    #[test]
    fn a_hash_of_each_level_is_the_root_over_what_is_below() {
        let leaves: Vec<Hash> = (0..70_000_u32).map(|leaf| leaf_hash(&leaf.to_be_bytes())).collect();
        let mut growth = Growth::default();
        leaves.iter().for_each(|leaf| growth.push(*leaf));
        assert_eq!((growth.size(), growth.root()), (70_000, root(leaves.iter().copied())));
        // The example of the specification: 273 tiles, one of which is for level 1, 17 more hashes, and one of level 2.
        let first = growth.hashes(1, 0, 256).unwrap();
        assert_eq!(first[0], root(leaves[..256].iter().copied()));
        assert_eq!(first[255], root(leaves[255 * 256..256 * 256].iter().copied()));
        assert_eq!(growth.hashes(1, 1, 17).unwrap()[16], root(leaves[272 * 256..273 * 256].iter().copied()));
        assert_eq!(growth.hashes(2, 0, 1).unwrap(), [root(leaves[..65_536].iter().copied())]);
        for (level, index, width) in [(1, 1, 18), (2, 0, 2), (3, 0, 1), (63, 0, 1), (0, 0, 1), (1, u64::MAX, 1)] {
            assert_eq!(growth.hashes(level, index, width), None, "{level}/{index}.p/{width}");
        }
    }
}
