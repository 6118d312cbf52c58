//! Two pictures of one place: beside each other, and with a script under a slider.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Comparison, Image};

use crate::block::Surroundings;
use crate::form::Form;
use crate::picture::{Caption, PictureHtml, Room};
use crate::setting::{Said, Voice};

/// A comparison as a `<figure>`.
#[derive(Template)]
#[template(path = "comparison.html")]
pub(crate) struct ComparisonHtml<'a> {
    comparison: &'a Comparison,
    voice: Voice,
    form: Form,
    is_served: bool,
    /// The earlier, and the later.
    sides: [Side<'a>; 2],
}

/// It is a template.
impl HtmlSafe for ComparisonHtml<'_> {}

/// One of the two.
struct Side<'a> {
    name: Name<'a>,
    picture: PictureHtml<'a>,
    said: Caption<'a>,
}

/// What one of the two is called.
enum Name<'a> {
    Own(&'a str),
    Usual(Said<&'static str>),
}

impl<'a> ComparisonHtml<'a> {
    pub(crate) fn of(comparison: &'a Comparison, around: Surroundings<'a>) -> Self {
        let voice = around.voice();
        let side = |image: &'a Image, own: Option<&'a str>, usual| Side {
            name: own.map_or(Name::Usual(voice.say(usual)), Name::Own),
            said: Caption::of(image.caption.as_ref(), image.credit.as_ref()),
            picture: PictureHtml { caption: Caption::NONE, opened: None, ..PictureHtml::of(image, around, Room::Half) },
        };
        let label = |label: &'a Option<coverage::Line<100>>| label.as_ref().map(coverage::Line::as_str);
        Self {
            comparison,
            voice,
            form: around.setting.form,
            is_served: around.setting.is_served(),
            sides: [
                side(&comparison.before, label(&comparison.before_label), voice.words.before),
                side(&comparison.after, label(&comparison.after_label), voice.words.after),
            ],
        }
    }

    fn says_anything(&self) -> bool {
        self.comparison.caption.is_some() || self.sides.iter().any(|side| !side.said.is_empty())
    }
}
