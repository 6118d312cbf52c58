//! Asks a server, by http or https. Whoever runs this named it, so it may be on their own network.

use std::time::Duration;

use anyhow::{Context, bail};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty, Limited};
use hyper::header::{HeaderMap, LOCATION, RETRY_AFTER, USER_AGENT};
use hyper::{Request, StatusCode};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use url::Url;

/// How long an answer may take as a whole.
const ANSWER: Duration = Duration::from_secs(60);
/// How often a server is asked that is busy.
const TRIES: usize = 5;
/// How long such a server is waited for at most before it is asked again.
const LONGEST_PAUSE: u64 = 30;

/// A client, whose connection stays for the next question.
pub(super) struct Asker(Client<HttpsConnector<HttpConnector>, Empty<Bytes>>);

impl Asker {
    pub(super) fn new() -> Self {
        let connector = HttpsConnectorBuilder::new().with_webpki_roots().https_or_http().enable_http1().build();
        Self(Client::builder(TokioExecutor::new()).build(connector))
    }

    /// What is answered at an address, as text of so many bytes at most.
    pub(super) async fn text(&self, url: &Url, most: usize) -> anyhow::Result<String> {
        let missing = || format!("there is nothing at {url}: only coverages that readers see have a log");
        self.text_if_any(url, most).await?.with_context(missing)
    }

    /// The same where nothing may be there, as at a server of an earlier version.
    pub(super) async fn text_if_any(&self, url: &Url, most: usize) -> anyhow::Result<Option<String>> {
        let bytes = tokio::time::timeout(ANSWER, self.bytes(url, most)).await;
        let bytes =
            bytes.map_err(|_| anyhow::anyhow!("{url} did not answer within {} seconds", ANSWER.as_secs()))??;
        let text = bytes.map(|bytes| String::from_utf8(bytes.into())).transpose();
        text.with_context(|| format!("{url} answers with what is no text"))
    }

    async fn bytes(&self, url: &Url, most: usize) -> anyhow::Result<Option<Bytes>> {
        for _ in 0..TRIES {
            let agent = concat!("Stet/", env!("CARGO_PKG_VERSION"));
            let request = Request::get(url.as_str()).header(USER_AGENT, agent).body(Empty::new())?;
            let answer = self.0.request(request).await.with_context(|| format!("{url} does not answer"))?;
            match answer.status() {
                StatusCode::OK => {
                    let body = Limited::new(answer.into_body(), most).collect().await;
                    let body = body
                        .map_err(|error| anyhow::anyhow!("{url} breaks off, or has more than {most} bytes: {error}"))?;
                    return Ok(Some(body.to_bytes()));
                }
                StatusCode::SERVICE_UNAVAILABLE => tokio::time::sleep(pause(answer.headers())).await,
                StatusCode::NOT_FOUND => return Ok(None),
                status if status.is_redirection() => {
                    let to = answer.headers().get(LOCATION).and_then(|to| to.to_str().ok()).unwrap_or("elsewhere");
                    bail!("{url} leads on to {to}: give the coverage's address there")
                }
                status => bail!("{url} answers {status}"),
            }
        }
        bail!("{url} is busy; try again later")
    }
}

/// How long a busy server asks to be left alone.
fn pause(headers: &HeaderMap) -> Duration {
    let asked = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
    Duration::from_secs(asked.unwrap_or(5).min(LONGEST_PAUSE))
}
