//! `stet bench`: what the stream and the page cost, of this server and of
//! others, in one run by one client, so that ratios can be taken.
//!
//! Everything happens on this machine: a server is started, readers connect
//! from many loopback addresses, changes are published at a rate, and each
//! reader's events are checked to have no gap, no repetition and their order.

mod run;

mod grid;
mod measure;
mod target;

mod peers;
mod started;
mod stet;

mod prose;
mod publisher;

mod connection;
mod loopback;
mod readers;
mod stalled;

mod process;
mod tally;

mod table;

mod machine;
pub(crate) mod page;
pub(crate) mod report;

pub(crate) mod yardstick;

use std::path::PathBuf;

use anyhow::{Context, bail};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

pub(crate) use run::Coding;

use crate::{StreamArgs, outcome};
use grid::Grid;
use peers::{nchan, pushpin};
use run::Run;
use target::Target;

/// `stet bench` itself: the stream.
pub(crate) fn run(args: &StreamArgs) -> anyhow::Result<()> {
    raise_limit();
    let targets = targets(args)?;
    let told = format!(
        "{} changes in each coverage, {} a second, {} cuts, {} times",
        args.changes, args.rate, args.cuts, args.times
    );
    outcome::print(&format!("{told}\n\n{}", measure::ALL.head()))?;
    let grid = Grid { targets: targets.iter().collect(), runs: Run::all(args)?, times: args.times };
    grid.measure(|row, first| Ok(outcome::print(&measure::ALL.line(row, first))?))?;
    Ok(())
}

fn targets(args: &StreamArgs) -> anyhow::Result<Vec<Target>> {
    let mut targets: Vec<_> = args.server.iter().cloned().map(Target::Stet).collect();
    if args.server.is_empty() && args.peer.is_empty() {
        targets.push(Target::Stet(this_program()?));
    }
    if args.yardstick {
        targets.push(Target::Yardstick(this_program()?));
    }
    if args.peers {
        targets.extend(installed_peers()?);
    }
    for peer in &args.peer {
        targets.push(Target::peer(peer, &args.body)?);
    }
    if args.cuts > 0 && targets.iter().any(|target| !matches!(target, Target::Stet(_))) {
        bail!("--cuts needs a server whose event ids are sequence numbers; leave out --yardstick, --peers and --peer");
    }
    Ok(targets)
}

/// The peers that are installed. It says which are not.
fn installed_peers() -> anyhow::Result<Vec<Target>> {
    let peers =
        [("nchan", nchan::installed().map(Target::Nchan)), ("Pushpin", pushpin::installed().map(Target::Pushpin))];
    for (name, peer) in &peers {
        if peer.is_none() {
            outcome::print(&format!("{name} is not installed on this machine: it is not measured"))?;
        }
    }
    Ok(peers.into_iter().filter_map(|(_, peer)| peer).collect())
}

fn this_program() -> anyhow::Result<PathBuf> {
    std::env::current_exe().context("this program cannot find itself; name it by --server")
}

/// Lets this program, and those that it starts, have as many files open as the
/// system allows. Where that fails, what is too many says so itself.
fn raise_limit() {
    let Rlimit { maximum, .. } = getrlimit(Resource::Nofile);
    let _ = setrlimit(Resource::Nofile, Rlimit { current: maximum, maximum });
}
