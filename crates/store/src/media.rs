//! Pictures and films: the bytes in a folder of files, what is known of them in the database.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{PoisonError, RwLock};

use coverage::MediaId;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get};
use crate::error::{Fault, unavailable};
use crate::private;
use crate::statement::statements;
use crate::{Error, Hash, Store};

/// A picture or film to keep. It is never changed: another one has another id.
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

/// What is known of a picture or film.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MediaMeta {
    /// Its id.
    pub id: MediaId,
    /// Its media type (RFC 6838).
    pub content_type: String,
    /// Its width in pixels, where it is known.
    pub width: Option<u32>,
    /// Its height in pixels, where it is known.
    pub height: Option<u32>,
    /// Its size in bytes.
    pub size: u64,
    /// The hash of its bytes.
    pub sha256: Hash,
}

statements! {
    KNOWN = "select 1 from media where id = ?1";
    INSERT = "insert into media (id, content_type, width, height, size, sha256) values (?1, ?2, ?3, ?4, ?5, ?6)";
    META = "select id, content_type, width, height, size, sha256 from media where id = ?1";
    ALL = "select id, content_type, width, height, size, sha256 from media";
}

impl Store {
    /// Keeps a picture or film. Once this has answered, the file is on the
    /// disk and so is the row that names it; a crash before leaves at most a
    /// file that nothing names.
    ///
    /// # Errors
    /// - [`Error::Exists`] when the id is in use.
    /// - [`Error::Unavailable`] when there is no room, or no right to write.
    pub async fn put_media(&self, media: Media) -> Result<MediaMeta, Error> {
        let folder = self.media_folder();
        let meta = self
            .query(move |connection| {
                refuse_known(connection, media.id)?;
                private::make_folder(&folder)?;
                write_file(&folder, media.id, &media.bytes).map_err(|error| unavailable(&folder, error))?;
                let sha256 = Hash::of(&[&media.bytes]);
                let Media { id, content_type, width, height, bytes } = media;
                Ok(MediaMeta { id, content_type, width, height, size: bytes.len() as u64, sha256 })
            })
            .await?;
        let meta = self
            .write(move |connection| {
                refuse_known(connection, meta.id)?;
                let values = (Col(meta.id), &meta.content_type, meta.width, meta.height, meta.size, Col(meta.sha256));
                connection.prepare_cached(INSERT)?.execute(values)?;
                Ok(meta)
            })
            .await?;
        self.catalogue().enter(&meta);
        Ok(meta)
    }

    /// What is known of a picture or film, and where its file is, to serve it.
    ///
    /// This costs a look into memory; only for an id that this process has not
    /// met does it ask the database. The file is not touched: all of it was on
    /// the disk before anything named it, and nothing ever writes to it again.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Closed`].
    pub async fn media_file(&self, id: MediaId) -> Result<Option<(MediaMeta, PathBuf)>, Error> {
        self.require_open()?;
        let catalogue = self.catalogue();
        let mut known = catalogue.find(id);
        if known.is_none() {
            // Another process may have put it there.
            known = self
                .query(move |connection| Ok(connection.prepare_cached(META)?.query_row([Col(id)], meta).optional()?))
                .await?;
            if let Some(meta) = &known {
                catalogue.enter(meta);
            }
        }
        Ok(known.map(|meta| (meta, self.media_folder().join(id.to_string()))))
    }

    /// Whether that picture or film is stored.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn has_media(&self, id: MediaId) -> Result<bool, Error> {
        Ok(self.media_file(id).await?.is_some())
    }
}

/// What is known of the pictures and films, in memory: readers ask for them
/// more often than for anything else. Nothing ever leaves it, since no picture
/// or film is ever changed or deleted.
pub(crate) struct Catalogue(RwLock<HashMap<MediaId, MediaMeta>>);

impl Catalogue {
    /// All there are now.
    pub(crate) fn load(connection: &Connection) -> Result<Self, Fault> {
        let mut statement = connection.prepare(ALL)?;
        let all = statement.query_map([], |row| meta(row).map(|meta| (meta.id, meta)))?;
        Ok(Self(RwLock::new(all.collect::<rusqlite::Result<_>>()?)))
    }

    // A map is whole at every moment, whoever panics.

    fn find(&self, id: MediaId) -> Option<MediaMeta> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned()
    }

    fn enter(&self, meta: &MediaMeta) {
        self.0.write().unwrap_or_else(PoisonError::into_inner).insert(meta.id, meta.clone());
    }
}

fn refuse_known(connection: &Connection, id: MediaId) -> Result<(), Fault> {
    if connection.prepare_cached(KNOWN)?.exists([Col(id)])? {
        return Err(Error::Exists { what: "picture or film", id: id.to_string() }.into());
    }
    Ok(())
}

/// Writes a file so that under its name there is all of it or nothing.
fn write_file(folder: &Path, id: MediaId, bytes: &[u8]) -> io::Result<()> {
    let unfinished = folder.join(format!("{id}.part"));
    let write = || {
        let mut file = private::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, folder.join(id.to_string()))?;
        private::sync_folder(folder)
    };
    // The error is what counts; on a full disk the half of a file must go.
    write().inspect_err(|_| drop(fs::remove_file(&unfinished)))
}

fn meta(row: &Row<'_>) -> rusqlite::Result<MediaMeta> {
    Ok(MediaMeta {
        id: get(row, 0)?,
        content_type: row.get(1)?,
        width: row.get(2)?,
        height: row.get(3)?,
        size: row.get(4)?,
        sha256: get(row, 5)?,
    })
}
