//! Which coverages follow one another. None has it in its record who names it
//! as successor, so it is found by looking at all of them, when something has changed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use coverage::{Change, Slug, Successor, View};
use render::{Neighbour, Neighbours};

use super::Live;

/// Whether something has changed since the coverages were last put in a row.
#[derive(Default)]
pub(crate) struct Unsettled(AtomicBool);

impl Unsettled {
    /// Something has changed.
    pub(crate) fn tell(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether something had changed; to whoever asks next, nothing has.
    pub(crate) fn take(&self) -> bool {
        // Almost always there is nothing to take, and readers do not get into each other's way.
        self.0.load(Ordering::Acquire) && self.0.swap(false, Ordering::AcqRel)
    }
}

/// Whether the change touches what a coverage's neighbours show of it, or who they are.
pub(super) const fn is_shown_by_others(change: &Change) -> bool {
    matches!(
        change,
        Change::CoverageOpened(_)
            | Change::HeadlineChanged(_)
            | Change::SettingsChanged { .. }
            | Change::StatusChanged(_)
            | Change::SuccessorChanged(_)
    )
}

/// Tells each coverage which ones stand before and after it, of those that readers may see.
pub(super) fn settle(all: &[Arc<Live>]) {
    let public: Vec<(&Slug, View)> =
        all.iter().filter(|live| live.is_public()).map(|live| (live.slug(), live.view())).collect();
    let by_slug: HashMap<&Slug, &View> = public.iter().map(|(slug, view)| (*slug, view)).collect();
    let mut before: HashMap<&Slug, Vec<(&Slug, &View)>> = HashMap::new();
    for (slug, view) in &public {
        if let Some(Successor::Coverage(successor)) = &view.coverage().successor {
            before.entry(successor).or_default().push((slug, view));
        }
    }
    for live in all {
        let slug = live.slug();
        // Of several that lead here, the one that ended last; one that runs on leads here least.
        let previous = before
            .get(slug)
            .and_then(|before| before.iter().max_by_key(|(slug, view)| (view.coverage().ended_at, Reverse(*slug))));
        let next = match live.view().coverage().successor.as_ref() {
            Some(Successor::Coverage(slug)) => by_slug.get_key_value(slug).map(|(slug, view)| (*slug, *view)),
            Some(Successor::Page(_)) | None => None,
        };
        let name = |(slug, view): (&Slug, &View)| Neighbour::of(slug, view);
        live.stand_between(Neighbours { previous: previous.copied().map(name), next: next.map(name) });
    }
}
