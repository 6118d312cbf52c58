//! What is news since a position, for readers who come back.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, post};

/// A coverage in which everything became of posts, and their ids: the seq before each step is its place.
async fn busy(app: &TestApp) -> (Caller, Vec<String>) {
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut posts = Vec::new();
    for headline in ["Old one", "Old two", "Old three", "Old four"] {
        posts.push(owner.publish("storm", headline).await);
    }
    let notice = json!({"kind": "correction", "text": "It was another quay."});
    let revision = json!({"headline": "Put right", "notice": notice});
    owner.patch(&post("storm", &posts[0]), &revision).await.expect(StatusCode::OK);
    owner.patch(&post("storm", &posts[1]), &json!({"headline": "Put better"})).await.expect(StatusCode::OK);
    owner.delete(&post("storm", &posts[2]), &json!({"reason": "A mistake."})).await.expect(StatusCode::OK);
    posts.push(owner.publish("storm", "Fresh <one>").await);
    posts.push(owner.publish("storm", "Fresh two").await);
    (owner, posts)
}

async fn since(app: &TestApp, after: u64) -> Value {
    app.anon().get(&format!("/live/storm/since?after={after}")).await.expect(StatusCode::OK).json()
}

fn told(answer: &Value) -> Vec<(&str, &str)> {
    let posts = answer["posts"].as_array().unwrap().iter();
    posts.map(|post| (post["news"].as_str().unwrap(), post["post"].as_str().unwrap())).collect()
}

#[tokio::test]
async fn it_names_each_post_once_with_what_became_of_it() {
    let app = TestApp::start().await;
    let (_, ids) = busy(&app).await;
    let answer = since(&app, 5).await;
    let expected = [("new", 5), ("new", 4), ("withdrawn", 2), ("revised", 1), ("corrected", 0)];
    assert_eq!(told(&answer), expected.map(|(news, post)| (news, &*ids[post])));
    assert_eq!(answer["counts"], json!({"new": 2, "withdrawn": 1, "revised": 1, "corrected": 1}));
    assert_eq!(
        (&answer["first_unread"], &answer["more"], &answer["resync"]),
        (&json!(ids[4]), &json!(false), &json!(false))
    );
    assert_eq!((&answer["after"], &answer["seq"]), (&json!(5), &json!(10)));
    let withdrawn = &answer["posts"][2];
    assert_eq!((&withdrawn["name"], &withdrawn["url"]), (&Value::Null, &json!(format!("/live/storm/post/{}", ids[2]))));
    let html = answer["html"].as_str().unwrap();
    assert!(html.contains("Fresh &#60;one&#62;") && !html.contains("Old three"), "{html}");
    assert_eq!(told(&since(&app, 8).await), [("new", &*ids[5]), ("new", &*ids[4])]);
    assert_eq!(told(&since(&app, 10).await), []);
}

#[tokio::test]
async fn it_is_asked_for_again_at_no_cost_and_shared_by_all() {
    let app = TestApp::start().await;
    let (owner, _) = busy(&app).await;
    let path = "/live/storm/since?after=5";
    let (anon, member) = (app.anon().get(path).await, owner.with("cookie", "session=1").get(path).await);
    assert_eq!((anon.text(), anon.header("etag")), (member.text(), member.header("etag")));
    assert_eq!((anon.header("cache-control"), anon.header("access-control-allow-origin")), ("public, no-cache", "*"));
    let again = || app.anon().with("if-none-match", anon.header("etag"));
    again().get(path).await.expect(StatusCode::NOT_MODIFIED);
    again().get("/live/storm/since?after=4").await.expect(StatusCode::OK);
    owner.publish("storm", "One more").await;
    again().get(path).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_position_that_is_not_there_is_said_to_be_none() {
    let app = TestApp::start().await;
    busy(&app).await;
    let ahead = since(&app, 11).await;
    assert_eq!((&ahead["resync"], &ahead["posts"], &ahead["html"]), (&json!(true), &json!([]), &Value::Null));
    for wrong in ["", "?after=", "?after=x", "?after=-1", "?after=99999999999999999999"] {
        let answer = app.anon().get(&format!("/live/storm/since{wrong}")).await.expect(StatusCode::BAD_REQUEST);
        assert_eq!(answer.json()["code"], "bad_position");
    }
    app.anon().get("/live/other/since?after=1").await.expect(StatusCode::NOT_FOUND);
    app.anon().get("/live/storm?since=x").await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_long_absence_is_counted_whole_and_listed_in_part() {
    let app = TestApp::start().await;
    crate::app::write_coverage(app.store(), "storm", 249).await;
    let app = app.restart().await;
    let answer = since(&app, 0).await;
    let listed = answer["posts"].as_array().unwrap();
    assert_eq!((listed.len(), &answer["more"], &answer["counts"]), (100, &json!(true), &json!({"new": 249})));
    let newest = app.anon().get("/live/storm.json").await.json()["posts"].clone();
    assert_eq!((&listed[0]["post"], &answer["first_unread"]), (&newest[0]["id"], &newest[248]["id"]));
}

#[tokio::test]
async fn the_page_tells_the_same_without_a_script() {
    let app = TestApp::start().await;
    let (_, ids) = busy(&app).await;
    let page = app.anon().get("/live/storm?since=5").await.expect(StatusCode::OK).text();
    let section = page.split("<section id=\"since\"").nth(1).unwrap().split("</section>").next().unwrap();
    let targets: Vec<_> = section.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let here = |post: usize| format!("#post-{}", ids[post]);
    assert_eq!(targets, [here(4), here(5), here(4), here(2), here(1), here(0)]);
    assert!(
        page.contains("rel=\"canonical\" href=\"http")
            && !page.contains("canonical\" href=\"http://127.0.0.1/live/storm?")
    );
    let nothing = app.anon().get("/live/storm?since=10").await.text();
    assert!(nothing.contains("Nothing has changed."));
    assert!(app.anon().get("/live/storm?since=11").await.text().contains("Nothing has changed."));
    assert!(!app.anon().get("/live/storm").await.text().contains("<section id=\"since\""));
}
