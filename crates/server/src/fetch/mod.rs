//! Asking other servers, in a member's stead but never with this server's
//! reach: an address that is not public is not connected to (see [`guard`]).

mod address;
mod body;
mod guard;
mod send;
mod text;

use std::error::Error as _;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::Empty;
use hyper::body::Incoming;
use hyper::header::{ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, HeaderValue, LOCATION, USER_AGENT};
use hyper::{Request, Response, StatusCode, Uri};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::rt::TokioExecutor;
use thiserror::Error;
use tokio::time::Instant;
use url::Url;

pub(crate) use self::body::{Longer, Taken};
pub(crate) use self::guard::Reach;
pub use self::guard::is_out_of_reach;
use self::guard::{Guarded, Refused};
pub(crate) use self::send::Sender;

/// How often one is led on to another address.
const MOST_REDIRECTS: usize = 5;

/// The way to other servers. Clones share it.
#[derive(Clone)]
pub(crate) struct Fetcher {
    client: Client<HttpsConnector<Guarded>, Empty<Bytes>>,
    longest: Duration,
}

/// Why another server gave no answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Error)]
pub(crate) enum FetchFault {
    /// It is no address of the web.
    #[error("It is no address of the web.")]
    NotOfTheWeb,
    /// It, or what it leads on to, is no public address.
    #[error("It leads to an address that is not public.")]
    NotPublic,
    /// There is no such host, nobody listens there, or what is said is no HTTP.
    #[error("The site does not answer.")]
    NoAnswer,
    /// It took longer than one may wait.
    #[error("The site does not answer in time.")]
    TooSlow,
    /// It leads on and on.
    #[error("It leads on from one address to the next without end.")]
    LedOnAndOn,
    /// It is longer than was asked for.
    #[error("What the site sends is too large.")]
    TooLarge,
    /// It is compressed, though that was not asked for.
    #[error("What the site sends cannot be read.")]
    Unreadable,
}

/// What is asked of another server, and how much of it is taken.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    /// The media types, as an `Accept` header has them.
    pub(crate) types: &'static str,
    /// The most bytes.
    pub(crate) most: usize,
    /// What becomes of an answer that has more.
    pub(crate) longer: Longer,
}

/// Why somebody is asked, as is told them.
#[derive(Clone, Copy)]
enum Purpose {
    LinkCheck,
    Card(&'static str),
    Following(&'static str),
}

impl Fetcher {
    /// A way that ends at what `reach` says. An answer is waited for no longer
    /// than `longest`, however often one is led on.
    pub(crate) fn new(reach: Reach, longest: Duration) -> Self {
        let connector = connector(reach);
        // A connection that stays open would be of no use: hardly two links lead to one site.
        let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
        Self { client, longest }
    }

    /// What is answered at an address in the end. Of the answer nothing but its
    /// head is read, which hyper bounds.
    ///
    /// # Errors
    /// A [`FetchFault`].
    pub(crate) async fn ask(&self, address: &str) -> Result<StatusCode, FetchFault> {
        let answer = tokio::time::timeout(self.longest, self.follow(address, Purpose::LinkCheck)).await;
        answer.unwrap_or(Err(FetchFault::TooSlow)).map(|(_, response)| response.status())
    }

    /// What is answered at an address in the end, read. Whoever sends little and slowly is waited for
    /// until `deadline` and no longer.
    ///
    /// # Errors
    /// A [`FetchFault`].
    pub(crate) async fn read(&self, address: &str, wanted: Wanted, deadline: Instant) -> Result<Taken, FetchFault> {
        let answer = tokio::time::timeout_at(deadline, self.follow(address, Purpose::Card(wanted.types)));
        let (url, response) = answer.await.unwrap_or(Err(FetchFault::TooSlow))?;
        body::take(url, response, wanted, deadline).await
    }

    /// The same of another Stet, whose coverage is followed.
    ///
    /// # Errors
    /// A [`FetchFault`].
    pub(crate) async fn read_source(
        &self,
        address: &str,
        wanted: Wanted,
        deadline: Instant,
    ) -> Result<Taken, FetchFault> {
        let (url, response) = self.open_source(address, wanted.types, deadline).await?;
        body::take(url, response, wanted, deadline).await
    }

    /// The same, of which nothing but the head is read until `deadline`: what comes then is for the caller to bound.
    ///
    /// # Errors
    /// A [`FetchFault`].
    pub(crate) async fn open_source(
        &self,
        address: &str,
        types: &'static str,
        deadline: Instant,
    ) -> Result<(Url, Response<Incoming>), FetchFault> {
        let answer = tokio::time::timeout_at(deadline, self.follow(address, Purpose::Following(types)));
        answer.await.unwrap_or(Err(FetchFault::TooSlow))
    }

    async fn follow(&self, address: &str, purpose: Purpose) -> Result<(Url, Response<Incoming>), FetchFault> {
        let mut url = Url::parse(address).map_err(|_| FetchFault::NotOfTheWeb)?;
        for _ in 0..=MOST_REDIRECTS {
            let response = self.client.request(request(&url, purpose)?).await.map_err(|error| fault(&error))?;
            let further = response.headers().get(LOCATION).filter(|_| response.status().is_redirection());
            let Some(further) = further else { return Ok((url, response)) };
            let further = further.to_str().map_err(|_| FetchFault::NotOfTheWeb)?;
            url = url.join(further).map_err(|_| FetchFault::NotOfTheWeb)?;
        }
        Err(FetchFault::LedOnAndOn)
    }
}

/// The one way to a socket, TLS included.
fn connector(reach: Reach) -> HttpsConnector<Guarded> {
    HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().wrap_connector(Guarded::new(reach))
}

fn request(url: &Url, purpose: Purpose) -> Result<Request<Empty<Bytes>>, FetchFault> {
    let mut request = Request::new(Empty::new());
    *request.uri_mut() = uri(url)?;
    let agent = match purpose {
        Purpose::LinkCheck => concat!("Stet/", env!("CARGO_PKG_VERSION"), " (link check)"),
        Purpose::Following(_) => concat!("Stet/", env!("CARGO_PKG_VERSION"), " (following)"),
        // Sites that make a page for people only do so for what calls itself compatible.
        Purpose::Card(_) => concat!("Mozilla/5.0 (compatible; Stet/", env!("CARGO_PKG_VERSION"), "; card)"),
    };
    let headers = request.headers_mut();
    headers.insert(USER_AGENT, HeaderValue::from_static(agent));
    if let Purpose::Card(types) | Purpose::Following(types) = purpose {
        headers.insert(ACCEPT, HeaderValue::from_static(types));
        // What is compressed may be a thousand times as long as it looks.
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
    }
    if let Purpose::Following(_) = purpose {
        // What a cache on the way kept may be older than what was verified.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    }
    Ok(request)
}

/// An address as it is asked for.
fn uri(url: &Url) -> Result<Uri, FetchFault> {
    let mut url = url.clone();
    url.set_fragment(None);
    // A name and password in an address are nobody's to send. An address without a host cannot have them.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    let uri: Uri = url.as_str().parse().map_err(|_| FetchFault::NotOfTheWeb)?;
    if !matches!(url.scheme(), "http" | "https") || uri.host().is_none() {
        return Err(FetchFault::NotOfTheWeb);
    }
    Ok(uri)
}

/// What an error of the client comes from.
fn fault(error: &hyper_util::client::legacy::Error) -> FetchFault {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.is::<Refused>() {
            return FetchFault::NotPublic;
        }
        cause = error.source();
    }
    FetchFault::NoAnswer
}

/// The text of what a site answered, whatever charset it names.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(bytes: &[u8]) -> String {
    let kind = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let _ = text::decode(bytes, &String::from_utf8_lossy(kind));
    text::decode(bytes, "text/html")
}

#[cfg(test)]
pub(crate) mod tests;
