//! Which coverages follow one another. None has it in its record who names it
//! as successor, so it is found by looking at all of them, when something has changed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use coverage::{Brief, Change, CoverageId, Slug, Status, Successor};
use render::{Neighbour, Neighbours, Source, Tie};

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
/// One that another server tells names no coverage of this one: what has the same name there is another. Where it
/// comes from, it is told along with that.
pub(super) fn settle(all: &[Arc<Dossier>], sources: &HashMap<CoverageId, Source>) {
    let is_elsewhere = |dossier: &Dossier| sources.get(&dossier.id()).is_some_and(|source| source.tie == Tie::Followed);
    let briefs: Vec<(&Arc<Dossier>, Brief)> = all.iter().map(|dossier| (dossier, dossier.brief())).collect();
    let public =
        briefs.iter().filter(|(dossier, brief)| brief.coverage().status != Status::Draft && !is_elsewhere(dossier));
    let by_slug: HashMap<&Slug, &Brief> = public.map(|(dossier, brief)| (dossier.slug(), brief)).collect();
    let mut before: HashMap<&Slug, Vec<(&Slug, &Brief)>> = HashMap::new();
    for (slug, brief) in &by_slug {
        if let Some(Successor::Coverage(successor)) = &brief.coverage().successor {
            before.entry(successor).or_default().push((slug, brief));
        }
    }
    for (dossier, brief) in &briefs {
        let source = sources.get(&dossier.id()).cloned();
        if is_elsewhere(dossier) {
            dossier.stand_between(Neighbours { source, ..Neighbours::default() });
            continue;
        }
        // Of several that lead here, the one that ended last; one that runs on leads here least.
        let previous = before
            .get(dossier.slug())
            .and_then(|before| before.iter().max_by_key(|(slug, brief)| (brief.coverage().ended_at, Reverse(*slug))));
        let next = match brief.coverage().successor.as_ref() {
            Some(Successor::Coverage(slug)) => by_slug.get_key_value(slug).map(|(slug, brief)| (*slug, *brief)),
            Some(Successor::Page(_)) | None => None,
        };
        let name = |(slug, brief): (&Slug, &Brief)| Neighbour::of(slug, brief);
        dossier.stand_between(Neighbours { previous: previous.copied().map(name), next: next.map(name), source });
    }
}
