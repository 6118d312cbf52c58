//! Micropub (W3C): existing apps file posts. Each coverage is a site of its
//! own, whose page names this endpoint. What is asked for is put into the form
//! of the desk's API and takes the same way in as everything else.

mod asked;
mod body;
mod fault;
mod multipart;
mod source;
mod update;

use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{FromRequest, FromRequestParts, Path, RawQuery, Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use serde_json::{Value, json};
use tower_http::timeout::TimeoutLayer;

pub(crate) use self::fault::say_as_micropub;

use self::asked::{Asked, Properties, fields, invalid};
use self::body::{Blocks, PROPERTIES};
use self::multipart::Files;
use self::source::id_in;
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::desk::{self, answer};
use crate::live::Live;
use crate::problem::Problem;
use crate::routes::LONGEST_REQUEST;

/// The largest answer of the desk's API about one post, in bytes.
const LARGEST: usize = 8 * 1024 * 1024;
/// What readers are told of a post that an app deleted without a word.
const REASON: &str = "Withdrawn by the newsroom.";
/// Where files go, after the place of the posts.
const MEDIA: &str = "/media";
/// What can be asked.
const QUESTIONS: [&str; 4] = ["config", "source", "syndicate-to", "category"];
/// How many photos and videos one request may bring along.
const MOST_FILES: usize = 20;

/// The routes of what is here. How long they take is seen to here: a form with
/// a film in it takes as long as it takes.
pub(crate) fn routes() -> Router<App> {
    let questions = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST);
    Router::new()
        .route("/micropub/{slug}", get(tell).layer(questions).post(file))
        .route("/micropub/{slug}/media", post(upload))
}

/// Where the posts of a coverage are filed.
pub(crate) fn place(live: &Live) -> String {
    format!("/micropub/{}", live.slug())
}

/// `GET /micropub/{slug}?q=config|source|syndicate-to|category`
pub(crate) async fn tell(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Read).await?;
    let (mut question, mut url, mut wanted) = (None, String::new(), Vec::new());
    for (name, value) in url::form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
        match &*name {
            "q" => question = Some(value.into_owned()),
            "url" => url = value.into_owned(),
            "properties" | "properties[]" => wanted.push(value.into_owned()),
            _ => {}
        }
    }
    let told = match question.as_deref() {
        Some("config") => source::config(&app, &live),
        Some("syndicate-to") => json!({"syndicate-to": []}),
        Some("category") => source::categories(&live),
        Some("source") => {
            let shown = desk::see(&app, &live, &standing, id_in(&url)?).await?;
            source::source(&app, &shown, &wanted)
        }
        _ => return Err(invalid(format!("The questions are {}.", QUESTIONS.join(", "))).at("q")),
    };
    Ok(answer(StatusCode::OK, &told))
}

/// `POST /micropub/{slug}/media`: stores a file, and says where it is from now on.
pub(crate) async fn upload(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let (parts, body) = request.into_parts();
    let files = Files { named: &["file"], most: 1 };
    let received = multipart::receive(&app, &asker, live.id(), files, &parts.headers, body).await?;
    let Some(id) = received.files.first() else { return Err(invalid("A file is expected, in the part file.")) };
    let mut response = answer(StatusCode::CREATED, &json!({"id": id, "url": app.url(&format!("/media/{id}"))}));
    locate(&mut response, &app.url(&format!("/media/{id}")));
    Ok(response)
}

/// `POST /micropub/{slug}`: makes, changes or withdraws a post.
pub(crate) async fn file(
    State(app): State<App>,
    Path(slug): Path<String>,
    request: Request,
) -> Result<Response, Response> {
    let (mut parts, body) = request.into_parts();
    if multipart::is_multipart(&parts.headers) {
        return file_with_files(&app, &slug, &mut parts, body).await.map_err(IntoResponse::into_response);
    }
    let filing = async {
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), &app);
        let body = body.await.map_err(IntoResponse::into_response)?;
        file_alone(&app, &slug, &mut parts, &body).await.map_err(IntoResponse::into_response)
    };
    soon(filing).await
}

/// What comes in time, as everywhere where no files are brought along.
async fn soon(answer: impl Future<Output = Result<Response, Response>>) -> Result<Response, Response> {
    match tokio::time::timeout(LONGEST_REQUEST, answer).await {
        Ok(answer) => answer,
        Err(_) => Err(StatusCode::SERVICE_UNAVAILABLE.into_response()),
    }
}

/// A form or JSON, by whose token is in the header or in the form.
async fn file_alone(app: &App, slug: &str, parts: &mut Parts, body: &Bytes) -> Result<Response, Problem> {
    let kind = parts.headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_form =
        kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/x-www-form-urlencoded");
    if is_form {
        take_token(parts, body)?;
    }
    let asker = <Asker as FromRequestParts<App>>::from_request_parts(parts, app).await?;
    let filing = Filing::new(app, &asker, slug, parts).await?;
    filing.perform(asked::read(is_form, body)?).await
}

/// A form that brings photos or videos along, by whose token is in the header.
async fn file_with_files(app: &App, slug: &str, parts: &mut Parts, body: Body) -> Result<Response, Problem> {
    let asker = <Asker as FromRequestParts<App>>::from_request_parts(parts, app).await?;
    let filing = Filing::new(app, &asker, slug, parts).await?;
    if parts.headers.contains_key("idempotency-key") {
        return Err(invalid(
            "A form with files goes without an Idempotency-Key: its files would be new ones each time.",
        )
        .hinted("Send the files to the media endpoint first, and then their addresses."));
    }
    let files = Files { named: &["photo", "video"], most: MOST_FILES };
    let received = multipart::receive(app, &asker, filing.live.id(), files, &parts.headers, body).await?;
    let filed = async { filing.perform(asked::of_fields(received.fields.clone())?).await }.await;
    if filed.is_err() {
        received.undo(app).await?;
    }
    filed
}

/// Somebody who files posts of a coverage.
struct Filing<'a> {
    app: &'a App,
    asker: &'a Asker,
    live: Arc<Live>,
    standing: Standing,
    parts: &'a Parts,
}

impl<'a> Filing<'a> {
    /// Who may do nothing of the kind learns it before anything is looked at.
    async fn new(app: &'a App, asker: &'a Asker, slug: &str, parts: &'a Parts) -> Result<Self, Problem> {
        let (live, standing) = asker.enter(app, slug).await?;
        if !standing.may(Permission::PublishOwn) {
            standing.require(Permission::Draft)?;
        }
        Ok(Self { app, asker, live, standing, parts })
    }

    async fn perform(&self, asked: Asked) -> Result<Response, Problem> {
        let Self { app, live, standing, .. } = self;
        match asked {
            Asked::Create(properties) => {
                let request = self.ask(&Method::POST, "", &self.post(&properties).await?)?;
                located(app, request.once(app, desk::create(app, live, standing, &request)).await?).await
            }
            Asked::Update { url, replace, add, delete } => {
                let id = id_in(&url)?;
                let shown = desk::see(app, live, standing, id).await?;
                let changes = update::changes(app, &shown, &replace, &add, &delete).await?;
                let request = self.ask(&Method::PATCH, &format!("/{id}"), &changes.into())?;
                request.once(app, desk::revise(app, live, standing, &request, id)).await?;
                Ok(StatusCode::NO_CONTENT.into_response())
            }
            Asked::Delete { url } => {
                let id = id_in(&url)?;
                let request = self.ask(&Method::DELETE, &format!("/{id}"), &json!({"reason": REASON}))?;
                request.once(app, desk::withdraw(app, live, standing, &request, id)).await?;
                Ok(StatusCode::NO_CONTENT.into_response())
            }
        }
    }

    /// A post that properties describe.
    async fn post(&self, properties: &Properties) -> Result<Value, Problem> {
        let mut post = fields(properties)?;
        if PROPERTIES.iter().any(|name| properties.contains_key(*name)) {
            let mut blocks = Blocks::default();
            blocks.add(self.app, properties).await?;
            post.insert("body".to_owned(), blocks.into_body());
        }
        Ok(post.into())
    }

    /// The same as the desk's API is asked it.
    fn ask(&self, method: &Method, place: &str, body: &Value) -> Result<desk::Request, Problem> {
        let mut headers = self.parts.headers.clone();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
        let path = format!("/api/v1/coverages/{}/posts{place}", self.live.slug());
        desk::Request::new(self.asker.id(), method, &path, headers, Bytes::from(body.to_string()))
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

/// The answer of the desk's API to a post that was made, with its address as Micropub has it.
async fn located(app: &App, made: Response) -> Result<Response, Problem> {
    let (parts, body) = made.into_parts();
    let bytes = to_bytes(body, LARGEST).await.map_err(|error| Problem::internal(&error))?;
    let shown: Value = serde_json::from_slice(&bytes).map_err(|error| Problem::internal(&error))?;
    let address = shown["url"].as_str().or_else(|| shown["api_url"].as_str()).unwrap_or_default();
    let address = if address.starts_with('/') { app.url(address) } else { address.to_owned() };
    let mut response = Response::from_parts(parts, bytes.into());
    locate(&mut response, &address);
    Ok(response)
}

fn locate(response: &mut Response, address: &str) {
    if let Ok(address) = HeaderValue::try_from(address) {
        response.headers_mut().insert(header::LOCATION, address);
    }
}

/// Has the page of a coverage name where its posts are filed (Micropub §5.3).
pub(crate) fn announce(app: &App, live: &Arc<Live>, response: &mut Response) {
    let link = format!("<{}>; rel=\"micropub\"", app.url(&place(live)));
    if let Ok(link) = HeaderValue::try_from(link) {
        response.headers_mut().append(header::LINK, link);
    }
}

/// A request in both of its forms.
#[cfg(any(test, fuzzing))]
pub fn fuzz(body: &[u8]) {
    for is_form in [true, false] {
        let asked = asked::read(is_form, body);
        if let Ok(asked::Asked::Create(properties)) = asked {
            let _ = asked::fields(&properties);
        }
    }
}
