//! A coverage as JSON.

use std::mem;

use coverage::{
    Body, Brief, Contributor, Coverage, Further, KeyPoint, Lead, Notice, OrderKey, Post, PostId, RedactionReason, Seq,
    Slug, Standing, Successor, View,
};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};

use crate::block::{BodyHtml, Players, Surroundings};
use crate::markup::render_fragment;
use crate::redaction::redaction_line;
use crate::setting::Setting;
use crate::{Address, Source};

/// A coverage with all its posts, newest first, as pieces of one JSON document.
///
/// It is made piece by piece, so that a server can send a coverage of any
/// length without holding it whole: a piece is the coverage's own fields, or
/// one post.
pub struct CoverageJson {
    slug: Slug,
    view: View,
    source: Option<Source>,
    next: Piece,
}

enum Piece {
    Opening,
    First,
    After(OrderKey),
    Nothing,
}

impl CoverageJson {
    /// The document of a view. It keeps a snapshot of its own, which costs little: views share structure.
    #[must_use]
    pub fn new(slug: &Slug, view: &View) -> Self {
        Self { slug: slug.clone(), view: view.clone(), source: None, next: Piece::Opening }
    }

    /// The same of a coverage that was not begun here.
    #[must_use]
    pub fn from_source(self, source: Option<Source>) -> Self {
        Self { source, ..self }
    }

    fn opening(&self) -> String {
        let mut opening = to_json(&coverage_shape(&self.slug, self.view.brief(), self.source.as_ref()));
        // The posts come in where the object would end.
        opening.truncate(opening.len() - 1);
        opening + ",\"posts\":["
    }

    fn post(&mut self, comma: &str, post: Option<&Post>) -> String {
        let Some(post) = post else { return "]}".to_owned() };
        self.next = Piece::After(post.order);
        comma.to_owned() + &to_json(&post_shape(&self.slug, self.view.coverage(), post))
    }
}

impl Iterator for CoverageJson {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        match mem::replace(&mut self.next, Piece::Nothing) {
            Piece::Opening => {
                self.next = Piece::First;
                Some(self.opening())
            }
            Piece::First => {
                let post = self.view.posts().next().cloned();
                Some(self.post("", post.as_deref()))
            }
            Piece::After(place) => {
                let post = self.view.posts_before(place).next().cloned();
                Some(self.post(",", post.as_deref()))
            }
            Piece::Nothing => None,
        }
    }
}

/// A coverage's own fields, without its posts.
#[must_use]
pub fn coverage_fields(slug: &Slug, brief: &Brief, source: Option<&Source>) -> Value {
    json!(coverage_shape(slug, brief, source))
}

/// A post as it stands in a coverage's JSON.
#[must_use]
pub fn post_json(slug: &Slug, coverage: &Coverage, post: &Post) -> Value {
    json!(post_shape(slug, coverage, post))
}

/// Others rely on these fields: more may be added, none renamed or dropped.
#[derive(Serialize)]
struct CoverageShape<'a> {
    slug: &'a str,
    url: String,
    headline: &'a str,
    standfirst: Option<&'a str>,
    status: &'static str,
    status_note: Option<&'a str>,
    seq: Seq,
    language: &'a str,
    time_zone: &'a str,
    theme: Option<&'a str>,
    opened_at: Timestamp,
    ended_at: Option<Timestamp>,
    changed_at: Timestamp,
    pinned: Option<PostId>,
    successor: Option<&'a Successor>,
    lead: Option<&'a Lead>,
    key_points: Vec<KeyPointShape<'a>>,
    go_deeper: Vec<FurtherShape<'a>>,
    count: usize,
    source: Option<SourceShape<'a>>,
}

/// Where a coverage comes from that was not begun here.
#[derive(Serialize)]
struct SourceShape<'a> {
    url: &'a str,
    host: &'a str,
    /// `followed` while it is told there, `stopped` where what came there last could not be verified and is not here, `left` once it is not followed any more.
    tie: &'static str,
}

#[derive(Serialize)]
struct KeyPointShape<'a> {
    text: &'a str,
    post: Option<PostId>,
}

#[derive(Serialize)]
struct FurtherShape<'a> {
    title: &'a str,
    url: Option<&'a str>,
}

/// Others rely on these fields: more may be added, none renamed or dropped.
#[derive(Serialize)]
struct PostShape<'a> {
    id: PostId,
    url: String,
    seq: Seq,
    published_seq: Seq,
    headline: Option<&'a str>,
    label: Option<&'a str>,
    key_event: bool,
    published_at: Timestamp,
    approximate: bool,
    shown_at: Option<Timestamp>,
    revised_at: Option<Timestamp>,
    revisions: u32,
    byline: Option<&'a str>,
    contributors: &'a [Contributor],
    dateline: Option<&'a str>,
    body: Value,
    html: String,
    text: String,
    notices: Vec<NoticeShape<'a>>,
    withdrawn: Option<WithdrawnShape<'a>>,
    redacted: Option<RedactedShape>,
}

#[derive(Serialize)]
struct NoticeShape<'a> {
    kind: &'static str,
    text: &'a str,
    at: Timestamp,
    /// The change that brought it, under which the history tells what it altered.
    seq: Seq,
}

#[derive(Serialize)]
struct WithdrawnShape<'a> {
    at: Timestamp,
    reason: &'a str,
}

#[derive(Serialize)]
struct RedactedShape {
    at: Timestamp,
    reason: RedactionReason,
}

fn coverage_shape<'a>(slug: &'a Slug, brief: &'a Brief, source: Option<&'a Source>) -> CoverageShape<'a> {
    let coverage = brief.coverage();
    let key_point = |KeyPoint { text, post }: &'a KeyPoint| KeyPointShape { text: text.as_str(), post: *post };
    let further = |Further { title, url }: &'a Further| FurtherShape {
        title: title.as_str(),
        url: url.as_ref().map(|url| url.as_str()),
    };
    CoverageShape {
        slug: slug.as_str(),
        url: Address::Coverage(slug).to_string(),
        headline: coverage.headline.as_str(),
        standfirst: coverage.standfirst.as_ref().map(|text| text.as_str()),
        status: coverage.status.as_str(),
        status_note: coverage.status_note.as_ref().map(|note| note.as_str()),
        seq: brief.seq(),
        language: coverage.language.as_str(),
        time_zone: coverage.time_zone.as_str(),
        theme: coverage.theme.as_ref().map(|theme| theme.as_str()),
        opened_at: coverage.opened_at,
        ended_at: coverage.ended_at,
        changed_at: brief.changed_at(),
        pinned: coverage.pinned,
        successor: coverage.successor.as_ref(),
        lead: coverage.lead.as_ref(),
        key_points: coverage.key_points.iter().map(key_point).collect(),
        go_deeper: coverage.go_deeper.iter().map(further).collect(),
        count: brief.published(),
        source: source.map(|source| SourceShape { url: &source.url, host: &source.host, tie: source.tie.as_str() }),
    }
}

fn post_shape<'a>(slug: &Slug, coverage: &Coverage, post: &'a Post) -> PostShape<'a> {
    let content = post.content();
    let setting = Setting::of(slug, coverage);
    let withdrawn = match &post.standing {
        Standing::Published(_) | Standing::Withheld => None,
        Standing::Withdrawn { at, reason } => Some(WithdrawnShape { at: *at, reason: reason.as_str() }),
        // Whoever knows of withdrawals alone takes it out of sight as well, and has a line to show.
        Standing::Redacted { at, reason, .. } => {
            Some(WithdrawnShape { at: *at, reason: redaction_line(setting.voice.words, *reason) })
        }
    };
    let redacted = match post.standing {
        Standing::Redacted { at, reason, .. } => Some(RedactedShape { at, reason }),
        Standing::Published(_) | Standing::Withdrawn { .. } | Standing::Withheld => None,
    };
    // A notice tells of words that a withdrawal takes out of view.
    let notices: &[Notice] = if content.is_some() { &post.notices } else { &[] };
    let around = Surroundings { players: Players::LeftOut, ..Surroundings::stream(&setting) };
    PostShape {
        id: post.id,
        url: Address::Post(slug, post.id).to_string(),
        seq: post.seq,
        published_seq: post.order.seq,
        headline: content.and_then(|content| content.headline.as_ref()).map(|line| line.as_str()),
        label: content.and_then(|content| content.label.as_ref()).map(|line| line.as_str()),
        key_event: content.is_some_and(|content| content.key_event),
        published_at: post.published_at,
        approximate: post.approximate,
        shown_at: post.placed.map(|shown| shown.at),
        revised_at: post.revised_at,
        revisions: post.revisions,
        byline: content.and_then(|content| content.byline.as_ref()).map(|line| line.as_str()),
        contributors: content.map_or(&[], |content| &content.contributors),
        dateline: content.and_then(|content| content.dateline.as_ref()).map(|line| line.as_str()),
        body: content.map_or_else(empty_body, |content| content.body.to_json()),
        html: content.map(|content| render_fragment(&BodyHtml::of(&content.body, around))).unwrap_or_default(),
        text: content.map(|content| content.body.text()).unwrap_or_default(),
        notices: notices
            .iter()
            .map(|notice| NoticeShape {
                kind: notice.kind.as_str(),
                text: notice.text.as_str(),
                at: notice.at,
                seq: notice.seq,
            })
            .collect(),
        withdrawn,
        redacted,
    }
}

/// The body of a post whose words are gone.
fn empty_body() -> Value {
    Body::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": []}})).to_json()
}

#[expect(clippy::expect_used, reason = "the shapes are structs with text keys, which always serialise")]
fn to_json(shape: &impl Serialize) -> String {
    serde_json::to_string(shape).expect("a shape serialises")
}
