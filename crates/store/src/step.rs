//! Steps: how several members write in one draft at once.
//!
//! The store is the authority that puts steps into one order; it does not
//! understand them. An editor sends its steps with the version that they were
//! made from and with the content that they lead to. If steps of another were
//! taken meanwhile, these are refused: the editor fetches the others, makes its
//! own fit, and sends them again.

use coverage::{CoverageId, PostId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension};
use serde_json::Value;

use crate::column::{Col, get};
use crate::error::Fault;
use crate::member::require_member;
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Error, Gist, MemberId, Store, search};

/// How many steps of a draft are kept at least. An editor that is further
/// behind is given the whole content, which can be merged by blocks only. A
/// letter is a step: these are what several members write in an hour.
pub const STEPS_KEPT: u64 = 20_000;

/// The most bytes of steps that an editor is given to catch up by. Past that
/// the whole content is shorter.
const MOST_MISSED: usize = 4 << 20;

/// Steps to take.
#[derive(Clone, PartialEq, Debug)]
pub struct Push {
    /// In which draft.
    pub draft: PostId,
    /// The version that they were made from.
    pub version: u64,
    /// The editor that made them, by a name of its own choice.
    pub client: String,
    /// The steps.
    pub steps: Vec<Value>,
    /// What the draft says after them.
    pub content: Value,
    /// Who wrote.
    pub member: MemberId,
    /// When.
    pub at: Timestamp,
    /// What becomes of an editor's consent to the words before.
    pub consent: Consent,
}

/// What becomes of an editor's consent when a draft is written on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Consent {
    /// It stands: who writes could give it.
    Stands,
    /// It has gone: what was approved or scheduled is to be looked at again.
    Lapses,
}

/// A step that was taken.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// The editor that made it.
    pub client: String,
    /// What it is, for editors to understand.
    pub step: Value,
}

/// What an editor has missed.
#[derive(Clone, PartialEq, Debug)]
pub enum Missed {
    /// These steps, in order, which lead to that version.
    Steps {
        /// The version after them.
        version: u64,
        /// The steps.
        steps: Vec<Step>,
    },
    /// More than is kept, or the content was replaced: this is what the draft says now.
    Everything {
        /// Its version.
        version: u64,
        /// What it says.
        content: Value,
    },
}

statements! {
    STANDING = "select coverage, version from draft where id = ?1 and deleted_at is null";
    SAME = "select client, step from draft_step where draft = ?1 and version = ?2";
    TAKE = "insert into draft_step (draft, version, client, step) values (?1, ?2, ?3, ?4)";
    TRIM = "delete from draft_step where draft = ?1 and version <= ?2";
    WRITE = "update draft set content = ?2, version = ?3, member = ?4, updated_at = ?5, edition = edition + 1,
                    headline = ?7, excerpt = ?8,
                    publish_at = iif(?6 and status = 'scheduled', null, publish_at),
                    status = iif(?6 and status in ('approved', 'scheduled'), 'submitted', status)
             where id = ?1";
    CONTENT = "select version, content from draft where id = ?1 and deleted_at is null";
    AFTER = "select version, client, step from draft_step where draft = ?1 and version > ?2 order by version";
}

impl Store {
    /// Takes steps, all or none, with the content that they lead to. Gives the
    /// version after them. Steps that were taken before are not taken again.
    ///
    /// # Errors
    /// - [`Error::StaleSteps`] when they were made from another version.
    /// - [`Error::NotFound`] when there is no such draft, or it was deleted.
    pub async fn push_steps(&self, push: Push) -> Result<u64, Error> {
        self.write(move |connection| take(connection, &push)).await
    }

    /// What an editor has missed that knows that version; none if there is no such draft.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn steps(&self, draft: PostId, after: u64) -> Result<Option<Missed>, Error> {
        self.query(move |connection| {
            // Steps and version are those of one moment.
            let moment = connection.unchecked_transaction()?;
            let missed = missed(&moment, draft, after)?;
            moment.finish()?;
            Ok(missed)
        })
        .await
    }
}

fn take(connection: &Connection, push: &Push) -> Result<u64, Fault> {
    require_member(connection, push.member)?;
    let standing = |row: &rusqlite::Row<'_>| Ok((get(row, 0)?, row.get(1)?));
    let found = connection.prepare_cached(STANDING)?.query_row([Col(push.draft)], standing).optional()?;
    let Some((coverage, version)): Option<(CoverageId, u64)> = found else {
        return Err(Error::NotFound { what: "draft", id: push.draft.to_string() }.into());
    };
    let after = push.version.saturating_add(push.steps.len() as u64);
    if version != push.version {
        return if push.version < version && were_taken(connection, push)? {
            Ok(after)
        } else {
            Err(Error::StaleSteps { draft: push.draft, version }.into())
        };
    }
    for (version, step) in (push.version + 1..).zip(&push.steps) {
        connection.prepare_cached(TAKE)?.execute((Col(push.draft), version, &push.client, step))?;
    }
    connection.prepare_cached(TRIM)?.execute((Col(push.draft), after.saturating_sub(STEPS_KEPT)))?;
    let lapses = push.consent == Consent::Lapses;
    let Gist { headline, excerpt } = Gist::of(&push.content);
    let (member, at) = (Col(push.member), Col(push.at));
    let values = (Col(push.draft), &push.content, after, member, at, lapses, headline, excerpt);
    connection.prepare_cached(WRITE)?.execute(values)?;
    search::keep_draft(connection, coverage, push.draft, push.at, &push.content)?;
    news::tell(connection, Some(coverage), push.at, &Told::Steps { draft: push.draft, after: push.version })?;
    Ok(after)
}

/// Whether these very steps were taken before: the answer to them was lost.
fn were_taken(connection: &Connection, push: &Push) -> Result<bool, Fault> {
    let mut same = connection.prepare_cached(SAME)?;
    for (version, step) in (push.version.saturating_add(1)..).zip(&push.steps) {
        let taken = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let taken: Option<(String, Value)> = same.query_row((Col(push.draft), version), taken).optional()?;
        if taken.is_none_or(|(client, taken)| client != push.client || taken != *step) {
            return Ok(false);
        }
    }
    Ok(!push.steps.is_empty())
}

fn missed(connection: &Connection, draft: PostId, after: u64) -> Result<Option<Missed>, Fault> {
    let content = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
    let found = connection.prepare_cached(CONTENT)?.query_row([Col(draft)], content).optional()?;
    let Some((version, content)): Option<(u64, Value)> = found else { return Ok(None) };
    if after > version {
        return Ok(Some(Missed::Everything { version, content }));
    }
    let mut statement = connection.prepare_cached(AFTER)?;
    let mut found = statement.query((Col(draft), after))?;
    let (mut reached, mut bytes, mut steps) = (after, 0, Vec::new());
    while let Some(row) = found.next()? {
        bytes += row.get_ref(2)?.as_bytes().map_or(0, <[u8]>::len);
        if bytes > MOST_MISSED || row.get::<_, u64>(0)? != reached.saturating_add(1) {
            break;
        }
        reached = reached.saturating_add(1);
        steps.push(Step { client: row.get(1)?, step: row.get(2)? });
    }
    Ok(Some(if reached == version {
        Missed::Steps { version, steps }
    } else {
        Missed::Everything { version, content }
    }))
}
