//! What tells series apart besides their colour: dashes, markers and hatches.

use crate::drawing::Round;

/// The dashes of a series' line, as an attribute.
pub(crate) fn dash(number: usize) -> &'static str {
    ["", r#" stroke-dasharray="7 3""#, r#" stroke-dasharray="2 3""#, r#" stroke-dasharray="9 3 2 3""#][number % 4]
}

/// The sign of a series at a place.
pub(crate) fn marker(number: usize, x: f64, y: f64) -> String {
    let (x, y) = (Round(x), Round(y));
    let shape = [
        "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
        "m-3.5-3.5h7v7h-7z",
        "m0-4.5l4.5 8h-9z",
        "m0-5l5 5l-5 5l-5-5z",
        "m0 4.5l4.5-8h-9z",
        "m-4.5-1.5h3v-3h3v3h3v3h-3v3h-3v-3h-3z",
        "m-4-4l3 0l1 3l1-3l3 0l-2 4l2 4l-3 0l-1-3l-1 3l-3 0l2-4z",
        "m-4.5-2h9v4h-9z",
    ][number % 8];
    format!(r#"<path class="marker" d="M{x} {y}{shape}"/>"#)
}

/// A bar of a series, with the hatch that tells it apart where it is large enough for one.
pub(crate) fn bar(number: usize, x: f64, y: f64, width: f64, height: f64) -> String {
    let rectangle = format!(
        r#"<path class="bar" d="M{} {}h{}v{}h{}z"/>"#,
        Round(x),
        Round(y),
        Round(width),
        Round(height),
        Round(-width)
    );
    if number == 0 || width < 5.0 || height < 5.0 {
        return rectangle;
    }
    let mut lines = String::new();
    // Odd ones are striped along their length, even ones across it.
    let upright = (number % 2 == 1) == (height > width);
    let (along, across) = if upright { (width, height) } else { (height, width) };
    let gap = if number < 3 { 5.0 } else { 9.0 };
    let mut at = gap / 2.0;
    while at < along && lines.len() < 4_000 {
        lines.push_str(&match upright {
            true => format!("M{} {}v{}", Round(x + at), Round(y), Round(across)),
            false => format!("M{} {}h{}", Round(x), Round(y + at), Round(across)),
        });
        at += gap;
    }
    format!(r#"{rectangle}<path class="hatch" fill="none" stroke="Canvas" stroke-width="1.5" d="{lines}"/>"#)
}
