//! Places and countries by name, for those who make a map.

use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::Scope;
use utoipa::ToSchema;

use super::receipt::answer;
use super::wire_parse::bad;
use crate::auth::Asker;
use crate::gazetteer;
use crate::problem::{Document, Problem};

/// How many places are answered.
const MOST: usize = 12;
/// How many countries are.
const MOST_COUNTRIES: usize = 4;
/// The most characters that are looked for.
const LONGEST: usize = 100;

/// What a name begins with.
#[derive(Deserialize)]
pub(crate) struct Asked {
    q: Option<String>,
}

/// Places and countries whose names begin so.
#[derive(Serialize, ToSchema)]
pub(crate) struct Gazetteer {
    /// At most 12: those whose name begins so before those of which a later word does, the most populous first.
    places: Vec<Spot>,
    /// At most 4, as `map_area` names them.
    countries: Vec<CountryName>,
}

/// A place with 15,000 people or more.
#[derive(Serialize, ToSchema)]
pub(crate) struct Spot {
    name: &'static str,
    /// ISO 3166-1 alpha-2.
    country: String,
    /// `capital` or `city`, as a `map_place` has it.
    kind: &'static str,
    latitude: f64,
    longitude: f64,
    population: u32,
}

/// A country that a map can show as an area.
#[derive(Serialize, ToSchema)]
pub(crate) struct CountryName {
    /// ISO 3166-1 alpha-3.
    code: String,
    name: &'static str,
}

/// `GET /api/v1/places?q=`: places of the world, out of the gazetteer that is built in.
#[utoipa::path(get, path = "/api/v1/places", operation_id = "find_places", tag = "library",
    params(("q" = String, Query, description = "what a name begins with; case and marks on letters do not matter")),
    responses((status = 200, description = "places and countries", body = Gazetteer), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn find_places(asker: Asker, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    asker.require_scope(Scope::Read)?;
    let words = asked.q.filter(|words| !words.trim().is_empty() && words.chars().count() <= LONGEST);
    let words = words.ok_or_else(|| bad("q", "the beginning of a name is expected, of 100 characters at most"))?;
    let wanted = gazetteer::fold(&words);
    let degrees = |thousandths: i32| f64::from(thousandths) / 1000.0;
    let places = gazetteer::find(&words, MOST).into_iter().map(|place| Spot {
        name: &place.name,
        country: String::from_utf8_lossy(&place.country).into_owned(),
        kind: if place.is_capital { "capital" } else { "city" },
        latitude: degrees(place.latitude),
        longitude: degrees(place.longitude),
        population: place.population,
    });
    let countries =
        render::countries().filter(|(_, name)| !wanted.is_empty() && gazetteer::fold(name).starts_with(&wanted));
    let countries = countries.map(|(code, name)| CountryName { code, name }).take(MOST_COUNTRIES);
    Ok(answer(StatusCode::OK, &json!(Gazetteer { places: places.collect(), countries: countries.collect() })))
}
