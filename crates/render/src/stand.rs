//! Where the pages of a site stand: at a server that answers under every address, or in files that
//! name each other by where they lie.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use askama::filters::HtmlSafe;
use coverage::{Language, MediaId, Slug};

use crate::words::{Words, languages};
use crate::{Address, Form, Site};

/// Where the pages of a site stand.
#[derive(Clone, Debug, Default)]
pub enum Stand {
    /// At a server, which answers under every address.
    #[default]
    Server,
    /// In files beside each other, which read without a server: from a disk, or from whatever hands files out.
    Files(FileSite),
}

/// What there is of a site that stands in files. A page leads to nothing else.
#[derive(Clone, Debug, Default)]
pub struct FileSite {
    /// The coverages that have pages.
    pub coverages: BTreeSet<Slug>,
    /// The pictures and films whose files are there.
    pub media: BTreeMap<MediaId, FiledMedium>,
    /// Whether it is known where the site will be found.
    pub found: Found,
}

/// Whether it is known where a site of files will be found.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Found {
    /// Under the address of the [`Site`]: pages name it, and there are feeds.
    AtAddress,
    /// Nobody knows: no page names an address of its own, and there are no feeds.
    #[default]
    Anywhere,
}

/// The files of a picture or film.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FiledMedium {
    /// How the name of the whole file ends, such as `webp`; none where it is not there.
    pub whole: Option<Box<str>>,
    /// The codings and widths that are there.
    pub renditions: BTreeSet<(Box<str>, u32)>,
}

/// A language that the words of the interface are in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct InterfaceLanguage(&'static str);

impl InterfaceLanguage {
    /// All there are, that of a coverage first: in its own, or in English where there are no words in it.
    #[must_use]
    pub fn all_for(own: &Language) -> Vec<Self> {
        let own = Words::of(own.as_str()).language;
        let others = languages().filter(|language| *language != own);
        std::iter::once(own).chain(others).map(Self).collect()
    }

    /// Its tag (BCP 47).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }

    pub(crate) fn words(self) -> &'static Words {
        Words::of(self.0)
    }
}

impl Address<'_> {
    /// The file of a site of files that holds what stands here, from the top of the site; none where such a
    /// site has no such thing. What is within a page is left out.
    #[must_use]
    pub fn file(self) -> Option<String> {
        Some(match self {
            Self::Front => "index.html".to_owned(),
            Self::Coverage(slug) | Self::InContext(slug, _) => format!("live/{slug}/index.html"),
            Self::Post(slug, post) => format!("live/{slug}/post/{post}.html"),
            Self::PostHistory(slug, post) => format!("live/{slug}/post/{post}/history.html"),
            Self::History(slug) => format!("live/{slug}/history.html"),
            Self::Corrections(slug) => format!("live/{slug}/corrections.html"),
            Self::Rss(slug) => format!("live/{slug}/feed.rss"),
            Self::Atom(slug) => format!("live/{slug}/feed.atom"),
            Self::JsonFeed(slug) => format!("live/{slug}/feed.json"),
            _ => return None,
        })
    }

    /// The coverage that it is about.
    const fn coverage(&self) -> Option<&Slug> {
        match self {
            Self::Coverage(slug)
            | Self::InContext(slug, _)
            | Self::Post(slug, _)
            | Self::PostHistory(slug, _)
            | Self::History(slug)
            | Self::Corrections(slug)
            | Self::Rss(slug)
            | Self::Atom(slug)
            | Self::JsonFeed(slug) => Some(slug),
            _ => None,
        }
    }
}

/// The file of a coverage's page with the words around it in a language; its own stands under the coverage's address.
#[must_use]
pub fn version_file(slug: &Slug, own: &Language, language: InterfaceLanguage) -> String {
    format!("live/{slug}/{}", version_name(own, language))
}

/// The name of that file in its folder.
pub(crate) fn version_name(own: &Language, language: InterfaceLanguage) -> String {
    if language.0 == Words::of(own.as_str()).language {
        "index.html".to_owned()
    } else {
        format!("index.{}.html", language.0)
    }
}

/// From where a page names what is beside it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Beside<'a> {
    /// From a page of a server.
    #[default]
    Server,
    /// From a file, and the way up from it to the top of its site.
    Files(&'a FileSite, &'static str),
}

impl Site {
    /// From where a page names what is beside it.
    pub(crate) fn beside(&self, page: Address<'_>) -> Beside<'_> {
        match &self.stand {
            Stand::Server => Beside::Server,
            Stand::Files(files) => Beside::Files(files, up_from(page)),
        }
    }
}

/// The way from a page's file to the top of its site.
fn up_from(page: Address<'_>) -> &'static str {
    match page.file().map_or(0, |file| file.matches('/').count()) {
        0 => ".",
        1 => "..",
        2 => "../..",
        3 => "../../..",
        _ => "../../../..",
    }
}

impl<'a> Beside<'a> {
    /// Whether a server answers.
    pub(crate) const fn is_served(self) -> bool {
        matches!(self, Self::Server)
    }

    /// What the path of something of the site begins with.
    pub(crate) const fn up(self) -> &'static str {
        match self {
            Self::Server => "",
            Self::Files(_, up) => up,
        }
    }

    /// The way to another page in the same form. It is there: that is for who asks to know.
    pub(crate) const fn to(self, form: Form, page: Address<'_>) -> Way<'_> {
        Way { form, page, up: self.up(), is_served: self.is_served() }
    }

    /// Whether there is such a page.
    pub(crate) fn has(self, page: Address<'_>) -> bool {
        match self {
            Self::Server => true,
            Self::Files(files, _) => {
                let is_feed = matches!(page, Address::Rss(_) | Address::Atom(_) | Address::JsonFeed(_));
                let is_beside = page.coverage().is_none_or(|slug| files.coverages.contains(slug));
                page.file().is_some() && is_beside && (!is_feed || files.found == Found::AtAddress)
            }
        }
    }

    /// The files of a medium, where it is known which there are.
    pub(crate) fn files_of(self, media: MediaId) -> Kept<'a> {
        match self {
            Self::Server => Kept::All,
            Self::Files(files, _) => files.media.get(&media).map_or(Kept::None, Kept::These),
        }
    }
}

/// Which files of a medium there are.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Kept<'a> {
    /// All that pages ask for: a server answers.
    All,
    /// These.
    These(&'a FiledMedium),
    /// None.
    None,
}

impl Kept<'_> {
    /// What the address of the whole file ends with; none where it is not there.
    pub(crate) fn whole(self) -> Option<String> {
        match self {
            Self::All => Some(String::new()),
            Self::These(files) => files.whole.as_ref().map(|ending| format!("/whole.{ending}")),
            Self::None => None,
        }
    }

    /// Whether it is there in that coding and width.
    pub(crate) fn has(self, coding: &str, width: u32) -> bool {
        match self {
            Self::All => true,
            Self::These(files) => files.renditions.iter().any(|(made, wide)| &**made == coding && *wide == width),
            Self::None => false,
        }
    }
}

/// The way from one page to another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Way<'a> {
    form: Form,
    page: Address<'a>,
    up: &'static str,
    is_served: bool,
}

impl fmt::Display for Way<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_served {
            return self.form.of(self.page).fmt(f);
        }
        // Without a file there is no way, and templates ask first.
        write!(f, "{}/{}", self.up, self.page.file().unwrap_or_default())?;
        match self.page {
            Address::InContext(_, post) => write!(f, "#post-{post}"),
            _ => Ok(()),
        }
    }
}

/// It is made of an address and of dots.
impl HtmlSafe for Way<'_> {}
