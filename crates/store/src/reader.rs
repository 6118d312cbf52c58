//! Reading: a few connections that can only read, used from blocking threads.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use crate::Error;
use crate::error::Fault;
use crate::schema::BUSY_TIMEOUT;

/// How many requests read at a time; the rest wait their turn.
const AT_A_TIME: usize = 4;

/// How many may wait for their turn who will not wait for long; whoever comes then is told so at once.
const IN_LINE: usize = 64;

/// After so many steps of its machine, SQLite looks whether anybody still waits for what it does.
const LOOK_EVERY: std::ffi::c_int = 1000;

/// The readers of a database.
pub(crate) struct Readers {
    database: PathBuf,
    turns: Arc<Semaphore>,
    line: Semaphore,
    idle: Arc<Mutex<Vec<Connection>>>,
}

impl Readers {
    pub(crate) fn new(database: PathBuf) -> Self {
        let turns = Arc::new(Semaphore::new(AT_A_TIME));
        Self { database, turns, line: Semaphore::new(AT_A_TIME + IN_LINE), idle: Arc::default() }
    }

    /// Runs `work` on a connection of its own.
    pub(crate) async fn read<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        self.run(|connection| work(connection)).await
    }

    async fn run<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&mut Connection) -> Result<T, Fault> + Send + 'static,
    {
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Error::Closed)?;
        let idle = Arc::clone(&self.idle);
        let database = self.database.clone();
        let reading = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let free = lock(&idle).pop();
            let mut connection = free.map_or_else(|| connect(&database), Ok)?;
            let outcome = work(&mut connection).map_err(|fault| fault.of(&database));
            lock(&idle).push(connection);
            outcome
        });
        match reading.await {
            Ok(outcome) => outcome,
            Err(stopped) if stopped.is_panic() => std::panic::resume_unwind(stopped.into_panic()),
            Err(_) => Err(Error::Closed),
        }
    }

    /// Runs `work` as [`read`](Self::read) does, and waits no longer than that for its turn and its
    /// end. Whoever stops waiting has it broken off, at the next step that SQLite can be stopped at.
    pub(crate) async fn read_within<T, W>(&self, patience: Duration, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let Ok(_in_line) = self.line.try_acquire() else { return Err(Error::TooLong) };
        let gone = Gone::default();
        let is_gone = Arc::clone(&gone.0);
        let reading = self.run(move |connection| {
            if is_gone.load(Ordering::Relaxed) {
                return Err(Error::TooLong.into());
            }
            // To interrupt the connection would be lost on one whose statement is just about to begin.
            connection.progress_handler(LOOK_EVERY, Some(move || is_gone.load(Ordering::Relaxed)))?;
            let outcome = work(connection);
            // The connection goes to somebody else, who must not be broken off in its stead.
            connection.progress_handler(LOOK_EVERY, None::<fn() -> bool>)?;
            outcome
        });
        tokio::time::timeout(patience, reading).await.map_err(|_| Error::TooLong)?
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

/// Whether somebody who waited does so no longer, so that the work is broken off.
#[derive(Default)]
struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
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

/// What is locked here is whole at every moment, whoever panics.
fn lock<T>(locked: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    locked.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOON: Duration = Duration::from_millis(20);
    const LATE: Duration = Duration::from_secs(60);

    fn for_ever(connection: &Connection) -> Result<i64, Fault> {
        let sql = "with recursive n (i) as (select 1 union all select i + 1 from n) select count(*) from n";
        Ok(connection.query_row(sql, [], |row| row.get(0))?)
    }

    fn at_once(connection: &Connection) -> Result<i64, Fault> {
        Ok(connection.query_row("select 1", [], |row| row.get(0))?)
    }

    fn readers(folder: &tempfile::TempDir) -> Arc<Readers> {
        let database = folder.path().join("bench.db");
        Connection::open(&database).unwrap().execute_batch("pragma journal_mode = wal").unwrap();
        Arc::new(Readers::new(database))
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn what_takes_too_long_is_broken_off_and_makes_room() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder);
        for _ in 0..2 * AT_A_TIME {
            assert!(matches!(readers.read_within(SOON, for_ever).await, Err(Error::TooLong)));
        }
        assert_eq!(readers.read_within(LATE, at_once).await.unwrap(), 1);
        // Their turns come back, all of them, and so do connections that work.
        let turns = readers.turns.acquire_many(AT_A_TIME.try_into().unwrap()).await.unwrap();
        drop(turns);
        assert_eq!(readers.read(at_once).await.unwrap(), 1);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
    async fn a_long_line_takes_nobody_more() {
        let folder = tempfile::tempdir().unwrap();
        let readers = readers(&folder);
        let wait = || {
            let readers = Arc::clone(&readers);
            tokio::spawn(async move { readers.read_within(LATE, for_ever).await })
        };
        let waiting: Vec<_> = (0..AT_A_TIME + IN_LINE).map(|_| wait()).collect();
        while readers.line.available_permits() > 0 {
            tokio::task::yield_now().await;
        }
        assert!(matches!(readers.read_within(LATE, at_once).await, Err(Error::TooLong)), "told at once");
        // Those who go have their work broken off.
        waiting.iter().for_each(tokio::task::JoinHandle::abort);
        for gone in waiting {
            assert!(gone.await.unwrap_err().is_cancelled());
        }
        assert_eq!(readers.read_within(LATE, at_once).await.unwrap(), 1);
    }
}
