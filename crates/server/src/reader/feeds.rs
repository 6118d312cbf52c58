//! The feeds of a coverage.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use coverage::Slug;
use render::{Address, Fault};

use super::encoding::Encoded;
use super::missing;
use crate::app::App;
use crate::cache::CachePolicy;
use crate::live::Known;

/// `GET /live/{slug}/feed.rss`, `feed.atom` and `feed.json`
pub(crate) async fn feed(
    State(app): State<App>,
    Path((slug, format)): Path<(String, String)>,
    headers: HeaderMap,
) -> Response {
    let live = match app.newsroom.public(&slug).await {
        Ok(live) => live,
        Err(not_there) => return not_there.into_response(),
    };
    let Known { view, rendered, .. } = live.known();
    let (slot, content_type) = match &*format {
        "rss" => (&rendered.rss, "application/rss+xml; charset=utf-8"),
        "atom" => (&rendered.atom, "application/atom+xml; charset=utf-8"),
        "json" => (&rendered.json_feed, "application/feed+json; charset=utf-8"),
        _ => return missing(Fault::NoFeed),
    };
    let feed = slot.get_or_init(|| async {
        let feed = match &*format {
            "rss" => render::feed::rss(&app.site, live.slug(), &view),
            "atom" => render::feed::atom(&app.site, live.slug(), &view),
            _ => render::feed::json(&app.site, live.slug(), &view),
        };
        Encoded::new(Bytes::from(feed))
    });
    let mut response = feed.await.answer(&headers, content_type, CachePolicy::Live);
    if let Some(hub) = &app.site.publisher.hub {
        // Where a subscriber learns whom to ask, and for what (WebSub §4).
        let own = app.site.url(address(&format, live.slug()));
        let links = format!("<{hub}>; rel=\"hub\", <{own}>; rel=\"self\"");
        response.headers_mut().extend(HeaderValue::try_from(links).map(|links| (header::LINK, links)));
    }
    response
}

/// The address of a feed.
pub(crate) fn address<'a>(format: &str, slug: &'a Slug) -> Address<'a> {
    match format {
        "rss" => Address::Rss(slug),
        "atom" => Address::Atom(slug),
        _ => Address::JsonFeed(slug),
    }
}
