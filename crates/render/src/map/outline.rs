//! Lines and areas of the globe as paths, cut to the sheet.

use std::fmt::Write as _;

use super::sheet::Sheet;
use crate::drawing::Round;

/// How far beyond its edge a sheet is drawn, so that no cut line shows.
const BEYOND: f64 = 4.0;
/// A place on the sheet; or on the globe, as degrees east and north.
pub(crate) type Spot = [f64; 2];

/// An area on the sheet, cut to it; of corners as degrees east and north. It may come in
/// several parts where the sheet is the whole world, which ends at the date line.
pub(crate) fn parts(sheet: &Sheet, corners: Vec<Spot>) -> Vec<Vec<Spot>> {
    let pieces = if sheet.is_world() { cut_at_date_line(corners) } else { vec![corners] };
    let flat = pieces.into_iter().map(|piece| piece.into_iter().map(|corner| sheet.place(corner)).collect::<Vec<_>>());
    flat.filter_map(|spots| {
        let kept = edges(sheet).into_iter().fold(spots, |spots, edge| cut(&spots, edge));
        let span = |axis: usize| {
            let values = kept.iter().map(|spot| spot[axis]);
            values.clone().fold(f64::NEG_INFINITY, f64::max) - values.fold(f64::INFINITY, f64::min)
        };
        (kept.len() > 2 && span(0).max(span(1)) > sheet.grain() * 1.5).then_some(kept)
    })
    .collect()
}

/// Parts of an area as a path.
pub(crate) fn area(sheet: &Sheet, parts: &[Vec<Spot>]) -> String {
    let mut path = String::new();
    for part in parts {
        draw(&mut path, part, sheet.grain());
        path.push('z');
    }
    path
}

/// A line as a part of a path: the pieces of it that are in sight.
pub(crate) fn line(sheet: &Sheet, corners: impl Iterator<Item = Spot>, path: &mut String) {
    let (low, high) = (-BEYOND, [sheet.width + BEYOND, sheet.height + BEYOND]);
    let mut piece: Vec<Spot> = Vec::new();
    let mut last: Option<(Spot, Spot)> = None;
    for corner in corners {
        let spot = sheet.place(corner);
        let in_sight = last.is_some_and(|(from, last)| {
            let jumps = sheet.is_world() && (corner[0] - from[0]).abs() > 180.0;
            !jumps && (0..2).all(|axis| last[axis].max(spot[axis]) >= low && last[axis].min(spot[axis]) <= high[axis])
        });
        if in_sight {
            if piece.is_empty() {
                piece.extend(last.map(|(_, spot)| spot));
            }
            piece.push(spot);
        } else {
            draw(path, &std::mem::take(&mut piece), sheet.grain());
        }
        last = Some((corner, spot));
    }
    draw(path, &piece, sheet.grain());
}

/// Writes spots as a path, each from the one before, and leaves out what cannot be seen.
fn draw(path: &mut String, spots: &[Spot], grain: f64) {
    let mut last: Option<Spot> = None;
    let end = spots.len().saturating_sub(1);
    for (index, [x, y]) in spots.iter().copied().enumerate() {
        let tenth = |it: f64| (it * 10.0).round() / 10.0;
        let spot = [tenth(x), tenth(y)];
        let (sign, x, y) = match last {
            None => ('M', spot[0], spot[1]),
            Some([lx, ly]) if (spot[0] - lx).hypot(spot[1] - ly) < grain && index != end => continue,
            Some([lx, ly]) => ('l', spot[0] - lx, spot[1] - ly),
        };
        let (x, y) = (Round(x), Round(y).to_string());
        let gap = if y.starts_with('-') { "" } else { " " };
        // Writing to a String cannot fail.
        let _ = write!(path, "{sign}{x}{gap}{y}");
        last = Some(spot);
    }
}

/// An edge: on which axis, where, and on which side things are kept.
#[derive(Clone, Copy)]
struct Edge {
    axis: usize,
    at: f64,
    side: f64,
}

fn edges(sheet: &Sheet) -> [Edge; 4] {
    let edge = |axis, at, side| Edge { axis, at, side };
    [
        edge(0, -BEYOND, 1.0),
        edge(0, sheet.width + BEYOND, -1.0),
        edge(1, -BEYOND, 1.0),
        edge(1, sheet.height + BEYOND, -1.0),
    ]
}

/// The parts of an area between the two sides of the date line, in degrees.
fn cut_at_date_line(corners: Vec<Spot>) -> Vec<Vec<Spot>> {
    let mut around: Vec<Spot> = Vec::with_capacity(corners.len() + 2);
    for [x, y] in corners {
        // The shorter way from the corner before.
        let x = around.last().map_or(x, |last: &Spot| x - 360.0 * ((x - last[0]) / 360.0).round());
        around.push([x, y]);
    }
    let (Some(first), Some(last)) = (around.first().copied(), around.last().copied()) else { return Vec::new() };
    if (last[0] - first[0]).abs() > 180.0 {
        // It goes around a pole, and so is closed over it.
        let pole = if first[1] < 0.0 { -90.0 } else { 90.0 };
        let turn = if last[0] > first[0] { 360.0 } else { -360.0 };
        around.extend([[first[0] + turn, first[1]], [first[0] + turn, pole], [first[0], pole]]);
    }
    let sides = [Edge { axis: 0, at: -180.0, side: 1.0 }, Edge { axis: 0, at: 180.0, side: -1.0 }];
    let shifted =
        [-360.0, 0.0, 360.0].into_iter().map(|turn| around.iter().map(move |[x, y]| [x + turn, *y]).collect());
    shifted
        .map(|spots: Vec<Spot>| sides.into_iter().fold(spots, |spots, side| cut(&spots, side)))
        .filter(|part| part.len() > 2)
        .collect()
}

/// The part of an area on one side of an edge (Sutherland and Hodgman).
fn cut(spots: &[Spot], Edge { axis, at, side }: Edge) -> Vec<Spot> {
    let keeps = |spot: &Spot| (spot[axis] - at) * side >= 0.0;
    let mut kept = Vec::with_capacity(spots.len());
    let Some(mut last) = spots.last() else { return kept };
    for spot in spots {
        if keeps(spot) != keeps(last) {
            let share = (at - last[axis]) / (spot[axis] - last[axis]);
            let other = 1 - axis;
            let mut crossing = [at; 2];
            crossing[other] = last[other] + share * (spot[other] - last[other]);
            kept.push(crossing);
        }
        if keeps(spot) {
            kept.push(*spot);
        }
        last = spot;
    }
    kept
}
