//! Servers that are started here, and end with what holds them.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(15);
/// How often it is asked meanwhile.
const GLANCE: Duration = Duration::from_millis(20);

/// A server's processes and its folder.
pub(super) struct Started {
    child: Child,
    /// The first is the one that was started; it started the others.
    pub(super) processes: Vec<u32>,
    _folder: TempDir,
}

impl Drop for Started {
    fn drop(&mut self) {
        for &process in &self.processes {
            // It may have ended already; then there is nothing to kill.
            let pid = i32::try_from(process).ok().and_then(Pid::from_raw);
            let _ = pid.map(|pid| kill_process(pid, Signal::KILL));
        }
        let _ = self.child.wait();
    }
}

impl Started {
    /// Runs a server that says in its first line where it is.
    pub(super) fn saying_where(command: &mut Command, folder: TempDir) -> anyhow::Result<(Self, String)> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
        let out = child.stdout.take();
        let started = Self { processes: vec![child.id()], child, _folder: folder };
        let mut line = String::new();
        if let Some(out) = out {
            BufReader::new(out).read_line(&mut line)?;
        }
        let url = line.split_whitespace().last().context("the server said nothing and ended")?;
        Ok((started, url.to_owned()))
    }

    /// Runs a server that says nothing, and waits until it listens at all of
    /// these and so many processes are there.
    pub(super) fn listening(
        command: &mut Command,
        folder: TempDir,
        at: &[SocketAddr],
        processes: usize,
    ) -> anyhow::Result<Self> {
        let said = folder.path().join("said.txt");
        let out = fs::File::create(&said)?;
        let child = command
            .stdin(Stdio::null())
            .stderr(out.try_clone()?)
            .stdout(out)
            .spawn()
            .with_context(|| format!("{} cannot be run", command.get_program().display()))?;
        let mut started = Self { processes: vec![child.id()], child, _folder: folder };
        let began = Instant::now();
        while started.processes.len() < processes || at.iter().any(|at| TcpStream::connect(at).is_err()) {
            let ended = started.child.try_wait()?.is_some();
            if ended || began.elapsed() > PATIENCE {
                let said = fs::read_to_string(&said)?;
                bail!("{} does not listen at {at:?}: {}", command.get_program().display(), said.trim());
            }
            std::thread::sleep(GLANCE);
            started.processes = with_descendants(started.child.id())?;
        }
        Ok(started)
    }
}

/// Addresses on this machine at which nothing listens now.
pub(super) fn free<const N: usize>() -> anyhow::Result<[SocketAddr; N]> {
    // All are held until the last is found, so that they differ.
    let mut held = Vec::new();
    let mut at = [SocketAddr::from((Ipv4Addr::LOCALHOST, 0)); N];
    for at in &mut at {
        let listener = TcpListener::bind(*at).context("no port is free")?;
        *at = listener.local_addr()?;
        held.push(listener);
    }
    Ok(at)
}

/// A process, those that it started, those that they started, and so on.
fn with_descendants(process: u32) -> anyhow::Result<Vec<u32>> {
    let mut all = vec![process];
    let mut parents = Vec::new();
    for entry in fs::read_dir("/proc")? {
        let Some(child) = entry?.file_name().to_str().and_then(|name| name.parse::<u32>().ok()) else { continue };
        // It may have ended since it was listed.
        let Ok(stat) = fs::read_to_string(format!("/proc/{child}/stat")) else { continue };
        if let Some(parent) = parent(&stat) {
            parents.push((child, parent));
        }
    }
    let mut next = 0;
    while let Some(&parent) = all.get(next) {
        all.extend(parents.iter().filter(|(_, of)| *of == parent).map(|(child, _)| child));
        next += 1;
    }
    Ok(all)
}

/// The second field after the name, which may hold anything and ends at the last bracket.
fn parent(stat: &str) -> Option<u32> {
    let (_, fields) = stat.rsplit_once(')')?;
    fields.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use std::process::{Command, Stdio};

    use super::{parent, with_descendants};

    #[test]
    fn the_parent_of_a_process() {
        assert_eq!(parent("42 (a) b (c) S 7 42 42 0 -1"), Some(7));
    }

    #[test]
    fn what_was_started_is_found() {
        let mut child = Command::new("cat").stdin(Stdio::piped()).spawn().unwrap();
        let all = with_descendants(std::process::id()).unwrap();
        assert!(all[1..].contains(&child.id()), "{all:?}");
        child.kill().unwrap();
        child.wait().unwrap();
    }
}
