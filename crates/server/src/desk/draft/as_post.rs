//! Drafts as the endpoints of posts have them: made, shown, edited and
//! published under the address that the post will have.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use coverage::{Content, PostId, Slug, View};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{Consent, Draft, DraftStatus, Effect, Filed};

use super::opened::Opened;
use super::schedule::{job, past_embargo};
use super::shelf::away;
use super::{content, local_time, publish};
use crate::app::App;
use crate::auth::{Permission, Standing};
use crate::clock;
use crate::desk::coverages::know_media;
use crate::desk::posts;
use crate::desk::receipt::{Request, answer};
use crate::desk::renewal::write_content;
use crate::desk::wire;
use crate::desk::wire_parse::{self, bad};
use crate::live::Live;
use crate::problem::Problem;

/// A draft like a post, without a place in the record.
pub(crate) fn show(slug: &Slug, draft: &Draft) -> Value {
    let said = |name: &str| draft.content.get(name).cloned();
    let line = |name: &str| said(name).filter(Value::is_string).unwrap_or_default();
    let nothing = || json!({"v": 1, "doc": {"type": "doc", "content": []}});
    json!({
        "id": draft.id,
        "api_url": post_place(slug, draft.id),
        "seq": null,
        "status": draft.status.as_str(),
        "headline": line("headline"),
        "label": line("label"),
        "key_event": said("key_event").unwrap_or_else(|| false.into()),
        "byline": line("byline"),
        "contributors": said("contributors").unwrap_or_else(|| json!([])),
        "dateline": line("dateline"),
        "body": said("body").unwrap_or_else(nothing),
        "text": store::words(&draft.content),
        "publish_at": draft.status.publish_at(),
        "updated_at": draft.updated_at,
        "version": draft.version,
    })
}

/// Where the API keeps a post.
pub(crate) fn post_place(slug: &Slug, id: PostId) -> String {
    format!("/api/v1/coverages/{slug}/posts/{id}")
}

/// Keeps a new post as a draft, or schedules it.
pub(crate) async fn keep(
    app: &App,
    live: &Arc<Live>,
    standing: &Standing,
    request: &Request,
    content: &Content,
    status: DraftStatus,
) -> Result<Response, Problem> {
    let now = clock::now();
    let draft = Draft {
        id: clock::post_id(),
        coverage: live.id(),
        revises: None,
        content: json!(content),
        status,
        embargo_until: None,
        author: standing.member,
        created_at: now,
        member: standing.member,
        updated_at: now,
        version: 1,
        edition: 0,
        deleted_at: None,
    };
    save(app, live, request, draft, StatusCode::CREATED).await
}

/// Edits a draft, schedules it, takes it off the schedule, or publishes it.
pub(crate) async fn edit(
    app: &App,
    opened: &Opened,
    request: &Request,
    patch: wire::PostPatch,
) -> Result<Response, Problem> {
    opened.require(opened.rights().edit(), Permission::SeeDrafts)?;
    if patch.notice.is_some() {
        return Err(bad("notice", "a draft has no public notices yet").into());
    }
    let draft = &opened.filed.draft;
    if let Some(expected) = patch.version.filter(|expected| *expected != draft.version) {
        return Err(super::schedule::stale(draft, expected));
    }
    let asked = asked_status(draft.status, &patch)?;
    let is_asked = patch.status.is_some() || patch.publish_at.is_some();
    let words = content::revised(&draft.content, &patch.parse(draft.id)?)?;
    know_media(app, "body", words.body.media()).await?;
    let content = json!(words);
    let is_altered = content != draft.content;
    let lapses = is_altered && opened.rights().consent() == Consent::Lapses;
    if is_asked && matches!(asked, None | Some(DraftStatus::Scheduled { .. })) {
        // An editor's consent was to other words.
        opened.require(opened.rights().publish() && !lapses, Permission::PublishOwn)?;
    }
    let Some(status) = asked else { return publish_now(app, opened, request, words).await };
    let status = match status {
        DraftStatus::Approved | DraftStatus::Scheduled { .. } if lapses => DraftStatus::Submitted,
        status => status,
    };
    let draft = Draft {
        content,
        status,
        member: opened.standing.member,
        updated_at: clock::now(),
        version: draft.version + u64::from(is_altered),
        ..draft.clone()
    };
    save(app, &opened.live, request, draft, StatusCode::OK).await
}

async fn publish_now(app: &App, opened: &Opened, request: &Request, words: Content) -> Result<Response, Problem> {
    let (draft, live) = (&opened.filed.draft, &opened.live);
    past_embargo(draft, clock::now())?;
    let (post, action) = match draft.revises {
        Some(revises) => (revises.post, "post.revised"),
        None => (draft.id, posts::PUBLISHED),
    };
    let effects = |view: &View| {
        let shown = posts::show(app, live, view, post);
        let mut effects = request.effects(action, live.id(), &post.to_string(), StatusCode::OK, &shown);
        effects.extend(publish::ending(draft));
        effects
    };
    let commands = |words| vec![publish::command(draft, words, None, None)];
    let view = write_content(app, live, words, commands, effects).await?;
    app.news.notify_one();
    Ok(answer(StatusCode::OK, &posts::show(app, live, &view, post)))
}

/// Deletes a draft; it can be brought back for a while.
pub(crate) async fn drop_draft(app: &App, opened: &Opened, request: &Request) -> Result<Response, Problem> {
    opened.require(opened.rights().delete(), Permission::Publish)?;
    let Filed { draft, .. } = &opened.filed;
    let (id, status) = (draft.id.to_string(), StatusCode::NO_CONTENT);
    let mut effects = request.effects("draft.deleted", opened.live.id(), &id, status, &Value::Null);
    let gone = Draft { member: opened.standing.member, updated_at: clock::now(), ..draft.clone() };
    effects.push(Effect::SaveDraft(away(gone)));
    app.store.commit(effects).await?;
    app.news.notify_one();
    Ok(answer(status, &Value::Null))
}

/// Saves a draft, with the job that publishes it if it is scheduled, and answers with it.
async fn save(
    app: &App,
    live: &Live,
    request: &Request,
    draft: Draft,
    status: StatusCode,
) -> Result<Response, Problem> {
    let shown = show(live.slug(), &draft);
    let mut effects = request.effects("draft.saved", live.id(), &draft.id.to_string(), status, &shown);
    effects.extend(job(&draft));
    effects.push(Effect::SaveDraft(draft));
    app.store.commit(effects).await?;
    app.news.notify_one();
    app.new_job.notify_one();
    Ok(answer(status, &shown))
}

/// The status that a change asks for; none for a draft that is published now.
fn asked_status(before: DraftStatus, patch: &wire::PostPatch) -> Result<Option<DraftStatus>, Problem> {
    if matches!((patch.status.as_deref(), &patch.publish_at), (Some("published" | "draft"), Some(Some(_)))) {
        return Err(bad("publish_at", "only a scheduled post has it").into());
    }
    let now = clock::now();
    let publish_at = match &patch.publish_at {
        Some(None) => None,
        Some(Some(text)) => Some(wire_parse::time("publish_at", text)?),
        None => before.publish_at(),
    };
    match (patch.status.as_deref(), publish_at) {
        (Some("published"), _) => Ok(None),
        (Some("draft"), _) => Ok(Some(DraftStatus::Draft)),
        (Some(asked), publish_at) => status(asked, publish_at, now),
        // What is not scheduled any more is a draft; what was not, stays what it is.
        (None, None) => Ok(Some(if before.publish_at().is_some() { DraftStatus::Draft } else { before })),
        // Words may still be changed in the moment in which it falls due.
        (None, Some(publish_at)) if patch.publish_at.is_none() => Ok(Some(DraftStatus::Scheduled { publish_at })),
        (None, publish_at) => status("scheduled", publish_at, now),
    }
}

/// The status asked for; none for a post that is published now.
pub(crate) fn status(
    asked: &str,
    publish_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<Option<DraftStatus>, Problem> {
    match (asked, publish_at) {
        ("published", None) => Ok(None),
        ("draft", None) => Ok(Some(DraftStatus::Draft)),
        ("scheduled", Some(at)) => {
            let ahead = local_time::ahead("publish_at", at, now);
            let publish_at =
                ahead.map_err(|rejection| Problem::from(rejection).hinted("Leave it out to publish now."))?;
            Ok(Some(DraftStatus::Scheduled { publish_at }))
        }
        ("scheduled", None) => Err(bad("publish_at", "a scheduled post needs it").into()),
        ("published" | "draft", Some(_)) => Err(bad("publish_at", "only a scheduled post has it").into()),
        _ => Err(bad("status", "published, draft or scheduled is expected").into()),
    }
}
