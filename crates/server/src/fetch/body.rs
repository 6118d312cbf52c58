//! The body of another server's answer, as much of it as is wanted.

use http_body_util::BodyExt as _;
use hyper::body::{Body as _, Incoming};
use hyper::header::{CONTENT_ENCODING, CONTENT_TYPE};
use hyper::{Response, StatusCode};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::{FetchFault, Wanted, text};

/// What becomes of a body that is longer than is wanted, or does not come in time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Longer {
    /// Its beginning will do.
    CutOff,
    /// The whole or nothing.
    Refused,
}

/// An answer that was read.
#[derive(Debug)]
pub(crate) struct Taken {
    /// Where it was found in the end.
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
    /// Its `Content-Type`, as it was sent.
    content_type: String,
    pub(crate) bytes: Vec<u8>,
}

impl Taken {
    /// Its media type, without parameters and in lower case.
    pub(crate) fn media_type(&self) -> String {
        self.content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// Its text, in the charset that it says it has.
    pub(crate) fn text(&self) -> String {
        text::decode(&self.bytes, &self.content_type)
    }
}

/// Reads a body.
pub(super) async fn take(
    url: Url,
    response: Response<Incoming>,
    wanted: Wanted,
    deadline: Instant,
) -> Result<Taken, FetchFault> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !matches!(header(CONTENT_ENCODING).trim(), "" | "identity") {
        return Err(FetchFault::Unreadable);
    }
    let (status, content_type) = (response.status(), header(CONTENT_TYPE).to_owned());
    let mut body = response.into_body();
    if wanted.longer == Longer::Refused && body.size_hint().lower() > wanted.most as u64 {
        return Err(FetchFault::TooLarge);
    }
    let mut bytes = Vec::new();
    loop {
        let frame = match timeout_at(deadline, body.frame()).await {
            Ok(None) => break,
            Ok(Some(frame)) => frame.map_err(|_| FetchFault::NoAnswer),
            Err(_) => Err(FetchFault::TooSlow),
        };
        match frame {
            Ok(frame) => bytes.extend_from_slice(frame.data_ref().map(|data| &**data).unwrap_or_default()),
            Err(_) if wanted.longer == Longer::CutOff && !bytes.is_empty() => break,
            Err(fault) => return Err(fault),
        }
        if bytes.len() > wanted.most {
            if wanted.longer == Longer::Refused {
                return Err(FetchFault::TooLarge);
            }
            bytes.truncate(wanted.most);
            break;
        }
    }
    Ok(Taken { url, status, content_type, bytes })
}
