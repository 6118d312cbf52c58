//! Uploads and the library, over HTTP.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use store::Role;

use crate::app::{Answer, Caller, PATIENCE, TestApp, posts};
use crate::desk_stream::Desk;
use crate::photograph::{coded, gif, photograph, pixels};

const UPLOADS: &str = "/api/v1/media/uploads";

fn tus(caller: &Caller) -> Caller {
    caller.with("tus-resumable", "1.0.0")
}

/// Begins an upload of so many bytes. Gives its place.
async fn begin(caller: &Caller, length: usize, name: &str) -> String {
    let metadata = format!("filename {}", STANDARD.encode(name));
    let caller = tus(caller).with("upload-length", &length.to_string()).with("upload-metadata", &metadata);
    let begun = caller.send(Method::POST, UPLOADS, "").await.expect(StatusCode::CREATED);
    assert!(!begun.header("upload-expires").is_empty());
    begun.header("location").to_owned()
}

async fn go_on(caller: &Caller, place: &str, offset: usize, bytes: &[u8]) -> Answer {
    let caller = tus(caller).with("content-type", "application/offset+octet-stream");
    caller.with("upload-offset", &offset.to_string()).send(Method::PATCH, place, bytes.to_vec()).await
}

async fn offset(caller: &Caller, place: &str) -> usize {
    let seen = tus(caller).send(Method::HEAD, place, "").await.expect(StatusCode::OK);
    seen.header("upload-offset").parse().unwrap()
}

fn medium_at(place: &str) -> String {
    place.replace("/uploads", "")
}

/// What has become of a file, once it was looked at, as the desk of `storm` is told.
async fn looked_at(caller: &Caller, place: &str) -> Value {
    let place = medium_at(place);
    // What happens before the desk is open, the medium tells itself.
    let mut desk = Desk::open(caller, "storm").await;
    loop {
        let medium = caller.get(&place).await.expect(StatusCode::OK).json();
        if medium["state"] != "received" {
            return medium;
        }
        desk.until("media").await;
    }
}

pub(crate) async fn uploaded(caller: &Caller, bytes: &[u8], name: &str) -> Value {
    let place = begin(caller, bytes.len(), name).await;
    go_on(caller, &place, 0, bytes).await.expect(StatusCode::NO_CONTENT);
    looked_at(caller, &place).await
}

/// The files that the server keeps of pictures and films.
pub(crate) fn files(app: &TestApp) -> Vec<String> {
    let names = |folder: &str| {
        let folder = app.folder().path().join(folder);
        std::fs::read_dir(folder)
            .unwrap()
            .map(|file| file.unwrap().file_name().into_string().unwrap())
            .collect::<Vec<_>>()
    };
    [names("media"), names("uploads")].concat()
}

/// Waits until of all files nothing is left.
pub(crate) async fn gone(app: &TestApp) {
    let vanish = async {
        while !files(app).is_empty() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    let vanished = tokio::time::timeout(PATIENCE, vanish).await;
    assert!(vanished.is_ok(), "left behind: {:?}", files(app));
}

#[tokio::test]
async fn a_picture_comes_in_parts_and_is_members_own_until_it_is_published() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let photo = photograph(700, 400);
    let place = begin(&owner, photo.len(), "../quay at dawn.jpg").await;
    let half = photo.len() / 2;
    let answer = go_on(&owner, &place, 0, &photo[..half]).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(answer.header("upload-offset"), half.to_string());
    assert_eq!(offset(&owner, &place).await, half);
    let wrong = go_on(&owner, &place, half + 1, &photo[half..]).await;
    assert_eq!(wrong.problem(StatusCode::CONFLICT).code, "upload_offset");
    let more = go_on(&owner, &place, half, &[&photo[half..], b"more"].concat()).await;
    assert_eq!(more.problem(StatusCode::PAYLOAD_TOO_LARGE).code, "upload_too_long");
    let from = offset(&owner, &place).await;
    go_on(&owner, &place, from, &photo[from..]).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(offset(&owner, &place).await, photo.len(), "who did not hear of it asks again");

    let medium = looked_at(&owner, &place).await;
    assert_eq!(
        (&medium["state"], &medium["kind"], &medium["public"]),
        (&json!("ready"), &json!("image"), &json!(false))
    );
    assert_eq!(
        (&medium["width"], &medium["height"], &medium["filename"]),
        (&json!(700), &json!(400), &json!("quay at dawn.jpg"))
    );
    assert_eq!((&medium["credit"], &medium["taken_at"]), (&json!("Ann Ash"), &json!("2026-11-28T06:41:09+01:00")));
    let id = medium["id"].as_str().unwrap();
    let address = format!("/media/{id}");
    for path in
        [address.clone(), format!("{address}/640.webp"), format!("{address}/320.jpg"), format!("{address}/700.avif")]
    {
        app.anon().get(&path).await.expect(StatusCode::NOT_FOUND);
        let seen = owner.get(&path).await.expect(StatusCode::OK);
        assert_eq!(seen.header("cache-control"), "no-store");
        assert!(!seen.body.windows(4).any(|window| window == b"Exif"));
    }
    for nothing in ["641.webp", "640.gif", "640", "x.webp", "0.webp"] {
        owner.get(&format!("{address}/{nothing}")).await.expect(StatusCode::NOT_FOUND);
    }

    let body = json!({"v": 1, "doc": {"type": "doc", "content": [{"type": "image", "attrs": {"media": id, "alt": "A quay"}}]}});
    owner.post(&posts("storm"), &json!({"body": body})).await.expect(StatusCode::CREATED);
    let seen = app.anon().get(&format!("{address}/640.webp")).await.expect(StatusCode::OK);
    assert_eq!(seen.header("content-type"), "image/webp");
    assert!(seen.header("cache-control").contains("immutable"));
    assert_eq!(image::load_from_memory(&seen.body).unwrap().width(), 640);
    saves_data_where_asked_to(&app, &address).await;
    app.anon().get(&address).await.expect(StatusCode::OK);
    let refused = owner.delete(&medium_at(&place), &json!(null)).await;
    assert_eq!(refused.problem(StatusCode::CONFLICT).code, "media_public");

    // AVIF comes later; until then, there is WebP in its place.
    let mut desk = Desk::open(&owner, "storm").await;
    let coded = loop {
        let seen = app.anon().get(&format!("{address}/320.avif")).await.expect(StatusCode::OK);
        if seen.header("content-type") == "image/avif" {
            break seen;
        }
        assert_eq!(seen.header("content-type"), "image/webp");
        assert!(!seen.header("cache-control").contains("immutable"));
        desk.until("media").await;
    };
    assert!(coded.header("cache-control").contains("immutable"));
    assert_eq!(&coded.body[4..12], b"ftypavif");
}

#[tokio::test]
async fn what_is_not_taken_in_is_told_and_leaves_nothing_behind() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let photo = photograph(300, 200);
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"/>"#;
    let page = [&photo[..], b"<script>alert(1)</script>"].concat();
    for (bytes, code) in [
        (&photo[..photo.len() - 2], "media_damaged"),
        (svg, "media_type_svg"),
        (b"MZ", "media_type_unknown"),
        (&page, "media_holds_more"),
    ] {
        let medium = uploaded(&owner, bytes, "a.jpg").await;
        assert_eq!((&medium["state"], &medium["problem"]["code"]), (&json!("refused"), &json!(code)));
        assert!(medium["problem"]["hint"].as_str().unwrap().len() > 10);
        gone(&app).await;
        owner.get(&format!("/media/{}", medium["id"].as_str().unwrap())).await.expect(StatusCode::NOT_FOUND);
    }
    let large = tus(&owner).with("upload-length", "3000000000").send(Method::POST, UPLOADS, "").await;
    assert_eq!(large.problem(StatusCode::PAYLOAD_TOO_LARGE).code, "media_too_large");
    let picture = tus(&owner).with("upload-metadata", &format!("filetype {}", STANDARD.encode("image/png")));
    let large = picture.with("upload-length", "60000000").send(Method::POST, UPLOADS, "").await;
    assert_eq!(large.problem(StatusCode::PAYLOAD_TOO_LARGE).code, "media_too_large");
    for length in ["0", "-1", "x", ""] {
        let none = tus(&owner).with("upload-length", length).send(Method::POST, UPLOADS, "").await;
        assert_eq!(none.problem(StatusCode::BAD_REQUEST).code, "bad_upload");
    }
    assert!(files(&app).is_empty());
}

#[tokio::test]
async fn an_upload_can_begin_with_bytes_be_given_up_and_is_its_members() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let drawing = coded(&pixels(64, 48), image::ImageFormat::Png);
    let whole = tus(&owner)
        .with("upload-length", &drawing.len().to_string())
        .with("content-type", "application/offset+octet-stream")
        .send(Method::POST, UPLOADS, drawing.clone())
        .await
        .expect(StatusCode::CREATED);
    assert_eq!(whole.header("upload-offset"), drawing.len().to_string());
    assert_eq!(looked_at(&owner, whole.header("location")).await["state"], "ready");

    let place = begin(&owner, 100, "b.png").await;
    let other = app.with_role("other@example.org", Role::Reporter, None).await;
    tus(&other).send(Method::HEAD, &place, "").await.expect(StatusCode::NOT_FOUND);
    assert_eq!(go_on(&other, &place, 0, b"x").await.problem(StatusCode::NOT_FOUND).code, "not_found");
    tus(&other).send(Method::DELETE, &place, "").await.expect(StatusCode::NOT_FOUND);
    tus(&owner).send(Method::DELETE, &place, "").await.expect(StatusCode::NO_CONTENT);
    tus(&owner).send(Method::HEAD, &place, "").await.expect(StatusCode::NOT_FOUND);
    let options = app.anon().send(Method::OPTIONS, UPLOADS, "").await.expect(StatusCode::NO_CONTENT);
    assert_eq!(options.header("tus-extension"), "creation,creation-with-upload,termination,expiration");
    for _ in 0..50 {
        begin(&owner, 10, "c.png").await;
    }
    let over = tus(&owner).with("upload-length", "10").send(Method::POST, UPLOADS, "").await;
    assert_eq!(over.problem(StatusCode::TOO_MANY_REQUESTS).code, "uploads_unfinished");
    begin(&other, 10, "d.png").await;
}

#[tokio::test]
async fn the_library_is_searched_described_and_cleared() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let first = uploaded(&owner, &photograph(90, 60), "Hafen Ölmühle.jpg").await;
    let second = uploaded(&owner, &gif(2), "loop.gif").await;
    assert_eq!(second["moved"], true);
    let place = |medium: &Value| format!("/api/v1/media/{}", medium["id"].as_str().unwrap());
    let found = async |query: &str| {
        let list = owner.get(&format!("/api/v1/media?{query}")).await.expect(StatusCode::OK).json();
        list["media"].as_array().unwrap().iter().map(|medium| medium["id"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("").await, [second["id"].clone(), first["id"].clone()], "the newest first");
    assert_eq!(
        found("q=%C3%B6lm%C3%BChle%20quay").await,
        [first["id"].clone()],
        "name and caption, small letters or not"
    );
    assert_eq!(found("q=nothing").await.len(), 0);
    assert_eq!(found("kind=film").await.len(), 0);
    assert_eq!(found(&format!("before={}", second["id"].as_str().unwrap())).await, [first["id"].clone()]);

    let patch = json!({"alt": " Two boats ", "credit": null, "focus": "500 333"});
    let now = owner.patch(&place(&first), &patch).await.expect(StatusCode::OK).json();
    assert_eq!((&now["alt"], &now["credit"], &now["focus"]), (&json!("Two boats"), &json!(null), &json!("500 333")));
    assert_eq!(now["caption"], "The quay at dawn", "what was not named stays");
    assert_eq!(found("q=boats").await, [first["id"].clone()]);
    for wrong in [
        json!({"focus": "1001 5"}),
        json!({"focus": "5"}),
        json!({"focus": "-1 +5"}),
        json!({"poster": "x"}),
        json!({"alt": "x".repeat(2001)}),
    ] {
        owner.patch(&place(&first), &wrong).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    let other = app.with_role("other@example.org", Role::Reporter, None).await;
    other.delete(&place(&first), &json!(null)).await.expect(StatusCode::FORBIDDEN);
    for medium in [&first, &second] {
        owner.delete(&place(medium), &json!(null)).await.expect(StatusCode::NO_CONTENT);
        owner.get(&place(medium)).await.expect(StatusCode::NOT_FOUND);
        owner.get(&format!("/media/{}", medium["id"].as_str().unwrap())).await.expect(StatusCode::NOT_FOUND);
    }
    gone(&app).await;
}

/// Pages are the same for everybody; who saves data gets small pictures in the place of larger ones.
async fn saves_data_where_asked_to(app: &TestApp, address: &str) {
    let width = |answer: &Answer| image::load_from_memory(&answer.body).unwrap().width();
    let saver = app.anon().with("save-data", "on");
    let small = saver.get(&format!("{address}/640.webp")).await.expect(StatusCode::OK);
    assert_eq!((width(&small), small.header("content-type")), (480, "image/webp"));
    assert_eq!(small.header("cache-control"), "private, max-age=31536000, immutable", "no cache gives it to others");
    let whole = app.anon().get(&format!("{address}/640.webp")).await.expect(StatusCode::OK);
    assert_eq!(width(&whole), 640);
    for answer in [&small, &whole] {
        assert_eq!(answer.header("vary"), "save-data");
    }
    assert_eq!(width(&saver.get(&format!("{address}/320.jpg")).await), 320, "it is small enough");
    assert_eq!(width(&saver.get(&format!("{address}/640.jpg?asked")).await), 640, "its reader asked for it");
    let opened = saver.with("sec-fetch-dest", "document").get(&format!("{address}/640.jpg")).await;
    assert_eq!(width(&opened), 640, "its reader opened it");
    let page = app.anon().get("/live/storm").await;
    assert_eq!(page.body, saver.get("/live/storm").await.body);
    assert!(!page.header("vary").contains("save-data"), "{}", page.header("vary"));
}
