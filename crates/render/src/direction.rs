//! Which way a text runs, where that is not the way of its page.
//!
//! A browser that is told `dir=auto` goes by the first letter, and so turns an Arabic
//! sentence around that begins with a Latin name. Here the letters are counted.

use std::fmt;

use askama::filters::HtmlSafe;
use coverage::{Block, Direction, Inline, ListItem, Paragraph};

/// ` dir="…"` for a text that runs the other way than its page; else nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turned(Option<Direction>);

impl Turned {
    /// What is to be said of a text in a page that runs that way.
    pub(crate) fn text(page: Direction, text: &str) -> Self {
        let mut letters = Letters::default();
        letters.count(text);
        letters.against(page)
    }

    /// The same of a run.
    pub(crate) fn run(page: Direction, run: &[Inline]) -> Self {
        let mut letters = Letters::default();
        letters.count_run(run);
        letters.against(page)
    }

    /// The same of a paragraph with what it opens with.
    pub(crate) fn paragraph(page: Direction, paragraph: &Paragraph) -> Self {
        let mut letters = Letters::default();
        letters.count_paragraph(paragraph);
        letters.against(page)
    }

    /// The same of a list, which is turned as a whole: its signs stand on one side.
    pub(crate) fn items(page: Direction, items: &[ListItem]) -> Self {
        let mut letters = Letters::default();
        letters.count_items(items);
        letters.against(page)
    }

    /// Whether it runs the other way.
    pub(crate) const fn is_turned(self) -> bool {
        self.0.is_some()
    }
}

impl fmt::Display for Turned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(direction) => write!(f, r#" dir="{}""#, direction.as_str()),
            None => Ok(()),
        }
    }
}

/// It holds a word of our own.
impl HtmlSafe for Turned {}

/// How many letters run which way.
#[derive(Default)]
struct Letters {
    ltr: usize,
    rtl: usize,
}

impl Letters {
    fn count(&mut self, text: &str) {
        for c in text.chars() {
            if is_right_to_left(c) {
                self.rtl += 1;
            } else if c.is_alphabetic() {
                self.ltr += 1;
            }
        }
    }

    fn count_run(&mut self, run: &[Inline]) {
        for inline in run {
            if let Inline::Text { text, .. } = inline {
                self.count(text);
            }
        }
    }

    fn count_paragraph(&mut self, paragraph: &Paragraph) {
        if let Some(lead_in) = &paragraph.lead_in {
            self.count(lead_in.as_str());
        }
        self.count_run(&paragraph.text);
    }

    fn count_items(&mut self, items: &[ListItem]) {
        for block in items.iter().flat_map(|item| &item.blocks) {
            match block {
                Block::Paragraph(paragraph) => self.count_paragraph(paragraph),
                Block::BulletList(items) | Block::OrderedList { items, .. } => self.count_items(items),
                _ => {}
            }
        }
    }

    const fn against(&self, page: Direction) -> Turned {
        Turned(match page {
            Direction::Ltr if self.rtl > self.ltr => Some(Direction::Rtl),
            Direction::Rtl if self.ltr > self.rtl => Some(Direction::Ltr),
            Direction::Ltr | Direction::Rtl => None,
        })
    }
}

/// Whether a letter is of a script that runs from right to left: the blocks of Unicode that are kept for these.
const fn is_right_to_left(c: char) -> bool {
    matches!(
        c,
        '\u{5D0}'..='\u{5F2}'
            | '\u{620}'..='\u{64A}'
            | '\u{66E}'..='\u{6D5}'
            | '\u{6EE}'..='\u{6EF}'
            | '\u{6FA}'..='\u{6FF}'
            | '\u{710}'..='\u{7BF}'
            | '\u{7CA}'..='\u{8C7}'
            | '\u{FB1D}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFC}'
            | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

#[cfg(test)]
mod tests {
    use coverage::Direction::{Ltr, Rtl};

    use super::Turned;

    #[test]
    fn a_text_is_turned_by_most_of_its_letters() {
        for (page, text, direction) in [
            (Rtl, "The council is in session: 3 of 4!", Some(Ltr)),
            (Rtl, "NATO: القوات لم تنسحب من الحدود", None),
            (Rtl, "المجلس ينعقد", None),
            (Rtl, "12:30", None),
            (Ltr, "The poet יהודה עמיחי was born in Würzburg", None),
            (Ltr, "יהודה עמיחי", Some(Rtl)),
            (Ltr, "המועצה מתכנסת (UN)", Some(Rtl)),
            (Ltr, "", None),
            (Ltr, "Совет собрался", None),
        ] {
            assert_eq!(Turned::text(page, text).0, direction, "{text}");
        }
    }
}
