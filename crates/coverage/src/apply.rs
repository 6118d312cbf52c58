//! Changes into what is known. Total: any change in any order gives a view.

use std::sync::Arc;

use jiff::Timestamp;
use rpds::{HashTrieMapSync, RedBlackTreeMapSync};

use crate::change::{NoticeGiven, PostPlaced, PostPublished, PostRevised, PostWithdrawn};
use crate::{Brief, Change, Content, Coverage, Move, Newest, Notice, OrderKey, Post, PostId, Standing, Status, View};

impl View {
    /// What is known before the first change: nothing.
    #[must_use]
    pub fn blank() -> Self {
        Self { brief: Brief::blank(), posts: RedBlackTreeMapSync::new_sync(), places: HashTrieMapSync::new_sync() }
    }

    /// Takes in the next change, which happened at `at`.
    ///
    /// It cannot fail: a change that does not fit (a revision of a post that
    /// was never published, say) takes its position and alters nothing else.
    pub fn apply(&mut self, at: Timestamp, change: &Change) {
        self.brief.seq = self.brief.seq.next();
        self.brief.changed_at = at;
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
                if self.post(*post).is_some_and(|post| post.content().is_some()) {
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
            Change::Unknown { .. } => {}
        }
        let newest = self.posts.last().map(|(_, post)| post);
        self.brief.newest =
            newest.map(|post| Newest { published_at: post.published_at, approximate: post.approximate });
    }

    /// The coverage as a whole, to be changed. Snapshots that share it keep what they have.
    fn whole(&mut self) -> &mut Coverage {
        Arc::make_mut(&mut self.brief.coverage)
    }

    fn set_status(&mut self, at: Timestamp, status: Status) {
        let coverage = self.whole();
        coverage.status = status;
        coverage.ended_at = (status == Status::Ended).then_some(at);
    }

    fn publish(&mut self, published: &PostPublished) {
        if self.places.contains_key(&published.post) {
            return;
        }
        let order = OrderKey { at: published.published_at, seq: self.brief.seq };
        let post = Post {
            id: published.post,
            order,
            published_at: published.published_at,
            placed: None,
            moves: Box::default(),
            approximate: published.approximate,
            seq: self.brief.seq,
            content_seq: self.brief.seq,
            revised_at: None,
            revisions: 1,
            notices: Box::default(),
            standing: Standing::Published(published.content.clone()),
        };
        self.places.insert_mut(post.id, order);
        self.posts.insert_mut(order, Arc::new(post));
        self.brief.published += 1;
        self.brief.tally.add(published.post, &published.content);
    }

    fn revise(&mut self, at: Timestamp, revised: &PostRevised) {
        let Some(post) = self.post(revised.post).filter(|post| post.content().is_some()) else { return };
        let notices = post.notices.iter().cloned();
        let seq = self.brief.seq;
        let notice = revised.notice.as_ref();
        let notice = notice.map(|NoticeGiven { kind, text }| Notice { kind: *kind, text: text.clone(), at, seq });
        let post = Post {
            seq: self.brief.seq,
            content_seq: self.brief.seq,
            revised_at: Some(at),
            revisions: post.revisions.saturating_add(1),
            notices: notices.chain(notice).collect(),
            moves: post.moves.clone(),
            standing: Standing::Published(revised.content.clone()),
            ..**post
        };
        self.recount(revised.post, Some(&revised.content));
        self.posts.insert_mut(post.order, Arc::new(post));
    }

    fn withdraw(&mut self, at: Timestamp, withdrawn: &PostWithdrawn) {
        let Some(post) = self.post(withdrawn.post).filter(|post| post.content().is_some()) else { return };
        let post = Post {
            seq: self.brief.seq,
            notices: post.notices.clone(),
            moves: post.moves.clone(),
            standing: Standing::Withdrawn { at, reason: withdrawn.reason.clone() },
            ..**post
        };
        if self.brief.coverage.pinned == Some(post.id) {
            self.whole().pinned = None;
        }
        self.brief.published -= 1;
        self.recount(withdrawn.post, None);
        self.posts.insert_mut(post.order, Arc::new(post));
    }

    fn place(&mut self, placed: &PostPlaced) {
        let Some(post) = self.post(placed.post).filter(|post| post.content().is_some()) else { return };
        let before = post.order;
        let mut post = Post { placed: placed.shown, seq: self.brief.seq, ..(**post).clone() };
        post.order = OrderKey { at: post.shown().at, ..before };
        post.moves = post.moves.iter().copied().chain([Move { seq: self.brief.seq, from: before }]).collect();
        self.posts.remove_mut(&before);
        self.places.insert_mut(post.id, post.order);
        self.posts.insert_mut(post.order, Arc::new(post));
    }

    /// Counts a post as what it says from now on, and no more as what it still says.
    fn recount(&mut self, id: PostId, content: Option<&Content>) {
        let before = self.post(id).cloned();
        let before = before.as_ref().and_then(|post| post.content());
        before.into_iter().for_each(|content| self.brief.tally.remove(id, content));
        content.into_iter().for_each(|content| self.brief.tally.add(id, content));
    }

    /// Marks a post as changed by the current change.
    fn touch(&mut self, id: PostId) {
        if let Some(post) = self.post(id) {
            let post = Post { seq: self.brief.seq, ..(**post).clone() };
            self.posts.insert_mut(post.order, Arc::new(post));
        }
    }
}
