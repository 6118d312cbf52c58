//! What is known of a coverage after a prefix of its record.

use std::cmp::Ordering;
use std::sync::Arc;

use jiff::Timestamp;
use rpds::HashTrieSetSync;

use crate::posts::Posts;
use crate::preparation::Preparation;
use crate::{Brief, Coverage, MediaId, Post, PostId, Seq, Tally};

/// A coverage and its posts after [`seq`](View::seq) changes.
///
/// The collections share structure, so a clone is a snapshot that costs a few
/// reference counts, however many posts there are.
#[derive(Clone, Debug)]
pub struct View {
    pub(crate) brief: Brief,
    pub(crate) posts: Posts,
    pub(crate) preparation: Arc<Preparation>,
    /// The pictures and films that were redacted.
    pub(crate) gone_media: HashTrieSetSync<MediaId>,
    /// The posts of which the version that stands was withheld by the source of a followed coverage.
    pub(crate) untold: HashTrieSetSync<PostId>,
    pub(crate) taken_back: Seq,
}

/// A post's place in its coverage: by the time it is shown under, to the
/// microsecond, and among equals by the position of its publication in the record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct OrderKey {
    /// The time it is shown under (UTC): that of its publication, unless an editor placed it.
    pub at: Timestamp,
    /// The seq of its publication.
    pub seq: Seq,
}

impl Ord for OrderKey {
    /// The order of the written form, which tells microseconds; a clock may tell more.
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = |key: &Self| (key.at.as_microsecond(), key.seq, key.at);
        rank(self).cmp(&rank(other))
    }
}

impl PartialOrd for OrderKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl std::fmt::Display for OrderKey {
    /// Two 16-digit hexadecimal numbers whose plain string order is the order of posts:
    /// microseconds since 1970, shifted so that earlier times sort first, and the seq.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let micros = self.at.as_microsecond().cast_unsigned() ^ (1 << 63);
        write!(f, "{micros:016x}-{:016x}", self.seq.0)
    }
}

impl View {
    /// What is known without the posts.
    #[must_use]
    pub const fn brief(&self) -> &Brief {
        &self.brief
    }

    /// The last change that was applied; [`Seq::START`] before the first.
    #[must_use]
    pub const fn seq(&self) -> Seq {
        self.brief.seq
    }

    /// When the last change happened.
    #[must_use]
    pub const fn changed_at(&self) -> Timestamp {
        self.brief.changed_at
    }

    /// The last change that took something out of sight; [`Seq::START`] while there is none.
    #[must_use]
    pub const fn taken_back(&self) -> Seq {
        self.taken_back
    }

    /// The coverage as a whole.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.brief.coverage
    }

    /// The post of that id.
    #[must_use]
    pub fn post(&self, id: PostId) -> Option<&Arc<Post>> {
        self.posts.get(id)
    }

    /// The post that is held on top.
    #[must_use]
    pub fn pinned(&self) -> Option<&Arc<Post>> {
        self.brief.coverage.pinned.and_then(|id| self.post(id))
    }

    /// All posts, newest first, withdrawn ones included.
    pub fn posts(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.posts.all().values().rev()
    }

    /// All posts, oldest first, withdrawn ones included.
    pub fn posts_from_the_first(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.posts.all().values()
    }

    /// The posts that can be read and are key events, newest first.
    pub fn key_events(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.posts.key_events().values().rev()
    }

    /// The posts that can be read and have a notice, newest first.
    pub fn noticed(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.posts.noticed().values().rev()
    }

    /// The posts whose words are out of sight, newest first.
    pub fn wordless(&self) -> impl Iterator<Item = &Arc<Post>> {
        self.posts.wordless().values().rev()
    }

    /// The post that was published under the earliest time, wherever it is shown.
    #[must_use]
    pub fn first_published(&self) -> Option<&Arc<Post>> {
        self.posts.first()
    }

    /// The posts before that place, newest first.
    pub fn posts_before(&self, place: OrderKey) -> impl Iterator<Item = &Arc<Post>> {
        self.posts.all().range(..place).map(|(_, post)| post).rev()
    }

    /// The posts after that place, oldest first.
    pub fn posts_after(&self, place: OrderKey) -> impl Iterator<Item = &Arc<Post>> {
        use std::ops::Bound::{Excluded, Unbounded};
        self.posts.all().range((Excluded(place), Unbounded)).map(|(_, post)| post)
    }

    /// How many posts there are, withdrawn ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.posts.all().size()
    }

    /// Whether there is no post yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.posts.all().is_empty()
    }

    /// How many posts can be read.
    #[must_use]
    pub const fn published(&self) -> usize {
        self.brief.published
    }

    /// What kinds of posts there are among those that can be read.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.brief.tally
    }

    /// The time that the next change gets: now, but never before the last
    /// change, so that a clock set back does not turn the record around.
    #[must_use]
    pub fn time_of_next(&self, now: Timestamp) -> Timestamp {
        now.max(self.brief.changed_at)
    }
}
