//! Faults as clients of Micropub read them (§3.8): `error` and
//! `error_description`, beside what every problem document here has.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use serde_json::Value;

use crate::problem::LACKS_SCOPE;

/// The largest problem document, in bytes.
const LARGEST: usize = 64 * 1024;

/// Says what is wrong in the words of Micropub too.
pub(crate) async fn say_as_micropub(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if !response.status().is_client_error() {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let asked_for = parts.headers.get(header::WWW_AUTHENTICATE).and_then(|value| value.to_str().ok());
    let error = match parts.status {
        StatusCode::UNAUTHORIZED => "unauthorized",
        StatusCode::FORBIDDEN if asked_for.is_some_and(|value| value.contains(LACKS_SCOPE)) => LACKS_SCOPE,
        StatusCode::FORBIDDEN => "forbidden",
        _ => "invalid_request",
    };
    let bytes = to_bytes(body, LARGEST).await.unwrap_or_default();
    let Ok(Value::Object(mut document)) = serde_json::from_slice(&bytes) else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    document.insert("error".to_owned(), error.into());
    document.insert("error_description".to_owned(), document.get("detail").cloned().unwrap_or_default());
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(Value::Object(document).to_string()))
}
