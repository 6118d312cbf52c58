//! Where the files of pictures and films are kept: in the folder of the store,
//! or in a bucket. Each medium knows where its own are, so a newsroom that
//! names a bucket later keeps what it has.

use std::fmt;
use std::io;

use coverage::MediaId;
use store::{MediaPlace, Store};
use thiserror::Error;

use super::bucket::Bucket;

/// One file of a medium.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum MediaFileName<'a> {
    /// The picture or film itself.
    Whole(MediaId),
    /// A picture in another width and coding.
    Rendition(MediaId, u32, &'a str),
}

impl MediaFileName<'_> {
    /// Its name in the bucket, where all of a medium's are in one folder.
    pub(crate) fn in_bucket(self) -> String {
        match self {
            Self::Whole(id) => format!("{id}/whole"),
            Self::Rendition(id, width, coding) => format!("{id}/{width}.{coding}"),
        }
    }
}

impl fmt::Display for MediaFileName<'_> {
    /// Its name in the folder of the store.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(id) => write!(f, "{id}"),
            Self::Rendition(id, width, coding) => write!(f, "{id}-{width}.{coding}"),
        }
    }
}

/// Why files were not written, read or removed.
#[derive(Debug, Error)]
pub enum FilesFault {
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The disk.
    #[error("a file cannot be read: {0}")]
    Device(#[from] io::Error),
    /// The bucket.
    #[error("the bucket: {0}")]
    Bucket(#[from] object_store::Error),
    /// The files are in a bucket, and none is named any more.
    #[error("the file is in a bucket, and none is set; start the server with --media-bucket as before")]
    NoBucket,
}

/// The files of pictures and films.
#[derive(Clone)]
pub(crate) struct Files {
    store: Store,
    bucket: Option<Bucket>,
}

impl Files {
    pub(crate) const fn new(store: Store, bucket: Option<Bucket>) -> Self {
        Self { store, bucket }
    }

    /// Where new files go.
    pub(crate) const fn place(&self) -> MediaPlace {
        if self.bucket.is_some() { MediaPlace::Bucket } else { MediaPlace::Folder }
    }

    /// The bucket.
    ///
    /// # Errors
    /// [`FilesFault::NoBucket`].
    pub(crate) fn bucket(&self) -> Result<&Bucket, FilesFault> {
        self.bucket.as_ref().ok_or(FilesFault::NoBucket)
    }

    /// Writes files, with their media types. Once this has answered they are there for good.
    ///
    /// # Errors
    /// A [`FilesFault`].
    pub(super) async fn write(
        &self,
        place: MediaPlace,
        files: Vec<(MediaFileName<'_>, &'static str, Vec<u8>)>,
    ) -> Result<(), FilesFault> {
        match place {
            MediaPlace::Folder => {
                let files = files.into_iter().map(|(name, _, bytes)| (name.to_string(), bytes)).collect();
                self.store.write_media_files(files).await?;
            }
            MediaPlace::Bucket => {
                let bucket = self.bucket()?;
                for (name, content_type, bytes) in files {
                    bucket.put(&name.in_bucket(), content_type, bytes.into()).await?;
                }
            }
        }
        Ok(())
    }

    /// Has the file that came be the one that is served as well.
    ///
    /// # Errors
    /// A [`FilesFault`].
    pub(super) async fn keep_upload(&self, id: MediaId, content_type: &str) -> Result<(), FilesFault> {
        match &self.bucket {
            None => self.store.keep_upload(id).await?,
            Some(bucket) => {
                let name = MediaFileName::Whole(id).in_bucket();
                bucket.put_file(&name, content_type, &self.store.upload_file(id)).await?;
            }
        }
        Ok(())
    }

    /// Reads a picture whole.
    ///
    /// # Errors
    /// A [`FilesFault`].
    pub(super) async fn read(&self, place: MediaPlace, name: MediaFileName<'_>) -> Result<Vec<u8>, FilesFault> {
        use futures_util::TryStreamExt;
        match place {
            MediaPlace::Folder => Ok(tokio::fs::read(self.store.media_folder().join(name.to_string())).await?),
            MediaPlace::Bucket => {
                let piece = self.bucket()?.get(&name.in_bucket(), None).await?;
                let all = piece.bytes.try_fold(Vec::new(), async |mut all, part| {
                    all.extend_from_slice(&part);
                    Ok(all)
                });
                Ok(all.await?)
            }
        }
    }

    /// Lets go of every file of a medium, wherever they are. They may be gone already.
    ///
    /// # Errors
    /// A [`FilesFault`].
    pub(super) async fn remove(&self, id: MediaId) -> Result<(), FilesFault> {
        self.store.remove_media_files(id).await?;
        match &self.bucket {
            Some(bucket) => Ok(bucket.remove(&id.to_string()).await?),
            None => Ok(()),
        }
    }
}
