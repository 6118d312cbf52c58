//! Writes charts, maps and comparisons.

use serde_json::Value;

use super::{image_json, node, said, table_json};
use crate::body::{Chart, Comparison, Map};

pub(super) fn comparison_json(comparison: &Comparison) -> Value {
    node(
        "comparison",
        &[
            ("before", said(comparison.before_label.as_ref())),
            ("after", said(comparison.after_label.as_ref())),
            ("caption", said(comparison.caption.as_ref())),
        ],
        Some(vec![image_json(&comparison.before), image_json(&comparison.after)]),
    )
}

pub(super) fn chart_json(chart: &Chart) -> Value {
    node(
        "chart",
        &[
            ("kind", chart.kind.name().into()),
            ("title", said(chart.title.as_ref())),
            ("unit", said(chart.unit.as_ref())),
            ("source", said(chart.source.as_ref())),
        ],
        Some(vec![table_json(&chart.table)]),
    )
}

pub(super) fn map_json(map: &Map) -> Value {
    let places = map.places.iter().map(|place| {
        node(
            "map_place",
            &[
                ("name", place.name.as_str().into()),
                ("latitude", degrees(place.at.latitude())),
                ("longitude", degrees(place.at.longitude())),
                ("kind", place.kind.name().into()),
                ("label", said(place.label.as_ref())),
            ],
            None,
        )
    });
    let areas = map.areas.iter().map(|area| {
        node(
            "map_area",
            &[
                ("name", said(area.name.as_ref())),
                ("code", said(area.code.as_ref())),
                ("outline", said(area.outline.as_ref())),
            ],
            None,
        )
    });
    let arrows = map.arrows.iter().map(|arrow| {
        node(
            "map_arrow",
            &[
                ("from", arrow.from.to_string().into()),
                ("to", arrow.to.to_string().into()),
                ("label", said(arrow.label.as_ref())),
            ],
            None,
        )
    });
    node(
        "map",
        &[
            ("title", said(map.title.as_ref())),
            ("source", said(map.source.as_ref())),
            ("region", said(map.region.as_ref())),
        ],
        Some(places.chain(areas).chain(arrows).collect()),
    )
}

/// Whole degrees are written without a fraction, as editors write them.
fn degrees(degrees: f64) -> Value {
    #[expect(clippy::cast_possible_truncation, reason = "there are 180 degrees at most")]
    let whole = degrees as i32;
    if f64::from(whole) == degrees { whole.into() } else { degrees.into() }
}
