//! What a reader chose to see of a coverage: in which order, and which posts.

use coverage::{Line, Post, PostId};
use form_urlencoded::Serializer;

use crate::form::Form;

/// Which way a coverage is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReadingOrder {
    /// From its newest post back.
    #[default]
    NewestFirst,
    /// From its first post on.
    OldestFirst,
}

/// Which posts of a coverage are read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// In which order.
    pub order: ReadingOrder,
    /// Of which weight.
    pub weight: Weight,
    /// Those with this label only, if one is named.
    pub label: Option<Line<40>>,
}

/// Posts of which weight are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    /// Of any.
    #[default]
    Any,
    /// Those that mark a turning point.
    KeyEvents,
}

/// Which part of the posts that were chosen a page holds. A part is named by a
/// post and not by a number, so that it stays the same while posts arrive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Window {
    /// Those at the beginning: the newest, or the oldest where they are read from there.
    #[default]
    First,
    /// Those next older than this post.
    Before(PostId),
    /// Those next newer than this post.
    After(PostId),
    /// This post with those on both sides of it.
    Around(PostId),
    /// All of them.
    All,
}

/// What a reader asked of a coverage: some posts of it, and a part of those.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// Which posts.
    pub choice: Choice,
    /// Which part of them.
    pub window: Window,
    /// In which form. It stands in the path of an address, and not in its query.
    pub form: Form,
}

impl From<Window> for Reading {
    fn from(window: Window) -> Self {
        Self { window, ..Self::default() }
    }
}

impl Choice {
    /// Whether only some of the posts are read.
    #[must_use]
    pub fn leaves_out(&self) -> bool {
        self.weight != Weight::Any || self.label.is_some()
    }

    /// Whether a post is among those that are read. A withdrawn one says
    /// nothing any more by which it could have been chosen.
    #[must_use]
    pub fn takes(&self, post: &Post) -> bool {
        if !self.leaves_out() {
            return true;
        }
        post.content().is_some_and(|content| {
            (self.weight == Weight::Any || content.key_event) && (self.label.is_none() || content.label == self.label)
        })
    }
}

impl Reading {
    /// Reads the query of an address. Parameters that are not known are passed
    /// over, as are unknown orders and weights; of a parameter that is given
    /// twice, the first counts.
    ///
    /// # Errors
    /// [`NoSuchPart`] where a post or a label is named by what cannot be one.
    pub fn parse(query: &str) -> Result<Self, NoSuchPart> {
        let mut reading = Self::default();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let is_part = matches!(&*name, "before" | "after" | "post");
            if is_part && reading.window == Window::First {
                let post = value.parse().map_err(|_| NoSuchPart)?;
                reading.window = match &*name {
                    "before" => Window::Before(post),
                    "after" => Window::After(post),
                    _ => Window::Around(post),
                };
            }
            let choice = &mut reading.choice;
            match (&*name, &*value) {
                ("order", "oldest") => choice.order = ReadingOrder::OldestFirst,
                ("only", "key-events") => choice.weight = Weight::KeyEvents,
                ("label", label) if !label.trim().is_empty() && choice.label.is_none() => {
                    choice.label = Some(Line::parse("label", label).map_err(|_| NoSuchPart)?);
                }
                _ => {}
            }
        }
        Ok(reading)
    }

    /// The same in a form.
    #[must_use]
    pub fn in_form(self, form: Form) -> Self {
        Self { form, ..self }
    }

    /// Whether it begins where the posts that were chosen begin.
    pub(crate) const fn is_from_the_beginning(&self) -> bool {
        matches!(self.window, Window::First | Window::All)
    }

    /// The query of its address, with `?`; an empty one for what a coverage's own address gives.
    #[must_use]
    pub fn query(&self) -> String {
        let mut query = Serializer::new(String::new());
        let Choice { order, weight, label } = &self.choice;
        if *order == ReadingOrder::OldestFirst {
            query.append_pair("order", "oldest");
        }
        if *weight == Weight::KeyEvents {
            query.append_pair("only", "key-events");
        }
        if let Some(label) = label {
            query.append_pair("label", label.as_str());
        }
        match self.window {
            Window::First | Window::All => &mut query,
            Window::Before(post) => query.append_pair("before", &post.to_string()),
            Window::After(post) => query.append_pair("after", &post.to_string()),
            Window::Around(post) => query.append_pair("post", &post.to_string()),
        };
        match query.finish() {
            none if none.is_empty() => none,
            query => format!("?{query}"),
        }
    }
}

/// A coverage has no such part, and never had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchPart;
