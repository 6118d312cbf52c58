//! Times as people give them: an instant, or a clock time in the coverage's zone.

use axum::http::StatusCode;
use coverage::{Rejection, Zone};
use jiff::civil::DateTime;
use jiff::tz::AmbiguousOffset;
use jiff::{Timestamp, Zoned};
use serde_json::json;

use crate::desk::wire_parse::bad;
use crate::problem::Problem;

/// Reads a time: RFC 3339, or a clock time such as `2026-03-29T02:30` in the zone.
///
/// # Errors
/// 422 where it is no time, `no_such_local_time` where the clock skips it, and
/// `ambiguous_local_time` where the clock shows it twice; these two tell the
/// two instants that may be meant.
pub(crate) fn instant(field: &'static str, text: &str, zone: &Zone) -> Result<Timestamp, Problem> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant);
    }
    let unreadable = || bad(field, "a time such as 2026-11-03T19:00 or 2026-11-03T19:00:00Z is expected");
    let local: DateTime = text.parse().map_err(|_| unreadable())?;
    // A date alone would be read as its midnight, which nobody means.
    if !text.contains(['T', 't', ' ']) {
        return Err(unreadable().into());
    }
    let meant = zone.rules().into_ambiguous_zoned(local);
    let offset = meant.offset();
    let out_of_range = |_| Problem::from(unreadable());
    let both = |meant: jiff::tz::AmbiguousZoned| -> Result<[Zoned; 2], Problem> {
        Ok([meant.clone().earlier().map_err(out_of_range)?, meant.later().map_err(out_of_range)?])
    };
    let shown = |time: &Zoned| time.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let zone = zone.as_str();
    match offset {
        AmbiguousOffset::Unambiguous { .. } => Ok(meant.compatible().map_err(out_of_range)?.timestamp()),
        AmbiguousOffset::Gap { .. } => {
            let choices = both(meant)?.map(|time| shown(&time));
            let detail = format!("In {zone} the clock is put forward past {text}: there is no such time on that day.");
            Err(refused("no_such_local_time", field, detail, &choices))
        }
        AmbiguousOffset::Fold { .. } => {
            let choices = both(meant)?.map(|time| shown(&time));
            let detail = format!("In {zone} the clock is put back over {text}: it shows that time twice on that day.");
            Err(refused("ambiguous_local_time", field, detail, &choices))
        }
    }
}

fn refused(code: &'static str, field: &str, detail: String, choices: &[String; 2]) -> Problem {
    let [earlier, later] = choices;
    Problem::new(StatusCode::UNPROCESSABLE_ENTITY, code, detail)
        .at(field)
        .hinted(format!("Give {earlier} or {later}."))
        .with_choices(json!(choices))
}

/// Refuses a time that is not ahead.
pub(crate) fn ahead(field: &'static str, at: Timestamp, now: Timestamp) -> Result<Timestamp, Rejection> {
    if at > now { Ok(at) } else { Err(bad(field, "it does not lie ahead")) }
}

/// A time in a zone where the clock is put forward and back.
#[cfg(any(test, fuzzing))]
pub(crate) fn fuzz(text: &str) {
    if let Ok(zone) = Zone::parse("Europe/Berlin") {
        let _ = instant("publish_at", text, &zone);
    }
}

#[cfg(test)]
mod tests {
    use coverage::Zone;
    use jiff::Timestamp;

    use super::instant;

    fn read(text: &str, zone: &str) -> Result<Timestamp, (String, Vec<String>)> {
        instant("publish_at", text, &Zone::parse(zone).unwrap()).map_err(|problem| {
            let told = problem.document();
            let choices = told["choices"].as_array().into_iter().flatten();
            (told["code"].as_str().unwrap().to_owned(), choices.map(|it| it.as_str().unwrap().to_owned()).collect())
        })
    }

    fn utc(text: &str) -> Result<Timestamp, (String, Vec<String>)> {
        Ok(text.parse().unwrap())
    }

    #[test]
    fn instants_and_clock_times_are_read() {
        assert_eq!(read("2026-07-01T12:00:00Z", "Europe/Kyiv"), utc("2026-07-01T12:00:00Z"));
        assert_eq!(read("2026-07-01T12:00:00+02:00", "Europe/Kyiv"), utc("2026-07-01T10:00:00Z"));
        assert_eq!(read("2026-07-01T12:00", "Europe/Kyiv"), utc("2026-07-01T09:00:00Z"));
        assert_eq!(read("2026-01-01T12:00:30", "America/New_York"), utc("2026-01-01T17:00:30Z"));
        for text in ["", "noon", "2026-07-01", "12:00", "2026-13-01T12:00", "2026-07-01T25:00"] {
            assert_eq!(read(text, "UTC").unwrap_err().0, "bad_value", "{text}");
        }
    }

    #[test]
    fn a_time_that_the_clock_skips_is_told_with_both_neighbours() {
        let (code, choices) = read("2026-03-29T02:30", "Europe/Berlin").unwrap_err();
        assert_eq!(code, "no_such_local_time");
        assert_eq!(choices, ["2026-03-29T01:30:00+01:00", "2026-03-29T03:30:00+02:00"]);
        assert_eq!(read("2026-03-29T01:59", "Europe/Berlin"), utc("2026-03-29T00:59:00Z"));
        assert_eq!(read("2026-03-29T03:00", "Europe/Berlin"), utc("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn a_time_that_the_clock_shows_twice_is_told_with_both() {
        let (code, choices) = read("2026-10-25T02:30", "Europe/Berlin").unwrap_err();
        assert_eq!(code, "ambiguous_local_time");
        assert_eq!(choices, ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"]);
        assert_eq!(read(&choices[0], "Europe/Berlin"), utc("2026-10-25T00:30:00Z"));
        assert_eq!(read(&choices[1], "Europe/Berlin"), utc("2026-10-25T01:30:00Z"));
    }

    #[test]
    fn half_an_hour_is_enough_for_both() {
        // Lord Howe Island puts its clock forward by half an hour.
        let (code, choices) = read("2026-10-04T02:15", "Australia/Lord_Howe").unwrap_err();
        assert_eq!(code, "no_such_local_time");
        assert_eq!(choices, ["2026-10-04T01:45:00+10:30", "2026-10-04T02:45:00+11:00"]);
    }
}
