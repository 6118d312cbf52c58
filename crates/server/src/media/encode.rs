//! Pixels as the bytes that readers get. None of these writes anything but the
//! picture: no Exif, no XMP, no comment.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use jpeg_encoder::ColorType;
use ravif::{Img, RGB8, RGBA8};

use super::pixels::Pixels;
use super::{Coding, Refusal};

/// How well renditions are kept: losses are seen by nobody who does not look for them.
const JPEG_QUALITY: u8 = 80;
const WEBP_QUALITY: f32 = 75.0;
const AVIF_QUALITY: f32 = 60.0;
/// From 1 to 10: slower gives smaller files, and below this hardly any smaller.
const AVIF_SPEED: u8 = 8;
/// How well the picture itself is kept, from which others are made later.
const ORIGINAL_QUALITY: u8 = 90;

/// A rendition.
///
/// # Errors
/// [`Refusal::Damaged`] where there are no bytes for it, which no picture of
/// those that are decoded is known for.
pub(crate) fn encode(pixels: &Pixels, coding: Coding) -> Result<Vec<u8>, Refusal> {
    match coding {
        Coding::Jpeg => jpeg(pixels, JPEG_QUALITY, Scans::Progressive),
        Coding::WebP => webp(pixels),
        Coding::Avif => avif(pixels),
        Coding::Png => png(pixels),
    }
}

/// The picture in its own size: without loss where it came so, or where something in it is transparent.
///
/// # Errors
/// As [`encode`].
pub(crate) fn encode_original(pixels: &Pixels, coding: Coding) -> Result<Vec<u8>, Refusal> {
    match coding {
        // Progressive scans would take twice the memory of the picture.
        Coding::Jpeg => jpeg(pixels, ORIGINAL_QUALITY, Scans::Baseline),
        other => encode(pixels, other),
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Scans {
    /// From top to bottom.
    Baseline,
    /// All of it at once, ever sharper; a tenth smaller as well.
    Progressive,
}

fn fault(error: &dyn std::fmt::Display) -> Refusal {
    Refusal::damaged(format!("it cannot be encoded anew ({error})"))
}

fn jpeg(pixels: &Pixels, quality: u8, scans: Scans) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, quality);
    encoder.set_progressive(scans == Scans::Progressive);
    let side = |side: u32| u16::try_from(side).map_err(|error| fault(&error));
    let (width, height) = (side(pixels.width)?, side(pixels.height)?);
    encoder.encode(&pixels.on_white(), width, height, ColorType::Rgb).map_err(|error| fault(&error))?;
    Ok(bytes)
}

fn webp(pixels: &Pixels) -> Result<Vec<u8>, Refusal> {
    let encoder = if pixels.has_alpha() {
        webp::Encoder::from_rgba(&pixels.bytes, pixels.width, pixels.height)
    } else {
        webp::Encoder::from_rgb(&pixels.bytes, pixels.width, pixels.height)
    };
    let encoded = encoder.encode_simple(false, WEBP_QUALITY).map_err(|error| fault(&format!("{error:?}")))?;
    Ok(encoded.to_vec())
}

fn avif(pixels: &Pixels) -> Result<Vec<u8>, Refusal> {
    let encoder = ravif::Encoder::new().with_quality(AVIF_QUALITY).with_speed(AVIF_SPEED);
    let (width, height) = (pixels.width as usize, pixels.height as usize);
    let encoded = if pixels.has_alpha() {
        let colours: Vec<RGBA8> = pixels.bytes.chunks_exact(4).map(rgba).collect();
        encoder.encode_rgba(Img::new(&colours, width, height))
    } else {
        let colours: Vec<RGB8> = pixels.bytes.chunks_exact(3).map(|pixel| rgba(pixel).rgb()).collect();
        encoder.encode_rgb(Img::new(&colours, width, height))
    };
    Ok(encoded.map_err(|error| fault(&error))?.avif_file)
}

fn rgba(pixel: &[u8]) -> RGBA8 {
    match *pixel {
        [r, g, b, a] => RGBA8 { r, g, b, a },
        [r, g, b] => RGBA8 { r, g, b, a: u8::MAX },
        _ => RGBA8 { r: 0, g: 0, b: 0, a: 0 },
    }
}

fn png(pixels: &Pixels) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let colour = if pixels.has_alpha() { ExtendedColorType::Rgba8 } else { ExtendedColorType::Rgb8 };
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(&pixels.bytes, pixels.width, pixels.height, colour)
        .map_err(|error| fault(&error))?;
    Ok(bytes)
}
