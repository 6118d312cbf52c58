//! A card is drawn up from what its site says, as far as there is time.

use std::time::Duration;

use axum::http::StatusCode;
use render::Known;
use store::{Description, MemberId};
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::told::{self, Told};
use super::{Card, Lack, oembed, page};
use crate::app::App;
use crate::fetch::{FetchFault, Fetcher, Longer, Taken, Wanted};
use crate::media;

/// A page, of which the beginning will do: what it says of itself stands there.
const PAGE: Wanted =
    Wanted { types: "text/html, application/xhtml+xml;q=0.9", most: 1024 * 1024, longer: Longer::CutOff };
/// An oEmbed answer.
const OEMBED: Wanted = Wanted { types: "application/json", most: 1024 * 1024, longer: Longer::Refused };
/// Its picture.
const PICTURE: Wanted = Wanted { types: "image/*", most: 10 * 1024 * 1024, longer: Longer::Refused };
/// How much of the time is left for the picture, and for the answer itself.
const FOR_PICTURE: Duration = Duration::from_millis(400);

/// The card of an address of elsewhere.
pub(super) async fn card(app: &App, url: &str, member: MemberId, deadline: Instant) -> Card {
    let known = Known::of(url);
    let for_words = deadline - FOR_PICTURE;
    let asked = async {
        // Who waits in a queue of others waits no longer than for a site.
        let _turn = timeout_at(for_words, app.cards.at_once.acquire()).await.map_err(|_| TOO_SLOW)?;
        ask(&app.fetcher, url, known.as_ref(), for_words).await
    };
    let (mut told, led_to, problem) = match asked.await {
        Ok((told, led_to)) => {
            let problem = told.says_nothing().then_some(SAYS_NOTHING);
            (told, led_to, problem.filter(|_| !known.as_ref().is_some_and(Known::is_told_by_address)))
        }
        Err(lack) => (Told::default(), None, Some(lack)),
    };
    // A short address leads on to that of a post, which is what the card is of.
    let is_short = known.as_ref().is_none_or(|known| known.player().is_none());
    let post = led_to.filter(|led_to| is_short && plays(led_to));
    let (picture, alt) = (told.picture.take(), told.picture_alt.take());
    let mut card = shown(post.as_ref().map_or(url, Url::as_str), told, problem);
    if let Some(picture) = picture {
        card.picture_of(app, &picture, alt, member, deadline).await;
    }
    card
}

impl Card {
    /// Puts the site's picture on the card, stored here like any other, if it comes in time. One that
    /// does not is left out: the card says the same without it.
    async fn picture_of(&mut self, app: &App, url: &Url, alt: Option<String>, member: MemberId, deadline: Instant) {
        let Ok(taken) = app.fetcher.read(url.as_str(), PICTURE, deadline).await else { return };
        if !taken.status.is_success() {
            return;
        }
        let description = Description { alt: alt.clone(), source: self.provider.clone(), ..Description::default() };
        let filename = url.path_segments().and_then(Iterator::last).unwrap_or_default().chars().take(100).collect();
        let from = media::Fetched { filename, description, coverage: None, member: Some(member) };
        let store = app.clone();
        // It is taken in whole, though nobody waits for it any more.
        let storing = tokio::spawn(async move { media::take_in(&store, taken.bytes, from).await });
        match timeout_at(deadline, storing).await {
            Ok(Ok(Ok(medium))) => {
                self.picture = Some(medium.id);
                self.picture_alt = alt;
                if let Some(file) = medium.file {
                    (self.picture_width, self.picture_height) = (file.width, file.height);
                }
            }
            Ok(Ok(Err(fault))) => tracing::debug!(%fault, "the picture of a card was not taken"),
            Ok(Err(error)) => tracing::error!(%error, "the picture of a card could not be taken in"),
            Err(_) => {}
        }
    }
}

/// Whether an address is that of a known site's post with a player.
fn plays(url: &Url) -> bool {
    Known::of(url.as_str()).is_some_and(|known| known.player().is_some())
}

/// The words of a card, from what was told of an address.
pub(super) fn shown(url: &str, told: Told, problem: Option<Lack>) -> Card {
    let known = Known::of(url);
    let host =
        Url::parse(url).ok().and_then(|url| url.host_str().map(|host| host.trim_start_matches("www.").to_owned()));
    let provider = known.as_ref().map(|known| known.provider().to_owned()).or(told.site).or(host);
    let mut card = Card { problem, ..Card::bare(url, provider.as_deref().and_then(told::line::<100>)) };
    (card.title, card.byline) = match &known {
        Some(known) if known.title_names_author() => {
            (None, told.byline.filter(|_| told.title.is_none()).or(told.title))
        }
        _ => (told.title, told.byline),
    };
    let Some(known) = known else {
        (card.text, card.posted_at) = (told.text, told.posted_at);
        return card;
    };
    if let (Some(byline), Some(handle)) = (&mut card.byline, known.part("handle")) {
        let handle = handle.trim_start_matches('@');
        if !byline.to_lowercase().contains(&handle.to_lowercase()) {
            *byline = told::line::<200>(&format!("{byline} (@{handle})")).unwrap_or_default();
        }
    }
    // The title of a map's place stands in its address.
    let named = known.part("title").and_then(|title| url::form_urlencoded::parse(title.as_bytes()).next());
    card.title = card.title.or_else(|| told::line::<300>(&named?.0));
    // Some say the same words twice.
    card.text = told.text.filter(|text| card.title.as_ref() != Some(text));
    card.posted_at = known.posted_at().map(|at| at.to_string()).or(told.posted_at);
    card
}

/// What the site says, and where the address led to if a page was read.
pub(super) async fn ask(
    fetcher: &Fetcher,
    url: &str,
    known: Option<&Known<'_>>,
    deadline: Instant,
) -> Result<(Told, Option<Url>), Lack> {
    if known.is_some_and(Known::is_told_by_address) {
        return Ok((Told::default(), None));
    }
    if let Some(endpoint) = known.and_then(Known::oembed)
        && let Ok(told) = ask_oembed(fetcher, &endpoint, deadline).await
    {
        return Ok((told, None));
    }
    let (told, led_to) = ask_page(fetcher, url, deadline).await?;
    let endpoint = told.oembed.clone().filter(|_| told.title.is_none() || told.picture.is_none());
    let told = match endpoint {
        // What the page says counts before what is said about it.
        Some(endpoint) => told.or(ask_oembed(fetcher, endpoint.as_str(), deadline).await.unwrap_or_default()),
        None => told,
    };
    Ok((told, Some(led_to)))
}

/// What an oEmbed endpoint says.
pub(super) async fn ask_oembed(fetcher: &Fetcher, endpoint: &str, deadline: Instant) -> Result<Told, Lack> {
    let taken = fetcher.read(endpoint, OEMBED, deadline).await?;
    refuse_fault(&taken)?;
    if !matches!(&*taken.media_type(), "application/json" | "application/json+oembed" | "text/json" | "text/javascript")
    {
        return Err(WRONG_TYPE);
    }
    beside(move || oembed::read(&taken.bytes)).await.flatten().ok_or(WRONG_TYPE)
}

/// What a page says of itself, and where it was found in the end.
async fn ask_page(fetcher: &Fetcher, url: &str, deadline: Instant) -> Result<(Told, Url), Lack> {
    let taken = fetcher.read(url, PAGE, deadline).await?;
    refuse_fault(&taken)?;
    if !matches!(&*taken.media_type(), "text/html" | "application/xhtml+xml") {
        return Err(WRONG_TYPE);
    }
    let read = beside(move || (page::read(&taken.text(), &taken.url), taken.url));
    read.await.ok_or(WRONG_TYPE)
}

/// Reads beside the requests of others; none if the reading broke.
async fn beside<T: Send + 'static>(read: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    match tokio::task::spawn_blocking(read).await {
        Ok(read) => Some(read),
        Err(error) => {
            tracing::warn!(%error, "what a site sent could not be read");
            None
        }
    }
}

fn refuse_fault(taken: &Taken) -> Result<(), Lack> {
    match taken.status {
        status if status.is_success() => Ok(()),
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(NOT_THERE),
        status if status.is_client_error() => Err(KEPT_FROM_US),
        _ => Err(SITE_FAULT),
    }
}

const BY_HAND: &str = "The link works all the same. What the card should say can be written by hand.";

const fn lack(code: &'static str, detail: &'static str) -> Lack {
    Lack { code, detail, hint: BY_HAND }
}

pub(super) const NOT_THERE: Lack = Lack {
    code: "card_not_there",
    detail: "The site says that there is no such page.",
    hint: "Look whether the address is complete.",
};
const KEPT_FROM_US: Lack = lack("card_kept_from_us", "The site does not show this page to us.");
const SITE_FAULT: Lack = lack("card_site_fault", "The site answers with an error.");
const WRONG_TYPE: Lack = lack("card_wrong_type", "What stands at the address is no page.");
const SAYS_NOTHING: Lack = lack("card_says_nothing", "The page says nothing of itself.");
const TOO_SLOW: Lack = lack("card_too_slow", "The site did not answer in time.");

impl From<FetchFault> for Lack {
    fn from(fault: FetchFault) -> Self {
        match fault {
            FetchFault::NotPublic => lack("card_not_public", "The address leads to a place that is not public."),
            FetchFault::NotOfTheWeb => lack("card_not_of_the_web", "The address leads to what is no page of the web."),
            FetchFault::NoAnswer => lack("card_no_answer", "The site does not answer."),
            FetchFault::TooSlow => TOO_SLOW,
            FetchFault::LedOnAndOn => {
                lack("card_led_on", "The site leads on from one address to the next without end.")
            }
            FetchFault::TooLarge => lack("card_too_large", "What the site sends is too large."),
            FetchFault::Unreadable => lack("card_unreadable", "What the site sends cannot be read."),
        }
    }
}
