//! The page of a fault.

use askama::Template;

use crate::head::{Head, Shown};
use crate::markup::render;
use crate::words::Words;
use crate::{Address, Site};

/// What a reader asked for and does not get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// There is no page at this address.
    NoPage,
    /// There is no coverage of that name.
    NoCoverage,
    /// The coverage has no such page of older posts.
    NoPart,
    /// The coverage has no such post.
    NoPost,
    /// There are no feeds of that form.
    NoFeed,
    /// There is no such picture.
    NoPicture,
    /// The picture is there and cannot be read.
    BrokenPicture,
}

impl Fault {
    /// The HTTP status it is answered with.
    #[must_use]
    pub const fn status(self) -> u16 {
        404
    }

    const fn title(self, words: &Words) -> &'static str {
        match self {
            Self::NoPage => words.no_page,
            Self::NoCoverage => words.no_coverage,
            Self::NoPart => words.no_part,
            Self::NoPost => words.no_post,
            Self::NoFeed => words.no_feed,
            Self::NoPicture => words.no_picture,
            Self::BrokenPicture => words.broken_picture,
        }
    }
}

/// A page that says what went wrong, and where to go on.
#[must_use]
pub fn fault_page(site: &Site, fault: Fault) -> String {
    let words = Words::of(site.language.as_str());
    let title = fault.title(words);
    render(&FaultHtml { site, head: Head::of_site(site, words, title), status: fault.status(), title, words })
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultHtml<'a> {
    site: &'a Site,
    head: Head,
    status: u16,
    title: &'static str,
    words: &'static Words,
}
