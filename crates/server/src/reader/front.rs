//! The list of all coverages.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use render::Summary;

use super::HTML;
use super::encoding::Encoded;
use crate::app::App;
use crate::cache::CachePolicy;

/// `GET /`
pub(crate) async fn front(State(app): State<App>, headers: HeaderMap) -> Response {
    let page = render::front_page(&app.site, &summaries(&app));
    Encoded::new(Bytes::from(page)).answer(&headers, HTML, CachePolicy::Live)
}

/// `GET /text`: the same, and it leads to pages in words alone.
pub(crate) async fn text_front(State(app): State<App>, headers: HeaderMap) -> Response {
    let page = render::text_front_page(&app.site, &summaries(&app));
    Encoded::new(Bytes::from(page)).answer(&headers, HTML, CachePolicy::Live)
}

fn summaries(app: &App) -> Vec<Summary> {
    let all = app.newsroom.all();
    all.iter().filter(|live| live.is_public()).map(|live| Summary::of(live.slug(), &live.view())).collect()
}
