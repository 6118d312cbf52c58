//! A copied page as the changes that made it, so far as it tells them.

use anyhow::Context;
use coverage::{
    Amendment, Body, Command, Content, Contributor, Further, KeyPoint, Language, Lead, Line, NoticeKind, Opening,
    PostId, Prose, Publication, PublicationTime, Rejection, Revision, Status, View,
};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::NewChange;

use super::day::Day;
use super::text::{self, Block, Page, Post, Video};

/// The changes of a page, oldest first, of a coverage that begins live or as a
/// draft; a draft is not ended, since nobody has seen it begin. Posts keep their order, are spread over
/// the day, and are marked approximate; each change carries the time of what it
/// tells of (docs/adr/0009).
///
/// # Errors
/// What breaks a rule of the domain, with the line of the file: a headline over
/// its limit, say.
pub(crate) fn changes(page: &Page, day: &Day, language: Language, begin: Status) -> anyhow::Result<Vec<NewChange>> {
    let mut told = Told { view: View::blank(), changes: Vec::new() };
    told.tell(day.start(), Command::Open(opening(page, day, language, begin).context("above the posts")?))?;
    // The page has its newest post on top.
    for (index, post) in page.posts.iter().rev().enumerate() {
        let at = day.moment(index, page.posts.len());
        let id = server::post_id();
        told.post(at, id, post).with_context(|| format!("the post on line {}", post.line))?;
    }
    if let Some(ended) = page.ended.as_ref().filter(|_| begin == Status::Live) {
        let at = day.moment(page.posts.len(), page.posts.len() + 1);
        let amendment = Amendment {
            status: Some(Status::Ended),
            status_note: Some(Some(Prose::parse("the notice that the coverage has ended", &ended.notice)?)),
            ..Amendment::default()
        };
        told.tell(at, Command::Amend(amendment))?;
    }
    Ok(told.changes)
}

struct Told {
    view: View,
    changes: Vec<NewChange>,
}

impl Told {
    fn tell(&mut self, at: Timestamp, command: Command) -> Result<(), Rejection> {
        self.changes.extend(server::happen(&mut self.view, at, command)?);
        Ok(())
    }

    fn post(&mut self, at: Timestamp, id: PostId, post: &Post) -> Result<(), Rejection> {
        let time = PublicationTime::Approximately(at);
        self.tell(at, Command::Publish(Publication { id, content: content(post)?, time }))?;
        for notice in &post.notices {
            let kind = match notice.kind {
                text::NoticeKind::Update => NoticeKind::Update,
                text::NoticeKind::Correction => NoticeKind::Correction,
                text::NoticeKind::Clarification => NoticeKind::Clarification,
            };
            let notice = Some((kind, Prose::parse("notice", &notice.text)?));
            self.tell(at, Command::Revise(Revision { notice, ..Revision::of(id) }))?;
        }
        Ok(())
    }
}

fn opening(page: &Page, day: &Day, language: Language, status: Status) -> Result<Opening, Rejection> {
    let key_point = |text: &String| Ok(KeyPoint { text: Prose::parse("key point", text)?, post: None });
    let further = |title: &String| Ok(Further { title: Line::parse("go deeper", title)?, url: None });
    Ok(Opening {
        headline: Line::parse("headline", &page.headline)?,
        language,
        time_zone: day.zone().clone(),
        status,
        further: Amendment {
            standfirst: maybe("standfirst", page.standfirst.as_ref())?.map(Some),
            lead: lead(page)?.map(Some),
            key_points: Some(page.key_points.iter().map(key_point).collect::<Result<_, _>>()?),
            go_deeper: Some(page.go_deeper.iter().map(further).collect::<Result<_, _>>()?),
            ..Amendment::default()
        },
    })
}

fn maybe<const MAX: usize>(field: &str, text: Option<&String>) -> Result<Option<Prose<MAX>>, Rejection> {
    text.map(|text| Prose::parse(field, text)).transpose()
}

/// A film takes the place on top where there is one; the caption of the picture that
/// stood there goes with it, its credit behind it, so that neither is lost.
fn lead(page: &Page) -> Result<Option<Lead>, Rejection> {
    let credit = page.lead_credit.as_ref();
    if let Some(video) = &page.video {
        let words: Vec<&str> =
            [page.lead_caption.as_deref(), page.lead_credit.as_deref()].into_iter().flatten().collect();
        let caption = if words.is_empty() { None } else { Some(Prose::parse("lead caption", &words.join(" "))?) };
        return Ok(Some(Lead::Video {
            title: Line::parse("video title", &video.title)?,
            media: None,
            url: None,
            poster: None,
            alt: String::new(),
            duration: video.duration_seconds,
            caption,
            source: video.source.as_ref().map(|source| Line::parse("video source", source)).transpose()?,
        }));
    }
    let Some(caption) = maybe("lead caption", page.lead_caption.as_ref())? else { return Ok(None) };
    let credit = credit.map(|credit| Line::parse("lead credit", credit)).transpose()?;
    Ok(Some(Lead::Image { media: None, alt: String::new(), caption: Some(caption), credit, width: None, height: None }))
}

fn content(post: &Post) -> Result<Content, Rejection> {
    let contributor = |name: &String| Ok(Contributor { name: Line::parse("contributor", name)? });
    let blocks: Vec<Value> = post.blocks.iter().map(block).collect();
    Ok(Content {
        headline: post.headline.as_ref().map(|headline| Line::parse("headline", headline)).transpose()?,
        label: post.label.as_ref().map(|label| Line::parse("label", label)).transpose()?,
        key_event: false,
        byline: None,
        contributors: post.contributors.iter().map(contributor).collect::<Result<_, _>>()?,
        dateline: None,
        body: Body::from_member(&json!({"v": 1, "doc": {"type": "doc", "content": blocks}}))?,
    })
}

fn block(block: &Block) -> Value {
    match block {
        Block::Paragraph { lead_in, text } => paragraph(lead_in.as_deref(), text),
        Block::Heading { text } => json!({"type": "heading", "attrs": {"level": 2}, "content": run(text)}),
        Block::List { start, items } => {
            let items: Vec<Value> =
                items.iter().map(|item| json!({"type": "list_item", "content": [paragraph(None, item)]})).collect();
            match start {
                None => json!({"type": "bullet_list", "content": items}),
                Some(start) => json!({"type": "ordered_list", "attrs": {"start": (*start).max(1)}, "content": items}),
            }
        }
        Block::Quote { text, attribution } => {
            json!({"type": "blockquote", "attrs": {"attribution": attribution}, "content": [paragraph(None, text)]})
        }
        Block::Image { caption, credit } => {
            json!({"type": "image", "attrs": {"alt": "", "caption": caption, "credit": credit}})
        }
        Block::Video(Video { title, duration_seconds, source }) => {
            json!({"type": "video", "attrs": {"title": title, "duration": duration_seconds, "source": source}})
        }
        // What it pointed at did not come along with the text, so that only the words remain.
        Block::EmbedPointer { text } => paragraph(None, text),
        Block::Related { title, caption, credit } => {
            json!({"type": "related", "attrs": {"title": title, "caption": caption, "credit": credit}})
        }
        Block::ReadMore { text } => json!({"type": "read_more", "attrs": {"text": text}}),
    }
}

fn paragraph(lead_in: Option<&str>, text: &str) -> Value {
    json!({"type": "paragraph", "attrs": {"lead_in": lead_in}, "content": run(text)})
}

/// A text with its line breaks.
fn run(text: &str) -> Vec<Value> {
    let mut run = Vec::new();
    for line in text.split('\n') {
        if !run.is_empty() {
            run.push(json!({"type": "hard_break"}));
        }
        if !line.is_empty() {
            run.push(json!({"type": "text", "text": line}));
        }
    }
    run
}
