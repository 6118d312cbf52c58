//! All coverages of the server, by slug and by identity, and which of them are
//! in memory as a whole.

use std::collections::{BTreeMap, HashMap};
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};
use std::time::Instant;

use axum::response::Response;
use coverage::{CoverageId, Seq, Slug, Status};
use jiff::SignedDuration;
use render::Source;
use store::{Extent, KeptBrief, Listed, Store};
use tokio::sync::Notify;

use super::dossier::{Asleep, FORM};
use super::{Dossier, Fanout, Live, Presence, Unsettled, series};
use crate::clock;
use crate::metrics::Metrics;
use crate::reader::encoding::Coding;
use crate::reader::standing::Standing;

/// How long after its last change a live coverage leaves memory only where all others are like it.
const FRESH: SignedDuration = SignedDuration::from_hours(1);
/// How many briefs are kept with one commit.
const KEPT_AT_ONCE: usize = 200;

/// The coverages that there are. Of each its brief is in memory; the whole of it is for as long as
/// somebody needs it, and after that until others need the room.
pub(crate) struct Newsroom {
    store: Store,
    metrics: Arc<Metrics>,
    coverages: RwLock<Coverages>,
    /// Those that are in memory.
    awake: Mutex<HashMap<CoverageId, Arc<Dossier>>>,
    /// How many may be that nobody needs.
    room: usize,
    /// Those that left memory, and whose briefs the store does not have yet.
    left: Mutex<Vec<Arc<Dossier>>>,
    /// What of all records was taken in; what failed is asked for again.
    taken_in: Mutex<Extent>,
    /// When the newsroom was opened, from which it counts time.
    opened: Instant,
    /// Whether the last attempt to keep briefs failed.
    failing: AtomicBool,
    series: Arc<Unsettled>,
    /// Where those come from that were not begun here.
    sources: RwLock<Arc<HashMap<CoverageId, Source>>>,
    redacted: Arc<Notify>,
    /// Told when there was no room for all that are in memory.
    crowded: Notify,
    fanout: Arc<Fanout>,
}

#[derive(Default)]
struct Coverages {
    by_slug: BTreeMap<Slug, Arc<Dossier>>,
    by_id: HashMap<CoverageId, Arc<Dossier>>,
}

/// Why there is nothing of a coverage that readers could be shown.
#[derive(Debug)]
pub(crate) enum NotThere {
    /// They do not know of such a coverage.
    Unknown,
    /// Its record cannot be read just now.
    Unread(store::Error),
}

impl Newsroom {
    /// Knows every coverage of the store, and has those in memory whose briefs are not kept there,
    /// as far as there is room for `room` of them.
    ///
    /// # Errors
    /// What the store says, where nothing can be read. A coverage whose own
    /// record cannot be read is left out, and the log says so: the others are
    /// served, and whoever follows the record goes on trying.
    pub(crate) async fn load(store: Store, metrics: Arc<Metrics>, room: NonZero<usize>) -> Result<Self, store::Error> {
        let newsroom = Self {
            store,
            metrics,
            coverages: RwLock::default(),
            awake: Mutex::default(),
            room: room.get(),
            left: Mutex::default(),
            taken_in: Mutex::default(),
            opened: Instant::now(),
            failing: AtomicBool::default(),
            series: Arc::default(),
            sources: RwLock::default(),
            redacted: Arc::default(),
            crowded: Notify::new(),
            fanout: Arc::default(),
        };
        let now = clock::now();
        for (Listed { id, slug, head, .. }, told) in newsroom.store.briefs(FORM).await? {
            if let Some(asleep) = Asleep::read(&told, now).filter(|asleep| asleep.brief.seq() == head) {
                newsroom.know(Dossier::asleep(id, slug, asleep));
            }
        }
        match newsroom.catch_up().await {
            Err(error) if newsroom.all().is_empty() => Err(error),
            Err(error) => {
                tracing::error!(%error, "not every coverage can be read yet");
                Ok(newsroom)
            }
            Ok(()) => Ok(newsroom),
        }
    }

    /// The coverage of that slug, whatever its status.
    pub(crate) fn find(&self, slug: &str) -> Option<Arc<Dossier>> {
        let slug = Slug::parse(slug).ok()?;
        self.read(|coverages| coverages.by_slug.get(&slug).cloned())
    }

    /// The coverage of that slug, if readers may know of it, in memory.
    ///
    /// # Errors
    /// [`NotThere`].
    pub(crate) async fn public(&self, slug: &str) -> Result<Arc<Live>, NotThere> {
        if self.series.take() {
            series::settle(&self.all(), &self.sources());
        }
        let dossier = self.find(slug).filter(|dossier| dossier.is_public()).ok_or(NotThere::Unknown)?;
        let live = self.wake(&dossier).await.map_err(NotThere::Unread)?;
        live.filter(|live| live.is_public()).ok_or(NotThere::Unknown)
    }

    /// What stands as an answer to who asks for the first page of the coverage of that slug; none where
    /// it is to be found out.
    pub(crate) fn standing(&self, slug: &str, coding: Coding) -> Option<Standing> {
        let dossier = self.find(slug).filter(|_| !self.series.is_told())?;
        let Presence::Awake(live) = dossier.presence() else { return None };
        dossier.touch(self.time());
        let standing = live.standing(coding).filter(|_| live.is_public())?;
        self.metrics.standing_answers.inc();
        Some(standing)
    }

    /// Keeps what was answered to who asked for that page, if it is the page as it is now.
    pub(crate) fn keep(&self, slug: &str, answer: &Response) {
        let Some(Presence::Awake(live)) = self.find(slug).map(|dossier| dossier.presence()) else { return };
        let rendered = live.known().rendered;
        if let Some(page) = rendered.page.get() {
            rendered.standing.keep(page, answer);
        }
    }

    /// The coverage in memory, where it stays for as long as the handle on it is held. It is read
    /// if need be, once for all who come meanwhile; none if its record is damaged.
    ///
    /// # Errors
    /// What the store says, where trying again may help.
    pub(crate) async fn wake(&self, dossier: &Arc<Dossier>) -> Result<Option<Arc<Live>>, store::Error> {
        dossier.touch(self.time());
        if let Presence::Awake(live) = dossier.presence() {
            return Ok(Some(live));
        }
        let _waking = dossier.waking.lock().await;
        let known = match dossier.presence() {
            Presence::Awake(live) => return Ok(Some(live)),
            Presence::Asleep(asleep) => asleep.brief.seq(),
        };
        let live = self.begin(dossier.id(), dossier.slug().clone());
        if let Err(error) = live.load(&self.store, known, known).await {
            passing(dossier.slug(), Err(error))?;
            self.lose(dossier).await;
            return Ok(None);
        }
        self.metrics.coverage_loads.inc();
        dossier.wake(&live);
        lock(&self.awake).insert(dossier.id(), Arc::clone(dossier));
        self.make_room();
        Ok(Some(live))
    }

    /// Takes in where coverages come from that were not begun here.
    pub(crate) fn know_sources(&self, sources: HashMap<CoverageId, Source>) {
        let mut known = self.sources.write().unwrap_or_else(PoisonError::into_inner);
        if **known != sources {
            *known = Arc::new(sources);
            drop(known);
            self.series.tell();
        }
    }

    /// Where a coverage comes from, if it was not begun here.
    pub(crate) fn source(&self, coverage: CoverageId) -> Option<Source> {
        self.sources().get(&coverage).cloned()
    }

    /// Whether another server tells a coverage, so that nothing is added to it here.
    pub(crate) fn is_followed(&self, coverage: CoverageId) -> bool {
        self.sources().get(&coverage).is_some_and(|source| source.tie.is_told_elsewhere())
    }

    fn sources(&self) -> Arc<HashMap<CoverageId, Source>> {
        Arc::clone(&self.sources.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// The readers of all coverages whose connections were taken over.
    pub(crate) fn fanout(&self) -> &Fanout {
        &self.fanout
    }

    /// A coverage of which nothing has been read yet.
    pub(crate) fn begin(&self, id: CoverageId, slug: Slug) -> Arc<Live> {
        Arc::new(Live::new(
            id,
            slug,
            Arc::clone(&self.metrics),
            Arc::clone(&self.fanout),
            Arc::clone(&self.series),
            Arc::clone(&self.redacted),
        ))
    }

    /// The coverage of that id.
    pub(crate) fn by_id(&self, id: CoverageId) -> Option<Arc<Dossier>> {
        self.read(|coverages| coverages.by_id.get(&id).cloned())
    }

    /// All of them, by slug.
    pub(crate) fn all(&self) -> Vec<Arc<Dossier>> {
        self.read(|coverages| coverages.by_slug.values().cloned().collect())
    }

    /// What changes with every change that was taken in, and with every coverage that came. As long
    /// as it stays, all views are as they were.
    pub(crate) fn version(&self) -> (u64, usize) {
        self.read(|coverages| (self.metrics.changes.get(), coverages.by_id.len()))
    }

    /// Takes in what was written since, here or by another process: new
    /// coverages and new changes of known ones.
    ///
    /// # Errors
    /// When the store cannot tell what there is, or cannot give all of it just
    /// now: then try again. No coverage holds up the others, and one whose
    /// record is damaged is no error, since trying again does not mend it; the
    /// log tells of it.
    pub(crate) async fn catch_up(&self) -> Result<(), store::Error> {
        let mut outcome = Ok(());
        let mut unknown = false;
        let before = *lock(&self.taken_in);
        let (heads, written) = self.store.heads_after(before).await?;
        for (id, head) in heads {
            match self.by_id(id) {
                Some(dossier) if dossier.head().seq < head => outcome = outcome.and(self.follow(&dossier, head).await),
                Some(_) => {}
                None => unknown = true,
            }
        }
        if unknown {
            // The newest come last, and so stay in memory where there is not room for all.
            for Listed { id, slug, head, .. } in self.store.list().await?.into_iter().rev() {
                if self.by_id(id).is_none() {
                    let live = self.begin(id, slug);
                    let loaded = live.load(&self.store, head, Seq::START).await;
                    let is_loaded = loaded.is_ok();
                    outcome = outcome.and(passing(live.slug(), loaded));
                    if is_loaded {
                        self.admit(live);
                        if lock(&self.left).len() >= KEPT_AT_ONCE {
                            self.keep_briefs().await;
                        }
                    }
                }
            }
        }
        if outcome.is_ok() {
            let mut taken_in = lock(&self.taken_in);
            // Who asked at the same time may be further already.
            if *taken_in == before || *taken_in < written {
                *taken_in = written;
            }
        }
        self.make_room();
        self.keep_briefs().await;
        outcome
    }

    /// Takes in what the record of a known coverage holds up to `head`.
    async fn follow(&self, dossier: &Arc<Dossier>, head: Seq) -> Result<(), store::Error> {
        let Some(live) = self.wake(dossier).await? else { return Ok(()) };
        if live.head().seq >= head {
            return Ok(());
        }
        let taken = live.catch_up(&self.store).await;
        passing(live.slug(), taken)
    }

    /// Shows a coverage that has been loaded. Where another task was faster,
    /// the one that is shown already stays.
    pub(crate) fn admit(&self, live: Arc<Live>) {
        let dossier = self.know(Dossier::awake(live));
        dossier.touch(self.time());
        if matches!(dossier.presence(), Presence::Awake(_)) {
            lock(&self.awake).insert(dossier.id(), dossier);
        }
        self.make_room();
    }

    /// Takes in that there is a coverage; gives the one that is known.
    fn know(&self, dossier: Dossier) -> Arc<Dossier> {
        let mut coverages = self.coverages.write().unwrap_or_else(PoisonError::into_inner);
        let known = Arc::clone(coverages.by_id.entry(dossier.id()).or_insert_with(|| Arc::new(dossier)));
        coverages.by_slug.insert(known.slug().clone(), Arc::clone(&known));
        self.series.tell();
        self.count(&coverages);
        known
    }

    /// Leaves out a coverage whose record turned out to be damaged, as when the server starts.
    async fn lose(&self, dossier: &Dossier) {
        {
            let mut coverages = self.coverages.write().unwrap_or_else(PoisonError::into_inner);
            coverages.by_id.remove(&dossier.id());
            coverages.by_slug.remove(dossier.slug());
            self.count(&coverages);
        }
        self.series.tell();
        if let Err(error) = self.store.drop_brief(dossier.id()).await {
            tracing::error!(%error, coverage = %dossier.slug(), "the brief of a damaged record stays");
        }
    }

    /// Has coverages leave memory that nobody needs, as long as there are more than there is room
    /// for: those first that were not needed for the longest time, and last those that go on.
    pub(crate) fn make_room(&self) {
        let mut awake = lock(&self.awake);
        let mut surplus = awake.len().saturating_sub(self.room);
        if surplus > 0 {
            let now = clock::now();
            let goes_on = |dossier: &Dossier| {
                let brief = dossier.brief();
                brief.coverage().status == Status::Live && now.duration_since(brief.changed_at()) < FRESH
            };
            let mut all: Vec<_> = awake.values().cloned().collect();
            all.sort_by_cached_key(|dossier| (goes_on(dossier), dossier.used()));
            for dossier in all {
                if surplus == 0 {
                    break;
                }
                if let Some(asleep) = dossier.fall_asleep(now) {
                    surplus -= 1;
                    awake.remove(&dossier.id());
                    if !dossier.is_kept(asleep.brief.seq()) {
                        lock(&self.left).push(dossier);
                    }
                }
            }
        }
        if surplus > 0 {
            self.crowded.notify_one();
        }
        self.metrics.coverages_awake.set(number(awake.len()));
    }

    /// Waits until something was redacted that this server showed.
    pub(crate) async fn redacted(&self) {
        self.redacted.notified().await;
    }

    /// Waits until there are more coverages in memory than there is room for. Each was needed when
    /// that was looked at last, and nobody says when it is needed no longer.
    pub(crate) async fn crowded(&self) {
        while lock(&self.awake).len() <= self.room {
            self.crowded.notified().await;
        }
    }

    /// Has the store keep the briefs of those that left memory. What it does not keep is read from
    /// the record when a server starts; nothing is lost.
    async fn keep_briefs(&self) {
        let left = std::mem::take(&mut *lock(&self.left));
        for some in left.chunks(KEPT_AT_ONCE) {
            let briefs = some.iter().filter_map(|dossier| Some((dossier, kept(dossier)?)));
            let (dossiers, briefs): (Vec<_>, Vec<_>) = briefs.unzip();
            let seqs: Vec<_> = briefs.iter().map(|brief| brief.seq).collect();
            let outcome = self.store.keep_briefs(FORM, briefs).await;
            match &outcome {
                Ok(()) => dossiers.iter().zip(seqs).for_each(|(dossier, seq)| dossier.note_kept(seq)),
                // Said once, not with every commit.
                Err(error) if !self.failing.load(Ordering::Relaxed) => {
                    tracing::warn!(%error, "briefs of coverages are not kept; the next start takes longer");
                }
                Err(_) => {}
            }
            self.failing.store(outcome.is_err(), Ordering::Relaxed);
        }
    }

    fn count(&self, coverages: &Coverages) {
        self.metrics.coverages.set(number(coverages.by_id.len()));
    }

    /// The time that has passed since the newsroom was opened, in microseconds.
    fn time(&self) -> u64 {
        u64::try_from(self.opened.elapsed().as_micros()).unwrap_or(u64::MAX)
    }

    fn read<T>(&self, look: impl FnOnce(&Coverages) -> T) -> T {
        look(&self.coverages.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// The brief of a coverage as the store keeps it; none if it has woken meanwhile.
fn kept(dossier: &Dossier) -> Option<KeptBrief> {
    let Presence::Asleep(asleep) = dossier.presence() else { return None };
    let told = serde_json::to_string(&*asleep).ok()?;
    Some(KeptBrief { coverage: dossier.id(), seq: asleep.brief.seq(), told })
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// What is locked here is whole at every moment, whoever panics.
fn lock<T>(locked: &Mutex<T>) -> MutexGuard<'_, T> {
    locked.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Leaves of what went wrong with a coverage what may pass.
fn passing(slug: &Slug, taken: Result<(), store::Error>) -> Result<(), store::Error> {
    match taken {
        Err(error @ (store::Error::Corrupt { .. } | store::Error::Refused { .. })) => {
            tracing::error!(%error, coverage = %slug, "the record cannot be read; the coverage stays as it was");
            Ok(())
        }
        taken => taken,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use coverage::{CoverageId, Seq, Slug};
    use store::{Error, Trouble};

    use super::passing;

    #[test]
    fn what_may_pass_is_tried_again_and_damage_is_not() {
        let id: CoverageId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let slug = Slug::parse("storm").unwrap();
        let source = Arc::new(std::io::Error::other("the disk failed"));
        let device = Error::Unavailable { path: PathBuf::from("stet.db"), trouble: Trouble::Device, source };
        assert!(passing(&slug, Err(device)).is_err());
        let damage = Error::Corrupt { coverage: id, seq: Seq(1), problem: "the change is missing" };
        assert!(passing(&slug, Err(damage)).is_ok());
        assert!(passing(&slug, Ok(())).is_ok());
    }
}
