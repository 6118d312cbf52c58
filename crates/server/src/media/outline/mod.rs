//! Whether a picture's file is whole and nothing but a picture, from its
//! outline: the parts it says it has, without decoding any.
//!
//! What is served is never the file that came, so this protects no reader. It
//! has a cut-off file told of instead of shown half grey, and leaves those who
//! try whether something else gets through without an answer that looks good.

mod gif;
mod jpeg;
mod png;
mod webp;

use super::Refusal;
use super::form::PictureForm;

/// What a file's outline says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Outline {
    /// Whether it holds more than one picture, to be shown one after the other.
    pub(crate) moves: bool,
}

/// The outline of a picture's file.
///
/// # Errors
/// [`Refusal::Damaged`] where it ends too soon or makes no sense, [`Refusal::More`]
/// where something follows it or stands in it that is no part of a picture.
pub(crate) fn outline(form: PictureForm, bytes: &[u8]) -> Result<Outline, Refusal> {
    match form {
        PictureForm::Jpeg => jpeg::outline(bytes),
        PictureForm::Png => png::outline(bytes),
        PictureForm::Gif => gif::outline(bytes),
        PictureForm::WebP => webp::outline(bytes),
    }
}

const CUT_OFF: &str = "it ends too soon";

/// The bytes before a position and those from it on.
fn split(bytes: &[u8], at: usize) -> Result<(&[u8], &[u8]), Refusal> {
    bytes.split_at_checked(at).ok_or(Refusal::damaged(CUT_OFF))
}

/// Refuses a comment that a browser would take for a page. No camera and no
/// editor writes one.
fn refuse_markup(comment: &[u8]) -> Result<(), Refusal> {
    const SIGNS: [&[u8]; 7] = [b"<script", b"<html", b"<body", b"<iframe", b"<!doctype html", b"<svg", b"<?php"];
    let is_sign = |window: &[u8]| {
        SIGNS.iter().any(|sign| window.get(..sign.len()).is_some_and(|start| start.eq_ignore_ascii_case(sign)))
    };
    let starts = comment.iter().enumerate().filter(|(_, byte)| **byte == b'<');
    if starts.map(|(at, _)| comment.get(at..).unwrap_or_default()).any(is_sign) {
        return Err(Refusal::More("a comment in it is a web page"));
    }
    Ok(())
}
