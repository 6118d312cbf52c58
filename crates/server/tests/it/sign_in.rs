//! How members come in: by the first link, by invitation, by password, and
//! how they are kept out.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Role;

use crate::app::{Answer, Caller, PUBLIC_URL, TestApp, coverage, member};

pub(crate) const PASSWORD: &str = "ferry barrier lee quay";

/// The secret of a link.
fn secret(url: &str) -> String {
    let (place, secret) = url.split_once('#').unwrap();
    assert_eq!(place, format!("{PUBLIC_URL}/desk/welcome"));
    secret.to_owned()
}

/// The browser that an answer signed in, asking from a page of ours.
pub(crate) fn browser(app: &TestApp, answer: &Answer) -> Caller {
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    app.anon().with("cookie", &cookie).with("sec-fetch-site", "same-origin")
}

/// Follows a new link for an existing member; gives the answer.
async fn come_back(app: &TestApp, email: &str, password: Option<&str>) -> Answer {
    let link = server::recovery_link(app.store(), PUBLIC_URL, email).await.unwrap().unwrap();
    let accepted = json!({"token": secret(&link), "password": password});
    app.anon().post("/api/v1/auth/link/accept", &accepted).await.expect(StatusCode::OK)
}

/// A browser in which that member is signed in, with [`PASSWORD`].
pub(crate) async fn signed_in(app: &TestApp, email: &str, role: Role) -> Caller {
    member(app.store(), email, role).await;
    browser(app, &come_back(app, email, Some(PASSWORD)).await)
}

async fn try_in(caller: &Caller, email: &str, password: &str) -> Answer {
    caller.post("/api/v1/auth/sign-in", &json!({"email": email, "password": password})).await
}

#[tokio::test]
async fn the_first_link_makes_the_owner_and_nothing_after_it_does() {
    let app = TestApp::start().await;
    let auth = app.anon().get("/api/v1/auth").await.expect(StatusCode::OK).json();
    assert_eq!((&auth["setup"], &auth["member"]), (&json!(true), &Value::Null));
    let older = server::setup_link(app.store(), PUBLIC_URL).await.unwrap().unwrap();
    let link = server::setup_link(app.store(), PUBLIC_URL).await.unwrap().unwrap();
    let look = async |url: &str| app.anon().post("/api/v1/auth/link", &json!({"token": secret(url)})).await;
    assert_eq!(look(&older).await.problem(StatusCode::NOT_FOUND).code, "link_gone", "the newer took its place");
    let seen = look(&link).await.expect(StatusCode::OK).json();
    assert_eq!((&seen["kind"], &seen["role"], &seen["email"]), (&json!("setup"), &json!("owner"), &Value::Null));

    let accept = |email: &str, password: &str| json!({"token": secret(&link), "email": email, "name": "Ada", "password": password});
    let place = "/api/v1/auth/link/accept";
    let told = app.anon().post(place, &accept("ada", PASSWORD)).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.field.as_deref(), Some("email"));
    let told = app.anon().post(place, &accept("ada@example.org", "password1234")).await;
    assert_eq!(told.problem(StatusCode::UNPROCESSABLE_ENTITY).code, "weak_password");
    let answer = app.anon().post(place, &accept("ada@example.org", PASSWORD)).await.expect(StatusCode::OK);
    let me = answer.json();
    assert_eq!((&me["role"], &me["has_password"], &me["name"]), (&json!("owner"), &json!(true), &json!("Ada")));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-stet=stet_"), "{cookie}");
    for attribute in ["; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age=7776000"] {
        assert!(cookie.contains(attribute), "{cookie}");
    }
    assert_eq!(answer.header("cache-control"), "no-store");

    assert_eq!(look(&link).await.problem(StatusCode::NOT_FOUND).code, "link_gone");
    app.anon().post(place, &accept("eve@example.org", PASSWORD)).await.problem(StatusCode::NOT_FOUND);
    assert_eq!(server::setup_link(app.store(), PUBLIC_URL).await.unwrap(), None);
    let owner = browser(&app, &answer);
    let auth = owner.get("/api/v1/auth").await.expect(StatusCode::OK).json();
    assert_eq!((&auth["setup"], &auth["member"]), (&json!(false), &me));
    owner.cover("storm").await;
}

#[tokio::test]
async fn two_who_follow_the_first_link_at_once_are_not_both_owners() {
    let app = TestApp::start().await;
    let link = server::setup_link(app.store(), PUBLIC_URL).await.unwrap().unwrap();
    let caller = app.anon();
    let follow = |name: &'static str| {
        let accepted = json!({"token": secret(&link), "email": format!("{name}@example.org"), "name": name});
        let caller = caller.clone();
        async move { caller.post("/api/v1/auth/link/accept", &accepted).await.status }
    };
    let mut statuses: Vec<_> = futures_util::future::join_all(["ada", "bob", "eve"].map(follow)).await;
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::NOT_FOUND, StatusCode::NOT_FOUND]);
    assert_eq!(app.store().members().await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_invitation_gives_a_role_and_places_and_works_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let new =
        json!({"email": "jo@example.org", "role": "reporter", "coverages": [{"slug": "storm", "role": "editor"}]});
    let made = owner.post("/api/v1/invitations", &new).await.expect(StatusCode::CREATED).json();
    let listed = owner.get("/api/v1/invitations").await.expect(StatusCode::OK);
    assert!(!listed.text().contains("stet_"), "its secret is shown once");
    assert_eq!(listed.json()["invitations"][0]["coverages"], new["coverages"]);
    let token = secret(made["url"].as_str().unwrap());
    let seen = app.anon().post("/api/v1/auth/link", &json!({"token": token})).await.expect(StatusCode::OK).json();
    assert_eq!((&seen["kind"], &seen["email"]), (&json!("invitation"), &json!("jo@example.org")));
    let nameless = json!({"token": token, "password": PASSWORD});
    let told = app.anon().post("/api/v1/auth/link/accept", &nameless).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.field.as_deref(), Some("name"));
    // An address that is sent along changes nothing: it is the one that was invited.
    let accepted = json!({"token": token, "name": "Jo Field", "email": "eve@example.org", "password": PASSWORD});
    let answer = app.anon().post("/api/v1/auth/link/accept", &accepted).await.expect(StatusCode::OK);
    assert_eq!(answer.json()["email"], "jo@example.org");
    app.anon().post("/api/v1/auth/link/accept", &accepted).await.problem(StatusCode::NOT_FOUND);

    let jo = browser(&app, &answer);
    jo.amend("storm", &json!({"headline": "Storm"})).await;
    jo.get(&coverage("flood")).await.problem(StatusCode::NOT_FOUND);
    let told = owner.post("/api/v1/invitations", &new).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "member_exists");
    assert_eq!(owner.get("/api/v1/invitations").await.json()["invitations"], json!([]));
    for (new, field) in [
        (json!({"email": "jo", "role": "editor"}), "email"),
        (json!({"email": "x@example.org", "role": "chief"}), "role"),
        (
            json!({"email": "x@example.org", "role": "viewer", "coverages": [{"slug": "storm", "role": "owner"}]}),
            "coverages[0].role",
        ),
    ] {
        let told = owner.post("/api/v1/invitations", &new).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field));
    }
    let nowhere =
        json!({"email": "x@example.org", "role": "viewer", "coverages": [{"slug": "drought", "role": "viewer"}]});
    owner.post("/api/v1/invitations", &nowhere).await.problem(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_invitation_that_is_taken_back_lets_nobody_in() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let new = json!({"email": "jo@example.org", "role": "reporter"});
    let first = owner.post("/api/v1/invitations", &new).await.expect(StatusCode::CREATED).json();
    let second = owner.post("/api/v1/invitations", &new).await.expect(StatusCode::CREATED).json();
    owner
        .delete(&format!("/api/v1/invitations/{}", second["id"].as_str().unwrap()), &json!({}))
        .await
        .expect(StatusCode::NO_CONTENT);
    for made in [first, second] {
        let accepted = json!({"token": secret(made["url"].as_str().unwrap()), "name": "Jo", "password": PASSWORD});
        let told = app.anon().post("/api/v1/auth/link/accept", &accepted).await.problem(StatusCode::NOT_FOUND);
        assert_eq!(told.code, "link_gone");
    }
}

#[tokio::test]
async fn a_member_signs_in_and_out() {
    let app = TestApp::start().await;
    signed_in(&app, "ada@example.org", Role::Owner).await;
    let answer = try_in(&app.anon(), " ADA@example.org ", PASSWORD).await.expect(StatusCode::OK);
    let ada = browser(&app, &answer);
    assert_eq!(ada.get("/api/v1/me").await.expect(StatusCode::OK).json(), answer.json());
    let out = ada.post("/api/v1/auth/sign-out", &json!({})).await.expect(StatusCode::NO_CONTENT);
    assert!(out.header("set-cookie").starts_with("__Host-stet=; Path=/; Max-Age=0;"));
    ada.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(ada.get("/api/v1/auth").await.expect(StatusCode::OK).json()["member"], Value::Null);
}

#[tokio::test]
async fn who_does_not_fit_is_told_the_same_whatever_does_not_fit() {
    let app = TestApp::start().await;
    signed_in(&app, "ada@example.org", Role::Owner).await;
    member(app.store(), "no-password@example.org", Role::Editor).await;
    let mut told = Vec::new();
    for (email, password) in [
        ("ada@example.org", "another password"),
        ("ada@example.org", ""),
        ("nobody@example.org", PASSWORD),
        ("no-password@example.org", PASSWORD),
        ("' or 1=1 --", PASSWORD),
    ] {
        let answer = try_in(&app.anon(), email, password).await;
        assert!(answer.headers.get("set-cookie").is_none());
        told.push(answer.problem(StatusCode::UNAUTHORIZED));
    }
    told.dedup();
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].code, "sign_in_failed");
    // A note takes as long as the disk: it is made for each, so that time does not tell who is a member.
    let audit = app.store().audit(None, 200).await.unwrap();
    let failed: Vec<_> = audit.iter().filter(|(_, entry)| entry.action == "sign_in.failed").collect();
    assert_eq!(failed.len(), 5);
    assert_eq!(failed.iter().filter(|(_, entry)| entry.member.is_none()).count(), 2);
    assert!(!format!("{audit:?}").contains("nobody@example.org"), "what strangers type is not kept");
}

#[tokio::test]
async fn an_attacker_is_slowed_down_and_locks_nobody_else_out() {
    let app = TestApp::start_behind("127.0.0.1").await;
    signed_in(&app, "ada@example.org", Role::Owner).await;
    let attacker = app.anon().with("x-forwarded-for", "203.0.113.9");
    let mut answer = try_in(&attacker, "ada@example.org", "guess").await;
    for _ in 0..25 {
        if answer.status != StatusCode::UNAUTHORIZED {
            break;
        }
        answer = try_in(&attacker, "ada@example.org", "guess").await;
    }
    assert_eq!(answer.problem(StatusCode::TOO_MANY_REQUESTS).code, "too_many_attempts");
    let wait: u64 = answer.header("retry-after").parse().unwrap();
    assert!((1..=31).contains(&wait), "{wait}");
    // The right password does not help from there, but from everywhere else.
    try_in(&attacker, "ada@example.org", PASSWORD).await.problem(StatusCode::TOO_MANY_REQUESTS);
    let ada = app.anon().with("x-forwarded-for", "198.51.100.1");
    try_in(&ada, "ada@example.org", PASSWORD).await.expect(StatusCode::OK);
    // Who makes an address up before the proxy's gains nothing.
    let liar = app.anon().with("x-forwarded-for", "198.51.100.77, 203.0.113.9");
    try_in(&liar, "ada@example.org", PASSWORD).await.problem(StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn a_cookie_alone_allows_no_write_from_another_site() {
    let app = TestApp::start().await;
    let answer = {
        member(app.store(), "ada@example.org", Role::Owner).await;
        come_back(&app, "ada@example.org", Some(PASSWORD)).await
    };
    let cookie = answer.header("set-cookie").split(';').next().unwrap().to_owned();
    let browser = app.anon().with("cookie", &cookie);
    let new = |slug: &str| json!({"slug": slug, "headline": "Ferries in the storm"});
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("sec-fetch-site", "none"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
        ("x-nothing", "said"),
    ] {
        let told = browser.with(name, value).post("/api/v1/coverages", &new("storm")).await;
        assert_eq!(told.problem(StatusCode::FORBIDDEN).code, "cross_site", "{name}: {value}");
        browser.with(name, value).get("/api/v1/coverages").await.expect(StatusCode::OK);
    }
    for (slug, name, value) in [
        ("storm", "sec-fetch-site", "same-origin"),
        ("flood", "origin", PUBLIC_URL),
        ("drought", "origin", "http://live.example.org"),
    ] {
        browser.with(name, value).post("/api/v1/coverages", &new(slug)).await.expect(StatusCode::CREATED);
    }
    for (place, body) in [
        ("/api/v1/auth/sign-in", json!({"email": "ada@example.org", "password": PASSWORD})),
        ("/api/v1/auth/link/accept", json!({"token": "none"})),
    ] {
        let told = app.anon().with("sec-fetch-site", "cross-site").post(place, &body).await;
        assert_eq!(told.problem(StatusCode::FORBIDDEN).code, "cross_site", "nobody is signed in by another site");
    }
    // A token is not sent by browsers of themselves.
    let program = app.owner().await.with("sec-fetch-site", "cross-site");
    program.post("/api/v1/coverages", &new("heat")).await.expect(StatusCode::CREATED);
    // Where somebody else set a cookie of that name too, neither is believed.
    let twice = browser.with("cookie", "__Host-stet=stet_0000");
    twice.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_by_whose_they_are() {
    let app = TestApp::start().await;
    let phone = signed_in(&app, "ada@example.org", Role::Owner).await;
    let desk = try_in(&app.anon().with("user-agent", "Desk/1"), "ada@example.org", PASSWORD).await;
    let desk = browser(&app, &desk.expect(StatusCode::OK));
    let eve = signed_in(&app, "eve@example.org", Role::Owner).await;
    let listed = desk.get("/api/v1/me/sessions").await.expect(StatusCode::OK).json();
    let sessions = listed["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    let current = sessions.iter().find(|session| session["current"] == true).unwrap();
    assert_eq!((&current["user_agent"], &current["address"]), (&json!("Desk/1"), &json!("127.0.0.1")));
    let other = sessions.iter().find(|session| session["current"] == false).unwrap();
    let place = format!("/api/v1/me/sessions/{}", other["id"].as_str().unwrap());
    eve.delete(&place, &json!({})).await.problem(StatusCode::NOT_FOUND);
    phone.get("/api/v1/me").await.expect(StatusCode::OK);
    desk.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    phone.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED);
    desk.get("/api/v1/me").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_new_password_takes_the_old_one_and_signs_others_out() {
    let app = TestApp::start().await;
    let ada = signed_in(&app, "ada@example.org", Role::Owner).await;
    let thief = browser(&app, &try_in(&app.anon(), "ada@example.org", PASSWORD).await.expect(StatusCode::OK));
    let change = |current: &str, new: &str| json!({"password": {"current": current, "new": new}});
    let fresh = "another lee another quay";
    let told = ada.patch("/api/v1/me", &change("wrong", fresh)).await.problem(StatusCode::FORBIDDEN);
    assert_eq!(told.code, "wrong_password");
    let told = ada.patch("/api/v1/me", &change(PASSWORD, "ada@example.org")).await;
    assert_eq!(told.problem(StatusCode::UNPROCESSABLE_ENTITY).code, "weak_password");
    ada.patch("/api/v1/me", &change(PASSWORD, fresh)).await.expect(StatusCode::OK);
    ada.get("/api/v1/me").await.expect(StatusCode::OK);
    thief.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED);
    try_in(&app.anon(), "ada@example.org", PASSWORD).await.problem(StatusCode::UNAUTHORIZED);
    try_in(&app.anon(), "ada@example.org", fresh).await.expect(StatusCode::OK);

    let patched = ada.patch("/api/v1/me", &json!({"name": "Ada F.", "language": "cy"})).await.expect(StatusCode::OK);
    assert_eq!((&patched.json()["name"], &patched.json()["language"]), (&json!("Ada F."), &json!("cy")));
    ada.patch("/api/v1/me", &json!({"language": "no language"})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_link_lets_a_member_back_in_and_others_out() {
    let app = TestApp::start().await;
    let before = signed_in(&app, "ada@example.org", Role::Editor).await;
    let owner = app.owner().await;
    let id = member(app.store(), "ada@example.org", Role::Editor).await;
    let made = owner.post(&format!("/api/v1/members/{id}/link"), &json!({})).await.expect(StatusCode::CREATED).json();
    let token = secret(made["url"].as_str().unwrap());
    let seen = app.anon().post("/api/v1/auth/link", &json!({"token": token})).await.expect(StatusCode::OK).json();
    assert_eq!((&seen["kind"], &seen["name"], &seen["role"]), (&json!("recovery"), &json!("ada"), &json!("editor")));
    let accepted = json!({"token": token, "password": "another lee another quay"});
    app.anon().post("/api/v1/auth/link/accept", &accepted).await.expect(StatusCode::OK);
    before.get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED);
    try_in(&app.anon(), "ada@example.org", PASSWORD).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_token_that_is_asked_for_as_its_member_is_disabled_opens_nothing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let new = json!({"name": "A late one", "scopes": ["read"]});
    for number in 0..20 {
        let email = format!("leaving-{number}@example.org");
        let leaving = app.with_role(&email, Role::Editor, None).await;
        let id = app.store().member_by_email(&email).await.unwrap().unwrap().id;
        let place = format!("/api/v1/members/{id}");
        let disable = json!({"disabled": true});
        let (asked, disabled) = tokio::join!(leaving.post("/api/v1/me/tokens", &new), owner.patch(&place, &disable));
        disabled.expect(StatusCode::OK);
        match asked.status {
            StatusCode::CREATED => {
                let token = asked.json()["token"].as_str().unwrap().to_owned();
                app.sending(&format!("Bearer {token}")).get("/api/v1/me").await.problem(StatusCode::UNAUTHORIZED);
            }
            _ => assert_eq!(asked.problem(StatusCode::UNAUTHORIZED).code, "unauthorised"),
        }
        assert_eq!(app.store().tokens(id).await.unwrap(), [], "none is left, however the two met");
    }
}

#[tokio::test]
async fn a_member_who_is_disabled_is_out_at_once_and_stays_out() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let session = signed_in(&app, "editor@example.org", Role::Editor).await;
    let program = app.editor("storm").await;
    let id = member(app.store(), "editor@example.org", Role::Editor).await;
    let link = server::recovery_link(app.store(), PUBLIC_URL, "editor@example.org").await.unwrap().unwrap();
    let place = format!("/api/v1/members/{id}");
    let shown = owner.patch(&place, &json!({"disabled": true})).await.expect(StatusCode::OK).json();
    assert_eq!(shown["disabled"], true);
    for caller in [&session, &program] {
        caller.get(&coverage("storm")).await.problem(StatusCode::UNAUTHORIZED);
    }
    try_in(&app.anon(), "editor@example.org", PASSWORD).await.problem(StatusCode::UNAUTHORIZED);
    let accepted = json!({"token": secret(&link), "password": PASSWORD});
    app.anon().post("/api/v1/auth/link/accept", &accepted).await.problem(StatusCode::NOT_FOUND);
    owner.patch(&place, &json!({"disabled": false})).await.expect(StatusCode::OK);
    for caller in [&session, &program] {
        caller.get(&coverage("storm")).await.problem(StatusCode::UNAUTHORIZED);
    }
    let told = app.anon().post("/api/v1/auth/link/accept", &accepted).await.problem(StatusCode::NOT_FOUND);
    assert_eq!(told.code, "link_gone", "who comes back does so by a new link");
    try_in(&app.anon(), "editor@example.org", PASSWORD).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn the_last_owner_stays_and_others_see_names_only() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let id = member(app.store(), "owner@example.org", Role::Owner).await;
    for patch in [json!({"role": "editor"}), json!({"disabled": true})] {
        let told = owner.patch(&format!("/api/v1/members/{id}"), &patch).await.problem(StatusCode::CONFLICT);
        assert_eq!(told.code, "last_owner");
    }
    owner.cover("storm").await;
    let viewer = app.viewer("storm").await;
    let names = viewer.get("/api/v1/members").await.expect(StatusCode::OK).json();
    assert_eq!(names["members"][0], json!({"id": id.to_string(), "name": "owner"}));
    let all = owner.get("/api/v1/members").await.expect(StatusCode::OK).json();
    assert_eq!(all["members"][1]["coverages"], json!([{"slug": "storm", "role": "viewer"}]));
}

#[tokio::test]
async fn a_token_is_shown_once_and_gives_no_more_than_it_says() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let new = json!({"name": "Wire", "scopes": ["publish", "read"], "coverage": "storm", "expires_at": "2099-01-01T00:00:00Z"});
    let made = owner.post("/api/v1/me/tokens", &new).await.expect(StatusCode::CREATED).json();
    assert_eq!((&made["coverage"], &made["scopes"]), (&json!("storm"), &json!(["read", "publish"])));
    let wire = app.sending(&format!("Bearer {}", made["token"].as_str().unwrap()));
    wire.publish("storm", "The harbour closes").await;
    wire.get(&coverage("flood")).await.problem(StatusCode::NOT_FOUND);
    wire.get("/api/v1/me/tokens").await.problem(StatusCode::FORBIDDEN);
    let listed = owner.get("/api/v1/me/tokens").await.expect(StatusCode::OK).text();
    assert!(!listed.contains("stet_") && listed.contains("Wire"));
    let place = format!("/api/v1/me/tokens/{}", made["id"].as_str().unwrap());
    owner.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    wire.get(&coverage("storm")).await.problem(StatusCode::UNAUTHORIZED);
    for (new, field) in [
        (json!({"name": "", "scopes": ["read"]}), "name"),
        (json!({"name": "x", "scopes": []}), "scopes"),
        (json!({"name": "x", "scopes": ["everything"]}), "scopes"),
        (json!({"name": "x", "scopes": ["read"], "expires_at": "2001-01-01T00:00:00Z"}), "expires_at"),
    ] {
        let told = owner.post("/api/v1/me/tokens", &new).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field));
    }
}

#[tokio::test]
async fn a_team_is_changed_by_its_editors_and_takes_effect_at_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let editor = app.editor("storm").await;
    let reporter = app.with_role("jo@example.org", Role::Reporter, None).await;
    let jo = member(app.store(), "jo@example.org", Role::Reporter).await;
    let place = format!("/api/v1/coverages/storm/members/{jo}");
    reporter.get(&coverage("storm")).await.problem(StatusCode::NOT_FOUND);
    editor.write(Method::PUT, &place, &json!({"role": "reporter"})).await.expect(StatusCode::OK);
    reporter.publish("storm", "The harbour closes").await;
    let patched = editor.patch("/api/v1/coverages/storm/members", &json!({"reporting": "submit"})).await;
    assert_eq!(patched.expect(StatusCode::OK).json()["reporting"], "submit");
    let team = reporter.get("/api/v1/coverages/storm/members").await.expect(StatusCode::OK).json();
    assert_eq!((&team["role"], &team["may"]), (&json!("reporter"), &json!(["read", "draft", "see_drafts"])));
    let post = json!({"body": "The quay is under water."});
    reporter.post("/api/v1/coverages/storm/posts", &post).await.problem(StatusCode::FORBIDDEN);
    editor.delete(&place, &json!({})).await.expect(StatusCode::NO_CONTENT);
    editor.delete(&place, &json!({})).await.problem(StatusCode::NOT_FOUND);
    reporter.get(&coverage("storm")).await.problem(StatusCode::NOT_FOUND);
    editor.write(Method::PUT, &place, &json!({"role": "owner"})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn owners_read_who_did_what_and_no_secret_or_draft_is_in_it() {
    let app = TestApp::start().await;
    let ada = signed_in(&app, "ada@example.org", Role::Owner).await;
    ada.cover("storm").await;
    let id = ada.publish("storm", "The harbour closes").await;
    let draft = json!({"headline": "Secret plan", "body": "secret words", "status": "draft"});
    ada.post("/api/v1/coverages/storm/posts", &draft).await.expect(StatusCode::CREATED);
    ada.delete(&format!("/api/v1/coverages/storm/posts/{id}"), &json!({"reason": "A drill."}))
        .await
        .expect(StatusCode::OK);
    ada.post("/api/v1/me/tokens", &json!({"name": "Wire", "scopes": ["read"]})).await.expect(StatusCode::CREATED);
    ada.post("/api/v1/invitations", &json!({"email": "jo@example.org", "role": "viewer"}))
        .await
        .expect(StatusCode::CREATED);
    let read = ada.get("/api/v1/audit").await.expect(StatusCode::OK);
    let text = read.text();
    for secret in ["stet_", "argon2", "secret", PASSWORD] {
        assert!(!text.to_lowercase().contains(secret), "{secret} in {text}");
    }
    let entries = read.json()["entries"].as_array().unwrap().clone();
    let told: Vec<_> = entries.iter().map(|entry| entry["action"].as_str().unwrap()).collect();
    let expected = [
        "invitation.created",
        "token.created",
        "post.withdrawn",
        "draft.saved",
        "post.published",
        "coverage.opened",
        "session.opened",
        "member.came_back",
        "link.created",
    ];
    assert_eq!(told, expected);
    assert_eq!((&entries[2]["member"]["name"], &entries[2]["coverage"]), (&json!("ada"), &json!("storm")));
    let older =
        ada.get(&format!("/api/v1/audit?before={}&limit=2", entries[1]["id"])).await.expect(StatusCode::OK).json();
    assert_eq!(older["entries"].as_array().unwrap().as_slice(), &entries[2..4]);
    ada.get("/api/v1/audit?limit=1000").await.problem(StatusCode::UNPROCESSABLE_ENTITY);
}
