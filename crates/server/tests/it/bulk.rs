//! One action on many posts: each is done by itself, and it is told what came of each.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, post};

const BULK: &str = "/api/v1/coverages/storm/bulk";

async fn three(app: &TestApp) -> (Caller, [String; 3]) {
    let owner = app.owner().await;
    owner.cover("storm").await;
    let first = owner.publish("storm", "The first").await;
    let second = owner.publish("storm", "The second").await;
    let third = owner.publish("storm", "The third").await;
    (owner, [first, second, third])
}

async fn field(owner: &Caller, id: &str, field: &str) -> Value {
    owner.get(&post("storm", id)).await.json()[field].clone()
}

#[tokio::test]
async fn posts_are_marked_and_labelled_and_that_is_taken_back() {
    let app = TestApp::start().await;
    let (owner, [first, second, third]) = three(&app).await;
    let both = json!([first, third]);
    for (body, name, value) in [
        (json!({"action": "key_event", "ids": both}), "key_event", json!(true)),
        (json!({"action": "unmark_key_event", "ids": both}), "key_event", json!(false)),
        (json!({"action": "label", "ids": both, "label": "Analysis"}), "label", json!("Analysis")),
        (json!({"action": "label", "ids": both, "label": null}), "label", Value::Null),
    ] {
        let untouched = field(&owner, &second, name).await;
        let told = owner.post(BULK, &body).await.expect(StatusCode::OK).json();
        let done = |id: &str| json!({"id": id, "ok": true, "problem": null});
        assert_eq!(told["results"], json!([done(&first), done(&third)]));
        for id in [&first, &third] {
            assert_eq!(field(&owner, id, name).await, value);
        }
        assert_eq!(field(&owner, &second, name).await, untouched);
    }
}

#[tokio::test]
async fn one_that_cannot_be_done_keeps_no_other_from_it() {
    let app = TestApp::start().await;
    let (owner, [first, second, _]) = three(&app).await;
    owner.delete(&post("storm", &first), &json!({"reason": "Gone before."})).await.expect(StatusCode::OK);
    let body = json!({"action": "withdraw", "ids": [first, "no-id", second], "reason": "A drill."});
    let told = owner.post(BULK, &body).await.expect(StatusCode::OK).json();
    let codes: Vec<_> = (0..3).map(|index| told["results"][index]["problem"]["code"].clone()).collect();
    assert_eq!(codes, [json!("post_withdrawn"), json!("not_found"), Value::Null]);
    assert_eq!(field(&owner, &second, "status").await, "withdrawn");
}

#[tokio::test]
async fn what_does_not_belong_together_is_refused_before_anything_is_done() {
    let app = TestApp::start().await;
    let (owner, [first, ..]) = three(&app).await;
    let many = vec![first.clone(); 201];
    for (body, at) in [
        (json!({"action": "burn", "ids": [first]}), "action"),
        (json!({"action": "withdraw", "ids": [first]}), "reason"),
        (json!({"action": "key_event", "ids": [first], "reason": "Why?"}), "reason"),
        (json!({"action": "label", "ids": [first]}), "label"),
        (json!({"action": "withdraw", "ids": [first], "reason": "a", "label": "b"}), "label"),
        (json!({"action": "key_event", "ids": [first], "versions": [1]}), "versions"),
        (json!({"action": "approve", "ids": [first]}), "versions"),
        (json!({"action": "key_event", "ids": []}), "ids"),
        (json!({"action": "key_event", "ids": many}), "ids"),
    ] {
        let refused = owner.post(BULK, &body).await.expect(StatusCode::UNPROCESSABLE_ENTITY).json();
        assert_eq!(refused["field"], at, "{body}");
    }
    assert_eq!(field(&owner, &first, "revisions").await, 1);
}
