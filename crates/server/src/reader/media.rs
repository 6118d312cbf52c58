//! Stored pictures and films.

use std::ops::RangeInclusive;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::MediaId;
use http_range_header::parse_range_header;
use render::Fault;
use store::{MediaPlace, Scope, Served};
use tower_http::services::ServeFile;

use super::missing;
use crate::app::App;
use crate::auth::Asker;
use crate::cache::CachePolicy;
use crate::media::{FilesFault, MediaFileName};
use crate::problem::Problem;

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
            send(&app, &served, MediaFileName::Whole(served.id), &served.content_type, cached, request).await
        }
        Ok(None) => absent(&app, &id).await,
        Err(problem) => problem.into_response(),
    }
}

/// The widest picture that a browser is sent which saves data, in pixels.
const SAVED_WIDTH: u32 = 480;

/// `GET /media/{id}/{width}.{coding}`: a picture in another width and coding. In
/// place of AVIF that is not made yet there is WebP, so that a page may name it.
///
/// A browser that saves data gets a small one in place of a larger, unless its reader asked for
/// that one: by opening it, or with `?asked`. So pages are the same for everybody, and caches keep
/// each of them once; of pictures they are told that it makes a difference.
pub(crate) async fn rendition(
    State(app): State<App>,
    asker: Option<Asker>,
    Path((id, name)): Path<(String, String)>,
    request: Request,
) -> Response {
    let served = match find(&app, asker.as_ref(), &id).await {
        Ok(Some(served)) => served,
        Ok(None) => return absent(&app, &id).await,
        Err(problem) => return problem.into_response(),
    };
    let asked = name.split_once('.').and_then(|(width, coding)| Some((width.parse::<u32>().ok()?, coding)));
    let Some((width, coding)) = asked else { return missing(Fault::NoPicture) };
    let widths = |coding: &str| {
        let coding = coding.to_owned();
        served.renditions.iter().filter(move |(made, _)| *made == coding).map(|(_, width)| *width)
    };
    let saved = widths(if coding == "avif" { "webp" } else { coding }).filter(|width| *width <= SAVED_WIDTH).max();
    let (width, saves) = match saved {
        Some(saved) if saved < width && saves_data(&request) => (saved, true),
        _ => (width, false),
    };
    let is_made = |coding: &str| widths(coding).any(|made| made == width);
    let (coding, in_place) = if is_made(coding) {
        (coding, if saves { CachePolicy::Lesser } else { CachePolicy::Immutable })
    } else if coding == "avif" && is_made("webp") {
        ("webp", CachePolicy::Soon)
    } else {
        return missing(Fault::NoPicture);
    };
    let cached = if served.public { in_place } else { CachePolicy::Private };
    let content_type = match coding {
        "jpg" => "image/jpeg",
        "avif" => "image/avif",
        _ => "image/webp",
    };
    let name = MediaFileName::Rendition(served.id, width, coding);
    let mut response = send(&app, &served, name, content_type, cached, request).await;
    response.headers_mut().append(header::VARY, HeaderValue::from_static("save-data"));
    response
}

/// Whether a browser that saves data asks for a picture that its reader did not ask for.
fn saves_data(request: &Request) -> bool {
    let says = |name: &str, wanted: &str| request.headers().get(name).is_some_and(|value| value == wanted);
    says("save-data", "on") && !says("sec-fetch-dest", "document") && request.uri().query() != Some("asked")
}

/// A medium, if it is there for this asker: before a published change names
/// it, only members see it.
async fn find(app: &App, asker: Option<&Asker>, id: &str) -> Result<Option<Arc<Served>>, Problem> {
    let Ok(id) = id.parse::<MediaId>() else { return Ok(None) };
    let served = app.store.served_media(id).await?;
    let is_member = || asker.is_some_and(|asker| asker.require_scope(Scope::Read).is_ok());
    Ok(served.filter(|served| served.public || is_member()))
}

/// Says that there is none, or that it was ordered gone.
async fn absent(app: &App, id: &str) -> Response {
    let Ok(id) = id.parse::<MediaId>() else { return missing(Fault::NoPicture) };
    match app.store.redacted_medium(id).await {
        Ok(Some(redacted)) => missing(Fault::GonePicture(redacted.reason)),
        Ok(None) => missing(Fault::NoPicture),
        Err(error) => Problem::from(error).into_response(),
    }
}

async fn send(
    app: &App,
    served: &Served,
    name: MediaFileName<'_>,
    content_type: &str,
    cached: CachePolicy,
    request: Request,
) -> Response {
    let found = match served.place {
        MediaPlace::Folder => from_folder(app, name, request).await,
        MediaPlace::Bucket => from_bucket(app, served, name, request.headers()).await,
    };
    let mut response = match found {
        Ok(response) => response,
        Err(FilesFault::Device(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            tracing::error!(file = %name, "the file of a stored picture is not there");
            return missing(Fault::BrokenPicture);
        }
        Err(FilesFault::Bucket(error @ object_store::Error::NotFound { .. })) => {
            tracing::error!(%error, "the file of a stored picture is not there");
            return missing(Fault::BrokenPicture);
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

async fn from_folder(app: &App, name: MediaFileName<'_>, request: Request) -> Result<Response, FilesFault> {
    let path = app.store.media_folder().join(name.to_string());
    Ok(ServeFile::new(path).try_call(request).await?.map(Body::new))
}

/// A file in the bucket never changes, so its name is as good a validator as its content.
async fn from_bucket(
    app: &App,
    served: &Served,
    name: MediaFileName<'_>,
    asked: &HeaderMap,
) -> Result<Response, FilesFault> {
    let tag = format!("\"{name}\"");
    if asked.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return Ok((StatusCode::NOT_MODIFIED, [(header::ETAG, tag)]).into_response());
    }
    let whole = matches!(name, MediaFileName::Whole(_)).then_some(served.size);
    let part = match whole.map(|size| part(asked, &tag, size)) {
        Some(Part::Of(range)) => Some(range),
        Some(Part::Beyond) => {
            let range = format!("bytes */{}", served.size);
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, range)]).into_response());
        }
        Some(Part::Whole) | None => None,
    };
    let range = part.clone().map(|part| *part.start()..part.end() + 1);
    let piece = app.files.bucket()?.get(&name.in_bucket(), range).await?;
    let mut response = Body::from_stream(piece.bytes).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_LENGTH, piece.length.into());
    headers.insert(header::ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.extend(HeaderValue::try_from(tag).map(|tag| (header::ETAG, tag)));
    if let Some(part) = part {
        let range = format!("bytes {}-{}/{}", part.start(), part.end(), served.size);
        headers.extend(HeaderValue::try_from(range).map(|range| (header::CONTENT_RANGE, range)));
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// What part of a file is asked for (RFC 9110 §14.2).
enum Part {
    Whole,
    Of(RangeInclusive<u64>),
    Beyond,
}

/// Several parts at once are answered with the whole, as a server may.
fn part(asked: &HeaderMap, tag: &str, size: u64) -> Part {
    let is_of_this = asked.get(header::IF_RANGE).is_none_or(|known| known.as_bytes() == tag.as_bytes());
    let Some(range) = asked.get(header::RANGE).filter(|_| is_of_this) else { return Part::Whole };
    let Some(parsed) = range.to_str().ok().and_then(|range| parse_range_header(range).ok()) else { return Part::Whole };
    match parsed.validate(size).as_deref() {
        Ok([one]) => Part::Of(one.clone()),
        Ok(_) => Part::Whole,
        Err(_) => Part::Beyond,
    }
}
