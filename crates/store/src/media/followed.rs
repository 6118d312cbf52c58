//! Pictures and films of followed coverages: those that are still to come from their source, and those that
//! are not taken from there, since they are somebody else's here.
//!
//! An id belongs to whoever had it first: this newsroom, or the server whose record named it. So no source
//! replaces what others show, and what it says never stands beside another's picture.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use coverage::{Change, CoverageId, MediaId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use uuid::Uuid;

use super::intake::{NewMedium, receive};
use super::named;
use super::work::{self, MediaStage};
use crate::column::{Col, get, get_if_any};
use crate::error::{Fault, unavailable};
use crate::statement::statements;
use crate::{Error, Recorded, Store, following, private, redaction};

/// A picture or film that is to be asked for at its source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WantedMedium {
    /// Its id, here and there.
    pub id: MediaId,
    /// Not before that time.
    pub due_at: Timestamp,
    /// How often it was asked for in vain.
    pub tries: u32,
    /// When it was asked for first; none before.
    pub tried_at: Option<Timestamp>,
}

/// What became of a file that came from a source.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fetched {
    /// It is here under the medium's id, and is to be looked at.
    Received,
    /// It is not taken: the id is somebody else's here.
    Foreign,
}

/// How the names of files end that were not taken in yet.
const ENDING: &str = "fetched";

statements! {
    // Whose a medium is that is here; a row without a host is this newsroom's.
    ROW = "select f.host from media m left join following f on f.coverage = m.coverage where m.id = ?1";
    CLAIM = "select f.host from followed_medium w join following f on f.coverage = w.coverage
             where w.media = ?1 and w.state <> 'foreign' limit 1";
    OWN = "select 1 from named_medium n
           where n.media = ?1 and not exists (select 1 from following f where f.coverage = n.coverage)";
    CLAIMED_BY = "select w.coverage from followed_medium w join following f on f.coverage = w.coverage
                  where w.media = ?1 and w.state <> 'foreign' and f.host = ?2 limit 1";
    WANT = "insert into followed_medium (coverage, media, state, due_at) values (?1, ?2, 'wanted', ?3) on conflict do nothing";
    FOREIGN = "insert into followed_medium (coverage, media, state, due_at) values (?1, ?2, 'foreign', 0)
               on conflict do update set state = 'foreign' where state <> 'foreign'";
    IS_FOREIGN = "select 1 from followed_medium where coverage = ?1 and media = ?2 and state = 'foreign'";
    NEXT = "select media, due_at, tries, tried_at from followed_medium
            where coverage = ?1 and state = 'wanted' order by due_at, media limit 1";
    PUT_OFF = "update followed_medium set due_at = ?4, tries = tries + 1, tried_at = coalesce(tried_at, ?3)
               where coverage = ?1 and media = ?2 and state = 'wanted'";
    GIVE_UP = "update followed_medium set state = 'given_up' where coverage = ?1 and media = ?2 and state = 'wanted'";
    SETTLE = "delete from followed_medium where coverage = ?1 and media = ?2 and state = 'wanted'";
    UNTOLD = "select media from followed_medium where coverage = ?1 and state = 'foreign' and told = 0";
    TELL = "update followed_medium set told = 1 where coverage = ?1 and state = 'foreign'";
    ROOM = "select coalesce(sum(m.size + coalesce((select sum(r.size) from rendition r where r.media = m.id), 0)), 0)
            from following f cross join media m on m.coverage = f.coverage
            where f.host = ?1 and m.state in ('received', 'ready')";
}

impl Store {
    /// What is to be asked for next at the source of a coverage.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn next_wanted_medium(&self, coverage: CoverageId) -> Result<Option<WantedMedium>, Error> {
        self.query(move |connection| {
            Ok(connection.prepare_cached(NEXT)?.query_row([Col(coverage)], wanted).optional()?)
        })
        .await
    }

    /// Has one be asked for again later.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn put_off_wanted_medium(
        &self,
        coverage: CoverageId,
        id: MediaId,
        now: Timestamp,
        due_at: Timestamp,
    ) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(PUT_OFF)?.execute((Col(coverage), Col(id), Col(now), Col(due_at)))?;
            Ok(())
        })
        .await
    }

    /// Has one be asked for no more, since it never comes.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn give_up_wanted_medium(&self, coverage: CoverageId, id: MediaId) -> Result<(), Error> {
        self.note_wanted(coverage, id, GIVE_UP).await
    }

    /// Has one be asked for no more, since it is here.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn settle_wanted_medium(&self, coverage: CoverageId, id: MediaId) -> Result<(), Error> {
        self.note_wanted(coverage, id, SETTLE).await
    }

    async fn note_wanted(&self, coverage: CoverageId, id: MediaId, sql: &'static str) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(sql)?.execute((Col(coverage), Col(id)))?;
            Ok(())
        })
        .await
    }

    /// The pictures and films that a coverage names and does not show, since their ids are somebody else's here.
    /// Each is given once.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn tell_of_foreign_media(&self, coverage: CoverageId) -> Result<Vec<MediaId>, Error> {
        let untold = self
            .query(move |connection| {
                let mut untold = connection.prepare_cached(UNTOLD)?;
                Ok(untold.query_map([Col(coverage)], |row| get(row, 0))?.collect::<rusqlite::Result<Vec<_>>>()?)
            })
            .await?;
        if !untold.is_empty() {
            self.write(move |connection| {
                connection.prepare_cached(TELL)?.execute([Col(coverage)])?;
                Ok(())
            })
            .await?;
        }
        Ok(untold)
    }

    /// How many bytes all files have together that came from the server of that name.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn room_of_source(&self, host: &str) -> Result<u64, Error> {
        let host = host.to_owned();
        self.query(move |connection| Ok(connection.prepare_cached(ROOM)?.query_row([host], |row| row.get(0))?)).await
    }

    /// The file that what comes from a source is written to under a name of its own, until all of it is here.
    #[must_use]
    pub fn fetched_file(&self, name: Uuid) -> PathBuf {
        self.uploads_folder().join(format!("{name}.{ENDING}"))
    }

    /// Takes in a file that came from a source as a whole, under the medium's id, for the caller to look at it
    /// until then. One that is not taken stays where it is.
    ///
    /// # Errors
    /// - [`Error::Exists`] when the id is in use, by what came from there as well.
    /// - [`Error::NotFound`] when the coverage was never followed.
    pub async fn receive_fetched_medium(
        &self,
        coverage: CoverageId,
        new: NewMedium,
        file: PathBuf,
        leased_until: Timestamp,
    ) -> Result<Fetched, Error> {
        let to = self.upload_file(new.id);
        self.write(move |connection| {
            let host = following::came_from(connection, coverage)?.ok_or_else(|| following::not_followed(coverage))?;
            if belongs_elsewhere(connection, new.id, &host)? {
                refuse(connection, coverage, new.id)?;
                return Ok(Fetched::Foreign);
            }
            receive(connection, &NewMedium { coverage: Some(coverage), ..new.clone() })?;
            work::add(connection, new.id, MediaStage::Take, new.at, Some(leased_until))?;
            // Last: should this not be committed, the file is one that nothing names.
            put(&file, &to).map_err(|error| unavailable(&to, error))?;
            Ok(Fetched::Received)
        })
        .await
    }

    /// Removes what was not taken in for so long that nobody is at it any more.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn clear_fetched(&self, longest: Duration) -> Result<(), Error> {
        let folder = self.uploads_folder();
        let clear = move || {
            let before = SystemTime::now().checked_sub(longest);
            for file in fs::read_dir(&folder)? {
                let path = file?.path();
                let is_old = || Ok::<_, io::Error>(Some(fs::metadata(&path)?.modified()?) < before);
                // Another process may be faster.
                if path.extension().is_some_and(|ending| ending == ENDING) && is_old().unwrap_or(false) {
                    let _ = fs::remove_file(&path);
                }
            }
            Ok(())
        };
        let folder = self.uploads_folder();
        let cleared = tokio::task::spawn_blocking(clear).await.map_err(|_| Error::Closed)?;
        cleared.map_err(|error: io::Error| unavailable(&folder, error))
    }
}

fn put(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)?;
    private::sync_folder(to.parent().unwrap_or(Path::new(".")))
}

/// Takes in what a source says: what its pictures and films are, and which are still to come. The changes were
/// written already.
pub(crate) fn follow(
    connection: &Connection,
    coverage: CoverageId,
    host: &str,
    changes: &[Recorded],
    at: Timestamp,
) -> Result<(), Fault> {
    let (mut shown, mut gone) = (BTreeSet::new(), BTreeSet::new());
    for recorded in changes {
        shown.extend(recorded.change().media());
        if let Change::MediumRedacted(redacted) = recorded.change() {
            gone.insert(redacted.media);
        }
    }
    for id in &gone {
        connection.prepare_cached(SETTLE)?.execute((Col(coverage), Col(*id)))?;
    }
    for id in shown {
        if redaction::is_medium_redacted(connection, id)? {
            continue;
        }
        if belongs_elsewhere(connection, id, host)? {
            refuse(connection, coverage, id)?;
        } else if !gone.contains(&id) && !connection.prepare_cached(ROW)?.exists([Col(id)])? {
            connection.prepare_cached(WANT)?.execute((Col(coverage), Col(id), Col(at)))?;
        }
    }
    Ok(())
}

/// Whether a coverage names a picture or film that is somebody else's here.
pub(crate) fn is_foreign(connection: &Connection, coverage: CoverageId, id: MediaId) -> rusqlite::Result<bool> {
    connection.prepare_cached(IS_FOREIGN)?.exists((Col(coverage), Col(id)))
}

/// The followed coverage of that server for which an id is kept that is still to come; none if it is not.
pub(crate) fn claimed_by(connection: &Connection, id: MediaId, host: &str) -> rusqlite::Result<Option<CoverageId>> {
    connection.prepare_cached(CLAIMED_BY)?.query_row((Col(id), host), |row| get(row, 0)).optional()
}

/// Whether an id is that of something that did not come, and will not come, from that server.
fn belongs_elsewhere(connection: &Connection, id: MediaId, host: &str) -> rusqlite::Result<bool> {
    let read = |row: &Row<'_>| row.get::<_, Option<String>>(0);
    if let Some(owner) = connection.prepare_cached(ROW)?.query_row([Col(id)], read).optional()? {
        return Ok(owner.as_deref() != Some(host));
    }
    if let Some(owner) = connection.prepare_cached(CLAIM)?.query_row([Col(id)], read).optional()? {
        return Ok(owner.as_deref() != Some(host));
    }
    connection.prepare_cached(OWN)?.exists([Col(id)])
}

/// Has a coverage show nothing under an id.
fn refuse(connection: &Connection, coverage: CoverageId, id: MediaId) -> rusqlite::Result<()> {
    connection.prepare_cached(FOREIGN)?.execute((Col(coverage), Col(id)))?;
    named::forget(connection, coverage, id)
}

fn wanted(row: &Row<'_>) -> rusqlite::Result<WantedMedium> {
    Ok(WantedMedium { id: get(row, 0)?, due_at: get(row, 1)?, tries: row.get(2)?, tried_at: get_if_any(row, 3)? })
}
