//! Readers who ask for the stream and never read it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, bail};
use rustix::io::ioctl_fionread;

use super::connection::request;
use super::loopback::{self, Kind};
use super::run::Coding;
use super::target::Served;

/// What the system may keep for one of them on its side, in bytes: little, so
/// that the server soon finds no room.
const KEPT: usize = 4_096;
/// The largest segment they take. A server's own buffer grows with it.
const SEGMENT: u32 = 536;
/// How long the head of an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much has to be published until no server has room for more of it: its
/// buffer, the system's and the reader's together, in bytes.
pub(super) const FILL: usize = 512 * 1024;

/// Those who are connected. They go with it.
pub(super) struct Stalled(Vec<TcpStream>);

impl Stalled {
    /// Connects so many. Each reads the head of the answer, and nothing after it.
    pub(super) fn connect(served: &Served, stalled: usize, coding: Coding) -> anyhow::Result<Self> {
        (0..stalled).map(|index| open(served, index, coding)).collect::<Result<_, _>>().map(Self)
    }

    /// Makes sure that each has something that it has not read.
    pub(super) fn check(&self) -> anyhow::Result<()> {
        for (index, socket) in self.0.iter().enumerate() {
            if ioctl_fionread(socket)? == 0 {
                bail!("stalled reader {index} was sent nothing, or let go: there is nothing that it does not read");
            }
        }
        Ok(())
    }
}

fn open(served: &Served, index: usize, coding: Coding) -> anyhow::Result<TcpStream> {
    let socket = loopback::socket(served.at, Kind::Stalled, index)?;
    socket.set_recv_buffer_size(KEPT)?;
    socket.set_tcp_mss(SEGMENT)?;
    socket.connect(&served.at.into()).context("a stalled reader was not let in")?;
    let mut socket = TcpStream::from(socket);
    socket.set_read_timeout(Some(PATIENCE))?;
    let coverage = index % served.coverages.len().max(1);
    let coverage = served.coverages.get(coverage).context("there is no coverage")?;
    socket.write_all(request(served.at, &coverage.path, coverage.published, coverage.published, coding).as_bytes())?;
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") {
        socket.read_exact(&mut byte).context("a stalled reader was not answered")?;
        head.extend_from_slice(&byte);
    }
    if !head.starts_with(b"HTTP/1.1 200 ") {
        bail!("a stalled reader was answered “{}”", String::from_utf8_lossy(&head));
    }
    Ok(socket)
}
