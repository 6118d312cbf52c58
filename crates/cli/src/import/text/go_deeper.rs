//! The list of titles under "Go Deeper", which pages print more than once.

use std::collections::HashSet;

use super::blocks::own;
use super::lines::{Item, Line, What};
use super::{LeftOut, Page, Reason, sentence};

/// Takes the titles below the heading: the lines of one group, or lone lines
/// until something else comes. Returns how many items were taken.
pub(super) fn take<'a>(
    items: &[Item<'a>],
    is_headline: impl Fn(usize) -> bool,
    titles: &mut Vec<Line<'a>>,
    left_out: &mut Vec<LeftOut>,
) -> usize {
    for (at, item) in items.iter().enumerate() {
        match &item.what {
            What::Text(lines) if lines.len() > 1 && at == 0 => {
                titles.extend(lines);
                return 1;
            }
            What::Text(lines) => match lines.as_slice() {
                &[line] if !sentence::ends(line.text) && !is_headline(at) => titles.push(line),
                _ => return at,
            },
            What::List(list) if at == 0 => {
                for line in list {
                    titles.push(Line { number: line.line, text: line.text });
                    left_out.push(LeftOut { line: line.line, text: own(line.marker), reason: Reason::ListMarker });
                }
                return 1;
            }
            _ => return at,
        }
    }
    items.len()
}

/// Puts each title into the page once and tells of the others.
pub(super) fn settle(titles: &[Line<'_>], page: &mut Page) {
    let mut seen = HashSet::new();
    for line in titles {
        if seen.insert(line.text) {
            page.go_deeper.push(own(line.text));
        } else {
            page.left_out.push(LeftOut { line: line.number, text: own(line.text), reason: Reason::Repeated });
        }
    }
}
