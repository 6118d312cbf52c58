//! The stock phrases of live pages: lines whose form alone says what they are.

use super::NoticeKind;
use super::clock::is_clock_line;
use super::lines::{Line, ListLine};
use super::names::{self, Names, strip_phrase};
use super::sentence;

/// What a line's form says it is. Some marks hold only at certain places: a
/// "Summary" inside a post is a line of its text.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Mark<'a> {
    /// "52 Posts".
    Count(usize),
    /// "What you need to know".
    KeyPointsHeading,
    /// "Go Deeper".
    GoDeeperHeading,
    /// A time of publication.
    Clock,
    /// "A and B contributed reporting to this post."
    Credit(Names<'a>),
    /// "By A and B".
    Byline(Names<'a>),
    /// "Correction: …", "This post has been updated."
    Notice { kind: NoticeKind, marker: Option<&'a str>, text: &'a str },
    /// "Read the full story:".
    ReadMore,
    /// "View the tweet here:".
    Pointer,
    /// Who made the picture whose caption stands above.
    PictureCredit,
    /// "© …", which belongs to the site.
    Imprint,
}

/// What a line's form says it is, if it is neither a list's nor a film's nor a card's.
pub(super) fn of(text: &str) -> Option<Mark<'_>> {
    count(text)
        .map(Mark::Count)
        .or_else(|| heading(text))
        .or_else(|| is_clock_line(text).then_some(Mark::Clock))
        .or_else(|| notice(text))
        .or_else(|| names::credit(text).map(Mark::Credit))
        .or_else(|| names::byline(text).map(Mark::Byline))
        .or_else(|| is_read_more(text).then_some(Mark::ReadMore))
        .or_else(|| is_pointer(text).then_some(Mark::Pointer))
        .or_else(|| is_picture_credit(text).then_some(Mark::PictureCredit))
        .or_else(|| text.starts_with('©').then_some(Mark::Imprint))
}

/// A line in small letters, with straight apostrophes and single spaces, so
/// that a phrase is found however it was set.
pub(super) fn plain(line: &str) -> String {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.join(" ").replace('’', "'").to_lowercase()
}

fn count(text: &str) -> Option<usize> {
    let (number, what) = text.split_once(char::is_whitespace)?;
    let things = ["post", "posts", "update", "updates", "entry", "entries"];
    let counted = things.iter().any(|thing| thing.eq_ignore_ascii_case(what.trim()));
    let digits: String = number.chars().filter(|&c| c != ',').collect();
    let digits = Some(digits).filter(|digits| counted && digits.bytes().all(|byte| byte.is_ascii_digit()));
    digits?.parse().ok()
}

fn heading(text: &str) -> Option<Mark<'static>> {
    const KEY_POINTS: &[&str] = &[
        "what you need to know",
        "here's what you need to know",
        "what we know",
        "what we know so far",
        "what to know",
        "need to know",
        "key points",
        "the key points",
        "key developments",
        "key takeaways",
        "the latest",
        "here's the latest",
        "here are the latest developments",
        "latest developments",
        "at a glance",
        "in brief",
        "summary",
        "highlights",
    ];
    const GO_DEEPER: &[&str] = &[
        "go deeper",
        "dig deeper",
        "more on this story",
        "more on this",
        "more from this story",
        "related stories",
        "related articles",
        "related coverage",
        "related content",
        "more coverage",
        "further reading",
        "read next",
    ];
    const LONGEST: usize = 40;
    if text.len() > LONGEST {
        return None;
    }
    let plain = plain(text.trim_end_matches(':'));
    if KEY_POINTS.contains(&plain.as_str()) {
        Some(Mark::KeyPointsHeading)
    } else {
        GO_DEEPER.contains(&plain.as_str()).then_some(Mark::GoDeeperHeading)
    }
}

fn notice(text: &str) -> Option<Mark<'_>> {
    use NoticeKind::{Clarification, Correction, Update};
    let opened = [
        ("Correction:", Correction),
        ("Corrections:", Correction),
        ("Clarification:", Clarification),
        ("Update:", Update),
    ];
    for (marker, kind) in opened {
        // "Update: Bridge shut" without a full stop is a headline with a label.
        if let Some(rest) =
            strip_phrase(text, marker).filter(|rest| rest.starts_with(char::is_whitespace) && sentence::ends(rest))
        {
            let marker = text.get(..text.len() - rest.len());
            return Some(Mark::Notice { kind, marker, text: rest.trim_start() });
        }
    }
    let plain = plain(&text.chars().take(80).collect::<String>());
    let things = ["post", "story", "report", "article", "entry", "item", "headline"];
    let about = |rest: &str| {
        let thing = things.iter().find_map(|thing| rest.strip_prefix(thing))?;
        let thing = thing.trim_start();
        let done = ["has been ", "was ", "has since been ", "has now been "]
            .iter()
            .find_map(|verb| thing.strip_prefix(verb))?;
        let kinds =
            [("updated", Update), ("corrected", Correction), ("amended", Correction), ("clarified", Clarification)];
        kinds.into_iter().find(|(word, _)| done.starts_with(word)).map(|(_, kind)| kind)
    };
    let earlier =
        ["an earlier version of this ", "a previous version of this "].iter().any(|start| plain.starts_with(start));
    let kind = plain.strip_prefix("this ").and_then(about).or(earlier.then_some(Correction))?;
    sentence::ends(text).then_some(Mark::Notice { kind, marker: None, text })
}

fn is_read_more(text: &str) -> bool {
    const LONGEST: usize = 300;
    if text.len() > LONGEST || sentence::ends_inside(text) > 0 {
        return false;
    }
    let plain = plain(text.trim_end_matches(['.', ':', '!']));
    let leads = ["here", "below", "story", "report", "article", "analysis", "explainer", "more", "coverage", "full"];
    let points = leads.iter().any(|word| plain.split_whitespace().next_back() == Some(word));
    let opens = [
        "read the ",
        "read our ",
        "read more",
        "read about ",
        "read full ",
        "click here",
        "see the full ",
        "read his full ",
        "read her full ",
        "read their full ",
    ];
    sentence::length(text) <= 16
        && opens.iter().any(|start| plain.starts_with(start))
        && (points || plain.starts_with("read more"))
}

fn is_pointer(text: &str) -> bool {
    const LONGEST: usize = 200;
    if text.len() > LONGEST || !sentence::introduces(text) {
        return false;
    }
    let plain = plain(text.trim_end_matches(':'));
    let opens = ["view ", "see ", "watch ", "listen ", "look at ", "hear "];
    let points = plain.ends_with("here") || plain.ends_with("below");
    points && opens.iter().any(|start| plain.starts_with(start))
}

/// "Ann Lee/Picture House" or "(Photo by Ann Lee)", alone on a line.
fn is_picture_credit(text: &str) -> bool {
    if split_picture_credit(text).is_some_and(|(caption, _)| caption.is_empty()) {
        return true;
    }
    let small = ["via", "for", "of", "by", "photo", "photo:", "image:", "credit:"];
    let words: Vec<&str> = text.split_whitespace().collect();
    let proper =
        |word: &&str| small.contains(word) || word.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric());
    let slash = text.split_once('/').is_some_and(|(before, after)| {
        before.trim_end().ends_with(char::is_alphabetic) && after.trim_start().starts_with(char::is_alphabetic)
    });
    let marked =
        ["photo: ", "credit: ", "image: ", "photo by "].iter().any(|start| strip_phrase(text, start).is_some());
    (2..=8).contains(&words.len()) && !sentence::ends(text) && words.iter().all(proper) && (slash || marked)
}

/// Parts a caption from the credits in brackets at its end. Several credits
/// are given in the order in which they stand.
pub(super) fn split_picture_credit(text: &str) -> Option<(&str, Vec<&str>)> {
    const WORDS: &[&str] = &[
        "photo",
        "photos",
        "photograph",
        "photographs",
        "picture",
        "pictures",
        "image",
        "images",
        "via",
        "courtesy",
        "handout",
        "credit",
        "illustration",
        "graphic",
        "screenshot",
    ];
    const MOST_CREDITS: usize = 4;
    let mut rest = text.trim_end();
    let mut credits = Vec::new();
    while credits.len() < MOST_CREDITS
        && let Some((caption, inner)) = rest.strip_suffix(')').and_then(|body| body.rsplit_once('('))
    {
        let tells = inner.contains('/')
            || inner.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word.to_lowercase().as_str()));
        if !tells || sentence::length(inner) > 20 {
            break;
        }
        credits.insert(0, inner.trim());
        rest = caption.trim_end();
    }
    (!credits.is_empty()).then_some((rest, credits))
}

/// Parts the words that mark a card from the related article's title, which
/// may stand on the next line instead.
pub(super) fn related(text: &str) -> Option<(&str, Option<&str>)> {
    const LONGEST: usize = 300;
    const MARKERS: &[&str] =
        &["related article", "related story", "related video", "related gallery", "related live story", "related:"];
    let after = MARKERS.iter().find_map(|marker| strip_phrase(text, marker)).filter(|_| text.len() <= LONGEST)?;
    let after = after.strip_prefix(':').unwrap_or(after);
    let title = after.trim_start();
    let marker = text.get(..text.len() - after.len())?;
    let is_parted = after.is_empty() || title.len() < after.len();
    is_parted.then_some((marker, Some(title).filter(|title| !title.is_empty())))
}

/// Reads a line that begins with a bullet or a number.
pub(super) fn list_line(line: Line<'_>) -> Option<ListLine<'_>> {
    const BULLETS: &[char] = &['•', '◦', '▪', '‣', '●', '○', '■', '□', '·', '∙', '*', '-'];
    const MOST_DIGITS: usize = 3;
    let (marker, rest) = line.text.split_once(char::is_whitespace)?;
    let text = rest.trim_start();
    if text.is_empty() {
        return None;
    }
    let item = |number| Some(ListLine { line: line.number, marker, number, text });
    let mut chars = marker.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && BULLETS.contains(&only)
    {
        return item(None);
    }
    let digits = marker.strip_suffix(['.', ')']).filter(|digits| digits.len() <= MOST_DIGITS)?;
    let number = digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok()).flatten();
    number.and_then(|number| item(Some(number)))
}

/// Whether a text says that the page has ended.
pub(super) fn is_ended(text: &str) -> bool {
    const MOST_WORDS: usize = 60;
    if sentence::length(text) > MOST_WORDS {
        return false;
    }
    let plain = plain(sentence::first(text));
    let openings = ["our ", "this ", "the ", "today's ", "live ", "we ", "we're ", "that's "];
    let coverage = [
        "live coverage",
        "live blog",
        "liveblog",
        "live page",
        "live updates",
        "live report",
        "live feed",
        "our coverage",
    ];
    let over = [
        "has ended",
        "has now ended",
        "have ended",
        "have now ended",
        "has concluded",
        "have concluded",
        "is closed",
        "is now closed",
        "has closed",
        "is over",
        "are over",
        "has finished",
        "has moved",
        "have moved",
        "we are ending",
        "we're ending",
        "we are closing",
        "we're closing",
        "we have ended",
    ];
    let has = |any: &[&str]| any.iter().any(|phrase| plain.contains(phrase));
    openings.iter().any(|opening| plain.starts_with(opening)) && has(&coverage) && has(&over)
}
