//! The desk's web app: its page, whatever screen is asked for, and its files.

use axum::extract::{FromRequestParts, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use coverage::Slug;

use crate::app::App;
use crate::auth::Asker;
use crate::cache::CachePolicy;

/// What the desk's page may do: run the scripts of this server and no other,
/// take HTML only from those that are known to make it well (Svelte's
/// templates, the editor's reading of what is pasted, what this server rendered), and be framed by nobody.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; \
    media-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'none'; \
    form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; \
    trusted-types svelte-trusted-html ProseMirrorClipboard stet";

/// What is said where the desk was not built.
const NOT_BUILT: &str = "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>The desk was not built</title>\
    <h1>The desk was not built</h1><p>This binary was compiled without the desk's web app. Run <code>make web</code>, \
    then <code>cargo build</code> again. Readers' pages and the API work all the same.</p>";

const HTML: &str = "text/html; charset=utf-8";

/// `GET /desk`: the desk begins at the slash, where its worker may see it.
pub(crate) async fn to_screens() -> Redirect {
    Redirect::permanent("/desk/")
}

/// `GET /desk/…`: a file of the desk, or its page, which shows the screen of that address.
pub(crate) async fn screens(State(app): State<App>, request: Request) -> Response {
    let path = request.uri().path();
    // A file that is gone must not be answered by a page.
    if app.assets.has(path) || path.starts_with("/desk/assets/") {
        return app.assets.answer(path, request.headers());
    }
    let headers = request.headers().clone();
    let mut response = match app.assets.desk() {
        Some(desk) => match coverage_for(&app, request).await {
            Some(slug) => desk.page_of(&slug).answer(&headers, HTML, CachePolicy::Own),
            None => desk.page().answer(&headers, HTML, CachePolicy::Own),
        },
        None => {
            let mut response = (StatusCode::NOT_FOUND, Html(NOT_BUILT)).into_response();
            CachePolicy::Own.write(response.headers_mut());
            response
        }
    };
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    response
}

/// The coverage whose posts and drafts are shown at an address of the desk, if
/// whoever asks may see it. Where that cannot be told, the desk finds out by
/// itself: its page is there for everybody.
async fn coverage_for(app: &App, request: Request) -> Option<Slug> {
    let slug = coverage_at(request.uri().path())?;
    let (mut parts, _) = request.into_parts();
    let asker = <Asker as FromRequestParts<App>>::from_request_parts(&mut parts, app).await.ok()?;
    asker.enter(app, slug.as_str()).await.ok()?;
    Some(slug)
}

fn coverage_at(path: &str) -> Option<Slug> {
    let mut parts = path.strip_prefix("/desk/c/")?.trim_end_matches('/').split('/');
    let slug = Slug::parse(parts.next()?).ok()?;
    matches!(parts.next(), None | Some("draft")).then_some(slug)
}
