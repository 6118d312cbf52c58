//! A map: what is on it. Where coasts and borders run is known to who draws it.

use std::fmt;

use crate::Line;

/// A map.
#[derive(Clone, PartialEq, Debug)]
pub struct Map {
    /// What it shows.
    pub title: Option<Line<300>>,
    /// Where what is on it comes from.
    pub source: Option<Line<300>>,
    /// The country that it shows as a whole; without one it shows what is on it.
    pub region: Option<CountryCode>,
    /// Places, in the order of their weight: where names would cover each other, the first stay.
    pub places: Box<[MapPlace]>,
    /// Areas.
    pub areas: Box<[MapArea]>,
    /// Arrows.
    pub arrows: Box<[MapArrow]>,
}

impl Map {
    /// The most places.
    pub const MAX_PLACES: usize = 60;
    /// The most areas.
    pub const MAX_AREAS: usize = 40;
    /// The most arrows.
    pub const MAX_ARROWS: usize = 20;
}

/// A place on a map.
#[derive(Clone, PartialEq, Debug)]
pub struct MapPlace {
    /// Its name.
    pub name: Line<200>,
    /// Where it is.
    pub at: Point,
    /// Its sign.
    pub kind: PlaceKind,
    /// What is printed beside it, where that is not its name.
    pub label: Option<Line<200>>,
}

/// The sign of a place.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlaceKind {
    /// A dot.
    Dot,
    /// A city.
    City,
    /// A capital.
    Capital,
    /// Where something happened.
    Incident,
}

impl PlaceKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Dot, Self::City, Self::Capital, Self::Incident];

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Its name in a body.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Dot => "dot",
            Self::City => "city",
            Self::Capital => "capital",
            Self::Incident => "incident",
        }
    }
}

impl fmt::Display for PlaceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An area that stands out: a country, or what an outline goes around.
#[derive(Clone, PartialEq, Debug)]
pub struct MapArea {
    /// What it is called.
    pub name: Option<Line<200>>,
    /// The country.
    pub code: Option<CountryCode>,
    /// Its corners in order; the last is joined to the first.
    pub outline: Option<Outline>,
}

/// An arrow.
#[derive(Clone, PartialEq, Debug)]
pub struct MapArrow {
    /// Where it begins.
    pub from: Point,
    /// Where its head is.
    pub to: Point,
    /// What is printed beside it.
    pub label: Option<Line<100>>,
}

/// A place on the earth, to a metre. It is kept in whole steps of a hundred-thousandth
/// of a degree, so that it reads the same however often it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Point {
    latitude: i32,
    longitude: i32,
}

impl Point {
    const STEPS: f64 = 100_000.0;

    /// The place at these degrees north and east, if there is one.
    #[must_use]
    pub fn of(latitude: f64, longitude: f64) -> Option<Self> {
        #[expect(clippy::cast_possible_truncation, reason = "a degree has 100,000 steps, and there are 180 at most")]
        let steps =
            |degrees: f64, most: f64| (-most..=most).contains(&degrees).then(|| (degrees * Self::STEPS).round() as i32);
        Some(Self { latitude: steps(latitude, 90.0)?, longitude: steps(longitude, 180.0)? })
    }

    /// Reads the form `LATITUDE LONGITUDE`, such as `50.45 30.52`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once(' ')?;
        Self::of(latitude.parse().ok()?, longitude.parse().ok()?)
    }

    /// Degrees north of the equator.
    #[must_use]
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / Self::STEPS
    }

    /// Degrees east of Greenwich.
    #[must_use]
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / Self::STEPS
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.latitude(), self.longitude())
    }
}

/// The corners of an area.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outline(Box<[Point]>);

impl Outline {
    /// The fewest corners.
    pub const MIN_CORNERS: usize = 3;
    /// The most corners.
    pub const MAX_CORNERS: usize = 200;

    /// Reads the form `LATITUDE LONGITUDE, LATITUDE LONGITUDE, …`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let corners: Option<Box<[Point]>> = text.split(',').map(|corner| Point::parse(corner.trim())).collect();
        corners.filter(|corners| (Self::MIN_CORNERS..=Self::MAX_CORNERS).contains(&corners.len())).map(Self)
    }

    /// The corners, in order.
    #[must_use]
    pub fn corners(&self) -> &[Point] {
        &self.0
    }
}

impl fmt::Display for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let corners: Vec<_> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&corners.join(", "))
    }
}

/// A country, by the three letters of ISO 3166-1 alpha-3.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct CountryCode([u8; 3]);

impl CountryCode {
    /// Reads three capital letters. Whether there is such a country is known to who draws it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 3] = text.as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_uppercase).then_some(Self(letters))
    }

    /// The letters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        // They are ASCII, and so UTF-8: `parse` made sure of it.
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl fmt::Display for CountryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
