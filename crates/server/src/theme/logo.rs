//! Logos: what form a file has, and how large it is.

use std::io::Cursor;

use image::{ImageFormat, ImageReader};
use quick_xml::Reader;
use quick_xml::events::Event;

/// A logo's file, looked at.
pub(crate) struct Known {
    pub(crate) content_type: &'static str,
    pub(crate) ending: &'static str,
    /// Width and height in pixels; of an SVG, no more than its shape.
    pub(crate) size: (u32, u32),
}

/// The widest and highest picture that is decoded.
const LONGEST_SIDE: u32 = 4096;

/// Looks at a file by its content.
///
/// # Errors
/// Words that say what is wrong with it.
pub(crate) fn look(bytes: &[u8]) -> Result<Known, String> {
    let format = image::guess_format(bytes).ok();
    let (content_type, ending) = match format {
        Some(ImageFormat::Png) => ("image/png", "png"),
        Some(ImageFormat::Jpeg) => ("image/jpeg", "jpg"),
        Some(ImageFormat::WebP) => ("image/webp", "webp"),
        _ => {
            let size =
                size_of_svg(bytes).ok_or("it is no PNG, JPEG, WebP or SVG with a viewBox or a width and height")?;
            return Ok(Known { content_type: "image/svg+xml", ending: "svg", size });
        }
    };
    let size = ImageReader::new(Cursor::new(bytes))
        .with_guessed_format()
        .ok()
        .and_then(|reader| reader.into_dimensions().ok());
    match size {
        Some((width, height)) if width.max(height) <= LONGEST_SIDE && width.min(height) > 0 => {
            Ok(Known { content_type, ending, size: (width, height) })
        }
        Some(_) => Err(format!("it is larger than {LONGEST_SIDE} pixels")),
        None => Err("it is damaged".to_owned()),
    }
}

/// The shape of an SVG, as its root says it.
fn size_of_svg(bytes: &[u8]) -> Option<(u32, u32)> {
    let mut reader = Reader::from_str(std::str::from_utf8(bytes).ok()?);
    let root = loop {
        match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => break element,
            Event::Eof => return None,
            _ => {}
        }
    };
    if root.local_name().as_ref() != "svg" {
        return None;
    }
    let attribute = |name: &str| Some(root.try_get_attribute(name).ok()??.value.into_owned());
    let length = |text: &str| text.trim().trim_end_matches("px").parse::<f64>().ok();
    let (width, height) = match attribute("viewBox") {
        Some(view) => {
            let mut sides = view.split([' ', ',']).filter(|part| !part.is_empty()).skip(2).map(length);
            (sides.next()??, sides.next()??)
        }
        None => (length(&attribute("width")?)?, length(&attribute("height")?)?),
    };
    // A shape of few whole numbers; most have sides of dozens or hundreds.
    let whole = |side: f64| format!("{side:.0}").parse::<u32>().ok().filter(|side| (1..=100_000).contains(side));
    Some((whole(width)?, whole(height)?))
}

#[cfg(test)]
mod tests {
    use super::look;

    #[test]
    fn a_logo_is_known_by_its_content() {
        for (svg, size) in [
            (
                r#"<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240.4 60"/>"#,
                (240, 60),
            ),
            (r#"<svg width="90px" height="30"><path/></svg>"#, (90, 30)),
        ] {
            let known = look(svg.as_bytes()).unwrap();
            assert_eq!((known.ending, known.size), ("svg", size));
        }
        for wrong in ["", "<html></html>", "<svg/>", "<svg viewBox='0 0 0 9'/>", "\u{89}PNG\r\n\u{1a}\n", "GIF89a"] {
            assert!(look(wrong.as_bytes()).is_err(), "{wrong}");
        }
    }
}
