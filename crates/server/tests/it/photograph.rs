//! Pictures as cameras, agencies and attackers make them: with real encoders,
//! and with all that stands beside the pixels.

use std::io::Cursor;

use exif::experimental::Writer;
use exif::{Field, In, Rational, Tag, Value};
use image::{DynamicImage, ImageFormat, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder};

/// The place in the Exif of [`exif`], which nobody may find again.
pub(crate) const PLACE: [u32; 3] = [53, 24, 37];

/// A picture with a gradient, edges and noise, as photographs have.
pub(crate) fn pixels(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_mul(x | 1)) >> 27;
        let edge = if (x / 64 + y / 48) % 2 == 0 { 40 } else { 0 };
        let shade = |part: u32, whole: u32| u8::try_from(part * 180 / whole.max(1) + noise + edge).unwrap_or(255);
        image::Rgb([shade(x, width), shade(y, height), shade(x + y, width + height)])
    })
}

/// What a phone writes: the words of a photographer, a time, a place, and how it was held.
pub(crate) fn exif(orientation: u16) -> Vec<u8> {
    let ascii = |tag, text: &str| Field { tag, ifd_num: In::PRIMARY, value: Value::Ascii(vec![text.into()]) };
    let degrees = PLACE.map(|part| Rational { num: part, denom: 1 }).to_vec();
    let place = |tag| Field { tag, ifd_num: In::PRIMARY, value: Value::Rational(degrees.clone()) };
    let fields = [
        Field { tag: Tag::Orientation, ifd_num: In::PRIMARY, value: Value::Short(vec![orientation]) },
        ascii(Tag::ImageDescription, "The quay at dawn"),
        ascii(Tag::Artist, "Ann Ash"),
        ascii(Tag::Copyright, "Example Pictures"),
        ascii(Tag::Make, "Example Phones"),
        ascii(Tag::DateTimeOriginal, "2026:11:28 06:41:09"),
        ascii(Tag::OffsetTimeOriginal, "+01:00"),
        ascii(Tag::GPSLatitudeRef, "N"),
        place(Tag::GPSLatitude),
        ascii(Tag::GPSLongitudeRef, "E"),
        place(Tag::GPSLongitude),
    ];
    let mut writer = Writer::new();
    fields.iter().for_each(|field| writer.push_field(field));
    let mut bytes = Cursor::new(Vec::new());
    writer.write(&mut bytes, false).unwrap();
    bytes.into_inner()
}

/// What an editor writes, with the place once more.
pub(crate) fn xmp() -> Vec<u8> {
    br#"<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
      <rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
      exif:GPSLatitude="53,24.6N" photoshop:Source="A reader"/></rdf:RDF></x:xmpmeta>"#
        .to_vec()
}

/// A JPEG with metadata in it.
pub(crate) fn jpeg(pixels: &RgbImage, orientation: u16) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 85);
    encoder.add_app_segment(1, [b"Exif\0\0", &exif(orientation)[..]].concat()).unwrap();
    encoder.add_app_segment(1, [b"http://ns.adobe.com/xap/1.0/\0", &xmp()[..]].concat()).unwrap();
    let (width, height) = (u16::try_from(pixels.width()).unwrap(), u16::try_from(pixels.height()).unwrap());
    encoder.encode(pixels.as_raw(), width, height, ColorType::Rgb).unwrap();
    bytes
}

/// A JPEG as a phone makes it.
pub(crate) fn photograph(width: u32, height: u32) -> Vec<u8> {
    jpeg(&pixels(width, height), 1)
}

/// The same picture in another form, without metadata.
pub(crate) fn coded(pixels: &RgbImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    pixels.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A picture of which the left half cannot be seen through.
pub(crate) fn half_clear(width: u32, height: u32) -> Vec<u8> {
    let picture =
        RgbaImage::from_fn(width, height, |x, _| image::Rgba([200, 30, 30, if x < width / 2 { 255 } else { 0 }]));
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgba8(picture).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// A GIF of so many pictures.
pub(crate) fn gif(pictures: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = image::codecs::gif::GifEncoder::new(&mut bytes);
    for number in 0..pictures {
        let colour = image::Rgba([number * 60, 20, 20, 255]);
        encoder.encode_frame(image::Frame::new(RgbaImage::from_pixel(40, 30, colour))).unwrap();
    }
    drop(encoder);
    bytes
}

/// A PNG that says it has so many pixels, and has none.
pub(crate) fn promise(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = coded(&RgbImage::new(1, 1), ImageFormat::Png);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let mut sum = flate2::Crc::new();
    sum.update(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&sum.sum().to_be_bytes());
    bytes
}
