//! The list of coverages.

use std::cmp::Reverse;
use std::fmt;
use std::str::FromStr;

use askama::Template;
use coverage::{Brief, Language, Line, Newest, Prose, Slug, Status, Zone};
use jiff::Timestamp;

use crate::direction::Turned;
use crate::form::Form;
use crate::head::{Head, Shown};
use crate::markup::render;
use crate::search::SearchFormHtml;
use crate::setting::Voice;
use crate::stand::Beside;
use crate::time::Clock;
use crate::{Address, NoSuchPart, Site};

/// What the list says of a coverage.
#[derive(Clone, Debug)]
pub struct Summary {
    /// Its name in URLs.
    pub slug: Slug,
    /// What it is called.
    pub headline: Line<300>,
    /// The sentence or two under the headline.
    pub standfirst: Option<Prose<1000>>,
    /// The language it is written in.
    pub language: Language,
    /// The zone its times are told in.
    pub time_zone: Zone,
    /// Where it stands in its life.
    pub status: Status,
    /// How many posts can be read.
    pub published: usize,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it ended; none while it has not.
    pub ended_at: Option<Timestamp>,
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When its newest post was published. Where the clock time of that is not known, no clock time is told.
    pub newest: Option<Newest>,
}

impl Summary {
    /// Sums a coverage up.
    #[must_use]
    pub fn of(slug: &Slug, brief: &Brief) -> Self {
        let coverage = brief.coverage();
        Self {
            slug: slug.clone(),
            headline: coverage.headline.clone(),
            standfirst: coverage.standfirst.clone(),
            language: coverage.language.clone(),
            time_zone: coverage.time_zone.clone(),
            status: coverage.status,
            published: brief.published(),
            opened_at: coverage.opened_at,
            ended_at: coverage.ended_at,
            changed_at: brief.changed_at(),
            newest: brief.newest(),
        }
    }
}

/// How many coverages a page of the list has at most.
pub const FRONT_COVERAGES: usize = 50;

/// Where a coverage stands in the list: live ones first, then paused, the last
/// changed first; then ended ones, by the day on which they ended where they are.
///
/// A page of the list begins after such a place, and so goes on where the one
/// before it ended, whatever has become of the coverage that stood there.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FrontPlace {
    rank: u8,
    /// In microseconds: when it changed, or what the clock showed there when it ended.
    at: Reverse<i64>,
    slug: Slug,
}

impl FrontPlace {
    /// The place of a coverage; none for one in preparation, of which readers do not know.
    #[must_use]
    pub fn of(slug: &Slug, brief: &Brief) -> Option<Self> {
        let coverage = brief.coverage();
        let at = match (coverage.status, coverage.ended_at) {
            (Status::Ended, Some(ended)) => Clock::of(&coverage.time_zone).wall(ended),
            _ => brief.changed_at().as_microsecond(),
        };
        Some(Self { rank: rank(coverage.status)?, at: Reverse(at), slug: slug.clone() })
    }
}

const fn rank(status: Status) -> Option<u8> {
    match status {
        Status::Live => Some(0),
        Status::Paused => Some(1),
        Status::Ended => Some(2),
        Status::Draft => None,
    }
}

impl fmt::Display for FrontPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { rank, at: Reverse(at), slug } = self;
        write!(f, "{rank}.{at}.{slug}")
    }
}

impl FromStr for FrontPlace {
    type Err = NoSuchPart;

    fn from_str(text: &str) -> Result<Self, NoSuchPart> {
        let mut parts = text.splitn(3, '.');
        let mut next = || parts.next().ok_or(NoSuchPart);
        let (rank, at, slug) = (next()?, next()?, next()?);
        Ok(Self {
            rank: rank.parse().map_err(|_| NoSuchPart)?,
            at: Reverse(at.parse().map_err(|_| NoSuchPart)?),
            slug: Slug::parse(slug).map_err(|_| NoSuchPart)?,
        })
    }
}

/// Which part of the list a page shows.
#[derive(Clone, Debug, Default)]
pub struct FrontPart {
    /// After which place it begins; at the beginning, if absent.
    pub after: Option<FrontPlace>,
    /// The place of its last coverage, if others come after that.
    pub last: Option<FrontPlace>,
}

/// A page of the list of coverages, in the order of that list.
#[must_use]
pub fn front_page(site: &Site, coverages: &[Summary], part: &FrontPart, form: Form) -> String {
    let voice = Voice::of_site(site);
    let mut canonical = site.url(Address::Front);
    let mut title = voice.words.front_title.to_owned();
    if let Some(after) = &part.after {
        canonical = format!("{canonical}?after={after}");
        title = format!("{title} ({})", voice.words.older_coverages);
    }
    render(&FrontHtml {
        site,
        head: Head { canonical: Some(canonical), ..Head::of_site(site, voice.words, &title).in_form(form) }
            .standing(site, Address::Front),
        beside: site.beside(Address::Front),
        form,
        voice,
        groups: by_day(voice, coverages),
        part,
    })
}

/// Coverages under one heading.
struct Group<'a> {
    /// The day on which they ended; none for those that have not.
    day: Option<Day>,
    coverages: Vec<&'a Summary>,
}

impl Group<'_> {
    /// The element that a coverage's headline is.
    const fn level(&self) -> &'static str {
        if self.day.is_some() { "h3" } else { "h2" }
    }
}

/// A day, for machines and for readers.
struct Day {
    date: String,
    name: String,
}

fn by_day(voice: Voice, coverages: &[Summary]) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for summary in coverages.iter().filter(|summary| summary.status != Status::Draft) {
        let clock = Clock::of(&summary.time_zone);
        let ended = summary.ended_at.filter(|_| summary.status == Status::Ended);
        let day = ended.map(|at| Day { date: clock.day(at), name: clock.date(at, voice.words) });
        let date = |day: &Option<Day>| day.as_ref().map(|day| day.date.clone());
        match groups.last_mut().filter(|group| date(&group.day) == date(&day)) {
            Some(group) => group.coverages.push(summary),
            None => groups.push(Group { day, coverages: vec![summary] }),
        }
    }
    groups
}

#[derive(Template)]
#[template(path = "front.html")]
struct FrontHtml<'a> {
    site: &'a Site,
    head: Head,
    beside: Beside<'a>,
    form: Form,
    voice: Voice,
    groups: Vec<Group<'a>>,
    part: &'a FrontPart,
}

impl FrontHtml<'_> {
    const fn search(&self) -> SearchFormHtml<'_> {
        SearchFormHtml::new(self.voice, None, "")
    }

    fn turned(&self, summary: &Summary, text: &str) -> Turned {
        Turned::text(summary.language.direction(), text)
    }

    fn changed(&self, summary: &Summary) -> String {
        let clock = Clock::of(&summary.time_zone);
        let at = summary.changed_at;
        let same_day = |post: Newest| clock.day(post.published_at) == clock.day(at);
        if summary.newest.is_some_and(|post| post.approximate && same_day(post)) {
            return clock.date(at, self.voice.words);
        }
        clock.date_time(at, self.voice.words)
    }
}
