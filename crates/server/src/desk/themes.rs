//! The looks that a coverage's pages can have, for those who choose one.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Serialize;
use serde_json::json;
use store::Scope;
use utoipa::ToSchema;

use super::receipt::answer;
use crate::app::App;
use crate::auth::Asker;
use crate::problem::{Document, Problem};

/// The themes of this server.
#[derive(Serialize, ToSchema)]
pub(crate) struct ThemeList {
    /// `standard`, which is what pages look like that name no theme, comes first.
    themes: Vec<ThemeNamed>,
}

/// A theme.
#[derive(Serialize, ToSchema)]
pub(crate) struct ThemeNamed {
    /// What a coverage's `theme` names it by.
    name: String,
    /// What the newsroom calls it; null for those that come with Stet.
    #[schema(required)]
    title: Option<String>,
}

/// `GET /api/v1/themes`: the looks that a coverage can have here.
#[utoipa::path(get, path = "/api/v1/themes", operation_id = "list_themes", tag = "library",
    responses((status = 200, description = "the themes", body = ThemeList), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_themes(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_scope(Scope::Read)?;
    let named =
        |(name, title): (&str, Option<&str>)| ThemeNamed { name: name.to_owned(), title: title.map(Into::into) };
    let themes = app.themes.all().map(|(name, design)| named((name, design.title.as_deref()))).collect();
    Ok(answer(StatusCode::OK, &json!(ThemeList { themes })))
}
