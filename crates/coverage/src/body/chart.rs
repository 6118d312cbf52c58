//! A chart: a table of numbers, and how it is drawn.

use std::fmt;

use super::Table;
use crate::Line;

/// A chart. Its data are a table that readers can open: the first row names the
/// series, the first column the categories or times, and the rest are numbers.
/// A cell that is no number is a gap.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// How the numbers are drawn.
    pub kind: ChartKind,
    /// What it shows.
    pub title: Option<Line<300>>,
    /// What the numbers count, such as “%” or “million tonnes”.
    pub unit: Option<Line<60>>,
    /// Where the numbers come from.
    pub source: Option<Line<300>>,
    /// The numbers.
    pub table: Table,
}

impl Chart {
    /// The most series: more cannot be told apart.
    pub const MAX_SERIES: usize = 8;
}

/// How a chart is drawn.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChartKind {
    /// Points that a line connects.
    Line,
    /// Bars from zero.
    Bar,
    /// Values that hold until the next.
    Step,
}

impl ChartKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Line, Self::Bar, Self::Step];

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name in a body.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Line => "line",
            Self::Bar => "bar",
            Self::Step => "step",
        }
    }
}

impl fmt::Display for ChartKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
