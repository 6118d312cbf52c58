//! What stands around a coverage: those that follow one another, of which each names the one after it
//! as its successor, and the source of one that another server tells.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Brief, Language, Line, Slug};

use crate::Address;
use crate::setting::Setting;
use crate::source::Source;

/// The coverages before and after one in its series, and where it comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Neighbours {
    /// The one that this one goes on from: it names this one as its successor.
    pub previous: Option<Neighbour>,
    /// The one that this one names as its successor, if readers may see it.
    pub next: Option<Neighbour>,
    /// Where it comes from, if it was not begun here.
    pub source: Option<Source>,
}

impl Neighbours {
    /// Those of a page that tells of its own coverage alone, and of where it comes from.
    pub(crate) fn of(source: Option<&Source>) -> Self {
        Self { source: source.cloned(), ..Self::default() }
    }
}

/// A coverage as another one names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Neighbour {
    /// Its name in URLs.
    pub slug: Slug,
    /// What it is called.
    pub headline: Line<300>,
    /// The language that it is called so in.
    pub language: Language,
}

impl Neighbour {
    /// Names a coverage.
    #[must_use]
    pub fn of(slug: &Slug, brief: &Brief) -> Self {
        let coverage = brief.coverage();
        Self { slug: slug.clone(), headline: coverage.headline.clone(), language: coverage.language.clone() }
    }
}

/// `#series`
#[derive(Template)]
#[template(path = "section/series.html")]
pub(crate) struct SeriesHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) neighbours: &'a Neighbours,
}

/// It is a template.
impl HtmlSafe for SeriesHtml<'_> {}
