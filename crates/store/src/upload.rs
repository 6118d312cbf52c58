//! Uploads: files that arrive in parts.

use std::path::PathBuf;

use coverage::{CoverageId, MediaId};
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, Row};

use crate::column::{Col, get, get_if_any};
use crate::media::intake::{NewMedium, receive};
use crate::media::work::{self, MediaStage};
use crate::statement::statements;
use crate::{Error, MemberId, Store};

/// A file that is not here as a whole yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Upload {
    /// Its id, which will be the medium's.
    pub id: MediaId,
    /// Who uploads it.
    pub member: MemberId,
    /// The coverage that it is for, if one was named.
    pub coverage: Option<CoverageId>,
    /// What it is called.
    pub filename: String,
    /// How many bytes it has.
    pub length: u64,
    /// How many of them are here for good.
    pub received: u64,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it is let go of, if nothing more arrives.
    pub expires_at: Timestamp,
}

/// How much of a member's may be unfinished at a time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct UploadQuota {
    /// How many files.
    pub files: u64,
    /// How many bytes they may come to.
    pub bytes: u64,
}

statements! {
    BEGUN = "select count(*), coalesce(sum(length), 0) from upload where member = ?1";
    BEGIN = "insert into upload (id, member, coverage, filename, length, received, created_at, expires_at)
             values (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7)";
    ONE = "select id, member, coverage, filename, length, received, created_at, expires_at from upload where id = ?1";
    ADVANCE = "update upload set received = ?2, expires_at = ?3 where id = ?1 and received <= ?2";
    DROP = "delete from upload where id = ?1";
    EXPIRED = "select id from upload where expires_at <= ?1";
}

impl Store {
    /// Begins an upload.
    ///
    /// # Errors
    /// [`Error::TooMuchUnfinished`] when the member has begun too many.
    pub async fn begin_upload(&self, upload: Upload, quota: UploadQuota) -> Result<(), Error> {
        self.write(move |connection| {
            let begun = |row: &Row<'_>| Ok((row.get::<_, u64>(0)?, row.get::<_, u64>(1)?));
            let (files, bytes) = connection.prepare_cached(BEGUN)?.query_row([Col(upload.member)], begun)?;
            if files >= quota.files || bytes.saturating_add(upload.length) > quota.bytes {
                return Err(Error::TooMuchUnfinished { files, bytes }.into());
            }
            connection.prepare_cached(BEGIN)?.execute((
                Col(upload.id),
                Col(upload.member),
                upload.coverage.map(Col),
                upload.filename,
                upload.length,
                Col(upload.created_at),
                Col(upload.expires_at),
            ))?;
            Ok(())
        })
        .await
    }

    /// The upload of that id.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn upload(&self, id: MediaId) -> Result<Option<Upload>, Error> {
        self.query(move |connection| Ok(connection.prepare_cached(ONE)?.query_row([Col(id)], upload).optional()?)).await
    }

    /// Takes note of how many bytes are here for good.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was let go of.
    pub async fn advance_upload(&self, id: MediaId, received: u64, expires_at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            let found = connection.prepare_cached(ADVANCE)?.execute((Col(id), received, Col(expires_at)))?;
            if found == 0 { Err(no_upload(id).into()) } else { Ok(()) }
        })
        .await
    }

    /// Makes a medium of an upload that is here as a whole, and has it worked
    /// on, by whoever claims it first or, where a time is given, by the caller
    /// until then.
    ///
    /// # Errors
    /// [`Error::NotFound`] when it was let go of, or is a medium already.
    pub async fn end_upload(&self, new: NewMedium, leased_until: Option<Timestamp>) -> Result<(), Error> {
        self.write(move |connection| {
            if connection.prepare_cached(DROP)?.execute([Col(new.id)])? == 0 {
                return Err(no_upload(new.id).into());
            }
            receive(connection, &new)?;
            work::add(connection, new.id, MediaStage::Take, new.at, leased_until)
        })
        .await
    }

    /// Lets go of an upload. Its file is the caller's to delete.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn drop_upload(&self, id: MediaId) -> Result<(), Error> {
        self.write(move |connection| {
            connection.prepare_cached(DROP)?.execute([Col(id)])?;
            Ok(())
        })
        .await
    }

    /// The uploads to let go of.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn expired_uploads(&self, now: Timestamp) -> Result<Vec<MediaId>, Error> {
        self.query(move |connection: &Connection| {
            let mut statement = connection.prepare_cached(EXPIRED)?;
            Ok(statement.query_map([Col(now)], |row| get(row, 0))?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Where the bytes are that have come of a file, until what readers get is made of it.
    #[must_use]
    pub fn upload_file(&self, id: MediaId) -> PathBuf {
        self.uploads_folder().join(id.to_string())
    }
}

fn no_upload(id: MediaId) -> Error {
    Error::NotFound { what: "upload", id: id.to_string() }
}

fn upload(row: &Row<'_>) -> rusqlite::Result<Upload> {
    Ok(Upload {
        id: get(row, 0)?,
        member: get(row, 1)?,
        coverage: get_if_any(row, 2)?,
        filename: row.get(3)?,
        length: row.get(4)?,
        received: row.get(5)?,
        created_at: get(row, 6)?,
        expires_at: get(row, 7)?,
    })
}
