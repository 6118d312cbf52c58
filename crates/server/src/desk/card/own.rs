//! Cards of what is published here.

use std::str::FromStr as _;

use coverage::{Block, Image, PostId};

use super::draw::NOT_THERE;
use super::{Card, Kind, told};
use crate::app::App;

/// How many characters a post without a headline is named by.
const NAMED_BY: usize = 90;

/// The card of an address of our own; none for any other. Nobody need be asked for it.
pub(super) async fn card(app: &App, url: &str) -> Option<Card> {
    let path = url.strip_prefix(&*app.site.base_url)?.strip_prefix("/live/")?;
    let missing = || Card { problem: Some(NOT_THERE), ..Card::bare(url, told::line::<100>(&app.site.name)) };
    Some(published(app, url, path).await.unwrap_or_else(missing))
}

/// The card of a coverage or post that readers can see.
async fn published(app: &App, url: &str, path: &str) -> Option<Card> {
    let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
    let path = path.split('?').next()?.trim_end_matches('/');
    let (slug, post) = match path.split_once("/post/") {
        Some((slug, post)) => (slug, Some(post)),
        None => (path, fragment.strip_prefix("post-")),
    };
    let live = app.newsroom.public(slug).await.ok()?;
    let view = live.view();
    let coverage = view.coverage();
    let mut card = Card { kind: Kind::Related, ..Card::bare(url, told::line::<100>(&app.site.name)) };
    let Some(post) = post else {
        card.title = told::line::<300>(coverage.headline.as_str());
        return Some(card);
    };
    let content = view.post(PostId::from_str(post).ok()?)?.content()?;
    card.title = match &content.headline {
        Some(headline) => told::line::<300>(headline.as_str()),
        None => told::line::<NAMED_BY>(&content.body.text()),
    };
    if let Some(Image { media, alt, size, .. }) = content.body.blocks().iter().find_map(picture) {
        card.picture = *media;
        (card.picture_width, card.picture_height) = size.unzip();
        card.picture_alt = told::line::<1000>(alt);
    }
    Some(card)
}

fn picture(block: &Block) -> Option<&Image> {
    match block {
        Block::Image(image) => Some(image),
        Block::Gallery(images) => images.first(),
        _ => None,
    }
    .filter(|image| image.media.is_some())
}
