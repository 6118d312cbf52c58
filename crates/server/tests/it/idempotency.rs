//! A write that is sent twice happens once.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::app::{Answer, Caller, TestApp, coverage, post, posts, soon};

/// Every write there is, on a coverage `storm` with a post and a draft; each
/// can be made once or, by its nature, more often.
async fn writes(owner: &Caller) -> Vec<(&'static str, Method, String, Value)> {
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let gone = owner.publish("storm", "A rumour").await;
    let mut drafts = Vec::new();
    for words in ["To be edited", "To be published", "To be dropped"] {
        let draft = json!({"body": words, "status": "draft"});
        let draft = owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED).json();
        drafts.push(post("storm", draft["id"].as_str().unwrap()));
    }
    let [edited, published, dropped] = &drafts[..] else { panic!("{drafts:?}") };
    let far = "2099-01-01T00:00:00Z";
    vec![
        ("open", Method::POST, "/api/v1/coverages".into(), json!({"slug": "flood", "headline": "The flood"})),
        ("amend", Method::PATCH, coverage("storm"), json!({"headline": "The great storm"})),
        ("publish", Method::POST, posts("storm"), json!({"body": "The quay is under water."})),
        ("draft", Method::POST, posts("storm"), json!({"body": "In the making", "status": "draft"})),
        ("schedule", Method::POST, posts("storm"), json!({"body": "For later", "publish_at": far})),
        ("revise", Method::PATCH, post("storm", &id), json!({"notice": {"kind": "update", "text": "More to come."}})),
        ("withdraw", Method::DELETE, post("storm", &gone), json!({"reason": "A mistake."})),
        ("edit a draft", Method::PATCH, edited.clone(), json!({"headline": "Edited"})),
        ("publish a draft", Method::PATCH, published.clone(), json!({"status": "published"})),
        ("drop a draft", Method::DELETE, dropped.clone(), json!({})),
    ]
}

#[track_caller]
fn check_same(what: &str, first: &Answer, again: &Answer) {
    assert!(first.status.is_success(), "{what}: {}", first.text());
    assert_eq!((first.status, &first.body), (again.status, &again.body), "{what}");
    assert_eq!(first.header("location"), again.header("location"), "{what}");
}

#[tokio::test]
async fn the_same_request_with_the_same_key_is_answered_alike_and_happens_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let writes = writes(&owner).await;
    let mut answers = Vec::new();
    for (what, method, path, body) in &writes {
        let keyed = owner.keyed(what);
        let first = keyed.write(method.clone(), path, body).await;
        assert_eq!(first.header("idempotency-replayed"), "");
        let before = owner.standing("storm").await;
        for _ in 0..2 {
            let again = keyed.write(method.clone(), path, body).await;
            check_same(what, &first, &again);
            assert_eq!(again.header("idempotency-replayed"), "true");
        }
        assert_eq!(owner.standing("storm").await, before, "{what}");
        answers.push(first);
    }
    // Whatever happened meanwhile, and whoever serves.
    let app = app.restart().await;
    let owner = owner.at(&app);
    let before = owner.standing("storm").await;
    for ((what, method, path, body), first) in writes.iter().zip(&answers) {
        check_same(what, first, &owner.keyed(what).write(method.clone(), path, body).await);
    }
    assert_eq!(owner.standing("storm").await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_request_twenty_times_at_once_happens_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for (what, method, path, body) in writes(&owner).await {
        let before = owner.standing("storm").await;
        let asking: Vec<_> = (0..20)
            .map(|_| {
                let (keyed, method, path, body) = (owner.keyed(what), method.clone(), path.clone(), body.clone());
                tokio::spawn(async move { keyed.write(method, &path, &body).await })
            })
            .collect();
        let mut answers = Vec::new();
        for asking in asking {
            answers.push(soon(asking).await.unwrap());
        }
        for again in &answers[1..] {
            check_same(what, &answers[0], again);
        }
        let after = owner.standing("storm").await;
        let happened = after.0.abs_diff(before.0) + after.1.abs_diff(before.1) as u64;
        let expected = match what {
            "open" | "edit a draft" => 0,
            // A post more in the record, and a draft less.
            "publish a draft" => 2,
            _ => 1,
        };
        assert_eq!(happened, expected, "{what}: {before:?} {after:?}");
    }
    let listed = owner.get("/api/v1/coverages").await.json();
    assert_eq!(listed["coverages"].as_array().unwrap().len(), 2);
}

#[tokio::test]
async fn the_same_key_with_another_request_is_refused() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let keyed = owner.keyed("one");
    let body = json!({"body": "The quay is under water."});
    let first = keyed.post(&posts("storm"), &body).await.expect(StatusCode::CREATED);
    let id = first.json()["id"].as_str().unwrap().to_owned();
    let before = (owner.standing("storm").await, owner.standing("flood").await);
    let others = [
        (Method::POST, posts("storm"), json!({"body": "The quay is dry."})),
        (Method::POST, posts("flood"), body.clone()),
        (Method::POST, "/api/v1/coverages".to_owned(), body.clone()),
        (Method::PATCH, post("storm", &id), body.clone()),
        (Method::DELETE, post("storm", &id), body.clone()),
        (Method::PATCH, coverage("storm"), body.clone()),
    ];
    for (method, path, body) in others {
        let told = keyed.write(method, &path, &body).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((&*told.code, told.field.as_deref()), ("idempotency_key_reused", Some("Idempotency-Key")));
    }
    assert_eq!((owner.standing("storm").await, owner.standing("flood").await), before);
    check_same("the first", &first, &keyed.post(&posts("storm"), &body).await);
}

#[tokio::test]
async fn a_key_is_its_members_own() {
    let app = TestApp::start().await;
    let (ann, bea) = (app.member("ann@example.org").await, app.member("bea@example.org").await);
    ann.cover("storm").await;
    let body = json!({"body": "The quay is under water."});
    let mut ids = BTreeSet::new();
    for member in [&ann, &bea, &ann, &bea] {
        let answer = member.keyed("one").post(&posts("storm"), &body).await.expect(StatusCode::CREATED);
        ids.insert(answer.json()["id"].as_str().unwrap().to_owned());
    }
    assert_eq!(ids.len(), 2);
    // A member's other token is the same member.
    let ann_again = app.member("ann@example.org").await;
    let answer = ann_again.keyed("one").post(&posts("storm"), &body).await.expect(StatusCode::CREATED);
    assert!(ids.contains(answer.json()["id"].as_str().unwrap()));
    assert_eq!(ann.standing("storm").await, (3, 0));
}

#[tokio::test]
async fn a_refused_write_does_not_use_up_its_key() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let keyed = owner.keyed("one");
    keyed.post(&posts("storm"), &json!({})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    keyed.post(&posts("storm"), &json!({"body": "It stands."})).await.expect(StatusCode::CREATED);
    assert_eq!(owner.standing("storm").await, (2, 0));
}

#[tokio::test]
async fn without_a_key_every_request_is_one_of_its_own() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for _ in 0..2 {
        owner.post(&posts("storm"), &json!({"body": "It stands."})).await.expect(StatusCode::CREATED);
    }
    assert_eq!(owner.standing("storm").await, (3, 0));
}

#[tokio::test]
async fn a_key_that_is_none_is_refused() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for key in ["", "ü", &"k".repeat(256)] {
        let answer = owner.keyed(key).post(&posts("storm"), &json!({"body": "It stands."})).await;
        assert_eq!(answer.problem(StatusCode::BAD_REQUEST).field.as_deref(), Some("Idempotency-Key"), "{key}");
    }
    assert_eq!(owner.standing("storm").await, (1, 0));
    owner
        .keyed(&"k".repeat(255))
        .post(&posts("storm"), &json!({"body": "It stands."}))
        .await
        .expect(StatusCode::CREATED);
}
