//! Reads the stored form, or names the place where it is wrong.

mod graphic;
mod picture;

use serde_json::{Map, Value};

use super::VERSION;
use crate::body::{
    Background, Block, Body, Cell, CellKind, Embed, HeadingLevel, Inline, ListItem, Mark, Marks, Paragraph, ReadMore,
    Related, Row, Run, Video,
};
use crate::text::{refuse_controls, shown};
use crate::{BackgroundId, Href, Line, MediaId, Prose, Rejection, WebUrl};

/// How unknown keys are met.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Reading {
    /// From a member: they are refused, since what is not understood would be lost in silence.
    Strict,
    /// From the record: they are passed over, since the record itself keeps them.
    Lenient,
    /// Of blocks that were read before, from either: only what they hold together is counted.
    Again,
}

/// Walks the JSON and knows where it is, so that a fault can be named.
pub(super) struct Reader {
    reading: Reading,
    path: Vec<String>,
    nodes: usize,
    text: usize,
    written: usize,
}

type Read<T> = Result<T, Rejection>;

impl Reader {
    pub(super) const fn new(reading: Reading, path: Vec<String>) -> Self {
        Self { reading, path, nodes: 0, text: 0, written: 0 }
    }

    pub(super) fn document(&mut self, value: &Value) -> Read<Vec<Block>> {
        let object = self.object(value)?;
        self.only(object, &["v", "doc"])?;
        match object.get("v").and_then(Value::as_u64) {
            Some(VERSION) => {}
            _ => return self.within("v", |r| r.fault("1 is the version that is understood here")),
        }
        self.within("doc", |r| {
            let Some(doc) = object.get("doc") else { return r.fault("it is missing") };
            let doc = r.object(doc)?;
            r.only(doc, &["type", "content"])?;
            if doc.get("type").and_then(Value::as_str) != Some("doc") {
                return r.within("type", |r| r.fault("“doc” is expected"));
            }
            r.children(doc, |r, node| r.block(node, 0))
        })
    }

    pub(super) fn block(&mut self, value: &Value, depth: usize) -> Read<Block> {
        let node = self.object(value)?;
        self.count_node()?;
        if depth > Body::MAX_DEPTH {
            return self.fault(format!("blocks may nest {} deep at most", Body::MAX_DEPTH));
        }
        let kind = self.kind(node)?;
        let leaf = matches!(kind, "image" | "video" | "embed" | "related" | "read_more" | "horizontal_rule");
        let keys: &[&str] = if leaf { &["type", "attrs"] } else { &["type", "attrs", "content"] };
        self.only(node, keys)?;
        match kind {
            "paragraph" => Ok(Block::Paragraph(self.paragraph(node)?)),
            "heading" => {
                let level =
                    self.attrs(node, &["level"], |r, attrs| match attrs.get("level").and_then(Value::as_u64) {
                        Some(2) => Ok(HeadingLevel::Two),
                        Some(3) => Ok(HeadingLevel::Three),
                        _ => r.within("level", |r| r.fault("2 or 3 is expected")),
                    })?;
                Ok(Block::Heading { level, text: self.run(node)? })
            }
            "bullet_list" => {
                self.attrs(node, &[], |_, _| Ok(()))?;
                Ok(Block::BulletList(self.items(node, depth)?))
            }
            "ordered_list" => {
                let start = self.attrs(node, &["start"], |r, attrs| r.number(attrs, "start", 1_000_000))?;
                Ok(Block::OrderedList { start: start.unwrap_or(1), items: self.items(node, depth)? })
            }
            "blockquote" => {
                let (attribution, url) = self.attrs(node, &["attribution", "url"], |r, attrs| {
                    Ok((r.line(attrs, "attribution")?, r.url(attrs, "url")?))
                })?;
                let paragraphs = self.children(node, |r, child| {
                    let child = r.object(child)?;
                    r.count_node()?;
                    if r.kind(child)? != "paragraph" {
                        return r.within("type", |r| r.fault("a quote holds paragraphs only"));
                    }
                    r.only(child, &["type", "attrs", "content"])?;
                    r.paragraph(child)
                })?;
                let paragraphs = self.some(paragraphs, "a quote holds one paragraph at least")?;
                Ok(Block::Quote { paragraphs, attribution, url })
            }
            "image" => self.image(node).map(Block::Image),
            "gallery" => {
                self.attrs(node, &[], |_, _| Ok(()))?;
                let images = self.children(node, |r, child| r.image_within(child, "a gallery holds images only"))?;
                Ok(Block::Gallery(self.some(images, "a gallery holds one image at least")?))
            }
            "video" => {
                let keys = &["title", "media", "url", "poster", "duration", "caption", "source"];
                self.attrs(node, keys, |r, a| {
                    Ok(Block::Video(Video {
                        title: r.required_line(a, "title")?,
                        media: r.media(a, "media")?,
                        url: r.url(a, "url")?,
                        poster: r.media(a, "poster")?,
                        duration: r.number(a, "duration", Video::MAX_DURATION)?,
                        caption: r.prose(a, "caption")?,
                        source: r.line(a, "source")?,
                    }))
                })
            }
            "embed" => self.embed(node).map(|it| Block::Embed(Box::new(it))),
            "related" => self.attrs(node, &["title", "url", "image", "alt", "caption", "credit"], |r, a| {
                Ok(Block::Related(Related {
                    title: r.required_line(a, "title")?,
                    url: r.url(a, "url")?,
                    image: r.media(a, "image")?,
                    alt: r.line(a, "alt")?,
                    caption: r.prose(a, "caption")?,
                    credit: r.line(a, "credit")?,
                }))
            }),
            "read_more" => self.attrs(node, &["text", "url"], |r, a| {
                Ok(Block::ReadMore(ReadMore { text: r.required_line(a, "text")?, url: r.url(a, "url")? }))
            }),
            "background" => {
                let (id, title) = self.attrs(node, &["background", "title"], |r, a| {
                    Ok((r.background(a)?, r.required_line(a, "title")?))
                })?;
                let blocks = self.children(node, |r, child| {
                    let inner = r.object(child)?;
                    match r.kind(inner)? {
                        "paragraph" | "heading" | "bullet_list" | "ordered_list" => r.block(child, depth),
                        _ => r.within("type", |r| r.fault(Background::HOLDS)),
                    }
                })?;
                let blocks = self.some(blocks, "a background holds one block at least")?;
                Ok(Block::Background(Background { id, title, blocks }))
            }
            "table" => self.table(node).map(Block::Table),
            "comparison" => self.comparison(node).map(|it| Block::Comparison(Box::new(it))),
            "chart" => self.chart(node).map(Block::Chart),
            "map" => self.map(node).map(Block::Map),
            "horizontal_rule" => self.attrs(node, &[], |_, _| Ok(Block::Rule)),
            other => {
                let problem = format!("“{}” is no block that is known here", shown(other));
                self.within("type", |r| r.fault(problem))
            }
        }
    }

    fn embed(&mut self, node: &Map<String, Value>) -> Read<Embed> {
        let told = ["url", "provider", "title", "byline", "text", "posted_at"];
        let picture = ["picture", "picture_width", "picture_height", "picture_alt"];
        self.attrs(node, &[&told[..], &picture[..]].concat(), |r, a| {
            Ok(Embed {
                url: match r.url(a, "url")? {
                    Some(url) => url,
                    None => return r.within("url", |r| r.fault("it is missing")),
                },
                provider: r.line(a, "provider")?,
                title: r.line(a, "title")?,
                byline: r.line(a, "byline")?,
                text: r.prose(a, "text")?,
                posted_at: r.line(a, "posted_at")?,
                picture: r.media(a, "picture")?,
                picture_size: r.size(a, "picture_width", "picture_height")?,
                picture_alt: r.line(a, "picture_alt")?,
            })
        })
    }

    fn paragraph(&mut self, node: &Map<String, Value>) -> Read<Paragraph> {
        let lead_in = self.attrs(node, &["lead_in"], |r, attrs| r.line(attrs, "lead_in"))?;
        Ok(Paragraph { lead_in, text: self.run(node)? })
    }

    fn items(&mut self, node: &Map<String, Value>, depth: usize) -> Read<Box<[ListItem]>> {
        let items = self.children(node, |r, child| {
            let item = r.object(child)?;
            r.count_node()?;
            r.only(item, &["type", "content"])?;
            if r.kind(item)? != "list_item" {
                return r.within("type", |r| r.fault("a list holds list_item only"));
            }
            let blocks = r.children(item, |r, child| match r.block(child, depth + 1)? {
                block @ (Block::Paragraph(_) | Block::BulletList(_) | Block::OrderedList { .. }) => Ok(block),
                _ => r.within("type", |r| r.fault("an item holds paragraphs and lists only")),
            })?;
            if !matches!(blocks.first(), Some(Block::Paragraph(_))) && r.reading == Reading::Strict {
                return r.within("content", |r| r.fault("an item begins with a paragraph"));
            }
            Ok(ListItem { blocks: blocks.into() })
        })?;
        self.some(items, "a list holds one item at least")
    }

    fn row(&mut self, value: &Value) -> Read<Row> {
        let row = self.object(value)?;
        self.count_node()?;
        self.only(row, &["type", "content"])?;
        if self.kind(row)? != "table_row" {
            return self.within("type", |r| r.fault("a table holds table_row only"));
        }
        let cells = self.children(row, |r, child| {
            let cell = r.object(child)?;
            r.count_node()?;
            r.only(cell, &["type", "content"])?;
            let kind = match r.kind(cell)? {
                "table_header" => CellKind::Header,
                "table_cell" => CellKind::Data,
                _ => return r.within("type", |r| r.fault("a row holds table_header and table_cell only")),
            };
            Ok(Cell { kind, text: r.run(cell)? })
        })?;
        Ok(Row { cells: self.some(cells, "a row holds one cell at least")? })
    }

    fn run(&mut self, node: &Map<String, Value>) -> Read<Run> {
        let inlines = self.children(node, |r, child| {
            let inline = r.object(child)?;
            r.count_node()?;
            match r.kind(inline)? {
                "text" => {
                    r.only(inline, &["type", "text", "marks"])?;
                    let text = match inline.get("text") {
                        Some(Value::String(text)) if !text.is_empty() => text,
                        _ => return r.within("text", |r| r.fault("a piece of text that is not empty is expected")),
                    };
                    r.count_text(text)?;
                    r.within("text", |r| refuse_controls(&r.here(), text, &['\n', '\t']))?;
                    let marks = r.within("marks", |r| r.marks(inline.get("marks")))?;
                    Ok(Inline::Text { text: text.as_str().into(), marks })
                }
                "hard_break" => {
                    // An editor puts the marks of the text around it on a break, where they show nothing.
                    r.only(inline, &["type", "marks"])?;
                    r.within("marks", |r| r.marks(inline.get("marks")))?;
                    Ok(Inline::Break)
                }
                _ => r.within("type", |r| r.fault("running text holds text and hard_break only")),
            }
        })?;
        Ok(inlines.into())
    }

    fn marks(&mut self, value: Option<&Value>) -> Read<Marks> {
        let list = match value {
            None => return Ok(Marks::default()),
            Some(Value::Array(list)) => list,
            Some(_) => return self.fault("a list is expected"),
        };
        let mut marks = Marks::default();
        let mut set = Vec::new();
        for (index, mark) in list.iter().enumerate() {
            self.within(format!("[{index}]"), |r| {
                let mark = r.object(mark)?;
                let plain = match r.kind(mark)? {
                    "strong" => Mark::Strong,
                    "em" => Mark::Em,
                    "strike" => Mark::Strike,
                    "sub" => Mark::Sub,
                    "sup" => Mark::Sup,
                    "code" => Mark::Code,
                    "link" => {
                        r.only(mark, &["type", "attrs"])?;
                        if marks.link.is_some() {
                            return r.fault("a piece of text has one link at most");
                        }
                        marks.link = r.attrs(mark, &["href"], |r, attrs| match r.string(attrs, "href", 4_096)? {
                            Some(href) => {
                                let href = r.within("href", |r| Href::parse(&r.here(), href))?;
                                r.count_written(href.as_str())?;
                                Ok(Some(href))
                            }
                            None => r.within("href", |r| r.fault("it is missing")),
                        })?;
                        return Ok(());
                    }
                    _ => return r.within("type", |r| r.fault("it is no mark that is known here")),
                };
                r.only(mark, &["type"])?;
                set.push(plain);
                Ok(())
            })?;
        }
        set.sort_unstable();
        set.dedup();
        marks.set = set.into();
        Ok(marks)
    }

    fn children<T>(
        &mut self,
        node: &Map<String, Value>,
        mut read: impl FnMut(&mut Self, &Value) -> Read<T>,
    ) -> Read<Vec<T>> {
        let list = match node.get("content") {
            None => return Ok(Vec::new()),
            Some(Value::Array(list)) => list,
            Some(_) => return self.within("content", |r| r.fault("a list is expected")),
        };
        list.iter()
            .enumerate()
            .map(|(index, child)| self.within(format!("content[{index}]"), |r| read(r, child)))
            .collect()
    }

    /// Refuses a node that holds nothing, as the editor's schema does. What
    /// the record holds is taken as it is.
    fn some<T>(&mut self, children: Vec<T>, problem: &str) -> Read<Box<[T]>> {
        if children.is_empty() && self.reading == Reading::Strict {
            return self.within("content", |r| r.fault(problem));
        }
        Ok(children.into())
    }

    fn attrs<T>(
        &mut self,
        node: &Map<String, Value>,
        known: &[&str],
        read: impl FnOnce(&mut Self, &Map<String, Value>) -> Read<T>,
    ) -> Read<T> {
        let none = Map::new();
        self.within("attrs", |r| {
            let attrs =
                node.get("attrs").filter(|attrs| !attrs.is_null()).map_or(Ok(&none), |attrs| r.object(attrs))?;
            r.only(attrs, known)?;
            read(r, attrs)
        })
    }

    fn line<const MAX: usize>(&mut self, attrs: &Map<String, Value>, key: &str) -> Read<Option<Line<MAX>>> {
        let Some(text) = self.string(attrs, key, usize::MAX)? else { return Ok(None) };
        let line = self.within(key, |r| Line::parse(&r.here(), text))?;
        self.count_written(line.as_str())?;
        Ok(Some(line))
    }

    fn required_line<const MAX: usize>(&mut self, attrs: &Map<String, Value>, key: &str) -> Read<Line<MAX>> {
        match self.line(attrs, key)? {
            Some(line) => Ok(line),
            None => self.within(key, |r| r.fault("it is missing")),
        }
    }

    fn prose<const MAX: usize>(&mut self, attrs: &Map<String, Value>, key: &str) -> Read<Option<Prose<MAX>>> {
        let Some(text) = self.string(attrs, key, usize::MAX)? else { return Ok(None) };
        let prose = self.within(key, |r| Prose::parse(&r.here(), text))?;
        self.count_written(prose.as_str())?;
        Ok(Some(prose))
    }

    fn url(&mut self, attrs: &Map<String, Value>, key: &str) -> Read<Option<WebUrl>> {
        let Some(text) = self.string(attrs, key, usize::MAX)? else { return Ok(None) };
        let url = self.within(key, |r| WebUrl::parse(&r.here(), text))?;
        self.count_written(url.as_str())?;
        Ok(Some(url))
    }

    fn media(&mut self, attrs: &Map<String, Value>, key: &str) -> Read<Option<MediaId>> {
        let Some(text) = self.string(attrs, key, 64)? else { return Ok(None) };
        match text.parse() {
            Ok(id) => Ok(Some(id)),
            Err(_) => self.within(key, |r| r.fault("the id of a stored medium (a UUID) is expected")),
        }
    }

    fn background(&mut self, attrs: &Map<String, Value>) -> Read<BackgroundId> {
        let id = self.string(attrs, "background", 64)?.and_then(|text| text.parse().ok());
        match id {
            Some(id) => Ok(id),
            None => self.within("background", |r| r.fault("the id of a background (a UUID) is expected")),
        }
    }

    fn number(&mut self, attrs: &Map<String, Value>, key: &str, max: u32) -> Read<Option<u32>> {
        match attrs.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => match value.as_u64().and_then(|n| u32::try_from(n).ok()).filter(|n| (1..=max).contains(n)) {
                Some(number) => Ok(Some(number)),
                None => self.within(key, |r| r.fault(format!("a whole number from 1 to {max} is expected"))),
            },
        }
    }

    fn string<'v>(&mut self, attrs: &'v Map<String, Value>, key: &str, max: usize) -> Read<Option<&'v str>> {
        match attrs.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(text)) => self.within(key, |r| {
                let length = text.chars().count();
                if length > max {
                    return Err(Rejection::TooLong { field: r.here(), limit: max, length });
                }
                refuse_controls(&r.here(), text, &['\n', '\t'])?;
                Ok(Some(text.as_str()))
            }),
            Some(_) => self.within(key, |r| r.fault("text is expected")),
        }
    }

    fn object<'v>(&mut self, value: &'v Value) -> Read<&'v Map<String, Value>> {
        match value.as_object() {
            Some(object) => Ok(object),
            None => self.fault("an object is expected"),
        }
    }

    fn kind<'v>(&mut self, node: &'v Map<String, Value>) -> Read<&'v str> {
        match node.get("type").and_then(Value::as_str) {
            Some(kind) => Ok(kind),
            None => self.within("type", |r| r.fault("the node's type is missing")),
        }
    }

    fn only(&mut self, object: &Map<String, Value>, known: &[&str]) -> Read<()> {
        if self.reading != Reading::Strict {
            return Ok(());
        }
        match object.keys().find(|key| !known.contains(&key.as_str())) {
            Some(key) => {
                let field = shown(key);
                self.within(field, |r| r.fault("it is not known here"))
            }
            None => Ok(()),
        }
    }

    fn count_node(&mut self) -> Read<()> {
        self.nodes += 1;
        if self.nodes > Body::MAX_NODES {
            return Err(Rejection::TooMany { field: "body".to_owned(), limit: Body::MAX_NODES, length: self.nodes });
        }
        Ok(())
    }

    fn count_text(&mut self, text: &str) -> Read<()> {
        self.text += text.chars().count();
        if self.text > Body::MAX_TEXT {
            return Err(Rejection::TooLong { field: "body".to_owned(), limit: Body::MAX_TEXT, length: self.text });
        }
        self.count_written(text)
    }

    /// Counts what is kept of a text or a link. Whatever the record holds did fit into it.
    fn count_written(&mut self, text: &str) -> Read<()> {
        self.written += text.chars().count();
        if self.written > Body::MAX_WRITTEN && self.reading != Reading::Lenient {
            let (limit, length) = (Body::MAX_WRITTEN, self.written);
            return Err(Rejection::TooLong { field: "body".to_owned(), limit, length });
        }
        Ok(())
    }

    fn within<T>(&mut self, part: impl Into<String>, read: impl FnOnce(&mut Self) -> Read<T>) -> Read<T> {
        self.path.push(part.into());
        let result = read(self);
        self.path.pop();
        result
    }

    fn here(&self) -> String {
        self.path.join(".").replace(".[", "[")
    }

    fn fault<T>(&self, problem: impl Into<String>) -> Read<T> {
        Err(Rejection::BadValue { field: self.here(), problem: problem.into() })
    }
}
