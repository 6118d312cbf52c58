//! Where posts begin. Without mark-up a headline is known by its form and by
//! its neighbours: a line on its own, without a full stop, over a body.

use super::lines::{Item, What};
use super::marks::{self, Mark};
use super::names::strip_phrase;
use super::sentence;

/// What each item is to the posts.
#[derive(Debug)]
pub(super) struct Plan {
    /// The index of the first item that belongs to a post or stands among posts.
    pub(super) start: usize,
    /// The parts of the items from `start` on.
    pub(super) roles: Vec<Role>,
}

/// The part of an item among posts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) enum Role {
    /// A post's headline.
    Headline,
    /// A post's time, printed before its headline or instead of one.
    TimeBefore,
    /// A post's time, printed below its headline.
    TimeAfter,
    /// A heading inside a post.
    Heading,
    /// Anything else.
    Body,
}

/// The form of a line, as far as it can be a headline's.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Form {
    /// No headline looks like this.
    Other,
    /// A line that ends without a stop.
    Plain,
    /// A short question.
    Question,
    /// A line whose last dot belongs to an abbreviation, or ends a sentence.
    Abbreviated,
}

/// Where a page prints the times of its posts, if it does so throughout.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Times {
    /// Hardly any post has one.
    Rare,
    /// Above headlines.
    Before,
    /// Below headlines.
    After,
}

/// Finds the posts' beginnings.
pub(super) fn plan(items: &[Item<'_>]) -> Plan {
    let lines = Neighbours::of(items);
    let found: Vec<bool> = (0..items.len()).map(|at| lines.is_headline(at)).collect();
    let count = items.iter().position(|item| matches!(item.what, What::Marked(Mark::Count(_), _)));
    let after_count = count.map(|at| at + 1).filter(|&at| lines.has_post(at, &found));
    let after_preamble = Some(end_of_preamble(items)).filter(|&at| lines.has_post(at, &found));
    let search = after_count.or(after_preamble).unwrap_or(1);
    let times = lines.times(search);
    let start = after_count.unwrap_or_else(|| lines.first_post(search, times, &found));
    let roles = (start..items.len()).map(|at| lines.role(at, start, times, &found)).collect();
    Plan { start, roles }
}

/// The first index at which a post may begin on a page that states no count.
fn end_of_preamble(items: &[Item<'_>]) -> usize {
    const LONGEST_PREAMBLE: usize = 15;
    let closes = |item: &Item<'_>| match &item.what {
        // With a colon the same words introduce a list in a post's body.
        What::Marked(Mark::KeyPointsHeading, line) => !sentence::introduces(line.text),
        What::Text(lines) => lines.iter().any(|line| marks::is_ended(line.text)),
        _ => false,
    };
    items.iter().take(LONGEST_PREAMBLE).rposition(closes).map_or(1, |at| at + 1)
}

/// The items with what each headline's surroundings tell.
struct Neighbours<'a> {
    items: &'a [Item<'a>],
    forms: Vec<Form>,
    /// How far an item stands below a line that leads on ("Shut today:"), in
    /// items that look like headlines; 0 elsewhere.
    below_opener: Vec<usize>,
}

impl<'a> Neighbours<'a> {
    fn of(items: &'a [Item<'a>]) -> Self {
        let forms: Vec<Form> = items.iter().map(|item| form(&item.what)).collect();
        let mut below_opener = vec![0; items.len()];
        for at in 1..items.len() {
            let above = items.get(at - 1).map(|item| &item.what);
            let run = below_opener.get(at - 1).copied().unwrap_or_default();
            let opens = matches!(above, Some(What::Text(lines)) if lines.last().is_some_and(|line| sentence::introduces(line.text)));
            let listed = run > 0 && forms.get(at - 1) == Some(&Form::Plain);
            if let Some(below) = below_opener.get_mut(at) {
                *below = if opens {
                    1
                } else if listed {
                    run + 1
                } else {
                    0
                };
            }
        }
        Self { items, forms, below_opener }
    }

    fn what(&self, at: usize) -> Option<&What<'a>> {
        self.items.get(at).map(|item| &item.what)
    }

    fn form(&self, at: usize) -> Form {
        self.forms.get(at).copied().unwrap_or(Form::Other)
    }

    fn is_clock(&self, at: usize) -> bool {
        matches!(self.what(at), Some(What::Marked(Mark::Clock, _)))
    }

    /// Whether an item is a headline by its form and its neighbours.
    fn is_headline(&self, at: usize) -> bool {
        let Some(What::Text(lines)) = self.what(at) else { return false };
        let [line] = lines.as_slice() else { return false };
        let labelled = split_label(line.text).is_some();
        match self.form(at) {
            Form::Other => false,
            Form::Abbreviated => self.ends_post(at.wrapping_sub(1)) && self.has_body(at),
            Form::Plain | Form::Question => at > 0 && !self.is_led_to(at, line.text) && (labelled || self.has_body(at)),
        }
    }

    /// Whether the line above leads on to this one: a quotation, or an item of
    /// a list that lost its bullets.
    fn is_led_to(&self, at: usize, text: &str) -> bool {
        const SHORTEST_HEADLINE: usize = 6;
        match self.below_opener.get(at) {
            None | Some(0) => false,
            Some(1) => sentence::opens_quote(text),
            Some(_) => sentence::length(text) < SHORTEST_HEADLINE,
        }
    }

    /// Whether what follows can be a body. A line over a related article's
    /// card is a caption; a line over another headline is a paragraph that
    /// lost its full stop.
    fn has_body(&self, at: usize) -> bool {
        let head = |what: &What<'_>| matches!(what, What::Marked(Mark::Clock | Mark::Byline(_), _));
        let below = (at + 1..self.items.len()).find(|&below| !self.what(below).is_some_and(head));
        match below.and_then(|below| self.what(below).map(|what| (below, what))) {
            None
            | Some((
                _,
                What::Related { .. } | What::Marked(Mark::GoDeeperHeading | Mark::PictureCredit | Mark::Imprint, _),
            )) => false,
            Some((below, What::Text(_))) => !matches!(self.form(below), Form::Plain | Form::Question),
            Some(_) => true,
        }
    }

    /// Whether an item is one that stands at the end of posts.
    fn ends_post(&self, at: usize) -> bool {
        matches!(
            self.what(at),
            Some(
                What::Related { .. }
                    | What::Marked(Mark::Credit(_) | Mark::Notice { .. } | Mark::ReadMore | Mark::Count(_), _)
            )
        )
    }

    fn has_post(&self, from: usize, found: &[bool]) -> bool {
        found.iter().skip(from).any(|&found| found) || (from..self.items.len()).any(|at| self.is_clock(at))
    }

    /// Whether a page prints its times throughout, so that they part its posts.
    fn times(&self, from: usize) -> Times {
        const FEWEST: usize = 3;
        let looks = |at: usize| !matches!(self.form(at), Form::Other);
        let (mut above, mut below, mut alone) = (0, 0, 0);
        for at in (from..self.items.len()).filter(|&at| self.is_clock(at)) {
            match (looks(at.wrapping_sub(1)), looks(at + 1)) {
                (_, true) => above += 1,
                (true, false) => below += 1,
                (false, false) => alone += 1,
            }
        }
        let headlines = (from..self.items.len()).filter(|&at| looks(at)).count();
        let clocks = above + below + alone;
        if clocks < FEWEST || clocks * 4 < headlines * 3 {
            Times::Rare
        } else if below > above {
            Times::After
        } else {
            Times::Before
        }
    }

    /// The first post of a page that states no count.
    fn first_post(&self, from: usize, times: Times, found: &[bool]) -> usize {
        let headline = found.iter().skip(from).position(|&found| found).map(|at| from + at);
        // A time under the page's headline is the page's own, unless a post's headline follows.
        let opens = |at: usize| at > 1 || found.get(at + 1) == Some(&true);
        let clock = (from..self.items.len()).find(|&at| self.is_clock(at) && opens(at));
        match (times, headline) {
            (Times::Before, _) if clock.is_some() => clock.unwrap_or(from),
            (_, Some(at)) if at > from && self.is_clock(at - 1) => at - 1,
            (_, Some(at)) => at,
            (_, None) => self.items.len(),
        }
    }

    fn role(&self, at: usize, start: usize, times: Times, found: &[bool]) -> Role {
        let is_found = |at: usize| found.get(at).copied().unwrap_or_default();
        let above = (at > start).then(|| at - 1);
        let looks = self.form(at) != Form::Other;
        let clock_above = above.is_some_and(|above| self.is_clock(above));
        match times {
            Times::Before if self.is_clock(at) => Role::TimeBefore,
            Times::Before if looks && (clock_above || is_found(at) && above.is_none()) => Role::Headline,
            Times::After if looks && self.is_clock(at + 1) => Role::Headline,
            Times::After if self.is_clock(at) && above.is_some_and(|above| self.form(above) != Form::Other) => {
                Role::TimeAfter
            }
            Times::Before | Times::After if is_found(at) => Role::Heading,
            Times::Rare if is_found(at) => Role::Headline,
            Times::Rare if self.is_clock(at) && above.is_some_and(is_found) => Role::TimeAfter,
            Times::Rare if self.is_clock(at) && is_found(at + 1) => Role::TimeBefore,
            _ => Role::Body,
        }
    }
}

/// The form of an item: only a line that stands alone can be a headline.
fn form(what: &What<'_>) -> Form {
    match what {
        What::Text(lines) => match lines.as_slice() {
            [line] => line_form(line.text),
            _ => Form::Other,
        },
        _ => Form::Other,
    }
}

fn line_form(text: &str) -> Form {
    const WORDS: std::ops::RangeInclusive<usize> = 2..=30;
    const MOST_BYTES: usize = 1_000;
    const MOST_CHARS: usize = 220;
    const MOST_QUESTION_WORDS: usize = 20;
    if text.len() > MOST_BYTES || text.chars().count() > MOST_CHARS || !WORDS.contains(&sentence::length(text)) {
        return Form::Other;
    }
    let sentences_inside = sentence::ends_inside(text);
    let runs_on = sentence::introduces(text) || text.ends_with([',', ';', '-', '–', '—']);
    // Two sentences make a headline at times ("Gates shut. Trams do not"), three do not.
    let is_prose =
        sentences_inside > 1 || sentences_inside == 1 && sentence::opens_quote(text) || sentence::reports_speech(text);
    let is_furniture = text.contains("://") || marks::split_picture_credit(text).is_some() || marks::is_ended(text);
    if runs_on || is_prose || is_furniture || !begins(text) {
        Form::Other
    } else if sentence::asks(text) {
        let joins = ["but ", "and ", "so ", "or ", "yet "].iter().any(|word| strip_phrase(text, word).is_some());
        let short = sentence::length(text) <= MOST_QUESTION_WORDS;
        if short && !joins && !sentence::opens_quote(text) { Form::Question } else { Form::Other }
    } else if sentence::ends_abbreviated(text) {
        if sentences_inside == 0 { Form::Abbreviated } else { Form::Other }
    } else if sentence::ends(text) {
        Form::Other
    } else {
        Form::Plain
    }
}

/// A headline begins with a letter that is not small, a figure, an opening
/// mark or an emoji.
fn begins(text: &str) -> bool {
    let first = text.chars().next();
    let letter = text.chars().find(|c| c.is_alphanumeric());
    first.is_some_and(|c| !"-–—―@>|/\\".contains(c)) && letter.is_some_and(|c| !c.is_lowercase())
}

/// Parts a label from a headline: "NOW: Gates close" gives "NOW" and the rest.
/// Only the flags of live pages are labels, since a name and a colon open a
/// headline as often.
pub(super) fn split_label(text: &str) -> Option<(&str, &str)> {
    const LABELS: &[&str] = &[
        "now",
        "live",
        "breaking",
        "breaking news",
        "just in",
        "developing",
        "watch",
        "watch live",
        "happening now",
        "update",
        "analysis",
        "opinion",
        "explainer",
        "explained",
        "exclusive",
        "fact check",
        "in pictures",
        "alert",
    ];
    let (label, rest) = text.split_once(':')?;
    let headline = rest.trim_start();
    let known = LABELS.iter().any(|known| known.eq_ignore_ascii_case(label));
    (known && headline.len() < rest.len() && !headline.is_empty()).then_some((label, headline))
}
