//! Pictures in their widths, comparisons, charts and maps.

use expect_test::{ExpectFile, expect_file};
use render::{RENDITION_WIDTHS, Window, countries, feed, page, rendition_widths};
use scraper::Html;
use serde_json::{Value, json};

use crate::markup::{all, attributes, one, parse, text};
use crate::sample::{Story, body, id, paragraph, site};

/// The page of a coverage with one post of these blocks.
fn html(language: &str, blocks: &[Value]) -> String {
    let mut story = Story::open(language, "Europe/Kyiv", "The river is rising");
    story.publish(1, json!({"headline": "In figures", "body": body(blocks)}));
    page(&site(), &story.slug, &story.view, Window::First).unwrap()
}

fn shown(blocks: &[Value]) -> Html {
    parse(&html("en", blocks))
}

pub(crate) fn image(attrs: Value) -> Value {
    let Value::Object(attrs) = attrs else { panic!("attributes are expected") };
    let mut image = json!({"type": "image", "attrs": {"media": id(1), "alt": "A quay"}});
    image["attrs"].as_object_mut().unwrap().extend(attrs);
    image
}

/// A table of these rows; the first names the series.
pub(crate) fn table(rows: &[&[&str]]) -> Value {
    let cell = |kind: &str, text: &&str| match *text {
        "" => json!({"type": kind}),
        text => json!({"type": kind, "content": [{"type": "text", "text": text}]}),
    };
    let row = |(index, row): (usize, &&[&str])| {
        let kind = if index == 0 { "table_header" } else { "table_cell" };
        json!({"type": "table_row", "content": row.iter().map(|text| cell(kind, text)).collect::<Vec<_>>()})
    };
    json!({"type": "table", "content": rows.iter().enumerate().map(row).collect::<Vec<_>>()})
}

pub(crate) fn chart(kind: &str, rows: &[&[&str]]) -> Value {
    json!({"type": "chart", "attrs": {"kind": kind, "title": "Water at the north quay", "unit": "metres", "source": "Port office"},
        "content": [table(rows)]})
}

const LEVELS: &[&[&str]] =
    &[&["Hour", "North quay", "South quay"], &["06:00", "1.5", "2"], &["09:00", "2.25", ""], &["18:00", "-0.5", "3"]];

#[test]
fn a_picture_names_every_width_in_three_formats() {
    let page = shown(&[image(json!({"width": 1000, "height": 500, "renditions": true}))]);
    let formats = attributes(&page, ".picture source", "type");
    assert_eq!(formats, ["image/avif", "image/webp"]);
    let address = format!("/media/{}", id(1));
    let sets = attributes(&page, ".picture source", "srcset");
    assert_eq!(sets[1], [320, 480, 640, 960, 1000].map(|width| format!("{address}/{width}.webp {width}w")).join(", "));
    let img = one(&page, ".picture img");
    assert_eq!(img.attr("src"), Some(&*format!("{address}/960.jpg")));
    assert_eq!((img.attr("width"), img.attr("height")), (Some("1000"), Some("500")));
}

#[test]
fn a_picture_that_is_stored_once_is_named_once() {
    for attrs in [json!({"width": 1000, "height": 500}), json!({"renditions": true})] {
        let page = shown(&[image(attrs)]);
        assert_eq!(all(&page, ".picture source").len(), 0);
        assert_eq!(one(&page, ".picture img").attr("src"), Some(&*format!("/media/{}", id(1))));
    }
}

#[test]
fn the_widths_are_those_below_its_own_and_its_own() {
    let widths = |width| rendition_widths(width).collect::<Vec<_>>();
    assert_eq!(widths(1), [1]);
    assert_eq!(widths(320), [320]);
    assert_eq!(widths(500), [320, 480, 500]);
    assert_eq!(widths(2560), RENDITION_WIDTHS);
    assert_eq!(widths(9000), RENDITION_WIDTHS);
}

#[test]
fn a_shape_and_a_focus_are_classes() {
    let page = shown(&[image(json!({"shape": "1:1", "focus": "333 1000"}))]);
    assert_eq!(one(&page, ".picture img").attr("class"), Some("cut-1-1 fx-7 fy-20"));
    // A focus says nothing where nothing is cut.
    let page = shown(&[image(json!({"focus": "333 1000"}))]);
    assert_eq!(one(&page, ".picture img").attr("class"), None);
}

#[test]
fn a_comparison_is_two_named_pictures() {
    let pair = json!({"type": "comparison", "attrs": {"after": "Friday"}, "content": [image(json!({"credit": "A. Moor"})), image(json!({}))]});
    let page = shown(&[pair]);
    let names: Vec<_> = all(&page, ".side-name").iter().map(|name| name.text().collect::<String>()).collect();
    assert_eq!(names, ["Before", "Friday"]);
    assert_eq!(text(&page, ".comparison figcaption").trim(), "Before: A. Moor");
    assert!(one(&page, ".slider").attr("aria-label").is_some());
}

#[test]
fn a_chart_has_its_numbers_behind_it() {
    let page = shown(&[chart("line", LEVELS)]);
    assert_eq!(text(&page, ".chart .graphic-title"), "Water at the north quay");
    assert_eq!(all(&page, ".chart details table tr").len(), 4);
    assert_eq!(attributes(&page, ".chart svg.plot", "role"), ["img", "img"]);
    assert_eq!(
        attributes(&page, ".chart svg.plot", "aria-label")[0],
        "Water at the north quay. Line chart. North quay, South quay. 06:00 – 18:00"
    );
    assert_eq!(all(&page, ".legend li").len(), 2);
}

#[test]
fn a_gap_parts_a_line() {
    let page = shown(&[chart("line", LEVELS)]);
    let paths = attributes(&page, ".plot.wide .line", "d");
    assert_eq!(paths.iter().map(|path| path.matches('M').count()).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn times_stand_as_far_apart_as_they_are() {
    let page = shown(&[chart("line", &[&["", "a"], &["06:00", "1"], &["09:00", "2"], &["18:00", "3"]])]);
    let path = attributes(&page, ".plot.wide .line", "d")[0];
    let xs: Vec<f64> =
        path.trim_start_matches('M').split('L').map(|spot| spot.split(' ').next().unwrap().parse().unwrap()).collect();
    assert!(((xs[1] - xs[0]) / (xs[2] - xs[0]) - 0.25).abs() < 0.01, "{path}");
}

#[test]
fn numbers_are_written_as_the_language_does() {
    let rows: &[&[&str]] = &[&["", "a"], &["Nord", "12.345,5"], &["Süd", "7"]];
    let page = parse(&html("de", &[chart("bar", rows)]));
    let values: Vec<_> = all(&page, ".plot.wide .value").iter().map(|it| it.text().collect::<String>()).collect();
    assert_eq!(values, ["12.345,5", "7"]);
}

#[test]
fn no_table_makes_a_chart_fail() {
    let long: Vec<Vec<String>> = (0..300).map(|n| vec![n.to_string(), (n * 7 % 13).to_string()]).collect();
    let long: Vec<Vec<&str>> = long.iter().map(|row| row.iter().map(String::as_str).collect()).collect();
    let long: Vec<&[&str]> = long.iter().map(Vec::as_slice).collect();
    let tables: &[&[&[&str]]] = &[
        &[&[""]],
        &[&["", "a"]],
        &[&["", "a"], &["x", ""]],
        &[&["", "a"], &["x", "NaN"], &["y", "inf"]],
        &[&["", "a"], &["x", "1"]],
        &[&["", "a"], &["x", "5"], &["y", "5"], &["z", "5"]],
        &[&["", "a"], &["x", "1e308"], &["y", "-1e308"]],
        &[&["", "a"], &["x", "99999999999999999999999999999999"], &["y", "0"]],
        &[&["", "a"], &["x", "-1"], &["y", "-3"]],
        &[&["", "a", "b"], &["x", "1"], &["y", "2", "3", "4"]],
        &[&[""], &["x", "1"]],
        &[&["", "a"], &["2020", "1"], &["2020-02-30", "2"]],
        &long,
    ];
    for kind in ["line", "bar", "step"] {
        for rows in tables {
            let html = html("en", &[chart(kind, rows)]);
            for path in attributes(&parse(&html), ".plot path", "d") {
                assert!(!path.contains("NaN") && !path.contains("inf"), "{kind} {rows:?}: {path}");
            }
            one(&parse(&html), "figure.chart");
        }
    }
}

fn map(parts: Value) -> Value {
    let mut map = json!({"type": "map", "attrs": {"title": "Where it happened", "source": "Port office"}});
    map["content"] = parts;
    map
}

fn place(name: &str, latitude: f64, longitude: f64, kind: &str) -> Value {
    json!({"type": "map_place", "attrs": {"name": name, "latitude": latitude, "longitude": longitude, "kind": kind}})
}

#[test]
fn a_map_has_land_places_and_a_list() {
    let parts = json!([
        place("Kyiv", 50.45, 30.52, "capital"),
        place("Kharkiv", 49.99, 36.23, "city"),
        {"type": "map_area", "attrs": {"name": "Ukraine", "code": "UKR"}},
        {"type": "map_arrow", "attrs": {"from": "52.1 31", "to": "50.6 30.6", "label": "Column"}},
    ]);
    let page = shown(&[map(parts)]);
    assert_eq!(all(&page, ".map details li").len(), 4);
    let names: Vec<_> = all(&page, ".plot.wide .place-name").iter().map(|it| it.text().collect::<String>()).collect();
    assert_eq!(names, ["Kyiv", "Kharkiv"]);
    assert!(one(&page, ".plot.wide .land").attr("d").unwrap().len() > 1_000);
    assert!(one(&page, ".plot.wide .area").attr("d").is_some());
    assert_eq!(
        attributes(&page, ".map svg.plot", "aria-label")[0],
        "Where it happened. Map. Kyiv, Kharkiv, Ukraine, Column"
    );
    assert_eq!(text(&page, ".plot.wide .ruler-name"), "100 km");
}

#[test]
fn a_map_may_be_anywhere() {
    let spots: &[&[(f64, f64)]] = &[
        &[(-17.7, 178.0), (-14.3, -170.7)],
        &[(90.0, 0.0)],
        &[(-90.0, 0.0), (-78.0, 166.0)],
        &[(0.0, 180.0), (0.0, -180.0)],
        &[(50.0, 0.0), (-50.0, 180.0)],
        &[(0.0, 0.0)],
        &[(64.1, -21.9), (64.1, -21.9)],
        &[],
    ];
    for places in spots {
        let parts: Vec<_> =
            places.iter().map(|(latitude, longitude)| place("Here", *latitude, *longitude, "dot")).collect();
        let page = shown(&[map(parts.into())]);
        for dot in all(&page, ".plot.wide .dot") {
            let spot = dot.attr("d").unwrap().strip_prefix('M').unwrap().split('m').next().unwrap();
            let at: Vec<f64> = spot.split(' ').map(|it| it.parse().unwrap()).collect();
            assert!((0.0..=656.0).contains(&at[0]) && (0.0..=700.0).contains(&at[1]), "{places:?}");
        }
    }
}

#[test]
fn names_do_not_cover_each_other() {
    let parts: Vec<_> = (0..12)
        .map(|number| {
            place(
                &format!("Town {number}"),
                50.0 + f64::from(number % 4) * 0.3,
                30.0 + f64::from(number / 4) * 0.9,
                "dot",
            )
        })
        .collect();
    let page = shown(&[map(parts.into())]);
    let rooms: Vec<[f64; 4]> = all(&page, ".plot.wide .place-name")
        .iter()
        .map(|name| {
            let at = |attribute: &str| name.attr(attribute).unwrap().parse::<f64>().unwrap();
            let shift = match name.attr("text-anchor").unwrap() {
                "start" => 0.0,
                "middle" => 22.0,
                _ => 44.0,
            };
            [at("x") - shift, at("y") - 9.0, at("x") - shift + 44.0, at("y") + 2.0]
        })
        .collect();
    assert_eq!(rooms.len(), 12);
    for (index, a) in rooms.iter().enumerate() {
        assert!(!rooms[index + 1..].iter().any(|b| a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]), "{a:?}");
    }
}

#[test]
fn countries_are_known_by_code_and_name() {
    let all: Vec<_> = countries().collect();
    assert!(all.len() > 200 && all.contains(&("UKR".to_owned(), "Ukraine")));
}

#[test]
fn a_feed_has_the_numbers_and_no_drawing() {
    let mut story = Story::open("en", "Europe/Kyiv", "The river is rising");
    let blocks = [chart("line", LEVELS), map(json!([place("Kyiv", 50.45, 30.52, "capital")])), paragraph("a")];
    story.publish(1, json!({"body": body(&blocks)}));
    let json: Value = serde_json::from_str(&feed::json(&site(), &story.slug, &story.view)).unwrap();
    let html = json["items"][0]["content_html"].as_str().unwrap();
    assert!(!html.contains("<svg") && html.contains("<td>2.25</td>") && html.contains("<li>Kyiv</li>"), "{html}");
}

/// What is drawn of a sample of each kind, kept as it stands.
#[test]
fn drawings_are_as_they_were() {
    for kind in ["line", "bar", "step"] {
        let page = shown(&[chart(kind, LEVELS)]);
        check(&page, "figure.chart", &expect_file![format!("golden/chart-{kind}.html")]);
    }
    let rows: &[&[&str]] = &[
        &["", "Before", "After"],
        &["Donetsk", "24", "189"],
        &["Luhansk", "129", "402"],
        &["A long name", "3", "-12"],
    ];
    check(&shown(&[chart("bar", rows)]), "figure.chart", &expect_file!["golden/chart-bar-lying.html"]);
    let parts = json!([
        place("Kyiv", 50.45, 30.52, "capital"),
        place("Kharkiv", 49.99, 36.23, "city"),
        place("Donetsk", 48.0, 37.8, "city"),
        place("Luhansk", 48.57, 39.33, "city"),
        place("Stanytsia Luhanska", 48.65, 39.48, "incident"),
        place("Mariupol", 47.1, 37.54, "city"),
        {"type": "map_area", "attrs": {"name": "Ukraine", "code": "UKR"}},
        {"type": "map_arrow", "attrs": {"from": "52.6 31", "to": "51 30.6", "label": "Exercises"}},
    ]);
    check(&shown(&[map(parts)]), "figure.map", &expect_file!["golden/map-country.html"]);
    let parts = json!([
        place("Tromsø", 69.65, 18.96, "city"),
        place("Nuuk", 64.18, -51.72, "city"),
        place("Utqiaġvik", 71.29, -156.79, "city"),
        place("Anadyr", 64.73, 177.51, "city")
    ]);
    check_size(&shown(&[map(parts)]));
    let parts = json!([place("Santiago", -33.45, -70.67, "dot"), place("Canberra", -35.28, 149.13, "dot"), place("Oslo", 59.91, 10.75, "dot"), {"type": "map_area", "attrs": {"code": "CHN"}}]);
    check_size(&shown(&[map(parts)]));
    let parts = json!([place("Reykjavík", 64.14, -21.9, "capital"), place("Eruption", 63.88, -22.27, "incident")]);
    check(&shown(&[map(parts)]), "figure.map", &expect_file!["golden/map.html"]);
}

/// A map of half the world has coasts enough to fill a page many times over.
fn check_size(page: &Html) {
    let size = one(page, "figure.map").html().len();
    if let Some(folder) = std::env::var_os("STET_DRAWINGS") {
        std::fs::write(
            std::path::PathBuf::from(folder).join(format!("map-{size}.html")),
            one(page, "figure.map").html(),
        )
        .unwrap();
    }
    assert!((20_000..120_000).contains(&size), "{size}");
}

fn check(page: &Html, selector: &str, expected: &ExpectFile) {
    expected.assert_eq(&one(page, selector).html().replace('>', ">\n"));
}
