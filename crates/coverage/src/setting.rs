//! The address, the language and the time zone of a coverage.

use std::fmt;

use jiff::tz::TimeZone;
use oxilangtag::LanguageTag;
use serde::{Deserialize, Serialize};

use crate::Rejection;
use crate::text::shown;

/// A coverage's name in URLs: 1 to 80 of `a-z`, `0-9` and single hyphens between them.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Slug(Box<str>);

impl Slug {
    /// The longest slug, in bytes.
    pub const MAX: usize = 80;

    /// Checks a slug.
    ///
    /// # Errors
    /// [`Rejection::BadSlug`] when it is not well-formed.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        let well_formed = !text.is_empty()
            && text.len() <= Self::MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if well_formed { Ok(Self(text.into())) } else { Err(Rejection::BadSlug { field: "slug".to_owned() }) }
    }

    /// The slug.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Slug({})", self.0)
    }
}

/// The name of a theme: 1 to 40 of `a-z`, `0-9` and single hyphens between them.
/// A server that does not know it shows the standard one.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(transparent)]
pub struct Theme(Box<str>);

impl Theme {
    /// The longest name, in bytes.
    pub const MAX: usize = 40;

    /// Checks a name.
    ///
    /// # Errors
    /// [`Rejection::BadValue`] when it is not well-formed.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        match Slug::parse(text) {
            Ok(name) if text.len() <= Self::MAX => Ok(Self(name.0)),
            _ => Err(Rejection::BadValue {
                field: "theme".to_owned(),
                problem: "the name of a look is expected: 1 to 40 of a–z, 0–9 and single hyphens between them"
                    .to_owned(),
            }),
        }
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Theme {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

/// The language a coverage is written in, a BCP 47 tag (RFC 5646) in its usual case.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Language(Box<str>);

/// The direction a language is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Language {
    /// The longest tag, in bytes; well-formed tags have no end of their own.
    pub const MAX: usize = 100;

    /// Checks a tag.
    ///
    /// # Errors
    /// [`Rejection::BadLanguage`] when it is not well-formed, or too long, or
    /// names its language by more than three letters: the standard keeps room for
    /// such, nothing has it, and who gives it has written out a language's name.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        if text.len() > Self::MAX {
            let problem = format!("a tag of {} bytes is too long, {} at most are taken", text.len(), Self::MAX);
            return Err(Rejection::BadLanguage { problem });
        }
        let tag = LanguageTag::parse_and_normalize(text).map_err(|error| Rejection::BadLanguage {
            problem: format!("“{}” is not a language tag ({error})", text.escape_debug()),
        })?;
        // A tag that is for private use as a whole begins with one letter.
        if tag.primary_language().len() > 3 && tag.primary_language().bytes().all(|b| b.is_ascii_alphabetic()) {
            return Err(Rejection::BadLanguage {
                problem: format!("“{}” is not a language tag (a language has two or three letters in it)", shown(text)),
            });
        }
        Ok(Self(tag.as_str().into()))
    }

    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// English: what is meant where nobody names a language.
    #[must_use]
    pub fn english() -> Self {
        Self("en".into())
    }

    /// “Undetermined” (ISO 639-2): before a coverage was opened.
    pub(crate) fn undetermined() -> Self {
        Self("und".into())
    }

    /// The direction of its script: the tag's own script if it names one, else
    /// the script the language is usually written in (CLDR, likely subtags).
    #[must_use]
    pub fn direction(&self) -> Direction {
        const RTL_SCRIPTS: &[&str] = &["Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm", "Rohg"];
        const RTL_LANGUAGES: &[&str] =
            &["ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"];
        let rtl = LanguageTag::parse(&*self.0).is_ok_and(|tag| match tag.script() {
            Some(script) => RTL_SCRIPTS.contains(&script),
            None => RTL_LANGUAGES.contains(&tag.primary_language()),
        });
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl Direction {
    /// The value of HTML's `dir` attribute.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// The time zone a coverage tells its times in, by its IANA name.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Zone(Box<str>);

impl Zone {
    /// Checks a name against the IANA database that is built in.
    ///
    /// # Errors
    /// [`Rejection::BadTimeZone`] when there is no zone of that name.
    pub fn parse(text: &str) -> Result<Self, Rejection> {
        match jiff::tz::db().get(text) {
            Ok(zone) => Ok(Self(zone.iana_name().unwrap_or(text).into())),
            Err(_) => Err(Rejection::BadTimeZone { name: text.chars().take(60).collect() }),
        }
    }

    /// The IANA name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// UTC: before a coverage was opened.
    pub(crate) fn utc() -> Self {
        Self("UTC".into())
    }

    /// The zone's rules; UTC when a record names a zone that this build does not know.
    #[must_use]
    pub fn rules(&self) -> TimeZone {
        jiff::tz::db().get(&self.0).unwrap_or(TimeZone::UTC)
    }
}
