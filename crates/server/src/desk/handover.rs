//! The handover of a coverage: what a shift leaves to the next.

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::Rejection;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Handover;
use utoipa::ToSchema;

use super::draft::show::{Named, Names};
use super::receipt::answer;
use super::wire_parse;
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::clock;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// The longest handover, in characters.
const LONGEST: usize = 20_000;

/// A handover as the API shows it.
#[derive(Serialize, ToSchema)]
#[schema(as = Handover)]
pub(crate) struct Shown {
    text: String,
    /// 0 as long as nobody wrote one.
    version: u64,
    #[schema(required)]
    by: Option<Named>,
    #[schema(required, value_type = Option<String>)]
    at: Option<Timestamp>,
}

/// A handover to save.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewHandover {
    /// At most 20,000 characters.
    text: String,
    /// The version that it was made from.
    version: u64,
}

/// `GET /api/v1/coverages/{slug}/handover`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/handover", operation_id = "read_handover", tag = "desk",
    params(("slug" = String, Path)),
    responses((status = 200, description = "the handover", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_handover(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    Ok(answer(StatusCode::OK, &json!(shown(&app, &live).await?)))
}

/// `PUT /api/v1/coverages/{slug}/handover`
#[utoipa::path(put, path = "/api/v1/coverages/{slug}/handover", operation_id = "save_handover", tag = "desk",
    params(("slug" = String, Path)), request_body = NewHandover,
    responses((status = 200, description = "the handover", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "`stale_version`, with the `current` one", body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn save_handover(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let NewHandover { text, version } = wire_parse::read(&headers, &body)?;
    let length = text.chars().count();
    if length > LONGEST {
        return Err(Rejection::TooLong { field: "text".to_owned(), limit: LONGEST, length }.into());
    }
    let handover = Handover { text, version, member: asker.id(), updated_at: clock::now() };
    let note =
        asker.notes_at(Some(live.id()), handover.updated_at, "handover.saved", &"", json!({"version": version + 1}));
    match app.store.save_handover(live.id(), handover, vec![note]).await {
        Ok(_) => {
            app.news.notify_one();
            Ok(answer(StatusCode::OK, &json!(shown(&app, &live).await?)))
        }
        // Neither text is lost: the asker has one, and is shown the other.
        Err(error @ store::Error::Stale { .. }) => {
            Err(Problem::from(error).with_current(json!(shown(&app, &live).await?)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn shown(app: &App, live: &Live) -> Result<Shown, Problem> {
    let Some(handover) = app.store.handover(live.id()).await? else {
        return Ok(Shown { text: String::new(), version: 0, by: None, at: None });
    };
    let by = Names::load(app).await?.of(handover.member);
    Ok(Shown { text: handover.text, version: handover.version, by: Some(by), at: Some(handover.updated_at) })
}
