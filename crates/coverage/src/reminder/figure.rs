//! Figures that differ from those given before: the same thing counted, and
//! another number.

use std::collections::{HashMap, HashSet};

use super::word::{Word, words};
use super::{Difference, DifferenceKind, around};
use crate::PostId;

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
struct Figure<'t> {
    /// As it is written, without the signs between thousands.
    value: String,
    magnitude: f64,
    start: usize,
    end: usize,
    /// The words that may name what is counted.
    nouns: Vec<String>,
    /// The words near it.
    near: HashSet<String>,
    text: &'t str,
}

pub(super) fn differences(here: &str, before: &[(PostId, String)]) -> Vec<Difference> {
    let ours = figures(here);
    if ours.is_empty() {
        return Vec::new();
    }
    let theirs: Vec<(PostId, &str, Vec<Figure<'_>>)> =
        before.iter().map(|(post, text)| (*post, &**text, figures(text))).collect();
    let known = Known::of(before, &theirs);
    let said_here: HashSet<&str> = ours.iter().map(|figure| &*figure.value).collect();
    let mut told = HashSet::new();
    let mut differences = Vec::new();
    for figure in &ours {
        let mut counted = theirs.iter().flat_map(|(post, text, figures)| {
            let same = figures.iter().filter(|other| known.counts_the_same(figure, other));
            same.map(move |other| (*post, *text, other))
        });
        let Some((post, text, newest)) = counted.next() else { continue };
        // Who gives the older figure beside the new one knows of it; and what was given so before is settled.
        let is_known = said_here.contains(&*newest.value)
            || newest.value == figure.value
            || counted.any(|(_, _, other)| other.value == figure.value);
        if !is_known && told.insert(figure.value.clone()) {
            differences.push(Difference {
                kind: DifferenceKind::Figure,
                here: with_nouns(here, figure),
                before: with_nouns(text, newest),
                post,
                excerpt: around(text, newest.start, newest.end),
            });
        }
    }
    differences
}

/// What the coverage tells of its words.
struct Known {
    common: HashSet<String>,
    counted: HashMap<String, HashSet<String>>,
}

impl Known {
    #[expect(clippy::cast_precision_loss, reason = "a coverage has far fewer posts than that loses anything")]
    fn of(before: &[(PostId, String)], theirs: &[(PostId, &str, Vec<Figure<'_>>)]) -> Self {
        let mut posts_with: HashMap<&str, usize> = HashMap::new();
        for (_, text) in before {
            let once: HashSet<&str> = words(text).iter().map(|word| word.text).collect();
            once.into_iter().for_each(|word| *posts_with.entry(word).or_default() += 1);
        }
        let many = (before.len() as f64 * COMMON).max(4.0);
        let common =
            posts_with.into_iter().filter(|(_, posts)| *posts as f64 > many).map(|(word, _)| lower(word)).collect();
        let mut counted: HashMap<String, HashSet<String>> = HashMap::new();
        for figure in theirs.iter().flat_map(|(_, _, figures)| figures) {
            for noun in &figure.nouns {
                counted.entry(noun.clone()).or_default().insert(figure.value.clone());
            }
        }
        Self { common, counted }
    }

    /// Whether two figures count the same thing, as far as the words around them tell.
    fn counts_the_same(&self, one: &Figure<'_>, other: &Figure<'_>) -> bool {
        if (one.magnitude - other.magnitude).abs() > 1.0 {
            return false;
        }
        let names = |noun: &&String| {
            let ways = self.counted.get(*noun).map_or(0, HashSet::len);
            !self.common.contains(*noun) && ways <= COUNTED_IN_WAYS && other.nouns.contains(noun)
        };
        let Some(noun) = one.nouns.iter().find(names) else { return false };
        let shared = |word: &&String| *word != noun && !self.common.contains(*word) && other.near.contains(*word);
        one.near.iter().filter(shared).take(SHARED).count() == SHARED
    }
}

fn figures(text: &str) -> Vec<Figure<'_>> {
    let words = words(text);
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
            .map(|word| lower(word.text))
            .collect();
        let start = index.saturating_sub(NEAR);
        let near = words.get(start..(index + NEAR).min(words.len()))?;
        let near = near.iter().filter(|word| is_telling(word)).map(|word| lower(word.text)).collect();
        (!nouns.is_empty()).then(|| Figure { value, magnitude, start: word.start, end: word.end(), nouns, near, text })
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

fn lower(word: &str) -> String {
    word.to_lowercase()
}

/// The figure with the first words after it, as it stands in the text.
fn with_nouns(text: &str, figure: &Figure<'_>) -> String {
    debug_assert_eq!(text, figure.text);
    let rest = text.get(figure.end..).unwrap_or_default();
    let line = rest.split(['\n', '.', ',', ';', '(']).next().unwrap_or_default();
    let nouns: Vec<&str> = line.split_whitespace().take(NOUNS).collect();
    format!("{} {}", text.get(figure.start..figure.end).unwrap_or_default(), nouns.join(" "))
}
