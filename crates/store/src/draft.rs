//! Drafts: posts that are being written. They are the desk's, and private.

use coverage::{CoverageId, PostId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;

use crate::column::{Col, get};
use crate::error::Fault;
use crate::member::require_member;
use crate::record::{head, no_coverage};
use crate::statement::statements;
use crate::{Error, MemberId, Store, search};

/// A post that is not published yet.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft {
    /// The id that the post will have.
    pub id: PostId,
    /// The coverage it is for; it never moves to another.
    pub coverage: CoverageId,
    /// What it says so far, in the desk's own shape.
    pub content: Value,
    /// Whether it waits for its time.
    pub status: DraftStatus,
    /// Who saved it last.
    pub member: MemberId,
    /// When it was saved last.
    pub updated_at: Timestamp,
    /// How often it was saved. To save it, give the version it was made from:
    /// 0 for a new one.
    pub version: u64,
}

/// Whether a draft waits for its time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DraftStatus {
    /// It is being written.
    Draft,
    /// It will be published by itself.
    Scheduled {
        /// When.
        publish_at: Timestamp,
    },
}

statements! {
    VERSION_OF = "select version from draft where id = ?1";
    INSERT = "insert into draft (id, coverage, content, publish_at, member, updated_at, version)
              values (?1, ?2, ?3, ?4, ?5, ?6, 1)";
    UPDATE = "update draft set content = ?3, publish_at = ?4, member = ?5, updated_at = ?6, version = version + 1
              where id = ?1 and coverage = ?2";
    DELETE = "delete from draft where id = ?1";
    DRAFT = "select id, coverage, content, publish_at, member, updated_at, version from draft where id = ?1";
    DRAFTS = "select id, coverage, content, publish_at, member, updated_at, version
              from draft where coverage = ?1 order by updated_at desc, id";
}

impl Store {
    /// The draft of that post.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn draft(&self, post: PostId) -> Result<Option<Draft>, Error> {
        self.query(move |connection| Ok(connection.prepare_cached(DRAFT)?.query_row([Col(post)], draft).optional()?))
            .await
    }

    /// The drafts of a coverage, the last saved first.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drafts(&self, coverage: CoverageId) -> Result<Vec<Draft>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(DRAFTS)?;
            let drafts = statement.query_map([Col(coverage)], draft)?.collect::<rusqlite::Result<_>>()?;
            Ok(drafts)
        })
        .await
    }
}

pub(crate) fn save(connection: &Connection, draft: &Draft) -> Result<(), Fault> {
    if head(connection, draft.coverage)?.is_none() {
        return Err(no_coverage(draft.coverage).into());
    }
    require_member(connection, draft.member)?;
    let found = require_version(connection, draft.id, draft.version)?;
    let publish_at = match draft.status {
        DraftStatus::Draft => None,
        DraftStatus::Scheduled { publish_at } => Some(Col(publish_at)),
    };
    let sql = if found.is_some() { UPDATE } else { INSERT };
    let values =
        (Col(draft.id), Col(draft.coverage), &draft.content, publish_at, Col(draft.member), Col(draft.updated_at));
    let saved = connection.prepare_cached(sql)?.execute(values)?;
    if saved == 0 {
        // It is there, but in another coverage.
        return Err(Error::StaleDraft { post: draft.id, expected: draft.version, found: None }.into());
    }
    search::keep_draft(connection, draft.coverage, draft.id, draft.updated_at, &draft.content)?;
    Ok(())
}

pub(crate) fn delete(connection: &Connection, post: PostId, version: u64) -> Result<(), Fault> {
    if require_version(connection, post, version)?.is_none() {
        return Err(Error::StaleDraft { post, expected: version, found: None }.into());
    }
    connection.prepare_cached(DELETE)?.execute([Col(post)])?;
    search::drop_draft(connection, post)?;
    Ok(())
}

/// The version there is, which must be the expected one; none, if that is 0.
fn require_version(connection: &Connection, post: PostId, expected: u64) -> Result<Option<u64>, Fault> {
    let found = connection.prepare_cached(VERSION_OF)?.query_row([Col(post)], |row| row.get(0)).optional()?;
    if found.unwrap_or(0) == expected { Ok(found) } else { Err(Error::StaleDraft { post, expected, found }.into()) }
}

fn draft(row: &Row<'_>) -> rusqlite::Result<Draft> {
    let publish_at: Option<Col<Timestamp>> = row.get(3)?;
    Ok(Draft {
        id: get(row, 0)?,
        coverage: get(row, 1)?,
        content: row.get(2)?,
        status: publish_at.map_or(DraftStatus::Draft, |Col(publish_at)| DraftStatus::Scheduled { publish_at }),
        member: get(row, 4)?,
        updated_at: get(row, 5)?,
        version: row.get(6)?,
    })
}
