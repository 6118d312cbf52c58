//! All routes, grouped by who calls them.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get, head, patch, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::timeout::TimeoutLayer;

use crate::app::App;
use crate::desk;
use crate::following;
use crate::inlets;
use crate::media;
use crate::micropub;
use crate::people;
use crate::preview;
use crate::problem::{Cause, Problem};
use crate::purge;
use crate::reader::{self, encoding};
use crate::suggestions;
use crate::webhooks;

/// The largest request body, in bytes. A body of the longest text with marks
/// on every word is well below it.
const MAX_BODY: usize = 1024 * 1024;
/// How long a request may take, the stream excepted.
pub(crate) const LONGEST_REQUEST: Duration = Duration::from_secs(20);

/// The server without its socket.
pub fn router(app: App) -> Router {
    let timeout = || TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, LONGEST_REQUEST);
    let stream = Router::new().route("/live/{slug}/stream", get(reader::stream));
    let readers = Router::new()
        .route("/", get(reader::front))
        // `/live/{slug}` and `/live/{slug}.json`
        .route("/live/{slug}", get(reader::document_or_page))
        .route("/live/{slug}/post/{id}", get(reader::post))
        .route("/live/{slug}/post/{id}/history", get(reader::history::of_post))
        .route("/live/{slug}/history", get(reader::history::of_coverage))
        .route("/live/{slug}/at", get(reader::moment::lead))
        .route("/live/{slug}/at.json", get(reader::moment::extent))
        // `/live/{slug}/at/{seq}` and `/live/{slug}/at/{seq}.json`
        .route("/live/{slug}/at/{moment}", get(reader::moment::moment))
        .route("/live/{slug}/corrections", get(reader::corrections))
        .route("/corrections", get(reader::all_corrections))
        .route("/search", get(reader::search))
        .route("/live/{slug}/search", get(reader::search_in))
        .route("/opensearch.xml", get(reader::open_search))
        .route("/live/{slug}/changes", get(reader::changes))
        .route("/live/{slug}/since", get(reader::since))
        .route("/live/{slug}/proof", get(reader::log::proof))
        .route("/live/{slug}/log/checkpoint", get(reader::log::checkpoint))
        .route("/live/{slug}/log/key", get(reader::log::key))
        .route("/live/{slug}/log/tile/{*path}", get(reader::log::tile))
        .route("/live/{slug}/log/changes", get(reader::log::changes))
        .route("/live/{slug}/log/withheld", get(reader::log::stands))
        .route("/live/{slug}/log/handovers", get(reader::log::handovers))
        .route("/live/{slug}/dictionary/{name}", get(reader::dictionary::dictionary))
        .route("/live/{slug}/feed.{format}", get(reader::feed))
        .route("/live/{slug}/preview/{name}", get(preview::coverage))
        .route("/live/{slug}/post/{id}/preview/{name}", get(preview::post))
        .route("/live/{slug}/sitemap.xml", get(reader::sitemaps::coverage))
        .route("/live/{slug}/embed", get(reader::framed::coverage))
        .route("/live/{slug}/post/{id}/embed", get(reader::framed::post))
        .route("/embed.js", get(reader::framed::script))
        .route("/text", get(reader::text_front))
        .route("/text/live/{slug}", get(reader::text_page))
        .route("/text/live/{slug}/post/{id}", get(reader::text_post))
        .route("/worker.js", get(reader::offline::worker))
        .route("/offline", get(reader::offline::page))
        .route("/oembed", get(reader::oembed))
        .route("/sitemap.xml", get(reader::sitemaps::index))
        .route("/sitemap-news.xml", get(reader::sitemaps::news))
        .route("/robots.txt", get(reader::sitemaps::robots))
        .route("/trust.txt", get(reader::sitemaps::trust))
        .route("/.well-known/trust.txt", get(reader::sitemaps::trust))
        .route("/assets/{name}", get(asset))
        .route("/desk", get(desk::to_screens))
        .route("/desk/", get(desk::screens))
        .route("/desk/{*rest}", get(desk::screens))
        .layer(
            CompressionLayer::new().compress_when(
                DefaultPredicate::new()
                    .and(NotForContentType::const_new("font/"))
                    // Hashes do not get smaller.
                    .and(NotForContentType::const_new("application/octet-stream")),
            ),
        )
        .layer(timeout());
    // Pictures are compressed already, and films are sent in parts.
    let media = Router::new()
        .route("/media/{id}", get(reader::medium))
        .route("/media/{id}/{rendition}", get(reader::rendition));
    // A film takes as long as it takes; silence ends an upload.
    let uploads = Router::new()
        .route("/api/v1/media/uploads", post(media::begin_upload).options(media::upload_options))
        .route(
            "/api/v1/media/uploads/{id}",
            head(media::see_upload).patch(media::continue_upload).delete(media::give_up_upload),
        )
        .layer(middleware::from_fn(always_a_problem));
    let micropub = micropub::routes()
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(middleware::from_fn(always_a_problem))
        .layer(middleware::from_fn(micropub::say_as_micropub));
    let operators = Router::new().route("/healthz", get(reader::health)).route("/metrics", get(reader::metrics));
    let members = Router::new()
        .route("/api/v1/openapi.json", get(desk::serve_document))
        .route("/api/v1/coverages", get(desk::list_coverages).post(desk::open_coverage))
        .route("/api/v1/coverages/{slug}", get(desk::read_coverage).patch(desk::amend_coverage))
        .route("/api/v1/coverages/{slug}/posts", get(desk::list_posts).post(desk::create_post))
        .route(
            "/api/v1/coverages/{slug}/posts/{id}",
            get(desk::read_post).patch(desk::revise_post).delete(desk::withdraw_post),
        )
        .route("/api/v1/coverages/{slug}/posts/{id}/placement", post(desk::place_post))
        .route("/api/v1/coverages/{slug}/bulk", post(desk::bulk))
        .route("/api/v1/coverages/{slug}/posts/{id}/unpublish", post(desk::unpublish_post))
        .route("/api/v1/coverages/{slug}/posts/{id}/redact", post(desk::redact_post))
        .route("/api/v1/coverages/{slug}/drafts", get(desk::list_drafts).post(desk::begin_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}", get(desk::read_draft).delete(desk::delete_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/restore", post(desk::restore_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/steps", get(desk::read_steps).post(desk::push_steps))
        .route("/api/v1/coverages/{slug}/drafts/{id}/writers", post(desk::share_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/submit", post(desk::submit_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/approve", post(desk::approve_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/return", post(desk::return_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/recall", post(desk::recall_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/schedule", post(desk::schedule_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/unschedule", post(desk::unschedule_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/embargo", put(desk::embargo_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/publish", post(desk::publish_draft))
        .route("/api/v1/coverages/{slug}/drafts/{id}/notes", get(desk::list_notes).post(desk::write_note))
        .route("/api/v1/coverages/{slug}/drafts/{id}/notes/{note}", patch(desk::edit_note).delete(desk::delete_note))
        .route("/api/v1/coverages/{slug}/preview", post(desk::preview))
        .route("/api/v1/coverages/{slug}/handover", get(desk::read_handover).put(desk::save_handover))
        .route("/api/v1/coverages/{slug}/completions", get(desk::complete))
        .route("/api/v1/me/mentions", get(desk::list_mentions))
        .route("/api/v1/me/mentions/seen", post(desk::see_mentions))
        .route("/api/v1/places", get(desk::find_places))
        .route("/api/v1/templates", get(desk::list_templates).post(desk::make_template))
        .route("/api/v1/templates/{id}", put(desk::alter_template).delete(desk::delete_template))
        .route("/api/v1/backgrounds", get(desk::list_backgrounds).post(desk::write_background))
        .route(
            "/api/v1/backgrounds/{id}",
            get(desk::read_background).put(desk::revise_background).delete(desk::delete_background),
        )
        .route("/api/v1/media", get(media::list_media))
        .route("/api/v1/media/{id}", get(media::read_medium).patch(media::describe_medium).delete(media::delete_medium))
        .route("/api/v1/media/{id}/redact", post(media::redact_medium))
        .route("/api/v1/desk/presence", post(desk::be_present))
        .merge(people::routes())
        .merge(webhooks::routes())
        .merge(inlets::routes())
        .merge(suggestions::routes())
        .merge(following::routes())
        .route("/api/v1/coverages/{slug}/reminders", post(desk::remind))
        .route("/api/v1/themes", get(desk::list_themes))
        .route("/api/v1/search", get(desk::search))
        .route("/api/v1/cards", post(desk::make_card))
        .route("/api", any(no_such_place))
        .route("/api/", any(no_such_place))
        .route("/api/{*rest}", any(no_such_place))
        .layer(DefaultBodyLimit::max(MAX_BODY))
        .layer(CompressionLayer::new())
        .layer(timeout())
        .layer(middleware::from_fn(always_a_problem));
    // A desk's stream is not compressed, and does not end by itself.
    let desks =
        Router::new().route("/api/v1/desk/stream", get(desk::desk_stream)).layer(middleware::from_fn(always_a_problem));
    stream
        .merge(readers)
        .merge(desks)
        .merge(media)
        .merge(uploads)
        .merge(micropub)
        .merge(operators)
        .merge(members)
        .fallback(no_such_page)
        .layer(CatchPanicLayer::custom(broken))
        .layer(middleware::from_fn_with_state(app.clone(), reader::fault::explain))
        .layer(middleware::from_fn_with_state(app.clone(), purge::name_key))
        .layer(middleware::map_request(offer))
        .layer(middleware::from_fn_with_state(app.clone(), guard))
        .layer(middleware::from_fn_with_state(app.clone(), watch))
        .with_state(app)
}

async fn asset(State(app): State<App>, request: Request) -> Response {
    app.assets.answer(request.uri().path(), request.headers())
}

async fn no_such_page() -> Response {
    reader::missing(render::Fault::NoPage)
}

async fn no_such_place() -> Problem {
    Problem::not_found("such place in the API").hinted("The API is described at /api/v1/openapi.json.")
}

/// Leaves of the codings that a client takes those that there are. Who refuses
/// even the plain form gets that: the layer that compresses would answer 406
/// in its place, after a write was made.
async fn offer(mut request: Request) -> Request {
    encoding::leave_what_is_offered(request.headers_mut());
    request
}

/// Answers in the place of a handler that panicked: a fault in Stet, and no
/// reason to leave the asker without an answer.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands the panic over")]
pub(crate) fn broken(panic: Box<dyn std::any::Any + Send>) -> Response {
    let what = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref().copied());
    let fault = std::io::Error::other(what.unwrap_or("a handler panicked").to_owned());
    Problem::internal(&fault).into_response()
}

/// Headers that every answer carries.
async fn guard(State(app): State<App>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin"));
    // A more exact policy that a handler set stays.
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert_with(|| app.policies.page.clone());
    response
}

/// Makes a problem document of every fault in the API, also of those that the
/// framework answers in its own words: a wrong method, too large a body, a
/// path that is no UTF-8, a request that takes too long.
async fn always_a_problem(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let response = next.run(request).await;
    let status = response.status();
    let is_fault = status.is_client_error() || status.is_server_error();
    let content_type = response.headers().get(header::CONTENT_TYPE);
    if !is_fault || content_type.is_some_and(|value| value == "application/problem+json") {
        return response;
    }
    let problem = match status {
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::new(status, "method_not_allowed", format!("{method} is not possible here."))
        }
        StatusCode::PAYLOAD_TOO_LARGE => {
            Problem::new(status, "too_large", format!("A request may have {MAX_BODY} bytes at most."))
        }
        StatusCode::SERVICE_UNAVAILABLE => Problem::new(status, "timeout", "The request took too long.")
            .hinted("Repeat it with the same Idempotency-Key: what was written is not written twice."),
        status => Problem::new(status, "bad_request", "The request cannot be understood."),
    };
    let (parts, _) = response.into_parts();
    let mut answer = problem.into_response();
    if let Some(allow) = parts.headers.get(header::ALLOW) {
        answer.headers_mut().insert(header::ALLOW, allow.clone());
    }
    answer
}

/// Logs what members do and what fails, and counts.
async fn watch(State(app): State<App>, request: Request<Body>, next: Next) -> Response {
    let started = std::time::Instant::now();
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let response = next.run(request).await;
    let (status, ms) = (response.status().as_u16(), started.elapsed().as_millis());
    if response.status().is_server_error() {
        app.metrics.server_errors.inc();
        let error = response.extensions().get::<Cause>().map(Cause::as_str);
        tracing::error!(%method, path, status, ms, error, "answered with a server error");
    } else if path.starts_with("/api/") && method != Method::GET {
        tracing::info!(%method, path, status, ms, "answered a write");
    } else {
        tracing::debug!(%method, path, status, ms, "answered");
    }
    response
}
