//! What is known of one post.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    Background, BackgroundId, Block, Body, Line, Notice, OrderKey, PostId, Prose, RedactionReason, Rejection, Seq,
};

/// A post as it now stands.
#[derive(Clone, PartialEq, Debug)]
pub struct Post {
    /// Which post.
    pub id: PostId,
    /// Its place in the coverage: the time it is shown under, and the seq of its publication.
    pub order: OrderKey,
    /// When it was published (UTC). It never moves.
    pub published_at: Timestamp,
    /// Whether the published time is a guess: its order is known, its clock time is not.
    pub approximate: bool,
    /// The time it is shown under instead of its published time, if an editor placed it.
    pub placed: Option<Shown>,
    /// Where it stood before each of its moves, oldest first.
    pub moves: Box<[Move]>,
    /// The last change to it.
    pub seq: Seq,
    /// The change that brought what it says. What only moves or pins it does not count.
    pub content_seq: Seq,
    /// When it was last revised.
    pub revised_at: Option<Timestamp>,
    /// How many versions of it were published, the first included.
    pub revisions: u32,
    /// The changes that revised it, oldest first.
    pub revised_by: Box<[Seq]>,
    /// Public notes on it, oldest first.
    pub notices: Box<[Notice]>,
    /// What readers see of it.
    pub standing: Standing,
}

impl Post {
    /// The time it is shown under: that of its publication, unless it was placed.
    #[must_use]
    pub const fn shown(&self) -> Shown {
        match self.placed {
            Some(shown) => shown,
            None => Shown { at: self.published_at, approximate: self.approximate },
        }
    }

    /// What it says, unless it was withdrawn or redacted.
    #[must_use]
    pub const fn content(&self) -> Option<&Content> {
        match &self.standing {
            Standing::Published(content) => Some(content),
            Standing::Withdrawn { .. } | Standing::Redacted { .. } | Standing::Withheld => None,
        }
    }
}

/// The time that a post is shown under, which also gives its place among the others.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Shown {
    /// The time (UTC).
    pub at: Timestamp,
    /// Whether only the order is known, not the clock time.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub approximate: bool,
}

/// A change that put a post elsewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// The change.
    pub seq: Seq,
    /// Where the post stood until then.
    pub from: OrderKey,
}

/// What readers see of a post.
#[derive(Clone, PartialEq, Debug)]
pub enum Standing {
    /// It is to be read.
    Published(Content),
    /// It was taken back; a dated note stands in its place, its words are gone from view.
    Withdrawn {
        /// When.
        at: Timestamp,
        /// Why.
        reason: Prose<1000>,
    },
    /// Its words are gone from the record as well. Of the time before that,
    /// nothing else can be known of it, and so it stood like this from its
    /// publication on for whoever reads the record from then on.
    Redacted {
        /// When.
        at: Timestamp,
        /// On which ground.
        reason: RedactionReason,
        /// The change that took the words out.
        by: Seq,
    },
    /// It had words then that are not told, since they came in silence and it says something else by now. No change
    /// makes a post stand so, only [`View::without_silent_versions`](crate::View::without_silent_versions).
    Withheld,
}

/// What a post says. A record holds it whole for every revision.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Content {
    /// Its headline; a short post may have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub headline: Option<Line<300>>,
    /// A short flag before the headline, such as “Analysis”.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Line<40>>,
    /// Whether it marks a turning point.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub key_event: bool,
    /// The credit printed with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub byline: Option<Line<200>>,
    /// Those who contributed reporting.
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    pub contributors: Box<[Contributor]>,
    /// The place it was filed from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<Line<120>>,
    /// Its blocks.
    pub body: Body,
}

impl Content {
    /// The most contributors.
    pub const MAX_CONTRIBUTORS: usize = 50;

    /// Nothing.
    pub(crate) fn blank() -> Self {
        Self {
            headline: None,
            label: None,
            key_event: false,
            byline: None,
            contributors: Box::default(),
            dateline: None,
            body: Body::blank(),
        }
    }

    /// Checks what the types of its fields leave open. [`decide`](fn@crate::decide)
    /// does it when a post is published; whoever keeps a draft does it earlier.
    ///
    /// # Errors
    /// [`Rejection::TooMany`] when there are more than [`Self::MAX_CONTRIBUTORS`].
    pub fn check(&self) -> Result<(), Rejection> {
        Rejection::too_many("contributors", &self.contributors, Self::MAX_CONTRIBUTORS)
    }

    /// The backgrounds that it holds, in order.
    pub fn backgrounds(&self) -> impl Iterator<Item = BackgroundId> {
        self.body.blocks().iter().filter_map(|block| match block {
            Block::Background(held) => Some(held.id),
            _ => None,
        })
    }

    /// The content with the words of that background as they read now, or
    /// nothing where it does not hold the background, or holds it in these words.
    ///
    /// # Errors
    /// [`Rejection::TooLong`] or [`Rejection::TooMany`] when they do not fit into the body.
    pub fn with_background(&self, now: &Background) -> Result<Option<Self>, Rejection> {
        Ok(self.body.with_background(now)?.map(|body| Self { body, ..self.clone() }))
    }
}

/// A person credited with a post.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Contributor {
    /// The name as it is printed.
    pub name: Line<200>,
}
