//! What all coverages share: templates, backgrounds, and what may be meant.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use store::Role;
use tempfile::TempDir;
use tower::ServiceExt;

use crate::app::{Answer, Caller, TestApp, app, drafts, post, posts, token};
use crate::draft_places::words;
use crate::events::Events;

#[tokio::test]
async fn six_templates_are_there_and_can_be_altered() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let list = async || owner.get("/api/v1/templates").await.expect(StatusCode::OK).json()["templates"].clone();
    let shipped = list().await;
    assert_eq!(shipped.as_array().unwrap().len(), 6);
    for template in shipped.as_array().unwrap() {
        // Each can be begun with.
        owner.post(&drafts("storm"), &json!({"content": template["content"]})).await.expect(StatusCode::CREATED);
    }
    let quote = format!("/api/v1/templates/{}", shipped[1]["id"].as_str().unwrap());
    let altered = json!({"name": "Said", "kind": "quote", "content": {"label": "Said"}});
    let altered = owner.write(Method::PUT, &quote, &altered).await.expect(StatusCode::OK).json();
    assert_eq!((&altered["id"], &altered["shipped"]), (&shipped[1]["id"], &json!(false)));
    assert_eq!(list().await.as_array().unwrap().len(), 6);
    owner.delete(&quote, &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(list().await.as_array().unwrap().len(), 5, "what came with Stet can be taken away too");
    owner.delete(&quote, &json!({})).await.problem(StatusCode::NOT_FOUND);
    let app = app.restart().await;
    let kept = app.owner().await.get("/api/v1/templates").await.json();
    assert_eq!(kept["templates"].as_array().unwrap().len(), 5);
}

fn background(text: &str, version: Option<u64>) -> Value {
    let mut background = json!({"title": "The surge", "body": words(text)["body"]});
    if let Some(version) = version {
        background["version"] = version.into();
    }
    background
}

fn with_background(id: &Value, text: &str) -> Value {
    let node = json!({"type": "background", "attrs": {"background": id, "title": "The surge"}, "content": words(text)["body"]["doc"]["content"]});
    json!({"headline": "With it", "body": [node, "And more."]})
}

#[tokio::test]
async fn a_background_is_revised_wherever_it_stands() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let made =
        owner.post("/api/v1/backgrounds", &background("Old words", None)).await.expect(StatusCode::CREATED).json();
    let place = format!("/api/v1/backgrounds/{}", made["id"].as_str().unwrap());
    let mut holders = Vec::new();
    for slug in ["storm", "flood"] {
        let post =
            owner.post(&posts(slug), &with_background(&made["id"], "Old words")).await.expect(StatusCode::CREATED);
        holders.push((slug, post.json()["id"].as_str().unwrap().to_owned()));
    }
    owner.publish("storm", "Without it").await;
    let read = owner.get(&place).await.expect(StatusCode::OK).json();
    assert_eq!(read["used_in"].as_array().unwrap().len(), 2);
    let revised =
        owner.write(Method::PUT, &place, &background("New words", Some(1))).await.expect(StatusCode::OK).json();
    assert_eq!((&revised["version"], &revised["revised"], &revised["left"]), (&json!(2), &json!(2), &json!(0)));
    for ((slug, id), seq) in holders.iter().zip([3, 2]) {
        Events::after(&app.anon(), slug, seq).await.frame().await;
        let post = owner.get(&post(slug, id)).await.json();
        assert!(post["text"].as_str().unwrap().contains("New words"), "{post}");
        assert_eq!((&post["revisions"], &post["notices"]), (&json!(2), &json!([])));
    }
    let late = owner.write(Method::PUT, &place, &background("Late words", Some(1))).await;
    assert_eq!(late.problem(StatusCode::CONFLICT).code, "stale_version");
    assert_eq!(late.json()["current"]["version"], 2);
    // Who did not hear the answer asks again, and nothing is done twice.
    let again = owner.write(Method::PUT, &place, &background("New words", Some(1))).await.expect(StatusCode::OK).json();
    assert_eq!((&again["version"], &again["revised"]), (&json!(2), &json!(0)));

    // An editor of one coverage does not reach into another.
    let editor = app.with_role("editor@example.org", Role::Editor, Some("storm")).await;
    let revised =
        editor.write(Method::PUT, &place, &background("Newest words", Some(2))).await.expect(StatusCode::OK).json();
    assert_eq!((&revised["revised"], &revised["left"]), (&json!(1), &json!(1)));
    assert_eq!(revised["used_in"].as_array().unwrap().len(), 1, "nor hears of it");
    let frame = Events::after(&app.anon(), "storm", 4).await.frame().await;
    assert!(frame["html"].as_str().unwrap().contains("Newest words"), "{frame}");
    assert_eq!(owner.standing("flood").await, (3, 0));
    owner.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    owner.get(&place).await.problem(StatusCode::NOT_FOUND);
    let quote = json!({"type": "blockquote", "attrs": {}, "content": words("x")["body"]["doc"]["content"]});
    let wrong = json!({"title": "No quotes", "body": [quote]});
    owner.post("/api/v1/backgrounds", &wrong).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_was_drafted_before_a_background_was_revised_is_published_with_its_new_words() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = owner.post("/api/v1/backgrounds", &background("Old words", None)).await.json();
    let old = with_background(&made["id"], "Old words");
    let at = server::now() + jiff::SignedDuration::from_millis(1_200);
    let kept = async |more: Value| {
        let mut new = old.clone();
        new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        owner.post(&posts("storm"), &new).await.expect(StatusCode::CREATED).json()
    };
    let by_hand = kept(json!({"status": "draft"})).await;
    let patched = kept(json!({"status": "draft"})).await;
    kept(json!({"publish_at": at})).await;
    let place = format!("/api/v1/backgrounds/{}", made["id"].as_str().unwrap());
    let revised = owner.write(Method::PUT, &place, &background("New words", Some(1))).await.expect(StatusCode::OK);
    assert_eq!(revised.json()["revised"], 0);

    let publish = format!("{}/{}/publish", drafts("storm"), by_hand["id"].as_str().unwrap());
    owner.post(&publish, &json!({"version": 1})).await.expect(StatusCode::CREATED);
    let patched = patched["api_url"].as_str().unwrap();
    owner.patch(patched, &json!({"status": "published"})).await.expect(StatusCode::OK);
    kept(json!({"status": "published"})).await;
    for frame in Events::after(&app.anon(), "storm", 1).await.up_to(5).await {
        let html = frame["html"].as_str().unwrap();
        assert!(html.contains("New words") && !html.contains("Old words"), "{frame}");
        assert_eq!(frame["verb"], "insert", "published so, not revised after");
    }
    // What the library does not have any more says what was written.
    owner.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert!(kept(json!({"status": "published"})).await["text"].as_str().unwrap().contains("Old words"));
}

#[tokio::test]
async fn a_server_that_starts_ends_the_renewals_that_another_began() {
    const HELD: u64 = 30;
    let folder = Arc::new(TempDir::new().unwrap());
    // A server that answers and runs no jobs: one that ends right after its answers.
    let app = app(&folder).await;
    let owner = format!("Bearer {}", token(app.store(), "owner@example.org").await.reveal());
    let router = server::router(app.clone());
    let ask = async |method: Method, path: &str, body: &Value| {
        let caller = Caller::nowhere().with("authorization", &owner).with("content-type", "application/json");
        let request = caller.request(method, path, body.to_string());
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    };
    let storm = json!({"slug": "storm", "headline": "Ferries in the storm"});
    ask(Method::POST, "/api/v1/coverages", &storm).await.expect(StatusCode::CREATED);
    let made = ask(Method::POST, "/api/v1/backgrounds", &background("Old words", None)).await.json();
    for _ in 0..HELD {
        let post = with_background(&made["id"], "Old words");
        ask(Method::POST, &posts("storm"), &post).await.expect(StatusCode::CREATED);
    }
    let place = format!("/api/v1/backgrounds/{}", made["id"].as_str().unwrap());
    for (words, seen) in [("New words", 1), ("Newest words", 2)] {
        let revised = ask(Method::PUT, &place, &background(words, Some(seen))).await.expect(StatusCode::OK).json();
        assert_eq!((&revised["version"], &revised["revised"]), (&json!(seen + 1), &json!(HELD)));
    }
    drop(router);
    app.store().close().await;

    let app = TestApp::start_in(folder).await;
    let frames = Events::after(&app.anon(), "storm", HELD + 1).await.up_to(2 * HELD + 1).await;
    let revised: BTreeSet<_> = frames.iter().map(|frame| frame["post"].as_str().unwrap()).collect();
    assert_eq!(revised.len() as u64, HELD, "each once: what came last is all that is taken over");
    for frame in &frames {
        assert!(frame["html"].as_str().unwrap().contains("Newest words"), "{frame}");
    }
}

#[tokio::test]
async fn what_was_used_completes_what_is_typed() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    for (slug, byline, dateline) in
        [("storm", "Jo Field", "Hook"), ("storm", "Jo Field", "Hook"), ("flood", "Al Moor", "Delft")]
    {
        let post = json!({"body": "Words.", "byline": byline, "dateline": dateline, "label": "Now", "contributors": [{"name": byline}]});
        owner.post(&posts(slug), &post).await.expect(StatusCode::CREATED);
    }
    let complete = async |slug: &str, caller: &crate::app::Caller| {
        caller.get(&format!("/api/v1/coverages/{slug}/completions")).await.expect(StatusCode::OK).json()
    };
    let at_storm = complete("storm", &owner).await;
    assert_eq!((&at_storm["bylines"], &at_storm["labels"]), (&json!(["Jo Field", "Al Moor"]), &json!(["Now"])));
    assert_eq!(at_storm["datelines"].as_array().unwrap()[..2], [json!("Hook"), json!("Delft")]);
    assert!(at_storm["datelines"].as_array().unwrap().contains(&json!("Reykjavik")));
    assert_eq!(complete("flood", &owner).await["bylines"], json!(["Al Moor", "Jo Field"]));
    let reporter = app.reporter("storm").await;
    assert_eq!(complete("storm", &reporter).await["bylines"], json!(["Jo Field"]), "of what they may read");
}

#[tokio::test]
async fn a_preview_is_what_readers_will_see() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let preview =
        async |content: Value| owner.post("/api/v1/coverages/storm/preview", &json!({"content": content})).await;
    let html = preview(words("Soon <b>")).await.expect(StatusCode::OK).json()["html"].as_str().unwrap().to_owned();
    assert!(html.contains("<article") && html.contains("Soon &lt;b&gt;") | html.contains("Soon &#60;b&#62;"), "{html}");
    assert_eq!(preview(json!({})).await.problem(StatusCode::UNPROCESSABLE_ENTITY).field.as_deref(), Some("body"));
    assert_eq!(owner.standing("storm").await, (1, 0));
}

#[tokio::test]
async fn who_alters_what_all_share_is_noted() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made = owner.post("/api/v1/backgrounds", &background("Water.", None)).await.expect(StatusCode::CREATED).json();
    let place = format!("/api/v1/backgrounds/{}", made["id"].as_str().unwrap());
    owner.write(Method::PUT, &place, &background("High water.", Some(0))).await.problem(StatusCode::CONFLICT);
    owner.write(Method::PUT, &place, &background("High water.", Some(1))).await.expect(StatusCode::OK);
    owner.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    let template = json!({"name": "Scores", "kind": "scores", "content": {}});
    let template = owner.post("/api/v1/templates", &template).await.expect(StatusCode::CREATED).json();
    let place = format!("/api/v1/templates/{}", template["id"].as_str().unwrap());
    owner.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    let handover = json!({"text": "Ask the harbour.", "version": 0});
    owner.write(Method::PUT, "/api/v1/coverages/storm/handover", &handover).await.expect(StatusCode::OK);
    owner.patch("/api/v1/me", &json!({"name": "The owner"})).await.expect(StatusCode::OK);
    let audit = owner.get("/api/v1/audit?limit=7").await.expect(StatusCode::OK);
    let entries = audit.json()["entries"].as_array().unwrap().clone();
    let actions: Vec<_> = entries.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    assert_eq!(
        actions,
        [
            "member.renamed",
            "handover.saved",
            "template.deleted",
            "template.saved",
            "background.deleted",
            "background.saved",
            "background.saved",
        ],
        "the newest first; what failed is not among them"
    );
    assert_eq!(entries[1]["coverage"], "storm");
    assert!(!audit.text().contains("Ask the harbour"), "what was written stands where it was written");
}
