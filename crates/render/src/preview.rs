//! What stands on a preview picture: what another site shows beside a link to a page.

use std::hash::{DefaultHasher, Hash, Hasher};

use coverage::{Direction, Post, Slug, Status, Theme, View};

use crate::head::excerpt;
use crate::section::status_word;
use crate::setting::Setting;
use crate::{Address, Site};

/// How wide and high a preview picture is, in pixels.
pub const PREVIEW_SIZE: (u32, u32) = (1200, 630);

/// How many characters of a post without a headline stand for one.
const WORDS: usize = 140;

/// What stands on a preview picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// The theme that it is drawn in.
    pub theme: Option<Theme>,
    /// What tells the theme's looks apart: the paths of its style and its logo, which change with them.
    pub look: Box<str>,
    /// What the site is called.
    pub site: Box<str>,
    /// The language of the headline, a BCP 47 tag.
    pub language: Box<str>,
    /// Which way the coverage runs.
    pub direction: Direction,
    /// The coverage's headline, over that of a post.
    pub over: Option<Box<str>>,
    /// The headline.
    pub headline: Box<str>,
    /// The coverage's status, or the post's label.
    pub flag: Option<(Box<str>, Tone)>,
    /// When it was published, or the coverage opened.
    pub time: Box<str>,
}

/// How a flag looks.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Tone {
    /// Of what is going on.
    Live,
    /// Of what rests, and of what is of weight.
    Key,
    /// Of what is over.
    Quiet,
}

impl Preview {
    /// What stands on the picture of a coverage.
    #[must_use]
    pub fn of_coverage(site: &Site, slug: &Slug, view: &View) -> Self {
        let coverage = view.coverage();
        let setting = Setting::of(slug, coverage);
        let words = setting.voice.words;
        let tone = match coverage.status {
            Status::Live => Tone::Live,
            Status::Paused => Tone::Key,
            Status::Draft | Status::Ended => Tone::Quiet,
        };
        let look = site.looks.of(coverage.theme.as_ref());
        let logo = look.logo.as_ref().map_or("", |logo| &*logo.url);
        Self {
            theme: coverage.theme.clone(),
            look: format!("{} {logo}", look.style).into(),
            site: site.name.clone(),
            language: coverage.language.as_str().into(),
            direction: coverage.language.direction(),
            over: None,
            headline: coverage.headline.as_str().into(),
            flag: Some((status_word(words, &coverage.status).into(), tone)),
            time: setting.clock.date(coverage.opened_at, words).into(),
        }
    }

    /// What stands on the picture of a post; none of one that was withdrawn.
    #[must_use]
    pub fn of_post(site: &Site, slug: &Slug, view: &View, post: &Post) -> Option<Self> {
        let content = post.content()?;
        let of_coverage = Self::of_coverage(site, slug, view);
        let setting = Setting::of(slug, view.coverage());
        let words = setting.voice.words;
        let text = || Some(excerpt(&content.body.text(), WORDS)).filter(|text| !text.is_empty());
        let headline: Option<Box<str>> =
            content.headline.as_ref().map(|line| line.as_str().into()).or_else(|| text().map(Into::into));
        let label = content.label.as_ref().map(|label| (label.as_str().into(), Tone::Live));
        let key_event = content.key_event.then(|| (words.key_event.into(), Tone::Key));
        let shown = post.shown();
        let time = match shown.approximate {
            true => setting.clock.date(shown.at, words),
            false => setting.clock.date_time(shown.at, words),
        };
        Some(match headline {
            Some(headline) => Self {
                over: Some(of_coverage.headline),
                headline,
                flag: label.or(key_event),
                time: time.into(),
                ..of_coverage
            },
            // A post of pictures alone, or of a chart.
            None => Self { flag: label.or(key_event), time: time.into(), ..of_coverage },
        })
    }

    /// What tells this picture from every other: it is in the picture's address.
    #[must_use]
    pub fn version(&self) -> String {
        let Self { theme: _, look, site, language, direction, over, headline, flag, time } = self;
        let mut hasher = DefaultHasher::new();
        (env!("CARGO_PKG_VERSION"), look, site, language, direction.as_str(), over, headline, flag, time)
            .hash(&mut hasher);
        format!("{:016x}", hasher.finish())
    }

    /// What it shows, for those who cannot see it.
    pub(crate) fn alt(&self) -> Box<str> {
        format!("{} – {}", self.headline, self.site).into()
    }

    /// Where the picture of a coverage stands, absolute.
    pub(crate) fn of_coverage_at(&self, site: &Site, slug: &Slug) -> String {
        site.url(Address::Preview(slug, &self.version()))
    }

    /// Where the picture of a post stands, absolute.
    pub(crate) fn of_post_at(&self, site: &Site, slug: &Slug, post: &Post) -> String {
        site.url(Address::PostPreview(slug, post.id, &self.version()))
    }
}
