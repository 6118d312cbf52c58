//! When a draft is published by itself, and when it must not be.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Method, StatusCode, Uri};
use axum::response::Response;
use jiff::Timestamp;
use serde_json::json;
use store::{Draft, DraftStatus, Effect, NewJob};

use super::local_time::{ahead, instant};
use super::opened::{Altered, Opened};
use super::{content, show, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::desk::coverages::know_media;
use crate::desk::receipt::Request;
use crate::problem::{Document, Problem};

/// The kind of job that publishes a scheduled draft.
pub(crate) const PUBLISH_DRAFT: &str = "publish_draft";

/// The job that publishes a draft when it falls due; none if it is not
/// scheduled. When it runs, the draft says whether it is due: one that was put
/// off or taken back meanwhile leaves the job nothing to do.
pub(crate) fn job(draft: &Draft) -> Option<Effect> {
    let publish_at = draft.status.publish_at()?;
    Some(Effect::Enqueue(NewJob {
        id: clock::job_id(),
        kind: PUBLISH_DRAFT.to_owned(),
        coverage: Some(draft.coverage),
        payload: json!({"draft": draft.id}),
        run_at: draft.embargo_until.map_or(publish_at, |until| until.max(publish_at)),
    }))
}

/// Refuses a time before the end of the embargo.
pub(crate) fn past_embargo(draft: &Draft, at: Timestamp) -> Result<(), Problem> {
    match draft.embargo_until.filter(|until| at < *until) {
        None => Ok(()),
        Some(until) => {
            Err(Problem::new(StatusCode::CONFLICT, "embargoed", format!("It may not be published before {until}."))
                .hinted("Wait, schedule it for that time or later, or lift the embargo."))
        }
    }
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/schedule`: has it published by itself.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/schedule", operation_id = "schedule_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Schedule,
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>)),
        (status = 422, description = "also `no_such_local_time` and `ambiguous_local_time`, with both `choices`", body = inline(Document<'_>))))]
pub(crate) async fn schedule_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    request.once(&app, schedule(&app, opened, &request)).await
}

async fn schedule(app: &App, opened: Opened, request: &Request) -> Result<Response, Problem> {
    let asked: wire::Schedule = request.read()?;
    let zone = opened.live.view().coverage().time_zone.clone();
    let publish_at = ahead("publish_at", instant("publish_at", &asked.publish_at, &zone)?, clock::now())?;
    opened.require(opened.rights().publish(), Permission::PublishOwn)?;
    know_media(app, "content.body", content::finished(&opened.filed.draft.content)?.body.media()).await?;
    let scheduled = opened.alter(app, request, "draft.scheduled", |opened| {
        opened.require(opened.rights().publish(), Permission::PublishOwn)?;
        let draft = &opened.filed.draft;
        if draft.version != asked.version {
            return Err(stale(draft, asked.version));
        }
        past_embargo(draft, publish_at)?;
        content::finished(&draft.content)?;
        let draft = Draft { status: DraftStatus::Scheduled { publish_at }, ..draft.clone() };
        Ok(Altered { also: job(&draft).into_iter().collect(), draft })
    });
    scheduled.await
}

/// Refuses what was asked of another version of the draft than there is now.
pub(crate) fn seen_last(draft: &Draft, seen: Option<u64>) -> Result<(), Problem> {
    seen.filter(|seen| *seen != draft.version).map_or(Ok(()), |seen| Err(stale(draft, seen)))
}

/// The draft has another version than the asker saw.
pub(crate) fn stale(draft: &Draft, expected: u64) -> Problem {
    store::Error::StaleDraft { post: draft.id, expected, found: Some(draft.version) }.into()
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/unschedule`: keeps it from being published by itself.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/unschedule", operation_id = "unschedule_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)),
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 409, body = inline(Document<'_>))))]
pub(crate) async fn unschedule_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::POST, uri.path(), headers, body)?;
    let unscheduled = opened.alter(&app, &request, "draft.unscheduled", |opened| {
        if !matches!(opened.filed.draft.status, DraftStatus::Scheduled { .. }) {
            return Err(opened.wrong_status());
        }
        opened.require(opened.rights().unschedule(), Permission::PublishOwn)?;
        // Whoever needs an editor's consent had it, and keeps it.
        let status = if opened.rights().publishes_alone() { DraftStatus::Draft } else { DraftStatus::Approved };
        Ok(Draft { status, ..opened.filed.draft.clone() }.into())
    });
    request.once(&app, unscheduled).await
}

/// `PUT /api/v1/coverages/{slug}/drafts/{id}/embargo`: until when it must not be published.
#[utoipa::path(put, path = "/api/v1/coverages/{slug}/drafts/{id}/embargo", operation_id = "embargo_draft", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Embargo,
    responses((status = 200, description = "the draft", body = show::Whole), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 422, description = "also `no_such_local_time` and `ambiguous_local_time`, with both `choices`", body = inline(Document<'_>))))]
pub(crate) async fn embargo_draft(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let request = Request::new(asker.id(), &Method::PUT, uri.path(), headers, body)?;
    request.once(&app, embargo(&app, opened, &request)).await
}

async fn embargo(app: &App, opened: Opened, request: &Request) -> Result<Response, Problem> {
    let asked: wire::Embargo = request.read()?;
    let zone = opened.live.view().coverage().time_zone.clone();
    let until = asked.until.as_deref().map(|text| instant("until", text, &zone)).transpose()?;
    let embargoed = opened.alter(app, request, "draft.embargoed", |opened| {
        // Whoever may write may say that it has to wait; to let it go earlier takes the right to publish.
        let draft = &opened.filed.draft;
        let is_later = until.is_some_and(|until| draft.embargo_until.is_none_or(|now| until >= now));
        let may = if is_later { opened.rights().edit() } else { opened.rights().publish() };
        opened.require(may, if is_later { Permission::SeeDrafts } else { Permission::PublishOwn })?;
        let draft = Draft { embargo_until: until, ..draft.clone() };
        // What is scheduled waits for the end of the embargo, or no longer.
        Ok(Altered { also: job(&draft).into_iter().collect(), draft })
    });
    embargoed.await
}
