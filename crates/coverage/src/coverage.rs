//! What is known of a coverage as a whole.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::text::refuse_controls;
use crate::{Image, Language, Line, MediaId, PostId, Prose, Rejection, Slug, Theme, Video, WebUrl, Zone};

/// A rolling report, without its posts. Its slug stands beside the record, as
/// a file's name stands beside its content.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Coverage {
    /// What it is called.
    pub headline: Line<300>,
    /// The sentence or two under the headline.
    pub standfirst: Option<Prose<1000>>,
    /// The language it is written in.
    pub language: Language,
    /// The zone its times are told in.
    pub time_zone: Zone,
    /// How its pages look; the standard look, if there is none.
    pub theme: Option<Theme>,
    /// Where it stands in its life.
    pub status: Status,
    /// A word to readers about the status, such as why it is paused.
    pub status_note: Option<Prose<500>>,
    /// Where the story goes on once this coverage has ended.
    pub successor: Option<Successor>,
    /// The picture or film on top.
    pub lead: Option<Lead>,
    /// “What you need to know”, in order.
    pub key_points: Box<[KeyPoint]>,
    /// The one post that is held on top.
    pub pinned: Option<PostId>,
    /// Articles for further reading, in order.
    pub go_deeper: Box<[Further]>,
    /// When it was opened.
    pub opened_at: Timestamp,
    /// When it last ended; none while it has not.
    pub ended_at: Option<Timestamp>,
}

impl Coverage {
    /// The most key points.
    pub const MAX_KEY_POINTS: usize = 20;
    /// The most articles for further reading.
    pub const MAX_GO_DEEPER: usize = 50;
}

/// Where a coverage stands in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// In preparation; readers cannot see it.
    Draft,
    /// Running.
    Live,
    /// Resting; it will go on.
    Paused,
    /// Over. It can be reopened.
    Ended,
}

impl Status {
    /// The name in the record and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Live => "live",
            Self::Paused => "paused",
            Self::Ended => "ended",
        }
    }
}

/// Where the story goes on.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Successor {
    /// A coverage on this server.
    Coverage(Slug),
    /// A page elsewhere.
    Page(WebUrl),
}

impl Successor {
    /// Reads a slug or an absolute http(s) URL.
    ///
    /// # Errors
    /// A [`Rejection`] that names `field` when it is neither.
    pub fn parse(field: &str, text: &str) -> Result<Self, Rejection> {
        match Slug::parse(text) {
            Ok(slug) => Ok(Self::Coverage(slug)),
            Err(_) if text.contains(':') => WebUrl::parse(field, text).map(Self::Page),
            Err(_) => Err(Rejection::BadSlug { field: field.to_owned() }),
        }
    }

    /// The slug or the URL.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Coverage(slug) => slug.as_str(),
            Self::Page(url) => url.as_str(),
        }
    }
}

impl Serialize for Successor {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for Successor {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse("successor", &text).map_err(serde::de::Error::custom)
    }
}

/// The picture or film on top of a coverage.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Lead {
    /// A picture.
    Image {
        /// The stored picture; absent where only its caption is known, as after an import.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        media: Option<MediaId>,
        /// What the picture shows, for those who cannot see it.
        #[serde(default)]
        alt: String,
        /// The caption.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Prose<1000>>,
        /// Who made it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        credit: Option<Line<300>>,
        /// Its width in pixels.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        width: Option<u32>,
        /// Its height in pixels.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        height: Option<u32>,
    },
    /// A film.
    Video {
        /// Its title.
        title: Line<300>,
        /// The stored film.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        media: Option<MediaId>,
        /// Where it can be watched.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        url: Option<WebUrl>,
        /// The picture shown before it runs.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        poster: Option<MediaId>,
        /// What the poster shows, for those who cannot see it.
        #[serde(default)]
        alt: String,
        /// Its length in seconds.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        duration: Option<u32>,
        /// The caption.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        caption: Option<Prose<1000>>,
        /// Who made it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Line<300>>,
    },
}

impl Lead {
    /// The most characters in the text for those who cannot see it.
    pub const MAX_ALT: usize = 2_000;

    /// Checks what the types of its fields leave open.
    pub(crate) fn check(&self) -> Result<(), Rejection> {
        let (Self::Image { alt, .. } | Self::Video { alt, .. }) = self;
        let length = alt.chars().count();
        if length > Self::MAX_ALT {
            return Err(Rejection::TooLong { field: "lead.alt".to_owned(), limit: Self::MAX_ALT, length });
        }
        refuse_controls("lead.alt", alt, &['\n', '\t'])?;
        match self {
            Self::Image { width, height, .. } => {
                in_range("lead.width", *width, Image::MAX_SIDE)?;
                in_range("lead.height", *height, Image::MAX_SIDE)?;
                let together = "width and height go together";
                match (width, height) {
                    (Some(_), None) => Err(bad("lead.width", together)),
                    (None, Some(_)) => Err(bad("lead.height", together)),
                    _ => Ok(()),
                }
            }
            Self::Video { duration, .. } => in_range("lead.duration", *duration, Video::MAX_DURATION),
        }
    }

    /// Every stored picture or film that it shows.
    pub fn media(&self) -> impl Iterator<Item = MediaId> {
        let (media, poster) = match self {
            Self::Image { media, .. } => (*media, None),
            Self::Video { media, poster, .. } => (*media, *poster),
        };
        media.into_iter().chain(poster)
    }
}

fn in_range(field: &str, number: Option<u32>, most: u32) -> Result<(), Rejection> {
    match number {
        Some(number) if !(1..=most).contains(&number) => {
            Err(bad(field, format!("a whole number from 1 to {most} is expected")))
        }
        _ => Ok(()),
    }
}

fn bad(field: &str, problem: impl Into<String>) -> Rejection {
    Rejection::BadValue { field: field.to_owned(), problem: problem.into() }
}

/// One line of “what you need to know”.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct KeyPoint {
    /// The line.
    pub text: Prose<1000>,
    /// The post that tells more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<PostId>,
}

/// An article for further reading.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Further {
    /// Its title.
    pub title: Line<300>,
    /// The article; absent where only its title is known, as after an import.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<WebUrl>,
}
