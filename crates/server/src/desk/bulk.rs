//! One action on many posts or drafts. Each is asked for by itself, so that one
//! that cannot be done keeps no other from being done.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use coverage::{Command, Line, PostId, Prose, Revision};
use serde_json::{Value, json};
use store::{Draft, DraftStatus, Effect};

use super::draft::Opened;
use super::draft::schedule::seen_last;
use super::draft::shelf::away;
use super::receipt::{Request, answer};
use super::record::write;
use super::wire_parse::bad;
use super::{answers, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// The most posts of one request.
const MOST: usize = 200;

/// What is to be done with each post.
enum Action {
    Withdraw(Prose<1000>),
    Label(Option<Line<40>>),
    KeyEvent(bool),
    ApproveDraft,
    DeleteDraft,
}

impl Action {
    fn parse(bulk: &wire::Bulk) -> Result<Self, Problem> {
        let unused = |field: &str, given: bool, action: &str| {
            if given { Err(bad(field, &format!("it belongs to the action {action}"))) } else { Ok(()) }
        };
        if bulk.action != "withdraw" {
            unused("reason", bulk.reason.is_some(), "withdraw")?;
        }
        if bulk.action != "label" {
            unused("label", bulk.label.is_some(), "label")?;
        }
        match (&*bulk.action, &bulk.versions) {
            ("approve", None) => {
                return Err(bad("versions", "the version of each draft that was read is expected").into());
            }
            ("approve" | "delete_drafts", Some(seen)) if seen.len() != bulk.ids.len() => {
                return Err(bad("versions", "one for each of the ids is expected").into());
            }
            ("approve" | "delete_drafts", _) => {}
            (_, versions) => unused("versions", versions.is_some(), "approve or delete_drafts")?,
        }
        Ok(match &*bulk.action {
            "withdraw" => Self::Withdraw(Prose::parse("reason", bulk.reason.as_deref().unwrap_or_default())?),
            "label" => match &bulk.label {
                None => return Err(bad("label", "a label, or null, is expected").into()),
                Some(label) => Self::Label(label.as_deref().map(|text| Line::parse("label", text)).transpose()?),
            },
            "key_event" => Self::KeyEvent(true),
            "unmark_key_event" => Self::KeyEvent(false),
            "approve" => Self::ApproveDraft,
            "delete_drafts" => Self::DeleteDraft,
            _ => {
                let known = "withdraw, label, key_event, unmark_key_event, approve or delete_drafts is expected";
                return Err(bad("action", known).into());
            }
        })
    }

    /// What the audit log calls it.
    const fn name(&self) -> &'static str {
        match self {
            Self::Withdraw(_) => "post.withdrawn",
            Self::Label(_) | Self::KeyEvent(_) => "post.revised",
            Self::ApproveDraft => "draft.approved",
            Self::DeleteDraft => "draft.deleted",
        }
    }

    /// What does it to a post; none where it is for drafts.
    fn command(&self, post: PostId) -> Option<Command> {
        match self {
            Self::Withdraw(reason) => Some(Command::Withdraw { post, reason: reason.clone() }),
            Self::Label(label) => Some(Command::Revise(Revision { label: Some(label.clone()), ..Revision::of(post) })),
            Self::KeyEvent(marked) => {
                Some(Command::Revise(Revision { key_event: Some(*marked), ..Revision::of(post) }))
            }
            Self::ApproveDraft | Self::DeleteDraft => None,
        }
    }

    /// The draft as it is to be, if it has the version that was seen.
    fn on_draft(&self, opened: &Opened, seen: Option<u64>) -> Result<Draft, Problem> {
        let draft = opened.filed.draft.clone();
        seen_last(&draft, seen)?;
        match self {
            Self::ApproveDraft if opened.rights().approve() => Ok(Draft { status: DraftStatus::Approved, ..draft }),
            Self::ApproveDraft => Err(opened.wrong_status()),
            _ => {
                opened.require(opened.rights().delete(), Permission::Publish)?;
                Ok(away(draft))
            }
        }
    }
}

/// `POST /api/v1/coverages/{slug}/bulk`: does one thing with many posts.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/bulk", operation_id = "bulk", tag = "posts",
    params(("slug" = String, Path), ("Idempotency-Key" = Option<String>, Header, description = "repeat a write safely")),
    request_body = wire::Bulk,
    responses((status = 200, description = "what came of each", body = answers::BulkResults), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn bulk(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Publish).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, each(&app, &asker, &live, &request)).await
}

async fn each(app: &App, asker: &Asker, live: &Live, request: &Request) -> Result<Response, Problem> {
    let bulk: wire::Bulk = request.read()?;
    if !(1..=MOST).contains(&bulk.ids.len()) {
        return Err(bad("ids", &format!("1 to {MOST} posts are expected")).into());
    }
    let action = Action::parse(&bulk)?;
    let mut results = Vec::with_capacity(bulk.ids.len());
    for (index, id) in bulk.ids.iter().enumerate() {
        let seen = bulk.versions.as_ref().and_then(|versions| versions.get(index).copied());
        let done = one(app, asker, live, request, &action, id, seen).await;
        results.push(match done {
            Ok(()) => json!({"id": id, "ok": true, "problem": Value::Null}),
            // What keeps one post from being done keeps the others as well.
            Err(problem) if problem.is_internal() => return Err(problem),
            Err(problem) => json!({"id": id, "ok": false, "problem": problem.document()}),
        });
    }
    let results = json!({"results": results});
    // The posts are done one by one; that all of them were is remembered after the last.
    let receipt: Vec<_> = request.receipt(StatusCode::OK, &results).into_iter().collect();
    if !receipt.is_empty() {
        app.store.commit(receipt).await?;
    }
    Ok(answer(StatusCode::OK, &results))
}

async fn one(
    app: &App,
    asker: &Asker,
    live: &Live,
    request: &Request,
    action: &Action,
    id: &str,
    seen: Option<u64>,
) -> Result<(), Problem> {
    let note = || request.note(action.name(), live.id(), id);
    let post = id.parse().map_err(|_| Problem::not_found("post or draft of that id in this coverage"))?;
    if let Some(command) = action.command(post) {
        write(app, live, command, |_| vec![note()]).await?;
        return Ok(());
    }
    let opened = Opened::find(app, asker, live.slug().as_str(), id).await?;
    let draft = Draft { member: asker.id(), updated_at: clock::now(), ..action.on_draft(&opened, seen)? };
    app.store.commit(vec![note(), Effect::SaveDraft(draft)]).await?;
    app.news.notify_one();
    Ok(())
}
