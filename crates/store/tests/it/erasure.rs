//! What was ordered gone leaves the disk, also where somebody reads for long.

use std::time::Instant;

use rusqlite::Connection;
use serde_json::Value;
use store::{Entry, Error, Trouble};

use crate::bench::{Bench, at, headline, new_change};
use crate::contract::readable::{content, published, revised};
use crate::contract::redaction::redacted;
use coverage::Seq;

fn done() -> Entry {
    let action = "redaction.erased".to_owned();
    Entry { at: at(9), member: None, action, coverage: None, subject: String::new(), detail: Value::Null }
}

/// A store with a megabyte of changes, of which something is to be erased.
async fn large() -> (Bench, Connection) {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let text = "A bridge. ".repeat(20);
    let changes = (0..5_000).map(|second| headline(second, text.trim())).collect();
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    let database = Connection::open(bench.database()).unwrap();
    database.execute("insert into erasure (asked_at) values (?1)", [at(1).as_microsecond()]).unwrap();
    (bench, database)
}

fn log_size(bench: &Bench) -> u64 {
    std::fs::metadata(bench.database().with_extension("db-wal")).unwrap().len()
}

fn reader(bench: &Bench) -> Connection {
    let reader = Connection::open(bench.database()).unwrap();
    reader.execute_batch("begin; select count(*) from leaf").unwrap();
    reader
}

fn assert_busy<T: std::fmt::Debug>(tried: &Result<T, Error>) {
    assert!(matches!(tried, Err(Error::Unavailable { trouble: Trouble::Busy, .. })), "{tried:?}");
}

#[tokio::test]
async fn nothing_is_made_anew_while_somebody_reads_for_long() {
    let (bench, database) = large().await;
    let reader = reader(&bench);
    let pages = || -> u64 { database.query_row("pragma page_count", [], |row| row.get(0)).unwrap() };
    database.execute("insert into erasure (asked_at) values (?1)", [at(2).as_microsecond()]).unwrap();
    let before = log_size(&bench);
    for _ in 0..3 {
        let began = Instant::now();
        assert_busy(&bench.store.begin_erasure().await);
        assert!(began.elapsed().as_secs() < 4, "who writes is held up for a moment only");
    }
    assert!(log_size(&bench) <= before, "{} and {before} bytes", log_size(&bench));
    drop(reader);
    let erasure = bench.store.begin_erasure().await.unwrap();
    bench.store.end_erasure(&erasure, done()).await.unwrap();
    assert!(!bench.store.must_erase().await.unwrap());
    assert!(log_size(&bench) < pages() * 4096 / 4, "it has what notes it, and no copy of {} pages", pages());
}

#[tokio::test]
async fn a_log_that_could_not_be_emptied_is_tried_alone() {
    let (bench, database) = large().await;
    let erasure = bench.store.begin_erasure().await.unwrap();
    // Somebody begins to read in between, and something more is to go.
    let reader = reader(&bench);
    database.execute("insert into erasure (asked_at) values (?1)", [at(2).as_microsecond()]).unwrap();
    let before = log_size(&bench);
    for _ in 0..3 {
        assert_busy(&bench.store.end_erasure(&erasure, done()).await);
        assert_eq!(log_size(&bench), before, "the database is not made anew once more");
    }
    drop(reader);
    bench.store.end_erasure(&erasure, done()).await.unwrap();
    assert!(bench.store.must_erase().await.unwrap(), "what was asked for since is another erasure");
    let erasure = bench.store.begin_erasure().await.unwrap();
    bench.store.end_erasure(&erasure, done()).await.unwrap();
    assert!(!bench.store.must_erase().await.unwrap());
}

#[tokio::test]
async fn no_index_keeps_a_word_of_what_was_ordered_gone() {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let secret = published(1, 1, content(Some("Xylophonic"), "Unmistakeable words."));
    let many = (3..200).map(|number| published(number, 3, content(None, "Another boat sails.")));
    let changes = std::iter::once(secret).chain(many).map(|change| new_change(1, change)).collect();
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    let again = revised(1, content(None, "Incontrovertible, too."));
    bench.store.append(id, Seq(199), vec![new_change(2, again)], vec![]).await.unwrap();
    bench.store.append(id, Seq(200), vec![new_change(3, redacted(1, &[2, 200]))], vec![]).await.unwrap();
    let holds = |word: &[u8]| {
        let files = [bench.database(), bench.database().with_extension("db-wal")];
        files.iter().any(|file| std::fs::read(file).unwrap().windows(word.len()).any(|bytes| bytes == word))
    };
    // An index stores of a word what it does not share with the one before it.
    let words: [&[u8]; 3] = [b"ylophonic", b"nmistakeable", b"ncontrovertible"];
    assert!(words.iter().any(|word| holds(word)), "deleted is not erased");
    let erasure = bench.store.begin_erasure().await.unwrap();
    bench.store.end_erasure(&erasure, done()).await.unwrap();
    for word in words {
        assert!(!holds(word), "{}", String::from_utf8_lossy(word));
    }
    assert!(holds(b"boat"));
}
