//! How pictures and films come: received, looked at, and then ready or refused.

use coverage::{CoverageId, MediaId};
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use super::files::write_file;
use super::library::describe;
use super::served::{publish_named, served};
use super::work::{self, MediaStage};
use super::{Description, MediaFile, MediaKind, RenditionMeta, known, no_medium};
use crate::column::Col;
use crate::error::{Fault, unavailable};
use crate::news::{self, Told};
use crate::statement::statements;
use crate::{Error, Hash, MemberId, Store};

/// A picture or film that is ready to be shown to everybody, such as those of
/// an import. Its file is never changed: another one has another id.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Media {
    /// Its id.
    pub id: MediaId,
    /// Its media type (RFC 6838), such as `image/webp`.
    pub content_type: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub height: Option<u32>,
    /// The file.
    pub bytes: Vec<u8>,
}

/// A picture or film that has come and was not looked at yet.
#[derive(Clone, PartialEq, Debug)]
pub struct NewMedium {
    /// Its id, which is that of its upload if it had one.
    pub id: MediaId,
    /// What it is; none where it is neither.
    pub kind: Option<MediaKind>,
    /// The size of its file in bytes.
    pub size: u64,
    /// What its file is called.
    pub filename: String,
    /// What is said of it already.
    pub description: Description,
    /// The coverage that it is for.
    pub coverage: Option<CoverageId>,
    /// Who uploaded it; none where no member did.
    pub member: Option<MemberId>,
    /// When it came.
    pub at: Timestamp,
}

/// A picture or film that was looked at and can be shown.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadyMedium {
    /// Its id.
    pub id: MediaId,
    /// The file that is served.
    pub file: MediaFile,
    /// Whether it moved, and what was kept is its first picture.
    pub moved: bool,
    /// What the file said of itself. What members have said meanwhile stays.
    pub description: Description,
    /// When it was taken.
    pub taken_at: Option<String>,
    /// What was made of it.
    pub renditions: Vec<RenditionMeta>,
}

statements! {
    KNOWN = "select 1 from media where id = ?1";
    INSERT = "insert into media (id, state, kind, content_type, width, height, size, sha256, place, public, filename)
              values (?1, 'ready', ?2, ?3, ?4, ?5, ?6, ?7, 'folder', 1, '')";
    RECEIVE = "insert into media (id, state, kind, size, place, public, filename, alt, caption, credit, source, rights,
                                  coverage, member, created_at, words)
               values (?1, 'received', ?2, ?3, 'folder', 0, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    READY = "update media set state = 'ready', content_type = ?2, width = ?3, height = ?4, duration = ?5, size = ?6,
                 sha256 = ?7, place = ?8, moved = ?9, taken_at = ?10, problem = null
             where id = ?1 and state = 'received'";
    REFUSE = "update media set state = 'refused', problem = ?2 where id = ?1 and state = 'received'";
    ADD_RENDITION = "insert or replace into rendition (media, coding, width, height, size) values (?1, ?2, ?3, ?4, ?5)";
}

impl Store {
    /// Keeps a picture or film that everybody may see. Once this has answered,
    /// the file is on the disk and so is the row that names it; a crash before
    /// leaves at most a file that nothing names.
    ///
    /// # Errors
    /// - [`Error::Exists`] when the id is in use.
    /// - [`Error::Unavailable`] when there is no room, or no right to write.
    pub async fn put_media(&self, media: Media) -> Result<(), Error> {
        let folder = self.media_folder();
        let (media, sha256) = self
            .query(move |connection| {
                refuse_known(connection, media.id)?;
                let path = folder.join(media.id.to_string());
                write_file(&path, &media.bytes).map_err(|error| unavailable(&path, error))?;
                let sha256 = Hash::of(&[&media.bytes]);
                Ok((media, sha256))
            })
            .await?;
        self.write(move |connection| {
            refuse_known(connection, media.id)?;
            let is_film = media.content_type.starts_with("video/");
            let kind = if is_film { MediaKind::Film } else { MediaKind::Image };
            let size = media.bytes.len() as u64;
            let Media { id, content_type, width, height, .. } = media;
            connection.prepare_cached(INSERT)?.execute((
                Col(id),
                kind.as_str(),
                content_type,
                width,
                height,
                size,
                Col(sha256),
            ))?;
            Ok(())
        })
        .await
    }

    /// Takes note of a file that is here as a whole and in the folder of
    /// uploads, and has it worked on, by whoever claims it first or, where a
    /// time is given, by the caller until then.
    ///
    /// # Errors
    /// [`Error::Exists`] when the id is in use.
    pub async fn receive_medium(&self, new: NewMedium, leased_until: Option<Timestamp>) -> Result<(), Error> {
        self.write(move |connection| {
            receive(connection, &new)?;
            work::add(connection, new.id, MediaStage::Take, new.at, leased_until)
        })
        .await
    }

    /// Has a picture or film be shown, now that its files are in place: to everybody, where a record names it
    /// that it came with. Who worked on it goes on with what can wait.
    ///
    /// # Errors
    /// - [`Error::NotFound`] when it was deleted meanwhile.
    pub async fn ready_medium(&self, ready: ReadyMedium, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            let (id, file) = (ready.id, &ready.file);
            let values = rusqlite::params![
                Col(id),
                file.content_type,
                file.width,
                file.height,
                file.duration,
                file.size,
                Col(file.sha256),
                file.place.as_str(),
                ready.moved,
                ready.taken_at,
            ];
            if connection.prepare_cached(READY)?.execute(values)? == 0 {
                return Err(no_medium(id).into());
            }
            add_renditions(connection, id, &ready.renditions)?;
            let known = known(connection, id)?.ok_or_else(|| no_medium(id))?;
            let said = known.description.or(ready.description);
            describe(connection, id, &said, &known.filename)?;
            work::finish_next(connection, id)?;
            publish_named(connection, id, at)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Has a picture or film be refused for good. Letting go of what came is what can wait.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn refuse_medium(&self, id: MediaId, problem: Value, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(REFUSE)?.execute((Col(id), problem))?;
            work::finish_next(connection, id)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }

    /// Adds what was made of a picture later.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was deleted meanwhile.
    pub async fn add_renditions(&self, id: MediaId, made: Vec<RenditionMeta>, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            if served(connection, id)?.is_none() {
                return Err(no_medium(id).into());
            }
            add_renditions(connection, id, &made)?;
            news::tell(connection, None, at, &Told::Media { media: id })
        })
        .await
    }
}

pub(crate) fn receive(connection: &Connection, new: &NewMedium) -> Result<(), Fault> {
    refuse_known(connection, new.id)?;
    let said = &new.description;
    connection.prepare_cached(RECEIVE)?.execute(rusqlite::params![
        Col(new.id),
        new.kind.map(MediaKind::as_str),
        new.size,
        new.filename,
        said.alt,
        said.caption,
        said.credit,
        said.source,
        said.rights,
        new.coverage.map(Col),
        new.member.map(Col),
        Col(new.at),
        said.words(&new.filename),
    ])?;
    news::tell(connection, None, new.at, &Told::Media { media: new.id })
}

pub(crate) fn add_renditions(connection: &Connection, id: MediaId, made: &[RenditionMeta]) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(ADD_RENDITION)?;
    for RenditionMeta { coding, width, height, size } in made {
        statement.execute((Col(id), coding, width, height, size))?;
    }
    Ok(())
}

fn refuse_known(connection: &Connection, id: MediaId) -> Result<(), Fault> {
    if connection.prepare_cached(KNOWN)?.exists([Col(id)])? {
        return Err(Error::Exists { what: "picture or film", id: id.to_string() }.into());
    }
    Ok(())
}
