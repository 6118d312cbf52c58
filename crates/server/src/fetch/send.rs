//! Sending something to another server.

use std::time::Duration;

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue, USER_AGENT};
use hyper::{Method, Request, StatusCode};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::Client;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use url::Url;

use super::guard::Guarded;
use super::{FetchFault, Reach, connector, fault, uri};

/// How long a connection is kept for the next message.
const KEPT: Duration = Duration::from_secs(30);

/// Sends to other servers, within the same reach as whoever asks them. Clones share it.
#[derive(Clone)]
pub(crate) struct Sender {
    client: Client<HttpsConnector<Guarded>, Full<Bytes>>,
    longest: Duration,
}

impl Sender {
    /// A way that ends at what `reach` says. An answer is waited for no longer than `longest`.
    pub(crate) fn new(reach: Reach, longest: Duration) -> Self {
        let client = Client::builder(TokioExecutor::new())
            .pool_idle_timeout(KEPT)
            .pool_timer(TokioTimer::new())
            .pool_max_idle_per_host(1)
            .build(connector(reach));
        Self { client, longest }
    }

    /// Posts something, which is JSON if its headers say nothing else, to an address and gives what it answered. It is not led on:
    /// what is sent is meant for this address. Of the answer nothing but its
    /// head is read.
    ///
    /// # Errors
    /// A [`FetchFault`].
    pub(crate) async fn post(&self, address: &str, headers: HeaderMap, body: Bytes) -> Result<StatusCode, FetchFault> {
        let url = Url::parse(address).map_err(|_| FetchFault::NotOfTheWeb)?;
        let mut request = Request::new(Full::new(body));
        *request.method_mut() = Method::POST;
        *request.uri_mut() = uri(&url)?;
        *request.headers_mut() = headers;
        request.headers_mut().entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/json"));
        let agent = concat!("Stet/", env!("CARGO_PKG_VERSION"), ")");
        request.headers_mut().insert(USER_AGENT, HeaderValue::from_static(agent));
        match tokio::time::timeout(self.longest, self.client.request(request)).await {
            Ok(Ok(response)) => Ok(response.status()),
            Ok(Err(error)) => Err(fault(&error)),
            Err(_) => Err(FetchFault::TooSlow),
        }
    }
}
