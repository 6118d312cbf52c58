//! Cards over HTTP, of sites that behave and of sites that do not. Each site
//! is a server of the test's own.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use crate::app::{Caller, PUBLIC_URL, TestApp, post};

/// What a member waits at most.
const LONGEST: Duration = Duration::from_secs(3);

/// A site: what it answers at each path, and how often it was asked.
async fn site(pages: Vec<(&'static str, String)>) -> (SocketAddr, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (address, asked) = (listener.local_addr().unwrap(), Arc::new(AtomicUsize::new(0)));
    let (pages, count) = (Arc::new(pages), Arc::clone(&asked));
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            count.fetch_add(1, Ordering::Relaxed);
            let pages = Arc::clone(&pages);
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let length = stream.read(&mut request).await.unwrap_or_default();
                let request = String::from_utf8_lossy(&request[..length]).into_owned();
                let path = request.split(' ').nth(1).unwrap_or_default();
                let nowhere = status("404 Not Found", "");
                let answer = pages.iter().find(|(known, _)| *known == path).map_or(&nowhere, |(_, answer)| answer);
                let _ = stream.write_all(answer.as_bytes()).await;
            });
        }
    });
    (address, asked)
}

fn page(content_type: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

fn status(line: &str, headers: &str) -> String {
    format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\nconnection: close\r\n{headers}\r\n")
}

fn leads_to(target: &str) -> String {
    status("302 Found", &format!("location: {target}\r\n"))
}

/// A site that sends this to whoever asks, over and over, and says nothing else.
async fn site_that_sends(first: &'static [u8], then: &'static [u8]) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let _ = stream.read(&mut [0; 4096]).await;
                let _ = stream.write_all(first).await;
                while !then.is_empty() && stream.write_all(then).await.is_ok() {}
                std::future::pending::<()>().await;
            });
        }
    });
    address
}

/// Asks for a card, and how long it took.
async fn card(caller: &Caller, url: &str) -> (Value, Duration) {
    let asked = Instant::now();
    let answer = caller.post("/api/v1/cards", &json!({"url": url})).await.expect(StatusCode::OK);
    (answer.json(), asked.elapsed())
}

#[tokio::test]
async fn a_page_makes_a_card_within_a_second() {
    let words = "<title>x</title><meta property=og:title content='The wall holds'><meta property=og:site_name content='The Example'>";
    let (there, _) = site(vec![("/storm", page("text/html", words))]).await;
    let app = TestApp::start_reaching(&format!("{there}")).await;
    let url = format!("http://{there}/storm");
    let (made, took) = card(&app.owner().await, &url).await;
    let nothing = Value::Null;
    let expected = json!({"kind": "embed", "url": url, "provider": "The Example", "title": "The wall holds", "byline": nothing,
        "text": nothing, "posted_at": nothing, "picture": nothing, "picture_width": nothing, "picture_height": nothing,
        "picture_alt": nothing, "problem": nothing});
    assert_eq!(made, expected);
    assert!(took <= Duration::from_secs(1), "{took:?}");
}

#[tokio::test]
async fn what_a_page_does_not_say_is_asked_of_its_oembed_address() {
    let (there, _) = site(vec![
        ("/a", page("text/html", "<link rel=alternate type=application/json+oembed href='/oembed?a'>")),
        ("/oembed?a", page("application/json", r#"{"title": "The wall", "author_name": "Ada"}"#)),
    ])
    .await;
    let app = TestApp::start_reaching(&format!("{there}")).await;
    let (made, _) = card(&app.owner().await, &format!("http://{there}/a")).await;
    assert_eq!((&made["title"], &made["byline"], &made["problem"]), (&json!("The wall"), &json!("Ada"), &Value::Null));
}

#[tokio::test]
async fn a_site_that_misbehaves_leaves_a_bare_card_that_says_why() {
    let silent = site_that_sends(b"", b"").await;
    let endless_head = site_that_sends(b"HTTP/1.1 200 OK\r\n", b"x: yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy\r\n").await;
    let stalled = site_that_sends(b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n", b"").await;
    let (inside, asked_inside) = site(vec![("/", page("text/html", "<title>A secret</title>"))]).await;
    let (there, _) = site(vec![
        ("/circle", leads_to("/circle")),
        ("/inside", leads_to(&format!("http://{inside}/"))),
        ("/metadata", leads_to("http://169.254.169.254/latest/meta-data")),
        ("/file", leads_to("file:///etc/passwd")),
        ("/gone", status("410 Gone", "")),
        ("/login", status("403 Forbidden", "")),
        ("/broken", status("502 Bad Gateway", "")),
        ("/zip", page("application/zip", "PK")),
        ("/empty", page("text/html", "")),
        ("/packed", status("200 OK", "content-type: text/html\r\ncontent-encoding: gzip\r\n")),
    ])
    .await;
    let app = TestApp::start_reaching(&format!("{there},{silent},{endless_head},{stalled}")).await;
    let owner = app.owner().await;
    let here = |path: &str| format!("http://{there}{path}");
    for (url, code) in [
        (format!("http://{silent}/"), "card_too_slow"),
        (format!("http://{stalled}/"), "card_too_slow"),
        (format!("http://{endless_head}/"), "card_no_answer"),
        (format!("http://{inside}/"), "card_not_public"),
        ("http://localhost:1/".to_owned(), "card_not_public"),
        ("http://[::1]/".to_owned(), "card_not_public"),
        (here("/inside"), "card_not_public"),
        (here("/metadata"), "card_not_public"),
        (here("/file"), "card_not_of_the_web"),
        (here("/circle"), "card_led_on"),
        (here("/gone"), "card_not_there"),
        (here("/nowhere"), "card_not_there"),
        (here("/login"), "card_kept_from_us"),
        (here("/broken"), "card_site_fault"),
        (here("/zip"), "card_wrong_type"),
        (here("/empty"), "card_says_nothing"),
        (here("/packed"), "card_unreadable"),
    ] {
        let (made, took) = card(&owner, &url).await;
        assert_eq!(made["problem"]["code"], code, "{url}: {made}");
        assert!(made["problem"]["detail"].is_string() && made["problem"]["hint"].is_string());
        assert_eq!((&made["url"], &made["title"], &made["text"]), (&json!(url), &Value::Null, &Value::Null));
        assert!(made["provider"].is_string(), "the card can be shown: {made}");
        assert!(took <= LONGEST, "{url}: {took:?}");
    }
    assert_eq!(asked_inside.load(Ordering::Relaxed), 0, "what is not public was never connected to");
}

#[tokio::test]
async fn endless_and_hostile_answers_end_in_a_card() {
    let endless = site_that_sends(
        b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<title>The beginning</title>",
        b"<p>and on and on and on and on and on and on and on and on and on and on and on</p>",
    )
    .await;
    let linking = |oembed: &str| {
        format!(
            "<link rel=alternate type=application/json+oembed href='{oembed}'><meta name=description content=Words>"
        )
    };
    let (there, _) = site(vec![
        ("/broken", page("text/html", &linking("/broken.json"))),
        ("/broken.json", page("application/json", "{\"title\": \"x")),
        ("/deep", page("text/html", &linking("/deep.json"))),
        ("/deep.json", page("application/json", &"[".repeat(500_000))),
        ("/page", page("text/html", &linking("/page.json"))),
        ("/page.json", page("text/html", "{\"title\": \"x\"}")),
        ("/inside", page("text/html", &linking("http://127.0.0.1:9/"))),
    ])
    .await;
    let app = TestApp::start_reaching(&format!("{there},{endless}")).await;
    let owner = app.owner().await;
    let (made, took) = card(&owner, &format!("http://{endless}/")).await;
    assert_eq!((&made["title"], &made["problem"]), (&json!("The beginning"), &Value::Null));
    assert!(took <= LONGEST, "{took:?}");
    for path in ["/broken", "/deep", "/page", "/inside"] {
        let (made, _) = card(&owner, &format!("http://{there}{path}")).await;
        assert_eq!((&made["title"], &made["text"]), (&Value::Null, &json!("Words")), "{path}");
    }
}

#[tokio::test]
async fn what_is_no_address_of_the_web_makes_no_card() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for url in ["", "storm", "file:///etc/passwd", "javascript:alert(1)", "data:text/html,a"] {
        let told = owner.post("/api/v1/cards", &json!({"url": url})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some("url"), "{url}");
    }
}

#[tokio::test]
async fn a_post_of_ours_is_known_without_being_asked_for() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    for path in [format!("/live/storm/post/{id}"), format!("/live/storm#post-{id}")] {
        let (made, _) = card(&owner, &format!("{PUBLIC_URL}{path}")).await;
        assert_eq!(
            (&made["kind"], &made["title"], &made["provider"]),
            (&json!("related"), &json!("The harbour closes"), &json!("The Gazette"))
        );
    }
    let (made, _) = card(&owner, &format!("{PUBLIC_URL}/live/storm?before={id}")).await;
    assert_eq!((&made["kind"], &made["title"]), (&json!("related"), &json!("Ferries in the storm")));
    // What readers cannot see is named to nobody.
    let planned = json!({"slug": "planned", "headline": "A secret plan", "status": "draft"});
    owner.post("/api/v1/coverages", &planned).await.expect(StatusCode::CREATED);
    owner.delete(&post("storm", &id), &json!({"reason": "A drill."})).await.expect(StatusCode::OK);
    for path in ["/live/planned".to_owned(), format!("/live/storm/post/{id}"), "/live/storm/post/x".to_owned()] {
        let (made, _) = card(&owner, &format!("{PUBLIC_URL}{path}")).await;
        assert_eq!((&made["title"], &made["problem"]["code"]), (&Value::Null, &json!("card_not_there")), "{path}");
    }
}

#[tokio::test]
async fn a_member_who_asks_for_very_many_cards_has_to_wait() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let ask = async || owner.post("/api/v1/cards", &json!({"url": "http://127.0.0.1:9/"})).await;
    for _ in 0..40 {
        ask().await.expect(StatusCode::OK);
    }
    let answer = ask().await;
    assert_eq!(answer.problem(StatusCode::TOO_MANY_REQUESTS).code, "too_many_cards");
    assert!(answer.header("retry-after").parse::<u16>().unwrap() <= 3);
}

#[tokio::test]
async fn the_same_address_is_asked_for_once_in_a_while() {
    let (there, asked) = site(vec![("/", page("text/html", "<title>Once</title>"))]).await;
    let app = TestApp::start_reaching(&format!("{there}")).await;
    let owner = app.owner().await;
    let url = format!("http://{there}/");
    assert_eq!(card(&owner, &url).await.0, card(&owner, &url).await.0);
    assert_eq!(asked.load(Ordering::Relaxed), 1);
}

/// A site whose page has a picture, and another whose picture is none.
async fn site_with_pictures() -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let page = |picture: &'static str| {
        let html = format!(
            "<title>The quay</title><meta property=og:image content=\"http://{address}/{picture}\"><meta property=og:image:alt content=\"A quay\">"
        );
        axum::routing::get(async move || axum::response::Html(html))
    };
    let picture = crate::photograph::jpeg(&crate::photograph::pixels(640, 427), 1);
    let service = axum::Router::new()
        .route("/page", page("quay.jpg"))
        .route("/broken", page("page"))
        .route("/quay.jpg", axum::routing::get(async move || ([("content-type", "image/jpeg")], picture)));
    tokio::spawn(async move { crate::webhooks::axum_serve(listener, service).await });
    address
}

#[tokio::test]
async fn the_picture_of_a_card_is_stored_here_and_public_once_a_post_shows_it() {
    let address = site_with_pictures().await;
    let app = TestApp::start_reaching(&address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let (told, _) = card(&owner, &format!("http://{address}/page")).await;
    assert_eq!((&told["picture_width"], &told["picture_height"]), (&json!(640), &json!(427)), "{told}");
    assert_eq!(told["picture_alt"], "A quay");
    let picture = format!("/media/{}", told["picture"].as_str().unwrap());
    assert_eq!(app.anon().get(&picture).await.status, StatusCode::NOT_FOUND, "nobody shows it yet");
    owner.get(&picture).await.expect(StatusCode::OK);
    let mut attrs = told.clone();
    attrs.as_object_mut().unwrap().retain(|name, _| name != "kind" && name != "problem");
    let body = json!({"v": 1, "doc": {"type": "doc", "content": [{"type": "embed", "attrs": attrs}]}});
    owner.post("/api/v1/coverages/storm/posts", &json!({"body": body})).await.expect(StatusCode::CREATED);
    app.anon().get(&picture).await.expect(StatusCode::OK);
    assert!(app.anon().get("/live/storm").await.text().contains(&picture));
    // What is no picture leaves the words.
    let (told, _) = card(&owner, &format!("http://{address}/broken")).await;
    assert_eq!((&told["title"], &told["picture"]), (&json!("The quay"), &Value::Null));
}
