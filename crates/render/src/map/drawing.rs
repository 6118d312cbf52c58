//! Draws a map: land, areas, borders, arrows, places, words, and a ruler.

use coverage::{Map, MapArrow, MapPlace, PlaceKind};

use super::atlas::{ATLAS, Country, in_degrees};
use super::label::Taken;
use super::outline::{Spot, area, line, parts};
use super::projection::degrees;
use super::sheet::Sheet;
use crate::drawing::{Anchor, Round, Size, Svg};
use crate::number::Notation;
use crate::words::Words;

/// What a map's words depend on.
#[derive(Clone, Copy)]
pub(crate) struct Manner {
    pub(crate) words: &'static Words,
    pub(crate) notation: Notation,
    /// Whether countries are named: their names are known in English only.
    pub(crate) names_countries: bool,
}

/// Draws a map.
pub(crate) fn draw(map: &Map, manner: Manner, size: Size, description: &str) -> String {
    let sheet = Sheet::of(map, size);
    let mut svg = Svg::begin(size, sheet.height, description);
    let (width, height) = (Round(sheet.width), Round(sheet.height));
    svg.put(format_args!(r#"<path class="sea" fill="none" d="M0 0H{width}V{height}H0z"/>"#));
    let lands: Vec<_> = ATLAS.countries.iter().filter_map(|country| Land::of(&sheet, country)).collect();
    svg.put(format_args!(r#"<path class="land" fill-opacity=".12" stroke="currentColor" stroke-opacity=".35" d=""#));
    lands.iter().for_each(|land| svg.put(format_args!("{}", area(&sheet, &land.parts))));
    svg.put(format_args!(r#""/>"#));
    draw_areas(&mut svg, &sheet, map, &lands);
    draw_borders(&mut svg, &sheet);
    let mut taken = Taken::none(sheet.width, sheet.height, size.font());
    draw_ruler(&mut svg, &sheet, manner, size, &mut taken);
    for place in &map.places {
        taken.take_around(sheet.place(degrees(place.at)), 5.0);
    }
    map.arrows.iter().for_each(|arrow| draw_arrow(&mut svg, &sheet, arrow, &mut taken));
    for place in &map.places {
        draw_sign(&mut svg, place.kind, sheet.place(degrees(place.at)));
    }
    for place in &map.places {
        let class = if matches!(place.kind, PlaceKind::Incident) { "place-name incident" } else { "place-name" };
        let spot = sheet.place(degrees(place.at));
        taken.beside(&mut svg, class, spot, 8.0, printed(place));
    }
    for arrow in &map.arrows {
        if let Some(label) = &arrow.label {
            let [from, to] = [arrow.from, arrow.to].map(|end| sheet.place(degrees(end)));
            let middle = [f64::midpoint(from[0], to[0]), f64::midpoint(from[1], to[1])];
            taken.beside(&mut svg, "arrow-name", middle, 8.0, label.as_str());
        }
    }
    draw_names(&mut svg, &sheet, map, &lands, manner, &mut taken);
    svg.put(format_args!(
        r#"<path class="frame" fill="none" stroke="currentColor" stroke-opacity=".3" d="M0 0H{width}V{height}H0z"/>"#
    ));
    svg.end()
}

/// What is printed beside a place.
pub(crate) fn printed(place: &MapPlace) -> &str {
    place.label.as_ref().unwrap_or(&place.name).as_str()
}

/// A country as far as it is in sight.
struct Land {
    country: &'static Country,
    parts: Vec<Vec<Spot>>,
}

impl Land {
    fn of(sheet: &Sheet, country: &'static Country) -> Option<Self> {
        // A country that has all of the sheet inside it has no coast near, but its circle reaches there.
        let near = country.polygons.iter().flatten().filter(|ring| sheet.may_show(ATLAS.reach(ring)));
        let shapes = near.map(|ring| ATLAS.corners(ring, sheet.detail()).into_iter().map(in_degrees).collect());
        let parts: Vec<_> = shapes.flat_map(|corners| parts(sheet, corners)).collect();
        (!parts.is_empty()).then_some(Self { country, parts })
    }

    /// Where its name has room, and how much: where the whole country has most if that is in
    /// sight, and else in the middle of what is.
    fn room(&self, sheet: &Sheet) -> Option<(Spot, f64)> {
        let span = |part: &Vec<Spot>, axis: usize| {
            let values =
                part.iter().map(|spot| spot[axis].clamp(0.0, if axis == 0 { sheet.width } else { sheet.height }));
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let size = |part: &Vec<Spot>| {
            let [(left, right), (top, bottom)] = [span(part, 0), span(part, 1)];
            (right - left) * (bottom - top)
        };
        let largest = self.parts.iter().max_by(|a, b| size(a).total_cmp(&size(b)))?;
        let [(left, right), (top, bottom)] = [span(largest, 0), span(largest, 1)];
        let whole = sheet.place(in_degrees(self.country.middle));
        let middle = if sheet.shows(whole) { whole } else { [f64::midpoint(left, right), f64::midpoint(top, bottom)] };
        let is_inside = largest.iter().zip(largest.iter().cycle().skip(1)).fold(false, |inside, (a, b)| {
            let crosses = (a[1] > middle[1]) != (b[1] > middle[1])
                && middle[0] < a[0] + (middle[1] - a[1]) / (b[1] - a[1]) * (b[0] - a[0]);
            inside != crosses
        });
        is_inside.then_some((middle, (right - left) * 0.9))
    }
}

fn draw_areas(svg: &mut Svg, sheet: &Sheet, map: &Map, lands: &[Land]) {
    for shown in &map.areas {
        let path = match (&shown.outline, shown.code) {
            (Some(outline), _) => area(sheet, &parts(sheet, outline.corners().iter().map(|it| degrees(*it)).collect())),
            (None, Some(code)) => lands
                .iter()
                .filter(|land| land.country.code == Some(code))
                .map(|land| area(sheet, &land.parts))
                .collect(),
            (None, None) => String::new(),
        };
        if !path.is_empty() {
            svg.put(format_args!(r#"<path class="area" fill-opacity=".25" d="{path}"/>"#));
        }
    }
}

fn draw_borders(svg: &mut Svg, sheet: &Sheet) {
    let mut borders = String::new();
    for (arc, reach, is_border) in ATLAS.lines(sheet.detail()) {
        if is_border && sheet.may_show(reach) {
            line(sheet, arc.iter().map(|place| in_degrees(*place)), &mut borders);
        }
    }
    svg.put(format_args!(
        r#"<path class="border" fill="none" stroke="currentColor" stroke-opacity=".5" d="{borders}"/>"#
    ));
}

fn draw_sign(svg: &mut Svg, kind: PlaceKind, [x, y]: [f64; 2]) {
    let spot = format!("M{} {}", Round(x), Round(y));
    // A circle is two arcs, so that every sign is a path.
    let (class, shape) = match kind {
        PlaceKind::Dot => ("dot", "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"),
        PlaceKind::City => ("city", "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0-7 0z"),
        PlaceKind::Capital => ("capital", "m-4-4h8v8h-8z"),
        PlaceKind::Incident => (
            "incident",
            "m0-7.5l2.2 4.8l5.2-1.4l-2.5 4.1l2.5 4.1l-5.2-1.4l-2.2 4.8l-2.2-4.8l-5.2 1.4l2.5-4.1l-2.5-4.1l5.2 1.4z",
        ),
    };
    let hollow = if kind == PlaceKind::City { r#" fill="Canvas" stroke="currentColor" stroke-width="2""# } else { "" };
    svg.put(format_args!(r#"<path class="sign {class}"{hollow} d="{spot}{shape}"/>"#));
}

/// A line that bows, so that it is not taken for a border, with a head at its end.
fn draw_arrow(svg: &mut Svg, sheet: &Sheet, arrow: &MapArrow, taken: &mut Taken) {
    let [[ax, ay], [bx, by]] = [arrow.from, arrow.to].map(|end| sheet.place(degrees(end)));
    let (dx, dy) = (bx - ax, by - ay);
    let length = dx.hypot(dy);
    if length < 4.0 {
        return;
    }
    let (cx, cy) = (f64::midpoint(ax, bx) - dy * 0.15, f64::midpoint(ay, by) + dx * 0.15);
    let (hx, hy) = (bx - cx, by - cy);
    let head = hx.hypot(hy).max(1e-6);
    let (ux, uy) = (hx / head, hy / head);
    let (tx, ty) = (bx - ux * 10.0, by - uy * 10.0);
    svg.put(format_args!(
        r#"<g class="arrow"><path fill="none" stroke="currentColor" stroke-width="2.5" d="M{} {}Q{} {} {} {}"/><path d="M{} {}L{} {}L{} {}z"/></g>"#,
        Round(ax), Round(ay), Round(cx), Round(cy), Round(tx), Round(ty),
        Round(bx), Round(by), Round(tx - uy * 5.0), Round(ty + ux * 5.0), Round(tx + uy * 5.0), Round(ty - ux * 5.0),
    ));
    for step in 1..8_u32 {
        let t = f64::from(step) / 8.0;
        let at = |a: f64, c: f64, b: f64| (1.0 - t) * (1.0 - t) * a + 2.0 * t * (1.0 - t) * c + t * t * b;
        taken.take_around([at(ax, cx, bx), at(ay, cy, by)], 3.0);
    }
}

/// The names of areas, and of countries where there is room.
fn draw_names(svg: &mut Svg, sheet: &Sheet, map: &Map, lands: &[Land], manner: Manner, taken: &mut Taken) {
    let of_code = |code| lands.iter().find(|land| land.country.code == Some(code)).and_then(|land| land.room(sheet));
    for shown in &map.areas {
        let Some(name) = &shown.name else { continue };
        let middle = match (&shown.outline, shown.code) {
            (Some(outline), _) => {
                let corners: Vec<_> = outline.corners().iter().map(|it| sheet.place(degrees(*it))).collect();
                let sum = |axis: usize| corners.iter().map(|it| it[axis]).sum::<f64>();
                let count = f64::from(u32::try_from(corners.len()).unwrap_or(u32::MAX));
                Some([sum(0) / count, sum(1) / count])
            }
            (None, Some(code)) => of_code(code).map(|(middle, _)| middle),
            (None, None) => None,
        };
        if let Some(middle) = middle {
            taken.over(svg, "area-name", middle, name.as_str(), None);
        }
    }
    let named: Vec<_> = map.areas.iter().filter(|area| area.name.is_some()).filter_map(|area| area.code).collect();
    let is_named = |land: &&Land| land.country.code.is_some_and(|code| named.contains(&code));
    for land in lands.iter().filter(|land| manner.names_countries && !is_named(land)) {
        if let Some((middle, room)) = land.room(sheet) {
            taken.over(svg, "country-name", middle, &land.country.name, Some(room));
        }
    }
}

fn draw_ruler(svg: &mut Svg, sheet: &Sheet, manner: Manner, size: Size, taken: &mut Taken) {
    let Some((kilometres, length)) = sheet.ruler() else { return };
    let words = format!("{} {}", manner.notation.write_short(kilometres), manner.words.kilometres);
    let (left, bottom) = (10.0, sheet.height - 10.0);
    let (x, y) = (Round(left), Round(bottom));
    svg.put(format_args!(
        r#"<path class="ruler" fill="none" stroke="currentColor" d="M{x} {y}m0-4v4h{}v-4"/>"#,
        Round(length)
    ));
    svg.label("ruler-name", left, bottom - 7.0, Anchor::Start, &words);
    let room = length.max(svg.measure(&words));
    taken.take([left - 4.0, bottom - 9.0 - size.font(), left + room + 4.0, bottom + 4.0]);
}
