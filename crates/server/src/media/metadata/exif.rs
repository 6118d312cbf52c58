//! Exif (CIPA DC-008).

use exif::{DateTime, Exif, In, Reader, Tag, Value};

use super::{Metadata, decoded, tidy};

pub(super) fn read(bytes: Vec<u8>) -> Metadata {
    let Ok(exif) = Reader::new().continue_on_error(true).read_raw(bytes).or_else(|error| {
        // What could be read before the fault counts.
        error.distill_partial_result(|_| {})
    }) else {
        return Metadata::default();
    };
    Metadata {
        alt: None,
        caption: text(&exif, Tag::ImageDescription),
        credit: text(&exif, Tag::Artist),
        source: None,
        rights: text(&exif, Tag::Copyright),
        taken_at: taken_at(&exif),
    }
}

fn ascii(exif: &Exif, tag: Tag) -> Option<&[u8]> {
    match &exif.get_field(tag, In::PRIMARY)?.value {
        Value::Ascii(lines) => lines.first().map(Vec::as_slice),
        _ => None,
    }
}

fn text(exif: &Exif, tag: Tag) -> Option<String> {
    tidy(&decoded(ascii(exif, tag)?))
}

fn taken_at(exif: &Exif) -> Option<String> {
    let DateTime { year, month, day, hour, minute, second, .. } =
        DateTime::from_ascii(ascii(exif, Tag::DateTimeOriginal)?).ok()?;
    let [month, day, hour, minute, second] =
        [month, day, hour, minute, second].map(|part| i8::try_from(part).unwrap_or(-1));
    // Cameras whose clock was never set write zeros.
    let at = jiff::civil::DateTime::new(i16::try_from(year).ok()?, month, day, hour, minute, second, 0).ok()?;
    let offset = ascii(exif, Tag::OffsetTimeOriginal).map(decoded).unwrap_or_default();
    let with_offset = format!("{at}{}", offset.trim());
    let is_known = with_offset.parse::<jiff::Timestamp>().is_ok();
    Some(if is_known { with_offset } else { at.to_string() })
}
