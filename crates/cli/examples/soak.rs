//! `make soak`: a real server under load for long, and whether it grows.
//!
//! Readers come and go, some of them without a word; posts are revised, pages,
//! feeds, changes and searches are asked for, and drafts are written and
//! deleted. What the server holds of memory and descriptors is read from
//! `/proc` every five seconds. Once it has warmed up, the second half of the
//! time may not have more than the first, but for a little.
//!
//! Posts are kept in memory, which is how the server is made: so it is a
//! bounded number of them that is revised over and over.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write as _};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail, ensure};
use clap::Parser;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use serde_json::{Value, json};
use socket2::{SockFilter, SockRef};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;

/// How many posts there are, which are revised over and over.
const POSTS: u64 = 50;
/// How often the server is looked at.
const LOOK: Duration = Duration::from_secs(5);
/// How many readers share an address.
const AN_ADDRESS: u64 = 100;
/// How long a reader stays, at least and at most, in milliseconds.
const STAY: (u64, u64) = (10_000, 60_000);
/// How long the server may take to notice that a reader has vanished.
const VANISHED: Duration = Duration::from_secs(90);
/// The part of the time in which the server warms up.
const WARM_UP: f64 = 0.2;
/// How much more the second half may have on average: a twentieth, and a little.
const MORE: f64 = 1.05;
/// That little of memory, in MiB, and of descriptors.
const LITTLE: (f64, f64) = (2.0, 20.0);
/// Lets no packet arrive (`BPF_RET` of 0 bytes).
const NOTHING_ARRIVES: u16 = 0x06;

#[derive(Parser)]
#[command(about = "Runs a server under load, and says whether it grows")]
struct Args {
    /// For how long
    #[arg(long, default_value_t = 20.0)]
    minutes: f64,
    /// How many readers are there at a time
    #[arg(long, default_value_t = 2_000)]
    readers: u64,
    /// How many posts are revised in a second
    #[arg(long, default_value_t = 5)]
    rate: u32,
    /// The binary of Stet [default: the one that was built beside this]
    #[arg(long)]
    server: Option<PathBuf>,
}

/// The server, where it is, and the token of who writes.
struct Served {
    child: Child,
    at: SocketAddr,
    token: String,
    _folder: TempDir,
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to kill.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was done, for the report.
#[derive(Default)]
struct Done {
    frames: AtomicU64,
    revisions: AtomicU64,
    requests: AtomicU64,
    connections: AtomicU64,
    vanished: AtomicU64,
}

/// What the server held at a moment.
#[derive(Clone, Copy)]
struct Look {
    /// Its share of memory (Pss), in MiB.
    memory: f64,
    descriptors: f64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    // Where that fails, what is too many says so itself.
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
    let served = start(args.server.clone())?;
    let writer = Writer { at: served.at, token: served.token.clone() };
    writer.write("POST", "/api/v1/coverages", &json!({"slug": "soak", "headline": "Soak"})).await?;
    let mut posts = Vec::new();
    for number in 0..POSTS {
        let post = json!({"headline": format!("Report {number}"), "body": words(number)});
        let made = writer.write("POST", "/api/v1/coverages/soak/posts", &post).await?;
        posts.push(made["id"].as_str().context("a post has an id")?.to_owned());
    }

    let (stop, stopped) = watch::channel(false);
    let done = Arc::new(Done::default());
    let mut all: JoinSet<anyhow::Result<()>> = JoinSet::new();
    for number in 0..args.readers {
        all.spawn(read(served.at, number, Arc::clone(&done), stopped.clone()));
    }
    all.spawn(revise(writer.clone(), posts, args.rate, Arc::clone(&done), stopped.clone()));
    all.spawn(draft(writer.clone(), Arc::clone(&done), stopped.clone()));
    all.spawn(ask_for_pages(served.at, Arc::clone(&done), stopped.clone()));

    let length = Duration::from_secs_f64(args.minutes * 60.0);
    let looks = watch_over(&served, length, &done, &mut all).await?;
    stop.send_replace(true);
    while let Some(ended) = all.join_next().await {
        ended??;
    }
    everybody_is_let_go(served.at).await?;
    report(&looks, &done)
}

/// What is looked at: its name, how it is read, and how much of a difference means nothing.
type Kind = (&'static str, fn(&Look) -> f64, f64);

/// Looks at the server for so long. Whoever ends before that has met a fault.
async fn watch_over(
    served: &Served,
    length: Duration,
    done: &Done,
    all: &mut JoinSet<anyhow::Result<()>>,
) -> anyhow::Result<Vec<Look>> {
    let began = Instant::now();
    let mut looks = Vec::new();
    let mut pace = tokio::time::interval(LOOK);
    while began.elapsed() < length {
        tokio::select! {
            _ = pace.tick() => {}
            Some(ended) = all.join_next() => {
                ended??;
                bail!("one of those who make the load ended too soon");
            }
        }
        let look = look(served.child.id())?;
        looks.push(look);
        if looks.len().is_multiple_of(12) {
            let frames = done.frames.load(Ordering::Relaxed);
            let line = format!(
                "{:>4.0} s: {:.1} MiB, {} descriptors, {frames} frames\n",
                began.elapsed().as_secs_f64(),
                look.memory,
                look.descriptors
            );
            std::io::stdout().write_all(line.as_bytes())?;
        }
    }
    Ok(looks)
}

fn report(looks: &[Look], done: &Done) -> anyhow::Result<()> {
    let warm = looks.get((looks.len() as f64 * WARM_UP) as usize..).unwrap_or_default();
    let (first, second) = warm.split_at(warm.len() / 2);
    ensure!(!first.is_empty(), "it was too short to tell");
    let mean = |looks: &[Look], of: fn(&Look) -> f64| looks.iter().map(of).sum::<f64>() / looks.len() as f64;
    let mut lines = String::new();
    let mut grown = Vec::new();
    let kinds: [Kind; 2] =
        [("memory in MiB", |look| look.memory, LITTLE.0), ("descriptors", |look| look.descriptors, LITTLE.1)];
    for (what, of, little) in kinds {
        let (before, after) = (mean(first, of), mean(second, of));
        writeln!(lines, "{what}: {before:.1} in the first half, {after:.1} in the second")?;
        if after > before * MORE + little {
            grown.push(what);
        }
    }
    let count = |number: &AtomicU64| number.load(Ordering::Relaxed);
    writeln!(
        lines,
        "{} frames, {} revisions, {} other requests, {} connections of readers, of which {} vanished",
        count(&done.frames),
        count(&done.revisions),
        count(&done.requests),
        count(&done.connections),
        count(&done.vanished)
    )?;
    std::io::stdout().write_all(lines.as_bytes())?;
    ensure!(grown.is_empty(), "the server grows: {}", grown.join(", "));
    Ok(())
}

fn start(program: Option<PathBuf>) -> anyhow::Result<Served> {
    let program = match program {
        Some(program) => program,
        None => std::env::current_exe()?.parent().and_then(|folder| folder.parent()).context("no folder")?.join("stet"),
    };
    let folder = TempDir::new()?;
    let made = Command::new(&program)
        .args(["token", "create", "--member", "soak@example.org", "--data"])
        .arg(folder.path())
        .output()
        .with_context(|| format!("{} cannot be run; name a binary of Stet by --server", program.display()))?;
    ensure!(made.status.success(), "no token was made: {}", String::from_utf8_lossy(&made.stderr));
    let token = String::from_utf8(made.stdout)?.trim().to_owned();
    let mut child = Command::new(&program)
        .args(["serve", "--listen", "127.0.0.1:0", "--log", "warn", "--data"])
        .arg(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    BufReader::new(child.stdout.take().context("it has an output")?).read_line(&mut line)?;
    let at = line.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default().parse();
    let at = at.with_context(|| format!("the server said “{line}”"))?;
    Ok(Served { child, at, token, _folder: folder })
}

fn look(process: u32) -> anyhow::Result<Look> {
    let smaps = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup"))?;
    let share = smaps.lines().find_map(|line| line.strip_prefix("Pss:")?.trim().strip_suffix("kB"));
    let kilobytes: f64 = share.context("there is no Pss")?.trim().parse()?;
    let descriptors = std::fs::read_dir(format!("/proc/{process}/fd"))?.count();
    Ok(Look { memory: kilobytes / 1024.0, descriptors: descriptors as f64 })
}

/// A reader, who comes and goes until all is over.
async fn read(at: SocketAddr, number: u64, done: Arc<Done>, mut stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
    let mut chance = Chance(number + 1);
    let mut last = None;
    // Not all at once.
    let mut wait = chance.between(0, 10_000);
    loop {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_millis(wait)) => {}
            _ = stopped.wait_for(|stopped| *stopped) => return Ok(()),
        }
        let socket = connect(at, number).await?;
        done.connections.fetch_add(1, Ordering::Relaxed);
        let stay = Duration::from_millis(chance.between(STAY.0, STAY.1));
        tokio::select! {
            read = stream(&socket, number, &mut last, &done) => read.with_context(|| format!("reader {number}"))?,
            () = tokio::time::sleep(stay) => {}
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
        match chance.between(0, 100) {
            // The network is gone: neither end hears of the other again.
            0 => {
                SockRef::from(&socket).attach_filter(&[SockFilter::new(NOTHING_ARRIVES, 0, 0, 0)])?;
                done.vanished.fetch_add(1, Ordering::Relaxed);
                tokio::spawn(async move {
                    tokio::time::sleep(2 * VANISHED).await;
                    drop(socket);
                });
            }
            // Ended by force.
            1..50 => SockRef::from(&socket).set_linger(Some(Duration::ZERO))?,
            _ => {}
        }
        wait = chance.between(0, 2_000);
    }
}

async fn connect(at: SocketAddr, number: u64) -> anyhow::Result<TcpStream> {
    let socket = TcpSocket::new_v4().context("no more sockets: raise the limit of open files (ulimit -n)")?;
    let [.., third, fourth] = (number / AN_ADDRESS).to_be_bytes();
    socket.bind(SocketAddr::new(IpAddr::V4(Ipv4Addr::new(127, 1, third, fourth)), 0))?;
    Ok(socket.connect(at).await?)
}

/// Reads the stream. One in ten looks whether each change comes once and in
/// its order; half of the others take it compressed.
async fn stream(socket: &TcpStream, number: u64, last: &mut Option<u64>, done: &Done) -> anyhow::Result<()> {
    let looks = number.is_multiple_of(10);
    let coding = if looks || number.is_multiple_of(2) { "identity" } else { "gzip" };
    let from = last.map(|last| format!("last-event-id: {last}\r\n")).unwrap_or_default();
    let request = format!("GET /live/soak/stream HTTP/1.1\r\nhost: soak\r\naccept-encoding: {coding}\r\n{from}\r\n");
    let mut sent = 0;
    while let Some(rest) = request.as_bytes().get(sent..).filter(|rest| !rest.is_empty()) {
        socket.writable().await?;
        sent += socket.try_write(rest).or_else(not_yet)?;
    }
    let mut buffer = vec![0; 4096];
    let mut text = String::new();
    loop {
        socket.readable().await?;
        let read = match socket.try_read(&mut buffer) {
            Ok(0) => bail!("the stream ended after {last:?}"),
            Ok(read) => read,
            Err(error) => not_yet(error)?,
        };
        if !looks {
            done.frames.fetch_add(u64::from(read > 0), Ordering::Relaxed);
            continue;
        }
        text.push_str(&String::from_utf8_lossy(buffer.get(..read).unwrap_or_default()));
        while let Some((event, rest)) = text.split_once("\n\n") {
            if let Some(id) = event.strip_prefix("id: ").and_then(|event| event.lines().next()) {
                let id: u64 = id.parse()?;
                // Whoever was away for long is told to load the page, and goes on from there.
                let resync = event.contains("event: resync");
                ensure!(resync || last.is_none_or(|last| id == last + 1), "{id} came after {last:?}");
                *last = Some(id);
                done.frames.fetch_add(1, Ordering::Relaxed);
            }
            text = rest.to_owned();
        }
    }
}

/// Whoever is told that it is too soon waits.
fn not_yet(error: std::io::Error) -> std::io::Result<usize> {
    if error.kind() == std::io::ErrorKind::WouldBlock { Ok(0) } else { Err(error) }
}

#[derive(Clone)]
struct Writer {
    at: SocketAddr,
    token: String,
}

impl Writer {
    async fn write(&self, method: &str, path: &str, body: &Value) -> anyhow::Result<Value> {
        let head = format!("authorization: Bearer {}\r\ncontent-type: application/json\r\n", self.token);
        let answer = ask(self.at, method, path, &head, &body.to_string()).await?;
        Ok(serde_json::from_str(&answer).unwrap_or_default())
    }
}

/// One request; gives the body of its answer.
async fn ask(at: SocketAddr, method: &str, path: &str, headers: &str, body: &str) -> anyhow::Result<String> {
    let mut socket = TcpStream::connect(at).await?;
    let length = body.len();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nhost: soak\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    );
    socket.write_all(request.as_bytes()).await?;
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).await?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").context("there is no answer")?;
    ensure!(head.starts_with("HTTP/1.1 2"), "{method} {path}: {answer}");
    Ok(body.to_owned())
}

/// Revises the posts, one after the other.
async fn revise(
    writer: Writer,
    posts: Vec<String>,
    rate: u32,
    done: Arc<Done>,
    stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let mut pace = tokio::time::interval(Duration::from_secs(1) / rate);
    let mut turn = 0;
    for post in posts.iter().cycle() {
        if *stopped.borrow() {
            break;
        }
        pace.tick().await;
        turn += 1;
        let path = format!("/api/v1/coverages/soak/posts/{post}");
        writer.write("PATCH", &path, &json!({"body": words(turn)})).await?;
        done.revisions.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Writes drafts, and deletes them.
async fn draft(writer: Writer, done: Arc<Done>, stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
    let mut pace = tokio::time::interval(Duration::from_millis(500));
    let mut turn = 0;
    while !*stopped.borrow() {
        pace.tick().await;
        turn += 1;
        let path = "/api/v1/coverages/soak/posts";
        let made = writer.write("POST", path, &json!({"body": words(turn), "status": "draft"})).await?;
        let one = format!("{path}/{}", made["id"].as_str().context("a draft has an id")?);
        writer.write("PATCH", &one, &json!({"headline": format!("Draft {turn}")})).await?;
        writer.write("DELETE", &one, &json!({"reason": "Not needed."})).await?;
        done.requests.fetch_add(3, Ordering::Relaxed);
    }
    Ok(())
}

/// Asks for what readers ask for besides the stream.
async fn ask_for_pages(at: SocketAddr, done: Arc<Done>, stopped: watch::Receiver<bool>) -> anyhow::Result<()> {
    const PATHS: [&str; 9] = [
        "/live/soak",
        "/live/soak.json",
        "/live/soak/feed.atom",
        "/live/soak/feed.rss",
        "/live/soak/feed.json",
        "/live/soak?order=oldest",
        "/live/soak/search?q=ferry",
        "/text/live/soak",
        "/",
    ];
    const CODINGS: [&str; 4] = ["identity", "gzip", "br", "zstd"];
    let mut pace = tokio::time::interval(Duration::from_millis(100));
    let mut turn = 0;
    while !*stopped.borrow() {
        pace.tick().await;
        let (path, coding) = (PATHS[turn % PATHS.len()], CODINGS[turn % CODINGS.len()]);
        ask(at, "GET", path, &format!("accept-encoding: {coding}\r\n"), "").await?;
        turn += 1;
        done.requests.fetch_add(1, Ordering::Relaxed);
    }
    Ok(())
}

/// Those who left are let go of, and those who vanished as well.
async fn everybody_is_let_go(at: SocketAddr) -> anyhow::Result<()> {
    let began = Instant::now();
    loop {
        let metrics = ask(at, "GET", "/metrics", "", "").await?;
        let readers = metrics.lines().find_map(|line| line.strip_prefix("stet_stream_readers "));
        if readers == Some("0") {
            return Ok(());
        }
        ensure!(began.elapsed() < VANISHED, "{readers:?} readers are held {VANISHED:?} after the last has gone");
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
}

/// Text of a post that differs from turn to turn.
fn words(turn: u64) -> String {
    format!("The ferry waits in the lee of the island, for the {turn}th time. ").repeat(8)
}

/// Numbers that differ, the same in each run.
struct Chance(u64);

impl Chance {
    /// A number from the first to before the last.
    fn between(&mut self, first: u64, last: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        first + (self.0 >> 33) % (last - first)
    }
}
