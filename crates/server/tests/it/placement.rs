//! A post is shown elsewhere; when it was published stays as it was.

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{TestApp, post};

fn placement(id: &str) -> String {
    format!("{}/placement", post("storm", id))
}

#[tokio::test]
async fn a_post_is_put_under_and_over_others_and_back() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let first = owner.publish("storm", "The first").await;
    let second = owner.publish("storm", "The second").await;
    let third = owner.publish("storm", "The third").await;
    let shown = async || {
        let document = app.anon().get("/live/storm.json").await.json();
        let posts = document["posts"].as_array().unwrap();
        posts.iter().map(|post| post["id"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    let before = owner.get(&post("storm", &third)).await.json();
    assert!(before["shown_at"].is_null());

    let placed = owner.post(&placement(&third), &json!({"before": first})).await.expect(StatusCode::OK).json();
    assert_eq!(shown().await, [&*second, &first, &third]);
    assert_eq!(placed["published_at"], before["published_at"]);
    assert!(placed["shown_at"].as_str().unwrap() < before["published_at"].as_str().unwrap());

    owner.post(&placement(&first), &json!({"after": second})).await.expect(StatusCode::OK);
    assert_eq!(shown().await, [&*first, &second, &third]);

    let back = owner.post(&placement(&third), &json!({"shown_at": null})).await.expect(StatusCode::OK).json();
    assert!(back["shown_at"].is_null());
    owner.post(&placement(&first), &json!({"shown_at": null})).await.expect(StatusCode::OK);
    assert_eq!(shown().await, [&*third, &second, &first]);
}

#[tokio::test]
async fn a_place_is_named_once_and_can_be() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The first").await;
    let refused = async |body| owner.post(&placement(&id), &body).await.json()["code"].as_str().unwrap().to_owned();
    assert_eq!(refused(json!({})).await, "bad_value");
    assert_eq!(refused(json!({"before": id, "after": id})).await, "bad_value");
    assert_eq!(refused(json!({"before": id})).await, "bad_value");
    assert_eq!(refused(json!({"shown_at": "2999-01-01T00:00:00Z"})).await, "shown_in_future");
    assert_eq!(refused(json!({"shown_at": "1999-01-01T00:00:00Z"})).await, "shown_too_early");
    assert_eq!(refused(json!({"after": "017f0712-5c80-7000-8000-000000000001"})).await, "post_unknown");
    let unknown = placement("017f0712-5c80-7000-8000-000000000001");
    owner.post(&unknown, &json!({"shown_at": null})).await.expect(StatusCode::NOT_FOUND);
    owner.delete(&post("storm", &id), &json!({"reason": "A drill."})).await.expect(StatusCode::OK);
    owner.post(&placement(&id), &json!({"shown_at": null})).await.expect(StatusCode::CONFLICT);
}

#[tokio::test]
async fn a_theme_is_set_and_taken_away() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let page = async || app.anon().get("/live/storm").await.text();
    assert_eq!(owner.amend("storm", &json!({"theme": "contrast"})).await["theme"], "contrast");
    assert!(page().await.contains(r#"data-theme="contrast""#));
    assert!(owner.amend("storm", &json!({"theme": null})).await["theme"].is_null());
    assert!(!page().await.contains("data-theme"));
    let refused = owner.patch("/api/v1/coverages/storm", &json!({"theme": "\" onload="})).await;
    assert_eq!(refused.expect(StatusCode::UNPROCESSABLE_ENTITY).json()["field"], "theme");
}
