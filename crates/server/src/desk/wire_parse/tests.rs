//! What is said of a request that is not of its shape, or that holds too much.

use axum::body::{Bytes, to_bytes};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::IntoResponse;
use expect_test::{Expect, expect};
use futures_util::FutureExt;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::{body, read, wire};

/// What is answered to the request; nothing if it is taken.
fn answer<T: DeserializeOwned>(request: String) -> Option<Value> {
    let json = HeaderValue::from_static("application/json");
    let headers = HeaderMap::from_iter([(header::CONTENT_TYPE, json)]);
    let problem = read::<T>(&headers, &Bytes::from(request)).err()?;
    let document = to_bytes(problem.into_response().into_body(), usize::MAX).now_or_never().unwrap().unwrap();
    Some(serde_json::from_slice(&document).unwrap())
}

/// One line for each request: the field at fault and what is said of it.
#[expect(clippy::needless_pass_by_value, reason = "an expectation is written where it is passed")]
fn check<T: DeserializeOwned>(requests: &[Value], expected: Expect) {
    let told = |request: &Value| match answer::<T>(request.to_string()) {
        Some(problem) => {
            format!("{}: {}\n", problem["field"].as_str().unwrap_or("-"), problem["detail"].as_str().unwrap())
        }
        None => "taken\n".to_owned(),
    };
    expected.assert_eq(&requests.iter().map(told).collect::<String>());
}

#[test]
fn a_list_is_no_object() {
    check::<wire::NewCoverage>(
        &[
            json!(["arr", "Headline", null, null, null, null, null, null, null]),
            json!({"slug": "a", "headline": "a", "lead": ["image", null, "alt"]}),
            json!({"slug": "a", "headline": "a", "key_points": [["text", null]]}),
            json!({"slug": "a", "headline": "a", "go_deeper": [["title", null]]}),
        ],
        expect![[r#"
            -: The request is not what is expected: invalid type: sequence, expected an object at line 1 column 0.
            lead: `lead` is not what is expected: invalid type: sequence, expected an object at line 1 column 23.
            key_points[0]: `key_points[0]` is not what is expected: invalid type: sequence, expected an object at line 1 column 30.
            go_deeper[0]: `go_deeper[0]` is not what is expected: invalid type: sequence, expected an object at line 1 column 14.
        "#]],
    );
    check::<wire::PostPatch>(
        &[json!({"notice": ["update", "text"]}), json!({"contributors": [["name"]]})],
        expect![[r#"
            notice: `notice` is not what is expected: invalid type: sequence, expected an object at line 1 column 10.
            contributors[0]: `contributors[0]` is not what is expected: invalid type: sequence, expected an object at line 1 column 17.
        "#]],
    );
    check::<wire::Withdrawal>(
        &[json!(["reason"])],
        expect![[r#"
        -: The request is not what is expected: invalid type: sequence, expected an object at line 1 column 0.
    "#]],
    );
}

#[test]
fn null_takes_away_only_what_can_be_absent() {
    let null = |field: &str| json!({field: null});
    check::<wire::CoveragePatch>(
        &["headline", "language", "time_zone", "status", "key_points", "go_deeper", "standfirst", "lead", "pinned"]
            .map(null),
        expect![[r#"
            headline: `headline` is not what is expected: invalid type: null, expected a string at line 1 column 16.
            language: `language` is not what is expected: invalid type: null, expected a string at line 1 column 16.
            time_zone: `time_zone` is not what is expected: invalid type: null, expected a string at line 1 column 17.
            status: `status` is not what is expected: invalid type: null, expected a string at line 1 column 14.
            key_points: `key_points` is not what is expected: invalid type: null, expected a sequence at line 1 column 18.
            go_deeper: `go_deeper` is not what is expected: invalid type: null, expected a sequence at line 1 column 17.
            taken
            taken
            taken
        "#]],
    );
    check::<wire::PostPatch>(
        &["key_event", "contributors", "notice", "status", "version", "headline", "byline", "publish_at"].map(null),
        expect![[r#"
            key_event: `key_event` is not what is expected: invalid type: null, expected a boolean at line 1 column 17.
            contributors: `contributors` is not what is expected: invalid type: null, expected a sequence at line 1 column 20.
            notice: `notice` is not what is expected: invalid type: null, expected an object at line 1 column 14.
            status: `status` is not what is expected: invalid type: null, expected a string at line 1 column 14.
            version: `version` is not what is expected: invalid type: null, expected u64 at line 1 column 15.
            taken
            taken
            taken
        "#]],
    );
    check::<wire::NewPost>(
        &[json!({"body": "a", "headline": null, "key_event": null, "contributors": null})],
        expect![[r#"
            taken
        "#]],
    );
}

#[test]
fn little_of_what_was_sent_is_repeated() {
    let long = "ї".repeat(300_000);
    check::<wire::NewPost>(
        &[
            json!({long.clone(): 1}),
            json!({"body": "a", "key_event": long}),
            json!({"body": "a", "contributors": [{long.clone(): 1}]}),
            json!({"body": "a", "key_event": format!("{long}, expected {long}")}),
        ],
        expect![[r#"
            їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…: `їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…` is not what is expected: unknown field `їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…, expected one of `headline`, `body`, `label`, `key_event`, `byline`, `contributors`, `dateline`, `status`, `publish_at` at line 1 column 600003.
            key_event: `key_event` is not what is expected: invalid type: string "їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…, expected a boolean at line 1 column 600026.
            contributors[0].їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…: `contributors[0].їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…` is not what is expected: unknown field `їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…, expected `name` at line 1 column 600031.
            key_event: `key_event` is not what is expected: invalid type: string "їїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїїї…, expected a boolean at line 1 column 1200037.
        "#]],
    );
    let long = format!("{long}, expected {long}");
    let twice = format!("{{\"body\": {{\"{long}\": 1, \"{long}\": 2}}}}");
    let problem = answer::<wire::NewPost>(twice).unwrap().to_string();
    assert!(problem.len() < 2_000, "{problem}");
}

#[test]
fn links_that_are_named_once_and_used_often_are_counted_each_time() {
    let part = format!("{}\n\n[a]: https://example.org/{}", "[a] ".repeat(46), "a".repeat(2_000));
    let parts = |number: usize| body(&Value::from(vec![part.as_str(); number]));
    assert!(parts(5).is_ok());
    for number in [6, 80] {
        let refused = parts(number).unwrap_err();
        assert_eq!((refused.code(), refused.field()), ("too_long", Some("body")));
    }
}
