//! Posts by the day, where a page holds those of several.

use coverage::{Post, Seq};

use crate::post::PostHtml;
use crate::setting::{Said, Setting};

/// A post with the heading over it, if it is the first of its day here.
pub(crate) struct Entry<'a> {
    pub(crate) day: Option<Day>,
    pub(crate) post: PostHtml<'a>,
}

/// A day in the coverage's zone.
pub(crate) struct Day {
    /// For machines, such as `2022-02-17`.
    pub(crate) date: String,
    /// For readers.
    pub(crate) name: Said<String>,
}

/// The posts in this order, with headings if they are of more than one day, and with marks on
/// those of which there is news since a position.
pub(crate) fn by_day<'a>(
    setting: &'a Setting<'a>,
    posts: impl Iterator<Item = &'a Post>,
    since: Option<Seq>,
) -> Vec<Entry<'a>> {
    let mut last = String::new();
    let mut entries: Vec<Entry<'a>> = Vec::new();
    for post in posts {
        let shown = setting.moment(&post.order.at);
        let date = shown.day();
        let day = (date != last).then(|| Day { date: date.clone(), name: shown.date() });
        last = date;
        entries.push(Entry { day, post: PostHtml { since, ..PostHtml::in_stream(setting, post) } });
    }
    if entries.iter().filter(|entry| entry.day.is_some()).count() < 2 {
        entries.iter_mut().for_each(|entry| entry.day = None);
    }
    entries
}
