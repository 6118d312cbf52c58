//! Which coverages follow one another. None has it in its record who names it
//! as successor, so it is found by looking at all of them, when something has changed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use coverage::{Brief, Change, Slug, Status, Successor};
use render::{Neighbour, Neighbours};

use super::Dossier;

/// Whether something has changed since the coverages were last put in a row.
#[derive(Default)]
pub(crate) struct Unsettled(AtomicBool);

impl Unsettled {
    /// Something has changed.
    pub(crate) fn tell(&self) {
        self.0.store(true, Ordering::Release);
    }

    /// Whether something has changed that nobody has asked about yet.
    pub(crate) fn is_told(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }

    /// Whether something had changed; to whoever asks next, nothing has.
    pub(crate) fn take(&self) -> bool {
        // Almost always there is nothing to take, and readers do not get into each other's way.
        self.is_told() && self.0.swap(false, Ordering::AcqRel)
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
pub(super) fn settle(all: &[Arc<Dossier>]) {
    let briefs: Vec<(&Arc<Dossier>, Brief)> = all.iter().map(|dossier| (dossier, dossier.brief())).collect();
    let public = briefs.iter().filter(|(_, brief)| brief.coverage().status != Status::Draft);
    let by_slug: HashMap<&Slug, &Brief> = public.map(|(dossier, brief)| (dossier.slug(), brief)).collect();
    let mut before: HashMap<&Slug, Vec<(&Slug, &Brief)>> = HashMap::new();
    for (slug, brief) in &by_slug {
        if let Some(Successor::Coverage(successor)) = &brief.coverage().successor {
            before.entry(successor).or_default().push((slug, brief));
        }
    }
    for (dossier, brief) in &briefs {
        // Of several that lead here, the one that ended last; one that runs on leads here least.
        let previous = before
            .get(dossier.slug())
            .and_then(|before| before.iter().max_by_key(|(slug, brief)| (brief.coverage().ended_at, Reverse(*slug))));
        let next = match brief.coverage().successor.as_ref() {
            Some(Successor::Coverage(slug)) => by_slug.get_key_value(slug).map(|(slug, brief)| (*slug, *brief)),
            Some(Successor::Page(_)) | None => None,
        };
        let name = |(slug, brief): (&Slug, &Brief)| Neighbour::of(slug, brief);
        dossier.stand_between(Neighbours { previous: previous.copied().map(name), next: next.map(name) });
    }
}
