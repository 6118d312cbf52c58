//! What a reader sees who does not get what was asked for.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use render::{Fault, Faulted, Summary};

use super::HTML;
use crate::app::App;
use crate::cache::CachePolicy;

/// Where programs ask, who are answered in their own forms.
const OF_PROGRAMS: [&str; 6] = ["/api", "/micropub", "/healthz", "/metrics", "/assets/", "/oembed"];

/// How many coverages are looked through for live ones to lead on to.
const SHOWN: usize = 8;

/// Makes a page of what handlers say is not there, and of what failed or took too long where a browser
/// asked for a page: in the coverage's language and look, or in a language that the browser takes.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let (method, path) = (request.method().clone(), request.uri().path().to_owned());
    let wants_page = method == Method::GET && takes_pages(request.headers()) && !is_of_programs(&path);
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).cloned();
    let response = next.run(request).await;
    let told = response.extensions().get::<Fault>().copied();
    let Some(fault) = told.or_else(|| failed(&response).filter(|_| wants_page)) else { return response };

    // The list is made once for all who ask: whoever tries a thousand addresses is not to make a thousand.
    let coverages = app.front.first(&app.newsroom, SHOWN);
    let slug = path
        .strip_prefix("/text")
        .unwrap_or(&path)
        .strip_prefix("/live/")
        .and_then(|rest| rest.split(['/', '.']).next());
    let dossier = slug.and_then(|slug| app.newsroom.find(slug)).filter(|dossier| dossier.is_public());
    let brief = dossier.as_ref().map(|dossier| dossier.brief());
    let coverage = dossier.as_ref().zip(brief.as_ref()).map(|(dossier, brief)| Summary::of(dossier.slug(), brief));
    let coverage = coverage.as_ref();
    let accepted = accepted.as_ref().and_then(|accepted| accepted.to_str().ok()).and_then(render::spoken);
    let language = coverage.map(|summary| summary.language.as_str()).or(accepted).unwrap_or(app.site.language.as_str());
    let theme = brief.as_ref().and_then(|brief| brief.coverage().theme.as_ref());
    let faulted = Faulted { fault, language, theme, coverage, coverages: &coverages };
    let is_framed = path.starts_with("/live/") && path.ends_with("/embed");
    let page = match is_framed {
        true => render::framed_fault_page(&app.site, &faulted),
        false => render::fault_page(&app.site, &faulted),
    };

    let (mut parts, _) = response.into_parts();
    if is_framed {
        // The site that holds the frame shows why it is empty; else the browser shows a fault of its own.
        parts.headers.insert(header::CONTENT_SECURITY_POLICY, app.policies.framed.clone());
    }
    match fault {
        Fault::Broken | Fault::Slow => {
            CachePolicy::Private.write(&mut parts.headers);
            parts.headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        _ => CachePolicy::Absent.write(&mut parts.headers),
    }
    // They are those of the answer that is not sent, which may have been compressed already.
    for of_answer in [header::CONTENT_LENGTH, header::CONTENT_ENCODING, header::ETAG] {
        parts.headers.remove(of_answer);
    }
    parts.headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(HTML));
    parts.headers.insert(header::VARY, HeaderValue::from_static("accept-language"));
    Response::from_parts(parts, Body::from(page))
}

/// The fault that a status tells of; none where a page says it already.
fn failed(response: &Response) -> Option<Fault> {
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        return None;
    }
    match response.status().as_u16() {
        500 => Some(Fault::Broken),
        503 => Some(Fault::Slow),
        _ => None,
    }
}

fn takes_pages(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .any(|accepted| accepted.to_str().is_ok_and(|text| text.contains("text/html")))
}

fn is_of_programs(path: &str) -> bool {
    OF_PROGRAMS.iter().any(|prefix| {
        path.strip_prefix(prefix).is_some_and(|rest| prefix.ends_with('/') || rest.is_empty() || rest.starts_with('/'))
    })
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::Router;
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use axum::middleware;
    use axum::routing::get;
    use http_body_util::BodyExt;
    use tower::ServiceExt;
    use tower_http::catch_panic::CatchPanicLayer;
    use tower_http::compression::CompressionLayer;
    use tower_http::timeout::TimeoutLayer;

    use super::explain;
    use crate::routes::broken;
    use crate::{App, Config};

    async fn failing() -> (Router, tempfile::TempDir) {
        let folder = tempfile::tempdir().unwrap();
        let config = Config::new(folder.path().to_owned(), "127.0.0.1:0", None, "The Gazette").unwrap();
        let store = store::Store::open(folder.path()).unwrap();
        let app = App::start(&config, store, "127.0.0.1:1").await.unwrap();
        let panics = || async {
            if std::hint::black_box(true) {
                panic!("a fault in a handler")
            }
        };
        let slow = TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, Duration::ZERO);
        let router = Router::new()
            .route("/live/slow", get(std::future::pending::<()>).layer(slow))
            .route("/live/broken", get(panics))
            .route("/api/v1/broken", get(panics))
            .layer(CatchPanicLayer::custom(broken))
            .layer(CompressionLayer::new())
            .layer(middleware::from_fn_with_state(app, explain));
        (router, folder)
    }

    async fn ask(path: &str, accept: &str) -> (StatusCode, String, String) {
        let (router, _folder) = failing().await;
        let request =
            Request::get(path).header(header::ACCEPT, accept).header(header::ACCEPT_LANGUAGE, "de-CH, en;q=0.5");
        let request = match path.starts_with("/live/") && accept.contains("html") {
            true => request.header(header::ACCEPT_ENCODING, "gzip, br"),
            false => request,
        };
        let response = router.oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        let head = format!("{:?}", parts.headers);
        (parts.status, head, String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap())
    }

    #[tokio::test]
    async fn what_failed_and_what_took_too_long_is_told_on_a_page_that_helps() {
        for (path, status, title) in [
            ("/live/broken", StatusCode::INTERNAL_SERVER_ERROR, "Hier ist etwas schiefgegangen"),
            ("/live/slow", StatusCode::SERVICE_UNAVAILABLE, "Diese Seite braucht zu lange"),
        ] {
            let (answered, head, page) = ask(path, "text/html,application/xhtml+xml").await;
            assert_eq!(answered, status);
            assert!(head.contains("no-store") && head.contains("retry-after"), "{head}");
            assert!(!head.contains("content-encoding"), "the page is as it stands: {head}");
            for part in [title, "noindex", r#"lang="de""#, r#"<a href="">"#, r#"<a href="/">"#] {
                assert!(page.contains(part), "{part}: {page}");
            }
            assert!(!page.contains("a fault in a handler"), "causes stay inside");
        }
    }

    #[tokio::test]
    async fn programs_are_answered_in_their_own_forms() {
        for (path, accept) in
            [("/api/v1/broken", "text/html"), ("/live/broken", "application/json"), ("/live/broken", "*/*")]
        {
            let (status, head, text) = ask(path, accept).await;
            assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
            assert!(head.contains("application/problem+json") && text.starts_with('{'), "{path}: {head}");
        }
    }
}
