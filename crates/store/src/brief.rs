//! Briefs: what was known of coverages, without their posts, when they left a server's memory.
//! Whoever starts reads these in the place of whole records.

use coverage::{CoverageId, Seq};
use rusqlite::{Connection, Row};

use crate::column::Col;
use crate::record::{Listed, listed};
use crate::statement::statements;
use crate::{Error, Store};

/// What is to be kept of a coverage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeptBrief {
    /// Which coverage.
    pub coverage: CoverageId,
    /// The last change that it knows.
    pub seq: Seq,
    /// What it tells, as whoever keeps it writes it.
    pub told: String,
}

statements! {
    CURRENT = "select c.id, c.slug, b.seq, c.created_at, b.told
               from brief b join coverage c on c.id = b.coverage
               where b.form = ?1 and b.seq = (select coalesce(max(seq), 0) from leaf where coverage = b.coverage)";
    KEEP = "insert into brief (coverage, seq, form, told) select ?1, ?2, ?3, ?4
            where ?2 = (select coalesce(max(seq), 0) from leaf where coverage = ?1)
            on conflict (coverage) do update set seq = ?2, form = ?3, told = ?4";
    DROP = "delete from brief where coverage = ?1";
}

impl Store {
    /// What the briefs tell that were made in that way and know the whole of their records, in no order.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn briefs(&self, form: u32) -> Result<Vec<(Listed, String)>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(CURRENT)?;
            let brief = |row: &Row<'_>| Ok((listed(row)?, row.get(4)?));
            let briefs = statement.query_map([form], brief)?.collect::<rusqlite::Result<_>>()?;
            Ok(briefs)
        })
        .await
    }

    /// Keeps briefs that were made in that way, in the place of those that are there. One whose
    /// record has gone on meanwhile is not kept.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn keep_briefs(&self, form: u32, briefs: Vec<KeptBrief>) -> Result<(), Error> {
        self.write(move |connection| {
            let mut keep = connection.prepare_cached(KEEP)?;
            for KeptBrief { coverage, seq, told } in briefs {
                keep.execute((Col(coverage), Col(seq), form, told))?;
            }
            Ok(())
        })
        .await
    }

    /// Lets go of the brief of a coverage whose record cannot be read.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drop_brief(&self, coverage: CoverageId) -> Result<(), Error> {
        self.write(move |connection| Ok(forget(connection, coverage)?)).await
    }
}

/// Lets go of what is not so any more.
pub(crate) fn forget(connection: &Connection, coverage: CoverageId) -> rusqlite::Result<()> {
    connection.prepare_cached(DROP)?.execute([Col(coverage)])?;
    Ok(())
}
