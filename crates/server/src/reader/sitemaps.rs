//! What there is, for search engines.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::View;
use render::sitemap::{self, NewsFrom};
use render::{Address, Fault, Summary};

use super::encoding::Encoded;
use super::missing;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::clock;
use crate::live::{Asleep, Dossier, Presence};

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
    let all = told_here(&app);
    let summaries: Vec<Summary> = all.iter().map(|dossier| Summary::of(dossier.slug(), &dossier.brief())).collect();
    let index = sitemap::index(&app.site, summaries.iter());
    Encoded::new(Bytes::from(index)).answer(&headers, XML, CachePolicy::Live)
}

/// `GET /sitemap-news.xml`
pub(crate) async fn news(State(app): State<App>, headers: HeaderMap) -> Response {
    let all = told_here(&app);
    let known: Vec<Known> = all.iter().map(|dossier| Known::of(dossier)).collect();
    let news = all.iter().zip(&known).map(|(dossier, known)| (dossier.slug(), known.news()));
    let news = sitemap::news(&app.site, clock::now(), news);
    Encoded::new(Bytes::from(news)).answer(&headers, XML, CachePolicy::Live)
}

/// The coverages but those that another server tells: they are to be found there.
fn told_here(app: &App) -> Vec<Arc<Dossier>> {
    let mut all = app.newsroom.all();
    all.retain(|dossier| !app.newsroom.is_followed(dossier.id()));
    all
}

/// What is known of a coverage's posts.
enum Known {
    All(Box<View>),
    News(Arc<Asleep>),
}

impl Known {
    fn of(dossier: &Dossier) -> Self {
        match dossier.presence() {
            Presence::Awake(live) => Self::All(Box::new(live.view())),
            Presence::Asleep(asleep) => Self::News(asleep),
        }
    }

    fn news(&self) -> NewsFrom<'_> {
        match self {
            Self::All(view) => NewsFrom::Posts(view),
            Self::News(asleep) => NewsFrom::Kept(&asleep.brief, &asleep.news),
        }
    }
}

/// `GET /live/{slug}/sitemap.xml`
pub(crate) async fn coverage(State(app): State<App>, Path(slug): Path<String>, headers: HeaderMap) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let map = sitemap::coverage(&app.site, live.slug(), &live.view());
    Encoded::new(Bytes::from(map)).answer(&headers, XML, CachePolicy::Live)
}
