//! What became of a post, and of what stands above the posts: change by change, as readers met it.

use jiff::Timestamp;
use serde_json::Value;

use crate::change::{
    Blanked, PostPlaced, PostPublished, PostRedacted, PostRevised, PostWithdrawn, StatusChanged, WasOf,
};
use crate::{Change, Content, FirstSight, KeyPoint, Line, NoticeGiven, Prose, RedactionReason, Seq, Shown, Status};

/// A change in its place in a record.
#[derive(Clone, Copy, Debug)]
pub struct Happened<'a> {
    /// Its position.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub change: &'a Change,
}

/// A line of a history.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry<T> {
    /// The position of the change.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// What became of the post or the coverage.
    pub what: T,
}

/// What became of a post.
#[derive(Clone, PartialEq, Debug)]
pub enum PostEntry<'a> {
    /// It was published.
    Published(&'a Content),
    /// A new version took the place of the one before.
    Revised {
        /// What it said until then; none where that was taken out of the record.
        before: Option<&'a Content>,
        /// What it said from then on.
        after: &'a Content,
        /// The public note that came with it; none for a revision in silence.
        notice: Option<&'a NoticeGiven>,
    },
    /// It stands under another time.
    Moved {
        /// The time until then.
        from: Shown,
        /// The time from then on.
        to: Shown,
    },
    /// It was put on top of its coverage.
    Pinned,
    /// It does not stand on top any more.
    Unpinned,
    /// It was taken back.
    Withdrawn(&'a Prose<1000>),
    /// This became of it, and what it said is not to be had: its words were ordered gone later, or
    /// withheld by the source that is followed.
    Gone(WasOf),
    /// Its words were ordered gone.
    Redacted(RedactionReason),
    /// Something became of it; what, was taken out of the record.
    Blanked,
}

/// What became of what stands above the posts.
#[derive(Clone, PartialEq, Debug)]
pub enum HeadEntry<'a> {
    /// Readers can see the coverage from here on, and this stands above the posts.
    Opened(Head<'a>),
    /// Another headline.
    Headline {
        /// The one before.
        before: Option<&'a Line<300>>,
        /// The one from then on.
        after: &'a Line<300>,
    },
    /// Another standfirst, or none.
    Standfirst {
        /// The one before.
        before: Option<&'a Prose<1000>>,
        /// The one from then on.
        after: Option<&'a Prose<1000>>,
    },
    /// Another status.
    Status {
        /// The one before.
        before: Status,
        /// The one from then on.
        after: Status,
        /// What readers are told about it.
        note: Option<&'a Prose<500>>,
    },
    /// Other key points.
    KeyPoints {
        /// Those before.
        before: &'a [KeyPoint],
        /// Those from then on.
        after: &'a [KeyPoint],
    },
    /// Something was changed; what, was taken out of the record.
    Blanked,
}

/// What stands above the posts at one moment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Head<'a> {
    /// The headline.
    pub headline: Option<&'a Line<300>>,
    /// The standfirst.
    pub standfirst: Option<&'a Prose<1000>>,
    /// The status.
    pub status: Status,
    /// The key points.
    pub key_points: &'a [KeyPoint],
}

/// The history of one post, oldest first, out of the changes that tell of it, in order. What
/// happened before `from` is known, and is no entry. What was prepared before readers could see the
/// coverage is told as it stood when they could: it begins with the version that they met.
///
/// As with [`View::apply`](crate::View::apply), what does not fit alters nothing.
#[must_use]
pub fn post_history<'a>(
    changes: impl IntoIterator<Item = Happened<'a>>,
    from: Seq,
    first: FirstSight,
) -> Vec<Entry<PostEntry<'a>>> {
    let mut post = PostSoFar::default();
    entries(changes, from, |seq, change| post.take(change).and_then(|what| what.met_at(seq, first)))
}

/// The history of what stands above the posts, oldest first, in the same way. What was prepared
/// before readers could see the coverage is told as it stood when they could.
#[must_use]
pub fn head_history<'a>(changes: impl IntoIterator<Item = Happened<'a>>, from: Seq) -> Vec<Entry<HeadEntry<'a>>> {
    let mut head = Head { headline: None, standfirst: None, status: Status::Draft, key_points: &[] };
    entries(changes, from, |_, change| head.take(change))
}

fn entries<'a, T>(
    changes: impl IntoIterator<Item = Happened<'a>>,
    from: Seq,
    mut take: impl FnMut(Seq, &'a Change) -> Option<T>,
) -> Vec<Entry<T>> {
    let taken = changes.into_iter().filter_map(|Happened { seq, at, change }| {
        take(seq, change).filter(|_| seq >= from).map(|what| Entry { seq, at, what })
    });
    taken.collect()
}

impl PostEntry<'_> {
    /// What readers are told of it: nothing of what they could not see.
    fn met_at(self, seq: Seq, first: FirstSight) -> Option<Self> {
        let is_end = matches!(self, Self::Withdrawn(_) | Self::Redacted(_) | Self::Gone(WasOf::Withdrawal));
        if seq >= first.from || is_end {
            return Some(self);
        }
        if seq != first.version {
            return None;
        }
        Some(match self {
            Self::Revised { after, notice: None, .. } => Self::Published(after),
            Self::Revised { after, notice, .. } => Self::Revised { before: None, after, notice },
            other => other,
        })
    }
}

/// What is known of a post up to some change.
#[derive(Default)]
struct PostSoFar<'a> {
    standing: So<'a>,
    /// The time that it was published under.
    published: Option<Shown>,
    shown: Option<Shown>,
}

#[derive(Default)]
enum So<'a> {
    #[default]
    Unpublished,
    /// What it says, where that is known.
    Published(Option<&'a Content>),
    Withdrawn,
}

impl<'a> PostSoFar<'a> {
    fn take(&mut self, change: &'a Change) -> Option<PostEntry<'a>> {
        match (change, &self.standing) {
            (Change::PostPublished(published), So::Unpublished) => {
                let PostPublished { published_at, approximate, content, .. } = published;
                self.standing = So::Published(Some(content));
                self.published = Some(Shown { at: *published_at, approximate: *approximate });
                self.shown = self.published;
                Some(PostEntry::Published(content))
            }
            (Change::PostRevised(PostRevised { content: after, notice, .. }), So::Published(before)) => {
                let before = *before;
                self.standing = So::Published(Some(after));
                Some(PostEntry::Revised { before, after, notice: notice.as_ref() })
            }
            (Change::PostPlaced(PostPlaced { shown, .. }), So::Published(_)) => {
                let (from, to) = (self.shown?, shown.or(self.published)?);
                self.shown = Some(to);
                Some(PostEntry::Moved { from, to })
            }
            (Change::PostPinned(_), So::Published(_)) => Some(PostEntry::Pinned),
            (Change::PostUnpinned(_), So::Published(_)) => Some(PostEntry::Unpinned),
            (Change::PostWithdrawn(PostWithdrawn { reason, .. }), So::Published(_)) => {
                self.standing = So::Withdrawn;
                Some(PostEntry::Withdrawn(reason))
            }
            (Change::Blanked(Blanked { was, .. }), _) => {
                match *was {
                    WasOf::Publication { published_at, approximate } => {
                        self.standing = So::Published(None);
                        self.published = Some(Shown { at: published_at, approximate });
                        self.shown = self.published;
                    }
                    WasOf::Revision => {}
                    WasOf::Withdrawal => self.standing = So::Withdrawn,
                }
                Some(PostEntry::Gone(*was))
            }
            (Change::Untold(untold), _) => {
                let was = untold.was()?;
                self.standing = So::Published(None);
                if let WasOf::Publication { published_at, approximate } = was {
                    self.published = Some(Shown { at: published_at, approximate });
                    self.shown = self.published;
                }
                Some(PostEntry::Gone(was))
            }
            (Change::PostRedacted(PostRedacted { reason, .. }), _) => {
                self.standing = So::Withdrawn;
                Some(PostEntry::Redacted(*reason))
            }
            (Change::Unknown { kind, payload: Value::Null }, So::Published(_)) if kind == "post_revised" => {
                self.standing = So::Published(None);
                Some(PostEntry::Blanked)
            }
            (Change::Unknown { payload: Value::Null, .. }, So::Published(_)) => Some(PostEntry::Blanked),
            _ => None,
        }
    }
}

impl<'a> Head<'a> {
    fn take(&mut self, change: &'a Change) -> Option<HeadEntry<'a>> {
        let until = *self;
        let entry = match change {
            Change::CoverageOpened(opened) => {
                self.headline = Some(&opened.headline);
                self.status = opened.status;
                // Whoever opens a coverage to readers at once has it seen at once.
                (opened.status != Status::Draft).then_some(HeadEntry::Opened(*self))
            }
            Change::HeadlineChanged(after) => {
                self.headline = Some(after);
                Some(HeadEntry::Headline { before: until.headline, after })
            }
            Change::StandfirstChanged(after) => {
                self.standfirst = after.as_ref();
                Some(HeadEntry::Standfirst { before: until.standfirst, after: after.as_ref() })
            }
            Change::StatusChanged(StatusChanged { status, note }) => {
                self.status = *status;
                match until.status {
                    Status::Draft => Some(HeadEntry::Opened(*self)),
                    before => Some(HeadEntry::Status { before, after: *status, note: note.as_ref() }),
                }
            }
            Change::KeyPointsChanged(after) => {
                self.key_points = after;
                Some(HeadEntry::KeyPoints { before: until.key_points, after })
            }
            Change::Unknown { kind, payload: Value::Null } => is_of_head(kind).then_some(HeadEntry::Blanked),
            _ => None,
        };
        entry.filter(|_| until.status != Status::Draft || self.status != Status::Draft)
    }
}

/// Whether a change that was blanked told of what stands above the posts.
fn is_of_head(kind: &str) -> bool {
    ["coverage_opened", "headline_changed", "standfirst_changed", "status_changed", "key_points_changed"]
        .contains(&kind)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const POST: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

    fn read(changes: &[(&str, Value)]) -> Vec<Change> {
        let versioned = |payload: &Value| match payload {
            Value::Object(fields) => {
                let mut fields = fields.clone();
                fields.insert("v".to_owned(), json!(1));
                Value::Object(fields)
            }
            other => other.clone(),
        };
        changes.iter().map(|(kind, payload)| Change::read(kind, versioned(payload))).collect()
    }

    fn happened(changes: &[Change]) -> impl Iterator<Item = Happened<'_>> {
        (1..).zip(changes).map(|(seq, change)| Happened { seq: Seq(seq), at: Timestamp::UNIX_EPOCH, change })
    }

    fn content(headline: &str) -> Value {
        json!({"headline": headline, "body": {"v": 1, "doc": {"type": "doc", "content": []}}})
    }

    fn names(entries: &[Entry<PostEntry<'_>>]) -> Vec<(u64, String)> {
        let name = |what: &PostEntry<'_>| match what {
            PostEntry::Published(content) => format!("published {}", content.headline.as_ref().unwrap()),
            PostEntry::Revised { before, after, notice } => format!(
                "{} to {} {}",
                before.map_or("nothing", |before| before.headline.as_ref().unwrap().as_str()),
                after.headline.as_ref().unwrap(),
                notice.map_or("in silence", |notice| notice.text.as_str())
            ),
            PostEntry::Moved { from, to } => format!("from {} to {}", from.at, to.at),
            PostEntry::Pinned => "pinned".to_owned(),
            PostEntry::Unpinned => "unpinned".to_owned(),
            PostEntry::Withdrawn(reason) => format!("withdrawn {reason}"),
            PostEntry::Gone(was) => format!("gone {was:?}"),
            PostEntry::Redacted(reason) => format!("redacted {}", reason.as_str()),
            PostEntry::Blanked => "blanked".to_owned(),
        };
        entries.iter().map(|entry| (entry.seq.0, name(&entry.what))).collect()
    }

    #[test]
    fn a_post_has_an_entry_for_whatever_became_of_it() {
        let at = "2022-02-17T09:00:00Z";
        let changes = read(&[
            ("post_revised", json!({"post": POST, "content": content("Too early")})),
            ("post_published", json!({"post": POST, "published_at": at, "content": content("One")})),
            ("post_revised", json!({"post": POST, "content": content("Two")})),
            ("post_pinned", json!({"post": POST})),
            ("post_placed", json!({"post": POST, "shown": {"at": "2022-02-17T08:00:00Z"}})),
            ("post_revised", Value::Null),
            (
                "post_revised",
                json!({"post": POST, "content": content("Three"), "notice": {"kind": "update", "text": "More."}}),
            ),
            ("post_placed", json!({"post": POST})),
            ("post_unpinned", json!({"post": POST})),
            ("post_withdrawn", json!({"post": POST, "reason": "Wrong."})),
            ("post_revised", json!({"post": POST, "content": content("Too late")})),
        ]);
        let met = FirstSight { from: Seq(2), version: Seq(2) };
        let all = post_history(happened(&changes), Seq::START, met);
        let expected = [
            (2, "published One"),
            (3, "One to Two in silence"),
            (4, "pinned"),
            (5, "from 2022-02-17T09:00:00Z to 2022-02-17T08:00:00Z"),
            (6, "blanked"),
            (7, "nothing to Three More."),
            (8, "from 2022-02-17T08:00:00Z to 2022-02-17T09:00:00Z"),
            (9, "unpinned"),
            (10, "withdrawn Wrong."),
        ]
        .map(|(seq, name)| (seq, name.to_owned()));
        assert_eq!(names(&all), expected);
        assert_eq!(names(&post_history(happened(&changes), Seq(7), met)), expected[5..]);
    }

    #[test]
    fn of_a_redacted_post_it_is_told_what_happened_when() {
        let redaction = json!({
            "post": POST, "reason": "legal", "published_at": "2022-02-17T09:00:00Z", "changes": [1, 2, 4],
        });
        let mut changes = read(&[
            ("post_published", Value::Null),
            ("post_revised", Value::Null),
            ("post_placed", json!({"post": POST, "shown": {"at": "2022-02-17T08:00:00Z"}})),
            ("post_withdrawn", Value::Null),
            ("post_redacted", redaction),
        ]);
        let Some(Change::PostRedacted(redacted)) = changes.last().cloned() else { unreachable!() };
        for (seq, change) in (1..).zip(&mut changes) {
            let blanked = redacted.blanked(Seq(seq), change.kind(), Seq(5), Timestamp::UNIX_EPOCH);
            *change = blanked.map_or_else(|| change.clone(), Change::Blanked);
        }
        let met = FirstSight { from: Seq(1), version: Seq(1) };
        let told = names(&post_history(happened(&changes), Seq::START, met));
        let kinds: Vec<_> =
            told.iter().map(|(seq, name)| (*seq, name.split(' ').take(2).collect::<Vec<_>>().join(" "))).collect();
        let expected =
            ["gone Publication", "gone Revision", "from 2022-02-17T09:00:00Z", "gone Withdrawal", "redacted legal"];
        assert_eq!(kinds, (1..).zip(expected.map(str::to_owned)).collect::<Vec<_>>());
    }

    #[test]
    fn what_was_prepared_is_told_as_it_stood_when_readers_could_see_it() {
        let changes = read(&[
            (
                "coverage_opened",
                json!({"headline": "Plans", "language": "en", "time_zone": "Europe/Kyiv", "status": "draft"}),
            ),
            ("headline_changed", json!({"headline": "The storm"})),
            ("status_changed", json!({"status": "live"})),
            ("standfirst_changed", json!({"standfirst": "It comes."})),
            ("lead_changed", json!({"lead": null})),
            ("status_changed", json!({"status": "ended", "note": "It went."})),
            ("headline_changed", Value::Null),
            ("theme_changed", Value::Null),
        ]);
        let all = head_history(happened(&changes), Seq::START);
        assert_eq!(all.iter().map(|entry| entry.seq.0).collect::<Vec<_>>(), [3, 4, 6, 7]);
        let HeadEntry::Opened(head) = &all[0].what else { unreachable!("{all:?}") };
        assert_eq!(head.headline.map(|line| line.as_str()), Some("The storm"));
        assert!(matches!(&all[1].what, HeadEntry::Standfirst { before: None, after: Some(_) }));
        assert!(matches!(
            &all[2].what,
            HeadEntry::Status { before: Status::Live, after: Status::Ended, note: Some(_) }
        ));
        assert_eq!(all[3].what, HeadEntry::Blanked);
    }
}
