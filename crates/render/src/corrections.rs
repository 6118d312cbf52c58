//! The pages that list what readers were told openly: corrections, clarifications, updates and
//! withdrawals, of one coverage and of all.

use askama::Template;
use coverage::{Coverage, Notice, NoticeKind, PostId, Seq, Shown as ShownAt, Slug, Standing, View};
use jiff::Timestamp;

use crate::head::{Head, Shown, excerpt};
use crate::list::{self, NAME};
use crate::markup::render;
use crate::post::notice_word;
use crate::redaction::post_gone;
use crate::setting::{Moment, Setting, Voice};
use crate::stand::Beside;
use crate::{Address, Form, Site};

/// How many notices a page has.
pub const CORRECTIONS: usize = 40;

/// Something that readers were told openly of a post.
#[derive(Clone, Debug)]
pub struct Told<'a> {
    /// The coverage's name in URLs.
    pub slug: &'a Slug,
    /// The coverage.
    pub coverage: &'a Coverage,
    /// The post.
    pub post: PostId,
    /// The time that the post was published under.
    pub published: ShownAt,
    /// What the post is called; nothing for one that was withdrawn.
    pub name: Option<String>,
    /// What happened to the post.
    pub occasion: Occasion,
    /// What readers were told.
    pub text: &'a str,
    /// When.
    pub at: Timestamp,
    /// The change that told it.
    pub seq: Seq,
}

/// What was told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Occasion {
    /// It was revised, with a notice of that kind.
    Notice(NoticeKind),
    /// It was withdrawn.
    Withdrawal,
    /// Its words were redacted.
    Redaction,
}

/// What a post is called in a list, by its headline and its words.
#[must_use]
pub fn post_name(headline: &str, text: &str) -> Option<String> {
    let name = if headline.is_empty() { excerpt(text, NAME) } else { headline.to_owned() };
    Some(name).filter(|name| !name.is_empty())
}

/// A page of the notices of one coverage, the newest first: those before a change, if one is given.
/// None when there is none before it.
#[must_use]
pub fn corrections_page(site: &Site, slug: &Slug, view: &View, before: Option<Seq>) -> Option<String> {
    let mut told: Vec<Told<'_>> =
        view.noticed().chain(view.wordless()).flat_map(|post| of_post(slug, view.coverage(), post)).collect();
    told.retain(|told| before.is_none_or(|before| told.seq < before));
    if before.is_some() && told.is_empty() {
        return None;
    }
    told.sort_by_key(|told| std::cmp::Reverse(told.seq));
    let (here, beside) = (Address::Corrections(slug), site.beside(Address::Corrections(slug)));
    // A file holds all of them.
    let goes_on = told.len() > CORRECTIONS && beside.is_served();
    told.truncate(if goes_on { CORRECTIONS } else { told.len() });
    let next = told.last().filter(|_| goes_on).map(|last| last.seq.to_string());
    let voice = Voice::of(&view.coverage().language);
    let head = Head::of_corrections(site, slug, view);
    Some(render(&CorrectionsPageHtml {
        site,
        // What is further back changes its place with the next notice: the first page alone is to be found.
        head: Head { canonical: head.canonical.clone().filter(|_| before.is_none()), ..head }.standing(site, here),
        voice,
        beside,
        within: Some((slug, view)),
        items: items(voice, beside, &told),
        is_first: before.is_none(),
        next: next.as_deref(),
    }))
}

/// A page of the notices of all coverages, the newest first. `next` is where the list goes on.
#[must_use]
pub fn all_corrections_page(site: &Site, told: &[Told<'_>], is_first: bool, next: Option<&str>) -> String {
    let voice = Voice::of_site(site);
    let canonical = is_first.then(|| site.url(Address::AllCorrections));
    render(&CorrectionsPageHtml {
        site,
        head: Head { canonical, ..Head::of_site(site, voice.words, voice.words.all_corrections) },
        voice,
        beside: Beside::Server,
        within: None,
        items: items(voice, Beside::Server, told),
        is_first,
        next,
    })
}

/// Those on a post that was withdrawn are left out: they tell of words that are out of view.
fn of_post<'a>(slug: &'a Slug, coverage: &'a Coverage, post: &'a coverage::Post) -> Vec<Told<'a>> {
    let told = Told {
        slug,
        coverage,
        post: post.id,
        published: ShownAt { at: post.published_at, approximate: post.approximate },
        name: list::name(post),
        occasion: Occasion::Withdrawal,
        text: "",
        at: post.published_at,
        seq: post.seq,
    };
    match &post.standing {
        Standing::Withheld => Vec::new(),
        Standing::Withdrawn { at, reason } => vec![Told { text: reason.as_str(), at: *at, ..told }],
        Standing::Redacted { at, reason, .. } => {
            let text = post_gone(&coverage.language, *reason);
            vec![Told { occasion: Occasion::Redaction, text, at: *at, ..told }]
        }
        Standing::Published(_) => {
            let notice = |notice: &'a Notice| Told {
                occasion: Occasion::Notice(notice.kind),
                text: notice.text.as_str(),
                at: notice.at,
                seq: notice.seq,
                ..told.clone()
            };
            post.notices.iter().map(notice).collect()
        }
    }
}

fn items<'a>(voice: Voice, beside: Beside<'a>, told: &'a [Told<'a>]) -> Vec<Item<'a>> {
    let item = |told: &'a Told<'a>| {
        let setting = Setting { voice, beside, ..Setting::of(told.slug, told.coverage) };
        Item { told, setting }
    };
    told.iter().map(item).collect()
}

#[derive(Template)]
#[template(path = "corrections.html")]
struct CorrectionsPageHtml<'a> {
    site: &'a Site,
    head: Head,
    voice: Voice,
    beside: Beside<'a>,
    within: Option<(&'a Slug, &'a View)>,
    items: Vec<Item<'a>>,
    is_first: bool,
    next: Option<&'a str>,
}

impl CorrectionsPageHtml<'_> {
    const fn title(&self) -> &'static str {
        if self.within.is_some() { self.voice.words.corrections } else { self.voice.words.all_corrections }
    }

    fn here(&self) -> Address<'_> {
        self.within.map_or(Address::AllCorrections, |(slug, _)| Address::Corrections(slug))
    }
}

/// A notice as it is shown.
struct Item<'a> {
    told: &'a Told<'a>,
    setting: Setting<'a>,
}

impl Item<'_> {
    fn word(&self) -> &'static str {
        let words = self.setting.voice.words;
        match self.told.occasion {
            Occasion::Notice(kind) => notice_word(words, kind),
            Occasion::Withdrawal => words.news_withdrawn,
            Occasion::Redaction => words.redacted,
        }
    }

    fn at(&self) -> Moment<'_> {
        self.setting.moment_of(self.told.published.approximate, self.told.published.at, self.told.at)
    }
}
