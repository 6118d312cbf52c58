//! For those who watch over the server.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::app::App;
use crate::cache::CachePolicy;

/// How long the store may take to say that it can be written.
const PATIENCE: Duration = Duration::from_secs(1);

/// `GET /healthz`: 200 for as long as readers are served. Whether changes can
/// be written as well, it says in its body: a server with a full disk goes on
/// serving pages, and must not be restarted for it.
pub(crate) async fn health(State(app): State<App>) -> Response {
    let told = match tokio::time::timeout(PATIENCE, app.store.ping()).await {
        Ok(Ok(())) => json!({"status": "ok", "store": "ok"}),
        Ok(Err(error)) => {
            tracing::warn!(%error, "the store cannot be written");
            json!({"status": "degraded", "store": "unavailable"})
        }
        Err(_) => json!({"status": "degraded", "store": "slow"}),
    };
    let mut response = Json(told).into_response();
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
