//! What was ordered gone goes: from the record, from all that was made of it,
//! and then from what SQLite keeps of deleted rows.
//!
//! A redaction is a change like others. In the transaction that appends it, the
//! payloads that it names are blanked, what was derived from them goes, and an
//! erasure is asked for; whoever runs erasures makes the database file anew. So
//! a server that is killed at any moment has done all of it, or does it when it starts.

use std::collections::{BTreeSet, HashMap};
use std::io;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use coverage::{Change, CoverageId, MediaId, MediumRedacted, PostId, PostRedacted, RedactionReason, Seq};
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::{Value, json};

use crate::column::{Col, get, get_if_any, parsed};
use crate::effect::{self, Effect};
use crate::error::Fault;
use crate::following::{self, Origin};
use crate::media::named;
use crate::recorded::Recorded;
use crate::schema::BUSY_TIMEOUT;
use crate::statement::statements;
use crate::{Entry, Error, NewJob, Store, Trouble, audit, draft, job, media, untold};

/// How far apart erasures are at least that followed sources cause: while one is done, nobody writes.
pub const SOURCE_ERASURES_APART: SignedDuration = SignedDuration::from_mins(10);

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
    // Changes that altered nothing, such as a second publication in a record from elsewhere, are in no version of
    // the post, and so the redaction does not name them.
    TELLS = "select c.seq from change_of c cross join leaf l on l.coverage = c.coverage and l.seq = c.seq
             where c.coverage = ?1 and c.subject = ?2 and c.seq < ?3
                 and l.kind in ('post_published', 'post_revised', 'post_withdrawn')";
    BEFORE = "select l.seq, l.kind, p.payload
              from leaf l join payload p on p.coverage = l.coverage and p.seq = l.seq
              where l.coverage = ?1 and l.seq < ?2 and p.payload is not null";
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
    RECEIPTS = "update receipt set body = case
                    when not json_valid(body) then ?3
                    when json_extract(body, '$.id') = ?1 or json_extract(body, '$.revises') = ?1 then ?2
                    else ?3
                end
                where instr(body, ?1) > 0";
    IS_THERE = "select 1 from media where id = ?1 and state <> 'deleted'";
    // The posts whose words went from some record here.
    REDACTED_POSTS = "select distinct json_extract(p.payload, '$.post')
                      from redaction r join payload p on p.coverage = r.coverage and p.seq = r.by_seq
                      where p.payload is not null";
    IS_REDACTED = "select 1 from change_of c
                   cross join leaf l on l.coverage = c.coverage and l.seq = c.seq and l.kind = 'post_redacted'
                   where c.coverage = ?1 and c.subject = ?2";
    REDACTED_MEDIUM = "select media, reason, at from redacted_media where media = ?1";
    REDACT_MEDIUM = "insert into redacted_media (media, reason, at) values (?1, ?2, ?3) on conflict do nothing";
    UNTOLD = "select media from redacted_media where told = 0";
    TOLD = "update redacted_media set told = 1 where media = ?1";
    ASK = "insert into erasure (asked_at, for_source) values (?1, ?2)";
    ASKED = "select asked_at, for_source from erasure";
    NEXT_ERASURE = "select min(for_source), (select at from source_erasure) from erasure";
    ERASED_FOR_SOURCE = "insert into source_erasure (one, at) values (1, ?1) on conflict do update set at = excluded.at";
    MERGE_WORDS = "insert into search_word (search_word) values ('optimize')";
    MERGE_PARTS = "insert into search_part (search_part) values ('optimize')";
    MERGE_READABLE = "insert into readable_word (readable_word) values ('optimize')";
    // The rows of this table may get other numbers when the database is made anew, and another process may have erased.
    DONE = "delete from erasure where rowid = (select min(rowid) from erasure where asked_at = ?1)";
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
            let coverages = named::named_by(connection, redacted.id)?;
            effect::perform(connection, effects(&coverages))?;
            ask(connection, redacted.at, &Origin::Here)?;
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
        self.query(|connection| Ok(!asked(connection)?.is_empty())).await
    }

    /// From when on what was redacted is to be erased: at once where this newsroom redacted something, and at a
    /// distance from the last time where a followed source alone did. None where there is nothing.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn next_erasure_at(&self) -> Result<Option<Timestamp>, Error> {
        self.query(|connection| {
            let read = |row: &Row<'_>| Ok((row.get::<_, Option<bool>>(0)?, get_if_any::<Timestamp>(row, 1)?));
            let (for_source, last) = connection.prepare_cached(NEXT_ERASURE)?.query_row([], read)?;
            let earliest = match last {
                Some(last) if for_source == Some(true) => last + SOURCE_ERASURES_APART,
                _ => Timestamp::UNIX_EPOCH,
            };
            Ok(for_source.map(|_| earliest))
        })
        .await
    }

    /// Makes the database file anew, so that it holds no byte of what was
    /// deleted; what the log has, [`end_erasure`](Self::end_erasure) sees to.
    /// Nobody else writes meanwhile. It takes twice as much room again as the
    /// database has, in its folder and in SQLite's folder for temporary files
    /// (`SQLITE_TMPDIR`).
    ///
    /// The new pages go through the log. Where somebody reads what was before, it
    /// could not be emptied of them; so the log is emptied first, and where that
    /// cannot be done, nothing is.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when there is no room, or somebody has been reading
    /// for longer than a moment; then it is to be done again.
    pub async fn begin_erasure(&self) -> Result<Erasure, Error> {
        self.alone(|connection| {
            let asked = asked(connection)?;
            empty_log(connection)?;
            // Each index keeps deleted words until its pages are merged.
            [MERGE_WORDS, MERGE_PARTS, MERGE_READABLE].iter().try_for_each(|sql| connection.execute_batch(sql))?;
            // The copy that SQLite makes may be larger than memory.
            connection.execute_batch("pragma temp_store = file")?;
            let made = connection.execute_batch("vacuum");
            connection.execute_batch("pragma temp_store = memory")?;
            made?;
            Ok(Erasure { asked })
        })
        .await
    }

    /// Empties the log, which has what was deleted as well, and notes that all of it is gone.
    ///
    /// # Errors
    /// [`Error::Unavailable`] when somebody has been reading for longer than a moment. Then this alone is
    /// to be done again: the database file is as it should be.
    pub async fn end_erasure(&self, erasure: &Erasure, done: Entry) -> Result<(), Error> {
        let asked = erasure.asked.clone();
        self.alone(move |connection| {
            empty_log(connection)?;
            let noting = connection.unchecked_transaction()?;
            for (at, _) in &asked {
                noting.execute(DONE, [Col(*at)])?;
            }
            if asked.iter().any(|(_, for_source)| *for_source) {
                noting.execute(ERASED_FOR_SOURCE, [Col(done.at)])?;
            }
            audit::note(&noting, &done)?;
            noting.commit()?;
            Ok(())
        })
        .await
    }
}

/// An erasure of which the log is still to be emptied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Erasure {
    /// When what it erases was asked for, and whether a source asked.
    asked: Vec<(Timestamp, bool)>,
}

/// Takes in what was written to a record.
pub(crate) fn follow(
    connection: &Connection,
    coverage: CoverageId,
    changes: &[Recorded],
    origin: &Origin,
) -> Result<(), Fault> {
    let mut posts = HashMap::new();
    let mut gone = None;
    for recorded in changes {
        let has_gone = match recorded.change() {
            Change::PostRedacted(redacted) => {
                let was = redact(connection, coverage, recorded, redacted, origin)?;
                if was != Was::Unknown {
                    posts.insert(redacted.post.to_string(), recorded);
                }
                was == Was::Here
            }
            // The record of another server may tell of a medium that is here as
            // well; it decides nothing about what others' records name.
            Change::MediumRedacted(MediumRedacted { media, reason })
                if is_its_own(connection, coverage, *media, origin)? =>
            {
                take_medium(connection, RedactedMedium { id: *media, reason: *reason, at: recorded.at() })?
            }
            _ => false,
        };
        if has_gone {
            gone = Some(recorded.at());
        }
    }
    note_not_understood(connection, coverage, &posts)?;
    // Of what was not here, nothing is left to be erased.
    gone.map_or(Ok(()), |at| ask(connection, at, origin))
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

/// Whether the words of a post were ordered gone.
pub(crate) fn is_redacted(connection: &Connection, coverage: CoverageId, post: PostId) -> Result<bool, Fault> {
    Ok(connection.prepare_cached(IS_REDACTED)?.exists((Col(coverage), Col(post)))?)
}

/// Refuses a record that brings back words of a post that was redacted here, as an export from before does. One that
/// has the redaction itself brings none.
pub(crate) fn refuse_words_of_redacted(connection: &Connection, changes: &[Recorded]) -> Result<(), Fault> {
    let mut brought = BTreeSet::new();
    for recorded in changes {
        match recorded.change() {
            Change::PostPublished(published) => brought.insert(published.post),
            Change::PostRevised(revised) => brought.insert(revised.post),
            Change::PostRedacted(redacted) => brought.remove(&redacted.post),
            _ => false,
        };
    }
    if brought.is_empty() {
        return Ok(());
    }
    let mut redacted = connection.prepare_cached(REDACTED_POSTS)?;
    let mut rows = redacted.query([])?;
    while let Some(row) = rows.next()? {
        let post = row.get::<_, Option<String>>(0)?.and_then(|post| post.parse::<PostId>().ok());
        if let Some(post) = post.filter(|post| brought.contains(post)) {
            return Err(Error::BringsRedacted { post }.into());
        }
    }
    Ok(())
}

/// Whether a picture or film was ordered gone.
pub(crate) fn is_medium_redacted(connection: &Connection, media: MediaId) -> Result<bool, Fault> {
    Ok(connection.prepare_cached(REDACTED_MEDIUM)?.exists([Col(media)])?)
}

/// Notes of what post's words a draft was made.
pub(crate) fn made_of(connection: &Connection, draft: PostId, post: PostId) -> Result<(), Fault> {
    connection.prepare_cached(MADE_OF)?.execute((Col(draft), Col(post)))?;
    Ok(())
}

/// What was here of a post that was ordered gone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Was {
    /// Nothing is known of it.
    Unknown,
    /// Changes without words, as of a record that was redacted before it came here.
    Blank,
    /// Its words, or something that was made of them.
    Here,
}

fn redact(
    connection: &Connection,
    coverage: CoverageId,
    recorded: &Recorded,
    redacted: &PostRedacted,
    origin: &Origin,
) -> Result<Was, Fault> {
    let (post, at, by) = (redacted.post, recorded.at(), recorded.seq());
    let mut was = Was::Unknown;
    let mut shown = BTreeSet::new();
    let tells = connection
        .prepare_cached(TELLS)?
        .query_map((Col(coverage), Col(post), Col(by)), |row| get(row, 0))?
        .collect::<rusqlite::Result<BTreeSet<Seq>>>()?;
    for seq in tells.into_iter().chain(redacted.changes.iter().copied()).collect::<BTreeSet<_>>() {
        let found = connection
            .prepare_cached(NAMED)?
            .query_row((Col(coverage), Col(seq), Col(by)), |row| row.get::<_, Option<Value>>(0));
        let Some(payload) = found.optional()? else { continue };
        let had_words = payload.is_some() | untold::blank(connection, coverage, seq)?;
        was = if had_words || was == Was::Here { Was::Here } else { Was::Blank };
        shown.extend(payload.iter().flat_map(named::in_payload));
        connection.prepare_cached(BLANK)?.execute((Col(coverage), Col(seq)))?;
        connection.prepare_cached(NOTE)?.execute((Col(coverage), Col(seq), Col(by)))?;
        connection.prepare_cached(TELLS_OF)?.execute((Col(coverage), Col(seq), Col(post)))?;
    }
    let drafts = connection
        .prepare_cached(DRAFTS)?
        .query_map((Col(coverage), Col(post)), |row| get(row, 0))?
        .collect::<rusqlite::Result<Vec<PostId>>>()?;
    for draft in drafts {
        was = Was::Here;
        draft::redact(connection, draft, at)?;
        forget_answers(connection, draft)?;
    }
    // Nobody wrote to a followed coverage here, and its source may name any post.
    if *origin == Origin::Here {
        forget_answers(connection, post)?;
    }
    // A picture that nothing else shows goes with the post.
    for id in shown {
        let is_of_it = connection.prepare_cached(IS_THERE)?.exists([Col(id)])? && !named::is_named(connection, id)?;
        if is_of_it && following::may_reach(connection, origin, id)? {
            take_medium(connection, RedactedMedium { id, reason: redacted.reason, at })?;
        }
    }
    Ok(was)
}

/// Whether a change of a kind or version of later says a post's words, this build cannot know. Owners are told
/// which ones name one of these posts. The record is gone through once, however many posts there are: others wait to
/// write meanwhile.
fn note_not_understood(
    connection: &Connection,
    coverage: CoverageId,
    posts: &HashMap<String, &Recorded>,
) -> Result<(), Fault> {
    let Some(last) = posts.values().map(|recorded| recorded.seq()).max() else { return Ok(()) };
    let mut left: HashMap<&str, BTreeSet<Seq>> = HashMap::new();
    let mut before = connection.prepare_cached(BEFORE)?;
    let mut found = before.query((Col(coverage), Col(last)))?;
    while let Some(row) = found.next()? {
        let seq: Seq = get(row, 0)?;
        let payload = row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?;
        let named: Vec<&str> = ids_in(payload)
            .filter_map(|id| posts.get_key_value(id))
            .filter(|(_, by)| seq < by.seq())
            .map(|(post, _)| post.as_str())
            .collect();
        if named.is_empty() {
            continue;
        }
        let kind: String = row.get(1)?;
        if let Change::Unknown { .. } = Change::read(&kind, row.get(2)?) {
            for post in named {
                left.entry(post).or_default().insert(seq);
            }
        }
    }
    for (post, changes) in left {
        let Some(by) = posts.get(post) else { continue };
        let entry = Entry {
            at: by.at(),
            member: None,
            action: "redaction.not_understood".to_owned(),
            coverage: Some(coverage),
            subject: post.to_owned(),
            detail: json!({"changes": changes}),
        };
        audit::note(connection, &entry)?;
    }
    Ok(())
}

/// All that may be an id in a text, wherever it stands.
fn ids_in(text: &str) -> impl Iterator<Item = &str> {
    text.match_indices('-').filter_map(|(dash, _)| text.get(dash.checked_sub(8)?..dash + 28))
}

/// Lets go of what was answered about a post or draft. Of an answer that was about something else and names it, such as
/// the coverage or one action on many posts, it is not known what is its words; that it was given is all that is kept.
fn forget_answers(connection: &Connection, post: PostId) -> rusqlite::Result<()> {
    let own = json!({"id": post, "status": "redacted"}).to_string();
    let other = json!({"redacted": post}).to_string();
    connection.prepare_cached(RECEIPTS)?.execute((post.to_string(), own, other))?;
    Ok(())
}

/// Whether a picture or film is named by nobody but a record, or came from the server that wrote it, and is named
/// by nobody but records of that server.
fn is_its_own(
    connection: &Connection,
    coverage: CoverageId,
    media: MediaId,
    origin: &Origin,
) -> rusqlite::Result<bool> {
    if !following::may_reach(connection, origin, media)? {
        return Ok(false);
    }
    let named_by = named::named_by(connection, media)?;
    let Origin::Elsewhere(server) = origin else { return Ok(named_by.iter().all(|named_by| *named_by == coverage)) };
    for coverage in named_by {
        if following::host(connection, coverage)?.as_ref() != Some(server) {
            return Ok(false);
        }
    }
    Ok(true)
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

fn ask(connection: &Connection, at: Timestamp, origin: &Origin) -> Result<(), Fault> {
    connection.prepare_cached(ASK)?.execute((Col(at), *origin != Origin::Here))?;
    Ok(())
}

fn asked(connection: &Connection) -> rusqlite::Result<Vec<(Timestamp, bool)>> {
    connection.prepare_cached(ASKED)?.query_map([], |row| Ok((get(row, 0)?, row.get(1)?)))?.collect()
}

/// How long those are waited for who read what is in the log; members' writes wait meanwhile.
const READERS_WAITED_FOR: Duration = Duration::from_millis(500);

/// Moves what is in the log into the database, and leaves the log with no byte.
fn empty_log(connection: &Connection) -> Result<(), Fault> {
    connection.busy_timeout(READERS_WAITED_FOR)?;
    let emptied = connection.query_row("pragma wal_checkpoint(truncate)", [], |row| row.get(0));
    connection.busy_timeout(BUSY_TIMEOUT)?;
    let is_busy: bool = emptied?;
    if is_busy {
        let source = Arc::new(io::Error::from(io::ErrorKind::ResourceBusy));
        return Err(Error::Unavailable { path: PathBuf::from("stet.db-wal"), trouble: Trouble::Busy, source }.into());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use coverage::{CoverageId, Slug};
    use rusqlite::StatementStatus;
    use tempfile::TempDir;
    use uuid::Uuid;

    use super::*;
    use crate::proof::{KeyName, NamedKey, SigningKey};
    use crate::{Description, Following, FollowingState, FromSource, NewChange, NewCoverage, NewMedium};

    const MEDIA: u128 = 3;
    const VERSIONS: u64 = 5;

    fn change(kind: &str, payload: Value) -> NewChange {
        NewChange { at: Timestamp::UNIX_EPOCH, change: Change::read(kind, payload), salt: [1; 16] }
    }

    /// Publications and revisions of two posts, each of which shows the same pictures; the other one shows one of them.
    fn record(post: PostId, other: PostId, media: &[MediaId]) -> Vec<NewChange> {
        let content = |media: &[MediaId]| {
            let images: Vec<Value> =
                media.iter().map(|id| json!({"type": "image", "attrs": {"media": id, "alt": "A quay"}})).collect();
            json!({"body": {"v": 1, "doc": {"type": "doc", "content": images}}})
        };
        let at = Timestamp::UNIX_EPOCH;
        let published = |post, content| {
            change("post_published", json!({"v": 1, "post": post, "published_at": at, "content": content}))
        };
        let revised = |_| change("post_revised", json!({"v": 1, "post": post, "content": content(media)}));
        [published(post, content(media))]
            .into_iter()
            .chain((1..VERSIONS).map(revised))
            .chain([published(other, content(&media[..1]))])
            .collect()
    }

    #[tokio::test]
    async fn a_redaction_asks_for_pictures_by_their_ids() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let media: Vec<MediaId> = (1..=MEDIA).map(|id| MediaId::new(Uuid::from_u128(id))).collect();
        for id in &media {
            let new = NewMedium {
                id: *id,
                kind: None,
                size: 1,
                filename: "quay.jpg".to_owned(),
                description: Description::default(),
                coverage: None,
                member: None,
                at: Timestamp::UNIX_EPOCH,
            };
            store.receive_medium(new, None).await.unwrap();
        }
        let [post, other] = [11, 12].map(|id| PostId::new(Uuid::from_u128(id)));
        let id = CoverageId::new(Uuid::from_u128(9));
        let slug = Slug::parse("quay").unwrap();
        let new = NewCoverage { id, slug, created_at: Timestamp::UNIX_EPOCH };
        let head = store.create_coverage(new, record(post, other, &media), vec![]).await.unwrap();
        let changes: Vec<u64> = (1..=VERSIONS).collect();
        let redaction = json!({
            "v": 1, "post": post, "reason": "legal", "published_at": Timestamp::UNIX_EPOCH, "changes": changes,
        });
        store.append(id, head, vec![change("post_redacted", redaction)], vec![]).await.unwrap();
        let plans = |connection: &Connection| {
            let mut plans = Vec::new();
            for sql in named::STATEMENTS.iter().filter(|sql| !sql.starts_with("insert")) {
                let mut plan = connection.prepare(&format!("explain query plan {sql}"))?;
                let values = rusqlite::params_from_iter(std::iter::repeat_n([1; 16], plan.parameter_count()));
                plans.extend(plan.query_map(values, |row| row.get(3))?.collect::<rusqlite::Result<Vec<String>>>()?);
            }
            Ok(plans)
        };
        let mut plans = store.write(plans).await.unwrap();
        // A few ids are made distinct in memory.
        plans.retain(|step| !step.starts_with("USE TEMP B-TREE"));
        assert!(plans.len() >= 4 && plans.iter().all(|step| step.starts_with("SEARCH")), "{plans:?}");
        let mut gone = Vec::new();
        for id in &media {
            gone.push(store.redacted_medium(*id).await.unwrap().is_some());
        }
        assert_eq!(gone, [false, true, true], "what another post shows stays");
    }

    #[tokio::test]
    async fn a_record_is_gone_through_once_for_all_that_a_source_redacts_and_not_at_all_for_what_never_was() {
        let folder = TempDir::new().unwrap();
        let store = Store::open(folder.path()).unwrap();
        let coverage = CoverageId::new(Uuid::from_u128(9));
        let name = KeyName::parse("live.example.org/live/quay").unwrap();
        let key = NamedKey { name, public: SigningKey::from_seed(&[3; 32]).public() };
        let following = Following {
            coverage,
            slug: Slug::parse("quay").unwrap(),
            source: "https://live.example.org/live/quay".to_owned(),
            host: "live.example.org".to_owned(),
            key: key.clone(),
            checkpoint: None,
            state: FollowingState::Following,
            begun_at: Timestamp::UNIX_EPOCH,
            verified_at: None,
            fault: None,
        };
        let at = Timestamp::UNIX_EPOCH;
        let (action, subject) = ("coverage.followed".to_owned(), String::new());
        let noted = Entry { at, member: None, action, coverage: None, subject, detail: Value::Null };
        store.follow(following, noted).await.unwrap();
        let [post, other] = [11, 12].map(|id| PostId::new(Uuid::from_u128(id)));
        let of = |post: PostId, changes: &[u64]| {
            let redaction = json!({"v": 1, "post": post, "reason": "legal", "published_at": at, "changes": changes});
            change("post_redacted", redaction)
        };
        let never = (100..200).map(|id| of(PostId::new(Uuid::from_u128(id)), &[]));
        // One that says the words of the other in a way that this build does not know.
        let later = change("post_revised", json!({"v": 9, "post": other, "words": "Of a later version."}));
        let told: Vec<NewChange> = record(post, other, &[MediaId::new(Uuid::from_u128(1))])
            .into_iter()
            .chain([later])
            .chain(never)
            .chain([of(post, &[1]), of(other, &[6])])
            .collect();
        let changes = Recorded::after(Seq::START, told).unwrap();
        let (told, redacted) = changes.split_at(changes.len() - 2);
        let scans = async |store: &Store| {
            let runs =
                |connection: &Connection| Ok(connection.prepare_cached(BEFORE)?.get_status(StatementStatus::Run));
            store.write(runs).await.unwrap()
        };
        let mut after = Seq::START;
        for (changes, expected) in [(told, 0), (redacted, 1)] {
            let batch = FromSource {
                coverage,
                after,
                changes: changes.to_vec(),
                checkpoint: String::new(),
                key: key.clone(),
                at,
            };
            after = store.take_from_source(batch, vec![]).await.unwrap();
            assert_eq!(scans(&store).await, expected);
            assert_eq!(store.must_erase().await.unwrap(), expected == 1);
        }
        let noted = store.audit(None, 10).await.unwrap();
        let noted: Vec<_> = noted.iter().filter(|(_, noted)| noted.action == "redaction.not_understood").collect();
        let said: Vec<_> = noted.iter().map(|(_, noted)| (&*noted.subject, &noted.detail)).collect();
        assert_eq!(said, [(&*other.to_string(), &json!({"changes": [7]}))]);
    }
}
