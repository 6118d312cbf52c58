//! A map: drawn from the coasts and borders that are built in, with a list of what is on it behind it.

mod atlas;
mod drawing;
mod label;
mod outline;
mod projection;
mod sheet;

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::Map;

use self::atlas::ATLAS;
use self::drawing::{Manner, draw, printed};
use crate::block::Surroundings;
use crate::drawing::Size;
use crate::form::Form;
use crate::setting::Voice;

/// Every country that can be shown as an area: its code (ISO 3166-1 alpha-3) and its English name.
pub fn countries() -> impl Iterator<Item = (String, &'static str)> {
    ATLAS.countries.iter().filter_map(|country| Some((country.code?.to_string(), country.name.as_str())))
}

/// A map as a `<figure>`.
#[derive(Template)]
#[template(path = "map.html")]
pub(crate) struct MapHtml<'a> {
    map: &'a Map,
    voice: Voice,
    manner: Manner,
    /// Whether it is drawn: where no style sheet of ours goes along, the list says more.
    is_drawn: bool,
    form: Form,
}

/// It is a template.
impl HtmlSafe for MapHtml<'_> {}

impl<'a> MapHtml<'a> {
    pub(crate) fn of(map: &'a Map, around: Surroundings<'a>) -> Self {
        let voice = around.voice();
        let manner = Manner {
            words: voice.words,
            notation: around.setting.notation,
            names_countries: around.setting.is_english(),
        };
        Self { map, voice, manner, is_drawn: around.is_our_page(), form: around.setting.form }
    }

    fn drawing(&self, size: Size) -> Drawing<'_> {
        Drawing { map: self, size }
    }

    /// What is on the map, by name.
    fn named(&self) -> Vec<&str> {
        let places = self.map.places.iter().map(printed);
        let areas = self.map.areas.iter().filter_map(|area| Some(area.name.as_ref()?.as_str()));
        let arrows = self.map.arrows.iter().filter_map(|arrow| Some(arrow.label.as_ref()?.as_str()));
        places.chain(areas).chain(arrows).collect()
    }

    /// What the drawing says, in a sentence.
    fn description(&self) -> String {
        let title = self.map.title.iter().map(ToString::to_string);
        let named = self.named().join(", ");
        title
            .chain([self.manner.words.map.to_owned()])
            .chain((!named.is_empty()).then_some(named))
            .collect::<Vec<_>>()
            .join(". ")
    }
}

/// One of the two drawings.
struct Drawing<'a> {
    map: &'a MapHtml<'a>,
    size: Size,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&draw(self.map.map, self.map.manner, self.size, &self.map.description()))
    }
}

/// Its words are escaped as they are written.
impl HtmlSafe for Drawing<'_> {}
