//! The folder: opening and closing it, and the ways to read and to write.

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::Connection;

use crate::error::{Fault, unavailable};
use crate::media::served::Catalogue;
use crate::reader::{self, Readers};
use crate::writer::Writer;
use crate::{Error, private, schema, search};

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
    /// Those of readers who search. They have connections of their own, so that they hold up nobody at the desk.
    searchers: Readers,
    /// Those of readers who check a record.
    checkers: Readers,
    media: Catalogue,
    /// The connection that notices commits. It must never be replaced: the
    /// numbers it gives can be compared only with each other.
    pulse: Mutex<Connection>,
}

impl Store {
    /// Opens the store in `folder`. The folder and the database are made when
    /// they are not there, and an older database is brought up to date. This
    /// blocks for as long as that takes.
    ///
    /// Its files are for this user only, and so is the folder if it is made
    /// here; a folder that is there stays as it is.
    ///
    /// # Errors
    /// - [`Error::Newer`] when a later version of Stet has been at work here.
    /// - [`Error::NotADatabase`] when `stet.db` is something else.
    /// - [`Error::Altered`] when an unreleased build made the database.
    /// - [`Error::Unavailable`] when the folder cannot be made, read or written.
    pub fn open(folder: &Path) -> Result<Self, Error> {
        private::make_folder(folder)?;
        let database = folder.join("stet.db");
        let connection = {
            let _turn = take_turn(&folder.join("stet.lock"))?;
            private::create_missing(&database)?;
            let mut connection = schema::open(&database)?;
            shut_files(folder)?;
            search::make(&mut connection).map_err(|fault| fault.of(&database))?;
            connection
        };
        private::make_folder(&folder.join("media"))?;
        private::make_folder(&folder.join("uploads"))?;
        let pulse = Mutex::new(reader::connect(&database)?);
        let writer = Writer::start(connection, &database)?;
        let shared = Shared {
            folder: folder.to_owned(),
            writer,
            readers: Readers::new(database.clone()),
            searchers: Readers::new(database.clone()),
            checkers: Readers::new(database),
            media: Catalogue::default(),
            pulse,
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// Opens the store in `folder`, as [`open`](Store::open) does, but only if
    /// there is one: a name mistyped makes no folder.
    ///
    /// # Errors
    /// - [`Error::NoDatabase`] when there is none. Then nothing was made.
    /// - Those of [`open`](Store::open).
    pub fn open_existing(folder: &Path) -> Result<Self, Error> {
        match folder.join("stet.db").try_exists() {
            Ok(true) => Self::open(folder),
            Ok(false) => Err(Error::NoDatabase { folder: folder.to_owned() }),
            Err(error) => Err(unavailable(folder, error)),
        }
    }

    /// A number that changes with every commit of any process, this one's
    /// included. Only its changes mean something. It costs a few microseconds:
    /// ask often, and read [`heads_after`](Store::heads_after) when it changed.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn data_version(&self) -> Result<i64, Error> {
        let store = self.clone();
        let asking = tokio::task::spawn_blocking(move || {
            // A connection that only ever answers this question is in no state that a panic could break.
            let pulse = store.shared.pulse.lock().unwrap_or_else(PoisonError::into_inner);
            let version = pulse
                .prepare_cached("pragma data_version")
                .and_then(|mut statement| statement.query_row([], |row| row.get(0)));
            version.map_err(|error| Fault::from(error).of(&store.shared.folder.join("stet.db")))
        });
        asking.await.map_err(|_| Error::Closed)?
    }

    /// Whether the store can be read and written now: takes the right to write
    /// as a change would, and gives it back. Once writing has failed, room is
    /// looked for, and something is written that alters nothing.
    ///
    /// # Errors
    /// [`Error::Unavailable`] or [`Error::Closed`].
    pub async fn ping(&self) -> Result<(), Error> {
        let failing = self.shared.writer.is_failing();
        let folder = self.shared.folder.clone();
        self.write(move |connection| {
            if failing {
                look_for_room(&folder)?;
                connection.execute("update schema_version set name = name where version = 1", [])?;
            }
            Ok(())
        })
        .await?;
        self.query(|connection| Ok(connection.query_row("select 1 from schema_version", [], |_| Ok(()))?)).await
    }

    /// Ends the store: what was asked before is still written, what is asked
    /// after is answered with [`Error::Closed`], by every handle.
    pub async fn close(&self) {
        self.shared.readers.close();
        self.shared.searchers.close();
        self.shared.checkers.close();
        self.shared.writer.close().await;
    }

    /// The folder that holds the files of pictures and films.
    #[must_use]
    pub fn media_folder(&self) -> PathBuf {
        self.shared.folder.join("media")
    }

    /// The folder that holds what has come of files.
    pub(crate) fn uploads_folder(&self) -> PathBuf {
        self.shared.folder.join("uploads")
    }

    /// What is known of the pictures and films, in memory.
    pub(crate) fn catalogue(&self) -> &Catalogue {
        &self.shared.media
    }

    /// Refuses what would be answered from memory once the store was closed.
    pub(crate) fn require_open(&self) -> Result<(), Error> {
        if self.shared.readers.are_closed() { Err(Error::Closed) } else { Ok(()) }
    }

    pub(crate) async fn query<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.readers.read(work).await
    }

    /// The same for one who searches, and waits no longer than that.
    pub(crate) async fn query_within<T, W>(&self, patience: Duration, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.searchers.read_within(patience, work).await
    }

    /// The same for one who checks a record.
    pub(crate) async fn check_within<T, W>(&self, patience: Duration, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.checkers.read_within(patience, work).await
    }

    /// Runs `work` outside of any transaction, while nobody else of this process writes.
    pub(crate) async fn alone<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.writer.alone(work).await
    }

    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.shared.writer.write(work).await
    }
}

/// Makes a file and takes it away, to see whether there is room for some changes more:
/// the last page of a disk is not enough.
fn look_for_room(folder: &Path) -> Result<(), Error> {
    static ROOM: [u8; 1 << 20] = [0; 1 << 20];
    let path = folder.join("stet.room");
    let written = private::create(&path).and_then(|mut file| {
        file.write_all(&ROOM)?;
        file.sync_data()
    });
    let gone = std::fs::remove_file(&path);
    written.and(gone).map_err(|error| unavailable(&path, error))
}

/// Shuts the files of a store to others, those of SQLite too: it makes its own
/// as the database is.
fn shut_files(folder: &Path) -> Result<(), Error> {
    for name in ["stet.db", "stet.db-wal", "stet.db-shm", "stet.lock"] {
        private::shut(&folder.join(name))?;
    }
    private::shut_all(&folder.join("media"))?;
    private::shut_all(&folder.join("uploads"))
}

/// Processes that start together open the store one after the other: SQLite
/// does not wait while another makes the database. The lock ends with the
/// file, or with the process.
fn take_turn(path: &Path) -> Result<File, Error> {
    let take = || {
        let file = private::create(path)?;
        file.lock()?;
        Ok(file)
    };
    take().map_err(|error| unavailable(path, error))
}
