//! The coverages as the desk sees them.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Brief, Command, CoverageId, MediaId, Slug, Successor, View};
use serde_json::{Value, json};
use store::{Effect, Membership, NewCoverage, Role};

use super::receipt::{Request, answer};
use super::record::{happen, write};
use super::wire_parse::bad;
use super::{answers, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// `GET /api/v1/coverages`: all that are the member's, drafts included.
#[utoipa::path(get, path = "/api/v1/coverages", operation_id = "list_coverages", tag = "coverages",
    responses((status = 200, description = "the coverages, by slug", body = answers::Coverages), (status = 401, body = inline(Document<'_>))))]
pub(crate) async fn list_coverages(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    let theirs = asker.readable(&app).await?;
    let shown: Vec<_> = theirs.iter().map(|theirs| show(&app, theirs.id(), theirs.slug(), &theirs.brief())).collect();
    Ok(answer(StatusCode::OK, &json!({"coverages": shown})))
}

/// `POST /api/v1/coverages`: opens one.
#[utoipa::path(post, path = "/api/v1/coverages", operation_id = "open_coverage", tag = "coverages",
    params(("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::NewCoverage,
    responses((status = 201, description = "the coverage", body = answers::Coverage), (status = 401, body = inline(Document<'_>)),
        (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn open_coverage(
    State(app): State<App>,
    asker: Asker,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    asker.require_opening()?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, open(&app, &asker, &request)).await
}

async fn open(app: &App, asker: &Asker, request: &Request) -> Result<Response, Problem> {
    let (slug, opening) = request.read::<wire::NewCoverage>()?.parse()?;
    know_media(app, "lead", opening.further.lead.iter().flatten().flat_map(coverage::Lead::media).collect::<Vec<_>>())
        .await?;
    let now = clock::now();
    let mut view = View::blank();
    let changes = happen(&mut view, now, Command::Open(opening))?;
    let live = app.newsroom.begin(clock::coverage_id(), slug.clone());
    let shown = show(app, live.id(), &slug, view.brief());
    let new = NewCoverage { id: live.id(), slug, created_at: now };
    let mut effects = request.effects("coverage.opened", new.id, new.slug.as_str(), StatusCode::CREATED, &shown);
    if asker.member.role != Role::Owner {
        effects.push(Effect::Join(Membership { coverage: new.id, member: asker.id(), role: Role::Editor }));
    }
    app.store.create_coverage(new, changes, effects).await?;
    match live.catch_up(&app.store).await {
        Ok(()) => app.newsroom.admit(live),
        // It is written: the follower shows it once it can be read.
        Err(error) => tracing::error!(%error, "a new coverage cannot be read back yet"),
    }
    Ok(answer(StatusCode::CREATED, &shown))
}

/// `GET /api/v1/coverages/{slug}`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}", operation_id = "read_coverage", tag = "coverages",
    params(("slug" = String, Path)),
    responses((status = 200, description = "the coverage", body = answers::Coverage), (status = 401, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_coverage(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Read).await?;
    Ok(answer(StatusCode::OK, &show(&app, live.id(), live.slug(), &live.brief())))
}

/// `PATCH /api/v1/coverages/{slug}`: changes what is given.
#[utoipa::path(patch, path = "/api/v1/coverages/{slug}", operation_id = "amend_coverage", tag = "coverages",
    params(("slug" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::CoveragePatch,
    responses((status = 200, description = "the coverage", body = answers::Coverage), (status = 401, body = inline(Document<'_>)),
        (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn amend_coverage(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let request = Request::new(asker.id(), &Method::PATCH, uri.path(), headers, body)?;
    request.once(&app, amend(&app, &live, &request)).await
}

async fn amend(app: &App, live: &Live, request: &Request) -> Result<Response, Problem> {
    let amendment = request.read::<wire::CoveragePatch>()?.parse()?;
    know_successor(app, live, amendment.successor.as_ref().and_then(Option::as_ref)).await?;
    know_media(app, "lead", amendment.lead.iter().flatten().flat_map(coverage::Lead::media).collect::<Vec<_>>())
        .await?;
    let remember = |view: &View| {
        let shown = show(app, live.id(), live.slug(), view.brief());
        request.effects("coverage.amended", live.id(), live.slug().as_str(), StatusCode::OK, &shown)
    };
    let view = write(app, live, Command::Amend(amendment), remember).await?;
    Ok(answer(StatusCode::OK, &show(app, live.id(), live.slug(), view.brief())))
}

/// Refuses a successor that readers would be led on to in vain: a name that no
/// coverage has, and the coverage's own. One that is named already may stay.
async fn know_successor(app: &App, live: &Live, successor: Option<&Successor>) -> Result<(), Problem> {
    let Some(named @ Successor::Coverage(slug)) = successor else { return Ok(()) };
    if live.brief().coverage().successor.as_ref() == Some(named) {
        return Ok(());
    }
    let problem = if slug == live.slug() {
        "a coverage cannot go on in itself".to_owned()
    } else if is_there(app, slug).await? {
        return Ok(());
    } else {
        format!("there is no coverage “{slug}” here")
    };
    Err(Problem::from(bad("successor", &problem))
        .hinted("Open the coverage that goes on with the story first, or give the whole address of a page elsewhere."))
}

async fn is_there(app: &App, slug: &Slug) -> Result<bool, Problem> {
    if app.newsroom.find(slug.as_str()).is_some() {
        return Ok(true);
    }
    // Another process may have opened it a moment ago.
    app.newsroom.catch_up().await?;
    Ok(app.newsroom.find(slug.as_str()).is_some())
}

/// Refuses pictures and films that are not stored here.
pub(super) async fn know_media(app: &App, field: &str, ids: impl IntoIterator<Item = MediaId>) -> Result<(), Problem> {
    for id in ids {
        if !app.store.has_media(id).await? {
            return Err(bad(field, &format!("there is no stored medium {id}")).into());
        }
    }
    Ok(())
}

fn show(app: &App, id: CoverageId, slug: &Slug, brief: &Brief) -> Value {
    let mut shown = render::coverage_fields(slug, brief, app.newsroom.source(id).as_ref());
    shown["id"] = id.to_string().into();
    shown["url"] = app.url(&format!("/live/{slug}")).into();
    shown["api_url"] = format!("/api/v1/coverages/{slug}").into();
    shown
}
