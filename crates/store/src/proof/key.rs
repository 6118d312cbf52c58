//! The keys that checkpoints are signed with, one at a time. A private half never leaves this table but to sign.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use super::signed_note::{HandedOn, PublicKey, SigningKey};
use crate::column::{Col, get};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Entry, Error, Store, audit};

/// The keys that there are and were.
#[derive(Debug)]
pub struct Keys {
    /// The one that signs.
    pub current: SigningKey,
    /// Those that signed before, the last one first.
    pub retired: Vec<PublicKey>,
    /// How each of those handed on to the next, the last first; those that earlier versions of Stet
    /// retired did not sign it.
    pub handed_on: Vec<HandedOn>,
}

statements! {
    CURRENT = "select seed from signing_key where retired_at is null";
    RETIRED = "select public from signing_key where retired_at is not null order by number desc";
    HANDED_ON = "select k.public, next.public, k.handed_on from signing_key k join signing_key next on next.number = k.number + 1
                 where k.handed_on is not null order by k.number desc";
    NEW = "insert into signing_key (number, seed, public, created_at)
           values ((select coalesce(max(number), 0) + 1 from signing_key), ?1, ?2, ?3)";
    RETIRE = "update signing_key set seed = null, retired_at = ?1, handed_on = ?2 where retired_at is null";
}

impl Store {
    /// The keys.
    ///
    /// # Errors
    /// - [`Error::NotFound`] before the first was made.
    /// - [`Error::TooLong`] when it takes longer than `patience`, or too many are waiting.
    pub async fn signing_keys(&self, patience: Duration) -> Result<Keys, Error> {
        self.check_within(patience, |connection| {
            let seed = connection.prepare_cached(CURRENT)?.query_row([], |row| row.get(0)).optional()?;
            let seed = seed.ok_or(Error::NotFound { what: "signing key", id: "in use".to_owned() })?;
            let mut retired = connection.prepare_cached(RETIRED)?;
            let retired = retired.query_map([], |row| get(row, 0))?.collect::<rusqlite::Result<_>>()?;
            let mut handed_on = connection.prepare_cached(HANDED_ON)?;
            let read = |row: &Row<'_>| Ok(HandedOn::new(get(row, 0)?, get(row, 1)?, row.get(2)?));
            let handed_on = handed_on.query_map([], read)?.collect::<rusqlite::Result<Vec<_>>>()?;
            let handed_on = handed_on.into_iter().flatten().collect();
            Ok(Keys { current: SigningKey::from_seed(&seed), retired, handed_on })
        })
        .await
    }

    /// Makes the first key of 32 random bytes, where there is none yet.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn make_signing_key(&self, seed: [u8; 32], at: Timestamp) -> Result<(), Error> {
        self.write(
            move |connection| {
                if connection.prepare_cached(CURRENT)?.exists([])? { Ok(()) } else { make(connection, seed, at) }
            },
        )
        .await
    }

    /// Makes another key sign from now on, and notes it. The one before signs that, is told as one that
    /// did, and what it signed with is wiped out.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn rotate_signing_key(&self, seed: [u8; 32], noted: Entry) -> Result<(), Error> {
        self.write(move |connection| {
            let current: Option<[u8; 32]> =
                connection.prepare_cached(CURRENT)?.query_row([], |row| row.get(0)).optional()?;
            let next = SigningKey::from_seed(&seed).public();
            let handed_on = current.map(|current| SigningKey::from_seed(&current).hand_on(next));
            connection.prepare_cached(RETIRE)?.execute((Col(noted.at), handed_on))?;
            make(connection, seed, noted.at)?;
            audit::note(connection, &noted)
        })
        .await
    }
}

fn make(connection: &Connection, seed: [u8; 32], at: Timestamp) -> Result<(), Fault> {
    let public = SigningKey::from_seed(&seed).public();
    connection.prepare_cached(NEW)?.execute((seed, Col(public), Col(at)))?;
    Ok(())
}
