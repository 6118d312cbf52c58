//! Uploads that go on after a lost connection: tus 1.0.0, with creation (also
//! with the first bytes), termination and expiration.

use std::fs::OpenOptions;
use std::os::unix::fs::OpenOptionsExt;

use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use coverage::{CoverageId, MediaId};
use store::{Description, MediaKind, MemberId, NewMedium, Role, Scope, Upload, UploadQuota};

use super::incoming::{Arrived, End};
use super::turns::Turn;
use super::{Form, form, incoming, tus};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::problem::{Document, Problem};

/// How many files of a member may be unfinished.
const MOST_UNFINISHED: u64 = 50;
/// How many films of the largest size they may come to.
const MOST_FILMS: u64 = 4;
/// The longest name of a file that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// `OPTIONS /api/v1/media/uploads`: what is possible, for programs.
#[utoipa::path(options, path = "/api/v1/media/uploads", operation_id = "upload_options", tag = "media", security(()),
    responses((status = 204, description = "`Tus-Version`, `Tus-Extension`, and in `Tus-Max-Size` how many bytes a file may have")))]
pub(crate) async fn upload_options(State(app): State<App>) -> Response {
    (StatusCode::NO_CONTENT, tus::possible(app.workshop.limits.largest())).into_response()
}

/// `POST /api/v1/media/uploads`: begins one.
#[utoipa::path(post, path = "/api/v1/media/uploads", operation_id = "begin_upload", tag = "media",
    params(("Tus-Resumable" = String, Header, description = "`1.0.0`"), ("Upload-Length" = u64, Header, description = "how many bytes the file has"),
        ("Upload-Metadata" = Option<String>, Header, description = "`filename`, `filetype` and `coverage` (a slug), each with its value in Base64")),
    responses((status = 201, description = "begun; `Location` is where the bytes go, and its last part the medium's id"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, description = "no such coverage", body = inline(Document<'_>)),
        (status = 412, description = "`tus_version`", body = inline(Document<'_>)), (status = 413, description = "`media_too_large`", body = inline(Document<'_>)),
        (status = 429, description = "`uploads_unfinished`", body = inline(Document<'_>))))]
pub(crate) async fn begin_upload(State(app): State<App>, asker: Asker, request: Request) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    let headers = parts.headers;
    require_uploader(&asker)?;
    tus::require_version(&headers)?;
    let length = tus::length(&headers)?;
    let mut said = tus::metadata(&headers)?;
    let is_picture = said.get("filetype").is_some_and(|kind| kind.starts_with("image/"));
    app.workshop.limits.check(is_picture, length)?;
    let coverage = match said.get("coverage") {
        Some(slug) => Some(asker.at(&app, slug, Permission::Draft).await?.0.id()),
        None => {
            asker.require_every_coverage()?;
            None
        }
    };
    let upload = begin(&app, asker.id(), coverage, &said.remove("filename").unwrap_or_default(), length).await?;
    let id = upload.id;
    let offset = if tus::carries_bytes(&headers) {
        let mut turn = app.workshop.turns.take(id).await;
        take(&app, &upload, body, &mut turn).await?
    } else {
        0
    };
    let mut answer = tus::answer(offset, None, Some(upload.expires_at));
    let place = format!("/api/v1/media/uploads/{id}");
    answer.insert(header::LOCATION, HeaderValue::try_from(place).map_err(|error| Problem::internal(&error))?);
    Ok((StatusCode::CREATED, answer).into_response())
}

/// `HEAD /api/v1/media/uploads/{id}`: how much is here.
#[utoipa::path(head, path = "/api/v1/media/uploads/{id}", operation_id = "see_upload", tag = "media",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header)),
    responses((status = 200, description = "`Upload-Offset` of `Upload-Length` bytes are here"), (status = 401), (status = 403), (status = 404)))]
pub(crate) async fn see_upload(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    require_uploader(&asker)?;
    tus::require_version(&headers)?;
    let id = parse(&id)?;
    // Whoever writes gives way, so that what is answered stays true.
    let _turn = app.workshop.turns.take(id).await;
    let answer = match find(&app, &asker, id).await? {
        Found::Unfinished(upload) => tus::answer(upload.received, Some(upload.length), Some(upload.expires_at)),
        Found::Whole(size) => tus::answer(size, Some(size), None),
    };
    Ok((StatusCode::OK, answer).into_response())
}

/// `PATCH /api/v1/media/uploads/{id}`: goes on with it.
#[utoipa::path(patch, path = "/api/v1/media/uploads/{id}", operation_id = "continue_upload", tag = "media",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header), ("Upload-Offset" = u64, Header, description = "where the bytes belong: behind those that are here")),
    request_body(content_type = "application/offset+octet-stream"),
    responses((status = 204, description = "`Upload-Offset` bytes are here for good; with the last the file is a medium, and is looked at"),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "`upload_offset`", body = inline(Document<'_>)), (status = 412, body = inline(Document<'_>)),
        (status = 413, body = inline(Document<'_>)), (status = 415, body = inline(Document<'_>))))]
pub(crate) async fn continue_upload(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (parts, body) = request.into_parts();
    require_uploader(&asker)?;
    tus::require_version(&parts.headers)?;
    tus::require_bytes(&parts.headers)?;
    let (id, offset) = (parse(&id)?, tus::offset(&parts.headers)?);
    let mut turn = app.workshop.turns.take(id).await;
    let upload = match find(&app, &asker, id).await? {
        Found::Unfinished(upload) if upload.received == offset => upload,
        Found::Unfinished(Upload { received, .. }) | Found::Whole(received) => {
            let detail = format!("Of this upload, {received} bytes are here, and the request goes on from {offset}.");
            return Err(Problem::new(StatusCode::CONFLICT, "upload_offset", detail)
                .hinted("Ask with HEAD how many are here, and go on from there."));
        }
    };
    let offset = take(&app, &upload, body, &mut turn).await?;
    Ok((StatusCode::NO_CONTENT, tus::answer(offset, None, Some(incoming::expires_at()))).into_response())
}

/// `DELETE /api/v1/media/uploads/{id}`: gives it up.
#[utoipa::path(delete, path = "/api/v1/media/uploads/{id}", operation_id = "give_up_upload", tag = "media",
    params(("id" = String, Path), ("Tus-Resumable" = String, Header)),
    responses((status = 204, description = "nothing of it is left"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 412, body = inline(Document<'_>))))]
pub(crate) async fn give_up_upload(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    require_uploader(&asker)?;
    tus::require_version(&headers)?;
    let id = parse(&id)?;
    let _turn = app.workshop.turns.take(id).await;
    let Found::Unfinished(_) = find(&app, &asker, id).await? else { return Err(missing()) };
    let_go(&app, id).await?;
    let mut answer = tus::answer(0, None, None);
    answer.remove("upload-offset");
    Ok((StatusCode::NO_CONTENT, answer).into_response())
}

/// Refuses those who may not add to the library.
///
/// # Errors
/// 403 `forbidden`.
pub(super) fn require_uploader(asker: &Asker) -> Result<(), Problem> {
    if asker.member.role == Role::Viewer {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "You may not add to the pictures and films.")
            .hinted("Contributors, reporters, editors and owners may."));
    }
    asker.require_scope(Scope::Draft)
}

/// What a place of an upload leads to.
enum Found {
    Unfinished(Upload),
    /// All of it is here, so many bytes.
    Whole(u64),
}

/// An upload of theirs.
async fn find(app: &App, asker: &Asker, id: MediaId) -> Result<Found, Problem> {
    if let Some(upload) = app.store.upload(id).await? {
        return if upload.member == asker.id() { Ok(Found::Unfinished(upload)) } else { Err(missing()) };
    }
    match app.store.medium(id).await? {
        Some(medium) if medium.member == Some(asker.id()) => Ok(Found::Whole(medium.size)),
        _ => Err(missing()),
    }
}

/// Begins an upload of a member's, of so many bytes at most.
///
/// # Errors
/// 429 `uploads_unfinished`, 503 when nothing can be written.
pub(super) async fn begin(
    app: &App,
    member: MemberId,
    coverage: Option<CoverageId>,
    filename: &str,
    length: u64,
) -> Result<Upload, Problem> {
    let upload = Upload {
        id: MediaId::new(clock::new_uuid()),
        member,
        coverage,
        filename: tidy(filename),
        length,
        received: 0,
        created_at: clock::now(),
        expires_at: incoming::expires_at(),
    };
    let quota = UploadQuota { files: MOST_UNFINISHED, bytes: MOST_FILMS * app.workshop.limits.largest() };
    // The file first: a row whose file is not there would never come to an end.
    let path = app.store.upload_file(upload.id);
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path);
    made.map_err(|error| unavailable().because(&error))?;
    if let Err(error) = app.store.begin_upload(upload.clone(), quota).await {
        app.store.remove_upload(upload.id).await?;
        return Err(error.into());
    }
    Ok(upload)
}

/// Takes bytes; with the last of them, the upload becomes a medium. Gives how many are here.
async fn take(app: &App, upload: &Upload, body: Body, turn: &mut Turn) -> Result<u64, Problem> {
    let Arrived { bytes, end } = incoming::take(app, upload, body, turn).await?;
    if end == End::TooMany {
        let detail = format!("The upload was announced with {} bytes, and this is more.", upload.length);
        return Err(Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "upload_too_long", detail)
            .hinted("Begin a new upload that says how long it is."));
    }
    if bytes == upload.length {
        app.store.end_upload(medium(app, upload, bytes), None).await?;
        app.workshop.waited.notify_one();
        app.news.notify_one();
    }
    Ok(bytes)
}

/// The medium that an upload becomes, which has so many bytes.
pub(super) fn medium(app: &App, upload: &Upload, size: u64) -> NewMedium {
    NewMedium {
        id: upload.id,
        kind: kind(app, upload.id),
        size,
        filename: upload.filename.clone(),
        description: Description::default(),
        coverage: upload.coverage,
        member: Some(upload.member),
        at: clock::now(),
    }
}

/// Lets go of an upload, and of what has come of it.
pub(super) async fn let_go(app: &App, id: MediaId) -> Result<(), store::Error> {
    app.store.drop_upload(id).await?;
    app.store.remove_upload(id).await
}

/// What a file is at a first look; whether it is one is found out later.
fn kind(app: &App, id: MediaId) -> Option<MediaKind> {
    let head = form::head_of(&app.store.upload_file(id)).ok()?;
    match Form::of(&head).ok()? {
        Form::Picture(_) => Some(MediaKind::Image),
        Form::Film(_) => Some(MediaKind::Film),
    }
}

fn parse(id: &str) -> Result<MediaId, Problem> {
    id.parse().map_err(|_| missing())
}

fn missing() -> Problem {
    Problem::not_found("upload of that id")
        .hinted("Begin a new one; those to which nothing is added are kept for a day.")
}

pub(super) fn unavailable() -> Problem {
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "store_unavailable", "Nothing can be written at the moment.")
        .hinted("Try again shortly. An operator finds the cause in the log.")
}

/// A file's name without its folders, and without what no name holds.
fn tidy(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    name.chars().filter(|c| !c.is_control()).take(LONGEST_NAME).collect()
}
