//! The desk's web app as a browser gets it.

use std::path::Path;

use axum::http::StatusCode;
use store::Role;

use crate::app::{Answer, TestApp};

/// Whether the desk was built; without Node it is not, and the server works all the same.
fn is_built() -> bool {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../web/dist/desk/desk.html").exists()
}

#[track_caller]
fn check_policy(answer: &Answer) {
    let policy = answer.header("content-security-policy");
    assert!(policy.contains("script-src 'self';") && policy.contains("style-src 'self';"), "{policy}");
    assert!(policy.contains("require-trusted-types-for 'script'"), "{policy}");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(answer.header("cache-control"), "private, no-cache");
}

#[tokio::test]
async fn every_address_of_the_desk_is_its_page() {
    let app = TestApp::start().await;
    for path in ["/desk/", "/desk/welcome", "/desk/c/storm/draft/x", "/desk/no/such/screen"] {
        let answer = app.anon().get(path).await;
        check_policy(&answer);
        if is_built() {
            let page = answer.expect(StatusCode::OK).text();
            assert!(page.contains("/desk/assets/desk-") && !page.contains("<script>"), "{page}");
        } else {
            assert!(answer.expect(StatusCode::NOT_FOUND).text().contains("make web"));
        }
    }
    let bare = app.anon().get("/desk").await.expect(StatusCode::PERMANENT_REDIRECT);
    assert_eq!(bare.header("location"), "/desk/");
}

#[tokio::test]
async fn whoever_may_see_a_coverage_has_what_its_screen_asks_for_asked_at_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let editor = app.editor("storm").await;
    let elsewhere = app.with_role("elsewhere@example.org", Role::Editor, None).await;
    for path in ["/desk/c/storm", "/desk/c/storm/draft/x"] {
        let answer = editor.get(path).await;
        check_policy(&answer);
        if is_built() {
            let page = answer.expect(StatusCode::OK).text();
            assert!(
                page.contains(r#"href="/api/v1/coverages/storm" as="fetch""#) && !page.contains("{slug}"),
                "{page}"
            );
        }
    }
    // Nobody else is told of it, nor sent to ask what would be refused.
    for (asker, path) in [
        (app.anon(), "/desk/c/storm"),
        (elsewhere, "/desk/c/storm"),
        (owner.at(&app), "/desk/c/no-such"),
        (owner.at(&app), "/desk/c/storm/manage"),
        (owner, "/desk/c/%7Bslug%7D"),
    ] {
        let page = asker.get(path).await.text();
        assert!(!page.contains("/api/v1/coverages"), "{path}: {page}");
    }
}

#[tokio::test]
async fn its_files_are_kept_for_good_and_its_worker_is_asked_for_anew() {
    let app = TestApp::start().await;
    let gone = app.anon().get("/desk/assets/desk-00000000.js").await.expect(StatusCode::NOT_FOUND);
    assert!(gone.header("content-type").starts_with("text/plain"), "a page would be run as a script");
    if !is_built() {
        return;
    }
    let page = app.anon().get("/desk/").await.text();
    let script = page.split('"').find(|part| part.starts_with("/desk/assets/") && part.ends_with(".js")).unwrap();
    let plain = app.anon().get(script).await.expect(StatusCode::OK);
    assert!(plain.header("cache-control").contains("immutable"));
    assert_eq!(plain.header("content-type"), "text/javascript; charset=utf-8");
    let packed = app.anon().with("accept-encoding", "br").get(script).await.expect(StatusCode::OK);
    assert_eq!(packed.header("content-encoding"), "br");
    let mut unpacked = Vec::new();
    brotli::BrotliDecompress(&mut &packed.body[..], &mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
    for (path, content_type) in [
        ("/desk/worker.js", "text/javascript; charset=utf-8"),
        ("/desk/manifest.webmanifest", "application/manifest+json"),
        ("/desk/icon.svg", "image/svg+xml"),
    ] {
        let file = app.anon().get(path).await.expect(StatusCode::OK);
        assert_eq!((file.header("content-type"), file.header("cache-control")), (content_type, "private, no-cache"));
    }
}
