//! Times as readers see them.

use coverage::Zone;
use jiff::tz::TimeZone;
use jiff::{RoundMode, Timestamp, TimestampRound, Unit};

use crate::words::Words;

/// Tells times in a coverage's zone.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    zone: TimeZone,
}

impl Clock {
    pub(crate) fn of(zone: &Zone) -> Self {
        Self { zone: zone.rules() }
    }

    /// What the clock shows there, in microseconds since it showed the beginning of 1970.
    pub(crate) fn wall(&self, at: Timestamp) -> i64 {
        let offset = i64::from(self.zone.to_offset(at).seconds());
        at.as_microsecond().saturating_add(offset.saturating_mul(1_000_000))
    }

    /// Hours and minutes, such as `09:05`: of 24 hours in every language, as beside a zone's name, and in
    /// few digits so that times stand under each other.
    pub(crate) fn minutes(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%H:%M").to_string()
    }

    /// The zone as it is called at that time: `EET`, or `UTC+3` where it has no letters of its own.
    pub(crate) fn zone(&self, at: Timestamp) -> String {
        let info = self.zone.to_offset_info(at);
        let name = info.abbreviation();
        if name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return name.to_owned();
        }
        let minutes = info.offset().seconds() / 60;
        let sign = if minutes < 0 { '−' } else { '+' };
        match (minutes.abs() / 60, minutes.abs() % 60) {
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    /// The date in words, such as `17 Feb 2022`.
    pub(crate) fn date(&self, at: Timestamp, words: &Words) -> String {
        let date = at.to_zoned(self.zone.clone()).date();
        words.date(date.day(), date.month(), date.year())
    }

    /// The date in words and the time of day, such as `17 Feb 2022, 09:05 EET`.
    pub(crate) fn date_time(&self, at: Timestamp, words: &Words) -> String {
        words.date_time(&self.date(at, words), &format!("{} {}", self.minutes(at), self.zone(at)))
    }

    /// The time as a field for local times has it, such as `2022-02-17T09:05:00`, in whole seconds; a part of one
    /// counts as one.
    pub(crate) fn local(&self, at: Timestamp) -> String {
        let whole = at.round(TimestampRound::new().smallest(Unit::Second).mode(RoundMode::Ceil)).unwrap_or(at);
        whole.to_zoned(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S").to_string()
    }

    /// The date for machines, such as `2022-02-17`.
    pub(crate) fn day(&self, at: Timestamp) -> String {
        at.to_zoned(self.zone.clone()).strftime("%Y-%m-%d").to_string()
    }
}

/// The time for machines, whole seconds in UTC: HTML takes no more than milliseconds.
pub(crate) fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}
