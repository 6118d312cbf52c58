//! What became of posts, and of what stands above them. Memory holds what is so now; what was so
//! before is read from the record, by way of the list of changes that tell of the same thing, with a
//! bound on how many read at a time and how long.

use std::time::Duration;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::{CoverageId, Happened, PostId, Seq, Slug, View};
use render::Fault;
use store::{Past, Recorded, Subject};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::encoding::Encoded;
use super::shelf::Shelf;
use super::{HTML, missing, page};
use crate::app::App;
use crate::live::Live;
use crate::problem::{Cause, Problem};

/// How many changes a page tells of.
const CHANGES: usize = 250;
/// How long a reader waits for each of two things: for the database, and for their turn to have the
/// page made.
pub(super) const PATIENCE: Duration = Duration::from_secs(2);
/// How many pages are made at a time: long texts are compared word by word.
static MAKING: Semaphore = Semaphore::const_new(2);
/// How many pages are kept at most, over all coverages.
const PAGES: usize = 64;
/// How many bytes of HTML they have together at most.
const BYTES: usize = 16 * 1024 * 1024;

/// Everything that a page is made of.
#[derive(Clone, PartialEq)]
pub(crate) struct Told {
    pub(super) coverage: CoverageId,
    pub(super) seq: Seq,
    pub(super) of: Of,
    pub(super) before: Option<Seq>,
}

/// What a page tells of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Of {
    /// What became of a post.
    Post(PostId),
    /// What became of what stands above the posts.
    Head,
    /// What readers were told openly.
    Corrections,
}

/// The shelf of these pages.
pub(crate) fn shelf() -> Shelf<Told> {
    Shelf::of(PAGES, BYTES)
}

/// Why there is no such page.
pub(super) enum NoPage {
    /// The history does not go back so far.
    NoPart,
    /// Too many ask, or the database is not there.
    Busy(store::Error),
    /// It could not be made.
    Broken(Problem),
}

impl IntoResponse for NoPage {
    fn into_response(self) -> Response {
        match self {
            Self::NoPart => missing(Fault::NoPart),
            Self::Busy(error) => {
                let busy = "Too many ask for what was before just now.";
                let problem = Problem::new(StatusCode::SERVICE_UNAVAILABLE, "busy", busy);
                let mut response = problem.hinted("Ask again in a few seconds.").into_response();
                // That many ask is nothing that an operator is to mend.
                if !matches!(error, store::Error::TooLong) {
                    response.extensions_mut().insert(Cause::of(&error));
                }
                response
            }
            Self::Broken(problem) => problem.into_response(),
        }
    }
}

/// `GET /live/{slug}/post/{id}/history`
pub(crate) async fn of_post(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let view = live.view();
    let Some(post) = id.parse::<PostId>().ok().filter(|id| view.post(*id).is_some()) else {
        return missing(Fault::NoPost);
    };
    answer(&app, &live, view, Of::Post(post), query.as_deref(), &headers).await
}

/// `GET /live/{slug}/history`
pub(crate) async fn of_coverage(
    State(app): State<App>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let view = live.view();
    answer(&app, &live, view, Of::Head, query.as_deref(), &headers).await
}

/// The page, from the shelf if it is there.
pub(super) async fn answer(
    app: &App,
    live: &Live,
    view: View,
    of: Of,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Response {
    let Ok(before) = asked_before(query.unwrap_or_default()) else { return missing(Fault::NoPart) };
    // All from the first change on is all.
    let before = before.filter(|before| *before <= view.seq());
    let policy = page::policy(&view);
    let place = app.histories.place(&Told { coverage: live.id(), seq: view.seq(), of, before });
    let made = place.get_or_try_init(|| make(app, live, view, of, before)).await;
    match made {
        Ok(page) => page.answer(headers, HTML, policy),
        Err(no_page) => no_page.into_response(),
    }
}

/// The position in a query before which the list goes on, if it names one.
pub(super) fn asked_before(query: &str) -> Result<Option<Seq>, std::num::ParseIntError> {
    let before = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "before");
    before.map(|(_, seq)| seq.parse().map(Seq)).transpose()
}

async fn make(app: &App, live: &Live, view: View, of: Of, before: Option<Seq>) -> Result<Encoded, NoPage> {
    // The record may have gone on; what is told is what the rest of the page knows.
    let until = before.unwrap_or_else(|| view.seq().next());
    let subject = match of {
        Of::Post(post) => Some(Subject::Post(post)),
        Of::Head => Some(Subject::Coverage),
        Of::Corrections => None,
    };
    let past = match subject {
        Some(subject) => {
            let past = app.store.past(live.id(), subject, Some(until), CHANGES, PATIENCE).await;
            past.map_err(NoPage::Busy)?
        }
        None => Past::default(),
    };
    if subject.is_some() && past.changes.is_empty() {
        return Err(NoPage::NoPart);
    }
    let Ok(Ok(turn)) = timeout(PATIENCE, MAKING.acquire()).await else {
        return Err(NoPage::Busy(store::Error::TooLong));
    };
    let (app, slug) = (app.clone(), live.slug().clone());
    let rendering = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        html(&app, &slug, &view, of, &past, before)
    });
    let html = rendering.await.map_err(|broken| NoPage::Broken(Problem::internal(&broken)))?;
    html.map(|html| Encoded::new(Bytes::from(html))).ok_or(NoPage::NoPart)
}

fn html(app: &App, slug: &Slug, view: &View, of: Of, past: &Past, before: Option<Seq>) -> Option<String> {
    let changes: Vec<_> = past.before.iter().chain(&past.changes).map(happened).collect();
    let from = past.changes.first().map_or(Seq::START, Recorded::seq);
    let told = render::Past { changes: &changes, from, is_newest: before.is_none(), goes_back: past.goes_back };
    match of {
        Of::Post(post) => Some(render::post_history_page(&app.site, slug, view, view.post(post)?, &told)),
        Of::Head => Some(render::head_history_page(&app.site, slug, view, &told)),
        Of::Corrections => render::corrections_page(&app.site, slug, view, before),
    }
}

fn happened(recorded: &Recorded) -> Happened<'_> {
    Happened { seq: recorded.seq(), at: recorded.at(), change: recorded.change() }
}
