//! Lines that name those who worked on a post: credits below it, bylines above.

/// The names in a line, as slices of it, in order. Never empty. See [`plain`].
pub(super) type Names<'a> = Vec<&'a str>;

/// Reads "X’s A, B and C contributed reporting to this post." and "Additional
/// reporting by A and B."
pub(super) fn credit(text: &str) -> Option<Names<'_>> {
    const MAX_BYTES: usize = 2_000;
    let text = text.trim_end_matches('.');
    if text.len() > MAX_BYTES {
        return None;
    }
    for opening in ["additional reporting by ", "reporting by ", "with reporting by ", "with reporting from "] {
        if let Some(rest) = strip_phrase(text, opening) {
            return split(rest);
        }
    }
    let (people, what) = part_at(text, "contributed")?;
    let kinds = ["additional reporting", "to reporting", "reporting"];
    let reported = kinds.iter().find_map(|kind| strip_phrase(what, kind));
    let to_what = reported.unwrap_or(what).trim_start();
    let things = ["post", "report", "story", "article", "coverage", "live blog", "page"];
    let thing = strip_phrase(to_what, "to this ");
    let is_credit = match thing {
        Some(thing) => things.iter().any(|known| strip_phrase(thing, known) == Some("")),
        None => reported.is_some() && to_what.is_empty(),
    };
    is_credit.then(|| split(people)).flatten()
}

/// Reads "By A and B" and "From X’s A in Place".
pub(super) fn byline(text: &str) -> Option<Names<'_>> {
    const MAX_BYTES: usize = 500;
    let rest = ["by ", "from ", "posted by ", "written by "].iter().find_map(|opening| strip_phrase(text, opening))?;
    (text.len() <= MAX_BYTES).then(|| split(rest)).flatten()
}

/// A name as a contributor has it: with plain spaces, so that one person does
/// not become two by a non-breaking one.
pub(super) fn plain(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The line with "…" for each name.
pub(super) fn phrase_around(text: &str, names: &[&str]) -> String {
    let mut phrase = String::new();
    let mut rest = text;
    for name in names {
        // A name may also be the beginning of a longer word before it.
        let whole = |at: &usize| {
            let after = rest.get(at + name.len()..).and_then(|after| after.chars().next());
            let before = rest.get(..*at).and_then(|before| before.chars().next_back());
            ![before, after].into_iter().flatten().any(char::is_alphanumeric)
        };
        let Some(at) = rest.match_indices(name).map(|(at, _)| at).find(whole) else { break };
        let (before, after) = rest.split_at(at);
        phrase.push_str(before);
        phrase.push('…');
        rest = after.strip_prefix(name).unwrap_or(after);
    }
    phrase + rest
}

fn split(people: &str) -> Option<Names<'_>> {
    let pieces = people.split([',', ';', '&']).map(str::trim);
    let pieces = pieces.map(|piece| strip_phrase(piece, "and ").unwrap_or(piece)).flat_map(part_at_and);
    let names: Vec<&str> = pieces.filter(|piece| !piece.is_empty()).map(without_place).map(without_house).collect();
    let alone = names.len() == 1;
    // "By Ann Lee, NEWS": the house stands in the list as if it were a person.
    let is_house = |name: &str| !alone && !name.contains(' ') && name.chars().all(|c| !c.is_lowercase());
    let names: Vec<&str> = names.into_iter().filter(|name| !is_house(name)).collect();
    (!names.is_empty() && names.iter().all(|name| is_name(name))).then_some(names)
}

fn part_at_and(piece: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = piece;
    while let Some((name, after)) = part_at(rest, "and") {
        parts.push(name);
        rest = after;
    }
    parts.push(rest);
    parts
}

/// Drops the house a person works for: "X’s Ann Lee", "Reuters’ Ann Lee".
fn without_house(name: &str) -> &str {
    let owner = name
        .split_whitespace()
        .find(|word| word.ends_with(['’', '\'']) || word.ends_with("’s") || word.ends_with("'s"));
    owner.and_then(|owner| name.split_once(owner)).map_or(name, |(_, person)| person.trim_start())
}

/// Drops the place a person reports from: "Ann Lee in Place".
fn without_place(name: &str) -> &str {
    part_at(name, "in").map_or(name, |(person, _)| person)
}

fn is_name(name: &str) -> bool {
    const PARTICLES: &[&str] = &[
        "de", "da", "di", "del", "der", "den", "van", "von", "bin", "al", "el", "la", "le", "du", "dos", "y", "af",
        "av",
    ];
    let words: Vec<&str> = name.split_whitespace().collect();
    let proper = |word: &&str| {
        let upper = word.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase());
        let plain = word.chars().all(|c| c.is_alphanumeric() || "'’.-‐‑".contains(c));
        plain && (upper || PARTICLES.contains(word))
    };
    (1..=6).contains(&words.len()) && words.iter().all(proper)
}

/// Strips a phrase from a text's beginning. ASCII letters match in either
/// case, a space matches white space of any kind and number: browsers copy
/// non-breaking spaces where editors typed them.
pub(super) fn strip_phrase<'a>(text: &'a str, phrase: &str) -> Option<&'a str> {
    let mut rest = text;
    for expected in phrase.chars() {
        rest = if expected == ' ' {
            let after = rest.trim_start();
            Some(after).filter(|after| after.len() < rest.len())?
        } else {
            let mut chars = rest.chars();
            chars.next().filter(|c| c.eq_ignore_ascii_case(&expected))?;
            chars.as_str()
        };
    }
    Some(rest)
}

/// Parts a text at the first place where a word stands between white space.
fn part_at<'a>(text: &'a str, word: &str) -> Option<(&'a str, &'a str)> {
    text.match_indices(word).find_map(|(at, _)| {
        let (before, from) = text.split_at_checked(at)?;
        let after = from.strip_prefix(word)?;
        let stands_alone = before.ends_with(char::is_whitespace) && after.starts_with(char::is_whitespace);
        stands_alone.then(|| (before.trim_end(), after.trim_start()))
    })
}
