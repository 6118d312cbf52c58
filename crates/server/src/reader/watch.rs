//! For those who watch over the server.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::cache::CachePolicy;

/// `GET /healthz`: 200 while pages are served and changes can be written, 503
/// while only pages are served.
pub(crate) async fn health(State(app): State<App>) -> Response {
    let (status, store) = match app.store.ping().await {
        Ok(()) => (StatusCode::OK, "ok"),
        Err(error) => {
            tracing::warn!(%error, "the store does not answer the health check");
            (StatusCode::SERVICE_UNAVAILABLE, "unavailable")
        }
    };
    let name = if status == StatusCode::OK { "ok" } else { "degraded" };
    let mut response = (status, Json(json!({"status": name, "store": store}))).into_response();
    CachePolicy::Private.write(response.headers_mut());
    response
}

/// `GET /metrics`
pub(crate) async fn metrics(State(app): State<App>) -> Response {
    let mut response = app.metrics.text().into_response();
    let headers = response.headers_mut();
    CachePolicy::Private.write(headers);
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8"),
    );
    response
}
