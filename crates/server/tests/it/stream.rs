//! The stream: exactly what was missed, whoever comes back and whenever.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use serde_json::json;
use tempfile::TempDir;
use tokio::sync::Barrier;
use tower::ServiceExt;

use crate::app::{Caller, TestApp, app, soon, token, write_coverage};
use crate::events::{Event, Events, seqs};
use crate::markup::{parse, posts as posts_on, seq};

#[tokio::test]
async fn a_reader_gets_what_comes_after_its_position() {
    let app = TestApp::start().await;
    write_coverage(app.store(), "storm", 9).await;
    let app = app.restart().await;
    let reader = app.anon();
    for (path, last_event_id, expected) in [
        ("/live/storm/stream?after=0", None, 1..=10),
        ("/live/storm/stream?after=7", None, 8..=10),
        ("/live/storm/stream?after=009", None, 10..=10),
        ("/live/storm/stream", Some("4"), 5..=10),
        // The header is the newer of the two: a browser sends it by itself when it comes back.
        ("/live/storm/stream?after=2", Some("8"), 9..=10),
        ("/live/storm/stream?after=8", Some("2"), 3..=10),
        // An id that is none of ours says nothing.
        ("/live/storm/stream?after=8", Some("latest"), 9..=10),
        ("/live/storm/stream?after=8", Some(""), 9..=10),
    ] {
        let caller = last_event_id.map_or(reader.clone(), |id| reader.with("last-event-id", id));
        let frames = Events::open(&caller, path).await.up_to(10).await;
        assert_eq!(seqs(&frames), expected.collect::<Vec<_>>(), "{path} {last_event_id:?}");
    }
}

#[tokio::test]
async fn without_a_position_the_stream_begins_with_the_next_change() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut events = Events::open(&app.anon(), "/live/storm/stream").await;
    owner.publish("storm", "The harbour closes").await;
    assert_eq!(events.frame().await["seq"], 2);
}

#[tokio::test]
async fn a_position_that_is_none_is_refused() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    for query in [
        "after=",
        "after=x",
        "after=-1",
        "after=%2B1",
        "after=1.0",
        "after=1e3",
        "after=0x1",
        "after=%201",
        "after=99999999999999999999",
        "after=1&after=2",
        "after=%FF",
    ] {
        for part in ["stream", "changes"] {
            let told = app.anon().get(&format!("/live/storm/{part}?{query}")).await.problem(StatusCode::BAD_REQUEST);
            assert_eq!((&*told.code, told.field.as_deref()), ("bad_position", Some("after")), "{query}");
        }
    }
    let told = app.anon().get("/live/storm/changes").await.problem(StatusCode::BAD_REQUEST);
    assert_eq!(told.field.as_deref(), Some("after"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn between_page_and_stream_nothing_is_lost() {
    const POSTS: u64 = 40;
    const READERS: usize = 6;
    assert!(POSTS < render::PAGE_POSTS as u64 + 1, "the page holds every post");
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    // Half of the posts come while pages are read, the other half while streams are opened.
    let have_pages = Arc::new(Barrier::new(READERS + 1));
    let writer = tokio::spawn({
        let (owner, have_pages) = (owner.clone(), Arc::clone(&have_pages));
        async move {
            let mut ids = Vec::new();
            for number in 0..POSTS {
                if number == POSTS / 2 {
                    soon(have_pages.wait()).await;
                }
                ids.push(owner.publish("storm", &format!("Report {number}")).await);
            }
            ids
        }
    });
    let readers: Vec<_> = (0..READERS)
        .map(|_| {
            let (reader, have_pages) = (app.anon(), Arc::clone(&have_pages));
            tokio::spawn(async move {
                let page = parse_page(&reader).await;
                let (mut known, at) = (page.0, page.1);
                soon(have_pages.wait()).await;
                let frames = Events::after(&reader, "storm", at).await.up_to(POSTS + 1).await;
                assert_eq!(seqs(&frames), (at + 1..=POSTS + 1).collect::<Vec<_>>());
                for frame in frames {
                    assert!(
                        known.insert(frame["post"].as_str().unwrap().to_owned()),
                        "{frame} was on the page already"
                    );
                }
                known
            })
        })
        .collect();
    let ids: BTreeSet<String> = writer.await.unwrap().into_iter().collect();
    for reader in readers {
        assert_eq!(soon(reader).await.unwrap(), ids);
    }
}

/// The posts on a page and the seq it was rendered at.
async fn parse_page(reader: &Caller) -> (BTreeSet<String>, u64) {
    let page = parse(&reader.get("/live/storm").await.text());
    (posts_on(&page).into_iter().collect(), seq(&page))
}

#[tokio::test]
async fn a_reader_who_comes_back_gets_each_frame_once() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let (mut found, mut last) = (Vec::new(), 0);
    for round in 0..5 {
        owner.publish("storm", &format!("Report {round}")).await;
        owner.publish("storm", &format!("Report {round}, continued")).await;
        // It reads one frame, loses the connection, and comes back.
        let reader = app.anon().with("last-event-id", &last.to_string());
        let frame = Events::open(&reader, "/live/storm/stream?after=0").await.frame().await;
        last = frame["seq"].as_u64().unwrap();
        found.push(frame);
    }
    let reader = app.anon().with("last-event-id", &last.to_string());
    found.extend(Events::open(&reader, "/live/storm/stream?after=0").await.up_to(11).await);
    assert_eq!(seqs(&found), (1..=11).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_reader_resumes_across_a_restart() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "Before").await;
    let mut events = Events::after(&app.anon(), "storm", 0).await;
    let before = events.up_to(2).await;
    let app = app.restart().await;
    events.end().await;
    app.owner().await.publish("storm", "After").await;
    let again = Events::after(&app.anon(), "storm", 0).await.up_to(3).await;
    assert_eq!(again[..2], before, "the frames are the same, whoever renders them");
    let reader = app.anon().with("last-event-id", "2");
    assert_eq!(seqs(&Events::open(&reader, "/live/storm/stream?after=0").await.up_to(3).await), [3]);
}

#[tokio::test]
async fn who_is_too_far_behind_is_told_to_load_the_page() {
    let app = TestApp::start().await;
    write_coverage(app.store(), "storm", 1_100).await;
    let app = app.restart().await;
    let reader = app.anon();
    let owner = app.owner().await;
    for behind in [0, 5, 100] {
        let mut events = Events::after(&reader, "storm", behind).await;
        assert_eq!(events.next().await, Some(Event::Resync { id: 1_101, data: "{\"seq\":1101}".to_owned() }));
        let changes = reader.get(&format!("/live/storm/changes?after={behind}")).await.json();
        assert_eq!(
            (&changes["resync"], &changes["more"], &changes["frames"]),
            (&json!(true), &json!(false), &json!([]))
        );
        assert_eq!((&changes["seq"], &changes["next"]), (&json!(1_101), &json!(1_101)));
    }
    // The last that is kept is not too far.
    assert_eq!(Events::after(&reader, "storm", 101).await.up_to(1_101).await.len(), 1_000);
    // A position that is not of this record, as after a restored backup.
    let mut events = Events::after(&reader, "storm", 9_999).await;
    assert_eq!(events.next().await, Some(Event::Resync { id: 1_101, data: "{\"seq\":1101}".to_owned() }));
    // It goes on from there without a gap.
    owner.publish("storm", "The next").await;
    assert_eq!(events.frame().await["seq"], 1_102);
    assert!((app.metric("stet_resyncs_total").await - 4.0).abs() < f64::EPSILON);
}

#[tokio::test]
async fn a_slow_reader_loses_nothing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut slow = Events::after(&app.anon(), "storm", 1).await;
    let long = json!({"body": "The ferry waits. ".repeat(4_000)});
    for _ in 0..40 {
        owner.post(&crate::app::posts("storm"), &long).await.expect(StatusCode::CREATED);
    }
    assert_eq!(seqs(&slow.up_to(41).await), (2..=41).collect::<Vec<_>>());
}

#[tokio::test]
async fn frames_are_not_kept_without_bound() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    // Sixty of these are more than the four megabytes that are kept.
    let long = json!({"body": "The ferry waits. ".repeat(5_500)});
    for _ in 0..60 {
        owner.post(&crate::app::posts("storm"), &long).await.expect(StatusCode::CREATED);
    }
    let reader = app.anon();
    assert!(matches!(Events::after(&reader, "storm", 1).await.next().await, Some(Event::Resync { id: 61, .. })));
    assert_eq!(seqs(&Events::after(&reader, "storm", 51).await.up_to(61).await), (52..=61).collect::<Vec<_>>());
}

#[tokio::test]
async fn once_it_has_ended_there_is_nothing_to_wait_for() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "The last").await;
    owner.amend("storm", &json!({"status": "ended"})).await;
    let reader = app.anon();
    for up_to_date in ["/live/storm/stream", "/live/storm/stream?after=3"] {
        let answer = reader.get(up_to_date).await.expect(StatusCode::NO_CONTENT);
        assert!(answer.body.is_empty());
        assert_eq!(answer.header("cache-control"), "no-store, no-transform");
    }
    let mut late = Events::after(&reader, "storm", 1).await;
    assert_eq!(seqs(&late.up_to(3).await), [2, 3]);
    late.end().await;
    // A client ahead of the record is set right, then stops.
    let mut ahead = Events::after(&reader, "storm", 9).await;
    assert!(matches!(ahead.next().await, Some(Event::Resync { id: 3, .. })));
    ahead.end().await;
    // Reopened, it is streamed again; what stands in it can be put right after its end.
    owner.amend("storm", &json!({"status": "live"})).await;
    assert_eq!(Events::after(&reader, "storm", 3).await.frame().await["status"], "live");
}

#[tokio::test]
async fn the_stream_is_not_kept_nor_held_back() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let events = Events::after(&app.anon(), "storm", 0).await;
    for (name, value) in [
        ("cache-control", "no-store, no-transform"),
        ("x-accel-buffering", "no"),
        ("access-control-allow-origin", "*"),
        ("vary", "accept-encoding"),
        ("connection", "close"),
    ] {
        assert_eq!(events.headers[name], value);
    }
    assert!(!events.headers.contains_key("content-encoding"));
}

#[tokio::test]
async fn readers_do_not_all_come_back_at_once() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let mut waits = BTreeSet::new();
    for _ in 0..20 {
        let wait = Events::after(&app.anon(), "storm", 0).await.retry;
        assert!((1_500..3_000).contains(&wait), "{wait}");
        waits.insert(wait);
    }
    assert!(waits.len() > 10, "{waits:?}");
}

#[test]
fn a_silent_stream_says_every_fifteen_seconds_that_it_is_alive() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = TempDir::new().unwrap();
        let app = app(&folder).await;
        let owner = format!("Bearer {}", token(app.store(), "owner@example.org").await.reveal());
        let router = server::router(app.clone());
        let caller = Caller::nowhere().with("authorization", &owner).with("content-type", "application/json");
        let open = caller.request(Method::POST, "/api/v1/coverages", r#"{"slug":"storm","headline":"Ferries"}"#);
        assert_eq!(router.clone().oneshot(open).await.unwrap().status(), StatusCode::CREATED);
        let stream = router.oneshot(caller.request(Method::GET, "/live/storm/stream", "")).await.unwrap();
        let mut body = stream.into_body();
        let retry = body.frame().await.unwrap().unwrap().into_data().unwrap();
        assert!(retry.starts_with(b"retry: "));
        // From here on the clock jumps to whatever is waited for next.
        tokio::time::pause();
        for _ in 0..4 {
            let before = tokio::time::Instant::now();
            let alive = body.frame().await.unwrap().unwrap().into_data().unwrap();
            assert_eq!(&alive[..], b": alive\n\n");
            let waited = before.elapsed();
            assert!((Duration::from_millis(14_000)..=Duration::from_millis(15_010)).contains(&waited), "{waited:?}");
        }
    });
}
