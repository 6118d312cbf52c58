//! A chart: drawn from its table, which stands behind it.

mod axis;
mod bars;
mod data;
mod lines;
mod mark;
mod scale;

use std::fmt;

use askama::Template;
use askama::filters::HtmlSafe;
use coverage::{Chart, ChartKind};

use self::data::Data;
use crate::block::Surroundings;
use crate::drawing::Size;
use crate::form::Form;
use crate::number::Notation;
use crate::setting::Voice;
use crate::table::TableHtml;

/// A chart as a `<figure>`.
#[derive(Template)]
#[template(path = "chart.html")]
pub(crate) struct ChartHtml<'a> {
    chart: &'a Chart,
    voice: Voice,
    data: Data,
    notation: Notation,
    /// Whether it is drawn: where no style sheet of ours goes along, its table says more.
    is_drawn: bool,
    form: Form,
}

/// It is a template.
impl HtmlSafe for ChartHtml<'_> {}

impl<'a> ChartHtml<'a> {
    pub(crate) fn of(chart: &'a Chart, around: Surroundings<'a>) -> Self {
        let notation = around.setting.notation;
        let data = Data::of(chart, notation);
        let is_drawn = around.is_our_page() && data.values().next().is_some();
        Self { chart, voice: around.voice(), data, notation, is_drawn, form: around.setting.form }
    }

    fn drawing(&self, size: Size) -> Drawing<'_> {
        Drawing { chart: self, size }
    }

    /// What the drawing says, in a sentence: its shape, what it tells of, from where to where.
    fn description(&self) -> String {
        let words = self.voice.words;
        let kind = match self.chart.kind {
            ChartKind::Line => words.line_chart,
            ChartKind::Bar => words.bar_chart,
            ChartKind::Step => words.step_chart,
        };
        let title = self.chart.title.iter().map(ToString::to_string);
        let names = self.data.series.iter().map(|series| series.name.clone()).filter(|name| !name.is_empty());
        let names: Vec<_> = names.collect();
        let ends = match (&*self.data.categories.first().cloned().unwrap_or_default(), self.data.categories.last()) {
            (first, Some(last)) if !first.is_empty() && first != last => Some(format!("{first} – {last}")),
            _ => None,
        };
        let told = (!names.is_empty()).then(|| names.join(", "));
        title.chain([kind.to_owned()]).chain(told).chain(ends).collect::<Vec<_>>().join(". ")
    }

    /// The signs of the series, where there are several.
    fn legend(&self) -> impl Iterator<Item = (Swatch, &str)> {
        let several = self.is_drawn && self.form == Form::Whole && self.data.series.len() > 1;
        let kind = self.chart.kind;
        let signs = self.data.series.iter().enumerate().filter(move |_| several);
        signs.map(move |(number, series)| (Swatch { kind, number }, series.name.as_str()))
    }
}

/// One of the two drawings.
struct Drawing<'a> {
    chart: &'a ChartHtml<'a>,
    size: Size,
}

impl fmt::Display for Drawing<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ChartHtml { chart, data, notation, .. } = self.chart;
        let description = self.chart.description();
        f.write_str(&match chart.kind {
            ChartKind::Bar => bars::draw(data, *notation, self.size, &description),
            kind => lines::draw(kind, data, *notation, self.size, &description),
        })
    }
}

/// Its words are escaped as they are written.
impl HtmlSafe for Drawing<'_> {}

/// How a series looks, beside its name.
struct Swatch {
    kind: ChartKind,
    number: usize,
}

impl fmt::Display for Swatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.number;
        write!(
            f,
            r#"<svg class="swatch" viewBox="0 0 28 14" width="28" height="14" fill="currentColor" aria-hidden="true"><g class="s{number}">"#
        )?;
        match self.kind {
            ChartKind::Bar => f.write_str(&mark::bar(number, 0.0, 0.0, 28.0, 14.0))?,
            _ => write!(
                f,
                r#"<path class="line" fill="none" stroke="currentColor" stroke-width="2.5"{} d="M0 7H28"/>{}"#,
                mark::dash(number),
                mark::marker(number, 22.0, 7.0)
            )?,
        }
        f.write_str("</g></svg>")
    }
}

/// It holds numbers only.
impl HtmlSafe for Swatch {}

/// One number as a share of another; of nothing, nothing.
fn share(part: usize, of: usize) -> f64 {
    let number = |it: usize| f64::from(u32::try_from(it).unwrap_or(u32::MAX));
    if of == 0 { 0.0 } else { number(part) / number(of) }
}
