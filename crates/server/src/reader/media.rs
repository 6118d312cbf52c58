//! Stored pictures and films.

use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use coverage::MediaId;

use super::missing;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::problem::Problem;

/// `GET /media/{id}`
pub(crate) async fn medium(State(app): State<App>, Path(id): Path<String>) -> Response {
    let Ok(id) = id.parse::<MediaId>() else { return missing(&app, "There is no such picture") };
    match app.store.media(id).await {
        Ok(Some((meta, bytes))) => {
            let mut response = Body::from(bytes).into_response();
            let headers = response.headers_mut();
            CachePolicy::Immutable.write(headers);
            if let Ok(content_type) = HeaderValue::try_from(meta.content_type) {
                headers.insert(header::CONTENT_TYPE, content_type);
            }
            // A picture opened on its own is a document: it may run nothing and load nothing.
            headers.insert(
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
            );
            response
        }
        Ok(None) => missing(&app, "There is no such picture"),
        Err(error) => Problem::from(error).into_response(),
    }
}
