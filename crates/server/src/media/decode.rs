//! A picture's bytes, as pixels that stand upright and are in sRGB.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};
use rayon::prelude::*;

use super::form::PictureForm;
use super::metadata::Metadata;
use super::outline::{Outline, outline};
use super::{Pixels, Refusal};

/// The most pixels of a picture that is decoded; cameras have come to 61 million.
pub(crate) const MOST_PIXELS: u64 = 64_000_000;
/// The longest side, which is the longest that WebP knows.
const LONGEST_SIDE: u32 = 16_383;
/// The most bytes that a decoded picture takes: all those pixels with four
/// channels of a byte, or half of them with channels of two.
const MOST_DECODED: u64 = 4 * MOST_PIXELS;
/// The longest colour profile that is looked at; those of cameras have a few kilobytes.
const LONGEST_PROFILE: usize = 4 << 20;
/// How many rows are turned into sRGB at a time.
const ROWS: usize = 64;

/// A picture that was decoded.
pub(crate) struct Decoded {
    pub(crate) pixels: Pixels,
    pub(crate) metadata: Metadata,
    /// Whether there were more pictures in the file, of which this is the first.
    pub(crate) moves: bool,
}

/// Decodes a picture. Its size is checked before anything of that size is made.
///
/// # Errors
/// The [`Refusal`] of what is no whole picture, or too large a one.
pub(crate) fn decode(form: PictureForm, bytes: Vec<u8>) -> Result<Decoded, Refusal> {
    let Outline { moves } = outline(form, &bytes)?;
    let mut limits = Limits::no_limits();
    // Whatever a decoder needs beside the picture itself.
    limits.max_alloc = Some(2 * MOST_DECODED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(form));
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|error| damaged(&error))?;
    let (width, height) = decoder.dimensions();
    let is_too_large = u64::from(width) * u64::from(height) > MOST_PIXELS || width.max(height) > LONGEST_SIDE;
    if is_too_large || decoder.total_bytes() > MOST_DECODED {
        return Err(Refusal::TooManyPixels { width, height, most: MOST_PIXELS / 1_000_000 });
    }
    if width == 0 || height == 0 {
        return Err(Refusal::damaged("it has no pixels"));
    }
    // What stands beside the picture may be broken without the picture being so.
    let exif = decoder.exif_metadata().ok().flatten();
    let iptc = decoder.iptc_metadata().ok().flatten();
    let xmp = decoder.xmp_metadata().ok().flatten();
    let profile = decoder.icc_profile().ok().flatten().filter(|profile| profile.len() <= LONGEST_PROFILE);
    let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|error| damaged(&error))?;
    picture.apply_orientation(orientation);
    let mut pixels = Pixels::from(picture);
    if let Some(profile) = profile {
        to_srgb(&mut pixels, &profile);
    }
    Ok(Decoded { pixels, metadata: Metadata::read(exif, iptc.as_deref(), xmp.as_deref()), moves })
}

const fn format(form: PictureForm) -> ImageFormat {
    match form {
        PictureForm::Jpeg => ImageFormat::Jpeg,
        PictureForm::Png => ImageFormat::Png,
        PictureForm::Gif => ImageFormat::Gif,
        PictureForm::WebP => ImageFormat::WebP,
    }
}

fn damaged(error: &image::ImageError) -> Refusal {
    Refusal::damaged(error.to_string().chars().take(200).collect::<String>())
}

/// Turns the colours into those of sRGB, which every screen shows alike. A
/// profile that says nothing of red, green and blue, or makes no sense, is left aside.
fn to_srgb(pixels: &mut Pixels, profile: &[u8]) {
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let layout = if pixels.has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let srgb = ColorProfile::new_srgb();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, TransformOptions::default()) else {
        return;
    };
    let channels = pixels.channels();
    if is_idle(channels, |from, to| transform.transform(from, to).is_ok()) {
        return;
    }
    let row = pixels.width as usize * channels;
    pixels.bytes.par_chunks_mut(row * ROWS).for_each(|rows| {
        let from = rows.to_vec();
        // It fails where the two differ in length, which they do not.
        if transform.transform(&from, rows).is_err() {
            rows.copy_from_slice(&from);
        }
    });
}

/// Whether colours stay what they are: most profiles are that of sRGB.
fn is_idle(channels: usize, transform: impl Fn(&[u8], &mut [u8]) -> bool) -> bool {
    const STEPS: [u8; 5] = [0, 64, 128, 192, 255];
    let mut from = Vec::new();
    for red in STEPS {
        for green in STEPS {
            for blue in STEPS {
                from.extend_from_slice([red, green, blue, 255].get(..channels).unwrap_or_default());
            }
        }
    }
    let mut to = vec![0; from.len()];
    transform(&from, &mut to) && from.iter().zip(&to).all(|(from, to)| from.abs_diff(*to) <= 2)
}
