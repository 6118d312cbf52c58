//! News: what happened at the desk, in order, for those who are at it now.
//!
//! Whatever changes the desk's tables writes down what it changed, in the same
//! transaction. Every process reads this list after its own position, and so
//! hears of its own writes and of others' in the same way.

use coverage::{CoverageId, MediaId, PostId};
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde::{Deserialize, Serialize};

use crate::column::{Col, rows, unreadable};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, MemberId, NoteId, Store};

/// Something that happened at the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// Its place in the list: later ones have higher numbers.
    pub id: u64,
    /// The coverage it concerns; none if it concerns all.
    pub coverage: Option<CoverageId>,
    /// What happened.
    pub told: Told,
}

/// What happened at the desk.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Told {
    /// A draft was begun or altered.
    Draft {
        /// Which.
        draft: PostId,
    },
    /// A draft was published, deleted or let go of.
    DraftGone {
        /// Which.
        draft: PostId,
        /// Whom it concerned: its author, its writers, and who was mentioned.
        people: Vec<MemberId>,
    },
    /// Steps were taken in a draft.
    Steps {
        /// Which.
        draft: PostId,
        /// The version before them.
        after: u64,
    },
    /// A note was written, edited or deleted.
    Note {
        /// On which draft.
        draft: PostId,
        /// Which.
        note: NoteId,
    },
    /// A member was mentioned in a note.
    Mention {
        /// On which draft.
        draft: PostId,
        /// In which note.
        note: NoteId,
        /// Who.
        member: MemberId,
        /// By whom.
        by: MemberId,
    },
    /// A handover was written.
    Handover,
    /// A template was made, altered or taken away.
    Templates,
    /// A background was made, altered or taken away.
    Backgrounds,
    /// A picture or film came, is ready, was refused, can be seen by everybody, or went.
    Media {
        /// Which.
        media: MediaId,
    },
    /// There are other suggestions than before.
    Suggestions,
    /// Somebody's place, role, session or token was altered: those who are at
    /// the desk may have lost the right to be.
    Access,
    /// Something that a later version tells.
    #[serde(other)]
    Other,
}

statements! {
    TELL = "insert into desk_news (coverage, told, at) values (?1, ?2, ?3)";
    AFTER = "select id, coverage, told from desk_news where id > ?1 order by id limit ?2";
    // Beside the last, for want of a clock here.
    TELL_ACCESS = "insert into desk_news (told, at) select ?1, coalesce(max(at), 0) from desk_news";
    LAST = "select coalesce(max(id), 0) from desk_news";
    FORGET = "delete from desk_news where at < ?1";
}

impl Store {
    /// What happened at the desk after a place in the list, `limit` at most.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn news(&self, after: u64, limit: usize) -> Result<Vec<News>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(AFTER)?;
            Ok(statement.query_map((after, rows(limit)), news)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The last place in the list; 0 if nothing happened yet.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn last_news(&self) -> Result<u64, Error> {
        self.query(|connection| Ok(connection.prepare_cached(LAST)?.query_row([], |row| row.get(0))?)).await
    }

    /// Lets go of what happened before a time. Gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_news(&self, before: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(FORGET)?.execute([Col(before)])?)).await
    }
}

pub(crate) fn tell(
    connection: &Connection,
    coverage: Option<CoverageId>,
    at: Timestamp,
    told: &Told,
) -> Result<(), Fault> {
    connection.prepare_cached(TELL)?.execute((coverage.map(Col), serialised(told)?, Col(at)))?;
    Ok(())
}

/// Tells that those who are at the desk are to be looked at anew.
pub(crate) fn tell_access(connection: &Connection) -> Result<(), Fault> {
    connection.prepare_cached(TELL_ACCESS)?.execute([serialised(&Told::Access)?])?;
    Ok(())
}

fn serialised(told: &Told) -> rusqlite::Result<String> {
    serde_json::to_string(told).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn news(row: &Row<'_>) -> rusqlite::Result<News> {
    let told: String = row.get(2)?;
    Ok(News {
        id: row.get(0)?,
        coverage: row.get::<_, Option<Col<_>>>(1)?.map(|Col(id)| id),
        told: serde_json::from_str(&told).map_err(|error| unreadable(2, error))?,
    })
}
