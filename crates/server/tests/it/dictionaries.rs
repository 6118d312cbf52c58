//! Pages that are sent as what is new in them (RFC 9842), as a browser asks for them.

use axum::http::StatusCode;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::app::{Answer, Caller, TestApp, post, posts};

const PAGE: &str = "/live/storm";
/// What Chromium takes.
const ALL: &str = "gzip, deflate, br, zstd, dcb, dcz";

/// The address of the dictionary that a page tells of.
#[track_caller]
fn dictionary_of(page: &Answer) -> String {
    let links = page.headers.get_all("link").iter().map(|link| link.to_str().unwrap());
    let link = links.filter_map(|link| link.strip_suffix(">; rel=\"compression-dictionary\"")).next().unwrap();
    link.strip_prefix('<').unwrap().to_owned()
}

fn with_dictionary(anon: &Caller, dictionary: &[u8]) -> Caller {
    taking(ALL, anon, dictionary)
}

fn taking(codings: &str, anon: &Caller, dictionary: &[u8]) -> Caller {
    let hash = BASE64_STANDARD.encode(Sha256::digest(dictionary));
    anon.with("accept-encoding", codings).with("available-dictionary", &format!(":{hash}:"))
}

/// What a browser makes of an answer against its dictionary.
#[track_caller]
fn opened(answer: &Answer, dictionary: &[u8]) -> String {
    assert_eq!(answer.header("content-encoding"), "dcz");
    let (magic, rest) = answer.body.split_at(8);
    let (hash, frame) = rest.split_at(32);
    assert_eq!((magic, hash), (&[0x5e, 0x2a, 0x4d, 0x18, 0x20, 0, 0, 0][..], &Sha256::digest(dictionary)[..]));
    let mut decompressor = zstd::bulk::Decompressor::with_dictionary(dictionary).unwrap();
    String::from_utf8(decompressor.decompress(frame, 10_000_000).unwrap()).unwrap()
}

/// A coverage of a long day; every sentence is another.
async fn storm(app: &TestApp) -> (Caller, Vec<String>) {
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut ids = Vec::new();
    for number in 0..50 {
        let body: Vec<_> =
            (0..12).map(|line| format!("At {} the gauge read {}.", number * 7 + line, number * line * 31)).collect();
        let post = json!({"headline": format!("Report {number}"), "body": body.join(" ")});
        let created = owner.post(&posts("storm"), &post).await.expect(StatusCode::CREATED).json();
        ids.push(created["id"].as_str().unwrap().to_owned());
    }
    (owner, ids)
}

#[tokio::test]
async fn a_reader_who_comes_back_is_sent_what_is_new_in_less_than_a_kilobyte() {
    let app = TestApp::start().await;
    let (owner, ids) = storm(&app).await;
    let anon = app.anon();
    let first = anon.get(PAGE).await;
    let dictionary = anon.get(&dictionary_of(&first)).await.expect(StatusCode::OK);
    assert_eq!(dictionary.body, first.body);
    assert_eq!(dictionary.header("use-as-dictionary"), "match=\"/live/storm{/dictionary/*}?\"");
    assert!(dictionary.header("cache-control").contains("max-age=604800"));
    assert!(dictionary.header("content-type").starts_with("text/plain"));

    owner.publish("storm", "The ferry has left").await;
    owner.patch(&post("storm", &ids[20]), &json!({"headline": "Report 20, as it is now"})).await.expect(StatusCode::OK);
    let whole = anon.get(PAGE).await;
    let returning = with_dictionary(&anon, &dictionary.body);
    let answer = returning.get(PAGE).await.expect(StatusCode::OK);
    assert_eq!(opened(&answer, &dictionary.body), whole.text());
    assert!(answer.body.len() < 1_000, "{} bytes of {}", answer.body.len(), whole.body.len());
    assert_eq!(answer.header("vary"), "accept-encoding, available-dictionary");
    // Nothing is new: nothing is sent, in whichever coding the page was got.
    let brotli = anon.with("accept-encoding", "br").get(PAGE).await;
    for tag in [answer.header("etag"), brotli.header("etag"), whole.header("etag")] {
        let again = returning.with("if-none-match", tag).get(PAGE).await.expect(StatusCode::NOT_MODIFIED);
        assert_eq!((again.header("etag"), again.body.len()), (tag, 0));
    }
    // Who takes no such form is sent the whole, and so is who has another page than those that are kept.
    let plain = taking("br, dcz;q=0", &anon, &dictionary.body).get(PAGE).await;
    assert_eq!(plain.header("content-encoding"), "br");
    let other = with_dictionary(&anon, b"another page").get(PAGE).await;
    assert_eq!(other.header("content-encoding"), "br");
}

#[tokio::test]
async fn a_dictionary_lasts_for_some_changes_and_the_next_is_sent_against_it() {
    let app = TestApp::start().await;
    let (owner, _) = storm(&app).await;
    let anon = app.anon();
    let first = dictionary_of(&anon.get(PAGE).await);
    let had = anon.get(&first).await.body;
    let mut changes = 0;
    let next = loop {
        owner.publish("storm", &format!("Later report {changes}")).await;
        changes += 1;
        let told = dictionary_of(&anon.get(PAGE).await);
        if told != first {
            break told;
        }
        assert!(changes < 20, "the dictionary gets old");
    };
    assert!(changes > 4, "every reader would fetch one after {changes} changes");
    let answer = with_dictionary(&anon, &had).get(&next).await.expect(StatusCode::OK);
    let whole = anon.get(&next).await;
    assert_eq!(opened(&answer, &had), whole.text());
    assert!(answer.body.len() < 4_000, "{} bytes", answer.body.len());
    anon.get(&first).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn what_was_withdrawn_is_in_no_dictionary() {
    let app = TestApp::start().await;
    let (owner, ids) = storm(&app).await;
    let anon = app.anon();
    let first = dictionary_of(&anon.get(PAGE).await);
    let had = anon.get(&first).await.body;
    let withdrawal = json!({"reason": "It was another harbour."});
    owner.delete(&post("storm", &ids[30]), &withdrawal).await.expect(StatusCode::OK);
    anon.get(&first).await.expect(StatusCode::NOT_FOUND);
    let answer = with_dictionary(&anon, &had).get(PAGE).await.expect(StatusCode::OK);
    assert_eq!(answer.header("content-encoding"), "br");
    let told = dictionary_of(&answer);
    assert!(told != first && !anon.get(&told).await.text().contains("Report 30<"));
}
