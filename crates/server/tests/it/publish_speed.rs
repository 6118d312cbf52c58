//! How long it takes from the click on “publish” to the answer, with the post
//! durably in the record, a draft's worth of words, and desks that listen.

use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{TestApp, drafts};
use crate::draft_places::begin;
use crate::events::Events;

/// What a member is promised.
const PROMISED: Duration = Duration::from_millis(150);
/// How many are published.
const TIMES: usize = 200;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn publishing_is_acknowledged_at_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut reader = Events::after(&app.anon(), "storm", 1).await;
    let (mut acknowledged, mut seen) = (Vec::new(), Vec::new());
    for number in 0..TIMES {
        let id = begin(&owner, "storm", &format!("Report {number}")).await;
        let clicked = Instant::now();
        let publish = format!("{}/{id}/publish", drafts("storm"));
        owner.post(&publish, &json!({"version": 1})).await.expect(StatusCode::CREATED);
        acknowledged.push(clicked.elapsed());
        assert_eq!(reader.frame().await["post"], json!(id));
        seen.push(clicked.elapsed());
    }
    let [acknowledged, seen] = [&mut acknowledged, &mut seen].map(|times| {
        times.sort();
        (times[TIMES / 2], times[TIMES * 99 / 100])
    });
    println!("publish to acknowledged: median {:?}, p99 {:?}", acknowledged.0, acknowledged.1);
    println!("publish to a reader's page: median {:?}, p99 {:?}", seen.0, seen.1);
    assert!(acknowledged.1 <= PROMISED, "p99 {:?}", acknowledged.1);
}
