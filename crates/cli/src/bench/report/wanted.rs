//! What a figure should be, and whether it is.

use crate::bench::table::{Figure, Row};

/// What is wanted of a figure of Stet's, or of its ratio to another.
pub(super) struct Wanted<M: 'static> {
    pub(super) figure: &'static Figure<M>,
    /// Which of the runs.
    pub(super) run: usize,
    /// What it is set against: a server, Stet itself where none is named, and
    /// which of its runs.
    pub(super) over: Option<(Option<&'static str>, usize)>,
    pub(super) limit: Limit,
}

/// What the value may be.
#[derive(Clone, Copy)]
pub(super) enum Limit {
    AtMost(f64),
    AtLeast(f64),
    /// By how much it may differ from one, either way.
    Flat(f64),
}

impl Limit {
    fn holds(self, value: f64) -> bool {
        match self {
            Self::AtMost(most) => value <= most,
            Self::AtLeast(least) => value >= least,
            Self::Flat(by) => (1.0 - by..=1.0 + by).contains(&value),
        }
    }

    fn told(self, write: impl Fn(f64) -> String) -> String {
        match self {
            Self::AtMost(most) => format!("at most {}", write(most)),
            Self::AtLeast(least) => format!("at least {}", write(least)),
            Self::Flat(by) => format!("{} to {}", write(1.0 - by), write(1.0 + by)),
        }
    }
}

impl<M: 'static> Wanted<M> {
    /// A line that says it.
    pub(super) fn told(&self, rows: &[Row<M>]) -> String {
        let name = self.figure.name;
        let Some(row) = row(rows, None, self.run) else { return format!("- {name}: not measured") };
        let value = row.value(self.figure);
        let (what, value, limit) = match self.over {
            None => {
                let write = |value| self.figure.unit.write(value);
                (String::new(), value, (write(value), self.limit.told(write)))
            }
            Some((server, run)) => {
                let Some(over) = self::row(rows, server, run) else {
                    let server = server.unwrap_or("the other run");
                    return format!("- {name}, {}, of that of {server}: not measured", row.run);
                };
                let of = server.map_or_else(|| over.run.clone(), str::to_owned);
                let ratio = value / over.value(self.figure);
                let write = |value| format!("{value:.2}");
                (format!(", of that of {of}"), ratio, (write(ratio), self.limit.told(write)))
            }
        };
        let verdict = if self.limit.holds(value) { "" } else { ", **missed**" };
        format!("- {name}, {}{what}: {} ({} is wanted{verdict})", row.run, limit.0, limit.1)
    }
}

/// The row of a server's run. Stet's are first, whatever the binary is called.
fn row<'a, M>(rows: &'a [Row<M>], server: Option<&str>, run: usize) -> Option<&'a Row<M>> {
    let server = server.unwrap_or(&rows.first()?.server);
    rows.iter().filter(|row| row.server == server).nth(run)
}

#[cfg(test)]
mod tests {
    use super::{Limit, Wanted};
    use crate::bench::table::{Figure, Row, Unit};

    const TIME: Figure<f64> = Figure { name: "time", unit: Unit::Milliseconds, of: |value| *value };

    fn told(over: Option<(Option<&'static str>, usize)>, limit: Limit) -> String {
        let row = |server: &str, run: &str, time: f64| Row {
            server: server.to_owned(),
            run: run.to_owned(),
            times: vec![time],
        };
        let rows = [row("stet", "few", 8.0), row("peer", "few", 10.0), row("stet", "many", 10.0)];
        Wanted { figure: &TIME, run: 0, over, limit }.told(&rows)
    }

    #[test]
    fn a_figure_is_held_against_a_limit_a_peer_and_another_run() {
        assert_eq!(told(None, Limit::AtMost(9.0)), "- time, few: 8.00 ms (at most 9.00 ms is wanted)");
        assert_eq!(
            told(Some((Some("peer"), 0)), Limit::AtMost(0.7)),
            "- time, few, of that of peer: 0.80 (at most 0.70 is wanted, **missed**)"
        );
        assert_eq!(
            told(Some((None, 1)), Limit::Flat(0.15)),
            "- time, few, of that of many: 0.80 (0.85 to 1.15 is wanted, **missed**)"
        );
        assert_eq!(told(Some((Some("gone"), 0)), Limit::AtLeast(1.0)), "- time, few, of that of gone: not measured");
    }
}
