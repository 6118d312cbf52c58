//! Requests that are wrong as a whole, and addresses that lead nowhere.

use axum::http::{Method, StatusCode};
use bytes::Bytes;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::{TestApp, coverage, post, posts, soon};
use crate::forms::every_form;
use crate::places::{METHODS, every_place, named_in_source};

#[tokio::test]
async fn what_is_no_json_is_refused() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let nested = |open: &str, close: &str| format!("{{\"headline\":{}{}}}", open.repeat(10_000), close.repeat(10_000));
    let malformed: Vec<Vec<u8>> = [
        "",
        " ",
        "{",
        "}",
        "{\"headline\":\"x\"",
        "{\"headline\":\"x\",}",
        "{\"headline\":\"x\"}{}",
        "{\"headline\":\"x\"} x",
        "{'headline':'x'}",
        "{headline:\"x\"}",
        "{\"headline\":\"\\ud800\"}",
        "{\"headline\":\"\\u00\"}",
        "{\"headline\":\"a\u{7}b\"}",
        "{\"headline\":NaN}",
        "{\"headline\":+1}",
        "{\"headline\":01}",
        "{\"headline\":1e999}",
        "\u{feff}{\"headline\":\"x\"}",
        "// x\n{\"headline\":\"x\"}",
        "headline=x",
        "<headline>x</headline>",
    ]
    .into_iter()
    .map(str::as_bytes)
    .map(<[u8]>::to_vec)
    .chain([b"{\"headline\":\"\xff\"}".to_vec(), b"\xff\xfe{".to_vec(), b"{\"\xc3\":1}".to_vec(), vec![0; 1_000]])
    .chain([nested("[", "]"), nested("{\"a\":", "}"), nested("[", ""), "[".repeat(500_000)].map(String::into_bytes))
    .collect();
    for form in every_form(&app, &owner).await {
        let before = owner.standing(form.slug).await;
        for body in &malformed {
            let answer = form.send(&owner, body.clone()).await;
            let shown = String::from_utf8_lossy(body).chars().take(80).collect::<String>();
            assert!(answer.status.is_client_error(), "{} {shown}: {}", form.what, answer.text());
            let told = answer.problem(answer.status);
            assert!(["malformed_json", "bad_shape"].contains(&&*told.code), "{} {shown}: {told:?}", form.what);
        }
        assert_eq!(owner.standing(form.slug).await, before, "{}", form.what);
    }
}

#[tokio::test]
async fn nesting_inside_a_body_is_bounded_before_it_is_walked() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let nested = |open: &str, close: &str| format!("{{\"body\":{}{}}}", open.repeat(10_000), close.repeat(10_000));
    for body in
        [nested("[", "]"), nested("{\"content\":", "}"), nested("{\"type\":\"bullet_list\",\"content\":[", "]}")]
    {
        let body = body.replace(":}", ":1}");
        let answer = owner.with("content-type", "application/json").send(Method::POST, &posts("storm"), body).await;
        assert_eq!(answer.problem(StatusCode::BAD_REQUEST).code, "malformed_json");
    }
    // Markdown has no brackets to count, and is bounded as it is read.
    for markdown in ["> ".repeat(10_000), "- ".repeat(10_000), "1. ".repeat(10_000)] {
        let answer = owner.post(&posts("storm"), &json!({"body": markdown + "x"})).await;
        let told = answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(told.field.unwrap().starts_with("body"));
    }
    assert_eq!(owner.standing("storm").await, (1, 0));
}

#[tokio::test]
async fn markdown_that_is_meant_to_be_slow_is_not() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let began = std::time::Instant::now();
    for piece in [
        "*", "_", "**a ", "[", "[a](", "![", "<", "`", "~~", "|", "a|", "&#", "<!--", "[^", "\\", "*a _b ", "[x]: <",
        "- \n", "](", "***",
    ] {
        let answer = owner.post(&posts("storm"), &json!({"body": piece.repeat(90_000 / piece.len())})).await;
        assert!(answer.status == StatusCode::CREATED || answer.status.is_client_error(), "{piece}: {}", answer.text());
        assert!(!answer.status.is_server_error());
    }
    assert!(began.elapsed() < std::time::Duration::from_secs(20), "{:?}", began.elapsed());
}

#[tokio::test]
async fn what_was_sent_is_not_sent_back_at_length() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let long = "x".repeat(500_000);
    for body in [
        json!({long.clone(): 1}),
        json!({"key_event": long}),
        json!({"body": "x", "contributors": [{long.clone(): 1}]}),
        json!({"body": [{"type": long}]}),
        json!({"body": {long.clone(): 1}}),
        json!({"body": "x", "status": long}),
        json!({"body": "x", "publish_at": long}),
        json!({"body": [{"type": "embed", "attrs": {"url": format!("{long}:x")}}]}),
    ] {
        let answer = owner.post(&posts("storm"), &body).await;
        answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.len() < 2_000, "{}", answer.body.len());
    }
    for patch in
        [json!({"language": long}), json!({"time_zone": long}), json!({"pinned": long}), json!({"successor": long})]
    {
        let answer = owner.patch(&coverage("storm"), &patch).await;
        answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.len() < 2_000, "{}", answer.body.len());
    }
}

#[tokio::test]
async fn only_json_is_taken() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for form in every_form(&app, &owner).await {
        let before = owner.standing(form.slug).await;
        let body = form.body.to_string();
        for content_type in [
            None,
            Some(""),
            Some("text/plain"),
            Some("application/x-www-form-urlencoded"),
            Some("multipart/form-data; boundary=x"),
            Some("application/jsonx"),
            Some("application"),
            Some("application/xml; application/json"),
        ] {
            let caller = content_type.map_or(owner.clone(), |content_type| owner.with("content-type", content_type));
            let told = caller.send(form.method.clone(), &form.path, body.clone()).await;
            let told = told.problem(StatusCode::UNSUPPORTED_MEDIA_TYPE);
            assert_eq!(told.code, "not_json", "{content_type:?}");
            assert!(told.hint.unwrap().contains("application/json"));
        }
        assert_eq!(owner.standing(form.slug).await, before, "{}", form.what);
        let caller = owner.with("content-type", "Application/JSON; charset=utf-8");
        caller.send(form.method.clone(), &form.path, body).await.expect(form.status);
    }
}

#[tokio::test]
async fn a_request_that_is_too_large_is_refused() {
    const MOST: usize = 1 << 20;
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for form in every_form(&app, &owner).await {
        let before = owner.standing(form.slug).await;
        let body = form.body.to_string();
        let padded = |length: usize| body.clone() + &" ".repeat(length - body.len());
        for length in [MOST + 1, 2 << 20] {
            let told = form.send(&owner, padded(length)).await.problem(StatusCode::PAYLOAD_TOO_LARGE);
            assert_eq!(told.code, "too_large", "{}", form.what);
            assert!(told.detail.contains(&MOST.to_string()));
        }
        assert_eq!(owner.standing(form.slug).await, before, "{}", form.what);
        form.send(&owner, padded(MOST)).await.expect(form.status);
    }
}

#[tokio::test]
async fn a_request_that_does_not_say_how_large_it_is_may_not_be_too_large_either() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut socket = TcpStream::connect(app.address).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: live.example.org\r\nAuthorization: {}\r\nContent-Type: application/json\r\n\
         Transfer-Encoding: chunked\r\n\r\n",
        posts("storm"),
        owner.authorization()
    );
    socket.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("10000\r\n{}\r\n", " ".repeat(0x10000));
    let mut answer = Vec::new();
    for _ in 0..32 {
        // The server may hang up once it has seen enough.
        if socket.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    let _ = soon(socket.read_to_end(&mut answer)).await;
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 413"), "{answer}");
    assert_eq!(owner.standing("storm").await, (1, 0));
}

#[tokio::test]
async fn a_method_that_a_place_does_not_have_is_told() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let known = named_in_source();
    for place in every_place(&app).await.into_iter().filter(|place| place.status != StatusCode::NOT_FOUND) {
        for method in
            [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS, Method::TRACE]
        {
            if known.contains(&(method.to_string(), place.route.to_owned())) {
                continue;
            }
            let answer = owner.with("content-type", "application/json").send(method.clone(), &place.path, "{}").await;
            assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {}", place.path);
            assert!(!answer.header("allow").is_empty(), "{method} {}", place.path);
            if place.route.starts_with("/api/") {
                let told = answer.problem(StatusCode::METHOD_NOT_ALLOWED);
                assert_eq!(told.code, "method_not_allowed");
                assert!(told.detail.contains(method.as_str()));
            }
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_told_as_what_was_asked_for() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    for place in ["/api", "/api/", "/api/v1", "/api/v1/", "/api/v1/coverages/", "/api/v1/authors", "/api/v2/coverages"]
    {
        for method in METHODS {
            let told = owner.send(method, place, "").await.problem(StatusCode::NOT_FOUND);
            assert!(told.hint.unwrap().contains("/api/v1/openapi.json"), "{place}");
        }
    }
    for slug in [
        "nowhere",
        "Storm",
        "storm.json",
        "storm%20",
        "%2e%2e",
        "storm%2fposts",
        "%00",
        "%FF",
        "%",
        "ж",
        &"x".repeat(3_000),
    ] {
        let slug = slug.replace('ж', "%D0%B6");
        for place in [coverage(&slug), posts(&slug), post(&slug, &id)] {
            let answer = owner.get(&place).await;
            assert!(
                matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
                "{place}: {}",
                answer.status
            );
            answer.problem(answer.status);
        }
        for place in ["", ".json", "/stream", "/changes?after=0", "/feed.rss", &format!("/post/{id}")] {
            // That is the coverage's own document, and no mistake.
            if slug == "storm.json" && place.is_empty() {
                continue;
            }
            let answer = app.anon().get(&format!("/live/{slug}{place}")).await;
            assert!(
                matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
                "{slug}{place}: {}",
                answer.status
            );
        }
    }
    let spelt = [
        id.to_uppercase(),
        id.replace('-', ""),
        format!("%7B{id}%7D"),
        format!("urn:uuid:{id}"),
        "x".into(),
        "%00".into(),
        "%FF".into(),
        "..".into(),
    ];
    for id in spelt.iter().map(String::as_str).chain([&*server::post_id().to_string()]) {
        for method in [Method::GET, Method::PATCH, Method::DELETE] {
            let answer = owner.write(method, &post("storm", id), &json!({"reason": "x"})).await;
            // The shape of a request is looked at before what it is about.
            assert!(answer.status.is_client_error(), "{id}: {}", answer.status);
            answer.problem(answer.status);
        }
        for place in [
            format!("/live/storm/post/{id}"),
            format!("/live/storm?before={id}"),
            format!("/live/storm?before={id}&before={id}"),
        ] {
            let answer = app.anon().get(&place).await;
            assert!(
                matches!(answer.status, StatusCode::NOT_FOUND | StatusCode::BAD_REQUEST),
                "{place}: {}",
                answer.status
            );
        }
    }
    assert_eq!(owner.standing("storm").await, (2, 0));
}

#[tokio::test]
async fn a_list_is_asked_for_in_words_that_are_known() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=-1", "limit"),
        ("limit=x", "limit"),
        ("limit=", "limit"),
        ("limit=1.5", "limit"),
        ("limit=99999999999999999999", "limit"),
        ("status=withdrawn", "status"),
        ("status=", "status"),
        ("status=DRAFT", "status"),
        ("before=x", "before"),
        ("before=", "before"),
        (&format!("before={}", server::post_id()), "before"),
    ] {
        let told = owner.get(&format!("{}?{query}", posts("storm"))).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field), "{query}");
    }
    owner.get(&format!("{}?limit=1&limit=2", posts("storm"))).await.problem(StatusCode::BAD_REQUEST);
    for query in ["limit=1", "limit=200", "status=published"] {
        owner.get(&format!("{}?{query}", posts("storm"))).await.expect(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_page_that_leads_on() {
    let app = TestApp::start().await;
    for place in
        ["/nowhere", "/live", "/live/", "/live/nowhere", "/live/nowhere/post/x", "/live/nowhere/feed.rss", "/media/x"]
    {
        let answer = app.anon().get(place).await.expect(StatusCode::NOT_FOUND);
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8", "{place}");
        let page = crate::markup::parse(&answer.text());
        assert_eq!(crate::markup::all(&page, "main a[href='/']").len(), 1, "{place}");
    }
}

#[tokio::test]
async fn no_answer_is_made_of_what_was_asked() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let hostile = "%3Cscript%3Ealert(1)%3C%2Fscript%3E";
    for place in [
        format!("/{hostile}"),
        format!("/live/{hostile}"),
        format!("/live/storm/{hostile}"),
        format!("/live/storm/post/{hostile}"),
        format!("/live/storm?before={hostile}"),
        format!("/live/storm/changes?after={hostile}"),
        format!("/live/storm/stream?after={hostile}"),
        format!("/live/storm/feed.{hostile}"),
        format!("/media/{hostile}"),
        format!("/assets/{hostile}"),
        format!("/api/v1/coverages/{hostile}"),
        format!("/api/v1/coverages/storm/posts?status={hostile}"),
    ] {
        let answer = owner.get(&place).await;
        assert!(answer.status.is_client_error(), "{place}");
        assert!(!Bytes::from(answer.text().to_lowercase()).windows(7).any(|part| part == b"<script"), "{place}");
    }
}
