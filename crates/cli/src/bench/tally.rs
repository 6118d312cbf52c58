//! What the readers got, and when.

use std::time::Duration;

/// How a run went.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) deliveries: u64,
    /// What came over the sockets since the readers were idle.
    pub(super) bytes: u64,
    pub(super) gaps: u64,
    pub(super) repeated: u64,
    /// For each change, how many microseconds after its publication was sent
    /// each reader had it.
    changes: Vec<Vec<u32>>,
}

/// Many durations in ascending order, in microseconds.
pub(super) struct Spread(Vec<u32>);

impl Tally {
    /// A reader has that change, so long after its publication was sent.
    pub(super) fn arrived(&mut self, change: usize, after: Duration) {
        self.deliveries += 1;
        if change >= self.changes.len() {
            self.changes.resize_with(change + 1, Vec::new);
        }
        if let Some(change) = self.changes.get_mut(change) {
            change.push(microseconds(after));
        }
    }

    /// Until a reader had a change, of all deliveries.
    pub(super) fn all(&self) -> Spread {
        Spread::of(self.changes.iter().flatten().copied())
    }

    /// The same, counted from the answer to the publication: `answered` says
    /// for each change how long that took. What was there sooner took no time.
    pub(super) fn since_answer(&self, answered: &[Duration]) -> Spread {
        Spread::of(self.changes.iter().zip(answered).flat_map(|(change, answered)| {
            let answered = microseconds(*answered);
            change.iter().map(move |after| after.saturating_sub(answered))
        }))
    }

    /// Until the first reader had a change, of all changes.
    pub(super) fn first(&self) -> Spread {
        Spread::of(self.changes.iter().filter_map(|change| change.iter().copied().min()))
    }

    /// Until the last reader had a change, of all changes.
    pub(super) fn last(&self) -> Spread {
        Spread::of(self.changes.iter().filter_map(|change| change.iter().copied().max()))
    }
}

impl Spread {
    pub(super) fn of(all: impl Iterator<Item = u32>) -> Self {
        let mut all: Vec<_> = all.collect();
        all.sort_unstable();
        Self(all)
    }

    /// What that part of them does not exceed.
    pub(super) fn part(&self, part: f64) -> Duration {
        let place = ((self.0.len() as f64 * part) as usize).min(self.0.len().saturating_sub(1));
        Duration::from_micros(self.0.get(place).copied().unwrap_or(0).into())
    }
}

/// As many as fit, which is more than an hour.
pub(super) fn microseconds(duration: Duration) -> u32 {
    u32::try_from(duration.as_micros()).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::Tally;

    #[test]
    fn the_first_the_last_and_those_between() {
        let mut tally = Tally::default();
        for ms in [30, 10, 20] {
            tally.arrived(0, Duration::from_millis(ms));
        }
        assert_eq!(tally.deliveries, 3);
        assert_eq!([tally.first().part(0.5), tally.last().part(1.0)], [10, 30].map(Duration::from_millis));
        assert_eq!([0.5, 0.99].map(|part| tally.all().part(part)), [20, 30].map(Duration::from_millis));
    }

    #[test]
    fn what_came_before_the_answer_took_no_time_since() {
        let mut tally = Tally::default();
        tally.arrived(0, Duration::from_millis(4));
        tally.arrived(1, Duration::from_millis(9));
        let since = tally.since_answer(&[Duration::from_millis(6), Duration::from_millis(2)]);
        assert_eq!([0.0, 1.0].map(|part| since.part(part)), [0, 7].map(Duration::from_millis));
    }
}
