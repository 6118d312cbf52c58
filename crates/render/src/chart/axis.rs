//! The grid behind a chart and the words along it.

use super::scale::Scale;
use crate::drawing::{Anchor, Round, Size, Svg, shortened};
use crate::number::Notation;

/// The rectangle in which values are drawn.
pub(crate) struct Axes {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    font: f64,
}

impl Axes {
    /// Leaves as much room on the left as the ticks' words take, and `right` on the right.
    pub(crate) fn of(svg: &Svg, scale: &Scale, notation: Notation, size: Size, height: f64, right: f64) -> Self {
        let words = scale.ticks().map(|tick| svg.measure(&notation.write(tick, scale.decimals())));
        let left = words.fold(0.0, f64::max) + 8.0;
        let font = size.font();
        Self { left, right: size.width() - right, top: font, bottom: height - font * 2.3, font }
    }

    /// From a share of the width to a place.
    pub(crate) fn x(&self, share: f64) -> f64 {
        self.left + share * (self.right - self.left)
    }

    /// From a share of the height, counted from below, to a place.
    pub(crate) fn y(&self, share: f64) -> f64 {
        self.bottom - share * (self.bottom - self.top)
    }

    /// The width of the rectangle.
    pub(crate) fn width(&self) -> f64 {
        self.right - self.left
    }

    /// Draws a line at each tick, and its value before it.
    pub(crate) fn draw_values(&self, svg: &mut Svg, scale: &Scale, notation: Notation) {
        svg.put(format_args!(r#"<g class="grid" fill="none" stroke="currentColor" stroke-opacity=".25">"#));
        for tick in scale.ticks() {
            let y = Round(self.y(scale.place(tick)));
            let class = if tick.abs() < 1e-12 { r#" class="zero" stroke-opacity="1""# } else { "" };
            svg.put(format_args!(r#"<path{class} d="M{} {y}H{}"/>"#, Round(self.left), Round(self.right)));
        }
        svg.put(format_args!("</g>"));
        for tick in scale.ticks() {
            let y = self.y(scale.place(tick)) + self.font * 0.35;
            svg.label("tick", self.left - 6.0, y, Anchor::End, &notation.write(tick, scale.decimals()));
        }
    }

    /// Writes as many categories under the chart as have room.
    pub(crate) fn draw_categories(&self, svg: &mut Svg, categories: &[String], place: impl Fn(usize) -> f64) {
        let y = self.bottom + self.font * 1.75;
        let gap = self.font;
        let mut free = f64::NEG_INFINITY;
        let room = self.width() / 2.0;
        // The last one stands in any case, so room is kept for it.
        let last = categories.len().saturating_sub(1);
        let ends = |svg: &Svg, index: usize, words: &str| {
            let (x, half) = (place(index), svg.measure(words) / 2.0);
            let left = (x - half).max(self.left.min(x) - self.left).min(self.right + 6.0 - 2.0 * half).max(0.0);
            (left, left + 2.0 * half)
        };
        let kept = categories.last().map(|words| ends(svg, last, &shortened(svg, words, room)).0);
        for (index, words) in categories.iter().enumerate() {
            let words = shortened(svg, words, room);
            let (from, to) = ends(svg, index, &words);
            let fits = from >= free && (index == last || kept.is_none_or(|kept| to + gap <= kept));
            if !words.is_empty() && fits {
                let x = place(index);
                svg.put(format_args!(
                    r#"<path class="tick-mark" fill="none" stroke="currentColor" d="M{} {}v4"/>"#,
                    Round(x),
                    Round(self.bottom)
                ));
                svg.label("tick", f64::midpoint(from, to), y, Anchor::Middle, &words);
                free = to + gap;
            }
        }
    }
}
