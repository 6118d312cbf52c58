//! The parts of a page around its posts. Each is one element with an id, which
//! a frame replaces as a whole; where there is nothing to say it stays, hidden.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Coverage, KeyPoint, Lead, PostId, Status, Successor, View};

use crate::Address;
use crate::as_of::as_of_words;
use crate::block::{FilmHtml, Length};
use crate::direction::Turned;
use crate::picture::{Caption, Loading, PictureHtml, Room, Stored, file_of};
use crate::setting::{Moment, Setting, Voice};
use crate::words::Words;

/// `#headline`
#[derive(Template)]
#[template(path = "section/headline.html")]
pub(crate) struct HeadlineHtml<'a> {
    pub(crate) coverage: &'a Coverage,
}

/// `#standfirst`
#[derive(Template)]
#[template(path = "section/standfirst.html")]
pub(crate) struct StandfirstHtml<'a> {
    pub(crate) coverage: &'a Coverage,
}

/// `#status`
#[derive(Template)]
#[template(path = "section/status.html")]
pub(crate) struct StatusHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) view: &'a View,
}

/// `#lead`
#[derive(Template)]
#[template(path = "section/lead.html")]
pub(crate) struct LeadHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) lead: Option<&'a Lead>,
}

/// `#key-points`
#[derive(Template)]
#[template(path = "section/key_points.html")]
pub(crate) struct KeyPointsHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) view: &'a View,
    /// The posts that stand on the same page. A frame goes to pages of which
    /// nothing is known, so that it names none.
    pub(crate) here: &'a [PostId],
}

/// `#go-deeper`
#[derive(Template)]
#[template(path = "section/go_deeper.html")]
pub(crate) struct GoDeeperHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) coverage: &'a Coverage,
}

/// They are templates.
impl HtmlSafe for HeadlineHtml<'_> {}
impl HtmlSafe for StandfirstHtml<'_> {}
impl HtmlSafe for StatusHtml<'_> {}
impl HtmlSafe for LeadHtml<'_> {}
impl HtmlSafe for KeyPointsHtml<'_> {}
impl HtmlSafe for GoDeeperHtml<'_> {}

impl HeadlineHtml<'_> {
    fn turned(&self) -> Turned {
        Turned::text(self.coverage.language.direction(), self.coverage.headline.as_str())
    }
}

impl StandfirstHtml<'_> {
    fn turned(&self, standfirst: &str) -> Turned {
        Turned::text(self.coverage.language.direction(), standfirst)
    }
}

impl StatusHtml<'_> {
    /// What is said when the members say nothing.
    fn default_note(&self) -> Option<&'static str> {
        let words = self.setting.voice.words;
        match self.view.coverage().status {
            Status::Draft | Status::Live => None,
            Status::Paused => Some(words.paused_note),
            Status::Ended => Some(words.ended_note),
        }
    }

    /// In a file, which tells of nothing that comes after it: as of when it stood so, while it went on.
    fn filed(&self) -> Option<String> {
        let goes_on = matches!(self.view.coverage().status, Status::Live | Status::Paused);
        (goes_on && !self.setting.beside.is_served()).then(|| as_of_words(self.setting, self.view))
    }

    /// When it ended, if it has.
    fn ended(&self) -> Option<Moment<'_>> {
        let ended_at = self.view.coverage().ended_at.as_ref()?;
        Some(match self.view.posts().next() {
            Some(newest) => self.setting.moment_with(newest, ended_at),
            None => self.setting.moment(ended_at),
        })
    }

    /// Where the story goes on.
    fn successor(&self) -> Option<String> {
        Some(match self.view.coverage().successor.as_ref()? {
            Successor::Coverage(slug) => {
                let there = Address::Coverage(slug);
                self.setting.beside.has(there).then(|| self.setting.to(there).to_string())?
            }
            Successor::Page(url) => url.to_string(),
        })
    }
}

/// The word for a status.
pub(crate) const fn status_word(words: &Words, status: &Status) -> &'static str {
    match status {
        Status::Draft => words.draft,
        Status::Live => words.live,
        Status::Paused => words.paused,
        Status::Ended => words.ended,
    }
}

impl<'a> LeadHtml<'a> {
    fn picture(&self) -> Option<PictureHtml<'a>> {
        let Lead::Image { media, alt, caption, credit, width, height } = self.lead? else { return None };
        let stored = media.and_then(|media| Stored::of(self.setting.beside.up(), self.setting, media, None));
        Some(PictureHtml {
            opened: stored.as_ref().map(Stored::large),
            stored,
            alt,
            size: width.zip(*height),
            cut: None,
            room: Room::Column,
            loading: Loading::First,
            setting: self.setting,
            caption: Caption::of(caption.as_ref(), credit.as_ref()),
        })
    }

    fn film(&self) -> Option<FilmHtml<'a>> {
        let Lead::Video { title, media, url, poster, alt, duration, caption, source } = self.lead? else {
            return None;
        };
        Some(FilmHtml {
            title: title.as_str(),
            media: media.and_then(|media| file_of(self.setting.beside.up(), self.setting, media)),
            url: url.as_ref(),
            poster: poster.and_then(|poster| file_of(self.setting.beside.up(), self.setting, poster)),
            alt,
            duration: duration.map(Length),
            caption: Caption::of(caption.as_ref(), source.as_ref()),
            setting: self.setting,
        })
    }
}

impl KeyPointsHtml<'_> {
    /// Where a key point leads: to its post, or to the note that stands in its place.
    fn target(&self, point: &KeyPoint) -> Option<String> {
        let post = self.view.post(point.post?)?;
        Some(match self.here.contains(&post.id) {
            true => format!("#post-{}", post.id),
            false => self.setting.to(self.setting.post(&post.id)).to_string(),
        })
    }
}

/// `#count`: how many posts there are.
pub(crate) fn count_text(voice: Voice, view: &View) -> String {
    voice.words.count(view.published())
}
