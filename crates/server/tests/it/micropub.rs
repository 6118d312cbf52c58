//! Posts are filed by apps that speak Micropub (W3C).

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};

use crate::app::{Answer, Caller, TestApp};

/// Where posts are filed.
pub(crate) const MICROPUB: &str = "/micropub/storm";

/// The path of the address in `Location`.
pub(crate) fn location(answer: &Answer) -> String {
    let url = answer.headers[header::LOCATION].to_str().unwrap();
    url.strip_prefix(crate::app::PUBLIC_URL).unwrap().to_owned()
}

/// Sends a form.
pub(crate) async fn form(by: &Caller, body: &str) -> Answer {
    by.with("content-type", "application/x-www-form-urlencoded").send(Method::POST, MICROPUB, body.to_owned()).await
}

/// The post at an address, as the API shows it.
pub(crate) async fn post_of(by: &Caller, path: &str) -> Value {
    let id = path.rsplit('/').next().unwrap();
    by.get(&format!("/api/v1/coverages/storm/posts/{id}")).await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn the_page_names_the_endpoint_and_the_endpoint_tells_what_it_takes() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let page = app.anon().get("/live/storm").await.expect(StatusCode::OK);
    let mut links = page.headers.get_all(header::LINK).iter().map(|link| link.to_str().unwrap());
    assert!(links.any(|link| link == format!("<{}{MICROPUB}>; rel=\"micropub\"", crate::app::PUBLIC_URL)));
    let config = owner.get(&format!("{MICROPUB}?q=config")).await.expect(StatusCode::OK).json();
    assert_eq!(config["syndicate-to"], json!([]));
    owner.get(&format!("{MICROPUB}?q=syndicate-to")).await.expect(StatusCode::OK);
    owner.get(&format!("{MICROPUB}?q=what")).await.problem(StatusCode::BAD_REQUEST);
    app.anon().get(&format!("{MICROPUB}?q=config")).await.problem(StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_post_is_made_changed_and_withdrawn() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let made =
        form(&owner, "h=entry&name=The+bridge&content=It+is+shut.&category[]=Now").await.expect(StatusCode::CREATED);
    let place = location(&made);
    assert!(app.anon().get(&place).await.expect(StatusCode::OK).text().contains("It is shut."));
    let url = format!("{}{place}", crate::app::PUBLIC_URL);
    let source = owner.get(&format!("{MICROPUB}?q=source&url={url}")).await.expect(StatusCode::OK).json();
    assert_eq!(source["properties"]["name"], json!(["The bridge"]));
    assert_eq!(source["properties"]["category"], json!(["Now"]));
    let update =
        json!({"action": "update", "url": url, "replace": {"content": ["It is open."]}, "delete": ["category"]});
    owner.post(MICROPUB, &update).await.expect(StatusCode::NO_CONTENT);
    let post = post_of(&owner, &place).await;
    assert_eq!((&post["text"], &post["label"]), (&json!("It is open."), &Value::Null));
    assert_eq!(post["headline"], "The bridge");
    let wrong = json!({"action": "update", "url": url, "add": {"content": ["More."]}});
    assert_eq!(owner.post(MICROPUB, &wrong).await.problem(StatusCode::BAD_REQUEST).code, "invalid_request");
    owner.post(MICROPUB, &json!({"action": "delete", "url": url})).await.expect(StatusCode::NO_CONTENT);
    assert!(post_of(&owner, &place).await["withdrawn"]["reason"].is_string());
}

#[tokio::test]
async fn json_makes_drafts_and_pictures_are_those_that_are_here() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let picture = app.picture().await;
    let url = format!("{}/media/{picture}", crate::app::PUBLIC_URL);
    let new = json!({"type": ["h-entry"], "properties": {
        "content": [{"html": "<p>It is <em>shut</em>.</p><script>x</script>"}],
        "photo": [{"value": url, "alt": "The bridge"}], "post-status": ["draft"],
    }});
    let made = owner.post(MICROPUB, &new).await.expect(StatusCode::CREATED);
    let post = post_of(&owner, &location(&made)).await;
    assert_eq!(post["status"], "draft");
    assert_eq!(post["text"].as_str().unwrap().lines().next(), Some("It is shut."));
    assert!(app.anon().get("/live/storm.json").await.json()["posts"].as_array().unwrap().is_empty());
    let elsewhere = json!({"properties": {"photo": ["https://elsewhere.example.org/x.jpg"]}});
    owner.post(MICROPUB, &elsewhere).await.problem(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_token_comes_in_the_header_or_in_the_form_and_not_in_both() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let token = owner.authorization().strip_prefix("Bearer ").unwrap();
    let body = format!("h=entry&content=It+is+shut.&access_token={token}");
    form(&app.anon(), &body).await.expect(StatusCode::CREATED);
    form(&owner, &body).await.problem(StatusCode::BAD_REQUEST);
    form(&app.anon(), "h=entry&content=x").await.problem(StatusCode::UNAUTHORIZED);
    form(&app.anon(), "h=entry&content=x&access_token=stet_none").await.problem(StatusCode::UNAUTHORIZED);
    // What a role may not do by the API, it may not do by this way either.
    form(&app.viewer("storm").await, "h=entry&content=x").await.problem(StatusCode::FORBIDDEN);
    let told = form(&app.contributor("storm").await, "h=entry&content=x").await.problem(StatusCode::FORBIDDEN);
    assert_eq!(told.code, "forbidden");
    form(&app.contributor("storm").await, "h=entry&content=x&post-status=draft").await.expect(StatusCode::CREATED);
    // Sent again with the same key it is the same post.
    let keyed = owner.keyed("one");
    let first = location(&form(&keyed, "h=entry&content=Once").await.expect(StatusCode::CREATED));
    assert_eq!(first, location(&form(&keyed, "h=entry&content=Once").await.expect(StatusCode::CREATED)));
}
