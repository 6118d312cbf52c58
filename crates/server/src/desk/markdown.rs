//! Markdown (CommonMark with GFM tables and strike-through) into body blocks.
//!
//! It makes the same JSON that an editor would send, which is then checked in
//! the one place where bodies are checked. HTML in it is text like any other.
//! Two conventions of live coverage are understood: a paragraph that opens in
//! bold and with a colon or question mark has a lead-in, and a quote whose last
//! line begins with a dash is attributed.

use coverage::{Body, Href, Line, Rejection};
use pulldown_cmark::{Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

/// The longest Markdown text, in characters. The body it makes has limits of its own.
pub const MAX_MARKDOWN: usize = 512 * 1024;

/// How many times what a body may hold is read before it is given up. Once is
/// too little, since a lead-in, say, is text here and an attribute there; that
/// the body is exact about its limits is enough.
const SLACK: usize = 2;

/// Reads the Markdown of one body, which may be in parts. It counts what they
/// make, since a few words of Markdown can make much: a link named once and
/// used often is written out each time.
#[derive(Default)]
pub struct Reader {
    nodes: usize,
    text: usize,
}

impl Reader {
    /// Reads Markdown into the nodes of a body.
    ///
    /// # Errors
    /// A [`Rejection`] that names `field`: too long a text, a control character,
    /// a picture that is not a stored one or stands where a post has none, or
    /// nesting that a body does not have.
    pub fn blocks(&mut self, field: &str, markdown: &str) -> Result<Vec<Value>, Rejection> {
        let length = markdown.chars().count();
        if length > MAX_MARKDOWN {
            return Err(Rejection::TooLong { field: field.to_owned(), limit: MAX_MARKDOWN, length });
        }
        // The parser replaces NUL by U+FFFD in silence; what was sent is refused instead.
        if let Some(at) = markdown.chars().position(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            return Err(Rejection::ControlCharacter { field: field.to_owned(), at });
        }
        let open = vec![Open::new(Kind::Root)];
        let mut builder = Builder { field, read: self, open, marks: Vec::new(), depth: 0 };
        for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
            builder.event(event)?;
        }
        builder.end_paragraph()?;
        Ok(builder.open.pop().map(|root| root.blocks).unwrap_or_default())
    }

    fn count_node(&mut self, field: &str) -> Result<(), Rejection> {
        self.nodes += 1;
        if self.nodes > SLACK * Body::MAX_NODES {
            let (limit, length) = (Body::MAX_NODES, self.nodes);
            return Err(Rejection::TooMany { field: field.to_owned(), limit, length });
        }
        Ok(())
    }

    fn count_text(&mut self, field: &str, text: &str) -> Result<(), Rejection> {
        self.text += text.chars().count();
        if self.text > SLACK * Body::MAX_TEXT {
            let (limit, length) = (Body::MAX_TEXT, self.text);
            return Err(Rejection::TooLong { field: field.to_owned(), limit, length });
        }
        Ok(())
    }
}

/// What stands open while the events go by.
struct Open {
    kind: Kind,
    blocks: Vec<Value>,
    inlines: Vec<Value>,
}

enum Kind {
    Root,
    Paragraph,
    Heading(u64),
    Bullets,
    Numbers(u64),
    Item,
    Quote,
    Table,
    Row,
    Cell(&'static str),
    Code,
    Picture { url: String, caption: String },
}

impl Open {
    const fn new(kind: Kind) -> Self {
        Self { kind, blocks: Vec::new(), inlines: Vec::new() }
    }
}

struct Builder<'a> {
    field: &'a str,
    read: &'a mut Reader,
    /// Never empty: its first is the root.
    open: Vec<Open>,
    marks: Vec<Value>,
    depth: usize,
}

/// Deeper than any body may nest; it bounds the work, the body's own limit names the fault.
const MAX_OPEN: usize = 64;

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>) -> Result<(), Rejection> {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                self.marks.push(json!({"type": "code"}));
                self.text(&text)?;
                self.marks.pop();
                Ok(())
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.inline(json!({"type": "hard_break"})),
            Event::Rule => self.block(json!({"type": "horizontal_rule"})),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => Ok(()),
        }
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Rejection> {
        self.depth += 1;
        if self.depth > MAX_OPEN {
            return self.fault(&format!("it nests more than {MAX_OPEN} deep"));
        }
        match tag {
            Tag::Emphasis => self.marks.push(json!({"type": "em"})),
            Tag::Strong => self.marks.push(json!({"type": "strong"})),
            Tag::Strikethrough => self.marks.push(json!({"type": "strike"})),
            Tag::Link { link_type, dest_url, .. } => {
                let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
                let href = format!("{scheme}{dest_url}");
                // Each piece of its text gets a copy, so what is no link in any case ends here.
                if href.len() > Href::MAX {
                    Href::parse(self.field, &href)?;
                }
                self.marks.push(json!({"type": "link", "attrs": {"href": href}}));
            }
            Tag::Image { dest_url, title, .. } => {
                self.open.push(Open::new(Kind::Picture { url: dest_url.to_string(), caption: title.to_string() }));
            }
            Tag::Paragraph => self.open(Kind::Paragraph)?,
            Tag::Heading { level, .. } => {
                let level = if matches!(level, HeadingLevel::H1 | HeadingLevel::H2) { 2 } else { 3 };
                self.open(Kind::Heading(level))?;
            }
            Tag::List(None) => self.open(Kind::Bullets)?,
            Tag::List(Some(start)) => self.open(Kind::Numbers(start))?,
            Tag::Item => self.open(Kind::Item)?,
            Tag::BlockQuote(_) => self.open(Kind::Quote)?,
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.open(Kind::Code)?,
            Tag::Table(_) => self.open(Kind::Table)?,
            Tag::TableHead | Tag::TableRow => self.open(Kind::Row)?,
            Tag::TableCell => {
                let first_row = self.open.iter().rev().find(|open| matches!(open.kind, Kind::Table));
                let header = first_row.is_some_and(|table| table.blocks.is_empty());
                self.open(Kind::Cell(if header { "table_header" } else { "table_cell" }))?;
            }
            _ => return self.fault("it holds a construct that a post does not have"),
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Rejection> {
        self.depth = self.depth.saturating_sub(1);
        if matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
            self.marks.pop();
            return Ok(());
        }
        self.end_paragraph()?;
        let Some(done) = (if self.open.len() > 1 { self.open.pop() } else { None }) else { return Ok(()) };
        let Open { kind, blocks, inlines } = done;
        match kind {
            Kind::Root => Ok(()),
            Kind::Paragraph => self.paragraph(inlines),
            Kind::Heading(_) if !has_words(&inlines) => Ok(()),
            Kind::Heading(level) => {
                self.block(json!({"type": "heading", "attrs": {"level": level}, "content": inlines}))
            }
            Kind::Bullets => self.block(json!({"type": "bullet_list", "content": blocks})),
            Kind::Numbers(start) => {
                let attrs = if start > 0 { json!({"start": start}) } else { json!({}) };
                self.block(json!({"type": "ordered_list", "attrs": attrs, "content": blocks}))
            }
            Kind::Item => self.item(blocks),
            Kind::Quote => self.quote(blocks),
            Kind::Table => self.block(json!({"type": "table", "content": blocks})),
            Kind::Row => self.block(json!({"type": "table_row", "content": blocks})),
            Kind::Cell(cell) => self.block(json!({"type": cell, "content": inlines})),
            Kind::Code => self.paragraph(code(&inlines)),
            Kind::Picture { url, caption } => self.picture(&url, &caption, &plain(&inlines)),
        }
    }

    fn open(&mut self, kind: Kind) -> Result<(), Rejection> {
        // Only a tight list item holds text without a paragraph of its own; a
        // list that begins inside it ends that text.
        self.end_paragraph()?;
        self.open.push(Open::new(kind));
        Ok(())
    }

    /// Closes the paragraph that a tight list item began without saying so.
    fn end_paragraph(&mut self) -> Result<(), Rejection> {
        if let Some(top) = self.open.last_mut()
            && matches!(top.kind, Kind::Item | Kind::Root | Kind::Quote)
            && !top.inlines.is_empty()
        {
            let inlines = std::mem::take(&mut top.inlines);
            return self.paragraph(inlines);
        }
        Ok(())
    }

    fn paragraph(&mut self, mut inlines: Vec<Value>) -> Result<(), Rejection> {
        if !has_words(&inlines) {
            return Ok(());
        }
        let lead_in = lead_in(&mut inlines);
        let attrs = lead_in.map_or_else(|| json!({}), |lead_in| json!({"lead_in": lead_in}));
        self.block(json!({"type": "paragraph", "attrs": attrs, "content": inlines}))
    }

    /// An item of a list begins with a paragraph, also where its Markdown begins with another list.
    fn item(&mut self, mut blocks: Vec<Value>) -> Result<(), Rejection> {
        if blocks.first().is_none_or(|block| block["type"] != "paragraph") {
            blocks.insert(0, json!({"type": "paragraph"}));
        }
        self.block(json!({"type": "list_item", "content": blocks}))
    }

    fn quote(&mut self, mut blocks: Vec<Value>) -> Result<(), Rejection> {
        let attribution = blocks.last_mut().and_then(attribution);
        if blocks.last().is_some_and(|block| block["content"].as_array().is_some_and(Vec::is_empty)) {
            blocks.pop();
        }
        let attrs = attribution.map_or_else(|| json!({}), |name| json!({"attribution": name}));
        self.block(json!({"type": "blockquote", "attrs": attrs, "content": blocks}))
    }

    /// Markdown puts a picture among the words of a paragraph. In a post it is a
    /// block of its own, which stands between what comes before and after it.
    fn picture(&mut self, url: &str, caption: &str, alt: &str) -> Result<(), Rejection> {
        let Some(media) = url.strip_prefix("/media/") else {
            return self.fault("a picture is named by its place here, /media/ID; pictures elsewhere are not shown");
        };
        let [Open { kind: Kind::Root, .. }, Open { kind: Kind::Paragraph, inlines, .. }] = &mut *self.open else {
            return self.fault("a picture stands by itself, not in a heading, a list, a quote or a table");
        };
        if self.marks.iter().any(|mark| mark["type"] == "link") {
            return self.fault("a picture is no link; link the words beside it");
        }
        let before = std::mem::take(inlines);
        let paragraph = self.open.pop();
        self.paragraph(before)?;
        let mut attrs = json!({"media": media, "alt": alt});
        if !caption.is_empty() {
            attrs["caption"] = caption.into();
        }
        self.block(json!({"type": "image", "attrs": attrs}))?;
        self.open.extend(paragraph);
        Ok(())
    }

    fn block(&mut self, block: Value) -> Result<(), Rejection> {
        self.read.count_node(self.field)?;
        if let Some(top) = self.open.last_mut() {
            top.blocks.push(block);
        }
        Ok(())
    }

    fn inline(&mut self, inline: Value) -> Result<(), Rejection> {
        self.read.count_node(self.field)?;
        if let Some(top) = self.open.last_mut() {
            top.inlines.push(inline);
        }
        Ok(())
    }

    fn soft_break(&mut self) -> Result<(), Rejection> {
        // In a quote a line break may part the words from their attribution.
        let quoted = self.open.iter().any(|open| matches!(open.kind, Kind::Quote));
        self.text(if quoted { "\n" } else { " " })
    }

    fn text(&mut self, text: &str) -> Result<(), Rejection> {
        if text.is_empty() {
            return Ok(());
        }
        self.read.count_text(self.field, text)?;
        if let Some(last) = self.open.last_mut().and_then(|top| top.inlines.last_mut())
            && marks(last) == self.marks
            && let Some(Value::String(said)) = last.get_mut("text")
        {
            said.push_str(text);
            return Ok(());
        }
        let mut inline = json!({"type": "text", "text": text});
        if !self.marks.is_empty() {
            inline["marks"] = self.marks.clone().into();
        }
        self.inline(inline)
    }

    fn fault<T>(&self, problem: &str) -> Result<T, Rejection> {
        Err(Rejection::BadValue { field: self.field.to_owned(), problem: problem.to_owned() })
    }
}

fn has_words(inlines: &[Value]) -> bool {
    inlines.iter().any(|inline| inline["text"].as_str().is_some_and(|text| !text.trim().is_empty()))
}

fn marks(inline: &Value) -> &[Value] {
    inline["marks"].as_array().map_or(&[], Vec::as_slice)
}

fn is_strong_only(inline: &Value) -> bool {
    matches!(marks(inline), [mark] if mark["type"] == "strong")
}

/// Takes a bold opening that ends with a colon or a question mark off a
/// paragraph that goes on after it. One that is too long for a lead-in is bold text.
fn lead_in(inlines: &mut Vec<Value>) -> Option<Line<200>> {
    let [first, rest @ ..] = inlines.as_mut_slice() else { return None };
    let opening = first["text"].as_str()?.trim();
    if !is_strong_only(first) || !opening.ends_with([':', '?']) || rest.is_empty() {
        return None;
    }
    let opening = Line::parse("lead_in", opening).ok()?;
    let next = rest[0]["text"].as_str()?.trim_start().to_owned();
    inlines.remove(0);
    if next.is_empty() {
        inlines.remove(0);
    } else {
        inlines[0]["text"] = next.into();
    }
    Some(opening)
}

/// Takes “— Name” off the end of a quote's last paragraph. What is too long for a name is text.
fn attribution(paragraph: &mut Value) -> Option<Line<300>> {
    let inlines = paragraph["content"].as_array_mut()?;
    let last = inlines.last_mut()?;
    let text = last["text"].as_str()?.to_owned();
    let (before, line) = text.rsplit_once('\n').unwrap_or(("", &text));
    let name = ["— ", "– ", "-- "].iter().find_map(|dash| line.trim().strip_prefix(dash))?;
    let name = Line::parse("attribution", name).ok()?;
    if before.trim().is_empty() {
        inlines.pop();
        if inlines.last().is_some_and(|inline| inline["type"] == "hard_break") {
            inlines.pop();
        }
    } else {
        last["text"] = before.trim_end().into();
    }
    Some(name)
}

/// Lines of code as one run: marked as code, parted by line breaks.
fn code(inlines: &[Value]) -> Vec<Value> {
    let text = plain(inlines);
    let mut run = Vec::new();
    for line in text.trim_end().lines() {
        if !run.is_empty() {
            run.push(json!({"type": "hard_break"}));
        }
        if !line.is_empty() {
            run.push(json!({"type": "text", "text": line, "marks": [{"type": "code"}]}));
        }
    }
    run
}

fn plain(inlines: &[Value]) -> String {
    inlines.iter().filter_map(|inline| inline["text"].as_str()).collect()
}

#[cfg(test)]
mod tests;
