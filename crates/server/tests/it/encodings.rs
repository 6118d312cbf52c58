//! What caches and browsers are told: how long, which bytes, and whether they have them.

use std::collections::HashMap;
use std::io::Read;

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::app::{Answer, Caller, TestApp, posts};

/// What an answer is to caches, by what is meant with it.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Meant {
    /// Asked for again each time by browsers; shared for a second in between.
    Live,
    /// Kept for good: the name changes with the content.
    Immutable,
    /// Kept by nobody.
    Private,
    /// Kept for moments: it may be there soon.
    Absent,
}

#[track_caller]
fn check_policy(answer: &Answer, meant: Meant) {
    let directives: Vec<_> = answer.header("cache-control").split(", ").collect();
    let says = |directive: &str| directives.contains(&directive);
    let shared = answer.header("cdn-cache-control");
    match meant {
        Meant::Live => {
            assert!(says("public") && says("no-cache"), "{directives:?}");
            assert!(shared.contains("max-age=1,") && shared.contains("stale-if-error="), "{shared}");
        }
        Meant::Immutable => assert!(says("public") && says("immutable") && says("max-age=31536000"), "{directives:?}"),
        Meant::Private => assert_eq!((&directives[..], shared), (&["no-store"][..], "")),
        Meant::Absent => assert!(says("public") && says("max-age=5"), "{directives:?}"),
    }
}

/// A coverage with enough in it to be worth compressing.
async fn storm(app: &TestApp) -> String {
    let owner = app.owner().await;
    owner.cover("storm").await;
    let body =
        json!({"headline": "The harbour closes", "body": "The ferry waits in the lee of the island. ".repeat(50)});
    let created = owner.post(&posts("storm"), &body).await.expect(StatusCode::CREATED).json();
    created["id"].as_str().unwrap().to_owned()
}

/// What an answer depends on besides its address: of the page that most readers come back to,
/// what is new may be sent against what they have.
fn varies(path: &str) -> &'static str {
    if path == "/live/storm" { "accept-encoding, available-dictionary" } else { "accept-encoding" }
}

fn reader_places(id: &str) -> Vec<String> {
    let mut places = vec!["/".to_owned(), "/live/storm".to_owned(), "/live/storm.json".to_owned()];
    places.extend(["rss", "atom", "json"].map(|format| format!("/live/storm/feed.{format}")));
    places.push(format!("/live/storm/post/{id}"));
    places.extend(["/text", "/text/live/storm", "/text/live/storm?order=oldest"].map(str::to_owned));
    places.push(format!("/text/live/storm/post/{id}"));
    places
}

#[tokio::test]
async fn every_answer_says_how_long_it_may_be_kept() {
    let app = TestApp::start().await;
    let id = storm(&app).await;
    let picture = app.picture().await;
    let (reader, owner) = (app.anon(), app.owner().await);
    for path in reader_places(&id).into_iter().chain(["/live/storm/changes?after=0".to_owned()]) {
        check_policy(&reader.get(&path).await.expect(StatusCode::OK), Meant::Live);
    }
    let page = reader.get("/live/storm").await.text();
    for asset in page.split('"').filter(|part| part.starts_with("/assets/")) {
        check_policy(&reader.get(asset).await.expect(StatusCode::OK), Meant::Immutable);
    }
    check_policy(&reader.get(&format!("/media/{picture}")).await.expect(StatusCode::OK), Meant::Immutable);
    for absent in [
        "/nowhere",
        "/live/nowhere",
        "/live/storm/post/x",
        "/live/storm?before=x",
        "/media/x",
        "/assets/x.css",
        "/live/storm/feed.xml",
    ] {
        check_policy(&reader.get(absent).await.expect(StatusCode::NOT_FOUND), Meant::Absent);
    }
    for private in ["/healthz", "/metrics"] {
        check_policy(&reader.get(private).await.expect(StatusCode::OK), Meant::Private);
    }
    for private in ["/api/v1/coverages", "/api/v1/coverages/storm", "/api/v1/coverages/storm/posts"] {
        check_policy(&owner.get(private).await.expect(StatusCode::OK), Meant::Private);
        check_policy(&reader.get(private).await.expect(StatusCode::UNAUTHORIZED), Meant::Private);
    }
}

#[tokio::test]
async fn no_answer_to_readers_is_for_one_of_them() {
    let app = TestApp::start().await;
    let id = storm(&app).await;
    let somebody =
        app.owner().await.with("cookie", "session=1").with("user-agent", "x").with("x-forwarded-for", "192.0.2.1");
    for path in reader_places(&id).into_iter().chain(["/live/storm/changes?after=0".to_owned()]) {
        let (anon, known) = (app.anon().get(&path).await, somebody.get(&path).await);
        assert_eq!(anon.body, known.body, "{path}");
        for answer in [anon, known] {
            assert!(answer.headers.get("set-cookie").is_none());
            let vary = answer.header("vary").to_lowercase();
            assert!(vary.is_empty() || vary == varies(&path), "{path} varies with {vary}");
        }
    }
}

#[tokio::test]
async fn who_has_the_bytes_already_is_not_sent_them_again() {
    let app = TestApp::start().await;
    let id = storm(&app).await;
    let owner = app.owner().await;
    for coding in ["identity", "gzip", "br", "zstd"] {
        let reader = app.anon().with("accept-encoding", coding);
        let mut known = Vec::new();
        for path in reader_places(&id) {
            let first = reader.get(&path).await.expect(StatusCode::OK);
            let tag = first.header("etag").to_owned();
            assert!(!tag.is_empty(), "{path}");
            let weak = if tag.starts_with("W/") { tag.clone() } else { format!("W/{tag}") };
            for if_none_match in [&*tag, &*weak, &format!("\"x\", {tag}"), &format!("{tag},\"y\""), "*"] {
                let again = reader.with("if-none-match", if_none_match).get(&path).await;
                assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {if_none_match} {coding}");
                assert!(again.body.is_empty());
                // RFC 9110 §15.4.5: what a 200 would have said of the stored answer.
                for header in ["etag", "cache-control", "cdn-cache-control", "vary"] {
                    assert_eq!(again.header(header), first.header(header), "{header} of {path}");
                }
            }
            for other in ["\"x\"", "", "x"] {
                reader.with("if-none-match", other).get(&path).await.expect(StatusCode::OK);
            }
            known.push((path, tag));
        }
        owner.publish("storm", "Something new").await;
        for (path, tag) in known.into_iter().filter(|(path, _)| !path.contains("/post/")) {
            let changed = reader.with("if-none-match", &tag).get(&path).await.expect(StatusCode::OK);
            assert_ne!(changed.header("etag"), tag, "{path}");
        }
    }
}

fn decoded(answer: &Answer) -> Vec<u8> {
    let mut plain = Vec::new();
    match answer.header("content-encoding") {
        "" => plain.extend_from_slice(&answer.body),
        "gzip" => drop(flate2::read::MultiGzDecoder::new(&answer.body[..]).read_to_end(&mut plain).unwrap()),
        "br" => brotli::BrotliDecompress(&mut &answer.body[..], &mut plain).unwrap(),
        "zstd" => plain = zstd::bulk::decompress(&answer.body, 4 << 20).unwrap(),
        other => panic!("{other}"),
    }
    plain
}

#[tokio::test]
async fn every_coding_gives_the_same_bytes_and_has_a_tag_of_its_own() {
    let app = TestApp::start().await;
    let id = storm(&app).await;
    let page = app.anon().get("/live/storm").await.text();
    let style = page.split('"').find(|part| part.starts_with("/assets/")).unwrap().to_owned();
    for path in reader_places(&id).into_iter().chain([style, "/live/storm/changes?after=0".to_owned()]) {
        let plain = app.anon().get(&path).await.expect(StatusCode::OK);
        let mut by_tag = HashMap::from([(plain.header("etag").to_owned(), plain.body.clone())]);
        for (asked, best) in [
            ("identity", ""),
            ("gzip", "gzip"),
            ("x-gzip", "gzip"),
            ("br", "br"),
            ("zstd", "zstd"),
            ("gzip, deflate, br, zstd", "br"),
            ("gzip;q=0.5, br;q=0", "gzip"),
            ("zstd;q=0.1", "zstd"),
            ("GZIP", "gzip"),
            ("deflate", ""),
            ("*", "br"),
            ("*;q=0.1, br;q=0", "zstd"),
            ("br;q=0, *;q=0", ""),
            ("gzip;q=0", ""),
            ("gzip, identity;q=0", "gzip"),
            ("br, identity;q=0", "br"),
            ("zstd, *;q=0", "zstd"),
            ("identity;q=0", ""),
            ("", ""),
        ] {
            let answer = app.anon().with("accept-encoding", asked).get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path} with {asked}");
            assert_eq!(decoded(&answer), plain.body, "{path} with {asked}");
            let coding = answer.header("content-encoding");
            // The long documents are compressed as they go, and so in one way only.
            let as_it_goes = path.contains("storm.json") || path.contains("changes");
            let expected = if as_it_goes && (best == "br" || best == "zstd") { coding } else { best };
            assert_eq!(coding, expected, "{path} with {asked}");
            if coding.is_empty() {
                assert_eq!(answer.body, plain.body);
            } else {
                assert!(answer.body.len() < plain.body.len(), "{path} with {asked}");
                assert_eq!(answer.header("vary").to_lowercase(), varies(&path), "{path} with {asked}");
            }
            let tag = answer.header("etag").to_owned();
            if !tag.is_empty() && !tag.starts_with("W/") {
                let same = by_tag.entry(tag.clone()).or_insert_with(|| answer.body.clone());
                assert_eq!(*same, answer.body, "a strong tag names one sequence of bytes: {tag} with {asked}");
            }
        }
    }
}

#[tokio::test]
async fn what_a_member_takes_does_not_decide_what_is_written() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for (number, asked) in ["identity;q=0", "*;q=0", "br", "gzip", "x"].into_iter().enumerate() {
        let caller = owner.with("accept-encoding", asked);
        let answer = caller.post(&posts("storm"), &json!({"body": format!("Report {number}")})).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{asked}");
    }
    assert_eq!(owner.standing("storm").await, (6, 0));
}

#[tokio::test]
async fn the_head_of_an_answer_can_be_had_alone() {
    let app = TestApp::start().await;
    let id = storm(&app).await;
    for path in reader_places(&id) {
        let whole = app.anon().get(&path).await;
        let head = app.anon().send(Method::HEAD, &path, "").await.expect(StatusCode::OK);
        assert!(head.body.is_empty());
        for header in ["etag", "content-type", "cache-control"] {
            assert_eq!(head.header(header), whole.header(header), "{header} of {path}");
        }
    }
}

#[tokio::test]
async fn every_answer_keeps_a_browser_from_being_misled() {
    let app = TestApp::start().await;
    let id = storm(&app).await;
    let picture = app.picture().await;
    let reader: Caller = app.anon();
    let others = ["/nowhere", "/live/storm/changes?after=x", "/api/v1/coverages", "/healthz"].map(str::to_owned);
    for path in reader_places(&id).into_iter().chain(others).chain([format!("/media/{picture}")]) {
        let answer = reader.get(&path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!answer.header("referrer-policy").is_empty(), "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'"), "{path}");
        assert!(!policy.contains("'unsafe-eval'") && !policy.contains("script-src 'unsafe-inline'"), "{path}");
    }
    for page in ["/", "/live/storm", "/live/storm/embed", &format!("/live/storm/post/{id}"), "/nowhere"] {
        let policy = reader.get(page).await.header("content-security-policy").to_owned();
        assert!(
            policy.ends_with("; require-trusted-types-for 'script'; trusted-types stet stet-loader"),
            "{page}: {policy}"
        );
        // The script by its content, and nothing else from here.
        assert!(policy.contains("script-src 'sha256-") || policy.contains("script-src 'none'"), "{page}: {policy}");
    }
    let picture = reader.get(&format!("/media/{picture}")).await;
    assert!(picture.header("content-security-policy").contains("sandbox"));
    assert!(!picture.header("content-security-policy").contains("script-src"));
}
