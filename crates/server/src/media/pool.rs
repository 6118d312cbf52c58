//! The threads that work on pictures. They are few, and give way: whoever
//! reads is served first.

use std::sync::Arc;

use rayon::{ThreadPool, ThreadPoolBuilder};
use tokio::sync::{Semaphore, oneshot};

/// How many threads at most, on a machine that has more processors.
const MOST_THREADS: usize = 4;
/// How far they stand back behind the threads that answer (nice(2)) where a member waits.
const WAITED: i32 = 10;
/// The same where nobody does.
const PATIENT: i32 = 19;

/// The threads that work on pictures.
#[derive(Clone)]
pub(crate) struct Pool {
    threads: Arc<ThreadPool>,
    /// One picture is worked on at a time, by all threads together: two that
    /// were decoded would take twice the memory and be done no sooner.
    turn: Arc<Semaphore>,
}

/// The work was given up, by a fault in it or since the server stops.
#[derive(Debug, thiserror::Error)]
#[error("the work on a picture or film was given up")]
pub struct GivenUp;

impl Pool {
    /// Starts the threads for what a member waits for.
    ///
    /// # Errors
    /// When the system lets this process have no more threads.
    pub(crate) fn start() -> Result<Self, rayon::ThreadPoolBuildError> {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self::of(processors.min(MOST_THREADS), WAITED)
    }

    /// Starts the one thread for what nobody waits for.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub(crate) fn patient() -> Result<Self, rayon::ThreadPoolBuildError> {
        Self::of(1, PATIENT)
    }

    /// Starts the one thread for what a reader's site waits for, beside a link.
    ///
    /// # Errors
    /// As [`start`](Self::start).
    pub(crate) fn single() -> Result<Self, rayon::ThreadPoolBuildError> {
        Self::of(1, WAITED)
    }

    fn of(threads: usize, patience: i32) -> Result<Self, rayon::ThreadPoolBuildError> {
        let threads = ThreadPoolBuilder::new()
            .num_threads(threads)
            .thread_name(|number| format!("stet-media-{number}"))
            .start_handler(move |_| give_way(patience))
            // A fault in a decoder is told to who waits, by the answer that does not come.
            .panic_handler(|_| tracing::error!("work on a picture or film panicked, which is a fault in Stet"))
            .build()?;
        Ok(Self { threads: Arc::new(threads), turn: Arc::new(Semaphore::new(1)) })
    }

    /// Does some work, once it is its turn.
    ///
    /// # Errors
    /// [`GivenUp`].
    pub(crate) async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, GivenUp> {
        // The semaphore is never closed. The turn goes along with the work,
        // which goes on when nobody waits for it any more.
        let turn = Arc::clone(&self.turn).acquire_owned().await.map_err(|_| GivenUp)?;
        let (answer, answered) = oneshot::channel();
        self.threads.spawn(move || {
            let done = work();
            drop(turn);
            // Whoever asked may have gone.
            let _ = answer.send(done);
        });
        answered.await.map_err(|_| GivenUp)
    }
}

/// On Linux this is for the thread alone.
fn give_way(patience: i32) {
    if let Err(error) = rustix::process::nice(patience) {
        tracing::warn!(%error, "the threads that work on pictures do not give way to others");
    }
}
