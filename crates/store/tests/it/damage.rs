//! What is noticed when files are altered behind the store's back.

use coverage::{Change, CoverageId, Seq};
use rusqlite::Connection;
use serde_json::Value;
use store::Error;

use crate::bench::{Bench, headline};

async fn three_changes() -> (Bench, CoverageId, Connection) {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    bench.store.append(id, Seq(1), vec![headline(1, "Two"), headline(2, "Three")], vec![]).await.unwrap();
    let database = Connection::open(bench.database()).unwrap();
    (bench, id, database)
}

async fn problem(bench: &Bench, id: CoverageId) -> (Seq, &'static str) {
    let read = bench.store.read(id, Seq(0), 10).await;
    let Err(Error::Corrupt { coverage, seq, problem }) = read else { panic!("{read:?}") };
    assert_eq!(coverage, id);
    (seq, problem)
}

#[tokio::test]
async fn an_altered_payload_is_noticed() {
    let (bench, id, database) = three_changes().await;
    let alter = "update payload set payload = replace(payload, 'Two', 'Too') where seq = 2";
    database.execute_batch(&format!("drop trigger payload_is_only_ever_blanked; {alter}")).unwrap();
    assert_eq!(problem(&bench, id).await, (Seq(2), "its payload does not fit its hash"));
    assert_eq!(bench.store.read(id, Seq(2), 10).await.unwrap().len(), 1, "what is whole can still be read");
}

#[tokio::test]
async fn a_missing_payload_is_noticed() {
    let (bench, id, database) = three_changes().await;
    database.execute_batch("drop trigger payload_is_never_deleted; delete from payload where seq = 3").unwrap();
    assert_eq!(problem(&bench, id).await, (Seq(3), "its payload is missing"));
}

#[tokio::test]
async fn a_missing_change_is_noticed() {
    let (bench, id, database) = three_changes().await;
    database
        .execute_batch(
            "drop trigger leaf_is_never_deleted; drop trigger payload_is_never_deleted;
             delete from payload where seq = 2; delete from leaf where seq = 2",
        )
        .unwrap();
    assert_eq!(problem(&bench, id).await, (Seq(2), "the change is missing"));
}

#[tokio::test]
async fn the_record_can_only_be_appended_to() {
    let (bench, id, database) = three_changes().await;
    let before = bench.whole_record(id).await;
    // With foreign keys not enforced, as any other program has them, nothing else stands in the way.
    database.execute_batch("pragma foreign_keys = off").unwrap();
    for sql in [
        "update leaf set at = 0",
        "update leaf set seq = seq + 10",
        "delete from leaf",
        "insert or replace into leaf select coverage, seq, 0, kind, payload_hash from leaf",
        "update payload set payload = '{}'",
        "update payload set salt = zeroblob(16)",
        "update payload set seq = 9, payload = null, salt = null where seq = 2",
        "update payload set coverage = zeroblob(16), payload = null, salt = null where seq = 2",
        "update or replace payload set seq = 3 where seq = 2",
        "delete from payload",
        "insert or replace into payload select coverage, seq, salt, '{}' from payload",
    ] {
        let refused = database.execute_batch(sql).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{sql}: {refused}");
    }
    assert_eq!(bench.whole_record(id).await, before);
}

#[tokio::test]
async fn a_blanked_payload_is_a_redaction() {
    let (bench, id, database) = three_changes().await;
    let before = bench.whole_record(id).await;
    let half = database.execute("update payload set payload = null where seq = 2", []);
    assert!(half.is_err(), "the salt goes with the payload");
    database.execute("update payload set payload = null, salt = null where seq = 2", []).unwrap();
    let after = bench.whole_record(id).await;
    assert_eq!((after[1].payload(), after[1].salt()), (None, None));
    assert_eq!(after[1].change(), &Change::Unknown { kind: "headline_changed".to_owned(), payload: Value::Null });
    assert_eq!((after[1].kind(), after[1].at()), (before[1].kind(), before[1].at()));
    assert_eq!(after[1].leaf_hash(), before[1].leaf_hash());
    assert_eq!((&after[0], &after[2]), (&before[0], &before[2]));
}

#[tokio::test]
async fn a_row_that_makes_no_sense_is_told() {
    let (bench, _, database) = three_changes().await;
    database.execute("update coverage set slug = 'Not A Slug'", []).unwrap();
    assert!(matches!(bench.store.list().await, Err(Error::Damaged { .. })));
}
