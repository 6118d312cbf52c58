//! `stet bench page`: how often a second a page is served that everybody asks
//! for, by this server and by others that serve the same bytes.

mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use tempfile::TempDir;

use super::peers::nginx;
use super::process::Usage;
use super::run::{Coding, Run};
use super::started::Started;
use super::stet;
use super::table::{Columns, Figure, Row, Unit};
use super::tally::Spread;
use super::target::Place;
use super::{raise_limit, this_program};
use crate::{PageArgs, outcome};
use client::{Answer, Load, ask, load};

/// How long requests are not looked at yet.
const WARM: Duration = Duration::from_millis(500);
/// The posts of the page, where no file gives others: as many as fit, and their bytes.
const POSTS: u32 = 40;
const POST: usize = 2_000;
/// How nginx serves files fastest: it keeps them open, has the system send
/// them, writes no log, and lets every connection stay.
const NGINX: &str = "sendfile on;
    tcp_nopush on;
    tcp_nodelay on;
    keepalive_requests 1000000000;
    keepalive_timeout 600s;
    open_file_cache max=100 inactive=600s;
    open_file_cache_valid 600s;
    gzip_static on;
    default_type text/html;";

/// What was measured.
pub(super) struct Served {
    length: usize,
    requests: u64,
    took: Duration,
    answers: Spread,
    /// What a request cost the server's processor.
    cpu: Duration,
}

pub(super) const RATE: Figure<Served> =
    Figure { name: "requests a second", unit: Unit::Number, of: |m| m.requests as f64 / m.took.as_secs_f64() };
pub(super) const HALF: Figure<Served> =
    Figure { name: "p50", unit: Unit::Milliseconds, of: |m| m.answers.part(0.5).as_secs_f64() * 1e3 };
pub(super) const P99: Figure<Served> =
    Figure { name: "p99", unit: Unit::Milliseconds, of: |m| m.answers.part(0.99).as_secs_f64() * 1e3 };
const CPU: Figure<Served> =
    Figure { name: "CPU a request", unit: Unit::Microseconds, of: |m| m.cpu.as_secs_f64() * 1e6 };
const LENGTH: Figure<Served> = Figure { name: "bytes an answer", unit: Unit::Number, of: |m| m.length as f64 };

/// All there is to see.
pub(super) const ALL: Columns<Served> = Columns { figures: &[RATE, HALF, P99, CPU, LENGTH], ratios: &[RATE, P99] };

/// What is asked for, and how often.
pub(super) struct Plan {
    /// The binary of Stet.
    pub(super) server: PathBuf,
    /// The file whose coverage the page is of; none for posts of our own.
    pub(super) file: Option<PathBuf>,
    pub(super) connections: usize,
    pub(super) time: Duration,
    /// How often each is measured; the median counts.
    pub(super) times: u32,
    /// Other servers that run already.
    pub(super) peers: Vec<String>,
}

/// A server of the page.
struct Target {
    name: String,
    place: Place,
    processes: Vec<u32>,
    _started: Option<Started>,
}

pub(crate) fn run(args: &PageArgs) -> anyhow::Result<()> {
    raise_limit();
    let plan = Plan {
        server: args.server.clone().map_or_else(this_program, Ok)?,
        file: args.file.clone(),
        connections: usize::try_from(args.connections)?,
        time: Duration::from_secs(args.seconds),
        times: args.times,
        peers: args.peer.clone(),
    };
    if nginx::installed().is_none() {
        outcome::print("nginx is not installed on this machine: the page is not measured beside it")?;
    }
    outcome::print(&format!("{} connections, {} s", plan.connections, args.seconds))?;
    for coding in [Coding::Identity, Coding::Gzip] {
        let rows = measure(&plan, coding)?;
        outcome::print(&format!("\n{}", ALL.head()))?;
        let Some(first) = rows.first() else { continue };
        rows.iter().try_for_each(|row| outcome::print(&ALL.line(row, first)))?;
    }
    Ok(())
}

/// Measures the page in one coding: Stet first, and nginx next if it is
/// installed.
pub(super) fn measure(plan: &Plan, coding: Coding) -> anyhow::Result<Vec<Row<Served>>> {
    let stet = start_stet(plan)?;
    let mut targets = Vec::new();
    if let Some(program) = nginx::installed() {
        targets.push(start_nginx(&program, &stet)?);
    }
    targets.insert(0, stet);
    for peer in &plan.peers {
        targets.push(running(peer)?);
    }
    let run = format!("{coding:?}").to_lowercase();
    let empty = |target: &Target| Row { server: target.name.clone(), run: run.clone(), times: Vec::new() };
    let mut rows: Vec<_> = targets.iter().map(empty).collect();
    for _ in 0..plan.times {
        for (target, row) in targets.iter().zip(&mut rows) {
            let served = serve(target, plan, coding).with_context(|| format!("{}, {run}", target.name))?;
            row.times.push(served);
        }
    }
    Ok(rows)
}

fn serve(target: &Target, plan: &Plan, coding: Coding) -> anyhow::Result<Served> {
    let Answer { length, .. } = ask(&target.place, coding)?;
    let before = Usage::of(&target.processes)?;
    let Load { requests, took, answers, all } =
        load(&target.place, coding, plan.connections, length, [WARM, plan.time])?;
    let after = Usage::of(&target.processes)?;
    let cpu = (after.cpu - before.cpu) / u32::try_from(all.max(1))?;
    Ok(Served { length, requests, took, answers, cpu })
}

/// Stet, with a coverage of the file's posts or of our own.
fn start_stet(plan: &Plan) -> anyhow::Result<Target> {
    let path = format!("/live/{}", stet::slug(0));
    let (started, at) = match &plan.file {
        Some(file) => {
            let folder = TempDir::new()?;
            let file = file.to_str().context("--file has a name that is no text")?;
            stet::run(&plan.server, &["import", file, "--slug", &stet::slug(0)], folder.path())?;
            let (started, place) = stet::serve(&plan.server, folder)?;
            (started, place.at)
        }
        None => {
            let mut served = stet::start(&plan.server, &Run { size: POST, ..Run::default() })?;
            (0..POSTS).try_for_each(|_| served.publish(0))?;
            (served.started.context("Stet was started here")?, served.at)
        }
    };
    let place = Place { at, path };
    Ok(Target { name: "stet".to_owned(), processes: started.processes.clone(), place, _started: Some(started) })
}

/// nginx, with the files that Stet has served.
fn start_nginx(program: &Path, stet: &Target) -> anyhow::Result<Target> {
    let folder = TempDir::new()?;
    let page = ask(&stet.place, Coding::Identity)?.body;
    fs::write(folder.path().join("page.html"), &page)?;
    fs::write(folder.path().join("page.html.gz"), ask(&stet.place, Coding::Gzip)?.body)?;
    let (started, at) = nginx::start(program, folder, "", NGINX, "root {folder};")?;
    let place = Place { at, path: "/page.html".to_owned() };
    if ask(&place, Coding::Identity)?.body != page {
        bail!("nginx serves another page than it was given");
    }
    Ok(Target { name: "nginx".to_owned(), processes: started.processes.clone(), place, _started: Some(started) })
}

/// Reads `URL,PID…`.
fn running(peer: &str) -> anyhow::Result<Target> {
    let told = || format!("--peer is “{peer}”; give URL,PID[,PID…], such as http://127.0.0.1:81/page.html,4711");
    let (url, processes) = peer.split_once(',').with_context(told)?;
    let processes = processes.split(',').map(|pid| pid.trim().parse().with_context(told));
    let place = Place::parse(url).with_context(told)?;
    Ok(Target { name: url.to_owned(), place, processes: processes.collect::<Result<_, _>>()?, _started: None })
}
