//! The library: the pictures and films that there are, what is said of each,
//! and taking one away.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::MediaId;
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Description, LibrarySearch, MediaKind, Medium, Role, Scope};

use super::upload::require_uploader;
use super::wire::{List, MediumPatch, Shown, shown};
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::desk::draft::show::Names;
use crate::desk::{answer, bad, read};
use crate::problem::{Document, Problem};

/// How many are listed at a time.
const PAGE: usize = 50;
/// The longest text that is said of one, in characters.
const LONGEST: usize = 2000;
/// The longest question, in characters.
const LONGEST_QUESTION: usize = 200;

#[derive(Deserialize)]
pub(crate) struct Asked {
    q: Option<String>,
    kind: Option<String>,
    before: Option<String>,
}

/// `GET /api/v1/media`
#[utoipa::path(get, path = "/api/v1/media", operation_id = "list_media", tag = "media",
    params(("q" = Option<String>, Query, description = "words that are all found in its name or in what is said of it"),
        ("kind" = Option<String>, Query, description = "`image` or `film`"), ("before" = Option<String>, Query, description = "the `before` of the answer before")),
    responses((status = 200, description = "50 at most, the newest first", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn list_media(
    State(app): State<App>,
    asker: Asker,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    require_reader(&asker)?;
    let kind =
        asked.kind.map(|kind| MediaKind::parse(&kind).ok_or_else(|| bad("kind", "“image” or “film” is expected")));
    let before = asked.before.map(|id| id.parse().map_err(|_| bad("before", "an id is expected")));
    let words: String = asked.q.unwrap_or_default().chars().take(LONGEST_QUESTION).collect();
    let search = LibrarySearch { words, kind: kind.transpose()?, before: before.transpose()?, limit: PAGE };
    let names = Names::load(&app).await?;
    let found = app.store.library(search).await?;
    let before = found.last().filter(|_| found.len() == PAGE).map(|medium| medium.id.to_string());
    let media: Vec<Shown> = found.into_iter().map(|medium| shown(medium, &names)).collect();
    Ok(answer(StatusCode::OK, &json!(List { media, before })))
}

/// `GET /api/v1/media/{id}`
#[utoipa::path(get, path = "/api/v1/media/{id}", operation_id = "read_medium", tag = "media", params(("id" = String, Path)),
    responses((status = 200, description = "the picture or film", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_medium(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let medium = find(&app, &id).await;
    // Whoever uploaded it hears what became of it, whatever else their token is for.
    if !medium.as_ref().is_ok_and(|medium| medium.member == Some(asker.id())) {
        require_reader(&asker)?;
    }
    show(&app, medium?).await
}

/// `PATCH /api/v1/media/{id}`
#[utoipa::path(patch, path = "/api/v1/media/{id}", operation_id = "describe_medium", tag = "media", params(("id" = String, Path)),
    request_body = MediumPatch,
    responses((status = 200, description = "the picture or film", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn describe_medium(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    require_uploader(&asker)?;
    let patch: MediumPatch = read(&headers, &body)?;
    let medium = find(&app, &id).await?;
    let said = medium.description;
    let text = |field: &'static str, given: Option<Option<String>>, before: Option<String>| match given {
        None => Ok(before),
        Some(None) => Ok(None),
        Some(Some(text)) if text.chars().count() > LONGEST => {
            Err(bad(field, &format!("{LONGEST} characters are the most")))
        }
        Some(Some(text)) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
    };
    let focus = text("focus", patch.focus, said.focus)?;
    if focus.as_deref().is_some_and(|focus| !is_focus(focus)) {
        return Err(bad("focus", "two whole numbers from 0 to 1000 are expected, such as “500 333”").into());
    }
    let poster = match patch.poster {
        None => said.poster,
        Some(None) => None,
        Some(Some(id)) => Some(picture(&app, &id).await?),
    };
    let description = Description {
        alt: text("alt", patch.alt, said.alt)?,
        caption: text("caption", patch.caption, said.caption)?,
        credit: text("credit", patch.credit, said.credit)?,
        source: text("source", patch.source, said.source)?,
        rights: text("rights", patch.rights, said.rights)?,
        focus,
        poster,
    };
    app.store
        .describe_medium(medium.id, description, clock::now())
        .await
        .map_err(|error| Problem::or_missing(error, WHAT))?;
    app.news.notify_one();
    show(&app, find(&app, &id).await?).await
}

/// `DELETE /api/v1/media/{id}`: by who uploaded it, editors and owners, while it is not public.
#[utoipa::path(delete, path = "/api/v1/media/{id}", operation_id = "delete_medium", tag = "media", params(("id" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "`media_public`", body = inline(Document<'_>))))]
pub(crate) async fn delete_medium(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    require_uploader(&asker)?;
    let medium = find(&app, &id).await?;
    let is_librarian = matches!(asker.member.role, Role::Owner | Role::Editor);
    if medium.member != Some(asker.id()) && !is_librarian {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "Another member uploaded it.")
            .hinted("Who uploaded it, editors and owners may delete it."));
    }
    if !app.store.delete_medium(medium.id, clock::now()).await? {
        return Err(Problem::new(StatusCode::CONFLICT, "media_public", "It was published, and the record names it.")
            .hinted("Take it out of the posts that show it; what was published once stays."));
    }
    app.workshop.later.notify_one();
    app.news.notify_one();
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

const WHAT: &str = "picture or film of that id";

fn require_reader(asker: &Asker) -> Result<(), Problem> {
    asker.require_every_coverage()?;
    asker.require_scope(Scope::Read)
}

async fn find(app: &App, id: &str) -> Result<Medium, Problem> {
    let missing = || Problem::not_found(WHAT);
    let id: MediaId = id.parse().map_err(|_| missing())?;
    app.store.medium(id).await?.ok_or_else(missing)
}

async fn show(app: &App, medium: Medium) -> Result<Response, Problem> {
    let names = Names::load(app).await?;
    Ok(answer(StatusCode::OK, &json!(shown(medium, &names))))
}

async fn picture(app: &App, id: &str) -> Result<MediaId, Problem> {
    let medium = find(app, id).await.ok().filter(|medium| medium.kind == Some(MediaKind::Image));
    medium.map(|medium| medium.id).ok_or_else(|| bad("poster", "the id of a picture is expected").into())
}

fn is_focus(text: &str) -> bool {
    let is_part = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u16>().is_ok_and(|part| part <= 1000)
    };
    text.split_once(' ').is_some_and(|(x, y)| is_part(x) && is_part(y))
}
