//! Reads pictures, alone and against each other.

use serde_json::{Map, Value};

use super::{Read, Reader};
use crate::body::{Comparison, Focus, Image, Shape};

impl Reader {
    pub(super) fn image(&mut self, node: &Map<String, Value>) -> Read<Image> {
        let keys = ["media", "alt", "caption", "credit", "width", "height", "focus", "shape", "renditions"];
        self.attrs(node, &keys, |r, a| {
            let alt = r.string(a, "alt", 2_000)?.unwrap_or_default();
            r.count_written(alt)?;
            Ok(Image {
                media: r.media(a, "media")?,
                alt: alt.into(),
                caption: r.prose(a, "caption")?,
                credit: r.line(a, "credit")?,
                size: r.size(a, "width", "height")?,
                focus: r.form(
                    a,
                    "focus",
                    16,
                    Focus::parse,
                    "two whole numbers from 0 to 1000 are expected, such as “500 333”",
                )?,
                shape: r.form(a, "shape", 8, Shape::parse, "16:9, 4:3, 1:1 or 3:4 is expected")?,
                renditions: r.yes(a, "renditions")?,
            })
        })
    }

    /// An image that stands in another node.
    pub(super) fn image_within(&mut self, value: &Value, problem: &str) -> Read<Image> {
        let node = self.object(value)?;
        self.count_node()?;
        if self.kind(node)? != "image" {
            return self.within("type", |r| r.fault(problem));
        }
        self.only(node, &["type", "attrs"])?;
        self.image(node)
    }

    pub(super) fn comparison(&mut self, node: &Map<String, Value>) -> Read<Comparison> {
        let (before_label, after_label, caption) = self.attrs(node, &["before", "after", "caption"], |r, a| {
            Ok((r.line(a, "before")?, r.line(a, "after")?, r.prose(a, "caption")?))
        })?;
        let problem = "a comparison holds two images, the earlier one first";
        let images = self.children(node, |r, child| r.image_within(child, problem))?;
        match <[Image; 2]>::try_from(images) {
            Ok([before, after]) => Ok(Comparison { before, after, before_label, after_label, caption }),
            Err(_) => self.within("content", |r| r.fault(problem)),
        }
    }

    /// A width and a height, which go together.
    pub(super) fn size(&mut self, attrs: &Map<String, Value>, width: &str, height: &str) -> Read<Option<(u32, u32)>> {
        match (self.number(attrs, width, Image::MAX_SIDE)?, self.number(attrs, height, Image::MAX_SIDE)?) {
            (Some(width), Some(height)) => Ok(Some((width, height))),
            (None, None) => Ok(None),
            _ => self.fault(format!("{width} and {height} go together")),
        }
    }

    /// Whether something is so; where it is not said it is not.
    fn yes(&mut self, attrs: &Map<String, Value>, key: &str) -> Read<bool> {
        match attrs.get(key) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(said)) => Ok(*said),
            Some(_) => self.within(key, |r| r.fault("true or false is expected")),
        }
    }

    /// A text of a given form.
    pub(super) fn form<T>(
        &mut self,
        attrs: &Map<String, Value>,
        key: &str,
        max: usize,
        parse: impl FnOnce(&str) -> Option<T>,
        problem: &str,
    ) -> Read<Option<T>> {
        let Some(text) = self.string(attrs, key, max)? else { return Ok(None) };
        self.count_written(text)?;
        match parse(text) {
            Some(value) => Ok(Some(value)),
            None => self.within(key, |r| r.fault(problem)),
        }
    }
}
