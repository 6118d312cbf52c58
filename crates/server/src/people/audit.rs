//! Who did what, for owners.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{answers, slug_of, tell};
use crate::app::App;
use crate::auth::Asker;
use crate::desk::bad;
use crate::problem::{Document, Problem};

/// Which entries to read.
#[derive(Deserialize)]
pub(crate) struct Wanted {
    before: Option<String>,
    limit: Option<String>,
}

/// `GET /api/v1/audit`: what was done, newest first.
#[utoipa::path(get, path = "/api/v1/audit", operation_id = "read_audit", tag = "members",
    params(("before" = Option<u64>, Query, description = "the id of an entry: those before it"),
        ("limit" = Option<usize>, Query, description = "1 to 200; 50 if absent")),
    responses((status = 200, description = "the entries", body = answers::Audit), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn read_audit(
    State(app): State<App>,
    asker: Asker,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let limit = wanted.limit.map_or(Ok(50), |text| text.parse());
    let limit: usize =
        limit.ok().filter(|limit| (1..=200).contains(limit)).ok_or_else(|| bad("limit", "1 to 200 is expected"))?;
    let before = wanted.before.map(|text| text.parse()).transpose();
    let before: Option<u64> = before.map_err(|_| bad("before", "the id of an entry is expected"))?;
    let names: HashMap<_, _> = app.store.members().await?.into_iter().map(|member| (member.id, member.name)).collect();
    let entries = app.store.audit(before, limit).await?.into_iter().map(|(id, entry)| answers::AuditEntry {
        id,
        at: entry.at.to_string(),
        member: entry
            .member
            .map(|id| answers::Person { id: id.to_string(), name: names.get(&id).cloned().unwrap_or_default() }),
        action: entry.action,
        coverage: entry.coverage.and_then(|id| slug_of(&app, id)),
        subject: entry.subject,
        detail: entry.detail,
    });
    tell(StatusCode::OK, &answers::Audit { entries: entries.collect() })
}
