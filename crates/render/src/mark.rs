//! Words of a post in which is marked what a reader looked for.

use std::fmt::{self, Write as _};
use std::ops::Range;

use askama::filters::HtmlSafe;
use coverage::Question;

use crate::setting::Escaping;

/// How many characters an excerpt has at most.
const EXCERPT: usize = 240;
/// How many of them stand before the first that was looked for.
const BEFORE: usize = 60;

/// A text as HTML, with `<mark>` around what was looked for.
pub(crate) struct Marked {
    text: String,
    marks: Vec<Range<usize>>,
    /// What of the text is shown, in bytes.
    shown: Range<usize>,
}

impl Marked {
    /// The whole text.
    pub(crate) fn whole(question: &Question, text: &str) -> Self {
        let (text, marks) = question.mark(text);
        Self { shown: 0..text.len(), text: text.into_owned(), marks }
    }

    /// The text around where most is of what was looked for; its beginning, where nothing is.
    pub(crate) fn excerpt(question: &Question, text: &str) -> Self {
        let (text, marks) = question.mark(text);
        let near = |mark: &Range<usize>| marks.partition_point(|other| other.start < mark.start + EXCERPT - BEFORE);
        let richest = marks.iter().enumerate().rev().max_by_key(|(number, mark)| near(mark) - number);
        let first = richest.map_or(0, |(_, mark)| mark.start);
        let start = beginning(&text, first);
        let shown = start..ending(&text, start);
        Self { shown, text: text.into_owned(), marks }
    }
}

/// Where an excerpt begins: at a word some way before.
fn beginning(text: &str, first: usize) -> usize {
    let before = text.get(..first).unwrap_or_default();
    let mut earlier = before.char_indices().rev().take(BEFORE);
    let furthest = earlier.clone().last().map_or(first, |(at, _)| at);
    if furthest == 0 {
        return 0;
    }
    let words = earlier.by_ref().filter(|(_, c)| c.is_whitespace()).map(|(at, c)| at + c.len_utf8());
    words.last().unwrap_or(furthest)
}

/// Where an excerpt ends: at the end of a word.
fn ending(text: &str, start: usize) -> usize {
    let rest = text.get(start..).unwrap_or_default();
    let Some((most, _)) = rest.char_indices().nth(EXCERPT) else { return text.len() };
    let within = rest.get(..most).unwrap_or_default();
    let word = within.rfind(char::is_whitespace).filter(|at| *at > most / 2);
    start + word.unwrap_or(most)
}

impl fmt::Display for Marked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Range { start, end } = self.shown;
        let mut at = start;
        let say = |f: &mut fmt::Formatter<'_>, part: Range<usize>| {
            Escaping(f).write_str(self.text.get(part).unwrap_or_default())
        };
        if start > 0 {
            f.write_str("…\u{a0}")?;
        }
        for mark in &self.marks {
            let mark = mark.start.max(start)..mark.end.min(end);
            if mark.is_empty() {
                continue;
            }
            say(f, at..mark.start)?;
            f.write_str("<mark>")?;
            at = mark.end;
            say(f, mark)?;
            f.write_str("</mark>")?;
        }
        say(f, at..end)?;
        if end < self.text.len() {
            f.write_str("\u{a0}…")?;
        }
        Ok(())
    }
}

/// The text is escaped as it is written.
impl HtmlSafe for Marked {}

#[cfg(test)]
mod tests {
    use coverage::Question;

    use super::{EXCERPT, Marked};

    fn excerpt(typed: &str, text: &str) -> String {
        Marked::excerpt(&Question::parse(typed).unwrap(), text).to_string()
    }

    #[test]
    fn what_was_looked_for_is_marked_and_nothing_is_markup() {
        let question = Question::parse("boat b").unwrap();
        let marked = Marked::whole(&question, "A <b>boat</b> & \"boats\"").to_string();
        assert_eq!(
            marked,
            "A &#60;<mark>b</mark>&#62;<mark>boat</mark>&#60;/<mark>b</mark>&#62; &#38; &#34;boats&#34;"
        );
    }

    #[test]
    fn an_excerpt_is_of_where_most_is() {
        let filler = "Nothing to see in here. ".repeat(30);
        let text = format!("A ferry. {filler}The ferry and the quay. {filler}");
        let shown = excerpt("ferry quay", &text);
        assert!(shown.starts_with("…\u{a0}") && shown.ends_with("\u{a0}…"), "{shown}");
        assert!(shown.contains("The <mark>ferry</mark> and the <mark>quay</mark>."), "{shown}");
        assert!(shown.chars().count() < EXCERPT + 60, "{shown}");
    }

    #[test]
    fn an_excerpt_is_the_beginning_where_nothing_is_found() {
        assert_eq!(excerpt("ferry", "Short."), "Short.");
        let long = excerpt("ferry", &"word ".repeat(100));
        assert!(long.starts_with("word") && long.ends_with("word\u{a0}…"), "{long}");
    }

    #[test]
    fn an_excerpt_of_a_text_without_spaces_is_cut_anywhere() {
        let text = format!("{}船{}", "港口".repeat(200), "停航".repeat(200));
        let shown = excerpt("船", &text);
        assert!(
            shown.contains("<mark>船</mark>") && shown.starts_with("…\u{a0}") && shown.ends_with("\u{a0}…"),
            "{shown}"
        );
        assert_eq!(shown.chars().count(), EXCERPT + 4 + "<mark></mark>".len());
    }
}
