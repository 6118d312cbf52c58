//! What is live now: coverages in memory, each following its record.
//!
//! There is one way out of the record, and it is the same for the node that
//! wrote and a node that heard of it: [`Live::catch_up`] reads what it has not
//! taken in yet, applies it to the view, renders each change's frame once, and
//! wakes the readers.
//!
//! A coverage is in memory as a whole while somebody needs it, and for as long
//! after that as there is room; of each, its brief always is ([`Dossier`]).

mod coding;
mod dossier;
mod fanout;
mod frames;
mod leaves;
mod newsroom;
mod parcel;
mod series;
mod stream;
mod trail;

use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use coverage::{Brief, Change, CoverageId, PostRedacted, PostWithdrawn, Seq, Slug, Status, View};
use jiff::Timestamp;
use render::Neighbours;
use store::{Hash, Recorded, Store};
use tokio::sync::{Mutex, MutexGuard, Notify, OnceCell, watch};
use tokio::time::{Instant, timeout_at};

pub(crate) use coding::StreamCoding;
pub(crate) use dossier::{Asleep, Dossier, Presence};
pub(crate) use fanout::{Fanout, Held, Newcomer};
use frames::Frames;
pub(crate) use frames::Missed;
use leaves::Leaves;
pub(crate) use newsroom::{Newsroom, NotThere};
pub(crate) use parcel::Parcel;
use parcel::Parcels;
pub(crate) use series::{Unsettled, neighbours};
pub(crate) use stream::Stream;
use trail::Trail;

use crate::metrics::Metrics;
use crate::reader::dictionary::Dictionaries;
use crate::reader::encoding::{Coding, Encoded};
use crate::reader::pace::Pace;
use crate::reader::standing::{Standing, StandingAnswers};

/// How many changes are read from the store at a time.
const READ_AT_ONCE: usize = 500;

/// How many bytes of changes are read at a time on the way to an earlier view.
const BYTES_AT_ONCE: usize = 4 * 1024 * 1024;

/// A coverage in memory as a whole. Whoever holds it keeps it there.
pub(crate) struct Live {
    id: CoverageId,
    slug: Slug,
    /// What is known and what can still be sent. A std lock: it is held for
    /// the length of a few reference counts, never across an await.
    state: RwLock<State>,
    /// Earlier views of it.
    trail: std::sync::Mutex<Trail>,
    /// Where the coverage stands, for those who wait for its next change.
    head: watch::Sender<Head>,
    /// Earlier pages that browsers may have.
    dictionaries: Dictionaries,
    /// How often its page is rendered.
    pace: Pace,
    /// Held by the one who follows the record, so that each change is taken in once.
    follower: Mutex<()>,
    /// Held by the one member whose command is being decided, so that members of
    /// one node do not lose races against each other.
    turn: Mutex<()>,
    metrics: Arc<Metrics>,
    /// What several readers are sent who missed the same.
    parcels: Parcels,
    /// The readers whose connections were taken over.
    fanout: Arc<Fanout>,
    /// Told when something changes that other coverages of its series show.
    series: Arc<Unsettled>,
    /// Told when something was redacted, which then must be nowhere in memory.
    redacted: Arc<Notify>,
}

/// Where a coverage stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Head {
    pub(crate) seq: Seq,
    pub(crate) status: Status,
}

impl Head {
    fn of(brief: &Brief) -> Self {
        Self { seq: brief.seq(), status: brief.coverage().status }
    }

    /// Whether readers may know of the coverage.
    pub(crate) fn is_public(self) -> bool {
        self.status != Status::Draft
    }
}

struct State {
    view: View,
    frames: Frames,
    leaves: Leaves,
    neighbours: Arc<Neighbours>,
    rendered: Arc<Rendered>,
}

/// What is known of a coverage at one moment.
#[derive(Clone)]
pub(crate) struct Known {
    pub(crate) view: View,
    /// The coverages before and after it.
    pub(crate) neighbours: Arc<Neighbours>,
    /// What was rendered of that very moment.
    pub(crate) rendered: Arc<Rendered>,
}

/// What readers ask for most, at one seq: each empty until somebody asks for
/// it, then rendered once.
#[derive(Default)]
pub(crate) struct Rendered {
    pub(crate) page: OnceCell<Encoded>,
    /// What was answered with that page.
    pub(crate) standing: StandingAnswers,
    pub(crate) framed: OnceCell<Encoded>,
    pub(crate) rss: OnceCell<Encoded>,
    pub(crate) atom: OnceCell<Encoded>,
    pub(crate) json_feed: OnceCell<Encoded>,
}

impl Live {
    /// A coverage of which nothing has been read yet.
    pub(crate) fn new(
        id: CoverageId,
        slug: Slug,
        metrics: Arc<Metrics>,
        fanout: Arc<Fanout>,
        series: Arc<Unsettled>,
        redacted: Arc<Notify>,
    ) -> Self {
        let view = View::blank();
        let head = Head::of(view.brief());
        let state = State {
            view,
            frames: Frames::default(),
            leaves: Leaves::default(),
            neighbours: Arc::default(),
            rendered: Arc::default(),
        };
        Self {
            id,
            slug,
            state: RwLock::new(state),
            trail: std::sync::Mutex::default(),
            head: watch::Sender::new(head),
            dictionaries: Dictionaries::default(),
            pace: Pace::default(),
            follower: Mutex::default(),
            turn: Mutex::default(),
            metrics,
            parcels: Parcels::default(),
            fanout,
            series,
            redacted,
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

    /// The earlier pages that browsers may have.
    pub(crate) const fn dictionaries(&self) -> &Dictionaries {
        &self.dictionaries
    }

    /// How often its page is rendered.
    pub(crate) const fn pace(&self) -> &Pace {
        &self.pace
    }

    /// A snapshot of what is known. It costs a few reference counts.
    pub(crate) fn view(&self) -> View {
        self.read(|state| state.view.clone())
    }

    /// What is known without the posts.
    pub(crate) fn brief(&self) -> Brief {
        self.read(|state| state.view.brief().clone())
    }

    /// What is known, and what was rendered of that very moment.
    pub(crate) fn known(&self) -> Known {
        self.read(|state| Known {
            view: state.view.clone(),
            neighbours: Arc::clone(&state.neighbours),
            rendered: Arc::clone(&state.rendered),
        })
    }

    /// What was answered last to who asked for its page as it is now, in that coding.
    pub(crate) fn standing(&self, coding: Coding) -> Option<Standing> {
        self.read(|state| state.rendered.standing.get(coding).cloned())
    }

    /// Takes in which coverages stand before and after it. What was rendered
    /// is rendered anew where they are others than before.
    pub(crate) fn stand_between(&self, neighbours: &Arc<Neighbours>) {
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        if state.neighbours != *neighbours {
            state.neighbours = Arc::clone(neighbours);
            state.rendered = Arc::default();
        }
    }

    /// Whether readers may know of it.
    pub(crate) fn is_public(&self) -> bool {
        self.head().is_public()
    }

    /// Where it stands now.
    pub(crate) fn head(&self) -> Head {
        *self.head.borrow()
    }

    /// Where it stands, now and as it goes on.
    pub(crate) fn watch(&self) -> watch::Receiver<Head> {
        self.head.subscribe()
    }

    /// The first change from which on readers could see it, and when it happened.
    pub(crate) fn first(&self) -> Option<(Seq, Timestamp)> {
        self.trail().first()
    }

    /// The view after a change that is known, as it was then. What it takes is read from the record, from the nearest
    /// earlier view on.
    ///
    /// # Errors
    /// [`store::Error::TooLong`] when that takes longer than `patience`, or too many are waiting; and what the store says.
    pub(crate) async fn view_at(&self, store: &Store, seq: Seq, patience: Duration) -> Result<View, store::Error> {
        let until = Instant::now() + patience;
        let mut view = self.trail().before(seq);
        while view.seq() < seq {
            let missing = usize::try_from(seq.0 - view.seq().0).unwrap_or(usize::MAX).min(READ_AT_ONCE);
            let reading = store.read_some(self.id, view.seq(), missing, BYTES_AT_ONCE, patience);
            let recorded = timeout_at(until, reading).await.map_err(|_| store::Error::TooLong)??;
            if recorded.is_empty() {
                return Err(store::Error::NotFound { what: "coverage", id: self.id.to_string() });
            }
            recorded.iter().for_each(|recorded| view.apply(recorded.at(), recorded.change()));
        }
        Ok(view)
    }

    /// The last change that is known and had happened by that time.
    ///
    /// # Errors
    /// As [`view_at`](Self::view_at).
    pub(crate) async fn last_by(
        &self,
        store: &Store,
        time: Timestamp,
        patience: Duration,
    ) -> Result<Option<Seq>, store::Error> {
        let (after, until) = self.trail().around(time);
        let until = until.unwrap_or_else(|| self.head().seq);
        let between = store.last_by(self.id, time, after, until, patience).await?;
        Ok(between.or(Some(after)).filter(|seq| *seq > Seq::START))
    }

    /// A mark is whole at every moment, whoever panics.
    fn trail(&self) -> std::sync::MutexGuard<'_, Trail> {
        self.trail.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a reader at that position has missed, at most `limit` frames of it,
    /// and where the coverage stands at that moment.
    pub(crate) fn missed(&self, after: Seq, limit: usize) -> (Missed, Head) {
        self.read(|state| (state.frames.after(after, state.view.seq(), limit), Head::of(state.view.brief())))
    }

    /// The hashes of the leaves after a position and up to another, in order; none unless all of them are in memory,
    /// as those of the newest changes are.
    pub(crate) fn leaves(&self, after: Seq, to: Seq) -> Option<Vec<Hash>> {
        self.read(|state| state.leaves.between(after, to))
    }

    /// Waits for a moment until the coverage has come to that position: a
    /// client that was just served by a faster node is ahead of this one.
    pub(crate) async fn reach(&self, seq: Seq) {
        const MOMENT: Duration = Duration::from_millis(500);
        // Whether it came or not, the client is answered with what there is.
        let _ = tokio::time::timeout(MOMENT, self.watch().wait_for(|head| head.seq >= seq)).await;
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
        self.take_from(store, Seq::START, Seq::START).await
    }

    /// The same for a coverage that is not shown yet. Of a long record, only
    /// the frames that would be kept are rendered. What this server took in
    /// before, up to `known`, is told to nobody again.
    ///
    /// # Errors
    /// As [`catch_up`](Self::catch_up).
    pub(crate) async fn load(&self, store: &Store, head: Seq, known: Seq) -> Result<(), store::Error> {
        self.take_from(store, Seq(head.0.saturating_sub(frames::KEPT as u64)), known).await
    }

    /// Takes in what there is, renders frames for what comes after `silent`, and
    /// tells of what comes after `known`.
    async fn take_from(&self, store: &Store, silent: Seq, known: Seq) -> Result<(), store::Error> {
        let _following = self.follower.lock().await;
        loop {
            let after = self.read(|state| state.view.seq());
            let recorded = store.read(self.id, after, READ_AT_ONCE).await?;
            self.take(&recorded, silent, known);
            if recorded.len() < READ_AT_ONCE {
                return Ok(());
            }
        }
    }

    fn take(&self, recorded: &[Recorded], silent: Seq, known: Seq) {
        if recorded.is_empty() {
            return;
        }
        let mut view = self.view();
        // What is not rendered is not sent: of it, readers load the page as it
        // is. So it is with what happened before they could know of a coverage.
        let mut news = Vec::with_capacity(recorded.len());
        for recorded in recorded {
            let before = view.clone();
            view.apply(recorded.at(), recorded.change());
            let mut trail = self.trail();
            trail.follow(&view, recorded.change().post());
            if let Change::PostRedacted(PostRedacted { post, .. }) = recorded.change()
                && let Some(post) = view.post(*post)
            {
                trail.forget(post);
            }
            drop(trail);
            let sent = view.coverage().status != Status::Draft && view.seq() > silent;
            let frame = || render::frame(&self.slug, &before, &view, recorded.at(), recorded.change());
            news.push((recorded.change(), sent.then(frame)));
        }
        let head = Head::of(view.brief());
        // Of a long record that is loaded, those that will stay are enough.
        let newest = recorded.iter().filter(|recorded| recorded.seq() > silent);
        let leaves: Vec<_> = newest.map(|recorded| (recorded.seq(), recorded.leaf_hash())).collect();
        {
            let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
            state.view = view;
            leaves.into_iter().for_each(|(seq, hash)| state.leaves.push(seq, hash));
            state.rendered = Arc::default();
            for (change, frame) in &news {
                match (frame, change) {
                    (None, _) => state.frames.forget(),
                    (Some(frame), change) => {
                        if let Change::PostWithdrawn(PostWithdrawn { post, .. })
                        | Change::PostRedacted(PostRedacted { post, .. }) = change
                        {
                            state.frames.withdraw(*post, frame);
                        }
                        state.frames.push(frame, change.post());
                    }
                }
                // Any frame may tell of a picture; who has missed some loads the page anew.
                if matches!(change, Change::MediumRedacted(_)) {
                    state.frames.forget();
                }
            }
        }
        if news.iter().any(|(change, _)| change.takes_out_of_sight()) {
            self.dictionaries.forget_before(head.seq);
        }
        if news.iter().any(|(change, _)| matches!(change, Change::PostRedacted(_) | Change::MediumRedacted(_))) {
            self.redacted.notify_one();
        }
        self.head.send_replace(head);
        let told = recorded.iter().filter(|recorded| recorded.seq() > known);
        if told.clone().any(|recorded| series::is_shown_by_others(recorded.change())) {
            self.series.tell();
        }
        let told = told.count() as u64;
        if told > 0 {
            self.metrics.changes.inc_by(told);
            self.fanout.tell(self.id);
        }
    }

    /// Takes in so many changes with those frames, for tests.
    #[cfg(test)]
    fn takes(&self, changes: u64, frames: Frames) {
        let mut view = View::blank();
        (0..changes).for_each(|_| view.apply(crate::clock::now(), &Change::StandfirstChanged(None)));
        let head = Head::of(view.brief());
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        (state.view, state.frames) = (view, frames);
        self.head.send_replace(head);
    }

    /// A poisoned lock still holds a whole state: writers replace its parts
    /// only after everything that can fail is done.
    fn read<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}
