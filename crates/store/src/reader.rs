//! Reading: a few connections that can only read, used from blocking threads.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use crate::Error;
use crate::error::Fault;
use crate::schema::BUSY_TIMEOUT;

/// How many requests read at a time; the rest wait their turn.
const AT_A_TIME: usize = 4;

/// The readers of a database.
pub(crate) struct Readers {
    database: PathBuf,
    turns: Arc<Semaphore>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(crate) fn new(database: PathBuf) -> Self {
        Self { database, turns: Arc::new(Semaphore::new(AT_A_TIME)), idle: Arc::default() }
    }

    /// Runs `work` on a connection of its own.
    pub(crate) async fn read<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Error::Closed)?;
        let idle = Arc::clone(&self.idle);
        let database = self.database.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let free = lock(&idle).pop();
            let connection = free.map_or_else(|| connect(&database), Ok)?;
            let outcome = work(&connection).map_err(|fault| fault.of(&database));
            lock(&idle).push(connection);
            outcome
        });
        match reading.await {
            Ok(outcome) => outcome,
            Err(stopped) if stopped.is_panic() => std::panic::resume_unwind(stopped.into_panic()),
            Err(_) => Err(Error::Closed),
        }
    }

    /// Lets nobody read any more; whoever reads now, ends in peace.
    pub(crate) fn close(&self) {
        self.turns.close();
        lock(&self.idle).clear();
    }

    /// Whether nobody is let in any more.
    pub(crate) fn are_closed(&self) -> bool {
        self.turns.is_closed()
    }
}

/// A connection that can only read.
pub(crate) fn connect(database: &Path) -> Result<Connection, Error> {
    let open = || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = Connection::open_with_flags(database, flags)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        Ok(connection)
    };
    open().map_err(|error: rusqlite::Error| Fault::from(error).of(database))
}

/// A list of idle connections is whole at every moment, whoever panics.
fn lock(idle: &Mutex<Vec<Connection>>) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}
