//! What kinds of posts a coverage has, counted as its record goes on.

use rpds::HashTrieMapSync;

use crate::{Content, Line};

/// How many of the posts that can be read are key events, and how many have which label.
#[derive(Clone, Debug)]
pub struct Tally {
    key_events: usize,
    labels: HashTrieMapSync<Box<str>, usize>,
}

impl Tally {
    pub(crate) fn empty() -> Self {
        Self { key_events: 0, labels: HashTrieMapSync::new_sync() }
    }

    /// How many are key events.
    #[must_use]
    pub const fn key_events(&self) -> usize {
        self.key_events
    }

    /// Whether any has this label.
    #[must_use]
    pub fn has(&self, label: &Line<40>) -> bool {
        self.labels.contains_key(label.as_str())
    }

    /// At most so many labels, those of the most posts, by name.
    #[must_use]
    pub fn labels(&self, most: usize) -> Vec<&str> {
        let mut all: Vec<(&str, usize)> = self.labels.iter().map(|(label, posts)| (&**label, *posts)).collect();
        all.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        let mut labels: Vec<&str> = all.into_iter().take(most).map(|(label, _)| label).collect();
        labels.sort_unstable();
        labels
    }

    /// Counts a post that can be read from now on.
    pub(crate) fn add(&mut self, content: &Content) {
        self.key_events += usize::from(content.key_event);
        if let Some(label) = &content.label {
            let posts = self.labels.get(label.as_str()).copied().unwrap_or_default();
            self.labels.insert_mut(label.as_str().into(), posts + 1);
        }
    }

    /// Counts a post no more: it was withdrawn, or says something else from now on.
    pub(crate) fn remove(&mut self, content: &Content) {
        self.key_events = self.key_events.saturating_sub(usize::from(content.key_event));
        let Some(label) = &content.label else { return };
        match self.labels.get(label.as_str()) {
            Some(posts) if *posts > 1 => {
                let posts = *posts - 1;
                self.labels.insert_mut(label.as_str().into(), posts);
            }
            Some(_) => drop(self.labels.remove_mut(label.as_str())),
            None => {}
        }
    }
}
