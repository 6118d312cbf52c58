//! The record: append, read, find.

use coverage::{Change, CoverageId, Seq, Slug};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, rows, unreadable};
use crate::effect::{self, Effect};
use crate::error::Fault;
use crate::following::{self, Origin};
use crate::recorded::Flaw;
use crate::statement::statements;
use crate::{Error, NewChange, Recorded, Salt, Store, brief, media, past, readable, redaction, search, untold};

/// A coverage to begin a record for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewCoverage {
    /// Its id.
    pub id: CoverageId,
    /// Its name in URLs, which no other coverage has.
    pub slug: Slug,
    /// When its record was begun here.
    pub created_at: Timestamp,
}

/// A coverage there is.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Listed {
    /// Its id.
    pub id: CoverageId,
    /// Its name in URLs.
    pub slug: Slug,
    /// The last change in its record.
    pub head: Seq,
    /// When its record was begun here.
    pub created_at: Timestamp,
}

/// How far into what was ever written, of all records together, somebody has looked.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub struct Extent(i64);

statements! {
    SLUG_TAKEN = "select 1 from coverage where slug = ?1 union all select 1 from following where slug = ?1";
    NEW_COVERAGE = "insert into coverage (id, slug, created_at) values (?1, ?2, ?3)";
    HEAD = "select (select coalesce(max(seq), 0) from leaf where coverage = id) from coverage where id = ?1";
    HEADS = "select id, (select coalesce(max(seq), 0) from leaf where coverage = id) from coverage";
    // Payloads are never deleted, so that each has a larger rowid than all before it. Should a tool have
    // numbered them anew, the largest tells, and all records are asked.
    WRITTEN = "select coalesce(max(rowid), 0) from payload";
    HEADS_AFTER = "select coverage, max(seq) from payload where rowid > ?1 group by coverage";
    NEW_LEAF = "insert into leaf (coverage, seq, at, kind, payload_hash) values (?1, ?2, ?3, ?4, ?5)";
    NEW_PAYLOAD = "insert into payload (coverage, seq, salt, payload) values (?1, ?2, ?3, ?4)";
    // `p.seq` is null when the row is missing, which is damage; a redaction leaves a row.
    AFTER = "select l.seq, l.at, l.kind, l.payload_hash, p.seq is not null, p.salt, p.payload
             from leaf l left join payload p on p.coverage = l.coverage and p.seq = l.seq
             where l.coverage = ?1 and l.seq > ?2
             order by l.seq limit ?3";
    FIND = "select id, slug, (select coalesce(max(seq), 0) from leaf where coverage = id), created_at
            from coverage where slug = ?1";
    LIST = "select id, slug, (select coalesce(max(seq), 0) from leaf where coverage = id), created_at
            from coverage order by created_at desc, slug";
}

impl Store {
    /// Begins a record with `changes`, and has the `effects` with them. Gives the last position.
    ///
    /// # Errors
    /// - [`Error::SlugTaken`].
    /// - [`Error::Unrecordable`] when a change is too long.
    /// - Those of the [`Effect`]s.
    pub async fn create_coverage(
        &self,
        new: NewCoverage,
        changes: Vec<NewChange>,
        effects: Vec<Effect>,
    ) -> Result<Seq, Error> {
        let changes = Recorded::after(Seq::START, changes)?;
        self.begin(new, changes, effects).await
    }

    /// Begins a record with changes that were exported from another store, all
    /// of them or none. Gives the last position. The changes stay what they
    /// were, hash for hash.
    ///
    /// # Errors
    /// - [`Error::SlugTaken`].
    /// - [`Error::Gap`] when the positions are not 1, 2, 3, ….
    pub async fn import_record(&self, new: NewCoverage, changes: Vec<Recorded>) -> Result<Seq, Error> {
        require_no_gap(&changes)?;
        self.begin(new, changes, Vec::new()).await
    }

    async fn begin(&self, new: NewCoverage, changes: Vec<Recorded>, effects: Vec<Effect>) -> Result<Seq, Error> {
        self.write(move |connection| {
            let end = begin(connection, new, &changes)?;
            effect::perform(connection, effects)?;
            Ok(end)
        })
        .await
    }

    /// Appends `changes` to a record whose last change is `expected`, and has
    /// the `effects` with them: all or nothing. Gives the new last position.
    ///
    /// # Errors
    /// - [`Error::Conflict`] when another change came first.
    /// - [`Error::NotFound`] when there is no such coverage.
    /// - [`Error::FollowedElsewhere`] when its record is that of another server.
    /// - [`Error::Unrecordable`] when a change is too long.
    /// - Those of the [`Effect`]s.
    pub async fn append(
        &self,
        coverage: CoverageId,
        expected: Seq,
        changes: Vec<NewChange>,
        effects: Vec<Effect>,
    ) -> Result<Seq, Error> {
        let changes = Recorded::after(expected, changes)?;
        self.write(move |connection| {
            let head = head(connection, coverage)?.ok_or_else(|| no_coverage(coverage))?;
            if head != expected {
                return Err(Error::Conflict { expected, head }.into());
            }
            following::require_own(connection, coverage)?;
            insert(connection, coverage, &changes, &Origin::Here)?;
            effect::perform(connection, effects)?;
            Ok(changes.last().map_or(head, Recorded::seq))
        })
        .await
    }

    /// The changes after a position, in order, `limit` at most.
    ///
    /// # Errors
    /// - [`Error::NotFound`] when there is no such coverage.
    /// - [`Error::Corrupt`] when a payload does not fit its hash, or a change is missing.
    pub async fn read(&self, coverage: CoverageId, after: Seq, limit: usize) -> Result<Vec<Recorded>, Error> {
        self.query(move |connection| {
            let changes = read(connection, coverage, after, limit)?;
            if changes.is_empty() && head(connection, coverage)?.is_none() {
                return Err(no_coverage(coverage).into());
            }
            Ok(changes)
        })
        .await
    }

    /// The coverage of that slug.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn find(&self, slug: &Slug) -> Result<Option<Listed>, Error> {
        let slug = slug.clone();
        self.query(move |connection| {
            Ok(connection.prepare_cached(FIND)?.query_row([slug.as_str()], listed).optional()?)
        })
        .await
    }

    /// All coverages, the newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn list(&self) -> Result<Vec<Listed>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(LIST)?;
            let coverages = statement.query_map([], listed)?.collect::<rusqlite::Result<_>>()?;
            Ok(coverages)
        })
        .await
    }

    /// The last position of every record that was written to since, in no order, and after what to ask
    /// next time. It costs what was written, however many records there are; at first, all of them.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn heads_after(&self, seen: Extent) -> Result<(Vec<(CoverageId, Seq)>, Extent), Error> {
        self.query(move |connection| {
            // Asked first: what is written in between is told of now, and once more next time.
            let written = Extent(connection.prepare_cached(WRITTEN)?.query_row([], |row| row.get(0))?);
            let head = |row: &Row<'_>| Ok((get(row, 0)?, get(row, 1)?));
            let heads = if seen == Extent::default() || seen > written {
                connection.prepare_cached(HEADS)?.query_map([], head)?.collect::<rusqlite::Result<_>>()?
            } else {
                connection.prepare_cached(HEADS_AFTER)?.query_map([seen.0], head)?.collect::<rusqlite::Result<_>>()?
            };
            Ok((heads, written))
        })
        .await
    }
}

/// That the positions of changes are 1, 2, 3, ….
pub(crate) fn require_no_gap(changes: &[Recorded]) -> Result<(), Error> {
    let mut expected = Seq::START;
    for change in changes {
        expected = expected.next();
        if change.seq() != expected {
            return Err(Error::Gap { expected, found: change.seq() });
        }
    }
    Ok(())
}

/// Begins a record with changes in their places. Gives the last position.
pub(crate) fn begin(connection: &Connection, new: NewCoverage, changes: &[Recorded]) -> Result<Seq, Fault> {
    if connection.prepare_cached(SLUG_TAKEN)?.exists([new.slug.as_str()])? {
        return Err(Error::SlugTaken { slug: new.slug }.into());
    }
    if head(connection, new.id)?.is_some() {
        return Err(Error::Exists { what: "coverage", id: new.id.to_string() }.into());
    }
    redaction::refuse_words_of_redacted(connection, changes)?;
    connection.prepare_cached(NEW_COVERAGE)?.execute((Col(new.id), new.slug.as_str(), Col(new.created_at)))?;
    insert(connection, new.id, changes, &Origin::Here)?;
    Ok(changes.last().map_or(Seq::START, Recorded::seq))
}

/// The changes after a position, in order, `limit` at most.
pub(crate) fn read(
    connection: &Connection,
    coverage: CoverageId,
    after: Seq,
    limit: usize,
) -> Result<Vec<Recorded>, Fault> {
    read_some(connection, coverage, after, limit, usize::MAX)
}

/// The same, and no more once their payloads have so many bytes together.
pub(crate) fn read_some(
    connection: &Connection,
    coverage: CoverageId,
    after: Seq,
    limit: usize,
    bytes: usize,
) -> Result<Vec<Recorded>, Fault> {
    let mut statement = connection.prepare_cached(AFTER)?;
    let mut found = statement.query((Col(coverage), Col(after), rows(limit)))?;
    let mut changes: Vec<Recorded> = Vec::new();
    let mut expected = after;
    let mut said = 0;
    while said < bytes
        && let Some(row) = found.next()?
    {
        expected = expected.next();
        let change = recorded(connection, coverage, expected, row)?;
        said = said.saturating_add(change.payload().map_or(0, str::len));
        changes.push(change);
    }
    Ok(changes)
}

/// The last position of a record; none if there is no such coverage.
pub(crate) fn head(connection: &Connection, coverage: CoverageId) -> rusqlite::Result<Option<Seq>> {
    connection.prepare_cached(HEAD)?.query_row([Col(coverage)], |row| get(row, 0)).optional()
}

pub(crate) fn no_coverage(coverage: CoverageId) -> Error {
    Error::NotFound { what: "coverage", id: coverage.to_string() }
}

/// Writes changes behind those that are there, and takes in what they say everywhere.
pub(crate) fn insert(
    connection: &Connection,
    coverage: CoverageId,
    changes: &[Recorded],
    origin: &Origin,
) -> Result<(), Fault> {
    let mut leaf = connection.prepare_cached(NEW_LEAF)?;
    let mut payload = connection.prepare_cached(NEW_PAYLOAD)?;
    for change in changes {
        let seq = Col(change.seq());
        leaf.execute((Col(coverage), &seq, Col(change.at()), change.kind(), Col(change.payload_hash())))?;
        payload.execute((Col(coverage), &seq, change.salt(), change.payload()))?;
        if let Some(why) = change.withheld() {
            let stands = if let Change::Untold(stands) = change.change() { Some(stands) } else { None };
            untold::note(connection, coverage, change.seq(), why, stands)?;
        }
    }
    brief::forget(connection, coverage)?;
    past::follow(connection, coverage, changes)?;
    search::follow(connection, coverage, changes)?;
    readable::follow(connection, coverage, changes)?;
    media::named::follow(connection, coverage, changes)?;
    media::served::follow(connection, changes, origin)?;
    // Last: what it takes away may have come with the changes before it.
    redaction::follow(connection, coverage, changes, origin)
}

/// The change in a row, which should be the one at `expected`.
pub(crate) fn recorded(
    connection: &Connection,
    coverage: CoverageId,
    expected: Seq,
    row: &Row<'_>,
) -> Result<Recorded, Fault> {
    let corrupt = |problem| Fault::from(Error::Corrupt { coverage, seq: expected, problem });
    let seq: Seq = get(row, 0)?;
    let at = get(row, 1)?;
    let kind: String = row.get(2)?;
    let payload_hash = get(row, 3)?;
    let has_payload: bool = row.get(4)?;
    let salt: Option<Salt> = row.get(5)?;
    let payload: Option<String> = row.get(6)?;
    if seq != expected {
        return Err(corrupt("the change is missing"));
    }
    if !has_payload {
        return Err(corrupt("its payload is missing"));
    }
    match salt.zip(payload) {
        None => {
            let stands = redaction::blanked(connection, coverage, seq, &kind)?;
            // A redaction takes the words of those that were never told as well.
            let untold = if stands.is_none() { untold::of(connection, coverage, seq, &kind)? } else { None };
            Ok(match untold {
                Some((why, stands)) => Recorded::untold(seq, at, &kind, payload_hash, why, stands),
                None => Recorded::redacted(seq, at, &kind, payload_hash, stands),
            })
        }
        Some((salt, payload)) => {
            let recorded =
                Recorded::open(seq, at, &kind, payload_hash, salt, payload).map_err(|flaw| corrupt(damage(flaw)))?;
            without_foreign_media(connection, coverage, recorded)
        }
    }
}

/// A change without the files of others' pictures and films, which a followed server cannot know of.
fn without_foreign_media(
    connection: &Connection,
    coverage: CoverageId,
    mut recorded: Recorded,
) -> Result<Recorded, Fault> {
    for id in recorded.change().media() {
        if media::followed::is_foreign(connection, coverage, id)? {
            recorded = recorded.without_file(id);
        }
    }
    Ok(recorded)
}

const fn damage(flaw: Flaw) -> &'static str {
    match flaw {
        Flaw::Hash => "its payload does not fit its hash",
        Flaw::Json => "its payload is not JSON",
        Flaw::Kind | Flaw::TooLong(_) => "it is longer than any change that is recorded",
    }
}

pub(crate) fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let slug: String = row.get(1)?;
    let slug = Slug::parse(&slug).map_err(|problem| unreadable(1, problem))?;
    Ok(Listed { id: get(row, 0)?, slug, head: get(row, 2)?, created_at: get(row, 3)? })
}
