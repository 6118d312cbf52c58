//! Notes on a draft, and members who are mentioned in them.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{CoverageId, Prose, Rejection};
use jiff::Timestamp;
use serde::Serialize;
use serde_json::{Value, json};
use store::{Effect, MemberId, Note, NoteId, Role, Written};
use utoipa::ToSchema;

use super::opened::Opened;
use super::show::{Named, Names};
use super::wire;
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::desk::receipt::{Request, answer};
use crate::desk::wire_parse::bad;
use crate::problem::{Document, Problem};

/// The longest note, in characters.
const LONGEST: usize = 4_000;
/// How many notes a draft may have.
const MOST: usize = 500;
/// How many members a note may mention.
const MOST_MENTIONS: usize = 20;

/// A note as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Note)]
pub(crate) struct Shown {
    id: String,
    /// The id of its draft.
    draft: String,
    member: Named,
    /// `@[name](member-id)` mentions a member.
    text: String,
    mentions: Vec<Named>,
    #[schema(value_type = String)]
    at: Timestamp,
    #[schema(required, value_type = Option<String>)]
    edited_at: Option<Timestamp>,
}

/// Notes, the oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = Notes)]
pub(crate) struct List {
    notes: Vec<Shown>,
}

pub(crate) fn shown(note: &Note, names: &Names) -> Shown {
    Shown {
        id: note.id.to_string(),
        draft: note.draft.to_string(),
        member: names.of(note.member),
        text: note.text.clone(),
        mentions: mentioned(&note.text).into_iter().filter(|id| names.knows(*id)).map(|id| names.of(id)).collect(),
        at: note.created_at,
        edited_at: note.edited_at,
    }
}

/// Reads a note's text.
pub(crate) fn parse(text: &str) -> Result<Prose<LONGEST>, Rejection> {
    Prose::parse("note", text)
}

/// A note on a draft, by the asker.
///
/// # Errors
/// 422 where it mentions somebody who cannot see drafts here.
pub(crate) async fn new(app: &App, opened: &Opened, text: Prose<LONGEST>) -> Result<Written, Problem> {
    let note = Note {
        id: NoteId::new(clock::new_uuid()),
        draft: opened.filed.draft.id,
        member: opened.standing.member,
        text: text.to_string(),
        created_at: clock::now(),
        edited_at: None,
    };
    written(app, opened, note).await
}

async fn written(app: &App, opened: &Opened, note: Note) -> Result<Written, Problem> {
    let mentions = mentioned(&note.text);
    if mentions.len() > MOST_MENTIONS {
        return Err(bad("note", "it mentions more than 20 members").into());
    }
    for member in &mentions {
        if !may_write(app, opened.live.id(), *member).await? {
            let detail = format!("it mentions {member}, who has no place at this coverage, or sees no drafts");
            return Err(bad("note", &detail).into());
        }
    }
    Ok(Written { note, mentions })
}

/// Whether a member has a place at a coverage at which they can write.
pub(crate) async fn may_write(app: &App, coverage: CoverageId, member: MemberId) -> Result<bool, Problem> {
    let Some(member) = app.store.member(member).await?.filter(|member| member.disabled_at.is_none()) else {
        return Ok(false);
    };
    let (_, role) = app.store.access(coverage, member.id).await?;
    Ok(member.role == Role::Owner || role.is_some_and(|role| role != Role::Viewer))
}

/// The members whom a text mentions, each once: `@[name](id)`.
fn mentioned(text: &str) -> Vec<MemberId> {
    let mut found = Vec::new();
    for part in text.split("@[").skip(1) {
        let id = part.split_once("](").and_then(|(_, rest)| rest.split_once(')')).and_then(|(id, _)| id.parse().ok());
        found.extend(id.filter(|id| !found.contains(id)));
    }
    found
}

/// `GET /api/v1/coverages/{slug}/drafts/{id}/notes`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/drafts/{id}/notes", operation_id = "list_notes", tag = "notes",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the notes", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn list_notes(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let names = Names::load(&app).await?;
    let notes = app.store.notes(opened.filed.draft.id, MOST).await?;
    let notes = notes.iter().map(|note| shown(note, &names)).collect();
    Ok(answer(StatusCode::OK, &json!(List { notes })))
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/notes`
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/notes", operation_id = "write_note", tag = "notes",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::NoteText,
    responses((status = 201, description = "the note", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn write_note(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, write(&app, &opened, &request)).await
}

async fn write(app: &App, opened: &Opened, request: &Request) -> Result<Response, Problem> {
    if opened.filed.notes >= MOST as u64 {
        return Err(Rejection::TooMany { field: "note".to_owned(), limit: MOST, length: MOST + 1 }.into());
    }
    let text: wire::NoteText = request.read()?;
    let written = new(app, opened, Prose::parse("text", &text.text)?).await?;
    let shown = json!(shown(&written.note, &Names::load(app).await?));
    let id = written.note.id.to_string();
    let mut effects = request.effects("note.written", opened.live.id(), &id, StatusCode::CREATED, &shown);
    effects.push(Effect::AddNote(written));
    app.store.commit(effects).await?;
    app.news.notify_one();
    Ok(answer(StatusCode::CREATED, &shown))
}

/// `PATCH /api/v1/coverages/{slug}/drafts/{id}/notes/{note}`: by who wrote it.
#[utoipa::path(patch, path = "/api/v1/coverages/{slug}/drafts/{id}/notes/{note}", operation_id = "edit_note", tag = "notes",
    params(("slug" = String, Path), ("id" = String, Path), ("note" = String, Path)), request_body = wire::NoteText,
    responses((status = 200, description = "the note", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn edit_note(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id, note)): Path<(String, String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::PATCH, uri.path(), headers, body)?;
    request.once(&app, edit(&app, &opened, &request, &note)).await
}

async fn edit(app: &App, opened: &Opened, request: &Request, id: &str) -> Result<Response, Problem> {
    let before = find(app, opened, id).await?;
    if before.member != opened.standing.member {
        return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "The note is of another member.")
            .hinted("Write a note of your own."));
    }
    let text: wire::NoteText = request.read()?;
    let at = clock::now();
    let text: Prose<LONGEST> = Prose::parse("text", &text.text)?;
    let note = Note { text: text.to_string(), edited_at: Some(at), ..before };
    let written = written(app, opened, note).await?;
    let shown = json!(shown(&written.note, &Names::load(app).await?));
    let mut effects = request.effects("note.edited", opened.live.id(), id, StatusCode::OK, &shown);
    effects.push(Effect::EditNote { written, at });
    app.store.commit(effects).await?;
    app.news.notify_one();
    Ok(answer(StatusCode::OK, &shown))
}

/// `DELETE /api/v1/coverages/{slug}/drafts/{id}/notes/{note}`: by who wrote it, or an editor.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/drafts/{id}/notes/{note}", operation_id = "delete_note", tag = "notes",
    params(("slug" = String, Path), ("id" = String, Path), ("note" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn delete_note(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id, note)): Path<(String, String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::DELETE, uri.path(), headers, body)?;
    request.once(&app, delete(&app, &opened, &request, &note)).await
}

async fn delete(app: &App, opened: &Opened, request: &Request, id: &str) -> Result<Response, Problem> {
    let note = find(app, opened, id).await?;
    if !opened.standing.may_to(Permission::Publish, Permission::Draft, Some(note.member)) {
        return Err(opened.standing.refused(Permission::Publish));
    }
    let mut effects = request.effects("note.deleted", opened.live.id(), id, StatusCode::NO_CONTENT, &Value::Null);
    effects.push(Effect::DeleteNote { note, at: clock::now() });
    app.store.commit(effects).await?;
    app.news.notify_one();
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

async fn find(app: &App, opened: &Opened, id: &str) -> Result<Note, Problem> {
    let missing = || Problem::not_found("note of that id on this draft");
    let id: NoteId = id.parse().map_err(|_| missing())?;
    app.store.note(id).await?.filter(|note| note.draft == opened.filed.draft.id).ok_or_else(missing)
}

#[cfg(test)]
mod tests {
    use super::mentioned;

    #[test]
    fn mentions_are_found_once_each_and_nothing_else_is() {
        let (ada, bob) = ("01890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcce-b302099a8058");
        let text = format!("@[Ada]({ada}) and @[Bob]({bob}): @[Ada]({ada}) @[x](nobody) @[ @(y) mail@example.org");
        let found: Vec<_> = mentioned(&text).iter().map(ToString::to_string).collect();
        assert_eq!(found, [ada, bob]);
        assert_eq!(mentioned(""), []);
    }
}
