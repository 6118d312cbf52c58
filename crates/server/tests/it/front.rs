//! The list of all coverages: its order, its pages, and that it is up to date.

use std::time::Instant;

use axum::http::StatusCode;
use coverage::{Change, CoverageId, Language, Line, Opened, Slug, Status, StatusChanged, Zone};
use jiff::{SignedDuration, Timestamp};
use scraper::Html;
use serde_json::json;
use store::{NewChange, NewCoverage, Store};

use crate::app::TestApp;
use crate::markup::{all, one, parse};

async fn list(app: &TestApp, path: &str) -> Html {
    parse(&app.anon().get(path).await.expect(StatusCode::OK).text())
}

fn slugs(page: &Html) -> Vec<String> {
    let link = |link: scraper::ElementRef<'_>| link.attr("href").unwrap().strip_prefix("/live/").unwrap().to_owned();
    all(page, ".coverages a").into_iter().map(link).collect()
}

/// The days of the ended ones, and what ended on each.
fn days(page: &Html) -> Vec<(String, Vec<String>)> {
    let mut days: Vec<(String, Vec<String>)> = Vec::new();
    for element in all(page, "main .day time, main h3 a") {
        match (element.attr("datetime"), days.last_mut()) {
            (Some(date), _) => days.push((date.to_owned(), Vec::new())),
            (None, Some((_, ended))) => ended.push(element.attr("href").unwrap().replace("/live/", "")),
            (None, None) => panic!("what ended stands under a day"),
        }
    }
    days
}

fn older(page: &Html) -> Option<String> {
    all(page, "#older a").first().map(|link| link.attr("href").unwrap().to_owned())
}

/// Opens a coverage as another process would, and ends it if it is to have ended.
async fn write(store: &Store, slug: &str, zone: &str, opened: Timestamp, ended: Option<Timestamp>) -> CoverageId {
    let opening = Opened {
        headline: Line::parse("headline", &format!("Of {slug}")).unwrap(),
        language: Language::english(),
        time_zone: Zone::parse(zone).unwrap(),
        status: Status::Live,
    };
    let mut changes = vec![NewChange { at: opened, change: Change::CoverageOpened(opening), salt: [1; 16] }];
    changes.extend(ended.map(|at| NewChange {
        at,
        change: Change::StatusChanged(StatusChanged { status: Status::Ended, note: None }),
        salt: [2; 16],
    }));
    let new = NewCoverage { id: server::coverage_id(), slug: Slug::parse(slug).unwrap(), created_at: opened };
    let id = new.id;
    store.create_coverage(new, changes, Vec::new()).await.unwrap();
    id
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[tokio::test]
async fn live_ones_stand_first_and_ended_ones_by_the_day() {
    let app = TestApp::start().await;
    let opened = at("2022-02-10T08:00:00Z");
    for (slug, zone, ended) in [
        ("kyiv", "Europe/Kyiv", "2022-02-17T21:30:00Z"),
        ("paris", "Europe/Paris", "2022-02-17T22:30:00Z"),
        ("new-york", "America/New_York", "2022-02-18T01:00:00Z"),
        ("lima", "America/Lima", "2022-02-17T12:00:00Z"),
        ("tokyo", "Asia/Tokyo", "2022-02-17T16:00:00Z"),
    ] {
        write(app.store(), slug, zone, opened, Some(at(ended))).await;
    }
    write(app.store(), "first", "UTC", at("2022-02-10T09:00:00Z"), None).await;
    write(app.store(), "second", "UTC", at("2022-02-10T10:00:00Z"), None).await;
    let app = app.beside().await;
    let owner = app.owner().await;
    for (slug, status) in [("plans", "draft"), ("resting", "live")] {
        owner.post("/api/v1/coverages", &json!({"slug": slug, "headline": slug, "status": status})).await;
    }
    owner.amend("resting", &json!({"status": "paused"})).await;

    let page = list(&app, "/").await;
    assert_eq!(slugs(&page)[..3], ["second", "first", "resting"], "the last changed first, and nothing in preparation");
    // A day is that of where it ended: it was the 18th in Tokyo before it was in Kyiv.
    assert_eq!(
        days(&page),
        [
            ("2022-02-18".to_owned(), vec!["tokyo".to_owned()]),
            ("2022-02-17".to_owned(), ["kyiv", "paris", "new-york", "lima"].map(str::to_owned).to_vec()),
        ]
    );
    assert_eq!(older(&page), None);

    // It is as the coverages are, at once.
    owner.amend("first", &json!({"headline": "Another"})).await;
    assert_eq!(slugs(&list(&app, "/").await)[..2], ["first", "second"]);
    owner.amend("second", &json!({"status": "ended"})).await;
    let page = list(&app, "/").await;
    assert_eq!(slugs(&page)[..2], ["first", "resting"]);
    assert_eq!(days(&page)[0].1, ["second"]);
    owner.amend("plans", &json!({"status": "live"})).await;
    assert_eq!(slugs(&list(&app, "/").await)[0], "plans");
}

#[tokio::test]
async fn the_list_goes_on_where_it_ended_whatever_happens_meanwhile() {
    let app = TestApp::start().await;
    let end = at("2022-02-17T12:00:00Z");
    for number in 0..120_i64 {
        let ended = end - SignedDuration::from_hours(5 * number);
        write(app.store(), &format!("story-{number}"), "UTC", at("2020-01-01T00:00:00Z"), Some(ended)).await;
    }
    let app = app.beside().await;
    let owner = app.owner().await;
    let mut found = Vec::new();
    let mut path = "/".to_owned();
    loop {
        let page = list(&app, &path).await;
        assert!(slugs(&page).len() <= 50);
        assert_eq!(one(&page, "link[rel=canonical]").attr("href").unwrap(), format!("https://live.example.org{path}"));
        assert_eq!(all(&page, ".newest a").len(), usize::from(path != "/"));
        found.extend(slugs(&page));
        if path == "/" {
            owner.cover("breaking").await;
            // The very one that the next page begins after goes to the top.
            owner.amend("story-49", &json!({"status": "live"})).await;
        }
        match older(&page) {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!(found, (0..120).map(|number| format!("story-{number}")).collect::<Vec<_>>());
    for nonsense in
        ["/?after=", "/?after=7", "/?after=2.x.storm", "/?after=2.-9223372036854775808.zzz", "/?after=9.0.a"]
    {
        app.anon().get(nonsense).await.expect(StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_newsroom_of_a_thousand_coverages_has_a_small_page() {
    let app = TestApp::start().await;
    let last = at("2022-02-17T12:00:00Z");
    let writing = (0..1_000_i64).map(|number| {
        let store = app.store().clone();
        tokio::spawn(async move {
            let ended = last - SignedDuration::from_hours(number);
            write(&store, &format!("story-{number}"), "Europe/Kyiv", at("2020-01-01T00:00:00Z"), Some(ended)).await;
        })
    });
    for written in writing.collect::<Vec<_>>() {
        written.await.unwrap();
    }
    let app = app.beside().await;
    let answer = app.anon().with("accept-encoding", "br").get("/").await.expect(StatusCode::OK);
    println!("the first page of 1,000 coverages has {} bytes with brotli", answer.body.len());
    assert!(answer.body.len() < 10_000, "{}", answer.body.len());
    let started = Instant::now();
    for _ in 0..50 {
        app.anon().get("/").await.expect(StatusCode::OK);
    }
    println!("unchanged, it is answered in {:?} on average", started.elapsed() / 50);
    let far = list(&app, "/?after=2.1644000000000000.a").await;
    assert_eq!(slugs(&far).len(), 50);
    assert_eq!(days(&far)[0].0, "2022-02-04");
}
