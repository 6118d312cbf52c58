//! Ten thousand coverages in a store: how long a server takes to start on them, what one that
//! sleeps costs in memory, and how long the first page of one takes.
//!
//! `cargo bench --workspace --bench many` writes the store, then starts this program anew for each
//! measurement, so that none has the memory of another.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot be made stops, and prints")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use coverage::{
    Body as Text, Change, Content, Language, Line, Opened, PostPublished, Slug, Status, StatusChanged, Zone,
};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use server::{App, Config};
use store::{Extent, NewChange, NewCoverage, Store};
use tower::ServiceExt;

const COVERAGES: usize = 10_000;
const LIVE: usize = 100;
/// How many posts each has.
const POSTS: usize = 20;
/// How many are written at a time: those that wait for a commit share it.
const TOGETHER: usize = 200;

#[tokio::main]
async fn main() {
    let folder = std::env::args().nth(2);
    match (std::env::args().nth(1).as_deref(), folder) {
        (Some("none"), Some(folder)) => start(Path::new(&folder), Ask::Nothing).await,
        (Some("pages"), Some(folder)) => start(Path::new(&folder), Ask::Pages).await,
        _ => {
            let folder = tempfile::tempdir().unwrap();
            write(folder.path()).await;
            for (what, ask) in [
                ("a first start, which reads every record", "none"),
                ("a start that reads briefs", "none"),
                ("the same, and then pages", "pages"),
            ] {
                println!("{what}");
                let ended = Command::new(std::env::current_exe().unwrap()).arg(ask).arg(folder.path()).status();
                assert!(ended.unwrap().success());
            }
        }
    }
}

/// Writes the coverages: of the hundred last ones, the posts came just now, and they go on.
async fn write(folder: &Path) {
    let store = Store::open(folder).unwrap();
    let began = Instant::now();
    let numbers: Vec<usize> = (0..COVERAGES).collect();
    for some in numbers.chunks(TOGETHER) {
        let writing: Vec<_> = some
            .iter()
            .map(|number| {
                let (store, number) = (store.clone(), *number);
                tokio::spawn(async move {
                    let age = if number >= COVERAGES - LIVE { 0 } else { (COVERAGES - number) / 10 + 3 };
                    let at = server::now() - SignedDuration::from_hours(24 * i64::try_from(age).unwrap() + 1);
                    let slug = Slug::parse(&format!("day-{number}")).unwrap();
                    let new = NewCoverage { id: server::coverage_id(), slug, created_at: at };
                    store.create_coverage(new, record(number, at), Vec::new()).await.unwrap();
                })
            })
            .collect();
        for written in writing {
            written.await.unwrap();
        }
    }
    println!("{COVERAGES} coverages of {POSTS} posts are written in {:.1?}", began.elapsed());
    store.close().await;
}

fn record(number: usize, at: Timestamp) -> Vec<NewChange> {
    let opened = Opened {
        headline: Line::parse("headline", &format!("Ferries in the storm, day {number}")).unwrap(),
        language: Language::english(),
        time_zone: Zone::parse("Europe/London").unwrap(),
        status: Status::Live,
    };
    let mut changes = vec![Change::CoverageOpened(opened)];
    changes.extend((0..POSTS).map(|post| {
        Change::PostPublished(PostPublished {
            post: server::post_id(),
            published_at: at + SignedDuration::from_mins(i64::try_from(post).unwrap()),
            approximate: false,
            content: content(post),
        })
    }));
    if number < COVERAGES - LIVE {
        changes.push(Change::StatusChanged(StatusChanged { status: Status::Ended, note: None }));
    }
    let minutes = (0..).map(SignedDuration::from_mins);
    let change = |(change, later)| NewChange { at: at + later, change, salt: [7; 16] };
    changes.into_iter().zip(minutes).map(change).collect()
}

fn content(post: usize) -> Content {
    let words = "The ferry waits in the lee of the island until the wind has turned, says its master. ".repeat(12);
    let body = json!({"v": 1, "doc": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words.trim()}]},
    ]}});
    Content {
        headline: Some(Line::parse("headline", &format!("Report {post}")).unwrap()),
        label: post.is_multiple_of(5).then(|| Line::parse("label", "Analysis").unwrap()),
        key_event: post.is_multiple_of(7),
        byline: Some(Line::parse("byline", ["Ann Reeve", "Ben Moss", "Cy Ward"][post % 3]).unwrap()),
        contributors: Box::default(),
        dateline: Some(Line::parse("dateline", "Mallaig").unwrap()),
        body: Text::from_record(&body),
    }
}

enum Ask {
    Nothing,
    Pages,
}

async fn start(folder: &Path, ask: Ask) {
    let config = Config::new(folder.to_owned(), "127.0.0.1:0", None, "The Gazette").unwrap();
    let store = Store::open(folder).unwrap();
    let before = memory();
    let began = Instant::now();
    let app = App::start(&config, store, "127.0.0.1:1").await.unwrap();
    let took = began.elapsed();
    let grown = memory() - before;
    println!("  it takes {took:.0?} and {} KB, {:.2} KB a coverage", grown, kilobytes_each(grown));
    let router = server::router(app.clone());
    if matches!(ask, Ask::Pages) {
        let (first, second) = (asked(&router, "/").await, asked(&router, "/").await);
        println!("  the list: {first:.1?}, and again {second:.1?}");
        println!("  the news: {:.1?}", asked(&router, "/sitemap-news.xml").await);
        let mut times = Vec::new();
        for number in (0..COVERAGES).step_by(COVERAGES / 500) {
            times.push(asked(&router, &format!("/live/day-{number}")).await);
        }
        times.sort_unstable();
        println!(
            "  the first page of a coverage that slept: half within {:.1?}, 99 of 100 within {:.1?}",
            times[times.len() / 2],
            times[times.len() * 99 / 100]
        );
        println!("  {} KB in all after {} of them", memory(), times.len());
        let began = Instant::now();
        let (_, written) = app.store().heads_after(Extent::default()).await.unwrap();
        println!("  where all records end: {:.1?}", began.elapsed());
        let began = Instant::now();
        app.store().heads_after(written).await.unwrap();
        println!("  where those end that were written to since: {:.1?}", began.elapsed());
    }
    app.store().close().await;
}

async fn asked(router: &Router, path: &str) -> Duration {
    let began = Instant::now();
    let request = Request::get(path).header("accept-encoding", "gzip").body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.into_body().collect().await.unwrap();
    began.elapsed()
}

/// The memory of this process, in kilobytes.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
    line.trim().trim_end_matches(" kB").parse().unwrap()
}

#[expect(clippy::cast_precision_loss, reason = "it is printed with two digits")]
fn kilobytes_each(kilobytes: usize) -> f64 {
    kilobytes as f64 / COVERAGES as f64
}
