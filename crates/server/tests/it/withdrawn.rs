//! What was taken back, and what was never shown, reaches nobody any more.

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{Caller, TestApp, coverage, post};
use crate::events::{Event, Events, seqs};

/// Everything that readers can ask for of the coverage `storm`, as text.
pub(crate) async fn everything(reader: &Caller, id: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let parts = ["", ".json", "/changes?after=0", "/feed.rss", "/feed.atom", "/feed.json"];
    let mut places: Vec<_> = parts.iter().map(|part| format!("/live/storm{part}")).collect();
    places.extend(["/".to_owned(), format!("/live/storm/post/{id}")]);
    for place in places {
        // A withdrawn post is gone, and its page says so.
        let (status, text) = {
            let answer = reader.get(&place).await;
            (answer.status, answer.text())
        };
        assert_eq!(status, if place.contains("/post/") { StatusCode::GONE } else { StatusCode::OK }, "{place}");
        found.push((place, text));
    }
    let head = reader.get("/live/storm.json").await.json()["seq"].as_u64().unwrap();
    let mut events = Events::after(reader, "storm", 0).await;
    for _ in 0..head {
        found.push(("the stream".to_owned(), events.data().await));
    }
    found
}

#[tokio::test]
async fn withdrawn_words_are_nowhere() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "A falsehood").await;
    let other = owner.publish("storm", "The lighthouse").await;
    let notice =
        json!({"headline": "A falsehood, revised", "notice": {"kind": "update", "text": "More of the falsehood."}});
    owner.patch(&post("storm", &id), &notice).await.expect(StatusCode::OK);
    owner.amend("storm", &json!({"pinned": id})).await;
    owner.amend("storm", &json!({"pinned": other})).await;
    let before = Events::after(&app.anon(), "storm", 0).await.up_to(6).await;
    owner.delete(&post("storm", &id), &json!({"reason": "It was not so."})).await.expect(StatusCode::OK);
    for (place, text) in everything(&app.anon(), &id).await {
        assert!(!text.contains("falsehood"), "{place}: {text}");
    }
    // Each change still has its frame, and each frame its verb and its place.
    let after = Events::after(&app.anon(), "storm", 0).await.up_to(7).await;
    assert_eq!(seqs(&after), (1..=7).collect::<Vec<_>>());
    for (before, after) in before.iter().zip(&after) {
        for name in ["seq", "at", "verb", "post", "order", "target", "count", "status"] {
            assert_eq!(before[name], after[name], "{name}");
        }
    }
    assert!(after[1]["html"].as_str().unwrap().contains("It was not so."), "the note stands where the words stood");
    // The same is so after a restart, and for another process.
    let other = app.beside().await;
    assert_eq!(Events::after(&other.anon(), "storm", 0).await.up_to(7).await, after);
    let app = app.restart().await;
    assert_eq!(Events::after(&app.anon(), "storm", 0).await.up_to(7).await, after);
}

#[tokio::test]
async fn a_withdrawn_post_stays_as_it_is() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "A falsehood").await;
    owner.delete(&post("storm", &id), &json!({"reason": "It was not so."})).await.expect(StatusCode::OK);
    for answer in [
        owner.patch(&post("storm", &id), &json!({"headline": "It was so"})).await,
        owner.delete(&post("storm", &id), &json!({"reason": "Again."})).await,
        owner.patch(&coverage("storm"), &json!({"pinned": id})).await,
        owner.patch(&coverage("storm"), &json!({"key_points": [{"text": "It was so", "post": id}]})).await,
    ] {
        assert_eq!(answer.problem(StatusCode::CONFLICT).code, "post_withdrawn");
    }
    assert_eq!(owner.standing("storm").await, (3, 0));
}

#[tokio::test]
async fn what_happened_in_preparation_is_not_told() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let planned = json!({"slug": "storm", "headline": "A working title", "status": "draft"});
    owner.post("/api/v1/coverages", &planned).await.expect(StatusCode::CREATED);
    let id = owner.publish("storm", "A first attempt").await;
    owner.patch(&post("storm", &id), &json!({"headline": "The harbour closes"})).await.expect(StatusCode::OK);
    owner.amend("storm", &json!({"headline": "Ferries in the storm"})).await;
    owner.amend("storm", &json!({"status": "live"})).await;
    owner.publish("storm", "The lighthouse").await;
    let check = async |reader: Caller| {
        for after in [0, 2, 3] {
            let changes = reader.get(&format!("/live/storm/changes?after={after}")).await.expect(StatusCode::OK);
            let text = changes.text();
            assert!(!text.contains("working title") && !text.contains("first attempt"), "{text}");
            assert_eq!(changes.json()["resync"], true);
            let mut events = Events::after(&reader, "storm", after).await;
            assert!(matches!(events.next().await, Some(Event::Resync { id: 6, .. })));
        }
        // Whoever was there when it went live misses nothing from then on.
        assert_eq!(seqs(&Events::after(&reader, "storm", 5).await.up_to(6).await), [6]);
    };
    check(app.anon()).await;
    let app = app.restart().await;
    check(app.anon()).await;
}
