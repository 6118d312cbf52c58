//! The description of the API is the committed one, and leaves nothing out.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{TestApp, post, posts};
use crate::places::named_in_source;

const COMMITTED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");

#[test]
fn the_committed_description_is_the_one_that_is_served() {
    let made = serde_json::to_string_pretty(&server::openapi()).unwrap() + "\n";
    if std::env::var_os("STET_RENEW").is_some() {
        fs::write(COMMITTED, &made).unwrap();
    }
    let committed = fs::read_to_string(Path::new(COMMITTED)).unwrap_or_default();
    assert!(
        committed == made,
        "docs/openapi.json does not describe this API any more. Renew it, and read the difference before it stays:\n\
         STET_RENEW=1 cargo test -p stet-server the_committed_description"
    );
}

#[tokio::test]
async fn it_is_served_as_openapi_3_1() {
    let app = TestApp::start().await;
    let served = app.anon().get("/api/v1/openapi.json").await;
    assert_eq!(served.header("content-type"), "application/json");
    assert_eq!(served.json(), server::openapi());
    assert!(served.json()["openapi"].as_str().unwrap().starts_with("3.1."));
}

/// Every operation: its path, its method and what is said of it.
fn operations(document: &Value) -> Vec<(String, String, &Value)> {
    let mut operations = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, said) in methods.as_object().unwrap() {
            // What all methods share may stand beside them.
            if method != "parameters" {
                operations.push((path.clone(), method.to_uppercase(), said));
            }
        }
    }
    operations
}

#[test]
fn every_route_of_the_api_is_described() {
    let document = server::openapi();
    let described: BTreeSet<_> = operations(&document).into_iter().map(|(path, method, _)| (method, path)).collect();
    let routes: BTreeSet<_> = named_in_source()
        .into_iter()
        .filter(|(_, path)| path.starts_with("/api/v1/") && path != "/api/v1/openapi.json")
        .collect();
    assert_eq!(described, routes);
}

#[test]
fn every_operation_has_a_name_of_its_own_and_tells_its_answers() {
    let document = server::openapi();
    let operations = operations(&document);
    let ids: BTreeSet<_> = operations.iter().map(|(_, _, said)| said["operationId"].as_str().unwrap()).collect();
    assert_eq!(ids.len(), operations.len());
    for (path, method, said) in &operations {
        assert!(said["summary"].is_string() || said["description"].is_string(), "{method} {path}");
        let answers = said["responses"].as_object().unwrap();
        assert!(answers.keys().any(|status| status.starts_with(['2', '3'])), "{method} {path}");
        // What says that it needs no sign-in is open to all.
        let is_open = said["security"] == json!([{}]);
        assert!(is_open || answers.contains_key("401"), "{method} {path}");
        let named: BTreeSet<_> = said["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let in_path: BTreeSet<_> = path.split('{').skip(1).map(|part| part.split('}').next().unwrap()).collect();
        assert_eq!(named, in_path, "{method} {path}");
    }
    assert_eq!(document["components"]["securitySchemes"]["token"]["scheme"], "bearer");
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(object) => {
                found.extend(object.get("$ref").and_then(Value::as_str));
                object.values().for_each(|value| references(value, found));
            }
            Value::Array(list) => list.iter().for_each(|value| references(value, found)),
            _ => {}
        }
    }
    let document = server::openapi();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        assert!(document.pointer(reference.strip_prefix('#').unwrap()).is_some(), "{reference}");
    }
}

#[tokio::test]
async fn what_is_answered_has_the_shape_that_is_described() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The lighthouse").await;
    let read = async |place: String| owner.get(&place).await.json();
    let check = |name: &str, answer: &Value| {
        let document = server::openapi();
        let schema = &document["components"]["schemas"][name];
        let described: BTreeSet<&str> = schema["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        let given: BTreeSet<&str> = answer.as_object().unwrap().keys().map(String::as_str).collect();
        assert!(given.is_subset(&described), "{name} is not told to have {:?}", given.difference(&described));
        for required in schema["required"].as_array().unwrap() {
            assert!(given.contains(required.as_str().unwrap()), "{name} lacks {required}: {answer}");
        }
    };
    check("Coverage", &read("/api/v1/coverages/storm".to_owned()).await);
    check("Coverages", &read("/api/v1/coverages".to_owned()).await);
    check("Posts", &read("/api/v1/coverages/storm/posts".to_owned()).await);
    check("Post", &read(post("storm", &id)).await);
    let draft = json!({"body": "Later.", "publish_at": "2999-01-01T00:00:00Z"});
    check("Post", &owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED).json());
    owner.delete(&post("storm", &id), &json!({"reason": "A drill."})).await.expect(StatusCode::OK);
    check("Post", &read(post("storm", &id)).await);
}
