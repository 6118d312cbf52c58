//! The newsroom's own sign-in where it fails: a browser is led to a screen that
//! says so. Where it works, browsers and a real provider are put to the test,
//! in `web/e2e/single-sign-on.test.ts`.

use axum::http::StatusCode;
use server::OidcSettings;
use tokio::net::TcpListener;

use crate::app::{Answer, TestApp};

/// A newsroom whose provider is at a port where nothing listens.
async fn with_silent_provider() -> TestApp {
    let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
    TestApp::start_with_sign_in(OidcSettings {
        issuer: format!("http://127.0.0.1:{port}"),
        client_id: "stet".to_owned(),
        client_secret: None,
        name: "the Gazette's account".into(),
    })
    .await
}

fn assert_turned_away(answer: &Answer, code: &str) {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    assert_eq!(answer.header("location"), format!("/desk/sign-in#fault={code}"));
    assert_eq!(answer.header("cache-control"), "no-store");
    let session = answer.headers.get_all("set-cookie").iter().any(|cookie| cookie.to_str().unwrap().contains("-stet="));
    assert!(!session, "nobody is signed in");
}

#[tokio::test]
async fn a_provider_that_does_not_answer_leads_back_to_the_desk() {
    let app = with_silent_provider().await;
    let answer = app.anon().get("/api/v1/auth/oidc").await;
    assert_turned_away(&answer, "provider_unavailable");
    assert_eq!(answer.text(), "", "what went wrong inside is told to nobody");
}

#[tokio::test]
async fn who_was_not_sent_to_the_provider_does_not_come_back_from_it() {
    let app = with_silent_provider().await;
    let state = server::new_uuid();
    let secret = server::Token::new();
    let sent = app.anon().with("cookie", &format!("__Host-stet-oidc={}", secret.reveal()));
    for (caller, query) in [
        (app.anon(), String::new()),
        (app.anon(), format!("?code=a&state={state}")),
        (sent.clone(), format!("?code=a&state={state}")),
        (sent.clone(), "?code=a&state=none".to_owned()),
        (sent, "?error=access_denied".to_owned()),
    ] {
        let answer = caller.get(&format!("/api/v1/auth/oidc/callback{query}")).await;
        assert_turned_away(&answer, "sign_in_expired");
        assert!(answer.header("set-cookie").starts_with("__Host-stet-oidc=; "), "what was begun is over");
    }
}
