//! Stored pictures and films.

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use coverage::MediaId;
use tower_http::services::ServeFile;

use super::missing;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::problem::Problem;

/// `GET /media/{id}`, whole or in part (RFC 9110 §14): a film is fetched in pieces.
pub(crate) async fn medium(State(app): State<App>, Path(id): Path<String>, request: Request) -> Response {
    let found = match id.parse::<MediaId>() {
        Ok(id) => app.store.media_file(id).await,
        Err(_) => Ok(None),
    };
    let (meta, path) = match found {
        Ok(Some(found)) => found,
        Ok(None) => return missing(&app, "There is no such picture"),
        Err(error) => return Problem::from(error).into_response(),
    };
    let mut response = match ServeFile::new(path).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            tracing::error!(media = %id, "the file of a stored picture is not there");
            return missing(&app, "This picture cannot be shown");
        }
        Err(error) => return Problem::internal(&error).into_response(),
    };
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
