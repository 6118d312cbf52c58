//! Why a file is not taken in, in sentences that whoever chose it can act on.

use std::borrow::Cow;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::problem::Problem;

/// Why a file is not taken in.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Refusal {
    /// No bytes at all.
    #[error("the file is empty")]
    Empty,
    /// None of the kinds that are taken.
    #[error("this is no picture or film of a kind that is taken here")]
    Unknown,
    /// SVG, which is a document that can hold more than a picture.
    #[error("this is an SVG drawing, which browsers treat as a document and not only as a picture")]
    Svg,
    /// HEIC or AVIF.
    #[error("this is a {0} picture, which is not read here")]
    NotRead(&'static str),
    /// More bytes than are taken.
    #[error("the file has {bytes} bytes, and {most} are the most for {what}")]
    TooLarge {
        /// How many it has.
        bytes: u64,
        /// How many are taken.
        most: u64,
        /// Of what kind of file.
        what: &'static str,
    },
    /// More pixels than are decoded.
    #[error("the picture has {width} × {height} pixels, and {most} million, or 16,383 along a side, are the most")]
    TooManyPixels {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
        /// The most, in millions.
        most: u64,
    },
    /// The file ends too soon, or does not hold what it should.
    #[error("the file is damaged: {0}")]
    Damaged(Cow<'static, str>),
    /// The file is something else beside a picture or film.
    #[error("the file holds more than a picture or film: {0}")]
    More(&'static str),
    /// A film that many browsers cannot show.
    #[error("the film is coded in a way that many browsers cannot show ({0})")]
    Codec(String),
    /// A film with a track that tells of its making, such as a route.
    #[error("the film has a track that is neither picture nor sound, such as where it was made")]
    DataTrack,
}

impl Refusal {
    /// A file that is damaged in a way that is said.
    pub(crate) fn damaged(what: impl Into<Cow<'static, str>>) -> Self {
        Self::Damaged(what.into())
    }

    /// The stable code, for programs.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "media_empty",
            Self::Unknown => "media_type_unknown",
            Self::Svg => "media_type_svg",
            Self::NotRead(_) => "media_type_not_read",
            Self::TooLarge { .. } => "media_too_large",
            Self::TooManyPixels { .. } => "media_too_many_pixels",
            Self::Damaged(_) => "media_damaged",
            Self::More(_) => "media_holds_more",
            Self::Codec(_) => "media_codec",
            Self::DataTrack => "media_data_track",
        }
    }

    /// The way out.
    #[must_use]
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::Empty => "Choose the file again; it may not have been copied to the end.",
            Self::Unknown => "Pictures are taken as JPEG, PNG, WebP or GIF, films as MP4 or WebM.",
            Self::Svg => "Export the drawing as a PNG at twice the size at which it is to be seen.",
            Self::NotRead(_) => {
                "Upload it at the desk in a browser that shows such pictures, which converts it; or save it as a JPEG."
            }
            Self::TooLarge { .. } => "Save it smaller; an operator can raise the limit.",
            Self::TooManyPixels { .. } => "Save the picture smaller: readers see 2560 pixels across at most.",
            Self::Damaged(_) => "Open the file in another program; if it is whole there, save it anew and upload that.",
            Self::More(_) => "Open the picture in an editor and save it anew, which leaves the rest behind.",
            Self::Codec(_) => "Export it as H.264 with AAC sound in an MP4, or as VP9 or AV1 in a WebM.",
            Self::DataTrack => "Export the film anew with picture and sound only.",
        }
    }

    /// What is wrong, as a sentence.
    #[must_use]
    pub fn sentence(&self) -> String {
        let mut sentence = self.to_string();
        if let Some(first) = sentence.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        sentence + "."
    }

    /// The refusal as the API tells it of a medium.
    #[must_use]
    pub fn to_json(&self) -> Value {
        json!({"code": self.code(), "detail": self.sentence(), "hint": self.hint()})
    }
}

/// Where whoever sent the file waits for it.
impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let status = match refusal {
            Refusal::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            _ => StatusCode::UNPROCESSABLE_ENTITY,
        };
        Self::new(status, refusal.code(), refusal.sentence()).hinted(refusal.hint())
    }
}
