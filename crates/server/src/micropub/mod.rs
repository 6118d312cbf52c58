//! Micropub (W3C): existing apps file posts. Each coverage is a site of its
//! own, whose page names this endpoint. What is asked for is put into the form
//! of the desk's API and takes the same way in as everything else.

mod asked;

use std::sync::Arc;

use axum::Router;
use axum::body::{Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use self::asked::{Asked, fields, invalid};
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::desk::{self, answer};
use crate::live::Live;
use crate::problem::Problem;

/// The largest answer of the desk's API about one post, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;
/// What readers are told of a post that an app deleted without a word.
const REASON: &str = "Withdrawn by the newsroom.";

/// The routes of what is here.
pub(crate) fn routes() -> Router<App> {
    Router::new().route("/micropub/{slug}", get(tell).post(file))
}

/// Where the posts of a coverage are filed.
pub(crate) fn place(live: &Live) -> String {
    format!("/micropub/{}", live.slug())
}

/// What a client asks about.
#[derive(Deserialize)]
pub(crate) struct Question {
    q: Option<String>,
    url: Option<String>,
}

/// `GET /micropub/{slug}?q=config|syndicate-to|source`
pub(crate) async fn tell(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    Query(question): Query<Question>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Read).await?;
    let told = match question.q.as_deref() {
        Some("config") => json!({
            "q": ["config", "source", "syndicate-to"],
            "syndicate-to": [],
            "post-types": [{"type": "note", "name": "Post"}, {"type": "article", "name": "Post with a headline"}],
        }),
        Some("syndicate-to") => json!({"syndicate-to": []}),
        Some("source") => source(&app, &live, question.url.as_deref().unwrap_or_default())?,
        _ => return Err(invalid("The questions are config, source and syndicate-to.").at("q")),
    };
    Ok(answer(StatusCode::OK, &told))
}

/// A post as a client edits it.
fn source(app: &App, live: &Live, url: &str) -> Result<Value, Problem> {
    let view = live.view();
    let id =
        id_in(url).and_then(|id| id.parse().ok()).ok_or_else(|| invalid("The url of a post is expected.").at("url"))?;
    let shown = desk::show(app, live, &view, id);
    if shown.is_null() {
        return Err(Problem::not_found("post at that address"));
    }
    let mut properties = json!({
        "url": [shown["url"]],
        "published": [shown["published_at"]],
        "content": [{"html": shown["html"], "value": shown["text"]}],
    });
    for (property, field) in [("name", "headline"), ("category", "label"), ("updated", "revised_at")] {
        if shown[field].is_string() {
            properties[property] = json!([shown[field]]);
        }
    }
    Ok(json!({"type": ["h-entry"], "properties": properties}))
}

/// `POST /micropub/{slug}`: makes, changes or withdraws a post.
pub(crate) async fn file(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Response> {
    let (parts, body) = request.into_parts();
    let body = Bytes::from_request(Request::from_parts(parts.clone(), body), &app);
    let body = body.await.map_err(IntoResponse::into_response)?;
    file_as(&app, &slug, parts, &body).await.map_err(IntoResponse::into_response)
}

async fn file_as(app: &App, slug: &str, mut parts: Parts, body: &Bytes) -> Result<Response, Problem> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form =
        kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded");
    if is_form {
        take_token(&mut parts, body)?;
    }
    let asker = <Asker as FromRequestParts<App>>::from_request_parts(&mut parts, app).await?;
    let (live, standing) = asker.enter(app, slug).await?;
    // Who may do nothing of the kind learns it before anything is looked at.
    if !standing.may(Permission::PublishOwn) {
        standing.require(Permission::Draft)?;
    }
    let ask = |method: Method, path: String, body: Value| {
        let mut headers = parts.headers.clone();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        desk::Request::new(asker.id(), &method, &path, headers, Bytes::from(body.to_string()))
    };
    let posts = format!("/api/v1/coverages/{}/posts", live.slug());
    let id_of = |url: &str| {
        let id = id_in(url).map(str::to_owned);
        id.ok_or_else(|| invalid("The url of a post is expected.").at("url"))
    };
    match asked::read(is_form, body)? {
        Asked::Create(properties) => {
            let request = ask(Method::POST, posts, Value::Object(fields(&properties)?))?;
            let made = request.once(app, desk::create(app, &live, &standing, &request)).await?;
            located(app, made).await
        }
        Asked::Update { url, replace, add, delete } => {
            if let Some(name) = add.keys().find(|name| *name != "category") {
                return Err(invalid(format!("A post has one {name}: replace it.")));
            }
            let mut changed = fields(&replace)?;
            changed.extend(fields(&add)?);
            for name in delete {
                let field = match &*name {
                    "name" => "headline",
                    "category" => "label",
                    _ => return Err(invalid(format!("A post cannot be without {name}, or has none."))),
                };
                changed.insert(field.to_owned(), Value::Null);
            }
            let id = id_of(&url)?;
            let request = ask(Method::PATCH, format!("{posts}/{id}"), Value::Object(changed))?;
            request.once(app, desk::revise(app, &live, &standing, &request, &id)).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
        Asked::Delete { url } => {
            let id = id_of(&url)?;
            let request = ask(Method::DELETE, format!("{posts}/{id}"), json!({"reason": REASON}))?;
            request.once(app, desk::withdraw(app, &live, &standing, &request, &id)).await?;
            Ok(StatusCode::NO_CONTENT.into_response())
        }
    }
}

/// Takes a token out of a form, as clients may send it (Micropub §3.1); two tokens are none.
fn take_token(parts: &mut Parts, body: &Bytes) -> Result<(), Problem> {
    let Some((_, token)) = url::form_urlencoded::parse(body).find(|(name, _)| name == "access_token") else {
        return Ok(());
    };
    if parts.headers.contains_key(header::AUTHORIZATION) {
        return Err(invalid("There is a token in the header and another in the form: one is expected."));
    }
    let value = HeaderValue::try_from(format!("Bearer {token}"));
    parts.headers.insert(header::AUTHORIZATION, value.map_err(|_| invalid("The token cannot be read."))?);
    Ok(())
}

/// The id in the address of a post, whether its page's or its place in the API.
fn id_in(url: &str) -> Option<&str> {
    let (_, id) = url.rsplit_once("/post/").or_else(|| url.rsplit_once("/posts/"))?;
    id.split(['?', '#']).next().filter(|id| !id.is_empty())
}

/// The answer of the desk's API to a post that was made, with its address as Micropub has it.
async fn located(app: &App, made: Response) -> Result<Response, Problem> {
    let (parts, body) = made.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|error| Problem::internal(&error))?;
    let shown: Value = serde_json::from_slice(&bytes).map_err(|error| Problem::internal(&error))?;
    let address = shown["url"].as_str().or_else(|| shown["api_url"].as_str()).unwrap_or_default();
    let address = if address.starts_with('/') { app.url(address) } else { address.to_owned() };
    let mut response = Response::from_parts(parts, bytes.into());
    if let Ok(address) = HeaderValue::try_from(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
    Ok(response)
}

/// Has the page of a coverage name where its posts are filed (Micropub §5.3).
pub(crate) fn announce(app: &App, live: &Arc<Live>, response: &mut Response) {
    let link = format!("<{}>; rel=\"micropub\"", app.url(&place(live)));
    if let Ok(link) = HeaderValue::try_from(link) {
        response.headers_mut().append(header::LINK, link);
    }
}
