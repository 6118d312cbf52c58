//! What marks a page that shows a coverage as it stood: at which moment, the way back to now, and the ways to others.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Seq, View};

use crate::Address;
use crate::setting::Setting;

/// What has to be known besides the view of then.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AsOf {
    /// The first change from which on readers could see the coverage.
    pub first: Seq,
}

/// `#as-of`
#[derive(Template)]
#[template(path = "section/as_of.html")]
pub(crate) struct AsOfHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) view: &'a View,
    pub(crate) as_of: AsOf,
}

/// It is a template.
impl HtmlSafe for AsOfHtml<'_> {}

impl<'a> AsOfHtml<'a> {
    fn moment(&self) -> String {
        as_of_words(self.setting, self.view)
    }

    fn change(&self) -> String {
        self.setting.voice.words.as_of_change(self.view.seq())
    }

    /// The page after the change before, if readers could see the coverage by then.
    fn previous(&self) -> Option<Address<'a>> {
        let before = self.view.seq().0.checked_sub(1).map(Seq).filter(|seq| *seq >= self.as_of.first)?;
        Some(Address::At(self.setting.slug, before))
    }

    /// The moment for a field that takes local time; the second that has begun counts as a whole one, so that
    /// who asks for it gets this page again.
    fn local(&self) -> String {
        self.setting.clock.local(self.view.changed_at())
    }

    fn zone(&self) -> String {
        self.setting.clock.zone(self.view.changed_at())
    }
}

/// What says at which moment the coverage stood so.
pub(crate) fn as_of_words(setting: &Setting<'_>, then: &View) -> String {
    let words = setting.voice.words;
    words.as_of(&setting.clock.date_time(then.changed_at(), words))
}
