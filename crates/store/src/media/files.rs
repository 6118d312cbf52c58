//! The files of pictures and films in the folder `media`.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use coverage::MediaId;

use crate::error::unavailable;
use crate::statement::statements;
use crate::{Error, Hash, MediaPlace, Store, private};

statements! {
    COUNT = "select count(*) from media where place = ?1 and state = 'ready'";
}

impl Store {
    /// How many pictures and films have their files in a place.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn count_media(&self, place: MediaPlace) -> Result<u64, Error> {
        self.query(move |connection| {
            let count: i64 = connection.query_row(COUNT, [place.as_str()], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
        .await
    }

    /// Writes files of a medium, each under the name that it is asked for by.
    /// Once this has answered they are on the disk for good.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn write_media_files(&self, files: Vec<(String, Vec<u8>)>) -> Result<(), Error> {
        let folder = self.media_folder();
        blocking(move || {
            for (name, bytes) in files {
                let path = folder.join(name);
                write_file(&path, &bytes).map_err(|error| unavailable(&path, error))?;
            }
            Ok(())
        })
        .await
    }

    /// Writes what came otherwise than by an upload.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn write_upload(&self, id: MediaId, bytes: Vec<u8>) -> Result<(), Error> {
        let path = self.upload_file(id);
        blocking(move || write_file(&path, &bytes).map_err(|error| unavailable(&path, error))).await
    }

    /// Has the file that came be the one that is served as well.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn keep_upload(&self, id: MediaId) -> Result<(), Error> {
        let (from, folder) = (self.upload_file(id), self.media_folder());
        blocking(move || {
            let to = folder.join(id.to_string());
            let link = || {
                match fs::hard_link(&from, &to) {
                    // It was done before, and whoever did it could not say so any more.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                    outcome => outcome?,
                }
                private::sync_folder(&folder)
            };
            link().map_err(|error| unavailable(&to, error))
        })
        .await
    }

    /// Lets go of what came. It may be gone already.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn remove_upload(&self, id: MediaId) -> Result<(), Error> {
        let path = self.upload_file(id);
        blocking(move || remove(&path)).await
    }

    /// Lets go of every file of a medium. They may be gone already.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn remove_media_files(&self, id: MediaId) -> Result<(), Error> {
        let folder = self.media_folder();
        blocking(move || {
            // All that is called so is looked for, also what a crash left half written.
            let own = id.to_string();
            for file in fs::read_dir(&folder).map_err(|error| unavailable(&folder, error))? {
                let file = file.map_err(|error| unavailable(&folder, error))?;
                if file.file_name().to_str().is_some_and(|name| name.starts_with(&own)) {
                    remove(&file.path())?;
                }
            }
            Ok(())
        })
        .await
    }

    /// The hash of a file, which may be too long for memory.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn hash_upload(&self, id: MediaId) -> Result<Hash, Error> {
        let path = self.upload_file(id);
        blocking(move || {
            let hash = || Hash::of_file(&mut fs::File::open(&path)?);
            hash().map_err(|error| unavailable(&path, error))
        })
        .await
    }
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(unavailable(path, error)),
        _ => Ok(()),
    }
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Error> + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Closed)?
}

/// Writes a file so that under its name there is all of it or nothing, for good.
pub(super) fn write_file(path: &Path, mut bytes: &[u8]) -> io::Result<()> {
    write_from(path, &mut bytes)
}

/// The same with what is read, piece by piece.
pub(crate) fn write_from(path: &Path, source: &mut impl Read) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let unfinished = PathBuf::from(format!("{}.part", path.display()));
    let mut write = || {
        let mut file = private::create(&unfinished)?;
        io::copy(source, &mut file)?;
        file.sync_all()?;
        fs::rename(&unfinished, path)?;
        private::sync_folder(folder)
    };
    // The error is what counts; on a full disk the half of a file must go.
    write().inspect_err(|_| drop(fs::remove_file(&unfinished)))
}
