//! How other sites embed a coverage or a post (oEmbed 1.0).

use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::PostId;
use render::{OEmbed, OEmbedForm};
use serde::Deserialize;

use super::encoding::Encoded;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::NotThere;
use crate::problem::Problem;

/// What is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    url: String,
    maxwidth: Option<u32>,
    maxheight: Option<u32>,
    format: Option<String>,
}

/// `GET /oembed?url=…`
pub(crate) async fn oembed(
    State(app): State<App>,
    asked: Result<Query<Asked>, QueryRejection>,
    headers: HeaderMap,
) -> Response {
    let Ok(Query(asked)) = asked else {
        return Problem::new(
            StatusCode::BAD_REQUEST,
            "bad_request",
            "The address of a page is missing, or a number is none.",
        )
        .hinted("Give url, and perhaps maxwidth, maxheight and format.")
        .into_response();
    };
    let (form, content_type) = match asked.format.as_deref() {
        None | Some("json") => (OEmbedForm::Json, "application/json"),
        Some("xml") => (OEmbedForm::Xml, "text/xml; charset=utf-8"),
        // 501 is what oEmbed wants here (§2.3.4).
        Some(_) => {
            return Problem::new(StatusCode::NOT_IMPLEMENTED, "unknown_format", "There is no such format.")
                .hinted("Ask for json or xml.")
                .into_response();
        }
    };
    let Some((slug, post)) = page_of(&app, &asked.url) else { return nothing() };
    let live = match app.newsroom.public(slug).await {
        Ok(live) => live,
        Err(NotThere::Unknown) => return nothing(),
        Err(unread) => return Problem::from(unread).into_response(),
    };
    let view = live.view();
    let post = match post {
        Some(id) => {
            match id.parse::<PostId>().ok().and_then(|id| view.post(id)).filter(|post| post.content().is_some()) {
                Some(post) => Some(&**post),
                None => return nothing(),
            }
        }
        None => None,
    };
    let answer = OEmbed::of(&app.site, live.slug(), &view, post, asked.maxwidth, asked.maxheight);
    let mut response = Encoded::new(Bytes::from(answer.write(form))).answer(&headers, content_type, CachePolicy::Live);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    response
}

/// The slug of a coverage and perhaps the id of a post, out of the address of
/// one of this site's pages. What comes after the path does not matter.
fn page_of<'a>(app: &App, url: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    let path = url.strip_prefix(&*app.site.base_url)?.strip_prefix("/live/")?;
    let path = path.split(['?', '#']).next()?;
    match path.trim_end_matches('/').split_once('/') {
        None => Some((path.trim_end_matches('/'), None)),
        Some((slug, rest)) => Some((slug, Some(rest.strip_prefix("post/")?))),
    }
}

fn nothing() -> Response {
    Problem::not_found("page at that address that can be embedded")
        .hinted("Give the address of a coverage or of one of its posts on this site.")
        .into_response()
}
