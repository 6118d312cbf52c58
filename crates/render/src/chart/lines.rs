//! Lines and steps.

use coverage::ChartKind;

use super::axis::Axes;
use super::data::Data;
use super::mark::{dash, marker};
use super::scale::{Scale, Zero};
use crate::drawing::{Anchor, Round, Size, Svg};
use crate::number::Notation;

/// The most series whose last values are printed beside them.
const TOLD: usize = 4;

/// Draws the series as lines, or as steps.
pub(crate) fn draw(kind: ChartKind, data: &Data, notation: Notation, size: Size, description: &str) -> String {
    let height = if size == Size::Wide { 340.0 } else { 230.0 };
    let mut svg = Svg::begin(size, height, description);
    let scale = Scale::over(data.values(), Zero::IfNear, 5);
    let told = told(data, notation);
    let right = told.iter().map(|(_, text)| svg.measure(text)).fold(0.0, f64::max) + 12.0;
    let axes = Axes::of(&svg, &scale, notation, size, height, right);
    axes.draw_values(&mut svg, &scale, notation);
    let place = |index: usize| axes.x(place_of(data, kind, index));
    axes.draw_categories(&mut svg, &data.categories, place);
    for (number, series) in data.series.iter().enumerate() {
        let mut path = String::new();
        let mut dots = Vec::new();
        let mut last = None;
        for (index, value) in series.values.iter().enumerate() {
            let Some(value) = value else {
                last = None;
                continue;
            };
            let (x, y) = (place(index), axes.y(scale.place(*value)));
            let end = if kind == ChartKind::Step { axes.x(place_of(data, kind, index + 1).min(1.0)) } else { x };
            let stands_alone = last.is_none() && series.values.get(index + 1).is_none_or(Option::is_none);
            match (kind, last) {
                (ChartKind::Step, Some(_)) => path.push_str(&format!("V{}H{}", Round(y), Round(end))),
                (ChartKind::Step, None) => path.push_str(&format!("M{} {}H{}", Round(x), Round(y), Round(end))),
                (_, Some(_)) => path.push_str(&format!("L{} {}", Round(x), Round(y))),
                (_, None) => path.push_str(&format!("M{} {}", Round(x), Round(y))),
            }
            if stands_alone && kind == ChartKind::Line {
                dots.push((x, y));
            }
            last = Some((end, y));
        }
        svg.put(format_args!(
            r#"<g class="s{number}"><path class="line" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round"{} d="{path}"/>"#,
            dash(number)
        ));
        for (x, y) in dots {
            svg.put(format_args!("{}", marker(number, x, y)));
        }
        if let Some((index, value)) = last_value(&series.values) {
            let x =
                if kind == ChartKind::Step { axes.x(place_of(data, kind, index + 1).min(1.0)) } else { place(index) };
            svg.put(format_args!("{}", marker(number, x, axes.y(scale.place(value)))));
        }
        svg.put(format_args!("</g>"));
    }
    // Values that lie close together are printed a line apart.
    let mut ends: Vec<(f64, f64, String, usize)> = told
        .into_iter()
        .filter_map(|(number, text)| {
            let (index, value) = last_value(&data.series[number].values)?;
            let at = if kind == ChartKind::Step { index + 1 } else { index };
            Some((axes.y(scale.place(value)), axes.x(place_of(data, kind, at).min(1.0)), text, number))
        })
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut above = f64::NEG_INFINITY;
    for (y, x, text, number) in ends {
        let y = y.max(above + size.font());
        above = y;
        svg.label(&format!("value f{number}"), x + 8.0, y + size.font() * 0.35, Anchor::Start, &text);
    }
    svg.end()
}

/// Where a category stands along the chart, 0 to 1. A step holds until the next, so the last needs room too.
fn place_of(data: &Data, kind: ChartKind, index: usize) -> f64 {
    let count = data.categories.len();
    let at = |index: usize, of: usize| super::share(index, of);
    match (&data.times, kind) {
        (Some(times), ChartKind::Step) => {
            // The last holds as long as the one before it.
            let tail = times.len().checked_sub(2).map_or(0.0, |before| 1.0 - times[before]);
            times.get(index).copied().unwrap_or(1.0 + tail) / (1.0 + tail)
        }
        (Some(times), _) => times.get(index).copied().unwrap_or(1.0),
        (None, ChartKind::Step) => at(index, count),
        (None, _) if count == 1 => 0.5,
        (None, _) => at(index, count.saturating_sub(1)),
    }
}

fn last_value(values: &[Option<f64>]) -> Option<(usize, f64)> {
    values.iter().enumerate().rev().find_map(|(index, value)| Some((index, (*value)?)))
}

/// The last value of each series as it is printed, where there are few.
fn told(data: &Data, notation: Notation) -> Vec<(usize, String)> {
    if data.series.len() > TOLD {
        return Vec::new();
    }
    let last = |(number, series): (usize, &super::data::Series)| {
        Some((number, notation.write_short(last_value(&series.values)?.1)))
    };
    data.series.iter().enumerate().filter_map(last).collect()
}
