//! Forms with files in them, and the endpoint that takes files alone.

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use server::media::MediaLimits;

use crate::app::{Answer, Caller, TestApp};
use crate::micropub::{MICROPUB, location, post_of};
use crate::photograph::{coded, photograph, pixels};
use crate::uploads::gone;

/// Where files go.
pub(crate) const FILES: &str = "/micropub/storm/media";
const BOUNDARY: &str = "a-line-between";
const FILM: &[u8] = include_bytes!("../films/vp8.webm");

/// A part of a form.
pub(crate) enum Part<'a> {
    Field(&'a str, &'a str),
    File(&'a str, &'a str, &'a str, &'a [u8]),
}

/// A form as browsers send it, without its last line.
fn unfinished(parts: &[Part<'_>]) -> Vec<u8> {
    let mut body = Vec::new();
    for part in parts {
        body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; ").as_bytes());
        match part {
            Part::Field(name, value) => {
                body.extend_from_slice(format!("name=\"{name}\"\r\n\r\n{value}").as_bytes());
            }
            Part::File(name, filename, kind, bytes) => {
                let head = format!("name=\"{name}\"; filename=\"{filename}\"\r\nContent-Type: {kind}\r\n\r\n");
                body.extend_from_slice(head.as_bytes());
                body.extend_from_slice(bytes);
            }
        }
        body.extend_from_slice(b"\r\n");
    }
    body
}

async fn send_bytes(by: &Caller, path: &str, body: Vec<u8>) -> Answer {
    by.with("content-type", &format!("multipart/form-data; boundary={BOUNDARY}")).send(Method::POST, path, body).await
}

/// Sends a form.
pub(crate) async fn send(by: &Caller, path: &str, parts: &[Part<'_>]) -> Answer {
    send_bytes(by, path, [&unfinished(parts)[..], format!("--{BOUNDARY}--\r\n").as_bytes()].concat()).await
}

/// Stores a picture or film; gives its path.
pub(crate) async fn store(by: &Caller, filename: &str, kind: &str, bytes: &[u8]) -> String {
    let stored = send(by, FILES, &[Part::File("file", filename, kind, bytes)]).await.expect(StatusCode::CREATED);
    location(&stored)
}

async fn library(by: &Caller) -> Vec<Value> {
    by.get("/api/v1/media").await.expect(StatusCode::OK).json()["media"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_file_goes_to_the_media_endpoint_and_takes_the_way_of_uploads() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let config = owner.get(&format!("{MICROPUB}?q=config")).await.expect(StatusCode::OK).json();
    assert_eq!(config["media-endpoint"], format!("{}{FILES}", crate::app::PUBLIC_URL));

    let place = store(&owner, "../quay at dawn.jpg", "image/jpeg", &photograph(700, 400)).await;
    let medium = &library(&owner).await[0];
    assert_eq!(
        (&medium["state"], &medium["filename"], &medium["credit"]),
        (&json!("ready"), &json!("quay at dawn.jpg"), &json!("Ann Ash"))
    );
    assert_eq!(place, format!("/media/{}", medium["id"].as_str().unwrap()));
    app.anon().get(&place).await.expect(StatusCode::NOT_FOUND);
    let seen = owner.get(&place).await.expect(StatusCode::OK);
    assert_eq!(seen.header("content-type"), "image/jpeg");
    assert!(!seen.body.windows(4).any(|window| window == b"Exif"), "where it was taken is gone");

    let url = format!("{}{place}", crate::app::PUBLIC_URL);
    let new = json!({"type": ["h-entry"], "properties": {"content": ["The quay."], "photo": [url]}});
    owner.post(MICROPUB, &new).await.expect(StatusCode::CREATED);
    app.anon().get(&place).await.expect(StatusCode::OK);
    let page = app.anon().get("/live/storm").await.text();
    assert!(page.contains("640.webp") && page.contains("Ann Ash"), "in its widths, and with what is known of it");
}

#[tokio::test]
async fn what_is_not_taken_is_told_at_once_and_leaves_nothing_behind() {
    let app = TestApp::start_taking(MediaLimits { picture: 20_000, film: 40_000, ..MediaLimits::default() }).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let photo = photograph(60, 40);
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"/>"#;
    let page = [&photo[..], b"<script>alert(1)</script>"].concat();
    let large = vec![0xFF; 100_000];
    let file = |name, kind, bytes| Part::File(name, "a.jpg", kind, bytes);
    for (bytes, kind, status, code) in [
        (&photo[..photo.len() - 2], "image/jpeg", 422, "media_damaged"),
        (svg, "image/svg+xml", 422, "media_type_svg"),
        (b"MZ", "image/png", 422, "media_type_unknown"),
        (b"", "image/png", 422, "media_empty"),
        (&page, "image/jpeg", 422, "media_holds_more"),
        (&large, "image/jpeg", 413, "media_too_large"),
        (&large, "", 413, "media_too_large"),
    ] {
        let status = StatusCode::from_u16(status).unwrap();
        for (path, name) in [(FILES, "file"), (MICROPUB, "photo")] {
            let good = file("photo", "image/jpeg", &photo);
            let words = Part::Field("content", "The quay.");
            let parts = [words, good, file(name, kind, bytes)];
            let answer = send(&owner, path, if path == FILES { &parts[2..] } else { &parts }).await;
            assert_eq!(answer.problem(status).code, code, "{kind} at {path}");
            assert_eq!(answer.json()["error"], "invalid_request");
            assert_eq!(library(&owner).await, [] as [Value; 0], "{code} at {path}");
        }
    }
    // A form that breaks off, one without an end of its first line, and what is no form.
    let parts = [Part::Field("content", "The quay."), file("photo", "image/jpeg", &photo)];
    for body in [unfinished(&parts), vec![b'x'; 3_000_000], format!("--{BOUNDARY}\r\nx: ").into_bytes(), Vec::new()] {
        for path in [MICROPUB, FILES] {
            send_bytes(&owner, path, body.clone()).await.problem(StatusCode::BAD_REQUEST);
        }
    }
    let endless = [format!("--{BOUNDARY}\r\nx: ").as_bytes(), &vec![b'x'; 3_000_000]].concat();
    send_bytes(&owner, MICROPUB, endless).await.problem(StatusCode::BAD_REQUEST);
    let words = "x".repeat(1_100_000);
    let told = send(&owner, MICROPUB, &[Part::Field("content", &words)]).await.problem(StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(told.code, "too_large");
    // The post is refused, and with it what it brought along.
    let many = "x".repeat(400_000);
    let refused = send(&owner, MICROPUB, &[Part::Field("content", &many), file("photo", "image/jpeg", &photo)]).await;
    assert!(refused.status.is_client_error(), "{}", refused.text());
    // Files that have no place.
    send(&owner, MICROPUB, &[file("audio", "audio/mpeg", b"x")]).await.problem(StatusCode::BAD_REQUEST);
    send(&owner, FILES, &[file("photo", "image/jpeg", &photo)]).await.problem(StatusCode::BAD_REQUEST);
    send(&owner, FILES, &[Part::Field("file", "x")]).await.problem(StatusCode::BAD_REQUEST);
    let two = [file("file", "image/jpeg", &photo), file("file", "image/jpeg", &photo)];
    send(&owner, FILES, &two).await.problem(StatusCode::BAD_REQUEST);
    owner.post(FILES, &json!({})).await.problem(StatusCode::BAD_REQUEST);
    let keyed = send(&owner.keyed("one"), MICROPUB, &[file("photo", "image/jpeg", &photo)]).await;
    assert!(keyed.problem(StatusCode::BAD_REQUEST).hint.unwrap().contains("media endpoint"));
    assert_eq!(library(&owner).await.len(), 0);
    gone(&app).await;
    assert!(app.anon().get("/live/storm.json").await.json()["posts"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn who_may_not_draft_sends_no_files() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let photo = photograph(60, 40);
    let parts = [Part::Field("content", "The quay."), Part::File("photo", "a.jpg", "image/jpeg", &photo)];
    let alone = [Part::File("file", "a.jpg", "image/jpeg", &photo)];
    send(&app.anon(), MICROPUB, &parts).await.problem(StatusCode::UNAUTHORIZED);
    send(&app.anon(), FILES, &alone).await.problem(StatusCode::UNAUTHORIZED);
    let viewer = app.viewer("storm").await;
    send(&viewer, MICROPUB, &parts).await.problem(StatusCode::FORBIDDEN);
    send(&viewer, FILES, &alone).await.problem(StatusCode::FORBIDDEN);
    // Who writes drafts and publishes nothing sends files for drafts.
    let contributor = app.contributor("storm").await;
    send(&contributor, MICROPUB, &parts).await.problem(StatusCode::FORBIDDEN);
    assert_eq!(library(&owner).await.len(), 0);
    let [words, file] = parts;
    send(&contributor, MICROPUB, &[words, file, Part::Field("post-status", "draft")]).await.expect(StatusCode::CREATED);
    store(&contributor, "a.jpg", "image/jpeg", &photo).await;
    assert_eq!(library(&owner).await.len(), 2);
}

#[tokio::test]
async fn films_and_pictures_of_a_post_are_told_added_and_taken_away() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let drawing = coded(&pixels(64, 48), image::ImageFormat::Png);
    let made = send(
        &owner,
        MICROPUB,
        &[
            Part::Field("content", "The quay."),
            Part::File("video", "quay.webm", "video/webm", FILM),
            Part::File("photo", "a.png", "image/png", &drawing),
            Part::Field("mp-photo-alt", "A drawing of the quay"),
        ],
    )
    .await
    .expect(StatusCode::CREATED);
    let url = made.headers[header::LOCATION].to_str().unwrap().to_owned();
    let source = async || {
        let source = owner.get(&format!("{MICROPUB}?q=source&url={url}")).await.expect(StatusCode::OK).json();
        source["properties"].clone()
    };
    let before = source().await;
    assert_eq!(
        (&before["content"], &before["photo"][0]["alt"]),
        (&json!(["The quay."]), &json!("A drawing of the quay"))
    );
    assert_eq!(before["video"].as_array().unwrap().len(), 1);
    let kinds = async || {
        let post = post_of(&owner, &location(&made)).await;
        let blocks = post["body"]["doc"]["content"].as_array().unwrap().clone();
        blocks.iter().map(|block| block["type"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(kinds().await, ["paragraph", "image", "video"]);

    // New words leave the pictures where they are.
    let second = format!("{}{}", crate::app::PUBLIC_URL, store(&owner, "b.png", "image/png", &drawing).await);
    let update =
        json!({"action": "update", "url": url, "replace": {"content": ["It is open."]}, "add": {"photo": [second]}});
    owner.post(MICROPUB, &update).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(kinds().await, ["paragraph", "gallery", "video"]);
    let update = json!({"action": "update", "url": url, "delete": {"photo": [before["photo"][0]]}});
    owner.post(MICROPUB, &update).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(source().await["photo"], json!([{"value": second, "alt": ""}]));
    let update = json!({"action": "update", "url": url, "delete": ["video", "photo"]});
    owner.post(MICROPUB, &update).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(kinds().await, ["paragraph"]);

    // A film is no photo, and what lies elsewhere is neither.
    let film = before["video"][0].as_str().unwrap();
    for (property, value) in [
        ("photo", film.to_owned()),
        ("video", second.clone()),
        ("photo", second.replace(crate::app::PUBLIC_URL, "https://elsewhere.example.org")),
        ("photo", format!("{}/media/{}", crate::app::PUBLIC_URL, server::new_uuid())),
        ("audio", "https://elsewhere.example.org/x.mp3".to_owned()),
    ] {
        let told = owner.post(MICROPUB, &json!({"properties": {"content": ["x"], property: [value]}})).await;
        assert_eq!(told.problem(StatusCode::BAD_REQUEST).code, "invalid_request", "{property}");
    }
}
