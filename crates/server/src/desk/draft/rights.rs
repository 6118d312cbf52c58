//! What a member may do to a draft.

use store::{Consent, DraftStatus, Filed, MemberId, Role, Scope};

use crate::auth::{Permission, Standing};

/// A member before a draft.
pub(crate) struct Rights<'a> {
    standing: &'a Standing,
    status: DraftStatus,
    author: MemberId,
    is_revision: bool,
    /// Whose the post is that the draft revises.
    post_author: Option<MemberId>,
    writers: &'a [MemberId],
    mentioned: &'a [MemberId],
}

impl<'a> Rights<'a> {
    /// None of them hangs on what the draft says.
    pub(crate) fn new<C>(standing: &'a Standing, filed: &'a Filed<C>) -> Self {
        let Filed { draft, writers, mentioned, post_author, .. } = filed;
        let (status, author, is_revision) = (draft.status, draft.author, draft.revises.is_some());
        Self { standing, status, author, is_revision, post_author: *post_author, writers, mentioned }
    }

    /// Whether the draft is there for them: for others it is as if it were not.
    pub(crate) fn see(&self) -> bool {
        self.edit() || self.standing.may(Permission::Draft) && self.mentioned.contains(&self.standing.member)
    }

    pub(crate) fn edit(&self) -> bool {
        let me = self.standing.member;
        self.standing.may(Permission::SeeDrafts)
            || self.standing.may(Permission::Draft) && (self.is_mine() || self.writers.contains(&me))
    }

    pub(crate) fn submit(&self) -> bool {
        self.edit() && matches!(self.status, DraftStatus::Draft | DraftStatus::ChangesRequested)
    }

    pub(crate) fn approve(&self) -> bool {
        self.judge() && self.status == DraftStatus::Submitted
    }

    /// Ask for changes.
    pub(crate) fn send_back(&self) -> bool {
        use DraftStatus::{Approved, Scheduled, Submitted};
        self.judge() && matches!(self.status, Submitted | Approved | Scheduled { .. })
    }

    /// Take it back from review.
    pub(crate) fn recall(&self) -> bool {
        self.edit() && matches!(self.status, DraftStatus::Submitted | DraftStatus::Approved)
    }

    /// Publish it, or have it published at its time. Who needs an editor's
    /// consent may do so with what is theirs once they have it.
    pub(crate) fn publish(&self) -> bool {
        let has_consent = self.status == DraftStatus::Approved
            && self.is_mine()
            && self.standing.role == Role::Reporter
            && self.standing.may(Permission::Draft)
            && self.standing.scopes.has(Scope::Publish);
        self.publishes_alone() || has_consent
    }

    /// Take it off the schedule: who could put it there, and who wrote it.
    pub(crate) fn unschedule(&self) -> bool {
        let is_mine = self.edit() && self.is_mine();
        matches!(self.status, DraftStatus::Scheduled { .. }) && (self.publishes_alone() || is_mine)
    }

    pub(crate) fn delete(&self) -> bool {
        self.judge() || self.edit() && self.is_mine()
    }

    /// What becomes of an editor's consent when they write on.
    pub(crate) fn consent(&self) -> Consent {
        if self.publishes_alone() { Consent::Stands } else { Consent::Lapses }
    }

    /// The names of what they may do, as the API gives them.
    pub(crate) fn names(&self) -> Vec<&'static str> {
        let all = [
            ("edit", self.edit()),
            ("submit", self.submit()),
            ("approve", self.approve()),
            ("return", self.send_back()),
            ("recall", self.recall()),
            ("publish", self.publish()),
            ("schedule", self.publish()),
            ("unschedule", self.unschedule()),
            ("delete", self.delete()),
        ];
        all.into_iter().filter_map(|(name, may)| may.then_some(name)).collect()
    }

    /// Publish it without anybody's consent.
    pub(crate) fn publishes_alone(&self) -> bool {
        let is_own = !self.is_revision || self.post_author == Some(self.standing.member);
        self.judge() || self.standing.may(Permission::PublishOwn) && self.is_mine() && is_own
    }

    fn judge(&self) -> bool {
        self.standing.may(Permission::Publish)
    }

    fn is_mine(&self) -> bool {
        self.author == self.standing.member
    }
}
