//! Coasts and borders of the world, as they are stored; data/README.md tells the form.

use std::sync::LazyLock;

use coverage::CountryCode;

use super::projection::{angle, on_sphere};

/// Longitude and latitude, in steps.
pub(crate) type Place = [i32; 2];

/// Steps in a degree.
const STEPS: f64 = 400.0;

/// A place as degrees east and north.
pub(crate) fn in_degrees([x, y]: Place) -> [f64; 2] {
    [f64::from(x) / STEPS, f64::from(y) / STEPS]
}

/// How much of coasts and borders is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Detail {
    /// All that is known.
    Fine,
    /// What can be seen on a map of the whole world.
    Coarse,
}

/// Corners that are closer to each other than this are one in [`Detail::Coarse`], in steps: a
/// quarter of a degree, which is a fraction of what a map of the world draws as one point.
const COARSE: i32 = 100;

/// What the world looks like.
pub(crate) struct Atlas {
    arcs: Vec<Vec<Place>>,
    /// The same arcs with few corners. Each keeps its ends, so that neighbours still meet.
    coarse: Vec<Vec<Place>>,
    /// What each arc lies within.
    reaches: Vec<Reach>,
    /// In how many rings each arc is: a coast is in one, a border in two.
    uses: Vec<u8>,
    pub(crate) countries: Vec<Country>,
}

/// A country or territory.
pub(crate) struct Country {
    pub(crate) code: Option<CountryCode>,
    pub(crate) name: String,
    /// Where its name has most room.
    pub(crate) middle: Place,
    /// Its parts, each with its outer ring first.
    pub(crate) polygons: Vec<Vec<Ring>>,
}

/// A circle on the globe.
#[derive(Clone, Copy)]
pub(crate) struct Reach {
    /// Its middle, as a direction from the earth's.
    pub(crate) middle: [f64; 3],
    /// Its radius as an angle.
    pub(crate) radius: f64,
}

impl Reach {
    fn of(places: &[Place]) -> Self {
        let directions = || places.iter().map(|place| on_sphere(in_degrees(*place)));
        let sum = directions().fold([0.0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
        let length = sum.iter().map(|part| part * part).sum::<f64>().sqrt();
        if length < 1e-9 {
            return Self { middle: [1.0, 0.0, 0.0], radius: std::f64::consts::PI };
        }
        let middle = sum.map(|part| part / length);
        let radius = directions().map(|direction| angle(direction, middle)).fold(0.0, f64::max);
        Self { middle, radius }
    }
}

/// Arcs one after another; the lowest bit says whether an arc is walked from its end.
pub(crate) type Ring = Vec<usize>;

/// The one that is built in.
pub(crate) static ATLAS: LazyLock<Atlas> = LazyLock::new(|| {
    let mut bytes = Bytes { left: include_bytes!("../../data/world.bin") };
    // The file is part of the program, and a test reads it to its end.
    bytes.atlas().unwrap_or(Atlas {
        arcs: Vec::new(),
        coarse: Vec::new(),
        reaches: Vec::new(),
        uses: Vec::new(),
        countries: Vec::new(),
    })
});

impl Atlas {
    fn arcs(&self, detail: Detail) -> &[Vec<Place>] {
        match detail {
            Detail::Fine => &self.arcs,
            Detail::Coarse => &self.coarse,
        }
    }

    /// The corners of a ring, the first not repeated at the end.
    pub(crate) fn corners(&self, ring: &Ring, detail: Detail) -> Vec<Place> {
        let mut corners = Vec::new();
        for arc in ring {
            let points = &self.arcs(detail)[arc / 2];
            match arc % 2 {
                0 => corners.extend(points.iter().skip(1)),
                _ => corners.extend(points.iter().rev().skip(1)),
            }
        }
        corners
    }

    /// Every line between two countries, and every coast, with whether it is a border.
    pub(crate) fn lines(&self, detail: Detail) -> impl Iterator<Item = (&[Place], Reach, bool)> {
        let used = self.arcs(detail).iter().zip(&self.reaches).zip(&self.uses).filter(|(_, uses)| **uses > 0);
        used.map(|((arc, reach), uses)| (&**arc, *reach, *uses > 1))
    }

    /// What a ring lies within: the circle around its longest arc, made to hold the others.
    pub(crate) fn reach(&self, ring: &Ring) -> Reach {
        let reaches = || ring.iter().map(|arc| self.reaches[arc / 2]);
        let widest = reaches().max_by(|a, b| a.radius.total_cmp(&b.radius));
        let Some(Reach { middle, .. }) = widest else { return Reach { middle: [1.0, 0.0, 0.0], radius: 0.0 } };
        let radius = reaches().map(|reach| angle(middle, reach.middle) + reach.radius).fold(0.0, f64::max);
        Reach { middle, radius }
    }

    /// The country of a code.
    pub(crate) fn country(&self, code: CountryCode) -> Option<&Country> {
        self.countries.iter().find(|country| country.code == Some(code))
    }
}

impl Country {
    /// The outer rings of the parts that matter: islands far away would make a map of
    /// France one of the Atlantic.
    pub(crate) fn main_parts(&self, atlas: &Atlas) -> Vec<Vec<Place>> {
        let parts: Vec<_> =
            self.polygons.iter().filter_map(|rings| Some(atlas.corners(rings.first()?, Detail::Fine))).collect();
        let areas: Vec<_> = parts.iter().map(|ring| area(ring)).collect();
        let largest = areas.iter().copied().fold(0.0, f64::max);
        let large = areas.iter().map(|area| *area >= largest * 0.12);
        parts.into_iter().zip(large).filter_map(|(part, large)| large.then_some(part)).collect()
    }
}

/// An arc without the corners that are close to the one before.
fn thinned(arc: &[Place]) -> Vec<Place> {
    let Some((end, inner)) = arc.split_last() else { return Vec::new() };
    let mut kept: Vec<Place> = Vec::new();
    for place in inner {
        let is_close = |last: &Place| (0..2).all(|axis| (place[axis] - last[axis]).abs() < COARSE);
        if !kept.last().is_some_and(is_close) {
            kept.push(*place);
        }
    }
    kept.push(*end);
    kept
}

/// The area of a ring on the globe, in no unit of note.
fn area(ring: &[Place]) -> f64 {
    let sine = |place: &Place| (f64::from(place[1]) / STEPS).to_radians().sin();
    let next = ring.iter().cycle().skip(1);
    let strips = ring.iter().zip(next).map(|(a, b)| {
        let across = f64::from(b[0] - a[0]) / STEPS;
        // The shorter way, which may be across the date line.
        let across = across - 360.0 * (across / 360.0).round();
        across * (sine(a) + sine(b))
    });
    strips.sum::<f64>().abs()
}

/// Reads the stored form.
struct Bytes<'a> {
    left: &'a [u8],
}

impl Bytes<'_> {
    fn take(&mut self, count: usize) -> Option<&[u8]> {
        let (taken, left) = self.left.split_at_checked(count)?;
        self.left = left;
        Some(taken)
    }

    fn number(&mut self) -> Option<usize> {
        let mut number = 0;
        for shift in (0..56).step_by(7) {
            let byte = usize::from(*self.take(1)?.first()?);
            number |= (byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }

    fn signed(&mut self) -> Option<i32> {
        let number = i32::try_from(self.number()?).ok()?;
        Some(if number % 2 == 0 { number / 2 } else { -(number / 2) - 1 })
    }

    fn many<T>(&mut self, mut read: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.number()?;
        (0..count).map(|_| read(self)).collect()
    }

    fn atlas(&mut self) -> Option<Atlas> {
        if self.take(8)? != b"STETMAP1" {
            return None;
        }
        let arcs = self.many(|bytes| {
            let mut at = [0, 0];
            bytes.many(|bytes| {
                at = [at[0] + bytes.signed()?, at[1] + bytes.signed()?];
                Some(at)
            })
        })?;
        let countries = self.many(Self::country)?;
        let mut uses = vec![0_u8; arcs.len()];
        for arc in countries.iter().flat_map(|country| country.polygons.iter().flatten().flatten()) {
            let uses = uses.get_mut(arc / 2)?;
            *uses = uses.saturating_add(1);
        }
        self.left.is_empty().then(|| {
            let reaches = arcs.iter().map(|arc| Reach::of(arc)).collect();
            let coarse = arcs.iter().map(|arc| thinned(arc)).collect();
            Atlas { arcs, coarse, reaches, uses, countries }
        })
    }

    fn country(&mut self) -> Option<Country> {
        let code = str::from_utf8(self.take(3)?).ok().and_then(CountryCode::parse);
        let length = self.number()?;
        let name = String::from_utf8(self.take(length)?.to_vec()).ok()?;
        let middle = [self.signed()?, self.signed()?];
        let polygons = self.many(|bytes| bytes.many(|bytes| bytes.many(Self::number)))?;
        Some(Country { code, name, middle, polygons })
    }
}

#[cfg(test)]
mod tests {
    use super::{ATLAS, COARSE, Detail, STEPS};

    #[test]
    fn the_world_is_read_to_its_end() {
        assert_eq!(ATLAS.countries.len(), 241);
        let codes: std::collections::BTreeSet<_> =
            ATLAS.countries.iter().filter_map(|it| it.code).map(|it| it.to_string()).collect();
        assert!(["UKR", "FRA", "XKX", "TWN", "PSE", "ATA"].iter().all(|code| codes.contains(*code)));
        for corner in ATLAS
            .countries
            .iter()
            .flat_map(|it| it.polygons.iter().flatten())
            .flat_map(|ring| ATLAS.corners(ring, Detail::Fine))
        {
            assert!(f64::from(corner[0].abs()) <= 180.0 * STEPS && f64::from(corner[1].abs()) <= 90.0 * STEPS);
        }
    }

    #[test]
    fn what_is_coarse_has_the_ends_of_what_is_fine_and_strays_by_less_than_is_seen() {
        let corners = |arcs: &[Vec<_>]| arcs.iter().map(Vec::len).sum::<usize>();
        assert!(corners(&ATLAS.coarse) * 2 < corners(&ATLAS.arcs));
        for (fine, coarse) in ATLAS.arcs.iter().zip(&ATLAS.coarse) {
            assert_eq!((fine.first(), fine.last()), (coarse.first(), coarse.last()));
            let strays = |place: &[i32; 2]| {
                !coarse.iter().any(|kept| (0..2).all(|axis| (place[axis] - kept[axis]).abs() <= COARSE))
            };
            assert!(!fine.iter().any(strays));
        }
    }
}
