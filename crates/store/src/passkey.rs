//! Passkeys: what members sign in with instead of a password (WebAuthn).

use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde_json::Value;

use crate::column::{Col, get, get_if_any};
use crate::error::Fault;
use crate::member::require_member;
use crate::statement::statements;
use crate::{Error, MemberId, PasskeyId, Store};

/// A passkey of a member.
#[derive(Clone, PartialEq, Debug)]
pub struct Passkey {
    /// Its id, to speak of it.
    pub id: PasskeyId,
    /// Whose it is.
    pub member: MemberId,
    /// As the authenticator names it.
    pub credential_id: Vec<u8>,
    /// What the member calls it.
    pub name: String,
    /// The public key and what else is needed to check it. It is no secret.
    pub credential: Value,
    /// When it was made.
    pub created_at: Timestamp,
    /// When somebody last signed in with it.
    pub used_at: Option<Timestamp>,
}

statements! {
    OF_MEMBER = "select id, member, credential_id, name, credential, created_at, used_at
                 from passkey where member = ?1 order by created_at, id";
    COUNT = "select count(*) from passkey where member = ?1";
    KNOWN = "select 1 from passkey where credential_id = ?1";
    CREATE = "insert into passkey (id, member, credential_id, name, credential, created_at) values (?1, ?2, ?3, ?4, ?5, ?6)";
    USED = "update passkey set credential = ?2, used_at = ?3 where id = ?1";
    DROP = "delete from passkey where id = ?1 and member = ?2";
}

impl Store {
    /// The passkeys of a member, oldest first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn passkeys(&self, member: MemberId) -> Result<Vec<Passkey>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_MEMBER)?;
            let passkeys = statement.query_map([Col(member)], passkey)?.collect::<rusqlite::Result<_>>()?;
            Ok(passkeys)
        })
        .await
    }

    /// How many passkeys a member has.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn count_passkeys(&self, member: MemberId) -> Result<u64, Error> {
        self.query(move |connection| {
            Ok(connection.prepare_cached(COUNT)?.query_row([Col(member)], |row| row.get(0))?)
        })
        .await
    }
}

pub(crate) fn create(connection: &Connection, passkey: &Passkey) -> Result<(), Fault> {
    require_member(connection, passkey.member)?;
    if connection.prepare_cached(KNOWN)?.exists([&passkey.credential_id])? {
        return Err(Error::Exists { what: "passkey", id: passkey.id.to_string() }.into());
    }
    connection.prepare_cached(CREATE)?.execute((
        Col(passkey.id),
        Col(passkey.member),
        &passkey.credential_id,
        &passkey.name,
        &passkey.credential,
        Col(passkey.created_at),
    ))?;
    Ok(())
}

pub(crate) fn used(connection: &Connection, id: PasskeyId, credential: &Value, at: Timestamp) -> Result<(), Fault> {
    match connection.prepare_cached(USED)?.execute((Col(id), credential, Col(at)))? {
        0 => Err(no_passkey(id).into()),
        _ => Ok(()),
    }
}

pub(crate) fn drop(connection: &Connection, id: PasskeyId, member: MemberId) -> Result<(), Fault> {
    match connection.prepare_cached(DROP)?.execute((Col(id), Col(member)))? {
        0 => Err(no_passkey(id).into()),
        _ => Ok(()),
    }
}

fn no_passkey(id: PasskeyId) -> Error {
    Error::NotFound { what: "passkey", id: id.to_string() }
}

fn passkey(row: &Row<'_>) -> rusqlite::Result<Passkey> {
    Ok(Passkey {
        id: get(row, 0)?,
        member: get(row, 1)?,
        credential_id: row.get(2)?,
        name: row.get(3)?,
        credential: row.get(4)?,
        created_at: get(row, 5)?,
        used_at: get_if_any(row, 6)?,
    })
}
