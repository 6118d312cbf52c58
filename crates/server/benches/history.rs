//! How long the history of a post of 200 revisions takes, each of some 300 words, when nobody asked
//! for it since the last change; and how long when somebody did.

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
use serde_json::json;
use server::{App, Config};
use store::{NewChange, NewCoverage, Store};
use tower::ServiceExt;

const REVISIONS: usize = 200;
/// How many words of a version are others than in the one before.
const ALTERED: usize = 3;
/// How often it is asked for after a change.
const TIMES: usize = 40;

/// A version: words that are mostly those of the one before.
fn content(version: usize) -> Content {
    let words = (0..300).map(|place| {
        // Each word is altered every hundredth version.
        let altered = (version + place * 100 / (ALTERED * 100)) / 100;
        format!("{}{}", ["ferry", "island", "wind", "master", "harbour", "lee", "waits"][place % 7], altered)
    });
    let words: Vec<String> = words.collect();
    let paragraphs: Vec<_> = words
        .chunks(60)
        .map(|some| json!({"type": "paragraph", "content": [{"type": "text", "text": some.join(" ")}]}))
        .collect();
    Content {
        headline: Some(Line::parse("headline", &format!("Version {version}")).unwrap()),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: Text::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": paragraphs}})),
    }
}

fn revised(post: PostId, version: usize) -> NewChange {
    let text = || Prose::parse("text", "An earlier version had other words.").unwrap();
    let notice = version.is_multiple_of(4).then(|| NoticeGiven { kind: NoticeKind::Correction, text: text() });
    let change = Change::PostRevised(PostRevised { post, content: content(version), notice });
    NewChange { at: server::now(), change, salt: [3; 16] }
}

async fn write(store: &Store, coverage: CoverageId, post: PostId) {
    let at = server::now();
    let opened = Opened {
        headline: Line::parse("headline", "Ferries in the storm").unwrap(),
        language: Language::english(),
        time_zone: Zone::parse("Europe/London").unwrap(),
        status: Status::Live,
    };
    let published = PostPublished { post, published_at: at, approximate: false, content: content(0) };
    let new = NewCoverage { id: coverage, slug: Slug::parse("storm").unwrap(), created_at: at };
    let first = [Change::CoverageOpened(opened), Change::PostPublished(published)];
    let first = first.map(|change| NewChange { at, change, salt: [3; 16] });
    store.create_coverage(new, first.into(), Vec::new()).await.unwrap();
    let revisions = (1..=REVISIONS).map(|version| revised(post, version)).collect();
    store.append(coverage, Seq(2), revisions, Vec::new()).await.unwrap();
}

async fn asked(router: &Router, path: &str) -> Duration {
    let began = Instant::now();
    let request = Request::get(path).header("accept-encoding", "br").body(Body::empty()).unwrap();
    let answer = router.clone().oneshot(request).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK, "{path}");
    answer.into_body().collect().await.unwrap();
    began.elapsed()
}

#[tokio::main]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (coverage, post) = (server::coverage_id(), server::post_id());
    write(&store, coverage, post).await;
    let config = Config::new(folder.path().to_owned(), "127.0.0.1:0", None, "The Gazette").unwrap();
    let path = format!("/live/storm/post/{post}/history");
    let (mut first, mut again) = (Vec::new(), Vec::new());
    for _ in 0..TIMES {
        // Of a server that was just started nothing is made yet.
        let app = App::start(&config, store.clone(), "127.0.0.1:1").await.unwrap();
        let router = server::router(app);
        // The coverage is awake.
        asked(&router, "/live/storm").await;
        first.push(asked(&router, &path).await);
        again.push(asked(&router, &path).await);
    }
    first.sort_unstable();
    again.sort_unstable();
    let (half, most) = (first[TIMES / 2], first[TIMES - 1]);
    println!("a history of {REVISIONS} revisions: half within {half:.1?}, all within {most:.1?}");
    println!("again: half within {:.1?}", again[TIMES / 2]);
    store.close().await;
}
