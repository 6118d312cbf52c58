//! The languages that are shipped, and which of them is for whom.

use std::sync::LazyLock;

use coverage::Direction;

use super::Words;

/// A language with its file, its direction, and its words once somebody asked for them.
type Shipped = (&'static str, &'static str, LazyLock<Words>);

macro_rules! shipped {
    ($($language:literal $direction:ident,)*) => {
        /// English first: it stands in for all others.
        pub(super) static SHIPPED: [Shipped; [$($language),*].len()] = [$((
            $language,
            include_str!(concat!("../../locales/", $language, ".ftl")),
            LazyLock::new(|| {
                let file = include_str!(concat!("../../locales/", $language, ".ftl"));
                Words::load($language, Direction::$direction, file)
            }),
        ),)*];
    };
}

shipped! {
    "en" Ltr,
    "de" Ltr,
    "fr" Ltr,
    "es" Ltr,
    "uk" Ltr,
    "ru" Ltr,
    "ar" Rtl,
}

/// The tags of the languages that are shipped.
pub(super) fn tags() -> impl Iterator<Item = &'static str> {
    SHIPPED.iter().map(|(language, ..)| *language)
}

/// The words in a language, whatever its region, or in English.
pub(super) fn words(language: &str) -> &'static Words {
    let primary = language.split('-').next().unwrap_or_default();
    let found = SHIPPED.iter().find(|(shipped, ..)| shipped.eq_ignore_ascii_case(primary));
    let [english, ..] = &SHIPPED;
    &found.unwrap_or(english).2
}
