//! Lines that hold a time: when a post was published, how long a film runs.

/// Whether a line is a time of publication and nothing else, such as
/// "9:41 a.m. ET, February 17, 2022", "Updated 14:05 GMT" or "12 min ago".
pub(super) fn is_clock_line(text: &str) -> bool {
    const MAX_BYTES: usize = 100;
    if text.len() > MAX_BYTES {
        return false;
    }
    let parts = || text.split(|c: char| c.is_whitespace() || "(),|/•·".contains(c)).filter(|part| !part.is_empty());
    let tells_time = parts().any(|part| is_time(part) || part.eq_ignore_ascii_case("ago"));
    tells_time && parts().all(belongs_to_time)
}

fn belongs_to_time(part: &str) -> bool {
    const WORDS: &[&str] = &[
        "updated",
        "published",
        "posted",
        "last",
        "first",
        "at",
        "on",
        "of",
        "am",
        "pm",
        "local",
        "time",
        "ago",
        "min",
        "mins",
        "minute",
        "minutes",
        "hr",
        "hrs",
        "hour",
        "hours",
        "sec",
        "secs",
        "second",
        "seconds",
        "day",
        "days",
        "today",
        "yesterday",
        "noon",
        "midnight",
        "jan",
        "january",
        "feb",
        "february",
        "mar",
        "march",
        "apr",
        "april",
        "may",
        "jun",
        "june",
        "jul",
        "july",
        "aug",
        "august",
        "sep",
        "sept",
        "september",
        "oct",
        "october",
        "nov",
        "november",
        "dec",
        "december",
        "mon",
        "monday",
        "tue",
        "tues",
        "tuesday",
        "wed",
        "wednesday",
        "thu",
        "thur",
        "thurs",
        "thursday",
        "fri",
        "friday",
        "sat",
        "saturday",
        "sun",
        "sunday",
    ];
    let bare: String = part.trim_matches(['.', ':', '-', '–', '—']).replace('.', "").to_ascii_lowercase();
    let digits = bare.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = bare.get(digits.len()..).unwrap_or_default();
    let number = !digits.is_empty() && digits.len() <= 4 && digits.bytes().all(|byte| byte.is_ascii_digit());
    // ET, GMT, CEST; also UTC+1 and +0100.
    let zone_name = part.trim_end_matches(|c: char| c.is_ascii_digit() || "+-:".contains(c));
    let zone = (2..=5).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase())
        || matches!(zone_name, "UTC" | "GMT")
        || part
            .strip_prefix(['+', '-'])
            .is_some_and(|rest| rest.len() >= 2 && rest.bytes().all(|b| b.is_ascii_digit() || b == b':'));
    let iso_date = part.len() == 10 && part.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    bare.is_empty()
        || WORDS.contains(&bare.as_str())
        || is_time(part)
        || iso_date
        || zone
        || number && matches!(unit, "" | "st" | "nd" | "rd" | "th" | "am" | "pm" | "h" | "m" | "s" | "min" | "hr")
}

/// "14:05", "9.41am", "14:05:30", "9am".
fn is_time(part: &str) -> bool {
    let part = part.to_ascii_lowercase();
    let trimmed = part.trim_end_matches("am").trim_end_matches("pm").trim_end_matches('h');
    let mut fields = trimmed.split([':', '.']);
    let hour = fields.next().is_some_and(|field| is_number(field, 2, 24));
    let rest: Vec<&str> = fields.collect();
    let minutes = rest.iter().all(|field| field.len() == 2 && is_number(field, 2, 59));
    hour && minutes && (1..=2).contains(&rest.len()) || hour && rest.is_empty() && trimmed.len() < part.len()
}

fn is_number(text: &str, digits: usize, most: u32) -> bool {
    (1..=digits).contains(&text.len())
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.parse().is_ok_and(|number: u32| number <= most)
}

/// The line under a film's title: "04:01 - Source: NAME", either part of it
/// alone only if it says "Source:".
pub(super) struct FilmLine<'a> {
    /// The film's length.
    pub(super) seconds: Option<u32>,
    /// What stands before the source's name.
    pub(super) marker: &'a str,
    /// The source's name.
    pub(super) source: &'a str,
}

/// Reads the line under a film's title.
pub(super) fn film_line(text: &str) -> Option<FilmLine<'_>> {
    const MAX_BYTES: usize = 200;
    let (before, source) = text.split_once("Source:").filter(|_| text.len() <= MAX_BYTES)?;
    let marker = text.get(..text.len() - source.len())?;
    let source = source.trim();
    let length = before.trim().trim_end_matches(['-', '–', '—', '|', '•', '·']).trim_end();
    let seconds = if length.is_empty() { None } else { Some(seconds(length)?) };
    (!source.is_empty()).then_some(FilmLine { seconds, marker, source })
}

/// "4:01", "04:01" or "1:04:01" in seconds.
fn seconds(text: &str) -> Option<u32> {
    let fields: Vec<&str> = text.split(':').collect();
    let shape = (2..=3).contains(&fields.len())
        && fields.iter().all(|field| is_number(field, 2, 99))
        && fields.iter().skip(1).all(|field| field.len() == 2 && is_number(field, 2, 59));
    shape.then(|| fields.iter().filter_map(|field| field.parse::<u32>().ok()).fold(0, |sum, field| sum * 60 + field))
}
