//! The day over which posts without times are spread.

use anyhow::Context;
use coverage::Zone;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

/// A day in a time zone. It has 23 or 25 hours where clocks are changed.
pub(crate) struct Day {
    start: Timestamp,
    end: Timestamp,
    zone: Zone,
}

impl Day {
    /// The day of that date in that zone; today if there is no date.
    pub(crate) fn new(date: Option<&str>, zone: Zone) -> anyhow::Result<Self> {
        let rules = zone.rules();
        let date: Date = match date {
            Some(text) => text
                .parse()
                .with_context(|| format!("--date is “{}”; give a day such as 2022-02-17", text.escape_debug()))?,
            None => server::now().to_zoned(rules.clone()).date(),
        };
        let start = date.to_zoned(rules.clone()).context("--date lies outside the years that can be told")?;
        let next = date.tomorrow().and_then(|next| next.to_zoned(rules));
        let end = next.context("--date lies outside the years that can be told")?;
        Ok(Self { start: start.timestamp(), end: end.timestamp(), zone })
    }

    /// The zone.
    pub(crate) const fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Its first moment.
    pub(crate) const fn start(&self) -> Timestamp {
        self.start
    }

    /// The `index`-th of `count` moments, evenly spread over the day and none at its very start or end.
    pub(crate) fn moment(&self, index: usize, count: usize) -> Timestamp {
        let length = self.end.duration_since(self.start).as_secs();
        // A day has fewer than 2^17 seconds and a page at most thousands of
        // posts, so that the product is far from the limits of an i64.
        let (index, count) = (i64::try_from(index).unwrap_or(0), i64::try_from(count).unwrap_or(1));
        self.start + SignedDuration::from_secs(length * (index + 1) / (count + 1))
    }
}
