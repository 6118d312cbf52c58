//! Drafts: posts that are being written. They are the desk's, and private.

use coverage::{CoverageId, PostId, Seq};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};
use serde_json::Value;
use uuid::Uuid;

use crate::column::{Col, get, get_if_any, unreadable};
use crate::error::Fault;
use crate::member::require_member;
use crate::news::{self, Told};
use crate::record::{head, no_coverage};
use crate::statement::statements;
use crate::{Error, Gist, MemberId, Store, following, redaction, search};

/// How many drafts of a coverage may be open. Past that, one has to be
/// published or deleted before another is begun.
pub const OPEN_DRAFTS: u64 = 2_000;

/// A post in the making, or a new version of a published one: with what it
/// says, or with the [`Gist`] of it.
#[derive(Clone, PartialEq, Debug)]
pub struct Draft<C = Value> {
    /// The id that the post will have; an id of its own if it revises one.
    pub id: PostId,
    /// The coverage it is for; it never moves to another.
    pub coverage: CoverageId,
    /// The published post that it is a new version of.
    pub revises: Option<Revises>,
    /// What it says so far, in the desk's own shape.
    pub content: C,
    /// How far it has come.
    pub status: DraftStatus,
    /// Not to be published before this time.
    pub embargo_until: Option<Timestamp>,
    /// Who began it.
    pub author: MemberId,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Who wrote last.
    pub member: MemberId,
    /// When that was.
    pub updated_at: Timestamp,
    /// Counts its content: one for each step, and one where it was replaced.
    /// A new draft has version 1.
    pub version: u64,
    /// Counts every write. To save a draft, give the edition it was made from:
    /// 0 for a new one.
    pub edition: u64,
    /// When it was deleted; it can be brought back for a while.
    pub deleted_at: Option<Timestamp>,
}

/// What a draft is a new version of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Revises {
    /// The published post.
    pub post: PostId,
    /// The position of its last change when the draft was begun.
    pub base: Seq,
}

/// How far a draft has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DraftStatus {
    /// It is being written.
    Draft,
    /// An editor is to look at it.
    Submitted,
    /// An editor asked for changes.
    ChangesRequested,
    /// An editor agreed to it.
    Approved,
    /// It will be published by itself.
    Scheduled {
        /// When.
        publish_at: Timestamp,
    },
}

impl DraftStatus {
    /// The name in the database and in the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Submitted => "submitted",
            Self::ChangesRequested => "changes_requested",
            Self::Approved => "approved",
            Self::Scheduled { .. } => "scheduled",
        }
    }

    /// When it will be published by itself.
    #[must_use]
    pub const fn publish_at(self) -> Option<Timestamp> {
        match self {
            Self::Scheduled { publish_at } => Some(publish_at),
            _ => None,
        }
    }

    fn read(name: &str, publish_at: Option<Timestamp>) -> Option<Self> {
        match (name, publish_at) {
            ("draft", None) => Some(Self::Draft),
            ("submitted", None) => Some(Self::Submitted),
            ("changes_requested", None) => Some(Self::ChangesRequested),
            ("approved", None) => Some(Self::Approved),
            ("scheduled", Some(publish_at)) => Some(Self::Scheduled { publish_at }),
            _ => None,
        }
    }
}

/// A draft with those whom it concerns.
#[derive(Clone, PartialEq, Debug)]
pub struct Filed<C = Value> {
    /// The draft.
    pub draft: Draft<C>,
    /// Who may write in it beside its author.
    pub writers: Vec<MemberId>,
    /// Who is mentioned in its notes.
    pub mentioned: Vec<MemberId>,
    /// How many notes it has.
    pub notes: u64,
    /// Whose the post is that it revises.
    pub post_author: Option<MemberId>,
}

/// Which drafts of a coverage.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Shelf {
    /// Those that are in the making.
    Open,
    /// Those that were deleted and can be brought back.
    Deleted,
}

statements! {
    EDITION_OF = "select edition from draft where id = ?1";
    OPEN_REVISION = "select id from draft where coverage = ?1 and revises = ?2 and deleted_at is null";
    INSERT = "insert into draft (id, coverage, revises, base_seq, content, status, publish_at, embargo_until,
                                 author, created_at, member, updated_at, version, deleted_at,
                                 headline, excerpt, edition)
              values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, 1)";
    // Coverage, post, author and time of beginning are the draft's for ever.
    UPDATE = "update draft set base_seq = ?3, content = ?4, status = ?5, publish_at = ?6, embargo_until = ?7,
                               member = ?8, updated_at = ?9, version = ?10, deleted_at = ?11, headline = ?12, excerpt = ?13,
                               edition = edition + 1
              where id = ?1 and coverage = ?2";
    IS_OPEN = "select 1 from draft where id = ?1 and deleted_at is null";
    COUNT_OPEN = "select count(*) from draft where coverage = ?1 and deleted_at is null";
    DELETE = "delete from draft where id = ?1";
    PEOPLE = "select d.coverage, d.author, (select group_concat(hex(member)) from draft_writer where draft = d.id),
                     (select group_concat(distinct hex(m.member)) from mention m join note n on n.id = m.note where n.draft = d.id)
              from draft d where d.id = ?1";
    FILED = "select d.id, d.coverage, d.revises, d.base_seq, d.content, d.status, d.publish_at, d.embargo_until,
                    d.author, d.created_at, d.member, d.updated_at, d.version, d.edition, d.deleted_at,
                    (select group_concat(hex(member)) from draft_writer where draft = d.id),
                    (select group_concat(distinct hex(m.member)) from mention m join note n on n.id = m.note where n.draft = d.id),
                    (select count(*) from note where draft = d.id), (select member from post_author where post = d.revises)
             from draft d where d.id = ?1";
    // No content is read, however long it is.
    ON_SHELF = "select d.id, d.coverage, d.revises, d.base_seq, d.excerpt, d.status, d.publish_at, d.embargo_until,
                       d.author, d.created_at, d.member, d.updated_at, d.version, d.edition, d.deleted_at,
                       (select group_concat(hex(member)) from draft_writer where draft = d.id),
                       (select group_concat(distinct hex(m.member)) from mention m join note n on n.id = m.note where n.draft = d.id),
                       (select count(*) from note where draft = d.id),
                       (select member from post_author where post = d.revises), d.headline
                from draft d where d.coverage = ?1 and (d.deleted_at is not null) = ?2
                order by d.updated_at desc, d.id limit ?3";
    SHARE = "insert or ignore into draft_writer (draft, member) values (?1, ?2)";
    FORGET = "delete from draft where deleted_at < ?1";
}

impl Store {
    /// The draft of that id, also if it was deleted and is still kept.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn draft(&self, id: PostId) -> Result<Option<Filed>, Error> {
        let whole = |row: &Row<'_>| filed(row, row.get(4)?);
        self.query(move |connection| Ok(connection.prepare_cached(FILED)?.query_row([Col(id)], whole).optional()?))
            .await
    }

    /// The drafts of a coverage without what they say, the last saved first;
    /// [`OPEN_DRAFTS`] at most.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drafts(&self, coverage: CoverageId, shelf: Shelf) -> Result<Vec<Filed<Gist>>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(ON_SHELF)?;
            let listed = |row: &Row<'_>| filed(row, Gist { headline: row.get(19)?, excerpt: row.get(4)? });
            let found = statement.query_map((Col(coverage), shelf == Shelf::Deleted, OPEN_DRAFTS), listed)?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The draft in which a published post is being revised.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn open_revision(&self, coverage: CoverageId, post: PostId) -> Result<Option<PostId>, Error> {
        self.query(move |connection| revision(connection, coverage, post)).await
    }

    /// Lets go of the drafts that were deleted before a time. Gives how many.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn forget_drafts(&self, deleted_before: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| Ok(connection.prepare_cached(FORGET)?.execute([Col(deleted_before)])?)).await
    }
}

pub(crate) fn save(connection: &Connection, draft: &Draft) -> Result<(), Fault> {
    if head(connection, draft.coverage)?.is_none() {
        return Err(no_coverage(draft.coverage).into());
    }
    require_member(connection, draft.member)?;
    require_member(connection, draft.author)?;
    let found = require_edition(connection, draft.id, draft.edition)?;
    if found.is_none() {
        // A draft that is there can be saved, so that none is lost.
        following::require_own(connection, draft.coverage)?;
    }
    if let Some(Revises { post, .. }) = draft.revises.filter(|_| draft.deleted_at.is_none())
        && let Some(open) = revision(connection, draft.coverage, post)?.filter(|open| *open != draft.id)
    {
        return Err(Error::RevisionOpen { post, draft: open }.into());
    }
    // Whoever read the post before it was redacted may begin a draft with its words after it.
    if let (None, Some(Revises { post, .. })) = (found, draft.revises)
        && redaction::is_redacted(connection, draft.coverage, post)?
    {
        return Err(Error::PostRedacted { post }.into());
    }
    if draft.deleted_at.is_none() && !connection.prepare_cached(IS_OPEN)?.exists([Col(draft.id)])? {
        let open: u64 = connection.prepare_cached(COUNT_OPEN)?.query_row([Col(draft.coverage)], |row| row.get(0))?;
        if open >= OPEN_DRAFTS {
            return Err(Error::TooManyDrafts.into());
        }
    }
    let Gist { headline, excerpt } = Gist::of(&draft.content);
    let (status, publish_at) = (draft.status.as_str(), draft.status.publish_at().map(Col));
    let base = draft.revises.map(|revises| Col(revises.base));
    let saved = if found.is_some() {
        connection.prepare_cached(UPDATE)?.execute((
            Col(draft.id),
            Col(draft.coverage),
            base,
            &draft.content,
            status,
            publish_at,
            draft.embargo_until.map(Col),
            Col(draft.member),
            Col(draft.updated_at),
            draft.version,
            draft.deleted_at.map(Col),
            headline,
            excerpt,
        ))?
    } else {
        connection.prepare_cached(INSERT)?.execute((
            Col(draft.id),
            Col(draft.coverage),
            draft.revises.map(|revises| Col(revises.post)),
            base,
            &draft.content,
            status,
            publish_at,
            draft.embargo_until.map(Col),
            Col(draft.author),
            Col(draft.created_at),
            Col(draft.member),
            Col(draft.updated_at),
            draft.version,
            draft.deleted_at.map(Col),
            headline,
            excerpt,
        ))?
    };
    if saved == 0 {
        // It is there, but in another coverage.
        return Err(Error::StaleDraft { post: draft.id, expected: draft.edition, found: None }.into());
    }
    if draft.deleted_at.is_some() {
        search::drop_draft(connection, draft.id)?;
        tell_gone(connection, draft.id, draft.updated_at)
    } else {
        search::keep_draft(connection, draft.coverage, draft.id, draft.updated_at, &draft.content)?;
        news::tell(connection, Some(draft.coverage), draft.updated_at, &Told::Draft { draft: draft.id })
    }
}

pub(crate) fn delete(connection: &Connection, id: PostId, edition: u64, at: Timestamp) -> Result<(), Fault> {
    if require_edition(connection, id, edition)?.is_none() {
        return Err(Error::StaleDraft { post: id, expected: edition, found: None }.into());
    }
    tell_gone(connection, id, at)?;
    connection.prepare_cached(DELETE)?.execute([Col(id)])?;
    search::drop_draft(connection, id)?;
    Ok(())
}

/// Lets go of a draft that has words which were ordered gone, whoever writes in it.
pub(crate) fn redact(connection: &Connection, id: PostId, at: Timestamp) -> Result<(), Fault> {
    tell_gone(connection, id, at)?;
    connection.prepare_cached(DELETE)?.execute([Col(id)])?;
    search::drop_draft(connection, id)?;
    Ok(())
}

pub(crate) fn share(connection: &Connection, id: PostId, member: MemberId, at: Timestamp) -> Result<(), Fault> {
    require_member(connection, member)?;
    let coverage = coverage_of(connection, id)?;
    connection.prepare_cached(SHARE)?.execute((Col(id), Col(member)))?;
    news::tell(connection, Some(coverage), at, &Told::Draft { draft: id })
}

/// The coverage of a draft that must be there.
pub(crate) fn coverage_of(connection: &Connection, id: PostId) -> Result<CoverageId, Fault> {
    people(connection, id)?
        .map(|(coverage, _)| coverage)
        .ok_or_else(|| Error::NotFound { what: "draft", id: id.to_string() }.into())
}

fn tell_gone(connection: &Connection, id: PostId, at: Timestamp) -> Result<(), Fault> {
    let Some((coverage, people)) = people(connection, id)? else { return Ok(()) };
    news::tell(connection, Some(coverage), at, &Told::DraftGone { draft: id, people })
}

/// The coverage of a draft and those whom it concerns.
fn people(connection: &Connection, id: PostId) -> Result<Option<(CoverageId, Vec<MemberId>)>, Fault> {
    let mut statement = connection.prepare_cached(PEOPLE)?;
    let found = statement.query_row([Col(id)], |row| {
        let people = [vec![get(row, 1)?], members(row, 2)?, members(row, 3)?].concat();
        Ok((get(row, 0)?, people))
    });
    Ok(found.optional()?)
}

fn revision(connection: &Connection, coverage: CoverageId, post: PostId) -> Result<Option<PostId>, Fault> {
    let mut statement = connection.prepare_cached(OPEN_REVISION)?;
    Ok(statement.query_row((Col(coverage), Col(post)), |row| get(row, 0)).optional()?)
}

/// The edition there is, which must be the expected one; none, if that is 0.
fn require_edition(connection: &Connection, post: PostId, expected: u64) -> Result<Option<u64>, Fault> {
    let found = connection.prepare_cached(EDITION_OF)?.query_row([Col(post)], |row| row.get(0)).optional()?;
    if found.unwrap_or(0) == expected { Ok(found) } else { Err(Error::StaleDraft { post, expected, found }.into()) }
}

/// The draft in a row, which has that content.
fn filed<C>(row: &Row<'_>, content: C) -> rusqlite::Result<Filed<C>> {
    let status: String = row.get(5)?;
    let publish_at: Option<Col<Timestamp>> = row.get(6)?;
    let post: Option<Col<PostId>> = row.get(2)?;
    let base: Option<Col<Seq>> = row.get(3)?;
    let draft = Draft {
        id: get(row, 0)?,
        coverage: get(row, 1)?,
        revises: post.zip(base).map(|(Col(post), Col(base))| Revises { post, base }),
        content,
        status: DraftStatus::read(&status, publish_at.map(|Col(at)| at))
            .ok_or_else(|| unreadable(5, format!("“{status}” is no status of a draft")))?,
        embargo_until: row.get::<_, Option<Col<_>>>(7)?.map(|Col(at)| at),
        author: get(row, 8)?,
        created_at: get(row, 9)?,
        member: get(row, 10)?,
        updated_at: get(row, 11)?,
        version: row.get(12)?,
        edition: row.get(13)?,
        deleted_at: row.get::<_, Option<Col<_>>>(14)?.map(|Col(at)| at),
    };
    let (writers, mentioned) = (members(row, 15)?, members(row, 16)?);
    Ok(Filed { draft, writers, mentioned, notes: row.get(17)?, post_author: get_if_any(row, 18)? })
}

/// The members that a column lists, in hexadecimal and with commas between.
fn members(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<MemberId>> {
    let listed: Option<String> = row.get(column)?;
    let parse = |text: &str| Uuid::try_parse(text).map(MemberId::new).map_err(|error| unreadable(column, error));
    listed.as_deref().into_iter().flat_map(|listed| listed.split(',')).map(parse).collect()
}
