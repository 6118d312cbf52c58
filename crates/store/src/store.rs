//! The folder: opening and closing it, and the ways to read and to write.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

use crate::Error;
use crate::error::{Fault, unavailable};
use crate::reader::{self, Readers};
use crate::schema;
use crate::writer::Writer;

/// The record of every coverage and the desk's tables, in one folder. A clone
/// is another handle on the same store.
#[derive(Clone)]
pub struct Store {
    shared: Arc<Shared>,
}

struct Shared {
    folder: PathBuf,
    writer: Writer,
    readers: Readers,
    /// The connection that notices commits. It must never be replaced: the
    /// numbers it gives can be compared only with each other.
    pulse: Mutex<Connection>,
}

impl Store {
    /// Opens the store in `folder`. The folder and the database are made when
    /// they are not there, and an older database is brought up to date. This
    /// blocks for as long as that takes.
    ///
    /// # Errors
    /// - [`Error::Newer`] when a later version of Stet has been at work here.
    /// - [`Error::NotADatabase`] when `stet.db` is something else.
    /// - [`Error::Altered`] when an unreleased build made the database.
    /// - [`Error::Unavailable`] when the folder cannot be made, read or written.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        make_private_folder(folder)?;
        let database = folder.join("stet.db");
        let connection = {
            let _turn = take_turn(&folder.join("stet.lock"))?;
            schema::open(&database)?
        };
        let pulse = Mutex::new(reader::connect(&database)?);
        let writer = Writer::start(connection, &database)?;
        let readers = Readers::new(database);
        Ok(Self { shared: Arc::new(Shared { folder: folder.to_owned(), writer, readers, pulse }) })
    }

    /// A number that changes with every commit of any process, this one's
    /// included. Only its changes mean something. It costs a few microseconds:
    /// ask often, and read [`heads`](Store::heads) when it changed.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn data_version(&self) -> Result<i64, Error> {
        let store = self.clone();
        let asking = tokio::task::spawn_blocking(move || {
            // A connection that only ever answers this question is in no state that a panic could break.
            let pulse = store.shared.pulse.lock().unwrap_or_else(PoisonError::into_inner);
            pulse
                .query_row("pragma data_version", [], |row| row.get(0))
                .map_err(|error| Fault::from(error).of(&store.shared.folder.join("stet.db")))
        });
        asking.await.map_err(|_| Error::Closed)?
    }

    /// Whether the store can be read and written now: takes the right to write
    /// as a change would, and gives it back.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Closed`].
    pub async fn ping(&self) -> Result<(), Error> {
        self.write(|_| Ok(())).await?;
        self.query(|connection| Ok(connection.query_row("select 1 from schema_version", [], |_| Ok(()))?)).await
    }

    /// Ends the store: what was asked before is still written, what is asked
    /// after is answered with [`Error::Closed`], by every handle.
    pub async fn close(&self) {
        self.shared.readers.close();
        self.shared.writer.close().await;
    }

    /// The folder that holds the pictures and films.
    pub(crate) fn media_folder(&self) -> PathBuf {
        self.shared.folder.join("media")
    }

    pub(crate) async fn query<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.readers.read(work).await
    }

    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.writer.write(work).await
    }
}

/// Makes the folder for this user only: drafts and sources are in it.
pub(crate) fn make_private_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    let made = fs::DirBuilder::new().recursive(true).mode(0o700).create(folder);
    // A folder is lasting once the folder that holds it was written.
    made.and_then(|()| sync_folder(&folder.join(".."))).map_err(|error| unavailable(folder, error))
}

/// Has the system write the names that are in a folder.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Processes that start together open the store one after the other: SQLite
/// does not wait while another makes the database. The lock ends with the
/// file, or with the process.
fn take_turn(path: &Path) -> Result<File, Error> {
    let take = || {
        let file = File::create(path)?;
        file.lock()?;
        Ok(file)
    };
    take().map_err(|error| unavailable(path, error))
}
