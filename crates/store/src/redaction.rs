//! What was ordered gone goes: from the record, from all that was made of it,
//! and then from what SQLite keeps of deleted rows.
//!
//! A redaction is a change like others. In the transaction that appends it, the
//! payloads that it names are blanked, what was derived from them goes, and an
//! erasure is asked for; whoever runs erasures makes the database file anew. So
//! a server that is killed at any moment has done all of it, or does it when it starts.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use coverage::{Change, CoverageId, MediaId, MediumRedacted, PostId, PostRedacted, RedactionReason, Seq};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Value, json};

use crate::column::{Col, get, parsed};
use crate::effect::{self, Effect};
use crate::error::Fault;
use crate::following::{self, Origin};
use crate::recorded::Recorded;
use crate::statement::statements;
use crate::{Entry, Error, NewJob, Store, Trouble, audit, draft, job, media};

/// A picture or film that was ordered gone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RedactedMedium {
    /// Which.
    pub id: MediaId,
    /// On which ground.
    pub reason: RedactionReason,
    /// When.
    pub at: Timestamp,
}

statements! {
    // A change before the redaction that has words of a post, whatever the redaction says.
    NAMED = "select p.payload from leaf l join payload p on p.coverage = l.coverage and p.seq = l.seq
             where l.coverage = ?1 and l.seq = ?2 and l.seq < ?3
                 and l.kind in ('post_published', 'post_revised', 'post_withdrawn')";
    BLANK = "update payload set salt = null, payload = null where coverage = ?1 and seq = ?2";
    NOTE = "insert into redaction (coverage, seq, by_seq) values (?1, ?2, ?3) on conflict do nothing";
    // A record that was imported does not say of which post a blanked change told.
    TELLS_OF = "update change_of set subject = ?3 where coverage = ?1 and subject = ?1 and seq = ?2";
    BY = "select r.by_seq, l.at, p.payload
          from redaction r join leaf l on l.coverage = r.coverage and l.seq = r.by_seq
              join payload p on p.coverage = l.coverage and p.seq = l.seq
          where r.coverage = ?1 and r.seq = ?2";
    DRAFTS = "select id from draft where coverage = ?1 and revises = ?2
              union select m.draft from draft_of_post m join draft d on d.id = m.draft
              where m.post = ?2 and d.coverage = ?1";
    MADE_OF = "insert into draft_of_post (draft, post) values (?1, ?2) on conflict do nothing";
    // An answer is kept for who asks again; what it says of the post is not.
    RECEIPTS = "update receipt set body = ?2 where instr(body, ?1) > 0";
    // What names the medium otherwise: nothing that was blanked does.
    NAMES_MEDIUM = "select distinct coverage from payload where instr(payload, ?1) > 0";
    REDACTED_MEDIUM = "select media, reason, at from redacted_media where media = ?1";
    REDACT_MEDIUM = "insert into redacted_media (media, reason, at) values (?1, ?2, ?3) on conflict do nothing";
    UNTOLD = "select media from redacted_media where told = 0";
    TOLD = "update redacted_media set told = 1 where media = ?1";
    ASK = "insert into erasure (asked_at) values (?1)";
    ASKED = "select count(*), coalesce(max(rowid), 0) from erasure";
    DONE = "delete from erasure where rowid <= ?1";
}

impl Store {
    /// Has a picture or film be gone, whoever shows it, with the `effects`: all
    /// or nothing. Its files go as soon as somebody has time for it. `effects`
    /// is given the coverages whose records name it. Gives whether it was there.
    ///
    /// # Errors
    /// Those of the [`Effect`]s.
    pub async fn redact_medium(
        &self,
        redacted: RedactedMedium,
        effects: impl FnOnce(&[CoverageId]) -> Vec<Effect> + Send + 'static,
    ) -> Result<bool, Error> {
        self.write(move |connection| {
            if !take_medium(connection, redacted)? {
                return Ok(false);
            }
            let coverages = names(connection, redacted.id)?;
            effect::perform(connection, effects(&coverages))?;
            ask(connection, redacted.at)?;
            Ok(true)
        })
        .await
    }

    /// When and why a picture or film was ordered gone, if it was.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn redacted_medium(&self, id: MediaId) -> Result<Option<RedactedMedium>, Error> {
        self.query(move |connection| {
            Ok(connection.prepare_cached(REDACTED_MEDIUM)?.query_row([Col(id)], redacted_medium).optional()?)
        })
        .await
    }

    /// The pictures and films that were ordered gone and of which nobody was told yet.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn untold_redacted_media(&self) -> Result<Vec<MediaId>, Error> {
        self.query(|connection| {
            let mut statement = connection.prepare_cached(UNTOLD)?;
            Ok(statement.query_map([], |row| get(row, 0))?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Enqueues what tells others of those pictures and films, once.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn tell_of_redacted_media(&self, gone: Vec<MediaId>, jobs: Vec<NewJob>) -> Result<(), Error> {
        self.write(move |connection| {
            let mut told = connection.prepare_cached(TOLD)?;
            for id in gone {
                told.execute([Col(id)])?;
            }
            jobs.iter().try_for_each(|new| job::enqueue(connection, new))
        })
        .await
    }

    /// Whether something was redacted of which SQLite may still keep bytes.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn must_erase(&self) -> Result<bool, Error> {
        self.query(|connection| Ok(asked(connection)?.0 > 0)).await
    }

    /// Makes the database file anew, so that it holds no byte of what was
    /// deleted, empties its log, and notes that this was done. Nobody else
    /// writes meanwhile. It takes twice as much room again as the database has,
    /// in its folder and in SQLite's folder for temporary files (`SQLITE_TMPDIR`).
    ///
    /// # Errors
    /// [`Error::Unavailable`] when there is no room, or another process reads
    /// what was before; then it is to be done again.
    pub async fn erase(&self, done: Entry) -> Result<(), Error> {
        self.alone(move |connection| {
            let (_, last) = asked(connection)?;
            // The copy that SQLite makes may be larger than memory.
            connection.execute_batch("pragma temp_store = file")?;
            let made = connection.execute_batch("vacuum");
            connection.execute_batch("pragma temp_store = memory")?;
            made?;
            empty_log(connection)?;
            let noting = connection.unchecked_transaction()?;
            noting.execute(DONE, [last])?;
            audit::note(&noting, &done)?;
            noting.commit()?;
            Ok(())
        })
        .await
    }
}

/// Takes in what was written to a record.
pub(crate) fn follow(
    connection: &Connection,
    coverage: CoverageId,
    changes: &[Recorded],
    origin: &Origin,
) -> Result<(), Fault> {
    for recorded in changes {
        match recorded.change() {
            Change::PostRedacted(redacted) => redact(connection, coverage, recorded, redacted, origin)?,
            // The record of another server may tell of a medium that is here as
            // well; it decides nothing about what others' records name.
            Change::MediumRedacted(MediumRedacted { media, reason })
                if is_its_own(connection, coverage, *media, origin)? =>
            {
                let redacted = RedactedMedium { id: *media, reason: *reason, at: recorded.at() };
                if take_medium(connection, redacted)? {
                    ask(connection, recorded.at())?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// What stands of a change whose payload is blank, as the redaction tells it;
/// none where none does.
pub(crate) fn blanked(
    connection: &Connection,
    coverage: CoverageId,
    seq: Seq,
    kind: &str,
) -> Result<Option<Change>, Fault> {
    let by = |row: &Row<'_>| Ok((get::<Seq>(row, 0)?, get::<Timestamp>(row, 1)?, row.get::<_, Option<Value>>(2)?));
    let Some((by, at, Some(payload))) =
        connection.prepare_cached(BY)?.query_row((Col(coverage), Col(seq)), by).optional()?
    else {
        return Ok(None);
    };
    let Change::PostRedacted(redacted) = Change::read("post_redacted", payload) else { return Ok(None) };
    Ok(redacted.blanked(seq, kind, by, at).map(Change::Blanked))
}

/// Notes of what post's words a draft was made.
pub(crate) fn made_of(connection: &Connection, draft: PostId, post: PostId) -> Result<(), Fault> {
    connection.prepare_cached(MADE_OF)?.execute((Col(draft), Col(post)))?;
    Ok(())
}

fn redact(
    connection: &Connection,
    coverage: CoverageId,
    recorded: &Recorded,
    redacted: &PostRedacted,
    origin: &Origin,
) -> Result<(), Fault> {
    let (post, at, by) = (redacted.post, recorded.at(), recorded.seq());
    let mut shown = Vec::new();
    for seq in &redacted.changes {
        let found = connection
            .prepare_cached(NAMED)?
            .query_row((Col(coverage), Col(*seq), Col(by)), |row| row.get::<_, Option<Value>>(0));
        let Some(payload) = found.optional()? else { continue };
        shown.extend(payload.iter().flat_map(media_in));
        connection.prepare_cached(BLANK)?.execute((Col(coverage), Col(*seq)))?;
        connection.prepare_cached(NOTE)?.execute((Col(coverage), Col(*seq), Col(by)))?;
        connection.prepare_cached(TELLS_OF)?.execute((Col(coverage), Col(*seq), Col(post)))?;
    }
    let drafts = connection
        .prepare_cached(DRAFTS)?
        .query_map((Col(coverage), Col(post)), |row| get(row, 0))?
        .collect::<rusqlite::Result<Vec<PostId>>>()?;
    for draft in drafts {
        draft::redact(connection, draft, at)?;
        forget_answers(connection, draft)?;
    }
    // Nobody wrote to a followed coverage here, and its source may name any post.
    if *origin == Origin::Here {
        forget_answers(connection, post)?;
    }
    // A picture that nothing else shows goes with the post.
    for id in shown {
        if names(connection, id)?.is_empty() && following::may_reach(connection, origin, id)? {
            take_medium(connection, RedactedMedium { id, reason: redacted.reason, at })?;
        }
    }
    ask(connection, at)
}

fn forget_answers(connection: &Connection, post: PostId) -> rusqlite::Result<()> {
    let answer = json!({"id": post, "status": "redacted"}).to_string();
    connection.prepare_cached(RECEIPTS)?.execute((post.to_string(), answer))?;
    Ok(())
}

/// The pictures and films that a payload names, in whatever version it is.
fn media_in(payload: &Value) -> Vec<MediaId> {
    let mut found = Vec::new();
    let mut nodes = vec![payload];
    while let Some(node) = nodes.pop() {
        match node {
            Value::Object(fields) => {
                let named = ["media", "poster", "picture", "image"].into_iter().filter_map(|name| fields.get(name));
                found.extend(named.filter_map(Value::as_str).filter_map(|id| id.parse::<MediaId>().ok()));
                nodes.extend(fields.values());
            }
            Value::Array(items) => nodes.extend(items),
            _ => {}
        }
    }
    found
}

/// Whether a picture or film is named by nobody but a record, or came from the server that wrote it, and is named
/// by nobody but records of that server.
fn is_its_own(
    connection: &Connection,
    coverage: CoverageId,
    media: MediaId,
    origin: &Origin,
) -> rusqlite::Result<bool> {
    let named_by = names(connection, media)?;
    let Origin::Elsewhere(server) = origin else { return Ok(named_by.iter().all(|named_by| *named_by == coverage)) };
    for coverage in named_by {
        if following::host(connection, coverage)?.as_ref() != Some(server) {
            return Ok(false);
        }
    }
    following::may_reach(connection, origin, media)
}

/// The coverages whose records name a picture or film.
pub(crate) fn names(connection: &Connection, id: MediaId) -> rusqlite::Result<Vec<CoverageId>> {
    connection.prepare_cached(NAMES_MEDIUM)?.query_map([id.to_string()], |row| get(row, 0))?.collect()
}

/// Has a picture or film be on its way out, whoever may have seen it. Gives whether it was there.
fn take_medium(connection: &Connection, redacted: RedactedMedium) -> Result<bool, Fault> {
    let RedactedMedium { id, reason, at } = redacted;
    if !media::library::take_away(connection, id, at)? {
        return Ok(false);
    }
    connection.prepare_cached(REDACT_MEDIUM)?.execute((Col(id), reason.as_str(), Col(at)))?;
    Ok(true)
}

fn redacted_medium(row: &Row<'_>) -> rusqlite::Result<RedactedMedium> {
    let read = |name: &str| RedactionReason::parse("reason", name).ok();
    Ok(RedactedMedium { id: get(row, 0)?, reason: parsed(row, 1, read)?, at: get(row, 2)? })
}

fn ask(connection: &Connection, at: Timestamp) -> Result<(), Fault> {
    connection.prepare_cached(ASK)?.execute([Col(at)])?;
    Ok(())
}

fn asked(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    connection.prepare_cached(ASKED)?.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// Moves what is in the log into the database, and leaves the log with no byte.
fn empty_log(connection: &Connection) -> Result<(), Fault> {
    let is_busy: bool = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0))?;
    if is_busy {
        let source = Arc::new(io::Error::from(io::ErrorKind::ResourceBusy));
        return Err(Error::Unavailable { path: PathBuf::from("stet.db-wal"), trouble: Trouble::Busy, source }.into());
    }
    Ok(())
}
