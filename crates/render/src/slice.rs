//! The posts of one page, out of those that a reader chose.

use std::iter::once;
use std::sync::Arc;

use coverage::{Post, View};

use crate::choice::{Choice, Reading, ReadingOrder, Window};

/// How many posts a page holds at most, the pinned one aside. Forty long ones, of
/// 2,000 letters each, weigh less than 30 KiB on the wire.
pub const PAGE_POSTS: usize = 40;

/// Posts that stand one after the other among those that were chosen.
pub(crate) struct Slice<'a> {
    /// The posts, newest first; the pinned one too if it is among them.
    pub(crate) posts: Vec<&'a Arc<Post>>,
    /// The newest of these, where there are newer ones.
    pub(crate) ceiling: Option<&'a Arc<Post>>,
    /// The oldest of these, where there are older ones.
    pub(crate) floor: Option<&'a Arc<Post>>,
}

impl<'a> Slice<'a> {
    /// The posts that a reader asked for; none when the window begins at a post
    /// that the coverage does not have.
    pub(crate) fn of(view: &'a View, reading: &Reading) -> Option<Self> {
        let choice = &reading.choice;
        let takes = |post: &&Arc<Post>| choice.takes(post);
        Some(match reading.window {
            Window::First => match choice.order {
                ReadingOrder::NewestFirst => Self::down(choice, view.posts(), false),
                ReadingOrder::OldestFirst => Self::up(choice, view.posts_from_the_first(), false),
            },
            Window::All => Self { posts: view.posts().filter(takes).collect(), ceiling: None, floor: None },
            Window::Before(post) => {
                let post = view.post(post)?;
                let has_newer = once(post).chain(view.posts_after(post.order)).any(|post| takes(&post));
                Self::down(choice, view.posts_before(post.order), has_newer)
            }
            Window::After(post) => {
                let post = view.post(post)?;
                let has_older = once(post).chain(view.posts_before(post.order)).any(|post| takes(&post));
                Self::up(choice, view.posts_after(post.order), has_older)
            }
            Window::Around(post) => {
                let post = view.post(post)?;
                let newest = view.posts_after(post.order).filter(takes).take(PAGE_POSTS / 2).last().unwrap_or(post);
                let has_newer = view.posts_after(newest.order).any(|post| takes(&post));
                Self::down(choice, once(newest).chain(view.posts_before(newest.order)), has_newer)
            }
        })
    }

    /// The first of these posts, which come newest first.
    fn down(choice: &Choice, posts: impl Iterator<Item = &'a Arc<Post>>, has_newer: bool) -> Self {
        let mut chosen = posts.filter(|post| choice.takes(post));
        let posts: Vec<_> = chosen.by_ref().take(PAGE_POSTS).collect();
        Self::between(posts, has_newer, chosen.next().is_some())
    }

    /// The first of these posts, which come oldest first.
    fn up(choice: &Choice, posts: impl Iterator<Item = &'a Arc<Post>>, has_older: bool) -> Self {
        let mut chosen = posts.filter(|post| choice.takes(post));
        let mut posts: Vec<_> = chosen.by_ref().take(PAGE_POSTS).collect();
        posts.reverse();
        Self::between(posts, chosen.next().is_some(), has_older)
    }

    fn between(posts: Vec<&'a Arc<Post>>, has_newer: bool, has_older: bool) -> Self {
        let ceiling = posts.first().copied().filter(|_| has_newer);
        let floor = posts.last().copied().filter(|_| has_older);
        Self { posts, ceiling, floor }
    }
}

impl Reading {
    /// The same posts by the shortest way to say so: the surroundings of a post
    /// that stands on the first page are that page. None when the window begins
    /// at a post that the coverage does not have.
    #[must_use]
    pub fn settled(self, view: &View) -> Option<Self> {
        let (Window::Before(post) | Window::After(post) | Window::Around(post)) = self.window else {
            return Some(self);
        };
        let place = view.post(post)?.order;
        let takes = |post: &&Arc<Post>| self.choice.takes(post);
        let is_on_the_first = match (self.window, self.choice.order) {
            (Window::Around(_), ReadingOrder::NewestFirst) => {
                view.posts_after(place).filter(takes).take(PAGE_POSTS).count() < PAGE_POSTS
            }
            (Window::Around(_), ReadingOrder::OldestFirst) => {
                view.posts_before(place).filter(takes).take(PAGE_POSTS).count() < PAGE_POSTS
            }
            _ => false,
        };
        Some(if is_on_the_first { Self { window: Window::First, ..self } } else { self })
    }
}
