//! How readers choose, link to and go through coverages; and how long what they get may be kept.

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{TestApp, posts};
use crate::markup::{all, one, parse, posts as posts_on};

const LIVE: &str = "public, no-cache";
const ARCHIVE: &str = "public, max-age=600, stale-while-revalidate=86400";

#[tokio::test]
async fn a_choice_is_made_by_the_address_alone() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let publish = async |headline: &str, label: Option<&str>, key_event: bool| {
        let post = json!({"headline": headline, "body": "Words.", "label": label, "key_event": key_event});
        let answer = owner.post(&posts("storm"), &post).await.expect(StatusCode::CREATED).json();
        answer["id"].as_str().unwrap().to_owned()
    };
    let first = publish("First", None, false).await;
    let turn = publish("Turn", None, true).await;
    let view = publish("View", Some("Analysis"), false).await;
    let read = async |query: &str| posts_on(&parse(&app.anon().get(&format!("/live/storm{query}")).await.text()));
    assert_eq!(read("").await, [&*view, &*turn, &*first]);
    assert_eq!(read("?order=oldest").await, [&*first, &*turn, &*view]);
    assert_eq!(read("?only=key-events").await, [&*turn]);
    assert_eq!(read("?label=Analysis&utm_source=x").await, [&*view]);
    assert!(read("?label=None+such").await.is_empty());
    // What was kept is not what is shown once a post says something else.
    owner.patch(&crate::app::post("storm", &first), &json!({"key_event": true})).await.expect(StatusCode::OK);
    assert_eq!(read("?only=key-events").await, [&*turn, &*first]);
    assert_eq!(read(&format!("?post={first}")).await, [&*view, &*turn, &*first]);
    app.anon().get("/live/storm?post=01890a5d-ac96-774b-bcce-b302099a8057").await.expect(StatusCode::NOT_FOUND);
    app.anon().get(&format!("/live/storm?label={}", "x".repeat(41))).await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_page_is_rendered_once_for_all_who_ask_for_it() {
    let app = TestApp::start().await;
    crate::app::write_coverage(app.store(), "storm", 130).await;
    let app = app.restart().await;
    let rendered = async || app.metric("stet_page_renders_total").await;
    let before = rendered().await;
    for query in ["?order=oldest", "?order=oldest&only=x", "?utm_source=y&order=oldest", "?order=oldest&order=newest"] {
        app.anon().get(&format!("/live/storm{query}")).await.expect(StatusCode::OK);
    }
    assert_eq!(rendered().await - before, 1.0, "one page under one name");
}

#[tokio::test]
async fn what_has_ended_may_be_kept_for_long() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let pages = ["/live/storm".to_owned(), "/live/storm?order=oldest".to_owned(), format!("/live/storm/post/{id}")];
    let check = async |policy: &str| {
        for page in &pages {
            let answer = app.anon().get(page).await.expect(StatusCode::OK);
            assert_eq!(answer.header("cache-control"), policy, "{page}");
        }
    };
    check(LIVE).await;
    owner.amend("storm", &json!({"status": "ended"})).await;
    check(ARCHIVE).await;
    let answer = app.anon().get("/live/storm").await;
    assert!(answer.header("cdn-cache-control").starts_with("public, max-age=3600,"), "{answer:?}");
    // Where it stands can be asked at any time.
    assert_eq!(app.anon().get("/live/storm/changes?after=0").await.header("cache-control"), LIVE);
    owner.amend("storm", &json!({"status": "live"})).await;
    check(LIVE).await;
}

#[tokio::test]
async fn coverages_of_a_series_lead_to_each_other() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for slug in ["day-1", "day-2", "day-3"] {
        owner.cover(slug).await;
    }
    let ways = async |slug: &str| {
        let page = parse(&app.anon().get(&format!("/live/{slug}")).await.expect(StatusCode::OK).text());
        let ways = all(&page, "#series a");
        assert_eq!(one(&page, "#series").attr("hidden").is_some(), ways.is_empty());
        let way = |a: &scraper::ElementRef<'_>| {
            let name = a.text().collect::<String>();
            format!("{} {} {name}", a.attr("rel").unwrap(), a.attr("href").unwrap())
        };
        ways.iter().map(way).collect::<Vec<_>>()
    };
    assert!(ways("day-2").await.is_empty());
    owner.amend("day-1", &json!({"status": "ended", "successor": "day-2"})).await;
    assert_eq!(ways("day-1").await, ["next /live/day-2 After this Ferries in the storm"]);
    assert_eq!(ways("day-2").await, ["prev /live/day-1 Before this Ferries in the storm"]);
    owner.amend("day-1", &json!({"headline": "The first day"})).await;
    owner.amend("day-2", &json!({"status": "ended", "successor": "day-3"})).await;
    let between = ["prev /live/day-1 Before this The first day", "next /live/day-3 After this Ferries in the storm"];
    assert_eq!(ways("day-2").await, between);
    // What was kept of a page is not what is shown once its neighbour is called otherwise.
    owner.amend("day-3", &json!({"headline": "The third day"})).await;
    assert_eq!(ways("day-2").await[1], "next /live/day-3 After this The third day");
    owner.amend("day-1", &json!({"successor": null})).await;
    assert_eq!(ways("day-2").await, ["next /live/day-3 After this The third day"]);
    // A restart finds the same.
    let app = app.restart().await;
    let page = parse(&app.anon().get("/live/day-3").await.text());
    assert_eq!(one(&page, "#series a").attr("href"), Some("/live/day-2"));
}
