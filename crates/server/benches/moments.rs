//! How long a page takes that shows a coverage as it stood, at any point of a record of 100,000 changes, when nobody
//! asked for that point before; and how long it takes to find the last change by a time.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot be made stops, and prints")]

use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use coverage::{
    Body as Text, Change, Content, CoverageId, Language, Line, NoticeGiven, NoticeKind, Opened, PostId, PostPublished,
    PostRevised, Prose, Seq, Slug, Status, Zone,
};
use http_body_util::BodyExt;
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use server::{App, Config};
use store::{NewChange, NewCoverage, Store};
use tower::ServiceExt;

const CHANGES: u64 = 100_000;
/// How many are written at a time.
const TOGETHER: u64 = 5_000;
/// How many moments are asked for.
const TIMES: usize = 1_000;

/// Numbers that look random and are the same each time (Knuth's MMIX).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % end
    }
}

fn content(number: u64) -> Content {
    let words = "The ferry waits in the lee of the island until the wind has turned, says its master. ";
    let paragraph = |length: usize| json!({"type": "paragraph", "content": [{"type": "text", "text": format!("{number}: {}", words.repeat(length))}]});
    let paragraphs: Vec<_> = (1..=4).map(|part| paragraph(part + usize::try_from(number % 5).unwrap())).collect();
    Content {
        headline: Some(Line::parse("headline", &format!("What the harbour knows by report {number}")).unwrap()),
        label: None,
        key_event: number.is_multiple_of(500),
        byline: Some(Line::parse("byline", "By our harbour desk").unwrap()),
        contributors: Box::default(),
        dateline: None,
        body: Text::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": paragraphs}})),
    }
}

/// Two of three changes publish a post; the third revises one of the last three hundred, now and then with a notice.
fn change(seq: u64, at: Timestamp, posts: &mut Vec<PostId>, draw: &mut Draw) -> Change {
    if seq % 3 == 0 && !posts.is_empty() {
        let back = usize::try_from(draw.below(300)).unwrap().min(posts.len() - 1);
        let text = Prose::parse("text", "An earlier version had another number.").unwrap();
        let notice = seq.is_multiple_of(60).then_some(NoticeGiven { kind: NoticeKind::Update, text });
        return Change::PostRevised(PostRevised { post: posts[posts.len() - 1 - back], content: content(seq), notice });
    }
    let post = server::post_id();
    posts.push(post);
    Change::PostPublished(PostPublished { post, published_at: at, approximate: false, content: content(seq) })
}

async fn write(store: &Store, coverage: CoverageId, began: Timestamp) {
    let opened = Opened {
        headline: Line::parse("headline", "Ferries in the storm").unwrap(),
        language: Language::english(),
        time_zone: Zone::parse("Europe/London").unwrap(),
        status: Status::Live,
    };
    let new = NewCoverage { id: coverage, slug: Slug::parse("storm").unwrap(), created_at: began };
    let first = NewChange { at: began, change: Change::CoverageOpened(opened), salt: [3; 16] };
    store.create_coverage(new, vec![first], Vec::new()).await.unwrap();
    let (mut posts, mut draw) = (Vec::new(), Draw(1));
    let mut head = 1;
    while head < CHANGES {
        let end = (head + TOGETHER).min(CHANGES);
        let changes = (head + 1..=end).map(|seq| {
            let at = time_of(began, seq);
            NewChange { at, change: change(seq, at, &mut posts, &mut draw), salt: [3; 16] }
        });
        let changes: Vec<_> = changes.collect();
        store.append(coverage, Seq(head), changes, Vec::new()).await.unwrap();
        head = end;
    }
}

/// A change every ten seconds.
fn time_of(began: Timestamp, seq: u64) -> Timestamp {
    began + SignedDuration::from_secs(10 * i64::try_from(seq).unwrap())
}

async fn asked(router: &Router, path: &str, expected: StatusCode) -> Duration {
    let began = Instant::now();
    let request = Request::get(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), expected, "{path}");
    answer.into_body().collect().await.unwrap();
    began.elapsed()
}

fn told(what: &str, mut took: Vec<Duration>) {
    took.sort_unstable();
    let part = |hundredths: usize| took[took.len() * hundredths / 100];
    println!(
        "{what}: half within {:.1?}, 99 of 100 within {:.1?}, all within {:.1?}",
        part(50),
        part(99),
        took[took.len() - 1]
    );
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let coverage = server::coverage_id();
    let began = server::now() - SignedDuration::from_hours(24 * 30);
    write(&store, coverage, began).await;
    let config = Config::new(folder.path().to_owned(), "127.0.0.1:0", None, "The Gazette").unwrap();
    let started = Instant::now();
    let app = App::start(&config, store.clone(), "127.0.0.1:1").await.unwrap();
    println!("{CHANGES} changes are read in {:.1?}", started.elapsed());
    let router = server::router(app);
    asked(&router, "/live/storm", StatusCode::OK).await;
    let (mut draw, mut pages, mut times) = (Draw(7), Vec::new(), Vec::new());
    for _ in 0..TIMES {
        let seq = 1 + draw.below(CHANGES);
        pages.push(asked(&router, &format!("/live/storm/at/{seq}"), StatusCode::OK).await);
        let time = time_of(began, 1 + draw.below(CHANGES));
        times.push(asked(&router, &format!("/live/storm/at/{time}"), StatusCode::FOUND).await);
    }
    told("the page of a moment", pages);
    told("the last change by a time", times);
    let again: Vec<_> = {
        let mut again = Vec::new();
        for _ in 0..100 {
            again.push(asked(&router, "/live/storm/at/50000", StatusCode::OK).await);
        }
        again
    };
    told("a page that was asked for before", again);
    store.close().await;
}
