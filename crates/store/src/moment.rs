//! Moments of a record: which change was the last by then.

use std::time::Duration;

use coverage::{CoverageId, Seq};
use jiff::Timestamp;
use rusqlite::OptionalExtension;

use crate::column::{Col, get};
use crate::statement::statements;
use crate::{Error, Store};

statements! {
    LAST_BY = "select seq from leaf where coverage = ?1 and seq > ?2 and seq <= ?3 and at <= ?4
               order by seq desc limit 1";
}

impl Store {
    /// The last change between two positions, the first excluded, that had happened by that time; none if none of
    /// them had. It costs as much as there is between them.
    ///
    /// # Errors
    /// [`Error::TooLong`] when it takes longer than `patience`, or too many are waiting.
    pub async fn last_by(
        &self,
        coverage: CoverageId,
        time: Timestamp,
        after: Seq,
        until: Seq,
        patience: Duration,
    ) -> Result<Option<Seq>, Error> {
        self.check_within(patience, move |connection| {
            let mut statement = connection.prepare_cached(LAST_BY)?;
            let found = statement.query_row((Col(coverage), Col(after), Col(until), Col(time)), |row| get(row, 0));
            Ok(found.optional()?)
        })
        .await
    }
}
