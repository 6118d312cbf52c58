//! The posts of a view in their order, with the lists of them that would else be looked for among all.

use std::sync::Arc;

use rpds::{HashTrieMapSync, RedBlackTreeMapSync};

use crate::{OrderKey, Post, PostId};

/// Posts in the order of their places, oldest first. A clone shares what they hold.
type InOrder = RedBlackTreeMapSync<OrderKey, Arc<Post>>;

/// All posts of a view, withdrawn ones included.
#[derive(Clone, Default, Debug)]
pub(crate) struct Posts {
    all: InOrder,
    /// Where each of them stands.
    places: HashTrieMapSync<PostId, OrderKey>,
    /// Those that can be read and are key events.
    key_events: InOrder,
    /// Those that can be read and have a notice.
    noticed: InOrder,
    /// Those whose words are out of sight.
    wordless: InOrder,
    /// The one that was published under the earliest time.
    first: Option<PostId>,
}

impl Posts {
    /// Puts a post in, or another state of one in the place of the state before.
    pub(crate) fn put(&mut self, post: Post) {
        let (id, order) = (post.id, post.order);
        let before = self.places.get(&id).copied();
        if let Some(before) = before {
            for list in [&mut self.key_events, &mut self.noticed, &mut self.wordless] {
                if list.contains_key(&before) {
                    list.remove_mut(&before);
                }
            }
        }
        if before != Some(order) {
            before.into_iter().for_each(|before| _ = self.all.remove_mut(&before));
            self.places.insert_mut(id, order);
        }
        // When a post was published never changes.
        let published = |post: &Post| (post.published_at, post.order.seq);
        if self.first().is_none_or(|first| published(&post) < published(first)) {
            self.first = Some(id);
        }
        let post = Arc::new(post);
        match post.content() {
            Some(content) => {
                if content.key_event {
                    self.key_events.insert_mut(order, Arc::clone(&post));
                }
                if !post.notices.is_empty() {
                    self.noticed.insert_mut(order, Arc::clone(&post));
                }
            }
            None => self.wordless.insert_mut(order, Arc::clone(&post)),
        }
        self.all.insert_mut(order, post);
    }

    pub(crate) fn contains(&self, id: PostId) -> bool {
        self.places.contains_key(&id)
    }

    pub(crate) fn get(&self, id: PostId) -> Option<&Arc<Post>> {
        self.all.get(self.places.get(&id)?)
    }

    pub(crate) const fn all(&self) -> &InOrder {
        &self.all
    }

    pub(crate) const fn key_events(&self) -> &InOrder {
        &self.key_events
    }

    pub(crate) const fn noticed(&self) -> &InOrder {
        &self.noticed
    }

    pub(crate) const fn wordless(&self) -> &InOrder {
        &self.wordless
    }

    pub(crate) fn first(&self) -> Option<&Arc<Post>> {
        self.get(self.first?)
    }
}
