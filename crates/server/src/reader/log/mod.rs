//! The record itself, for whoever checks it from outside: signed checkpoints, the tree over it in
//! tiles (C2SP tlog-tiles), and what its changes say.
//!
//! As with a search, the database is asked here, on connections of their own, with a bound on how
//! many ask and for how long; and what was made is kept (`kept.rs`).

mod growth;
mod kept;

pub(crate) use kept::Logs;
pub use kept::record_name;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use coverage::{Change, Opened, Post, PostPublished, PostRevised, Seq, Status, Untold, View};
use render::{Proof, SilentRevisions};
use serde::Serialize;
use serde_json::json;
use store::proof::{Tile, TileOf};
use store::{Recorded, Withheld, to_line, to_withheld_line};

use super::HTML;
use super::changes::{Position, asked, no_position};
use super::encoding::Encoded;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::Live;
use crate::problem::Problem;

/// How many changes one answer tells at most. An answer that tells so many, or so much, is complete.
const CHANGES: usize = 256;
/// After how many bytes it tells no more.
const BYTES: usize = 1024 * 1024;

const TEXT: &str = "text/plain; charset=utf-8";
const LINES: HeaderValue = HeaderValue::from_static("application/x-ndjson");
const TILE: &str = "application/octet-stream";

/// `GET /live/{slug}/proof`: the page on which readers check it.
pub(crate) async fn proof(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let commit = *app.commits.borrow();
    let (note, keys) = match tokio::try_join!(app.logs.checkpoint(&live, commit), key_lines(&app, &live, commit)) {
        Ok(made) => made,
        Err(error) => return busy(error).into_response(),
    };
    let proof = Proof { note: &String::from_utf8_lossy(note.identity()), keys: &keys };
    let html = render::proof_page(&app.site, live.slug(), &live.view(), &proof);
    let mut response = Encoded::new(html.into()).answer(&headers, HTML, CachePolicy::Live);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, app.policies.proof.clone());
    response
}

/// `GET /live/{slug}/log/checkpoint`
pub(crate) async fn checkpoint(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let commit = *app.commits.borrow();
    let note = app.logs.checkpoint(&live, commit).await.map_err(busy)?;
    Ok(for_all(note.answer(&headers, TEXT, CachePolicy::Checked)))
}

/// `GET /live/{slug}/log/key`: the keys of checkpoints, a `vkey` a line. The first signs now, the others did before.
pub(crate) async fn key(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let commit = *app.commits.borrow();
    let lines = key_lines(&app, &live, commit).await.map_err(busy)?;
    Ok(for_all(Encoded::new(lines.into()).answer(&headers, TEXT, CachePolicy::Checked)))
}

async fn key_lines(app: &App, live: &Live, commit: Option<i64>) -> Result<String, store::Error> {
    let keys = app.logs.named_keys(live, commit).await?;
    Ok(keys.iter().map(|key| format!("{key}\n")).collect())
}

/// `GET /live/{slug}/log/tile/{level}/{index}` and `…/tile/entries/{index}`, each with `.p/{width}` behind it for a part.
pub(crate) async fn tile(
    State(app): State<App>,
    Path((slug, path)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let size = live.head().seq.0;
    let is_there = |tile: &Tile| tile.size_needed().is_some_and(|needed| needed <= size);
    let Some(tile) = Tile::parse(&path).filter(is_there) else {
        let way_out =
            "Paths are those of C2SP tlog-tiles; the checkpoint tells the size, and by it which tiles there are.";
        return Err(Problem::not_found("such tile").hinted(way_out));
    };
    let policy = if tile.is_full() { CachePolicy::Immutable } else { CachePolicy::Checked };
    let answering = app.logs.tile(live.id(), tile, |made| match tile.of {
        // Hashes do not get smaller.
        TileOf::Hashes(_) => made.answer_plain(&headers, TILE, policy),
        TileOf::Entries => made.answer(&headers, TILE, policy),
    });
    Ok(for_all(answering.await.map_err(busy)?))
}

/// `GET /live/{slug}/log/changes?after=SEQ`: what the changes say, one a line, as `stet export` writes them.
pub(crate) async fn changes(
    State(app): State<App>,
    Path(slug): Path<String>,
    position: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let after = asked(position)?.ok_or_else(no_position)?;
    let silent = app.site.silent_revisions;
    let told = stretch(&app, &live, after, |change, view| Some(line(change, view, silent))).await?;
    let policy = if told.is_complete { CachePolicy::Stretch } else { CachePolicy::Checked };
    Ok(answer(told.lines, LINES, policy))
}

/// `GET /live/{slug}/log/withheld?after=SEQ`: of the changes of the same stretch whose words are withheld, why and what
/// they are about, one a line; then an empty line and the note by which that is signed. For whoever
/// follows the coverage and has to show what stands there, or checks it: nobody on the way may withhold a change, or say
/// what stands of it.
pub(crate) async fn stands(
    State(app): State<App>,
    Path(slug): Path<String>,
    position: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let after = asked(position)?.ok_or_else(no_position)?;
    let silent = app.site.silent_revisions;
    let line =
        |change: &Recorded, view: &View| Stands::of(change, view, silent).map(|stands| json!(stands).to_string());
    let Told { lines, to, size, .. } = stretch(&app, &live, after, line).await?;
    let commit = *app.commits.borrow();
    let note = app.logs.withholding(&live, commit, (after, to), size, &lines).await.map_err(busy)?;
    // What is withheld by now is not to be held against what was so a minute ago.
    Ok(answer(format!("{lines}\n{note}"), HeaderValue::from_static(TEXT), CachePolicy::Checked))
}

/// `GET /live/{slug}/log/handovers`: how keys that signed before handed on to the next, the last first, one a line.
pub(crate) async fn handovers(
    State(app): State<App>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    app.newsroom.public(&slug).await?;
    let commit = *app.commits.borrow();
    let keys = app.logs.keys(commit).await.map_err(busy)?;
    let lines: String = keys.handed_on.iter().map(|handed_on| format!("{handed_on}\n")).collect();
    // Whoever met the key that signs now asks for this at once: what a cache kept would lead to no such key.
    Ok(for_all(Encoded::new(lines.into()).answer(&headers, TEXT, CachePolicy::Checked)))
}

/// What is told of a stretch of the record.
struct Told {
    /// The lines, each with its line break.
    lines: String,
    /// The last change in it.
    to: Seq,
    /// How many changes were known.
    size: Seq,
    /// Whether no later change will be in it.
    is_complete: bool,
}

/// A stretch of the record after a position, with a line for each change that has one.
async fn stretch(
    app: &App,
    live: &Live,
    after: Seq,
    line: impl Fn(&Recorded, &View) -> Option<String>,
) -> Result<Told, Problem> {
    let recorded = if after < live.head().seq {
        app.logs.read(live.id(), after, CHANGES, BYTES).await.map_err(busy)?
    } else {
        Vec::new()
    };
    // What was withdrawn by the time that the record was read is not told.
    let view = live.view();
    let known = recorded.iter().take_while(|change| change.seq() <= view.seq());
    let (mut lines, mut number, mut said, mut to) = (String::new(), 0, 0, after);
    for change in known {
        if let Some(line) = line(change, &view) {
            lines.push_str(&line);
            lines.push('\n');
        }
        (number, to) = (number + 1, change.seq());
        said += change.payload().map_or(0, str::len);
    }
    Ok(Told { lines, to, size: view.seq(), is_complete: number == CHANGES || said >= BYTES })
}

fn answer(text: String, media_type: HeaderValue, policy: CachePolicy) -> Response {
    let mut response = Body::from(text).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, media_type);
    policy.write(response.headers_mut());
    for_all(response)
}

/// What is told of a change whose words are withheld.
#[derive(Serialize)]
struct Stands {
    seq: Seq,
    /// Why they are withheld: what the line of the change says, too.
    withheld: Withheld,
    /// The change since which its words are withheld.
    by: Seq,
    /// What stands of it; nothing where it altered nothing that stands.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    untold: Option<Untold>,
}

impl Stands {
    fn of(change: &Recorded, view: &View, silent: SilentRevisions) -> Option<Self> {
        let why = change.withheld().or_else(|| withheld(change, view, silent))?;
        let post = change.change().post().and_then(|id| view.post(id));
        let by = match (why, post) {
            (Withheld::Withdrawn, Some(post)) => Some(post.seq),
            (Withheld::Silent, Some(post)) => Some(post.content_seq),
            (Withheld::Prepared, _) => view.opened(),
            (Withheld::Withdrawn | Withheld::Silent, None) | (Withheld::NotUnderstood, _) => None,
        };
        let untold = what_stands(change.change(), post.map(|post| &**post));
        Some(Self { seq: change.seq(), withheld: why, by: by.unwrap_or_else(|| change.seq()), untold })
    }
}

/// What whoever follows the coverage has to know of a change to show what its readers see: nothing but what its
/// pages show.
fn what_stands(change: &Change, post: Option<&Post>) -> Option<Untold> {
    match (change, post) {
        (Change::Untold(untold), _) => Some(untold.clone()),
        (Change::CoverageOpened(Opened { language, time_zone, status: Status::Draft, .. }), _) => {
            Some(Untold::Opening { language: language.clone(), time_zone: time_zone.clone() })
        }
        (Change::PostPublished(PostPublished { post, published_at, approximate, .. }), Some(_)) => {
            Some(Untold::Publication { post: *post, published_at: *published_at, approximate: *approximate })
        }
        (Change::PostRevised(PostRevised { post: id, notice, .. }), Some(post)) => {
            let notice = notice.clone().filter(|_| post.content().is_some());
            Some(Untold::Revision { post: *id, notice })
        }
        _ => None,
    }
}

fn line(change: &Recorded, view: &View, silent: SilentRevisions) -> String {
    match withheld(change, view, silent) {
        Some(why) => to_withheld_line(change, why),
        None => to_line(change),
    }
}

/// Why readers are not told what a change says; none where they are.
fn withheld(change: &Recorded, view: &View, silent: SilentRevisions) -> Option<Withheld> {
    match change.change() {
        // Of a redacted one there is nothing to withhold.
        _ if change.payload().is_none() => None,
        // It says when and why the post went, as the page does.
        Change::PostWithdrawn(_) | Change::PostRedacted(_) => None,
        Change::Unknown { .. } => Some(Withheld::NotUnderstood),
        other => {
            let post = other.post().and_then(|id| view.post(id));
            // These say no words, and where the post stands that was withdrawn, the page shows.
            let has_words = !matches!(other, Change::PostPlaced(_) | Change::PostPinned(_) | Change::PostUnpinned(_));
            if has_words && post.is_some_and(|post| post.content().is_none()) {
                return Some(Withheld::Withdrawn);
            }
            if view.is_prepared(change.seq(), other) {
                return Some(Withheld::Prepared);
            }
            let Change::PostRevised(PostRevised { content, notice: None, .. }) = other else { return None };
            // What the post says now is no secret, nor is what it said when readers met it; whoever
            // reads it can hold it against its hash.
            let was_told =
                |post: &Post| post.content() == Some(content) || view.first_sight(post).version == change.seq();
            let is_silent = silent == SilentRevisions::Listed && !post.is_some_and(|post| was_told(post));
            is_silent.then_some(Withheld::Silent)
        }
    }
}

/// Lets pages of other sites read it, which may check it as well.
fn for_all(mut response: Response) -> Response {
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// What the store says, where to wait is all that one can do.
fn busy(error: store::Error) -> Problem {
    match error {
        store::Error::TooLong => {
            let status = axum::http::StatusCode::SERVICE_UNAVAILABLE;
            Problem::new(status, "log_busy", "The record was not read in time.").hinted("Try again shortly.").after(5)
        }
        error => error.into(),
    }
}
