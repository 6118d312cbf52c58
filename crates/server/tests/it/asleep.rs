//! Coverages leave memory and come back: nobody notices but the machine.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::json;

use crate::app::{Answer, Caller, TestApp, post, posts, soon, write_coverage};
use crate::events::Events;

/// What tells the kind of an answer from others, and its body.
fn said(answer: &Answer) -> (StatusCode, String, String, String) {
    let header = |name| answer.header(name).to_owned();
    (answer.status, header("etag"), header("cache-control"), answer.text())
}

/// All that readers can ask of a coverage without its posts being named.
async fn all_of(reader: &Caller, slug: &str) -> Vec<(String, (StatusCode, String, String, String))> {
    let places = [
        "",
        ".json",
        "/feed.rss",
        "/feed.atom",
        "/feed.json",
        "/changes?after=0",
        "/changes?after=7",
        "/since?after=3",
        "/embed",
        "/at.json",
        "/at/4",
        "/at/4.json",
        "/sitemap.xml",
        "?order=oldest",
        "?since=2",
        "/search?q=ferry",
    ];
    let mut all = Vec::new();
    for place in places {
        let path = format!("/live/{slug}{place}");
        let answer = said(&reader.get(&path).await);
        all.push((path, answer));
    }
    for path in ["/", "/sitemap.xml", "/sitemap-news.xml", "/search?q=ferry", &format!("/text/live/{slug}")] {
        all.push((path.to_owned(), said(&reader.get(path).await)));
    }
    all
}

/// The frames after a position, as the stream gives them.
async fn frames(reader: &Caller, slug: &str, after: u64, upto: u64) -> Vec<String> {
    let mut events = Events::after(reader, slug, after).await;
    events.up_to(upto).await.iter().map(ToString::to_string).collect()
}

async fn seq(app: &TestApp, slug: &str) -> u64 {
    app.anon().get(&format!("/live/{slug}.json")).await.json()["seq"].as_u64().unwrap()
}

async fn in_memory(app: &TestApp) -> f64 {
    app.metric("stet_coverages_in_memory").await
}

async fn loads(app: &TestApp) -> f64 {
    app.metric("stet_coverage_loads_total").await
}

fn is(found: f64, expected: f64) -> bool {
    (found - expected).abs() < f64::EPSILON
}

/// Has another coverage take the one place in memory, so that all that nobody holds leave it.
async fn displace(app: &TestApp, other: &str) {
    // Whoever has just been answered may hold it for a moment yet.
    soon(async {
        loop {
            app.anon().get(&format!("/live/{other}.json")).await.expect(StatusCode::OK);
            if in_memory(app).await < 1.5 {
                return;
            }
            tokio::task::yield_now().await;
        }
    })
    .await;
}

/// A server with room for one, and a coverage `storm` with something of everything, beside `calm`.
async fn with_room_for_one() -> (TestApp, Caller, Vec<String>) {
    let app = TestApp::start_with_memory_for(1).await;
    let owner = app.owner().await;
    write_coverage(app.store(), "calm", 3).await;
    owner.get("/api/v1/coverages/calm").await.expect(StatusCode::OK);
    owner.cover("storm").await;
    let mut ids = Vec::new();
    for number in 0..6 {
        ids.push(owner.publish("storm", &format!("The ferry waits, {number}")).await);
    }
    let change = json!({"headline": "The ferry sails", "notice": {"kind": "correction", "text": "It sails."}});
    owner.patch(&post("storm", &ids[1]), &change).await.expect(StatusCode::OK);
    let amended = json!({"pinned": ids[2], "standfirst": "Of ferries.", "key_points": [{"text": "It blows."}]});
    owner.patch("/api/v1/coverages/storm", &amended).await.expect(StatusCode::OK);
    owner.delete(&post("storm", &ids[3]), &json!({"reason": "Not so."})).await.expect(StatusCode::OK);
    (app, owner, ids)
}

#[tokio::test]
async fn a_coverage_comes_back_as_it_was() {
    let (app, owner, _) = with_room_for_one().await;
    let reader = app.anon();
    let head = seq(&app, "storm").await;
    let before = (all_of(&reader, "storm").await, owner.get("/api/v1/coverages").await.json());
    let mut missed = Vec::new();
    for after in 0..head {
        missed.push(frames(&reader, "storm", after, head).await);
    }
    displace(&app, "calm").await;
    let loaded = loads(&app).await;
    assert_eq!(owner.get("/api/v1/coverages").await.json(), before.1, "the desk's list wakes nobody");
    for path in ["/", "/sitemap.xml", "/sitemap-news.xml"] {
        let (_, known) = before.0.iter().find(|(known, _)| known == path).unwrap();
        assert_eq!(&said(&reader.get(path).await), known, "{path}");
    }
    assert!(is(loads(&app).await, loaded), "lists wake nobody");
    for after in 0..head {
        displace(&app, "calm").await;
        assert_eq!(frames(&reader, "storm", after, head).await, missed[usize::try_from(after).unwrap()], "{after}");
    }
    for (path, known) in &before.0 {
        displace(&app, "calm").await;
        assert_eq!(&said(&reader.get(path).await), known, "{path}");
    }
    assert!(loads(&app).await > loaded);
    let text = reader.get("/live/storm/changes?after=0").await.text();
    assert!(!text.contains("The ferry waits, 3"), "what was withdrawn stays away: {text}");
}

#[tokio::test]
async fn a_server_that_starts_reads_no_record_that_is_asleep() {
    let (app, owner, _) = with_room_for_one().await;
    let reader = app.anon();
    let before = (all_of(&reader, "storm").await, owner.get("/api/v1/coverages").await.json());
    displace(&app, "calm").await;
    // Whoever follows the record has the store keep what is known of what is asleep.
    write_coverage(app.store(), "other", 1).await;
    let database = rusqlite::Connection::open(app.folder().path().join("stet.db")).unwrap();
    soon(async {
        loop {
            let kept: i64 = database.query_row("select count(*) from brief", [], |row| row.get(0)).unwrap();
            if kept >= 2 {
                return;
            }
            tokio::task::yield_now().await;
        }
    })
    .await;
    let folder = app.folder();
    soon(app.tell_to_stop()).await.unwrap().unwrap();
    let app = TestApp::start_with_memory_in(1, folder).await;
    let reader = reader.at(&app);
    assert!(is(app.metric("stet_coverages").await, 3.0));
    assert!(in_memory(&app).await < 2.5);
    let listed = owner.at(&app).get("/api/v1/coverages").await.json();
    let storm = |listed: &serde_json::Value| {
        listed["coverages"].as_array().unwrap().iter().find(|it| it["slug"] == "storm").cloned().unwrap()
    };
    assert_eq!(storm(&listed), storm(&before.1));
    for (path, known) in before.0.iter().filter(|(path, _)| path.contains("storm")) {
        displace(&app, "calm").await;
        assert_eq!(&said(&reader.get(path).await), known, "{path}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_who_come_to_a_sleeping_coverage_have_it_read_once() {
    let (app, ..) = with_room_for_one().await;
    displace(&app, "calm").await;
    let before = loads(&app).await;
    let asked: Vec<_> = (0..1_000)
        .map(|_| {
            let reader = app.anon();
            tokio::spawn(async move { reader.get("/live/storm").await.expect(StatusCode::OK).text() })
        })
        .collect();
    let mut pages = BTreeSet::new();
    for page in asked {
        pages.insert(soon(page).await.unwrap());
    }
    assert_eq!(pages.len(), 1);
    assert!(is(loads(&app).await, before + 1.0));
}

#[tokio::test]
async fn who_follows_a_coverage_keeps_it_in_memory() {
    let (app, owner, _) = with_room_for_one().await;
    let reader = app.anon();
    let head = seq(&app, "storm").await;
    let mut events = Events::after(&reader, "storm", head).await;
    let before = loads(&app).await;
    for turn in 1..=5 {
        reader.get("/live/calm.json").await.expect(StatusCode::OK);
        write_coverage(app.store(), &format!("other-{turn}"), 1).await;
        owner.publish("storm", &format!("Turn {turn}")).await;
        events.up_to(head + turn).await;
    }
    assert!(loads(&app).await - before < 5.5, "only the others came and went");
    let read = loads(&app).await;
    reader.get("/live/storm").await.expect(StatusCode::OK);
    assert!(is(loads(&app).await, read), "it was there all the time");
    drop(events);
    // Its socket is noticed to be gone when it is written to.
    owner.publish("storm", "Nobody hears it").await;
    displace(&app, "calm").await;
}

#[tokio::test]
async fn what_another_process_writes_is_seen_by_who_sleeps() {
    let (app, owner, ids) = with_room_for_one().await;
    let beside = app.beside().await;
    for turn in 0..5 {
        displace(&app, "calm").await;
        let id = owner.at(&beside).publish("storm", &format!("Beside {turn}")).await;
        let head = seq(&beside, "storm").await;
        // Whoever comes first to this one, the follower or the reader, sees what is new.
        let reader = app.anon();
        assert_eq!(frames(&reader, "storm", head - 1, head).await.len(), 1);
        let page = reader.get(&format!("/live/storm/post/{id}")).await.expect(StatusCode::OK).text();
        assert!(page.contains(&format!("Beside {turn}")), "{page}");
    }
    displace(&app, "calm").await;
    owner.at(&beside).delete(&post("storm", &ids[0]), &json!({"reason": "Not so."})).await.expect(StatusCode::OK);
    let head = seq(&beside, "storm").await;
    let all = frames(&app.anon(), "storm", 0, head).await.concat();
    assert!(!all.contains("The ferry waits, 0"), "{all}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_and_readers_beside_each_other_lose_nothing_while_coverages_come_and_go() {
    const EACH: u64 = 25;
    let app = TestApp::start_with_memory_for(1).await;
    let owner = app.owner().await;
    let beside = app.beside().await;
    let slugs = ["storm", "calm", "fog"];
    for slug in slugs {
        owner.cover(slug).await;
        owner.at(&beside).get(&format!("/api/v1/coverages/{slug}")).await.expect(StatusCode::OK);
    }
    // Each goes from one coverage to the next, so that none is held for long.
    let writers = [owner.clone(), owner.at(&beside)].map(|writer| {
        tokio::spawn(async move {
            for (number, slug) in (0..EACH).flat_map(|number| slugs.map(|slug| (number, slug))) {
                writer.publish(slug, &format!("Report {number}")).await;
            }
        })
    });
    let readers = [app.anon(), beside.anon()].map(|reader| {
        tokio::spawn(async move {
            for slug in (0..EACH).flat_map(|_| slugs) {
                reader.get(&format!("/live/{slug}")).await.expect(StatusCode::OK);
            }
        })
    });
    for task in writers.into_iter().chain(readers) {
        soon(task).await.unwrap();
    }
    for slug in slugs {
        for caller in [app.anon(), beside.anon()] {
            let head = 1 + 2 * EACH;
            let seqs = frames(&caller, slug, 0, head).await;
            assert_eq!(seqs.len(), usize::try_from(head).unwrap(), "{slug}");
            let whole = caller.get(&format!("/live/{slug}.json")).await.json();
            assert_eq!((whole["seq"].as_u64(), whole["count"].as_u64()), (Some(head), Some(2 * EACH)));
        }
    }
    assert!(loads(&app).await > 3.0, "they came and went");
}

#[tokio::test]
async fn the_desk_goes_on_with_coverages_that_sleep() {
    let (app, owner, ids) = with_room_for_one().await;
    owner.patch(&post("storm", &ids[4]), &json!({"byline": "Ann Reeve", "label": "Live"})).await.expect(StatusCode::OK);
    displace(&app, "calm").await;
    let loaded = loads(&app).await;
    let known = owner.get("/api/v1/coverages/calm/completions").await.expect(StatusCode::OK).json();
    assert_eq!((&known["bylines"], &known["labels"]), (&json!(["Ann Reeve"]), &json!(["Live"])));
    assert!(is(loads(&app).await, loaded), "it was told without reading");
    let found = owner.get("/api/v1/search?q=sails").await.expect(StatusCode::OK).json();
    assert_eq!(found["results"][0]["coverage"], "storm");
    displace(&app, "calm").await;
    let draft = json!({"headline": "Later", "body": "It sails.", "status": "draft"});
    owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED);
    displace(&app, "calm").await;
    let soon_due = (server::now() + jiff::SignedDuration::from_millis(300)).to_string();
    let head = seq(&app, "storm").await + 1;
    let due = json!({"headline": "At its time", "body": "It sails.", "publish_at": soon_due});
    owner.post(&posts("storm"), &due).await.expect(StatusCode::CREATED);
    displace(&app, "calm").await;
    let told = frames(&app.anon(), "storm", head - 1, head).await.concat();
    assert!(told.contains("At its time"), "{told}");
}

#[tokio::test]
async fn a_sleeping_coverage_whose_record_is_damaged_is_left_out_as_at_the_start() {
    let (app, owner, _) = with_room_for_one().await;
    displace(&app, "calm").await;
    let database = rusqlite::Connection::open(app.folder().path().join("stet.db")).unwrap();
    database
        .execute_batch(
            "drop trigger payload_is_only_ever_blanked; update payload set payload = replace(payload, 'waits', 'waltz')
             where coverage = (select id from coverage where slug = 'storm')",
        )
        .unwrap();
    app.anon().get("/live/storm").await.expect(StatusCode::NOT_FOUND);
    app.anon().get("/live/storm.json").await.problem(StatusCode::NOT_FOUND);
    owner.get("/api/v1/coverages/storm").await.problem(StatusCode::NOT_FOUND);
    assert!(!app.anon().get("/").await.text().contains("/live/storm"));
    app.anon().get("/live/calm").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn a_sleeping_coverage_that_cannot_be_read_just_now_is_not_said_to_be_gone() {
    let (app, ..) = with_room_for_one().await;
    displace(&app, "calm").await;
    app.store().close().await;
    let page = app.anon().with("accept", "text/html").get("/live/storm").await;
    assert!(page.status.is_server_error(), "{}", page.text());
    app.anon().get("/live/calm").await.expect(StatusCode::OK);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_starts_on_a_thousand_coverages_without_reading_them() {
    const ALL: usize = 1_000;
    const ROOM: usize = 20;
    let app = TestApp::start_with_memory_for(ROOM).await;
    let writing: Vec<_> = (0..ALL)
        .map(|number| {
            let store = app.store().clone();
            tokio::spawn(async move { write_coverage(&store, &format!("day-{number}"), 2).await })
        })
        .collect();
    for written in writing {
        soon(written).await.unwrap();
    }
    let database = rusqlite::Connection::open(app.folder().path().join("stet.db")).unwrap();
    let count = |sql: &str| database.query_row(sql, [], |row| row.get::<_, usize>(0)).unwrap();
    soon(async {
        while count("select count(*) from brief") < ALL - ROOM {
            tokio::task::yield_now().await;
        }
    })
    .await;
    let before = app.anon().get("/sitemap.xml").await.expect(StatusCode::OK).text();
    assert!(in_memory(&app).await <= 20.0);
    let folder = app.folder();
    soon(app.tell_to_stop()).await.unwrap().unwrap();
    // A server that read one of them would find it damaged, and leave it out.
    database
        .execute_batch(
            "drop trigger payload_is_only_ever_blanked; drop trigger brief_goes_with_blanked_words;
             update payload set payload = '{}' where coverage in (select coverage from brief)",
        )
        .unwrap();
    let app = TestApp::start_with_memory_in(ROOM, folder).await;
    assert!(is(app.metric("stet_coverages").await, 1_000.0));
    assert!(in_memory(&app).await <= 20.0);
    assert!(is(loads(&app).await, 0.0));
    let after = app.anon().get("/sitemap.xml").await.expect(StatusCode::OK).text();
    assert_eq!(after.matches("<sitemap>").count(), before.matches("<sitemap>").count());
    app.anon().get("/").await.expect(StatusCode::OK);
    assert!(is(loads(&app).await, 0.0));
}
