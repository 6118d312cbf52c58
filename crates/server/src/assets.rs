//! The style, the icon and the script of the reader's page, embedded in the binary.
//!
//! Style and icon need no build step. The script does; a binary that was built
//! before the script is complete all the same, since the page works without it.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::cache::CachePolicy;
use crate::reader::encoding::Encoded;

const STYLE: &str = include_str!("../../../web/reader/page.css");
const ICON: &str = include_str!("../../../web/reader/icon.svg");

/// What the script's build left, if it ran before this binary was built.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// The files a page needs, by URL path.
pub(crate) struct Assets {
    files: HashMap<String, File>,
    style: Box<str>,
    icon: Box<str>,
    script: Option<Box<str>>,
}

struct File {
    content_type: &'static str,
    body: Encoded,
}

impl Assets {
    /// Names each file by its content, so that it can be cached for good.
    pub(crate) fn new() -> Self {
        let mut files = HashMap::new();
        let mut add = |stem: &str, ending: &str, content_type, bytes: Bytes| {
            let digest: String = Sha256::digest(&bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
            let path = format!("/assets/{stem}-{digest}.{ending}");
            files.insert(path.clone(), File { content_type, body: Encoded::new(bytes) });
            path
        };
        let style = add("page", "css", "text/css; charset=utf-8", Bytes::from_static(STYLE.as_bytes()));
        let icon = add("icon", "svg", "image/svg+xml", Bytes::from_static(ICON.as_bytes()));
        // The build empties its folder first, so that there is one script at most.
        let script = Dist::iter()
            .find(|name| name.ends_with(".js"))
            .and_then(|name| Dist::get(&name))
            .map(|file| add("reader", "js", "text/javascript; charset=utf-8", Bytes::from(file.data.into_owned())));
        Self { files, style: style.into(), icon: icon.into(), script: script.map(Into::into) }
    }

    /// The path of the style sheet.
    pub(crate) fn style(&self) -> &str {
        &self.style
    }

    /// The path of the icon.
    pub(crate) fn icon(&self) -> &str {
        &self.icon
    }

    /// The path of the script, if it was built.
    pub(crate) fn script(&self) -> Option<&str> {
        self.script.as_deref()
    }

    /// Answers a request for a file.
    pub(crate) fn answer(&self, path: &str, headers: &HeaderMap) -> Response {
        match self.files.get(path) {
            Some(file) => file.body.answer(headers, file.content_type, CachePolicy::Immutable),
            None => {
                let mut response = (StatusCode::NOT_FOUND, "There is no such file.\n").into_response();
                CachePolicy::Absent.write(response.headers_mut());
                response
                    .headers_mut()
                    .insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/plain; charset=utf-8"));
                response
            }
        }
    }
}
