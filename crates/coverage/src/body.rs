//! The body of a post: blocks of text, pictures, films and cards.
//!
//! A body is stored as ProseMirror-shaped JSON, `{"v":1,"doc":…}`; the module
//! `body_json` reads and writes that form, and `schema/body-v1.json` describes
//! it for the desk's editor. HTML is derived from the blocks, never stored.

mod chart;
mod map;
mod picture;
mod without;

use serde_json::Value;

pub use self::chart::{Chart, ChartKind};
pub use self::map::{CountryCode, Map, MapArea, MapArrow, MapPlace, Outline, PlaceKind, Point};
pub use self::picture::{Comparison, Focus, Shape};
use crate::{BackgroundId, Href, Line, MediaId, Prose, Rejection, WebUrl};

/// The blocks of a post, in reading order. Never blank when it came from a member.
#[derive(Clone, PartialEq, Debug)]
pub struct Body {
    blocks: Box<[Block]>,
    /// Whether the one block is a whole document of a later version, not a node of one.
    later: bool,
}

/// One block of a body.
#[derive(Clone, PartialEq, Debug)]
pub enum Block {
    /// A paragraph, with a bold opening where it has one.
    Paragraph(Paragraph),
    /// A heading inside the post.
    Heading {
        /// How deep it stands under the post's own headline.
        level: HeadingLevel,
        /// Its text.
        text: Run,
    },
    /// A list with bullets.
    BulletList(Box<[ListItem]>),
    /// A numbered list.
    OrderedList {
        /// The number of the first item.
        start: u32,
        /// The items.
        items: Box<[ListItem]>,
    },
    /// Words of somebody else.
    Quote {
        /// What was said or written.
        paragraphs: Box<[Paragraph]>,
        /// Who said it.
        attribution: Option<Line<300>>,
        /// Where it can be read.
        url: Option<WebUrl>,
    },
    /// One picture.
    Image(Image),
    /// Pictures that belong together, in order.
    Gallery(Box<[Image]>),
    /// Two pictures of one place at two times.
    Comparison(Box<Comparison>),
    /// A film.
    Video(Video),
    /// A post of a social network or a film elsewhere, as our own stored card.
    Embed(Box<Embed>),
    /// A card that leads to another article.
    Related(Related),
    /// A line that leads on.
    ReadMore(ReadMore),
    /// Words that are written once and stand in many posts.
    Background(Background),
    /// A table.
    Table(Table),
    /// Numbers, drawn.
    Chart(Chart),
    /// A map.
    Map(Map),
    /// A break between two parts.
    Rule,
    /// A block of a later version: kept as it came, not shown.
    Opaque(Box<Value>),
}

/// The two levels of heading that a post may use; HTML's h3 and h4 on the page.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HeadingLevel {
    /// A part of the post.
    Two,
    /// A part of a part.
    Three,
}

/// Running text: pieces with their marks, and line breaks.
pub type Run = Box<[Inline]>;

/// A paragraph.
#[derive(Clone, PartialEq, Debug)]
pub struct Paragraph {
    /// A bold opening such as “Some background:”.
    pub lead_in: Option<Line<200>>,
    /// The text after it.
    pub text: Run,
}

/// A piece of running text.
#[derive(Clone, PartialEq, Debug)]
pub enum Inline {
    /// Characters, kept byte for byte.
    Text {
        /// The characters.
        text: Box<str>,
        /// How they are set.
        marks: Marks,
    },
    /// A line break.
    Break,
}

/// The marks on a piece of text, in the order in which they nest.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Marks {
    /// The target, where the piece is a link. It is the outermost mark.
    pub link: Option<Href>,
    /// The others, sorted, each at most once.
    pub set: Box<[Mark]>,
}

/// A mark without a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Mark {
    /// Strong importance.
    Strong,
    /// Emphasis.
    Em,
    /// Struck out: no longer right.
    Strike,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// Code.
    Code,
}

/// An item of a list.
#[derive(Clone, PartialEq, Debug)]
pub struct ListItem {
    /// Paragraphs and lists.
    pub blocks: Box<[Block]>,
}

/// A picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Image {
    /// The stored picture; absent where only its caption is known, as after an import.
    pub media: Option<MediaId>,
    /// What the picture shows, for those who cannot see it; empty for a decoration.
    pub alt: Box<str>,
    /// The caption.
    pub caption: Option<Prose<1000>>,
    /// Who made it.
    pub credit: Option<Line<300>>,
    /// Its width and height in pixels, so that the page keeps its place free.
    pub size: Option<(u32, u32)>,
    /// What stays in sight where it is cut.
    pub focus: Option<Focus>,
    /// What it is cut to; as a whole without one.
    pub shape: Option<Shape>,
    /// Whether it is stored in several widths and formats. A drawing, and what came
    /// in by an import, is stored once.
    pub renditions: bool,
}

impl Image {
    /// The most pixels on a side.
    pub const MAX_SIDE: u32 = 100_000;
}

/// A film.
#[derive(Clone, PartialEq, Debug)]
pub struct Video {
    /// Its title.
    pub title: Line<300>,
    /// The stored film.
    pub media: Option<MediaId>,
    /// Where it can be watched.
    pub url: Option<WebUrl>,
    /// The picture shown before it runs.
    pub poster: Option<MediaId>,
    /// Its length in seconds.
    pub duration: Option<u32>,
    /// The caption.
    pub caption: Option<Prose<1000>>,
    /// Who made it.
    pub source: Option<Line<300>>,
}

impl Video {
    /// The longest film, in seconds.
    pub const MAX_DURATION: u32 = 1_000_000;
}

/// A post or film elsewhere, as it read when it was taken in.
#[derive(Clone, PartialEq, Debug)]
pub struct Embed {
    /// Where it stands.
    pub url: WebUrl,
    /// The network or site.
    pub provider: Option<Line<100>>,
    /// Its title.
    pub title: Option<Line<300>>,
    /// Who wrote it.
    pub byline: Option<Line<200>>,
    /// Its text.
    pub text: Option<Prose<5000>>,
    /// When it was posted, as its provider says it.
    pub posted_at: Option<Line<60>>,
    /// Its picture, stored here in several widths and formats.
    pub picture: Option<MediaId>,
    /// The picture's width and height in pixels.
    pub picture_size: Option<(u32, u32)>,
    /// What the picture shows.
    pub picture_alt: Option<Line<1000>>,
}

/// A card that leads to another article.
#[derive(Clone, PartialEq, Debug)]
pub struct Related {
    /// The article's title.
    pub title: Line<300>,
    /// The article; absent where only its title is known, as after an import.
    pub url: Option<WebUrl>,
    /// A picture.
    pub image: Option<MediaId>,
    /// What the picture shows.
    pub alt: Option<Line<1000>>,
    /// The picture's caption.
    pub caption: Option<Prose<1000>>,
    /// Who made the picture.
    pub credit: Option<Line<300>>,
}

/// A line that leads on, such as “Read the full report”.
#[derive(Clone, PartialEq, Debug)]
pub struct ReadMore {
    /// The line.
    pub text: Line<300>,
    /// Where it leads; absent where only the line is known, as after an import.
    pub url: Option<WebUrl>,
}

/// Words that are written once, in the desk's library, and stand in many posts.
/// A body holds them whole, as they read when they were last taken over.
#[derive(Clone, PartialEq, Debug)]
pub struct Background {
    /// Which background of the library.
    pub id: BackgroundId,
    /// What it tells of.
    pub title: Line<300>,
    /// Paragraphs, headings and lists.
    pub blocks: Box<[Block]>,
}

impl Background {
    /// The background of that title that says what the body says.
    ///
    /// # Errors
    /// [`Rejection::BadValue`] that names the block which a background cannot hold.
    pub fn of(id: BackgroundId, title: Line<300>, body: &Body) -> Result<Self, Rejection> {
        match body.blocks().iter().position(|block| !Self::holds(block)) {
            Some(index) => Err(Rejection::BadValue {
                field: format!("body.doc.content[{index}].type"),
                problem: Self::HOLDS.to_owned(),
            }),
            None => Ok(Self { id, title, blocks: body.blocks().into() }),
        }
    }

    /// What it may hold, in words.
    pub(crate) const HOLDS: &str = "a background holds paragraphs, headings and lists only";

    fn holds(block: &Block) -> bool {
        matches!(block, Block::Paragraph(_) | Block::Heading { .. } | Block::BulletList(_) | Block::OrderedList { .. })
    }
}

/// A table.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    /// What the table shows.
    pub caption: Option<Line<300>>,
    /// Its rows.
    pub rows: Box<[Row]>,
}

/// A row of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    /// Its cells.
    pub cells: Box<[Cell]>,
}

/// A cell of a table.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    /// Whether it names its row or column, or holds a value.
    pub kind: CellKind,
    /// Its text.
    pub text: Run,
}

/// What a cell is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CellKind {
    /// It names a row or a column.
    Header,
    /// It holds a value.
    Data,
}

impl Body {
    /// The most nodes (blocks, items, cells, pieces of text) in one body.
    pub const MAX_NODES: usize = 4_000;
    /// The most characters of text in one body.
    pub const MAX_TEXT: usize = 100_000;
    /// The most characters of all that is written in one body: its text, the
    /// attributes of its blocks, and where its links lead. With [`Self::MAX_NODES`]
    /// it sees to it that every body fits into a change of 4 MiB, the longest
    /// that a record holds.
    pub const MAX_WRITTEN: usize = 500_000;
    /// How deep lists may nest.
    pub const MAX_DEPTH: usize = 6;

    /// Makes a body of blocks that were checked one by one.
    ///
    /// # Errors
    /// [`Rejection::Empty`] when there is nothing to read or see.
    pub(crate) fn of_member(blocks: Vec<Block>) -> Result<Self, Rejection> {
        let body = Self { blocks: blocks.into(), later: false };
        if body.blocks.iter().all(is_blank) {
            return Err(Rejection::Empty { field: "body".to_owned() });
        }
        Ok(body)
    }

    /// A body with nothing in it.
    pub(crate) fn blank() -> Self {
        Self { blocks: Box::default(), later: false }
    }

    /// Makes a body of what the record holds, whatever that is.
    pub(crate) fn of_record(blocks: Vec<Block>) -> Self {
        Self { blocks: blocks.into(), later: false }
    }

    /// Makes a body of a document of a later version, kept whole.
    pub(crate) fn of_later_version(document: Value) -> Self {
        Self { blocks: [Block::Opaque(Box::new(document))].into(), later: true }
    }

    /// The document of a later version that this body keeps, if it does.
    pub(crate) fn later_version(&self) -> Option<&Value> {
        match &*self.blocks {
            [Block::Opaque(document)] if self.later => Some(document),
            _ => None,
        }
    }

    /// The blocks, in reading order.
    #[must_use]
    pub fn blocks(&self) -> &[Block] {
        &self.blocks
    }

    /// The words alone, blocks parted by a blank line: for feeds, search and excerpts.
    #[must_use]
    pub fn text(&self) -> String {
        blocks_text(self.blocks.iter())
    }

    /// Where its links lead, in reading order, each once: links in running
    /// text, and those of cards, films and quotes.
    #[must_use]
    pub fn links(&self) -> Vec<&str> {
        let mut found = Vec::new();
        self.blocks.iter().for_each(|block| block_links(block, &mut found));
        let mut seen = std::collections::HashSet::new();
        found.retain(|link| seen.insert(*link));
        found
    }

    /// The body with the words of that background as they read now, or nothing
    /// where it does not hold the background, or holds it in these words.
    ///
    /// # Errors
    /// [`Rejection::TooLong`] or [`Rejection::TooMany`] when they do not fit into it.
    pub(crate) fn with_background(&self, now: &Background) -> Result<Option<Self>, Rejection> {
        let stale = |block: &Block| matches!(block, Block::Background(held) if held.id == now.id && held != now);
        if !self.blocks.iter().any(stale) {
            return Ok(None);
        }
        let renewed = |block: &Block| if stale(block) { Block::Background(now.clone()) } else { block.clone() };
        let body = Self { blocks: self.blocks.iter().map(renewed).collect(), later: false };
        body.check_size()?;
        Ok(Some(body))
    }

    /// Every stored picture or film that the body shows.
    #[must_use]
    pub fn media(&self) -> Vec<MediaId> {
        let mut found = Vec::new();
        for block in &self.blocks {
            match block {
                Block::Image(image) => found.extend(image.media),
                Block::Gallery(images) => found.extend(images.iter().filter_map(|image| image.media)),
                Block::Comparison(pair) => {
                    found.extend([&pair.before, &pair.after].into_iter().filter_map(|it| it.media));
                }
                Block::Video(video) => found.extend(video.media.into_iter().chain(video.poster)),
                Block::Embed(embed) => found.extend(embed.picture),
                Block::Related(related) => found.extend(related.image),
                _ => {}
            }
        }
        found
    }
}

impl Block {
    /// Its words alone, as [`Body::text`] has them: empty where it has none.
    #[must_use]
    pub fn text(&self) -> String {
        blocks_text(std::iter::once(self))
    }
}

/// The words of blocks, parted by a blank line.
pub(crate) fn blocks_text<'b>(blocks: impl Iterator<Item = &'b Block>) -> String {
    let mut parts = Vec::new();
    blocks.for_each(|block| block_text(block, &mut parts));
    parts.retain(|part| !part.trim().is_empty());
    parts.join("\n\n")
}

/// The plain text of a run; a line break becomes a line feed.
#[must_use]
pub fn run_text(run: &[Inline]) -> String {
    run.iter()
        .map(|inline| match inline {
            Inline::Text { text, .. } => text,
            Inline::Break => "\n",
        })
        .collect()
}

fn paragraph_text(paragraph: &Paragraph) -> String {
    match &paragraph.lead_in {
        Some(lead_in) => format!("{lead_in} {}", run_text(&paragraph.text)),
        None => run_text(&paragraph.text),
    }
}

fn block_text(block: &Block, parts: &mut Vec<String>) {
    let mut say = |text: &dyn std::fmt::Display| parts.push(text.to_string());
    match block {
        Block::Paragraph(paragraph) => say(&paragraph_text(paragraph)),
        Block::Heading { text, .. } => say(&run_text(text)),
        Block::BulletList(items) | Block::OrderedList { items, .. } => {
            for block in items.iter().flat_map(|item| &item.blocks) {
                block_text(block, parts);
            }
        }
        Block::Quote { paragraphs, attribution, .. } => {
            paragraphs.iter().for_each(|paragraph| say(&paragraph_text(paragraph)));
            attribution.iter().for_each(|name| say(&format_args!("— {name}")));
        }
        Block::Image(image) => image_text(image, parts),
        Block::Gallery(images) => images.iter().for_each(|image| image_text(image, parts)),
        Block::Comparison(pair) => {
            pair.caption.iter().for_each(|caption| say(caption));
            [&pair.before, &pair.after].into_iter().for_each(|image| image_text(image, parts));
        }
        Block::Video(video) => {
            say(&video.title);
            video.caption.iter().for_each(|caption| say(caption));
            video.source.iter().for_each(|source| say(source));
        }
        Block::Embed(embed) => {
            embed.title.iter().for_each(|title| say(title));
            embed.text.iter().for_each(|text| say(text));
            embed.byline.iter().for_each(|byline| say(&format_args!("— {byline}")));
        }
        Block::Related(related) => {
            related.caption.iter().for_each(|caption| say(caption));
            related.credit.iter().for_each(|credit| say(credit));
            say(&related.title);
        }
        Block::ReadMore(line) => say(&line.text),
        Block::Background(background) => {
            say(&background.title);
            background.blocks.iter().for_each(|block| block_text(block, parts));
        }
        Block::Table(table) => table_text(table, parts),
        Block::Chart(chart) => {
            chart.title.iter().for_each(|title| say(title));
            table_text(&chart.table, parts);
            parts.extend(chart.source.iter().map(ToString::to_string));
        }
        Block::Map(map) => {
            map.title.iter().for_each(|title| say(title));
            map.places.iter().for_each(|place| say(place.label.as_ref().unwrap_or(&place.name)));
            map.areas.iter().filter_map(|area| area.name.as_ref()).for_each(|name| say(name));
            map.arrows.iter().filter_map(|arrow| arrow.label.as_ref()).for_each(|label| say(label));
            map.source.iter().for_each(|source| say(source));
        }
        Block::Rule | Block::Opaque(_) => {}
    }
}

fn block_links<'b>(block: &'b Block, found: &mut Vec<&'b str>) {
    let mut url = |url: &'b Option<WebUrl>| found.extend(url.as_ref().map(WebUrl::as_str));
    match block {
        Block::Paragraph(paragraph) => run_links(&paragraph.text, found),
        Block::Heading { text, .. } => run_links(text, found),
        Block::BulletList(items) | Block::OrderedList { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).for_each(|block| block_links(block, found));
        }
        Block::Quote { paragraphs, url: cited, .. } => {
            url(cited);
            paragraphs.iter().for_each(|paragraph| run_links(&paragraph.text, found));
        }
        Block::Video(video) => url(&video.url),
        Block::Embed(embed) => found.push(embed.url.as_str()),
        Block::Related(related) => url(&related.url),
        Block::ReadMore(line) => url(&line.url),
        Block::Background(background) => background.blocks.iter().for_each(|block| block_links(block, found)),
        Block::Table(table) | Block::Chart(Chart { table, .. }) => {
            table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| run_links(&cell.text, found));
        }
        Block::Image(_) | Block::Gallery(_) | Block::Comparison(_) | Block::Map(_) | Block::Rule | Block::Opaque(_) => {
        }
    }
}

fn run_links<'b>(run: &'b [Inline], found: &mut Vec<&'b str>) {
    found.extend(run.iter().filter_map(|inline| match inline {
        Inline::Text { marks, .. } => marks.link.as_ref().map(Href::as_str),
        Inline::Break => None,
    }));
}

fn table_text(table: &Table, parts: &mut Vec<String>) {
    parts.extend(table.caption.iter().map(ToString::to_string));
    parts.extend(table.rows.iter().map(|row| {
        let cells: Vec<_> = row.cells.iter().map(|cell| run_text(&cell.text)).collect();
        cells.join("\t")
    }));
}

fn image_text(image: &Image, parts: &mut Vec<String>) {
    parts.extend(image.caption.iter().map(ToString::to_string));
    parts.extend(image.credit.iter().map(ToString::to_string));
}

fn is_blank(block: &Block) -> bool {
    let blank_run = |run: &Run| run_text(run).trim().is_empty();
    let blank_paragraph = |paragraph: &Paragraph| paragraph.lead_in.is_none() && blank_run(&paragraph.text);
    let blank_image = |image: &Image| image.media.is_none() && image.caption.is_none();
    match block {
        Block::Paragraph(paragraph) => blank_paragraph(paragraph),
        Block::Heading { text, .. } => blank_run(text),
        Block::BulletList(items) | Block::OrderedList { items, .. } => {
            items.iter().flat_map(|item| &item.blocks).all(is_blank)
        }
        Block::Quote { paragraphs, .. } => paragraphs.iter().all(blank_paragraph),
        Block::Background(background) => background.blocks.iter().all(is_blank),
        Block::Gallery(images) => images.iter().all(blank_image),
        Block::Table(table) | Block::Chart(Chart { table, .. }) => {
            table.rows.iter().flat_map(|row| &row.cells).all(|cell| blank_run(&cell.text))
        }
        Block::Map(map) => {
            map.title.is_none() && map.places.is_empty() && map.areas.is_empty() && map.arrows.is_empty()
        }
        Block::Image(image) => blank_image(image),
        Block::Comparison(pair) => blank_image(&pair.before) && blank_image(&pair.after),
        Block::Rule => true,
        Block::Video(_) | Block::Embed(_) | Block::Related(_) | Block::ReadMore(_) | Block::Opaque(_) => false,
    }
}
