//! Why a command is refused.

use thiserror::Error;

use crate::{PostId, Seq, Status};

/// A rule that a command would break. The text is for the member; the
/// [`code`](Rejection::code) is stable and for programs.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
#[expect(missing_docs, reason = "each variant's message says what it means")]
pub enum Rejection {
    #[error("`{field}` is empty")]
    Empty { field: String },
    #[error("`{field}` has {length} characters, {limit} at most are taken")]
    TooLong { field: String, limit: usize, length: usize },
    #[error("`{field}` has {length} parts, {limit} at most are taken")]
    TooMany { field: String, limit: usize, length: usize },
    #[error("`{field}` holds a control character at position {at}")]
    ControlCharacter { field: String, at: usize },
    #[error("`{field}` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them")]
    BadSlug { field: String },
    #[error("`language`: {problem}")]
    BadLanguage { problem: String },
    #[error("`time_zone`: there is no zone “{name}” in the IANA database")]
    BadTimeZone { name: String },
    #[error("`{field}` is no link for a page: {problem}")]
    BadLink { field: String, problem: String },
    #[error("`{field}`: {problem}")]
    BadValue { field: String, problem: String },
    #[error("the coverage has been opened already")]
    AlreadyOpen,
    #[error("the coverage has not been opened")]
    NotOpen,
    #[error("the coverage has ended")]
    CoverageEnded,
    #[error("a coverage cannot go from {from} to {to}", from = from.as_str(), to = to.as_str())]
    StatusStep { from: Status, to: Status },
    #[error("a coverage cannot begin as {status}", status = status.as_str())]
    StatusStart { status: Status },
    #[error("`successor`: only a coverage that has ended names its successor")]
    SuccessorBeforeEnd,
    #[error("`{field}`: there is no post {post} in this coverage")]
    PostUnknown { field: String, post: PostId },
    #[error("`{field}`: the post {post} was withdrawn")]
    PostWithdrawn { field: String, post: PostId },
    #[error("`{field}`: the post {post} was redacted")]
    PostRedacted { field: String, post: PostId },
    #[error("there is a post {post} already")]
    PostExists { post: PostId },
    #[error("the post {post} was changed meanwhile, as change {seq}")]
    RevisedMeanwhile { post: PostId, seq: Seq },
    #[error("`publish_at` lies in the future")]
    PublishedInFuture,
    #[error("`shown_at` lies in the future")]
    ShownInFuture,
    #[error("`shown_at` lies more than a month before this coverage and all its posts")]
    ShownTooEarly,
    #[error("there is no time between these two posts")]
    NoRoom,
    #[error("the coverage is followed from another server, which alone adds to it")]
    FollowedElsewhere,
}

impl Rejection {
    /// The rule's stable code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty { .. } => "empty",
            Self::TooLong { .. } => "too_long",
            Self::TooMany { .. } => "too_many",
            Self::ControlCharacter { .. } => "control_character",
            Self::BadSlug { .. } => "bad_slug",
            Self::BadLanguage { .. } => "bad_language",
            Self::BadTimeZone { .. } => "bad_time_zone",
            Self::BadLink { .. } => "bad_link",
            Self::BadValue { .. } => "bad_value",
            Self::AlreadyOpen => "already_open",
            Self::NotOpen => "not_open",
            Self::CoverageEnded => "coverage_ended",
            Self::StatusStep { .. } => "status_step",
            Self::StatusStart { .. } => "status_start",
            Self::SuccessorBeforeEnd => "successor_before_end",
            Self::PostUnknown { .. } => "post_unknown",
            Self::PostWithdrawn { .. } => "post_withdrawn",
            Self::PostRedacted { .. } => "post_redacted",
            Self::PostExists { .. } => "post_exists",
            Self::RevisedMeanwhile { .. } => "revised_meanwhile",
            Self::PublishedInFuture => "published_in_future",
            Self::ShownInFuture => "shown_in_future",
            Self::ShownTooEarly => "shown_too_early",
            Self::NoRoom => "no_room",
            Self::FollowedElsewhere => "followed_elsewhere",
        }
    }

    /// The field that is wrong, as a path such as `key_points[2].text`; none
    /// where the command as a whole does not fit the state of the coverage.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Empty { field }
            | Self::TooLong { field, .. }
            | Self::TooMany { field, .. }
            | Self::ControlCharacter { field, .. }
            | Self::BadSlug { field }
            | Self::BadLink { field, .. }
            | Self::BadValue { field, .. }
            | Self::PostUnknown { field, .. }
            | Self::PostWithdrawn { field, .. }
            | Self::PostRedacted { field, .. } => Some(field),
            Self::BadLanguage { .. } => Some("language"),
            Self::BadTimeZone { .. } => Some("time_zone"),
            Self::SuccessorBeforeEnd => Some("successor"),
            Self::StatusStep { .. } | Self::StatusStart { .. } => Some("status"),
            Self::PublishedInFuture => Some("publish_at"),
            Self::ShownInFuture | Self::ShownTooEarly => Some("shown_at"),
            Self::AlreadyOpen
            | Self::NotOpen
            | Self::CoverageEnded
            | Self::PostExists { .. }
            | Self::RevisedMeanwhile { .. }
            | Self::NoRoom
            | Self::FollowedElsewhere => None,
        }
    }

    /// The way out, where there is one to name.
    #[must_use]
    pub fn hint(&self) -> Option<&'static str> {
        match self {
            Self::Empty { field } if field == "body" => {
                Some("Write at least a sentence: a headline alone makes no post.")
            }
            Self::Empty { .. } => Some("Write something, or leave the field out."),
            Self::TooLong { .. } | Self::TooMany { .. } => Some("Shorten it, or make two posts of it."),
            Self::ControlCharacter { .. } => Some("Delete it; it may have come along with pasted text."),
            Self::BadSlug { .. } => Some("For example: election-night-2026"),
            Self::BadLanguage { .. } => Some("Give a BCP 47 tag such as en, de-AT or ar."),
            Self::BadTimeZone { .. } => Some("Give an IANA name such as Europe/Kyiv or UTC."),
            Self::BadLink { .. } => Some("Give the whole address, beginning with https://"),
            Self::CoverageEnded => Some("Set its status to live to reopen it, or post to its successor."),
            Self::StatusStep { .. } => Some(
                "A draft goes live; a live one is paused or ended; a paused one goes live or is ended; an ended one is reopened as live.",
            ),
            Self::StatusStart { .. } => Some("Begin as draft or live."),
            Self::SuccessorBeforeEnd => Some("Set status to ended in the same request."),
            Self::PublishedInFuture => Some("Schedule the post instead."),
            Self::RevisedMeanwhile { .. } => Some("Read the post as it now is, and revise that."),
            Self::PostWithdrawn { .. } => Some("A withdrawn post stays as it is; publish a new one."),
            Self::PostRedacted { .. } => Some("Its words are gone for good; publish a new post."),
            Self::ShownInFuture | Self::ShownTooEarly => {
                Some("Give the time at which it happened, or null for the published time.")
            }
            Self::NoRoom => Some("Give the time under which it is to be shown."),
            Self::FollowedElsewhere => Some(
                "Write it at its source, or have it followed no more: `stet unfollow SLUG`, or DELETE /api/v1/followings/SLUG.",
            ),
            Self::BadValue { .. }
            | Self::AlreadyOpen
            | Self::NotOpen
            | Self::PostUnknown { .. }
            | Self::PostExists { .. } => None,
        }
    }

    /// Refuses a list of more than `limit` parts.
    pub(crate) fn too_many<T>(field: &str, list: &[T], limit: usize) -> Result<(), Self> {
        match list.len() {
            length if length > limit => Err(Self::TooMany { field: field.to_owned(), limit, length }),
            _ => Ok(()),
        }
    }

    /// The same rejection with its field named inside a larger one: `text`
    /// inside `key_points[2]` becomes `key_points[2].text`.
    #[must_use]
    pub fn within(mut self, outer: &str) -> Self {
        match &mut self {
            Self::Empty { field }
            | Self::TooLong { field, .. }
            | Self::TooMany { field, .. }
            | Self::ControlCharacter { field, .. }
            | Self::BadSlug { field }
            | Self::BadLink { field, .. }
            | Self::BadValue { field, .. }
            | Self::PostUnknown { field, .. }
            | Self::PostWithdrawn { field, .. }
            | Self::PostRedacted { field, .. } => *field = format!("{outer}.{field}"),
            _ => {}
        }
        self
    }
}
