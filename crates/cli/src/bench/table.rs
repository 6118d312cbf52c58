//! The table that is printed: a row for each run of each server.

/// Something that is measured of every run: a column.
pub(super) struct Figure<M> {
    pub(super) name: &'static str,
    pub(super) unit: Unit,
    pub(super) of: fn(&M) -> f64,
}

/// How a figure is written.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Microseconds,
    Milliseconds,
    Kilobytes,
    Number,
    /// How many faults were found: of several times, the most count.
    Faults,
}

impl Unit {
    pub(super) fn write(self, value: f64) -> String {
        match self {
            Self::Microseconds => format!("{value:.2} µs"),
            Self::Milliseconds => format!("{value:.2} ms"),
            Self::Kilobytes => format!("{value:.2} KB"),
            Self::Number | Self::Faults => format!("{value:.0}"),
        }
    }
}

/// A run of a server, as often as it was measured.
pub(super) struct Row<M> {
    pub(super) server: String,
    pub(super) run: String,
    pub(super) times: Vec<M>,
}

impl<M> Row<M> {
    /// The figure, in the median of all times; of faults the most.
    pub(super) fn value(&self, figure: &Figure<M>) -> f64 {
        let mut values: Vec<f64> = self.times.iter().map(figure.of).collect();
        values.sort_by(f64::total_cmp);
        let middle = values.len() / 2;
        match (figure.unit, values.len() % 2) {
            (Unit::Faults, _) => values.last().copied().unwrap_or(0.0),
            (_, 0) => f64::midpoint(at(&values, middle.saturating_sub(1)), at(&values, middle)),
            (_, _) => at(&values, middle),
        }
    }
}

fn at(values: &[f64], index: usize) -> f64 {
    values.get(index).copied().unwrap_or(f64::NAN)
}

/// The columns of a table, and which of them are set against the first row.
pub(super) struct Columns<M: 'static> {
    pub(super) figures: &'static [Figure<M>],
    pub(super) ratios: &'static [Figure<M>],
}

impl<M: 'static> Columns<M> {
    /// The head of the table.
    pub(super) fn head(&self) -> String {
        let figures = self.figures.iter().map(|figure| format!(" {} |", figure.name));
        let ratios = self.ratios.iter().map(|figure| format!(" {}, of the first row |", figure.name));
        let names: String = figures.chain(ratios).collect();
        let rules = "---|".repeat(2 + self.figures.len() + self.ratios.len());
        format!("| server | run |{names}\n|{rules}")
    }

    /// A row of it.
    pub(super) fn line(&self, row: &Row<M>, first: &Row<M>) -> String {
        let figures = self.figures.iter().map(|figure| format!(" {} |", figure.unit.write(row.value(figure))));
        let ratios = self.ratios.iter().map(|figure| format!(" {:.2} |", row.value(figure) / first.value(figure)));
        let cells: String = figures.chain(ratios).collect();
        format!("| {} | {} |{cells}", row.server, row.run)
    }
}

#[cfg(test)]
mod tests {
    use super::{Columns, Figure, Row, Unit};

    const COLUMNS: Columns<f64> = Columns {
        figures: &[Figure { name: "time", unit: Unit::Milliseconds, of: |value| *value }],
        ratios: &[Figure { name: "time", unit: Unit::Milliseconds, of: |value| *value }],
    };

    #[test]
    fn of_faults_the_most_count() {
        let faults = Figure { name: "gaps", unit: Unit::Faults, of: |value| *value };
        let row = Row { server: "s".to_owned(), run: "r".to_owned(), times: vec![0.0, 2.0, 0.0] };
        assert_eq!(faults.unit.write(row.value(&faults)), "2");
    }

    #[test]
    fn a_row_holds_medians_and_what_they_are_of_the_first() {
        let row = |times: &[f64]| Row { server: "s".to_owned(), run: "r".to_owned(), times: times.to_vec() };
        let first = row(&[4.0, 1.0, 2.0]);
        assert_eq!(COLUMNS.head(), "| server | run | time | time, of the first row |\n|---|---|---|---|");
        assert_eq!(COLUMNS.line(&first, &first), "| s | r | 2.00 ms | 1.00 |");
        assert_eq!(COLUMNS.line(&row(&[2.0, 4.0]), &first), "| s | r | 3.00 ms | 1.50 |");
    }
}
