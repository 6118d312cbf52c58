//! The page of a fault: what happened, and where to go on.

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Language, RedactionReason, Status, Theme};

use crate::front::Summary;
use crate::head::{Head, Shown};
use crate::markup::render;
use crate::redaction::medium_line;
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
    /// What was asked for names no moment of a coverage.
    NoMoment,
    /// Readers could not see the coverage at that moment yet.
    TooEarly,
    /// That moment, or that change, has not come.
    NotYet,
    /// There are no feeds of that form.
    NoFeed,
    /// There is no such picture.
    NoPicture,
    /// The picture was ordered gone.
    GonePicture(RedactionReason),
    /// The picture is there and cannot be read.
    BrokenPicture,
    /// The page could not be made.
    Broken,
    /// The page could not be made in time.
    Slow,
}

impl Fault {
    /// The HTTP status it is answered with.
    #[must_use]
    pub const fn status(self) -> u16 {
        match self {
            Self::Broken => 500,
            Self::Slow => 503,
            Self::GonePicture(_) => 410,
            Self::NoMoment => 400,
            _ => 404,
        }
    }

    /// Whether it may be over in a moment.
    const fn may_pass(self) -> bool {
        matches!(self, Self::Broken | Self::Slow)
    }

    /// Whether a moment was asked for: the page of the last one has the ways to all others.
    const fn is_moment(self) -> bool {
        matches!(self, Self::NoMoment | Self::TooEarly | Self::NotYet)
    }

    const fn title(self, words: &Words) -> &'static str {
        match self {
            Self::NoPage => words.no_page,
            Self::NoCoverage => words.no_coverage,
            Self::NoPart => words.no_part,
            Self::NoPost => words.no_post,
            Self::NoMoment => words.no_moment,
            Self::TooEarly => words.too_early,
            Self::NotYet => words.not_yet,
            Self::NoFeed => words.no_feed,
            Self::NoPicture | Self::GonePicture(_) => words.no_picture,
            Self::BrokenPicture => words.broken_picture,
            Self::Broken => words.broken_page,
            Self::Slow => words.slow_page,
        }
    }

    const fn note(self, words: &Words) -> &'static str {
        match self {
            Self::Broken => words.broken_note,
            Self::Slow => words.slow_note,
            Self::GonePicture(reason) => medium_line(words, reason),
            Self::NoMoment => words.no_moment_note,
            Self::TooEarly => words.too_early_note,
            Self::NotYet => words.not_yet_note,
            _ => words.missing_note,
        }
    }
}

/// How many live coverages the page of a fault names.
const LIVE: usize = 5;

/// A fault, and where it was met.
#[derive(Clone, Copy, Debug)]
pub struct Faulted<'a> {
    /// What happened.
    pub fault: Fault,
    /// The language of its page, a BCP 47 tag; where there are no words in it, they are English.
    pub language: &'a str,
    /// The theme of its page.
    pub theme: Option<&'a Theme>,
    /// The coverage that the address is one of.
    pub coverage: Option<&'a Summary>,
    /// The coverages that readers are led on to, where they are live.
    pub coverages: &'a [Summary],
}

/// A page that says what went wrong, and where to go on: the same page once more where that may help, its
/// coverage, the list of all, and what is live now.
#[must_use]
pub fn fault_page(site: &Site, faulted: &Faulted<'_>) -> String {
    page(site, faulted, std::convert::identity)
}

/// The same for a frame on another site: its links lead out of it.
#[must_use]
pub fn framed_fault_page(site: &Site, faulted: &Faulted<'_>) -> String {
    page(site, faulted, Head::framed)
}

fn page(site: &Site, faulted: &Faulted<'_>, shown: impl FnOnce(Head) -> Head) -> String {
    let Faulted { fault, language, theme, coverage, coverages } = *faulted;
    let words = Words::of(language);
    let here = |summary: &Summary| coverage.is_some_and(|coverage| coverage.slug == summary.slug);
    let mut live: Vec<&Summary> =
        coverages.iter().filter(|summary| summary.status == Status::Live && !here(summary)).collect();
    live.sort_by_key(|summary| std::cmp::Reverse(summary.changed_at));
    live.truncate(LIVE);
    let head = shown(Head { theme: theme.cloned(), ..Head::of_site(site, words, fault.title(words)) });
    render(&FaultHtml { site, head, fault, words, coverage, live })
}

/// The first of the languages that a browser takes (`Accept-Language`) in which there are words.
#[must_use]
pub fn spoken(accepted: &str) -> Option<&'static str> {
    let mut taken: Vec<(u16, &str)> = accepted
        .split(',')
        .take(20)
        .filter_map(|one| {
            let (tag, weight) = one.split_once(';').map_or((one, 1.0), |(tag, weight)| {
                (tag, weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0_f32))
            });
            let thousandths = Some((weight * 1000.0).clamp(0.0, 1000.0)).filter(|weight| *weight > 0.0)?;
            Some((format!("{thousandths:.0}").parse().ok()?, tag.trim()))
        })
        .collect();
    taken.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    taken.into_iter().find_map(|(_, tag)| {
        let words = Words::of(tag);
        let primary = tag.split('-').next().unwrap_or_default();
        primary.eq_ignore_ascii_case(words.language).then_some(words.language)
    })
}

#[derive(Template)]
#[template(path = "fault.html")]
struct FaultHtml<'a> {
    site: &'a Site,
    head: Head,
    fault: Fault,
    words: &'static Words,
    coverage: Option<&'a Summary>,
    live: Vec<&'a Summary>,
}

impl FaultHtml<'_> {
    /// Headlines are in the languages of their coverages.
    fn language<'a>(&self, summary: &'a Summary) -> InLanguage<'a> {
        InLanguage(&summary.language)
    }
}

/// ` lang="…" dir="…"`
struct InLanguage<'a>(&'a Language);

impl fmt::Display for InLanguage<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, r#" lang="{}" dir="{}""#, self.0.as_str(), self.0.direction().as_str())
    }
}

/// A language tag is of letters, digits and hyphens.
impl HtmlSafe for InLanguage<'_> {}

#[cfg(test)]
mod tests {
    use super::spoken;

    #[test]
    fn the_browsers_language_is_taken_where_there_are_words_in_it() {
        for (accepted, language) in [
            ("de-AT,de;q=0.9,en;q=0.8", Some("de")),
            ("cy;q=0.9, ar-EG;q=0.8", Some("ar")),
            ("en;q=0.1, fr;q=0.7", Some("fr")),
            ("fr;q=0, ja", None),
            ("", None),
            ("*", None),
            ("q=q;;;,,-;q=x", None),
        ] {
            assert_eq!(spoken(accepted), language, "{accepted}");
        }
    }
}
