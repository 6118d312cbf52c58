//! How pages look: the themes that come with Stet, and those that a newsroom makes of them.
//!
//! ```text
//! NAME.json, logos, fonts ──read──► Design ──► style sheet · Look of its pages · colours of its preview pictures
//! ```

mod accent;
mod colour;
mod design;
mod file;
mod logo;
mod sheet;
mod type_stack;

pub(crate) use colour::Colour;
pub(crate) use design::Design;
pub(crate) use sheet::Scheme;

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use bytes::Bytes;
use coverage::Theme;
use thiserror::Error;

use self::file::Folder;

/// What every page's style begins with: the theme `standard`.
const PAGE: &str = include_str!("../../../../web/reader/page.css");
const CONTRAST: &str = include_str!("../../../../web/reader/themes/contrast.css");
const EVENING: &str = include_str!("../../../../web/reader/themes/evening.css");

/// The theme of what names none.
pub(crate) const STANDARD: &str = "standard";
/// The most themes that a folder may hold.
const MOST: usize = 100;

/// All themes of a server, by name; there always is one called `standard`.
#[derive(Clone)]
pub struct Themes {
    designs: BTreeMap<Box<str>, Design>,
    standard: Design,
    /// Fonts for preview pictures, besides those that are built in.
    pub(crate) fonts: Vec<Bytes>,
}

/// Why a folder of themes cannot be used.
#[derive(Debug, Error)]
#[error("--themes (STET_THEMES): “{}”: {problem}. docs/themes.md says what may stand there", path.display())]
pub struct ThemeFault {
    path: PathBuf,
    problem: String,
}

impl Themes {
    /// The themes that come with Stet.
    #[must_use]
    pub fn shipped() -> Self {
        let standard = Design::of_sheets(&[PAGE]);
        let others = [("contrast", CONTRAST), ("evening", EVENING)];
        let others = others.map(|(name, sheet)| (name.into(), Design::of_sheets(&[PAGE, sheet])));
        Self { designs: BTreeMap::from(others), standard, fonts: Vec::new() }
    }

    /// Those, and what a newsroom makes of them: each `NAME.json` of a folder is a theme, and
    /// `standard.json` is what pages look like that name none.
    ///
    /// # Errors
    /// A [`ThemeFault`] that names the file and says what is wrong with it.
    pub fn read(folder: &Path) -> Result<Self, ThemeFault> {
        let shipped = Self::shipped();
        let mut all = shipped.clone();
        let folder = Folder::open(folder)?;
        let files = folder.ending("json");
        if files.len() > MOST {
            return Err(folder.fault("", format!("it holds more than {MOST} themes")));
        }
        for file in files {
            let name = file.trim_end_matches(".json");
            if Theme::parse(name).is_err() {
                let problem = "a theme is called by 1 to 40 of a–z, 0–9 and single hyphens between them";
                return Err(folder.fault(&file, problem.to_owned()));
            }
            let design = folder.theme(&file, name, &shipped)?;
            match name {
                STANDARD => all.standard = design,
                name => drop(all.designs.insert(name.into(), design)),
            }
        }
        all.fonts = folder.fonts()?;
        Ok(all)
    }

    /// The theme of that name, if there is one.
    pub(crate) fn named(&self, name: &str) -> Option<&Design> {
        if name == STANDARD { Some(&self.standard) } else { self.designs.get(name) }
    }

    /// The theme that a coverage is shown in.
    pub(crate) fn of(&self, theme: Option<&Theme>) -> &Design {
        theme.and_then(|theme| self.named(theme.as_str())).unwrap_or(&self.standard)
    }

    /// All of them; `standard` comes first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &Design)> {
        let others = self.designs.iter().map(|(name, design)| (&**name, design));
        std::iter::once((STANDARD, &self.standard)).chain(others)
    }
}

impl fmt::Debug for Themes {
    /// Their names: sheets and fonts are long.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all().map(|(name, _)| name)).finish()
    }
}

/// The slots of a theme, a style sheet and a logo.
#[cfg(any(test, fuzzing))]
pub fn fuzz(bytes: &[u8]) {
    let _ = logo::look(bytes);
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let _ = sheet::Sheet::read(text);
    file::fuzz(bytes);
}

#[cfg(test)]
mod tests {
    use super::colour::LEAST;
    use super::sheet::{Pair, Scheme};
    use super::{Themes, accent};

    #[test]
    fn every_pair_of_colours_of_every_theme_can_be_told_apart() {
        for (name, design) in Themes::shipped().all() {
            for scheme in Scheme::ALL {
                let pairs: Vec<Pair<'_>> = accent::pairs(&design.sheet, scheme).collect();
                assert!(pairs.len() > 25, "{name}: {} pairs", pairs.len());
                for Pair { over, under, contrast, least } in pairs {
                    assert!(contrast >= least, "{name}, {scheme:?}: {over} on {under} has {contrast:.2} of {least}");
                }
            }
        }
        assert!(LEAST.0 >= 4.5 && LEAST.1 >= 3.0, "WCAG 2.2, 1.4.3 and 1.4.11");
    }

    #[test]
    fn every_colour_of_a_theme_is_put_to_that_test() {
        for (name, design) in Themes::shipped().all() {
            for scheme in Scheme::ALL {
                for colour in design.sheet.names_of_colours(scheme) {
                    assert!(accent::KNOWN.iter().any(|known| known.contains(&colour)), "{name}: {colour}");
                }
            }
        }
    }
}
