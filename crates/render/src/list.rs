//! The lists on top of a page that are complete whichever posts the page
//! holds: of the key events, and of the corrections.
//!
//! A frame brings only what stands of its own post in them.

use std::sync::Arc;

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Notice, NoticeKind, Post, PostId, View};

use crate::head::excerpt;
use crate::markup::render;
use crate::post::notice_word;
use crate::setting::{Moment, Setting};

/// How many characters of a post name it where it has no headline.
pub(crate) const NAME: usize = 80;

/// `#key-events`
#[derive(Template)]
#[template(path = "section/key_events.html")]
pub(crate) struct KeyEventsHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) view: &'a View,
    /// The posts that stand on the same page.
    pub(crate) here: &'a [PostId],
}

/// `#corrections`
#[derive(Template)]
#[template(path = "section/corrections.html")]
pub(crate) struct CorrectionsHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) view: &'a View,
    /// The posts that stand on the same page.
    pub(crate) here: &'a [PostId],
}

/// A key event in its list.
#[derive(Template)]
#[template(path = "section/key_event.html")]
struct KeyEventHtml<'a> {
    setting: &'a Setting<'a>,
    post: &'a Post,
    target: String,
}

/// A correction in its list.
#[derive(Template)]
#[template(path = "section/correction.html")]
struct CorrectionHtml<'a> {
    setting: &'a Setting<'a>,
    post: &'a Post,
    notice: &'a Notice,
    target: String,
}

/// They are templates.
impl HtmlSafe for KeyEventsHtml<'_> {}
impl HtmlSafe for CorrectionsHtml<'_> {}
impl HtmlSafe for KeyEventHtml<'_> {}
impl HtmlSafe for CorrectionHtml<'_> {}

impl<'a> KeyEventsHtml<'a> {
    /// The newest is first.
    fn items(&self) -> Vec<KeyEventHtml<'a>> {
        self.view.key_events().filter_map(|post| key_event(self.setting, post, self.here)).collect()
    }
}

impl<'a> CorrectionsHtml<'a> {
    /// Whether there is nothing to lead to.
    pub(crate) fn is_empty(&self) -> bool {
        self.view.noticed().all(|post| corrections(self.setting, post, &[]).is_empty())
    }

    /// The newest is first.
    fn items(&self) -> Vec<CorrectionHtml<'a>> {
        let mut items: Vec<_> =
            self.view.noticed().flat_map(|post| corrections(self.setting, post, self.here)).collect();
        items.sort_by_key(|item| std::cmp::Reverse(item.notice.seq));
        items
    }
}

impl CorrectionHtml<'_> {
    fn word(&self) -> &'static str {
        notice_word(self.setting.voice.words, self.notice.kind)
    }

    fn at(&self) -> Moment<'_> {
        self.setting.moment_with(self.post, &self.notice.at)
    }
}

/// What stands of a post in each of the lists, for a page of which nothing is
/// known: the list's id, and HTML that may be empty.
pub(crate) fn items(setting: &Setting<'_>, post: &Arc<Post>) -> [(&'static str, String); 2] {
    let corrections: String = corrections(setting, post, &[]).iter().map(render).collect();
    let event = key_event(setting, post, &[]).map(|item| render(&item)).unwrap_or_default();
    [("key-events", event), ("corrections", corrections)]
}

fn key_event<'a>(setting: &'a Setting<'a>, post: &'a Post, here: &[PostId]) -> Option<KeyEventHtml<'a>> {
    post.content().filter(|content| content.key_event)?;
    Some(KeyEventHtml { setting, post, target: target(setting, post, here) })
}

/// Those on a post that was withdrawn are left out: they tell of words that are out of view.
fn corrections<'a>(setting: &'a Setting<'a>, post: &'a Post, here: &[PostId]) -> Vec<CorrectionHtml<'a>> {
    let notices: &[Notice] = if post.content().is_some() { &post.notices } else { &[] };
    let told = notices.iter().rev().filter(|it| matches!(it.kind, NoticeKind::Correction | NoticeKind::Clarification));
    told.map(|notice| CorrectionHtml { setting, post, notice, target: target(setting, post, here) }).collect()
}

/// Where a link to a post leads: within the page, or to the post's own.
pub(crate) fn target(setting: &Setting<'_>, post: &Post, here: &[PostId]) -> String {
    match here.contains(&post.id) {
        true => format!("#post-{}", post.id),
        false => setting.to(setting.post(&post.id)).to_string(),
    }
}

/// What a post is called in a list: its headline, or how it begins. Nothing is left of a withdrawn one.
pub(crate) fn name(post: &Post) -> Option<String> {
    let content = post.content()?;
    let headline = content.headline.as_ref().map(ToString::to_string);
    headline.or_else(|| Some(excerpt(&content.body.text(), NAME)).filter(|text| !text.is_empty()))
}
