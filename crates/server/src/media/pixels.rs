//! Pixels: eight bits a channel, sRGB, upright.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{PixelType, Resizer};
use image::DynamicImage;

use super::Refusal;

/// A decoded picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Pixels {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Row by row, three or four bytes a pixel.
    pub(crate) bytes: Vec<u8>,
}

impl From<DynamicImage> for Pixels {
    /// Keeps the channel of transparency only where something is transparent.
    fn from(picture: DynamicImage) -> Self {
        let (width, height) = (picture.width(), picture.height());
        let bytes = if picture.color().has_alpha() {
            let picture = picture.into_rgba8();
            if picture.as_raw().iter().skip(3).step_by(4).all(|alpha| *alpha == u8::MAX) {
                DynamicImage::ImageRgba8(picture).into_rgb8().into_raw()
            } else {
                picture.into_raw()
            }
        } else {
            picture.into_rgb8().into_raw()
        };
        Self { width, height, bytes }
    }
}

impl Pixels {
    /// Three, or four with transparency.
    pub(crate) fn channels(&self) -> usize {
        self.bytes.len() / (self.width as usize * self.height as usize).max(1)
    }

    /// Whether something in it is transparent.
    pub(crate) fn has_alpha(&self) -> bool {
        self.channels() == 4
    }

    /// The same picture in another width.
    ///
    /// # Errors
    /// [`Refusal::Damaged`] where it cannot be scaled, which no decoded picture is known for.
    pub(crate) fn scaled(&self, width: u32) -> Result<Self, Refusal> {
        let height = height_at(self.width, self.height, width);
        let fault = |error: &dyn std::error::Error| Refusal::damaged(error.to_string());
        let kind = if self.has_alpha() { PixelType::U8x4 } else { PixelType::U8x3 };
        let from = ImageRef::new(self.width, self.height, &self.bytes, kind).map_err(|error| fault(&error))?;
        let mut to = Image::new(width, height, kind);
        Resizer::new().resize(&from, &mut to, None).map_err(|error| fault(&error))?;
        Ok(Self { width, height, bytes: to.into_vec() })
    }

    /// The same picture on white, for forms that know no transparency.
    pub(crate) fn on_white(&self) -> std::borrow::Cow<'_, [u8]> {
        if !self.has_alpha() {
            return (&self.bytes).into();
        }
        let blend = |pixel: &[u8]| match *pixel {
            [red, green, blue, alpha] => [red, green, blue].map(|channel| {
                let (channel, alpha) = (u32::from(channel), u32::from(alpha));
                u8::try_from((channel * alpha + 255 * (255 - alpha) + 127) / 255).unwrap_or(u8::MAX)
            }),
            _ => [u8::MAX; 3],
        };
        self.bytes.chunks_exact(4).flat_map(blend).collect::<Vec<_>>().into()
    }
}

/// The height of a picture in another width, at least one pixel.
pub(crate) fn height_at(own_width: u32, own_height: u32, width: u32) -> u32 {
    let scaled = (u64::from(own_height) * u64::from(width) + u64::from(own_width) / 2) / u64::from(own_width.max(1));
    u32::try_from(scaled).unwrap_or(u32::MAX).max(1)
}
