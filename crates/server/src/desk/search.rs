//! Search in all that the asker may see.

use std::collections::HashMap;

use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use coverage::{CoverageId, Slug};
use serde::Deserialize;
use serde_json::{Value, json};
use store::{Found, Search, Searchable};

use super::answers;
use super::draft::Rights;
use super::receipt::answer;
use super::wire_parse::bad;
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::problem::{Document, Problem};

/// How many results are answered.
const MOST: usize = 50;
/// How many are looked at: drafts of others may be among them.
const LOOKED_AT: usize = 200;

/// What to look for, and where.
#[derive(Deserialize)]
pub(crate) struct Asked {
    q: Option<String>,
    coverage: Option<String>,
    kind: Option<String>,
}

/// `GET /api/v1/search?q=`: posts and drafts that hold those words.
#[utoipa::path(get, path = "/api/v1/search", operation_id = "search", tag = "posts",
    params(("q" = String, Query, description = "words, of which each has to be found; the last may go on after what is given of it"),
        ("coverage" = Option<String>, Query, description = "the slug of the one coverage to look in"),
        ("kind" = Option<String>, Query, description = "`post` or `draft`; both if absent")),
    responses((status = 200, description = "at most 50, the best first", body = answers::SearchResults), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn search(
    State(app): State<App>,
    asker: Asker,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let words = asked.q.filter(|words| !words.trim().is_empty());
    let words = words.ok_or_else(|| bad("q", "words to look for are expected"))?;
    let kind = match asked.kind.as_deref() {
        None => None,
        Some("post") => Some(Searchable::Post),
        Some("draft") => Some(Searchable::Draft),
        Some(_) => return Err(bad("kind", "post or draft is expected").into()),
    };
    let theirs: Vec<(CoverageId, Slug)> = match &asked.coverage {
        Some(slug) => {
            let (live, _) = asker.at(&app, slug, Permission::Read).await?;
            vec![(live.id(), live.slug().clone())]
        }
        None => {
            let readable = asker.readable(&app).await?;
            readable.iter().map(|dossier| (dossier.id(), dossier.slug().clone())).collect()
        }
    };
    let coverages: HashMap<CoverageId, Slug> = theirs.into_iter().collect();
    let search = Search { words, coverages: coverages.keys().copied().collect(), kind, limit: LOOKED_AT };
    let mut standings = HashMap::new();
    let mut results = Vec::new();
    for found in app.store.search(search).await? {
        let Some(slug) = coverages.get(&found.coverage) else { continue };
        let status = match found.kind {
            Searchable::Post => Some("published"),
            Searchable::Draft => draft_status(&app, &asker, &mut standings, &found).await?,
        };
        results.extend(status.map(|status| show(slug, &found, status)));
        if results.len() == MOST {
            break;
        }
    }
    Ok(answer(StatusCode::OK, &json!({"results": results})))
}

/// The status of a draft that was found; none if it is not the asker's to see.
async fn draft_status(
    app: &App,
    asker: &Asker,
    standings: &mut HashMap<CoverageId, Option<Standing>>,
    found: &Found,
) -> Result<Option<&'static str>, Problem> {
    let standing = match standings.get(&found.coverage) {
        Some(standing) => *standing,
        None => *standings.entry(found.coverage).or_insert(asker.standing(app, found.coverage).await?),
    };
    let (Some(standing), Some(filed)) = (standing, app.store.draft(found.id).await?) else { return Ok(None) };
    Ok(Rights::new(&standing, &filed).see().then(|| filed.draft.status.as_str()))
}

fn show(slug: &Slug, found: &Found, status: &str) -> Value {
    json!({
        "kind": match found.kind { Searchable::Post => "post", Searchable::Draft => "draft" },
        "coverage": slug.as_str(),
        "id": found.id,
        "headline": Some(&found.headline).filter(|headline| !headline.is_empty()),
        "excerpt": marked(&found.excerpt),
        "at": found.at,
        "status": status,
    })
}

/// An excerpt as HTML, in which nothing is markup but the marks.
fn marked(excerpt: &str) -> String {
    let mut html = String::with_capacity(excerpt.len());
    for c in excerpt.chars() {
        match c {
            Found::OPEN => html.push_str("<mark>"),
            Found::CLOSE => html.push_str("</mark>"),
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            c => html.push(c),
        }
    }
    html
}
