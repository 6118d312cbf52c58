//! What the API takes: shapes as they are sent, before any rule has looked at them.
//!
//! Unknown fields are refused, and fields that are given twice, so that none is
//! lost in silence.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use utoipa::ToSchema;

use super::unique;

/// Tells `null` (take it away) from absence (leave it).
#[expect(clippy::option_option, reason = "absent, null and a value are three different requests")]
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// A value, and not `null`: it cannot be taken away.
pub(super) fn lasting<'de, D: Deserializer<'de>, T: Deserialize<'de>>(deserializer: D) -> Result<Option<T>, D::Error> {
    T::deserialize(deserializer).map(Some)
}

/// A coverage to open.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct NewCoverage {
    /// Its name in URLs: 1 to 80 of a–z, 0–9 and single hyphens.
    pub slug: String,
    /// At most 300 characters.
    pub headline: String,
    /// `live` if absent, or `draft`.
    pub status: Option<String>,
    /// A BCP 47 tag; `en` if absent.
    pub language: Option<String>,
    /// An IANA zone name; `UTC` if absent.
    pub time_zone: Option<String>,
    /// The name of a theme; `standard` if absent.
    pub theme: Option<String>,
    /// At most 1,000 characters.
    pub standfirst: Option<String>,
    /// At most 20.
    pub key_points: Option<Vec<KeyPoint>>,
    /// The picture or film on top.
    pub lead: Option<Lead>,
    /// At most 50.
    pub go_deeper: Option<Vec<Further>>,
}

/// Changes to a coverage; what is absent stays as it is, `null` takes away.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct CoveragePatch {
    /// At most 300 characters.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub headline: Option<String>,
    /// At most 1,000 characters, or null.
    #[serde(default, deserialize_with = "given")]
    pub standfirst: Option<Option<String>>,
    /// A BCP 47 tag.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub language: Option<String>,
    /// An IANA zone name.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub time_zone: Option<String>,
    /// The name of a theme, such as `evening`, or null for the standard one.
    #[serde(default, deserialize_with = "given")]
    pub theme: Option<Option<String>>,
    /// `live`, `paused` or `ended`.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub status: Option<String>,
    /// A word to readers about the status, at most 500 characters, or null.
    #[serde(default, deserialize_with = "given")]
    pub status_note: Option<Option<String>>,
    /// The slug of a coverage here or an http(s) URL, or null. Only when ended.
    #[serde(default, deserialize_with = "given")]
    pub successor: Option<Option<String>>,
    /// The picture or film on top, or null.
    #[serde(default, deserialize_with = "given")]
    pub lead: Option<Option<Lead>>,
    /// All of them, at most 20.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub key_points: Option<Vec<KeyPoint>>,
    /// The id of the post to hold on top, or null.
    #[serde(default, deserialize_with = "given")]
    pub pinned: Option<Option<String>>,
    /// All of it, at most 50.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub go_deeper: Option<Vec<Further>>,
}

/// One line of “what you need to know”.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct KeyPoint {
    /// At most 1,000 characters.
    pub text: String,
    /// The id of the post that tells more.
    pub post: Option<String>,
}

/// An article for further reading.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Further {
    /// At most 300 characters.
    pub title: String,
    /// http or https.
    pub url: Option<String>,
}

/// The picture or film on top of a coverage. `kind` says which; a film needs a title.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Lead {
    /// `image` or `video`.
    pub kind: String,
    /// The id of the stored picture or film.
    pub media: Option<String>,
    /// What it shows, for those who cannot see it; at most 2,000 characters.
    pub alt: Option<String>,
    /// At most 1,000 characters.
    pub caption: Option<String>,
    /// Who made the picture; at most 300 characters.
    pub credit: Option<String>,
    /// The picture's width in pixels.
    pub width: Option<u32>,
    /// The picture's height in pixels.
    pub height: Option<u32>,
    /// The film's title; at most 300 characters.
    pub title: Option<String>,
    /// Where the film can be watched; http or https.
    pub url: Option<String>,
    /// The id of the picture shown before the film runs.
    pub poster: Option<String>,
    /// The film's length in seconds.
    pub duration: Option<u32>,
    /// Who made the film; at most 300 characters.
    pub source: Option<String>,
}

/// A person credited with a post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Contributor {
    /// At most 200 characters.
    pub name: String,
}

/// A post to publish, keep as a draft, or schedule.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct NewPost {
    /// At most 300 characters; a short post may have none.
    pub headline: Option<String>,
    /// Markdown; or a list of blocks in which a string is Markdown; or a whole `{"v":1,"doc":…}`.
    #[serde(deserialize_with = "unique::value")]
    pub body: Value,
    /// A short flag such as `Analysis`; at most 40 characters.
    pub label: Option<String>,
    /// Whether it marks a turning point.
    pub key_event: Option<bool>,
    /// The credit printed with it; at most 200 characters.
    pub byline: Option<String>,
    /// At most 50.
    pub contributors: Option<Vec<Contributor>>,
    /// The place it was filed from; at most 120 characters.
    pub dateline: Option<String>,
    /// `published` if absent, `draft` or `scheduled`.
    pub status: Option<String>,
    /// When a scheduled post is published (RFC 3339); it must lie ahead.
    pub publish_at: Option<String>,
}

/// Changes to a post or a draft; what is absent stays as it is, `null` takes away.
#[derive(Deserialize, ToSchema, Default)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct PostPatch {
    /// At most 300 characters, or null.
    #[serde(default, deserialize_with = "given")]
    pub headline: Option<Option<String>>,
    /// As when publishing.
    #[serde(default, deserialize_with = "unique::given")]
    #[schema(nullable = false)]
    pub body: Option<Value>,
    /// At most 40 characters, or null.
    #[serde(default, deserialize_with = "given")]
    pub label: Option<Option<String>>,
    /// Whether it marks a turning point.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub key_event: Option<bool>,
    /// At most 200 characters, or null.
    #[serde(default, deserialize_with = "given")]
    pub byline: Option<Option<String>>,
    /// All of them, at most 50.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub contributors: Option<Vec<Contributor>>,
    /// At most 120 characters, or null.
    #[serde(default, deserialize_with = "given")]
    pub dateline: Option<Option<String>>,
    /// A public note on what was changed; for published posts only.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub notice: Option<Notice>,
    /// For drafts only: `published` publishes it, `scheduled` and `draft` keep it.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub status: Option<String>,
    /// For drafts only: when it is published (RFC 3339), or null.
    #[serde(default, deserialize_with = "given")]
    pub publish_at: Option<Option<String>>,
    /// For drafts only: the version that the change was made from. If the draft
    /// has another by now, it is left as it is.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub version: Option<u64>,
}

/// A public note on a post.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Notice {
    /// `correction`, `clarification` or `update`.
    pub kind: String,
    /// At most 1,000 characters.
    pub text: String,
}

/// Why a post is taken back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Withdrawal {
    /// For readers; at most 1,000 characters.
    pub reason: String,
}

/// On which ground words or pictures are taken out of the record.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Redaction {
    /// `legal`, `safety` or `privacy`. It is all that readers are told.
    pub reason: String,
}

/// Where a post is to be shown: one of the three. Its published time stays as it is.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Placement {
    /// Under this time (RFC 3339), or null for its published time.
    #[serde(default, deserialize_with = "given")]
    pub shown_at: Option<Option<String>>,
    /// As the next older one than the post of this id: directly under it on the page.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub before: Option<String>,
    /// As the next newer one than the post of this id: directly over it on the page.
    #[serde(default, deserialize_with = "lasting")]
    #[schema(nullable = false)]
    pub after: Option<String>,
}

/// One thing to do with many posts.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Bulk {
    /// `withdraw`, `label`, `key_event` or `unmark_key_event`; for drafts `approve` or `delete_drafts`.
    pub action: String,
    /// The ids of posts or drafts, at most 200; each is asked for by itself, in this order.
    pub ids: Vec<String>,
    /// With `approve`, and with `delete_drafts` if you like: the version of each
    /// draft that was seen, in the order of the ids. A draft that has another by
    /// now is left as it is.
    pub versions: Option<Vec<u64>>,
    /// With `withdraw`: why, for readers; at most 1,000 characters.
    pub reason: Option<String>,
    /// With `label`: the label, at most 40 characters, or null to take it away.
    #[serde(default, deserialize_with = "given")]
    pub label: Option<Option<String>>,
}

/// A text that is being written.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields, remote = "Self")]
pub struct Reminding {
    /// The fields of a post as far as they are written: `{headline?, body?, …}`, the body as `{"v":1,"doc":…}`.
    #[serde(deserialize_with = "unique::value")]
    pub content: Value,
    /// The id of the draft that it is.
    pub draft: Option<String>,
    /// The id of the post that it revises, which then reminds of nothing.
    pub revises: Option<String>,
}

/// Takes objects only: what serde derives takes a list of the values as well,
/// in which a value that is forgotten makes the next stand for it.
macro_rules! objects {
    ($($shape:ident),*) => {$(
        impl<'de> Deserialize<'de> for $shape {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Fields;

                impl<'de> Visitor<'de> for Fields {
                    type Value = $shape;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("an object")
                    }

                    fn visit_map<M: MapAccess<'de>>(self, map: M) -> Result<$shape, M::Error> {
                        // The function that serde derived, not the one that this is in.
                        $shape::deserialize(MapAccessDeserializer::new(map))
                    }
                }

                deserializer.deserialize_map(Fields)
            }
        }
    )*};
}

pub(super) use objects;

objects!(
    NewCoverage,
    CoveragePatch,
    KeyPoint,
    Further,
    Lead,
    Contributor,
    NewPost,
    PostPatch,
    Notice,
    Withdrawal,
    Redaction,
    Placement,
    Bulk,
    Reminding
);
