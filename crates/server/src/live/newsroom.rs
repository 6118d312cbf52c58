//! All coverages of the server, by slug.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use coverage::{CoverageId, Slug};
use store::{Listed, Store};

use super::Live;
use crate::metrics::Metrics;

/// The coverages in memory. Each is loaded when the server starts or when the
/// store first tells of it.
pub(crate) struct Newsroom {
    store: Store,
    metrics: Arc<Metrics>,
    coverages: RwLock<BTreeMap<Slug, Arc<Live>>>,
}

impl Newsroom {
    /// Loads every coverage of the store.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn load(store: Store, metrics: Arc<Metrics>) -> Result<Self, store::Error> {
        let newsroom = Self { store, metrics, coverages: RwLock::default() };
        newsroom.catch_up().await?;
        Ok(newsroom)
    }

    /// The coverage of that slug, whatever its status.
    pub(crate) fn find(&self, slug: &str) -> Option<Arc<Live>> {
        let slug = Slug::parse(slug).ok()?;
        self.coverages.read().unwrap_or_else(PoisonError::into_inner).get(&slug).cloned()
    }

    /// The coverage of that slug, if readers may know of it.
    pub(crate) fn public(&self, slug: &str) -> Option<Arc<Live>> {
        self.find(slug).filter(|live| live.is_public())
    }

    /// The coverage of that id.
    pub(crate) fn by_id(&self, id: CoverageId) -> Option<Arc<Live>> {
        self.all().into_iter().find(|live| live.id() == id)
    }

    /// All of them, by slug.
    pub(crate) fn all(&self) -> Vec<Arc<Live>> {
        self.coverages.read().unwrap_or_else(PoisonError::into_inner).values().cloned().collect()
    }

    /// Takes in what was written since, here or by another process: new
    /// coverages and new changes of known ones.
    ///
    /// # Errors
    /// What the store says; the coverages read before that are up to date.
    pub(crate) async fn catch_up(&self) -> Result<(), store::Error> {
        for Listed { id, slug, head, .. } in self.store.list().await? {
            let live = self.admit(id, slug);
            if live.view().seq() < head {
                live.catch_up(&self.store).await?;
            }
        }
        Ok(())
    }

    /// The coverage in memory, a new one where there is none yet.
    pub(crate) fn admit(&self, id: CoverageId, slug: Slug) -> Arc<Live> {
        let mut coverages = self.coverages.write().unwrap_or_else(PoisonError::into_inner);
        let live =
            coverages.entry(slug.clone()).or_insert_with(|| Arc::new(Live::new(id, slug, Arc::clone(&self.metrics))));
        let live = Arc::clone(live);
        self.metrics.coverages.set(i64::try_from(coverages.len()).unwrap_or(i64::MAX));
        live
    }
}
