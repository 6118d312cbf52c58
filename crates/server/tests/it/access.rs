//! Who may do what: every route, asked by everybody, and answered with exactly
//! the status that the table says.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::{Effect, Member, Reporting, Role, Scope, Scopes};

use crate::app::{Caller, TestApp, member, post, posts, token_for};
use crate::draft_places::words;
use crate::places::{Open, every_place};

/// Everybody who asks, by name.
const WHO: [&str; 14] = [
    "nobody",
    "a disabled member",
    "the editor of another coverage",
    "a viewer",
    "a contributor",
    "a reporter who submits",
    "a reporter who publishes",
    "an editor",
    "an owner",
    "an owner's token to read",
    "an owner's token to draft",
    "an owner's token to publish",
    "an owner's token to manage",
    "an owner's token to administer",
];

/// For each kind of route the status for everybody in [`WHO`]; 200 stands for
/// whatever the route answers when all is well.
#[rustfmt::skip]
const TABLE: [(Open, [u16; 14]); 16] = [
    //                   none disab other viewr contr submi publi edito owner  read draft publi manag admin
    (Open::All,        [200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    (Open::Signed,     [401, 401, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200, 200]),
    (Open::Selves,     [401, 401, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403, 200]),
    (Open::Owners,     [401, 401, 403, 403, 403, 403, 403, 403, 200, 403, 403, 403, 403, 200]),
    (Open::Members,    [401, 401, 200, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403]),
    (Open::Openers,    [401, 401, 200, 403, 403, 403, 403, 200, 200, 403, 403, 403, 200, 403]),
    (Open::Readers,    [401, 401, 404, 200, 200, 200, 200, 200, 200, 200, 403, 403, 403, 403]),
    (Open::Reporters,  [401, 401, 404, 403, 403, 403, 200, 200, 200, 403, 403, 200, 403, 403]),
    (Open::Publishers, [401, 401, 404, 403, 403, 403, 403, 200, 200, 403, 403, 200, 403, 403]),
    (Open::Managers,   [401, 401, 404, 403, 403, 403, 403, 200, 200, 403, 403, 403, 200, 403]),
    (Open::Drafters,   [401, 401, 404, 403, 200, 200, 200, 200, 200, 403, 200, 403, 403, 403]),
    (Open::Writers,    [401, 401, 200, 403, 200, 200, 200, 200, 200, 403, 200, 403, 403, 403]),
    // A draft that is another's: the owner's.
    (Open::DraftSeers,      [401, 401, 404, 403, 404, 200, 200, 200, 200, 403, 200, 403, 403, 403]),
    (Open::DraftOwners,     [401, 401, 404, 403, 404, 403, 403, 200, 200, 403, 200, 403, 403, 403]),
    (Open::DraftPublishers, [401, 401, 404, 403, 404, 403, 403, 200, 200, 403, 403, 403, 403, 403]),
    (Open::NoteWriters,     [401, 401, 404, 403, 404, 403, 403, 403, 200, 403, 200, 403, 403, 403]),
];

/// A server on which everything can be asked for, and one of those who ask.
async fn somebody(app: &TestApp, who: usize) -> Caller {
    let owner = member(app.store(), "owner@example.org", Role::Owner).await;
    let scoped = async |scope| {
        let token = token_for(app.store(), owner, Scopes::from_iter([scope]), None).await;
        app.sending(&format!("Bearer {}", token.reveal()))
    };
    match WHO[who] {
        "nobody" => app.anon(),
        "a disabled member" => {
            let caller = app.editor("storm").await;
            disable(app, "editor@example.org").await;
            caller
        }
        "the editor of another coverage" => app.with_role("other@example.org", Role::Editor, Some("flood")).await,
        "a viewer" => app.viewer("storm").await,
        "a contributor" => app.contributor("storm").await,
        "a reporter who submits" => {
            app.set_reporting("storm", Reporting::Submit).await;
            app.reporter("storm").await
        }
        "a reporter who publishes" => app.reporter("storm").await,
        "an editor" => app.editor("storm").await,
        "an owner" => app.owner().await,
        _ => scoped(Scope::ALL[who - 9]).await,
    }
}

async fn disable(app: &TestApp, email: &str) {
    let member = app.store().member_by_email(email).await.unwrap().unwrap();
    let disabled = Member { disabled_at: Some(server::now()), ..member };
    app.store().commit(vec![Effect::SaveMember(disabled)]).await.unwrap();
}

#[tokio::test]
async fn every_route_answers_everybody_as_the_table_says() {
    for (who, name) in WHO.iter().enumerate() {
        // Each asks a server of their own, since what some write, others could not write again.
        let app = TestApp::start().await;
        let places = every_place(&app).await;
        app.owner().await.cover("flood").await;
        let caller = somebody(&app, who).await;
        for place in &places {
            let (_, row) = TABLE.iter().find(|(open, _)| *open == place.open).unwrap();
            let expected = StatusCode::from_u16(row[who]).unwrap();
            let expected = if expected == StatusCode::OK { place.status } else { expected };
            let (status, answer) = place.ask(&caller).await;
            let told = answer.as_ref().map(|answer| String::from_utf8_lossy(&answer.body));
            assert_eq!(status, expected, "{} {} by {name}: {told:?}", place.method, place.path);
            // To HEAD, nothing is told but the status.
            if status == StatusCode::FORBIDDEN && place.method != Method::HEAD {
                let told = answer.unwrap().problem(status);
                assert_eq!(told.code, "forbidden");
                assert!(told.hint.is_some(), "who may, or how");
            }
        }
    }
}

/// What is not theirs is answered as what is not there, whatever they do with it.
async fn assert_unreachable(caller: &Caller, slug: &str, id: &str, nothing: &str) {
    for (there, nowhere) in [(post(slug, id), post(slug, nothing))] {
        let asked = [
            (caller.get(&there).await, caller.get(&nowhere).await),
            (caller.patch(&there, &json!({"headline": "Mine"})).await, caller.patch(&nowhere, &json!({})).await),
            (
                caller.patch(&there, &json!({"status": "published"})).await,
                caller.patch(&nowhere, &json!({"status": "published"})).await,
            ),
            (
                caller.delete(&there, &json!({"reason": "Mine"})).await,
                caller.delete(&nowhere, &json!({"reason": "Mine"})).await,
            ),
        ];
        for (answer, nothing) in asked {
            let told = answer.problem(StatusCode::NOT_FOUND);
            assert_eq!(told, nothing.problem(StatusCode::NOT_FOUND));
        }
    }
}

async fn draft(caller: &Caller, slug: &str) -> Value {
    let draft = json!({"headline": "In the making", "body": "Words of mine.", "status": "draft"});
    caller.post(&posts(slug), &draft).await.expect(StatusCode::CREATED).json()
}

#[tokio::test]
async fn nobody_reaches_a_draft_that_is_not_theirs() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let nothing = server::post_id().to_string();
    let mine = draft(&app.contributor("storm").await, "storm").await;
    let id = mine["id"].as_str().unwrap();
    let stranger = app.with_role("stranger@example.org", Role::Contributor, Some("storm")).await;
    for (caller, slug) in [
        (app.viewer("storm").await, "storm"),
        (stranger.clone(), "storm"),
        (app.editor("flood").await, "flood"),
        (app.with_role("other@example.org", Role::Editor, Some("flood")).await, "storm"),
    ] {
        assert_unreachable(&caller, slug, id, &nothing).await;
    }
    let listed = stranger.get(&format!("{}?status=draft", posts("storm"))).await.expect(StatusCode::OK).json();
    assert_eq!(listed["posts"], json!([]));
    app.viewer("storm").await.get(&format!("{}?status=draft", posts("storm"))).await.problem(StatusCode::FORBIDDEN);
    let colleague = app.reporter("storm").await;
    let listed = colleague.get(&format!("{}?status=draft", posts("storm"))).await.expect(StatusCode::OK).json();
    assert_eq!(listed["posts"][0]["id"], *id, "reporters see every draft of the coverage");
    let kept = app.contributor("storm").await.get(&post("storm", id)).await.expect(StatusCode::OK).json();
    assert_eq!(kept, mine, "nobody changed it");
}

#[tokio::test]
async fn a_reporter_revises_what_is_their_own_and_withdraws_nothing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let theirs = post("storm", &owner.publish("storm", "The harbour closes").await);
    let reporter = app.reporter("storm").await;
    let own = post("storm", &reporter.publish("storm", "The quay floods").await);
    let patch = json!({"headline": "The quay is under water"});
    reporter.patch(&own, &patch).await.expect(StatusCode::OK);
    reporter.patch(&theirs, &patch).await.problem(StatusCode::FORBIDDEN);
    reporter.delete(&own, &json!({"reason": "A drill."})).await.problem(StatusCode::FORBIDDEN);
    app.set_reporting("storm", Reporting::Submit).await;
    reporter.patch(&own, &patch).await.problem(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn who_submits_can_draft_but_neither_publish_nor_schedule() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    app.set_reporting("storm", Reporting::Submit).await;
    for caller in [app.contributor("storm").await, app.reporter("storm").await] {
        let made = draft(&caller, "storm").await;
        let place = made["api_url"].as_str().unwrap();
        caller.patch(place, &json!({"headline": "Better"})).await.expect(StatusCode::OK);
        for patch in [json!({"status": "published"}), json!({"publish_at": "2099-01-01T00:00:00Z"})] {
            caller.patch(place, &patch).await.problem(StatusCode::FORBIDDEN);
        }
        let later = json!({"body": "Later.", "publish_at": "2099-01-01T00:00:00Z"});
        caller.post(&posts("storm"), &later).await.problem(StatusCode::FORBIDDEN);
        caller.delete(place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    }
}

#[tokio::test]
async fn an_editor_opens_a_coverage_and_is_its_editor() {
    let app = TestApp::start().await;
    let editor = app.with_role("editor@example.org", Role::Editor, None).await;
    editor.cover("storm").await;
    editor.amend("storm", &json!({"headline": "Storm"})).await;
    let listed = editor.get("/api/v1/coverages").await.json();
    assert_eq!(listed["coverages"].as_array().unwrap().len(), 1);
    app.owner().await.cover("flood").await;
    assert_eq!(editor.get("/api/v1/coverages").await.json(), listed, "the other is not theirs");
}

#[tokio::test]
async fn a_token_for_one_coverage_opens_no_other() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let id = member(app.store(), "owner@example.org", Role::Owner).await;
    let token = token_for(app.store(), id, Scopes::all(), Some(app.coverage_id("storm").await)).await;
    let caller = app.sending(&format!("Bearer {}", token.reveal()));
    caller.publish("storm", "The harbour closes").await;
    caller.get("/api/v1/coverages/flood").await.problem(StatusCode::NOT_FOUND);
    let listed = caller.get("/api/v1/coverages").await.expect(StatusCode::OK).json();
    assert_eq!(listed["coverages"].as_array().unwrap().len(), 1);
    let new = json!({"slug": "drought", "headline": "No rain"});
    caller.post("/api/v1/coverages", &new).await.problem(StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_token_for_one_coverage_makes_nothing_that_opens_others() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = member(app.store(), "owner@example.org", Role::Owner).await;
    let token = token_for(app.store(), id, Scopes::all(), Some(app.coverage_id("storm").await)).await;
    let caller = app.sending(&format!("Bearer {}", token.reveal()));
    let background = json!({"title": "The surge", "body": words("Water.")["body"]});
    for (method, place, body) in [
        (Method::POST, format!("/api/v1/members/{id}/link"), json!({})),
        (Method::PATCH, format!("/api/v1/members/{id}"), json!({"name": "Eve"})),
        (Method::POST, "/api/v1/invitations".to_owned(), json!({"email": "eve@example.org", "role": "owner"})),
        (Method::PATCH, "/api/v1/me".to_owned(), json!({"password": {"new": "ferry barrier lee quay"}})),
        (Method::POST, "/api/v1/me/tokens".to_owned(), json!({"name": "All", "scopes": ["admin"]})),
        (Method::POST, "/api/v1/me/passkeys/challenge".to_owned(), json!({})),
        (Method::GET, "/api/v1/me/sessions".to_owned(), json!({})),
        (Method::GET, "/api/v1/audit".to_owned(), json!({})),
        (Method::POST, "/api/v1/backgrounds".to_owned(), background),
        (Method::POST, "/api/v1/templates".to_owned(), json!({"name": "Mine", "kind": "text", "content": {}})),
    ] {
        let told = caller.write(method, &place, &body).await.problem(StatusCode::FORBIDDEN);
        assert_eq!(told.code, "forbidden", "{place}");
    }
}
