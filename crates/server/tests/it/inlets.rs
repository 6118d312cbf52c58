//! Messages of a chat become drafts.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Effect, Member, Role};

use crate::app::{Caller, TestApp};

const INLETS: &str = "/api/v1/coverages/storm/inlets";
const DRAFTS: &str = "/api/v1/coverages/storm/drafts";

/// The path of a new inlet's address.
async fn inlet(by: &Caller) -> (String, String) {
    let made = by.post(INLETS, &json!({"name": "#storm"})).await.expect(StatusCode::CREATED).json();
    let path = made["url"].as_str().unwrap().split_once("example.org").unwrap().1.to_owned();
    (path, made["id"].as_str().unwrap().to_owned())
}

async fn drafts(by: &Caller) -> Vec<Value> {
    by.get(DRAFTS).await.expect(StatusCode::OK).json()["drafts"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_message_is_a_draft_with_a_note_that_says_where_it_came_from() {
    let app = TestApp::start().await;
    let editor = {
        app.owner().await.cover("storm").await;
        app.editor("storm").await
    };
    let (path, _) = inlet(&editor).await;
    let chat = app.anon().with("content-type", "application/x-www-form-urlencoded");
    let said = "token=x&user_name=mira&trigger_id=13.1&text=The+bridge+is+shut.%0A%0ASince+nine+%40%5Bme%5D%28x%29";
    let taken = chat.send(Method::POST, &path, said).await.expect(StatusCode::OK).json();
    assert!(taken["text"].as_str().unwrap().contains("/desk/c/storm"), "{taken}");
    let listed = drafts(&editor).await;
    assert_eq!(listed.len(), 1);
    let id = taken["draft"].as_str().unwrap();
    assert_eq!(listed[0]["id"], id);
    let draft = editor.get(&format!("{DRAFTS}/{id}")).await.expect(StatusCode::OK).json();
    let blocks = draft["content"]["body"]["doc"]["content"].as_array().unwrap();
    assert_eq!(blocks.len(), 2);
    assert_eq!(blocks[0]["content"][0]["text"], "The bridge is shut.");
    let notes = editor.get(&format!("{DRAFTS}/{id}/notes")).await.expect(StatusCode::OK).json();
    assert_eq!(notes["notes"][0]["text"], "#storm · mira");
    // Sent again, as chats do that waited too long for an answer, it is the same draft.
    let again = chat.send(Method::POST, &path, said).await.expect(StatusCode::OK).json();
    assert_eq!(again["draft"], id);
    assert_eq!(drafts(&editor).await.len(), 1);
    // It can be published like any other.
    let version = draft["version"].clone();
    let published = editor.post(&format!("{DRAFTS}/{id}/publish"), &json!({"version": version})).await;
    assert!(published.status.is_success(), "{}", published.text());
}

#[tokio::test]
async fn only_messages_of_people_become_drafts() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let (path, _) = inlet(&owner).await;
    let chat = app.anon();
    let challenge = json!({"type": "url_verification", "challenge": "abc"});
    let answer = chat.post(&path, &challenge).await.expect(StatusCode::OK).json();
    assert_eq!(answer, json!({"challenge": "abc"}));
    let joined =
        json!({"type": "event_callback", "event": {"type": "message", "subtype": "channel_join", "text": "x"}});
    chat.post(&path, &joined).await.expect(StatusCode::NO_CONTENT);
    let told = chat.post(&path, &json!({"text": " "})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.code, "bad_message");
    assert!(drafts(&owner).await.is_empty());
}

#[tokio::test]
async fn an_address_that_was_taken_back_or_whose_maker_left_opens_nothing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let editor = app.editor("storm").await;
    let (path, id) = inlet(&owner).await;
    let (editors, _) = inlet(&editor).await;
    let message = json!({"text": "The bridge is shut."});
    let listed = owner.get(INLETS).await.expect(StatusCode::OK);
    assert!(!listed.text().contains("stet_"), "an address is shown once");
    owner.delete(&format!("{INLETS}/{id}"), &json!({})).await.expect(StatusCode::NO_CONTENT);
    app.anon().post(&path, &message).await.problem(StatusCode::NOT_FOUND);
    app.anon().post("/api/v1/inlets/stet_none", &message).await.problem(StatusCode::NOT_FOUND);
    let member = app.store().member_by_email("editor@example.org").await.unwrap().unwrap();
    let viewer = Member { role: Role::Viewer, disabled_at: Some(server::now()), ..member };
    app.store().commit(vec![Effect::SaveMember(viewer)]).await.unwrap();
    let told = app.anon().post(&editors, &message).await.problem(StatusCode::FORBIDDEN);
    assert!(told.hint.is_some());
    assert!(drafts(&owner).await.is_empty());
}

#[tokio::test]
async fn a_chat_that_sends_too_much_is_told_to_wait() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let (path, _) = inlet(&owner).await;
    let mut told = StatusCode::OK;
    for number in 0..200 {
        let answer = app.anon().post(&path, &json!({"text": "Again", "id": "1", "number": number})).await;
        told = answer.status;
        if told != StatusCode::OK {
            assert_eq!(answer.problem(told).code, "too_many_attempts");
            break;
        }
    }
    assert_eq!(told, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(drafts(&owner).await.len(), 1);
}
