//! What readers look for among posts: read from what they typed, and put to a post.
//!
//! Whatever was typed is a question; there is no language of questions to get
//! wrong. Each word has to be there; words in quotation marks have to stand
//! side by side; a word with `*` after it goes on as it likes.

mod token;

use std::borrow::Cow;
use std::ops::Range;

use self::token::{Kind, Token, composed, tokens};
use crate::Content;

/// What a reader looks for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// The phrases, as they were typed; their tokens are never empty.
    phrases: Box<[Phrase]>,
}

/// Words that have to stand side by side.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Phrase {
    typed: Box<str>,
    quoted: Quoted,
    keys: Box<[String]>,
    ending: Ending,
    /// How many words or characters of the text it is in all.
    length: usize,
}

/// Whether a phrase stood in quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Quoted {
    No,
    Yes,
}

/// How the last token of a phrase is meant.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Ending {
    /// It is all of the word.
    Whole,
    /// It is how the word begins.
    Begun,
}

impl Question {
    /// The most characters that are read of what was typed.
    pub const LONGEST: usize = 200;
    /// The most phrases that are looked for; others are passed over.
    const MOST: usize = 16;
    /// The least characters that a word can be begun with.
    const BEGINNING: usize = 2;

    /// The question in what somebody typed; none where there is no word in it.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed: String = typed.chars().take(Self::LONGEST).collect();
        let typed = composed(&typed);
        let mut phrases = Vec::new();
        // Between an even and an odd quotation mark stands what is not in quotation marks.
        for (number, part) in typed.split(is_quotation_mark).enumerate() {
            if number % 2 == 1 {
                phrases.extend(Phrase::read(part, Quoted::Yes));
            } else {
                phrases.extend(part.split(is_gap).filter_map(|word| Phrase::read(word, Quoted::No)));
            }
        }
        phrases.truncate(Self::MOST);
        (!phrases.is_empty()).then(|| Self { phrases: phrases.into() })
    }

    /// What was typed, in short.
    #[must_use]
    pub fn typed(&self) -> String {
        let typed = self.phrases.iter().map(|phrase| match (phrase.quoted, phrase.ending) {
            (Quoted::Yes, _) => format!("\"{}\"", phrase.typed),
            (Quoted::No, Ending::Begun) if phrase.is_of_words() => format!("{}*", phrase.typed),
            (Quoted::No, _) => phrase.typed.to_string(),
        });
        typed.collect::<Vec<_>>().join(" ")
    }

    /// The same question, in which every word may go on; none where that is so already.
    #[must_use]
    pub fn widened(&self) -> Option<Self> {
        let widen = |phrase: &Phrase| Phrase { ending: phrase.widest(), ..phrase.clone() };
        let wide = Self { phrases: self.phrases.iter().map(widen).collect() };
        (wide != *self).then_some(wide)
    }

    /// Each phrase: its keys, and whether the last of them may go on. No key has a character of
    /// ASCII in it but letters and digits.
    pub fn phrases(&self) -> impl Iterator<Item = (&[String], bool)> {
        self.phrases.iter().map(|phrase| (&*phrase.keys, phrase.ending == Ending::Begun))
    }

    /// Whether a post says what is looked for: each phrase in its headline or in its body.
    #[must_use]
    pub fn is_answered_by(&self, content: &Content) -> bool {
        let headline = content.headline.as_ref().map(|line| tokens(&composed(line.as_str()))).unwrap_or_default();
        let body = content.body.text();
        let body = tokens(&composed(&body));
        self.phrases.iter().all(|phrase| phrase.places(&headline).chain(phrase.places(&body)).next().is_some())
    }

    /// A text in the one spelling of its characters, and where in it stands what is looked for:
    /// in bytes, in order, nothing twice.
    #[must_use]
    pub fn mark<'t>(&self, text: &'t str) -> (Cow<'t, str>, Vec<Range<usize>>) {
        let text = composed(text);
        let tokens = tokens(&text);
        let mut found: Vec<Range<usize>> =
            self.phrases.iter().flat_map(|phrase| phrase.places(&tokens)).filter(|place| !place.is_empty()).collect();
        found.sort_unstable_by_key(|place| (place.start, place.end));
        let mut marks: Vec<Range<usize>> = Vec::with_capacity(found.len());
        for place in found {
            match marks.last_mut().filter(|last| place.start <= last.end) {
                Some(last) => last.end = last.end.max(place.end),
                None => marks.push(place),
            }
        }
        (text, marks)
    }
}

impl Phrase {
    fn read(typed: &str, quoted: Quoted) -> Option<Self> {
        let tokens = tokens(typed);
        let last = tokens.last()?;
        let length = tokens.len();
        // What stands after two characters of which it is the second needs no token of its own.
        let is_told = length > 1 && last.kind == Kind::Last && tokens[length - 2].kind == Kind::Pair;
        let kept = if is_told { length - 1 } else { length };
        let typed = typed.split(is_gap).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
        let asks = quoted == Quoted::No && typed.ends_with('*');
        let mut phrase = Self {
            typed: typed.trim_end_matches('*').into(),
            quoted,
            keys: tokens.into_iter().take(kept).map(|token| token.key).collect(),
            ending: Ending::Whole,
            length,
        };
        if asks || !is_told && !phrase.is_of_words() {
            phrase.ending = phrase.widest();
        }
        Some(phrase)
    }

    /// Whether it ends in a word of a script that parts words.
    fn is_of_words(&self) -> bool {
        tokens(&self.typed).last().is_some_and(|token| token.kind == Kind::Word)
    }

    /// The most that it may stand for.
    fn widest(&self) -> Ending {
        let last = self.keys.last().map_or(0, |key| key.chars().count());
        match (self.quoted, self.is_of_words()) {
            (Quoted::Yes, true) => self.ending,
            (Quoted::No, true) if last < Question::BEGINNING => self.ending,
            (Quoted::No, true) => Ending::Begun,
            // One character alone is the first of two, or the last.
            (_, false) if self.keys.len() == self.length => Ending::Begun,
            (_, false) => Ending::Whole,
        }
    }

    /// Where it stands among those tokens, in bytes of their text.
    fn places<'a>(&'a self, text: &'a [Token]) -> impl Iterator<Item = Range<usize>> + 'a {
        text.windows(self.keys.len()).enumerate().filter_map(move |(at, tokens)| {
            let last = self.keys.len() - 1;
            let fits = |(number, (key, token)): (usize, (&String, &Token))| match self.ending {
                Ending::Begun if number == last => token.key.starts_with(&**key),
                _ => token.key == *key,
            };
            if !self.keys.iter().zip(tokens).enumerate().all(fits) {
                return None;
            }
            let end = text.get(at + self.length - 1)?.place.end;
            Some(tokens.first()?.place.start..end)
        })
    }
}

/// The words of a post as an index takes them: the tokens of a text with a space between any two.
#[must_use]
pub fn search_tokens(text: &str) -> String {
    let keys: Vec<String> = tokens(&composed(text)).into_iter().map(|token| token.key).collect();
    keys.join(" ")
}

fn is_gap(c: char) -> bool {
    c.is_whitespace() || c.is_control()
}

const fn is_quotation_mark(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '「' | '」' | '『' | '』' | '＂')
}

#[cfg(test)]
mod tests {
    use super::{Question, search_tokens};

    fn phrases(typed: &str) -> Vec<String> {
        let question = Question::parse(typed);
        let shown =
            |(keys, goes_on): (&[String], bool)| format!("{}{}", keys.join(" "), if goes_on { "*" } else { "" });
        question.iter().flat_map(Question::phrases).map(shown).collect()
    }

    /// The text with what is found of it in brackets.
    fn marked(typed: &str, text: &str) -> String {
        let (text, marks) = Question::parse(typed).unwrap().mark(text);
        let mut shown = text.to_string();
        for mark in marks.iter().rev() {
            shown.insert(mark.end, ']');
            shown.insert(mark.start, '[');
        }
        shown
    }

    #[test]
    fn a_question_is_read_as_people_type_it() {
        for (typed, expected) in [
            ("storm ferry", &["storm", "ferry"][..]),
            ("\"storm ferry\" quay", &["storm ferry", "quay"]),
            ("„Sturm über“ Kai", &["sturm uber", "kai"]),
            ("\"never closed", &["never closed"]),
            ("ferr* a* ü*", &["ferr*", "a", "u"]),
            ("C-span's", &["c span s"]),
            ("停航", &["停航"]),
            ("港口开", &["港口 口开"]),
            ("船", &["船*"]),
            ("東京2020", &["東京 京 2020"]),
            ("2020東京", &["2020 東京"]),
            ("a船", &["a 船*"]),
            ("\"船\"", &["船*"]),
            ("AND NEAR( OR", &["and", "near", "or"]),
            ("* \" — 🌊", &[]),
            ("", &[]),
        ] {
            assert_eq!(phrases(typed), expected, "{typed}");
        }
        assert_eq!(phrases(&"word ".repeat(10_000)).len(), Question::MOST);
        assert_eq!(phrases(&"x".repeat(1_000_000)), ["x".repeat(64)]);
    }

    #[test]
    fn a_question_is_shown_as_it_was_typed_and_read_again() {
        for (typed, shown) in [
            ("  Storm   ferr* ", "Storm ferr*"),
            ("“Storm  ferry” a", "\"Storm ferry\" a"),
            ("船 港口", "船 港口"),
            ("x\u{0}y", "x y"),
        ] {
            let question = Question::parse(typed).unwrap();
            assert_eq!(question.typed(), shown);
            assert_eq!(Question::parse(shown).unwrap(), question);
        }
    }

    #[test]
    fn a_question_is_widened_once() {
        let wide = Question::parse("storm \"of the\" eu x 停航 船").unwrap().widened().unwrap();
        assert_eq!(wide.typed(), "storm* \"of the\" eu* x 停航 船");
        assert_eq!(wide.widened(), None);
        assert_eq!(Question::parse(&wide.typed()).unwrap(), wide);
    }

    #[test]
    fn what_is_found_is_marked_where_it_stands() {
        for (typed, text, expected) in [
            ("zelensky*", "ZELENSKYY and Zelensky’s", "[ZELENSKYY] and [Zelensky]’s"),
            ("cafe", "Two cafés, a Café.", "Two cafés, a [Café]."),
            ("\"the quay\"", "the old quay, the quay", "the old quay, [the quay]"),
            ("storm's", "Storm’s and storms", "[Storm’s] and storms"),
            ("口开", "今晚港口开出", "今晚港[口开]出"),
            ("港口开", "港口开出", "[港口开]出"),
            ("船", "没有船从", "没有[船]从"),
            ("出", "开出。", "开[出]。"),
            ("港口 口开", "港口开", "[港口开]"),
            ("e\u{301}t\u{e9}", "l’été", "l’[été]"),
        ] {
            assert_eq!(marked(typed, text), expected, "{typed}");
        }
    }

    #[test]
    fn an_index_is_given_the_tokens() {
        assert_eq!(search_tokens("Kyiv’s 港口!"), "kyiv s 港口 口");
    }
}
