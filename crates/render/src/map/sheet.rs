//! The sheet that a map is drawn on: which part of the globe it shows, and how large.

use coverage::Map;

use super::atlas::{ATLAS, Detail, Reach, in_degrees};
use super::projection::{Projection, angle, degrees};
use crate::drawing::Size;

/// The earth's mean radius in kilometres (IUGG).
const EARTH: f64 = 6371.0;
/// The least that a sheet shows from edge to edge, in kilometres: closer by, coasts that
/// were drawn for a map of continents would be wrong.
const LEAST: f64 = 240.0;
/// The same where there is one place only, which says little without what is around it.
const LEAST_OF_ONE: f64 = 900.0;

/// Where things are on a map.
pub(crate) struct Sheet {
    projection: Projection,
    /// What of the flattened globe is at the sheet's upper left corner.
    corner: [f64; 2],
    /// Units of the sheet in a radius of the earth.
    scale: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Sheet {
    /// A sheet with all that is on the map, and some room around it.
    pub(crate) fn of(map: &Map, size: Size) -> Self {
        let shown = shown(map);
        let shown = if shown.is_empty() { vec![[-179.0, -56.0], [179.0, 80.0], [0.0, 0.0]] } else { shown };
        let projection = Projection::over(&shown);
        let world = [[-180.0, 0.0], [180.0, 0.0], [0.0, -58.0], [0.0, 84.0]];
        let places = if projection.has_one_scale() { &*shown } else { &world };
        let flat: Vec<_> = places.iter().map(|place| projection.flat(*place)).collect();
        let span = |axis: usize| {
            let values = flat.iter().map(|place| place[axis]);
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let [(left, right), (top, bottom)] = [span(0), span(1)];
        let least = if shown.len() == 1 { LEAST_OF_ONE } else { LEAST } / EARTH;
        // Room for names beside what lies at the edge; the world has its own.
        let room = if projection.has_one_scale() { 1.36 } else { 1.0 };
        let (across, along) = (((right - left) * room).max(least), ((bottom - top) * room).max(least * 0.6));
        let width = size.width();
        let lowest = if size == Size::Wide { 0.5 } else { 0.7 };
        let height = (width * (along / across).clamp(lowest, if size == Size::Wide { 0.85 } else { 1.2 })).round();
        let scale = (width / across).min(height / along);
        let middle = [f64::midpoint(left, right), f64::midpoint(top, bottom)];
        let corner = [middle[0] - width / scale / 2.0, middle[1] - height / scale / 2.0];
        Self { projection, corner, scale, width, height }
    }

    /// Where a place is on the sheet, given as degrees east and north.
    pub(crate) fn place(&self, place: [f64; 2]) -> [f64; 2] {
        let [x, y] = self.projection.flat(place);
        [(x - self.corner[0]) * self.scale, (y - self.corner[1]) * self.scale]
    }

    /// What lies closer together than this is drawn as one point, in units of the sheet:
    /// coasts of half the globe are long, and nobody looks for a cove on them.
    pub(crate) fn grain(&self) -> f64 {
        let kilometres = self.width / self.scale * EARTH;
        if kilometres > 4_000.0 { 2.0 } else { 1.1 }
    }

    /// Whether it shows the whole world.
    pub(crate) const fn is_world(&self) -> bool {
        !self.projection.has_one_scale()
    }

    /// How much of coasts and borders can be seen.
    pub(crate) const fn detail(&self) -> Detail {
        if self.is_world() { Detail::Coarse } else { Detail::Fine }
    }

    /// Whether anything within a circle on the globe may be in sight.
    pub(crate) fn may_show(&self, reach: Reach) -> bool {
        let Some(middle) = self.projection.middle() else { return true };
        // As far as the sheet's farthest corner, and a little more; on paper that is a chord.
        let corners = [0.0, self.width].into_iter().flat_map(|x| [0.0, self.height].map(|y| [x, y]));
        let paper = corners.map(|[x, y]| (x / self.scale + self.corner[0]).hypot(y / self.scale + self.corner[1]));
        let farthest = 2.0 * (paper.fold(0.0, f64::max) / 2.0).min(1.0).asin();
        angle(middle, reach.middle) <= farthest * 1.05 + 0.01 + reach.radius
    }

    /// Whether a place of the sheet is in sight.
    pub(crate) fn shows(&self, [x, y]: [f64; 2]) -> bool {
        (0.0..=self.width).contains(&x) && (0.0..=self.height).contains(&y)
    }

    /// A round number of kilometres and how long it is here, if that is the same everywhere.
    pub(crate) fn ruler(&self) -> Option<(f64, f64)> {
        if !self.projection.has_one_scale() {
            return None;
        }
        let unit = self.scale / EARTH;
        let most = self.width / 4.0 / unit;
        let power = 10_f64.powf(most.log10().floor());
        let kilometres = [5.0, 2.0, 1.0].into_iter().map(|step| step * power).find(|length| *length <= most)?;
        Some((kilometres, kilometres * unit))
    }
}

/// The places that have to be in sight, as degrees east and north.
fn shown(map: &Map) -> Vec<[f64; 2]> {
    let whole = |code| ATLAS.country(code).map(|country| country.main_parts(&ATLAS)).unwrap_or_default();
    let country = |code| whole(code).into_iter().flatten().step_by(4).map(in_degrees).collect::<Vec<_>>();
    if let Some(region) = map.region.map(country).filter(|region| !region.is_empty()) {
        return region;
    }
    let mut shown: Vec<_> = map.places.iter().map(|place| degrees(place.at)).collect();
    shown.extend(map.arrows.iter().flat_map(|arrow| [degrees(arrow.from), degrees(arrow.to)]));
    let outlines = map.areas.iter().filter_map(|area| area.outline.as_ref());
    shown.extend(outlines.flat_map(|outline| outline.corners()).map(|corner| degrees(*corner)));
    // A country is where things happen; only where nothing else is shown it has to be seen whole.
    if shown.is_empty() || map.places.is_empty() {
        shown.extend(map.areas.iter().filter_map(|area| area.code).flat_map(country));
    }
    shown
}
