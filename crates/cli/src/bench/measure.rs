//! One run of one server.

use std::time::{Duration, Instant};

use super::process::Usage;
use super::readers::Readers;
use super::run::Run;
use super::stalled::{FILL, Stalled};
use super::table::{Columns, Figure, Unit};
use super::tally::{Spread, Tally, microseconds};
use super::target::{Served, Target};

/// How long the readers may take to have everything, once all is published.
const PATIENCE: Duration = Duration::from_secs(60);
/// How many publications at least it takes to see what one costs.
const UNREAD: usize = 40;

/// What was measured.
pub(super) struct Measured {
    readers: usize,
    tally: Tally,
    /// From sending a publication until it was acknowledged, for each change.
    answered: Vec<Duration>,
    /// What the server's processor worked for the frames, without what the
    /// publications cost that nobody reads.
    cpu: Duration,
    /// What one of those cost.
    publication: Duration,
    /// The memory of the server with readers, beyond that without, in bytes.
    idle: f64,
    busy: f64,
}

pub(super) const BYTES: Figure<Measured> =
    Figure { name: "bytes a frame", unit: Unit::Number, of: |m| m.tally.bytes as f64 / m.deliveries() };
pub(super) const CPU: Figure<Measured> =
    Figure { name: "CPU a frame", unit: Unit::Microseconds, of: |m| m.cpu.as_secs_f64() * 1e6 / m.deliveries() };
pub(super) const IDLE: Figure<Measured> =
    Figure { name: "memory a reader, idle", unit: Unit::Kilobytes, of: |m| m.idle / 1024.0 / m.readers as f64 };
pub(super) const BUSY: Figure<Measured> =
    Figure { name: "after traffic", unit: Unit::Kilobytes, of: |m| m.busy / 1024.0 / m.readers as f64 };
pub(super) const FIRST: Figure<Measured> =
    Figure { name: "until the first", unit: Unit::Milliseconds, of: |m| ms(m.tally.first().part(0.5)) };
pub(super) const HALF: Figure<Measured> =
    Figure { name: "p50", unit: Unit::Milliseconds, of: |m| ms(m.tally.all().part(0.5)) };
pub(super) const P99: Figure<Measured> =
    Figure { name: "p99", unit: Unit::Milliseconds, of: |m| ms(m.tally.all().part(0.99)) };
pub(super) const LAST: Figure<Measured> =
    Figure { name: "until the last, median", unit: Unit::Milliseconds, of: |m| ms(m.tally.last().part(0.5)) };
pub(super) const MOST: Figure<Measured> =
    Figure { name: "most", unit: Unit::Milliseconds, of: |m| ms(m.tally.last().part(1.0)) };
pub(super) const ANSWER: Figure<Measured> =
    Figure { name: "acknowledged, p50", unit: Unit::Milliseconds, of: |m| ms(m.answers().part(0.5)) };
pub(super) const ANSWER_P99: Figure<Measured> =
    Figure { name: "acknowledged, p99", unit: Unit::Milliseconds, of: |m| ms(m.answers().part(0.99)) };
pub(super) const SINCE: Figure<Measured> =
    Figure { name: "from there to the reader, p50", unit: Unit::Milliseconds, of: |m| m.since_answer(0.5) };
pub(super) const SINCE_P99: Figure<Measured> =
    Figure { name: "from there to the reader, p99", unit: Unit::Milliseconds, of: |m| m.since_answer(0.99) };
pub(super) const PUBLICATION: Figure<Measured> =
    Figure { name: "CPU a publication", unit: Unit::Microseconds, of: |m| m.publication.as_secs_f64() * 1e6 };
pub(super) const GAPS: Figure<Measured> = Figure { name: "gaps", unit: Unit::Faults, of: |m| m.tally.gaps as f64 };
pub(super) const REPEATED: Figure<Measured> =
    Figure { name: "repeated", unit: Unit::Faults, of: |m| m.tally.repeated as f64 };

/// A figure's milliseconds.
fn ms(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// All there is to see.
pub(super) const ALL: Columns<Measured> = Columns {
    figures: &[
        BYTES,
        CPU,
        IDLE,
        BUSY,
        FIRST,
        HALF,
        P99,
        LAST,
        MOST,
        ANSWER,
        ANSWER_P99,
        SINCE,
        SINCE_P99,
        PUBLICATION,
        GAPS,
        REPEATED,
    ],
    ratios: &[CPU, P99],
};

impl Measured {
    fn deliveries(&self) -> f64 {
        self.tally.deliveries.max(1) as f64
    }

    fn answers(&self) -> Spread {
        Spread::of(self.answered.iter().copied().map(microseconds))
    }

    fn since_answer(&self, part: f64) -> f64 {
        ms(self.tally.since_answer(&self.answered).part(part))
    }
}

/// Measures one server as the run says.
pub(super) fn measure(target: &Target, run: &Run) -> anyhow::Result<Measured> {
    let mut served = target.start(run)?;
    let publication = cost_of_publishing(&mut served, run)?;
    let stalled = Stalled::connect(&served, run.stalled, run.coding)?;
    if run.stalled > 0 {
        publish(&mut served, FILL.div_ceil(run.size) * run.coverages)?;
    }
    let empty = Usage::of(&served.processes)?;
    let readers = Readers::connect(&served, run.readers, run.coding)?;
    std::thread::sleep(run.rest);
    let idle = Usage::of(&served.processes)?;
    let answered = traffic(&mut served, &readers, run)?;
    let tally = readers.finish(&served.coverages, PATIENCE)?;
    let busy = Usage::of(&served.processes)?;
    stalled.check()?;

    let memory = |usage: &Usage| usage.memory as f64 - empty.memory as f64;
    Ok(Measured {
        readers: run.readers,
        tally,
        cpu: (busy.cpu - idle.cpu).saturating_sub(publication * u32::try_from(answered.len())?),
        answered,
        publication,
        idle: memory(&idle),
        busy: memory(&busy),
    })
}

/// Publishes so many changes, which go round the coverages.
fn publish(served: &mut Served, changes: usize) -> anyhow::Result<()> {
    let coverages = served.coverages.len();
    (0..changes).try_for_each(|number| served.publish(number % coverages))
}

/// What a publication costs that nobody reads, so that it can be taken off.
/// As many are published as the run has, lest what the system's clock leaves
/// out of them weighs more than the frames.
fn cost_of_publishing(served: &mut Served, run: &Run) -> anyhow::Result<Duration> {
    let times = run.publications().max(UNREAD);
    publish(served, (run.posts * run.coverages).saturating_sub(times))?;
    let before = Usage::of(&served.processes)?;
    publish(served, times)?;
    let after = Usage::of(&served.processes)?;
    Ok((after.cpu - before.cpu) / u32::try_from(times)?)
}

/// Publishes the run's changes at its rate, and says how long each took until
/// it was acknowledged.
fn traffic(served: &mut Served, readers: &Readers, run: &Run) -> anyhow::Result<Vec<Duration>> {
    let publications = run.publications();
    let pace = Duration::from_secs(1) / run.rate / u32::try_from(run.coverages)?;
    let between_cuts = (publications / (run.cuts as usize + 1)).max(1);
    let began = Instant::now();
    let mut answered = Vec::with_capacity(publications);
    for number in 0..publications {
        let due = began + pace * u32::try_from(number)?;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        let coverage = number % run.coverages;
        readers.expect(coverage);
        let sent = Instant::now();
        served.publish(coverage)?;
        answered.push(sent.elapsed());
        if run.cuts > 0 && number > 0 && number % between_cuts == 0 {
            readers.cut();
        }
    }
    Ok(answered)
}
