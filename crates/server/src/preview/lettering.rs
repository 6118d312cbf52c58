//! Words on a picture: shaped, ordered in both directions, broken into lines, cut where they are too long.

use std::collections::HashSet;
use std::sync::Arc;

use bytes::Bytes;
use cosmic_text::fontdb::{Database, Source};
use cosmic_text::{
    Align, Attrs, Buffer, Color, Ellipsize, EllipsizeHeightLimit, Family, FontSystem, Metrics, Shaping, SwashCache,
    Weight, Wrap,
};

use super::canvas::{Area, Canvas};
use crate::theme::Colour;

const SERIF: &[u8] = include_bytes!("../../fonts/noto-serif-bold.ttf");
const SANS: &[u8] = include_bytes!("../../fonts/noto-sans-bold.ttf");
const ARABIC: &[u8] = include_bytes!("../../fonts/noto-sans-arabic-bold.ttf");
const HEBREW: &[u8] = include_bytes!("../../fonts/noto-sans-hebrew-bold.ttf");

/// The height of a line, in sizes of its letters.
const LINE: f32 = 1.2;
/// The most characters that are looked at: twice what fits on a picture.
const LONGEST: usize = 400;

/// The fonts that are built in, and those that a newsroom gave besides.
pub(crate) struct Fonts(Database);

/// A kind of letters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Face {
    Serif,
    Sans,
}

impl Face {
    const fn family(self) -> Family<'static> {
        match self {
            Self::Serif => Family::Name("Noto Serif"),
            Self::Sans => Family::Name("Noto Sans"),
        }
    }
}

/// On which side lines begin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    Left,
    Right,
}

/// Words, and how they are to be set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    pub(super) words: &'a str,
    pub(super) face: Face,
    /// Sizes of letters in pixels: the first in which all words fit, or the last.
    pub(super) sizes: &'a [f32],
    pub(super) side: Side,
    pub(super) colour: Colour,
}

impl Fonts {
    pub(crate) fn with(others: &[Bytes]) -> Self {
        let mut database = Database::new();
        for font in [SERIF, SANS, ARABIC, HEBREW] {
            database.load_font_source(Source::Binary(Arc::new(font)));
        }
        for font in others {
            database.load_font_source(Source::Binary(Arc::new(font.clone())));
        }
        Self(database)
    }
}

/// Whether a file is a font that can be drawn.
pub(crate) fn is_font(bytes: &Bytes) -> bool {
    let mut database = Database::new();
    !database.load_font_source(Source::Binary(Arc::new(bytes.clone()))).is_empty()
}

/// Sets words on one picture. It is made anew for each, so that nothing of one stays in memory.
pub(super) struct Lettering {
    fonts: FontSystem,
    cache: SwashCache,
}

impl Lettering {
    pub(super) fn new(fonts: &Fonts, language: &str) -> Self {
        let fonts = FontSystem::new_with_locale_and_db(language.to_owned(), fonts.0.clone());
        Self { fonts, cache: SwashCache::new() }
    }

    /// What of a text can be drawn; none where too much of it has no font. What steers the order of
    /// letters, or the terminal, is left out: order is for the letters to say.
    pub(super) fn drawable(&mut self, text: &str, face: Face) -> Option<String> {
        let plain = plain(text);
        let buffer = self.set(
            &Passage { words: &plain, face, sizes: &[40.0], side: Side::Left, colour: Colour::BLACK },
            40.0,
            4000.0,
            Wrap::None,
        );
        let mut missing = HashSet::new();
        for glyph in buffer.layout_runs().flat_map(|run| run.glyphs) {
            if glyph.glyph_id == 0 {
                missing.extend(glyph.start..glyph.end);
            }
        }
        let kept: String = plain.char_indices().filter(|(at, _)| !missing.contains(at)).map(|(_, c)| c).collect();
        let (all, left) = (letters(&plain), letters(&kept));
        let kept = plain_spaces(&kept);
        (left > 0 && left * 4 >= all * 3).then_some(kept)
    }

    /// How wide words are on one line.
    pub(super) fn width(&mut self, passage: &Passage<'_>) -> i32 {
        let size = passage.sizes.last().copied().unwrap_or(LINE);
        let buffer = self.set(passage, size, 10_000.0, Wrap::None);
        whole(buffer.layout_runs().map(|run| run.line_w).fold(0.0, f32::max))
    }

    /// Writes words into an area, from its top.
    pub(super) fn write(&mut self, canvas: &mut Canvas, passage: &Passage<'_>, area: Area) {
        let (width, height) = (length(area.width), length(area.height));
        // Words are broken only where one is wider than a line in every size, and then not in the largest.
        let whole = passage.sizes.iter().map(|size| (*size, Wrap::Word));
        let broken = passage.sizes.iter().skip(3).map(|size| (*size, Wrap::WordOrGlyph));
        let fitting = whole.chain(broken).find_map(|(size, wrap)| {
            let buffer = self.set(passage, size, width, wrap);
            fits(&buffer, width, height).then_some(buffer)
        });
        let mut buffer = match (fitting, passage.sizes.last()) {
            (Some(buffer), _) => buffer,
            (None, Some(least)) => {
                let mut buffer = self.set(passage, *least, width, Wrap::WordOrGlyph);
                buffer.set_ellipsize(Ellipsize::End(EllipsizeHeightLimit::Height(height)));
                buffer.shape_until_scroll(&mut self.fonts, false);
                buffer
            }
            (None, None) => return,
        };
        let [r, g, b] = passage.colour.0;
        buffer.draw(&mut self.fonts, &mut self.cache, Color::rgb(r, g, b), |x, y, width, height, colour| {
            let side = |length: u32| i32::try_from(length).unwrap_or(0);
            // Letters of marks upon marks stay within their area.
            if (0..area.height).contains(&y) {
                let dot = Area { x: area.x + x, y: area.y + y, width: side(width), height: side(height) };
                canvas.fill(dot, Colour([colour.r(), colour.g(), colour.b()]), colour.a());
            }
        });
    }

    fn set(&mut self, passage: &Passage<'_>, size: f32, width: f32, wrap: Wrap) -> Buffer {
        let mut buffer = Buffer::new(&mut self.fonts, Metrics::relative(size, LINE));
        buffer.set_wrap(wrap);
        buffer.set_size(Some(width), None);
        let align = match passage.side {
            Side::Left => Align::Left,
            Side::Right => Align::Right,
        };
        let attributes = Attrs::new().family(passage.face.family()).weight(Weight::BOLD);
        buffer.set_text(passage.words, &attributes, Shaping::Advanced, Some(align));
        buffer.shape_until_scroll(&mut self.fonts, false);
        buffer
    }
}

fn fits(buffer: &Buffer, width: f32, height: f32) -> bool {
    buffer.layout_runs().all(|run| run.line_w <= width && run.line_top + run.line_height <= height)
}

/// A text on one line, without what is not seen.
fn plain(text: &str) -> String {
    // A zero-width (non-)joiner shapes the letters around it; a variation selector is of no use without its font.
    let unseen = |c: &char| {
        matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e0fff}')
    };
    let seen = text.chars().filter(|c| !unseen(c)).map(|c| if c.is_control() { ' ' } else { c });
    plain_spaces(&seen.take(LONGEST).collect::<String>())
}

fn plain_spaces(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn letters(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Pixels as a whole number; those of a picture are few enough to be one exactly.
#[expect(clippy::cast_possible_truncation, reason = "a width of a picture, rounded up")]
fn whole(length: f32) -> i32 {
    length.ceil().clamp(0.0, 100_000.0) as i32
}

#[expect(clippy::cast_precision_loss, reason = "sides of a picture, of few thousand pixels")]
fn length(side: i32) -> f32 {
    side as f32
}

#[cfg(test)]
mod tests {
    use super::{Face, Fonts, Lettering, plain};

    fn drawable(text: &str) -> Option<String> {
        Lettering::new(&Fonts::with(&[]), "en").drawable(text, Face::Serif)
    }

    #[test]
    fn what_is_not_seen_is_left_out() {
        assert_eq!(plain("a\u{202e}b\u{0}c\n\td\u{feff}"), "ab c d");
        assert_eq!(plain("نمی\u{200c}دانم"), "نمی\u{200c}دانم");
        assert!(plain(&"word ".repeat(2000)).chars().count() <= 400);
    }

    #[test]
    fn letters_without_a_font_are_left_out_and_a_headline_of_them_is_not_drawn() {
        for text in [
            "Ferries stay in harbour",
            "Пороми стоять у гавані",
            "العبّارات باقية في الميناء",
            "המעבורות עוגנות",
            "Τα πλοία",
        ] {
            assert_eq!(drawable(text).as_deref(), Some(text));
        }
        assert_eq!(drawable("Storm 🌪 ahead").as_deref(), Some("Storm ahead"));
        assert_eq!(drawable("フェリーは欠航です"), None);
        assert_eq!(drawable("🌪🌪🌪"), None);
    }
}
