//! The tree over leaves, held against published vectors and against the definition of RFC 9162, written out as it stands there.

use proptest::prelude::*;
use store::Hash;
use store::leaf_hash;
use store::proof::{Tree, consistency_proof, inclusion_proof, is_consistent, is_included, root};

/// The entries that the reference implementation of Certificate Transparency is tested with.
const ENTRIES: [&[u8]; 8] = [
    b"",
    b"\x00",
    b"\x10",
    b"\x20\x21",
    b"\x30\x31",
    b"\x40\x41\x42\x43",
    b"\x50\x51\x52\x53\x54\x55\x56\x57",
    b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f",
];

/// The roots over the first of them: none, one, two …
const ROOTS: [&str; 9] = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
];

/// Which leaf, in a tree of how many, and its proof.
const INCLUSION: [(usize, usize, &[&str]); 6] = [
    (0, 1, &[]),
    (1, 2, &["6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"]),
    (
        0,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        5,
        8,
        &[
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (2, 3, &["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
    (
        1,
        5,
        &[
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

/// From how many leaves to how many, and the proof.
const CONSISTENCY: [(usize, usize, &[&str]); 4] = [
    (1, 1, &[]),
    (
        1,
        8,
        &[
            "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        ],
    ),
    (
        6,
        8,
        &[
            "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
            "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        ],
    ),
    (
        2,
        5,
        &[
            "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
            "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        ],
    ),
];

fn hashes(hex: &[&str]) -> Vec<Hash> {
    hex.iter().map(|hex| Hash::from_hex(hex).unwrap()).collect()
}

fn leaves(number: usize) -> Vec<Hash> {
    (0..number).map(|entry| leaf_hash(&entry.to_be_bytes())).collect()
}

#[test]
fn published_vectors_hold() {
    let leaves: Vec<Hash> = ENTRIES.iter().map(|entry| leaf_hash(entry)).collect();
    let roots = hashes(&ROOTS);
    let mut growing = Tree::default();
    for (size, root_of_size) in roots.iter().enumerate() {
        assert_eq!(growing.root(), *root_of_size, "of {size}");
        assert_eq!(root(leaves[..size].iter().copied()), *root_of_size, "of {size}");
        if let Some(next) = leaves.get(size) {
            growing.push(*next);
        }
    }
    for (index, size, proof) in INCLUSION {
        let proof = hashes(proof);
        assert_eq!(inclusion_proof(&leaves[..size], index).unwrap(), proof, "{index} in {size}");
        assert!(is_included(leaves[index], index as u64, size as u64, &proof, roots[size]), "{index} in {size}");
    }
    for (first, second, proof) in CONSISTENCY {
        let proof = hashes(proof);
        assert_eq!(consistency_proof(&leaves[..second], first).unwrap(), proof, "{first} to {second}");
        let (before, after) = ((first as u64, roots[first]), (second as u64, roots[second]));
        assert!(is_consistent(before, after, &proof), "{first} to {second}");
    }
}

/// The definition of §2.1.1, word for word: no state, no bits, over the entries themselves.
fn tree_hash(entries: &[Vec<u8>]) -> Hash {
    match entries {
        [] => Hash::of(&[]),
        [entry] => Hash::of(&[&[0], entry]),
        _ => {
            let mut k = 1;
            while 2 * k < entries.len() {
                k *= 2;
            }
            Hash::of(&[&[1], &tree_hash(&entries[..k]).0, &tree_hash(&entries[k..]).0])
        }
    }
}

#[test]
fn every_leaf_and_every_beginning_of_small_trees_is_proved() {
    for size in 0..=40_usize {
        let leaves = leaves(size);
        let root_of_all = root(leaves.iter().copied());
        for index in 0..size {
            let proof = inclusion_proof(&leaves, index).unwrap();
            for (place, leaf) in leaves.iter().enumerate() {
                let is_there = is_included(*leaf, place as u64, size as u64, &proof, root_of_all);
                assert_eq!(is_there, place == index, "{place} by the proof of {index} in {size}");
            }
        }
        assert_eq!(inclusion_proof(&leaves, size), None);
        for first in 0..=size {
            let proof = consistency_proof(&leaves, first).unwrap();
            let before = (first as u64, root(leaves[..first].iter().copied()));
            assert!(is_consistent(before, (size as u64, root_of_all), &proof), "{first} to {size}");
            let more = [proof, vec![root_of_all]].concat();
            assert!(!is_consistent(before, (size as u64, root_of_all), &more), "{first} to {size} with more");
        }
        assert_eq!(consistency_proof(&leaves, size + 1), None);
        assert!(!is_consistent((size as u64 + 1, root_of_all), (size as u64, root_of_all), &[]), "it shrank");
    }
}

/// Flips a bit somewhere in these hashes.
fn flip(hashes: &mut [Hash], bit: usize) {
    let bit = bit % (hashes.len() * 256);
    hashes[bit / 256].0[bit % 256 / 8] ^= 1 << (bit % 8);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn roots_are_those_of_the_definition(entries in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..20), 0..300)) {
        let made = root(entries.iter().map(|entry| leaf_hash(entry)));
        prop_assert_eq!(made, tree_hash(&entries));
    }

    #[test]
    fn one_bit_anywhere_is_found(size in 1..400_usize, index in any::<prop::sample::Index>(), bit in any::<usize>()) {
        let leaves = leaves(size);
        let root_of_all = root(leaves.iter().copied());
        let index = index.index(size);
        let mut altered = leaves.clone();
        flip(&mut altered, bit);
        prop_assert_ne!(root(altered), root_of_all);
        // The leaf, its proof and the root.
        let mut told = [vec![leaves[index]], inclusion_proof(&leaves, index).unwrap(), vec![root_of_all]].concat();
        let holds = |told: &[Hash]| {
            let last = told.len() - 1;
            is_included(told[0], index as u64, size as u64, &told[1..last], told[last])
        };
        prop_assert!(holds(&told));
        flip(&mut told, bit);
        prop_assert!(!holds(&told));
        let first = index + 1;
        let before = root(leaves[..first].iter().copied());
        let mut told = [vec![before], consistency_proof(&leaves, first).unwrap(), vec![root_of_all]].concat();
        let holds = |told: &[Hash]| {
            let last = told.len() - 1;
            is_consistent((first as u64, told[0]), (size as u64, told[last]), &told[1..last])
        };
        prop_assert!(holds(&told));
        flip(&mut told, bit);
        prop_assert!(!holds(&told));
    }
}
