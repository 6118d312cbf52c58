//! A card of what stands at an address: what a post elsewhere said, kept here
//! when it was taken in, so that it reads the same once it is gone there.
//!
//! ```text
//! address ─► own post? ─► kept a moment ago? ─► oEmbed · page ─► words ─► picture ─► card
//! ```
//!
//! No HTML of others goes further than the words that are read out of it.

mod draw;
mod known;
mod oembed;
mod own;
mod page;
mod tokens;
mod told;
mod words;

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use coverage::{MediaId, WebUrl};
use serde::{Deserialize, Serialize};
use serde_json::json;
use tokio::time::Instant;
use utoipa::ToSchema;

pub(crate) use self::known::Cards;
pub(crate) use self::told::{line, prose};
pub(crate) use self::words::words;
use super::receipt::answer;
use super::wire_parse;
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::problem::{Document, Problem};

/// How long a member waits for a card.
const LONGEST: Duration = Duration::from_millis(2_900);

/// An address to make a card of.
#[derive(Deserialize, ToSchema)]
#[schema(as = CardAddress)]
#[serde(deny_unknown_fields)]
pub(crate) struct Asked {
    url: String,
}

/// A card. Its fields, apart from `kind` and `problem`, are the attributes of a block `embed`; of a
/// block `related` it is `title`, `url`, and as `image` and `alt` its picture.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub(crate) struct Card {
    kind: Kind,
    /// The address, as it is kept.
    url: String,
    #[schema(required)]
    provider: Option<String>,
    #[schema(required)]
    title: Option<String>,
    #[schema(required)]
    byline: Option<String>,
    #[schema(required)]
    text: Option<String>,
    /// RFC 3339 where that can be told.
    #[schema(required)]
    posted_at: Option<String>,
    /// The id of the stored picture.
    #[schema(required, value_type = Option<String>)]
    picture: Option<MediaId>,
    #[schema(required)]
    picture_width: Option<u32>,
    #[schema(required)]
    picture_height: Option<u32>,
    #[schema(required)]
    picture_alt: Option<String>,
    /// Why there is no more on the card, where there could have been: a problem, as faults have them.
    #[schema(required)]
    problem: Option<Lack>,
}

/// What kind of block the card makes.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = CardKind)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// A post of elsewhere.
    Embed,
    /// An article of ours.
    Related,
}

/// Why a card says less than it could.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, ToSchema)]
#[schema(as = CardProblem)]
struct Lack {
    code: &'static str,
    /// What is wrong, for people.
    detail: &'static str,
    /// The way out.
    hint: &'static str,
}

impl Card {
    /// A card that says no more than where it leads.
    fn bare(url: &str, provider: Option<String>) -> Self {
        Self {
            kind: Kind::Embed,
            url: url.to_owned(),
            provider,
            title: None,
            byline: None,
            text: None,
            posted_at: None,
            picture: None,
            picture_width: None,
            picture_height: None,
            picture_alt: None,
            problem: None,
        }
    }
}

/// `POST /api/v1/cards`: what a card of an address says. Nothing is written, and nobody waits for it
/// to publish.
#[utoipa::path(post, path = "/api/v1/cards", operation_id = "make_card", tag = "drafts", request_body = Asked,
    responses((status = 200, description = "the card, within three seconds; where the site could not be read, a bare one that says why", body = Card),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)),
        (status = 422, description = "it is no address of the web", body = inline(Document<'_>)),
        (status = 429, description = "too many cards at once", body = inline(Document<'_>))))]
pub(crate) async fn make_card(
    State(app): State<App>,
    asker: Asker,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let deadline = Instant::now() + LONGEST;
    asker.require_somewhere(&app, Permission::Draft).await?;
    let Asked { url } = wire_parse::read(&headers, &body)?;
    let url = WebUrl::parse("url", url.trim())?;
    let url = url.as_str();
    if let Some(card) = own::card(&app, url).await {
        return Ok(answer(StatusCode::OK, &json!(card)));
    }
    app.cards.count(asker.id())?;
    if let Some(card) = app.cards.recall(url) {
        return Ok(answer(StatusCode::OK, &json!(card)));
    }
    let card = draw::card(&app, url, asker.id(), deadline).await;
    if card.problem.is_none() {
        app.cards.remember(url, &card);
    }
    Ok(answer(StatusCode::OK, &json!(card)))
}

/// A page of another site, and what its oEmbed answers.
#[cfg(any(test, fuzzing))]
pub fn fuzz(bytes: &[u8]) {
    let html = crate::fetch::fuzz(bytes);
    if let Ok(url) = url::Url::parse("https://example.org/a/b") {
        let _ = page::read(&html, &url);
    }
    let _ = oembed::read(bytes);
    // Words are read out once; what is read out is no markup, yet may look like some.
    let _ = words(&html);
}

#[cfg(test)]
mod tests;
