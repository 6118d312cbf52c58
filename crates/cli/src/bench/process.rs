//! What processes use, as the system counts it.

use std::fs;
use std::time::Duration;

use anyhow::Context;

/// How long a tick of the system's clock is. It is a hundredth of a second on
/// every Linux that there is: `USER_HZ` is part of its interface.
const TICK: Duration = Duration::from_millis(10);

/// What some processes have used of the processor, and hold of memory.
pub(super) struct Usage {
    /// Since they began, in user and system.
    pub(super) cpu: Duration,
    /// Their share of memory (Pss), in bytes.
    pub(super) memory: u64,
}

impl Usage {
    /// What these have used together.
    pub(super) fn of(processes: &[u32]) -> anyhow::Result<Self> {
        let mut usage = Self { cpu: Duration::ZERO, memory: 0 };
        for process in processes {
            let told = || format!("process {process} is not there, or not this user's");
            let stat = fs::read_to_string(format!("/proc/{process}/stat")).with_context(told)?;
            usage.cpu += ticks(&stat).with_context(told)?;
            let smaps = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).with_context(told)?;
            usage.memory += share(&smaps).with_context(told)?;
        }
        Ok(usage)
    }
}

/// User and system time are the fields 14 and 15. The name, which is the
/// second and may hold anything, ends at the last bracket.
fn ticks(stat: &str) -> Option<Duration> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(11);
    let user: u32 = fields.next()?.parse().ok()?;
    let system: u32 = fields.next()?.parse().ok()?;
    Some(TICK * (user + system))
}

fn share(smaps: &str) -> Option<u64> {
    let line = smaps.lines().find_map(|line| line.strip_prefix("Pss:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{share, ticks};

    #[test]
    fn a_name_with_brackets_moves_no_field() {
        let stat = "42 (a) b (c) S 1 42 42 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 3 0 9 1 2";
        assert_eq!(ticks(stat), Some(Duration::from_secs(3)));
    }

    #[test]
    fn the_share_is_in_bytes() {
        assert_eq!(share("Rss:  20 kB\nPss:             12 kB\n"), Some(12 * 1024));
    }
}
