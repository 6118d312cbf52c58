//! A text as words, each with its place.

/// A word, or a number as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Word<'t> {
    pub(super) text: &'t str,
    /// Stands for the word whatever the case of its letters.
    pub(super) key: u64,
    /// Where it begins, in bytes.
    pub(super) start: usize,
    /// Whether a sentence or a line ends before it.
    pub(super) opens: bool,
    /// Whether only white space parts it from the word before.
    pub(super) follows: bool,
}

impl Word<'_> {
    pub(super) const fn end(&self) -> usize {
        self.start + self.text.len()
    }

    pub(super) fn is_number(&self) -> bool {
        self.text.starts_with(|c: char| c.is_numeric())
    }

    pub(super) fn is_capitalised(&self) -> bool {
        let mut characters = self.text.chars();
        characters.next().is_some_and(char::is_uppercase) && characters.any(char::is_lowercase)
    }
}

/// The words of a text. A script that parts no words has a word in every character.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((start, first)) = characters.next() {
        if !first.is_alphanumeric() {
            continue;
        }
        let mut stop = start + first.len_utf8();
        if !stands_alone(first) {
            while let Some((at, c)) = characters.peek().copied() {
                let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
                if !(goes_on(c) && !stands_alone(c) || joins(c, first, next)) {
                    break;
                }
                stop = at + c.len_utf8();
                characters.next();
            }
        }
        let gap = text.get(end..start).unwrap_or_default();
        let opens =
            words.is_empty() || gap.contains(['.', '!', '?', ':', '\n', '\t', '“', '"', '«', '„', '。', '؟', '|', '•']);
        let follows = !words.is_empty() && gap.chars().all(char::is_whitespace) && !opens;
        let word = text.get(start..stop).unwrap_or_default();
        words.push(Word { text: word, key: key(word), start, opens, follows });
        end = stop;
    }
    words
}

fn key(word: &str) -> u64 {
    if word.is_ascii() {
        word.bytes().fold(SEED, |key, byte| mix(key, u64::from(byte.to_ascii_lowercase())))
    } else {
        word.chars().flat_map(char::to_lowercase).fold(SEED, |key, c| mix(key, u64::from(u32::from(c))))
    }
}

pub(super) const SEED: u64 = 0xcbf2_9ce4_8422_2325;

/// One step of a quick hash. Nothing is trusted to it: whoever makes two words
/// meet makes a reminder more or less.
pub(super) const fn mix(key: u64, next: u64) -> u64 {
    (key.rotate_left(5) ^ next).wrapping_mul(0x517c_c1b7_2722_0a95)
}

/// A set of keys, which are hashes already.
pub(super) type Keys = std::collections::HashSet<u64, std::hash::BuildHasherDefault<Ready>>;

/// Takes a key as its own hash.
#[derive(Default)]
pub(super) struct Ready(u64);

impl std::hash::Hasher for Ready {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |key, byte| mix(key, u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key;
    }
}

fn goes_on(c: char) -> bool {
    // Marks that sit on letters are no letters themselves.
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}')
}

/// Whether a sign between two characters keeps them one word: “O'Brien”, “Saint-Denis”, “150,000”.
fn joins(c: char, first: char, next: Option<char>) -> bool {
    let Some(next) = next else { return false };
    if first.is_numeric() {
        matches!(c, ',' | '.' | '\u{a0}' | '\u{202f}' | '’' | '\'') && next.is_numeric()
    } else {
        matches!(c, '-' | '‐' | '’' | '\'') && next.is_alphanumeric()
    }
}

/// Whether a character is of a script that parts no words.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}
