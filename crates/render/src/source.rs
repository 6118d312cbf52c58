//! Where a coverage comes from that another server tells.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::Slug;

use crate::setting::Setting;
use crate::{Address, Site};

/// Where a coverage comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its address there, such as `https://live.example.org/live/storm`.
    pub url: Box<str>,
    /// What that server is called in addresses, such as `live.example.org`.
    pub host: Box<str>,
    /// Whether it is still told there.
    pub tie: Tie,
}

/// Whether a coverage is still told elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tie {
    /// It is: this is a copy, which is not to be found in its place.
    Followed,
    /// It is, and what came there lately is not here: it could not be verified.
    Stopped,
    /// It was, and goes on here or not at all.
    Left,
}

impl Tie {
    /// Whether its record is that of another server, so that nothing is added to it here.
    #[must_use]
    pub const fn is_told_elsewhere(self) -> bool {
        matches!(self, Self::Followed | Self::Stopped)
    }

    /// Its name in JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Followed => "followed",
            Self::Stopped => "stopped",
            Self::Left => "left",
        }
    }
}

impl Source {
    /// The address at the source of what has this one here; this one, where the coverage is told here.
    pub(crate) fn original(&self, site: &Site, slug: &Slug, here: String) -> String {
        let coverage = site.url(Address::Coverage(slug));
        match here.strip_prefix(&coverage) {
            Some(rest) if self.tie.is_told_elsewhere() => format!("{}{rest}", self.url),
            _ => here,
        }
    }
}

/// `#source`
#[derive(Template)]
#[template(path = "section/source.html")]
pub(crate) struct SourceHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) source: Option<&'a Source>,
}

impl SourceHtml<'_> {
    fn note(&self, source: &Source) -> &'static str {
        let words = self.setting.voice.words;
        match source.tie {
            Tie::Followed => words.source_followed,
            Tie::Stopped => words.source_stopped,
            Tie::Left => words.source_left,
        }
    }
}

/// It is a template.
impl HtmlSafe for SourceHtml<'_> {}
