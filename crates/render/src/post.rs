//! One post as HTML: the same in the page, in a frame and on its own page.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Coverage, News, Notice, NoticeKind, Post, Seq, Slug, Standing};

use crate::Address;
use crate::block::{BodyHtml, Surroundings};
use crate::markup::render;
use crate::redaction::redaction_line;
use crate::setting::Setting;
use crate::since::news_word;
use crate::words::Words;

/// A post's `<article>` as it stands in its coverage, for who wants to see one
/// that is not published.
#[must_use]
pub fn article(slug: &Slug, coverage: &Coverage, post: &Post) -> String {
    render(&PostHtml::in_stream(&Setting::of(slug, coverage), post))
}

/// A post's `<article>`.
#[derive(Template)]
#[template(path = "post.html")]
pub(crate) struct PostHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) post: &'a Post,
    pub(crate) place: Place,
    /// The position since which it is marked if there is news of it.
    pub(crate) since: Option<Seq>,
}

/// It is a template.
impl HtmlSafe for PostHtml<'_> {}

/// Where a post stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Among the others: its headline is one of many, and leads to its own page.
    Stream,
    /// On its own page: its headline is the page's.
    Alone,
}

impl<'a> PostHtml<'a> {
    pub(crate) const fn in_stream(setting: &'a Setting<'a>, post: &'a Post) -> Self {
        Self { setting, post, place: Place::Stream, since: None }
    }

    pub(crate) const fn alone(setting: &'a Setting<'a>, post: &'a Post) -> Self {
        Self { setting, post, place: Place::Alone, since: None }
    }

    /// What is news of it to who looked at that position, in a word.
    fn news(&self) -> Option<(News, &'static str)> {
        let news = self.post.news_since(self.since?)?;
        Some((news, news_word(self.setting.voice.words, news)))
    }

    fn around(&self) -> Surroundings<'a> {
        Surroundings { under: self.level(), ..Surroundings::stream(self.setting) }
    }

    /// The level of its headline. Among others it stands under a heading for all posts, or for those of a day.
    const fn level(&self) -> u8 {
        match self.place {
            Place::Stream => 3,
            Place::Alone => 1,
        }
    }

    /// The level of what stands for a headline: alone, the page is headed by the coverage.
    const fn stand_in_level(&self) -> u8 {
        match self.place {
            Place::Stream => 3,
            Place::Alone => 2,
        }
    }

    fn class(&self) -> &'static str {
        match self.post.content() {
            None => "post withdrawn",
            Some(content) if content.key_event => "post key",
            Some(_) => "post",
        }
    }

    /// What stands in the place of its words, where they are gone.
    const fn redaction_line(&self) -> &'static str {
        match self.post.standing {
            Standing::Redacted { reason, .. } => redaction_line(self.setting.voice.words, reason),
            Standing::Published(_) | Standing::Withdrawn { .. } | Standing::Withheld => "",
        }
    }

    /// What the last revision was, if the post was revised.
    fn revision_word(&self) -> &'static str {
        let words = self.setting.voice.words;
        let told = self.post.notices.last().filter(|notice| Some(notice.at) == self.post.revised_at);
        match told.map(|notice| notice.kind) {
            Some(NoticeKind::Correction) => words.corrected,
            Some(NoticeKind::Clarification) => words.clarified,
            Some(NoticeKind::Update) | None => words.updated,
        }
    }
}

/// A public note on a post.
#[derive(Template)]
#[template(path = "notice.html")]
pub(crate) struct NoticeHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) post: &'a Post,
    pub(crate) notice: &'a Notice,
}

/// It is a template.
impl HtmlSafe for NoticeHtml<'_> {}

impl<'a> NoticeHtml<'a> {
    pub(crate) const fn of(setting: &'a Setting<'a>, post: &'a Post, notice: &'a Notice) -> Self {
        Self { setting, post, notice }
    }

    fn word(&self) -> &'static str {
        notice_word(self.setting.voice.words, self.notice.kind)
    }
}

/// The heading of a notice.
pub(crate) const fn notice_word(words: &Words, kind: NoticeKind) -> &'static str {
    match kind {
        NoticeKind::Correction => words.correction,
        NoticeKind::Clarification => words.clarification,
        NoticeKind::Update => words.update,
    }
}
