//! Forms with files in them (RFC 7578), read as they arrive: words into memory,
//! files onto the disk.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, StatusCode, header};
use bytes::Bytes;
use coverage::{CoverageId, MediaId};
use futures_util::{StreamExt, stream};
use serde_json::json;

use super::asked::{Properties, invalid, put};
use crate::app::App;
use crate::auth::Asker;
use crate::media::{self, Part};
use crate::problem::Problem;

/// The most bytes of all that is no file.
const MOST_WORDS: usize = 1024 * 1024;
/// The most parts.
const MOST_PARTS: usize = 500;
/// The most bytes that may wait for the end of what they belong to. What goes
/// on for longer without a boundary or the end of a part's head is no form.
const MOST_WAITING: usize = 1024 * 1024;
/// How long a connection may be silent.
const SILENCE: Duration = Duration::from_secs(30);
/// How long a form may take: a large film, over a poor connection.
const LONGEST: Duration = Duration::from_hours(1);

/// Which files a form may hold.
pub(super) struct Files {
    /// The names of the parts.
    pub(super) named: &'static [&'static str],
    /// How many there may be.
    pub(super) most: usize,
}

/// What came in a form.
#[derive(Default)]
pub(super) struct Received {
    /// Its fields. Of a file, the address that it has now.
    pub(super) fields: Properties,
    /// The files, which are stored.
    pub(super) files: Vec<MediaId>,
}

impl Received {
    /// Takes away what was stored, since nothing came of it.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn undo(&self, app: &App) -> Result<(), Problem> {
        Ok(media::take_away(app, &self.files).await?)
    }
}

/// Whether a request is such a form.
pub(super) fn is_multipart(headers: &HeaderMap) -> bool {
    boundary(headers).is_ok()
}

fn boundary(headers: &HeaderMap) -> multer::Result<String> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    multer::parse_boundary(kind.unwrap_or_default())
}

/// Reads a form to its end, and stores its files for a coverage.
///
/// # Errors
/// 400 `invalid_request` for what is no form, or holds other files than it may;
/// 413 for more than is taken, 503 for one that takes too long, and what is
/// wrong with a file. Nothing is left of it then.
pub(super) async fn receive(
    app: &App,
    asker: &Asker,
    coverage: CoverageId,
    files: Files,
    headers: &HeaderMap,
    body: Body,
) -> Result<Received, Problem> {
    let boundary = boundary(headers).map_err(|_| {
        invalid("A form with files is expected, as multipart/form-data with its boundary.").at("Content-Type")
    })?;
    let length = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let mut received = Received::default();
    let reading = read(app, asker, coverage, files, length, Form::new(body, boundary), &mut received);
    let outcome = tokio::time::timeout(LONGEST, reading).await.unwrap_or_else(|_| Err(too_slow()));
    if let Err(problem) = outcome {
        received.undo(app).await?;
        return Err(problem);
    }
    Ok(received)
}

async fn read(
    app: &App,
    asker: &Asker,
    coverage: CoverageId,
    files: Files,
    length: Option<u64>,
    mut form: Form,
    received: &mut Received,
) -> Result<(), Problem> {
    let (mut parts, mut words) = (0, 0);
    while let Some(mut field) = form.next().await? {
        parts += 1;
        let name = field.name().unwrap_or_default().to_owned();
        words += name.len();
        let filename = field.file_name().unwrap_or_default().to_owned();
        // A browser sends a file without a name and bytes where none was chosen.
        if filename.is_empty() {
            let mut value = Vec::new();
            while let Some(piece) = form.piece(&mut field).await? {
                words += piece.len();
                if words > MOST_WORDS || parts > MOST_PARTS {
                    return Err(too_much());
                }
                value.extend_from_slice(&piece);
            }
            let value = String::from_utf8(value).map_err(|_| invalid(format!("What {name} holds is no UTF-8.")))?;
            put(&mut received.fields, &name, value.into());
            continue;
        }
        if !files.named.contains(&name.strip_suffix("[]").unwrap_or(&name)) {
            let named = files.named.join(" or ");
            return Err(invalid(format!("A file is expected in the part {named}, and one came in “{name}”.")));
        }
        if received.files.len() >= files.most || parts > MOST_PARTS {
            return Err(invalid(format!("No more than {} files are taken in one form.", files.most)));
        }
        let content_type = field.content_type().map(ToString::to_string).unwrap_or_default();
        let bytes = form.rest(field);
        let part = Part { filename, content_type, most: length.unwrap_or(u64::MAX), bytes };
        let id = media::take_part(app, asker, coverage, part).await?;
        received.files.push(id);
        put(&mut received.fields, &name, json!(app.url(&format!("/media/{id}"))));
    }
    Ok(())
}

/// A form as it arrives. The parser takes whatever its stream has ready, and
/// keeps all that lies before a boundary or the end of a part's head: so the
/// stream gives one piece at a time, and ends where too much of it waits.
struct Form {
    parts: multer::Multipart<'static>,
    waiting: Arc<AtomicUsize>,
}

/// Where a piece stands among those of a form.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    First,
    Later,
}

impl Form {
    fn new(body: Body, boundary: String) -> Self {
        let waiting = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&waiting);
        let pieces = stream::unfold((body.into_data_stream(), Place::First), move |(mut pieces, place)| {
            let counted = Arc::clone(&counted);
            async move {
                if place == Place::Later {
                    tokio::task::yield_now().await;
                }
                let piece = pieces.next().await?.map_err(std::io::Error::other);
                let piece = piece.and_then(|piece| {
                    let waiting = counted.fetch_add(piece.len(), Ordering::Relaxed);
                    if waiting > MOST_WAITING { Err(std::io::Error::other("too much of it waits")) } else { Ok(piece) }
                });
                Some((piece, (pieces, Place::Later)))
            }
        });
        Self { parts: multer::Multipart::new(pieces, boundary), waiting }
    }

    /// The next part, once the one before was read and let go of.
    async fn next(&mut self) -> Result<Option<multer::Field<'static>>, Problem> {
        let next = tokio::time::timeout(SILENCE, self.parts.next_field()).await.map_err(|_| too_slow())?;
        self.waiting.store(0, Ordering::Relaxed);
        next.map_err(|error| unreadable(&error))
    }

    /// A piece of a part; none at its end.
    async fn piece(&self, field: &mut multer::Field<'static>) -> Result<Option<Bytes>, Problem> {
        let piece = tokio::time::timeout(SILENCE, field.chunk()).await.map_err(|_| too_slow())?;
        self.waiting.store(0, Ordering::Relaxed);
        piece.map_err(|error| unreadable(&error))
    }

    /// All of a part, as it arrives.
    fn rest(&self, field: multer::Field<'static>) -> Body {
        let waiting = Arc::clone(&self.waiting);
        Body::from_stream(field.inspect(move |_| waiting.store(0, Ordering::Relaxed)))
    }
}

fn unreadable(error: &multer::Error) -> Problem {
    match error {
        multer::Error::StreamReadFailed(_)
        | multer::Error::IncompleteStream
        | multer::Error::IncompleteFieldData { .. } => invalid("The form does not come to its end.")
            .hinted("Send it again; its last boundary ends in two hyphens."),
        _ => invalid("The form cannot be read.")
            .hinted("It is expected as multipart/form-data, each part with a Content-Disposition that names it."),
    }
}

fn too_much() -> Problem {
    let detail =
        format!("The words of a form may have {MOST_WORDS} bytes at most, and it may have {MOST_PARTS} parts.");
    Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", detail).hinted("Files do not count.")
}

fn too_slow() -> Problem {
    Problem::new(StatusCode::REQUEST_TIMEOUT, "timeout", "The form took too long to arrive.").hinted(
        "Send it again; where the connection is poor, upload its files at the desk, which goes on where it was.",
    )
}
