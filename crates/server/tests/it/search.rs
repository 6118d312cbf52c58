//! Search: what is found, by whom, and how it is shown.

use axum::http::StatusCode;
use serde_json::{Value, json};
use store::Role;

use crate::app::{Caller, TestApp, post, posts};

async fn search(caller: &Caller, query: &str) -> Vec<Value> {
    let answer = caller.get(&format!("/api/v1/search?{query}")).await.expect(StatusCode::OK).json();
    answer["results"].as_array().unwrap().clone()
}

#[tokio::test]
async fn posts_and_drafts_are_found_and_shown_as_text() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let body = json!({"headline": "Later", "body": "Ferries & <b>boats</b> leave the harbour.", "status": "draft"});
    let draft = owner.post(&posts("storm"), &body).await.expect(StatusCode::CREATED).json();
    let found = search(&owner, "q=harb").await;
    let ids: Vec<_> = found.iter().map(|it| (it["kind"].as_str().unwrap(), it["id"].clone())).collect();
    assert_eq!(ids, [("post", json!(id)), ("draft", draft["id"].clone())]);
    assert_eq!(found[0]["status"], "published");
    let drafts = search(&owner, "q=boats&kind=draft&coverage=storm").await;
    assert_eq!((&drafts[0]["status"], &drafts[0]["coverage"]), (&json!("draft"), &json!("storm")));
    let shown = drafts[0]["excerpt"].as_str().unwrap();
    assert!(shown.contains("&amp; &lt;b&gt;<mark>boats</mark>&lt;/b&gt;"), "{shown}");

    owner.delete(&post("storm", &id), &json!({"reason": "A drill."})).await.expect(StatusCode::OK);
    assert_eq!(search(&owner, "q=harbour&kind=post").await, [] as [Value; 0]);
}

#[tokio::test]
async fn what_is_not_the_askers_is_not_found() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for slug in ["storm", "flood"] {
        owner.cover(slug).await;
        owner.publish(slug, &format!("The harbour in the {slug}")).await;
        let draft = json!({"headline": "The harbour, a draft", "body": "Not yet.", "status": "draft"});
        owner.post(&posts(slug), &draft).await.expect(StatusCode::CREATED);
    }
    let stranger = app.with_role("stranger@example.org", Role::Editor, None).await;
    assert_eq!(search(&stranger, "q=harbour").await, [] as [Value; 0]);
    for (role, found_there) in [(Role::Viewer, 1), (Role::Contributor, 1), (Role::Reporter, 2)] {
        let email = format!("{found_there}-{role:?}@example.org");
        let member = app.with_role(&email, role, Some("storm")).await;
        let found = search(&member, "q=harbour").await;
        assert_eq!(found.len(), found_there, "{role:?}: {found:?}");
        assert!(found.iter().all(|it| it["coverage"] == "storm"));
        member.get("/api/v1/search?q=harbour&coverage=flood").await.expect(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_question_is_words() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for query in ["", "q=", "q=%20", "q=a&kind=picture"] {
        owner.get(&format!("/api/v1/search?{query}")).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    for query in ["q=%22", "q=a*%20OR", "q=NEAR(", "q=headline%3Ax", "q=%00", "q=%2A"] {
        search(&owner, query).await;
    }
}
