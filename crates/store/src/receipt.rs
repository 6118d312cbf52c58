//! Receipts: the answers to requests that carried an Idempotency-Key, so that
//! a request that is sent twice is carried out once.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};

use crate::column::{Col, get};
use crate::error::Fault;
use crate::member::require_member;
use crate::statement::statements;
use crate::{Error, MemberId, Store};

/// The answer to a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Receipt {
    /// Whose request it was.
    pub member: MemberId,
    /// The key that the request carried.
    pub key: String,
    /// SHA-256 of the request: the same key with another request is a mistake of the sender.
    pub request_hash: [u8; 32],
    /// The HTTP status of the answer.
    pub status: u16,
    /// The body of the answer.
    pub body: String,
    /// When it was answered.
    pub created_at: Timestamp,
}

statements! {
    KNOWN = "select 1 from receipt where member = ?1 and key = ?2";
    REMEMBER = "insert into receipt (member, key, request_hash, status, body, created_at)
                values (?1, ?2, ?3, ?4, ?5, ?6)";
    RECEIPT = "select request_hash, status, body, created_at from receipt where member = ?1 and key = ?2";
    FORGET = "delete from receipt where created_at < ?1";
}

impl Store {
    /// The answer to the member's request with that key.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn receipt(&self, member: MemberId, key: &str) -> Result<Option<Receipt>, Error> {
        let key = key.to_owned();
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(RECEIPT)?;
            let receipt = statement.query_row((Col(member), &key), |row| {
                Ok(Receipt {
                    member,
                    key: key.clone(),
                    request_hash: row.get(0)?,
                    status: row.get(1)?,
                    body: row.get(2)?,
                    created_at: get(row, 3)?,
                })
            });
            Ok(receipt.optional()?)
        })
        .await
    }

    /// Forgets the answers that were given before a time. Gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_receipts(&self, before: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(FORGET)?.execute([Col(before)])?)).await
    }
}

pub(crate) fn remember(connection: &Connection, receipt: Receipt) -> Result<(), Fault> {
    require_member(connection, receipt.member)?;
    if connection.prepare_cached(KNOWN)?.exists((Col(receipt.member), &receipt.key))? {
        return Err(Error::ReceiptExists { member: receipt.member, key: receipt.key }.into());
    }
    let values =
        (Col(receipt.member), receipt.key, receipt.request_hash, receipt.status, receipt.body, Col(receipt.created_at));
    connection.prepare_cached(REMEMBER)?.execute(values)?;
    Ok(())
}
