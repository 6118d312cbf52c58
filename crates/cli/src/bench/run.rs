//! One measurement: what is asked of a server.

use std::fmt;
use std::time::Duration;

use clap::ValueEnum;

use crate::StreamArgs;

/// What is asked of a server. What it answers is a row of the table.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// How many read the stream.
    pub(super) readers: usize,
    /// How many more are connected and never read.
    pub(super) stalled: usize,
    /// Over how many coverages the readers are spread.
    pub(super) coverages: usize,
    /// How many posts each coverage has before it is measured, if it has more
    /// than it takes to see what a publication costs.
    pub(super) posts: usize,
    /// About how many bytes a frame has.
    pub(super) size: usize,
    pub(super) coding: Coding,
    /// How many changes each coverage has.
    pub(super) changes: u32,
    /// How many of them in a second.
    pub(super) rate: u32,
    /// How often all connections are cut.
    pub(super) cuts: u32,
    /// How long a server with idle readers is left alone before its memory is looked at.
    pub(super) rest: Duration,
}

/// How answers come over the wire.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Coding {
    /// As they are
    Identity,
    /// Compressed; of a stream, in blocks that are flushed in full
    Gzip,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            readers: 1_000,
            stalled: 0,
            coverages: 1,
            posts: 0,
            size: 1_500,
            coding: Coding::Identity,
            changes: 20,
            rate: 2,
            cuts: 0,
            rest: Duration::from_millis(1_500),
        }
    }
}

impl Run {
    /// All combinations of what was asked for.
    pub(super) fn all(args: &StreamArgs) -> anyhow::Result<Vec<Self>> {
        let mut runs = vec![Self { changes: args.changes, rate: args.rate, cuts: args.cuts, ..Self::default() }];
        spread(&mut runs, &args.coding, |run, coding| run.coding = coding);
        spread(&mut runs, &numbers(&args.size)?, |run, size| run.size = size);
        spread(&mut runs, &numbers(&args.posts)?, |run, posts| run.posts = posts);
        spread(&mut runs, &numbers(&args.coverages)?, |run, coverages| run.coverages = coverages);
        spread(&mut runs, &numbers(&args.readers)?, |run, readers| run.readers = readers);
        spread(&mut runs, &numbers(&args.stalled)?, |run, stalled| run.stalled = stalled);
        Ok(runs)
    }

    /// How many changes all coverages have together.
    pub(super) fn publications(&self) -> usize {
        self.changes as usize * self.coverages
    }
}

fn numbers(given: &[u64]) -> anyhow::Result<Vec<usize>> {
    Ok(given.iter().map(|&number| usize::try_from(number)).collect::<Result<_, _>>()?)
}

/// Makes of each run as many as there are values.
fn spread<T: Copy>(runs: &mut Vec<Run>, values: &[T], set: impl Fn(&mut Run, T)) {
    let made = runs.iter().flat_map(|run| values.iter().map(move |&value| (run.clone(), value)));
    *runs = made
        .map(|(mut run, value)| {
            set(&mut run, value);
            run
        })
        .collect();
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} readers", grouped(self.readers))?;
        if self.stalled > 0 {
            write!(f, ", {} stalled", grouped(self.stalled))?;
        }
        if self.coverages > 1 {
            write!(f, ", {} coverages", grouped(self.coverages))?;
        }
        if self.posts > 0 {
            write!(f, ", {} posts", grouped(self.posts))?;
        }
        write!(f, ", {} bytes", grouped(self.size))?;
        if self.coding == Coding::Gzip {
            f.write_str(", gzip")?;
        }
        Ok(())
    }
}

/// A number with a comma before each three digits.
pub(super) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{Run, grouped, spread};

    #[test]
    fn what_has_several_values_is_measured_in_all_combinations() {
        let mut runs = vec![Run::default()];
        spread(&mut runs, &[10, 20_000], |run, readers| run.readers = readers);
        spread(&mut runs, &[0, 5], |run, stalled| run.stalled = stalled);
        let told: Vec<_> = runs.iter().map(ToString::to_string).collect();
        assert_eq!(
            told,
            [
                "10 readers, 1,500 bytes",
                "10 readers, 5 stalled, 1,500 bytes",
                "20,000 readers, 1,500 bytes",
                "20,000 readers, 5 stalled, 1,500 bytes"
            ]
        );
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!([0, 999, 1_000, 1_234_567].map(grouped), ["0", "999", "1,000", "1,234,567"]);
    }
}
