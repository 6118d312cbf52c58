//! How others find what there is: sitemaps, embedding, hubs, and what the newsroom says of itself.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use quick_xml::Reader;
use quick_xml::events::Event;
use render::{Policy, Publisher};
use serde_json::json;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::app::{PUBLIC_URL, TestApp, soon};

/// The texts of all elements of that name.
fn texts(xml: &str, name: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (mut within, mut found) = (false, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => within = start.name().as_ref() == name,
            Event::End(_) => within = false,
            Event::Text(text) if within => found.push(text.to_string()),
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[tokio::test]
async fn sitemaps_name_what_readers_see_and_nothing_else() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    owner.post("/api/v1/coverages", &json!({"slug": "secret", "headline": "Not yet", "status": "draft"})).await;

    let robots = app.anon().get("/robots.txt").await.expect(StatusCode::OK).text();
    assert!(robots.contains(&format!("Sitemap: {PUBLIC_URL}/sitemap.xml")), "{robots}");
    let index = app.anon().get("/sitemap.xml").await.expect(StatusCode::OK).text();
    let named = texts(&index, "loc");
    assert_eq!(named, [format!("{PUBLIC_URL}/sitemap-news.xml"), format!("{PUBLIC_URL}/live/storm/sitemap.xml")]);

    let map = app.anon().get("/live/storm/sitemap.xml").await.expect(StatusCode::OK).text();
    let new = format!("{PUBLIC_URL}/live/storm/post/{id}");
    assert_eq!(texts(&map, "loc"), [format!("{PUBLIC_URL}/live/storm"), new.clone()]);
    app.anon().get("/live/secret/sitemap.xml").await.expect(StatusCode::NOT_FOUND);

    // A revision makes nothing new.
    let news = app.anon().get("/sitemap-news.xml").await.expect(StatusCode::OK).text();
    let mut named = texts(&news, "loc");
    named.sort();
    assert_eq!(named, [format!("{PUBLIC_URL}/live/storm"), new]);
    assert_eq!(texts(&news, "news:language"), ["en", "en"]);
    let dates = texts(&news, "news:publication_date");
    owner
        .patch(&crate::app::post("storm", &id), &json!({"headline": "The harbour is closed"}))
        .await
        .expect(StatusCode::OK);
    let news = app.anon().get("/sitemap-news.xml").await.text();
    assert_eq!(texts(&news, "news:publication_date"), dates);
    assert!(texts(&news, "news:title").contains(&"The harbour is closed".to_owned()), "{news}");
}

#[tokio::test]
async fn other_sites_are_told_how_to_embed() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let page = format!("{PUBLIC_URL}/live/storm");
    let answer = app.anon().get(&format!("/oembed?url={page}&maxwidth=320")).await.expect(StatusCode::OK);
    assert_eq!(answer.header("access-control-allow-origin"), "*");
    let coverage = answer.json();
    assert_eq!(
        (&coverage["version"], &coverage["type"], &coverage["width"]),
        (&json!("1.0"), &json!("rich"), &json!(320))
    );
    assert!(coverage["html"].as_str().unwrap().contains(&format!("src=\"{page}/embed\"")), "{coverage}");
    let of_post = app.anon().get(&format!("/oembed?url={page}/post/{id}%23x&format=xml")).await.expect(StatusCode::OK);
    assert!(of_post.header("content-type").starts_with("text/xml"));
    assert_eq!(texts(&of_post.text(), "title"), ["The harbour closes"]);

    // A page says where it is asked: the address leads to the same answer.
    let html = app.anon().get("/live/storm").await.text();
    let link = html.split("application/json+oembed").nth(1).unwrap().split("href=\"").nth(1).unwrap();
    let link = link.split('"').next().unwrap().replace("&#38;", "&").replace("&amp;", "&");
    let found = app.anon().get(link.strip_prefix(PUBLIC_URL).unwrap()).await.expect(StatusCode::OK).json();
    assert_eq!(found["title"], coverage["title"]);

    // What it names is there, and may stand in a frame anywhere; the page itself may not.
    let framed = app.anon().get("/live/storm/embed").await.expect(StatusCode::OK);
    assert!(framed.header("content-security-policy").contains("; frame-ancestors *;"));
    assert!(framed.text().contains("data-shown=\"framed\"") && framed.text().contains("noindex"));
    let framed = app.anon().get(&format!("/live/storm/post/{id}/embed")).await.expect(StatusCode::OK);
    assert!(framed.header("content-security-policy").contains("; frame-ancestors *;"));
    // A frame of what is not there says so itself: else the browser shows a fault of its own.
    for path in ["/live/strom/embed", "/live/storm/post/x/embed"] {
        let missing = app.anon().get(path).await.expect(StatusCode::NOT_FOUND);
        assert!(missing.header("content-security-policy").contains("; frame-ancestors *;"), "{path}");
        assert!(
            missing.text().contains("data-shown=\"framed\"") && missing.text().contains("<base target=\"_blank\">")
        );
    }
    let missing = app.anon().get("/live/strom").await.expect(StatusCode::NOT_FOUND);
    assert!(missing.header("content-security-policy").contains("; frame-ancestors 'self';"));
    let alone = app.anon().get("/live/storm").await;
    assert!(alone.header("content-security-policy").contains("; frame-ancestors 'self';"));

    for (path, status, code) in [
        ("/oembed", 400, "bad_request"),
        ("/oembed?url=x&maxwidth=wide", 400, "bad_request"),
        (&format!("/oembed?url={page}&format=yaml"), 501, "unknown_format"),
        (&format!("/oembed?url={PUBLIC_URL}/live/calm"), 404, "not_found"),
        (&format!("/oembed?url={page}/post/{}", uuid::Uuid::nil()), 404, "not_found"),
        (&format!("/oembed?url={page}/changes"), 404, "not_found"),
        ("/oembed?url=https://elsewhere.example/live/storm", 404, "not_found"),
    ] {
        let problem = app.anon().get(path).await.problem(StatusCode::from_u16(status).unwrap());
        assert_eq!(problem.code, code, "{path}");
    }
}

async fn take(State(told): State<mpsc::UnboundedSender<String>>, body: String) -> StatusCode {
    told.send(body).unwrap();
    StatusCode::ACCEPTED
}

/// A hub; gives its address and what it is told.
async fn hub() -> (String, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let (tell, told) = mpsc::unbounded_channel();
    let service = TowerToHyperService::new(Router::new().route("/", post(take)).with_state(tell));
    tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            let service = service.clone();
            tokio::spawn(async move {
                Builder::new(TokioExecutor::new()).serve_connection(TokioIo::new(socket), service).await.map_err(drop)
            });
        }
    });
    (address, told)
}

#[tokio::test]
async fn a_hub_is_named_and_told_and_the_newsroom_says_who_it_is() {
    let (address, mut told) = hub().await;
    let publisher = Publisher {
        logo: Some("https://example.org/logo.png".into()),
        policies: vec![(Policy::Corrections, "https://example.org/corrections".into())],
        trust: vec!["member=https://association.example/".into()],
        hub: Some(format!("http://{address}/").into()),
        ..Publisher::default()
    };
    let app = TestApp::start_of(publisher, &address).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "The harbour closes").await;
    let ping = soon(told.recv()).await.unwrap();
    assert!(ping.starts_with("hub.mode=publish&hub.url="), "{ping}");
    for feed in ["rss", "atom", "json"] {
        let own = format!("{PUBLIC_URL}/live/storm/feed.{feed}");
        assert!(ping.contains(&own.replace(':', "%3A").replace('/', "%2F")), "{ping}");
        let answer = app.anon().get(&format!("/live/storm/feed.{feed}")).await.expect(StatusCode::OK);
        assert_eq!(answer.header("link"), format!("<http://{address}/>; rel=\"hub\", <{own}>; rel=\"self\""));
        assert!(answer.text().contains(&format!("http://{address}/")), "{feed}");
    }
    let trust = app.anon().get("/.well-known/trust.txt").await.expect(StatusCode::OK).text();
    assert_eq!(trust, "member=https://association.example/\n");
    let page = app.anon().get("/live/storm").await.text();
    assert!(page.contains(r#""correctionsPolicy":"https://example.org/corrections""#), "{page}");
    assert!(page.contains(r#""logo":{"@type":"ImageObject","url":"https://example.org/logo.png"}"#), "{page}");
}
