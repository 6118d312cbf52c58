//! Stored pictures and films.

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use coverage::MediaId;
use store::{Scope, Served};
use tower_http::services::ServeFile;

use super::missing;
use crate::app::App;
use crate::auth::Asker;
use crate::cache::CachePolicy;
use crate::media::rendition_name;
use crate::problem::Problem;

const NO_PICTURE: &str = "There is no such picture";

/// `GET /media/{id}`, whole or in part (RFC 9110 §14): a film is fetched in pieces.
pub(crate) async fn medium(
    State(app): State<App>,
    asker: Option<Asker>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    match find(&app, asker.as_ref(), &id).await {
        Ok(Some(served)) => {
            let cached = if served.public { CachePolicy::Immutable } else { CachePolicy::Private };
            let path = app.store.media_folder().join(served.id.to_string());
            send(&app, path, &served.content_type, cached, request).await
        }
        Ok(None) => missing(&app, NO_PICTURE),
        Err(problem) => problem.into_response(),
    }
}

/// `GET /media/{id}/{width}.{coding}`: a picture in another width and coding. In
/// place of AVIF that is not made yet there is WebP, so that a page may name it.
pub(crate) async fn rendition(
    State(app): State<App>,
    asker: Option<Asker>,
    Path((id, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let served = match find(&app, asker.as_ref(), &id).await {
        Ok(Some(served)) => served,
        Ok(None) => return missing(&app, NO_PICTURE),
        Err(problem) => return problem.into_response(),
    };
    let asked = name.split_once('.').and_then(|(width, coding)| Some((width.parse::<u32>().ok()?, coding)));
    let Some((width, coding)) = asked else { return missing(&app, NO_PICTURE) };
    let is_made = |coding: &str| served.renditions.iter().any(|(made, other)| made == coding && *other == width);
    let (coding, in_place) = if is_made(coding) {
        (coding, CachePolicy::Immutable)
    } else if coding == "avif" && is_made("webp") {
        ("webp", CachePolicy::Soon)
    } else {
        return missing(&app, NO_PICTURE);
    };
    let cached = if served.public { in_place } else { CachePolicy::Private };
    let content_type = match coding {
        "jpg" => "image/jpeg",
        "avif" => "image/avif",
        _ => "image/webp",
    };
    let path = app.store.media_folder().join(rendition_name(served.id, width, coding));
    send(&app, path, content_type, cached, request).await
}

/// A medium, if it is there for this asker: before a published change names
/// it, only members see it.
async fn find(app: &App, asker: Option<&Asker>, id: &str) -> Result<Option<Arc<Served>>, Problem> {
    let Ok(id) = id.parse::<MediaId>() else { return Ok(None) };
    let served = app.store.served_media(id).await?;
    let is_member = || asker.is_some_and(|asker| asker.require_scope(Scope::Read).is_ok());
    Ok(served.filter(|served| served.public || is_member()))
}

async fn send(app: &App, path: PathBuf, content_type: &str, cached: CachePolicy, request: Request) -> Response {
    let mut response = match ServeFile::new(path).try_call(request).await {
        Ok(response) => response.map(Body::new),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            tracing::error!("the file of a stored picture is not there");
            return missing(app, "This picture cannot be shown");
        }
        Err(error) => return Problem::internal(&error).into_response(),
    };
    let headers = response.headers_mut();
    cached.write(headers);
    if let Ok(content_type) = HeaderValue::try_from(content_type) {
        headers.insert(header::CONTENT_TYPE, content_type);
    }
    // A picture opened on its own is a document: it may run nothing and load nothing.
    headers.insert(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox"),
    );
    response
}
