//! What the pages that readers see may load and do (Content-Security-Policy).

use std::collections::BTreeSet;

use axum::http::HeaderValue;
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use render::Script;
use sha2::{Digest, Sha256};

/// The policies of readers' pages. The desk has its own.
pub(crate) struct Policies {
    /// Of a page that only this site may hold in a frame.
    pub(crate) page: HeaderValue,
    /// Of one that any site may.
    pub(crate) framed: HeaderValue,
    /// Of the page on which a record is checked.
    pub(crate) proof: HeaderValue,
}

impl Policies {
    /// With the one script that may run on readers' pages, and the one where a record is checked.
    pub(crate) fn new(script: Option<&Script>, checker: Option<&Script>) -> Self {
        Self { page: policy(script, "'self'"), framed: policy(script, "*"), proof: policy(checker, "'self'") }
    }
}

/// What this server has and nothing else, but for the players that the script
/// puts into a frame when a reader asks for one. The words that load the one
/// script are known by their content, so that no other file here can be run as
/// one, whoever sent it up; and what they load may load its own parts. Browsers
/// that do not know this (Safari before 15.4) show the page without it. HTML is
/// taken from one place of it only (Trusted Types).
fn policy(script: Option<&Script>, ancestors: &str) -> HeaderValue {
    let players: BTreeSet<&str> = render::player_origins().collect();
    let players: Vec<&str> = players.into_iter().collect();
    let script = script.map_or_else(
        || "'none'".to_owned(),
        |script| {
            let digest = BASE64_STANDARD.encode(Sha256::digest(script.loader()));
            format!("'sha256-{digest}' 'strict-dynamic'")
        },
    );
    let policy = format!(
        "default-src 'none'; script-src {script}; style-src 'self'; img-src 'self'; font-src 'self'; media-src 'self'; \
         connect-src 'self'; worker-src 'self'; frame-src {}; base-uri 'none'; form-action 'self'; frame-ancestors {ancestors}; \
         require-trusted-types-for 'script'; trusted-types stet stet-loader",
        players.join(" ")
    );
    // A test holds the table to hosts of plain letters; whatever else would load nothing at all.
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}
