//! How long it takes to check a record of 100,000 changes: each line, each payload against its hash,
//! and the root over all of them. And how long a root takes that is extended by one leaf.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "it is a bench")]

use std::time::Instant;

use coverage::Seq;
use store::proof::Tree;
use store::{CheckedLine, payload_hash};

const CHANGES: usize = 100_000;
/// How many bytes the words of a change have.
const WORDS: usize = 800;
/// How often it is measured; the middle one is told.
const TIMES: usize = 5;

fn line(seq: usize) -> String {
    let salt = u128::try_from(seq).unwrap().to_be_bytes();
    let hex: String = salt.iter().map(|byte| format!("{byte:02x}")).collect();
    let words = format!("{seq} ").repeat(WORDS / 8);
    let payload = format!(r#"{{"post":"01890a5d-ac96-774b-bcce-b302099a8057","text":"{words}","v":1}}"#);
    let hash = payload_hash(&salt, &payload);
    format!(
        r#"{{"v":1,"seq":{seq},"at":"2022-02-17T09:00:00.000000Z","kind":"post_published","payload_hash":"{hash}","salt":"{hex}","payload":{payload}}}"#
    )
}

/// The middle one of some measurements, in milliseconds.
fn median(mut measure: impl FnMut() -> f64) -> f64 {
    let mut taken: Vec<f64> = (0..TIMES).map(|_| measure()).collect();
    taken.sort_by(f64::total_cmp);
    taken[TIMES / 2]
}

fn main() {
    let lines: Vec<String> = (1..=CHANGES).map(line).collect();
    let bytes: usize = lines.iter().map(String::len).sum();
    let mut tree = Tree::default();
    let checked = median(|| {
        tree = Tree::default();
        let started = Instant::now();
        for (number, line) in (1..).zip(&lines) {
            let checked = CheckedLine::read(line, number).unwrap();
            assert_eq!(checked.seq, Seq(number.try_into().unwrap()));
            tree.push(checked.leaf_hash());
        }
        assert!(tree.root() != Tree::default().root());
        started.elapsed().as_secs_f64() * 1000.0
    });
    println!("{CHANGES} changes of {} bytes each: {checked:.0} ms", bytes / CHANGES);
    let leaf = tree.root();
    let extended = median(|| {
        let started = Instant::now();
        for _ in 0..1000 {
            tree.push(leaf);
            assert!(tree.root() != leaf);
        }
        started.elapsed().as_secs_f64()
    });
    println!("one more leaf, and the root: {:.1} µs", extended * 1000.0);
}
