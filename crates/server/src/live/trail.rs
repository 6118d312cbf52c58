//! Earlier views of a coverage, kept here and there along its record, so that it can be shown as it stood at any
//! moment by few changes.
//!
//! Views share structure: one that is kept costs what was replaced since. That is bounded, as their number is; the
//! longer a record becomes, the farther they stand from each other.

use std::collections::HashMap;

use coverage::{Post, PostId, Seq, Status, View};
use jiff::Timestamp;

/// How many are kept at most.
const MOST: usize = 512;
/// How many changes there are between two at first.
const EVERY: u64 = 64;
/// How many bytes the texts have together at most, about, that are in memory for these views alone: so many, and so
/// many more for each change of the record. A record of 100,000 changes takes far more by itself, and with less
/// its views would stand farther apart than a reader should wait for.
const BYTES: usize = 8 * 1024 * 1024;
const BYTES_A_CHANGE: usize = 512;

/// The earlier views of one coverage.
pub(super) struct Trail {
    every: u64,
    marks: Vec<Mark>,
    /// The first change from which on readers could see the coverage.
    first: Option<(Seq, Timestamp)>,
}

/// One of them.
struct Mark {
    view: View,
    /// The posts that were replaced before the next mark, and so are kept for this one, with the length of their texts.
    replaced: HashMap<PostId, usize>,
}

impl Default for Trail {
    fn default() -> Self {
        Self { every: EVERY, marks: Vec::new(), first: None }
    }
}

impl Trail {
    /// Takes in the view after the next change, which was about that post.
    pub(super) fn follow(&mut self, view: &View, post: Option<PostId>) {
        if self.first.is_none() && view.coverage().status != Status::Draft {
            self.first = Some((view.seq(), view.changed_at()));
        }
        if let (Some(post), Some(last)) = (post, self.marks.last_mut()) {
            last.note(post);
        }
        if view.seq().0.is_multiple_of(self.every) {
            self.marks.push(Mark { view: view.clone(), replaced: HashMap::new() });
            let most = most_bytes(view.seq());
            while self.marks.len() > MOST || (self.marks.len() > 1 && self.replaced() > most) {
                self.thin();
            }
        }
    }

    /// Has every mark let go of the words of a post, which stands from its beginning as it does now.
    pub(super) fn forget(&mut self, post: &Post) {
        for mark in &mut self.marks {
            mark.view.take_words(post.id, &post.standing);
            mark.replaced.remove(&post.id);
        }
    }

    /// The last view that is kept of the time up to a change; a blank one if there is none.
    pub(super) fn before(&self, seq: Seq) -> View {
        let later = self.marks.partition_point(|mark| mark.view.seq() <= seq);
        later.checked_sub(1).and_then(|last| self.marks.get(last)).map_or_else(View::blank, |mark| mark.view.clone())
    }

    /// The marks around a time: the last change that had happened by then is not before the first, and before the
    /// other, if there is one.
    pub(super) fn around(&self, time: Timestamp) -> (Seq, Option<Seq>) {
        let later = self.marks.partition_point(|mark| mark.view.changed_at() <= time);
        let seq = |at: usize| self.marks.get(at).map(|mark| mark.view.seq());
        (later.checked_sub(1).and_then(seq).unwrap_or(Seq::START), seq(later))
    }

    /// The first change from which on readers could see the coverage, and when it happened.
    pub(super) const fn first(&self) -> Option<(Seq, Timestamp)> {
        self.first
    }

    fn replaced(&self) -> usize {
        self.marks.iter().flat_map(|mark| mark.replaced.values()).sum()
    }

    /// Lets go of every other mark.
    fn thin(&mut self) {
        self.every *= 2;
        let mut marks: Vec<Mark> = Vec::with_capacity(self.marks.len() / 2 + 1);
        for mark in self.marks.drain(..) {
            if mark.view.seq().0.is_multiple_of(self.every) {
                marks.push(mark);
            } else if let Some(last) = marks.last_mut() {
                mark.replaced.into_keys().for_each(|post| last.note(post));
            }
        }
        self.marks = marks;
    }
}

/// How many bytes the texts have together at most that are kept for the marks up to a change.
fn most_bytes(seq: Seq) -> usize {
    usize::try_from(seq.0).unwrap_or(usize::MAX).saturating_mul(BYTES_A_CHANGE).saturating_add(BYTES)
}

impl Mark {
    /// Notes that a post is another from here on.
    fn note(&mut self, post: PostId) {
        if let Some(before) = self.view.post(post) {
            let length = || before.content().map_or(0, |content| content.body.text().len());
            self.replaced.entry(post).or_insert_with(length);
        }
    }
}

#[cfg(test)]
mod tests {
    use coverage::{Change, Content, PostPublished, PostRevised, Seq, View};
    use jiff::{SignedDuration, Timestamp};
    use serde_json::json;

    use super::{EVERY, MOST, Trail, most_bytes};
    use crate::clock;

    fn content(bytes: usize) -> Content {
        let text = "x".repeat(bytes);
        let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
        let body = json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}});
        serde_json::from_value(json!({ "body": body })).unwrap()
    }

    fn at(seq: u64) -> Timestamp {
        Timestamp::UNIX_EPOCH + SignedDuration::from_secs(i64::try_from(seq).unwrap())
    }

    fn follow(trail: &mut Trail, view: &mut View, change: &Change) {
        let seq = view.seq().0 + 1;
        view.apply(at(seq), change);
        trail.follow(view, change.post());
    }

    #[test]
    fn there_is_a_view_near_every_change_and_there_are_few() {
        let (mut trail, mut view) = (Trail::default(), View::blank());
        for _ in 0..100_000 {
            follow(&mut trail, &mut view, &Change::StandfirstChanged(None));
        }
        assert!(trail.marks.len() <= MOST && trail.marks.len() > MOST / 4, "{}", trail.marks.len());
        for seq in [0, 1, 63, 64, 65, 255, 256, 257, 51_234, 99_999, 100_000] {
            let before = trail.before(Seq(seq)).seq().0;
            assert!(before <= seq && seq - before < trail.every, "{before} is not near {seq}");
        }
        assert_eq!(trail.every, 256);
        for seq in [1, 256, 257, 70_000] {
            let (after, until) = trail.around(at(seq));
            assert!(after.0 <= seq && until.is_none_or(|until| seq < until.0 && until.0 - after.0 == 256));
        }
        assert_eq!(trail.around(at(200_000)), (Seq(99_840), None));
    }

    #[test]
    fn what_was_replaced_is_bounded_whatever_is_revised() {
        const POSTS: usize = 100;
        const LONG: usize = 20_000;
        let (mut trail, mut view) = (Trail::default(), View::blank());
        let ids: Vec<_> = (0..POSTS).map(|_| clock::post_id()).collect();
        for post in &ids {
            let published =
                PostPublished { post: *post, published_at: at(0), approximate: false, content: content(LONG) };
            follow(&mut trail, &mut view, &Change::PostPublished(published));
        }
        for number in 0..8_000 {
            let revised = PostRevised { post: ids[number % POSTS], content: content(LONG), notice: None };
            follow(&mut trail, &mut view, &Change::PostRevised(revised));
        }
        // What was replaced since the last mark counts with the next: each post once.
        let last = trail.marks.last().map_or(0, |mark| mark.replaced.values().sum::<usize>());
        let (before, most) = (trail.replaced() - last, most_bytes(view.seq()));
        assert!(before <= most && last <= POSTS * LONG, "{before} and {last} bytes");
        assert!(trail.every > EVERY, "every {}", trail.every);
        // That is no more than there is: every version that a mark has and the next one has not.
        let versions =
            |mark: &super::Mark| ids.iter().map(|id| mark.view.post(*id).unwrap().content_seq).collect::<Vec<_>>();
        let replaced = trail.marks.windows(2).map(|two| {
            versions(&two[0]).iter().zip(versions(&two[1])).filter(|(before, after)| **before != *after).count()
        });
        assert_eq!(replaced.sum::<usize>() * LONG + last, trail.replaced());
    }
}
