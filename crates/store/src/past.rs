//! Histories: the changes that tell of one post, or of the coverage itself, and the notices of all
//! coverages. Which change tells of what is written down with the change, so a long record is not
//! gone through for a short history.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use coverage::{Change, CoverageId, PostId, Seq, Shown};
use jiff::Timestamp;
use rusqlite::Connection;
use uuid::Uuid;

use crate::column::{Col, get, rows};
use crate::error::Fault;
use crate::record::recorded;
use crate::recorded::Recorded;
use crate::statement::statements;
use crate::{Error, Store};

/// Whose history it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    /// The coverage as a whole: what is told above its posts.
    Coverage,
    /// One of its posts.
    Post(PostId),
}

impl Subject {
    /// The kinds of change that say anew what holds of it from then on: whoever knows the last of
    /// each knows what it said at that moment.
    const fn telling(self) -> &'static [&'static str] {
        match self {
            Self::Coverage => {
                &["coverage_opened", "headline_changed", "standfirst_changed", "status_changed", "key_points_changed"]
            }
            Self::Post(_) => &["post_published", "post_revised", "post_placed", "post_withdrawn"],
        }
    }
}

/// A stretch of a history.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Past {
    /// What the stretch goes on from: the last change of each kind before it, in order.
    pub before: Vec<Recorded>,
    /// Its changes, in order.
    pub changes: Vec<Recorded>,
    /// Whether there are earlier ones than these.
    pub goes_back: bool,
}

/// A change that told readers openly what was wrong, unclear, added or taken back.
#[derive(Clone, PartialEq, Debug)]
pub struct Noticed {
    /// The coverage.
    pub coverage: CoverageId,
    /// The post.
    pub post: PostId,
    /// The time that the post was published under.
    pub published: Shown,
    /// The change that told it.
    pub recorded: Recorded,
    /// What the post is called now, if it has a headline.
    pub headline: String,
    /// The beginning of what it says now.
    pub beginning: String,
}

impl Noticed {
    /// Where it stands in the list of all notices.
    #[must_use]
    pub const fn place(&self) -> NoticePlace {
        NoticePlace { at: self.recorded.at(), coverage: self.coverage, seq: self.recorded.seq() }
    }
}

/// A place in the list of all notices, the newest first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoticePlace {
    at: Timestamp,
    coverage: CoverageId,
    seq: Seq,
}

impl fmt::Display for NoticePlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.at.as_microsecond(), self.seq, self.coverage.uuid().simple())
    }
}

/// It is no place in the list of all notices.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("it is no place in the list of notices")]
pub struct NoSuchPlace;

impl FromStr for NoticePlace {
    type Err = NoSuchPlace;

    fn from_str(text: &str) -> Result<Self, NoSuchPlace> {
        let mut parts = text.splitn(3, '-');
        let mut part = || parts.next().ok_or(NoSuchPlace);
        let (at, seq, coverage) = (part()?, part()?, part()?);
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or(NoSuchPlace)?;
        let seq = Seq(seq.parse().ok().filter(|seq| i64::try_from(*seq).is_ok()).ok_or(NoSuchPlace)?);
        let coverage = CoverageId::new(Uuid::try_parse(coverage).map_err(|_| NoSuchPlace)?);
        Ok(Self { at, coverage, seq })
    }
}

/// How many characters of a post are given with a notice.
const BEGINNING: usize = 400;

statements! {
    TELLS_OF = "insert into change_of (coverage, subject, seq) values (?1, ?2, ?3)";
    NOTICE = "insert into notice (at, coverage, seq, post) values (?1, ?2, ?3, ?4)";
    // The cross join has the list of the subject's changes gone through, and not the record.
    BACK = "select l.seq, l.at, l.kind, l.payload_hash, p.seq is not null, p.salt, p.payload
            from change_of c
            cross join leaf l on l.coverage = c.coverage and l.seq = c.seq
            left join payload p on p.coverage = c.coverage and p.seq = c.seq
            where c.coverage = ?1 and c.subject = ?2 and c.seq < ?3
            order by c.seq desc limit ?4";
    LAST_OF_KIND = "select l.seq, l.at, l.kind, l.payload_hash, p.seq is not null, p.salt, p.payload
            from change_of c
            cross join leaf l on l.coverage = c.coverage and l.seq = c.seq and l.kind = ?4
            left join payload p on p.coverage = c.coverage and p.seq = c.seq
            where c.coverage = ?1 and c.subject = ?2 and c.seq < ?3 and p.payload is not null
            order by c.seq desc limit 1";
    // Notices on a post that was withdrawn tell of words that are out of view; that it was, is told.
    NOTICES = "select l.seq, l.at, l.kind, l.payload_hash, p.seq is not null, p.salt, p.payload, n.coverage, n.post,
                   coalesce(s.headline, ''), coalesce(substr(s.body, 1, ?5), ''), r.published_at,
                   coalesce((
                       select json_extract(first.payload, '$.approximate')
                       from change_of c
                       cross join leaf published on published.coverage = c.coverage and published.seq = c.seq
                       cross join payload first on first.coverage = c.coverage and first.seq = c.seq
                       where c.coverage = n.coverage and c.subject = n.post and published.kind = 'post_published'
                       order by c.seq limit 1
                   ), json_extract(p.payload, '$.approximate'), 0)
            from notice n
            cross join readable_post r on r.coverage = n.coverage and r.post = n.post
            cross join leaf l on l.coverage = n.coverage and l.seq = n.seq
            left join payload p on p.coverage = n.coverage and p.seq = n.seq
            left join searchable s on s.coverage = n.coverage and s.kind = 'post' and s.item = n.post
            where (n.at, n.coverage, n.seq) < (?1, ?2, ?3)
                and n.coverage in (select coverage from readable_coverage)
                and (r.withdrawn = 0 or l.kind in ('post_withdrawn', 'post_redacted'))
                and p.payload is not null
            order by n.at desc, n.coverage desc, n.seq desc limit ?4";
}

impl Store {
    /// The newest changes that tell of a subject, `limit` at most; those before a position, if one
    /// is given. Nothing is told of a coverage or post that is not there.
    ///
    /// # Errors
    /// - [`Error::TooLong`] when it is not done in that time, or others are waiting already.
    /// - [`Error::Corrupt`] when a payload does not fit its hash.
    /// - [`Error::Unavailable`].
    pub async fn past(
        &self,
        coverage: CoverageId,
        subject: Subject,
        before: Option<Seq>,
        limit: usize,
        patience: Duration,
    ) -> Result<Past, Error> {
        self.query_within(patience, move |connection| past(connection, coverage, subject, before, limit)).await
    }

    /// The notices of the coverages that readers may know of, withdrawals among them, the newest
    /// first; those after a place in that list, if one is given.
    ///
    /// # Errors
    /// As [`past`](Self::past).
    pub async fn notices(
        &self,
        after: Option<NoticePlace>,
        limit: usize,
        patience: Duration,
    ) -> Result<Vec<Noticed>, Error> {
        self.query_within(patience, move |connection| notices(connection, after, limit)).await
    }
}

fn past(
    connection: &Connection,
    coverage: CoverageId,
    subject: Subject,
    before: Option<Seq>,
    limit: usize,
) -> Result<Past, Fault> {
    let id = match subject {
        Subject::Coverage => coverage.uuid(),
        Subject::Post(post) => post.uuid(),
    };
    let id = id.as_bytes().as_slice();
    let before = before.map_or(i64::MAX, |seq| i64::try_from(seq.0).unwrap_or(i64::MAX));
    let mut statement = connection.prepare_cached(BACK)?;
    let mut found = statement.query((Col(coverage), id, before, rows(limit.saturating_add(1))))?;
    let mut changes = Vec::new();
    while let Some(row) = found.next()? {
        changes.push(recorded(connection, coverage, get(row, 0)?, row)?);
    }
    let goes_back = changes.len() > limit;
    changes.truncate(limit);
    changes.reverse();
    let mut told = Vec::new();
    if let (true, Some(first)) = (goes_back, changes.first()) {
        let mut last = connection.prepare_cached(LAST_OF_KIND)?;
        for kind in subject.telling() {
            let mut found = last.query((Col(coverage), id, Col(first.seq()), kind))?;
            if let Some(row) = found.next()? {
                told.push(recorded(connection, coverage, get(row, 0)?, row)?);
            }
        }
        told.sort_by_key(Recorded::seq);
    }
    Ok(Past { before: told, changes, goes_back })
}

fn notices(connection: &Connection, after: Option<NoticePlace>, limit: usize) -> Result<Vec<Noticed>, Fault> {
    let (at, coverage, seq) = match after {
        Some(place) => (place.at.as_microsecond(), place.coverage, place.seq),
        None => (i64::MAX, CoverageId::new(Uuid::max()), Seq::START),
    };
    let mut statement = connection.prepare_cached(NOTICES)?;
    let mut found = statement.query((at, Col(coverage), Col(seq), rows(limit), rows(BEGINNING)))?;
    let mut notices = Vec::new();
    while let Some(row) = found.next()? {
        let coverage = get(row, 7)?;
        notices.push(Noticed {
            coverage,
            post: get(row, 8)?,
            published: Shown { at: get(row, 11)?, approximate: row.get(12)? },
            recorded: recorded(connection, coverage, get(row, 0)?, row)?,
            headline: row.get(9)?,
            beginning: row.get(10)?,
        });
    }
    Ok(notices)
}

/// Writes down what changes tell of, in the transaction that records them.
pub(crate) fn follow(connection: &Connection, coverage: CoverageId, changes: &[Recorded]) -> rusqlite::Result<()> {
    let mut tells_of = connection.prepare_cached(TELLS_OF)?;
    let mut notice = connection.prepare_cached(NOTICE)?;
    for recorded in changes {
        let post = recorded.change().post();
        let subject = post.map_or(coverage.uuid(), |post| post.uuid());
        tells_of.execute((Col(coverage), subject.as_bytes().as_slice(), Col(recorded.seq())))?;
        let told = match recorded.change() {
            Change::PostRevised(revised) => revised.notice.is_some(),
            Change::PostWithdrawn(_) | Change::PostRedacted(_) => true,
            _ => false,
        };
        if let (true, Some(post)) = (told, post) {
            notice.execute((Col(recorded.at()), Col(coverage), Col(recorded.seq()), Col(post)))?;
        }
    }
    Ok(())
}
