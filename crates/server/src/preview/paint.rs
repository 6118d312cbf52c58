//! One preview picture: the site's name on top, the headline, and below what is going on and when.

use coverage::Direction;
use image::imageops::FilterType;
use image::{ImageError, ImageReader, RgbaImage};
use render::{PREVIEW_SIZE, Preview, Tone};

use super::canvas::{Area, Canvas};
use super::lettering::{Face, Fonts, Lettering, Passage, Side};
use crate::theme::{Colour, Design, Scheme};

const WIDTH: i32 = 1200;
const HEIGHT: i32 = 630;
/// Between the words and the sides of the picture: some sites cut a little off.
const MARGIN: i32 = 72;
const ROOM: i32 = WIDTH - 2 * MARGIN;
/// Where the head of the picture ends.
const HEAD: i32 = 116;
/// Where the lowest line begins, and how high it is.
const FOOT: i32 = 528;
const FLAG: i32 = 52;
/// The sizes of a headline: the largest in which all of it fits.
const HEADLINE: [f32; 8] = [84.0, 76.0, 68.0, 60.0, 54.0, 48.0, 42.0, 38.0];
/// The largest logo, in pixels.
const LOGO: (u32, u32) = (480, 64);

/// Draws a picture, as a PNG.
pub(super) fn paint(preview: &Preview, design: &Design, fonts: &Fonts) -> Result<Vec<u8>, ImageError> {
    let colour = |name, otherwise| design.sheet.colour(Scheme::Light, name).unwrap_or(otherwise);
    let paper = colour("paper", Colour::WHITE);
    let ink = colour("ink", Colour::BLACK);
    let mut canvas = Canvas::new(PREVIEW_SIZE, paper);
    let mut lettering = Lettering::new(fonts, &preview.language);
    let face = if design.has_serifs() { Face::Serif } else { Face::Sans };
    let rtl = preview.direction == Direction::Rtl;
    let side = if rtl { Side::Right } else { Side::Left };
    // Where what is so wide begins, so far from where lines begin.
    let begin = |from: i32, width: i32| if rtl { WIDTH - MARGIN - from - width } else { MARGIN + from };

    let name_colour = match design.sheet.colour(Scheme::Light, "band") {
        Some(band) => {
            canvas.fill(Area { x: 0, y: 0, width: WIDTH, height: HEAD }, band, 255);
            let stripe = Area { x: 0, y: HEAD, width: WIDTH, height: 12 };
            canvas.fill(stripe, colour("live", ink), 255);
            colour("on-band", paper)
        }
        None => {
            canvas.fill(Area { x: 0, y: 0, width: WIDTH, height: 12 }, ink, 255);
            let line = Area { x: MARGIN, y: HEAD, width: ROOM, height: 2 };
            canvas.fill(line, colour("line", ink), 255);
            ink
        }
    };
    match design.drawn_logo.as_deref().and_then(logo) {
        Some(logo) => {
            let (width, height) = (side_of(logo.width()), side_of(logo.height()));
            canvas.paste(&logo, (begin(0, width), 12 + (HEAD - 12 - height) / 2));
        }
        None => {
            let name = Passage { words: &preview.site, face, sizes: &[44.0, 36.0, 28.0], side, colour: name_colour };
            lettering.write(&mut canvas, &name, Area { x: MARGIN, y: 38, width: ROOM, height: 56 });
        }
    }

    let mut top = HEAD + 36;
    if let Some(over) = preview.over.as_deref().and_then(|over| lettering.drawable(over, Face::Sans)) {
        let over = Passage { words: &over, face: Face::Sans, sizes: &[30.0], side, colour: colour("link", ink) };
        lettering.write(&mut canvas, &over, Area { x: MARGIN, y: top, width: ROOM, height: 40 });
        top += 56;
    }
    if let Some(headline) = lettering.drawable(&preview.headline, face) {
        let headline = Passage { words: &headline, face, sizes: &HEADLINE, side, colour: ink };
        lettering.write(&mut canvas, &headline, Area { x: MARGIN, y: top, width: ROOM, height: FOOT - 20 - top });
    }

    let mut from = 0;
    let flag = preview.flag.as_ref().and_then(|(words, tone)| Some((lettering.drawable(words, Face::Sans)?, *tone)));
    if let Some((words, tone)) = flag {
        let (ground, on) = match tone {
            Tone::Live => (colour("live", ink), colour("on-live", paper)),
            Tone::Key => (colour("key", ink), paper),
            Tone::Quiet => (colour("soft", ink), paper),
        };
        let words = Passage { words: &words, face: Face::Sans, sizes: &[28.0], side, colour: on };
        let width = lettering.width(&words).min(ROOM / 2) + 4;
        let x = begin(20, width);
        canvas.fill(Area { x: x - 20, y: FOOT, width: width + 40, height: FLAG }, ground, 255);
        lettering.write(&mut canvas, &words, Area { x, y: FOOT + 9, width, height: 36 });
        from = width + 40 + 24;
    }
    if let Some(time) = lettering.drawable(&preview.time, Face::Sans) {
        let time = Passage { words: &time, face: Face::Sans, sizes: &[28.0], side, colour: colour("soft", ink) };
        let width = ROOM - from;
        lettering.write(&mut canvas, &time, Area { x: begin(from, width), y: FOOT + 9, width, height: 36 });
    }
    canvas.fill(Area { x: 0, y: HEIGHT - 8, width: WIDTH, height: 8 }, colour("link", ink), 255);
    canvas.png()
}

fn side_of(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(0)
}

/// A logo in the size that it is drawn in; one that cannot be decoded is left out.
fn logo(bytes: &[u8]) -> Option<RgbaImage> {
    let mut reader = ImageReader::new(std::io::Cursor::new(bytes)).with_guessed_format().ok()?;
    let mut limits = image::Limits::default();
    limits.max_alloc = Some(128 * 1024 * 1024);
    reader.limits(limits);
    let (width, height) = LOGO;
    Some(reader.decode().ok()?.resize(width, height, FilterType::Lanczos3).into_rgba8())
}

#[cfg(test)]
mod tests {
    use coverage::Direction;
    use image::RgbImage;
    use render::{Preview, Tone};

    use super::{FOOT, Fonts, HEAD, paint};
    use crate::theme::Themes;

    fn preview(headline: &str, direction: Direction) -> Preview {
        Preview {
            theme: None,
            look: "/assets/page.css".into(),
            site: "The Daily Example".into(),
            language: "en".into(),
            direction,
            over: Some("Ferries in the storm".into()),
            headline: headline.into(),
            flag: Some(("Live".into(), Tone::Live)),
            time: "17 Feb 2022, 09:05 EET".into(),
        }
    }

    fn drawn(headline: &str, theme: &str, direction: Direction) -> RgbImage {
        let themes = Themes::shipped();
        let png = paint(&preview(headline, direction), themes.named(theme).unwrap(), &Fonts::with(&[])).unwrap();
        if let Some(folder) = std::env::var_os("STET_PICTURES") {
            let name: String = headline.chars().filter(|c| c.is_alphanumeric()).take(20).collect();
            std::fs::write(std::path::Path::new(&folder).join(format!("{theme}-{name}.png")), &png).unwrap();
        }
        let picture = image::load_from_memory_with_format(&png, image::ImageFormat::Png).unwrap().into_rgb8();
        assert_eq!(picture.dimensions(), (1200, 630));
        picture
    }

    /// The least rectangle around all that is not paper where the headline stands: left, top, right, bottom.
    fn bounds(picture: &RgbImage) -> Option<(u32, u32, u32, u32)> {
        let (top, bottom) = (u32::try_from(HEAD + 92).unwrap(), u32::try_from(FOOT).unwrap());
        let paper = *picture.get_pixel(2, top);
        let inked = picture.enumerate_pixels().filter(|(_, y, pixel)| (top..bottom).contains(y) && **pixel != paper);
        inked.fold(None, |found, (x, y, _)| {
            let (left, top, right, bottom) = found.unwrap_or((x, y, x, y));
            Some((left.min(x), top.min(y), right.max(x), bottom.max(y)))
        })
    }

    const HEADLINES: [(&str, Direction); 6] = [
        ("Ferries stay in harbour", Direction::Ltr),
        ("Пороми стоять у гавані до ранку", Direction::Ltr),
        ("العبّارات باقية في الميناء حتى الصباح", Direction::Rtl),
        ("المتحدث باسم BBC News يقول إن 14 عبّارة لن تبحر", Direction::Rtl),
        ("המעבורות עוגנות עד הבוקר", Direction::Rtl),
        ("Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz im Bundestag", Direction::Ltr),
    ];

    #[test]
    fn headlines_of_every_script_that_there_is_a_font_for_are_drawn_and_in_view() {
        for theme in ["standard", "evening", "contrast"] {
            let mut pictures = Vec::new();
            for (headline, direction) in HEADLINES {
                let picture = drawn(headline, theme, direction);
                let (left, _, right, bottom) = bounds(&picture).unwrap();
                assert!(left >= 60 && right <= 1140 && bottom < 520, "{theme}: {headline}: {left} {right} {bottom}");
                match direction {
                    Direction::Ltr => assert!(left < 100, "{headline} begins on the left"),
                    Direction::Rtl => assert!(right > 1100, "{headline} begins on the right"),
                }
                assert!(!pictures.contains(&picture), "{theme}: {headline}");
                pictures.push(picture);
            }
        }
    }

    #[test]
    fn a_long_headline_is_in_view_as_a_whole_and_a_longer_one_is_cut() {
        let words = "the harbour master of the northern quay ".repeat(300);
        for length in [200, 300, 10_000] {
            let headline: String = words.chars().take(length).collect();
            let (left, _, right, bottom) = bounds(&drawn(&headline, "standard", Direction::Ltr)).unwrap();
            assert!(left >= 60 && right <= 1140 && bottom < 520, "{length}: {left} {right} {bottom}");
        }
        let two_hundred: String = words.chars().take(200).collect();
        let other = format!("{}!", words.chars().take(199).collect::<String>());
        let one = drawn(&two_hundred, "standard", Direction::Ltr);
        assert_ne!(one, drawn(&other, "standard", Direction::Ltr), "the last of two hundred characters is seen");
    }

    #[test]
    fn hostile_headlines_do_no_more_than_others() {
        let plain = drawn("Ferries stay", "standard", Direction::Ltr);
        for same in
            ["Ferries\u{202e} stay\u{0}", "\u{2066}Ferries\u{7}\r\n stay\u{2069}", "Ferries\u{200b} stay\u{feff}"]
        {
            assert_eq!(drawn(same, "standard", Direction::Ltr), plain, "{same:?}");
        }
        let marks = format!("Fe{}rries", "\u{301}".repeat(9_000));
        for hostile in [marks.as_str(), &"W".repeat(10_000), &"\u{202e}".repeat(10_000), "", "\u{0}", "🌪🌪", "&<>\"'"]
        {
            let picture = drawn(hostile, "standard", Direction::Ltr);
            if let Some((left, _, right, bottom)) = bounds(&picture) {
                assert!(left >= 40 && right <= 1160 && bottom < 520, "{hostile:.20?}: {left} {right} {bottom}");
            }
        }
    }
}
