//! What of tus (the protocol of resumable uploads, version 1.0.0) is in headers.

use std::collections::BTreeMap;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;

use crate::problem::Problem;

/// The version that is spoken.
const VERSION: HeaderValue = HeaderValue::from_static("1.0.0");
/// What of it, besides the core.
const EXTENSIONS: HeaderValue = HeaderValue::from_static("creation,creation-with-upload,termination,expiration");

const RESUMABLE: HeaderName = HeaderName::from_static("tus-resumable");
const TUS_VERSION: HeaderName = HeaderName::from_static("tus-version");
const EXTENSION: HeaderName = HeaderName::from_static("tus-extension");
const MAX_SIZE: HeaderName = HeaderName::from_static("tus-max-size");
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");
const LENGTH: HeaderName = HeaderName::from_static("upload-length");
const METADATA: HeaderName = HeaderName::from_static("upload-metadata");
const EXPIRES: HeaderName = HeaderName::from_static("upload-expires");

/// The content type of the bytes of an upload.
const BYTES: &str = "application/offset+octet-stream";
/// The most bytes of metadata; names of files are shorter.
const MOST_METADATA: usize = 4096;

/// Refuses who speaks another version.
///
/// # Errors
/// 412 `tus_version`.
pub(super) fn require_version(headers: &HeaderMap) -> Result<(), Problem> {
    if headers.get(RESUMABLE) == Some(&VERSION) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::PRECONDITION_FAILED,
        "tus_version",
        "The upload does not say which protocol it follows.",
    )
    .hinted("Send “Tus-Resumable: 1.0.0”; clients of tus do so by themselves."))
}

/// How many bytes an upload will have.
///
/// # Errors
/// 400 `bad_upload` when it does not say.
pub(super) fn length(headers: &HeaderMap) -> Result<u64, Problem> {
    number(headers, &LENGTH)?
        .filter(|length| *length > 0)
        .ok_or_else(|| bad("Upload-Length", "a number of bytes above 0"))
}

/// Where the bytes of a request belong.
///
/// # Errors
/// 400 `bad_upload` when it does not say.
pub(super) fn offset(headers: &HeaderMap) -> Result<u64, Problem> {
    number(headers, &OFFSET)?.ok_or_else(|| bad("Upload-Offset", "a number of bytes"))
}

fn number(headers: &HeaderMap, name: &HeaderName) -> Result<Option<u64>, Problem> {
    let Some(value) = headers.get(name) else { return Ok(None) };
    // The largest number that JavaScript knows to the last digit.
    let number = value.to_str().ok().and_then(|text| text.parse().ok()).filter(|number| *number < 1 << 53);
    number.map(Some).ok_or_else(|| bad(name.as_str(), "a number of bytes"))
}

/// Whether a request carries bytes of the upload.
pub(super) fn carries_bytes(headers: &HeaderMap) -> bool {
    headers.get(header::CONTENT_TYPE).is_some_and(|value| value == BYTES)
}

/// Refuses a request without bytes of the upload.
///
/// # Errors
/// 415 `not_upload_bytes`.
pub(super) fn require_bytes(headers: &HeaderMap) -> Result<(), Problem> {
    if carries_bytes(headers) {
        return Ok(());
    }
    let detail = format!("The request's content type is not {BYTES}.");
    Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "not_upload_bytes", detail)
        .hinted("Send the bytes as they are, with that content type."))
}

/// What is said of a file: names, each with a value in Base64.
///
/// # Errors
/// 400 `bad_upload` when it cannot be read.
pub(super) fn metadata(headers: &HeaderMap) -> Result<BTreeMap<String, String>, Problem> {
    let bad = || bad("Upload-Metadata", "pairs of a name and a value in Base64, with commas between them");
    let Some(value) = headers.get(METADATA) else { return Ok(BTreeMap::new()) };
    let text = value.to_str().ok().filter(|text| text.len() <= MOST_METADATA).ok_or_else(bad)?;
    let pairs = text.split(',').map(str::trim).filter(|pair| !pair.is_empty());
    let read = |pair: &str| {
        let (name, value) = pair.split_once(' ').unwrap_or((pair, ""));
        let value = String::from_utf8(STANDARD.decode(value.trim()).ok()?).ok()?;
        Some((name.to_owned(), value))
    };
    pairs.map(|pair| read(pair).ok_or_else(bad)).collect()
}

fn bad(header: &str, expected: &str) -> Problem {
    Problem::bad_request("bad_upload", format!("{header} is not {expected}.")).at(header)
}

/// The headers of an answer about an upload.
pub(super) fn answer(offset: u64, length: Option<u64>, expires_at: Option<Timestamp>) -> HeaderMap {
    let mut headers = HeaderMap::from_iter([(RESUMABLE, VERSION), (OFFSET, offset.into())]);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if let Some(length) = length {
        headers.insert(LENGTH, length.into());
    }
    let date = expires_at.and_then(|at| DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok());
    if let Some(date) = date.and_then(|date| HeaderValue::try_from(date).ok()) {
        headers.insert(EXPIRES, date);
    }
    headers
}

/// The headers that say what is possible.
pub(super) fn possible(largest: u64) -> HeaderMap {
    HeaderMap::from_iter([
        (RESUMABLE, VERSION),
        (TUS_VERSION, VERSION),
        (EXTENSION, EXTENSIONS),
        (MAX_SIZE, largest.into()),
    ])
}
