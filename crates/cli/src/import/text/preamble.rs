//! What stands above the posts.

use super::blocks::{as_lines, film, own};
use super::lines::{Item, Line, What};
use super::marks::{self, Mark};
use super::names::{phrase_around, plain};
use super::{Ended, LeftOut, Page, Reason, Unplaced, go_deeper, sentence};

/// Reads the items above the posts into the page. The titles under "Go
/// Deeper" are added to `titles`.
pub(super) fn read<'a>(items: &[Item<'a>], page: &mut Page, titles: &mut Vec<Line<'a>>) {
    let mut points = Points::None;
    let mut next = 0;
    while let Some(item) = items.get(next) {
        let at = next;
        next += 1;
        match &item.what {
            What::Text(lines) if at == 0 => page.headline = own(&join(lines)),
            What::Text(lines) => text(lines, at, items.get(next), &mut points, page),
            What::List(list) => {
                points = Points::Listed;
                for line in list {
                    page.key_points.push(own(line.text));
                    page.left_out.push(LeftOut { line: line.line, text: own(line.marker), reason: Reason::ListMarker });
                }
            }
            What::Film { title, line } if page.video.is_none() => {
                page.video = Some(film(*title, *line, &mut page.left_out));
            }
            What::Film { .. } | What::Related { .. } => page.not_understood.extend(as_lines(item)),
            What::Marked(Mark::GoDeeperHeading, line) => {
                page.left_out.push(LeftOut { line: line.number, text: own(line.text), reason: Reason::SectionHeading });
                next += go_deeper::take(items.get(next..).unwrap_or_default(), |_| false, titles, &mut page.left_out);
            }
            What::Marked(mark, line) => marked(mark, *line, &mut points, page),
        }
    }
}

/// How far the key points have been read.
#[derive(Clone, Copy, PartialEq)]
enum Points {
    /// Their heading has not come.
    None,
    /// Their heading has come: lines without bullets are key points too.
    Headed,
    /// Bullets have come: a line without one is none.
    Listed,
}

fn text(lines: &[Line<'_>], at: usize, next: Option<&Item<'_>>, points: &mut Points, page: &mut Page) {
    let joined = join(lines);
    let credited = marks::split_picture_credit(&joined);
    let caption_follows =
        matches!(next, Some(Item { what: What::Marked(Mark::PictureCredit, _) | What::Film { .. }, .. }));
    let under_headline = at == 1;
    if page.ended.is_none() && marks::is_ended(&joined) {
        page.ended = Some(Ended { notice: own(&joined) });
        *points = Points::Listed;
    } else if let (None, Some((caption, credits))) = (&page.lead_caption, credited) {
        page.lead_caption = Some(own(caption));
        page.lead_credit = Some(own(&credits.join("; ")));
    } else if *points == Points::Headed {
        page.key_points.extend(lines.iter().map(|line| own(line.text)));
    } else if page.lead_caption.is_none() && caption_follows {
        page.lead_caption = Some(own(&joined));
    } else if sentence::ends(&joined) || under_headline && page.standfirst.is_none() {
        let standfirst = page.standfirst.get_or_insert_default();
        if !standfirst.is_empty() {
            standfirst.push('\n');
        }
        standfirst.push_str(&own(&joined));
    } else if page.lead_caption.is_none() && *points == Points::None {
        page.lead_caption = Some(own(&joined));
    } else {
        lines.iter().for_each(|line| unplaced(*line, page));
    }
}

fn marked(mark: &Mark<'_>, line: Line<'_>, points: &mut Points, page: &mut Page) {
    let mut leave = |text: &str, reason| page.left_out.push(LeftOut { line: line.number, text: own(text), reason });
    match mark {
        Mark::Count(count) if page.stated_count.is_none() => {
            page.stated_count = Some(*count);
            leave(line.text, Reason::Count);
        }
        Mark::KeyPointsHeading if *points == Points::None => {
            *points = Points::Headed;
            leave(line.text, Reason::SectionHeading);
        }
        Mark::Credit(names) | Mark::Byline(names) => {
            leave(&phrase_around(line.text, names), Reason::CreditPhrase);
            page.contributors.extend(names.iter().map(|name| plain(name)));
        }
        Mark::Clock if page.time_text.is_none() => page.time_text = Some(own(line.text)),
        Mark::PictureCredit if page.lead_caption.is_some() && page.lead_credit.is_none() => {
            page.lead_credit = Some(own(line.text));
        }
        _ => unplaced(line, page),
    }
}

fn unplaced(line: Line<'_>, page: &mut Page) {
    page.not_understood.push(Unplaced { line: line.number, text: own(line.text) });
}

fn join(lines: &[Line<'_>]) -> String {
    lines.iter().map(|line| line.text).collect::<Vec<_>>().join("\n")
}
