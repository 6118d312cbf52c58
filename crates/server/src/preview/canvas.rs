//! The pixels of a picture in the making.

use std::io::Cursor;

use image::{ExtendedColorType, ImageError, Rgb, RgbImage, RgbaImage};

use crate::theme::Colour;

/// A rectangle, in pixels from the upper left.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

pub(super) struct Canvas {
    pixels: RgbImage,
}

impl Canvas {
    pub(super) fn new((width, height): (u32, u32), ground: Colour) -> Self {
        Self { pixels: RgbImage::from_pixel(width, height, Rgb(ground.0)) }
    }

    /// Paints a rectangle; what lies outside of the picture is left out.
    pub(super) fn fill(&mut self, area: Area, colour: Colour, opacity: u8) {
        for y in area.y..area.y.saturating_add(area.height) {
            for x in area.x..area.x.saturating_add(area.width) {
                self.dot(x, y, colour, opacity);
            }
        }
    }

    /// Paints a picture, its upper left corner there.
    pub(super) fn paste(&mut self, picture: &RgbaImage, (left, top): (i32, i32)) {
        for (x, y, pixel) in picture.enumerate_pixels() {
            let [r, g, b, opacity] = pixel.0;
            let at = |side: u32, begin: i32| i32::try_from(side).unwrap_or(i32::MAX).saturating_add(begin);
            self.dot(at(x, left), at(y, top), Colour([r, g, b]), opacity);
        }
    }

    fn dot(&mut self, x: i32, y: i32, colour: Colour, opacity: u8) {
        let (Ok(x), Ok(y)) = (u32::try_from(x), u32::try_from(y)) else { return };
        let Some(pixel) = self.pixels.get_pixel_mut_checked(x, y) else { return };
        let opacity = u16::from(opacity);
        for (under, over) in pixel.0.iter_mut().zip(colour.0) {
            let mixed = (u16::from(*under) * (255 - opacity) + u16::from(over) * opacity + 127) / 255;
            *under = u8::try_from(mixed).unwrap_or(u8::MAX);
        }
    }

    /// The picture as a PNG.
    pub(super) fn png(&self) -> Result<Vec<u8>, ImageError> {
        let mut png = Cursor::new(Vec::new());
        let (width, height) = self.pixels.dimensions();
        let encoder = image::codecs::png::PngEncoder::new(&mut png);
        image::ImageEncoder::write_image(encoder, &self.pixels, width, height, ExtendedColorType::Rgb8)?;
        Ok(png.into_inner())
    }
}
