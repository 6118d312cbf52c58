//! What a chart and a map cost. Both are to be drawn in 20 ms at most.

use std::hint::black_box;

use coverage::{Change, Language, Slug, View};
use criterion::Criterion;
use render::{Site, Window, page};
use serde_json::{Value, json};
use uuid::Uuid;

/// A coverage of one post with that block. The page around it takes some tens of microseconds.
#[expect(clippy::unwrap_used, reason = "the values stand here")]
fn page_with(block: &Value) -> impl Fn() -> Option<String> + use<> {
    let at = "2022-02-17T09:00:00Z".parse().unwrap();
    let mut view = View::blank();
    let opened =
        json!({"v": 1, "headline": "A long day", "language": "en", "time_zone": "Europe/Kyiv", "status": "live"});
    view.apply(at, &Change::read("coverage_opened", opened));
    let body = json!({"v": 1, "doc": {"type": "doc", "content": [block]}});
    let published = json!({"v": 1, "post": Uuid::from_u128(1), "published_at": at, "content": {"body": body}});
    view.apply(at, &Change::read("post_published", published));
    let slug = Slug::parse("a-long-day").unwrap();
    let site = Site {
        name: "The Daily Example".into(),
        language: Language::english(),
        base_url: "https://live.example.org".into(),
        looks: render::Look { style: "/assets/page.css".into(), ..render::Look::default() }.into(),
        icon: "/assets/icon.svg".into(),
        script: None,
        worker: Some("/worker.js".into()),
        publisher: render::Publisher::default(),
        checker: None,
        silent_revisions: render::SilentRevisions::default(),
        stand: render::Stand::Server,
    };
    move || page(&site, &slug, black_box(&view), Window::First)
}

fn chart(kind: &str, series: usize, points: usize) -> Value {
    let cell = |text: String| json!({"type": "table_cell", "content": [{"type": "text", "text": text}]});
    let row = |cells: Vec<Value>| json!({"type": "table_row", "content": cells});
    let head = row((0..=series).map(|number| cell(format!("Series {number}"))).collect());
    let rows = (0..points).map(|point| {
        let values = (0..series).map(|number| cell(((point * (number + 3)) % 97).to_string()));
        row([cell(format!("Point {point}"))].into_iter().chain(values).collect())
    });
    let rows: Vec<_> = [head].into_iter().chain(rows).collect();
    json!({"type": "chart", "attrs": {"kind": kind}, "content": [{"type": "table", "content": rows}]})
}

fn map(places: &[(&str, f64, f64)], countries: &[&str]) -> Value {
    let places = places.iter().map(|(name, latitude, longitude)| {
        json!({"type": "map_place", "attrs": {"name": name, "latitude": latitude, "longitude": longitude, "kind": "city"}})
    });
    let areas = countries.iter().map(|code| json!({"type": "map_area", "attrs": {"code": code}}));
    json!({"type": "map", "content": places.chain(areas).collect::<Vec<_>>()})
}

fn main() {
    let towns: Vec<_> = (0..60).map(|number| (f64::from(number % 8), f64::from(number / 8))).collect();
    let crowd: Vec<_> = towns.iter().map(|(x, y)| ("A town", 46.0 + y / 2.0, 8.0 + x / 2.0)).collect();
    let blocks = [
        ("chart/line of 8 × 200", chart("line", 8, 200)),
        ("chart/step of 1 × 790", chart("step", 1, 790)),
        ("chart/bar of 3 × 400", chart("bar", 3, 400)),
        ("map/of a country", map(&[("Kyiv", 50.45, 30.52), ("Kharkiv", 49.99, 36.23)], &["UKR"])),
        ("map/of 60 places", map(&crowd, &[])),
        (
            "map/of the north",
            map(&[("Tromsø", 69.65, 18.96), ("Nuuk", 64.18, -51.72), ("Utqiaġvik", 71.29, -156.8)], &[]),
        ),
        ("map/of the world", map(&[], &["RUS", "CAN", "BRA", "AUS"])),
    ];
    let mut criterion = Criterion::default().configure_from_args();
    for (name, block) in &blocks {
        let page = page_with(block);
        assert!(page().is_some_and(|html| html.contains("<svg")), "{name} is drawn");
        criterion.bench_function(name, |b| b.iter(&page));
    }
    criterion.final_summary();
}
