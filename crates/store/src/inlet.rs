//! Inlets: ways in for the messages of a chat, which become drafts.

use coverage::{CoverageId, PostId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get};
use crate::effect::perform;
use crate::statement::statements;
use crate::{Draft, Effect, Error, InletId, MemberId, Store, TokenHash, draft, note};

/// A way in for the messages of a chat.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inlet {
    /// Its id.
    pub id: InletId,
    /// What it is called at the desk.
    pub name: String,
    /// The coverage that the drafts are for.
    pub coverage: CoverageId,
    /// Who made it, and whose the drafts are.
    pub member: MemberId,
    /// When it was made.
    pub created_at: Timestamp,
}

/// A message that becomes a draft.
#[derive(Clone, PartialEq, Debug)]
pub struct Message {
    /// The inlet it came by.
    pub inlet: InletId,
    /// What the chat calls it, so that it is taken once; none if it has no name.
    pub id: Option<String>,
    /// The draft it becomes.
    pub draft: Draft,
    /// The note that says where it came from.
    pub note: note::Written,
}

statements! {
    OF_COVERAGE = "select id, name, coverage, member, created_at from inlet where coverage = ?1 order by created_at, id";
    BY_SECRET = "select id, name, coverage, member, created_at from inlet where secret = ?1";
    MAKE = "insert into inlet (id, secret, name, coverage, member, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
    DELETE = "delete from inlet where id = ?1 and coverage = ?2";
    TAKEN = "select draft from inlet_message where inlet = ?1 and message = ?2";
    TAKE = "insert into inlet_message (inlet, message, draft, at) values (?1, ?2, ?3, ?4)";
    FORGET = "delete from inlet_message where at < ?1";
}

impl Store {
    /// The inlets of a coverage, the oldest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn inlets(&self, coverage: CoverageId) -> Result<Vec<Inlet>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_COVERAGE)?;
            Ok(statement.query_map([Col(coverage)], inlet)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The inlet of that secret.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn inlet(&self, secret: TokenHash) -> Result<Option<Inlet>, Error> {
        self.query(move |connection| {
            Ok(connection.prepare_cached(BY_SECRET)?.query_row([secret.0], inlet).optional()?)
        })
        .await
    }

    /// Makes an inlet, and has the effects along with it.
    ///
    /// # Errors
    /// What is said with each [`Effect`].
    pub async fn make_inlet(&self, secret: TokenHash, new: Inlet, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            let values = (Col(new.id), secret.0, &new.name, Col(new.coverage), Col(new.member), Col(new.created_at));
            connection.prepare_cached(MAKE)?.execute(values)?;
            perform(connection, along)
        })
        .await
    }

    /// Takes an inlet away: nothing comes in by it any more.
    ///
    /// # Errors
    /// [`Error::NotFound`] when the coverage has none of that id; what is said with each [`Effect`].
    pub async fn delete_inlet(&self, id: InletId, coverage: CoverageId, along: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(DELETE)?.execute((Col(id), Col(coverage)))? == 0 {
                return Err(Error::NotFound { what: "inlet", id: id.to_string() }.into());
            }
            perform(connection, along)
        })
        .await
    }

    /// Makes a draft of a message, and has the effects along with it; one that
    /// was taken before makes none. Gives the message's draft.
    ///
    /// # Errors
    /// What is said with each [`Effect`].
    pub async fn take_message(&self, message: Message, along: Vec<Effect>) -> Result<PostId, Error> {
        self.write(move |connection| {
            if let Some(id) = &message.id {
                if let Some(draft) = taken(connection, message.inlet, id)? {
                    return Ok(draft);
                }
                let values = (Col(message.inlet), id, Col(message.draft.id), Col(message.draft.created_at));
                connection.prepare_cached(TAKE)?.execute(values)?;
            }
            draft::save(connection, &message.draft)?;
            note::add(connection, &message.note)?;
            perform(connection, along)?;
            Ok(message.draft.id)
        })
        .await
    }

    /// Lets go of what was written down of messages before a time. Gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_messages(&self, before: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(FORGET)?.execute([Col(before)])?)).await
    }
}

fn taken(connection: &Connection, inlet: InletId, message: &str) -> rusqlite::Result<Option<PostId>> {
    connection.prepare_cached(TAKEN)?.query_row((Col(inlet), message), |row| get(row, 0)).optional()
}

fn inlet(row: &Row<'_>) -> rusqlite::Result<Inlet> {
    Ok(Inlet {
        id: get(row, 0)?,
        name: row.get(1)?,
        coverage: get(row, 2)?,
        member: get(row, 3)?,
        created_at: get(row, 4)?,
    })
}
