//! Whether an address is of a shape.

use std::borrow::Cow;

/// An address of the web, taken apart without being altered.
#[derive(Clone, Copy, Debug)]
pub(super) struct Split<'u> {
    host: &'u str,
    path: &'u str,
    query: &'u str,
    fragment: &'u str,
}

/// Parts of an address by name.
pub(super) type Parts<'u> = Vec<(&'static str, Cow<'u, str>)>;

impl<'u> Split<'u> {
    /// The parts of an address; none if it is none of the web, or names a port or somebody.
    pub(super) fn of(url: &'u str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
        let is_plain = !host.is_empty() && !host.contains([':', '@', '\\']);
        (is_web && is_plain).then_some(Self { host, path, query, fragment })
    }

    /// The parts that the shape takes of it; none if it is not of that shape.
    pub(super) fn fit(&self, shape: &'static str) -> Option<Parts<'u>> {
        let (shape, wanted_query) = shape.split_once('?').unwrap_or((shape, ""));
        let (host, path) = shape.split_once('/')?;
        if !self.is_at(host) {
            return None;
        }
        let mut parts = Parts::new();
        let mut given = self.path.trim_end_matches('/').split('/');
        let mut wanted = path.split('/').peekable();
        loop {
            match (wanted.next(), given.next()) {
                (Some("*"), _) | (None | Some(""), None | Some("")) => break,
                (Some(wanted), Some(given)) => take(wanted, given, &mut parts)?,
                // What may follow need not.
                (None, Some(_)) | (Some(_), None) => return None,
            }
            if wanted.peek() == Some(&"*") {
                break;
            }
        }
        if let Some((name, wanted)) = wanted_query.split_once('=') {
            let mut pairs = self.query.split('&').filter_map(|pair| pair.split_once('='));
            take(wanted, pairs.find(|(given, _)| *given == name)?.1, &mut parts)?;
        }
        Some(parts)
    }

    /// Whether it is of that host or one under it; `*` stands for any.
    fn is_at(&self, host: &str) -> bool {
        if host == "*" {
            return true;
        }
        let Some(start) = self.host.len().checked_sub(host.len()) else { return false };
        let (under, same) = (self.host.get(..start), self.host.get(start..));
        same.is_some_and(|same| same.eq_ignore_ascii_case(host))
            && under.is_some_and(|it| it.is_empty() || it.ends_with('.'))
    }
}

/// Takes one segment; none if it is another than is wanted.
fn take<'u>(wanted: &'static str, given: &'u str, parts: &mut Parts<'u>) -> Option<()> {
    let Some((before, name)) = wanted.strip_suffix('}').and_then(|wanted| wanted.split_once('{')) else {
        return (wanted == given).then_some(());
    };
    let value = given.strip_prefix(before).filter(|value| !matches!(*value, "" | "." | ".."))?;
    let (name, fits) = match name.strip_prefix('#') {
        Some(name) => (name, value.bytes().all(|byte| byte.is_ascii_digit())),
        None => (name, true),
    };
    fits.then(|| parts.push((name, Cow::Borrowed(value))))
}

/// What a map shows: its middle and how near it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct View {
    latitude: f64,
    longitude: f64,
    zoom: f64,
}

impl View {
    /// As an address has it: `#map=15/52.5/13.4`, or `@52.5,13.4,15z` in the path.
    pub(super) fn of(split: &Split<'_>) -> Option<Self> {
        let numbers = |text: &str, between: char| -> Option<[f64; 3]> {
            let mut numbers = text.split(between).map(|number| number.trim_end_matches(['z', 'm']).parse().ok());
            Some([numbers.next()??, numbers.next()??, numbers.next()??])
        };
        let in_fragment = split.fragment.split('&').find_map(|part| part.strip_prefix("map="));
        let in_path = split.path.split('/').find_map(|part| part.strip_prefix('@'));
        let (latitude, longitude, zoom) = match (in_fragment, in_path) {
            (Some(map), _) => numbers(map, '/').map(|[zoom, latitude, longitude]| (latitude, longitude, zoom))?,
            (None, Some(map)) => numbers(map, ',').map(|[latitude, longitude, zoom]| (latitude, longitude, zoom))?,
            (None, None) => return None,
        };
        let is_on_earth = latitude.abs() <= 90.0 && longitude.abs() <= 180.0;
        // A view from the air is told in metres, not in steps; the town is then near enough.
        let zoom = if (0.0..=22.0).contains(&zoom) { zoom } else { 14.0 };
        is_on_earth.then_some(Self { latitude, longitude, zoom })
    }

    /// The parts that a map's player may be asked for with.
    pub(super) fn parts<'u>(self) -> [(&'static str, Cow<'u, str>); 3] {
        let Self { latitude, longitude, zoom } = self;
        // A map of 600 by 400 pixels in tiles of 256, of which there are 2^zoom around the world.
        let degrees = 360.0 / 2.0_f64.powf(zoom) / 256.0;
        let (wide, high) = (degrees * 300.0, degrees * 200.0 * latitude.to_radians().cos());
        let bbox =
            format!("{:.5},{:.5},{:.5},{:.5}", longitude - wide, latitude - high, longitude + wide, latitude + high);
        [
            ("bbox", Cow::Owned(bbox)),
            ("marker", Cow::Owned(format!("{latitude},{longitude}"))),
            ("zoom", Cow::Owned(format!("{}", zoom.round()))),
        ]
    }
}
