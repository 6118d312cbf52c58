//! Coverages that are followed at another server: which, how far, and what came of them.
//!
//! While a coverage is followed, its record is that of its source: [`append`](Store::append)
//! refuses it, and [`take_from_source`](Store::take_from_source) alone adds to it.

use coverage::{CoverageId, MediaId, Seq, Slug};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any, parsed, unreadable};
use crate::effect::{self, Effect};
use crate::error::Fault;
use crate::proof::{Checkpoint, NamedKey, SignedNote};
use crate::record::{self, head};
use crate::statement::statements;
use crate::{Entry, Error, Recorded, Store, audit, media};

/// A coverage that is followed, or was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Following {
    /// The coverage here. Its record begins with the first changes that were verified.
    pub coverage: CoverageId,
    /// Its name in URLs here.
    pub slug: Slug,
    /// Its address at its source, such as `https://live.example.org/live/storm`.
    pub source: String,
    /// What of that address names the server, such as `live.example.org`.
    pub host: String,
    /// The key that has to sign its checkpoints.
    pub key: NamedKey,
    /// The last checkpoint that was verified, as a signed note; none before the first.
    pub checkpoint: Option<String>,
    /// Whether it is still followed.
    pub state: FollowingState,
    /// Since when.
    pub begun_at: Timestamp,
    /// When changes were verified last.
    pub verified_at: Option<Timestamp>,
    /// Why nothing comes, while nothing does.
    pub fault: Option<FollowingFault>,
}

impl Following {
    /// How many changes were verified.
    #[must_use]
    pub fn verified(&self) -> u64 {
        let note = self.checkpoint.as_ref().and_then(|note| SignedNote::parse(note).ok());
        note.and_then(|note| Checkpoint::parse(note.unverified())).map_or(0, |checkpoint| checkpoint.size)
    }
}

/// Whether a coverage is followed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FollowingState {
    /// It is.
    Following,
    /// It is not gone on with: what its source told last does not hold. What was verified before stands.
    Stopped,
    /// It is followed no more, by a decision made here: an ordinary coverage, which came from there.
    Left,
}

impl FollowingState {
    const ALL: [Self; 3] = [Self::Following, Self::Stopped, Self::Left];

    /// Its name.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Following => "following",
            Self::Stopped => "stopped",
            Self::Left => "left",
        }
    }

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

/// Why nothing comes of a followed coverage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FollowingFault {
    /// A stable code.
    pub code: String,
    /// What is wrong, and the way out.
    pub words: String,
    /// Since when.
    pub at: Timestamp,
}

/// Changes of a source that were verified, and what they were verified by.
#[derive(Clone, PartialEq, Debug)]
pub struct FromSource {
    /// The coverage here.
    pub coverage: CoverageId,
    /// After which change they come.
    pub after: Seq,
    /// The changes, in order.
    pub changes: Vec<Recorded>,
    /// The checkpoint whose root is over all of them, as a signed note.
    pub checkpoint: String,
    /// The key that signed it.
    pub key: NamedKey,
    /// When that was found out.
    pub at: Timestamp,
}

/// Who wrote a change first, and so whom it may reach.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// Whoever runs this server, or brought it here.
    Here,
    /// A followed server of that name: what it says reaches nothing but what came from it.
    Elsewhere(String),
}

statements! {
    ALL = "select coverage, slug, source, host, key, checkpoint, state, begun_at, verified_at, fault_code, fault, fault_at
           from following order by slug";
    OF_SLUG = "select coverage, slug, source, host, key, checkpoint, state, begun_at, verified_at, fault_code, fault, fault_at
               from following where slug = ?1";
    OF_COVERAGE = "select coverage, slug, source, host, key, checkpoint, state, begun_at, verified_at, fault_code, fault, fault_at
                   from following where coverage = ?1";
    NEW = "insert into following (coverage, slug, source, host, key, state, begun_at) values (?1, ?2, ?3, ?4, ?5, 'following', ?6)";
    AGAIN = "update following set key = ?2, state = 'following', fault_code = null, fault = null, fault_at = null
             where coverage = ?1";
    LEAVE = "update following set state = 'left', fault_code = null, fault = null, fault_at = null where coverage = ?1";
    FORGET = "delete from following where coverage = ?1";
    VERIFIED = "update following set checkpoint = ?2, verified_at = ?3, key = ?4, fault_code = null, fault = null, fault_at = null
                where coverage = ?1";
    FAULT = "update following set fault_code = ?2, fault = ?3, fault_at = ?4, state = ?5
             where coverage = ?1 and state = 'following'
                and (state <> ?5 or fault_code is not ?2 or fault is not ?3)";
    WELL = "update following set fault_code = null, fault = null, fault_at = null
            where coverage = ?1 and state = 'following' and fault is not null";
    IS_FOLLOWED = "select 1 from following where coverage = ?1 and state <> 'left'";
    SLUG_OF_COVERAGE = "select 1 from coverage where slug = ?1";
    NEW_COVERAGE = "insert into coverage (id, slug, created_at) values (?1, ?2, ?3)";
    HOST = "select host from following where coverage = ?1 and state <> 'left'";
    EVER_HOST = "select host from following where coverage = ?1";
    CAME_FROM = "select 1 from media m join following f on f.coverage = m.coverage where m.id = ?1 and f.host = ?2";
}

impl Store {
    /// The coverages that are followed or were, by slug.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn followings(&self) -> Result<Vec<Following>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(ALL)?;
            Ok(statement.query_map([], following)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// What is known of a coverage as one that is followed, or was.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn following(&self, coverage: CoverageId) -> Result<Option<Following>, Error> {
        self.query(move |connection| of_coverage(connection, coverage)).await
    }

    /// Has a coverage be followed, and notes it. One that was followed at the same address before,
    /// under the same slug, is gone on with, by the key that is named now. Gives the coverage here.
    ///
    /// # Errors
    /// - [`Error::SlugTaken`] when another coverage has the slug, or will have it.
    /// - [`Error::WentOn`] when it has changes beyond those that were verified.
    pub async fn follow(&self, new: Following, noted: Entry) -> Result<CoverageId, Error> {
        self.write(move |connection| {
            let known = connection.prepare_cached(OF_SLUG)?.query_row([new.slug.as_str()], following).optional()?;
            let id = match known {
                Some(known) if known.source == new.source => {
                    if head(connection, known.coverage)?.is_some_and(|head| head > Seq(known.verified())) {
                        return Err(Error::WentOn { slug: new.slug }.into());
                    }
                    connection.prepare_cached(AGAIN)?.execute((Col(known.coverage), new.key.to_string()))?;
                    known.coverage
                }
                Some(_) => return Err(Error::SlugTaken { slug: new.slug }.into()),
                None if connection.prepare_cached(SLUG_OF_COVERAGE)?.exists([new.slug.as_str()])? => {
                    return Err(Error::SlugTaken { slug: new.slug }.into());
                }
                None => {
                    let values = (
                        Col(new.coverage),
                        new.slug.as_str(),
                        &new.source,
                        &new.host,
                        new.key.to_string(),
                        Col(new.begun_at),
                    );
                    connection.prepare_cached(NEW)?.execute(values)?;
                    new.coverage
                }
            };
            audit::note(connection, &noted)?;
            Ok(id)
        })
        .await
    }

    /// Has a coverage be followed no more, and notes it. What came of it stands; where nothing did,
    /// nothing is left.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not followed.
    pub async fn unfollow(&self, slug: &Slug, noted: Entry) -> Result<(), Error> {
        let slug = slug.clone();
        self.write(move |connection| {
            let known = connection.prepare_cached(OF_SLUG)?.query_row([slug.as_str()], following).optional()?;
            let Some(known) = known.filter(|known| known.state != FollowingState::Left) else {
                return Err(Error::NotFound { what: "followed coverage", id: slug.to_string() }.into());
            };
            let is_there = head(connection, known.coverage)?.is_some();
            for id in media::named::of_coverage(connection, known.coverage)? {
                media::served::publish_named(connection, id, noted.at)?;
            }
            connection.prepare_cached(if is_there { LEAVE } else { FORGET })?.execute([Col(known.coverage)])?;
            audit::note(connection, &noted)
        })
        .await
    }

    /// Adds what was verified to the record of a followed coverage, all of it or nothing, and begins
    /// the record with it if need be. The changes stay what they are, hash for hash. Gives the last position.
    ///
    /// # Errors
    /// - [`Error::NotFound`] when the coverage is not followed any more.
    /// - [`Error::Conflict`] when another process has added to the record.
    /// - [`Error::Gap`] when the changes do not go on where the record ends.
    pub async fn take_from_source(&self, batch: FromSource, effects: Vec<Effect>) -> Result<Seq, Error> {
        let mut expected = batch.after;
        for change in &batch.changes {
            expected = expected.next();
            if change.seq() != expected {
                return Err(Error::Gap { expected, found: change.seq() });
            }
        }
        self.write(move |connection| {
            let FromSource { coverage, after, changes, checkpoint, key, at } = batch;
            let known = of_coverage(connection, coverage)?;
            let Some(known) = known.filter(|known| known.state == FollowingState::Following) else {
                return Err(not_followed(coverage).into());
            };
            let found = head(connection, coverage)?;
            if found.unwrap_or(Seq::START) != after {
                return Err(Error::Conflict { expected: after, head: found.unwrap_or(Seq::START) }.into());
            }
            if found.is_none() {
                connection.prepare_cached(NEW_COVERAGE)?.execute((Col(coverage), known.slug.as_str(), Col(at)))?;
            }
            record::insert(connection, coverage, &changes, &Origin::Elsewhere(known.host.clone()))?;
            media::followed::follow(connection, coverage, &known.host, &changes, at)?;
            effect::perform(connection, effects)?;
            connection.prepare_cached(VERIFIED)?.execute((Col(coverage), checkpoint, Col(at), key.to_string()))?;
            Ok(changes.last().map_or(after, Recorded::seq))
        })
        .await
    }

    /// Notes why nothing comes of a followed coverage, and whether it is gone on with. Gives whether that is news.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn note_following_fault(
        &self,
        coverage: CoverageId,
        fault: FollowingFault,
        state: FollowingState,
    ) -> Result<bool, Error> {
        self.write(move |connection| {
            let values = (Col(coverage), fault.code, fault.words, Col(fault.at), state.as_str());
            Ok(connection.prepare_cached(FAULT)?.execute(values)? > 0)
        })
        .await
    }

    /// Notes that a followed coverage is followed as it should be. Gives whether that is news.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn note_following_well(&self, coverage: CoverageId) -> Result<bool, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(WELL)?.execute([Col(coverage)])? > 0)).await
    }
}

/// Refuses to write to a coverage whose record is another server's.
pub(crate) fn require_own(connection: &Connection, coverage: CoverageId) -> Result<(), Fault> {
    if connection.prepare_cached(IS_FOLLOWED)?.exists([Col(coverage)])? {
        return Err(Error::FollowedElsewhere { coverage }.into());
    }
    Ok(())
}

/// Whether a medium may be reached by what that origin says: it came from there.
pub(crate) fn may_reach(connection: &Connection, origin: &Origin, media: MediaId) -> rusqlite::Result<bool> {
    match origin {
        Origin::Here => Ok(true),
        Origin::Elsewhere(host) => connection.prepare_cached(CAME_FROM)?.exists((Col(media), host)),
    }
}

/// The server at which a coverage is followed; none if it is not.
pub(crate) fn host(connection: &Connection, coverage: CoverageId) -> rusqlite::Result<Option<String>> {
    connection.prepare_cached(HOST)?.query_row([Col(coverage)], |row| row.get(0)).optional()
}

/// The server at which a coverage is followed, or was; none if it never was.
pub(crate) fn came_from(connection: &Connection, coverage: CoverageId) -> rusqlite::Result<Option<String>> {
    connection.prepare_cached(EVER_HOST)?.query_row([Col(coverage)], |row| row.get(0)).optional()
}

fn of_coverage(connection: &Connection, coverage: CoverageId) -> Result<Option<Following>, Fault> {
    Ok(connection.prepare_cached(OF_COVERAGE)?.query_row([Col(coverage)], following).optional()?)
}

pub(crate) fn not_followed(coverage: CoverageId) -> Error {
    Error::NotFound { what: "followed coverage", id: coverage.to_string() }
}

fn following(row: &Row<'_>) -> rusqlite::Result<Following> {
    let slug: String = row.get(1)?;
    let fault = match (row.get(9)?, row.get(10)?, get_if_any(row, 11)?) {
        (Some(code), Some(words), Some(at)) => Some(FollowingFault { code, words, at }),
        _ => None,
    };
    Ok(Following {
        coverage: get(row, 0)?,
        slug: Slug::parse(&slug).map_err(|problem| unreadable(1, problem))?,
        source: row.get(2)?,
        host: row.get(3)?,
        key: parsed(row, 4, NamedKey::parse)?,
        checkpoint: row.get(5)?,
        state: parsed(row, 6, FollowingState::parse)?,
        begun_at: get(row, 7)?,
        verified_at: get_if_any(row, 8)?,
        fault,
    })
}
