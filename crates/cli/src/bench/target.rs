//! What is measured: a server that is started here, or one that runs already.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::peers::{nchan, pushpin};
use super::prose::words;
use super::publisher::ask;
use super::run::Run;
use super::started::Started;
use super::stet;

/// A server to measure.
pub(super) enum Target {
    /// A binary of Stet, with coverages made for the purpose.
    Stet(PathBuf),
    /// The least that a server can do: sockets and `send`.
    Yardstick(PathBuf),
    /// nginx with nchan, as it is installed.
    Nchan(nchan::Installed),
    /// Pushpin, as it is installed.
    Pushpin(pushpin::Installed),
    /// Any other server of events, which runs already.
    Peer(Peer),
}

/// A server that runs already.
pub(super) struct Peer {
    stream: Place,
    publish: Place,
    body: String,
    processes: Vec<u32>,
}

/// An address on this machine, and a path there.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) at: SocketAddr,
    pub(super) path: String,
}

/// A server that is measured now. What was started for it ends with it.
pub(super) struct Served {
    /// Where readers connect.
    pub(super) at: SocketAddr,
    pub(super) coverages: Vec<Coverage>,
    /// Whose use of the machine counts.
    pub(super) processes: Vec<u32>,
    pub(super) way: Way,
    /// What was started for it.
    pub(super) started: Option<Started>,
}

/// Something that readers follow.
#[derive(Clone)]
pub(super) struct Coverage {
    /// What they ask for; `{after}` stands for the position that they have.
    pub(super) path: String,
    /// The number of its last change.
    pub(super) published: u64,
}

/// How to publish.
pub(super) enum Way {
    /// A post with a text of so many bytes, by the API.
    Posts { token: String, bytes: usize },
    /// A request with the frame in its body.
    Body { to: Place, template: String, size: usize },
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stet(program) => write!(f, "{}", program.file_name().unwrap_or_default().display()),
            Self::Yardstick(_) => f.write_str("sockets and `send`, nothing else"),
            Self::Nchan(_) => f.write_str("nchan"),
            Self::Pushpin(_) => f.write_str("Pushpin"),
            Self::Peer(peer) => write!(f, "{}{}", peer.stream.at, peer.stream.path),
        }
    }
}

impl Target {
    /// Whether it is another's, started by the bench itself.
    pub(super) const fn is_peer_of_ours(&self) -> bool {
        matches!(self, Self::Nchan(_) | Self::Pushpin(_))
    }

    /// Reads `STREAM,PUBLISH,PID…`.
    pub(super) fn peer(text: &str, body: &str) -> anyhow::Result<Self> {
        let told = || {
            format!(
                "--peer is “{text}”; give STREAM_URL,PUBLISH_URL,PID[,PID…], such as http://127.0.0.1:81/sub,http://127.0.0.1:81/pub,4711"
            )
        };
        let mut parts = text.split(',');
        let stream = Place::parse(parts.next().with_context(told)?).with_context(told)?;
        let publish = Place::parse(parts.next().with_context(told)?).with_context(told)?;
        let processes = parts.map(|pid| pid.trim().parse().with_context(told)).collect::<Result<_, _>>()?;
        Ok(Self::Peer(Peer { stream, publish, body: body.to_owned(), processes }))
    }

    /// Starts it, or takes it as it runs, and makes ready what the run wants.
    pub(super) fn start(&self, run: &Run) -> anyhow::Result<Served> {
        if !matches!(self, Self::Stet(_)) && (run.coverages > 1 || run.posts > 0) {
            bail!("coverages and posts are Stet's own; leave out --coverages and --posts for other servers");
        }
        match self {
            Self::Stet(program) => stet::start(program, run),
            Self::Yardstick(program) => {
                let folder = TempDir::new()?;
                let (started, url) = Started::saying_where(Command::new(program).arg("bench-yardstick"), folder)?;
                let place = Place::parse(&url)?;
                let publish = place.at("/publish");
                Ok(Served::by_body(place.at("/stream"), publish, "{data}", run.size, Some(started)))
            }
            Self::Nchan(installed) => nchan::start(installed, run.size),
            Self::Pushpin(installed) => pushpin::start(installed, run.size),
            Self::Peer(peer) => {
                let stream = peer.stream.clone();
                let served = Served::by_body(stream, peer.publish.clone(), &peer.body, run.size, None);
                Ok(Served { processes: peer.processes.clone(), ..served })
            }
        }
    }
}

impl Place {
    /// Reads an address of this machine.
    pub(super) fn parse(url: &str) -> anyhow::Result<Self> {
        let rest = url.strip_prefix("http://").with_context(|| format!("“{url}” is no http URL"))?;
        let (at, path) = rest.split_once('/').unwrap_or((rest, ""));
        let at: SocketAddr = at.parse().with_context(|| format!("“{at}” is no IP address with a port"))?;
        if !at.ip().is_loopback() {
            bail!("“{url}” is not on this machine; a load like this is for loopback addresses only");
        }
        Ok(Self { at, path: format!("/{path}") })
    }

    fn at(&self, path: &str) -> Self {
        Self { at: self.at, path: path.to_owned() }
    }
}

impl Served {
    /// A server of one stream, to which frames are sent in the body of a request.
    pub(super) fn by_body(
        stream: Place,
        publish: Place,
        template: &str,
        size: usize,
        started: Option<Started>,
    ) -> Self {
        Self {
            at: stream.at,
            coverages: vec![Coverage { path: stream.path, published: 0 }],
            processes: started.as_ref().map_or_else(Vec::new, |started| started.processes.clone()),
            way: Way::Body { to: publish, template: template.to_owned(), size },
            started,
        }
    }

    /// Publishes one change of that coverage, and returns once it is acknowledged.
    pub(super) fn publish(&mut self, coverage: usize) -> anyhow::Result<()> {
        let place = self.coverages.get_mut(coverage).context("there is no such coverage")?;
        place.published += 1;
        let seq = place.published;
        match &self.way {
            Way::Posts { bytes, .. } => {
                let path = format!("/api/v1/coverages/{}/posts", stet::slug(coverage));
                let answer = self.write(&path, &json!({"body": words(*bytes, seq)}))?;
                let told: Value = serde_json::from_str(&answer)?;
                if told["seq"] != seq {
                    bail!("somebody else publishes too: {} came in place of {seq}", told["seq"]);
                }
            }
            Way::Body { to, template, size } => {
                let data = format!("{{\"seq\":{seq},\"html\":\"{}\"}}", words(size.saturating_sub(30), seq));
                let escaped = data.replace('"', "\\\"");
                let body =
                    template.replace("{data}", &data).replace("{json}", &escaped).replace("{seq}", &seq.to_string());
                ask(to.at, "POST", &to.path, "Content-Type: application/json\r\n", &body)?;
            }
        }
        Ok(())
    }

    /// Asks for something to be written by Stet's API.
    pub(super) fn write(&self, path: &str, body: &Value) -> anyhow::Result<String> {
        let Way::Posts { token, .. } = &self.way else { bail!("only Stet has an API for {path}") };
        let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
        ask(self.at, "POST", path, &headers, &body.to_string())
    }
}
