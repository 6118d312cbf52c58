//! A coverage's page: its newest posts, or others that a reader asked for.

use askama::Template;
use coverage::{Post, PostId, Seq, Slug, Status, View};

use crate::as_of::{AsOf, AsOfHtml, as_of_words};
use crate::choice::{Reading, ReadingOrder, Weight, Window};
use crate::day::{Entry, by_day};
use crate::form::Form;
use crate::head::{Head, Shown, Version};
use crate::linked_data::{self, Script};
use crate::list::{CorrectionsHtml, KeyEventsHtml};
use crate::markup::render;
use crate::post::PostHtml;
use crate::search::SearchFormHtml;
use crate::section::{GoDeeperHtml, HeadlineHtml, KeyPointsHtml, LeadHtml, StandfirstHtml, StatusHtml, count_text};
use crate::series::{Neighbours, SeriesHtml};
use crate::setting::{Moment, Setting};
use crate::since::SinceHtml;
use crate::slice::Slice;
use crate::source::SourceHtml;
use crate::stand::{InterfaceLanguage, version_name};
use crate::ways::{ChoiceHtml, Onward};
use crate::{Address, Site, Source};

/// The page of a coverage that stands alone; see [`page_in_series`].
#[must_use]
pub fn page(site: &Site, slug: &Slug, view: &View, reading: impl Into<Reading>) -> Option<String> {
    page_in_series(site, slug, view, &reading.into(), &Neighbours::default())
}

/// A coverage's page, complete without any script.
///
/// None when the window begins at a post that the coverage does not have.
#[must_use]
pub fn page_in_series(
    site: &Site,
    slug: &Slug,
    view: &View,
    reading: &Reading,
    neighbours: &Neighbours,
) -> Option<String> {
    let head = Head::of_reading(site, slug, view, &reading.clone().settled(view)?).in_form(reading.form);
    whole(site, slug, view, reading, neighbours, head, Showing::Now)
}

/// The same page, with what is news since a position on top.
#[must_use]
pub fn page_since(
    site: &Site,
    slug: &Slug,
    view: &View,
    reading: &Reading,
    neighbours: &Neighbours,
    since: Seq,
) -> Option<String> {
    let head = Head::of_reading(site, slug, view, &reading.clone().settled(view)?).in_form(reading.form);
    whole(site, slug, view, reading, neighbours, head, Showing::Since(since))
}

/// A coverage's newest posts, for a frame on another site.
#[must_use]
pub fn framed_page(site: &Site, slug: &Slug, view: &View, source: Option<&Source>) -> Option<String> {
    let reading = Reading::default();
    let head = Head::of_reading(site, slug, view, &reading).framed();
    whole(site, slug, view, &reading, &Neighbours::of(source), head, Showing::Now)
}

/// A coverage's page as it stood after the last change of a view of then, marked as such, and with the ways to other
/// moments and to now. It shows nothing that came later: neither what became of the posts, nor how long the record is.
///
/// None when the window begins at a post that the coverage did not have.
#[must_use]
pub fn page_as_of(
    site: &Site,
    slug: &Slug,
    then: &View,
    reading: &Reading,
    source: Option<&Source>,
    as_of: AsOf,
) -> Option<String> {
    let reading = Reading { form: Form::Whole, ..reading.clone() };
    let setting = Setting::of(slug, then.coverage());
    let head = Head::of_reading(site, slug, then, &reading).at_moment(site, slug, then, &as_of_words(&setting, then));
    whole(site, slug, then, &reading, &Neighbours::of(source), head, Showing::AsOf(as_of))
}

/// Which moment a page shows.
#[derive(Clone, Copy)]
enum Showing {
    /// The last that is known.
    Now,
    /// The same, with what is news since a position.
    Since(Seq),
    /// One of then.
    AsOf(AsOf),
}

/// A coverage's page in a site of files: all of its posts, with the words around them in a language. It
/// leads to the same page in the other languages.
#[must_use]
pub fn filed_page(
    site: &Site,
    slug: &Slug,
    view: &View,
    neighbours: &Neighbours,
    language: InterfaceLanguage,
) -> Option<String> {
    let (reading, own) = (Reading::from(Window::All), &view.coverage().language);
    let version = |other: InterfaceLanguage| Version {
        words: other.words(),
        file: version_name(own, other),
        is_here: other == language,
    };
    let versions = InterfaceLanguage::all_for(own).into_iter().map(version).collect();
    let head = Head::of_reading(site, slug, view, &reading).standing(site, Address::Coverage(slug));
    let head = Head { words: language.words(), versions, ..head };
    whole(site, slug, view, &reading, neighbours, head, Showing::Now)
}

fn whole(
    site: &Site,
    slug: &Slug,
    view: &View,
    reading: &Reading,
    neighbours: &Neighbours,
    head: Head,
    showing: Showing,
) -> Option<String> {
    let reading = reading.clone().settled(view)?;
    let slice = Slice::of(view, &reading)?;
    let setting = Setting::of(slug, view.coverage())
        .in_form(reading.form)
        .speaking(head.words, view.coverage())
        .standing(site.beside(Address::Coverage(slug)));
    let (setting, since, as_of) = match showing {
        Showing::Now => (setting, None, None),
        Showing::Since(since) => (setting, Some(since), None),
        Showing::AsOf(as_of) => (setting.at_home(Address::At(slug, view.seq())), None, Some(as_of)),
    };
    let here: Vec<PostId> = slice.posts.iter().copied().chain(view.pinned()).map(|post| post.id).collect();
    let mut shown: Vec<&Post> =
        slice.posts.iter().filter(|post| Some(post.id) != view.coverage().pinned).map(|post| &***post).collect();
    if reading.choice.order == ReadingOrder::OldestFirst {
        shown.reverse();
    }
    let is_told_machines = reading == Reading::default() && head.shown == Shown::Alone;
    let head = head.of_source(site, slug, neighbours.source.as_ref());
    let template = PageHtml {
        site,
        head,
        setting: &setting,
        view,
        reading: &reading,
        headline: HeadlineHtml { coverage: view.coverage() },
        standfirst: StandfirstHtml { coverage: view.coverage() },
        status: StatusHtml { setting: &setting, view },
        lead: LeadHtml { setting: &setting, lead: view.coverage().lead.as_ref() },
        key_points: KeyPointsHtml { setting: &setting, view, here: &here },
        since: since.map(|since| SinceHtml::of(&setting, view, since, &here)),
        key_events: KeyEventsHtml { setting: &setting, view, here: &here },
        corrections: CorrectionsHtml { setting: &setting, view, here: &here },
        go_deeper: GoDeeperHtml { setting: &setting, coverage: view.coverage() },
        series: SeriesHtml { setting: &setting, neighbours },
        source: SourceHtml { setting: &setting, source: neighbours.source.as_ref() },
        count: count_text(setting.voice, view),
        pinned: view.pinned().map(|post| PostHtml { since, ..PostHtml::in_stream(&setting, post) }),
        entries: by_day(&setting, shown.into_iter(), since),
        as_of: as_of.map(|as_of| AsOfHtml { setting: &setting, view, as_of }),
        linked_data: is_told_machines.then(|| linked_data::coverage(site, slug, view)),
        other: format!("{}{}", reading.form.other().of(Address::Coverage(slug)), reading.query()),
        choice: ChoiceHtml { setting: &setting, reading: &reading, tally: view.tally() },
        onward: Onward::of(&setting, &reading, &slice),
        slice: &slice,
    };
    Some(render(&template))
}

#[derive(Template)]
#[template(path = "page.html")]
struct PageHtml<'a> {
    site: &'a Site,
    head: Head,
    /// What marks a page of then.
    as_of: Option<AsOfHtml<'a>>,
    setting: &'a Setting<'a>,
    view: &'a View,
    reading: &'a Reading,
    headline: HeadlineHtml<'a>,
    standfirst: StandfirstHtml<'a>,
    status: StatusHtml<'a>,
    lead: LeadHtml<'a>,
    since: Option<SinceHtml<'a>>,
    key_points: KeyPointsHtml<'a>,
    key_events: KeyEventsHtml<'a>,
    corrections: CorrectionsHtml<'a>,
    go_deeper: GoDeeperHtml<'a>,
    series: SeriesHtml<'a>,
    source: SourceHtml<'a>,
    count: String,
    pinned: Option<PostHtml<'a>>,
    entries: Vec<Entry<'a>>,
    choice: ChoiceHtml<'a>,
    /// Where the same posts stand in the other form.
    other: String,
    onward: Onward,
    slice: &'a Slice<'a>,
    linked_data: Option<Script>,
}

impl PageHtml<'_> {
    /// When it was as a file shows it, which goes on saying that it is live.
    fn as_of(&self) -> Option<Moment<'_>> {
        let is_open = self.view.coverage().status != Status::Ended && !self.setting.is_served();
        let at = self.view.changed_at();
        is_open.then(|| match self.view.posts().next() {
            Some(newest) => self.setting.moment_with(newest, &at),
            None => self.setting.moment(&at),
        })
    }

    const fn search(&self) -> SearchFormHtml<'_> {
        SearchFormHtml::new(self.setting.voice, Some(self.setting.slug), "")
    }
}
