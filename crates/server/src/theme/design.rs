//! One theme, with all that its pages need.

use bytes::Bytes;
use render::{Logo, Look, SlotEntry};

use super::sheet::{Scheme, Sheet, without_comments};
use crate::assets;

/// One theme.
#[derive(Clone)]
pub(crate) struct Design {
    /// What it is called at the desk; none for those that come with Stet, which the desk has words for.
    pub(crate) title: Option<Box<str>>,
    /// Its whole style, without comments.
    pub(crate) css: String,
    /// What its style says in custom properties.
    pub(crate) sheet: Sheet,
    /// Its logos and fonts.
    pub(crate) files: Vec<DesignFile>,
    pub(crate) logo: Option<Logo>,
    /// The logo as preview pictures show it: none for an SVG, which they cannot draw.
    pub(crate) drawn_logo: Option<Bytes>,
    pub(crate) header: Vec<SlotEntry>,
    pub(crate) footer: Vec<SlotEntry>,
}

/// A file that a theme's pages load.
#[derive(Clone)]
pub(crate) struct DesignFile {
    /// Its URL path, which changes with its content.
    pub(crate) path: String,
    pub(crate) content_type: &'static str,
    pub(crate) bytes: Bytes,
}

impl DesignFile {
    pub(crate) fn new(stem: &str, ending: &str, content_type: &'static str, bytes: Bytes) -> Self {
        Self { path: assets::path_of(stem, ending, &bytes), content_type, bytes }
    }
}

impl Design {
    /// A theme of sheets alone, each of which adds to those before it.
    pub(crate) fn of_sheets(sheets: &[&str]) -> Self {
        let css = without_comments(&sheets.concat());
        Self {
            title: None,
            sheet: Sheet::read(&css),
            css,
            files: Vec::new(),
            logo: None,
            drawn_logo: None,
            header: Vec::new(),
            footer: Vec::new(),
        }
    }

    /// How its pages look, with its style at that path.
    pub(crate) fn look(&self, style: &str) -> Look {
        Look { style: style.into(), logo: self.logo.clone(), header: self.header.clone(), footer: self.footer.clone() }
    }

    /// Whether its headlines have serifs, as far as its style tells.
    pub(crate) fn has_serifs(&self) -> bool {
        self.sheet.text(Scheme::Light, "serif").is_none_or(|families| !families.ends_with("sans-serif"))
    }
}
