//! How pages look: what a theme alters of them besides the type and colours of its style sheet.

use std::collections::BTreeMap;

use coverage::Theme;

/// The looks that this site has, by the names of their themes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Looks {
    /// Of what names no theme, or one that is not known here.
    pub standard: Look,
    /// The others.
    pub named: BTreeMap<Box<str>, Look>,
}

/// How the pages of one theme look.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Look {
    /// The URL path of the style sheet. It changes with what the sheet says.
    pub style: Box<str>,
    /// What stands in the place of the site's name.
    pub logo: Option<Logo>,
    /// What stands beside the name, at the head of every page.
    pub header: Vec<SlotEntry>,
    /// What stands at the foot of every page.
    pub footer: Vec<SlotEntry>,
}

/// A picture in the place of the site's name.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Logo {
    /// Its URL path.
    pub url: Box<str>,
    /// The URL path of the picture for a dark page, where that is another one.
    pub dark: Option<Box<str>>,
    /// Its width and height in pixels, which say no more than its shape.
    pub size: (u32, u32),
}

/// A word or a link at the head or the foot of a page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SlotEntry {
    /// What stands there.
    pub text: Box<str>,
    /// Where it leads; an absolute `http` or `https` URL, or a path of this site.
    pub url: Option<Box<str>>,
}

impl Looks {
    /// The look of a theme.
    #[must_use]
    pub fn of(&self, theme: Option<&Theme>) -> &Look {
        theme.and_then(|theme| self.named.get(theme.as_str())).unwrap_or(&self.standard)
    }
}

impl From<Look> for Looks {
    /// A site with one look.
    fn from(standard: Look) -> Self {
        Self { standard, named: BTreeMap::new() }
    }
}
