//! A draft's way: submitted, approved or sent back, taken back; and who else
//! may write in it.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, Uri};
use axum::response::Response;
use store::{Draft, DraftStatus, Effect, MemberId};

use super::opened::{Altered, Opened};
use super::schedule::seen_last;
use super::{content, notes, show, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::desk::coverages::know_media;
use crate::desk::receipt::Request;
use crate::desk::wire_parse::bad;
use crate::problem::{Document, Problem};

/// `POST /api/v1/coverages/{slug}/drafts/{id}/submit`: has an editor look at it.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/submit", operation_id = "submit_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Word,
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn submit_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (opened, request) = open(&app, &asker, &slug, &id, &uri, headers, body).await?;
    request.once(&app, submit(&app, opened, &request)).await
}

async fn submit(app: &App, opened: Opened, request: &Request) -> Result<Response, Problem> {
    let word: wire::Word = request.read()?;
    let note = word.note.as_deref().map(notes::parse).transpose()?;
    know_media(app, "content.body", media(&opened)?).await?;
    let note = match note {
        Some(text) => Some(notes::new(app, &opened, text).await?),
        None => None,
    };
    let submitted = opened.alter(app, request, "draft.submitted", |opened| {
        opened.require(opened.rights().edit(), Permission::SeeDrafts)?;
        if !opened.rights().submit() {
            return Err(opened.wrong_status());
        }
        content::finished(&opened.filed.draft.content)?;
        let draft = Draft { status: DraftStatus::Submitted, ..opened.filed.draft.clone() };
        Ok(Altered { draft, also: note.clone().map(Effect::AddNote).into_iter().collect() })
    });
    submitted.await
}

fn media(opened: &Opened) -> Result<Vec<coverage::MediaId>, Problem> {
    Ok(content::finished(&opened.filed.draft.content)?.body.media())
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/approve`: an editor agrees to what was submitted.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/approve", operation_id = "approve_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Word,
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn approve_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (opened, request) = open(&app, &asker, &slug, &id, &uri, headers, body).await?;
    let judged = judge(&app, opened, &request, Verdict::Approved);
    request.once(&app, judged).await
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/return`: an editor asks for changes, with a note that says which.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/return", operation_id = "return_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Word,
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn return_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (opened, request) = open(&app, &asker, &slug, &id, &uri, headers, body).await?;
    let judged = judge(&app, opened, &request, Verdict::SentBack);
    request.once(&app, judged).await
}

/// What an editor makes of a submitted draft.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Approved,
    SentBack,
}

async fn judge(app: &App, opened: Opened, request: &Request, verdict: Verdict) -> Result<Response, Problem> {
    opened.standing.require(Permission::Publish)?;
    let word: wire::Word = request.read()?;
    let note = match (&word.note, verdict) {
        (Some(text), _) => Some(notes::new(app, &opened, notes::parse(text)?).await?),
        (None, Verdict::SentBack) => return Err(coverage::Rejection::Empty { field: "note".to_owned() }.into()),
        (None, Verdict::Approved) => None,
    };
    let (action, status) = match verdict {
        Verdict::Approved => ("draft.approved", DraftStatus::Approved),
        Verdict::SentBack => ("draft.returned", DraftStatus::ChangesRequested),
    };
    let judged = opened.alter(app, request, action, |opened| {
        let fits = match verdict {
            Verdict::Approved => opened.rights().approve(),
            Verdict::SentBack => opened.rights().send_back(),
        };
        if !fits {
            return Err(opened.wrong_status());
        }
        seen_last(&opened.filed.draft, word.version)?;
        let draft = Draft { status, ..opened.filed.draft.clone() };
        Ok(Altered { draft, also: note.clone().map(Effect::AddNote).into_iter().collect() })
    });
    judged.await
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/recall`: takes it back from review.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/recall", operation_id = "recall_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>))))]
pub(crate) async fn recall_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (opened, request) = open(&app, &asker, &slug, &id, &uri, headers, body).await?;
    let recalled = opened.alter(&app, &request, "draft.recalled", |opened| {
        opened.require(opened.rights().edit(), Permission::SeeDrafts)?;
        if !opened.rights().recall() {
            return Err(opened.wrong_status());
        }
        Ok(Draft { status: DraftStatus::Draft, ..opened.filed.draft.clone() }.into())
    });
    request.once(&app, recalled).await
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/writers`: lets another member write in it.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/writers", operation_id = "share_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Writer,
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn share_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (opened, request) = open(&app, &asker, &slug, &id, &uri, headers, body).await?;
    request.once(&app, share(&app, opened, &request)).await
}

async fn share(app: &App, mut opened: Opened, request: &Request) -> Result<Response, Problem> {
    opened.require(opened.rights().delete(), Permission::Publish)?;
    let writer: wire::Writer = request.read()?;
    let unknown = || bad("member", "a member who may write at this coverage is expected");
    let member: MemberId = writer.member.parse().map_err(|_| unknown())?;
    if !notes::may_write(app, opened.live.id(), member).await? {
        return Err(unknown().into());
    }
    if !opened.filed.writers.contains(&member) {
        opened.filed.writers.push(member);
    }
    opened
        .alter(app, request, "draft.shared", |opened| {
            let draft = opened.filed.draft.clone();
            Ok(Altered { also: vec![Effect::ShareDraft { draft: draft.id, member, at: clock::now() }], draft })
        })
        .await
}

async fn open(
    app: &App,
    asker: &Asker,
    slug: &str,
    id: &str,
    uri: &Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(Opened, Request), Problem> {
    let opened = Opened::find(app, asker, slug, id).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    Ok((opened, request))
}
