//! Writing in a draft together: the server is the authority of
//! prosemirror-collab, and need not understand a step.

use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::Missed;
use utoipa::ToSchema;

use super::content::check_unfinished;
use super::opened::{Opened, missing};
use super::wire;
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::desk::receipt::answer;
use crate::desk::wire_parse::{self, bad};
use crate::problem::{Document, Problem};

/// How many steps may be sent at a time.
const AT_ONCE: usize = 500;
/// The longest name of an editor.
const CLIENT: usize = 100;

/// After which version.
#[derive(Deserialize)]
pub(crate) struct After {
    after: Option<String>,
}

/// What an editor has missed.
#[derive(Serialize, ToSchema)]
pub(crate) struct Steps {
    /// The version after them.
    pub(crate) version: u64,
    pub(crate) steps: Vec<Step>,
    /// Whether the draft is to be opened anew, with `content`: the steps are
    /// not kept any more, or it was replaced.
    #[serde(skip_serializing_if = "Option::is_none")]
    reset: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content: Option<Value>,
}

/// A step.
#[derive(Serialize, ToSchema)]
pub(crate) struct Step {
    #[schema(value_type = Object)]
    step: Value,
    /// The editor that made it.
    client: String,
}

/// That steps were taken.
#[derive(Serialize, ToSchema)]
pub(crate) struct Taken {
    /// The version after them.
    version: u64,
}

impl From<Missed> for Steps {
    fn from(missed: Missed) -> Self {
        match missed {
            Missed::Steps { version, steps } => {
                let steps = steps.into_iter().map(|store::Step { step, client }| Step { step, client }).collect();
                Self { version, steps, reset: None, content: None }
            }
            Missed::Everything { version, content } => {
                Self { version, steps: Vec::new(), reset: Some(true), content: Some(content) }
            }
        }
    }
}

/// `GET /api/v1/coverages/{slug}/drafts/{id}/steps?after=VERSION`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/drafts/{id}/steps", operation_id = "read_steps", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path), ("after" = u64, Query, description = "the version that the editor knows")),
    responses((status = 200, description = "the steps after it", body = Steps), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn read_steps(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    Query(after): Query<After>,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    let after =
        after.after.and_then(|after| after.parse().ok()).ok_or_else(|| bad("after", "a version is expected"))?;
    let missed = app.store.steps(opened.filed.draft.id, after).await?.ok_or_else(missing)?;
    Ok(answer(StatusCode::OK, &json!(Steps::from(missed))))
}

/// `POST /api/v1/coverages/{slug}/drafts/{id}/steps`: takes steps, if no others came first.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/drafts/{id}/steps", operation_id = "push_steps", tag = "drafts",
    params(("slug" = String, Path), ("id" = String, Path)), request_body = wire::Push,
    responses((status = 200, description = "they were taken, now or before", body = Taken), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "`stale_steps`: fetch the steps after your version and send yours again", body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn push_steps(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let opened = Opened::find(&app, &asker, &slug, &id).await?;
    opened.require(opened.rights().edit(), Permission::SeeDrafts)?;
    let push: wire::Push = wire_parse::read(&headers, &body)?;
    if push.client.is_empty() || push.client.chars().count() > CLIENT {
        return Err(bad("client", "1 to 100 characters are expected").into());
    }
    let steps = match push.steps {
        Value::Array(steps) if (1..=AT_ONCE).contains(&steps.len()) && steps.iter().all(Value::is_object) => steps,
        _ => return Err(bad("steps", "1 to 500 objects are expected").into()),
    };
    check_unfinished(&push.content)?;
    let push = store::Push {
        draft: opened.filed.draft.id,
        version: push.version,
        client: push.client,
        steps,
        content: push.content,
        member: asker.id(),
        at: clock::now(),
        consent: opened.rights().consent(),
    };
    let version = app.store.push_steps(push).await?;
    app.news.notify_one();
    Ok(answer(StatusCode::OK, &json!(Taken { version })))
}
