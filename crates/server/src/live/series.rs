//! Which coverages follow one another. None has it in its record who names it
//! as successor, so it is found by looking at all of them, when something has changed.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use coverage::{Brief, Change, CoverageId, Slug, Status, Successor};
use render::{Neighbour, Neighbours, Source};

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
    let is_elsewhere =
        |dossier: &Dossier| sources.get(&dossier.id()).is_some_and(|source| source.tie.is_told_elsewhere());
    let (elsewhere, here): (Vec<_>, Vec<_>) = all.iter().partition(|dossier| is_elsewhere(dossier));
    let briefs: Vec<Brief> = here.iter().map(|dossier| dossier.brief()).collect();
    let named: Vec<(&Slug, &Brief)> = here.iter().map(|dossier| dossier.slug()).zip(&briefs).collect();
    let apart = elsewhere.iter().map(|_| Neighbours::default());
    for (dossier, neighbours) in here.iter().zip(neighbours(&named)).chain(elsewhere.iter().zip(apart)) {
        let source = sources.get(&dossier.id()).cloned();
        dossier.stand_between(Neighbours { source, ..neighbours });
    }
}

/// The neighbours of each of these coverages among them, of those that readers may see.
pub(crate) fn neighbours(all: &[(&Slug, &Brief)]) -> Vec<Neighbours> {
    let public = all.iter().filter(|(_, brief)| brief.coverage().status != Status::Draft);
    let by_slug: HashMap<&Slug, &Brief> = public.copied().collect();
    let mut before: HashMap<&Slug, Vec<(&Slug, &Brief)>> = HashMap::new();
    for (slug, brief) in &by_slug {
        if let Some(Successor::Coverage(successor)) = &brief.coverage().successor {
            before.entry(successor).or_default().push((slug, brief));
        }
    }
    let between = |(slug, brief): &(&Slug, &Brief)| {
        // Of several that lead here, the one that ended last; one that runs on leads here least.
        let previous = before
            .get(*slug)
            .and_then(|before| before.iter().max_by_key(|(slug, brief)| (brief.coverage().ended_at, Reverse(*slug))));
        let next = match brief.coverage().successor.as_ref() {
            Some(Successor::Coverage(slug)) => by_slug.get_key_value(slug).map(|(slug, brief)| (*slug, *brief)),
            Some(Successor::Page(_)) | None => None,
        };
        let name = |(slug, brief): (&Slug, &Brief)| Neighbour::of(slug, brief);
        Neighbours { previous: previous.copied().map(name), next: next.map(name), source: None }
    };
    all.iter().map(between).collect()
}
