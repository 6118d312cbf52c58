//! The library of backgrounds: words that are written once, stand in many
//! posts, and are revised in one place.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::{Background, BackgroundId, Line, PostId, Rejection};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Effect, Role, Scope};
use utoipa::ToSchema;

use super::draft::show::{Named, Names};
use super::receipt::answer;
use super::renewal::{Renewal, holders};
use super::{unique, wire_parse};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::live::{Dossier, Live};
use crate::problem::{Document, Problem};

/// A background as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Background)]
pub(crate) struct Shown {
    id: String,
    title: String,
    /// `{"v": 1, "doc": …}` of paragraphs, headings and lists.
    body: Value,
    version: u64,
    updated_by: Named,
    #[schema(value_type = String)]
    updated_at: Timestamp,
    /// The posts that hold it, in the coverages that the asker may read.
    used_in: Vec<Use>,
    /// After a revision: how many posts are revised along with it. That goes on
    /// after the answer, and over a restart of the server.
    #[serde(skip_serializing_if = "Option::is_none")]
    revised: Option<usize>,
    /// After a revision: how many posts keep their words, since the asker may
    /// not revise them or the new words do not fit into them.
    #[serde(skip_serializing_if = "Option::is_none")]
    left: Option<usize>,
}

/// Where a background stands.
#[derive(Serialize, ToSchema)]
pub(crate) struct Use {
    /// The slug of the coverage.
    coverage: String,
    /// The id of the post.
    post: String,
}

/// Backgrounds, by title.
#[derive(Serialize, ToSchema)]
#[schema(as = Backgrounds)]
pub(crate) struct List {
    backgrounds: Vec<Shown>,
}

/// A background to write.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewBackground {
    /// At most 300 characters.
    title: String,
    /// As a post's body, of paragraphs, headings and lists only.
    #[serde(deserialize_with = "unique::value")]
    body: Value,
    /// The version that it was made from; left out for a new one.
    version: Option<u64>,
}

/// `GET /api/v1/backgrounds`
#[utoipa::path(get, path = "/api/v1/backgrounds", operation_id = "list_backgrounds", tag = "library",
    responses((status = 200, description = "backgrounds, by title", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_backgrounds(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    let names = Names::load(&app).await?;
    let places = asker.readable(&app).await?;
    let backgrounds = app.store.backgrounds().await?;
    let backgrounds = backgrounds.into_iter().map(|background| shown(background, &names, &places)).collect();
    Ok(answer(StatusCode::OK, &json!(List { backgrounds })))
}

/// `GET /api/v1/backgrounds/{id}`
#[utoipa::path(get, path = "/api/v1/backgrounds/{id}", operation_id = "read_background", tag = "library",
    params(("id" = String, Path)),
    responses((status = 200, description = "the background", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_background(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let places = asker.readable(&app).await?;
    let background = app.store.background(parse(&id)?).await?.ok_or_else(missing)?;
    Ok(answer(StatusCode::OK, &json!(shown(background, &Names::load(&app).await?, &places))))
}

/// `POST /api/v1/backgrounds`: by editors and owners.
#[utoipa::path(post, path = "/api/v1/backgrounds", operation_id = "write_background", tag = "library", request_body = NewBackground,
    responses((status = 201, description = "the background", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn write_background(
    State(app): State<App>,
    asker: Asker,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    require_librarian(&asker)?;
    let new: NewBackground = wire_parse::read(&headers, &body)?;
    let id = BackgroundId::new(clock::new_uuid());
    save(&app, &asker, read(id, &new, 0, &asker)?.0, Vec::new()).await?;
    let background = app.store.background(id).await?.ok_or_else(missing)?;
    Ok(answer(StatusCode::CREATED, &json!(shown(background, &Names::load(&app).await?, &[]))))
}

/// `PUT /api/v1/backgrounds/{id}`: gives it other words, and revises every post that holds it.
#[utoipa::path(put, path = "/api/v1/backgrounds/{id}", operation_id = "revise_background", tag = "library",
    params(("id" = String, Path)), request_body = NewBackground,
    responses((status = 200, description = "the background, and how many posts are revised", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "`stale_version`, with the `current` one", body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn revise_background(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    require_librarian(&asker)?;
    let id = parse(&id)?;
    let new: NewBackground = wire_parse::read(&headers, &body)?;
    app.store.background(id).await?.ok_or_else(missing)?;
    let version = new.version.ok_or_else(|| wire_parse::bad("version", "the version that was seen is expected"))?;
    let (kept, now) = read(id, &new, version, &asker)?;
    let mut renewal = Renewal { background: id, member: asker.id(), coverages: Vec::new() };
    let (mut revised, mut left) = (0, 0);
    let mut places = Vec::new();
    for dossier in app.newsroom.all() {
        if dossier.brief().tally().holders(id).next().is_none() {
            continue;
        }
        let standing = asker.standing(&app, dossier.id()).await?;
        let Some(live) = app.newsroom.wake(&dossier).await? else { continue };
        let may = |permission| standing.is_some_and(|standing| standing.may(permission));
        let (fit, unfit) = stale(&live, &now);
        if may(Permission::Publish) {
            renewal.coverages.push(live.id());
            (revised, left) = (revised + fit, left + unfit);
        } else {
            left += fit + unfit;
        }
        if may(Permission::Read) {
            places.push(dossier);
        }
    }
    let along = vec![renewal.job(kept.updated_at)];
    let saved = save(&app, &asker, kept, along).await;
    let names = Names::load(&app).await?;
    let background = app.store.background(id).await?.ok_or_else(missing)?;
    match saved {
        Ok(()) => {
            let mut shown = shown(background, &names, &places);
            (shown.revised, shown.left) = (Some(revised), Some(left));
            Ok(answer(StatusCode::OK, &json!(shown)))
        }
        Err(error @ store::Error::Stale { .. }) => {
            Err(Problem::from(error).with_current(json!(shown(background, &names, &[]))))
        }
        Err(error) => Err(error.into()),
    }
}

/// How many posts of a coverage hold other words of a background than those:
/// those that the new words fit into, and the others.
fn stale(live: &Live, now: &Background) -> (usize, usize) {
    let view = live.view();
    let held = holders(live, now.id).into_iter().filter_map(|post| view.post(post)?.content());
    held.fold((0, 0), |(fit, unfit), content| match content.with_background(now) {
        Ok(None) => (fit, unfit),
        Ok(Some(_)) => (fit + 1, unfit),
        Err(_) => (fit, unfit + 1),
    })
}

/// `DELETE /api/v1/backgrounds/{id}`: takes it out of the library; posts keep its words.
#[utoipa::path(delete, path = "/api/v1/backgrounds/{id}", operation_id = "delete_background", tag = "library",
    params(("id" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn delete_background(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_librarian(&asker)?;
    let (id, now) = (parse(&id)?, clock::now());
    let note = asker.notes(now, "background.deleted", &id, Value::Null);
    match app.store.delete_background(id, now, vec![note]).await {
        Ok(()) => {
            app.news.notify_one();
            Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
        }
        Err(store::Error::NotFound { .. }) => Err(missing()),
        Err(error) => Err(error.into()),
    }
}

/// Refuses those who may not alter what all coverages share.
///
/// # Errors
/// 403 `forbidden`.
pub(super) fn require_librarian(asker: &Asker) -> Result<(), Problem> {
    if !matches!(asker.member.role, Role::Owner | Role::Editor) {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "You may not alter what all coverages share.")
            .hinted("Editors and owners may."));
    }
    asker.require_every_coverage()?;
    asker.require_scope(Scope::Manage)
}

/// What is to be saved, as the library keeps it and as posts hold it.
fn read(
    id: BackgroundId,
    new: &NewBackground,
    version: u64,
    asker: &Asker,
) -> Result<(store::Background, Background), Rejection> {
    let title = Line::parse("title", &new.title)?;
    let body = wire_parse::body(&new.body)?;
    let held = Background::of(id, title, &body)?;
    let title = held.title.to_string();
    let kept =
        store::Background { id, title, body: body.to_json(), version, member: asker.id(), updated_at: clock::now() };
    Ok((kept, held))
}

/// Saves a background, with what belongs to that.
async fn save(app: &App, asker: &Asker, kept: store::Background, mut along: Vec<Effect>) -> Result<(), store::Error> {
    let detail = json!({"title": kept.title, "version": kept.version + 1});
    along.push(asker.notes(kept.updated_at, "background.saved", &kept.id, detail));
    app.store.save_background(kept, along).await?;
    app.news.notify_one();
    app.new_job.notify_one();
    Ok(())
}

fn shown(background: store::Background, names: &Names, places: &[Arc<Dossier>]) -> Shown {
    let used_in = places.iter().flat_map(|dossier| {
        let mut posts: Vec<PostId> = dossier.brief().tally().holders(background.id).collect();
        // The newest first, as a rule: ids are made in the order of time.
        posts.reverse();
        let place = |post: PostId| Use { coverage: dossier.slug().to_string(), post: post.to_string() };
        posts.into_iter().map(place)
    });
    Shown {
        used_in: used_in.collect(),
        id: background.id.to_string(),
        title: background.title,
        body: background.body,
        version: background.version,
        updated_by: names.of(background.member),
        updated_at: background.updated_at,
        revised: None,
        left: None,
    }
}

fn parse(id: &str) -> Result<BackgroundId, Problem> {
    id.parse().map_err(|_| missing())
}

fn missing() -> Problem {
    Problem::not_found("background of that id")
}
