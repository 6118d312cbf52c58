//! What is served for devices that keep pages to be read without a network.

use axum::http::StatusCode;

use crate::app::TestApp;

#[tokio::test]
async fn the_worker_is_asked_for_anew_and_may_ask_this_server_only() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let worker = app.anon().get("/worker.js").await.expect(StatusCode::OK);
    assert!(worker.header("content-type").starts_with("text/javascript"));
    assert_eq!(worker.header("cache-control"), "private, no-cache");
    assert!(worker.header("content-security-policy").contains("connect-src 'self'"));
    let page = app.anon().get("/live/storm").await;
    assert!(page.header("content-security-policy").contains("worker-src 'self'"));
    // A binary without the built script has no worker either, and its pages ask for none.
    let is_built = page.text().contains("/assets/reader-");
    assert_eq!(page.text().contains("data-worker=\"/worker.js\""), is_built);
    assert_eq!(worker.text().contains("fetch"), is_built);
    let framed = app.anon().get("/live/storm/embed").await.text();
    assert!(!framed.contains("data-worker"), "a frame on another site keeps nothing there");
}

#[tokio::test]
async fn where_it_is_switched_off_the_worker_that_is_there_is_sent_away() {
    let app = TestApp::start_keeping_nothing().await;
    app.owner().await.cover("storm").await;
    let page = app.anon().get("/live/storm").await.expect(StatusCode::OK).text();
    assert!(!page.contains("data-worker") && !page.contains("id=\"saved\""));
    let worker = app.anon().get("/worker.js").await.expect(StatusCode::OK);
    assert_eq!(worker.header("cache-control"), "private, no-cache");
    assert!(worker.text().contains("unregister") && !worker.text().contains("\"fetch\""));
}

#[tokio::test]
async fn there_is_a_page_for_when_there_is_none() {
    let app = TestApp::start().await;
    let page = app.anon().get("/offline").await.expect(StatusCode::OK).text();
    assert!(page.contains("<section id=\"kept\" hidden>") && page.contains("<ul></ul>"), "{page}");
    assert!(page.contains("content=\"noindex\""));
}
