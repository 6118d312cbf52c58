//! The body of a post: from items to blocks.

use super::clock::film_line;
use super::headlines::Role;
use super::lines::{Gap, Item, Line, ListLine, What, continues};
use super::marks::{self, Mark};
use super::{Block, LeftOut, Reason, Unplaced, Video, sentence};

/// The longest caption in characters; a longer text is a paragraph.
const LONGEST_CAPTION: usize = 1_000;

/// Reads a post's items, in order. What the blocks do not hold is added to `left_out`.
pub(super) fn read(items: &[(Role, &Item<'_>)], left_out: &mut Vec<LeftOut>) -> Vec<Block> {
    let mut reader = Reader { items, next: 0, blocks: Vec::new(), left_out };
    while let Some(&(role, item)) = items.get(reader.next) {
        reader.next += 1;
        reader.item(role, item);
    }
    reader.blocks
}

struct Reader<'a> {
    items: &'a [(Role, &'a Item<'a>)],
    next: usize,
    blocks: Vec<Block>,
    left_out: &'a mut Vec<LeftOut>,
}

impl<'a> Reader<'a> {
    fn item(&mut self, role: Role, item: &'a Item<'a>) {
        match &item.what {
            What::Text(lines) if role == Role::Heading => self.blocks.push(Block::Heading { text: own(&join(lines)) }),
            What::Text(lines) => self.text(lines),
            What::List(list) => self.list(list),
            What::Film { title, line } => {
                let video = film(*title, *line, self.left_out);
                self.blocks.push(Block::Video(video));
            }
            What::Related { marker, title } => self.related(*marker, *title, None),
            What::Marked(Mark::ReadMore, line) => self.blocks.push(Block::ReadMore { text: own(line.text) }),
            What::Marked(Mark::Pointer, line) => self.blocks.push(Block::EmbedPointer { text: own(line.text) }),
            What::Marked(_, line) => self.text(&[*line]),
        }
    }

    fn text(&mut self, lines: &[Line<'a>]) {
        let joined = join(lines);
        if let Some(caption) = self.caption(&joined) {
            match self.peek(0) {
                Some(What::Related { marker, title }) => {
                    self.next += 1;
                    self.related(*marker, *title, Some(caption));
                }
                _ => {
                    self.blocks
                        .push(Block::Image { caption: caption.text, credit: caption.credit.unwrap_or_default() });
                }
            }
        } else if let Some((text, attribution)) = quotation(lines) {
            self.blocks.push(Block::Quote { text: own(&text), attribution: own(attribution) });
        } else {
            self.paragraph(lines);
        }
    }

    /// The text as a picture's caption, if that is what it is: a credit stands
    /// at its end or on the line below, or the picture's card comes next.
    fn caption(&mut self, text: &str) -> Option<Caption> {
        if text.chars().count() > LONGEST_CAPTION {
            return None;
        }
        if let Some((caption, credits)) = marks::split_picture_credit(text).filter(|(caption, _)| !caption.is_empty()) {
            return Some(Caption { text: own(caption), credit: Some(own(&credits.join("; "))) });
        }
        if let Some((_, Item { what: What::Marked(Mark::PictureCredit, line), gap: Gap::None, .. })) =
            self.items.get(self.next)
        {
            self.next += 1;
            return Some(Caption { text: own(text), credit: Some(own(line.text)) });
        }
        let before_card = matches!(self.peek(0), Some(What::Related { .. }));
        // "Read the full story:" announces the card: what stands between is the card's.
        let announced = matches!(self.blocks.last(), Some(Block::ReadMore { text }) if sentence::introduces(text));
        let is_bare = !sentence::ends(text) && !sentence::introduces(text);
        (before_card && (announced || is_bare)).then(|| Caption { text: own(text), credit: None })
    }

    fn related(&mut self, marker: Line<'_>, title: Option<Line<'_>>, caption: Option<Caption>) {
        let (caption, credit) = caption.map_or((None, None), |caption| (Some(caption.text), caption.credit));
        match title {
            Some(title) => {
                self.leave(marker.number, marker.text, Reason::CardMarker);
                self.blocks.push(Block::Related { title: own(title.text), caption, credit });
            }
            None => {
                let texts = [caption.as_deref(), credit.as_deref(), Some(marker.text)];
                let paragraph = |text| Block::Paragraph { lead_in: None, text: own(text) };
                self.blocks.extend(texts.into_iter().flatten().map(paragraph));
            }
        }
    }

    /// A paragraph, and the list that it leads to although its bullets were lost.
    fn paragraph(&mut self, lines: &[Line<'a>]) {
        let Some((first, rest)) = lines.split_first() else { return };
        let (lead_in, text) = match sentence::split_lead_in(first.text) {
            Some((lead_in, text)) => (Some(lead_in), text),
            None => (None, first.text),
        };
        let mut kept = vec![text];
        let mut items = Vec::new();
        if rest.len() >= 2
            && sentence::introduces(first.text)
            && rest.iter().all(|line| sentence::is_bare_item(line.text))
        {
            items.extend(rest.iter().map(|line| line.text));
        } else {
            kept.extend(rest.iter().map(|line| line.text));
        }
        // "What was agreed? A truce." runs the first item on after the line that leads to the list.
        let is_first_item = lead_in.is_some() && rest.is_empty() && sentence::is_fragment(sentence::first(text));
        let leads_on =
            lines.last().is_some_and(|line| sentence::introduces(line.text)) || lead_in.is_some_and(sentence::asks);
        if is_first_item || leads_on {
            items.extend(self.unmarked_list());
            if is_first_item && !items.is_empty() {
                items.insert(0, text);
                kept.clear();
            }
        }
        self.blocks.push(Block::Paragraph { lead_in: lead_in.map(own), text: own(&kept.join("\n")) });
        if !items.is_empty() {
            self.blocks.push(Block::List { start: None, items: items.into_iter().map(own).collect() });
        }
    }

    /// Takes the lines of a list that lost its bullets: at least three
    /// sentences without a verb, or two short lines without a full stop. Only
    /// a line that leads on ("Shut today:", "What was agreed?") has such a list.
    fn unmarked_list(&mut self) -> Vec<&'a str> {
        if let Some(What::Text(lines)) = self.peek(0)
            && lines.len() >= 2
            && lines.iter().all(|line| sentence::is_bare_item(line.text))
        {
            self.next += 1;
            return lines.iter().map(|line| line.text).collect();
        }
        let mut found = Vec::new();
        while let Some(What::Text(lines)) = self.peek(found.len())
            && let [line] = lines.as_slice()
            && (sentence::is_bare_item(line.text) || sentence::is_fragment(line.text))
        {
            found.push(line.text);
        }
        let are_bare = found.iter().all(|text| sentence::is_bare_item(text));
        if found.len() >= 3 || found.len() == 2 && are_bare {
            self.next += found.len();
            return found;
        }
        Vec::new()
    }

    fn list(&mut self, list: &[ListLine<'a>]) {
        for line in list {
            self.leave(line.line, line.marker, Reason::ListMarker);
        }
        // Pages part the items of one list by blank lines.
        let mut items: Vec<String> = list.iter().map(|line| own(line.text)).collect();
        let mut last = list.last().copied();
        while let Some(What::List(below)) = self.peek(0)
            && last.zip(below.first()).is_some_and(|(last, &first)| continues(&[last], first))
        {
            self.next += 1;
            for line in below {
                self.leave(line.line, line.marker, Reason::ListMarker);
            }
            items.extend(below.iter().map(|line| own(line.text)));
            last = below.last().copied();
        }
        self.blocks.push(Block::List { start: list.first().and_then(|line| line.number), items });
    }

    fn peek(&self, ahead: usize) -> Option<&'a What<'a>> {
        let ahead = self.items.get(self.next + ahead).filter(|(role, _)| *role != Role::Heading);
        ahead.map(|(_, item)| &item.what)
    }

    fn leave(&mut self, line: usize, text: &str, reason: Reason) {
        self.left_out.push(LeftOut { line, text: own(text), reason });
    }
}

struct Caption {
    text: String,
    credit: Option<String>,
}

/// Parts a quotation from the name on its last line.
fn quotation<'a>(lines: &[Line<'a>]) -> Option<(String, &'a str)> {
    const LONGEST_NAME: usize = 15;
    let (last, words) = lines.split_last()?;
    let name = last.text.strip_prefix(['—', '–', '―'])?.trim_start();
    let fits = words.first().is_some_and(|line| sentence::opens_quote(line.text))
        && (1..=LONGEST_NAME).contains(&sentence::length(name));
    fits.then(|| (join(words), name))
}

/// Makes a film of its title and the line below it.
pub(super) fn film(title: Line<'_>, line: Line<'_>, left_out: &mut Vec<LeftOut>) -> Video {
    let parts = film_line(line.text);
    let marker = parts.as_ref().map_or(line.text, |parts| parts.marker);
    left_out.push(LeftOut { line: line.number, text: own(marker.trim_end()), reason: Reason::FilmMarker });
    Video {
        title: own(title.text),
        duration_seconds: parts.as_ref().and_then(|parts| parts.seconds),
        source: parts.map(|parts| own(parts.source)),
    }
}

/// An item's lines as they stand in the file.
pub(super) fn as_lines(item: &Item<'_>) -> Vec<Unplaced> {
    let unplaced = |line: &Line<'_>| Unplaced { line: line.number, text: own(line.text) };
    match &item.what {
        What::Text(lines) => lines.iter().map(unplaced).collect(),
        What::List(list) => list
            .iter()
            .map(|line| Unplaced { line: line.line, text: own(&format!("{} {}", line.marker, line.text)) })
            .collect(),
        What::Film { title, line } => vec![unplaced(title), unplaced(line)],
        What::Related { marker, title } => [Some(marker), title.as_ref()].into_iter().flatten().map(unplaced).collect(),
        What::Marked(_, line) => vec![unplaced(line)],
    }
}

/// A text as the page holds it.
pub(super) fn own(text: &str) -> String {
    text.replace('\t', " ")
}

fn join(lines: &[Line<'_>]) -> String {
    lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}
