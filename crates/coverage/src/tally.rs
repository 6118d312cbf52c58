//! What kinds of posts a coverage has, counted as its record goes on.

use std::collections::HashMap;

use rpds::{HashTrieMapSync, RedBlackTreeSetSync};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::{BackgroundId, Content, Line, PostId};

/// Of the posts that can be read: how many are key events, and how many have which label, byline,
/// contributor and dateline; and which of them hold which background.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Tally {
    key_events: usize,
    labels: Counts,
    bylines: Counts,
    contributors: Counts,
    datelines: Counts,
    holders: Holders,
}

impl Tally {
    pub(crate) fn empty() -> Self {
        Self {
            key_events: 0,
            labels: Counts::none(),
            bylines: Counts::none(),
            contributors: Counts::none(),
            datelines: Counts::none(),
            holders: Holders(RedBlackTreeSetSync::new_sync()),
        }
    }

    /// How many are key events.
    #[must_use]
    pub const fn key_events(&self) -> usize {
        self.key_events
    }

    /// Whether any has this label.
    #[must_use]
    pub fn has(&self, label: &Line<40>) -> bool {
        self.labels.0.contains_key(label.as_str())
    }

    /// The posts that hold this background, in the order of their ids.
    pub fn holders(&self, background: BackgroundId) -> impl Iterator<Item = PostId> {
        self.holders.0.iter().filter(move |(held, _)| *held == background).map(|(_, post)| *post)
    }

    /// At most so many labels, those of the most posts, by name.
    #[must_use]
    pub fn labels(&self, most: usize) -> Vec<&str> {
        let mut all: Vec<(&str, usize)> = self.labels_used().collect();
        all.sort_by(|(a, many), (b, more)| more.cmp(many).then(a.cmp(b)));
        let mut labels: Vec<&str> = all.into_iter().take(most).map(|(label, _)| label).collect();
        labels.sort_unstable();
        labels
    }

    /// Each label, and how many posts have it.
    pub fn labels_used(&self) -> impl Iterator<Item = (&str, usize)> {
        self.labels.texts()
    }

    /// Each byline, and how many posts have it.
    pub fn bylines_used(&self) -> impl Iterator<Item = (&str, usize)> {
        self.bylines.texts()
    }

    /// Each contributor, and how often posts credit them.
    pub fn contributors_used(&self) -> impl Iterator<Item = (&str, usize)> {
        self.contributors.texts()
    }

    /// Each dateline, and how many posts have it.
    pub fn datelines_used(&self) -> impl Iterator<Item = (&str, usize)> {
        self.datelines.texts()
    }

    /// Counts a post that can be read from now on.
    pub(crate) fn add(&mut self, post: PostId, content: &Content) {
        self.key_events += usize::from(content.key_event);
        content.label.iter().for_each(|label| self.labels.add(label.as_str()));
        content.byline.iter().for_each(|byline| self.bylines.add(byline.as_str()));
        content.contributors.iter().for_each(|person| self.contributors.add(person.name.as_str()));
        content.dateline.iter().for_each(|dateline| self.datelines.add(dateline.as_str()));
        content.backgrounds().for_each(|held| self.holders.0.insert_mut((held, post)));
    }

    /// Counts a post no more: it was withdrawn, or says something else from now on.
    pub(crate) fn remove(&mut self, post: PostId, content: &Content) {
        self.key_events = self.key_events.saturating_sub(usize::from(content.key_event));
        content.label.iter().for_each(|label| self.labels.remove(label.as_str()));
        content.byline.iter().for_each(|byline| self.bylines.remove(byline.as_str()));
        content.contributors.iter().for_each(|person| self.contributors.remove(person.name.as_str()));
        content.dateline.iter().for_each(|dateline| self.datelines.remove(dateline.as_str()));
        for held in content.backgrounds() {
            self.holders.0.remove_mut(&(held, post));
        }
    }
}

/// How often each text is there.
#[derive(Clone, PartialEq, Debug)]
struct Counts(HashTrieMapSync<Box<str>, usize>);

impl Counts {
    fn none() -> Self {
        Self(HashTrieMapSync::new_sync())
    }

    fn texts(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(text, times)| (&**text, *times))
    }

    fn add(&mut self, text: &str) {
        let times = self.0.get(text).copied().unwrap_or_default();
        self.0.insert_mut(text.into(), times + 1);
    }

    fn remove(&mut self, text: &str) {
        match self.0.get(text).copied() {
            Some(times) if times > 1 => self.0.insert_mut(text.into(), times - 1),
            Some(_) => drop(self.0.remove_mut(text)),
            None => {}
        }
    }
}

/// Which backgrounds are held by which posts.
#[derive(Clone, PartialEq, Debug)]
struct Holders(RedBlackTreeSetSync<(BackgroundId, PostId)>);

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter())
    }
}

impl<'de> Deserialize<'de> for Counts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut counts = Self::none();
        for (text, times) in HashMap::<Box<str>, usize>::deserialize(deserializer)? {
            counts.0.insert_mut(text, times);
        }
        Ok(counts)
    }
}

impl Serialize for Holders {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.0.iter())
    }
}

impl<'de> Deserialize<'de> for Holders {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let mut holders = RedBlackTreeSetSync::new_sync();
        for held in Vec::<(BackgroundId, PostId)>::deserialize(deserializer)? {
            holders.insert_mut(held);
        }
        Ok(Self(holders))
    }
}
