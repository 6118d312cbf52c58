//! Public dated notes on a post.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Prose, Seq};

/// A note that says openly what was changed in a post. A withdrawal is no
/// notice of this kind: it is a post's [`Standing`](crate::Standing).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Notice {
    /// What kind of change it tells of.
    pub kind: NoticeKind,
    /// What was wrong or unclear, and what is right.
    pub text: Prose<1000>,
    /// When it was published.
    pub at: Timestamp,
    /// The change that brought it.
    pub seq: Seq,
}

/// What a notice tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Something was wrong and has been put right.
    Correction,
    /// Something could be misread and has been made clear.
    Clarification,
    /// Something new was added.
    Update,
}

impl NoticeKind {
    /// The name in the record and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Correction => "correction",
            Self::Clarification => "clarification",
            Self::Update => "update",
        }
    }
}
