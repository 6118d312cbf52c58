//! Reminders to whoever writes: what this coverage has said before, and how
//! it said it. They are guesses, made to be skipped; no rule rests on them.
//!
//! They know no language. What is a word, a figure or a name is told by
//! Unicode alone, and what is common by how often this coverage uses it.

mod duplicate;
mod figure;
mod name;
mod word;

use self::word::Word;
use crate::body::blocks_text;
use crate::{Block, Body, Post, PostId, View};

/// What a member may want to look at before they publish.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Reminders {
    /// Earlier posts that say much the same, the most alike first.
    pub duplicates: Vec<Duplicate>,
    /// Figures and names that were given otherwise before, in reading order.
    pub differences: Vec<Difference>,
}

/// An earlier post that says much the same.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Duplicate {
    /// Which.
    pub post: PostId,
    /// How much the two share, up to 1.
    pub similarity: f64,
}

/// Something that was given otherwise before.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What it is.
    pub kind: DifferenceKind,
    /// As it is given here.
    pub here: String,
    /// As it was given before.
    pub before: String,
    /// The newest post that gave it so.
    pub post: PostId,
    /// The words around it there.
    pub excerpt: String,
}

/// What was given otherwise.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DifferenceKind {
    /// A number of something.
    Figure,
    /// The name of somebody or something.
    Name,
}

/// How many of each to tell of at most: more are read by nobody.
const MOST: usize = 5;

impl Reminders {
    /// What a text reminds of, in a coverage. A post that the text revises is left out.
    #[must_use]
    pub fn of(view: &View, headline: &str, body: &Body, revises: Option<PostId>) -> Self {
        let here = words_of(headline, body);
        let words = word::words(&here);
        let texts: Vec<(PostId, String)> =
            view.posts().filter(|post| Some(post.id) != revises).filter_map(|post| said(post)).collect();
        let before: Vec<Said<'_>> =
            texts.iter().map(|(post, text)| Said { post: *post, text, words: word::words(text) }).collect();
        let mut differences = figure::differences(&here, &words, &before);
        differences.truncate(MOST);
        let mut names = name::differences(&here, &words, &before);
        names.truncate(MOST);
        differences.extend(names);
        let mut duplicates = duplicate::find(&words, &before);
        duplicates.truncate(MOST);
        Self { duplicates, differences }
    }
}

/// What an earlier post says.
struct Said<'t> {
    post: PostId,
    text: &'t str,
    words: Vec<Word<'t>>,
}

fn said(post: &Post) -> Option<(PostId, String)> {
    let content = post.content()?;
    let headline = content.headline.as_ref().map_or("", |line| line.as_str());
    Some((post.id, words_of(headline, &content.body)))
}

/// What is said in a text's own words. A background says the same wherever it
/// stands, and that is no news to anybody.
fn words_of(headline: &str, body: &Body) -> String {
    let own = body.blocks().iter().filter(|block| !matches!(block, Block::Background(_)));
    format!("{headline}\n\n{}", blocks_text(own))
}

/// The words around a place in a text.
fn around(text: &str, start: usize, end: usize) -> String {
    const WIDTH: usize = 60;
    let before: Vec<char> = text.get(..start).unwrap_or_default().chars().rev().take(WIDTH).collect();
    let after: String = text.get(end..).unwrap_or_default().chars().take(WIDTH).collect();
    let before: String = before.into_iter().rev().collect();
    // Half a word at an end says nothing.
    let before = if start > before.len() { before.split_once(' ').map_or("", |(_, rest)| rest) } else { &before };
    let after =
        if end + after.len() < text.len() { after.rsplit_once(' ').map_or("", |(rest, _)| rest) } else { &after };
    let whole = format!("{before}{}{after}", text.get(start..end).unwrap_or_default());
    whole.split_whitespace().collect::<Vec<_>>().join(" ")
}
