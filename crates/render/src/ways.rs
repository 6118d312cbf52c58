//! The ways from one page of a coverage to its others: plain links, which need no script.

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Line, Tally};

use crate::choice::{Choice, Reading, ReadingOrder, Weight, Window};
use crate::setting::{Said, Setting};
use crate::slice::Slice;

/// How many labels are offered to choose from, at most.
const LABELS: usize = 12;

/// The links to the pages beside this one, in the order that was chosen.
pub(crate) struct Onward {
    /// To the first page of what was chosen, and what that is called.
    pub(crate) first: (String, &'static str),
    /// To the posts above this page.
    pub(crate) previous: Option<(String, &'static str)>,
    /// To the posts below this page.
    pub(crate) more: Option<(String, &'static str)>,
}

impl Onward {
    pub(crate) fn of(setting: &Setting<'_>, reading: &Reading, slice: &Slice<'_>) -> Self {
        let words = setting.voice.words;
        let to = |window| href(setting, &Reading { choice: reading.choice.clone(), window, form: reading.form });
        let newer = slice.ceiling.map(|newest| (to(Window::After(newest.id)), words.newer));
        let older = slice.floor.map(|oldest| (to(Window::Before(oldest.id)), words.older));
        match reading.choice.order {
            ReadingOrder::NewestFirst => {
                Self { first: (to(Window::First), words.newest), previous: newer, more: older }
            }
            ReadingOrder::OldestFirst => {
                Self { first: (to(Window::First), words.oldest), previous: older, more: newer }
            }
        }
    }
}

/// `#choice`: the orders, and the kinds of posts that can be read alone.
#[derive(Template)]
#[template(path = "choice.html")]
pub(crate) struct ChoiceHtml<'a> {
    pub(crate) setting: &'a Setting<'a>,
    pub(crate) reading: &'a Reading,
    pub(crate) tally: &'a Tally,
}

/// It is a template.
impl HtmlSafe for ChoiceHtml<'_> {}

/// One thing to choose.
#[derive(Template)]
#[template(path = "way.html")]
struct Way {
    href: String,
    is_here: bool,
    name: Name,
}

/// It is a template.
impl HtmlSafe for Way {}

/// What a thing to choose is called.
enum Name {
    /// By words of the interface.
    Said(Said<&'static str>),
    /// By a label, which members wrote.
    Label(Line<40>),
}

impl ChoiceHtml<'_> {
    fn orders(&self) -> [Way; 2] {
        let words = self.setting.voice.words;
        [(ReadingOrder::NewestFirst, words.newest_first), (ReadingOrder::OldestFirst, words.oldest_first)]
            .map(|(order, name)| self.way(Choice { order, ..self.reading.choice.clone() }, self.said(name)))
    }

    fn all(&self) -> Way {
        self.kind(Weight::Any, None, self.said(self.setting.voice.words.all_posts))
    }

    fn key_events(&self) -> Way {
        self.kind(Weight::KeyEvents, None, self.said(self.setting.voice.words.key_events))
    }

    /// Whether there is no key event so far, nor does the reader ask for one.
    fn has_no_key_event(&self) -> bool {
        self.tally.key_events() == 0 && self.reading.choice.weight == Weight::Any
    }

    /// The labels of the most posts, and the one that was chosen, whatever it is.
    fn labels(&self) -> Vec<Way> {
        let mut labels: Vec<Line<40>> =
            self.tally.labels(LABELS).into_iter().filter_map(|label| Line::parse("label", label).ok()).collect();
        labels.extend(self.reading.choice.label.clone().filter(|chosen| !labels.contains(chosen)));
        labels.into_iter().map(|label| self.kind(Weight::Any, Some(label.clone()), Name::Label(label))).collect()
    }

    fn said(&self, words: &'static str) -> Name {
        Name::Said(self.setting.voice.say(words))
    }

    fn kind(&self, weight: Weight, label: Option<Line<40>>, name: Name) -> Way {
        self.way(Choice { order: self.reading.choice.order, weight, label }, name)
    }

    fn way(&self, choice: Choice, name: Name) -> Way {
        let is_here = choice == self.reading.choice;
        let reading = Reading { choice, window: Window::First, form: self.reading.form };
        // What changes stands below: on a phone, thousands of pixels under the head of the page.
        Way { href: href(self.setting, &reading) + "#choice", is_here, name }
    }
}

/// The address of a part of this coverage, as a page of the same coverage links to it.
fn href(setting: &Setting<'_>, reading: &Reading) -> String {
    match reading.query() {
        none if none.is_empty() => setting.to_home().to_string(),
        query => query,
    }
}
