//! What may be meant, while a member types a name or a place.

use std::collections::HashMap;
use std::sync::LazyLock;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use jiff::tz::TimeZoneDatabase;
use serde::Serialize;
use serde_json::json;
use utoipa::ToSchema;

use super::receipt::answer;
use crate::app::App;
use crate::auth::{Asker, Permission};
use crate::problem::{Document, Problem};

/// How many of a kind are given.
const MOST: usize = 300;

/// What posts said before: this coverage's first, the most used first.
#[derive(Serialize, ToSchema)]
pub(crate) struct Completions {
    bylines: Vec<String>,
    contributors: Vec<String>,
    labels: Vec<String>,
    /// Also cities that no post was filed from yet.
    datelines: Vec<String>,
}

/// `GET /api/v1/coverages/{slug}/completions`
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/completions", operation_id = "complete", tag = "drafts",
    params(("slug" = String, Path)),
    responses((status = 200, description = "what may be meant", body = Completions), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn complete(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (here, _) = asker.at(&app, &slug, Permission::Draft).await?;
    let mut used = Used::default();
    used.take(here.brief().tally(), true);
    for dossier in asker.theirs(&app, Permission::Draft).await? {
        if dossier.id() != here.id() {
            used.take(dossier.brief().tally(), false);
        }
    }
    let completions = Completions {
        bylines: used.bylines.ranked(&[]),
        contributors: used.contributors.ranked(&[]),
        labels: used.labels.ranked(&[]),
        datelines: used.datelines.ranked(&CITIES),
    };
    Ok(answer(StatusCode::OK, &json!(completions)))
}

#[derive(Default)]
struct Used {
    bylines: Tally,
    contributors: Tally,
    labels: Tally,
    datelines: Tally,
}

impl Used {
    fn take(&mut self, tally: &coverage::Tally, here: bool) {
        tally.bylines_used().for_each(|(text, times)| self.bylines.count(text, times, here));
        tally.contributors_used().for_each(|(text, times)| self.contributors.count(text, times, here));
        tally.labels_used().for_each(|(text, times)| self.labels.count(text, times, here));
        tally.datelines_used().for_each(|(text, times)| self.datelines.count(text, times, here));
    }
}

/// How often each text was used in this coverage, and elsewhere.
#[derive(Default)]
struct Tally(HashMap<String, (usize, usize)>);

impl Tally {
    fn count(&mut self, text: &str, times: usize, here: bool) {
        let (at_home, abroad) = self.0.entry(text.to_owned()).or_default();
        *(if here { at_home } else { abroad }) += times;
    }

    /// The texts by use, then those that come to mind otherwise.
    fn ranked(self, others: &[String]) -> Vec<String> {
        let mut used: Vec<_> = self.0.into_iter().collect();
        used.sort_by(|(a, used_a), (b, used_b)| used_b.cmp(used_a).then_with(|| a.cmp(b)));
        let mut ranked: Vec<String> = used.into_iter().map(|(text, _)| text).take(MOST).collect();
        let more: Vec<_> = others.iter().filter(|text| !ranked.contains(text)).cloned().collect();
        ranked.extend(more);
        ranked
    }
}

/// The cities that time zones are named after.
static CITIES: LazyLock<Vec<String>> = LazyLock::new(|| {
    const REGIONS: [&str; 9] =
        ["Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe", "Indian"];
    let names = TimeZoneDatabase::bundled();
    let mut cities: Vec<String> = names
        .available()
        .filter_map(|name| {
            let (region, place) = name.as_str().split_once('/')?;
            let city = place.rsplit('/').next()?;
            REGIONS.contains(&region).then(|| city.replace('_', " "))
        })
        .collect();
    cities.sort();
    cities.dedup();
    cities
});

#[cfg(test)]
mod tests {
    use super::{CITIES, Tally};

    #[test]
    fn what_was_used_here_and_often_comes_first() {
        let mut tally = Tally::default();
        for (text, here) in
            [("Abroad", false), ("Abroad", false), ("Abroad", false), ("Once", true), ("Twice", true), ("Twice", true)]
        {
            tally.count(text, 1, here);
        }
        let others = ["Twice".to_owned(), "Never".to_owned()];
        assert_eq!(tally.ranked(&others), ["Twice", "Once", "Abroad", "Never"]);
    }

    #[test]
    fn cities_are_places() {
        for city in ["Berlin", "Kyiv", "New York", "Buenos Aires", "Nairobi"] {
            assert!(CITIES.iter().any(|known| known == city), "{city}");
        }
        assert!(!CITIES.iter().any(|known| known.contains("GMT") || known.contains('_') || known.contains('/')));
    }
}
