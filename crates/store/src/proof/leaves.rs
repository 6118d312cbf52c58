//! What is read of a record for whoever checks it: on connections of their own, and no longer than somebody waits.

use std::time::Duration;

use coverage::{CoverageId, Seq};

use crate::column::{Col, get, rows};
use crate::statement::statements;
use crate::{Error, Recorded, Store, leaf, record};

statements! {
    LEAVES = "select seq, at, kind, payload_hash from leaf where coverage = ?1 and seq > ?2 order by seq limit ?3";
}

impl Store {
    /// The leaves after a position, in order, `limit` at most: the bytes whose hashes the tree is over.
    ///
    /// # Errors
    /// - [`Error::TooLong`] when it takes longer than `patience`, or too many are waiting.
    /// - [`Error::Corrupt`] when a change is missing.
    pub async fn leaves(
        &self,
        coverage: CoverageId,
        after: Seq,
        limit: usize,
        patience: Duration,
    ) -> Result<Vec<Vec<u8>>, Error> {
        self.check_within(patience, move |connection| {
            let mut statement = connection.prepare_cached(LEAVES)?;
            let mut found = statement.query((Col(coverage), Col(after), rows(limit)))?;
            let (mut leaves, mut expected) = (Vec::new(), after);
            while let Some(row) = found.next()? {
                expected = expected.next();
                if get::<Seq>(row, 0)? != expected {
                    return Err(Error::Corrupt { coverage, seq: expected, problem: "the change is missing" }.into());
                }
                let kind: String = row.get(2)?;
                leaves.push(leaf(expected, get(row, 1)?, &kind, get(row, 3)?));
            }
            Ok(leaves)
        })
        .await
    }

    /// The changes after a position, in order, `limit` at most, and no more once they have said
    /// `bytes` bytes together.
    ///
    /// # Errors
    /// - [`Error::TooLong`] as [`leaves`](Self::leaves).
    /// - [`Error::Corrupt`] when a payload does not fit its hash, or a change is missing.
    pub async fn read_some(
        &self,
        coverage: CoverageId,
        after: Seq,
        limit: usize,
        bytes: usize,
        patience: Duration,
    ) -> Result<Vec<Recorded>, Error> {
        self.check_within(patience, move |connection| record::read_some(connection, coverage, after, limit, bytes))
            .await
    }
}
