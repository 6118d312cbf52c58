//! Who may do what: every place, asked by everybody.

use axum::http::{Method, StatusCode};
use server::Token;

use crate::app::{Caller, TestApp, post, posts, token};
use crate::places::{Open, every_place};

/// Everybody who is not let in, by what is wrong with them.
async fn strangers(app: &TestApp) -> Vec<(&'static str, Caller)> {
    let owner = app.owner().await;
    let revoked = token(app.store(), "owner@example.org").await;
    app.store().revoke_token(revoked.hash(), server::now()).await.unwrap();
    let good = owner.authorization().to_owned();
    let secret = good.strip_prefix("Bearer ").unwrap();
    vec![
        ("no token", app.anon()),
        ("an empty header", app.sending("")),
        ("no scheme", app.sending(secret)),
        ("another scheme", app.sending(&format!("Basic {secret}"))),
        ("a malformed token", app.sending("Bearer stet_123")),
        ("a token cut short", app.sending(good.strip_suffix(char::is_alphanumeric).unwrap())),
        ("a token with more after it", app.sending(&format!("{good} x"))),
        ("a token that is no ASCII", app.sending("Bearer stet_ümlaut")),
        ("an unknown token", app.sending(&format!("Bearer {}", Token::new().reveal()))),
        ("a revoked token", app.sending(&format!("Bearer {}", revoked.reveal()))),
        ("two headers, the good one first", owner.with("authorization", "Bearer stet_123")),
        ("two headers, the good one last", app.sending("Bearer stet_123").with("authorization", &good)),
        ("the same header twice", owner.with("authorization", &good)),
        ("the token as a cookie", app.anon().with("cookie", &format!("session={secret}"))),
    ]
}

#[tokio::test]
async fn every_place_is_open_to_those_it_is_for() {
    let app = TestApp::start().await;
    let places = every_place(&app).await;
    let owner = app.owner().await;
    let strangers = strangers(&app).await;
    let before = owner.standing("storm").await;
    for place in &places {
        for (what, stranger) in &strangers {
            let (status, answer) = place.ask(stranger).await;
            match place.open {
                Open::All => assert_eq!(status, place.status, "{} {} with {what}", place.method, place.path),
                // To HEAD, nothing is told but the status.
                _ if place.method == Method::HEAD => assert_eq!(status, StatusCode::UNAUTHORIZED),
                _ => {
                    let answer = answer.unwrap();
                    let told = answer.problem(StatusCode::UNAUTHORIZED);
                    assert_eq!((&*told.code, told.field), ("unauthorised", None), "{what}");
                    assert!(told.hint.unwrap().contains("stet token create"));
                    assert_eq!(answer.header("www-authenticate"), "Bearer realm=\"stet\"");
                }
            }
        }
    }
    assert_eq!(owner.standing("storm").await, before, "no stranger wrote anything");
    for place in &places {
        let (status, _) = place.ask(&owner).await;
        assert_eq!(status, place.status, "{} {} by the owner", place.method, place.path);
    }
}

#[tokio::test]
async fn a_stranger_learns_nothing_of_what_there_is() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let stranger = app.anon();
    let here = stranger.get("/api/v1/coverages/storm").await;
    let nowhere = stranger.get("/api/v1/coverages/no-such-coverage").await;
    assert_eq!((here.status, here.body), (nowhere.status, nowhere.body));
    // Nor is anything of the request looked at.
    for body in ["", "{", "{\"surprise\":1}"] {
        stranger.send(Method::POST, &posts("storm"), body).await.problem(StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn the_scheme_is_read_in_any_case() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let secret = owner.authorization().strip_prefix("Bearer ").unwrap().to_owned();
    for scheme in ["bearer", "BEARER", "Bearer "] {
        app.sending(&format!("{scheme} {secret}")).get("/api/v1/coverages").await.expect(StatusCode::OK);
    }
}

/// Every address under which readers could find a coverage and a post of it.
fn reader_places(slug: &str, id: &str) -> Vec<String> {
    let mut places = vec![format!("/live/{slug}"), format!("/live/{slug}.json")];
    let parts = ["stream", "stream?after=0", "changes?after=0", "feed.rss", "feed.atom", "feed.json"];
    places.extend(parts.map(|part| format!("/live/{slug}/{part}")));
    places.extend([format!("/live/{slug}/post/{id}"), format!("/live/{slug}?before={id}")]);
    places
}

#[tokio::test]
async fn a_coverage_in_preparation_is_not_there_for_readers() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let draft = serde_json::json!({"slug": "planned", "headline": "A secret plan", "status": "draft"});
    owner.post("/api/v1/coverages", &draft).await.expect(StatusCode::CREATED);
    let id = owner.publish("planned", "A post in advance").await;
    for reader in [app.anon(), owner.clone()] {
        for (there, nowhere) in reader_places("planned", &id).iter().zip(reader_places("nowhere", &id)) {
            let answer = reader.get(there).await.expect(StatusCode::NOT_FOUND);
            let nothing = reader.get(&nowhere).await.expect(StatusCode::NOT_FOUND);
            assert_eq!(answer.text(), nothing.text(), "{there} tells no more than a place that never was");
        }
        assert!(!reader.get("/").await.text().contains("secret plan"));
    }
    owner.amend("planned", &serde_json::json!({"status": "live"})).await;
    for there in reader_places("planned", &id).iter().filter(|there| !there.contains("stream")) {
        app.anon().get(there).await.expect(StatusCode::OK);
    }
    assert!(app.anon().get("/").await.text().contains("A secret plan"));
}

#[tokio::test]
async fn a_draft_is_not_there_for_readers() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "The harbour closes").await;
    let far = "2099-01-01T00:00:00Z";
    for draft in [
        serde_json::json!({"headline": "A secret draft", "body": "secret words", "status": "draft"}),
        serde_json::json!({"headline": "A secret for later", "body": "secret words", "publish_at": far}),
    ] {
        let answer = owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED).json();
        let id = answer["id"].as_str().unwrap();
        owner.get(&post("storm", id)).await.expect(StatusCode::OK);
        app.anon().get(&format!("/live/storm/post/{id}")).await.expect(StatusCode::NOT_FOUND);
        app.anon().get(&format!("/live/storm?before={id}")).await.expect(StatusCode::NOT_FOUND);
        for place in reader_places("storm", id).iter().filter(|place| !place.contains("stream")) {
            let text = app.anon().get(place).await.text();
            assert!(!text.contains("secret") && !text.contains(id), "{place}: {text}");
        }
    }
    assert!(!app.anon().get("/").await.text().contains("secret"));
}

#[tokio::test]
async fn a_post_is_found_in_its_own_coverage_only() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let published = owner.publish("storm", "The harbour closes").await;
    let draft = serde_json::json!({"body": "In the making", "status": "draft"});
    let draft = owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED).json();
    for id in [&*published, draft["id"].as_str().unwrap()] {
        owner.get(&post("flood", id)).await.problem(StatusCode::NOT_FOUND);
        let patch = serde_json::json!({"headline": "Elsewhere"});
        owner.patch(&post("flood", id), &patch).await.problem(StatusCode::NOT_FOUND);
        let reason = serde_json::json!({"reason": "Elsewhere"});
        owner.delete(&post("flood", id), &reason).await.problem(StatusCode::NOT_FOUND);
        app.anon().get(&format!("/live/flood/post/{id}")).await.expect(StatusCode::NOT_FOUND);
    }
    assert_eq!(owner.standing("storm").await, (2, 1));
    assert_eq!(owner.standing("flood").await, (1, 0));
}
