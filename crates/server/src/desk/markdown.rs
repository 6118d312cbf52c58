//! Markdown (CommonMark with GFM tables and strike-through) into body blocks.
//!
//! It makes the same JSON that an editor would send, which is then checked in
//! the one place where bodies are checked. HTML in it is text like any other.
//! Two conventions of live coverage are understood: a paragraph that opens in
//! bold and with a colon or question mark has a lead-in, and a quote whose last
//! line begins with a dash is attributed.

use coverage::Rejection;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};
use serde_json::{Value, json};

/// The longest Markdown text, in bytes. The body it makes has limits of its own.
pub const MAX_MARKDOWN: usize = 512 * 1024;

/// Reads Markdown into the nodes of a body.
///
/// # Errors
/// A [`Rejection`] that names `field`: too long a text, a control character, a
/// picture that is not a stored one, or nesting that a body does not have.
pub fn blocks(field: &str, markdown: &str) -> Result<Vec<Value>, Rejection> {
    if markdown.len() > MAX_MARKDOWN {
        return Err(Rejection::TooLong { field: field.to_owned(), limit: MAX_MARKDOWN, length: markdown.len() });
    }
    // The parser replaces NUL by U+FFFD in silence; what was sent is refused instead.
    if let Some(at) = markdown.chars().position(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(Rejection::ControlCharacter { field: field.to_owned(), at });
    }
    let mut builder = Builder { field, open: vec![Open::new(Kind::Root)], marks: Vec::new(), depth: 0 };
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        builder.event(event)?;
    }
    builder.end_paragraph();
    Ok(builder.open.pop().map(|root| root.blocks).unwrap_or_default())
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
            Event::Start(tag) => return self.start(tag),
            Event::End(tag) => return self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::Code(text) => {
                self.marks.push(json!({"type": "code"}));
                self.text(&text);
                self.marks.pop();
            }
            Event::SoftBreak => self.soft_break(),
            Event::HardBreak => self.inline(json!({"type": "hard_break"})),
            Event::Rule => self.block(json!({"type": "horizontal_rule"})),
            Event::InlineMath(text) | Event::DisplayMath(text) | Event::FootnoteReference(text) => self.text(&text),
            Event::TaskListMarker(_) => {}
        }
        Ok(())
    }

    fn start(&mut self, tag: Tag<'_>) -> Result<(), Rejection> {
        self.depth += 1;
        if self.depth > MAX_OPEN {
            return self.fault(format!("it nests more than {MAX_OPEN} deep"));
        }
        match tag {
            Tag::Emphasis => self.marks.push(json!({"type": "em"})),
            Tag::Strong => self.marks.push(json!({"type": "strong"})),
            Tag::Strikethrough => self.marks.push(json!({"type": "strike"})),
            Tag::Link { dest_url, .. } => self.marks.push(json!({"type": "link", "attrs": {"href": &*dest_url}})),
            Tag::Image { dest_url, title, .. } => {
                self.open(Kind::Picture { url: dest_url.to_string(), caption: title.to_string() });
            }
            Tag::Paragraph => self.open(Kind::Paragraph),
            Tag::Heading { level, .. } => {
                let level = if matches!(level, HeadingLevel::H1 | HeadingLevel::H2) { 2 } else { 3 };
                self.open(Kind::Heading(level));
            }
            Tag::List(None) => self.open(Kind::Bullets),
            Tag::List(Some(start)) => self.open(Kind::Numbers(start)),
            Tag::Item => self.open(Kind::Item),
            Tag::BlockQuote(_) => self.open(Kind::Quote),
            Tag::CodeBlock(_) | Tag::HtmlBlock => self.open(Kind::Code),
            Tag::Table(_) => self.open(Kind::Table),
            Tag::TableHead => {
                self.open(Kind::Row);
            }
            Tag::TableRow => self.open(Kind::Row),
            Tag::TableCell => {
                let first_row = self.open.iter().rev().find(|open| matches!(open.kind, Kind::Table));
                let header = first_row.is_some_and(|table| table.blocks.is_empty());
                self.open(Kind::Cell(if header { "table_header" } else { "table_cell" }));
            }
            _ => return self.fault("it holds a construct that a post does not have".to_owned()),
        }
        Ok(())
    }

    fn end(&mut self, tag: TagEnd) -> Result<(), Rejection> {
        self.depth = self.depth.saturating_sub(1);
        if matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link) {
            self.marks.pop();
            return Ok(());
        }
        self.end_paragraph();
        let Some(done) = (if self.open.len() > 1 { self.open.pop() } else { None }) else { return Ok(()) };
        let Open { kind, blocks, inlines } = done;
        match kind {
            Kind::Root => {}
            Kind::Paragraph => self.paragraph(inlines),
            Kind::Heading(level) => {
                self.block(json!({"type": "heading", "attrs": {"level": level}, "content": inlines}));
            }
            Kind::Bullets => self.block(json!({"type": "bullet_list", "content": blocks})),
            Kind::Numbers(start) => {
                let attrs = if start > 0 { json!({"start": start}) } else { json!({}) };
                self.block(json!({"type": "ordered_list", "attrs": attrs, "content": blocks}));
            }
            Kind::Item => self.item(blocks),
            Kind::Quote => self.quote(blocks),
            Kind::Table => self.block(json!({"type": "table", "content": blocks})),
            Kind::Row => self.block(json!({"type": "table_row", "content": blocks})),
            Kind::Cell(cell) => self.block(json!({"type": cell, "content": inlines})),
            Kind::Code => self.paragraph(code(&inlines)),
            Kind::Picture { url, caption } => return self.picture(&url, &caption, &plain(&inlines)),
        }
        Ok(())
    }

    fn open(&mut self, kind: Kind) {
        // Only a tight list item holds text without a paragraph of its own; a
        // list that begins inside it ends that text.
        if !matches!(kind, Kind::Picture { .. }) {
            self.end_paragraph();
        }
        self.open.push(Open::new(kind));
    }

    /// Closes the paragraph that a tight list item began without saying so.
    fn end_paragraph(&mut self) {
        if let Some(top) = self.open.last_mut()
            && matches!(top.kind, Kind::Item | Kind::Root | Kind::Quote)
            && !top.inlines.is_empty()
        {
            let inlines = std::mem::take(&mut top.inlines);
            self.paragraph(inlines);
        }
    }

    fn paragraph(&mut self, mut inlines: Vec<Value>) {
        let has_words =
            inlines.iter().any(|inline| inline["text"].as_str().is_some_and(|text| !text.trim().is_empty()));
        if !has_words {
            return;
        }
        let lead_in = lead_in(&mut inlines);
        let attrs = lead_in.map_or_else(|| json!({}), |lead_in| json!({"lead_in": lead_in}));
        self.block(json!({"type": "paragraph", "attrs": attrs, "content": inlines}));
    }

    /// An item of a list begins with a paragraph, also where its Markdown begins with another list.
    fn item(&mut self, mut blocks: Vec<Value>) {
        if blocks.first().is_none_or(|block| block["type"] != "paragraph") {
            blocks.insert(0, json!({"type": "paragraph"}));
        }
        self.block(json!({"type": "list_item", "content": blocks}));
    }

    fn quote(&mut self, mut blocks: Vec<Value>) {
        let attribution = blocks.last_mut().and_then(attribution);
        if blocks.last().is_some_and(|block| block["content"].as_array().is_some_and(Vec::is_empty)) {
            blocks.pop();
        }
        let attrs = attribution.map_or_else(|| json!({}), |name| json!({"attribution": name}));
        self.block(json!({"type": "blockquote", "attrs": attrs, "content": blocks}));
    }

    fn picture(&mut self, url: &str, caption: &str, alt: &str) -> Result<(), Rejection> {
        let Some(media) = url.strip_prefix("/media/") else {
            return self
                .fault("a picture is named by its place here, /media/ID; pictures elsewhere are not shown".to_owned());
        };
        let mut attrs = json!({"media": media, "alt": alt});
        if !caption.is_empty() {
            attrs["caption"] = caption.into();
        }
        // Markdown puts a picture inside a paragraph; in a post it is a block
        // of its own, so that paragraph goes before it.
        let image = json!({"type": "image", "attrs": attrs});
        let index = self.open.iter().rposition(|open| !matches!(open.kind, Kind::Paragraph)).unwrap_or(0);
        if let Some(paragraph) = self.open.get_mut(index + 1) {
            let before = std::mem::take(&mut paragraph.inlines);
            let opened = self.open.split_off(index + 1);
            self.paragraph(before);
            self.block(image);
            self.open.extend(opened);
        } else {
            self.block(image);
        }
        Ok(())
    }

    fn block(&mut self, block: Value) {
        if let Some(top) = self.open.last_mut() {
            top.blocks.push(block);
        }
    }

    fn inline(&mut self, inline: Value) {
        if let Some(top) = self.open.last_mut() {
            top.inlines.push(inline);
        }
    }

    fn soft_break(&mut self) {
        // In a quote a line break may part the words from their attribution.
        let quoted = self.open.iter().any(|open| matches!(open.kind, Kind::Quote));
        self.text(if quoted { "\n" } else { " " });
    }

    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let marks = self.marks.clone();
        let Some(top) = self.open.last_mut() else { return };
        match top.inlines.last_mut() {
            Some(last)
                if last["marks"].as_array().map_or(&[][..], Vec::as_slice) == marks && last["text"].is_string() =>
            {
                let joined = format!("{}{text}", last["text"].as_str().unwrap_or_default());
                last["text"] = joined.into();
            }
            _ => {
                let mut inline = json!({"type": "text", "text": text});
                if !marks.is_empty() {
                    inline["marks"] = marks.into();
                }
                top.inlines.push(inline);
            }
        }
    }

    fn fault<T>(&self, problem: String) -> Result<T, Rejection> {
        Err(Rejection::BadValue { field: self.field.to_owned(), problem })
    }
}

fn is_strong_only(inline: &Value) -> bool {
    inline["marks"].as_array().is_some_and(|marks| marks.len() == 1 && marks[0]["type"] == "strong")
}

/// Takes a bold opening that ends with a colon or a question mark off a paragraph that goes on after it.
fn lead_in(inlines: &mut Vec<Value>) -> Option<String> {
    let [first, rest @ ..] = inlines.as_mut_slice() else { return None };
    let opening = first["text"].as_str()?.trim();
    if !is_strong_only(first) || !opening.ends_with([':', '?']) || rest.is_empty() {
        return None;
    }
    let opening = opening.to_owned();
    let next = rest[0]["text"].as_str()?.trim_start().to_owned();
    inlines.remove(0);
    if next.is_empty() {
        inlines.remove(0);
    } else {
        inlines[0]["text"] = next.into();
    }
    Some(opening)
}

/// Takes “— Name” off the end of a quote's last paragraph.
fn attribution(paragraph: &mut Value) -> Option<String> {
    let inlines = paragraph["content"].as_array_mut()?;
    let last = inlines.last_mut()?;
    let text = last["text"].as_str()?.to_owned();
    let (before, line) = text.rsplit_once('\n').unwrap_or(("", &text));
    let name = ["— ", "– ", "-- "].iter().find_map(|dash| line.trim().strip_prefix(dash))?.trim().to_owned();
    if before.trim().is_empty() {
        inlines.pop();
        if inlines.last().is_some_and(|inline| inline["type"] == "hard_break") {
            inlines.pop();
        }
    } else {
        last["text"] = before.trim_end().into();
    }
    (!name.is_empty()).then_some(name)
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
mod tests {
    use coverage::Body;
    use serde_json::json;

    use super::blocks;

    fn check(markdown: &str, expected: serde_json::Value) {
        let made = blocks("body", markdown).unwrap();
        let body = |content: &serde_json::Value| {
            Body::from_member(&json!({"v": 1, "doc": {"type": "doc", "content": content}}))
        };
        assert_eq!(body(&made.into()).unwrap().to_json()["doc"]["content"], expected, "{markdown}");
    }

    #[test]
    fn paragraphs_and_marks() {
        check(
            "One *two* **three** ~~four~~ `five`\n[six](https://example.org/a)",
            json!([{"type": "paragraph", "content": [
                {"type": "text", "text": "One "},
                {"type": "text", "text": "two", "marks": [{"type": "em"}]},
                {"type": "text", "text": " "},
                {"type": "text", "text": "three", "marks": [{"type": "strong"}]},
                {"type": "text", "text": " "},
                {"type": "text", "text": "four", "marks": [{"type": "strike"}]},
                {"type": "text", "text": " "},
                {"type": "text", "text": "five", "marks": [{"type": "code"}]},
                {"type": "text", "text": " "},
                {"type": "text", "text": "six", "marks": [{"type": "link", "attrs": {"href": "https://example.org/a"}}]},
            ]}]),
        );
    }

    #[test]
    fn a_bold_opening_with_a_colon_is_a_lead_in() {
        check(
            "**Some background:** The bridge stood for two days.",
            json!([{"type": "paragraph", "attrs": {"lead_in": "Some background:"},
                    "content": [{"type": "text", "text": "The bridge stood for two days."}]}]),
        );
        check(
            "**Bold** alone is no lead-in.",
            json!([{"type": "paragraph", "content": [
                {"type": "text", "text": "Bold", "marks": [{"type": "strong"}]},
                {"type": "text", "text": " alone is no lead-in."}]}]),
        );
    }

    #[test]
    fn quotes_with_their_speaker() {
        let expected = json!([{"type": "blockquote", "attrs": {"attribution": "The harbour master"},
            "content": [{"type": "paragraph", "content": [{"type": "text", "text": "We saw the water rise."}]}]}]);
        check("> We saw the water rise.\n> — The harbour master", expected.clone());
        check("> We saw the water rise.\n>\n> — The harbour master", expected);
    }

    #[test]
    fn lists_nest() {
        check(
            "- a\n  - b\n- c",
            json!([{"type": "bullet_list", "content": [
                {"type": "list_item", "content": [
                    {"type": "paragraph", "content": [{"type": "text", "text": "a"}]},
                    {"type": "bullet_list", "content": [{"type": "list_item", "content": [
                        {"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]}]}]},
                {"type": "list_item", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "c"}]}]}]}]),
        );
    }

    #[test]
    fn an_item_begins_with_a_paragraph() {
        check(
            "- - a\n- b\n-\n",
            json!([{"type": "bullet_list", "content": [
                {"type": "list_item", "content": [
                    {"type": "paragraph"},
                    {"type": "bullet_list", "content": [{"type": "list_item", "content": [
                        {"type": "paragraph", "content": [{"type": "text", "text": "a"}]}]}]}]},
                {"type": "list_item", "content": [{"type": "paragraph", "content": [{"type": "text", "text": "b"}]}]},
                {"type": "list_item", "content": [{"type": "paragraph"}]}]}]),
        );
    }

    #[test]
    fn tables_have_headers() {
        check(
            "| a | b |\n|---|---|\n| 1 | 2 |",
            json!([{"type": "table", "content": [
                {"type": "table_row", "content": [
                    {"type": "table_header", "content": [{"type": "text", "text": "a"}]},
                    {"type": "table_header", "content": [{"type": "text", "text": "b"}]}]},
                {"type": "table_row", "content": [
                    {"type": "table_cell", "content": [{"type": "text", "text": "1"}]},
                    {"type": "table_cell", "content": [{"type": "text", "text": "2"}]}]}]}]),
        );
    }

    #[test]
    fn html_is_text() {
        check(
            "<script>alert(1)</script>",
            json!([{"type": "paragraph", "content": [
                {"type": "text", "text": "<script>alert(1)</script>", "marks": [{"type": "code"}]}]}]),
        );
        check(
            "a <b onclick=x>b</b>",
            json!([{"type": "paragraph", "content": [{"type": "text", "text": "a <b onclick=x>b</b>"}]}]),
        );
    }

    #[test]
    fn pictures_are_stored_ones() {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057";
        check(
            &format!("before ![a map](/media/{id} \"The coast\") after"),
            json!([
                {"type": "paragraph", "content": [{"type": "text", "text": "before "}]},
                {"type": "image", "attrs": {"media": id, "alt": "a map", "caption": "The coast"}},
                {"type": "paragraph", "content": [{"type": "text", "text": " after"}]}]),
        );
        assert_eq!(blocks("body", "![x](https://example.org/x.png)").unwrap_err().code(), "bad_value");
    }
}
