//! The questions, and what their answers should be.

use std::time::Duration;

use super::wanted::{Limit, Wanted};
use crate::bench::measure::{
    ANSWER, ANSWER_P99, BUSY, BYTES, CPU, GAPS, HALF, IDLE, LAST, Measured, P99, REPEATED, SINCE, SINCE_P99,
};
use crate::bench::run::{Coding, Run};
use crate::bench::table::Columns;

/// A table of runs that differ in one thing.
pub(super) struct Question {
    pub(super) title: &'static str,
    pub(super) told: &'static str,
    pub(super) asked: Asked,
    pub(super) runs: Vec<Run>,
    /// How often each is measured; the median counts.
    pub(super) times: u32,
    pub(super) columns: Columns<Measured>,
    pub(super) wanted: Vec<Wanted<Measured>>,
}

/// Of whom it is asked.
pub(super) enum Asked {
    Stet,
    /// Of the yardstick and the installed peers as well.
    All,
}

/// About so many frames are delivered in a run, within so many seconds, so
/// that the system's clock of hundredths of a second is fine enough.
const DELIVERIES: usize = 200_000;
const SECONDS: u32 = 20;

/// All of them.
pub(super) fn all() -> Vec<Question> {
    vec![readers(), gzip(), stalled(), coverages(), sizes(), posts(), publishing()]
}

impl Question {
    /// The same with few of everything, to see that all can be measured.
    pub(super) fn brief(self) -> Self {
        let brief = |run: Run| Run {
            readers: run.readers.div_ceil(100),
            stalled: run.stalled.div_ceil(100),
            coverages: run.coverages.min(3),
            posts: run.posts.min(60),
            changes: 3,
            rate: 20,
            rest: Duration::from_millis(100),
            ..run
        };
        Self { runs: self.runs.into_iter().map(brief).collect(), times: 1, ..self }
    }
}

/// So many readers, and as many changes as make them enough deliveries.
fn of(readers: usize) -> Run {
    let changes = u32::try_from(DELIVERIES / readers).unwrap_or(u32::MAX).clamp(SECONDS, 10 * SECONDS);
    Run { readers, changes, rate: changes / SECONDS, ..Run::default() }
}

/// Shorter, where several are measured that need not be set against slow servers.
fn quick(readers: usize) -> Run {
    let run = of(readers);
    Run { rate: run.rate * 2, ..run }
}

const STREAM: Columns<Measured> =
    Columns { figures: &[BYTES, CPU, IDLE, BUSY, HALF, P99, LAST, GAPS, REPEATED], ratios: &[CPU] };
const COST: Columns<Measured> =
    Columns { figures: &[BYTES, CPU, HALF, P99, LAST, GAPS, REPEATED], ratios: &[CPU, P99] };

const fn cpu(run: usize, over: (Option<&'static str>, usize), limit: Limit) -> Wanted<Measured> {
    Wanted { figure: &CPU, run, over: Some(over), limit }
}

fn readers() -> Question {
    const SEND: Option<&str> = Some("sockets and `send`, nothing else");
    const NCHAN: Option<&str> = Some("nchan");
    Question {
        title: "Readers",
        told: "nchan with a buffer of 100 messages and a ping every 15 s; Pushpin without its limit of messages a second. \
               Who is not in the table is not installed, or did not come to an end.",
        asked: Asked::All,
        runs: vec![of(1_000), of(10_000), of(19_000)],
        times: 1,
        columns: STREAM,
        wanted: vec![
            cpu(1, (NCHAN, 1), Limit::AtMost(0.7)),
            cpu(2, (NCHAN, 2), Limit::AtMost(0.7)),
            cpu(1, (SEND, 1), Limit::AtMost(1.15)),
            cpu(2, (SEND, 2), Limit::AtMost(1.15)),
            cpu(1, (None, 0), Limit::Flat(0.15)),
            cpu(2, (None, 0), Limit::Flat(0.15)),
            Wanted { figure: &IDLE, run: 2, over: None, limit: Limit::AtMost(1.0) },
            Wanted { figure: &BUSY, run: 2, over: None, limit: Limit::AtMost(1.0) },
            Wanted { figure: &LAST, run: 2, over: Some((NCHAN, 2)), limit: Limit::AtMost(0.8) },
        ],
    }
}

fn gzip() -> Question {
    Question {
        title: "Compression",
        told: "A frame is compressed once for all readers. The median of three runs, which alternate.",
        asked: Asked::Stet,
        runs: vec![quick(10_000), Run { coding: Coding::Gzip, ..quick(10_000) }],
        times: 3,
        columns: COST,
        wanted: vec![
            cpu(1, (None, 0), Limit::AtMost(1.0)),
            Wanted { figure: &BYTES, run: 1, over: Some((None, 0)), limit: Limit::AtMost(0.5) },
        ],
    }
}

fn stalled() -> Question {
    Question {
        title: "Stalled readers",
        told: "Beside the readers there are others who never read, and whose sockets take no more. \
               The times are those of the readers who read; the median of three runs, which alternate.",
        asked: Asked::Stet,
        runs: vec![quick(5_000), Run { stalled: 1_000, ..quick(5_000) }],
        times: 3,
        columns: COST,
        wanted: vec![Wanted { figure: &P99, run: 1, over: Some((None, 0)), limit: Limit::AtMost(1.1) }],
    }
}

fn coverages() -> Question {
    let over = |coverages| Run { coverages, ..of(10_000) };
    Question {
        title: "Coverages",
        told: "The readers are spread over the coverages, and each coverage has as many changes.",
        asked: Asked::Stet,
        runs: vec![over(1), over(10), over(100)],
        times: 1,
        columns: COST,
        wanted: vec![cpu(1, (None, 0), Limit::Flat(0.15)), cpu(2, (None, 0), Limit::Flat(0.15))],
    }
}

fn sizes() -> Question {
    let of = |size| Run { size, ..quick(5_000) };
    Question {
        title: "Size of a frame",
        told: "What the system copies for each reader grows with the frame.",
        asked: Asked::Stet,
        runs: vec![of(1_500), of(500), of(5_000), of(20_000)],
        times: 1,
        columns: COST,
        wanted: Vec::new(),
    }
}

fn posts() -> Question {
    let after = |posts| Run { posts, ..quick(5_000) };
    Question {
        title: "Posts that are there already",
        told: "A coverage may be long.",
        asked: Asked::Stet,
        runs: vec![after(50), after(5_000)],
        times: 1,
        columns: COST,
        wanted: vec![cpu(1, (None, 0), Limit::Flat(0.15))],
    }
}

fn publishing() -> Question {
    let with = |readers| Run { readers, changes: 100, rate: 5, ..Run::default() };
    Question {
        title: "From the publication to the reader",
        told: "A publication is acknowledged once it is on the disk. \
               The time from there to the reader is none where the frame came sooner than the answer.",
        asked: Asked::Stet,
        runs: vec![with(1_000), with(1), with(10_000)],
        times: 1,
        columns: Columns {
            figures: &[ANSWER, ANSWER_P99, SINCE, SINCE_P99, P99, LAST, GAPS, REPEATED],
            ratios: &[ANSWER],
        },
        wanted: vec![Wanted { figure: &SINCE_P99, run: 0, over: None, limit: Limit::AtMost(50.0) }],
    }
}
