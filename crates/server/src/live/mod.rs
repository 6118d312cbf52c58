//! What is live now: every coverage in memory, following its record.
//!
//! There is one way out of the record, and it is the same for the node that
//! wrote and a node that heard of it: [`Live::catch_up`] reads what it has not
//! taken in yet, applies it to the view, renders each change's frame once, and
//! wakes the readers.

mod frames;
mod newsroom;
pub(crate) mod stream;

use std::sync::{Arc, PoisonError, RwLock};

use coverage::{CoverageId, Seq, Slug, Status, View};
use store::{Recorded, Store};
use tokio::sync::{Mutex, MutexGuard, OnceCell, watch};

pub(crate) use frames::{Frames, Missed};
pub(crate) use newsroom::Newsroom;

use crate::metrics::Metrics;
use crate::reader::encoding::Encoded;

/// How many changes are read from the store at a time.
const READ_AT_ONCE: usize = 500;

/// A coverage in memory.
pub(crate) struct Live {
    id: CoverageId,
    slug: Slug,
    /// What is known and what can still be sent. A std lock: it is held for
    /// the length of a few reference counts, never across an await.
    state: RwLock<State>,
    /// Where the coverage stands, for those who wait for its next change.
    head: watch::Sender<Head>,
    /// Held by the one who follows the record, so that each change is taken in once.
    follower: Mutex<()>,
    /// Held by the one member whose command is being decided, so that members of
    /// one node do not lose races against each other.
    turn: Mutex<()>,
    metrics: Arc<Metrics>,
}

/// Where a coverage stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    pub(crate) seq: Seq,
    pub(crate) status: Status,
}

struct State {
    view: View,
    frames: Frames,
    page: Arc<PageSlot>,
}

/// The page at one seq: empty until somebody asks for it, then rendered once.
pub(crate) type PageSlot = OnceCell<Encoded>;

impl Live {
    /// A coverage of which nothing has been read yet.
    pub(crate) fn new(id: CoverageId, slug: Slug, metrics: Arc<Metrics>) -> Self {
        let view = View::blank();
        let head = Head { seq: view.seq(), status: view.coverage().status };
        let state = State { view, frames: Frames::default(), page: Arc::default() };
        Self {
            id,
            slug,
            state: RwLock::new(state),
            head: watch::Sender::new(head),
            follower: Mutex::default(),
            turn: Mutex::default(),
            metrics,
        }
    }

    /// Its identity in the store.
    pub(crate) const fn id(&self) -> CoverageId {
        self.id
    }

    /// Its name in URLs.
    pub(crate) const fn slug(&self) -> &Slug {
        &self.slug
    }

    /// A snapshot of what is known. It costs a few reference counts.
    pub(crate) fn view(&self) -> View {
        self.read(|state| state.view.clone())
    }

    /// What is known, and the page of that very moment.
    pub(crate) fn page(&self) -> (View, Arc<PageSlot>) {
        self.read(|state| (state.view.clone(), Arc::clone(&state.page)))
    }

    /// Whether readers may know of it.
    pub(crate) fn is_public(&self) -> bool {
        self.head.borrow().status != Status::Draft
    }

    /// Where it stands, now and as it goes on.
    pub(crate) fn watch(&self) -> watch::Receiver<Head> {
        self.head.subscribe()
    }

    /// What a reader at that position has missed, at most `limit` frames of it.
    pub(crate) fn missed(&self, after: Seq, limit: usize) -> Missed {
        self.read(|state| state.frames.after(after, state.view.seq(), limit))
    }

    /// Waits for the turn to decide a command.
    pub(crate) async fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// Takes in whatever the record holds beyond what is known here.
    ///
    /// # Errors
    /// What the store says; what was read before that has been taken in.
    pub(crate) async fn catch_up(&self, store: &Store) -> Result<(), store::Error> {
        let _following = self.follower.lock().await;
        loop {
            let after = self.read(|state| state.view.seq());
            let recorded = store.read(self.id, after, READ_AT_ONCE).await?;
            self.take(&recorded);
            if recorded.len() < READ_AT_ONCE {
                return Ok(());
            }
        }
    }

    fn take(&self, recorded: &[Recorded]) {
        if recorded.is_empty() {
            return;
        }
        let mut view = self.view();
        let mut frames = Vec::with_capacity(recorded.len());
        for recorded in recorded {
            let before = view.clone();
            view.apply(recorded.at(), recorded.change());
            frames.push(render::frame(&self.slug, &before, &view, recorded.at(), recorded.change()));
        }
        let head = Head { seq: view.seq(), status: view.coverage().status };
        {
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            state.view = view;
            state.frames.extend(&frames);
            state.page = Arc::default();
        }
        self.metrics.changes.inc_by(recorded.len() as u64);
        self.head.send_replace(head);
    }

    /// A poisoned lock still holds a whole state: writers replace its parts
    /// only after everything that can fail is done.
    fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}
