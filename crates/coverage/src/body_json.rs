//! The stored form of a body: ProseMirror-shaped JSON, version 1.
//!
//! The shape is frozen. A new block is a new node type; an older build keeps
//! it as [`Block::Opaque`]. Limits may be raised, never lowered: what the record
//! holds is read with them too, and a block over one would become opaque.

mod read;
mod write;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Value, json};

use self::read::{Reader, Reading};
use self::write::block_json;
use crate::Rejection;
use crate::body::{Block, Body};

/// The version of the shape that this build writes.
const VERSION: u64 = 1;

impl Body {
    /// Reads a body that a member sent.
    ///
    /// # Errors
    /// A [`Rejection`] that names the place, such as `body.doc.content[2].attrs.alt`,
    /// and says what is wrong there: an unknown node or key, a wrong type, a
    /// value over its limit, a link that may not reach a page, an empty body.
    pub fn from_member(value: &Value) -> Result<Self, Rejection> {
        let mut reader = Reader::new(Reading::Strict, vec!["body".into()]);
        let blocks = reader.document(value)?;
        Self::of_member(blocks)
    }

    /// Reads a body that the record holds. It never fails: what this build does
    /// not understand stays in the body as [`Block::Opaque`].
    #[must_use]
    pub fn from_record(value: &Value) -> Self {
        let content = value.pointer("/doc/content").and_then(Value::as_array);
        let known = value.get("v").and_then(Value::as_u64) == Some(VERSION);
        let Some(content) = content.filter(|_| known) else {
            return Self::of_later_version(value.clone());
        };
        let blocks = content
            .iter()
            .map(|node| {
                let mut reader = Reader::new(Reading::Lenient, Vec::new());
                reader.block(node, 0).unwrap_or_else(|_| Block::Opaque(Box::new(node.clone())))
            })
            .collect();
        Self::of_record(blocks)
    }

    /// Checks that no limit is passed by the blocks together, each of which was checked.
    pub(crate) fn check_size(&self) -> Result<(), Rejection> {
        let mut reader = Reader::new(Reading::Again, vec!["body".into()]);
        let known = self.blocks().iter().filter(|block| !matches!(block, Block::Opaque(_)));
        known.map(block_json).try_for_each(|node| reader.block(&node, 0).map(drop))
    }

    /// Writes the stored form.
    #[must_use]
    pub fn to_json(&self) -> Value {
        if let Some(document) = self.later_version() {
            return document.clone();
        }
        json!({"v": VERSION, "doc": {"type": "doc", "content": self.blocks().iter().map(block_json).collect::<Vec<_>>()}})
    }
}

impl Serialize for Body {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.to_json().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Body {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::from_record(&Value::deserialize(deserializer)?))
    }
}
