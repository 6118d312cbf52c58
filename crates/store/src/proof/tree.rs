//! The tree over a record's leaves: its root, and proofs that lead to it (RFC 9162 §2.1, which hashes as RFC 6962 does).
//!
//! ```text
//! node    = SHA-256(0x01 ‖ left ‖ right)
//! root    = the node over the largest power of two of leaves that is smaller than all, and over the rest
//! no leaf = SHA-256 of nothing
//! ```

use crate::Hash;

/// The root of a tree that grows leaf by leaf. Of the leaves before, it keeps no more than the roots of the
/// whole subtrees, one for each bit that is set in their number: twenty hashes for a million.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub struct Tree {
    size: u64,
    /// From the largest to the smallest.
    whole: Vec<Hash>,
}

impl Tree {
    /// How many leaves it has.
    #[must_use]
    pub const fn size(&self) -> u64 {
        self.size
    }

    /// Takes in the hash of the next leaf.
    pub fn push(&mut self, leaf: Hash) {
        let (mut grown, mut rest) = (leaf, self.size);
        while rest & 1 == 1
            && let Some(left) = self.whole.pop()
        {
            grown = node(left, grown);
            rest >>= 1;
        }
        self.whole.push(grown);
        self.size += 1;
    }

    /// The root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        let root = self.whole.iter().copied().rev().reduce(|right, left| node(left, right));
        root.unwrap_or_else(|| Hash::of(&[]))
    }
}

impl Extend<Hash> for Tree {
    fn extend<T: IntoIterator<Item = Hash>>(&mut self, leaves: T) {
        leaves.into_iter().for_each(|leaf| self.push(leaf));
    }
}

/// The root over leaves, from their hashes in order.
pub fn root(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    let mut tree = Tree::default();
    tree.extend(leaves);
    tree.root()
}

/// What leads from a leaf to the root over all of these (§2.1.3.1). None if there is no such leaf.
#[must_use]
pub fn inclusion_proof(leaves: &[Hash], index: usize) -> Option<Vec<Hash>> {
    if index >= leaves.len() {
        return None;
    }
    let Some((left, right)) = halves(leaves) else { return Some(Vec::new()) };
    let (within, index, beside) =
        if index < left.len() { (left, index, right) } else { (right, index - left.len(), left) };
    let mut proof = inclusion_proof(within, index)?;
    proof.push(root(beside.iter().copied()));
    Some(proof)
}

/// Whether a leaf stands at that place of a tree of that size and root (§2.1.3.2).
#[must_use]
pub fn is_included(leaf: Hash, index: u64, size: u64, proof: &[Hash], root: Hash) -> bool {
    if index >= size {
        return false;
    }
    let (mut at, mut last, mut made) = (index, size - 1, leaf);
    for beside in proof {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            made = node(*beside, made);
            // A subtree with nothing to its right goes up as it is.
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            made = node(made, *beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && made == root
}

/// What leads from the root over the first leaves to the root over all of these (§2.1.4.1). None if there are not so many.
#[must_use]
pub fn consistency_proof(leaves: &[Hash], first: usize) -> Option<Vec<Hash>> {
    match first {
        0 => Some(Vec::new()),
        first if first > leaves.len() => None,
        first => Some(growth(leaves, first, true)),
    }
}

/// The proof within a part of the tree. Its root need not be told where whoever asks has it.
fn growth(leaves: &[Hash], first: usize, is_known: bool) -> Vec<Hash> {
    let whole = |leaves: &[Hash]| root(leaves.iter().copied());
    let Some((left, right)) = halves(leaves).filter(|_| first < leaves.len()) else {
        return if is_known { Vec::new() } else { vec![whole(leaves)] };
    };
    let (mut proof, beside) = if first <= left.len() {
        (growth(left, first, is_known), right)
    } else {
        (growth(right, first - left.len(), false), left)
    };
    proof.push(whole(beside));
    proof
}

/// Whether a tree grew from another and nothing but grew (§2.1.4.2).
#[must_use]
pub fn is_consistent(first: (u64, Hash), second: (u64, Hash), proof: &[Hash]) -> bool {
    let ((first, first_root), (second, second_root)) = (first, second);
    if first == 0 {
        return proof.is_empty() && first_root == root([]);
    }
    if first >= second {
        return first == second && proof.is_empty() && first_root == second_root;
    }
    let (mut at, mut last) = (first - 1, second - 1);
    while at & 1 == 1 {
        (at, last) = (at >> 1, last >> 1);
    }
    // A tree that is whole is its own beginning, and not told again.
    let (start, rest) = match proof.split_first() {
        Some(_) if first.is_power_of_two() => (first_root, proof),
        Some((start, rest)) => (*start, rest),
        None => return false,
    };
    let (mut before, mut now) = (start, start);
    for beside in rest {
        if last == 0 {
            return false;
        }
        if at & 1 == 1 || at == last {
            (before, now) = (node(*beside, before), node(*beside, now));
            while at & 1 == 0 && at != 0 {
                (at, last) = (at >> 1, last >> 1);
            }
        } else {
            now = node(now, *beside);
        }
        (at, last) = (at >> 1, last >> 1);
    }
    last == 0 && before == first_root && now == second_root
}

/// The two parts of more than one leaf.
fn halves(leaves: &[Hash]) -> Option<(&[Hash], &[Hash])> {
    let largest = leaves.len().checked_sub(1)?.checked_ilog2()?;
    leaves.split_at_checked(1 << largest)
}

fn node(left: Hash, right: Hash) -> Hash {
    Hash::of(&[&[1], &left.0, &right.0])
}
