//! Changes of followed coverages whose words their source withholds: why, and what it told of them instead.

use coverage::{CoverageId, PostId, Seq, Untold, WasOf};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::Withheld;
use crate::column::{Col, get_if_any, parsed};
use crate::statement::statements;

statements! {
    NOTE = "insert into untold (coverage, seq, why, post, published_at, approximate) values (?1, ?2, ?3, ?4, ?5, ?6)";
    OF = "select why, post, published_at, approximate from untold where coverage = ?1 and seq = ?2";
}

/// Notes that the words of a change were withheld, and what stands of it.
pub(crate) fn note(
    connection: &Connection,
    coverage: CoverageId,
    seq: Seq,
    why: Withheld,
    stands: Option<Untold>,
) -> rusqlite::Result<()> {
    let (published_at, approximate) = match stands.map(|untold| untold.was) {
        Some(WasOf::Publication { published_at, approximate }) => (Some(published_at), approximate),
        _ => (None, false),
    };
    let post = stands.map(|untold| Col(untold.post));
    let values = (Col(coverage), Col(seq), why.as_str(), post, published_at.map(Col), approximate);
    connection.prepare_cached(NOTE)?.execute(values)?;
    Ok(())
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
        let (post, at): (Option<PostId>, Option<Timestamp>) = (get_if_any(row, 1)?, get_if_any(row, 2)?);
        let approximate = row.get(3)?;
        let was = match at {
            Some(published_at) => WasOf::Publication { published_at, approximate },
            None => WasOf::Revision,
        };
        let stands = post.map(|post| Untold { was, post }).filter(|untold| untold.was.kind() == kind);
        Ok((why, stands))
    };
    connection.prepare_cached(OF)?.query_row((Col(coverage), Col(seq)), read).optional()
}
