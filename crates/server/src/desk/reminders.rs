//! Reminders to whoever writes. They keep nothing from being published.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::{Body, Difference, DifferenceKind, Duplicate, PostId, Reminders, View};
use futures_util::{StreamExt as _, stream};
use serde_json::{Value, json};
use tokio::time::{Instant, timeout_at};

use super::draft::Opened;
use super::receipt::answer;
use super::wire_parse::{bad, read};
use super::{answers, wire};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::problem::{Document, Problem};

/// How many links of one text are asked.
const MOST_LINKS: usize = 30;
/// How many of them at a time.
const AT_ONCE: usize = 6;
/// How long all of them may take together.
const LONGEST: Duration = Duration::from_secs(8);
/// How many characters of an earlier post are shown.
const EXCERPT: usize = 160;

/// `POST /api/v1/coverages/{slug}/reminders`: what a text may want another look at.
#[utoipa::path(post, path = "/api/v1/coverages/{slug}/reminders", operation_id = "remind", tag = "posts",
    params(("slug" = String, Path)), request_body = wire::Reminding,
    responses((status = 200, description = "what there is to look at; nothing of it keeps a post from being published", body = answers::Reminders),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn remind(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let reminding: wire::Reminding = read(&headers, &body)?;
    let revises = revised(&app, &asker, &slug, &reminding).await?;
    let headline = reminding.content.get("headline").and_then(Value::as_str).unwrap_or_default().to_owned();
    // What is being written may be incomplete: what cannot be read yet reminds of nothing.
    let body = reminding.content.get("body").map_or_else(|| Body::from_record(&Value::Null), Body::from_record);
    let view = live.view();
    let links = broken_links(&app, &body);
    let said = compare(view.clone(), headline, body.clone(), revises);
    let (links, said) = tokio::join!(links, said);
    let said = said?;
    let duplicates: Vec<Value> = said.duplicates.iter().map(|it| show_duplicate(&view, it)).collect();
    let differences: Vec<Value> = said.differences.iter().map(show_difference).collect();
    Ok(answer(StatusCode::OK, &json!({"duplicates": duplicates, "differences": differences, "links": links})))
}

/// The post that the text revises, as is said or as its draft knows.
async fn revised(app: &App, asker: &Asker, slug: &str, reminding: &wire::Reminding) -> Result<Option<PostId>, Problem> {
    match (&reminding.revises, &reminding.draft) {
        (Some(post), _) => match post.parse() {
            Ok(post) => Ok(Some(post)),
            Err(_) => Err(bad("revises", "the id of a post (a UUID) is expected").into()),
        },
        (None, Some(draft)) => {
            let opened = Opened::find(app, asker, slug, draft).await?;
            Ok(opened.filed.draft.revises.map(|revises| revises.post))
        }
        (None, None) => Ok(None),
    }
}

/// Compares with all posts of the coverage, beside the requests of others.
async fn compare(view: View, headline: String, body: Body, revises: Option<PostId>) -> Result<Reminders, Problem> {
    let comparing = tokio::task::spawn_blocking(move || Reminders::of(&view, &headline, &body, revises));
    comparing.await.map_err(|error| Problem::internal(&error))
}

/// The links that do not answer well, as far as there is time to ask.
async fn broken_links(app: &App, body: &Body) -> Vec<Value> {
    // Links to our own pages are looked up by the browser itself.
    let elsewhere = |link: &&str| link.starts_with("http") && !link.starts_with(&*app.site.base_url);
    let links: Vec<String> = body.links().into_iter().filter(elsewhere).take(MOST_LINKS).map(str::to_owned).collect();
    let deadline = Instant::now() + LONGEST;
    let asked = links.into_iter().map(|url| {
        let fetcher = app.fetcher.clone();
        async move { (fetcher.ask(&url).await, url) }
    });
    let mut answers = stream::iter(asked).buffer_unordered(AT_ONCE);
    let mut broken = Vec::new();
    while let Ok(Some((answered, url))) = timeout_at(deadline, answers.next()).await {
        let problem = match answered {
            Ok(StatusCode::NOT_FOUND | StatusCode::GONE) => "There is no such page.".to_owned(),
            Ok(status) if status.is_server_error() => format!("The site answers with an error ({}).", status.as_u16()),
            // A page that wants to know who asks is there.
            Ok(_) => continue,
            Err(fault) => fault.to_string(),
        };
        broken.push(json!({"url": url, "problem": problem}));
    }
    broken
}

fn show_duplicate(view: &View, Duplicate { post, similarity }: &Duplicate) -> Value {
    let content = view.post(*post).and_then(|post| post.content());
    let text = content.map(|content| content.body.text()).unwrap_or_default();
    let excerpt: String = text.chars().take(EXCERPT).collect();
    json!({
        "post": post,
        "headline": content.and_then(|content| content.headline.as_ref()).map(|line| line.as_str()),
        "excerpt": excerpt,
        "similarity": (similarity * 100.0).round() / 100.0,
    })
}

fn show_difference(it: &Difference) -> Value {
    let kind = match it.kind {
        DifferenceKind::Figure => "figure",
        DifferenceKind::Name => "name",
    };
    json!({"kind": kind, "here": it.here, "before": it.before, "post": it.post, "excerpt": it.excerpt})
}
