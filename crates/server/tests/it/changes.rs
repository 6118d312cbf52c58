//! The stream's frames for those who cannot hold a connection open.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Answer, TestApp, post, posts, write_coverage};
use crate::events::Events;

#[tokio::test]
async fn the_frames_are_the_streams_own_byte_for_byte() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "„Ümläut“ <b>&amp;</b> \u{2028} 🦀").await;
    owner.patch(&post("storm", &id), &json!({"label": "Now"})).await.expect(StatusCode::OK);
    owner.amend("storm", &json!({"headline": "The great storm", "pinned": id})).await;
    owner.delete(&post("storm", &id), &json!({"reason": "A mistake."})).await.expect(StatusCode::OK);
    let head = app.anon().get("/live/storm/changes?after=0").await.json()["seq"].as_u64().unwrap();
    let mut sent = Vec::new();
    let mut events = Events::after(&app.anon(), "storm", 0).await;
    for _ in 0..head {
        sent.push(events.data().await);
    }
    for after in 0..=head {
        let text = app.anon().get(&format!("/live/storm/changes?after={after}")).await.text();
        let missed = &sent[usize::try_from(after).unwrap()..];
        assert!(text.ends_with(&format!(",\"frames\":[{}]}}", missed.join(","))), "{text}");
    }
}

#[tokio::test]
async fn an_answer_says_where_it_begins_and_ends() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "The harbour closes").await;
    let get = async |after: u64| {
        let mut answer = app.anon().get(&format!("/live/storm/changes?after={after}")).await.json();
        let frames = answer.as_object_mut().unwrap().remove("frames").unwrap();
        (answer, frames.as_array().unwrap().len())
    };
    let expected = |after: u64, next: u64, resync: bool| json!({"slug": "storm", "after": after, "seq": 2, "next": next, "more": false, "resync": resync, "status": "live"});
    assert_eq!(get(0).await, (expected(0, 2, false), 2));
    assert_eq!(get(1).await, (expected(1, 2, false), 1));
    assert_eq!(get(2).await, (expected(2, 2, false), 0));
    assert_eq!(get(3).await, (expected(3, 2, true), 0));
}

/// Whether everybody may keep the answer for a while without asking again. It
/// is no long while: words that are withdrawn leave the frames.
fn is_kept(answer: &Answer) -> bool {
    let policy = answer.header("cache-control");
    let age = policy.strip_prefix("public, max-age=").map(|age| age.parse::<u64>().unwrap());
    assert!(age.is_some_and(|age| (1..=300).contains(&age)) || policy == "public, no-cache", "{policy}");
    age.is_some()
}

#[tokio::test]
async fn many_changes_come_in_stretches_that_caches_can_keep() {
    let app = TestApp::start().await;
    write_coverage(app.store(), "storm", 249).await;
    let app = app.restart().await;
    let (mut after, mut found) = (0, Vec::new());
    for (length, more, kept) in [(100, true, true), (100, true, true), (50, false, false)] {
        let answer = app.anon().get(&format!("/live/storm/changes?after={after}")).await.expect(StatusCode::OK);
        assert_eq!(is_kept(&answer), kept);
        let answer = answer.json();
        let frames = answer["frames"].as_array().unwrap();
        assert_eq!((frames.len(), &answer["more"]), (length, &json!(more)));
        found.extend(crate::events::seqs(frames));
        after = answer["next"].as_u64().unwrap();
    }
    assert_eq!(found, (1..=250).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_stretch_that_is_kept_says_nothing_of_what_comes_after_it() {
    let app = TestApp::start().await;
    write_coverage(app.store(), "storm", 120).await;
    let app = app.restart().await;
    let owner = app.owner().await;
    let get = async || {
        let answer = app.anon().get("/live/storm/changes?after=5").await;
        assert!(is_kept(&answer));
        answer.text()
    };
    let before = get().await;
    owner.publish("storm", "One more").await;
    owner.amend("storm", &json!({"headline": "The great storm", "status": "ended"})).await;
    assert_eq!(get().await, before);
}

#[tokio::test]
async fn everybody_gets_the_same_answer() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.post(&posts("storm"), &json!({"body": "The quay is under water."})).await.expect(StatusCode::CREATED);
    let path = "/live/storm/changes?after=0";
    let (anon, member) = (app.anon().get(path).await, owner.with("cookie", "session=1").get(path).await);
    assert_eq!((anon.text(), anon.header("cache-control")), (member.text(), member.header("cache-control")));
    assert_eq!(anon.header("access-control-allow-origin"), "*");
    assert_eq!(anon.header("cdn-cache-control"), "public, max-age=1, stale-while-revalidate=10, stale-if-error=86400");
    let frames: Value = anon.json();
    assert_eq!(frames["frames"].as_array().unwrap().len(), 2);
}
