//! Search in what was published. It is the one thing that readers ask the database for: which posts
//! have the words. What these say is then taken from the views in memory, so that nothing is shown,
//! or found, that they do not say now.

use std::collections::{BTreeSet, HashMap};
use std::time::Duration;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use bytes::Bytes;
use coverage::{CoverageId, Question, Slug, View};
use render::{Hit, SearchOutcome, SearchPage};
use store::{FoundPlace, FoundPost, ReaderSearch};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout};

use super::HTML;
use super::encoding::Encoded;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::problem::{Cause, Problem};

/// How many posts a page of what is found has.
const HITS: usize = 20;
/// How long a reader waits for each of two things: for the database, in line and after it, and for
/// their turn to have the page made.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many pages are made at a time. Long posts are gone through from end to end, and those who ask
/// for anything else are not to wait for it.
static MAKING: Semaphore = Semaphore::const_new(2);
/// After how many seconds it is worth to ask again.
const LATER: HeaderValue = HeaderValue::from_static("5");

/// `GET /search?q=`
pub(crate) async fn search(State(app): State<App>, RawQuery(query): RawQuery, headers: HeaderMap) -> Response {
    answer(app, None, Asked::parse(&query.unwrap_or_default()), headers).await
}

/// `GET /live/{slug}/search?q=`
pub(crate) async fn search_in(
    State(app): State<App>,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let within = Within { id: live.id(), slug: live.slug().clone(), view: live.view() };
    answer(app, Some(within), Asked::parse(&query.unwrap_or_default()), headers).await
}

/// `GET /opensearch.xml`
pub(crate) async fn open_search(State(app): State<App>, headers: HeaderMap) -> Response {
    let description = render::open_search(&app.site);
    let kind = "application/opensearchdescription+xml; charset=utf-8";
    Encoded::new(Bytes::from(description)).answer(&headers, kind, CachePolicy::Live)
}

/// What was asked for. A place that is none is taken for the beginning.
struct Asked {
    typed: String,
    after: Option<FoundPlace>,
}

impl Asked {
    fn parse(query: &str) -> Self {
        let mut asked = Self { typed: String::new(), after: None };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "q" if asked.typed.is_empty() => asked.typed = value.chars().take(Question::LONGEST).collect(),
                "after" => asked.after = asked.after.or_else(|| value.parse().ok()),
                _ => {}
            }
        }
        asked
    }
}

/// The coverage that is looked in.
struct Within {
    id: CoverageId,
    slug: Slug,
    view: View,
}

async fn answer(app: App, within: Option<Within>, asked: Asked, headers: HeaderMap) -> Response {
    let found = match Question::parse(&asked.typed) {
        None => Ok(None),
        Some(question) => find(&app, within.as_ref().map(|within| within.id), question, asked.after).await.map(Some),
    };
    let found = match found {
        Ok(found) => found,
        Err(error) => return busy(&app, within.as_ref(), &asked, &error),
    };
    let found = match found {
        None => None,
        Some((question, found)) => match views(&app, &found).await {
            Ok(views) => Some(Findings { question, found, views }),
            Err(error) => return busy(&app, within.as_ref(), &asked, &error),
        },
    };
    let Ok(Ok(turn)) = timeout(PATIENCE, MAKING.acquire()).await else {
        return busy(&app, within.as_ref(), &asked, &store::Error::TooLong);
    };
    let rendering = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        Encoded::new(Bytes::from(html(&app, within.as_ref(), &asked, found))).answer(&headers, HTML, CachePolicy::Live)
    });
    rendering.await.unwrap_or_else(|broken| Problem::internal(&broken).into_response())
}

/// The posts, and the question that they answer: where nobody wrote the words that were typed,
/// those that begin so are looked for.
async fn find(
    app: &App,
    coverage: Option<CoverageId>,
    question: Question,
    after: Option<FoundPlace>,
) -> Result<(Question, Vec<FoundPost>), store::Error> {
    let until = Instant::now() + PATIENCE;
    let search = |question| ReaderSearch { question, coverage, after, limit: HITS + 1 };
    let found = app.store.find_readable(search(question.clone()), PATIENCE).await?;
    if found.is_empty()
        && after.is_none()
        && let Some(wide) = question.widened()
    {
        let found = app.store.find_readable(search(wide.clone()), until.duration_since(Instant::now())).await?;
        if !found.is_empty() {
            return Ok((wide, found));
        }
    }
    Ok((question, found))
}

/// What was found, and what the coverages that it is of say now.
struct Findings {
    question: Question,
    found: Vec<FoundPost>,
    views: HashMap<CoverageId, (Slug, View)>,
}

/// The coverages of what was found that readers may know of. Those that are not in memory come
/// back, which is waited for no longer than for the database.
async fn views(app: &App, found: &[FoundPost]) -> Result<HashMap<CoverageId, (Slug, View)>, store::Error> {
    let coming = async {
        let mut views = HashMap::new();
        for id in found.iter().take(HITS).map(|found| found.coverage).collect::<BTreeSet<_>>() {
            let Some(dossier) = app.newsroom.by_id(id).filter(|dossier| dossier.is_public()) else { continue };
            if let Some(live) = app.newsroom.wake(&dossier).await?
                && live.is_public()
            {
                views.insert(id, (live.slug().clone(), live.view()));
            }
        }
        Ok(views)
    };
    timeout(PATIENCE, coming).await.unwrap_or(Err(store::Error::TooLong))
}

fn html(app: &App, within: Option<&Within>, asked: &Asked, findings: Option<Findings>) -> String {
    let Some(Findings { question, mut found, views }) = findings else {
        return page(app, within, asked, SearchOutcome::Unasked);
    };
    let goes_on = found.len() > HITS;
    found.truncate(HITS);
    let next = found.last().filter(|_| goes_on).map(|last| last.place.to_string());
    let hits: Vec<Hit> = found.iter().filter_map(|found| hit(&views, &question, found)).collect();
    let is_first = asked.after.is_none();
    page(app, within, asked, SearchOutcome::Found { question: &question, hits: &hits, is_first, next: next.as_deref() })
}

/// A post as it now stands, if that is what is looked for.
fn hit(views: &HashMap<CoverageId, (Slug, View)>, question: &Question, found: &FoundPost) -> Option<Hit> {
    let (slug, view) = views.get(&found.coverage)?;
    let post = view.post(found.post).filter(|post| post.content().is_some_and(|it| question.is_answered_by(it)))?;
    Some(Hit { slug: slug.clone(), post: post.clone(), view: view.clone() })
}

fn page(app: &App, within: Option<&Within>, asked: &Asked, outcome: SearchOutcome<'_>) -> String {
    let within = within.map(|within| (&within.slug, &within.view));
    render::search_page(&app.site, &SearchPage { within, typed: &asked.typed, outcome })
}

/// Too many search, or the database is not there: the page says so, and keeps what was typed.
fn busy(app: &App, within: Option<&Within>, asked: &Asked, error: &store::Error) -> Response {
    let html = page(app, within, asked, SearchOutcome::Busy);
    let mut response = (StatusCode::SERVICE_UNAVAILABLE, Html(html)).into_response();
    // That many search is nothing that an operator is to mend.
    if !matches!(error, store::Error::TooLong) {
        response.extensions_mut().insert(Cause::of(error));
    }
    CachePolicy::Private.write(response.headers_mut());
    response.headers_mut().insert(header::RETRY_AFTER, LATER);
    response
}

/// The query of a search.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(query: &str) {
    let asked = Asked::parse(query);
    if let Some(question) = Question::parse(&asked.typed) {
        let _ = question.typed();
    }
}
