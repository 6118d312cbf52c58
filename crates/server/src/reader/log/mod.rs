//! The record itself, for whoever checks it from outside: signed checkpoints, the tree over it in
//! tiles (C2SP tlog-tiles), and what its changes say.
//!
//! As with a search, the database is asked here, on connections of their own, with a bound on how
//! many ask and for how long; and what was made is kept (`kept.rs`).

mod growth;
mod kept;

pub(crate) use kept::Logs;

use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use coverage::{Change, PostId, PostPublished, PostRevised, Seq, Untold, View, WasOf};
use jiff::Timestamp;
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
    Ok(for_all(note.answer(&headers, TEXT, CachePolicy::Live)))
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
    Ok(for_all(Encoded::new(lines.into()).answer(&headers, TEXT, CachePolicy::Live)))
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
    let policy = if tile.is_full() { CachePolicy::Immutable } else { CachePolicy::Live };
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
    stretch(&app, &live, after, |change, view| Some(line(change, view, silent))).await
}

/// `GET /live/{slug}/log/withheld?after=SEQ`: of the changes of the same stretch whose words are withheld, what
/// they are about, one a line: for who follows the coverage and has to show what stands there.
pub(crate) async fn stands(
    State(app): State<App>,
    Path(slug): Path<String>,
    position: Result<Query<Position>, QueryRejection>,
) -> Result<Response, Problem> {
    let live = app.newsroom.public(&slug).await?;
    let after = asked(position)?.ok_or_else(no_position)?;
    let silent = app.site.silent_revisions;
    stretch(&app, &live, after, |change, view| Stands::of(change, view, silent).map(|stands| json!(stands).to_string()))
        .await
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
    Ok(for_all(Encoded::new(lines.into()).answer(&headers, TEXT, CachePolicy::Live)))
}

/// A stretch of the record after a position, with a line for each change that has one.
async fn stretch(
    app: &App,
    live: &Live,
    after: Seq,
    line: impl Fn(&Recorded, &View) -> Option<String>,
) -> Result<Response, Problem> {
    let recorded = if after < live.head().seq {
        app.logs.read(live.id(), after, CHANGES, BYTES).await.map_err(busy)?
    } else {
        Vec::new()
    };
    // What was withdrawn by the time that the record was read is not told.
    let view = live.view();
    let known = recorded.iter().take_while(|change| change.seq() <= view.seq());
    let (mut lines, mut number, mut said) = (String::new(), 0, 0);
    for change in known {
        if let Some(line) = line(change, &view) {
            lines.push_str(&line);
            lines.push('\n');
        }
        number += 1;
        said += change.payload().map_or(0, str::len);
    }
    let is_complete = number == CHANGES || said >= BYTES;
    let mut response = Body::from(lines).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, LINES);
    let policy = if is_complete { CachePolicy::Stretch } else { CachePolicy::Live };
    policy.write(response.headers_mut());
    Ok(for_all(response))
}

/// What is told of a change whose words are withheld.
#[derive(Serialize)]
struct Stands {
    seq: Seq,
    /// The post.
    post: PostId,
    /// The change since which its words are withheld.
    by: Seq,
    /// Of a publication: the time that the post carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    published_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    approximate: bool,
}

impl Stands {
    fn of(change: &Recorded, view: &View, silent: SilentRevisions) -> Option<Self> {
        let why = change.withheld().or_else(|| withheld(change, view, silent))?;
        let post = change.change().post().and_then(|id| view.post(id))?;
        let by = match why {
            Withheld::Withdrawn => post.seq,
            Withheld::Silent => post.content_seq,
            Withheld::NotUnderstood => return None,
        };
        let (published_at, approximate) = match change.change() {
            Change::PostPublished(PostPublished { published_at, approximate, .. })
            | Change::Untold(Untold { was: WasOf::Publication { published_at, approximate }, .. }) => {
                (Some(*published_at), *approximate)
            }
            _ => (None, false),
        };
        Some(Self { seq: change.seq(), post: post.id, by, published_at, approximate })
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
        // These say no words, and where the post stands that was withdrawn, the page shows.
        Change::PostPlaced(_) | Change::PostPinned(_) | Change::PostUnpinned(_) => None,
        Change::Unknown { .. } => Some(Withheld::NotUnderstood),
        other => {
            let post = other.post().and_then(|id| view.post(id))?;
            match (post.content(), other) {
                (None, _) => Some(Withheld::Withdrawn),
                // What the post says now is no secret, and whoever reads it can hold it against its hash.
                (Some(now), Change::PostRevised(PostRevised { content, notice: None, .. })) => {
                    (silent == SilentRevisions::Listed && content != now).then_some(Withheld::Silent)
                }
                _ => None,
            }
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
