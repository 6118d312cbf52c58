//! What there is, for search engines.

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use bytes::Bytes;
use render::{Address, Fault, Summary, sitemap};

use super::encoding::Encoded;
use super::missing;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::clock;

const XML: &str = "application/xml; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// `GET /robots.txt` (RFC 9309): everything that readers see may be found.
pub(crate) async fn robots(State(app): State<App>, headers: HeaderMap) -> Response {
    let sitemaps = app.site.url(Address::Sitemaps);
    let text = format!("User-agent: *\nDisallow: /api/\nDisallow: /desk\n\nSitemap: {sitemaps}\n");
    Encoded::new(Bytes::from(text)).answer(&headers, TEXT, CachePolicy::Live)
}

/// `GET /trust.txt` and `/.well-known/trust.txt`: whom the newsroom belongs to
/// and what belongs to it, as its owner set it (<https://journallist.net>).
pub(crate) async fn trust(State(app): State<App>, headers: HeaderMap) -> Response {
    let lines = &app.site.publisher.trust;
    if lines.is_empty() {
        return missing(Fault::NoPage);
    }
    let text: String = lines.iter().flat_map(|line| [line, "\n"]).collect();
    Encoded::new(Bytes::from(text)).answer(&headers, TEXT, CachePolicy::Live)
}

/// `GET /sitemap.xml`
pub(crate) async fn index(State(app): State<App>, headers: HeaderMap) -> Response {
    let all = app.newsroom.all();
    let summaries: Vec<Summary> = all.iter().map(|live| Summary::of(live.slug(), &live.view())).collect();
    let index = sitemap::index(&app.site, summaries.iter());
    Encoded::new(Bytes::from(index)).answer(&headers, XML, CachePolicy::Live)
}

/// `GET /sitemap-news.xml`
pub(crate) async fn news(State(app): State<App>, headers: HeaderMap) -> Response {
    let all = app.newsroom.all();
    let views: Vec<_> = all.iter().map(|live| (live.slug(), live.view())).collect();
    let news = sitemap::news(&app.site, clock::now(), views.iter().map(|(slug, view)| (*slug, view)));
    Encoded::new(Bytes::from(news)).answer(&headers, XML, CachePolicy::Live)
}

/// `GET /live/{slug}/sitemap.xml`
pub(crate) async fn coverage(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let Some(live) = app.newsroom.public(&slug) else { return missing(Fault::NoCoverage) };
    let map = sitemap::coverage(&app.site, live.slug(), &live.view());
    Encoded::new(Bytes::from(map)).answer(&headers, XML, CachePolicy::Live)
}
