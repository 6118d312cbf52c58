//! The index of a large coverage: made anew out of the record, and quick.

use std::time::{Duration, Instant};

use coverage::{Body, Change, Content, CoverageId, Line, PostPublished, Seq};
use serde_json::json;
use store::{Found, Search};

use crate::bench::{Bench, at, new_change, post};

/// Words of which some are in every post, some in one of a hundred, one in one alone.
fn published(number: u128) -> Change {
    let text = format!(
        "The ferry number {number} waits in port for the tide, says the harbour master of quay {}, and boats that \
         came in before the storm stay there until the wind turns to the west. ",
        number % 100
    );
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text.repeat(6)}]});
    let content = Content {
        headline: Some(Line::parse("headline", &format!("Ferry {number} waits")).unwrap()),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: Body::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}})),
    };
    let published_at = at(number.try_into().unwrap());
    Change::PostPublished(PostPublished { post: post(number), published_at, approximate: false, content })
}

async fn find(bench: &Bench, coverage: CoverageId, words: &str) -> Vec<Found> {
    let search = Search { words: words.to_owned(), coverages: vec![coverage], kind: None, limit: 50 };
    bench.store.search(search).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_thousand_posts_are_searched_quickly_and_indexed_anew() {
    let mut bench = Bench::sqlite();
    let id = bench.coverage("harbour").await;
    let changes = (1..=5_000).map(|number| new_change(1, published(number))).collect();
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    assert_eq!(find(&bench, id, "4321").await.len(), 1);

    // As it is where an earlier version made the database, or read posts in another way.
    bench.store.close().await;
    let database = rusqlite::Connection::open(bench.database()).unwrap();
    database.execute_batch("delete from searchable; delete from search_made").unwrap();
    drop(database);
    let started = Instant::now();
    bench.restart().await;
    println!("5,000 posts are indexed anew in {:?}", started.elapsed());

    for (words, found) in [
        ("4321", 1),
        ("harbour", 50),
        ("ferry 77", 50),
        ("the wind turns to the west", 50),
        ("arbou", 50),
        ("nowhere", 0),
    ] {
        let started = Instant::now();
        assert_eq!(find(&bench, id, words).await.len(), found, "{words}");
        let took = started.elapsed();
        println!("“{words}” is found in 5,000 posts in {took:?}");
        assert!(took < Duration::from_secs(2), "{words}: {took:?}");
    }
}
