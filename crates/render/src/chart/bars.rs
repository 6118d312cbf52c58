//! Bars: lying where there are few, so that words have room; standing where there are many, or times.

use super::axis::Axes;
use super::data::Data;
use super::mark::bar;
use super::scale::{Scale, Zero};
use crate::drawing::{Anchor, Round, Size, Svg, shortened};
use crate::number::Notation;

/// The most bars that lie.
const FEW: usize = 30;

/// Draws the values as bars.
pub(crate) fn draw(data: &Data, notation: Notation, size: Size, description: &str) -> String {
    let bars = data.categories.len() * data.series.len();
    match data.times.is_none() && bars <= FEW {
        true => lying(data, notation, size, description),
        false => standing(data, notation, size, description),
    }
}

/// Bars from left to right, each with its value behind it.
fn lying(data: &Data, notation: Notation, size: Size, description: &str) -> String {
    let font = size.font();
    let thick = if data.series.len() > 1 { font * 1.15 } else { font * 1.5 };
    let is_beside = size == Size::Wide;
    let group = count(data.series.len()) * thick;
    let line = if is_beside { 0.0 } else { font * 1.35 };
    let pitch = group + line + font * 0.7;
    let height = (count(data.categories.len()) * pitch).max(font * 2.0);
    let mut svg = Svg::begin(size, height, description);
    let told = |value: f64| notation.write_short(value);
    let words = data.categories.iter().map(|words| svg.measure(words)).fold(0.0, f64::max);
    let left = if is_beside { words.min(size.width() * 0.36) + 10.0 } else { 0.0 };
    let room = data.values().map(|value| svg.measure(&told(value))).fold(0.0, f64::max) + 8.0;
    let has_negative = data.values().any(|value| value < 0.0);
    let (from, to) = (left + if has_negative { room } else { 0.0 }, size.width() - room);
    // Nothing is compared with a tick here, so bars use all the room.
    let (low, high) = data.values().fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let span = if high > low { high - low } else { 1.0 };
    let x = |value: f64| from + (value - low) / span * (to - from).max(1.0);
    for (index, words) in data.categories.iter().enumerate() {
        let top = count(index) * pitch;
        let (anchor, at, y, room) = match is_beside {
            true => (Anchor::End, left - 10.0, top + group / 2.0 + font * 0.35, left - 10.0),
            false => (Anchor::Start, 0.0, top + font, size.width()),
        };
        svg.label("category", at, y, anchor, &shortened(&svg, words, room));
        for (number, series) in data.series.iter().enumerate() {
            let Some(value) = series.values[index] else { continue };
            let y = top + line + count(number) * thick;
            let (start, end) = (x(0.0).min(x(value)), x(0.0).max(x(value)));
            svg.put(format_args!(r#"<g class="s{number}">{}</g>"#, bar(number, start, y, end - start, thick - 2.0)));
            let text = told(value);
            let (anchor, at) = if value < 0.0 { (Anchor::End, start - 5.0) } else { (Anchor::Start, end + 5.0) };
            svg.label("value", at, y + thick / 2.0 + font * 0.3, anchor, &text);
        }
    }
    let zero = Round(x(0.0));
    let groups = (0..data.categories.len())
        .map(|index| format!("M{zero} {}v{}", Round(count(index) * pitch + line - 2.0), Round(group + 2.0)));
    let groups: String = groups.collect();
    svg.put(format_args!(r#"<path class="zero" fill="none" stroke="currentColor" d="{groups}"/>"#));
    svg.end()
}

/// Bars from below, on a grid.
fn standing(data: &Data, notation: Notation, size: Size, description: &str) -> String {
    let height = if size == Size::Wide { 340.0 } else { 230.0 };
    let mut svg = Svg::begin(size, height, description);
    let scale = Scale::over(data.values(), Zero::Shown, 5);
    let axes = Axes::of(&svg, &scale, notation, size, height, 4.0);
    axes.draw_values(&mut svg, &scale, notation);
    let band = axes.width() / count(data.categories.len()).max(1.0);
    let gap = if band > 6.0 { band * 0.2 } else { 0.0 };
    let thick = (band - gap) / count(data.series.len()).max(1.0);
    let start = |index: usize| axes.x(0.0) + count(index) * band;
    axes.draw_categories(&mut svg, &data.categories, |index| start(index) + band / 2.0);
    for (number, series) in data.series.iter().enumerate() {
        svg.put(format_args!(r#"<g class="s{number}">"#));
        for (index, value) in series.values.iter().enumerate() {
            let Some(value) = value else { continue };
            let (zero, end) = (axes.y(scale.place(0.0)), axes.y(scale.place(*value)));
            let x = start(index) + gap / 2.0 + count(number) * thick;
            svg.put(format_args!("{}", bar(number, x, zero.min(end), thick.max(0.5), (zero - end).abs())));
        }
        svg.put(format_args!("</g>"));
    }
    svg.end()
}

fn count(number: usize) -> f64 {
    super::share(number, 1)
}
