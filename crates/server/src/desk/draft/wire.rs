//! What the endpoints of drafts take.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;

use crate::desk::unique;
use crate::desk::wire::{Notice, lasting, objects};

/// A draft to begin.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct NewDraft {
    /// Its id, a UUID (version 7); one is made if absent. The same id begins a draft once.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub(crate) id: Option<String>,
    /// What it says so far: the fields of a post, as far as they are written.
    #[serde(default, deserialize_with = "unique::given")]
    #[schema(nullable = false)]
    pub(crate) content: Option<Value>,
    /// The id of the published post that it is to revise. Where that post is
    /// being revised already, that draft is answered.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub(crate) revises: Option<String>,
}

/// Steps to take in a draft.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct Push {
    /// The version that they were made from.
    pub(crate) version: u64,
    /// The editor that made them, by a name of its own choice: 1 to 100 characters.
    pub(crate) client: String,
    /// 1 to 500 objects; what is in them is for editors to know.
    #[serde(deserialize_with = "unique::value")]
    #[schema(value_type = Vec<Object>)]
    pub(crate) steps: Value,
    /// What the draft says after them.
    #[serde(deserialize_with = "unique::value")]
    pub(crate) content: Value,
}

/// A member.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct Writer {
    /// The member's id.
    pub(crate) member: String,
}

/// A step on a draft's way, with a word to go with it.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct Word {
    /// A note to put on the draft; at most 4,000 characters.
    #[serde(default)]
    pub(crate) note: Option<String>,
    /// The version that was read. If the draft has another by now, it is left
    /// as it is: consent is to words that were seen.
    #[serde(default)]
    pub(crate) version: Option<u64>,
}

/// When a draft is to be published.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct Schedule {
    /// RFC 3339, or a clock time in the coverage's zone such as `2026-03-29T02:30`.
    pub(crate) publish_at: String,
    /// The version that was seen.
    pub(crate) version: u64,
}

/// Until when a draft may not be published.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct Embargo {
    /// RFC 3339, or a clock time in the coverage's zone; null lifts it.
    #[schema(required)]
    pub(crate) until: Option<String>,
}

/// A draft to publish.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct Publish {
    /// The version that was seen.
    pub(crate) version: u64,
    /// A public note on what a revision changes; a revision without one is silent.
    #[serde(default)]
    pub(crate) notice: Option<Notice>,
    /// Whether to hold the post on top.
    #[serde(default)]
    pub(crate) pin: Option<bool>,
    /// The seq of the revised post that was seen, where the draft was made from an older one.
    #[serde(default)]
    pub(crate) base_seq: Option<u64>,
}

/// Words of a note.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub(crate) struct NoteText {
    /// At most 4,000 characters. `@[name](member-id)` mentions a member.
    pub(crate) text: String,
}

objects!(NewDraft, Push, Writer, Word, Schedule, Embargo, Publish, NoteText);
