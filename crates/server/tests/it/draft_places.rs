//! The routes of drafts and of what belongs to the desk, and a request for
//! each that is in order.

use std::cell::RefCell;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::app::{Caller, drafts};
use crate::places::{Open, Place};

const DRAFTS: &str = "/api/v1/coverages/{slug}/drafts";

/// What a draft says that can be published.
pub(crate) fn words(text: &str) -> Value {
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
    json!({"headline": text, "body": {"v": 1, "doc": {"type": "doc", "content": [paragraph]}}})
}

/// Begins a draft that can be published; gives its id.
pub(crate) async fn begin(caller: &Caller, slug: &str, text: &str) -> String {
    let new = json!({"content": words(text)});
    let draft = caller.post(&drafts(slug), &new).await.expect(StatusCode::CREATED).json();
    draft["id"].as_str().unwrap().to_owned()
}

/// The routes, on the coverage `storm`. Each has a draft of its own, which is
/// the owner's, so that none hangs on what another did before.
pub(crate) async fn draft_places(owner: &Caller) -> Vec<Place> {
    let places = RefCell::new(Vec::new());
    let add = |method: Method, open, route: &'static str, path: &str, body: Option<Value>, status: u16| {
        let (path, status) = (path.to_owned(), StatusCode::from_u16(status).unwrap());
        places.borrow_mut().push(Place { method, route, open, path, body, status });
    };
    let at_coverage = |method, open, route: &'static str, body, status| {
        add(method, open, route, &route.replace("{slug}", "storm"), body, status);
    };
    at_coverage(Method::GET, Open::Drafters, DRAFTS, None, 200);
    at_coverage(Method::POST, Open::Drafters, DRAFTS, Some(json!({})), 201);
    at_coverage(Method::GET, Open::Drafters, "/api/v1/coverages/{slug}/handover", None, 200);
    at_coverage(
        Method::PUT,
        Open::Drafters,
        "/api/v1/coverages/{slug}/handover",
        Some(json!({"text": "Ask Jo.", "version": 0})),
        200,
    );
    at_coverage(Method::GET, Open::Drafters, "/api/v1/coverages/{slug}/completions", None, 200);
    at_coverage(
        Method::POST,
        Open::Drafters,
        "/api/v1/coverages/{slug}/preview",
        Some(json!({"content": words("Soon")})),
        200,
    );
    add(Method::GET, Open::Readers, "/api/v1/desk/stream", "/api/v1/desk/stream?coverage=storm", None, 200);

    let anywhere = |method, open, route: &'static str, body, status| add(method, open, route, route, body, status);
    let nobody = json!({"connection": server::new_uuid(), "draft": null, "selection": null});
    anywhere(Method::POST, Open::Members, "/api/v1/desk/presence", Some(nobody), 404);
    anywhere(Method::GET, Open::Members, "/api/v1/me/mentions", None, 200);
    anywhere(
        Method::POST,
        Open::Members,
        "/api/v1/me/mentions/seen",
        Some(json!({"until": "2026-01-01T00:00:00Z"})),
        204,
    );
    anywhere(Method::GET, Open::Members, "/api/v1/templates", None, 200);
    let template = json!({"name": "Scores", "kind": "scores", "content": {"label": "Scores"}});
    anywhere(Method::POST, Open::Openers, "/api/v1/templates", Some(template.clone()), 201);
    anywhere(Method::GET, Open::Members, "/api/v1/backgrounds", None, 200);
    let background = json!({"title": "The surge", "body": words("How it came about")["body"]});
    anywhere(Method::POST, Open::Openers, "/api/v1/backgrounds", Some(background.clone()), 201);

    let made = async |path: &str, body: &Value| {
        owner.post(path, body).await.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned()
    };
    let library = |method, open, route: &'static str, id: &str, body, status| {
        add(method, open, route, &route.replace("{id}", id), body, status);
    };
    let id = made("/api/v1/templates", &template).await;
    library(Method::PUT, Open::Openers, "/api/v1/templates/{id}", &id, Some(template), 200);
    library(Method::DELETE, Open::Openers, "/api/v1/templates/{id}", &id, None, 204);
    let id = made("/api/v1/backgrounds", &background).await;
    let revised = json!({"title": "The surge", "body": words("How it came")["body"], "version": 1});
    library(Method::GET, Open::Members, "/api/v1/backgrounds/{id}", &id, None, 200);
    library(Method::PUT, Open::Openers, "/api/v1/backgrounds/{id}", &id, Some(revised), 200);
    library(Method::DELETE, Open::Openers, "/api/v1/backgrounds/{id}", &id, None, 204);

    let post = owner.publish("storm", "A drill").await;
    let route = "/api/v1/coverages/{slug}/posts/{id}/unpublish";
    let path = format!("/api/v1/coverages/storm/posts/{post}/unpublish");
    add(Method::POST, Open::Publishers, route, &path, Some(json!({"reason": "It was a drill."})), 201);

    let steps =
        json!({"version": 1, "client": "a", "steps": [{"stepType": "replace"}], "content": words("Written on")});
    let nothing = || Some(json!({}));
    for (method, open, route, before, body, status) in [
        (Method::GET, Open::DraftSeers, "/api/v1/coverages/{slug}/drafts/{id}", &[][..], None, 200),
        (Method::DELETE, Open::DraftOwners, "/api/v1/coverages/{slug}/drafts/{id}", &[], None, 204),
        (Method::POST, Open::DraftOwners, "/api/v1/coverages/{slug}/drafts/{id}/restore", &["delete"], nothing(), 200),
        (Method::GET, Open::DraftSeers, "/api/v1/coverages/{slug}/drafts/{id}/steps", &[], None, 200),
        (Method::POST, Open::DraftSeers, "/api/v1/coverages/{slug}/drafts/{id}/steps", &[], Some(steps), 200),
        (
            Method::POST,
            Open::DraftOwners,
            "/api/v1/coverages/{slug}/drafts/{id}/writers",
            &[],
            Some(json!({"member": me(owner).await})),
            200,
        ),
        (Method::POST, Open::DraftSeers, "/api/v1/coverages/{slug}/drafts/{id}/submit", &[], nothing(), 200),
        (
            Method::POST,
            Open::DraftPublishers,
            "/api/v1/coverages/{slug}/drafts/{id}/approve",
            &["submit"],
            nothing(),
            200,
        ),
        (
            Method::POST,
            Open::DraftPublishers,
            "/api/v1/coverages/{slug}/drafts/{id}/return",
            &["submit"],
            Some(json!({"note": "Who says so?"})),
            200,
        ),
        (Method::POST, Open::DraftSeers, "/api/v1/coverages/{slug}/drafts/{id}/recall", &["submit"], nothing(), 200),
        (
            Method::POST,
            Open::DraftPublishers,
            "/api/v1/coverages/{slug}/drafts/{id}/schedule",
            &[],
            Some(json!({"publish_at": "2999-01-01T12:00", "version": 1})),
            200,
        ),
        (
            Method::POST,
            Open::DraftOwners,
            "/api/v1/coverages/{slug}/drafts/{id}/unschedule",
            &["schedule"],
            nothing(),
            200,
        ),
        (
            Method::PUT,
            Open::DraftSeers,
            "/api/v1/coverages/{slug}/drafts/{id}/embargo",
            &[],
            Some(json!({"until": "2999-01-01T12:00"})),
            200,
        ),
        (
            Method::POST,
            Open::DraftPublishers,
            "/api/v1/coverages/{slug}/drafts/{id}/publish",
            &[],
            Some(json!({"version": 1})),
            201,
        ),
        (Method::GET, Open::DraftSeers, "/api/v1/coverages/{slug}/drafts/{id}/notes", &[], None, 200),
        (
            Method::POST,
            Open::DraftSeers,
            "/api/v1/coverages/{slug}/drafts/{id}/notes",
            &[],
            Some(json!({"text": "Look."})),
            201,
        ),
        (
            Method::PATCH,
            Open::NoteWriters,
            "/api/v1/coverages/{slug}/drafts/{id}/notes/{note}",
            &["note"],
            Some(json!({"text": "See."})),
            200,
        ),
        (Method::DELETE, Open::DraftOwners, "/api/v1/coverages/{slug}/drafts/{id}/notes/{note}", &["note"], None, 204),
    ] {
        let id = begin(owner, "storm", "In the making").await;
        let note = bring_to(owner, &id, before).await;
        let mut path = route.replace("{slug}", "storm").replace("{id}", &id).replace("{note}", &note);
        if method == Method::GET && route.ends_with("/steps") {
            path.push_str("?after=1");
        }
        add(method, open, route, &path, body, status);
    }
    places.into_inner()
}

/// The id of the member who asks.
pub(crate) async fn me(caller: &Caller) -> String {
    let id = begin(caller, "storm", "Who am I").await;
    let draft = caller.get(&format!("{}/{id}", drafts("storm"))).await.expect(StatusCode::OK).json();
    draft["author"]["id"].as_str().unwrap().to_owned()
}

/// Brings a draft so far; gives the id of its note, if it was given one.
async fn bring_to(owner: &Caller, id: &str, steps: &[&str]) -> String {
    let place = format!("{}/{id}", drafts("storm"));
    let mut note = String::new();
    for step in steps {
        match *step {
            "delete" => drop(owner.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT)),
            "submit" => drop(owner.post(&format!("{place}/submit"), &json!({})).await.expect(StatusCode::OK)),
            "schedule" => {
                let at = json!({"publish_at": "2999-01-01T12:00:00Z", "version": 1});
                owner.post(&format!("{place}/schedule"), &at).await.expect(StatusCode::OK);
            }
            _ => {
                let made = owner.post(&format!("{place}/notes"), &json!({"text": "Look."})).await;
                made.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().clone_into(&mut note);
            }
        }
    }
    note
}
