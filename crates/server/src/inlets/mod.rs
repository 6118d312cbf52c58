//! Inlets: messages of a chat become drafts. An inlet's address holds a secret,
//! since chats send nothing else that could be asked for; whoever has it can
//! make drafts of one coverage, and nothing more.

mod message;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use coverage::Line;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Draft, DraftStatus, Effect, Entry, Inlet, InletId, Note, NoteId, Role, Written};
use utoipa::ToSchema;

use self::message::{Came, Message};
use crate::app::App;
use crate::auth::{Asker, Permission, Token};
use crate::clock;
use crate::desk::draft::{body_of, paragraphs};
use crate::desk::{answer, bad};
use crate::people::Given;
use crate::problem::{Document, Problem};

/// How many inlets a coverage may have.
const MOST: usize = 20;

/// The description of what is here.
#[derive(utoipa::OpenApi)]
#[openapi(paths(list_inlets, make_inlet, delete_inlet, take_message))]
pub(crate) struct Described;

/// The routes of what is here.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/coverages/{slug}/inlets", get(list_inlets).post(make_inlet))
        .route("/api/v1/coverages/{slug}/inlets/{id}", delete(delete_inlet))
        .route("/api/v1/inlets/{secret}", post(take_message))
}

/// An inlet to make.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewInlet {
    /// What it is called, such as the chat's channel: at most 80 characters.
    name: String,
}

/// An inlet as the API shows it, without its address.
#[derive(Serialize, ToSchema)]
#[schema(as = Inlet)]
pub(crate) struct Shown {
    id: String,
    name: String,
    /// Whose the drafts are: the id of the member who made it.
    member: String,
    created_at: String,
}

/// An inlet with its address, which is shown this once.
#[derive(Serialize, ToSchema)]
#[schema(as = InletMade)]
pub(crate) struct Made {
    #[serde(flatten)]
    inlet: Shown,
    /// Where a chat sends its messages.
    url: String,
}

/// The inlets of a coverage, the oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = Inlets)]
pub(crate) struct List {
    inlets: Vec<Shown>,
}

/// What a chat is answered; Slack and Mattermost show it to who wrote the message.
#[derive(Serialize, ToSchema)]
#[schema(as = Taken)]
pub(crate) struct Taken {
    /// A sentence for who wrote it.
    text: String,
    /// The draft's id.
    draft: String,
}

/// `GET /api/v1/coverages/{slug}/inlets`: for who manages the coverage.
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/inlets", operation_id = "list_inlets", tag = "inlets",
    params(("slug" = String, Path)),
    responses((status = 200, description = "the inlets", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn list_inlets(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let inlets = app.store.inlets(live.id()).await?.iter().map(describe).collect();
    Ok(answer(StatusCode::OK, &json!(List { inlets })))
}

/// `POST /api/v1/coverages/{slug}/inlets`: makes one, and shows its address once.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/inlets", operation_id = "make_inlet", tag = "inlets",
    params(("slug" = String, Path)), request_body = NewInlet,
    responses((status = 201, description = "the inlet", body = Made), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn make_inlet(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    Given(new): Given<NewInlet>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let name: Line<80> = Line::parse("name", &new.name)?;
    if app.store.inlets(live.id()).await?.len() >= MOST {
        return Err(bad("name", "the coverage has 20 inlets; delete those that are not used").into());
    }
    let secret = Token::new();
    let inlet = Inlet {
        id: InletId::new(clock::new_uuid()),
        name: name.to_string(),
        coverage: live.id(),
        member: asker.id(),
        created_at: clock::now(),
    };
    let detail = json!({"name": inlet.name});
    let note = asker.notes_at(Some(live.id()), inlet.created_at, "inlet.created", &inlet.id, detail);
    app.store.make_inlet(secret.hash(), inlet.clone(), vec![note]).await?;
    let url = app.url(&format!("/api/v1/inlets/{}", secret.reveal()));
    Ok(answer(StatusCode::CREATED, &json!(Made { inlet: describe(&inlet), url })))
}

/// `DELETE /api/v1/coverages/{slug}/inlets/{id}`: nothing comes in by it any more.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/inlets/{id}", operation_id = "delete_inlet", tag = "inlets",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn delete_inlet(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let missing = "inlet of that id";
    let id: InletId = id.parse().map_err(|_| Problem::not_found(missing))?;
    let note = asker.notes_at(Some(live.id()), clock::now(), "inlet.deleted", &id, Value::Null);
    let deleted = app.store.delete_inlet(id, live.id(), vec![note]).await;
    deleted.map_err(|error| Problem::or_missing(error, missing))?;
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

/// `POST /api/v1/inlets/{secret}`: makes a draft of a chat's message.
#[utoipa::path(post, path = "/api/v1/inlets/{secret}", operation_id = "take_message", tag = "inlets",
    params(("secret" = String, Path)),
    request_body(content = Value, description = "A form or JSON as Slack, Mattermost and Telegram send it, JSON with `text`, `author` and `id`, or plain text."),
    responses((status = 200, description = "the draft", body = Taken), (status = 404, body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>)), (status = 429, body = inline(Document<'_>))), security(()))]
pub(crate) async fn take_message(
    State(app): State<App>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let missing = || Problem::not_found("inlet of that address");
    let secret = Token::parse(&secret).map_err(|_| missing())?;
    let inlet = app.store.inlet(secret.hash()).await?.ok_or_else(missing)?;
    app.gate.attempts.count_message(inlet.id)?;
    let live = app.newsroom.by_id(inlet.coverage).ok_or_else(missing)?;
    if !can_still_draft(&app, &inlet).await? {
        return Err(Problem::new(
            StatusCode::FORBIDDEN,
            "forbidden",
            "Who made this inlet may not write drafts there any more.",
        )
        .hinted("Have somebody who manages the coverage make another one."));
    }
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let message = match message::read(kind, &body) {
        Ok(Came::Message(message)) => message,
        Ok(Came::Challenge(challenge)) => return Ok(answer(StatusCode::OK, &json!({"challenge": challenge}))),
        Ok(Came::Nothing) => return Ok(StatusCode::NO_CONTENT.into_response()),
        Err(problem) => return Err(Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "bad_message", problem)),
    };
    let (id, by) = (message.id.clone(), message.by.clone());
    let draft = draft(&inlet, &message);
    let note = note(&inlet, &draft, by.as_deref());
    let entry = Entry {
        at: draft.created_at,
        member: Some(inlet.member),
        action: "draft.begun".to_owned(),
        coverage: Some(inlet.coverage),
        subject: draft.id.to_string(),
        detail: json!({"inlet": inlet.name}),
    };
    let message = store::Message { inlet: inlet.id, id, draft, note };
    let draft = app.store.take_message(message, vec![Effect::Audit(entry)]).await?;
    app.news.notify_one();
    let text = format!(
        "It is a draft for “{}” now: {}",
        live.brief().coverage().headline,
        app.url(&format!("/desk/c/{}", live.slug()))
    );
    Ok(answer(StatusCode::OK, &json!(Taken { text, draft: draft.to_string() })))
}

/// Whether who made the inlet may still write drafts at its coverage.
async fn can_still_draft(app: &App, inlet: &Inlet) -> Result<bool, Problem> {
    let Some(member) = app.store.member(inlet.member).await?.filter(|member| member.disabled_at.is_none()) else {
        return Ok(false);
    };
    let (_, place) = app.store.access(inlet.coverage, member.id).await?;
    Ok(member.role == Role::Owner || place.is_some_and(|role| role != Role::Viewer))
}

/// The draft that a message becomes: a paragraph for each line that is not blank.
fn draft(inlet: &Inlet, message: &Message) -> Draft {
    let now = clock::now();
    Draft {
        id: clock::post_id(),
        coverage: inlet.coverage,
        revises: None,
        content: json!({"body": body_of(&paragraphs(&message.text))}),
        status: DraftStatus::Draft,
        embargo_until: None,
        author: inlet.member,
        created_at: now,
        member: inlet.member,
        updated_at: now,
        version: 1,
        edition: 0,
        deleted_at: None,
    }
}

/// The note that says where a draft came from. It mentions nobody, whatever the chat's names are.
fn note(inlet: &Inlet, draft: &Draft, by: Option<&str>) -> Written {
    let by = by.unwrap_or("?").replace("@[", "@");
    let note = Note {
        id: NoteId::new(clock::new_uuid()),
        draft: draft.id,
        member: inlet.member,
        text: format!("{} · {by}", inlet.name.replace("@[", "@")),
        created_at: draft.created_at,
        edited_at: None,
    };
    Written { note, mentions: Vec::new() }
}

fn describe(inlet: &Inlet) -> Shown {
    Shown {
        id: inlet.id.to_string(),
        name: inlet.name.clone(),
        member: inlet.member.to_string(),
        created_at: inlet.created_at.to_string(),
    }
}

/// A message of any kind.
#[cfg(any(test, fuzzing))]
pub fn fuzz(body: &[u8]) {
    for kind in ["application/x-www-form-urlencoded", "application/json", "text/plain"] {
        // What is no message is told as such, which is right.
        let _ = message::read(kind, body);
    }
}
