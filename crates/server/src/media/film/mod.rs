//! A film's file: whether it is whole and can be shown, and what is taken out of it.
//!
//! A film is not encoded anew; that would take longer than the news can wait.
//! What tells of its making is overwritten where it stands, with nothing moved,
//! so that whoever does it twice does no harm.

mod mp4;
mod webm;

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use super::{FilmForm, Refusal};

/// What is known of a film.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Film {
    /// Its width in pixels, as it is shown.
    pub width: u32,
    /// Its height in pixels, as it is shown.
    pub height: u32,
    /// How long it lasts, in seconds; none where the file does not say.
    pub duration: Option<f64>,
}

impl FilmForm {
    /// Its media type (RFC 6838).
    #[must_use]
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Mp4 => "video/mp4",
            Self::WebM => "video/webm",
        }
    }
}

/// Why a film is not taken in, or could not be looked at.
#[derive(Debug, thiserror::Error)]
pub enum FilmFault {
    /// It is not taken in.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The file could not be read or written.
    #[error(transparent)]
    Device(#[from] std::io::Error),
}

/// Checks a film, and blanks what tells of its making: where it was recorded,
/// by whom and with what, and every track that is neither picture, sound nor words.
/// What can be refused is refused before anything is written.
///
/// # Errors
/// A [`FilmFault`].
pub fn take_film(form: FilmForm, file: &mut File) -> Result<Film, FilmFault> {
    match form {
        FilmForm::Mp4 => mp4::take(file),
        FilmForm::WebM => webm::take(file),
    }
}

/// A stretch of a file that is overwritten.
#[derive(Clone, Debug)]
struct Blank {
    at: u64,
    /// What it begins with afterwards; the rest is zeros.
    head: Vec<u8>,
    length: u64,
}

fn blank(file: &mut File, blanks: &[Blank]) -> std::io::Result<()> {
    const ZEROS: [u8; 16 * 1024] = [0; 16 * 1024];
    for Blank { at, head, length } in blanks {
        file.seek(SeekFrom::Start(*at))?;
        file.write_all(head)?;
        let mut left = length.saturating_sub(head.len() as u64);
        while left > 0 {
            let now = usize::try_from(left).unwrap_or(usize::MAX).min(ZEROS.len());
            file.write_all(ZEROS.get(..now).unwrap_or_default())?;
            left -= now as u64;
        }
    }
    file.sync_all()
}

/// So many bytes from a place in a file.
fn read_at(file: &mut File, at: u64, length: u64) -> Result<Vec<u8>, FilmFault> {
    file.seek(SeekFrom::Start(at))?;
    let mut bytes = Vec::new();
    file.take(length).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < length {
        return Err(Refusal::damaged("it ends too soon").into());
    }
    Ok(bytes)
}
