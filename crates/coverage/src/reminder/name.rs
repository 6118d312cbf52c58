//! Names that are spelt almost as one was before.

use std::collections::{HashMap, HashSet};

use super::word::{Keys, SEED, Word, mix};
use super::{Difference, DifferenceKind, Said, around};
use crate::PostId;

/// The fewest characters of a word that can be a slip of another.
const LONG_ENOUGH: usize = 5;
/// The fewest of a name of one word, of which there is less to go by.
const LONG_ENOUGH_ALONE: usize = 7;
/// The most words of a name.
const MOST_WORDS: usize = 4;

/// A name in a text, word by word.
struct Name<'t> {
    words: Vec<&'t str>,
    start: usize,
    end: usize,
}

/// Where a name was used last.
#[derive(Clone, Copy)]
struct Used<'t> {
    post: PostId,
    text: &'t str,
    start: usize,
    end: usize,
    /// How many posts are newer.
    age: usize,
}

pub(super) fn differences(here: &str, words: &[Word<'_>], before: &[Said<'_>]) -> Vec<Difference> {
    let ours = runs(words);
    // Near spellings have as many words, and the same first letters.
    let asked: Keys =
        ours.iter().flat_map(|run| slices(run)).map(|part| initials(part.iter().map(|it| it.text))).collect();
    let mut known: HashMap<Vec<&str>, Used<'_>> = HashMap::new();
    for (age, said) in before.iter().enumerate() {
        for part in runs(&said.words).into_iter().flat_map(slices) {
            if asked.contains(&initials(part.iter().map(|it| it.text))) {
                let Name { words, start, end } = name(part);
                known.entry(words).or_insert(Used { post: said.post, text: said.text, start, end, age });
            }
        }
    }
    let mut alike: HashMap<u64, Vec<(&Vec<&str>, Used<'_>)>> = HashMap::new();
    for (name, used) in &known {
        alike.entry(initials(name.iter().copied())).or_default().push((name, *used));
    }
    let mut told = HashSet::new();
    let mut differences = Vec::new();
    for run in ours {
        // A first name alone is shared by many: where there is more of a name, that is compared.
        let names = slices(run).map(name).filter(|name| name.words.len() > 1 || run.len() == 1);
        let difference = names.filter(|name| !known.contains_key(&name.words)).find_map(|name| {
            let near = alike
                .get(&initials(name.words.iter().copied()))?
                .iter()
                .filter(|(other, _)| is_near(&name.words, other));
            // Of several spellings, the one that was used last.
            let (_, used) = near.min_by_key(|(_, used)| used.age)?;
            Some((name, *used))
        });
        let Some((name, used)) = difference else { continue };
        if told.insert(name.words) {
            differences.push(Difference {
                kind: DifferenceKind::Name,
                here: here.get(name.start..name.end).unwrap_or_default().to_owned(),
                before: used.text.get(used.start..used.end).unwrap_or_default().to_owned(),
                post: used.post,
                excerpt: around(used.text, used.start, used.end),
            });
        }
    }
    differences
}

/// Stands for how many words a name has, and with which letters they begin.
fn initials<'t>(name: impl Iterator<Item = &'t str>) -> u64 {
    name.filter_map(|word| word.chars().next()).fold(SEED, |key, first| mix(key, u64::from(u32::from(first))))
}

/// Whether two names differ in one word, and there in a letter or two.
fn is_near(one: &[&str], other: &[&str]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut unlike = one.iter().zip(other).filter(|(one, other)| one != other);
    let (Some((one_word, other_word)), None) = (unlike.next(), unlike.next()) else { return false };
    let (short, long) =
        if one_word.len() <= other_word.len() { (one_word, other_word) } else { (other_word, one_word) };
    let length = short.chars().count();
    let ending = long.strip_prefix(*short);
    if one.len() == 1 {
        // One word grown at its end is most often another form of it: “Latvia”, “Latvian”.
        length >= LONG_ENOUGH_ALONE && ending.is_none() && distance(one_word, other_word) == 1
    } else {
        let most = if length >= 7 { 2 } else { 1 };
        length >= LONG_ENOUGH && ending != Some("s") && (1..=most).contains(&distance(one_word, other_word))
    }
}

/// How many letters are to be put in, left out or exchanged (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (index, a) in one.chars().enumerate() {
        let mut diagonal = index;
        let mut left = index + 1;
        for (b, above) in other.iter().zip(row.iter_mut().skip(1)) {
            let cheapest = (diagonal + usize::from(a != *b)).min(left + 1).min(*above + 1);
            diagonal = *above;
            *above = cheapest;
            left = cheapest;
        }
        if let Some(first) = row.first_mut() {
            *first = index + 1;
        }
    }
    row.last().copied().unwrap_or_default()
}

/// Runs of capitalised words. One that stands alone at the beginning of a sentence is any word.
fn runs<'w, 't>(words: &'w [Word<'t>]) -> Vec<&'w [Word<'t>]> {
    let mut runs = Vec::new();
    let mut rest = words;
    while let Some((first, after)) = rest.split_first() {
        if !first.is_capitalised() {
            rest = after;
            continue;
        }
        let further = after.iter().take_while(|word| word.follows && word.is_capitalised()).count();
        let run = rest.get(..=further).unwrap_or_default();
        if run.len() > 1 || !first.opens {
            runs.push(run);
        }
        rest = rest.get(further + 1..).unwrap_or_default();
    }
    runs
}

/// A run and all that stands together in it, the longest first.
fn slices<'w, 't>(run: &'w [Word<'t>]) -> impl Iterator<Item = &'w [Word<'t>]> {
    (1..=run.len().min(MOST_WORDS)).rev().flat_map(move |length| run.windows(length))
}

fn name<'t>(run: &[Word<'t>]) -> Name<'t> {
    let bare = |text: &'t str| ["'s", "’s"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    let (start, end) =
        (run.first().map_or(0, |word| word.start), run.last().map_or(0, |w| w.start + bare(w.text).len()));
    Name { words: run.iter().map(|word| bare(word.text)).collect(), start, end }
}
