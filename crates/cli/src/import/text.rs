//! A live page's text, as a browser's "copy all" gives it, read into posts.
//!
//! A copied page has no mark-up: what was a headline, a card or a credit is a
//! line among lines. [`read`] tells them apart by form alone (where a line
//! stands, how it ends, what stands next to it) and by the stock phrases of
//! live pages ("52 Posts", "Related article", "contributed reporting to this
//! post"), never by what a page is about. The stock phrases are English ones.
//!
//! No word is lost: each is in the [`Page`], and what is not its text stands
//! in [`Page::left_out`] with the reason or in [`Page::not_understood`].
//! [`lost_words`] proves it.
//!
//! The path of a page: `decode` checks bytes, `furniture` knows a page's
//! buttons and links, `lines` cuts the text into items, `headlines` finds where posts begin, `preamble` reads what stands
//! above them, `posts` the posts, `blocks` the body of each.

mod blocks;
mod clock;
mod decode;
mod furniture;
mod go_deeper;
mod headlines;
mod lines;
mod marks;
mod names;
mod posts;
mod preamble;
mod sentence;
#[cfg(test)]
mod tests;
mod words;

use std::fmt;

pub(crate) use decode::{Error, MAX_BYTES, decode};
pub(crate) use words::lost_words;

/// Reads the copied text of a live page.
///
/// The number of posts that the page states is not used to find them; see
/// [`Page::count_mismatch`]. The time taken grows with the length of the text
/// and no faster.
///
/// # Errors
/// An [`Error`] that says what is wrong, where, and the way out: nothing to
/// read, too large, a control character, a line too long, HTML, no posts or
/// too many.
pub(crate) fn read(text: &str) -> Result<Page, Error> {
    let text = decode::check(text)?;
    let items = lines::items(text);
    let plan = headlines::plan(&items);
    let (above, below) = items.split_at(plan.start.min(items.len()));
    let mut page = Page::default();
    let mut titles = Vec::new();
    preamble::read(above, &mut page, &mut titles);
    posts::read(below, &plan, &mut page, &mut titles)?;
    if page.posts.is_empty() {
        return Err(Error::NoPosts);
    }
    go_deeper::settle(&titles, &mut page);
    page.left_out.extend(furniture::of(text));
    page.left_out.sort_by_key(|left| left.line);
    page.not_understood.sort_by_key(|line| line.line);
    Ok(page)
}

/// What a copied live page holds. Texts keep their characters as they came,
/// white space at both ends of a line apart; a tab is read as a space.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Page {
    /// The page's headline: its first line. Empty when the copy begins below it.
    pub(crate) headline: String,
    /// The text under the headline; paragraphs are parted by a line feed.
    pub(crate) standfirst: Option<String>,
    /// The caption of the picture on top.
    pub(crate) lead_caption: Option<String>,
    /// Who made that picture. Several credits are parted by `; `.
    pub(crate) lead_credit: Option<String>,
    /// The film on top.
    pub(crate) video: Option<Video>,
    /// "Updated 9:41 a.m. ET" and the like above the posts, as it stands.
    pub(crate) time_text: Option<String>,
    /// Names printed above the posts.
    pub(crate) contributors: Vec<String>,
    /// What the reader needs to know, in order.
    pub(crate) key_points: Vec<String>,
    /// Set when the page says that it has ended.
    pub(crate) ended: Option<Ended>,
    /// How many posts the page says it has.
    pub(crate) stated_count: Option<usize>,
    /// The posts in the order of the page, as a rule newest first. Never empty.
    pub(crate) posts: Vec<Post>,
    /// The titles under "Go Deeper", each once.
    pub(crate) go_deeper: Vec<String>,
    /// Words that became structure, and words that stood twice.
    pub(crate) left_out: Vec<LeftOut>,
    /// Lines that belong to the page but to nothing this reader knows.
    pub(crate) not_understood: Vec<Unplaced>,
}

/// The page's own word that it has ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Ended {
    /// The sentences that say so.
    pub(crate) notice: String,
}

/// One post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Post {
    /// The line of the file on which it begins, from 1.
    pub(crate) line: usize,
    /// Its headline, without the label. Absent only on a page whose posts are
    /// parted by their times.
    pub(crate) headline: Option<String>,
    /// A short flag before the headline, such as `NOW`, without the colon.
    pub(crate) label: Option<String>,
    /// The time printed at the headline, as it stands. It may lack day or zone.
    pub(crate) time_text: Option<String>,
    /// The body, in reading order.
    pub(crate) blocks: Vec<Block>,
    /// The names of those credited, in order.
    pub(crate) contributors: Vec<String>,
    /// Corrections and the like, in order.
    pub(crate) notices: Vec<Notice>,
}

/// One block of a body.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Block {
    /// A paragraph.
    Paragraph {
        /// A bold opening such as "Some background:", its colon or question
        /// mark included.
        lead_in: Option<String>,
        /// The rest, with a line feed where the line broke. Empty only under
        /// a lead-in that stands over a list.
        text: String,
    },
    /// A heading inside a post. Found only on pages whose headlines have
    /// times, since without them nothing tells it from a headline.
    Heading {
        /// Its text.
        text: String,
    },
    /// A list.
    List {
        /// The number of the first item; absent for bullets.
        start: Option<u32>,
        /// The items, without bullets and numbers. At least one.
        items: Vec<String>,
    },
    /// Words of somebody else, with their name below.
    Quote {
        /// The words, with a line feed where the line broke.
        text: String,
        /// The name, without the dash.
        attribution: String,
    },
    /// A picture, of which the copy holds the caption.
    Image {
        /// The caption.
        caption: String,
        /// Who made it.
        credit: String,
    },
    /// A film, of which the copy holds the title.
    Video(Video),
    /// A line that points to an embedded post, film or map which the copy
    /// does not hold, such as "View the tweet here:".
    EmbedPointer {
        /// The line.
        text: String,
    },
    /// A card that leads to another article.
    Related {
        /// The article's title.
        title: String,
        /// The caption of the card's picture.
        caption: Option<String>,
        /// Who made that picture.
        credit: Option<String>,
    },
    /// A line that leads on, such as "Read the full story:".
    ReadMore {
        /// The line.
        text: String,
    },
}

/// A film.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Video {
    /// Its title.
    pub(crate) title: String,
    /// Its length in seconds.
    pub(crate) duration_seconds: Option<u32>,
    /// Who made it.
    pub(crate) source: Option<String>,
}

/// A public note on a post.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Notice {
    /// What sort of note.
    pub(crate) kind: NoticeKind,
    /// The note, without "Correction:" before it.
    pub(crate) text: String,
}

/// The sorts of notes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum NoticeKind {
    /// Something was added.
    Update,
    /// Something was wrong.
    Correction,
    /// Something could be misread.
    Clarification,
}

/// Words of the file that are no text of the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct LeftOut {
    /// The line of the file, from 1.
    pub(crate) line: usize,
    /// The words; "…" stands for the part of the line that was kept.
    pub(crate) text: String,
    /// Why they were left out.
    pub(crate) reason: Reason,
}

/// A line that was kept apart because it fits nowhere.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Unplaced {
    /// The line of the file, from 1.
    pub(crate) line: usize,
    /// Its text.
    pub(crate) text: String,
}

/// Why words were left out. All but [`Reason::Repeated`] and
/// [`Reason::Furniture`] are marks that became structure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Reason {
    /// A title under "Go Deeper" that stands in the page before.
    Repeated,
    /// The heading of a section, which the page makes anew.
    SectionHeading,
    /// The number of posts, which the page counts anew.
    Count,
    /// A bullet or a number before an item.
    ListMarker,
    /// The phrase around the names of those credited.
    CreditPhrase,
    /// The words before a related article's title.
    CardMarker,
    /// "Correction:" and the like, read as the sort of notice.
    NoticeMarker,
    /// A film's length and the word "Source:".
    FilmMarker,
    /// A button or link of the page, such as "Share".
    Furniture,
}

impl Page {
    /// The stated and the found number of posts, where they differ. A page
    /// may state fewer than it shows, or show only its newest.
    #[must_use]
    pub(crate) fn count_mismatch(&self) -> Option<(usize, usize)> {
        self.stated_count.map(|stated| (stated, self.posts.len())).filter(|(stated, found)| stated != found)
    }
}

impl Reason {
    /// Whether the words are a mark that became structure, so that nothing
    /// that a reader read is missing.
    #[must_use]
    pub(crate) fn is_mark(self) -> bool {
        !matches!(self, Self::Repeated | Self::Furniture)
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Repeated => "it stands in the list a second time",
            Self::SectionHeading => "a section's heading, which the page makes itself",
            Self::Count => "the number of posts, which the page counts itself",
            Self::ListMarker => "a bullet or number, read as a list",
            Self::CreditPhrase => "the words around names, read as contributors",
            Self::CardMarker => "the mark of a related article, read as a card",
            Self::NoticeMarker => "the mark of a notice, read as its kind",
            Self::Furniture => "a button or link of the page",
            Self::FilmMarker => "a film's length and the mark of its source",
        })
    }
}
