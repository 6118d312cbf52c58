//! The keys that checkpoints are signed with, one at a time. A private half never leaves this table but to sign.

use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use super::signed_note::{PublicKey, SigningKey};
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
}

statements! {
    CURRENT = "select seed from signing_key where retired_at is null";
    RETIRED = "select public from signing_key where retired_at is not null order by number desc";
    NEW = "insert into signing_key (number, seed, public, created_at)
           values ((select coalesce(max(number), 0) + 1 from signing_key), ?1, ?2, ?3)";
    RETIRE = "update signing_key set seed = null, retired_at = ?1 where retired_at is null";
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
            Ok(Keys { current: SigningKey::from_seed(&seed), retired })
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

    /// Makes another key sign from now on, and notes it. The one before is told as one that did,
    /// and what it signed with is wiped out.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn rotate_signing_key(&self, seed: [u8; 32], noted: Entry) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(RETIRE)?.execute([Col(noted.at)])?;
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
