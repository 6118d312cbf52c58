//! The styles, the icon and the script of the reader's page, and the desk's web
//! app, embedded in the binary; and the logos and fonts of a newsroom's themes.
//!
//! Styles and icon need no build step. The script does; a binary that was built
//! before the script is complete all the same, since the page works without it.
//! The desk needs its script, and says so if it was not built.

use std::collections::HashMap;

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::Slug;
use render::{Looks, Script};
use rust_embed::RustEmbed;
use sha2::{Digest, Sha256};

use crate::cache::CachePolicy;
use crate::reader::encoding::Encoded;
use crate::theme::{STANDARD, Themes};

const ICON: &str = include_str!("../../../web/reader/icon.svg");

/// What the script's build left, if it ran before this binary was built.
#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Dist;

/// How the name of the reader's script begins, among its parts.
const SCRIPT: &str = "assets/reader-";
/// How the name of the script begins that checks records.
const CHECKER: &str = "assets/proof-";
/// What the worker of readers' pages is called there.
const WORKER: &str = "worker.js";

/// Where the build puts the desk, and what its pages are called there.
const DESK: &str = "desk/";
const DESK_PAGE: &str = "desk/desk.html";
const COVERAGE_PAGE: &str = "desk/coverage.html";

/// The files a page needs, by URL path.
pub(crate) struct Assets {
    files: HashMap<String, File>,
    desk: Option<Desk>,
    looks: Looks,
    icon: Box<str>,
    script: Option<Script>,
    checker: Option<Script>,
    worker: Option<Encoded>,
}

/// The desk's page. It is the same for every address, but that the one for a
/// coverage also has the browser fetch and ask at once what its screen needs.
pub(crate) struct Desk {
    any: Encoded,
    coverage: String,
}

impl Desk {
    /// Where the build left room for a coverage's slug.
    const SLUG: &str = "{slug}";

    fn new() -> Option<Self> {
        let page = |name| Dist::get(name).map(|file| file.data.into_owned());
        let any = Encoded::new(Bytes::from(page(DESK_PAGE)?));
        Some(Self { any, coverage: String::from_utf8(page(COVERAGE_PAGE)?).ok()? })
    }

    /// The page for any address and anybody.
    pub(crate) const fn page(&self) -> &Encoded {
        &self.any
    }

    /// The page for the address of a coverage, for somebody who may be there.
    pub(crate) fn page_of(&self, slug: &Slug) -> Encoded {
        Encoded::new(Bytes::from(self.coverage.replace(Self::SLUG, slug.as_str())))
    }
}

struct File {
    content_type: &'static str,
    policy: CachePolicy,
    body: Encoded,
}

impl File {
    /// Fonts and pictures are compressed already, but for drawings.
    fn is_small_by_itself(&self) -> bool {
        self.content_type.starts_with("font/")
            || self.content_type.starts_with("image/") && self.content_type != "image/svg+xml"
    }

    fn new(content_type: &'static str, bytes: Bytes) -> Self {
        Self { content_type, policy: CachePolicy::Immutable, body: Encoded::for_good(bytes) }
    }

    /// A file of the desk that the build left under that name, with the
    /// compressed form that the build made of it.
    fn of_desk(name: &str) -> Option<Self> {
        let content_type = content_type(name)?;
        let bytes = Bytes::from(Dist::get(name)?.data.into_owned());
        // What has no hash in its name is asked for again each time.
        let policy = if name.starts_with("desk/assets/") { CachePolicy::Immutable } else { CachePolicy::Own };
        let brotli = Dist::get(&format!("{name}.br")).map(|file| Bytes::from(file.data.into_owned()));
        let body = match brotli {
            Some(brotli) => Encoded::with_brotli(bytes, brotli),
            None => Encoded::new(bytes),
        };
        Some(Self { content_type, policy, body })
    }
}

/// What a file of the desk is, by its ending. Compressed forms are no files of
/// their own, and the page has its own way out.
fn content_type(name: &str) -> Option<&'static str> {
    let (_, ending) = name.rsplit_once('.')?;
    match ending {
        "js" => Some("text/javascript; charset=utf-8"),
        "css" => Some("text/css; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "webmanifest" => Some("application/manifest+json"),
        _ => None,
    }
}

/// Where a file is served, named by its content.
pub(crate) fn path_of(stem: &str, ending: &str, bytes: &[u8]) -> String {
    let digest: String = Sha256::digest(bytes).iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    format!("/assets/{stem}-{digest}.{ending}")
}

/// How pages look by their themes, and the files that this takes.
pub(crate) struct Wardrobe {
    pub(crate) looks: Looks,
    /// The path of the icon.
    pub(crate) icon: Box<str>,
    /// By URL path, each with its media type.
    pub(crate) files: Vec<(String, &'static str, Bytes)>,
}

impl Wardrobe {
    /// Names each file by its content.
    pub(crate) fn of(themes: &Themes) -> Self {
        let designs = themes.all().flat_map(|(_, design)| &design.files);
        let mut files: Vec<_> =
            designs.map(|file| (file.path.clone(), file.content_type, file.bytes.clone())).collect();
        let mut add = |stem: &str, ending: &str, content_type, bytes: Bytes| {
            let path = path_of(stem, ending, &bytes);
            files.push((path.clone(), content_type, bytes));
            path
        };
        let mut looks = Looks::from(render::Look::default());
        for (name, design) in themes.all() {
            let look = design.look(&add("page", "css", "text/css; charset=utf-8", Bytes::from(design.css.clone())));
            match name {
                STANDARD => looks.standard = look,
                name => drop(looks.named.insert(name.into(), look)),
            }
        }
        let icon = add("icon", "svg", "image/svg+xml", Bytes::from_static(ICON.as_bytes()));
        Self { looks, icon: icon.into(), files }
    }
}

impl Assets {
    /// Names each file by its content, so that it can be cached for good.
    pub(crate) fn new(themes: &Themes) -> Self {
        let Wardrobe { looks, icon, files } = Wardrobe::of(themes);
        let files = files.into_iter().map(|(path, content_type, bytes)| (path, File::new(content_type, bytes)));
        let mut files: HashMap<String, File> = files.collect();
        // The script and the parts of it that are loaded on demand name each other, so they stay as the
        // build named them. The build empties its folder first, so that there is one script at most.
        let (mut script, mut checker) = (None, None);
        for name in Dist::iter().filter(|name| name.starts_with("assets/") && name.ends_with(".js")) {
            let Some(file) = Dist::get(&name) else { continue };
            let (path, bytes) = (format!("/{name}"), Bytes::from(file.data.into_owned()));
            if name.starts_with(SCRIPT) {
                script = Some(Script::at(&path));
            }
            if name.starts_with(CHECKER) {
                checker = Some(Script::at(&path));
            }
            files.insert(path, File::new("text/javascript; charset=utf-8", bytes));
        }
        let worker = Dist::get(WORKER).map(|file| Encoded::new(Bytes::from(file.data.into_owned())));
        for name in Dist::iter().filter(|name| name.starts_with(DESK)) {
            if let Some(file) = File::of_desk(&name) {
                files.insert(format!("/{name}"), file);
            }
        }
        Self { files, desk: Desk::new(), looks, icon, script, checker, worker }
    }

    /// How pages look, by their themes.
    pub(crate) const fn looks(&self) -> &Looks {
        &self.looks
    }

    /// The path of the icon.
    pub(crate) fn icon(&self) -> &str {
        &self.icon
    }

    /// The reader's script, if it was built.
    pub(crate) const fn script(&self) -> Option<&Script> {
        self.script.as_ref()
    }

    /// The script that checks records, if it was built.
    pub(crate) const fn checker(&self) -> Option<&Script> {
        self.checker.as_ref()
    }

    /// The worker that keeps readers' pages for when there is no network, if it was built.
    pub(crate) const fn worker(&self) -> Option<&Encoded> {
        self.worker.as_ref()
    }

    /// The desk, if it was built.
    pub(crate) const fn desk(&self) -> Option<&Desk> {
        self.desk.as_ref()
    }

    /// Whether there is a file at that path.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// Answers a request for a file.
    pub(crate) fn answer(&self, path: &str, headers: &HeaderMap) -> Response {
        match self.files.get(path) {
            Some(file) if file.is_small_by_itself() => file.body.answer_plain(headers, file.content_type, file.policy),
            Some(file) => file.body.answer(headers, file.content_type, file.policy),
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
