//! How pages look: their themes, the pictures beside links to them, and the pages of faults.

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{Answer, Caller, PUBLIC_URL, TestApp, post};

/// The path of the picture that a page names.
fn preview_of(page: &str) -> String {
    let url = page.split("property=\"og:image\" content=\"").nth(1).unwrap().split('"').next().unwrap();
    url.strip_prefix(PUBLIC_URL).unwrap().to_owned()
}

/// The path of the style that a page names.
fn style_of(page: &str) -> String {
    let rest = page.split("rel=\"stylesheet\" href=\"").nth(1).unwrap();
    rest.split('"').next().unwrap().to_owned()
}

async fn page_of_post(reader: &Caller, id: &str) -> String {
    reader.get(&format!("/live/storm/post/{id}")).await.expect(StatusCode::OK).text()
}

fn pixels(answer: &Answer) -> image::RgbImage {
    assert_eq!(answer.header("content-type"), "image/png");
    image::load_from_memory_with_format(&answer.body, image::ImageFormat::Png).unwrap().into_rgb8()
}

#[tokio::test]
async fn a_post_and_its_coverage_have_a_picture_for_whoever_links_to_them() {
    let app = TestApp::start().await;
    let (owner, reader) = (app.owner().await, app.anon());
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let first = preview_of(&page_of_post(&reader, &id).await);
    let of_coverage = preview_of(&reader.get("/live/storm").await.text());
    let drawn = reader.get(&first).await.expect(StatusCode::OK);
    assert_eq!(pixels(&drawn).dimensions(), (1200, 630));
    assert_eq!(drawn.header("cache-control"), "public, max-age=31536000, immutable");
    assert_ne!(pixels(&drawn), pixels(&reader.get(&of_coverage).await.expect(StatusCode::OK)));
    // Whoever has it is sent nothing.
    let tag = drawn.header("etag").to_owned();
    assert!(tag.starts_with('"'), "a strong tag: {tag}");
    let again = reader.with("if-none-match", &tag).get(&first).await.expect(StatusCode::NOT_MODIFIED);
    assert!(again.body.is_empty());
    let asked_for_compressed = reader.with("accept-encoding", "br, gzip").get(&first).await;
    assert_eq!(asked_for_compressed.body, drawn.body, "a PNG is not compressed once more");
    // What a headline says is in the address, and in the picture.
    owner.patch(&post("storm", &id), &json!({"headline": "The harbour is closed"})).await.expect(StatusCode::OK);
    let second = preview_of(&page_of_post(&reader, &id).await);
    assert_ne!(first, second);
    let redrawn = reader.get(&second).await.expect(StatusCode::OK);
    assert_ne!(redrawn.body, drawn.body);
    // An address of before leads to the picture of now, for a short while.
    let old = reader.get(&first).await.expect(StatusCode::OK);
    assert_eq!((&old.body, old.header("cache-control")), (&redrawn.body, "public, max-age=30"));
    // So does a theme.
    owner.amend("storm", &json!({"theme": "evening"})).await;
    let third = preview_of(&page_of_post(&reader, &id).await);
    assert_ne!(reader.get(&third).await.expect(StatusCode::OK).body, redrawn.body);
    // A post of no headline has its first words, one that is withdrawn none.
    owner.delete(&post("storm", &id), &json!({"reason": "A drill."})).await.expect(StatusCode::OK);
    reader.get(&third).await.expect(StatusCode::NOT_FOUND);
    let gone = reader.get(&format!("/live/storm/post/{id}")).await.expect(StatusCode::GONE).text();
    assert!(gone.contains("noindex") && gone.contains("A drill.") && !gone.contains("og:image"), "{gone}");
}

#[tokio::test]
async fn nothing_is_drawn_of_what_is_not_public() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let draft = json!({"slug": "secret", "headline": "Not yet", "status": "draft"});
    owner.post("/api/v1/coverages", &draft).await.expect(StatusCode::CREATED);
    app.anon().get("/live/secret/preview/0000000000000000.png").await.expect(StatusCode::NOT_FOUND);
    app.anon().get("/live/storm/post/none/preview/a.png").await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_theme_is_one_small_style_that_is_kept_for_good() {
    let app = TestApp::start().await;
    let (owner, reader) = (app.owner().await, app.anon());
    owner.cover("storm").await;
    let names = reader.get("/api/v1/themes").await.status;
    assert_eq!(names, StatusCode::UNAUTHORIZED);
    let themes = owner.get("/api/v1/themes").await.expect(StatusCode::OK).json();
    assert_eq!(
        themes["themes"],
        json!([{"name": "standard", "title": null}, {"name": "contrast", "title": null}, {"name": "evening", "title": null}])
    );
    let mut styles = Vec::new();
    for theme in [json!(null), json!("contrast"), json!("evening")] {
        owner.amend("storm", &json!({ "theme": theme })).await;
        let page = reader.get("/live/storm").await.expect(StatusCode::OK);
        let policy = page.header("content-security-policy");
        assert!(policy.contains("style-src 'self';") && policy.contains("font-src 'self';"), "{policy}");
        let path = style_of(&page.text());
        let style = reader.with("accept-encoding", "br").get(&path).await.expect(StatusCode::OK);
        assert_eq!(style.header("content-encoding"), "br");
        assert!(style.body.len() <= 8192, "{theme}: {} bytes", style.body.len());
        assert!(style.header("cache-control").contains("immutable"));
        styles.push(path);
    }
    styles.sort();
    styles.dedup();
    assert_eq!(styles.len(), 3, "each has its own address");
    // A name that nobody knows here is shown as the standard one.
    owner.amend("storm", &json!({"theme": "elsewhere"})).await;
    assert!(styles.contains(&style_of(&reader.get("/live/storm").await.text())));
}

#[tokio::test]
async fn a_newsroom_s_own_theme_is_served_from_here() {
    let folder = tempfile::tempdir().unwrap();
    let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 30"/>"#;
    std::fs::write(folder.path().join("logo.svg"), svg).unwrap();
    let mut png = std::io::Cursor::new(Vec::new());
    image::RgbaImage::from_pixel(200, 50, image::Rgba([200, 30, 30, 255]))
        .write_to(&mut png, image::ImageFormat::Png)
        .unwrap();
    std::fs::write(folder.path().join("logo.png"), png.into_inner()).unwrap();
    let courier = json!({"title": "The Courier", "base": "evening", "accent": "#5b2a86", "logo": "logo.svg",
        "header": [{"text": "Subscribe", "url": "https://example.org/subscribe"}]});
    std::fs::write(folder.path().join("courier.json"), courier.to_string()).unwrap();
    std::fs::write(folder.path().join("drawn.json"), json!({"logo": "logo.png"}).to_string()).unwrap();
    let app = TestApp::start_themed(folder.path()).await;
    let (owner, reader) = (app.owner().await, app.anon());
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let named = owner.get("/api/v1/themes").await.json();
    assert_eq!(named["themes"][2], json!({"name": "courier", "title": "The Courier"}));
    let plain = reader.get(&preview_of(&page_of_post(&reader, &id).await)).await;
    owner.amend("storm", &json!({"theme": "courier"})).await;
    let page = reader.get("/live/storm").await.text();
    assert!(page.contains("https://example.org/subscribe"), "{page}");
    let logo = page.split("<img class=\"logo\" src=\"").nth(1).unwrap().split('"').next().unwrap();
    let logo = reader.get(logo).await.expect(StatusCode::OK);
    assert_eq!((logo.text().as_str(), logo.header("content-type")), (svg, "image/svg+xml"));
    assert!(logo.header("content-security-policy").contains("default-src 'none'"));
    assert!(reader.get(&style_of(&page)).await.text().contains("--link:#5b2a86"));
    // Pages of the site itself keep the standard look.
    assert!(!reader.get("/").await.text().contains("class=\"logo\""));
    owner.amend("storm", &json!({"theme": "drawn"})).await;
    let drawn = reader.get(&preview_of(&page_of_post(&reader, &id).await)).await;
    assert!(!pixels(&plain).pixels().any(|pixel| pixel.0 == [200, 30, 30]));
    assert!(pixels(&drawn).pixels().any(|pixel| pixel.0 == [200, 30, 30]), "the logo is in the picture");
}

#[tokio::test]
async fn a_page_that_is_not_there_helps_in_the_readers_language() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let arabic = json!({"slug": "storm", "headline": "العاصفة", "language": "ar", "theme": "evening"});
    owner.post("/api/v1/coverages", &arabic).await.expect(StatusCode::CREATED);
    owner.cover("flood").await;
    let reader = app.anon().with("accept-language", "fr-FR,fr;q=0.9,en;q=0.5");
    for (path, language) in
        [("/nowhere", "fr"), ("/live/none", "fr"), ("/live/storm/post/none", "ar"), ("/live/storm?before=x", "ar")]
    {
        let answer = reader.get(path).await.expect(StatusCode::NOT_FOUND);
        assert!(answer.header("content-type").starts_with("text/html"), "{path}");
        assert_eq!(answer.header("vary"), "accept-language");
        assert_eq!(answer.header("cache-control"), "public, max-age=5");
        let page = answer.text();
        assert!(page.contains(&format!("<html lang=\"{language}\"")), "{path}: {page}");
        assert!(
            page.contains("noindex") && page.contains("href=\"/\"") && page.contains("/live/flood"),
            "{path}: {page}"
        );
        assert_eq!(page.contains("data-theme=\"evening\""), language == "ar", "{path}");
    }
    for path in ["/api/v1/nowhere", "/live/none.json"] {
        let answer = reader.with("accept", "text/html").get(path).await;
        assert!(!answer.text().contains("<html"), "{path}");
    }
}
