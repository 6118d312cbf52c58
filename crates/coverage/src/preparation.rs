//! What was said of a coverage before readers could see it, and what of that they met.

use std::collections::BTreeMap;

use crate::{Change, Post, Seq, View};

/// How a coverage was prepared: what readers could see first, and since which change.
#[derive(Clone, Default, Debug)]
pub(crate) struct Preparation {
    /// The change with which readers could see it; none while they cannot.
    opened: Option<Seq>,
    /// The changes that said last what holds of it, up to that one.
    stood: BTreeMap<Aspect, Seq>,
}

/// What readers met of a post when they could see it first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FirstSight {
    /// The first change to the post that they could follow, or that could have been one.
    pub from: Seq,
    /// The change that brought the version that they met. Those before it, they never saw.
    pub version: Seq,
}

/// Something of a coverage as a whole, of which each change says anew what holds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Aspect {
    Headline,
    Standfirst,
    Settings,
    Theme,
    Status,
    Successor,
    Lead,
    KeyPoints,
    GoDeeper,
    Pinned,
}

impl View {
    /// Whether a change of the record says what was prepared and did not stand any more when readers
    /// could see the coverage. It never was before their eyes, and is theirs to know no more than a draft.
    ///
    /// What the view has not taken in is not known to it: ask about changes up to [`View::seq`].
    #[must_use]
    pub fn is_prepared(&self, seq: Seq, change: &Change) -> bool {
        if self.preparation.opened.is_some_and(|opened| seq >= opened) {
            return false;
        }
        match (Aspect::of(change), change.post().and_then(|post| self.post(post))) {
            (Some(aspect), _) => self.preparation.stood.get(&aspect) != Some(&seq),
            (None, Some(post)) => match change {
                Change::PostPublished(_) | Change::PostRevised(_) => self.first_sight(post).version != seq,
                Change::PostPlaced(_) => {
                    let from = self.first_sight(post).from;
                    post.moves.iter().rev().map(|step| step.seq).find(|step| *step < from) != Some(seq)
                }
                // That a post is gone is told on the page, with the reason.
                _ => false,
            },
            // What altered nothing stood nowhere; of media it is told only that they are gone.
            (None, None) => change.post().is_some(),
        }
    }

    /// The change with which readers could see the coverage; none while they never could.
    #[must_use]
    pub fn opened(&self) -> Option<Seq> {
        self.preparation.opened
    }

    /// What readers met first of a post of this coverage.
    #[must_use]
    pub fn first_sight(&self, post: &Post) -> FirstSight {
        let published = post.order.seq;
        let opened = self.preparation.opened.unwrap_or_else(|| self.seq().next());
        let version = post.revised_by.iter().copied().take_while(|seq| *seq < opened).last().unwrap_or(published);
        FirstSight { from: opened.max(published), version }
    }
}

impl Preparation {
    /// Whether readers could never see the coverage so far.
    pub(crate) const fn is_going_on(&self) -> bool {
        self.opened.is_none()
    }

    /// Takes in the change at `seq`, after which readers can see the coverage or cannot.
    pub(crate) fn take(&mut self, seq: Seq, change: &Change, is_public: bool) {
        if is_public {
            self.opened = Some(seq);
        }
        if let Some(aspect) = Aspect::of(change) {
            self.stood.insert(aspect, seq);
        }
    }
}

impl Aspect {
    const fn of(change: &Change) -> Option<Self> {
        Some(match change {
            Change::CoverageOpened(_) | Change::HeadlineChanged(_) => Self::Headline,
            Change::StandfirstChanged(_) => Self::Standfirst,
            Change::SettingsChanged { .. } => Self::Settings,
            Change::ThemeChanged(_) => Self::Theme,
            Change::StatusChanged(_) => Self::Status,
            Change::SuccessorChanged(_) => Self::Successor,
            Change::LeadChanged(_) => Self::Lead,
            Change::KeyPointsChanged(_) => Self::KeyPoints,
            Change::GoDeeperChanged(_) => Self::GoDeeper,
            Change::PostPinned(_) | Change::PostUnpinned(_) => Self::Pinned,
            Change::PostPublished(_)
            | Change::PostRevised(_)
            | Change::PostWithdrawn(_)
            | Change::PostPlaced(_)
            | Change::PostRedacted(_)
            | Change::MediumRedacted(_)
            | Change::Blanked(_)
            | Change::Untold(_)
            | Change::Unknown { .. } => return None,
        })
    }
}
