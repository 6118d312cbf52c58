//! Caches in front are told what to let go of, until they take it.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::json;
use tempfile::TempDir;

use crate::app::{TestApp, post, soon};
use crate::webhooks::Receiver;

#[tokio::test]
async fn a_cache_is_told_of_what_it_would_keep_and_of_nothing_else() {
    let mut cache = Receiver::start().await;
    let (address, url) = (cache.address.to_string(), cache.url());
    let folder = Arc::new(TempDir::new().unwrap());
    let app = TestApp::start_purging(Arc::clone(&folder), &address, &url).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    // It is told of none of that: nobody keeps what is live for more than a second.
    for path in [
        "/live/storm",
        "/live/storm.json",
        "/live/storm/feed.atom",
        "/text/live/storm",
        "/live/storm/changes?after=0",
        "/live/storm/at/1",
    ] {
        let answer = app.anon().get(path).await.expect(StatusCode::OK);
        assert_eq!(answer.headers["surrogate-key"], "live/storm", "{path}");
    }
    assert!(!app.anon().get("/").await.headers.contains_key("surrogate-key"));
    // Since the cache is told, it may keep a page of then for as long as a browser.
    let then = app.anon().get("/live/storm/at/1").await;
    assert_eq!(then.header("cache-control"), "public, max-age=31536000, immutable");

    owner.patch("/api/v1/coverages/storm", &json!({"status": "ended"})).await.expect(StatusCode::OK);
    let (headers, body) = cache.next().await;
    assert_eq!(
        (&headers["surrogate-key"], &headers["cache-key"]),
        (&"live/storm".parse().unwrap(), &"not told".parse().unwrap())
    );
    assert_eq!(body, json!({"tags": ["live/storm"]}));

    // A cache that does not take it is told again, by another process if the first is gone.
    cache.answers(&[StatusCode::SERVICE_UNAVAILABLE]);
    owner.patch(&post("storm", &id), &json!({"headline": "The harbour is shut"})).await.expect(StatusCode::OK);
    cache.next().await;
    soon(app.tell_to_stop()).await.unwrap().unwrap();
    let app = TestApp::start_purging(folder, &address, &url).await;
    assert_eq!(cache.next().await.1, json!({"tags": ["live/storm"]}));
    let page = app.anon().get("/live/storm").await.expect(StatusCode::OK).text();
    assert!(page.contains("The harbour is shut"));
}

#[tokio::test]
async fn words_that_are_withdrawn_leave_the_caches_while_the_coverage_goes_on() {
    let mut cache = Receiver::start().await;
    let app = TestApp::start_purging(Arc::new(TempDir::new().unwrap()), &cache.address.to_string(), &cache.url()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    owner.publish("storm", "Ferries wait").await;
    owner.delete(&post("storm", &id), &json!({"reason": "It is open."})).await.expect(StatusCode::OK);
    assert_eq!(cache.next().await.1, json!({"tags": ["live/storm"]}));
}

#[tokio::test]
async fn without_a_cache_no_answer_names_a_key() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    assert!(!app.anon().get("/live/storm").await.headers.contains_key("surrogate-key"));
}
