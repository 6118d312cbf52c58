//! Pictures and films: bytes in, what readers get out.
//!
//! ```text
//! upload, part ──► incoming ──► work ──► what is below ──► files, library
//! ```
//!
//! ```text
//! bytes ──form──► picture ──outline──► decode ──► pixels ──► encode ──► original, renditions
//!           └───► film ────check, blank────────────────────────────────► the same file
//! ```
//!
//! Nothing of a picture's file is ever served: it is decoded and encoded anew,
//! so neither where it was taken nor anything else that stood in it gets out.
//! A film is checked and stays as it is, but for what it tells of its making.

mod bucket;
mod decode;
mod encode;
mod files;
mod film;
mod form;
mod incoming;
mod library;
mod metadata;
mod outline;
mod part;
mod pixels;
mod pool;
mod redaction;
mod refusal;
mod turns;
mod tus;
mod upload;
mod wire;
mod work;
mod workshop;

use std::borrow::Cow;

use rayon::prelude::*;
use render::rendition_widths;

pub use bucket::BucketFault;
pub use files::FilesFault;
pub use film::{Film, FilmFault, take_film};
pub use form::{FilmForm, Form, PictureForm};
pub use metadata::Metadata;
pub use refusal::Refusal;

pub use work::{Fetched, WorkFault, take_in};
pub use workshop::MediaLimits;

pub(crate) use bucket::Bucket;
pub(crate) use files::{Files, MediaFileName};
pub(crate) use form::head_of;
pub(crate) use library::{delete_medium, describe_medium, list_media, read_medium};
pub(crate) use part::{Part, take_away, take_part};
pub(crate) use pixels::Pixels;
pub(crate) use pool::Pool;
pub(crate) use redaction::{TAKE_OUT, out_again, redact_medium, take_out};
pub(crate) use upload::{begin_upload, continue_upload, give_up_upload, see_upload, upload_options};
pub(crate) use wire::told;
pub(crate) use work::{clear, do_what_can_wait, lease, remove_files, take_claimed, take_in_what_comes};
pub(crate) use workshop::Workshop;

/// What of the API is about pictures and films.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    upload::upload_options,
    upload::begin_upload,
    upload::see_upload,
    upload::continue_upload,
    upload::give_up_upload,
    library::list_media,
    library::read_medium,
    library::describe_medium,
    library::delete_medium,
    redaction::redact_medium
))]
pub(crate) struct Described;

/// How a picture is coded.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Coding {
    /// Read by everything; knows no transparency.
    Jpeg,
    /// Read by every browser of today.
    WebP,
    /// The smallest, and slow to make.
    Avif,
    /// Without loss.
    Png,
}

impl Coding {
    /// Its media type (RFC 6838).
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::WebP => "image/webp",
            Self::Avif => "image/avif",
            Self::Png => "image/png",
        }
    }

    /// How names of such files end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::WebP => "webp",
            Self::Avif => "avif",
            Self::Png => "png",
        }
    }
}

/// A picture as readers get it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Rendition {
    /// How it is coded.
    pub coding: Coding,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A picture that was taken in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Picture {
    /// The picture itself, upright, in sRGB and with nothing but pixels.
    pub original: Rendition,
    /// The picture in the widths of [`rendition_widths`], each as JPEG and WebP.
    pub renditions: Vec<Rendition>,
    /// What its file said of it.
    pub metadata: Metadata,
    /// Whether it moved; what was kept is its first picture.
    pub moved: bool,
}

/// Takes a picture in: all that is made of it at once. This takes seconds of
/// work, by the threads of the pool that it is called in.
///
/// # Errors
/// The [`Refusal`] of what is no whole picture, or too large a one.
pub fn take_picture(form: PictureForm, bytes: Vec<u8>) -> Result<Picture, Refusal> {
    let decode::Decoded { pixels, metadata, moves } = decode::decode(form, bytes)?;
    let without_loss = pixels.has_alpha() || matches!(form, PictureForm::Png | PictureForm::Gif);
    let coding = if without_loss { Coding::Png } else { Coding::Jpeg };
    let (original, renditions) = rayon::join(
        || {
            let bytes = encode::encode_original(&pixels, coding)?;
            Ok::<_, Refusal>(Rendition { coding, width: pixels.width, height: pixels.height, bytes })
        },
        || renditions(&pixels, &[Coding::WebP, Coding::Jpeg]),
    );
    Ok(Picture { original: original?, renditions: renditions?, metadata, moved: moves })
}

/// The renditions of a picture. The largest is made of the picture, the others
/// of the largest: nobody sees the difference, and it takes a fifth of the time.
fn renditions(pixels: &Pixels, codings: &[Coding]) -> Result<Vec<Rendition>, Refusal> {
    let mut widths: Vec<u32> = rendition_widths(pixels.width).collect();
    let largest = match widths.pop() {
        Some(width) if width != pixels.width => Cow::Owned(pixels.scaled(width)?),
        _ => Cow::Borrowed(pixels),
    };
    let scaled: Vec<Pixels> = widths.par_iter().map(|width| largest.scaled(*width)).collect::<Result<_, _>>()?;
    // The largest first: a thread that is done early helps with what is left.
    let all: Vec<(&Pixels, Coding)> = std::iter::once(&*largest)
        .chain(scaled.iter().rev())
        .flat_map(|pixels| codings.iter().map(move |coding| (pixels, *coding)))
        .collect();
    let encode = |(pixels, coding): &(&Pixels, Coding)| {
        let bytes = encode::encode(pixels, *coding)?;
        Ok(Rendition { coding: *coding, width: pixels.width, height: pixels.height, bytes })
    };
    all.par_iter().with_max_len(1).map(encode).collect()
}

/// The headers of an upload: a name and a value on each line.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz_headers(headers: &axum::http::HeaderMap) {
    let _ = (tus::require_version(headers), tus::length(headers), tus::offset(headers), tus::metadata(headers));
}

/// A picture's file: its outline, its pixels, what a camera wrote into it.
#[cfg(any(test, fuzzing))]
pub fn fuzz(bytes: &[u8]) {
    if let Ok(Form::Picture(form)) = Form::of(bytes) {
        let _ = decode::decode(form, bytes.to_vec());
    }
    let _ = Metadata::read(Some(bytes.to_vec()), Some(bytes), Some(bytes));
}
