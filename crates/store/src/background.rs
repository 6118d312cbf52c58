//! Backgrounds: words that are written once and stand in many posts.

use coverage::BackgroundId;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use crate::column::{Col, get};
use crate::effect::perform;
use crate::error::Fault;
use crate::member::require_member;
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Effect, Error, MemberId, Store};

/// Words that are written once and stand in many posts.
#[derive(Clone, PartialEq, Debug)]
pub struct Background {
    /// Its id, by which posts name it.
    pub id: BackgroundId,
    /// What it is about.
    pub title: String,
    /// What it says, shaped as the body of a post.
    pub body: Value,
    /// How often it was saved. To save it, give the version it was made from: 0 for a new one.
    pub version: u64,
    /// Who saved it last.
    pub member: MemberId,
    /// When.
    pub updated_at: Timestamp,
}

statements! {
    ALL = "select id, title, body, version, member, updated_at from background order by title, id";
    ONE = "select id, title, body, version, member, updated_at from background where id = ?1";
    VERSION_OF = "select version from background where id = ?1";
    SAVE = "insert into background (id, title, body, version, member, updated_at) values (?1, ?2, ?3, ?4, ?5, ?6)
            on conflict (id) do update set title = ?2, body = ?3, version = ?4, member = ?5, updated_at = ?6";
    DELETE = "delete from background where id = ?1";
}

impl Store {
    /// All backgrounds, by title.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn backgrounds(&self) -> Result<Vec<Background>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(ALL)?;
            Ok(statement.query_map([], background)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The background of that id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn background(&self, id: BackgroundId) -> Result<Option<Background>, Error> {
        self.query(move |connection| Ok(connection.prepare_cached(ONE)?.query_row([Col(id)], background).optional()?))
            .await
    }

    /// Saves a background over the version it was made from, and has the effects
    /// along with it. Gives its new version. What was saved before, and is sent
    /// again since the answer was lost, is not saved again.
    ///
    /// # Errors
    /// - Those that are said with each [`Effect`].
    /// - [`Error::Stale`] when there is another version.
    /// - [`Error::NotFound`] when there is no such member.
    pub async fn save_background(&self, background: Background, along: Vec<Effect>) -> Result<u64, Error> {
        self.write(move |connection| {
            require_member(connection, background.member)?;
            let found = version_of(connection, background.id)?;
            if found == background.version + 1 && was_saved(connection, &background)? {
                return Ok(found);
            }
            require(connection, background.id, background.version)?;
            let at = background.updated_at;
            let values =
                (Col(background.id), &background.title, &background.body, found + 1, Col(background.member), Col(at));
            connection.prepare_cached(SAVE)?.execute(values)?;
            news::tell(connection, None, at, &Told::Backgrounds)?;
            perform(connection, along)?;
            Ok(found + 1)
        })
        .await
    }

    /// Takes a background out of the library; posts that hold its words keep them.
    /// Has the effects along with it.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it is not there, and what is said with each [`Effect`].
    pub async fn delete_background(&self, id: BackgroundId, at: Timestamp, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(DELETE)?.execute([Col(id)])? == 0 {
                return Err(Error::NotFound { what: "background", id: id.to_string() }.into());
            }
            news::tell(connection, None, at, &Told::Backgrounds)?;
            perform(connection, along)
        })
        .await
    }
}

/// Refuses another version than that; 0 is that of a background that is not there.
pub(crate) fn require(connection: &Connection, id: BackgroundId, version: u64) -> Result<(), Fault> {
    match version_of(connection, id)? {
        found if found == version => Ok(()),
        found => Err(Error::Stale { what: "background", expected: version, found }.into()),
    }
}

fn version_of(connection: &Connection, id: BackgroundId) -> rusqlite::Result<u64> {
    let found = connection.prepare_cached(VERSION_OF)?.query_row([Col(id)], |row| row.get(0)).optional()?;
    Ok(found.unwrap_or(0))
}

/// Whether the last who saved it is the same member with the same words.
fn was_saved(connection: &Connection, asked: &Background) -> rusqlite::Result<bool> {
    let saved = connection.prepare_cached(ONE)?.query_row([Col(asked.id)], background).optional()?;
    Ok(saved
        .is_some_and(|saved| (saved.member, &saved.title, &saved.body) == (asked.member, &asked.title, &asked.body)))
}

fn background(row: &Row<'_>) -> rusqlite::Result<Background> {
    Ok(Background {
        id: get(row, 0)?,
        title: row.get(1)?,
        body: row.get(2)?,
        version: row.get(3)?,
        member: get(row, 4)?,
        updated_at: get(row, 5)?,
    })
}
