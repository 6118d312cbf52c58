//! A coverage watches feeds, and what is new in them waits for the desk.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use crate::app::{Caller, TestApp, soon};
use crate::webhooks::axum_serve;

const FEEDS: &str = "/api/v1/coverages/storm/feeds";
const SUGGESTIONS: &str = "/api/v1/coverages/storm/suggestions";

/// A site whose feed says what it is told to.
struct Site {
    address: SocketAddr,
    feed: Arc<Mutex<(StatusCode, String)>>,
}

async fn feed(State(feed): State<Arc<Mutex<(StatusCode, String)>>>) -> impl IntoResponse {
    let (status, text) = feed.lock().unwrap().clone();
    (status, [(header::CONTENT_TYPE, "application/xml")], text)
}

impl Site {
    async fn saying(text: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let said = Arc::new(Mutex::new((StatusCode::OK, text)));
        let service = Router::new().route("/feed", get(feed)).with_state(Arc::clone(&said));
        tokio::spawn(async move { axum_serve(listener, service).await });
        Self { address, feed: said }
    }

    fn says(&self, status: StatusCode, text: &str) {
        *self.feed.lock().unwrap() = (status, text.to_owned());
    }

    fn url(&self) -> String {
        format!("http://{}/feed", self.address)
    }
}

/// An RSS feed of items, each with its guid, title, description and age in hours.
fn rss(items: &[(&str, &str, &str, i64)]) -> String {
    let item = |(guid, title, text, hours): &(&str, &str, &str, i64)| {
        let at = server::now() - SignedDuration::from_hours(*hours);
        let at = jiff::fmt::rfc2822::to_string(&at.to_zoned(jiff::tz::TimeZone::UTC)).unwrap();
        format!(
            "<item><guid isPermaLink=\"false\">{guid}</guid><title>{title}</title><link>https://port.example.org/{guid}</link><description>{text}</description><pubDate>{at}</pubDate></item>"
        )
    };
    let items: String = items.iter().map(item).collect();
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The port</title><link>https://port.example.org/</link><description>d</description>{items}</channel></rss>"
    )
}

async fn suggestions(by: &Caller) -> Vec<Value> {
    by.get(SUGGESTIONS).await.expect(StatusCode::OK).json()["suggestions"].as_array().unwrap().clone()
}

/// Lets every feed fall due, which the server then reads by itself.
async fn fall_due(app: &TestApp) {
    let coverage = app.coverage_id("storm").await;
    for feed in app.store().feeds(coverage).await.unwrap() {
        app.store().keep_feed(feed, Vec::new(), server::now(), Timestamp::UNIX_EPOCH).await.unwrap();
    }
}

/// Has a feed read again now; gives how it then stands.
async fn read_again(by: &Caller, feed: &Value) -> Value {
    let id = feed["id"].as_str().unwrap();
    by.post(&format!("{FEEDS}/{id}/read"), &json!({})).await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn what_is_new_in_a_feed_waits_for_the_desk_and_is_a_draft_when_somebody_asks() {
    let first = rss(&[
        (
            "1",
            "Quay closed",
            "&lt;p&gt;The quay is &lt;b&gt;closed&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;alert(1)&lt;/script&gt;",
            1,
        ),
        ("2", "Of last week", "Old.", 24 * 7),
    ]);
    let site = Site::saying(first).await;
    let app = TestApp::start_reaching(&site.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let watched = owner.post(FEEDS, &json!({"url": site.url()})).await.expect(StatusCode::CREATED).json();
    assert_eq!(watched["title"], "The port");
    let waiting = suggestions(&owner).await;
    assert_eq!(waiting.len(), 1, "what is old is no news: {waiting:?}");
    assert_eq!(waiting[0]["title"], "Quay closed");
    assert_eq!(waiting[0]["text"], "The quay is closed.");
    assert_eq!(waiting[0]["source"], "The port");
    assert!(owner.get("/live/storm.json").await.json()["posts"].as_array().unwrap().is_empty());

    site.says(StatusCode::OK, &rss(&[("3", "Ferries stop", "All of them.", 0), ("1", "Quay closed", "Closed.", 1)]));
    fall_due(&app).await;
    soon(async { while suggestions(&owner).await.len() < 2 {} }).await;
    read_again(&owner, &watched).await;
    let waiting = suggestions(&owner).await;
    assert_eq!(waiting.len(), 2, "what was suggested is not suggested again");
    assert_eq!(waiting[0]["title"], "Ferries stop");

    let id = waiting[0]["id"].as_str().unwrap();
    let made = owner.post(&format!("{SUGGESTIONS}/{id}/draft"), &json!({})).await.expect(StatusCode::CREATED).json();
    let draft = made["draft"].as_str().unwrap();
    let draft = owner.get(&format!("/api/v1/coverages/storm/drafts/{draft}")).await.expect(StatusCode::OK).json();
    assert_eq!(draft["content"]["headline"], "Ferries stop");
    let blocks = &draft["content"]["body"]["doc"]["content"];
    assert_eq!(blocks[0]["content"][0]["text"], "All of them.");
    assert_eq!(blocks[1]["attrs"]["url"], "https://port.example.org/3");
    let again = owner.post(&format!("{SUGGESTIONS}/{id}/draft"), &json!({})).await;
    again.problem(StatusCode::NOT_FOUND);
    let id = waiting[1]["id"].as_str().unwrap();
    owner.delete(&format!("{SUGGESTIONS}/{id}"), &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert!(suggestions(&owner).await.is_empty());
}

#[tokio::test]
async fn a_feed_that_breaks_says_so_and_goes_on_when_it_is_whole_again() {
    let site = Site::saying(rss(&[])).await;
    let app = TestApp::start_reaching(&site.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let feed = owner.post(FEEDS, &json!({"url": site.url()})).await.expect(StatusCode::CREATED).json();
    let twice = owner.post(FEEDS, &json!({"url": site.url()})).await;
    assert_eq!(twice.status, StatusCode::CONFLICT);
    for (status, text, wanted) in [
        (StatusCode::INTERNAL_SERVER_ERROR, "", "500"),
        (StatusCode::NOT_FOUND, "", "404"),
        (StatusCode::OK, "<html>no feed</html>", "no feed"),
    ] {
        site.says(status, text);
        let now = read_again(&owner, &feed).await;
        assert!(now["problem"].as_str().unwrap().contains(wanted), "{now}");
        let listed = owner.get(FEEDS).await.expect(StatusCode::OK).json();
        assert_eq!(listed["feeds"][0]["problem"], now["problem"]);
    }
    site.says(StatusCode::OK, &rss(&[("9", "Back", "Again.", 0)]));
    assert_eq!(read_again(&owner, &feed).await["problem"], Value::Null);
    assert_eq!(suggestions(&owner).await.len(), 1);
    let id = feed["id"].as_str().unwrap();
    owner.delete(&format!("{FEEDS}/{id}"), &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert!(suggestions(&owner).await.is_empty());
}

#[tokio::test]
async fn the_desk_is_told_once_of_each_way_in_which_a_feed_breaks_and_once_that_it_is_whole() {
    let site = Site::saying(rss(&[])).await;
    let app = TestApp::start_reaching(&site.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let feed = owner.post(FEEDS, &json!({"url": site.url()})).await.expect(StatusCode::CREATED).json();
    for (status, is_told) in [
        (StatusCode::BAD_GATEWAY, true),
        (StatusCode::BAD_GATEWAY, false),
        (StatusCode::NOT_FOUND, true),
        (StatusCode::OK, true),
        (StatusCode::OK, false),
    ] {
        site.says(status, &rss(&[]));
        let before = app.store().last_news().await.unwrap();
        read_again(&owner, &feed).await;
        assert_eq!(app.store().last_news().await.unwrap() > before, is_told, "{status}");
    }
}

#[tokio::test]
async fn what_cannot_be_watched_is_said_at_once() {
    let site = Site::saying("<html>no feed</html>".to_owned()).await;
    let app = TestApp::start_reaching(&site.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let huge = "x".repeat(3 * 1024 * 1024);
    let deep = format!("<rss><channel>{}</channel></rss>", "<a>".repeat(200_000));
    for text in ["<html>no feed</html>", &huge, &deep, "", "\u{0}", "{\"version\": 1}"] {
        site.says(StatusCode::OK, text);
        let told = owner.post(FEEDS, &json!({"url": site.url()})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some("url"));
    }
    // An address of this machine that was not named is not reached.
    let inside = owner.post(FEEDS, &json!({"url": "http://127.0.0.1:1/feed"})).await;
    assert!(inside.problem(StatusCode::UNPROCESSABLE_ENTITY).detail.contains("not public"));
}
