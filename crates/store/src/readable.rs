//! What readers find. The index follows what is written to a record within the
//! transaction that writes it; it holds the words of the posts that can be read,
//! and gives no words but names of posts: what these say is known in memory.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use coverage::{
    Change, Content, CoverageId, PostId, PostRedacted, PostWithdrawn, Question, Status, Untold, search_tokens,
};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, rows};
use crate::error::Fault;
use crate::recorded::Recorded;
use crate::statement::statements;
use crate::{Error, Store};

/// What a reader looks for, and where.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReaderSearch {
    /// What is looked for.
    pub question: Question,
    /// The one coverage to look in; all, if absent.
    pub coverage: Option<CoverageId>,
    /// Only what comes after this in the list of what is found.
    pub after: Option<FoundPlace>,
    /// How many to find at most.
    pub limit: usize,
}

/// A post that a reader found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FoundPost {
    /// The coverage that it is of.
    pub coverage: CoverageId,
    /// Which post.
    pub post: PostId,
    /// Where it stands in the list of what is found.
    pub place: FoundPlace,
}

/// A place in the list of what is found, the newest first. It stays what it is while posts come and go.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct FoundPlace(i64);

impl fmt::Display for FoundPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for FoundPlace {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}

/// Posts shown at the same time stand one number apart. Where a second is full of them, they go on into the next.
const SECOND: i64 = 1_000_000;

statements! {
    EMPTY_WORDS = "delete from readable_word";
    EMPTY_POSTS = "delete from readable_post";
    EMPTY_COVERAGES = "delete from readable_coverage";
    SHOW_COVERAGE = "insert into readable_coverage (coverage) values (?1) on conflict do nothing";
    HIDE_COVERAGE = "delete from readable_coverage where coverage = ?1";
    POST = "select id, published_at, withdrawn from readable_post where coverage = ?1 and post = ?2";
    LAST_BEFORE = "select max(id) from readable_post where id >= ?1 and id < ?2";
    TAKEN = "select 1 from readable_post where id = ?1";
    ADD_POST = "insert into readable_post (id, coverage, post, published_at, withdrawn) values (?1, ?2, ?3, ?4, 0)";
    PUBLICATION = "select 1 from leaf where coverage = ?1 and seq = ?2 and kind = 'post_published'";
    WITHDRAW_POST = "update readable_post set withdrawn = 1 where id = ?1";
    MOVE_POST = "update readable_post set id = ?2 where id = ?1";
    ADD_WORDS = "insert into readable_word (rowid, place, headline, body) values (?1, ?2, ?3, ?4)";
    DROP_WORDS = "delete from readable_word where rowid = ?1";
    MOVE_WORDS = "insert into readable_word (rowid, place, headline, body)
                  select ?2, place, headline, body from readable_word where rowid = ?1";
    // From the newest back, as far as it takes: what is older is not looked at.
    FIND = "select p.coverage, p.post, p.id from readable_word w cross join readable_post p on p.id = w.rowid
            where w.readable_word match ?1 and w.rowid < ?2
                and p.coverage in (select coverage from readable_coverage)
            order by w.rowid desc limit ?3";
}

impl Store {
    /// The posts that have what a reader looks for, of coverages that readers may know of: the
    /// newest first.
    ///
    /// # Errors
    /// - [`Error::TooLong`] when it is not done in that time, or others are waiting already.
    /// - [`Error::Unavailable`].
    pub async fn find_readable(&self, search: ReaderSearch, patience: Duration) -> Result<Vec<FoundPost>, Error> {
        self.query_within(patience, move |connection| find(connection, &search)).await
    }
}

fn find(connection: &Connection, search: &ReaderSearch) -> Result<Vec<FoundPost>, Fault> {
    let phrases = search.question.phrases().map(|(keys, goes_on)| {
        // Nothing in these is an operator of FTS5: they are in quotation marks, and hold none.
        format!("\"{}\"{}", keys.join(" "), if goes_on { " *" } else { "" })
    });
    let mut wanted = format!("{{headline body}} : ({})", phrases.collect::<Vec<_>>().join(" AND "));
    if let Some(coverage) = search.coverage {
        wanted = format!("place : \"{}\" AND {wanted}", coverage.uuid().simple());
    }
    let before = search.after.map_or(i64::MAX, |place| place.0);
    let mut statement = connection.prepare_cached(FIND)?;
    let found = statement.query_map((wanted, before, rows(search.limit)), found)?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn found(row: &Row<'_>) -> rusqlite::Result<FoundPost> {
    Ok(FoundPost { coverage: get(row, 0)?, post: get(row, 1)?, place: FoundPlace(row.get(2)?) })
}

/// Takes in what was written to a record, as [`View::apply`](coverage::View::apply) does: what
/// does not fit alters nothing.
pub(crate) fn follow(connection: &Connection, coverage: CoverageId, changes: &[Recorded]) -> rusqlite::Result<()> {
    for recorded in changes {
        match recorded.change() {
            Change::CoverageOpened(opened) => show(connection, coverage, opened.status)?,
            Change::StatusChanged(changed) => show(connection, coverage, changed.status)?,
            Change::PostPublished(published) if known(connection, coverage, published.post)?.is_none() => {
                let id = free(connection, published.published_at)?;
                let at = Col(published.published_at);
                connection.prepare_cached(ADD_POST)?.execute((id, Col(coverage), Col(published.post), at))?;
                add_words(connection, coverage, id, &published.content)?;
            }
            // Of its words nothing is known; that it was withdrawn is told among the notices.
            Change::Untold(Untold::Publication { published_at, post, .. })
                if known(connection, coverage, *post)?.is_none() =>
            {
                let id = free(connection, *published_at)?;
                let at = Col(*published_at);
                connection.prepare_cached(ADD_POST)?.execute((id, Col(coverage), Col(*post), at))?;
            }
            Change::PostRevised(revised) => {
                if let Some(known) = standing(connection, coverage, revised.post)? {
                    connection.prepare_cached(DROP_WORDS)?.execute([known.id])?;
                    add_words(connection, coverage, known.id, &revised.content)?;
                }
            }
            Change::PostPlaced(placed) => {
                if let Some(known) = standing(connection, coverage, placed.post)? {
                    let id = free(connection, placed.shown.map_or(known.published_at, |shown| shown.at))?;
                    connection.prepare_cached(MOVE_POST)?.execute((known.id, id))?;
                    connection.prepare_cached(MOVE_WORDS)?.execute((known.id, id))?;
                    connection.prepare_cached(DROP_WORDS)?.execute([known.id])?;
                }
            }
            Change::PostWithdrawn(PostWithdrawn { post, .. }) => withdraw(connection, coverage, *post)?,
            Change::PostRedacted(redacted) => {
                // Its publication has no words that could have been followed, where the record is read after the
                // redaction; what stands of it is told here.
                if known(connection, coverage, redacted.post)?.is_none()
                    && was_published(connection, coverage, redacted)?
                {
                    let id = free(connection, redacted.published_at)?;
                    let at = Col(redacted.published_at);
                    connection.prepare_cached(ADD_POST)?.execute((id, Col(coverage), Col(redacted.post), at))?;
                }
                withdraw(connection, coverage, redacted.post)?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// Forgets everything, so that all records can be followed from their start.
pub(crate) fn empty(connection: &Connection) -> rusqlite::Result<()> {
    for sql in [EMPTY_WORDS, EMPTY_POSTS, EMPTY_COVERAGES] {
        connection.execute(sql, [])?;
    }
    Ok(())
}

fn show(connection: &Connection, coverage: CoverageId, status: Status) -> rusqlite::Result<()> {
    let sql = if status == Status::Draft { HIDE_COVERAGE } else { SHOW_COVERAGE };
    connection.prepare_cached(sql)?.execute([Col(coverage)])?;
    Ok(())
}

fn withdraw(connection: &Connection, coverage: CoverageId, post: PostId) -> rusqlite::Result<()> {
    if let Some(known) = standing(connection, coverage, post)? {
        connection.prepare_cached(WITHDRAW_POST)?.execute([known.id])?;
        connection.prepare_cached(DROP_WORDS)?.execute([known.id])?;
    }
    Ok(())
}

/// Whether the first change that a redaction names is a publication, as the record has it.
fn was_published(connection: &Connection, coverage: CoverageId, redacted: &PostRedacted) -> rusqlite::Result<bool> {
    let Some(first) = redacted.changes.first() else { return Ok(false) };
    connection.prepare_cached(PUBLICATION)?.exists((Col(coverage), Col(*first)))
}

fn add_words(connection: &Connection, coverage: CoverageId, id: i64, content: &Content) -> rusqlite::Result<()> {
    let place = coverage.uuid().simple().to_string();
    let headline = content.headline.as_ref().map(|line| search_tokens(line.as_str()));
    let body = search_tokens(&content.body.text());
    connection.prepare_cached(ADD_WORDS)?.execute((id, place, headline, body))?;
    Ok(())
}

/// A post that was published once.
struct Known {
    id: i64,
    published_at: Timestamp,
    withdrawn: bool,
}

fn known(connection: &Connection, coverage: CoverageId, post: PostId) -> rusqlite::Result<Option<Known>> {
    let known = |row: &Row<'_>| Ok(Known { id: row.get(0)?, published_at: get(row, 1)?, withdrawn: row.get(2)? });
    connection.prepare_cached(POST)?.query_row((Col(coverage), Col(post)), known).optional()
}

/// A post that can be read.
fn standing(connection: &Connection, coverage: CoverageId, post: PostId) -> rusqlite::Result<Option<Known>> {
    Ok(known(connection, coverage, post)?.filter(|known| !known.withdrawn))
}

/// The number of a post that is shown at that time: that time, or the next free one after those
/// that are there within a second.
fn free(connection: &Connection, at: Timestamp) -> rusqlite::Result<i64> {
    let mut id = at.as_microsecond();
    let mut taken = connection.prepare_cached(TAKEN)?;
    let mut last = connection.prepare_cached(LAST_BEFORE)?;
    while taken.exists([id])? {
        let before: Option<i64> = last.query_row([id, id.saturating_add(SECOND)], |row| row.get(0))?;
        id = before.unwrap_or(id).saturating_add(1);
    }
    Ok(id)
}
