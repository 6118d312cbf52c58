//! What a change costs: applied to a view that readers hold a snapshot of,
//! as a node that follows the record does it.

#![expect(clippy::unwrap_used, reason = "a benchmark that meets what it does not expect stops")]

use std::hint::black_box;

use coverage::{
    Body, Change, Command, Content, Context, Line, PostId, PostPublished, PostRevised, Revision, View, decide,
};
use criterion::{BatchSize, BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use jiff::{Timestamp, ToSpan};
use serde_json::json;
use uuid::Uuid;

const START: Timestamp = Timestamp::UNIX_EPOCH;

fn post(number: u64) -> PostId {
    PostId::new(Uuid::from_u128(number.into()))
}

/// A post's content: eight paragraphs, some 1,760 bytes of text.
fn content(opening: &str) -> Content {
    let text = format!("{opening} {}", "Boats wait in port for the tide. ".repeat(6));
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
    let document = json!({"v": 1, "doc": {"type": "doc", "content": vec![paragraph; 8]}});
    Content {
        headline: Line::parse("headline", "What the harbour knows").ok(),
        label: None,
        key_event: false,
        byline: Line::parse("byline", "By our harbour desk").ok(),
        contributors: Box::default(),
        dateline: None,
        body: Body::from_record(&document),
    }
}

/// The opening of a coverage and that many publications, one a second.
fn log(posts: u64) -> Vec<(Timestamp, Change)> {
    let opened = json!({"v": 1, "headline": "Storm", "language": "en", "time_zone": "UTC", "status": "live"});
    let opened = Change::read("coverage_opened", opened);
    let published = (1..=posts).map(|number| {
        let at = START + (number as i64).seconds();
        let content = content("The ferry is late.");
        (at, Change::PostPublished(PostPublished { post: post(number), published_at: at, approximate: false, content }))
    });
    [(START, opened)].into_iter().chain(published).collect()
}

fn view(log: &[(Timestamp, Change)]) -> View {
    let mut view = View::blank();
    log.iter().for_each(|(at, change)| view.apply(*at, change));
    view
}

/// One revision of a post in the middle, with a snapshot of the view before held elsewhere.
fn apply_revision(c: &mut Criterion) {
    let mut group = c.benchmark_group("apply a revision among posts");
    for posts in [50, 5_000] {
        let view = view(&log(posts));
        let content = content("The ferry is here.");
        let change = Change::PostRevised(PostRevised { post: post(posts / 2), content, notice: None });
        group.bench_function(BenchmarkId::from_parameter(posts), |b| {
            let next = |mut view: View| {
                view.apply(START, &change);
                view
            };
            b.iter_batched(|| view.clone(), next, BatchSize::SmallInput);
        });
    }
    group.finish();
}

/// A node that starts: every publication of a long coverage, one after another.
fn replay(c: &mut Criterion) {
    let mut group = c.benchmark_group("replay publications");
    let log = log(5_000);
    group.throughput(Throughput::Elements(5_000));
    group.sample_size(20);
    group.bench_function("5000", |b| b.iter_with_large_drop(|| view(black_box(&log))));
    let payloads: Vec<_> = log.iter().map(|(at, change)| (*at, change.kind(), change.payload().to_string())).collect();
    group.bench_function("5000 from JSON", |b| {
        b.iter_with_large_drop(|| {
            let mut view = View::blank();
            for (at, kind, payload) in &payloads {
                let payload = serde_json::from_str(payload).unwrap();
                view.apply(*at, &Change::read(kind, payload));
            }
            view
        });
    });
    group.finish();
}

/// An editor's correction, decided among the posts of a long coverage.
fn decide_revision(c: &mut Criterion) {
    let mut group = c.benchmark_group("decide a revision among posts");
    for posts in [50, 5_000] {
        let view = view(&log(posts));
        let body = content("The ferry is here.").body;
        let revision = || Command::Revise(Revision { body: Some(body.clone()), ..Revision::of(post(posts / 2)) });
        group.bench_function(BenchmarkId::from_parameter(posts), |b| {
            let context = Context { now: START };
            b.iter_batched(revision, |command| decide(&view, command, &context), BatchSize::SmallInput);
        });
    }
    group.finish();
}

criterion_group!(benches, apply_revision, replay, decide_revision);
criterion_main!(benches);
