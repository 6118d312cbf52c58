//! The cases of micropub.rocks, the test suite of the Recommendation, by their
//! numbers there. Left out are those that ask for what is not here, by choice:
//! 401 in its letter (a post has one label, so that a second one is refused)
//! and 502, 503 (what was withdrawn stays withdrawn, which is answered as such).

use axum::http::{Method, StatusCode, header};
use serde_json::{Value, json};
use store::{Role, Scope, Scopes};

use crate::app::{Answer, Caller, PUBLIC_URL, TestApp, member, token_for};
use crate::micropub::{MICROPUB, form, location, post_of};
use crate::micropub_forms::{Part, send, store};
use crate::photograph::{coded, gif, photograph, pixels};

async fn owner() -> (TestApp, Caller) {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    (app, owner)
}

/// Files a post by JSON; gives its address.
async fn filed(by: &Caller, properties: Value) -> String {
    let made = by.post(MICROPUB, &json!({"type": ["h-entry"], "properties": properties})).await;
    address(&made)
}

/// Where a post is that was made just now.
fn address(made: &Answer) -> String {
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    made.headers[header::LOCATION].to_str().unwrap().to_owned()
}

async fn update(by: &Caller, url: &str, what: &str, change: Value) -> Answer {
    by.post(MICROPUB, &json!({"action": "update", "url": url, what: change})).await
}

async fn shown(by: &Caller, url: &str) -> Value {
    post_of(by, url).await
}

/// The media of a post's pictures, in order, with their alternatives.
fn pictures(post: &Value) -> Vec<(String, String)> {
    let blocks = post["body"]["doc"]["content"].as_array().unwrap().clone();
    let pictures = blocks.into_iter().flat_map(|block| match block["type"].as_str().unwrap() {
        "image" => vec![block],
        "gallery" => block["content"].as_array().unwrap().clone(),
        _ => Vec::new(),
    });
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    pictures.map(|block| (text(&block["attrs"]["media"]), text(&block["attrs"]["alt"]))).collect()
}

#[tokio::test]
async fn forms_make_posts_100_101_104_107() {
    let (app, owner) = owner().await;
    let plain = address(&form(&owner, "h=entry&content=The+quay+is+shut.").await);
    assert_eq!(shown(&owner, &plain).await["text"], "The quay is shut.");
    assert!(
        app.anon()
            .get(plain.strip_prefix(PUBLIC_URL).unwrap())
            .await
            .expect(StatusCode::OK)
            .text()
            .contains("The quay is shut.")
    );
    let several = address(&form(&owner, "h=entry&content=Shut.&category[]=quay&category[]=storm").await);
    assert_eq!(shown(&owner, &several).await["label"], "quay", "the first is the label");
    let one = address(&form(&owner, "h=entry&content=Shut.&category=quay").await);
    assert_eq!(shown(&owner, &one).await["label"], "quay");
    let picture = app.picture().await;
    let with_photo = form(&owner, &format!("h=entry&content=Shut.&photo={PUBLIC_URL}/media/{picture}")).await;
    assert_eq!(pictures(&shown(&owner, &address(&with_photo)).await), [(picture, String::new())]);
}

#[tokio::test]
async fn json_makes_posts_200_to_206() {
    let (app, owner) = owner().await;
    let plain = filed(&owner, json!({"content": ["The quay is shut."]})).await;
    assert_eq!(shown(&owner, &plain).await["text"], "The quay is shut.");
    let several = filed(&owner, json!({"content": ["Shut."], "category": ["quay", "storm"]})).await;
    assert_eq!(shown(&owner, &several).await["label"], "quay");
    let html = filed(&owner, json!({"content": [{"html": "<p>The quay is <b>shut</b>.</p>"}]})).await;
    assert_eq!(shown(&owner, &html).await["text"], "The quay is shut.", "no markup of elsewhere is kept");
    let (one, two) = (app.picture().await, app.picture().await);
    let place = |id: &str| format!("{PUBLIC_URL}/media/{id}");
    let photo = filed(&owner, json!({"content": ["Shut."], "photo": [place(&one)]})).await;
    assert_eq!(pictures(&shown(&owner, &photo).await), [(one.clone(), String::new())]);
    let nested = json!({"content": ["Shut."], "checkin": [{"type": ["h-card"], "properties": {"name": ["The quay"]}}]});
    assert_eq!(shown(&owner, &filed(&owner, nested).await).await["text"], "Shut.", "what has no place is left out");
    let described = json!({"content": ["Shut."], "photo": [{"value": place(&one), "alt": "The quay"}]});
    assert_eq!(pictures(&shown(&owner, &filed(&owner, described).await).await), [(one.clone(), "The quay".to_owned())]);
    let both = filed(&owner, json!({"content": ["Shut."], "photo": [place(&one), place(&two)]})).await;
    assert_eq!(pictures(&shown(&owner, &both).await), [(one, String::new()), (two, String::new())]);
}

#[tokio::test]
async fn multipart_makes_posts_300_301() {
    let (app, owner) = owner().await;
    let photo = photograph(90, 60);
    let one = [
        Part::Field("h", "entry"),
        Part::Field("content", "Nice sunset."),
        Part::File("photo", "sunset.jpg", "image/jpeg", &photo),
    ];
    let post = shown(&owner, &address(&send(&owner, MICROPUB, &one).await)).await;
    let [(id, _)] = &pictures(&post)[..] else { panic!("{post}") };
    app.anon().get(&format!("/media/{id}")).await.expect(StatusCode::OK);
    let drawing = coded(&pixels(64, 48), image::ImageFormat::Png);
    let two = [
        Part::Field("content", "Nice sunset."),
        Part::File("photo[]", "sunset.jpg", "image/jpeg", &photo),
        Part::File("photo[]", "drawing.png", "image/png", &drawing),
    ];
    let post = shown(&owner, &address(&send(&owner, MICROPUB, &two).await)).await;
    assert_eq!(pictures(&post).len(), 2);
    assert_eq!(post["text"].as_str().unwrap().lines().next(), Some("Nice sunset."));
}

#[tokio::test]
async fn posts_are_changed_400_to_405() {
    let (_app, owner) = owner().await;
    let url = filed(&owner, json!({"content": ["Shut."], "category": ["quay"]})).await;
    update(&owner, &url, "replace", json!({"content": ["Open."]})).await.expect(StatusCode::NO_CONTENT);
    let post = shown(&owner, &url).await;
    assert_eq!((&post["text"], &post["label"]), (&json!("Open."), &json!("quay")), "what is not named stays");
    let second = update(&owner, &url, "add", json!({"category": ["storm"]})).await.problem(StatusCode::BAD_REQUEST);
    assert_eq!(second.code, "invalid_request", "401: a post has one label, and does not lose it unasked");
    update(&owner, &url, "delete", json!({"category": ["storm"]})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(shown(&owner, &url).await["label"], "quay", "403: another value is not this one");
    update(&owner, &url, "delete", json!({"category": ["quay"]})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(shown(&owner, &url).await["label"], Value::Null);
    update(&owner, &url, "add", json!({"category": ["storm"]})).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(shown(&owner, &url).await["label"], "storm", "402");
    update(&owner, &url, "delete", json!(["category"])).await.expect(StatusCode::NO_CONTENT);
    assert_eq!(shown(&owner, &url).await["label"], Value::Null, "404");
    for wrong in [json!("no request"), json!({"content": "not in an array"})] {
        let told = update(&owner, &url, "replace", wrong).await;
        assert_eq!(told.problem(StatusCode::BAD_REQUEST).code, "invalid_request", "405");
        assert_eq!(told.json()["error"], "invalid_request");
    }
    assert_eq!(shown(&owner, &url).await["text"], "Open.");
}

#[tokio::test]
async fn posts_are_withdrawn_500_to_503() {
    let (app, owner) = owner().await;
    let (one, two) =
        (filed(&owner, json!({"content": ["Shut."]})).await, filed(&owner, json!({"content": ["Shut."]})).await);
    form(&owner, &format!("action=delete&url={one}")).await.expect(StatusCode::NO_CONTENT);
    owner.post(MICROPUB, &json!({"action": "delete", "url": two})).await.expect(StatusCode::NO_CONTENT);
    for url in [&one, &two] {
        let page = app.anon().get(url.strip_prefix(PUBLIC_URL).unwrap()).await.text();
        assert!(!page.contains("Shut."), "{page}");
    }
    form(&owner, &format!("action=undelete&url={one}")).await.problem(StatusCode::BAD_REQUEST);
    let told = owner.post(MICROPUB, &json!({"action": "undelete", "url": two})).await.problem(StatusCode::BAD_REQUEST);
    assert!(told.hint.unwrap().contains("withdrawn stays withdrawn"));
}

#[tokio::test]
async fn questions_are_answered_600_to_603() {
    let (app, owner) = owner().await;
    let ask = async |query: &str| owner.get(&format!("{MICROPUB}?{query}")).await.expect(StatusCode::OK).json();
    let config = ask("q=config").await;
    assert!(config["media-endpoint"].as_str().unwrap().starts_with(PUBLIC_URL));
    assert_eq!(config["q"], json!(["config", "source", "syndicate-to", "category"]));
    assert_eq!(ask("q=syndicate-to").await, json!({"syndicate-to": []}));
    let url = filed(&owner, json!({"name": ["The quay"], "content": ["Shut."], "category": ["quay"]})).await;
    assert_eq!(ask("q=category").await, json!({"categories": ["quay"]}));
    let source = ask(&format!("q=source&url={url}")).await;
    assert_eq!(source["type"], json!(["h-entry"]));
    let properties = &source["properties"];
    assert_eq!((&properties["content"], &properties["name"]), (&json!(["Shut."]), &json!(["The quay"])));
    assert_eq!((&properties["url"], &properties["post-status"]), (&json!([url]), &json!(["published"])));
    let some = ask(&format!("q=source&properties[]=content&properties[]=category&url={url}")).await;
    assert_eq!(some, json!({"properties": {"content": ["Shut."], "category": ["quay"]}}));
    let one = ask(&format!("q=source&properties=content&url={url}")).await;
    assert_eq!(one, json!({"properties": {"content": ["Shut."]}}));
    // A draft is told to those who may see it.
    let draft = filed(&owner, json!({"content": ["Not yet."], "post-status": ["draft"]})).await;
    let source = ask(&format!("q=source&url={draft}")).await;
    assert_eq!(
        (&source["properties"]["content"], &source["properties"]["post-status"]),
        (&json!(["Not yet."]), &json!(["draft"]))
    );
    let draft = format!("{MICROPUB}?q=source&url={draft}");
    app.viewer("storm").await.get(&draft).await.problem(StatusCode::NOT_FOUND);
    owner.get(&format!("{MICROPUB}?q=source")).await.problem(StatusCode::BAD_REQUEST);
    owner.get(&format!("{MICROPUB}?q=source&url={PUBLIC_URL}/live/storm/post/x")).await.problem(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_media_endpoint_takes_pictures_700_to_702() {
    let (_app, owner) = owner().await;
    let drawing = coded(&pixels(64, 48), image::ImageFormat::Png);
    for (name, kind, bytes, kept) in [
        ("sunset.jpg", "image/jpeg", photograph(90, 60), "image/jpeg"),
        ("drawing.png", "image/png", drawing, "image/png"),
        // Of what moves the first picture is kept, without loss.
        ("loop.gif", "image/gif", gif(2), "image/png"),
    ] {
        let place = store(&owner, name, kind, &bytes).await;
        assert_eq!(owner.get(&place).await.expect(StatusCode::OK).header("content-type"), kept);
    }
}

#[tokio::test]
async fn tokens_are_asked_for_800_to_805() {
    let (app, owner) = owner().await;
    let token = owner.authorization().strip_prefix("Bearer ").unwrap().to_owned();
    address(&form(&owner, "h=entry&content=By+the+header.").await);
    let in_form = form(&app.anon(), &format!("h=entry&content=By+the+form.&access_token={token}")).await;
    let url = address(&in_form);
    let source = owner.get(&format!("{MICROPUB}?q=source&url={url}")).await.text();
    assert!(!source.contains(&token) && !source.contains("access_token"), "802");
    assert!(!shown(&owner, &url).await.to_string().contains(&token), "802");
    let nobody = form(&app.anon(), "h=entry&content=x").await;
    nobody.problem(StatusCode::UNAUTHORIZED);
    assert_eq!(
        (&nobody.json()["error"], nobody.header("www-authenticate")),
        (&json!("unauthorized"), "Bearer realm=\"stet\"")
    );
    let reads = member(app.store(), "owner@example.org", Role::Owner).await;
    let reads = token_for(app.store(), reads, Scopes::from_iter([Scope::Read]), None).await;
    let reads = app.sending(&format!("Bearer {}", reads.reveal()));
    let limited = form(&reads, "h=entry&content=x").await;
    assert_eq!(limited.problem(StatusCode::FORBIDDEN).code, "forbidden");
    assert_eq!(limited.json()["error"], "insufficient_scope");
    assert!(limited.json()["error_description"].as_str().unwrap().contains("lacks the scope"));
    assert!(limited.header("www-authenticate").ends_with("error=\"insufficient_scope\", scope=\"draft\""));
    let viewer = form(&app.viewer("storm").await, "h=entry&content=x").await;
    viewer.problem(StatusCode::FORBIDDEN);
    assert_eq!((&viewer.json()["error"], viewer.header("www-authenticate")), (&json!("forbidden"), ""));
    let both = form(&owner, &format!("h=entry&content=x&access_token={token}")).await;
    both.problem(StatusCode::BAD_REQUEST);
    assert_eq!(both.json()["error"], "invalid_request");
    let posts = app.anon().get("/live/storm.json").await.json()["posts"].as_array().unwrap().len();
    assert_eq!(posts, 2, "nothing was made of what was refused");
    let wrong = owner.send(Method::PUT, MICROPUB, "").await;
    wrong.problem(StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!(location(&in_form), url.strip_prefix(PUBLIC_URL).unwrap());
}
