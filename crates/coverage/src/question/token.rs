//! A text as tokens: what of it can be looked for, each with its place.
//!
//! A token is a word without what keyboards lack or people leave out: case,
//! marks on letters, the width and the joining forms of characters. Scripts
//! that part no words have a token for every two characters in a row, and for
//! the last: so two characters are found wherever they stand side by side, and
//! so is one.

use std::borrow::Cow;
use std::ops::Range;

use icu_normalizer::{ComposingNormalizer, DecomposingNormalizer};

/// A token of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Token {
    /// What it is looked for by. Of ASCII it has letters and digits only.
    pub(super) key: String,
    /// Where the word stands, or the first of the two characters, in bytes.
    pub(super) place: Range<usize>,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a token is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// A character with the one after it, of a script that parts no words.
    Pair,
    /// The last character before something else, of such a script.
    Last,
}

/// The most characters of a word that count; what goes on after them is no word of any language.
const LONGEST: usize = 64;

/// The text in the one spelling of its characters in which tokens are made of it.
pub(super) fn composed(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    ComposingNormalizer::new_nfc().normalize(text)
}

/// The tokens of a [`composed`] text, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut characters = text.char_indices().peekable();
    while let Some((start, first)) = characters.next() {
        if !is_of_a_word(first) {
            continue;
        }
        let alone = parts_no_words(first);
        let mut stop = start + first.len_utf8();
        while let Some((at, c)) =
            characters.next_if(|(_, c)| sits_on_another(*c) || (!alone && is_of_a_word(*c) && !parts_no_words(*c)))
        {
            stop = at + c.len_utf8();
        }
        let key = folded(text.get(start..stop).unwrap_or_default());
        if key.is_empty() {
            continue;
        }
        if let Some(before) = tokens.last_mut().filter(|it| alone && it.kind == Kind::Last && it.place.end == start) {
            before.key.push_str(&key);
            before.kind = Kind::Pair;
        }
        tokens.push(Token { key, place: start..stop, kind: if alone { Kind::Last } else { Kind::Word } });
    }
    tokens
}

/// Whether a character makes a word. Apostrophes part words, however they are written:
/// what is asked for with one is two words side by side.
fn is_of_a_word(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | '\u{640}')
}

/// Whether a character is a mark on the one before it, or shows nothing at all.
fn sits_on_another(c: char) -> bool {
    if c.is_ascii() || c.is_whitespace() || c.is_control() {
        return false;
    }
    // What a text cannot begin with is escaped where it does; so is what cannot be seen.
    matches!(c, '\u{640}' | '\u{ff9e}' | '\u{ff9f}') || c.escape_debug().len() > 1
}

/// Whether a character is of a script that parts no words, or, as Korean, hangs others on them.
const fn parts_no_words(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}' | '\u{1780}'..='\u{17ff}'
        | '\u{3005}'..='\u{3007}' | '\u{3031}'..='\u{3035}' | '\u{3040}'..='\u{318f}' | '\u{31a0}'..='\u{31bf}'
        | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ffdc}' | '\u{1b000}'..='\u{1b16f}' | '\u{20000}'..='\u{3ffff}')
}

/// A word without case, marks and other ways to write the same.
fn folded(word: &str) -> String {
    if word.is_ascii() {
        return word.chars().take(LONGEST).map(|c| c.to_ascii_lowercase()).collect();
    }
    let mut key = String::with_capacity(word.len());
    let plain = DecomposingNormalizer::new_nfkd().normalize(word);
    for c in plain.chars().filter(|c| !can_be_left_out(*c)).flat_map(char::to_lowercase).take(LONGEST) {
        match c {
            'ß' => key.push_str("ss"),
            'æ' => key.push_str("ae"),
            'œ' => key.push_str("oe"),
            'þ' => key.push_str("th"),
            'ø' => key.push('o'),
            'ł' => key.push('l'),
            'đ' | 'ð' => key.push('d'),
            'ħ' => key.push('h'),
            'ı' => key.push('i'),
            'ς' => key.push('σ'),
            'ґ' => key.push('г'),
            'ٱ' => key.push('ا'),
            'ى' | 'ی' => key.push('ي'),
            'ة' => key.push('ه'),
            'ک' => key.push('ك'),
            '\u{660}'..='\u{669}' => key.push(digit(c, '\u{660}')),
            '\u{6f0}'..='\u{6f9}' => key.push(digit(c, '\u{6f0}')),
            c if c.is_ascii() && !c.is_ascii_alphanumeric() => {}
            c => key.push(c),
        }
    }
    key
}

fn digit(c: char, zero: char) -> char {
    char::from_digit(u32::from(c).wrapping_sub(u32::from(zero)), 10).unwrap_or(c)
}

/// Whether a decomposed character is a mark that people leave out, or nothing that can be seen.
/// In the scripts of India and Japan, marks make other letters: they stay.
const fn can_be_left_out(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{61c}' | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e8}'
        | '\u{6ea}'..='\u{6ed}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
}

#[cfg(test)]
mod tests {
    use super::{composed, tokens};

    fn keys(text: &str) -> Vec<String> {
        tokens(&composed(text)).into_iter().map(|token| token.key).collect()
    }

    #[test]
    fn what_people_leave_out_does_not_count() {
        for (written, typed) in [
            ("Café", "cafe"),
            ("ZELENSKYY", "zelenskyy"),
            ("Київ", "киів"),
            ("КИЇВ", "киі\u{308}в"),
            ("Ещё", "еще"),
            ("Đà Nẵng", "da nang"),
            ("Łódź", "lodz"),
            ("Straße", "strasse"),
            ("İstanbul", "istanbul"),
            ("Ｆｕｌｌ", "full"),
            ("Αθήνα", "αθηνα"),
            ("ΟΔΟΣ", "οδος"),
            ("مُحَمَّد", "محمد"),
            ("إلى", "الي"),
            ("مدرسة", "مدرسه"),
            ("کتاب", "كتاب"),
            ("شـــكرا", "شكرا"),
            ("٢٠٢٦", "2026"),
            ("שָׁלוֹם", "שלום"),
            ("so\u{ad}ft", "soft"),
            ("e\u{301}te\u{301}", "ete"),
            ("ﾊﾞｽ", "バス"),
            ("ガス", "カ\u{3099}ス"),
        ] {
            assert_eq!(keys(written), keys(typed), "{written}");
        }
    }

    #[test]
    fn what_makes_another_word_does() {
        for (one, another) in [("カス", "ガス"), ("कल", "काल"), ("a1", "a2"), ("корабль", "корабел")]
        {
            assert_ne!(keys(one), keys(another), "{one}");
        }
    }

    #[test]
    fn words_are_parted_by_all_that_is_none() {
        assert_eq!(keys("It's 3.5 km—“well‑known”"), ["it", "s", "3", "5", "km", "well", "known"]);
        assert_eq!(keys("п'ять п’ять пʼять"), ["п", "ять", "п", "ять", "п", "ять"]);
        assert_eq!(keys("हिन्दी"), ["हिन्दी"], "a mark is no end of a word");
        assert_eq!(keys("🌊 — …"), [""; 0]);
    }

    #[test]
    fn scripts_that_part_no_words_are_read_by_two() {
        assert_eq!(keys("港口开出。"), ["港口", "口开", "开出", "出"]);
        assert_eq!(keys("船 A船b"), ["船", "a", "船", "b"]);
        assert_eq!(keys("東京2020年"), ["東京", "京", "2020", "年"]);
        assert_eq!(keys("今晚。没有"), ["今晚", "晚", "没有", "有"]);
    }

    #[test]
    fn a_place_is_that_of_the_word() {
        let text = "Ça va? 港口";
        let places: Vec<_> = tokens(text).into_iter().map(|token| text.get(token.place).unwrap()).collect();
        assert_eq!(places, ["Ça", "va", "港", "口"]);
    }
}
