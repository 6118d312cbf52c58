//! The pages of a coverage and the page of one post.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::{PostId, Status, View};
use render::{Fault, Form, Neighbours, Reading};

use super::encoding::Encoded;
use super::shelf::Key;
use super::{HTML, dictionary, missing};
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::{Known, Live};

/// What was asked for of a coverage. Its first page is rendered once per change, however many
/// readers ask, and five times a second at most; others are kept for a while.
pub(crate) async fn read(app: &App, live: &Live, form: Form, query: &str, headers: &HeaderMap) -> Response {
    let known = live.known();
    let Some(reading) = Reading::parse(query).ok().and_then(|reading| reading.in_form(form).settled(&known.view))
    else {
        return no_such_part();
    };
    let make = |known: &Known| {
        app.metrics.page_renders.inc();
        Encoded::new(Bytes::from(html(app, live, &known.view, &reading, &known.neighbours)))
    };
    if reading == Reading::default() {
        let known = match known.rendered.page.initialized() {
            true => known,
            false => live.pace().rendered(live, make).await,
        };
        // It is rendered here.
        let Some(page) = known.rendered.page.get() else { return no_such_part() };
        live.dictionaries().offer(known.view.seq(), page);
        return dictionary::answer(page, live.slug(), live.dictionaries(), headers, policy(&known.view));
    }
    let policy = policy(&known.view);
    // A label that no post has would fill the shelf with empty pages, each under a name of its own.
    if reading.choice.label.as_ref().is_some_and(|label| !known.view.tally().has(label)) {
        return make(&known).answer(headers, HTML, policy);
    }
    let (coverage, seq, neighbours) = (live.id(), known.view.seq(), known.neighbours.clone());
    let place = app.shelf.place(&Key { coverage, seq, neighbours, reading: reading.clone() });
    place.get_or_init(async || make(&known)).await.answer(headers, HTML, policy)
}

/// The page; the reading is settled, so that its posts are there.
fn html(app: &App, live: &Live, view: &View, reading: &Reading, neighbours: &Neighbours) -> String {
    render::page_in_series(&app.site, live.slug(), view, reading, neighbours).unwrap_or_default()
}

/// What has ended hardly changes any more.
pub(crate) fn policy(view: &View) -> CachePolicy {
    match view.coverage().status {
        Status::Ended => CachePolicy::Archive,
        Status::Draft | Status::Live | Status::Paused => CachePolicy::Live,
    }
}

/// The coverage has no posts before what was named.
pub(crate) fn no_such_part() -> Response {
    missing(Fault::NoPart)
}

/// `GET /live/{slug}/post/{id}`
pub(crate) async fn post(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    page_of_post(&app, &slug, &id, Form::Whole, &headers).await
}

/// `GET /text/live/{slug}/post/{id}`: the same in words alone.
pub(crate) async fn text_post(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    page_of_post(&app, &slug, &id, Form::Text, &headers).await
}

async fn page_of_post(app: &App, slug: &str, id: &str, form: Form, headers: &HeaderMap) -> Response {
    let live = match app.newsroom.public(slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let view = live.view();
    let Some(post) = id.parse::<PostId>().ok().and_then(|id| view.post(id)) else {
        return missing(Fault::NoPost);
    };
    let source = app.newsroom.source(live.id());
    let page = render::post_page_from(&app.site, live.slug(), &view, post, form, source.as_ref());
    let mut answer = Encoded::new(Bytes::from(page)).answer(headers, HTML, policy(&view));
    // A note stands in its place, and is what the page shows.
    if post.content().is_none() && answer.status() == StatusCode::OK {
        *answer.status_mut() = StatusCode::GONE;
    }
    answer
}
