//! Changes into what is known. Total: any change in any order gives a view.

use std::sync::Arc;

use jiff::Timestamp;
use rpds::HashTrieSetSync;

use crate::change::{
    Blanked, NoticeGiven, PostPlaced, PostPublished, PostRedacted, PostRevised, PostWithdrawn, Untold, WasOf,
};
use crate::posts::Posts;
use crate::{
    Brief, Change, Content, Coverage, Move, Newest, Notice, OrderKey, Post, PostId, Seq, Standing, Status, View,
};

impl View {
    /// What is known before the first change: nothing.
    #[must_use]
    pub fn blank() -> Self {
        Self {
            brief: Brief::blank(),
            posts: Posts::default(),
            preparation: Arc::default(),
            gone_media: HashTrieSetSync::new_sync(),
            untold: HashTrieSetSync::new_sync(),
            taken_back: Seq::START,
        }
    }

    /// Takes in the next change, which happened at `at`.
    ///
    /// It cannot fail: a change that does not fit (a revision of a post that
    /// was never published, say) takes its position and alters nothing else.
    pub fn apply(&mut self, at: Timestamp, change: &Change) {
        self.brief.seq = self.brief.seq.next();
        self.brief.changed_at = at;
        if change.takes_out_of_sight() {
            self.taken_back = self.brief.seq;
        }
        match change {
            Change::CoverageOpened(opened) => {
                let coverage = self.whole();
                coverage.headline = opened.headline.clone();
                coverage.language = opened.language.clone();
                coverage.time_zone = opened.time_zone.clone();
                coverage.opened_at = at;
                self.set_status(at, opened.status);
            }
            Change::HeadlineChanged(headline) => self.whole().headline = headline.clone(),
            Change::StandfirstChanged(standfirst) => self.whole().standfirst = standfirst.clone(),
            Change::SettingsChanged { language, time_zone } => {
                let coverage = self.whole();
                coverage.language = language.clone();
                coverage.time_zone = time_zone.clone();
            }
            Change::ThemeChanged(theme) => self.whole().theme = theme.clone(),
            Change::StatusChanged(changed) => {
                self.whole().status_note = changed.note.clone();
                self.set_status(at, changed.status);
            }
            Change::SuccessorChanged(successor) => self.whole().successor = successor.clone(),
            Change::LeadChanged(lead) => self.whole().lead = lead.clone(),
            Change::KeyPointsChanged(key_points) => self.whole().key_points = key_points.clone(),
            Change::GoDeeperChanged(go_deeper) => self.whole().go_deeper = go_deeper.clone(),
            Change::PostPublished(published) => self.publish(published),
            Change::PostRevised(revised) => self.revise(at, revised),
            Change::PostWithdrawn(withdrawn) => self.withdraw(at, withdrawn),
            Change::PostPlaced(placed) => self.place(placed),
            Change::PostPinned(post) => {
                if self.post(*post).is_some_and(|post| self.is_open(post)) {
                    let before = self.whole().pinned.replace(*post);
                    self.touch(*post);
                    // The one that made way goes back to its place.
                    before.into_iter().for_each(|before| self.touch(before));
                }
            }
            Change::PostUnpinned(post) => {
                if self.brief.coverage.pinned == Some(*post) {
                    self.whole().pinned = None;
                    self.touch(*post);
                }
            }
            Change::PostRedacted(redacted) => self.redact(at, redacted),
            Change::Blanked(blanked) => self.take_blanked(at, blanked),
            Change::Untold(untold) => self.take_untold(at, untold),
            // What showed it was revised, or is gone.
            Change::MediumRedacted(redacted) => self.gone_media.insert_mut(redacted.media),
            Change::Unknown { .. } => {}
        }
        if self.preparation.is_going_on() {
            let is_public = self.brief.coverage.status != Status::Draft;
            Arc::make_mut(&mut self.preparation).take(self.brief.seq, change, is_public);
        }
        let newest = self.posts().next();
        self.brief.newest =
            newest.map(|post| Newest { published_at: post.published_at, approximate: post.approximate });
    }

    /// The coverage as a whole, to be changed. Snapshots that share it keep what they have.
    pub(crate) fn whole(&mut self) -> &mut Coverage {
        Arc::make_mut(&mut self.brief.coverage)
    }

    fn set_status(&mut self, at: Timestamp, status: Status) {
        let coverage = self.whole();
        coverage.status = status;
        coverage.ended_at = (status == Status::Ended).then_some(at);
    }

    fn publish(&mut self, published: &PostPublished) {
        if self.posts.contains(published.post) {
            return;
        }
        self.enter(published.post, (published.published_at, published.approximate), {
            Standing::Published(published.content.clone())
        });
        self.brief.published += 1;
        self.brief.tally.add(published.post, &published.content);
    }

    fn enter(&mut self, id: PostId, (published_at, approximate): (Timestamp, bool), standing: Standing) {
        let order = OrderKey { at: published_at, seq: self.brief.seq };
        self.posts.put(Post {
            id,
            order,
            published_at,
            placed: None,
            moves: Box::default(),
            approximate,
            seq: self.brief.seq,
            content_seq: self.brief.seq,
            revised_at: None,
            revisions: 1,
            revised_by: Box::default(),
            notices: Box::default(),
            standing,
        });
    }

    fn revise(&mut self, at: Timestamp, revised: &PostRevised) {
        let Some(post) = self.post(revised.post).filter(|post| post.content().is_some()).cloned() else { return };
        let notices = post.notices.iter().cloned();
        let seq = self.brief.seq;
        self.untold.remove_mut(&revised.post);
        let notice = revised.notice.as_ref();
        let notice = notice.map(|NoticeGiven { kind, text }| Notice { kind: *kind, text: text.clone(), at, seq });
        let notices = notices.chain(notice).collect();
        self.recount(revised.post, Some(&revised.content));
        self.renew(at, &post, notices, Standing::Published(revised.content.clone()));
    }

    /// Puts another version in the place of a post.
    fn renew(&mut self, at: Timestamp, post: &Post, notices: Box<[Notice]>, standing: Standing) {
        let post = Post {
            seq: self.brief.seq,
            content_seq: self.brief.seq,
            revised_at: Some(at),
            revisions: post.revisions.saturating_add(1),
            revised_by: post.revised_by.iter().copied().chain([self.brief.seq]).collect(),
            notices,
            moves: post.moves.clone(),
            standing,
            ..*post
        };
        self.posts.put(post);
    }

    fn withdraw(&mut self, at: Timestamp, withdrawn: &PostWithdrawn) {
        let Some(post) = self.post(withdrawn.post).filter(|post| post.content().is_some()) else { return };
        let post = Post {
            seq: self.brief.seq,
            notices: post.notices.clone(),
            moves: post.moves.clone(),
            revised_by: post.revised_by.clone(),
            standing: Standing::Withdrawn { at, reason: withdrawn.reason.clone() },
            ..**post
        };
        self.take_from_top(post.id);
        self.brief.published -= 1;
        self.recount(withdrawn.post, None);
        self.posts.put(post);
    }

    fn take_from_top(&mut self, id: PostId) {
        if self.brief.coverage.pinned == Some(id) {
            self.whole().pinned = None;
        }
    }

    fn redact(&mut self, at: Timestamp, redacted: &PostRedacted) {
        let Some(post) = self.post(redacted.post).cloned() else { return };
        let by = match post.standing {
            // The record is read after the redaction, and its change has come.
            Standing::Redacted { by, .. } if by != self.brief.seq => return,
            Standing::Redacted { by, .. } => by,
            Standing::Published(_) | Standing::Withdrawn { .. } | Standing::Withheld => self.brief.seq,
        };
        self.take_from_top(post.id);
        self.brief.published -= usize::from(post.content().is_some());
        self.recount(post.id, None);
        let post = Post {
            seq: self.brief.seq,
            notices: Box::default(),
            moves: post.moves.clone(),
            revised_by: post.revised_by.clone(),
            standing: Standing::Redacted { at, reason: redacted.reason, by },
            ..*post
        };
        self.posts.put(post);
    }

    /// Takes in what stands of a change whose words are gone, so that once the
    /// redaction itself has come, everything is as it is for those who knew them.
    fn take_blanked(&mut self, at: Timestamp, blanked: &Blanked) {
        let Blanked { was, post, by, at: redacted_at, reason } = *blanked;
        if let WasOf::Publication { published_at, approximate } = was {
            if !self.posts.contains(post) {
                self.enter(post, (published_at, approximate), Standing::Redacted { at: redacted_at, reason, by });
            }
            return;
        }
        let Some(post) = self.post(post).filter(|post| self.is_open(post) && post.content().is_none()).cloned() else {
            return;
        };
        if was == WasOf::Revision {
            self.renew(at, &post, Box::default(), post.standing.clone());
        } else {
            self.take_from_top(post.id);
            self.touch(post.id);
        }
    }

    /// Takes in what stands of a change whose words were withheld: a post without words, until the
    /// change comes that they were withheld for; of a revision, that there was one; and of the opening of
    /// a coverage that nobody could see yet, what no later change need say.
    fn take_untold(&mut self, at: Timestamp, untold: &Untold) {
        match untold {
            Untold::Opening { language, time_zone } => {
                let coverage = self.whole();
                coverage.language = language.clone();
                coverage.time_zone = time_zone.clone();
                coverage.opened_at = at;
            }
            Untold::Publication { post, published_at, approximate } if !self.posts.contains(*post) => {
                let (published_at, approximate) = (*published_at, *approximate);
                self.publish(&PostPublished { post: *post, published_at, approximate, content: Content::blank() });
                self.untold.insert_mut(*post);
            }
            Untold::Publication { .. } => {}
            Untold::Revision { post, notice } => {
                if let Some(content) = self.post(*post).and_then(|post| post.content()).cloned() {
                    self.revise(at, &PostRevised { post: *post, content, notice: notice.clone() });
                    self.untold.insert_mut(*post);
                }
            }
        }
    }

    /// Whether something more can become of a post.
    fn is_open(&self, post: &Post) -> bool {
        match post.standing {
            Standing::Published(_) => true,
            Standing::Withdrawn { .. } | Standing::Withheld => false,
            Standing::Redacted { by, .. } => self.brief.seq < by,
        }
    }

    fn place(&mut self, placed: &PostPlaced) {
        let Some(post) = self.post(placed.post).filter(|post| self.is_open(post)) else { return };
        let before = post.order;
        let mut post = Post { placed: placed.shown, seq: self.brief.seq, ..(**post).clone() };
        post.order = OrderKey { at: post.shown().at, ..before };
        post.moves = post.moves.iter().copied().chain([Move { seq: self.brief.seq, from: before }]).collect();
        self.posts.put(post);
    }

    /// Counts a post as what it says from now on, and no more as what it still says.
    pub(crate) fn recount(&mut self, id: PostId, content: Option<&Content>) {
        let before = self.post(id).cloned();
        let before = before.as_ref().and_then(|post| post.content());
        before.into_iter().for_each(|content| self.brief.tally.remove(id, content));
        content.into_iter().for_each(|content| self.brief.tally.add(id, content));
    }

    /// Marks a post as changed by the current change.
    fn touch(&mut self, id: PostId) {
        if let Some(post) = self.post(id) {
            let post = Post { seq: self.brief.seq, ..(**post).clone() };
            self.posts.put(post);
        }
    }
}
