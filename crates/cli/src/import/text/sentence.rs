//! The form of a sentence: where it ends, what it opens with, whether it is whole.

/// Closing marks that may stand after a full stop.
const CLOSERS: &[char] = &['"', '\'', '”', '’', '»', ')', ']', '›', '」', '』'];
/// Opening marks that may stand before the first letter.
const OPENERS: &[char] = &['"', '\'', '“', '‘', '«', '(', '[', '‹', '「', '『', '„', '¿', '¡'];
/// What ends a sentence, in the scripts that pages are written in.
const STOPS: &[char] = &['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'];
/// Words that end in a full stop without ending a sentence.
const ABBREVIATIONS: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "st", "sr", "jr", "rev", "hon", "capt", "col", "gen", "lt", "maj", "sgt", "cmdr",
    "gov", "sen", "rep", "pres", "no", "vs", "etc", "approx", "dept", "inc", "ltd", "co", "corp", "jan", "feb", "mar",
    "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];

/// The number of words, as a reader counts them.
pub(super) fn length(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whether a text ends as a sentence does, closing marks apart.
pub(super) fn ends(text: &str) -> bool {
    last_char(text).is_some_and(|c| STOPS.contains(&c))
}

/// Whether a text ends in a question mark, closing marks apart.
pub(super) fn asks(text: &str) -> bool {
    last_char(text).is_some_and(|c| matches!(c, '?' | '？' | '؟'))
}

/// Whether a text ends in a dotted abbreviation such as "a.m." or "U.S.", so
/// that its last dot need not be a full stop.
pub(super) fn ends_abbreviated(text: &str) -> bool {
    text.split_whitespace().next_back().is_some_and(is_dotted)
}

/// Whether a text leads on to what stands below it.
pub(super) fn introduces(text: &str) -> bool {
    text.trim_end().ends_with([':', '：'])
}

/// Whether a text opens with a quotation mark.
pub(super) fn opens_quote(text: &str) -> bool {
    text.starts_with(['"', '“', '„', '«', '‹', '‘', '\'', '「', '『'])
}

/// Whether a spoken sentence stands first and the speaker after it, as in
/// `"We hold," she said`. Headlines name their speakers; only running text
/// says "she".
pub(super) fn reports_speech(text: &str) -> bool {
    if !opens_quote(text) {
        return false;
    }
    let mut words = text.split_whitespace().skip_while(|word| !word.ends_with(['"', '”', '’', '»', '\'']));
    words.next();
    let pronoun = words.next().map(str::to_lowercase);
    let verb = words.next().map(|word| word.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase());
    let pronouns = ["he", "she", "they", "it", "i", "we"];
    let verbs =
        ["said", "says", "added", "told", "wrote", "tweeted", "continued", "warned", "asked", "posted", "noted"];
    pronoun.is_some_and(|word| pronouns.contains(&word.as_str()))
        && verb.is_some_and(|word| verbs.contains(&word.as_str()))
}

/// How many sentences end before the text does.
pub(super) fn ends_inside(text: &str) -> usize {
    inside(text).count()
}

/// The first sentence of a text, with what closes it. The whole text if it
/// holds one sentence.
pub(super) fn first(text: &str) -> &str {
    inside(text).next().and_then(|at| text.get(..at)).unwrap_or(text)
}

/// The offsets just after each sentence that ends inside a text.
fn inside(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut word = 0;
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            if !c.is_whitespace() {
                continue;
            }
            let token = text.get(word..at).unwrap_or_default();
            while chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
            let &(next, _) = chars.peek()?;
            word = next;
            if ends(token) && !is_abbreviation(token) && begins_sentence(text.get(next..).unwrap_or_default()) {
                return Some(at);
            }
        }
        None
    })
}

fn begins_sentence(text: &str) -> bool {
    let first = text.chars().find(|c| !OPENERS.contains(c));
    first.is_some_and(|c| !c.is_lowercase() && (c.is_alphanumeric() || !c.is_ascii()))
}

fn is_abbreviation(token: &str) -> bool {
    let Some(bare) = token.trim_start_matches(OPENERS).strip_suffix('.') else { return false };
    let initial = bare.chars().count() == 1 && bare.chars().all(char::is_uppercase);
    initial || is_dotted(token) || ABBREVIATIONS.iter().any(|known| known.eq_ignore_ascii_case(bare))
}

fn is_dotted(token: &str) -> bool {
    let bare = token.trim_start_matches(OPENERS);
    let letters = bare.split_terminator('.');
    bare.ends_with('.') && letters.clone().count() >= 2 && letters.clone().all(|letter| letter.chars().count() == 1)
}

fn last_char(text: &str) -> Option<char> {
    text.trim_end().trim_end_matches(CLOSERS).chars().next_back()
}

/// Parts a bold opening from the rest: a few words and a colon ("Some
/// background: …"), or a short question ("What comes next? …").
pub(super) fn split_lead_in(text: &str) -> Option<(&str, &str)> {
    split_phrase(text).or_else(|| split_question(text))
}

/// A phrase is short, free of inner punctuation and no sentence of its own,
/// and a sentence follows. A quotation after a colon is speech, whose opening
/// names the speaker.
fn split_phrase(text: &str) -> Option<(&str, &str)> {
    let (phrase, rest) = text.split_once(':')?;
    let inner = |c: char| !(c.is_alphanumeric() || c.is_whitespace() || matches!(c, '\'' | '’' | '-'));
    let follows = rest.trim_start();
    let fits = (1..=6).contains(&length(phrase))
        && phrase.chars().count() <= 60
        && !phrase.contains(inner)
        && !phrase.contains(" - ")
        && phrase.chars().next().is_some_and(|c| c.is_alphabetic() && !c.is_lowercase())
        && rest.starts_with(char::is_whitespace)
        && follows.chars().next().is_some_and(|c| c.is_alphanumeric() && !c.is_lowercase())
        && ends(follows)
        && !is_clause(phrase);
    fits.then(|| (text.get(..=phrase.len()).unwrap_or(phrase), follows))
}

/// Whether a phrase has a verb of its own. "What we know" has one too, but is
/// a heading by its first word.
fn is_clause(phrase: &str) -> bool {
    const HEADINGS: &[&str] = &["who", "what", "when", "where", "why", "how", "which"];
    let words: Vec<String> = phrase.split_whitespace().map(bare_word).collect();
    let is_heading = words.first().is_some_and(|word| HEADINGS.contains(&word.as_str()));
    !is_heading && (0..words.len()).any(|at| is_finite_verb(&words, at))
}

/// A question is short and opens as questions do, and text follows on its line.
fn split_question(text: &str) -> Option<(&str, &str)> {
    const OPENINGS: &[&str] = &[
        "who", "what", "when", "where", "why", "how", "which", "whose", "is", "are", "was", "were", "will", "would",
        "can", "could", "should", "do", "does", "did", "has", "have",
    ];
    let question = first(text);
    let opening = question.split_whitespace().next()?.trim_end_matches("'s").trim_end_matches("’s");
    let rest = text.get(question.len()..)?.trim_start();
    let fits = question.ends_with('?')
        && (3..=14).contains(&length(question))
        && OPENINGS.iter().any(|known| known.eq_ignore_ascii_case(opening))
        && !rest.is_empty();
    fits.then_some((question, rest))
}

/// Whether a text is one short line without a full stop, as items of a list are.
pub(super) fn is_bare_item(text: &str) -> bool {
    !ends(text) && !introduces(text) && !opens_quote(text) && length(text) <= 12
}

/// Whether a text is one sentence without a verb of its own ("A second pump
/// for the old town."), as items of a list often are. It is a guess from the
/// commonest English verb forms: use it on runs of lines, not on one.
pub(super) fn is_fragment(text: &str) -> bool {
    if !ends(text) || asks(text) || opens_quote(text) || length(text) > 45 || ends_inside(text) > 0 {
        return false;
    }
    let words: Vec<String> = text.split_whitespace().map(bare_word).collect();
    if let [first, second, ..] = words.as_slice()
        && first == "that"
    {
        // "That the gates close" is a clause; "That is all" is a sentence.
        return !VERBS.contains(&second.as_str());
    }
    let main =
        words.iter().skip(1).position(|word| SUBORDINATORS.contains(&word.as_str())).map_or(words.len(), |at| at + 1);
    !(0..main).any(|at| is_finite_verb(&words, at))
}

fn is_finite_verb(words: &[String], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let next = words.get(at + 1).map_or("", String::as_str);
    let clipped = ["'re", "'ll", "'ve", "'d", "n't", "’re", "’ll", "’ve", "’d", "n’t"];
    // "streets flooded by noon" describes the streets; "pumps failed twice" tells what happened.
    let past =
        word.len() > 4 && word.ends_with("ed") && at > 0 && !matches!(next, "by" | "with" | "under" | "in" | "from");
    PRONOUNS.contains(&word.as_str())
        || VERBS.contains(&word.as_str())
        || clipped.iter().any(|end| word.ends_with(end))
        || past
}

fn bare_word(word: &str) -> String {
    word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase()
}

const PRONOUNS: &[&str] = &["i", "he", "she", "they", "we", "it", "it's", "it’s", "there's", "there’s"];
const SUBORDINATORS: &[&str] = &[
    "that", "which", "who", "whom", "whose", "where", "when", "so", "because", "if", "while", "as", "unless", "until",
];
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "am", "has", "have", "had", "do", "does", "did", "will", "would", "can", "could",
    "may", "might", "must", "shall", "should", "said", "says", "told", "went", "came", "took", "gave", "made", "began",
    "ran", "rose", "fell", "left", "met", "held", "sent", "spent", "kept", "got", "knew", "saw", "grew", "drew", "won",
    "lost", "broke", "spoke", "wrote", "chose", "drove", "stood", "found", "brought", "thought", "bought", "fought",
    "caught", "felt", "became", "seems", "appears", "means", "remains", "comes", "goes", "takes", "makes", "gives",
];
