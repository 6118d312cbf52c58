//! Several runs of several servers, each as often as is wanted.

use super::measure::{Measured, measure};
use super::run::Run;
use super::table::Row;
use super::target::Target;
use crate::outcome;

/// What is measured beside each other.
pub(super) struct Grid<'a> {
    pub(super) targets: Vec<&'a Target>,
    pub(super) runs: Vec<Run>,
    /// How often; the median counts.
    pub(super) times: u32,
}

impl Grid<'_> {
    /// Measures everything once, then once more, and so on: what disturbs the
    /// machine for a while disturbs all alike. `finished` is told of each row
    /// when it is whole, after the first.
    pub(super) fn measure(
        &self,
        mut finished: impl FnMut(&Row<Measured>, &Row<Measured>) -> anyhow::Result<()>,
    ) -> anyhow::Result<Vec<Row<Measured>>> {
        let cells = || self.runs.iter().flat_map(|run| self.targets.iter().map(move |target| (*target, run)));
        let empty = |(target, run): (&Target, &Run)| Row {
            server: target.to_string(),
            run: run.to_string(),
            times: Vec::new(),
        };
        let mut rows: Vec<_> = cells().map(empty).collect();
        for time in 1..=self.times {
            for (index, (target, run)) in cells().enumerate() {
                let measured = match measure(target, run) {
                    Ok(measured) => measured,
                    // What a peer cannot do must not end what is measured of Stet.
                    Err(error) if target.is_peer_of_ours() => {
                        outcome::print(&format!("{target}, {run}: not measured: {error:#}"))?;
                        continue;
                    }
                    Err(error) => return Err(error.context(format!("{target}, {run}"))),
                };
                if let Some(row) = rows.get_mut(index) {
                    row.times.push(measured);
                }
                if let (true, Some(row), Some(first)) = (time == self.times, rows.get(index), rows.first()) {
                    finished(row, first)?;
                }
            }
        }
        rows.retain(|row| !row.times.is_empty());
        Ok(rows)
    }
}
