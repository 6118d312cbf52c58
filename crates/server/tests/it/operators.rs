//! What those who watch over the server ask for.

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{TestApp, posts};

#[tokio::test]
async fn health_is_told_in_one_word() {
    let app = TestApp::start().await;
    let answer = app.anon().get("/healthz").await.expect(StatusCode::OK);
    assert_eq!(answer.json(), json!({"status": "ok", "store": "ok"}));
    assert_eq!(answer.header("cache-control"), "no-store");
}

#[tokio::test]
async fn metrics_count_what_happened_and_name_nobody() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    owner.post(&posts("storm"), &json!({})).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    let mut events = crate::events::Events::after(&app.anon(), "storm", 0).await;
    events.up_to(2).await;
    app.anon().get("/live/storm").await;
    for (name, value) in [
        ("stet_coverages", 1.0),
        ("stet_changes_total", 2.0),
        ("stet_page_renders_total", 1.0),
        ("stet_stream_readers", 1.0),
        ("stet_frames_sent_total", 2.0),
        ("stet_resyncs_total", 0.0),
        ("stet_server_errors_total", 0.0),
    ] {
        assert!((app.metric(name).await - value).abs() < f64::EPSILON, "{name}");
    }
    let answer = app.anon().get("/metrics").await.expect(StatusCode::OK);
    assert!(answer.header("content-type").starts_with("application/openmetrics-text; version=1.0.0"));
    let text = answer.text();
    assert!(text.ends_with("# EOF\n"), "{text}");
    assert!(text.contains("stet_append_seconds_bucket"));
    for name in ["storm", &*id, "owner@example.org"] {
        assert!(!text.contains(name), "{name} in {text}");
    }
}
