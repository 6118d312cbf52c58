//! What is measured: a server that is started here, or one that runs already.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};
use serde_json::{Value, json};
use tempfile::TempDir;

use super::publisher::ask;

/// A server to measure.
pub(super) enum Target {
    /// A binary of Stet, with a coverage made for the purpose.
    Stet(PathBuf),
    /// The least that a server can do: sockets and `send`.
    Yardstick(PathBuf),
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
struct Place {
    at: SocketAddr,
    path: String,
}

/// A server that is measured now. What was started for it ends with it.
pub(super) struct Served {
    /// Where readers connect.
    pub(super) at: SocketAddr,
    /// What they ask for; `{after}` stands for the position that they have.
    pub(super) path: String,
    /// Whose use of the machine counts.
    pub(super) processes: Vec<u32>,
    /// The number of the last change.
    pub(super) published: u64,
    way: Way,
    _started: Option<Started>,
}

/// How to publish.
enum Way {
    /// A post of that text, by the API.
    Posts { token: String, text: String },
    /// A request with the frame in its body.
    Body { to: Place, template: String, size: usize },
}

struct Started {
    child: Child,
    _folder: TempDir,
}

impl Drop for Started {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stet(program) => write!(f, "{}", program.file_name().unwrap_or_default().display()),
            Self::Yardstick(_) => f.write_str("sockets and `send`, nothing else"),
            Self::Peer(peer) => write!(f, "{}{}", peer.stream.at, peer.stream.path),
        }
    }
}

impl Target {
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

    /// Starts it, or takes it as it runs, and publishes once, so that the size
    /// of a frame is known.
    pub(super) fn start(&self, size: usize) -> anyhow::Result<Served> {
        match self {
            Self::Stet(program) => start_stet(program, size),
            Self::Yardstick(program) => {
                let (started, place) = launch(Command::new(program).arg("bench-yardstick"), TempDir::new()?)?;
                let way = Way::Body { to: place.at("/publish"), template: "{data}".to_owned(), size };
                Ok(Served {
                    at: place.at,
                    path: "/stream".to_owned(),
                    processes: vec![started.child.id()],
                    published: 0,
                    way,
                    _started: Some(started),
                })
            }
            Self::Peer(peer) => Ok(Served {
                at: peer.stream.at,
                path: peer.stream.path.clone(),
                processes: peer.processes.clone(),
                published: 0,
                way: Way::Body { to: peer.publish.clone(), template: peer.body.clone(), size },
                _started: None,
            }),
        }
    }
}

fn start_stet(program: &PathBuf, size: usize) -> anyhow::Result<Served> {
    let folder = TempDir::new()?;
    let made = Command::new(program)
        .args(["token", "create", "--member", "bench@example.org", "--data"])
        .arg(folder.path())
        .output()
        .with_context(|| format!("{} cannot be run", program.display()))?;
    let token = String::from_utf8_lossy(&made.stdout).trim().to_owned();
    if !made.status.success() {
        bail!("no token was made: {}", String::from_utf8_lossy(&made.stderr));
    }
    let mut serve = Command::new(program);
    serve.args(["serve", "--listen", "127.0.0.1:0", "--log", "error", "--data"]).arg(folder.path());
    let (started, place) = launch(&mut serve, folder)?;
    let mut served = Served {
        at: place.at,
        path: "/live/bench/stream?after={after}".to_owned(),
        processes: vec![started.child.id()],
        published: 1,
        way: Way::Posts { token, text: "x".to_owned() },
        _started: Some(started),
    };
    served.write("/api/v1/coverages", &json!({"slug": "bench", "headline": "Bench"}))?;
    // A frame has more in it than the text: the first one shows how much.
    served.publish()?;
    let changes = ask(served.at, "GET", "/live/bench/changes?after=1", "", "")?;
    let changes: Value = serde_json::from_str(&changes)?;
    let frame = changes["frames"].get(0).map_or(0, |frame| frame.to_string().len());
    if let Way::Posts { text, .. } = &mut served.way {
        *text = words(size.saturating_sub(frame).max(1));
    }
    Ok(served)
}

/// Runs a server that says in its first line where it is.
fn launch(command: &mut Command, folder: TempDir) -> anyhow::Result<(Started, Place)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let mut line = String::new();
    if let Some(out) = child.stdout.take() {
        BufReader::new(out).read_line(&mut line)?;
    }
    let started = Started { child, _folder: folder };
    let url = line.split_whitespace().last().context("the server said nothing and ended")?;
    Ok((started, Place::parse(url)?))
}

/// Text of a post, of about that many bytes.
fn words(bytes: usize) -> String {
    "The ferry waits in the lee of the island while the harbour is closed. ".chars().cycle().take(bytes).collect()
}

impl Place {
    fn parse(url: &str) -> anyhow::Result<Self> {
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
    /// Publishes one change, and returns once it is acknowledged.
    pub(super) fn publish(&mut self) -> anyhow::Result<()> {
        self.published += 1;
        let seq = self.published;
        match &self.way {
            Way::Posts { text, .. } => {
                let post = json!({"body": text});
                let answer = self.write("/api/v1/coverages/bench/posts", &post)?;
                let told: Value = serde_json::from_str(&answer)?;
                if told["seq"] != seq {
                    bail!("somebody else publishes too: {} came in place of {seq}", told["seq"]);
                }
            }
            Way::Body { to, template, size } => {
                let data = format!("{{\"seq\":{seq},\"html\":\"{}\"}}", words(size.saturating_sub(30)));
                let escaped = data.replace('"', "\\\"");
                let body = template.replace("{data}", &data).replace("{json}", &escaped);
                ask(to.at, "POST", &to.path, "Content-Type: application/json\r\n", &body)?;
            }
        }
        Ok(())
    }

    fn write(&self, path: &str, body: &Value) -> anyhow::Result<String> {
        let Way::Posts { token, .. } = &self.way else { bail!("only Stet has an API for {path}") };
        let headers = format!("Authorization: Bearer {token}\r\nContent-Type: application/json\r\n");
        ask(self.at, "POST", path, &headers, &body.to_string())
    }
}
