//! Reminders to whoever writes: told over HTTP, with links that are asked.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, posts};

async fn remind(caller: &Caller, body: &Value) -> Value {
    caller.post("/api/v1/coverages/storm/reminders", body).await.expect(StatusCode::OK).json()
}

fn content(headline: &str, text: &str, link: Option<&str>) -> Value {
    let marks: Vec<_> = link.iter().map(|href| json!({"type": "link", "attrs": {"href": href}})).collect();
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text, "marks": marks}]});
    json!({"headline": headline, "body": {"v": 1, "doc": {"type": "doc", "content": [paragraph]}}})
}

#[tokio::test]
async fn what_was_said_before_is_told() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let text = "Mayor Ada Lindqvist says 1,200 people had to leave their homes along the northern quay tonight.";
    let made = owner.post(&posts("storm"), &json!({"headline": "Homes", "body": text})).await;
    let id = made.expect(StatusCode::CREATED).json()["id"].clone();
    let now = "Mayor Ada Lindquist says 1,500 people had to leave their homes along the northern quay tonight.";
    let told = remind(&owner, &json!({"content": content("Homes", now, None)})).await;
    assert_eq!(told["duplicates"][0]["post"], id);
    assert!(told["duplicates"][0]["similarity"].as_f64().unwrap() > 0.4);
    let differences: Vec<_> = told["differences"].as_array().unwrap().iter().map(|it| it["kind"].clone()).collect();
    assert_eq!(differences, ["figure", "name"]);
    assert!(told["differences"][0]["before"].as_str().unwrap().starts_with("1,200 people"));
    assert_eq!(told["links"], json!([]));

    let revising = json!({"content": content("Homes", now, None), "revises": id});
    assert_eq!(remind(&owner, &revising).await, json!({"duplicates": [], "differences": [], "links": []}));
}

#[tokio::test]
async fn a_link_to_what_is_not_public_is_told_and_not_followed() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let told = remind(&owner, &json!({"content": content("", "See this.", Some("http://127.0.0.1:9/secret"))})).await;
    let problem = "It leads to an address that is not public.";
    assert_eq!(told["links"], json!([{"url": "http://127.0.0.1:9/secret", "problem": problem}]));
}

#[tokio::test]
async fn what_is_hardly_begun_reminds_of_nothing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "The harbour closes").await;
    let nothing = json!({"duplicates": [], "differences": [], "links": []});
    for content in [json!({}), json!(null), json!({"body": null}), json!({"body": {"v": 1}}), json!({"headline": 7})] {
        assert_eq!(remind(&owner, &json!({"content": content})).await, nothing);
    }
    let refused = owner.post("/api/v1/coverages/storm/reminders", &json!({"content": {}, "revises": "x"})).await;
    assert_eq!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["field"], "revises");
}
