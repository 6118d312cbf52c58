//! Numbers as a language writes them.

/// How a language writes numbers.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Notation {
    decimal: char,
    group: char,
}

impl Notation {
    /// Of a BCP 47 tag; after the CLDR's symbols. What is not listed writes as English does.
    pub(crate) fn of(language: &str) -> Self {
        let language = language.to_ascii_lowercase();
        let (decimal, group) = match language.split('-').next().unwrap_or_default() {
            "de" if matches!(language.as_str(), "de-ch" | "de-li") => ('.', '’'),
            "it" if language == "it-ch" => ('.', '’'),
            "es" if matches!(language.as_str(), "es-mx" | "es-us" | "es-419") => ('.', ','),
            "da" | "de" | "el" | "es" | "hr" | "id" | "is" | "it" | "nl" | "pt" | "ro" | "sl" | "sr" | "tr" | "vi" => {
                (',', '.')
            }
            "fr" => (',', '\u{202f}'),
            "be" | "bg" | "cs" | "et" | "fi" | "hu" | "lt" | "lv" | "nb" | "nn" | "no" | "pl" | "ru" | "sk" | "sv"
            | "uk" => (',', '\u{a0}'),
            _ => ('.', ','),
        };
        Self { decimal, group }
    }

    /// Reads a number as it is typed into a table, or nothing where there is none.
    ///
    /// A comma or a point that can only part thousands, or only decimals, is taken for
    /// that; where it could be either, the language decides.
    pub(crate) fn read(self, text: &str) -> Option<f64> {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’')).collect();
        let text = text.strip_suffix('%').unwrap_or(&text).replace('\u{2212}', "-");
        let digits = text.strip_prefix(['-', '+']).unwrap_or(&text);
        if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.' || c == ',') {
            return None;
        }
        let decimal = self.decimal_in(digits);
        let plain: String = digits
            .char_indices()
            .filter_map(|(at, c)| match c {
                '.' | ',' if Some(at) == decimal => Some('.'),
                '.' | ',' => None,
                other => Some(other),
            })
            .collect();
        let number: f64 = plain.parse().ok()?;
        let number = if text.starts_with('-') { -number } else { number };
        // No quantity is beyond this, and arithmetic stays finite below it.
        (number.abs() < 1e100).then_some(number)
    }

    /// Where the decimals of a number begin.
    fn decimal_in(self, digits: &str) -> Option<usize> {
        let count = |sign| digits.matches(sign).count();
        let last = digits.rfind(['.', ','])?;
        let sign = if digits.as_bytes().get(last) == Some(&b'.') { '.' } else { ',' };
        let behind = digits.len() - last - 1;
        let parts_thousands = behind == 3 && !digits.starts_with('0') && last <= 3 && sign != self.decimal;
        match (count('.'), count(',')) {
            (1, 1) => Some(last),
            (1, 0) | (0, 1) if !parts_thousands => Some(last),
            (1, 2..) if sign == '.' => Some(last),
            (2.., 1) if sign == ',' => Some(last),
            _ => None,
        }
    }

    /// Writes a number with so many decimals.
    pub(crate) fn write(self, number: f64, decimals: usize) -> String {
        if number.abs() >= 1e15 {
            return format!("{number:.1e}").replace('.', &self.decimal.to_string());
        }
        let plain = format!("{:.decimals$}", number.abs());
        let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
        let mut written = String::new();
        // What rounds to nothing has no sign.
        if number < 0.0 && plain.contains(|c: char| ('1'..='9').contains(&c)) {
            written.push('\u{2212}');
        }
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            // Four digits stand together in most house styles.
            if index > 0 && left % 3 == 0 && whole.len() > 4 {
                written.push(self.group);
            }
            written.push(digit);
        }
        if !fraction.is_empty() {
            written.push(self.decimal);
            written.push_str(fraction);
        }
        written
    }

    /// Writes a number with as many decimals as it has, three at most.
    pub(crate) fn write_short(self, number: f64) -> String {
        let thousandths = format!("{:.3}", number.abs());
        let fraction = thousandths.split_once('.').map_or("", |(_, fraction)| fraction);
        self.write(number, fraction.trim_end_matches('0').len())
    }
}

#[cfg(test)]
mod tests {
    use super::Notation;

    #[test]
    fn numbers_are_read_as_their_language_writes_them() {
        let table: &[(&str, &str, Option<f64>)] = &[
            ("en", "1,234.5", Some(1234.5)),
            ("en", "1,234", Some(1234.0)),
            ("en", "1,234,567", Some(1_234_567.0)),
            ("en", "0.125", Some(0.125)),
            ("en", "1.234", Some(1.234)),
            ("en", "12,5", Some(12.5)),
            ("de", "1.234,5", Some(1234.5)),
            ("de", "1.234", Some(1234.0)),
            ("de", "1,234", Some(1.234)),
            ("de", "12.5", Some(12.5)),
            ("fr", "1\u{202f}234,5", Some(1234.5)),
            ("en", "-3", Some(-3.0)),
            ("en", "\u{2212}3 %", Some(-3.0)),
            ("en", "NaN", None),
            ("en", "inf", None),
            ("en", "", None),
            ("en", "-", None),
            ("en", "n/a", None),
            ("en", "3 of 4", None),
            ("en", "1e308", None),
            ("en", "..", None),
        ];
        for (language, text, number) in table {
            assert_eq!(Notation::of(language).read(text), *number, "{text} in {language}");
        }
    }

    #[test]
    fn numbers_are_written_as_their_language_writes_them() {
        let written = |language, number| Notation::of(language).write_short(number);
        assert_eq!(written("en", 1_234_567.5), "1,234,567.5");
        assert_eq!(written("de", 1_234_567.5), "1.234.567,5");
        assert_eq!(written("uk", -12345.0), "\u{2212}12\u{a0}345");
        assert_eq!(written("en", 4500.0), "4500");
        assert_eq!(written("en", -0.000_01), "0");
        assert_eq!(written("en", 0.1 + 0.2), "0.3");
    }
}
