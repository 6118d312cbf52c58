//! What is known of a coverage without its posts.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{Coverage, Language, Line, Seq, Status, Tally, Zone};

/// A coverage after [`seq`](Brief::seq) changes, without its posts: enough to name it, to list it
/// and to tell what its posts are about. It is small, however many posts there are.
///
/// It can be written down and read again. What was written is no record: whoever alters what is in
/// it, or what [`View::apply`](crate::View::apply) makes of changes, makes it anew from the record.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Brief {
    pub(crate) seq: Seq,
    pub(crate) changed_at: Timestamp,
    #[serde(serialize_with = "write_shared", deserialize_with = "read_shared")]
    pub(crate) coverage: Arc<Coverage>,
    pub(crate) published: usize,
    pub(crate) newest: Option<Newest>,
    pub(crate) tally: Tally,
}

/// When the newest post was published.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Newest {
    /// The time of its publication.
    pub published_at: Timestamp,
    /// Whether only its order is known, and not its clock time.
    pub approximate: bool,
}

impl Brief {
    /// What is known before the first change: nothing.
    pub(crate) fn blank() -> Self {
        Self {
            seq: Seq::START,
            changed_at: Timestamp::UNIX_EPOCH,
            coverage: Arc::new(Coverage {
                headline: Line::blank(),
                standfirst: None,
                language: Language::undetermined(),
                time_zone: Zone::utc(),
                theme: None,
                status: Status::Draft,
                status_note: None,
                successor: None,
                lead: None,
                key_points: Box::default(),
                pinned: None,
                go_deeper: Box::default(),
                opened_at: Timestamp::UNIX_EPOCH,
                ended_at: None,
            }),
            published: 0,
            newest: None,
            tally: Tally::empty(),
        }
    }

    /// The last change that it knows; [`Seq::START`] before the first.
    #[must_use]
    pub const fn seq(&self) -> Seq {
        self.seq
    }

    /// When the last change happened.
    #[must_use]
    pub const fn changed_at(&self) -> Timestamp {
        self.changed_at
    }

    /// The coverage as a whole.
    #[must_use]
    pub fn coverage(&self) -> &Coverage {
        &self.coverage
    }

    /// How many posts can be read.
    #[must_use]
    pub const fn published(&self) -> usize {
        self.published
    }

    /// When the newest post was published, which may be withdrawn; none if there is no post.
    #[must_use]
    pub const fn newest(&self) -> Option<Newest> {
        self.newest
    }

    /// What kinds of posts there are among those that can be read.
    #[must_use]
    pub const fn tally(&self) -> &Tally {
        &self.tally
    }
}

fn write_shared<S: Serializer>(coverage: &Arc<Coverage>, serializer: S) -> Result<S::Ok, S::Error> {
    coverage.serialize(serializer)
}

fn read_shared<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<Coverage>, D::Error> {
    Coverage::deserialize(deserializer).map(Arc::new)
}
