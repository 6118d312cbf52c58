//! Which changes name which pictures and films.

use coverage::{CoverageId, MediaId};
use rusqlite::Connection;
use serde_json::Value;

use crate::Recorded;
use crate::column::{Col, get};
use crate::error::Fault;
use crate::statement::statements;

/// Under what a payload names a picture or film, in whatever version it is.
const KEYS: [&str; 4] = ["media", "poster", "picture", "image"];

statements! {
    NAME = "insert into named_medium (media, coverage, seq) values (?1, ?2, ?3) on conflict do nothing";
    IS_NAMED = "select 1 from named_medium where media = ?1";
    NAMED_BY = "select distinct coverage from named_medium where media = ?1";
    OF_COVERAGE = "select distinct media from named_medium where coverage = ?1";
    FORGET = "delete from named_medium where media = ?1 and coverage = ?2";
}

/// Takes in what was written to a record.
pub(crate) fn follow(connection: &Connection, coverage: CoverageId, changes: &[Recorded]) -> Result<(), Fault> {
    let mut name = connection.prepare_cached(NAME)?;
    for change in changes {
        // That one is gone is no use of it; and most changes have none, which shows without reading them.
        let Some(payload) = change.payload().filter(|payload| change.kind() != "medium_redacted" && may_name(payload))
        else {
            continue;
        };
        let payload: Value = serde_json::from_str(payload).unwrap_or_default();
        for media in in_payload(&payload) {
            name.execute((Col(media), Col(coverage), Col(change.seq())))?;
        }
    }
    Ok(())
}

fn may_name(payload: &str) -> bool {
    KEYS.iter().any(|key| payload.contains(&format!("\"{key}\"")))
}

/// The pictures and films that a payload names, in whatever version it is.
pub(crate) fn in_payload(payload: &Value) -> Vec<MediaId> {
    let mut found = Vec::new();
    let mut nodes = vec![payload];
    while let Some(node) = nodes.pop() {
        match node {
            Value::Object(fields) => {
                let named = KEYS.into_iter().filter_map(|name| fields.get(name));
                found.extend(named.filter_map(Value::as_str).filter_map(|id| id.parse::<MediaId>().ok()));
                nodes.extend(fields.values());
            }
            Value::Array(items) => nodes.extend(items),
            _ => {}
        }
    }
    found
}

/// Whether any record names a picture or film.
pub(crate) fn is_named(connection: &Connection, id: MediaId) -> rusqlite::Result<bool> {
    connection.prepare_cached(IS_NAMED)?.exists([Col(id)])
}

/// The coverages whose records name a picture or film.
pub(crate) fn named_by(connection: &Connection, id: MediaId) -> rusqlite::Result<Vec<CoverageId>> {
    connection.prepare_cached(NAMED_BY)?.query_map([Col(id)], |row| get(row, 0))?.collect()
}

/// The pictures and films that the record of a coverage names.
pub(crate) fn of_coverage(connection: &Connection, coverage: CoverageId) -> rusqlite::Result<Vec<MediaId>> {
    connection.prepare_cached(OF_COVERAGE)?.query_map([Col(coverage)], |row| get(row, 0))?.collect()
}

/// Has a coverage name it no more: it shows none under that id.
pub(super) fn forget(connection: &Connection, coverage: CoverageId, id: MediaId) -> rusqlite::Result<()> {
    connection.prepare_cached(FORGET)?.execute((Col(id), Col(coverage)))?;
    Ok(())
}
