//! The forms in which readers' pages are shown.

use std::fmt;

use askama::filters::HtmlSafe;

use crate::Address;

/// The form in which a reader's page is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Form {
    /// With its pictures, films and drawings.
    #[default]
    Whole,
    /// In words alone, for weak networks and weak devices: what a picture shows is told, and of a
    /// chart or map there is what is behind it. It stands under addresses of its own, so that it
    /// is kept along plain links, and caches need not tell readers apart.
    Text,
}

impl Form {
    /// The other one.
    pub(crate) const fn other(self) -> Self {
        match self {
            Self::Whole => Self::Text,
            Self::Text => Self::Whole,
        }
    }

    /// Where a page stands in this form.
    pub(crate) const fn of(self, page: Address<'_>) -> Formed<'_> {
        Formed { form: self, page }
    }
}

/// The address of a page in a form.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Formed<'a> {
    form: Form,
    page: Address<'a>,
}

impl fmt::Display for Formed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.form, self.page) {
            (Form::Text, Address::Front) => f.write_str("/text"),
            (Form::Text, page) => write!(f, "/text{page}"),
            (Form::Whole, page) => page.fmt(f),
        }
    }
}

/// It is an address with letters before it.
impl HtmlSafe for Formed<'_> {}
