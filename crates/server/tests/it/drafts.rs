//! Drafts: posts that are not in the record yet.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, post, posts};

async fn draft(owner: &Caller, slug: &str, words: &str) -> Value {
    let draft = json!({"headline": "In the making", "body": words, "status": "draft"});
    owner.post(&posts(slug), &draft).await.expect(StatusCode::CREATED).json()
}

fn place(draft: &Value) -> String {
    draft["api_url"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_draft_is_kept_edited_published_and_read_under_one_id() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = draft(&owner, "storm", "First words.").await;
    assert_eq!((&made["status"], &made["seq"], &made["version"]), (&json!("draft"), &json!(null), &json!(1)));
    assert_eq!(owner.get(&place(&made)).await.expect(StatusCode::OK).json(), made);

    let patch = json!({"body": "Better words.", "label": "Now", "contributors": [{"name": "Jo Field"}]});
    let edited = owner.patch(&place(&made), &patch).await.expect(StatusCode::OK).json();
    assert_eq!(
        (&edited["text"], &edited["label"], &edited["version"]),
        (&json!("Better words."), &json!("Now"), &json!(2))
    );
    assert_eq!(edited["headline"], "In the making", "what is absent stays as it is");
    let cleared =
        owner.patch(&place(&made), &json!({"headline": null, "label": null})).await.expect(StatusCode::OK).json();
    assert_eq!((&cleared["headline"], &cleared["label"]), (&json!(null), &json!(null)), "null takes away");
    assert_eq!(owner.standing("storm").await, (1, 1), "nothing of it is in the record");

    let published = owner.patch(&place(&made), &json!({"status": "published", "headline": "Done"})).await;
    let published = published.expect(StatusCode::OK).json();
    assert_eq!((&published["id"], &published["seq"]), (&made["id"], &json!(2)));
    assert_eq!((&published["headline"], &published["text"]), (&json!("Done"), &json!("Better words.")));
    assert_eq!(owner.standing("storm").await, (2, 0), "it is no draft any more");
    app.anon().get(&format!("/live/storm/post/{}", made["id"].as_str().unwrap())).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_draft_is_dropped_without_a_trace() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = draft(&owner, "storm", "First words.").await;
    let answer = owner.delete(&place(&made), &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert!(answer.body.is_empty());
    owner.get(&place(&made)).await.problem(StatusCode::NOT_FOUND);
    owner.patch(&place(&made), &json!({"label": "Now"})).await.problem(StatusCode::NOT_FOUND);
    owner.delete(&place(&made), &json!({})).await.problem(StatusCode::NOT_FOUND);
    assert_eq!(owner.standing("storm").await, (1, 0));
}

#[tokio::test]
async fn drafts_are_listed_apart() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let made = draft(&owner, "storm", "First words.").await;
    draft(&owner, "flood", "Of another coverage.").await;
    let later = json!({"body": "For later.", "publish_at": "2099-01-01T12:00:00+01:00"});
    let later = owner.post(&posts("storm"), &later).await.expect(StatusCode::CREATED).json();
    assert_eq!((&later["status"], &later["publish_at"]), (&json!("scheduled"), &json!("2099-01-01T11:00:00Z")));
    for (status, expected) in [("draft", json!([made])), ("scheduled", json!([later])), ("published", json!([]))] {
        let listed = owner.get(&format!("{}?status={status}", posts("storm"))).await.expect(StatusCode::OK).json();
        assert_eq!(listed["posts"], expected, "{status}");
    }
}

#[tokio::test]
async fn an_edit_against_an_older_version_is_refused() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = draft(&owner, "storm", "First words.").await;
    let theirs =
        owner.patch(&place(&made), &json!({"body": "Theirs.", "version": 1})).await.expect(StatusCode::OK).json();
    assert_eq!(theirs["version"], 2);
    for patch in
        [json!({"body": "Mine.", "version": 1}), json!({"status": "published", "version": 1}), json!({"version": 3})]
    {
        let told = owner.patch(&place(&made), &patch).await.problem(StatusCode::CONFLICT);
        assert_eq!(told.code, "stale_draft");
        assert!(told.hint.unwrap().contains("version"));
    }
    assert_eq!(owner.get(&place(&made)).await.json()["text"], "Theirs.");
    assert_eq!(owner.standing("storm").await, (1, 1));
    owner.patch(&place(&made), &json!({"body": "Both.", "version": 2})).await.expect(StatusCode::OK);
    // A post that is published has no versions to send a change against.
    let id = owner.publish("storm", "The harbour closes").await;
    let told = owner.patch(&post("storm", &id), &json!({"label": "Now", "version": 1})).await;
    assert_eq!(told.problem(StatusCode::UNPROCESSABLE_ENTITY).field.as_deref(), Some("version"));
}

#[tokio::test]
async fn what_only_one_kind_of_post_has_is_refused_for_the_other() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = place(&draft(&owner, "storm", "First words.").await);
    let published = post("storm", &owner.publish("storm", "The harbour closes").await);
    let far = "2099-01-01T00:00:00Z";
    for (place, patch, field) in [
        (&made, json!({"notice": {"kind": "update", "text": "New."}}), "notice"),
        (&made, json!({"status": "scheduled"}), "publish_at"),
        (&made, json!({"status": "published", "publish_at": far}), "publish_at"),
        (&made, json!({"status": "draft", "publish_at": far}), "publish_at"),
        (&made, json!({"status": "withdrawn"}), "status"),
        (&published, json!({"status": "draft"}), "status"),
        (&published, json!({"status": "scheduled", "publish_at": far}), "status"),
        (&published, json!({"publish_at": far}), "publish_at"),
        (&published, json!({"publish_at": null}), "publish_at"),
    ] {
        let told = owner.patch(place, &patch).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field), "{patch}");
    }
    for (new, field) in [
        (json!({"body": "x", "status": "published", "publish_at": far}), "publish_at"),
        (json!({"body": "x", "status": "draft", "publish_at": far}), "publish_at"),
        (json!({"body": "x", "status": "scheduled"}), "publish_at"),
        (json!({"body": "x", "status": "withdrawn"}), "status"),
        (json!({"body": "x", "notice": {"kind": "update", "text": "New."}}), "notice"),
        (json!({"body": "x", "version": 0}), "version"),
    ] {
        let told = owner.post(&posts("storm"), &new).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field), "{new}");
    }
    assert_eq!(owner.standing("storm").await, (2, 1));
}

#[tokio::test]
async fn a_draft_survives_a_restart() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = draft(&owner, "storm", "First words.").await;
    let app = app.restart().await;
    assert_eq!(app.owner().await.get(&place(&made)).await.expect(StatusCode::OK).json(), made);
}

#[tokio::test]
async fn a_draft_may_be_for_a_coverage_that_has_ended_but_not_be_published_there() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = draft(&owner, "storm", "First words.").await;
    owner.amend("storm", &json!({"status": "ended"})).await;
    let told = owner.patch(&place(&made), &json!({"status": "published"})).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "coverage_ended");
    let new = owner.post(&posts("storm"), &json!({"body": "Too late."})).await;
    assert_eq!(new.problem(StatusCode::CONFLICT).code, "coverage_ended");
    assert_eq!(owner.get(&place(&made)).await.json(), made, "its words are kept");
}
