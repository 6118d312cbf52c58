//! Drafts: posts that are not in the record yet.

use coverage::{Content, PostId, Slug};
use jiff::Timestamp;
use serde_json::{Value, json};
use store::{Draft, DraftStatus, Effect, NewJob};

use crate::clock;
use crate::problem::Problem;

/// The kind of job that publishes a scheduled draft.
pub(crate) const PUBLISH_DRAFT: &str = "publish_draft";

/// Reads what a stored draft says: what its post will say.
pub(crate) fn content(draft: &Draft) -> Result<Content, serde_json::Error> {
    serde_json::from_value(draft.content.clone())
}

/// The stored form of what a draft says.
pub(crate) fn stored(content: &Content) -> Result<Value, Problem> {
    serde_json::to_value(content).map_err(|error| Problem::internal(&error))
}

/// What saves a draft, and the job that publishes it if it is scheduled.
///
/// A job names the version of the draft that it was made for. A draft that was
/// changed since has another version, so its old job finds nothing to do.
pub(crate) fn save(draft: Draft) -> Vec<Effect> {
    let job = match draft.status {
        DraftStatus::Draft => None,
        DraftStatus::Scheduled { publish_at } => Some(Effect::Enqueue(NewJob {
            id: clock::job_id(),
            kind: PUBLISH_DRAFT.to_owned(),
            coverage: draft.coverage,
            payload: json!({"draft": draft.id, "version": saved_version(&draft)}),
            run_at: publish_at,
        })),
    };
    std::iter::once(Effect::SaveDraft(draft)).chain(job).collect()
}

/// The version that a draft has once it is saved: the store counts.
const fn saved_version(draft: &Draft) -> u64 {
    draft.version + 1
}

/// A draft as the API shows it once it is saved.
pub(crate) fn show_saved(slug: &Slug, draft: &Draft) -> Result<Value, Problem> {
    show(slug, &Draft { version: saved_version(draft), ..draft.clone() })
}

/// A draft as the API shows it: like a post, without a place in the record.
pub(crate) fn show(slug: &Slug, draft: &Draft) -> Result<Value, Problem> {
    let content = content(draft).map_err(|error| Problem::internal(&error))?;
    let mut shown = stored(&content)?;
    for key in ["headline", "label", "byline", "dateline"] {
        if shown.get(key).is_none() {
            shown[key] = Value::Null;
        }
    }
    shown["key_event"] = content.key_event.into();
    shown["contributors"] = json!(content.contributors);
    shown["text"] = content.body.text().into();
    shown["id"] = draft.id.to_string().into();
    shown["seq"] = Value::Null;
    shown["status"] = status_name(draft.status).into();
    shown["publish_at"] = match draft.status {
        DraftStatus::Draft => Value::Null,
        DraftStatus::Scheduled { publish_at } => json!(publish_at),
    };
    shown["updated_at"] = json!(draft.updated_at);
    shown["version"] = draft.version.into();
    shown["api_url"] = post_place(slug, draft.id).into();
    Ok(shown)
}

/// The name of a draft's status in the API.
pub(crate) const fn status_name(status: DraftStatus) -> &'static str {
    match status {
        DraftStatus::Draft => "draft",
        DraftStatus::Scheduled { .. } => "scheduled",
    }
}

/// Where the API keeps a post.
pub(crate) fn post_place(slug: &Slug, id: PostId) -> String {
    format!("/api/v1/coverages/{slug}/posts/{id}")
}

/// Refuses a time for publishing that is not ahead.
pub(crate) fn ahead(publish_at: Timestamp, now: Timestamp) -> Result<Timestamp, Problem> {
    if publish_at > now {
        return Ok(publish_at);
    }
    let rejection = super::wire_parse::bad("publish_at", "it does not lie ahead");
    Err(Problem::from(rejection).hinted("Leave it out to publish now."))
}
