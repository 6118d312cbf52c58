//! What a file is, by its content: neither its name nor what it is said to be counts.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::Refusal;

/// How many bytes from its start tell what a file is.
pub(crate) const HEAD: usize = 512;

/// A kind of file that is taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Form {
    /// A picture.
    Picture(PictureForm),
    /// A film.
    Film(FilmForm),
}

/// A kind of picture that is taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PictureForm {
    /// ITU-T T.81.
    Jpeg,
    /// W3C PNG.
    Png,
    /// GIF 87a or 89a.
    Gif,
    /// RFC 9649.
    WebP,
}

/// A kind of film that is taken in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FilmForm {
    /// ISO/IEC 14496-12, and `QuickTime`, from which it came.
    Mp4,
    /// A Matroska file (RFC 9559) of type `webm`.
    WebM,
}

impl Form {
    /// What a file is that begins with those bytes, at least `HEAD` of them if it has so many.
    ///
    /// # Errors
    /// The [`Refusal`] of what is not taken.
    pub fn of(head: &[u8]) -> Result<Self, Refusal> {
        use PictureForm::{Gif, Jpeg, Png, WebP};
        if head.is_empty() {
            return Err(Refusal::Empty);
        }
        if head.starts_with(&[0xFF, 0xD8, 0xFF]) {
            return Ok(Self::Picture(Jpeg));
        }
        if head.starts_with(b"\x89PNG\r\n\x1a\n") {
            return Ok(Self::Picture(Png));
        }
        if head.starts_with(b"GIF87a") || head.starts_with(b"GIF89a") {
            return Ok(Self::Picture(Gif));
        }
        if head.starts_with(b"RIFF") && head.get(8..12) == Some(b"WEBP") {
            return Ok(Self::Picture(WebP));
        }
        if head.get(4..8) == Some(b"ftyp") {
            return by_brand(head);
        }
        if head.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]) {
            let is_webm = head.windows(4).take(64).any(|window| window == b"webm");
            return if is_webm { Ok(Self::Film(FilmForm::WebM)) } else { Err(Refusal::Unknown) };
        }
        let text = String::from_utf8_lossy(head.get(..HEAD).unwrap_or(head)).to_ascii_lowercase();
        if text.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).starts_with('<') && text.contains("<svg") {
            return Err(Refusal::Svg);
        }
        Err(Refusal::Unknown)
    }
}

/// As much of a file as tells what it is.
///
/// # Errors
/// When it cannot be read.
pub(crate) fn head_of(path: &Path) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(HEAD as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// What an ISO base media file is, by the brands it claims.
fn by_brand(head: &[u8]) -> Result<Form, Refusal> {
    let size = head.first_chunk::<4>().map_or(0, |size| u32::from_be_bytes(*size)) as usize;
    let brands = head.get(8..size.min(head.len())).unwrap_or_default();
    let claims = |wanted: &[&[u8; 4]]| brands.chunks_exact(4).any(|brand| wanted.iter().any(|one| *one == brand));
    if claims(&[b"avif", b"avis"]) {
        return Err(Refusal::NotRead("AVIF"));
    }
    if claims(&[b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"]) {
        return Err(Refusal::NotRead("HEIC"));
    }
    if claims(&[
        b"isom", b"iso2", b"iso3", b"iso4", b"iso5", b"iso6", b"iso8", b"mp41", b"mp42", b"avc1", b"av01", b"dash",
        b"M4V ", b"MSNV", b"qt  ", b"3gp4", b"3gp5", b"3gp6",
    ]) {
        return Ok(Form::Film(FilmForm::Mp4));
    }
    Err(Refusal::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides() {
        let refused = |head: &[u8]| Form::of(head).unwrap_err().code();
        assert_eq!(Form::of(b"\xFF\xD8\xFF\xE0"), Ok(Form::Picture(PictureForm::Jpeg)));
        assert_eq!(Form::of(b"GIF89a\x01\x00"), Ok(Form::Picture(PictureForm::Gif)));
        assert_eq!(Form::of(b"RIFF\x00\x00\x00\x00WEBPVP8 "), Ok(Form::Picture(PictureForm::WebP)));
        assert_eq!(Form::of(b"\x00\x00\x00\x14ftypisom\x00\x00\x02\x00mp41"), Ok(Form::Film(FilmForm::Mp4)));
        assert_eq!(Form::of(b"\x1A\x45\xDF\xA3\x9f\x42\x82\x84webm"), Ok(Form::Film(FilmForm::WebM)));
        assert_eq!(refused(b""), "media_empty");
        assert_eq!(refused(b"\xEF\xBB\xBF<?xml version='1.0'?><!-- a --><svg xmlns='x'/>"), "media_type_svg");
        assert_eq!(refused(b"\x00\x00\x00\x18ftypmif1\x00\x00\x00\x00heic"), "media_type_not_read");
        assert_eq!(refused(b"\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1"), "media_type_not_read");
        for other in [&b"<html><body>"[..], b"MZ\x90", b"PK\x03\x04", b"%PDF-1.7", b"BM", b"\x1A\x45\xDF\xA3matroska"] {
            assert_eq!(refused(other), "media_type_unknown");
        }
    }
}
