//! A picture or film is taken away that was published: its files go, and it is
//! taken out of the posts that show it.

use std::collections::BTreeSet;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::{Command, CoverageId, MediaId, Prose, RedactionReason, Rejection};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Effect, Job, NewChange, NewJob, RedactedMedium};
use utoipa::ToSchema;

use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::desk::{WriteFault, answer, read, wire, write};
use crate::problem::{Document, Problem};

/// The kind of job that takes a medium out of a coverage.
pub(crate) const TAKE_OUT: &str = "take_out_medium";

/// What is to be taken out; on which ground, the store knows.
#[derive(Serialize, Deserialize)]
struct TakeOut {
    media: MediaId,
}

/// A picture or film that is on its way out.
#[derive(Serialize, ToSchema)]
pub(super) struct RedactedShown {
    id: String,
    redacted: GroundShown,
}

/// When and on which ground.
#[derive(Serialize, ToSchema)]
struct GroundShown {
    at: String,
    /// `legal`, `safety` or `privacy`.
    reason: &'static str,
}

/// `POST /api/v1/media/{id}/redact`: by owners, whatever shows it.
#[utoipa::path(post, path = "/api/v1/media/{id}/redact", operation_id = "redact_medium", tag = "media", params(("id" = String, Path)),
    request_body = wire::Redaction,
    responses((status = 202, description = "nobody is given it any more; its files go, and the posts that show it are revised", body = RedactedShown),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn redact_medium(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let reason = RedactionReason::parse("reason", &read::<wire::Redaction>(&headers, &body)?.reason)?;
    let missing = || Problem::not_found("picture or film of that id");
    let id: MediaId = id.parse().map_err(|_| missing())?;
    let redacted = RedactedMedium { id, reason, at: clock::now() };
    let note = asker.notes(redacted.at, "media.redacted", &id, json!({"reason": reason}));
    let effects = move |coverages: &[CoverageId]| {
        let jobs = coverages.iter().map(|coverage| Effect::Enqueue(take_out_of(*coverage, id, redacted.at)));
        std::iter::once(note).chain(jobs).collect()
    };
    app.store.redact_medium(redacted, effects).await?;
    // What was there just now, or had gone before.
    let redacted = app.store.redacted_medium(id).await?.ok_or_else(missing)?;
    app.store.forget_media(id);
    app.news.notify_one();
    app.new_job.notify_one();
    app.workshop.later.notify_one();
    let redacted = GroundShown { at: redacted.at.to_string(), reason: redacted.reason.as_str() };
    Ok(answer(StatusCode::ACCEPTED, &json!(RedactedShown { id: id.to_string(), redacted })))
}

/// Has pictures and films that changes name be taken out again where they were ordered gone since they were looked for.
pub(crate) fn out_again(coverage: CoverageId, changes: &[NewChange]) -> Vec<Effect> {
    let named: BTreeSet<MediaId> = changes.iter().flat_map(|new| new.change.media()).collect();
    let again = |media| Effect::EnqueueIfRedacted(media, take_out_of(coverage, media, clock::now()));
    named.into_iter().map(again).collect()
}

fn take_out_of(coverage: CoverageId, media: MediaId, at: Timestamp) -> NewJob {
    let payload = json!(TakeOut { media });
    NewJob { id: clock::job_id(), kind: TAKE_OUT.to_owned(), coverage: Some(coverage), payload, run_at: at }
}

/// Takes a medium out of the posts and the lead of one coverage, once, and has
/// its record say that it is gone.
///
/// # Errors
/// A [`WriteFault`]: it is to be done again.
pub(crate) async fn take_out(app: &App, job: &Job) -> Result<(), WriteFault> {
    let finished = Effect::FinishJob(job.lease());
    let asked = serde_json::from_value::<TakeOut>(job.payload.clone()).ok();
    let dossier = job.coverage.and_then(|coverage| app.newsroom.by_id(coverage));
    let live = match &dossier {
        Some(dossier) => app.newsroom.wake(dossier).await?,
        None => None,
    };
    let redacted = match asked {
        Some(TakeOut { media }) => app.store.redacted_medium(media).await?,
        None => None,
    };
    let (Some(RedactedMedium { id: media, reason, .. }), Some(live)) = (redacted, live) else {
        tracing::error!("the job cannot be read, or its coverage is not here, or its medium; there is nothing to do");
        app.store.commit(vec![finished]).await?;
        return Ok(());
    };
    let said = render::medium_gone(&live.brief().coverage().language, reason);
    let command = Command::TakeOut { media, reason, note: Prose::parse("note", said)? };
    match write(app, &live, command, |_| vec![finished.clone()]).await {
        // Nothing is written there but by its source; the files are gone all the same.
        Err(WriteFault::Rejected(rejection @ Rejection::FollowedElsewhere)) => {
            tracing::info!(%rejection, coverage = %live.slug(), "a picture that is gone stays named in a followed coverage");
            app.store.commit(vec![finished]).await?;
        }
        outcome => drop(outcome?),
    }
    Ok(())
}
