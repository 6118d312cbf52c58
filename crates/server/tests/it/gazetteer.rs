//! Places found by their names, for those who make a map.

use axum::http::StatusCode;
use serde_json::{Value, json};
use store::Role;

use crate::app::{Caller, TestApp};

async fn find(caller: &Caller, query: &str) -> Value {
    caller.get(&format!("/api/v1/places?{query}")).await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn places_and_countries_are_found_by_the_beginning_of_their_names() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let viewer = app.with_role("viewer@example.org", Role::Viewer, Some("storm")).await;
    let kyiv = json!({"name": "Kyiv", "country": "UA", "kind": "capital",
        "latitude": 50.455, "longitude": 30.524, "population": 2_797_600});
    assert_eq!(find(&viewer, "q=KYIV").await, json!({"places": [kyiv], "countries": []}));

    // Marks on letters do not matter, and the most populous comes first.
    let found = find(&viewer, "q=koln").await;
    assert_eq!((&found["places"][0]["name"], &found["places"][0]["kind"]), (&json!("Köln"), &json!("city")));
    let found = find(&viewer, "q=s").await;
    let people: Vec<_> = found["places"].as_array().unwrap().iter().map(|it| it["population"].as_u64()).collect();
    assert_eq!((people.len(), found["countries"].as_array().unwrap().len()), (12, 4));
    assert!(people.is_sorted_by(|a, b| a >= b), "{people:?}");

    // What a map can show as an area.
    assert_eq!(find(&viewer, "q=ukr").await["countries"], json!([{"code": "UKR", "name": "Ukraine"}]));
}

#[tokio::test]
async fn what_is_looked_for_is_short() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for query in [String::new(), "q=".into(), "q=%20".into(), format!("q={}", "a".repeat(101))] {
        owner.get(&format!("/api/v1/places?{query}")).await.expect(StatusCode::UNPROCESSABLE_ENTITY);
    }
    for query in ["q=%27", "q=%CC%81", "q=%00", "q=%EF%B7%BA", &format!("q={}", "%EF%B7%BA".repeat(100))] {
        assert_eq!(find(&owner, query).await, json!({"places": [], "countries": []}), "{query}");
    }
}
