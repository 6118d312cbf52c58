//! From places on the globe to places on paper.

use coverage::Point;

/// A place on paper: east and south of the middle, in radii of the earth.
pub(crate) type Flat = [f64; 2];

/// A way to lay the globe flat.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Projection {
    /// Lambert's azimuthal equal-area, around a middle: for all that is less than half the
    /// globe. Neither poles nor the date line are special to it.
    Around { longitude: f64, sin: f64, cos: f64 },
    /// The whole world: Equal Earth (Šavrič, Patterson, Jenny 2018), around Greenwich.
    World,
}

/// How far from the middle the azimuthal one goes, in radians. What is farther is moved
/// there, in the same direction, far out of sight.
const FAR: f64 = 2.2;

impl Projection {
    /// Around the middle of places; the world, where they lie more than a third of the globe apart.
    pub(crate) fn over(places: &[[f64; 2]]) -> Self {
        let sum = places.iter().copied().map(on_sphere).fold([0.0; 3], |a, b| [a[0] + b[0], a[1] + b[1], a[2] + b[2]]);
        let length = sum.iter().map(|part| part * part).sum::<f64>().sqrt();
        if length < 1e-9 {
            return Self::World;
        }
        let middle = sum.map(|part| part / length);
        let widest = places.iter().map(|place| angle(on_sphere(*place), middle)).fold(0.0, f64::max);
        if widest > 1.1 {
            return Self::World;
        }
        Self::around(middle[1].atan2(middle[0]), middle[2].clamp(-1.0, 1.0).asin())
    }

    /// Around a middle, in radians.
    fn around(longitude: f64, latitude: f64) -> Self {
        Self::Around { longitude, sin: latitude.sin(), cos: latitude.cos() }
    }

    /// Lays a place flat, given as degrees east and north.
    pub(crate) fn flat(&self, [longitude, latitude]: [f64; 2]) -> Flat {
        let (east, north) = (longitude.to_radians(), latitude.to_radians());
        match self {
            Self::Around { longitude, sin, cos } => {
                let (east, (s, c)) = (east - longitude, north.sin_cos());
                let dot = sin * s + cos * c * east.cos();
                let (x, y) = (c * east.sin(), cos * s - sin * c * east.cos());
                let across = x.hypot(y);
                if across < 1e-12 {
                    return [0.0, 0.0];
                }
                let away = dot.clamp(-1.0, 1.0).acos().min(FAR);
                let radius = 2.0 * (away / 2.0).sin();
                [x / across * radius, -y / across * radius]
            }
            Self::World => {
                let t = (3_f64.sqrt() / 2.0 * north.sin()).asin();
                let (t2, t6) = (t * t, t.powi(6));
                let [a, b, c, d] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];
                let slope = a + 3.0 * b * t2 + t6 * (7.0 * c + 9.0 * d * t2);
                [2.0 * 3_f64.sqrt() * east * t.cos() / (3.0 * slope), -t * (a + b * t2 + t6 * (c + d * t2))]
            }
        }
    }

    /// The middle of the map as a direction; none of the world's.
    pub(crate) fn middle(&self) -> Option<[f64; 3]> {
        match self {
            Self::Around { longitude, sin, cos } => Some([cos * longitude.cos(), cos * longitude.sin(), *sin]),
            Self::World => None,
        }
    }

    /// Whether a length on paper means about the same everywhere on the map.
    pub(crate) const fn has_one_scale(&self) -> bool {
        matches!(self, Self::Around { .. })
    }
}

/// A point as degrees east and north.
pub(crate) fn degrees(point: Point) -> [f64; 2] {
    [point.longitude(), point.latitude()]
}

/// A place on the globe as a direction from the earth's middle, given as degrees east and north.
pub(crate) fn on_sphere([longitude, latitude]: [f64; 2]) -> [f64; 3] {
    let (east, north) = (longitude.to_radians(), latitude.to_radians());
    [north.cos() * east.cos(), north.cos() * east.sin(), north.sin()]
}

/// The angle between two directions.
pub(crate) fn angle(a: [f64; 3], b: [f64; 3]) -> f64 {
    (a[0] * b[0] + a[1] * b[1] + a[2] * b[2]).clamp(-1.0, 1.0).acos()
}
