//! The library of pictures and films: searched, described and cleared.

use coverage::MediaId;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use super::work::{self, MediaStage};
use super::{Description, MediaKind, Medium, known, medium, no_medium, with_renditions};
use crate::column::{Col, get, rows};
use crate::error::Fault;
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Error, Store};

/// What is looked for in the library.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LibrarySearch {
    /// What a member typed; each word of it has to be found.
    pub words: String,
    /// Pictures or films; both, if absent.
    pub kind: Option<MediaKind>,
    /// Those that came before this one.
    pub before: Option<MediaId>,
    /// How many at most.
    pub limit: usize,
}

statements! {
    LIBRARY = "select id, state, kind, problem, content_type, width, height, duration, size, sha256, place, public, moved,
                   alt, caption, credit, source, rights, focus, poster, taken_at, filename, coverage, member, created_at
               from media
               where state in ('ready', 'received') and (?1 is null or kind = ?1) and (?2 is null or id < ?2)
                   and not exists (select 1 from json_each(?3) word where instr(words, word.value) = 0)
               order by id desc limit ?4";
    DESCRIBE = "update media set alt = ?2, caption = ?3, credit = ?4, source = ?5, rights = ?6, focus = ?7, poster = ?8,
                    words = ?9
                where id = ?1 and state <> 'deleted'";
    DELETE = "update media set state = 'deleted' where id = ?1 and state <> 'deleted' and public = 0";
    // What is said of it goes at once, and the row once its files are gone.
    TAKE_AWAY = "update media set state = 'deleted', public = 0, alt = null, caption = null, credit = null,
                     source = null, rights = null, taken_at = null, filename = '', words = '', problem = null
                 where id = ?1 and state <> 'deleted'";
    GONE = "delete from media where id = ?1 and state = 'deleted'";
    OLD_REFUSALS = "select id from media where state = 'refused' and created_at < ?1";
}

impl Store {
    /// The pictures and films of the library, the newest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn library(&self, search: LibrarySearch) -> Result<Vec<Medium>, Error> {
        self.query(move |connection| {
            let words: Vec<String> = search.words.to_lowercase().split_whitespace().map(str::to_owned).collect();
            let values =
                (search.kind.map(MediaKind::as_str), search.before.map(Col), Value::from(words), rows(search.limit));
            let mut statement = connection.prepare_cached(LIBRARY)?;
            let found = statement.query_map(values, medium)?.collect::<rusqlite::Result<Vec<_>>>()?;
            found.into_iter().map(|medium| with_renditions(connection, medium)).collect()
        })
        .await
    }

    /// Says something else of a picture or film.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn describe_medium(&self, id: MediaId, said: Description, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            let known = known(connection, id)?.ok_or_else(|| no_medium(id))?;
            describe(connection, id, &said, &known.filename)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Takes a picture or film away that no published change names. Its files
    /// go as soon as somebody has time for it. Gives whether it may go.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn delete_medium(&self, id: MediaId, at: Timestamp) -> Result<bool, Error> {
        self.write(move |connection| {
            let may_go = connection.prepare_cached(DELETE)?.execute([Col(id)])? > 0;
            if may_go {
                remove_later(connection, id, at)?;
            }
            Ok(may_go)
        })
        .await
    }

    /// Forgets a picture or film whose files are gone.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_deleted_medium(&self, id: MediaId) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(GONE)?.execute([Col(id)])?;
            Ok(())
        })
        .await
    }

    /// The files that were refused before a time, to be deleted.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn refused_before(&self, before: Timestamp) -> Result<Vec<MediaId>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OLD_REFUSALS)?;
            Ok(statement.query_map([Col(before)], |row| get(row, 0))?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }
}

/// Takes a picture or film away, whoever may have seen it. Gives whether it was there.
pub(crate) fn take_away(connection: &Connection, id: MediaId, at: Timestamp) -> Result<bool, Fault> {
    let was_there = connection.prepare_cached(TAKE_AWAY)?.execute([Col(id)])? > 0;
    if was_there {
        remove_later(connection, id, at)?;
    }
    Ok(was_there)
}

fn remove_later(connection: &Connection, id: MediaId, at: Timestamp) -> Result<(), Fault> {
    work::end(connection, id)?;
    work::add(connection, id, MediaStage::Remove, at, None)?;
    news::tell(connection, None, at, &Told::Media { media: id })
}

pub(super) fn describe(
    connection: &Connection,
    id: MediaId,
    said: &Description,
    filename: &str,
) -> rusqlite::Result<()> {
    connection.prepare_cached(DESCRIBE)?.execute(rusqlite::params![
        Col(id),
        said.alt,
        said.caption,
        said.credit,
        said.source,
        said.rights,
        said.focus,
        said.poster.map(Col),
        said.words(filename),
    ])?;
    Ok(())
}
