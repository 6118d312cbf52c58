//! The text cut into lines, and the lines gathered into items.

use super::clock::film_line;
use super::furniture::is_furniture;
use super::marks::{self, Mark};
use super::sentence;

/// A line that is not blank, without the white space at its ends.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// Its number in the file, from 1.
    pub(super) number: usize,
    /// Its text.
    pub(super) text: &'a str,
}

/// The smallest thing that is read as a whole.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// The number of its first line.
    pub(super) line: usize,
    /// Whether a blank line parts it from the item before.
    pub(super) gap: Gap,
    /// What it is.
    pub(super) what: What<'a>,
}

/// What parts an item from the one before.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Gap {
    /// At least one blank line.
    Blank,
    /// Nothing but the end of a line.
    None,
}

/// What an item is.
#[derive(Debug)]
pub(super) enum What<'a> {
    /// Lines that carry no mark: paragraphs and headlines. Never empty.
    Text(Vec<Line<'a>>),
    /// Lines with bullets or numbers. Never empty.
    List(Vec<ListLine<'a>>),
    /// A film's title with the line below it.
    Film { title: Line<'a>, line: Line<'a> },
    /// A card of a related article: the words that mark it, and the title after
    /// them or on the next line.
    Related { marker: Line<'a>, title: Option<Line<'a>> },
    /// A line with a mark of its own.
    Marked(Mark<'a>, Line<'a>),
}

/// A line of a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListLine<'a> {
    /// The number of the line in the file.
    pub(super) line: usize,
    /// The bullet or number.
    pub(super) marker: &'a str,
    /// The number, unless it is a bullet.
    pub(super) number: Option<u32>,
    /// The text after it.
    pub(super) text: &'a str,
}

/// Cuts a text into its lines, blank ones included. A line ends with LF, CR LF,
/// CR or NEL, or with U+2028 (which browsers copy for a break inside a
/// paragraph and which adds no number). U+2029 ends a paragraph, which is a
/// line and a blank line.
pub(super) fn cut(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let (mut number, mut begin) = (1, 0);
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if !matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            continue;
        }
        lines.push(Line { number, text: text.get(begin..at).unwrap_or_default() });
        if c == '\r' && chars.peek().is_some_and(|&(_, next)| next == '\n') {
            chars.next();
        }
        match c {
            '\u{2028}' => {}
            '\u{2029}' => lines.push(Line { number, text: "" }),
            _ => number += 1,
        }
        begin = chars.peek().map_or(text.len(), |&(at, _)| at);
    }
    lines.push(Line { number, text: text.get(begin..).unwrap_or_default() });
    lines
}

/// Gathers a text into items. The first line is the page's headline and
/// stands alone.
pub(super) fn items(text: &str) -> Vec<Item<'_>> {
    let mut items = Vec::new();
    for group in groups(text) {
        let first = items.len();
        gather(&group, &mut items);
        // One item fewer when a film's title was taken from the group before.
        let first = first.min(items.len().saturating_sub(1));
        items.iter_mut().skip(first).take(1).for_each(|item| item.gap = Gap::Blank);
    }
    items
}

/// Runs of lines without a blank line between them.
fn groups(text: &str) -> Vec<Vec<Line<'_>>> {
    let lines: Vec<Line<'_>> = cut(text).into_iter().map(|line| Line { text: line.text.trim(), ..line }).collect();
    let written = lines.iter().copied().filter(|line| !is_furniture(line.text));
    let written = parted(written, |line| is_blank(line.text));
    let total: usize = written.iter().map(Vec::len).sum();
    let largest = written.iter().map(Vec::len).max().unwrap_or_default();
    if largest >= 12 && largest * 2 > total {
        // Some browsers copy a page without blank lines: each line is then a paragraph.
        return written.into_iter().flatten().map(|line| vec![line]).collect();
    }
    // Buttons and links stand apart from what is around them, as if by a blank line.
    let mut groups = parted(lines.into_iter(), |line| is_blank(line.text) || is_furniture(line.text));
    if let Some(first) = groups.first_mut().filter(|group| group.len() > 1) {
        let rest = first.split_off(1);
        groups.insert(1, rest);
    }
    groups
}

/// The lines between those at which they are parted, without these. No part is empty.
fn parted<'a>(lines: impl Iterator<Item = Line<'a>>, at: impl Fn(&Line<'a>) -> bool) -> Vec<Vec<Line<'a>>> {
    let mut parts = vec![Vec::new()];
    for line in lines {
        match parts.last_mut() {
            _ if at(&line) => parts.push(Vec::new()),
            Some(part) => part.push(line),
            None => {}
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{FEFF}'))
}

fn gather<'a>(group: &[Line<'a>], items: &mut Vec<Item<'a>>) {
    let mut run: Vec<Line<'a>> = Vec::new();
    for &line in group {
        if let Some(item) = marks::list_line(line) {
            flush(&mut run, items);
            match items.last_mut() {
                Some(Item { what: What::List(list), gap: Gap::None, .. }) if continues(list, item) => list.push(item),
                _ => push(items, line, What::List(vec![item])),
            }
        } else if film_line(line.text).is_some()
            && let Some(title) = run.pop().or_else(|| title_above(items))
        {
            flush(&mut run, items);
            push(items, title, What::Film { title, line });
        } else if let Some((marker, title)) = marks::related(line.text) {
            flush(&mut run, items);
            let title = title.map(|text| Line { text, ..line });
            push(items, line, What::Related { marker: Line { text: marker, ..line }, title });
        } else if let Some(mark) = marks::of(line.text) {
            flush(&mut run, items);
            push(items, line, What::Marked(mark, line));
        } else if let Some(Item { what: What::Related { title: title @ None, .. }, .. }) = items.last_mut() {
            *title = Some(line);
        } else {
            run.push(line);
        }
    }
    flush(&mut run, items);
}

/// Whether an item goes on with the list above it.
pub(super) fn continues(list: &[ListLine<'_>], item: ListLine<'_>) -> bool {
    match (list.last().and_then(|last| last.number), item.number) {
        (None, None) => true,
        // Some pages number every item 1.
        (Some(last), Some(next)) => next == last.saturating_add(1) || next == 1 && last == 1,
        _ => false,
    }
}

/// Takes back the line before a film's line as the film's title, if it stands
/// in the item before. The page's headline is no film's title.
fn title_above<'a>(items: &mut Vec<Item<'a>>) -> Option<Line<'a>> {
    let title = match items.last() {
        Some(Item { what: What::Text(lines), .. }) if items.len() > 1 => match lines.as_slice() {
            &[line] if !sentence::ends(line.text) => line,
            _ => return None,
        },
        _ => return None,
    };
    items.pop();
    Some(title)
}

fn flush<'a>(run: &mut Vec<Line<'a>>, items: &mut Vec<Item<'a>>) {
    if let Some(&first) = run.first() {
        push(items, first, What::Text(std::mem::take(run)));
    }
}

fn push<'a>(items: &mut Vec<Item<'a>>, first: Line<'a>, what: What<'a>) {
    items.push(Item { line: first.number, gap: Gap::None, what });
}
