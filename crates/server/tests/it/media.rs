//! Stored pictures and films as readers get them.

use axum::http::StatusCode;
use coverage::MediaId;
use store::Media;

use crate::app::TestApp;

async fn with_picture() -> (TestApp, MediaId, Vec<u8>) {
    let app = TestApp::start().await;
    let (id, bytes) = (MediaId::new(server::new_uuid()), b"<svg xmlns='http://www.w3.org/2000/svg'/>".to_vec());
    let content_type = "image/svg+xml".to_owned();
    let media = Media { id, content_type, width: Some(1), height: Some(1), bytes: bytes.clone() };
    app.store().put_media(media).await.unwrap();
    (app, id, bytes)
}

#[tokio::test]
async fn a_picture_comes_whole_or_in_part_and_can_run_nothing() {
    let (app, id, bytes) = with_picture().await;
    let whole = app.anon().get(&format!("/media/{id}")).await.expect(StatusCode::OK);
    assert_eq!(whole.body, bytes);
    assert_eq!(whole.header("content-type"), "image/svg+xml");
    assert!(whole.header("content-security-policy").contains("sandbox"));
    assert!(whole.header("cache-control").contains("immutable"));
    let part = app.anon().with("range", "bytes=1-3").get(&format!("/media/{id}")).await;
    assert_eq!(part.expect(StatusCode::PARTIAL_CONTENT).body, bytes[1..=3]);
    let beyond = app.anon().with("range", "bytes=9999-").get(&format!("/media/{id}")).await;
    beyond.expect(StatusCode::RANGE_NOT_SATISFIABLE);
}

#[tokio::test]
async fn what_is_no_picture_is_a_page_that_says_so() {
    let (app, id, _) = with_picture().await;
    for id in [MediaId::new(server::new_uuid()).to_string(), "x".to_owned(), "..%2f..%2fstet.db".to_owned()] {
        app.anon().get(&format!("/media/{id}")).await.expect(StatusCode::NOT_FOUND);
    }
    std::fs::remove_file(app.folder().path().join("media").join(id.to_string())).unwrap();
    app.anon().get(&format!("/media/{id}")).await.expect(StatusCode::NOT_FOUND);
}
