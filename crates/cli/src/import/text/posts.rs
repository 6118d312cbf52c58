//! The posts: from items and their roles to headlines, bodies, credits and notices.

use super::blocks::{self, own};
use super::headlines::{Plan, Role, split_label};
use super::lines::{Item, Line, What};
use super::marks::{self, Mark};
use super::names::{phrase_around, plain};
use super::{Ended, Error, LeftOut, Notice, Page, Post, Reason, go_deeper};

/// The most posts that are read from one page. A busy day has a few hundred.
pub(crate) const MAX_POSTS: usize = 5_000;

/// Reads the items from the plan's start on into the page's posts. The titles
/// under "Go Deeper" are added to `titles`.
///
/// # Errors
/// [`Error::TooManyPosts`].
pub(super) fn read<'a>(
    items: &'a [Item<'a>],
    plan: &Plan,
    page: &mut Page,
    titles: &mut Vec<Line<'a>>,
) -> Result<(), Error> {
    let role = |at: usize| plan.roles.get(at).copied().unwrap_or(Role::Body);
    let last = (0..items.len()).rev().find(|&at| matches!(role(at), Role::Headline | Role::TimeBefore));
    let mut open: Option<Open<'a>> = None;
    let mut is_below_posts = false;
    let mut next = 0;
    while let Some(item) = items.get(next) {
        let at = next;
        next += 1;
        let is_in_last = last.is_some_and(|last| at > last);
        match (role(at), &item.what) {
            (Role::TimeBefore, What::Marked(_, line)) => {
                begin(&mut open, Open { time: Some(*line), ..Open::at(item.line) }, page)?;
            }
            (Role::Headline, What::Text(lines)) => {
                let headline = lines.first().copied();
                match &mut open {
                    Some(post) if post.waits_for_headline() => post.headline = headline,
                    _ => begin(&mut open, Open { headline, ..Open::at(item.line) }, page)?,
                }
            }
            (_, What::Marked(Mark::GoDeeperHeading, line)) => {
                page.left_out.push(LeftOut { line: line.number, text: own(line.text), reason: Reason::SectionHeading });
                let below = items.get(next..).unwrap_or_default();
                let first = next;
                next +=
                    go_deeper::take(below, |below| role(first + below) == Role::Headline, titles, &mut page.left_out);
                is_below_posts = is_in_last;
            }
            (_, What::Text(lines)) if is_in_last && page.ended.is_none() && says_ended(lines) => {
                let notice: Vec<&str> = lines.iter().map(|line| line.text).collect();
                page.ended = Some(Ended { notice: own(&notice.join("\n")) });
            }
            (_, What::Marked(Mark::Imprint, _)) => page.not_understood.extend(blocks::as_lines(item)),
            (role, _) => match &mut open {
                Some(post) if !is_below_posts => post.take(item, role, page),
                _ => page.not_understood.extend(blocks::as_lines(item)),
            },
        }
    }
    page.posts.extend(open.map(|post| post.close(&mut page.left_out)));
    Ok(())
}

fn says_ended(lines: &[Line<'_>]) -> bool {
    lines.iter().any(|line| marks::is_ended(line.text))
}

/// Closes the post that is open and opens another.
fn begin<'a>(open: &mut Option<Open<'a>>, post: Open<'a>, page: &mut Page) -> Result<(), Error> {
    let line = post.line;
    let finished = open.replace(post);
    page.posts.extend(finished.map(|post| post.close(&mut page.left_out)));
    if page.posts.len() < MAX_POSTS { Ok(()) } else { Err(Error::TooManyPosts { line }) }
}

/// A post whose end has not come.
struct Open<'a> {
    line: usize,
    headline: Option<Line<'a>>,
    time: Option<Line<'a>>,
    body: Vec<(Role, &'a Item<'a>)>,
    contributors: Vec<String>,
    notices: Vec<Notice>,
}

impl<'a> Open<'a> {
    fn at(line: usize) -> Self {
        Self { line, headline: None, time: None, body: Vec::new(), contributors: Vec::new(), notices: Vec::new() }
    }

    /// Whether only a post's time has come.
    fn waits_for_headline(&self) -> bool {
        self.headline.is_none() && self.body.is_empty() && self.contributors.is_empty() && self.notices.is_empty()
    }

    fn take(&mut self, item: &'a Item<'a>, role: Role, page: &mut Page) {
        let mut leave = |line: usize, text: &str, reason| page.left_out.push(LeftOut { line, text: own(text), reason });
        match &item.what {
            What::Marked(_, line) if role == Role::TimeAfter && self.time.is_none() => self.time = Some(*line),
            What::Marked(Mark::Credit(names), line) => {
                leave(line.number, &phrase_around(line.text, names), Reason::CreditPhrase);
                self.contributors.extend(names.iter().map(|name| plain(name)));
            }
            What::Marked(Mark::Byline(names), line) if self.body.is_empty() => {
                leave(line.number, &phrase_around(line.text, names), Reason::CreditPhrase);
                self.contributors.extend(names.iter().map(|name| plain(name)));
            }
            What::Marked(Mark::Notice { kind, marker, text }, line) => {
                if let Some(marker) = marker {
                    leave(line.number, marker, Reason::NoticeMarker);
                }
                self.notices.push(Notice { kind: *kind, text: own(text) });
            }
            _ => self.body.push((role, item)),
        }
    }

    fn close(self, left_out: &mut Vec<LeftOut>) -> Post {
        let headline = self.headline.map(|line| line.text);
        let (label, headline) = match headline.and_then(split_label) {
            Some((label, rest)) => (Some(own(label)), Some(rest)),
            None => (None, headline),
        };
        Post {
            line: self.line,
            headline: headline.map(own),
            label,
            time_text: self.time.map(|line| own(line.text)),
            blocks: blocks::read(&self.body, left_out),
            contributors: self.contributors,
            notices: self.notices,
        }
    }
}
