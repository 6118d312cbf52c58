//! The site that the pages belong to.

use coverage::Language;

use crate::{Address, Looks, Publisher};

/// The site that the pages belong to.
#[derive(Clone, Debug)]
pub struct Site {
    /// What it is called, such as the newspaper's name.
    pub name: Box<str>,
    /// The newsroom's language, in which the pages are that belong to no coverage.
    pub language: Language,
    /// Its absolute URL without a slash at the end, such as `https://live.example.org`.
    pub base_url: Box<str>,
    /// How its pages look, by their themes.
    pub looks: Looks,
    /// The URL path of the icon, an SVG.
    pub icon: Box<str>,
    /// The reader's script; none where it was not built.
    pub script: Option<Script>,
    /// The URL path of the worker that keeps pages readable without a network; none where it was
    /// not built, or is switched off.
    pub worker: Option<Box<str>>,
    /// What it tells machines of itself.
    pub publisher: Publisher,
}

/// The reader's script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Its URL path.
    pub path: Box<str>,
    /// What it is, as `integrity` has it (Subresource Integrity): `sha256-` and its digest in Base64.
    pub integrity: Box<str>,
}

impl Site {
    /// The absolute URL of an address on this site.
    #[must_use]
    pub fn url(&self, address: Address<'_>) -> String {
        format!("{}{address}", self.base_url)
    }
}
