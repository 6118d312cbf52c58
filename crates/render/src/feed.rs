//! Feeds of a coverage: its newest posts, in full, for other programs.
//!
//! A post keeps its id and its time of publication for ever; a revision moves
//! only the time of change.

mod atom;
mod json;
mod rss;

use std::cmp::Reverse;
use std::iter;
use std::sync::Arc;

use coverage::{Content, Post, PostId, Standing, View};
use jiff::Timestamp;

pub use atom::atom;
pub use json::json;
pub use rss::rss;

use crate::Site;
use crate::block::{BodyHtml, Players, Surroundings};
use crate::head::excerpt;
use crate::markup::{render, render_fragment};
use crate::post::{NoticeHtml, notice_word};
use crate::redaction::post_gone;
use crate::setting::Setting;

/// How many posts a feed holds at most.
const FEED_POSTS: usize = 50;

/// How many characters of a post without a headline stand for one.
const TITLE: usize = 100;

/// A published post with what it says.
struct Entry<'a> {
    post: &'a Post,
    content: &'a Content,
}

impl<'a> Entry<'a> {
    /// The newest published posts, newest first.
    fn newest(view: &'a View) -> impl Iterator<Item = Self> {
        view.posts().filter_map(Self::of).take(FEED_POSTS)
    }

    fn of(post: &'a Arc<Post>) -> Option<Self> {
        Some(Self { post, content: post.content()? })
    }

    /// Its headline, or the beginning of its text where it has none.
    fn title(&self) -> String {
        match &self.content.headline {
            Some(headline) => headline.to_string(),
            None => excerpt(&self.content.body.text(), TITLE),
        }
    }

    /// Its body and the notices on it: a correction is for those who read elsewhere, too.
    fn html(&self, site: &Site, setting: &Setting<'_>) -> String {
        let around =
            Surroundings { origin: &site.base_url, players: Players::LeftOut, ..Surroundings::stream(setting) };
        let body = render_fragment(&BodyHtml::of(&self.content.body, around));
        let notices = self.post.notices.iter().map(|notice| render(&NoticeHtml::of(setting, self.post, notice)));
        iter::once(body).chain(notices).collect()
    }

    /// The same as plain text.
    fn text(&self, setting: &Setting<'_>) -> String {
        let words = setting.voice.words;
        let notices = self
            .post
            .notices
            .iter()
            .map(|notice| words.labelled(notice_word(words, notice.kind), notice.text.as_str()));
        let parts: Vec<String> = iter::once(self.content.body.text()).chain(notices).collect();
        parts.join("\n\n")
    }

    fn updated(&self) -> Timestamp {
        self.post.revised_at.unwrap_or(self.post.published_at)
    }

    /// The byline, then the contributors.
    fn people(&self) -> impl Iterator<Item = &'a str> {
        let byline = self.content.byline.iter().map(|name| name.as_str());
        byline.chain(self.content.contributors.iter().map(|person| person.name.as_str()))
    }

    /// The label, as what feeds call a category.
    fn categories(&self) -> impl Iterator<Item = &'a str> {
        self.content.label.iter().map(|label| label.as_str())
    }
}

/// A post that was withdrawn.
struct Tombstone<'a> {
    post: PostId,
    at: Timestamp,
    reason: &'a str,
}

impl<'a> Tombstone<'a> {
    /// Those of the posts that were withdrawn last, last first: an old post may be withdrawn long after
    /// it left the feed, when readers still hold it.
    fn last(view: &'a View) -> Vec<Self> {
        let mut withdrawn: Vec<_> = view
            .wordless()
            .filter_map(|post| match &post.standing {
                Standing::Published(_) | Standing::Withheld => None,
                Standing::Withdrawn { at, reason } => Some(Self { post: post.id, at: *at, reason: reason.as_str() }),
                Standing::Redacted { at, reason, .. } => {
                    Some(Self { post: post.id, at: *at, reason: post_gone(&view.coverage().language, *reason) })
                }
            })
            .collect();
        withdrawn.sort_by_key(|tombstone| Reverse(tombstone.at));
        withdrawn.truncate(FEED_POSTS);
        withdrawn
    }
}

/// The id of a post in every feed.
fn urn(post: PostId) -> String {
    format!("urn:uuid:{post}")
}
