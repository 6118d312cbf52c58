//! Notes: what members say to each other about a draft.

use coverage::{CoverageId, PostId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, rows};
use crate::draft::coverage_of;
use crate::error::Fault;
use crate::member::require_member;
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Error, MemberId, NoteId, Store};

/// A note on a draft.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The draft it is about.
    pub draft: PostId,
    /// Who wrote it.
    pub member: MemberId,
    /// What it says.
    pub text: String,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it was last edited.
    pub edited_at: Option<Timestamp>,
}

/// A note with the members that it mentions.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Written {
    /// The note.
    pub note: Note,
    /// Whom it mentions. Each is told once, however often the note is edited.
    pub mentions: Vec<MemberId>,
}

/// A note in which a member was mentioned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Mention {
    /// The note.
    pub note: Note,
    /// The coverage of its draft.
    pub coverage: CoverageId,
    /// When the member was mentioned.
    pub at: Timestamp,
    /// When the member saw it.
    pub seen_at: Option<Timestamp>,
}

statements! {
    ADD = "insert into note (id, draft, member, text, created_at) values (?1, ?2, ?3, ?4, ?5)";
    EDIT = "update note set text = ?2, edited_at = ?3 where id = ?1";
    DELETE = "delete from note where id = ?1";
    UNMENTION = "delete from mention where note = ?1";
    KEPT = "select seen_at, at from mention where note = ?1 and member = ?2";
    MENTION = "insert into mention (note, member, at, seen_at) values (?1, ?2, ?3, ?4)";
    ONE = "select id, draft, member, text, created_at, edited_at from note where id = ?1";
    OF_DRAFT = "select id, draft, member, text, created_at, edited_at from note where draft = ?1
                order by created_at, id limit ?2";
    OF_MEMBER = "select n.id, n.draft, n.member, n.text, n.created_at, n.edited_at, d.coverage, m.at, m.seen_at
                 from mention m join note n on n.id = m.note join draft d on d.id = n.draft
                 where m.member = ?1 and d.deleted_at is null
                 order by m.at desc, n.id limit ?2";
    SEEN = "update mention set seen_at = ?3 where member = ?1 and at <= ?2 and seen_at is null";
}

impl Store {
    /// The notes on a draft, the oldest first, `limit` at most.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn notes(&self, draft: PostId, limit: usize) -> Result<Vec<Note>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_DRAFT)?;
            Ok(statement.query_map((Col(draft), rows(limit)), note)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The note of that id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn note(&self, id: NoteId) -> Result<Option<Note>, Error> {
        self.query(move |connection| Ok(connection.prepare_cached(ONE)?.query_row([Col(id)], note).optional()?)).await
    }

    /// Where a member was mentioned, the latest first, `limit` at most.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn mentions(&self, member: MemberId, limit: usize) -> Result<Vec<Mention>, Error> {
        self.query(move |connection| {
            let mut statement = connection.prepare_cached(OF_MEMBER)?;
            let found = statement.query_map((Col(member), rows(limit)), |row| {
                Ok(Mention {
                    note: note(row)?,
                    coverage: get(row, 6)?,
                    at: get(row, 7)?,
                    seen_at: row.get::<_, Option<Col<_>>>(8)?.map(|Col(at)| at),
                })
            })?;
            Ok(found.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Notes that a member has seen where they were mentioned, up to a time.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn see_mentions(&self, member: MemberId, until: Timestamp, at: Timestamp) -> Result<usize, Error> {
        self.write(move |connection| {
            Ok(connection.prepare_cached(SEEN)?.execute((Col(member), Col(until), Col(at)))?)
        })
        .await
    }
}

pub(crate) fn add(connection: &Connection, written: &Written) -> Result<(), Fault> {
    let note = &written.note;
    require_member(connection, note.member)?;
    coverage_of(connection, note.draft)?;
    let values = (Col(note.id), Col(note.draft), Col(note.member), &note.text, Col(note.created_at));
    connection.prepare_cached(ADD)?.execute(values)?;
    mention(connection, written, note.created_at)
}

pub(crate) fn edit(connection: &Connection, written: &Written, at: Timestamp) -> Result<(), Fault> {
    let values = (Col(written.note.id), &written.note.text, Col(at));
    if connection.prepare_cached(EDIT)?.execute(values)? == 0 {
        return Err(Error::NotFound { what: "note", id: written.note.id.to_string() }.into());
    }
    mention(connection, written, at)
}

pub(crate) fn delete(connection: &Connection, note: &Note, at: Timestamp) -> Result<(), Fault> {
    if connection.prepare_cached(DELETE)?.execute([Col(note.id)])? == 0 {
        return Err(Error::NotFound { what: "note", id: note.id.to_string() }.into());
    }
    tell(connection, note, at)
}

/// Has the mentions be those that the note now holds, and tells of the new ones.
fn mention(connection: &Connection, written: &Written, at: Timestamp) -> Result<(), Fault> {
    let note = &written.note;
    let mut kept = Vec::new();
    for member in &written.mentions {
        require_member(connection, *member)?;
        let before = |row: &Row<'_>| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, i64>(1)?));
        let before = connection.prepare_cached(KEPT)?.query_row((Col(note.id), Col(*member)), before).optional()?;
        kept.push((*member, before));
    }
    connection.prepare_cached(UNMENTION)?.execute([Col(note.id)])?;
    for (member, before) in &kept {
        let (seen_at, since) = before.unwrap_or((None, at.as_microsecond()));
        connection.prepare_cached(MENTION)?.execute((Col(note.id), Col(*member), since, seen_at))?;
    }
    tell(connection, note, at)?;
    let coverage = coverage_of(connection, note.draft)?;
    for (member, _) in kept.iter().filter(|(_, before)| before.is_none()) {
        let told = Told::Mention { draft: note.draft, note: note.id, member: *member, by: note.member };
        news::tell(connection, Some(coverage), at, &told)?;
    }
    Ok(())
}

/// Tells of a note, and of its draft: it counts its notes, and who is
/// mentioned may see it.
fn tell(connection: &Connection, note: &Note, at: Timestamp) -> Result<(), Fault> {
    let coverage = coverage_of(connection, note.draft)?;
    news::tell(connection, Some(coverage), at, &Told::Draft { draft: note.draft })?;
    news::tell(connection, Some(coverage), at, &Told::Note { draft: note.draft, note: note.id })
}

fn note(row: &Row<'_>) -> rusqlite::Result<Note> {
    Ok(Note {
        id: get(row, 0)?,
        draft: get(row, 1)?,
        member: get(row, 2)?,
        text: row.get(3)?,
        created_at: get(row, 4)?,
        edited_at: row.get::<_, Option<Col<_>>>(5)?.map(|Col(at)| at),
    })
}
