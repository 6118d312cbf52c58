//! All coverages of the server, by slug and by identity.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, PoisonError, RwLock};

use coverage::{CoverageId, Slug};
use store::{Listed, Store};

use super::{Fanout, Live, Unsettled, series};
use crate::metrics::Metrics;

/// The coverages in memory. Each is loaded when the server starts or when the
/// store first tells of it.
pub(crate) struct Newsroom {
    store: Store,
    metrics: Arc<Metrics>,
    coverages: RwLock<Coverages>,
    series: Arc<Unsettled>,
    fanout: Arc<Fanout>,
}

#[derive(Default)]
struct Coverages {
    by_slug: BTreeMap<Slug, Arc<Live>>,
    by_id: HashMap<CoverageId, Arc<Live>>,
}

impl Newsroom {
    /// Loads every coverage of the store.
    ///
    /// # Errors
    /// What the store says, where nothing can be read. A coverage whose own
    /// record cannot be read is left out, and the log says so: the others are
    /// served, and whoever follows the record goes on trying.
    pub(crate) async fn load(store: Store, metrics: Arc<Metrics>) -> Result<Self, store::Error> {
        let newsroom =
            Self { store, metrics, coverages: RwLock::default(), series: Arc::default(), fanout: Arc::default() };
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
    pub(crate) fn find(&self, slug: &str) -> Option<Arc<Live>> {
        let slug = Slug::parse(slug).ok()?;
        self.read(|coverages| coverages.by_slug.get(&slug).cloned())
    }

    /// The readers of all coverages whose connections were taken over.
    pub(crate) fn fanout(&self) -> &Fanout {
        &self.fanout
    }

    /// A coverage of which nothing has been read yet.
    pub(crate) fn begin(&self, id: CoverageId, slug: Slug) -> Arc<Live> {
        Arc::new(Live::new(id, slug, Arc::clone(&self.metrics), Arc::clone(&self.fanout), Arc::clone(&self.series)))
    }

    /// The coverage of that slug, if readers may know of it.
    pub(crate) fn public(&self, slug: &str) -> Option<Arc<Live>> {
        if self.series.take() {
            series::settle(&self.all());
        }
        self.find(slug).filter(|live| live.is_public())
    }

    /// The coverage of that id.
    pub(crate) fn by_id(&self, id: CoverageId) -> Option<Arc<Live>> {
        self.read(|coverages| coverages.by_id.get(&id).cloned())
    }

    /// All of them, by slug.
    pub(crate) fn all(&self) -> Vec<Arc<Live>> {
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
        for (id, head) in self.store.heads().await? {
            match self.by_id(id) {
                Some(live) if live.view().seq() < head => {
                    outcome = outcome.and(passing(&live, live.catch_up(&self.store).await));
                }
                Some(_) => {}
                None => unknown = true,
            }
        }
        if unknown {
            for Listed { id, slug, head, .. } in self.store.list().await? {
                if self.by_id(id).is_none() {
                    let live = self.begin(id, slug);
                    let loaded = live.load(&self.store, head).await;
                    if loaded.is_ok() {
                        self.admit(Arc::clone(&live));
                    }
                    outcome = outcome.and(passing(&live, loaded));
                }
            }
        }
        outcome
    }

    /// Shows a coverage that has been loaded. Where another task was faster,
    /// the one that is shown already stays; gives the one that is shown.
    pub(crate) fn admit(&self, live: Arc<Live>) -> Arc<Live> {
        let mut coverages = self.coverages.write().unwrap_or_else(PoisonError::into_inner);
        let shown = coverages.by_id.entry(live.id()).or_insert(live);
        let shown = Arc::clone(shown);
        coverages.by_slug.insert(shown.slug().clone(), Arc::clone(&shown));
        self.series.tell();
        self.metrics.coverages.set(i64::try_from(coverages.by_id.len()).unwrap_or(i64::MAX));
        shown
    }

    fn read<T>(&self, look: impl FnOnce(&Coverages) -> T) -> T {
        look(&self.coverages.read().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Leaves of what went wrong with a coverage what may pass.
fn passing(live: &Live, taken: Result<(), store::Error>) -> Result<(), store::Error> {
    match taken {
        Err(error @ (store::Error::Corrupt { .. } | store::Error::Refused { .. })) => {
            tracing::error!(%error, coverage = %live.slug(), "the record cannot be read; the coverage stays as it was");
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

    use super::{Live, Metrics, passing};

    #[test]
    fn what_may_pass_is_tried_again_and_damage_is_not() {
        let id: CoverageId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let live =
            Live::new(id, Slug::parse("storm").unwrap(), Arc::new(Metrics::new()), Arc::default(), Arc::default());
        let source = Arc::new(std::io::Error::other("the disk failed"));
        let device = Error::Unavailable { path: PathBuf::from("stet.db"), trouble: Trouble::Device, source };
        assert!(passing(&live, Err(device)).is_err());
        let damage = Error::Corrupt { coverage: id, seq: Seq(1), problem: "the change is missing" };
        assert!(passing(&live, Err(damage)).is_ok());
        assert!(passing(&live, Ok(())).is_ok());
    }
}
