//! Which colours meet on a page, and whether a newsroom's own can be told from those it meets.

use super::colour::{Colour, LEAST};
use super::sheet::{Pair, Scheme, Sheet};

/// What words are written in, and on what.
const WORDS: [(&str, &[&str]); 8] = [
    ("ink", &["paper", "wash", "key-wash", "changed", "land", "area"]),
    ("soft", &["paper", "wash", "key-wash", "changed", "land"]),
    ("link", &["paper", "wash", "key-wash", "changed"]),
    ("live", &["paper", "wash", "key-wash", "changed", "land"]),
    ("key", &["paper", "wash", "key-wash", "changed"]),
    ("on-live", &["live"]),
    // Flags, the button that leads to the first unread post, the link past the head.
    ("paper", &["soft", "key", "link", "ink"]),
    ("on-band", &["band"]),
];

/// What is drawn, and on what.
const SHAPES: [(&str, &[&str]); 9] = [
    ("strong-line", &["paper", "wash"]),
    ("series-0", &["paper"]),
    ("series-1", &["paper"]),
    ("series-2", &["paper"]),
    ("series-3", &["paper"]),
    ("series-4", &["paper"]),
    ("series-5", &["paper"]),
    ("series-6", &["paper"]),
    ("series-7", &["paper"]),
];

/// All that are put to the test; the last part says what nothing has to be told from: thin lines between
/// what stands apart anyway, and the sea and the borders of a map, whose coasts and names say the same.
#[cfg(test)]
pub(crate) const KNOWN: [&[&str]; 4] = [
    &["ink", "soft", "link", "live", "key", "on-live", "on-band"],
    &["paper", "wash", "key-wash", "changed", "land", "area", "band"],
    &["strong-line", "series-0", "series-1", "series-2", "series-3", "series-4", "series-5", "series-6", "series-7"],
    &["line", "sea", "border"],
];

/// Every pair that meets, of the colours that a sheet has.
pub(crate) fn pairs(sheet: &Sheet, scheme: Scheme) -> impl Iterator<Item = Pair<'static>> {
    let words = WORDS.into_iter().map(|(over, under)| (over, under, LEAST.0));
    let shapes = SHAPES.into_iter().map(|(over, under)| (over, under, LEAST.1));
    words.chain(shapes).flat_map(move |(over, under, least)| {
        under.iter().filter_map(move |under| {
            let contrast = sheet.colour(scheme, over)?.contrast(sheet.colour(scheme, under)?);
            Some(Pair { over, under, contrast, least })
        })
    })
}

/// Checks an accent for light or dark pages against all that it meets.
///
/// # Errors
/// Words that say what it cannot be told from, and the nearest shade that can.
pub(crate) fn check(slot: &str, text: &str, sheet: &Sheet, scheme: Scheme) -> Result<Colour, String> {
    let accent = Colour::parse(text)
        .ok_or_else(|| format!("{slot} is “{}”, which is no colour; write it as #rrggbb", text.escape_debug()))?;
    let Some(Pair { over, under, contrast, least }) = failing(accent, sheet, scheme) else { return Ok(accent) };
    let meets = if over == "link" { under } else { over };
    let page = match scheme {
        Scheme::Light => "light",
        Scheme::Dark => "dark",
    };
    Err(format!(
        "{slot} is {accent}, whose contrast to the colour “{meets}” of {page} pages is {contrast:.2}; words need {least} \
         (WCAG 2.2, 1.4.3). {} is the nearest shade that has it",
        nearest(accent, sheet, scheme)
    ))
}

/// The nearest shade that can be told from all that it meets.
pub(crate) fn nearest(accent: Colour, sheet: &Sheet, scheme: Scheme) -> Colour {
    let towards = match scheme {
        Scheme::Light => Colour::BLACK,
        Scheme::Dark => Colour::WHITE,
    };
    let mut shades = (0..=100).map(|part| accent.mixed(towards, part));
    shades.find(|shade| failing(*shade, sheet, scheme).is_none()).unwrap_or(towards)
}

fn failing(accent: Colour, sheet: &Sheet, scheme: Scheme) -> Option<Pair<'static>> {
    let sheet = sheet.clone().with(scheme, "link", &accent.to_string());
    pairs(&sheet, scheme).find(|pair| pair.contrast < pair.least)
}

#[cfg(test)]
mod tests {
    use super::{check, nearest};
    use crate::theme::{Colour, Scheme, Themes};

    #[test]
    fn an_accent_that_cannot_be_read_is_refused_with_one_that_can() {
        let themes = Themes::shipped();
        for (_, design) in themes.all() {
            for (scheme, wrong, right) in [(Scheme::Light, "#ffcc00", "#5b2a86"), (Scheme::Dark, "#003344", "#c9b3ff")]
            {
                let fault = check("accent", wrong, &design.sheet, scheme).unwrap_err();
                assert!(fault.contains("contrast") && fault.contains("4.5"), "{fault}");
                let nearest = nearest(Colour::parse(wrong).unwrap(), &design.sheet, scheme);
                assert!(fault.contains(&nearest.to_string()), "{fault}");
                assert_eq!(check("accent", &nearest.to_string(), &design.sheet, scheme), Ok(nearest));
                assert!(check("accent", right, &design.sheet, scheme).is_ok());
            }
        }
        let sheet = &themes.of(None).sheet;
        assert!(check("accent", "red", sheet, Scheme::Light).unwrap_err().contains("#rrggbb"));
    }
}
