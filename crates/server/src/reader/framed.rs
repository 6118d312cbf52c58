//! Pages for frames on other sites, and the script that other sites hold them by.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::PostId;
use render::Fault;

use super::encoding::Encoded;
use super::{HTML, missing};
use crate::app::App;
use crate::cache::CachePolicy;

const SCRIPT: &str = include_str!("../../../../web/reader/embed.js");

/// `GET /live/{slug}/embed`
pub(crate) async fn coverage(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let known = live.known();
    let page = known.rendered.framed.get_or_init(|| async {
        let source = known.neighbours.source.as_ref();
        Encoded::new(Bytes::from(render::framed_page(&app.site, live.slug(), &known.view, source).unwrap_or_default()))
    });
    anywhere(&app, page.await.answer(&headers, HTML, CachePolicy::Live))
}

/// `GET /live/{slug}/post/{id}/embed`
pub(crate) async fn post(
    State(app): State<App>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let view = live.view();
    let Some(post) = id.parse::<PostId>().ok().and_then(|id| view.post(id)) else {
        return missing(Fault::NoPost);
    };
    let page = render::framed_post_page(&app.site, live.slug(), &view, post, app.newsroom.source(live.id()).as_ref());
    anywhere(&app, Encoded::new(Bytes::from(page)).answer(&headers, HTML, CachePolicy::Live))
}

/// `GET /embed.js`: the element `<stet-live>`.
pub(crate) async fn script(headers: HeaderMap) -> Response {
    let script = Encoded::new(Bytes::from_static(SCRIPT.as_bytes()));
    let mut response = script.answer(&headers, "text/javascript; charset=utf-8", CachePolicy::Soon);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// Any site may hold it in a frame.
fn anywhere(app: &App, mut response: Response) -> Response {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, app.policies.framed.clone());
    response
}
