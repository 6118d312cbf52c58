//! What happens at the desk, as those hear it who are there.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::{Value, json};
use store::{Effect, Role, Scopes};

use crate::app::{Caller, TestApp, drafts, member, soon, token_for};
use crate::draft_places::{begin, me, words};
use crate::sign_in::{PASSWORD, browser, signed_in};

/// A desk that is connected.
pub(crate) struct Desk {
    body: Incoming,
    unread: String,
    connection: String,
    present: Value,
}

impl Desk {
    pub(crate) async fn open(caller: &Caller, slug: &str) -> Self {
        let answer = caller.open(Method::GET, &format!("/api/v1/desk/stream?coverage={slug}"), "").await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "text/event-stream; charset=utf-8");
        let mut desk =
            Self { body: answer.into_body(), unread: String::new(), connection: String::new(), present: Value::Null };
        let hello = desk.expect("hello").await;
        desk.connection = hello["connection"].as_str().unwrap().to_owned();
        desk.present = hello["present"].clone();
        desk
    }

    /// The next event; none once the stream has ended.
    async fn next(&mut self) -> Option<(String, Value)> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.unread = rest;
                if block.starts_with(':') {
                    continue;
                }
                let (name, data) = block.split_once("\ndata: ").unwrap();
                return Some((name.strip_prefix("event: ").unwrap().to_owned(), serde_json::from_str(data).unwrap()));
            }
            let bytes = soon(self.body.frame()).await?.unwrap().into_data().unwrap();
            self.unread.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }

    /// The next event, which is of that name.
    async fn expect(&mut self, name: &str) -> Value {
        let (heard, data) = self.next().await.expect("the stream goes on");
        assert_eq!(heard, name, "{data}");
        data
    }

    /// The next event of that name; what comes before it is let pass.
    pub(crate) async fn until(&mut self, name: &str) -> Value {
        loop {
            let (heard, data) = self.next().await.expect("the stream goes on");
            if heard == name {
                return data;
            }
        }
    }

    async fn be_at(&self, caller: &Caller, draft: Option<&str>, selection: Value) {
        let presence = json!({"connection": self.connection, "draft": draft, "selection": selection});
        caller.post("/api/v1/desk/presence", &presence).await.expect(StatusCode::NO_CONTENT);
    }
}

fn caret(at: u32) -> Value {
    json!({"anchor": at, "head": at, "version": 1})
}

async fn push(caller: &Caller, id: &str, version: u64) {
    let push = json!({"version": version, "client": "a", "steps": [{"n": version}], "content": words("Written on")});
    caller.post(&format!("{}/{id}/steps", drafts("storm")), &push).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn members_see_who_is_there_and_where() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let (editor, reporter) = (app.editor("storm").await, app.reporter("storm").await);
    let contributor = app.contributor("storm").await;
    let id = begin(&editor, "storm", "The quay").await;
    let mut at_editor = Desk::open(&editor, "storm").await;
    assert_eq!(at_editor.present.as_array().unwrap().len(), 1, "oneself");
    let mut at_contributor = Desk::open(&contributor, "storm").await;
    // The draft that was begun just before may be told of only now.
    let came = at_editor.until("present").await;
    assert_eq!((&came["connection"], &came["draft"]), (&json!(at_contributor.connection), &json!(null)));

    at_editor.be_at(&editor, Some(&id), caret(3)).await;
    let seen = at_contributor.expect("present").await;
    assert_eq!((&seen["draft"], &seen["selection"]), (&json!(null), &json!(null)), "the draft is not theirs to see");
    let mut at_reporter = Desk::open(&reporter, "storm").await;
    let there =
        at_reporter.present.as_array().unwrap().iter().find(|it| it["connection"] == *at_editor.connection).unwrap();
    assert_eq!((&there["draft"], &there["selection"]), (&json!(id), &json!(null)), "carets are for those in the draft");
    at_editor.expect("present").await;
    at_reporter.be_at(&reporter, Some(&id), caret(1)).await;
    let seen = at_editor.expect("present").await;
    assert_eq!((&seen["draft"], &seen["selection"]["head"]), (&json!(id), &json!(1)));
    at_editor.be_at(&editor, Some(&id), caret(9)).await;
    assert_eq!(at_reporter.expect("present").await["selection"]["anchor"], 9);

    drop(at_reporter);
    at_editor.expect("gone").await;
    let presence = |connection: &str, draft: &str| json!({"connection": connection, "draft": draft});
    let place = "/api/v1/desk/presence";
    let others = presence(&at_editor.connection, &id);
    contributor.post(place, &others).await.problem(StatusCode::NOT_FOUND);
    // As with a draft that was published just now: it counts as none.
    at_contributor.be_at(&contributor, Some(&id), caret(1)).await;
    let at_reporter = Desk::open(&reporter, "storm").await;
    let there = at_reporter.present.as_array().unwrap();
    let them = there.iter().find(|it| it["connection"] == *at_contributor.connection).unwrap();
    assert_eq!((&them["draft"], &them["selection"]), (&json!(null), &json!(null)), "nor to be in");
}

#[tokio::test]
async fn what_happens_is_told_to_those_whom_it_concerns() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let (editor, reporter) = (app.editor("storm").await, app.reporter("storm").await);
    let contributor = app.contributor("storm").await;
    let who = me(&contributor).await;
    let mut at_reporter = Desk::open(&reporter, "storm").await;
    let mut at_contributor = Desk::open(&contributor, "storm").await;
    at_reporter.expect("present").await;

    let id = begin(&editor, "storm", "The quay").await;
    let draft = at_reporter.expect("draft").await;
    assert_eq!(
        (&draft["id"], &draft["headline"], &draft["may"]),
        (&json!(id), &json!("The quay"), &json!(["edit", "submit"]))
    );
    // Whoever is in the draft hears of its steps; others that it goes on.
    push(&editor, &id, 1).await;
    assert_eq!(at_reporter.expect("draft").await["version"], 2);
    at_reporter.be_at(&reporter, Some(&id), Value::Null).await;
    push(&editor, &id, 2).await;
    let steps = at_reporter.expect("steps").await;
    assert_eq!(steps, json!({"draft": id, "version": 3, "steps": [{"step": {"n": 2}, "client": "a"}]}));
    assert_eq!(at_reporter.expect("draft").await["version"], 3);

    // The contributor has heard of where the reporter is, and of no draft, until one concerns them.
    let note = json!({"text": format!("@[Con]({who}), look")});
    editor.post(&format!("{}/{id}/notes", drafts("storm")), &note).await.expect(StatusCode::CREATED);
    assert_eq!(at_contributor.expect("present").await["draft"], json!(null));
    let draft = at_contributor.expect("draft").await;
    assert_eq!((&draft["id"], &draft["may"]), (&json!(id), &json!([])));
    assert_eq!(at_contributor.expect("note").await["draft"], json!(id));
    assert_eq!(at_contributor.expect("mention").await["note"]["text"], note["text"]);
    assert_eq!(at_reporter.expect("draft").await["notes"], 1);
    at_reporter.expect("note").await;

    let handover = json!({"text": "Ask the harbour.", "version": 0});
    editor.write(Method::PUT, "/api/v1/coverages/storm/handover", &handover).await.expect(StatusCode::OK);
    assert_eq!(at_reporter.expect("handover").await["version"], 1);
    let template = json!({"name": "Scores", "kind": "scores", "content": {}});
    editor.post("/api/v1/templates", &template).await.expect(StatusCode::CREATED);
    assert_eq!(at_reporter.expect("library").await["what"], "templates");

    let publish = format!("{}/{id}/publish", drafts("storm"));
    editor.post(&publish, &json!({"version": 3})).await.expect(StatusCode::CREATED);
    let mut heard = BTreeSet::new();
    for _ in 0..2 {
        let (name, data) = at_reporter.next().await.unwrap();
        let about = if name == "change" { &data["post"] } else { &data["id"] };
        assert_eq!(about, &json!(id), "{name} {data}");
        heard.insert(name);
    }
    assert_eq!(heard, BTreeSet::from(["change".to_owned(), "draft-gone".to_owned()]));
}

#[tokio::test]
async fn what_one_process_does_the_desks_of_another_hear() {
    let app = TestApp::start().await;
    let other = app.beside().await;
    let editor = app.owner().await;
    editor.cover("storm").await;
    // The other process hears of the coverage in its own time.
    while other.anon().get("/live/storm").await.status != StatusCode::OK {}
    let mut there = Desk::open(&editor.at(&other), "storm").await;
    let id = begin(&editor, "storm", "The quay").await;
    assert_eq!(there.expect("draft").await["id"], json!(id));
    there.be_at(&editor.at(&other), Some(&id), Value::Null).await;
    push(&editor, &id, 1).await;
    assert_eq!(there.until("steps").await["version"], 2);
    let post = editor.publish("storm", "By another way").await;
    let change = there.until("change").await;
    assert_eq!(change, json!({"seq": 2, "verb": "insert", "post": post}));
}

#[tokio::test]
async fn a_stream_ends_with_the_right_to_it() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let reporter = app.reporter("storm").await;
    let mut told = Desk::open(&reporter, "storm").await;
    let coverage = app.coverage_id("storm").await;
    let id = app.store().member_by_email("reporter@example.org").await.unwrap().unwrap().id;
    app.store().commit(vec![Effect::Leave { coverage, member: id }]).await.unwrap();
    assert_eq!(told.next().await, None, "the place was taken");
    reporter.get("/api/v1/desk/stream?coverage=storm").await.problem(StatusCode::NOT_FOUND);

    let owner = member(app.store(), "owner@example.org", Role::Owner).await;
    let token = token_for(app.store(), owner, Scopes::all(), None).await;
    let mut told = Desk::open(&app.sending(&format!("Bearer {}", token.reveal())), "storm").await;
    let mut stays = Desk::open(&app.owner().await, "storm").await;
    app.store().revoke_token(token.hash(), server::now()).await.unwrap();
    // Both hear each other come and go; the one whose token is gone hears the end.
    while told.next().await.is_some() {}
    assert_eq!(stays.until("gone").await["connection"], json!(told.connection));
    let serving = app.tell_to_stop();
    assert_eq!(stays.next().await, None);
    soon(serving).await.unwrap().unwrap();
}

#[tokio::test]
async fn a_stream_ends_with_its_session_and_with_no_other() {
    // Sooner than a stream looks by itself whether it is still welcome.
    const AT_ONCE: Duration = Duration::from_secs(10);
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let leaves = signed_in(&app, "ada@example.org", Role::Owner).await;
    let again = async || {
        let asked = json!({"email": "ada@example.org", "password": PASSWORD});
        browser(&app, &app.anon().post("/api/v1/auth/sign-in", &asked).await.expect(StatusCode::OK))
    };
    let (lost, here) = (again().await, again().await);
    let mut stays = Desk::open(&here, "storm").await;

    let mut left = Desk::open(&leaves, "storm").await;
    let started = Instant::now();
    leaves.post("/api/v1/auth/sign-out", &json!({})).await.expect(StatusCode::NO_CONTENT);
    while left.next().await.is_some() {}
    assert!(started.elapsed() < AT_ONCE, "{:?} after signing out", started.elapsed());
    assert_eq!(stays.until("gone").await["connection"], json!(left.connection));
    leaves.get("/api/v1/desk/stream?coverage=storm").await.problem(StatusCode::UNAUTHORIZED);

    // A session is also ended from another: on a device that was lost, say.
    let mut left = Desk::open(&lost, "storm").await;
    let sessions = here.get("/api/v1/me/sessions").await.expect(StatusCode::OK).json();
    let other = sessions["sessions"].as_array().unwrap().iter().find(|session| session["current"] == false).unwrap();
    let started = Instant::now();
    let place = format!("/api/v1/me/sessions/{}", other["id"].as_str().unwrap());
    here.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    while left.next().await.is_some() {}
    assert!(started.elapsed() < AT_ONCE, "{:?} after it was ended", started.elapsed());
    assert_eq!(stays.until("gone").await["connection"], json!(left.connection));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_members_are_at_one_coverage() {
    const MEMBERS: usize = 50;
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = begin(&owner, "storm", "The quay").await;
    let mut desks = Vec::new();
    for number in 0..MEMBERS {
        let caller = app.with_role(&format!("m{number}@example.org"), Role::Reporter, Some("storm")).await;
        let desk = Desk::open(&caller, "storm").await;
        assert_eq!(desk.present.as_array().unwrap().len(), number + 1);
        desk.be_at(&caller, Some(&id), caret(0)).await;
        desks.push((caller, desk));
    }
    let started = Instant::now();
    let moving: Vec<_> = desks
        .iter()
        .map(|(caller, desk)| {
            let presence = json!({"connection": desk.connection, "draft": id, "selection": caret(7)});
            let caller = caller.clone();
            tokio::spawn(
                async move { caller.post("/api/v1/desk/presence", &presence).await.expect(StatusCode::NO_CONTENT) },
            )
        })
        .collect();
    for moved in moving {
        moved.await.unwrap();
    }
    // Every one of them sees every other's caret move.
    for (_, desk) in &mut desks {
        let mut seen = BTreeSet::new();
        while seen.len() < MEMBERS - 1 {
            let there = desk.until("present").await;
            if there["selection"]["head"] == 7 {
                seen.insert(there["connection"].as_str().unwrap().to_owned());
            }
        }
    }
    println!("{MEMBERS} carets, each seen by all others: {:?}", started.elapsed());
    push(&owner, &id, 1).await;
    for (_, desk) in &mut desks {
        assert_eq!(desk.until("steps").await["version"], 2);
        assert_eq!(desk.until("draft").await["version"], 2);
    }
}

#[tokio::test]
async fn a_token_that_reads_hears_of_no_draft_even_if_its_member_is_mentioned() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let (editor, reporter) = (app.editor("storm").await, app.reporter("storm").await);
    let id = me(&reporter).await;
    let token = token_for(app.store(), id.parse().unwrap(), Scopes::from_iter([store::Scope::Read]), None).await;
    let program = app.sending(&format!("Bearer {}", token.reveal()));
    let mut heard = Desk::open(&program, "storm").await;
    let draft = begin(&editor, "storm", "The quay").await;
    let note = json!({"text": format!("@[Rep]({id}), this is between us")});
    editor.post(&format!("{}/{draft}/notes", drafts("storm")), &note).await.expect(StatusCode::CREATED);
    let handover = json!({"text": "Ask the harbour.", "version": 0});
    editor.write(Method::PUT, "/api/v1/coverages/storm/handover", &handover).await.expect(StatusCode::OK);
    let first = heard.expect("handover").await;
    assert_eq!((&first["version"], &first["text"]), (&json!(1), &Value::Null), "nothing came before it, and no text");
    assert_eq!(program.get("/api/v1/me/mentions").await.expect(StatusCode::OK).json()["mentions"], json!([]));
    for place in [drafts("storm"), format!("{}/{draft}/notes", drafts("storm"))] {
        program.get(&place).await.problem(StatusCode::FORBIDDEN);
    }
    let found = program.get("/api/v1/search?q=quay").await.expect(StatusCode::OK).json();
    assert_eq!(found["results"], json!([]));
}
