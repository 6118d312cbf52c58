//! Notes on drafts, mentions, and the handover.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::app::{TestApp, drafts};
use crate::draft_places::{begin, me};

#[tokio::test]
async fn whoever_is_mentioned_is_told_and_may_see_the_draft() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let (editor, contributor) = (app.editor("storm").await, app.contributor("storm").await);
    let id = begin(&editor, "storm", "The quay").await;
    let place = format!("{}/{id}", drafts("storm"));
    contributor.get(&place).await.problem(StatusCode::NOT_FOUND);
    let who = me(&contributor).await;
    let text = format!("@[Con]({who}), is this right? @[Con]({who})");
    let note = editor.post(&format!("{place}/notes"), &json!({"text": text})).await.expect(StatusCode::CREATED).json();
    assert_eq!(note["mentions"].as_array().unwrap().len(), 1);
    let read = contributor.get(&place).await.expect(StatusCode::OK).json();
    assert_eq!((&read["notes"], &read["may"]), (&json!(1), &json!([])), "to see, and to answer");
    contributor.post(&format!("{place}/notes"), &json!({"text": "It is."})).await.expect(StatusCode::CREATED);
    let notes = editor.get(&format!("{place}/notes")).await.expect(StatusCode::OK).json();
    let texts: Vec<_> = notes["notes"].as_array().unwrap().iter().map(|note| note["text"].clone()).collect();
    assert_eq!(texts, [json!(text), json!("It is.")]);

    let mentions = contributor.get("/api/v1/me/mentions").await.expect(StatusCode::OK).json();
    assert_eq!((&mentions["unseen"], &mentions["mentions"][0]["coverage"]), (&json!(1), &json!("storm")));
    assert_eq!(mentions["mentions"][0]["headline"], "The quay");
    let seen = json!({"until": mentions["mentions"][0]["at"]});
    contributor.post("/api/v1/me/mentions/seen", &seen).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(contributor.get("/api/v1/me/mentions").await.json()["unseen"], 0);
    assert_eq!(editor.get("/api/v1/me/mentions").await.json()["mentions"], json!([]));
}

#[tokio::test]
async fn an_owner_without_a_place_can_be_found_and_mentioned() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let reporter = app.reporter("storm").await;
    let read = reporter.get("/api/v1/coverages/storm/members").await.expect(StatusCode::OK).json();
    let who = me(&owner).await;
    let ids = |list: &Value| list.as_array().unwrap().iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&read["owners"]), [json!(who)]);
    assert_eq!(read["owners"][0]["role"], "owner");
    assert!(!ids(&read["members"]).contains(&json!(who)), "there is no place to take away");
    let id = begin(&reporter, "storm", "The quay").await;
    let notes = format!("{}/{id}/notes", drafts("storm"));
    let text = json!({"text": format!("@[Owner]({who}), is this right?")});
    reporter.post(&notes, &text).await.expect(StatusCode::CREATED);
    assert_eq!(owner.get("/api/v1/me/mentions").await.json()["unseen"], 1);
}

#[tokio::test]
async fn notes_are_their_writers() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let (editor, reporter) = (app.editor("storm").await, app.reporter("storm").await);
    let id = begin(&reporter, "storm", "The quay").await;
    let notes = format!("{}/{id}/notes", drafts("storm"));
    let of = async |caller: &crate::app::Caller| {
        let note = caller.post(&notes, &json!({"text": "Look"})).await.expect(StatusCode::CREATED).json();
        format!("{notes}/{}", note["id"].as_str().unwrap())
    };
    let (editors, reporters) = (of(&editor).await, of(&reporter).await);
    editor.patch(&reporters, &json!({"text": "Mine"})).await.problem(StatusCode::FORBIDDEN);
    let edited = reporter.patch(&reporters, &json!({"text": "See"})).await.expect(StatusCode::OK).json();
    assert_eq!(edited["text"], "See");
    assert!(edited["edited_at"].is_string());
    reporter.delete(&editors, &json!({})).await.problem(StatusCode::FORBIDDEN);
    editor.delete(&reporters, &json!({})).await.expect(StatusCode::NO_CONTENT);
    editor.delete(&reporters, &json!({})).await.problem(StatusCode::NOT_FOUND);
    let viewer = me(&app.owner().await).await.replace(['0', '1', '2'], "3");
    for text in [json!(""), json!("x".repeat(4_001)), json!(format!("@[Nobody]({viewer})")), json!(7)] {
        let told = reporter.post(&notes, &json!({"text": text})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.field.is_some(), "{told:?}");
    }
}

#[tokio::test]
async fn of_two_handovers_none_is_lost() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let (editor, reporter) = (app.editor("storm").await, app.reporter("storm").await);
    let place = "/api/v1/coverages/storm/handover";
    let put = async |caller: &crate::app::Caller, text: &str, version: u64| {
        caller.write(Method::PUT, place, &json!({"text": text, "version": version})).await
    };
    let empty = editor.get(place).await.expect(StatusCode::OK).json();
    assert_eq!(empty, json!({"text": "", "version": 0, "by": null, "at": null}));
    let first = put(&editor, "Call the harbour at six.", 0).await.expect(StatusCode::OK).json();
    assert_eq!((&first["version"], &first["by"]["id"]), (&json!(1), &json!(me(&editor).await)));
    let late = put(&reporter, "Call the school.", 0).await;
    assert_eq!(late.problem(StatusCode::CONFLICT).code, "stale_version");
    assert_eq!(late.json()["current"]["text"], "Call the harbour at six.");
    put(&reporter, "Call both.", 1).await.expect(StatusCode::OK);
    let read: Value = editor.get(place).await.json();
    assert_eq!((&read["text"], &read["version"]), (&json!("Call both."), &json!(2)));
    put(&editor, &"x".repeat(20_001), 2).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_mention_goes_with_its_draft_and_with_the_place() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let (editor, contributor) = (app.editor("storm").await, app.contributor("storm").await);
    let id = begin(&editor, "storm", "The quay").await;
    let place = format!("{}/{id}", drafts("storm"));
    let text = format!("@[Con]({}), is this right?", me(&contributor).await);
    editor.post(&format!("{place}/notes"), &json!({"text": text})).await.expect(StatusCode::CREATED);
    let mentions = async || contributor.get("/api/v1/me/mentions").await.expect(StatusCode::OK).json();
    assert_eq!(mentions().await["unseen"], 1);
    let read = editor.get(&place).await.expect(StatusCode::OK).json();
    editor.delete(&place, &json!({"version": read["version"]})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(mentions().await, json!({"mentions": [], "unseen": 0}), "a draft in the trash is told of to nobody");
    for at in ["", "/notes", "/steps?after=0"] {
        contributor.get(&format!("{place}{at}")).await.problem(StatusCode::NOT_FOUND);
    }
    editor.post(&format!("{place}/restore"), &json!({})).await.expect(StatusCode::OK);
    assert_eq!(mentions().await["unseen"], 1);

    let who = me(&contributor).await;
    let team = format!("/api/v1/coverages/storm/members/{who}");
    editor.delete(&team, &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(mentions().await, json!({"mentions": [], "unseen": 0}));
    let told = editor.post(&format!("{place}/notes"), &json!({"text": text})).await;
    assert_eq!(told.problem(StatusCode::UNPROCESSABLE_ENTITY).code, "bad_value", "who has no place is not mentioned");
}
