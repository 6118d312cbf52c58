//! Sessions: browsers that are signed in.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get};
use crate::error::Fault;
use crate::member::{member, require_enabled};
use crate::statement::statements;
use crate::{Error, Member, MemberId, SessionId, Store, TokenHash};

/// A browser that is signed in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Session {
    /// Its id, to speak of it.
    pub id: SessionId,
    /// Who signed in.
    pub member: MemberId,
    /// When.
    pub created_at: Timestamp,
    /// When it was last seen, to a few minutes.
    pub seen_at: Timestamp,
    /// What the browser says it is.
    pub user_agent: String,
    /// Where it signed in from.
    pub address: String,
}

statements! {
    FIND = "select m.id, m.email, m.name, m.role, m.language, m.created_at, m.disabled_at,
                   s.id, s.member, s.created_at, s.seen_at, s.user_agent, s.address
            from session s join member m on m.id = s.member
            where s.hash = ?1 and s.seen_at > ?2 and s.created_at > ?3 and m.disabled_at is null";
    OF_MEMBER = "select id, member, created_at, seen_at, user_agent, address
                 from session where member = ?1 order by seen_at desc, id";
    LAST_SEEN = "select member, max(seen_at) from session group by member";
    OPEN = "insert into session (hash, id, member, created_at, seen_at, user_agent, address)
            values (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    SEEN = "update session set seen_at = ?2 where id = ?1";
    END = "delete from session where id = ?1 and member = ?2";
    END_ALL = "delete from session where member = ?1 and id is not ?2";
    FORGET = "delete from session where seen_at <= ?1 or created_at <= ?2";
}

impl Store {
    /// The session with that secret, and whose it is; none if it was not seen
    /// since `seen_after`, was opened before `opened_after`, or its member is disabled.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn session(
        &self,
        secret: TokenHash,
        seen_after: Timestamp,
        opened_after: Timestamp,
    ) -> Result<Option<(Member, Session)>, Error> {
        self.query(move |connection| {
            let found = connection
                .prepare_cached(FIND)?
                .query_row((secret.0, Col(seen_after), Col(opened_after)), |row| Ok((member(row)?, session(row, 7)?)))
                .optional()?;
            Ok(found)
        })
        .await
    }

    /// The sessions of a member, the last seen first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn sessions(&self, member: MemberId) -> Result<Vec<Session>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_MEMBER)?;
            let sessions =
                statement.query_map([Col(member)], |row| session(row, 0))?.collect::<rusqlite::Result<_>>()?;
            Ok(sessions)
        })
        .await
    }

    /// When each member who is signed in was last seen.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn last_seen(&self) -> Result<Vec<(MemberId, Timestamp)>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(LAST_SEEN)?;
            let seen =
                statement.query_map([], |row| Ok((get(row, 0)?, get(row, 1)?)))?.collect::<rusqlite::Result<_>>()?;
            Ok(seen)
        })
        .await
    }

    /// Forgets the sessions that were not seen after `seen_after`, and those
    /// that were not opened after `opened_after`.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_sessions(&self, seen_after: Timestamp, opened_after: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(FORGET)?.execute((Col(seen_after), Col(opened_after)))?;
            Ok(())
        })
        .await
    }
}

pub(crate) fn open(connection: &Connection, secret: TokenHash, session: &Session) -> Result<(), Fault> {
    // Who was disabled while their password was checked is not let in after all.
    require_enabled(connection, session.member)?;
    connection.prepare_cached(OPEN)?.execute((
        secret.0,
        Col(session.id),
        Col(session.member),
        Col(session.created_at),
        Col(session.seen_at),
        &session.user_agent,
        &session.address,
    ))?;
    Ok(())
}

/// A session that ended meanwhile stays ended.
pub(crate) fn seen(connection: &Connection, session: SessionId, at: Timestamp) -> Result<(), Fault> {
    connection.prepare_cached(SEEN)?.execute((Col(session), Col(at)))?;
    Ok(())
}

pub(crate) fn end(connection: &Connection, session: SessionId, member: MemberId) -> Result<(), Fault> {
    match connection.prepare_cached(END)?.execute((Col(session), Col(member)))? {
        0 => Err(Error::NotFound { what: "session", id: session.to_string() }.into()),
        _ => Ok(()),
    }
}

pub(crate) fn end_all(connection: &Connection, member: MemberId, but: Option<SessionId>) -> Result<(), Fault> {
    connection.prepare_cached(END_ALL)?.execute((Col(member), but.map(Col)))?;
    Ok(())
}

/// The session in the six columns of a row that begin there.
fn session(row: &Row<'_>, first: usize) -> rusqlite::Result<Session> {
    Ok(Session {
        id: get(row, first)?,
        member: get(row, first + 1)?,
        created_at: get(row, first + 2)?,
        seen_at: get(row, first + 3)?,
        user_agent: row.get(first + 4)?,
        address: row.get(first + 5)?,
    })
}
