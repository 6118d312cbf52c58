//! What the readers got, and when.

use std::time::Duration;

/// How a run went.
#[derive(Default)]
pub(super) struct Tally {
    pub(super) readers: usize,
    pub(super) deliveries: u64,
    /// What came over the sockets since the readers were idle.
    pub(super) bytes: u64,
    pub(super) gaps: u64,
    pub(super) repeated: u64,
    /// For each change: from its publication until its first and its last reader had it.
    changes: Vec<Span>,
    /// From a publication until a reader had it, for all of them, in ascending order.
    all: Vec<u32>,
}

#[derive(Clone, Copy)]
struct Span {
    first: Duration,
    last: Duration,
}

impl Tally {
    /// Of so many readers, who have nothing yet.
    pub(super) fn of(readers: usize) -> Self {
        Self { readers, ..Self::default() }
    }

    /// A reader has the event of that change, counted from the first that is
    /// measured, so long after its publication.
    pub(super) fn arrived(&mut self, change: usize, after: Duration) {
        self.deliveries += 1;
        self.all.push(u32::try_from(after.as_micros()).unwrap_or(u32::MAX));
        if change >= self.changes.len() {
            self.changes.resize(change + 1, Span { first: Duration::MAX, last: Duration::ZERO });
        }
        if let Some(span) = self.changes.get_mut(change) {
            span.first = span.first.min(after);
            span.last = span.last.max(after);
        }
    }

    /// Puts in order what will be asked for.
    pub(super) fn settle(&mut self) {
        self.all.sort_unstable();
    }

    /// Until the first reader had a change, in the median.
    pub(super) fn first(&self) -> Duration {
        self.span(0.5, |span| span.first)
    }

    /// Until the last reader had a change, for that part of the changes.
    pub(super) fn last(&self, part: f64) -> Duration {
        self.span(part, |span| span.last)
    }

    /// Until a reader had a change, for that part of all deliveries.
    pub(super) fn of_all(&self, part: f64) -> Duration {
        Duration::from_micros(self.all.get(place(self.all.len(), part)).copied().unwrap_or(0).into())
    }

    fn span(&self, part: f64, of: impl Fn(&Span) -> Duration) -> Duration {
        let mut all: Vec<_> = self.changes.iter().map(of).collect();
        all.sort_unstable();
        all.get(place(all.len(), part)).copied().unwrap_or_default()
    }
}

fn place(of: usize, part: f64) -> usize {
    ((of as f64 * part) as usize).min(of.saturating_sub(1))
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
        tally.settle();
        assert_eq!(tally.deliveries, 3);
        assert_eq!(tally.first(), Duration::from_millis(10));
        assert_eq!(tally.last(1.0), Duration::from_millis(30));
        assert_eq!(tally.of_all(0.5), Duration::from_millis(20));
        assert_eq!(tally.of_all(0.99), Duration::from_millis(30));
    }
}
