//! `stet bench`: what the stream costs, of this server and of others, in one
//! run by one client, so that ratios can be taken.
//!
//! Everything happens on this machine: a server is started, readers connect
//! from many loopback addresses, changes are published at a rate, and each
//! reader's events are checked to have no gap, no repetition and their order.

mod process;
mod publisher;
mod readers;
mod tally;
mod target;
pub(crate) mod yardstick;

use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

use crate::{BenchArgs, outcome};
use process::Usage;
use readers::Readers;
use target::{Served, Target};

/// How long the readers may take to have everything, once all is published.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a server with idle readers is left alone before its memory is looked at.
const REST: Duration = Duration::from_millis(1_500);

pub(crate) fn run(args: &BenchArgs) -> anyhow::Result<()> {
    let targets = targets(args)?;
    raise_limit();
    outcome::print(&format!(
        "{} changes, {} a second, frames of about {} bytes, {}, {} cuts\n",
        args.changes,
        args.rate,
        args.size,
        if args.gzip { "gzip" } else { "identity" },
        args.cuts
    ))?;
    outcome::print(HEADER)?;
    for &readers in &args.readers {
        for target in &targets {
            let row = measure(target, usize::try_from(readers)?, args)
                .with_context(|| format!("{target}, {readers} readers"))?;
            outcome::print(&row)?;
        }
    }
    Ok(())
}

const HEADER: &str = "\
| server | readers | bytes a frame | CPU a frame | memory a reader, idle | after traffic | until the first | p50 | p99 | until the last, median | most | CPU a publication | gaps, repeated |
|---|---|---|---|---|---|---|---|---|---|---|---|---|";

fn targets(args: &BenchArgs) -> anyhow::Result<Vec<Target>> {
    let mut targets = Vec::new();
    for server in &args.server {
        targets.push(Target::Stet(server.clone()));
    }
    if args.server.is_empty() && args.peer.is_empty() {
        targets.push(Target::Stet(this_program()?));
    }
    if args.yardstick {
        targets.push(Target::Yardstick(this_program()?));
    }
    for peer in &args.peer {
        targets.push(Target::peer(peer, &args.body)?);
    }
    if args.cuts > 0 && targets.iter().any(|target| !matches!(target, Target::Stet(_))) {
        bail!("--cuts needs a server whose event ids are sequence numbers; leave out --yardstick and --peer");
    }
    Ok(targets)
}

fn this_program() -> anyhow::Result<std::path::PathBuf> {
    std::env::current_exe().context("this program cannot find itself; name it by --server")
}

/// Lets this program, and those that it starts, have as many files open as the
/// system allows. Where that fails, what is too many says so itself.
fn raise_limit() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}

/// One server with so many readers.
fn measure(target: &Target, readers: usize, args: &BenchArgs) -> anyhow::Result<String> {
    let mut served = target.start(usize::try_from(args.size)?)?;
    let publication = cost_of_publishing(&mut served)?;
    let empty = Usage::of(&served.processes)?;
    let readers = Readers::connect(&served, readers, args.gzip)?;
    std::thread::sleep(REST);
    let idle = Usage::of(&served.processes)?;

    let pace = Duration::from_secs(1) / args.rate;
    let began = Instant::now();
    for number in 0..args.changes {
        let due = began + pace * number;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        readers.expect();
        served.publish()?;
        if args.cuts > 0 && number % (args.changes / (args.cuts + 1)).max(1) == 0 && number > 0 {
            readers.cut();
        }
    }
    let tally = readers.finish(served.published, PATIENCE)?;
    let busy = Usage::of(&served.processes)?;

    let count = tally.readers.max(1);
    let publishing = publication * args.changes;
    let cpu = (busy.cpu - idle.cpu).saturating_sub(publishing);
    let per_frame = cpu.as_secs_f64() * 1e6 / tally.deliveries.max(1) as f64;
    let kilobytes = |usage: &Usage| (usage.memory as f64 - empty.memory as f64) / 1024.0 / count as f64;
    let ms = |duration: Duration| format!("{:.1} ms", duration.as_secs_f64() * 1e3);
    Ok(format!(
        "| {target} | {count} | {} | {per_frame:.2} µs | {:.2} KB | {:.2} KB | {} | {} | {} | {} | {} | {:.0} µs | {}, {} |",
        tally.bytes / tally.deliveries.max(1),
        kilobytes(&idle),
        kilobytes(&busy),
        ms(tally.first()),
        ms(tally.of_all(0.5)),
        ms(tally.of_all(0.99)),
        ms(tally.last(0.5)),
        ms(tally.last(1.0)),
        publication.as_secs_f64() * 1e6,
        tally.gaps,
        tally.repeated,
    ))
}

/// What a publication costs that nobody reads, so that it can be taken off.
fn cost_of_publishing(served: &mut Served) -> anyhow::Result<Duration> {
    const TIMES: u32 = 40;
    let before = Usage::of(&served.processes)?;
    for _ in 0..TIMES {
        served.publish()?;
    }
    let after = Usage::of(&served.processes)?;
    Ok((after.cpu - before.cpu) / TIMES)
}
