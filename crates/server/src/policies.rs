//! What the pages that readers see may load and do (Content-Security-Policy).

use std::collections::BTreeSet;

use axum::http::HeaderValue;
use render::Script;

/// The policies of readers' pages. The desk has its own.
pub(crate) struct Policies {
    /// Of a page that only this site may hold in a frame.
    pub(crate) page: HeaderValue,
    /// Of one that any site may.
    pub(crate) framed: HeaderValue,
}

impl Policies {
    /// With the one script that may run.
    pub(crate) fn new(script: Option<&Script>) -> Self {
        Self { page: policy(script, "'self'"), framed: policy(script, "*") }
    }
}

/// What this server has and nothing else, but for the players that the script
/// puts into a frame when a reader asks for one. The one script is known by its
/// content, so that no other file here can be run as one, whoever sent it up;
/// and it may load its own parts (Chromium 59, Firefox 116, Safari 15.6; older browsers show the page without
/// it). HTML is taken from one place of it only (Trusted Types).
fn policy(script: Option<&Script>, ancestors: &str) -> HeaderValue {
    let players: BTreeSet<&str> = render::player_origins().collect();
    let players: Vec<&str> = players.into_iter().collect();
    let script =
        script.map_or_else(|| "'none'".to_owned(), |script| format!("'{}' 'strict-dynamic'", script.integrity));
    let policy = format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; \
         connect-src 'self'; worker-src 'self'; frame-src {}; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}; \
         require-trusted-types-for 'script'; trusted-types stet",
        players.join(" ")
    );
    // A test holds the table to hosts of plain letters; whatever else would load nothing at all.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
