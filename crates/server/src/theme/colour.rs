//! Colours, and how well two of them can be told apart.

use std::fmt;

/// A colour of the sRGB space.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Colour(pub(crate) [u8; 3]);

/// The least contrast of words, and of what is not words (WCAG 2.2, 1.4.3 and 1.4.11).
pub(crate) const LEAST: (f64, f64) = (4.5, 3.0);

impl Colour {
    pub(crate) const BLACK: Self = Self([0; 3]);
    pub(crate) const WHITE: Self = Self([255; 3]);

    /// Reads `#rgb` or `#rrggbb`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let digits: Vec<u8> = text
            .strip_prefix('#')?
            .chars()
            .map(|digit| digit.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
            .collect::<Option<_>>()?;
        match *digits {
            [r, g, b] => Some(Self([r * 17, g * 17, b * 17])),
            [r, r2, g, g2, b, b2] => Some(Self([r * 16 + r2, g * 16 + g2, b * 16 + b2])),
            _ => None,
        }
    }

    /// How light it is (WCAG 2.2, “relative luminance”).
    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let value = f64::from(channel) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast to another, from 1 to 21 (WCAG 2.2, “contrast ratio”).
    pub(crate) fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The same with so many hundredths of another in it.
    pub(crate) fn mixed(self, other: Self, hundredths: u8) -> Self {
        let part = u16::from(hundredths.min(100));
        let mix = |one: u8, two: u8| (u16::from(one) * (100 - part) + u16::from(two) * part) / 100;
        let [r, g, b] = self.0;
        let [r2, g2, b2] = other.0;
        Self([mix(r, r2), mix(g, g2), mix(b, b2)].map(|channel| u8::try_from(channel).unwrap_or(u8::MAX)))
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    #[test]
    fn a_colour_is_read_and_written() {
        for (text, written) in [("#fff", "#ffffff"), ("#0a4C86", "#0a4c86")] {
            assert_eq!(Colour::parse(text).unwrap().to_string(), written);
        }
        for wrong in ["red", "#12", "#12345g", "0a4c86", "#0a4c8600", "#1é"] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        assert!((Colour::BLACK.contrast(Colour::WHITE) - 21.0).abs() < 0.001);
        let grey = Colour::parse("#767676").unwrap();
        assert!((Colour::WHITE.contrast(grey) - 4.54).abs() < 0.01);
        assert_eq!(grey.mixed(Colour::BLACK, 100), Colour::BLACK);
    }
}
