//! Signed checkpoints, and the keys that sign them.

use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use coverage::Seq;
use proptest::prelude::*;
use store::proof::{Checkpoint, HandedOn, KeyName, NamedKey, NoteFault, SignedNote, SigningKey, Withholding, root};
use store::{CheckedLine, Entry, Error, Hash, Withheld, from_line, leaf_hash, to_line, to_withheld_line};

use crate::bench::{Bench, at, headline};

/// What the reference implementation of signed notes is tested with.
const VKEY: &str = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
const SEED: &str = "AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";
const TEXT: &str =
    "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const SIGNATURE: &str =
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";

const PATIENCE: Duration = Duration::from_secs(60);

fn published_key() -> SigningKey {
    let bytes = BASE64_STANDARD.decode(SEED).unwrap();
    SigningKey::from_seed(bytes[1..].try_into().unwrap())
}

fn key(seed: u8, name: &str) -> (SigningKey, NamedKey) {
    let key = SigningKey::from_seed(&[seed; 32]);
    let named = NamedKey { name: KeyName::parse(name).unwrap(), public: key.public() };
    (key, named)
}

#[test]
fn the_published_note_is_signed_and_read_in_these_bytes() {
    let known = NamedKey::parse(VKEY).unwrap();
    assert_eq!(known.to_string(), VKEY);
    let note = format!("{TEXT}\n{SIGNATURE}");
    let read = SignedNote::parse(&note).unwrap();
    assert_eq!(read.signed_by(std::slice::from_ref(&known)).unwrap(), (&known, TEXT));
    let key = published_key();
    assert_eq!(key.public(), known.public);
    assert_eq!(key.sign(&known.name, TEXT), note);
}

#[test]
fn what_is_withheld_is_said_in_words_that_no_checkpoint_has() {
    let origin = "live.example.org/live/storm".to_owned();
    let said = Withholding { origin, after: Seq(7), to: Seq(9), size: 12, lines: Hash::of(&[b"{}\n"]) };
    let text = said.text();
    assert!(text.starts_with("live.example.org/live/storm/withheld\nafter 7\nto 9\nof 12\n"), "{text}");
    assert_eq!(Withholding::parse(&text), Some(said.clone()));
    assert_eq!(Checkpoint::parse(&text), None);
    let checkpoint =
        Checkpoint { origin: "live.example.org/live/storm/withheld".to_owned(), size: 7, root: said.lines };
    assert_eq!(Withholding::parse(&checkpoint.text()), None);
    // It is spelt in one way only.
    let others = [
        text.replace("after 7", "after 07"),
        text.replace("after 7", "after +7"),
        text.replace("to 9", "to  9"),
        text.replace("/withheld\n", "\n"),
        text.replace('\n', "\r\n"),
        format!("{text}more\n"),
        text.trim_end().to_owned(),
        String::new(),
    ];
    for other in others {
        assert_eq!(Withholding::parse(&other), None, "{other}");
    }
}

#[test]
fn a_key_that_was_altered_anywhere_is_none() {
    for start in 0..VKEY.len() {
        for end in start + 1..=VKEY.len() {
            if (start, end) != (0, VKEY.len()) {
                assert_eq!(NamedKey::parse(VKEY.get(start..end).unwrap()), None, "{start}..{end}");
            }
        }
        let mut bytes = VKEY.as_bytes().to_vec();
        bytes[start] += 1;
        assert_eq!(NamedKey::parse(std::str::from_utf8(&bytes).unwrap()), None, "{start}");
    }
    // Of a wrong length, and of another kind, with ids that fit.
    for other in [
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
    ] {
        assert_eq!(NamedKey::parse(other), None);
    }
    for name in ["", "a b", "a+b", "a\u{a0}b", "a\nb"] {
        assert_eq!(KeyName::parse(name), None, "{name:?}");
    }
}

#[test]
fn a_note_counts_by_the_signature_of_a_known_key() {
    let (ours, known) = key(1, "example.org/live/storm");
    let (theirs, stranger) = key(2, "example.net/live/storm");
    let note = ours.sign(&known.name, "Text\n");
    // Whoever else signs changes nothing.
    let both = format!("{note}{}", theirs.sign(&stranger.name, "Text\n").split_once("\n\n").unwrap().1);
    for note in [&note, &both] {
        let read = SignedNote::parse(note).unwrap();
        assert_eq!(read.signed_by(std::slice::from_ref(&known)).unwrap(), (&known, "Text\n"));
    }
    let read = SignedNote::parse(&note).unwrap();
    assert!(matches!(read.signed_by(&[stranger]), Err(NoteFault::Unknown { .. })));
    // The same key under another name is another key.
    let (_, renamed) = key(1, "example.org/live/flood");
    assert!(matches!(read.signed_by(&[renamed]), Err(NoteFault::Unknown { .. })));
    let forged = SignedNote::parse(&both.replace("Text", "Test")).unwrap();
    assert!(matches!(forged.signed_by(&[known]), Err(NoteFault::Forged(_))));
    for malformed in [
        "",
        "Text\n",
        "Text\n\n",
        "Text\n\n— a\n",
        "Text\n\n— a AAAA",
        "Text\n\n- a AAAAAA==\n",
        "Te\txt\n\n— a AAAAAAA=\n",
    ] {
        assert!(matches!(SignedNote::parse(malformed), Err(NoteFault::Malformed(_))), "{malformed:?}");
    }
    let crowd = format!("Text\n\n{}", "— a AAAAAAA=\n".repeat(101));
    assert!(matches!(SignedNote::parse(&crowd), Err(NoteFault::Malformed(_))));
}

#[test]
fn a_checkpoint_is_three_lines() {
    let checkpoint = Checkpoint { origin: "example.org/live/storm".to_owned(), size: 0, root: root([]) };
    assert_eq!(checkpoint.text(), "example.org/live/storm\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
    assert_eq!(Checkpoint::parse(&checkpoint.text()), Some(checkpoint.clone()));
    assert_eq!(Checkpoint::parse(&format!("{}more\n", checkpoint.text())), Some(checkpoint));
    let hash = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    for text in [
        "".to_owned(),
        format!("a\n0\n{hash}"),
        format!("\n0\n{hash}\n"),
        format!("a\n00\n{hash}\n"),
        format!("a\n+1\n{hash}\n"),
        format!("a\n\n{hash}\n"),
        format!("a\n18446744073709551616\n{hash}\n"),
        "a\n1\n47DE\n".to_owned(),
        format!("a\n1\n{hash}\n\n"),
    ] {
        assert_eq!(Checkpoint::parse(&text), None, "{text:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn one_bit_of_a_note_anywhere_is_found(bit in any::<prop::sample::Index>()) {
        let known = NamedKey::parse(VKEY).unwrap();
        let mut note = format!("{TEXT}\n{SIGNATURE}").into_bytes();
        let bit = bit.index(note.len() * 8);
        note[bit / 8] ^= 1 << (bit % 8);
        let is_believed = String::from_utf8(note)
            .is_ok_and(|note| SignedNote::parse(&note).is_ok_and(|note| note.signed_by(&[known]).is_ok()));
        prop_assert!(!is_believed, "bit {bit}");
    }
}

fn rotated() -> Entry {
    let (action, detail) = ("signing_key.rotated".to_owned(), serde_json::Value::Null);
    Entry { at: at(2), member: None, action, coverage: None, subject: String::new(), detail }
}

#[tokio::test]
async fn one_key_signs_at_a_time_and_those_before_are_told() {
    let bench = Bench::sqlite();
    assert!(matches!(bench.store.signing_keys(PATIENCE).await, Err(Error::NotFound { .. })));
    for seed in [[1; 32], [2; 32]] {
        bench.store.make_signing_key(seed, at(1)).await.unwrap();
    }
    let first = SigningKey::from_seed(&[1; 32]).public();
    let keys = bench.store.signing_keys(PATIENCE).await.unwrap();
    assert_eq!((keys.current.public(), keys.retired), (first, vec![]), "the second start makes none");
    bench.store.rotate_signing_key([2; 32], rotated()).await.unwrap();
    bench.store.rotate_signing_key([3; 32], rotated()).await.unwrap();
    let keys = bench.store.signing_keys(PATIENCE).await.unwrap();
    let [second, third] = [2, 3].map(|seed| SigningKey::from_seed(&[seed; 32]).public());
    assert_eq!((keys.current.public(), &*keys.retired), (third, &[second, first][..]));
    assert_eq!(bench.store.audit(None, 5).await.unwrap().len(), 2);
    let handed_on: Vec<_> = keys.handed_on.iter().map(|it| (it.from, it.to)).collect();
    assert_eq!(handed_on, [(second, third), (first, second)], "the last first");
    for handed_on in &keys.handed_on {
        let line = handed_on.to_string();
        assert_eq!(HandedOn::parse(&line).as_ref(), Some(handed_on));
        let (_, rest) = line.split_once(' ').unwrap();
        let other = BASE64_STANDARD.encode(third.0);
        assert_eq!(HandedOn::parse(&format!("{other} {rest}")), None, "it did not sign that");
        assert_eq!(HandedOn::parse(rest), None);
    }
    // What signed before can sign no more, and nothing tells what signs now.
    let database = rusqlite::Connection::open(bench.database()).unwrap();
    let kept: Vec<Vec<u8>> = database
        .prepare("select seed from signing_key where seed is not null")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(kept, [vec![3; 32]]);
    assert!(!format!("{keys:?}").contains("3, 3, 3"));
    assert!(database.execute("insert into signing_key values (9, x'09', x'09', 0, null, null)", []).is_err());
}

#[tokio::test]
async fn leaves_are_those_of_the_changes() {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let changes = (0..10).map(|second| headline(second, "The bridge reopens")).collect();
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    let recorded = bench.whole_record(id).await;
    let leaves = bench.store.leaves(id, Seq(0), 100, PATIENCE).await.unwrap();
    let hashes: Vec<Hash> = leaves.iter().map(|leaf| leaf_hash(leaf)).collect();
    assert_eq!(hashes, recorded.iter().map(store::Recorded::leaf_hash).collect::<Vec<_>>());
    assert_eq!(bench.store.leaves(id, Seq(9), 1, PATIENCE).await.unwrap(), leaves[9..10]);
    assert_eq!(bench.store.read_some(id, Seq(3), 4, usize::MAX, PATIENCE).await.unwrap(), recorded[3..7]);
    assert_eq!(bench.store.read_some(id, Seq(3), 4, 1, PATIENCE).await.unwrap(), recorded[3..4], "one, however long");
}

const GOLDEN: &str = include_str!("golden/record.jsonl");

#[test]
fn a_line_is_checked_as_it_was_written() {
    for (number, line) in (1..).zip(GOLDEN.lines()) {
        let (told, recorded) = (CheckedLine::read(line, number).unwrap(), from_line(line, number).unwrap());
        assert_eq!(told.leaf_hash(), recorded.leaf_hash());
        assert_eq!((told.payload.as_deref(), told.withheld), (recorded.payload(), None));
        for why in Withheld::ALL {
            let line = to_withheld_line(&recorded, why);
            let told = CheckedLine::read(&line, number).unwrap();
            assert_eq!((told.leaf_hash(), told.payload, told.withheld), (recorded.leaf_hash(), None, Some(why)));
            let refused = from_line(&line, number).unwrap_err().to_string();
            assert!(refused.contains("withheld"), "it is not imported: {refused}");
        }
        assert_eq!(to_line(&recorded), line);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn one_bit_of_a_record_anywhere_is_found(bit in any::<prop::sample::Index>()) {
        let roots = |text: &[u8]| -> Option<Hash> {
            let text = std::str::from_utf8(text.strip_suffix(b"\n")?).ok()?;
            let lines = (1..).zip(text.split('\n')).map(|(number, line)| {
                let told = CheckedLine::read(line, number).ok()?;
                (told.seq == Seq(number as u64)).then(|| told.leaf_hash())
            });
            Some(root(lines.collect::<Option<Vec<_>>>()?))
        };
        let mut record = GOLDEN.as_bytes().to_vec();
        let before = roots(&record);
        prop_assert!(before.is_some());
        let bit = bit.index(record.len() * 8);
        record[bit / 8] ^= 1 << (bit % 8);
        prop_assert_ne!(roots(&record), before);
    }
}
