//! What charts and maps share: SVG text, and how much room words take.

use std::fmt::{self, Write as _};

use crate::setting::Escaping;

/// The two widths in which a graphic is drawn: text keeps its size on a phone, and the
/// page's style sheet shows the one that fits.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Size {
    /// For phones.
    Narrow,
    /// For all else.
    Wide,
}

impl Size {
    /// Its width, in the units in which it is drawn.
    pub(crate) const fn width(self) -> f64 {
        match self {
            Self::Narrow => 328.0,
            Self::Wide => 656.0,
        }
    }

    /// The height of its text.
    pub(crate) const fn font(self) -> f64 {
        match self {
            Self::Narrow => 12.0,
            Self::Wide => 14.0,
        }
    }

    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Narrow => "plot narrow",
            Self::Wide => "plot wide",
        }
    }
}

/// An SVG as it is written.
pub(crate) struct Svg {
    text: String,
    font: f64,
}

/// Where a text stands from its point.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    const fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Middle => "middle",
            Self::End => "end",
        }
    }
}

impl Svg {
    /// Begins a drawing. It is one picture to assistive technology, with that description.
    pub(crate) fn begin(size: Size, height: f64, description: &str) -> Self {
        let (width, font, class) = (size.width(), size.font(), size.class());
        let mut svg = Self { text: String::new(), font };
        // What is drawn runs from left to right in every language; only words have their own direction.
        svg.put(format_args!(
            r#"<svg class="{class}" viewBox="0 0 {width} {}" width="{width}" height="{}" font-size="{font}" fill="currentColor" direction="ltr" role="img" aria-label=""#,
            Round(height),
            Round(height),
        ));
        svg.words(description);
        svg.put(format_args!(r#"">"#));
        svg
    }

    /// Writes markup of our own.
    #[expect(clippy::expect_used, reason = "writing to a String cannot fail")]
    pub(crate) fn put(&mut self, markup: fmt::Arguments<'_>) {
        self.text.write_fmt(markup).expect("a String takes all");
    }

    #[expect(clippy::expect_used, reason = "writing to a String cannot fail")]
    fn words(&mut self, words: &str) {
        Escaping(&mut self.text).write_str(words).expect("a String takes all");
    }

    /// Writes words at a place.
    pub(crate) fn label(&mut self, class: &str, x: f64, y: f64, anchor: Anchor, words: &str) {
        let (x, y, anchor) = (Round(x), Round(y), anchor.name());
        self.put(format_args!(r#"<text class="{class}" x="{x}" y="{y}" text-anchor="{anchor}">"#));
        self.words(words);
        self.put(format_args!("</text>"));
    }

    /// How wide words are, about: no font is known here.
    pub(crate) fn measure(&self, words: &str) -> f64 {
        // Some fonts run wide, and some words are bold.
        width_of(words) * self.font * 1.1
    }

    pub(crate) fn end(mut self) -> String {
        self.put(format_args!("</svg>"));
        self.text
    }
}

/// The width of words in a common sans-serif, in heights of the font.
fn width_of(words: &str) -> f64 {
    words
        .chars()
        .map(|c| match c {
            ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | ':' | ';' | '\'' | '’' | 'i' | 'l' | 'j' | '|' | '!' => 0.28,
            'f' | 't' | 'r' | '-' | '(' | ')' => 0.37,
            'm' | 'w' | 'M' | 'W' => 0.86,
            'A'..='Z' => 0.68,
            '0'..='9' => 0.57,
            '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
            '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' => {
                1.0
            }
            _ => 0.56,
        })
        .sum()
}

/// The beginning of words, as much as fits into a width.
pub(crate) fn shortened(svg: &Svg, words: &str, room: f64) -> String {
    if svg.measure(words) <= room {
        return words.to_owned();
    }
    let mut kept = String::new();
    for c in words.chars() {
        kept.push(c);
        if svg.measure(&kept) > room - svg.measure("…") {
            kept.pop();
            break;
        }
    }
    format!("{}…", kept.trim_end())
}

/// A number to a tenth, without what would say nothing.
#[derive(Clone, Copy)]
pub(crate) struct Round(pub(crate) f64);

impl fmt::Display for Round {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tenths = (self.0 * 10.0).round();
        // A drawing is some hundreds of units wide; what is far beyond is not in sight.
        #[expect(clippy::cast_possible_truncation, reason = "it is clamped to what an i64 holds with room to spare")]
        let tenths = if tenths.is_finite() { tenths.clamp(-1e9, 1e9) as i64 } else { 0 };
        let sign = if tenths < 0 { "-" } else { "" };
        match (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10) {
            (whole, 0) => write!(f, "{sign}{whole}"),
            (0, tenth) => write!(f, "{sign}.{tenth}"),
            (whole, tenth) => write!(f, "{sign}{whole}.{tenth}"),
        }
    }
}
