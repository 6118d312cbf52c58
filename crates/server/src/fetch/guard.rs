//! The guard stands where connections are made, so that every way there passes
//! it: a name, an address written out, and whatever one is led on to. A name is
//! resolved here once, and what is connected to is the address that was looked at.

use std::error::Error;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::Uri;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpStream, lookup_host};
use tower_service::Service;

use super::address::is_public;

/// How far connections go.
#[derive(Clone, Debug)]
pub(crate) struct Reach {
    also: Arc<[SocketAddr]>,
}

impl Reach {
    /// To public addresses, and to these.
    pub(crate) fn public_and(also: &[SocketAddr]) -> Self {
        Self { also: also.into() }
    }

    fn holds(&self, address: SocketAddr) -> bool {
        is_public(address.ip()) || self.also.contains(&address)
    }
}

/// How long a start waits for a name to be looked up.
const LOOKING_UP: Duration = Duration::from_secs(2);

/// No address of the host may be connected to.
#[derive(Debug, thiserror::Error)]
#[error("no address of the host is public")]
pub(super) struct Refused;

/// Whatever keeps a connection from being made.
type Failure = Box<dyn Error + Send + Sync>;

/// Makes connections within a reach.
#[derive(Clone)]
pub(super) struct Guarded {
    reach: Reach,
}

impl Guarded {
    pub(super) const fn new(reach: Reach) -> Self {
        Self { reach }
    }
}

impl Service<Uri> for Guarded {
    type Response = TokioIo<TcpStream>;
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Failure>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let reach = self.reach.clone();
        Box::pin(async move { connect(&reach, &uri, look_up).await.map(TokioIo::new) })
    }
}

/// The addresses of a name, as the system's resolver has them now.
async fn look_up(host: String, port: u16) -> io::Result<Vec<SocketAddr>> {
    Ok(lookup_host((host, port)).await?.collect())
}

/// Whether a URL leads to addresses none of which is public or among these. A
/// name that cannot be looked up now is not known to.
pub async fn is_out_of_reach(url: &str, also: &[SocketAddr]) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    let reach = Reach::public_and(also);
    let found = tokio::time::timeout(LOOKING_UP, addresses(&uri, look_up)).await;
    found.is_ok_and(|found| {
        found.is_ok_and(|found| !found.is_empty() && !found.iter().any(|address| reach.holds(*address)))
    })
}

/// The addresses that a URL leads to. A name is looked up once: what was looked
/// at and what is connected to cannot be two things.
async fn addresses<F>(uri: &Uri, look_up: impl Fn(String, u16) -> F) -> io::Result<Vec<SocketAddr>>
where
    F: Future<Output = io::Result<Vec<SocketAddr>>>,
{
    let host = uri.host().unwrap_or_default();
    let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
    match host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>() {
        Ok(address) => Ok(vec![SocketAddr::new(address, port)]),
        Err(_) => look_up(host.to_owned(), port).await,
    }
}

/// Connects to an address within reach.
async fn connect<F>(reach: &Reach, uri: &Uri, look_up: impl Fn(String, u16) -> F) -> Result<TcpStream, Failure>
where
    F: Future<Output = io::Result<Vec<SocketAddr>>>,
{
    let mut failure = Failure::from(Refused);
    for address in addresses(uri, look_up).await?.into_iter().filter(|address| reach.holds(*address)) {
        match TcpStream::connect(address).await {
            Ok(stream) => return Ok(stream),
            Err(error) => failure = error.into(),
        }
    }
    Err(failure)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn a_cache_inside_is_out_of_reach_until_it_is_named() {
        let named = ["10.0.0.5:6081".parse().unwrap()];
        for (url, also, is_out) in [
            ("http://10.0.0.5:6081/purge", &[][..], true),
            ("http://10.0.0.5:6081/purge", &named[..], false),
            ("http://10.0.0.5/purge", &named[..], true),
            ("http://localhost:6081/", &[][..], true),
            ("http://[fd00::1]/purge", &[][..], true),
            ("https://1.1.1.1/purge", &[][..], false),
            ("http://no.such.host.invalid/purge", &[][..], false),
        ] {
            assert_eq!(is_out_of_reach(url, also).await, is_out, "{url}");
        }
    }

    #[tokio::test]
    async fn a_name_that_means_another_host_a_moment_later_leads_nowhere() {
        let (there, inside) = (TcpListener::bind("127.0.0.1:0").await, TcpListener::bind("127.0.0.1:0").await);
        let (there, inside) = (there.unwrap(), inside.unwrap());
        let answers = [there.local_addr().unwrap(), inside.local_addr().unwrap()];
        let (reach, asked) = (Reach::public_and(&answers[..1]), AtomicUsize::new(0));
        let look_up = |_: String, _: u16| {
            let turn = asked.fetch_add(1, Ordering::Relaxed).min(1);
            async move { Ok(vec![answers[turn]]) }
        };
        let uri: Uri = "http://turncoat.example/".parse().unwrap();
        let stream = connect(&reach, &uri, look_up).await.unwrap();
        assert_eq!(stream.peer_addr().unwrap(), answers[0]);
        assert_eq!(asked.load(Ordering::Relaxed), 1, "what was looked at is what is connected to");
        // The next connection, as after a redirect to the same name, is looked at anew.
        let refused = connect(&reach, &uri, look_up).await.unwrap_err();
        assert!(refused.is::<Refused>());
        tokio::select! {
            biased;
            reached = inside.accept() => panic!("{reached:?}"),
            reached = there.accept() => drop(reached.unwrap()),
        }
    }
}
