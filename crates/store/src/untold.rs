//! Changes of followed coverages whose words their source withholds: why, and what it told of them instead.

use coverage::{CoverageId, Seq, Untold};
use rusqlite::{Connection, OptionalExtension, Row};

use crate::Withheld;
use crate::column::{Col, parsed, unreadable};
use crate::error::Fault;
use crate::statement::statements;

statements! {
    NOTE = "insert into untold (coverage, seq, why, stands) values (?1, ?2, ?3, ?4)";
    OF = "select why, stands from untold where coverage = ?1 and seq = ?2";
    BLANK = "update untold set stands = null where coverage = ?1 and seq = ?2 and stands is not null";
}

/// Notes that the words of a change were withheld, and what stands of it.
pub(crate) fn note(
    connection: &Connection,
    coverage: CoverageId,
    seq: Seq,
    why: Withheld,
    stands: Option<&Untold>,
) -> rusqlite::Result<()> {
    let stands = stands.map(serde_json::to_string).transpose();
    let stands = stands.map_err(|problem| rusqlite::Error::ToSqlConversionFailure(problem.into()))?;
    connection.prepare_cached(NOTE)?.execute((Col(coverage), Col(seq), why.as_str(), stands))?;
    Ok(())
}

/// Lets go of what was told of a change. Gives whether anything was.
pub(crate) fn blank(connection: &Connection, coverage: CoverageId, seq: Seq) -> Result<bool, Fault> {
    Ok(connection.prepare_cached(BLANK)?.execute((Col(coverage), Col(seq)))? > 0)
}

/// Why the words of a change of that kind were withheld, and what stands of it; none if they were not.
pub(crate) fn of(
    connection: &Connection,
    coverage: CoverageId,
    seq: Seq,
    kind: &str,
) -> rusqlite::Result<Option<(Withheld, Option<Untold>)>> {
    let read = |row: &Row<'_>| {
        let why = parsed(row, 0, Withheld::parse)?;
        let stands: Option<String> = row.get(1)?;
        let stands = stands.map(|stands| serde_json::from_str::<Untold>(&stands)).transpose();
        let stands = stands.map_err(|problem| unreadable(1, problem))?;
        Ok((why, stands.filter(|untold| untold.kind() == kind)))
    };
    connection.prepare_cached(OF)?.query_row((Col(coverage), Col(seq)), read).optional()
}
