//! A draft's way from its first words to the page: who may take it which step.

use axum::http::StatusCode;
use coverage::PostId;
use serde_json::{Value, json};
use store::{Draft, Effect, Reporting, Role};

use crate::app::{Caller, TestApp, drafts, post};
use crate::draft_places::{begin, me, words};

fn place(id: &str) -> String {
    format!("{}/{id}", drafts("storm"))
}

async fn read(caller: &Caller, id: &str) -> Value {
    caller.get(&place(id)).await.expect(StatusCode::OK).json()
}

async fn go(caller: &Caller, id: &str, step: &str, body: &Value) -> Value {
    caller.post(&format!("{}/{step}", place(id)), body).await.expect(StatusCode::OK).json()
}

async fn storm() -> TestApp {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    app
}

#[track_caller]
fn assert_may(draft: &Value, expected: &[&str]) {
    assert_eq!(draft["may"], json!(expected), "{draft}");
}

#[tokio::test]
async fn what_a_reporter_submits_an_editor_sends_back_and_approves() {
    let app = storm().await;
    app.set_reporting("storm", Reporting::Submit).await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let id = begin(&reporter, "storm", "The quay is flooded").await;
    assert_may(&read(&reporter, &id).await, &["edit", "submit", "delete"]);
    reporter.post(&format!("{}/publish", place(&id)), &json!({"version": 1})).await.problem(StatusCode::FORBIDDEN);

    let submitted = go(&reporter, &id, "submit", &json!({"note": "Please look"})).await;
    assert_eq!((&submitted["status"], &submitted["notes"]), (&json!("submitted"), &json!(1)));
    assert_may(&submitted, &["edit", "recall", "delete"]);
    assert_may(&read(&editor, &id).await, &["edit", "approve", "return", "recall", "publish", "schedule", "delete"]);
    let told =
        editor.post(&format!("{}/return", place(&id)), &json!({})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.field.as_deref(), Some("note"), "who sends something back says why");
    let returned = go(&editor, &id, "return", &json!({"note": "Which quay?"})).await;
    assert_eq!((&returned["status"], &returned["notes"]), (&json!("changes_requested"), &json!(2)));
    let told = editor.post(&format!("{}/approve", place(&id)), &json!({})).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "wrong_status");

    go(&reporter, &id, "submit", &json!({})).await;
    let unread = editor.post(&format!("{}/approve", place(&id)), &json!({"version": 7})).await;
    assert_eq!(unread.problem(StatusCode::CONFLICT).code, "stale_draft", "consent is to words that were seen");
    let approved = go(&editor, &id, "approve", &json!({"version": 1})).await;
    assert_eq!((&approved["status"], &approved["version"]), (&json!("approved"), &json!(1)));
    assert_may(&read(&reporter, &id).await, &["edit", "recall", "publish", "schedule", "delete"]);
    let published = reporter.post(&format!("{}/publish", place(&id)), &json!({"version": 1})).await;
    let published = published.expect(StatusCode::CREATED).json();
    assert_eq!((&published["id"], &published["status"]), (&json!(id), &json!("published")));
    reporter.get(&place(&id)).await.problem(StatusCode::NOT_FOUND);
    let author = app.store().author(id.parse::<PostId>().unwrap()).await.unwrap().unwrap();
    assert_eq!(author.to_string(), me(&reporter).await, "whose post it is, is known");
}

#[tokio::test]
async fn an_editors_consent_is_to_the_words_that_were_read() {
    let app = storm().await;
    app.set_reporting("storm", Reporting::Submit).await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let id = begin(&reporter, "storm", "The quay is flooded").await;
    go(&reporter, &id, "submit", &json!({})).await;
    go(&editor, &id, "approve", &json!({})).await;
    let step = |version: u64, text: &str| json!({"version": version, "client": "a", "steps": [{"n": version}], "content": words(text)});
    let steps = format!("{}/steps", place(&id));
    editor.post(&steps, &step(1, "By the editor")).await.expect(StatusCode::OK);
    assert_eq!(read(&editor, &id).await["status"], "approved");
    reporter.post(&steps, &step(2, "By the reporter")).await.expect(StatusCode::OK);
    assert_eq!(read(&editor, &id).await["status"], "submitted");
    // Nor can other words be had by way of the posts.
    go(&editor, &id, "approve", &json!({})).await;
    let other = json!({"headline": "Other words", "status": "published"});
    reporter.patch(&post("storm", &id), &other).await.problem(StatusCode::FORBIDDEN);
    let edited = reporter.patch(&post("storm", &id), &json!({"headline": "Other words"})).await;
    assert_eq!(edited.expect(StatusCode::OK).json()["status"], "submitted");
    assert_eq!(app.owner().await.standing("storm").await.0, 1, "nothing was published");
}

#[tokio::test]
async fn a_contributor_writes_and_submits_and_no_more() {
    let app = storm().await;
    let (contributor, editor) = (app.contributor("storm").await, app.editor("storm").await);
    let id = begin(&contributor, "storm", "From the harbour").await;
    assert_may(&read(&contributor, &id).await, &["edit", "submit", "delete"]);
    go(&contributor, &id, "submit", &json!({})).await;
    go(&editor, &id, "approve", &json!({})).await;
    assert_may(&read(&contributor, &id).await, &["edit", "recall", "delete"]);
    for (step, body) in
        [("publish", json!({"version": 1})), ("schedule", json!({"publish_at": "2999-01-01T00:00", "version": 1}))]
    {
        contributor.post(&format!("{}/{step}", place(&id)), &body).await.problem(StatusCode::FORBIDDEN);
    }
    // What is another's is not there, until they are given a share in it.
    let other = begin(&editor, "storm", "Of the editor").await;
    contributor.get(&place(&other)).await.problem(StatusCode::NOT_FOUND);
    let share = json!({"member": me(&contributor).await});
    contributor.post(&format!("{}/writers", place(&other)), &share).await.problem(StatusCode::NOT_FOUND);
    let shared = go(&editor, &other, "writers", &share).await;
    assert_eq!(shared["writers"][0]["id"], share["member"]);
    assert_may(&read(&contributor, &other).await, &["edit", "submit"]);
    let listed = contributor.get(&drafts("storm")).await.expect(StatusCode::OK).json();
    assert!(listed["drafts"].as_array().unwrap().iter().any(|draft| draft["id"] == other));
    let viewer = app.viewer("storm").await;
    let not_here = app.with_role("far@example.org", Role::Reporter, None).await;
    not_here.get(&place(&other)).await.problem(StatusCode::NOT_FOUND);
    viewer.get(&drafts("storm")).await.problem(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_unfinished_is_kept_but_goes_nowhere() {
    let app = storm().await;
    let owner = app.owner().await;
    let begun = owner.post(&drafts("storm"), &json!({})).await.expect(StatusCode::CREATED).json();
    let id = begun["id"].as_str().unwrap();
    for (step, body) in [
        ("submit", json!({})),
        ("publish", json!({"version": 1})),
        ("schedule", json!({"publish_at": "2999-01-01T00:00:00Z", "version": 1})),
    ] {
        let told = owner.post(&format!("{}/{step}", place(id)), &body).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((&*told.code, told.field.as_deref()), ("empty", Some("body")), "{step}");
    }
    // It can be read as a post, and finished as one.
    let shown = owner.get(&post("storm", id)).await.expect(StatusCode::OK).json();
    assert_eq!((&shown["headline"], &shown["text"]), (&json!(null), &json!("")));
    owner.patch(&post("storm", id), &json!({"body": "Words."})).await.expect(StatusCode::OK);
    go(&owner, id, "submit", &json!({})).await;
    for content in [json!([]), json!({"title": "?"}), json!({"headline": 3}), json!({"body": "text"})] {
        owner.post(&drafts("storm"), &json!({"content": content})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_draft_is_begun_once_under_the_id_that_its_writer_chose() {
    let app = storm().await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let new = json!({"id": server::post_id(), "content": words("Offline")});
    let begun = reporter.post(&drafts("storm"), &new).await.expect(StatusCode::CREATED).json();
    let again = reporter.post(&drafts("storm"), &new).await.expect(StatusCode::OK).json();
    assert_eq!(begun, again);
    let told = app.contributor("storm").await.post(&drafts("storm"), &new).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "id_taken");
    let published = json!({"id": editor.publish("storm", "There already").await});
    assert_eq!(editor.post(&drafts("storm"), &published).await.problem(StatusCode::CONFLICT).code, "id_taken");
    let told = editor.post(&drafts("storm"), &json!({"id": "one"})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.field.as_deref(), Some("id"));
}

#[tokio::test]
async fn what_was_deleted_can_be_brought_back() {
    let app = storm().await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let id = begin(&reporter, "storm", "Second thoughts").await;
    reporter.delete(&place(&id), &json!({})).await.expect(StatusCode::NO_CONTENT);
    reporter.get(&place(&id)).await.problem(StatusCode::NOT_FOUND);
    reporter.get(&post("storm", &id)).await.problem(StatusCode::NOT_FOUND);
    let deleted = format!("{}?deleted=true", drafts("storm"));
    let listed = reporter.get(&deleted).await.expect(StatusCode::OK).json();
    assert_eq!((listed["drafts"].as_array().unwrap().len(), &listed["drafts"][0]["id"]), (1, &json!(id)));
    assert!(listed["drafts"][0]["deleted_at"].is_string());
    let others = app.contributor("storm").await.get(&deleted).await.expect(StatusCode::OK).json();
    assert_eq!(others["drafts"], json!([]));
    let back = go(&editor, &id, "restore", &json!({})).await;
    assert_eq!((&back["deleted_at"], &back["content"]), (&json!(null), &words("Second thoughts")));
    assert_eq!(reporter.get(&deleted).await.json()["drafts"], json!([]));
}

#[tokio::test]
async fn two_who_revise_one_post_write_in_one_draft() {
    let app = storm().await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let id = editor.publish("storm", "The harbour closes").await;
    let first = editor.post(&drafts("storm"), &json!({"revises": id})).await.expect(StatusCode::CREATED).json();
    assert_eq!((&first["revises"], &first["base_seq"]), (&json!(id), &json!(2)));
    assert_eq!(first["content"]["headline"], "The harbour closes");
    let second = reporter.post(&drafts("storm"), &json!({"revises": id})).await.expect(StatusCode::OK).json();
    assert_eq!(first["id"], second["id"]);
    assert_eq!(second["writers"][0]["id"], json!(me(&reporter).await));
    // The post is not the reporter's to revise alone.
    assert_may(&second, &["edit", "submit"]);
    app.contributor("storm").await.post(&drafts("storm"), &json!({"revises": id})).await.problem(StatusCode::FORBIDDEN);
    for (wrong, code) in [(json!(server::post_id()), "bad_value"), (json!("x"), "bad_value")] {
        let told =
            editor.post(&drafts("storm"), &json!({"revises": wrong})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.code, code);
    }

    let draft = first["id"].as_str().unwrap();
    let notice = json!({"version": 1, "notice": {"kind": "correction", "text": "It closes at noon."}});
    let steps = json!({"version": 1, "client": "a", "steps": [{}], "content": words("The harbour closes at noon")});
    reporter.post(&format!("{}/steps", place(draft)), &steps).await.expect(StatusCode::OK);
    let told = editor.post(&format!("{}/publish", place(draft)), &notice).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "stale_draft", "the reporter's words were not seen yet");
    let notice = json!({"version": 2, "notice": {"kind": "correction", "text": "It closes at noon."}});
    let revised = editor.post(&format!("{}/publish", place(draft)), &notice).await.expect(StatusCode::OK).json();
    assert_eq!((&revised["id"], &revised["revisions"]), (&json!(id), &json!(2)));
    assert_eq!(revised["notices"][0]["kind"], "correction");
    // The next revision begins anew.
    let third = editor.post(&drafts("storm"), &json!({"revises": id})).await.expect(StatusCode::CREATED).json();
    assert_eq!(third["base_seq"], 3);
}

#[tokio::test]
async fn a_post_that_was_revised_meanwhile_is_not_overwritten() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = editor.publish("storm", "The harbour closes").await;
    let draft = editor.post(&drafts("storm"), &json!({"revises": id})).await.expect(StatusCode::CREATED).json();
    let publish = format!("{}/publish", place(draft["id"].as_str().unwrap()));
    editor.patch(&post("storm", &id), &json!({"headline": "By another way"})).await.expect(StatusCode::OK);
    let answer = editor.post(&publish, &json!({"version": 1})).await;
    assert_eq!(answer.problem(StatusCode::CONFLICT).code, "revised_meanwhile");
    let current = &answer.json()["current"];
    assert_eq!((&current["seq"], &current["content"]["headline"]), (&json!(3), &json!("By another way")));
    // Whoever has seen it says so.
    let revised = editor.post(&publish, &json!({"version": 1, "base_seq": 3})).await.expect(StatusCode::OK).json();
    assert_eq!((&revised["headline"], &revised["seq"]), (&json!("The harbour closes"), &json!(4)));
}

#[tokio::test]
async fn what_leaves_the_words_of_a_post_stands_in_no_revisions_way() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = editor.publish("storm", "The harbour closes").await;
    let draft = editor.post(&drafts("storm"), &json!({"revises": id})).await.expect(StatusCode::CREATED).json();
    editor.amend("storm", &json!({"pinned": id})).await;
    editor.amend("storm", &json!({"pinned": null})).await;
    let publish = format!("{}/publish", place(draft["id"].as_str().unwrap()));
    editor.post(&publish, &json!({"version": 1})).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn what_was_written_meanwhile_is_not_deleted() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = begin(&editor, "storm", "Written on").await;
    let told = editor.delete(&format!("{}?version=7", place(&id)), &json!({})).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "stale_draft");
    editor.delete(&format!("{}?version=1", place(&id)), &json!({})).await.expect(StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn the_id_of_a_post_elsewhere_is_taken() {
    let app = storm().await;
    let owner = app.owner().await;
    owner.cover("flood").await;
    let id = owner.publish("flood", "The river rises").await;
    let told = owner.post(&drafts("storm"), &json!({"id": id})).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "id_taken");
}

#[tokio::test]
async fn what_is_published_is_the_content_that_came_with_its_version() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = begin(&editor, "storm", "First").await;
    let push = async |step: u64, text: &str| {
        let steps = json!({"version": 1, "client": "a", "steps": [{"n": step}], "content": words(text)});
        editor.post(&format!("{}/steps", place(&id)), &steps).await
    };
    assert_eq!(push(1, "Second").await.expect(StatusCode::OK).json()["version"], 2);
    // A step that comes twice brings no other words with it, and one that comes late brings none.
    assert_eq!(push(1, "Something else").await.expect(StatusCode::OK).json()["version"], 2);
    assert_eq!(push(2, "Something else").await.problem(StatusCode::CONFLICT).code, "stale_steps");
    let publish = format!("{}/publish", place(&id));
    assert_eq!(editor.post(&publish, &json!({"version": 1})).await.problem(StatusCode::CONFLICT).code, "stale_draft");
    let published = editor.post(&publish, &json!({"version": 2})).await.expect(StatusCode::CREATED).json();
    assert_eq!(published["headline"], "Second");
}

#[tokio::test]
async fn there_is_an_end_to_open_drafts() {
    let app = storm().await;
    let (owner, storm) = (app.owner().await, app.coverage_id("storm").await);
    let first = begin(&owner, "storm", "The first").await;
    let one = app.store().draft(first.parse().unwrap()).await.unwrap().unwrap().draft;
    let more = (1..store::OPEN_DRAFTS).map(|_| {
        let id = server::post_id();
        Effect::SaveDraft(Draft { id, coverage: storm, edition: 0, ..one.clone() })
    });
    app.store().commit(more.collect()).await.unwrap();
    let refused = owner.post(&drafts("storm"), &json!({})).await.problem(StatusCode::CONFLICT);
    assert_eq!(refused.code, "too_many_drafts");
    assert!(refused.hint.unwrap().contains("delete"));
    let listed = owner.get(&drafts("storm")).await.expect(StatusCode::OK).json()["drafts"].clone();
    assert_eq!(listed.as_array().unwrap().len() as u64, store::OPEN_DRAFTS);
    assert_eq!((&listed[0]["headline"], &listed[0]["excerpt"]), (&json!("The first"), &json!("The first")));
    owner.delete(&place(&first), &json!({})).await.expect(StatusCode::NO_CONTENT);
    owner.post(&drafts("storm"), &json!({})).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn publishing_twice_publishes_once_and_can_pin() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = begin(&editor, "storm", "On top").await;
    let publish = format!("{}/publish", place(&id));
    let keyed = editor.keyed("once");
    let first = keyed.post(&publish, &json!({"version": 1, "pin": true})).await.expect(StatusCode::CREATED);
    let again = keyed.post(&publish, &json!({"version": 1, "pin": true})).await.expect(StatusCode::CREATED);
    assert_eq!((first.json(), again.header("idempotency-replayed")), (again.json(), "true"));
    assert_eq!(editor.get("/api/v1/coverages/storm").await.json()["pinned"], json!(id));
    editor.post(&publish, &json!({"version": 1})).await.problem(StatusCode::NOT_FOUND);
    let reporter = app.reporter("storm").await;
    let own = begin(&reporter, "storm", "Not on top").await;
    reporter
        .post(&format!("{}/publish", place(&own)), &json!({"version": 1, "pin": true}))
        .await
        .problem(StatusCode::FORBIDDEN);
    let notice = json!({"version": 1, "notice": {"kind": "update", "text": "?"}});
    let told = reporter.post(&format!("{}/publish", place(&own)), &notice).await;
    assert_eq!(told.problem(StatusCode::UNPROCESSABLE_ENTITY).field.as_deref(), Some("notice"));
    assert_eq!(app.owner().await.standing("storm").await, (3, 1), "a post and its pin");
}

#[tokio::test]
async fn an_embargo_holds_for_hand_and_schedule() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = begin(&editor, "storm", "Until noon").await;
    let embargo = format!("{}/embargo", place(&id));
    let put = async |body: Value| editor.write(axum::http::Method::PUT, &embargo, &body).await;
    let until = put(json!({"until": "2999-06-01T12:00"})).await.expect(StatusCode::OK).json();
    assert_eq!(until["embargo_until"], "2999-06-01T12:00:00Z");
    let publish = editor.post(&format!("{}/publish", place(&id)), &json!({"version": 1})).await;
    assert_eq!(publish.problem(StatusCode::CONFLICT).code, "embargoed");
    let patched = editor.patch(&post("storm", &id), &json!({"status": "published"})).await;
    assert_eq!(patched.problem(StatusCode::CONFLICT).code, "embargoed");
    let sooner = json!({"publish_at": "2999-06-01T11:59", "version": 1});
    let told = editor.post(&format!("{}/schedule", place(&id)), &sooner).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "embargoed");
    let at_noon = json!({"publish_at": "2999-06-01T12:00", "version": 1});
    assert_eq!(go(&editor, &id, "schedule", &at_noon).await["status"], "scheduled");
    put(json!({"until": null})).await.expect(StatusCode::OK);
    editor.post(&format!("{}/publish", place(&id)), &json!({"version": 1})).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn unpublishing_keeps_the_words() {
    let app = storm().await;
    let editor = app.editor("storm").await;
    let id = editor.publish("storm", "Too early").await;
    let unpublish = format!("{}/unpublish", post("storm", &id));
    editor.post(&unpublish, &json!({"reason": ""})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    let draft =
        editor.post(&unpublish, &json!({"reason": "It was too early."})).await.expect(StatusCode::CREATED).json();
    assert_eq!((&draft["status"], &draft["content"]["headline"]), (&json!("draft"), &json!("Too early")));
    assert_ne!(draft["id"], json!(id));
    let post = editor.get(&post("storm", &id)).await.expect(StatusCode::OK).json();
    assert_eq!(post["withdrawn"]["reason"], "It was too early.");
    let again = editor.post(&unpublish, &json!({"reason": "Again."})).await;
    assert_eq!(again.problem(StatusCode::CONFLICT).code, "post_withdrawn");
    let publish = format!("{}/publish", place(draft["id"].as_str().unwrap()));
    editor.post(&publish, &json!({"version": 1})).await.expect(StatusCode::CREATED);
}

#[tokio::test]
async fn of_many_drafts_those_are_approved_whose_words_were_read() {
    let app = storm().await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let (read_before, as_it_was) = (begin(&reporter, "storm", "One").await, begin(&reporter, "storm", "Two").await);
    for id in [&read_before, &as_it_was] {
        go(&reporter, id, "submit", &json!({})).await;
    }
    let steps = json!({"version": 1, "client": "a", "steps": [{}], "content": words("Not what was read")});
    reporter.post(&format!("{}/steps", place(&read_before)), &steps).await.expect(StatusCode::OK);
    let bulk = "/api/v1/coverages/storm/bulk";
    let ids = json!([read_before, as_it_was]);
    for versions in [Value::Null, json!([1])] {
        let asked = json!({"action": "approve", "ids": ids, "versions": versions});
        let told = editor.post(bulk, &asked).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some("versions"));
    }
    let asked = json!({"action": "approve", "ids": ids, "versions": [1, 1]});
    let done = editor.post(bulk, &asked).await.expect(StatusCode::OK).json();
    assert_eq!(done["results"][0]["problem"]["code"], "stale_draft");
    assert_eq!(done["results"][1], json!({"id": as_it_was, "ok": true, "problem": null}));
    assert_eq!(read(&editor, &read_before).await["status"], "submitted");
    assert_eq!(read(&editor, &as_it_was).await["status"], "approved");
}

#[tokio::test]
async fn many_drafts_are_approved_or_deleted_at_once() {
    let app = storm().await;
    let (reporter, editor) = (app.reporter("storm").await, app.editor("storm").await);
    let (submitted, not) = (begin(&reporter, "storm", "One").await, begin(&reporter, "storm", "Two").await);
    go(&reporter, &submitted, "submit", &json!({})).await;
    let bulk = async |action: &str| {
        let asked = json!({"action": action, "ids": [submitted, not], "versions": [1, 1]});
        let done = editor.post("/api/v1/coverages/storm/bulk", &asked).await.expect(StatusCode::OK).json();
        (
            done["results"][0]["ok"].clone(),
            done["results"][1]["ok"].clone(),
            done["results"][1]["problem"]["code"].clone(),
        )
    };
    assert_eq!(bulk("approve").await, (json!(true), json!(false), json!("wrong_status")));
    assert_eq!(read(&editor, &submitted).await["status"], "approved");
    assert_eq!(bulk("delete_drafts").await, (json!(true), json!(true), json!(null)));
    assert_eq!(bulk("delete_drafts").await.2, "not_found");
    reporter
        .post("/api/v1/coverages/storm/bulk", &json!({"action": "approve", "ids": [not], "versions": [1]}))
        .await
        .problem(StatusCode::FORBIDDEN);
}
