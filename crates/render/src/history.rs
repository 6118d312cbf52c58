//! The pages that tell what became of a post, and of what stands above the posts: every version,
//! and how it differs from the one before.

use std::fmt::Display;

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{
    Content, Entry, Happened, HeadEntry, KeyPoint, NoticeGiven, Post, PostEntry, Seq, Shown as ShownAt, Slug, View,
    WasOf, head_history, post_history,
};

use crate::difference::{self, Became, Line, Part, Piece};
use crate::head::{Head, Shown, page_language};
use crate::list;
use crate::markup::render;
use crate::post::notice_word;
use crate::redaction::redaction_line;
use crate::section::status_word;
use crate::setting::{Moment, Setting, Voice};
use crate::words::Words;
use crate::{Address, Site};

/// How revisions are shown that came without a notice.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum SilentRevisions {
    /// With what differs.
    #[default]
    Shown,
    /// With their time alone.
    Listed,
}

/// A stretch of a history, as it is read from the record.
#[derive(Clone, Copy, Debug)]
pub struct Past<'a> {
    /// The changes that tell of the post, or of the coverage as a whole, in order.
    pub changes: &'a [Happened<'a>],
    /// The first of them that is told; those before it say what it differs from.
    pub from: Seq,
    /// Whether these are the newest.
    pub is_newest: bool,
    /// Whether there are earlier ones.
    pub goes_back: bool,
}

/// The history of a post. Of one that was withdrawn, it tells what happened when, and no words: they
/// have left.
#[must_use]
pub fn post_history_page(site: &Site, slug: &Slug, view: &View, post: &Post, past: &Past<'_>) -> String {
    let here = Address::PostHistory(slug, post.id);
    let setting = Setting::of(slug, view.coverage()).standing(site.beside(here));
    let words = setting.voice.words;
    let first = view.first_sight(post);
    let entries = post_history(past.changes.iter().copied(), past.from, first);
    let teller = Teller { site, setting: &setting };
    let told = match post.content() {
        Some(_) => entries.iter().rev().map(|entry| teller.of_post(post, entry)).collect(),
        None => entries.iter().rev().map(|entry| teller.of_withdrawn(post, entry)).collect(),
    };
    let name = list::name(post);
    let title = name.as_ref().map_or(words.history_of_post.to_owned(), |name| words.labelled(words.history, name));
    render(&HistoryHtml {
        site,
        head: Head { title: format!("{title} – {}", site.name), ..head(site, &setting, view) }.standing(site, here),
        setting: &setting,
        view,
        title: words.history_of_post,
        post: Some((post, name)),
        entries: told,
        here,
        is_newest: past.is_newest,
        // Nothing is told of what was before the version that readers met.
        earlier: earlier(past).filter(|seq| *seq > first.version),
    })
}

/// The history of the headline, the standfirst, the status and the key points.
#[must_use]
pub fn head_history_page(site: &Site, slug: &Slug, view: &View, past: &Past<'_>) -> String {
    let here = Address::History(slug);
    let setting = Setting::of(slug, view.coverage()).standing(site.beside(here));
    let words = setting.voice.words;
    let entries = head_history(past.changes.iter().copied(), past.from);
    let teller = Teller { site, setting: &setting };
    let title = words.labelled(words.history, view.coverage().headline.as_str());
    render(&HistoryHtml {
        site,
        head: Head { title: format!("{title} – {}", site.name), ..head(site, &setting, view) }.standing(site, here),
        setting: &setting,
        view,
        title: words.history_of_coverage,
        post: None,
        entries: entries.iter().rev().map(|entry| teller.of_head(entry)).collect(),
        here,
        is_newest: past.is_newest,
        earlier: earlier(past),
    })
}

/// Search engines are not to find words that were put right.
fn head(site: &Site, setting: &Setting<'_>, view: &View) -> Head {
    let coverage = view.coverage();
    Head {
        language: page_language(&coverage.language),
        direction: coverage.language.direction(),
        theme: coverage.theme.clone(),
        ..Head::of_site(site, setting.voice.words, coverage.headline.as_str())
    }
}

fn earlier(past: &Past<'_>) -> Option<Seq> {
    past.goes_back.then_some(past.from)
}

#[derive(Template)]
#[template(path = "history.html")]
struct HistoryHtml<'a> {
    site: &'a Site,
    head: Head,
    setting: &'a Setting<'a>,
    view: &'a View,
    title: &'static str,
    /// The post and what it is called, on the page of one.
    post: Option<(&'a Post, Option<String>)>,
    entries: Vec<Told<'a>>,
    here: Address<'a>,
    is_newest: bool,
    /// Before which change the history goes on, if it does.
    earlier: Option<Seq>,
}

/// A line of a history as it is shown.
struct Told<'a> {
    seq: Seq,
    at: Moment<'a>,
    word: &'static str,
    /// What the newsroom said about it.
    note: Option<&'a str>,
    rows: Vec<Row>,
    /// What is said in the place of differences.
    said: Option<&'static str>,
}

/// Something of a version, and how it differs from the version before.
struct Row {
    name: Option<&'static str>,
    became: Option<&'static str>,
    lines: Vec<Line>,
}

impl Row {
    const fn lines(name: &'static str, lines: Vec<Line>) -> Self {
        Self { name: Some(name), became: None, lines }
    }

    const fn said(name: Option<&'static str>, became: &'static str) -> Self {
        Self { name, became: Some(became), lines: Vec::new() }
    }
}

/// Tells entries in the words of a coverage.
struct Teller<'a> {
    site: &'a Site,
    setting: &'a Setting<'a>,
}

impl<'a> Teller<'a> {
    const fn words(&self) -> &'static Words {
        self.setting.voice.words
    }

    fn of_post(&self, post: &Post, entry: &Entry<PostEntry<'a>>) -> Told<'a> {
        let words = self.words();
        let told = self.when(post, entry);
        match &entry.what {
            PostEntry::Published(content) => Told { rows: self.whole(content), ..told },
            PostEntry::Revised { notice: None, .. } if self.site.silent_revisions == SilentRevisions::Listed => {
                Told { said: Some(words.history_hidden), ..told }
            }
            PostEntry::Revised { before: None, after, .. } => Told { rows: self.whole(after), ..told },
            PostEntry::Revised { before: Some(before), after, .. } => {
                let rows = self.rows(before, after);
                let is_alike = rows.iter().all(|row| row.became == Some(words.unchanged));
                let said = is_alike.then_some(words.history_alike);
                Told { rows: if is_alike { Vec::new() } else { rows }, said, ..told }
            }
            PostEntry::Moved { from, to } => {
                let line = vec![Piece::Removed(self.shown_at(*from)), Piece::Added(self.shown_at(*to))];
                Told { rows: vec![Row { name: None, became: None, lines: vec![line] }], ..told }
            }
            PostEntry::Pinned
            | PostEntry::Unpinned
            | PostEntry::Withdrawn(_)
            | PostEntry::Gone(_)
            | PostEntry::Redacted(_)
            | PostEntry::Blanked => told,
        }
    }

    /// What happened, without words of the post; those of notices tell of them.
    fn of_withdrawn(&self, post: &Post, entry: &Entry<PostEntry<'a>>) -> Told<'a> {
        let told = self.when(post, entry);
        match &entry.what {
            PostEntry::Withdrawn(_) => Told { said: Some(self.words().history_gone), ..told },
            // On which ground its words went is no word of it.
            PostEntry::Redacted(_) => told,
            _ => Told { note: None, ..told },
        }
    }

    fn when(&self, post: &Post, entry: &Entry<PostEntry<'a>>) -> Told<'a> {
        let words = self.words();
        let (word, note) = match &entry.what {
            PostEntry::Published(_) => (words.history_published, None),
            PostEntry::Revised { notice: None, .. } => (words.history_silent, None),
            PostEntry::Revised { notice: Some(NoticeGiven { kind, text }), .. } => {
                (notice_word(words, *kind), Some(text.as_str()))
            }
            PostEntry::Moved { .. } => (words.news_moved, None),
            PostEntry::Pinned => (words.history_pinned, None),
            PostEntry::Unpinned => (words.history_unpinned, None),
            PostEntry::Withdrawn(reason) => (words.news_withdrawn, Some(reason.as_str())),
            PostEntry::Gone(WasOf::Publication { .. }) => (words.history_published, None),
            PostEntry::Gone(WasOf::Revision) => (words.updated, None),
            PostEntry::Gone(WasOf::Withdrawal) => (words.news_withdrawn, None),
            PostEntry::Redacted(reason) => (words.redacted, Some(redaction_line(words, *reason))),
            PostEntry::Blanked => (words.history_blanked, None),
        };
        let at = self.setting.moment_of(post.approximate, post.published_at, entry.at);
        Told { seq: entry.seq, at, word, note, rows: Vec::new(), said: None }
    }

    fn shown_at(&self, shown: ShownAt) -> String {
        let clock = &self.setting.clock;
        match shown.approximate {
            true => clock.date(shown.at, self.words()),
            false => clock.date_time(shown.at, self.words()),
        }
    }

    fn of_head(&self, entry: &Entry<HeadEntry<'a>>) -> Told<'a> {
        let words = self.words();
        let mut told = Told {
            seq: entry.seq,
            at: self.setting.moment_of(false, entry.at, entry.at),
            word: words.history_published,
            note: None,
            rows: Vec::new(),
            said: None,
        };
        match &entry.what {
            HeadEntry::Opened(head) => {
                told.rows.extend(plain(words.headline, head.headline));
                told.rows.extend(plain(words.standfirst, head.standfirst));
                told.rows.extend(plain(words.status, Some(status_word(words, &head.status))));
                let points = text_of(head.key_points);
                told.rows.extend(plain(words.key_points, Some(points).filter(|text| !text.is_empty())));
            }
            HeadEntry::Headline { before, after } => {
                told.word = words.headline;
                told.rows.extend(row(None, text(*before), after.to_string()));
            }
            HeadEntry::Standfirst { before, after } => {
                told.word = words.standfirst;
                told.rows.extend(row(None, text(*before), text(*after)));
            }
            HeadEntry::Status { before, after, note } => {
                told.word = words.status;
                told.note = note.map(|note| note.as_str());
                let [before, after] = [before, after].map(|status| status_word(words, status).to_owned());
                told.rows.extend(row(None, before, after));
            }
            HeadEntry::KeyPoints { before, after } => {
                told.word = words.key_points;
                told.rows.extend(row(None, text_of(before), text_of(after)));
                if told.rows.is_empty() && before != after {
                    told.said = Some(words.history_marks);
                }
            }
            HeadEntry::Blanked => told.word = words.history_blanked,
        }
        if told.rows.is_empty() && told.said.is_none() && entry.what != HeadEntry::Blanked {
            told.said = Some(words.history_alike);
        }
        told
    }

    /// All that a version says.
    fn whole(&self, content: &Content) -> Vec<Row> {
        let words = self.words();
        let fields = fields(words, content).into_iter().filter(|(_, text)| !text.is_empty());
        let fields = fields.map(|(name, text)| Row::lines(name, difference::plain(&text)));
        fields.chain(difference::whole(words, &content.body).into_iter().map(|part| self.part(part))).collect()
    }

    fn rows(&self, before: &Content, after: &Content) -> Vec<Row> {
        let words = self.words();
        let fields = fields(words, before).into_iter().zip(fields(words, after));
        let fields = fields.filter_map(|((name, before), (_, after))| row(Some(name), before, after));
        let parts = difference::parts(words, &before.body, &after.body).into_iter().map(|part| self.part(part));
        fields.chain(parts).chain(links(words, before, after)).collect()
    }

    fn part(&self, part: Part) -> Row {
        let words = self.words();
        match part {
            Part::Same => Row::said(None, words.unchanged),
            Part::Marks => Row::said(None, words.history_marks),
            Part::Text(lines) => Row { name: None, became: None, lines },
            Part::Thing(name, became, lines) => {
                let became = became.map(|became| match became {
                    Became::Added => words.added,
                    Became::Removed => words.removed,
                    Became::Altered => words.altered,
                });
                Row { name: Some(name), became, lines }
            }
        }
    }
}

/// What a version says besides its body.
fn fields(words: &Words, content: &Content) -> [(&'static str, String); 6] {
    let contributors: Vec<_> = content.contributors.iter().map(|person| person.name.as_str()).collect();
    let key_event = if content.key_event { words.key_event } else { "" };
    [
        (words.headline, text(content.headline.as_ref())),
        (words.label, text(content.label.as_ref())),
        (words.importance, key_event.to_owned()),
        (words.byline, text(content.byline.as_ref())),
        (words.dateline, text(content.dateline.as_ref())),
        (words.credits, contributors.join(&format!("{} ", words.comma))),
    ]
}

/// Where links lead is not to be seen in the words.
fn links(words: &Words, before: &Content, after: &Content) -> Option<Row> {
    let (old, new) = (before.body.links(), after.body.links());
    let removed = old.iter().filter(|link| !new.contains(link)).map(|link| vec![Piece::Removed((*link).to_owned())]);
    let added = new.iter().filter(|link| !old.contains(link)).map(|link| vec![Piece::Added((*link).to_owned())]);
    let lines: Vec<Line> = removed.chain(added).collect();
    (!lines.is_empty()).then(|| Row::lines(words.links, lines))
}

#[expect(clippy::needless_pass_by_value, reason = "the texts are made for this")]
fn row(name: Option<&'static str>, before: String, after: String) -> Option<Row> {
    (before != after).then(|| Row { name, became: None, lines: difference::lines(&before, &after) })
}

fn plain(name: &'static str, text: Option<impl Display>) -> Option<Row> {
    text.map(|text| Row::lines(name, difference::plain(&text.to_string())))
}

fn text(text: Option<impl Display>) -> String {
    text.map(|text| text.to_string()).unwrap_or_default()
}

fn text_of(points: &[KeyPoint]) -> String {
    points.iter().map(|point| point.text.as_str()).collect::<Vec<_>>().join("\u{2029}")
}

/// A line of pieces; what differs is told in words as well as by how it looks.
struct Pieces<'a> {
    voice: Voice,
    line: &'a Line,
}

impl Display for Pieces<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        use std::fmt::Write as _;

        use crate::setting::Escaping;

        let words = self.voice.words;
        for piece in self.line {
            let (element, word, text) = match piece {
                Piece::Same(text) => {
                    write!(Escaping(&mut *f), "{text}")?;
                    continue;
                }
                Piece::Removed(text) => ("del", words.removed, text),
                Piece::Added(text) => ("ins", words.added, text),
            };
            write!(f, r#"<{element}><span class="visually-hidden">[{}: </span>"#, self.voice.say(word))?;
            write!(Escaping(&mut *f), "{text}")?;
            write!(f, r#"<span class="visually-hidden">]</span></{element}>"#)?;
        }
        Ok(())
    }
}

/// The texts are escaped as they are written.
impl HtmlSafe for Pieces<'_> {}

impl HistoryHtml<'_> {
    const fn pieces<'l>(&self, line: &'l Line) -> Pieces<'l> {
        Pieces { voice: self.setting.voice, line }
    }

    /// Which way a line runs, where that is not the way of the page.
    fn turned(&self, line: &Line) -> crate::direction::Turned {
        let text: String = line
            .iter()
            .map(|piece| match piece {
                Piece::Same(text) | Piece::Removed(text) | Piece::Added(text) => text.as_str(),
            })
            .collect();
        self.setting.turned(&text)
    }
}
