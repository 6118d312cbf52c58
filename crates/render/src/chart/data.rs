//! The numbers of a chart, out of its table.

use coverage::{Chart, Row, Table, run_text};

use crate::number::Notation;

/// The numbers of a chart.
pub(crate) struct Data {
    /// What stands along the chart, in order.
    pub(crate) categories: Vec<String>,
    /// Where each category stands from the first to the last, 0 to 1, if they are times.
    pub(crate) times: Option<Vec<f64>>,
    /// The series, each with a value or a gap at every category.
    pub(crate) series: Vec<Series>,
}

/// The values of one thing.
pub(crate) struct Series {
    pub(crate) name: String,
    pub(crate) values: Vec<Option<f64>>,
}

impl Data {
    pub(crate) fn of(chart: &Chart, notation: Notation) -> Self {
        Self::of_table(&chart.table, notation)
    }

    fn of_table(table: &Table, notation: Notation) -> Self {
        let (head, rows) = match &*table.rows {
            [head, rows @ ..] => (head.cells.len(), rows),
            [] => (0, &[][..]),
        };
        let categories: Vec<_> = rows.iter().map(|row| text(row, 0)).collect();
        let series = (1..head.min(Chart::MAX_SERIES + 1)).map(|column| Series {
            name: text(&table.rows[0], column),
            values: rows.iter().map(|row| notation.read(&text(row, column))).collect(),
        });
        Self { times: times(&categories), series: series.collect(), categories }
    }

    /// All values.
    pub(crate) fn values(&self) -> impl Iterator<Item = f64> + '_ {
        self.series.iter().flat_map(|series| &series.values).copied().flatten()
    }
}

fn text(row: &Row, column: usize) -> String {
    row.cells.get(column).map(|cell| run_text(&cell.text).trim().replace('\n', " ")).unwrap_or_default()
}

/// Where the categories stand as times, if all are times and each is later than the one before.
fn times(categories: &[String]) -> Option<Vec<f64>> {
    let times: Vec<f64> = categories.iter().map(|text| time(text)).collect::<Option<_>>()?;
    let (first, last) = (*times.first()?, *times.last()?);
    let rises = times.windows(2).all(|pair| pair[0] < pair[1]);
    (rises && times.len() > 1).then(|| times.iter().map(|time| (time - first) / (last - first)).collect())
}

/// A year, a month, a day, a moment or a clock time, as machines write them; in days.
fn time(text: &str) -> Option<f64> {
    let (date, clock) = match text.split_once([' ', 'T']) {
        Some((date, clock)) => (Some(date), Some(clock)),
        None if text.contains(':') => (None, Some(text)),
        None => (Some(text), None),
    };
    let day = match date {
        Some(date) => day(date)?,
        None => 0.0,
    };
    match clock {
        Some(clock) => Some(day + self::clock(clock)?),
        None => Some(day),
    }
}

fn day(text: &str) -> Option<f64> {
    let mut parts = text.split('-');
    let year: i16 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let mut two = || match parts.next() {
        Some(part) if part.len() == 2 => part.parse::<i8>().ok(),
        Some(_) => None,
        None => Some(1),
    };
    let (month, day) = (two()?, two()?);
    if parts.next().is_some() {
        return None;
    }
    let epoch = jiff::civil::date(1970, 1, 1);
    let days = jiff::civil::Date::new(year, month, day).ok()?.since(epoch).ok()?.get_days();
    Some(f64::from(days))
}

fn clock(text: &str) -> Option<f64> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str, below: u8| text.parse::<u8>().ok().filter(|it| text.len() <= 2 && *it < below);
    Some(f64::from(number(hours, 24)?) / 24.0 + f64::from(number(minutes, 60)?) / 1440.0)
}

#[cfg(test)]
mod tests {
    use super::times;

    fn places(categories: &[&str]) -> Option<Vec<f64>> {
        times(&categories.iter().map(ToString::to_string).collect::<Vec<_>>())
    }

    #[test]
    fn times_stand_as_far_apart_as_they_are() {
        assert_eq!(places(&["2001-01-01", "2001-01-02", "2001-01-05"]), Some(vec![0.0, 0.25, 1.0]));
        assert_eq!(places(&["06:00", "09:00", "18:00"]), Some(vec![0.0, 0.25, 1.0]));
        assert_eq!(places(&["2020", "2021-01", "2022-01-01 12:00"]).map(|it| it.len()), Some(3));
    }

    #[test]
    fn other_words_are_no_times() {
        for other in
            [&["2020", "north"][..], &["2021", "2020"], &["2020", "2020"], &["2020-13", "2021-01"], &["2020"], &[]]
        {
            assert_eq!(places(other), None, "{other:?}");
        }
    }
}
