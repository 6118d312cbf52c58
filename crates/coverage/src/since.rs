//! What became of the posts since a position: what somebody has missed who
//! last looked then.
//!
//! It is the difference of two views, and needs only the later one: a post
//! keeps what tells how it stood before.

use std::sync::Arc;

use crate::{NoticeKind, OrderKey, Post, Seq, View};

/// What became of a post. Where several things did, the one that readers need
/// most to know: the earlier in this list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum News {
    /// It was published.
    New,
    /// It was taken back, or its words were ordered gone.
    Withdrawn,
    /// Something in it was wrong and has been put right.
    Corrected,
    /// Something in it could be misread and has been made clear.
    Clarified,
    /// It was revised.
    Revised,
    /// It stands elsewhere.
    Moved,
}

impl News {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Withdrawn, Self::Corrected, Self::Clarified, Self::Revised, Self::Moved];

    /// The name in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Withdrawn => "withdrawn",
            Self::Corrected => "corrected",
            Self::Clarified => "clarified",
            Self::Revised => "revised",
            Self::Moved => "moved",
        }
    }
}

impl Post {
    /// What is news of it to somebody who knows the coverage as it was at `seq`.
    ///
    /// A post that came and was taken back since then is none: nobody who
    /// looked then has read it.
    #[must_use]
    pub fn news_since(&self, seq: Seq) -> Option<News> {
        if self.seq <= seq {
            return None;
        }
        let is_known = self.order.seq <= seq;
        if self.content().is_none() {
            return is_known.then_some(News::Withdrawn);
        }
        if !is_known {
            return Some(News::New);
        }
        let told = |kind| self.notices.iter().rev().take_while(|notice| notice.seq > seq).any(|it| it.kind == kind);
        if told(NoticeKind::Correction) {
            Some(News::Corrected)
        } else if told(NoticeKind::Clarification) {
            Some(News::Clarified)
        } else if self.content_seq > seq {
            Some(News::Revised)
        } else {
            (self.place_at(seq) != self.order).then_some(News::Moved)
        }
    }

    /// Where it stood at `seq`, if it was published by then.
    fn place_at(&self, seq: Seq) -> OrderKey {
        self.moves.iter().find(|step| step.seq > seq).map_or(self.order, |step| step.from)
    }
}

impl View {
    /// The posts of which there is news since `seq`, newest first, with what it is.
    pub fn since(&self, seq: Seq) -> impl Iterator<Item = (&Arc<Post>, News)> {
        self.posts().filter_map(move |post| Some((post, post.news_since(seq)?)))
    }
}
