//! What the API answers, described. The answers themselves are made where the
//! readers' JSON is made (`render::coverage_fields`, `render::post_json`); a test
//! holds them against these shapes.

#![expect(dead_code, reason = "these shapes are described, not built")]

use serde_json::Value;
use utoipa::ToSchema;

use super::wire;
use crate::problem::Document;

/// All coverages, drafts included.
#[derive(ToSchema)]
pub(crate) struct Coverages {
    coverages: Vec<Coverage>,
}

/// A coverage.
#[derive(ToSchema)]
pub(crate) struct Coverage {
    id: String,
    slug: String,
    /// Its page, absolute.
    url: String,
    /// Its place in the API.
    api_url: String,
    headline: String,
    #[schema(required)]
    standfirst: Option<String>,
    /// `draft`, `live`, `paused` or `ended`.
    status: String,
    #[schema(required)]
    status_note: Option<String>,
    /// How many changes its record has.
    seq: u64,
    /// A BCP 47 tag.
    language: String,
    /// An IANA zone name.
    time_zone: String,
    /// The name of its theme, or null for the standard one.
    #[schema(required)]
    theme: Option<String>,
    /// RFC 3339, as all times.
    opened_at: String,
    #[schema(required)]
    ended_at: Option<String>,
    /// When it last changed.
    changed_at: String,
    /// The id of the post that is held on top.
    #[schema(required)]
    pinned: Option<String>,
    /// A slug here, or a URL.
    #[schema(required)]
    successor: Option<String>,
    #[schema(required)]
    lead: Option<wire::Lead>,
    key_points: Vec<wire::KeyPoint>,
    go_deeper: Vec<wire::Further>,
    /// How many of its posts can be read.
    count: u64,
    /// Where it comes from, if it was not begun here.
    #[schema(required)]
    source: Option<Source>,
}

/// Where a coverage comes from that was not begun here.
#[derive(ToSchema)]
pub(crate) struct Source {
    /// Its address there.
    url: String,
    /// What that server is called in addresses.
    host: String,
    /// `followed` while it is told there, and nothing can be written to it here; `stopped` where what came there last does not hold and is not here; `left` once it is followed no more.
    tie: String,
}

/// Posts, newest first.
#[derive(ToSchema)]
pub(crate) struct Posts {
    posts: Vec<Post>,
}

/// A post, or a draft of one. A draft has no place in the record yet, so that
/// `seq` is null and what is told of published posts only is absent.
#[derive(ToSchema)]
pub(crate) struct Post {
    id: String,
    /// Its place in the API.
    api_url: String,
    /// `published`, `withdrawn`, `redacted`, `draft` or `scheduled`.
    status: String,
    /// The seq of the last change to it; null for a draft.
    #[schema(required)]
    seq: Option<u64>,
    #[schema(required)]
    headline: Option<String>,
    #[schema(required)]
    label: Option<String>,
    key_event: bool,
    #[schema(required)]
    byline: Option<String>,
    contributors: Vec<wire::Contributor>,
    #[schema(required)]
    dateline: Option<String>,
    /// `{"v": 1, "doc": …}`; see `crates/coverage/schema/body-v1.json`.
    body: Value,
    /// The words alone.
    text: String,
    /// Published posts: its page, absolute.
    url: Option<String>,
    /// Published posts: the seq of its publication.
    published_seq: Option<u64>,
    /// Published posts: when; it never moves.
    published_at: Option<String>,
    /// Published posts: whether only the order is known, not the clock time.
    approximate: Option<bool>,
    /// Published posts: the time it is shown under instead of its published time, or null.
    shown_at: Option<String>,
    /// Published posts: when it was last revised, or null.
    revised_at: Option<String>,
    /// Published posts: how many versions of it were published.
    revisions: Option<u32>,
    /// Published posts: its body as HTML.
    html: Option<String>,
    /// Published posts: public notes on it, oldest first.
    notices: Option<Vec<NoticeGiven>>,
    /// Published posts: when and why it was taken back, or null.
    withdrawn: Option<Withdrawn>,
    /// Published posts: when and on which ground its words were taken out of the record, or null.
    redacted: Option<Redacted>,
    /// Drafts: when it will be published, or null.
    publish_at: Option<String>,
    /// Drafts: when it was last saved.
    updated_at: Option<String>,
    /// Drafts: how often it was saved.
    version: Option<u64>,
}

/// What came of an action on many posts, in the order in which they were named.
#[derive(ToSchema)]
pub(crate) struct BulkResults {
    results: Vec<BulkResult>,
}

/// What came of it for one post.
#[derive(ToSchema)]
pub(crate) struct BulkResult {
    id: String,
    ok: bool,
    /// Why it was not done, or null.
    #[schema(required)]
    problem: Option<Document<'static>>,
}

/// What was found, the best first.
#[derive(ToSchema)]
pub(crate) struct SearchResults {
    results: Vec<SearchResult>,
}

/// A post or draft that was found.
#[derive(ToSchema)]
pub(crate) struct SearchResult {
    /// `post` or `draft`.
    kind: String,
    /// The slug of its coverage.
    coverage: String,
    id: String,
    #[schema(required)]
    headline: Option<String>,
    /// The words around what was found, as HTML: what was found is in `<mark>`, and nothing else is markup.
    excerpt: String,
    /// When it was published, or last saved.
    at: String,
    /// `published`, or the status of the draft.
    status: String,
}

/// What a text may want another look at.
#[derive(ToSchema)]
pub(crate) struct Reminders {
    /// Earlier posts that say much the same, the most alike first.
    duplicates: Vec<DuplicateTold>,
    /// Figures and names that were given otherwise before.
    differences: Vec<DifferenceTold>,
    /// Links that do not answer well.
    links: Vec<LinkTold>,
}

/// An earlier post that says much the same.
#[derive(ToSchema)]
pub(crate) struct DuplicateTold {
    post: String,
    #[schema(required)]
    headline: Option<String>,
    excerpt: String,
    /// How much the two share, up to 1.
    similarity: f64,
}

/// Something that was given otherwise before.
#[derive(ToSchema)]
pub(crate) struct DifferenceTold {
    /// `figure` or `name`.
    kind: String,
    here: String,
    before: String,
    /// The id of the newest post that gave it so.
    post: String,
    /// The words around it there.
    excerpt: String,
}

/// A link that does not answer well.
#[derive(ToSchema)]
pub(crate) struct LinkTold {
    url: String,
    /// What is wrong with it, in a sentence.
    problem: String,
}

/// A public note on a post.
#[derive(ToSchema)]
pub(crate) struct NoticeGiven {
    /// `correction`, `clarification` or `update`.
    kind: String,
    text: String,
    at: String,
}

/// The redaction of a post.
#[derive(ToSchema)]
pub(crate) struct Redacted {
    at: String,
    /// `legal`, `safety` or `privacy`.
    reason: String,
}

/// The withdrawal of a post.
#[derive(ToSchema)]
pub(crate) struct Withdrawn {
    at: String,
    reason: String,
}
