//! Figures that differ from those given before: the same thing counted, and
//! another number.

use std::collections::{HashMap, HashSet};
use std::hash::BuildHasherDefault;

use super::word::{Keys, Ready, Word};
use super::{Difference, DifferenceKind, Said, around};

/// How many words after a figure may name what it counts.
const NOUNS: usize = 3;
/// How many words on both sides tell what is spoken of.
const NEAR: usize = 10;
/// A word that is counted in more ways than this is counted of many things: “people”, “February”.
const COUNTED_IN_WAYS: usize = 3;
/// How many words near both figures have to be the same, beside what is counted.
const SHARED: usize = 2;
/// A word in more than this share of the posts says little, be it a small word or the story's own.
const COMMON: f64 = 0.25;

/// A figure with what it counts.
struct Figure {
    /// As it is written, without the signs between thousands.
    value: String,
    magnitude: f64,
    start: usize,
    end: usize,
    /// The words that may name what is counted.
    nouns: Vec<u64>,
    /// The words near it.
    near: Vec<u64>,
}

pub(super) fn differences(here: &str, words: &[Word<'_>], before: &[Said<'_>]) -> Vec<Difference> {
    let ours = figures(words);
    if ours.is_empty() {
        return Vec::new();
    }
    let theirs: Vec<(&Said<'_>, Vec<Figure>)> = before.iter().map(|said| (said, figures(&said.words))).collect();
    let known = Known::of(&ours, &theirs);
    let said_here: HashSet<&str> = ours.iter().map(|figure| &*figure.value).collect();
    let mut told = HashSet::new();
    let mut differences = Vec::new();
    for figure in &ours {
        let mut counted = theirs.iter().flat_map(|(said, figures)| {
            let same = figures.iter().filter(|other| known.counts_the_same(figure, other));
            same.map(move |other| (*said, other))
        });
        let Some((said, newest)) = counted.next() else { continue };
        // Who gives the older figure beside the new one knows of it; and what was given so before is settled.
        let is_known = said_here.contains(&*newest.value)
            || newest.value == figure.value
            || counted.any(|(_, other)| other.value == figure.value);
        if !is_known && told.insert(figure.value.clone()) {
            differences.push(Difference {
                kind: DifferenceKind::Figure,
                here: with_nouns(here, figure),
                before: with_nouns(said.text, newest),
                post: said.post,
                excerpt: around(said.text, newest.start, newest.end),
            });
        }
    }
    differences
}

/// What the coverage tells of the words around our figures.
struct Known<'f> {
    common: Keys,
    counted: HashMap<u64, HashSet<&'f str>, BuildHasherDefault<Ready>>,
}

impl<'f> Known<'f> {
    #[expect(clippy::cast_precision_loss, reason = "a coverage has far fewer posts than that loses anything")]
    fn of(ours: &[Figure], theirs: &'f [(&Said<'_>, Vec<Figure>)]) -> Self {
        let asked = ours.iter().flat_map(|figure| figure.near.iter().chain(&figure.nouns));
        // For each word in how many posts it is, and the last of those.
        let mut posts: HashMap<u64, (usize, usize), BuildHasherDefault<Ready>> =
            asked.map(|word| (*word, (0, 0))).collect();
        for (index, (said, _)) in (1..).zip(theirs) {
            for word in &said.words {
                if let Some((with, last)) = posts.get_mut(&word.key)
                    && *last != index
                {
                    (*with, *last) = (*with + 1, index);
                }
            }
        }
        let many = (theirs.len() as f64 * COMMON).max(4.0);
        let common = posts.iter().filter(|(_, (with, _))| *with as f64 > many).map(|(word, _)| *word).collect();
        let mut counted: HashMap<u64, HashSet<&str>, BuildHasherDefault<Ready>> = HashMap::default();
        for figure in theirs.iter().flat_map(|(_, figures)| figures) {
            for noun in figure.nouns.iter().filter(|noun| posts.contains_key(noun)) {
                counted.entry(*noun).or_default().insert(&figure.value);
            }
        }
        Self { common, counted }
    }

    /// Whether two figures count the same thing, as far as the words around them tell.
    fn counts_the_same(&self, one: &Figure, other: &Figure) -> bool {
        if (one.magnitude - other.magnitude).abs() > 1.0 {
            return false;
        }
        let names = |noun: &&u64| {
            let ways = self.counted.get(*noun).map_or(0, HashSet::len);
            !self.common.contains(*noun) && ways <= COUNTED_IN_WAYS && other.nouns.contains(noun)
        };
        let Some(noun) = one.nouns.iter().find(names) else { return false };
        let shared = |word: &&u64| *word != noun && !self.common.contains(*word) && other.near.contains(word);
        one.near.iter().filter(shared).take(SHARED).count() == SHARED
    }
}

fn figures(words: &[Word<'_>]) -> Vec<Figure> {
    let figure = |(index, word): (usize, &Word<'_>)| {
        let value = value(word)?;
        let magnitude = value.parse::<f64>().ok().filter(|value| *value >= 1.0)?.log10();
        let after = words.get(index + 1..)?;
        // What is counted stands right behind the figure; with a sign between, it is something else.
        let nouns: Vec<_> = after
            .iter()
            .take(NOUNS)
            .take_while(|word| word.follows && !word.is_number())
            .filter(|word| is_telling(word))
            .map(|word| word.key)
            .collect();
        let start = index.saturating_sub(NEAR);
        let near = words.get(start..(index + NEAR).min(words.len()))?;
        let mut near: Vec<_> = near.iter().filter(|word| is_telling(word)).map(|word| word.key).collect();
        near.sort_unstable();
        near.dedup();
        (!nouns.is_empty()).then(|| Figure { value, magnitude, start: word.start, end: word.end(), nouns, near })
    };
    words.iter().enumerate().filter(|(_, word)| word.is_number()).filter_map(figure).collect()
}

/// The number that is written, if it is one that counts something: a year does not.
fn value(word: &Word<'_>) -> Option<String> {
    let plain = word.text.chars().all(|c| c.is_ascii_digit());
    let is_year = plain && word.text.len() == 4 && (word.text.starts_with("19") || word.text.starts_with("20"));
    if is_year || !word.text.ends_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // A sign before exactly three digits parts thousands; any other begins a fraction.
    let mut value = String::new();
    for (index, part) in word.text.split(|c: char| !c.is_ascii_digit()).enumerate() {
        if index > 0 && part.len() != 3 {
            value.push('.');
        }
        value.push_str(part);
    }
    Some(value)
}

fn is_telling(word: &Word<'_>) -> bool {
    !word.is_number() && word.text.chars().nth(2).is_some()
}

/// The figure with the first words after it, as it stands in the text.
fn with_nouns(text: &str, figure: &Figure) -> String {
    let rest = text.get(figure.end..).unwrap_or_default();
    let line = rest.split(['\n', '.', ',', ';', '(']).next().unwrap_or_default();
    let nouns: Vec<&str> = line.split_whitespace().take(NOUNS).collect();
    format!("{} {}", text.get(figure.start..figure.end).unwrap_or_default(), nouns.join(" "))
}
