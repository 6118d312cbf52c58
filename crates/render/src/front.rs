//! The list of coverages.

use std::cmp::Reverse;
use std::sync::Arc;

use askama::Template;
use coverage::{Language, Line, Post, Prose, Slug, Status, View, Zone};
use jiff::Timestamp;

use crate::direction::Turned;
use crate::form::Form;
use crate::head::{Head, Shown};
use crate::markup::render;
use crate::setting::Voice;
use crate::time::Clock;
use crate::{Address, Site};

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
    /// Its newest post. Where the clock time of that is not known, no clock time is told.
    pub newest: Option<Arc<Post>>,
}

impl Summary {
    /// Sums a coverage up.
    #[must_use]
    pub fn of(slug: &Slug, view: &View) -> Self {
        let coverage = view.coverage();
        Self {
            slug: slug.clone(),
            headline: coverage.headline.clone(),
            standfirst: coverage.standfirst.clone(),
            language: coverage.language.clone(),
            time_zone: coverage.time_zone.clone(),
            status: coverage.status,
            published: view.published(),
            opened_at: coverage.opened_at,
            ended_at: coverage.ended_at,
            changed_at: view.changed_at(),
            newest: view.posts().next().cloned(),
        }
    }
}

/// The list of coverages: live ones first, then paused, then ended, each with
/// the last changed first. Coverages in preparation are left out.
#[must_use]
pub fn front_page(site: &Site, coverages: &[Summary]) -> String {
    whole(site, coverages, Form::Whole)
}

/// The same, and it leads to pages in words alone.
#[must_use]
pub fn text_front_page(site: &Site, coverages: &[Summary]) -> String {
    whole(site, coverages, Form::Text)
}

fn whole(site: &Site, coverages: &[Summary], form: Form) -> String {
    let mut shown: Vec<&Summary> = coverages.iter().filter(|summary| summary.status != Status::Draft).collect();
    shown.sort_by_key(|summary| (rank(summary.status), Reverse(summary.changed_at)));
    let voice = Voice::of_site(site);
    render(&FrontHtml {
        site,
        head: Head {
            canonical: Some(site.url(Address::Front)),
            ..Head::of_site(site, voice.words, voice.words.front_title).in_form(form)
        },
        form,
        voice,
        coverages: shown,
    })
}

const fn rank(status: Status) -> u8 {
    match status {
        Status::Live => 0,
        Status::Paused => 1,
        Status::Ended => 2,
        Status::Draft => 3,
    }
}

#[derive(Template)]
#[template(path = "front.html")]
struct FrontHtml<'a> {
    site: &'a Site,
    head: Head,
    form: Form,
    voice: Voice,
    coverages: Vec<&'a Summary>,
}

impl FrontHtml<'_> {
    fn turned(&self, summary: &Summary, text: &str) -> Turned {
        Turned::text(summary.language.direction(), text)
    }

    fn changed(&self, summary: &Summary) -> String {
        let clock = Clock::of(&summary.time_zone);
        let at = summary.changed_at;
        let same_day = |post: &Arc<Post>| clock.day(post.published_at) == clock.day(at);
        if summary.newest.as_ref().is_some_and(|post| post.approximate && same_day(post)) {
            return clock.date(at, self.voice.words);
        }
        clock.date_time(at, self.voice.words)
    }
}
