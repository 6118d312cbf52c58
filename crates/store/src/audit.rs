//! Who did what, for owners to read. It holds no secret and no draft's words.

use coverage::CoverageId;
use jiff::Timestamp;
use rusqlite::{Connection, Row};
use serde_json::Value;

use crate::column::{Col, get, get_if_any, rows};
use crate::error::Fault;
use crate::statement::statements;
use crate::{Error, MemberId, Store};

/// Something that was done.
#[derive(Clone, PartialEq, Debug)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// By whom; none where it was nobody whom the desk knows, or the operator.
    pub member: Option<MemberId>,
    /// What, such as `post.published`: the kind of thing, a dot, what happened to it.
    pub action: String,
    /// The coverage it was done at.
    pub coverage: Option<CoverageId>,
    /// What it was done to: an id, an address, or empty.
    pub subject: String,
    /// More about it, as a JSON object; null if there is no more to say.
    pub detail: Value,
}

statements! {
    NOTE = "insert into audit (at, member, action, coverage, subject, detail) values (?1, ?2, ?3, ?4, ?5, ?6)";
    BEFORE = "select id, at, member, action, coverage, subject, detail from audit
              where id < ?1 order by id desc limit ?2";
}

impl Store {
    /// The entries before the one of that number, or the last ones, newest
    /// first, each with its number.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn audit(&self, before: Option<u64>, limit: usize) -> Result<Vec<(u64, Entry)>, Error> {
        let before = before.and_then(|number| i64::try_from(number).ok()).unwrap_or(i64::MAX);
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(BEFORE)?;
            let entries = statement.query_map((before, rows(limit)), entry)?.collect::<rusqlite::Result<_>>()?;
            Ok(entries)
        })
        .await
    }
}

pub(crate) fn note(connection: &Connection, entry: &Entry) -> Result<(), Fault> {
    connection.prepare_cached(NOTE)?.execute((
        Col(entry.at),
        entry.member.map(Col),
        &entry.action,
        entry.coverage.map(Col),
        &entry.subject,
        &entry.detail,
    ))?;
    Ok(())
}

fn entry(row: &Row<'_>) -> rusqlite::Result<(u64, Entry)> {
    let entry = Entry {
        at: get(row, 1)?,
        member: get_if_any(row, 2)?,
        action: row.get(3)?,
        coverage: get_if_any(row, 4)?,
        subject: row.get(5)?,
        detail: row.get(6)?,
    };
    Ok((row.get(0)?, entry))
}
