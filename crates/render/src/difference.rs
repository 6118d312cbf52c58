//! The difference of two texts, word by word, and of two bodies, block by block.

use coverage::{Block, Body, Image};
use similar::{Algorithm, DiffOp, DiffableStr, capture_diff_slices};

use crate::words::Words;

/// A piece of two texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Piece {
    /// Both have it.
    Same(String),
    /// The earlier one alone.
    Removed(String),
    /// The later one alone.
    Added(String),
}

/// What stands on a line of its own.
pub(crate) type Line = Vec<Piece>;

/// A part of two bodies.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Part {
    /// Blocks that both have.
    Same,
    /// Text that differs.
    Text(Vec<Line>),
    /// Text of which only links or emphasis differ.
    Marks,
    /// A picture, a table or the like: what it is called, what became of it, and its words.
    Thing(&'static str, Option<Became>, Vec<Line>),
}

/// What became of something.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Became {
    /// It was not there before.
    Added,
    /// It is not there any more.
    Removed,
    /// It is another.
    Altered,
}

/// Between blocks that are compared as one text. No text of ours holds it: it ends a paragraph.
const BREAK: char = '\u{2029}';

/// How two texts differ, word by word. Words are what Unicode takes for them (UAX 29).
pub(crate) fn lines(before: &str, after: &str) -> Vec<Line> {
    let (old, new) = (before.tokenize_unicode_words(), after.tokenize_unicode_words());
    let mut stretches: Vec<Stretch> = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (removed, added) = (joined(&old, op.old_range()), joined(&new, op.new_range()));
        if let DiffOp::Equal { .. } = op {
            stretches.push(Stretch { same: removed, ..Stretch::default() });
            continue;
        }
        match stretches.last_mut() {
            // A space or a comma between two words that both differ is no reason to part them.
            Some(last) if last.is_weak() => {
                let between = std::mem::take(&mut last.same);
                let whole =
                    Stretch { same: String::new(), removed: between.clone() + &removed, added: between + &added };
                stretches.pop();
                match stretches.last_mut() {
                    Some(last) => last.extend(&whole),
                    None => stretches.push(whole),
                }
            }
            Some(last) => last.extend(&Stretch { same: String::new(), removed, added }),
            None => stretches.push(Stretch { same: String::new(), removed, added }),
        }
    }
    let kept: usize = stretches.iter().map(|stretch| stretch.same.len()).sum();
    // Where hardly a word is left, words that happen to be in both say nothing.
    if kept * 4 < before.len().max(after.len()) {
        stretches = vec![Stretch { same: String::new(), removed: before.to_owned(), added: after.to_owned() }];
    }
    broken_up(stretches)
}

/// A text as it is.
pub(crate) fn plain(text: &str) -> Vec<Line> {
    broken_up(vec![Stretch { same: text.to_owned(), ..Stretch::default() }])
}

/// Text that both have, and what differs after it.
#[derive(Default)]
struct Stretch {
    same: String,
    removed: String,
    added: String,
}

impl Stretch {
    fn extend(&mut self, more: &Self) {
        self.removed += &more.removed;
        self.added += &more.added;
    }

    /// Whether nothing of weight is the same here, and nothing differs yet.
    fn is_weak(&self) -> bool {
        let is_light = |c: char| !c.is_alphanumeric() && c != BREAK;
        self.removed.is_empty() && self.added.is_empty() && self.same.chars().all(is_light)
    }
}

fn joined(words: &[&str], range: std::ops::Range<usize>) -> String {
    words.get(range).unwrap_or_default().concat()
}

/// The pieces, on lines that end where a block does.
fn broken_up(stretches: Vec<Stretch>) -> Vec<Line> {
    let mut lines = vec![Line::new()];
    let mut put = |text: &str, piece: fn(String) -> Piece| {
        for (index, part) in text.split(BREAK).enumerate() {
            if index > 0 {
                lines.push(Line::new());
            }
            if let (false, Some(line)) = (part.is_empty(), lines.last_mut()) {
                line.push(piece(part.to_owned()));
            }
        }
    };
    for Stretch { same, removed, added } in stretches {
        put(&same, Piece::Same);
        put(&removed, Piece::Removed);
        // Whole blocks stand in the place of others: each on a line of its own.
        if removed.contains(BREAK) && added.contains(BREAK) {
            put("\u{2029}", Piece::Same);
        }
        put(&added, Piece::Added);
    }
    lines.retain(|line| !line.is_empty());
    lines
}

/// How two bodies differ, in reading order.
pub(crate) fn parts(words: &Words, before: &Body, after: &Body) -> Vec<Part> {
    let (old, new) = (shown(before), shown(after));
    let (old_keys, new_keys) = (keys(&old), keys(&new));
    let mut parts = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old_keys, &new_keys) {
        if let DiffOp::Equal { .. } = op {
            parts.push(Part::Same);
            continue;
        }
        let old = old.get(op.old_range()).unwrap_or_default();
        let new = new.get(op.new_range()).unwrap_or_default();
        let (old_text, new_text) = (text_of(words, old), text_of(words, new));
        if old_text != new_text {
            parts.push(Part::Text(lines(&old_text, &new_text)));
        } else if !old_text.is_empty() {
            parts.push(Part::Marks);
        }
        let mut left = things(words, old);
        for (word, block) in things(words, new) {
            let text = thing_text(block);
            match left.iter().position(|(left, _)| *left == word) {
                Some(at) => {
                    let (_, one_before) = left.remove(at);
                    let text_before = thing_text(one_before);
                    let lines = if text == text_before { Vec::new() } else { lines(&text_before, &text) };
                    parts.push(Part::Thing(word, Some(Became::Altered), lines));
                }
                None => parts.push(Part::Thing(word, Some(Became::Added), lines("", &text))),
            }
        }
        for (word, block) in left {
            parts.push(Part::Thing(word, Some(Became::Removed), lines(&thing_text(block), "")));
        }
    }
    parts
}

/// What a body says, with nothing to compare it with.
pub(crate) fn whole(words: &Words, body: &Body) -> Vec<Part> {
    let part = |block: &&Block| match thing_word(words, block) {
        Some(word) => Part::Thing(word, None, plain(&thing_text(block))),
        None => Part::Text(plain(&block.text())),
    };
    shown(body).iter().map(part).collect()
}

/// The blocks that readers are shown.
fn shown(body: &Body) -> Vec<&Block> {
    body.blocks().iter().filter(|block| !matches!(block, Block::Opaque(_))).collect()
}

/// What tells blocks apart: all that the record holds of each.
fn keys(blocks: &[&Block]) -> Vec<String> {
    blocks.iter().map(|block| format!("{block:?}")).collect()
}

fn text_of(words: &Words, blocks: &[&Block]) -> String {
    let texts = blocks.iter().filter(|block| thing_word(words, block).is_none()).map(|block| block.text());
    texts.collect::<Vec<_>>().join("\u{2029}")
}

fn things<'b>(words: &Words, blocks: &[&'b Block]) -> Vec<(&'static str, &'b Block)> {
    blocks.iter().filter_map(|block| Some((thing_word(words, block)?, *block))).collect()
}

/// What a block is called that is more than its words; nothing for one that is text.
const fn thing_word(words: &Words, block: &Block) -> Option<&'static str> {
    Some(match block {
        Block::Image(_) => words.picture,
        Block::Gallery(_) | Block::Comparison(_) => words.gallery,
        Block::Video(_) => words.video,
        Block::Embed(_) => words.embed,
        Block::Related(_) => words.related,
        Block::Table(_) => words.table,
        Block::Chart(_) => words.chart,
        Block::Map(_) => words.map,
        Block::Rule => words.rule,
        Block::Paragraph(_)
        | Block::Heading { .. }
        | Block::BulletList(_)
        | Block::OrderedList { .. }
        | Block::Quote { .. }
        | Block::ReadMore(_)
        | Block::Background(_)
        | Block::Opaque(_) => return None,
    })
}

/// What there is to read of a block, with what pictures show.
fn thing_text(block: &Block) -> String {
    let images: Vec<&Image> = match block {
        Block::Image(image) => vec![image],
        Block::Gallery(images) => images.iter().collect(),
        Block::Comparison(pair) => vec![&pair.before, &pair.after],
        _ => Vec::new(),
    };
    let alts = images.iter().map(|image| image.alt.to_string()).filter(|alt| !alt.is_empty());
    let text = match block {
        // A row is a line, and its cells are told apart.
        Block::Table(_) | Block::Chart(_) => block.text().replace("\n\n", "\n").replace('\t', " · "),
        _ => block.text(),
    };
    alts.chain([text]).filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use coverage::Content;
    use serde_json::{Value, json};

    use super::*;

    fn told(lines: &[Line]) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Same(text) => text.clone(),
            Piece::Removed(text) => format!("[-{text}-]"),
            Piece::Added(text) => format!("[+{text}+]"),
        };
        let line = |line: &Line| line.iter().map(piece).collect::<String>();
        lines.iter().map(line).collect::<Vec<_>>().join("|")
    }

    fn body(blocks: &Value) -> Body {
        let content = json!({"body": {"v": 1, "doc": {"type": "doc", "content": blocks}}});
        serde_json::from_value::<Content>(content).unwrap().body
    }

    fn paragraph(text: &str) -> Value {
        json!({"type": "paragraph", "content": [{"type": "text", "text": text}]})
    }

    #[test]
    fn the_cells_of_a_table_are_told_apart_and_each_row_is_a_line() {
        let cell = |text: &str| json!({"type": "table_cell", "content": [{"type": "text", "text": text}]});
        let table = |deaths: &str| {
            let row = |cells: &[&str]| json!({"type": "table_row", "content": cells.iter().map(|text| cell(text)).collect::<Vec<_>>()});
            body(&json!([{"type": "table", "content": [row(&["Region", "Boats"]), row(&["North", deaths])]}]))
        };
        let words = Words::of("en");
        let parts = parts(words, &table("188"), &table("128"));
        let [Part::Thing(_, Some(Became::Altered), lines)] = &*parts else { panic!("{parts:?}") };
        assert_eq!(told(lines), "Region · Boats\nNorth · [-188-][+128+]");
    }

    #[test]
    fn words_that_differ_are_marked_and_the_others_are_not() {
        for (before, after, difference) in [
            ("The port closes at 7.", "The port closes at 8.", "The port closes at [-7-][+8+]."),
            ("The port closes.", "The old port closes.", "The [+old +]port closes."),
            ("No ferries leave.", "No ferries leave.", "No ferries leave."),
            ("", "Ferries", "[+Ferries+]"),
            ("Ferries", "", "[-Ferries-]"),
            // Words beside each other are marked as one.
            (
                "Many boats, small ships lie in the harbour of the town",
                "Few ferries, large ships lie in the harbour of the town",
                "[-Many boats, small-][+Few ferries, large+] ships lie in the harbour of the town",
            ),
            // Hardly a word is left.
            (
                "The mayor speaks at the town hall",
                "Rain at dawn",
                "[-The mayor speaks at the town hall-][+Rain at dawn+]",
            ),
            ("今晚没有船从港口开出", "今晚没有车从港口开出", "今晚没有[-船-][+车+]从港口开出"),
            ("أُغلق الميناء الليلة", "أُغلق المطار الليلة", "أُغلق [-الميناء-][+المطار+] الليلة"),
        ] {
            assert_eq!(told(&lines(before, after)), difference);
        }
    }

    #[test]
    fn a_text_and_the_one_before_can_be_made_of_their_difference() {
        proptest::proptest!(|(before in "[ab ,\u{2029}é中]{0,40}", after in "[ab ,\u{2029}é中]{0,40}")| {
            let pieces: Vec<Piece> = lines(&before, &after).into_iter().flatten().collect();
            let side = |wanted: fn(&Piece) -> Option<&String>| pieces.iter().filter_map(wanted).cloned().collect::<String>();
            let old = side(|piece| match piece { Piece::Same(text) | Piece::Removed(text) => Some(text), Piece::Added(_) => None });
            let new = side(|piece| match piece { Piece::Same(text) | Piece::Added(text) => Some(text), Piece::Removed(_) => None });
            proptest::prop_assert_eq!(old, before.replace(BREAK, ""));
            proptest::prop_assert_eq!(new, after.replace(BREAK, ""));
        });
    }

    #[test]
    fn bodies_are_compared_block_by_block() {
        let words = Words::of("en");
        let picture = |alt: &str| json!({"type": "image", "attrs": {"alt": alt, "caption": "The quay."}});
        let before = body(&json!([
            paragraph("One stays."),
            paragraph("Two ferries are in port."),
            picture("Boats"),
            {"type": "paragraph", "content": [{"type": "text", "text": "Marked."}]},
            {"type": "horizontal_rule"},
        ]));
        let after = body(&json!([
            paragraph("One stays."),
            paragraph("Something new."),
            paragraph("Two ferries are at sea."),
            picture("Ships"),
            {"type": "paragraph", "content": [{"type": "text", "text": "Marked.", "marks": [{"type": "strong"}]}]},
        ]));
        let parts = parts(words, &before, &after);
        let told: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Part::Same => "same".to_owned(),
                Part::Text(lines) => told(lines),
                Part::Marks => "marks".to_owned(),
                Part::Thing(word, became, lines) => format!("{word} {became:?} {}", told(lines)),
            })
            .collect();
        assert_eq!(told[0], "same");
        assert!(told[1].contains("[+Something new.+]|Two ferries are [-in port-][+at sea+]."), "{told:?}");
        assert!(
            told.iter().any(|part| part.starts_with("Picture Some(Altered) [-Boats-][+Ships+]\nThe quay.")),
            "{told:?}"
        );
        assert!(told.iter().any(|part| part.starts_with("Dividing line Some(Removed)")), "{told:?}");
        let marked = body(&json!([{"type": "paragraph", "content": [{"type": "text", "text": "Marked."}]}]));
        let bold = body(
            &json!([{"type": "paragraph", "content": [{"type": "text", "text": "Marked.", "marks": [{"type": "strong"}]}]}]),
        );
        assert_eq!(super::parts(words, &marked, &bold), [Part::Marks]);
    }
}
