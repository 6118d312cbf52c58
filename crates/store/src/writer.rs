//! Writing: one thread owns the one connection that writes.
//!
//! Requests that arrive while a commit is under way wait, and are then
//! committed together: the disk is told to keep what it has once for all of
//! them, so the busier it gets the less each costs. A savepoint around each
//! keeps the failure of one from its neighbours. Nobody is answered before
//! the commit has returned.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::Error;
use crate::error::{Fault, unavailable};

/// How many requests may wait; past that, whoever asks waits to be let in.
const WAITING: usize = 1024;

/// How many requests share a commit at most.
const TOGETHER: usize = 256;

/// The way to the thread that writes.
pub(crate) struct Writer {
    requests: mpsc::Sender<Message>,
    failing: Arc<AtomicBool>,
}

/// What is done with the connection that writes, and the path of its database.
type Lone = dyn FnOnce(&Connection, &Path) + Send;

enum Message {
    Write(Box<dyn Request>),
    /// What is no part of a transaction, and gives its answer itself.
    Alone(Box<Lone>),
    /// Everything that was let in before is still written.
    Close(oneshot::Sender<()>),
}

impl Writer {
    /// Starts the thread.
    pub(crate) fn start(connection: Connection, database: &Path) -> Result<Self, Error> {
        let (requests, inbox) = mpsc::channel(WAITING);
        let path = database.to_owned();
        let failing = Arc::new(AtomicBool::new(false));
        let told = Arc::clone(&failing);
        let thread = thread::Builder::new().name("stet-writer".to_owned());
        thread.spawn(move || run(&connection, inbox, &path, &told)).map_err(|error| unavailable(database, error))?;
        Ok(Self { requests, failing })
    }

    /// Runs `work` within a transaction and answers once it is committed.
    pub(crate) async fn write<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let request = Box::new(Call { work: Some(work), result: None, answer });
        self.requests.send(Message::Write(request)).await.map_err(|_| Error::Closed)?;
        answered.await.map_err(|_| Error::Closed)?
    }

    /// Runs `work` outside of any transaction, after what was asked before it.
    pub(crate) async fn alone<T, W>(&self, work: W) -> Result<T, Error>
    where
        T: Send + 'static,
        W: FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
    {
        let (answer, answered) = oneshot::channel();
        let work = Box::new(move |connection: &Connection, database: &Path| {
            // Whoever asked may have gone; that takes nothing back.
            let _ = answer.send(work(connection).map_err(|fault| fault.of(database)));
        });
        self.requests.send(Message::Alone(work)).await.map_err(|_| Error::Closed)?;
        answered.await.map_err(|_| Error::Closed)?
    }

    /// Whether the disk took nothing the last time that something was written.
    pub(crate) fn is_failing(&self) -> bool {
        self.failing.load(Ordering::Relaxed)
    }

    /// Writes what was asked so far, then ends the thread.
    pub(crate) async fn close(&self) {
        let (answer, closed) = oneshot::channel();
        if self.requests.send(Message::Close(answer)).await.is_ok() {
            // An error means that the thread ended before: closed all the same.
            let _ = closed.await;
        }
    }
}

/// A request, whatever it answers.
trait Request: Send {
    /// Does the work, within a transaction. After an error nothing of it is to be kept.
    fn perform(&mut self, connection: &Connection, database: &Path) -> Result<(), Error>;

    /// Answers, now that the fate of the transaction is known.
    fn answer(self: Box<Self>, fate: Result<(), Error>);
}

struct Call<T, W> {
    work: Option<W>,
    result: Option<Result<T, Error>>,
    answer: oneshot::Sender<Result<T, Error>>,
}

impl<T, W> Request for Call<T, W>
where
    T: Send,
    W: FnOnce(&Connection) -> Result<T, Fault> + Send,
{
    fn perform(&mut self, connection: &Connection, database: &Path) -> Result<(), Error> {
        let Some(work) = self.work.take() else { return Ok(()) };
        let result = work(connection).map_err(|fault| fault.of(database));
        let outcome = result.as_ref().map(|_| ()).map_err(Error::clone);
        self.result = Some(result);
        outcome
    }

    fn answer(self: Box<Self>, fate: Result<(), Error>) {
        // Without a commit even a refusal is void: it may rest on what a neighbour wrote.
        let Self { work: _, result, answer } = *self;
        let result = fate.and_then(|()| result.unwrap_or(Err(Error::Closed)));
        // Whoever asked may have gone; that takes nothing back.
        let _ = answer.send(result);
    }
}

fn run(connection: &Connection, mut inbox: mpsc::Receiver<Message>, database: &Path, failing: &AtomicBool) {
    let mut closing = Vec::new();
    let mut batch = VecDeque::new();
    let mut alone = None;
    while let Some(first) = inbox.blocking_recv() {
        let mut next = Some(first);
        while let Some(message) = next.take() {
            match message {
                Message::Write(request) => batch.push_back(request),
                Message::Alone(work) => {
                    alone = Some(work);
                    break;
                }
                Message::Close(answer) => {
                    inbox.close();
                    closing.push(answer);
                }
            }
            if batch.len() < TOGETHER {
                next = inbox.try_recv().ok();
            }
        }
        while !batch.is_empty() {
            transact(connection, &mut batch, database, failing);
        }
        if let Some(work) = alone.take() {
            work(connection, database);
        }
    }
    // What is in the write-ahead log is as safe as what is in the database
    // file; a reader in another process may keep it from being moved there.
    let _ = connection.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()));
    for answer in closing {
        let _ = answer.send(());
    }
}

/// Performs the waiting requests in one transaction and answers them. Leaves
/// waiting those that were not begun when the transaction broke.
fn transact(connection: &Connection, waiting: &mut VecDeque<Box<dyn Request>>, database: &Path, failing: &AtomicBool) {
    let mut done = Vec::with_capacity(waiting.len());
    let changes = connection.total_changes();
    let fate = perform(connection, waiting, &mut done, database);
    if fate.is_err() && !connection.is_autocommit() {
        // If even this fails, the connection is lost, and the next request will say so.
        let _ = connection.execute_batch("rollback");
    }
    match &fate {
        Err(Error::Unavailable { .. }) => failing.store(true, Ordering::Relaxed),
        // Where nothing was written, it is not known whether it could have been.
        Ok(()) if connection.total_changes() != changes => failing.store(false, Ordering::Relaxed),
        _ => {}
    }
    for request in done {
        request.answer(fate.clone());
    }
}

fn perform(
    connection: &Connection,
    waiting: &mut VecDeque<Box<dyn Request>>,
    done: &mut Vec<Box<dyn Request>>,
    database: &Path,
) -> Result<(), Error> {
    let execute = |sql| connection.execute_batch(sql).map_err(|error| Fault::from(error).of(database));
    if let Err(error) = execute("begin immediate") {
        done.extend(waiting.drain(..));
        return Err(error);
    }
    while let Some(mut request) = waiting.pop_front() {
        let outcome = execute("savepoint request").and_then(|()| request.perform(connection, database));
        done.push(request);
        if connection.is_autocommit() {
            // The disk failed or is full, and SQLite gave up the whole
            // transaction: all who were in it hear why.
            return outcome.and_then(|()| execute("commit"));
        }
        execute(if outcome.is_ok() { "release request" } else { "rollback to request; release request" })?;
    }
    execute("commit")
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use tempfile::TempDir;

    use super::*;
    use crate::Trouble;

    struct Bench {
        folder: TempDir,
        connection: Connection,
        waiting: VecDeque<Box<dyn Request>>,
    }

    impl Bench {
        fn new() -> Self {
            let folder = tempfile::tempdir().unwrap();
            let connection = Connection::open(folder.path().join("bench.db")).unwrap();
            connection.execute_batch("pragma journal_mode = wal; create table line (text text)").unwrap();
            Self { folder, connection, waiting: VecDeque::new() }
        }

        /// Has a request wait, and gives what will answer it.
        fn ask<T: Send + 'static>(
            &mut self,
            work: impl FnOnce(&Connection) -> Result<T, Fault> + Send + 'static,
        ) -> oneshot::Receiver<Result<T, Error>> {
            let (answer, answered) = oneshot::channel();
            self.waiting.push_back(Box::new(Call { work: Some(work), result: None, answer }));
            answered
        }

        fn insert(&mut self, text: &str) -> oneshot::Receiver<Result<usize, Error>> {
            let text = text.to_owned();
            self.ask(move |connection| Ok(connection.execute("insert into line values (?1)", [text])?))
        }

        fn transact(&mut self) {
            transact(&self.connection, &mut self.waiting, Path::new("bench.db"), &AtomicBool::new(false));
        }
    }

    fn count(connection: &Connection) -> i64 {
        connection.query_row("select count(*) from line", [], |row| row.get(0)).unwrap()
    }

    #[test]
    fn requests_that_wait_share_one_commit() {
        let mut bench = Bench::new();
        let path = bench.folder.path().join("bench.db");
        let first = bench.insert("one");
        let seen = bench.ask(move |inside| Ok((count(inside), count(&Connection::open(path)?))));
        bench.transact();
        assert_eq!(first.blocking_recv().unwrap().unwrap(), 1);
        assert_eq!(seen.blocking_recv().unwrap().unwrap(), (1, 0), "seen within, not yet from outside");
        assert_eq!(count(&bench.connection), 1);
    }

    #[test]
    fn a_failure_spares_its_neighbours() {
        let mut bench = Bench::new();
        let before = bench.insert("before");
        let failing = bench.ask(|connection| {
            connection.execute("insert into line values ('half')", [])?;
            Err::<(), _>(Fault::from(Error::Closed))
        });
        let after = bench.insert("after");
        bench.transact();
        assert!(before.blocking_recv().unwrap().is_ok());
        assert!(matches!(failing.blocking_recv().unwrap(), Err(Error::Closed)));
        assert!(after.blocking_recv().unwrap().is_ok());
        assert_eq!(count(&bench.connection), 2);
    }

    #[test]
    fn a_full_disk_is_told_and_passes() {
        let mut bench = Bench::new();
        bench.connection.execute_batch("pragma max_page_count = 20").unwrap();
        let small = bench.insert("small");
        let large = bench.insert(&"x".repeat(1 << 20));
        bench.transact();
        let small = small.blocking_recv().unwrap();
        let Err(Error::Unavailable { trouble, .. }) = large.blocking_recv().unwrap() else { panic!("it has no room") };
        assert_eq!(trouble, Trouble::Full);
        assert_eq!(count(&bench.connection), i64::from(small.is_ok()), "what was answered is what there is");

        bench.connection.execute_batch("pragma max_page_count = 2000").unwrap();
        let again = bench.insert(&"x".repeat(1 << 20));
        bench.transact();
        assert!(again.blocking_recv().unwrap().is_ok());
    }

    #[test]
    fn a_transaction_that_breaks_is_told_to_all_in_it() {
        let mut bench = Bench::new();
        let before = bench.insert("before");
        // What SQLite does of itself when the disk fails in a statement's midst.
        let breaking = bench.ask(|connection| {
            connection.execute_batch("rollback")?;
            Err::<(), _>(Fault::from(Error::Unavailable {
                path: PathBuf::from("bench.db"),
                trouble: Trouble::Device,
                source: Arc::new(std::io::Error::other("the disk failed")),
            }))
        });
        let after = bench.insert("after");
        bench.transact();
        assert!(matches!(before.blocking_recv().unwrap(), Err(Error::Unavailable { trouble: Trouble::Device, .. })));
        assert!(matches!(breaking.blocking_recv().unwrap(), Err(Error::Unavailable { .. })));
        bench.transact();
        assert!(after.blocking_recv().unwrap().is_ok(), "who came later starts anew");
        assert_eq!(count(&bench.connection), 1);
    }

    #[test]
    fn all_who_wait_hear_that_another_process_writes() {
        let mut bench = Bench::new();
        bench.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
        let other = Connection::open(bench.folder.path().join("bench.db")).unwrap();
        other.execute_batch("begin immediate").unwrap();
        let (one, two) = (bench.insert("one"), bench.insert("two"));
        bench.transact();
        for answer in [one, two] {
            let answer = answer.blocking_recv().unwrap();
            assert!(matches!(answer, Err(Error::Unavailable { trouble: Trouble::Busy, .. })));
        }
        assert!(bench.waiting.is_empty());
    }
}
