//! What a style sheet says in its custom properties.

use std::collections::BTreeMap;

use super::colour::Colour;

/// Whether a page is light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Scheme {
    Light,
    Dark,
}

impl Scheme {
    #[cfg(test)]
    pub(crate) const ALL: [Self; 2] = [Self::Light, Self::Dark];
}

/// Two colours that meet on a page.
#[derive(Debug)]
pub(crate) struct Pair<'a> {
    pub(crate) over: &'a str,
    pub(crate) under: &'a str,
    pub(crate) contrast: f64,
    /// What it has to be.
    pub(crate) least: f64,
}

/// The custom properties of `:root`, in order of the sheets that set them.
#[derive(Clone, Default)]
pub(crate) struct Sheet {
    light: BTreeMap<String, String>,
    dark: BTreeMap<String, String>,
}

impl Sheet {
    /// Reads a sheet without comments: what blocks of `:root` say, at the top or in a query for dark pages.
    pub(crate) fn read(css: &str) -> Self {
        let mut sheet = Self::default();
        let mut around: Vec<&str> = Vec::new();
        let mut rest = css;
        while let Some(at) = rest.find(['{', '}', ';']) {
            let (said, mark) = rest.split_at(at);
            let values = match *around {
                [":root"] => Some(&mut sheet.light),
                [query, ":root"] if query.contains("prefers-color-scheme") => Some(&mut sheet.dark),
                _ => None,
            };
            if let (Some(values), Some((name, value))) = (values, said.split_once(':'))
                && let Some(name) = name.trim().strip_prefix("--")
            {
                values.insert(name.to_owned(), value.trim().to_owned());
            }
            if mark.starts_with('{') {
                around.push(said.trim());
            } else if mark.starts_with('}') {
                around.pop();
            }
            rest = mark.get(1..).unwrap_or_default();
        }
        sheet
    }

    /// What a property is, as it is written; a dark page has the light one's where it says nothing else.
    pub(crate) fn text(&self, scheme: Scheme, name: &str) -> Option<&str> {
        let dark = (scheme == Scheme::Dark).then(|| self.dark.get(name)).flatten();
        let value = dark.or_else(|| self.light.get(name))?;
        // One property may stand for another; the sheets that are built in name no circle, and no other is read.
        match value.strip_prefix("var(--").and_then(|other| other.strip_suffix(')')) {
            Some(other) if other != name => self.text(scheme, other),
            _ => Some(value),
        }
    }

    /// The colour that a property is.
    pub(crate) fn colour(&self, scheme: Scheme, name: &str) -> Option<Colour> {
        Colour::parse(self.text(scheme, name)?)
    }

    /// The names of all properties that are colours.
    #[cfg(test)]
    pub(crate) fn names_of_colours(&self, scheme: Scheme) -> Vec<&str> {
        let names = self.light.keys().chain(self.dark.keys()).map(String::as_str);
        names.filter(|name| self.colour(scheme, name).is_some()).collect()
    }

    /// The same with another value.
    pub(crate) fn with(mut self, scheme: Scheme, name: &str, value: &str) -> Self {
        let values = if scheme == Scheme::Dark { &mut self.dark } else { &mut self.light };
        values.insert(name.to_owned(), value.to_owned());
        self
    }
}

/// A sheet without its comments, which are for us.
pub(crate) fn without_comments(css: &str) -> String {
    let mut plain = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        plain.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after.trim_start());
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::{Colour, Scheme, Sheet, without_comments};

    #[test]
    fn properties_are_read_where_they_apply() {
        let css = "/* a */ :root { --ink: #000; --band: var(--ink) } p { --ink: #111; }
            @media screen and (prefers-color-scheme: dark) { :root { --ink: #fff; } p { color: red } }
            @media print { :root { --ink: #222; } }";
        let sheet = Sheet::read(&without_comments(css));
        assert_eq!(sheet.colour(Scheme::Light, "band"), Some(Colour::BLACK));
        assert_eq!(sheet.colour(Scheme::Dark, "band"), Some(Colour::WHITE));
        assert_eq!(sheet.colour(Scheme::Light, "paper"), None);
        let other = sheet.with(Scheme::Light, "ink", "#ffffff");
        assert_eq!(other.colour(Scheme::Light, "band"), Some(Colour::WHITE));
    }

    #[test]
    fn comments_are_left_out() {
        assert_eq!(without_comments("a{}/* b */\n\nc{}/* open"), "a{}c{}");
    }
}
