//! The cost of revising one post, from the change to the compressed page, in a
//! short coverage and in one a hundred times as long.
//!
//! `cargo bench -p stet-server` measures its parts and prints the ratio. That
//! the cost does not grow with the coverage is tested in `tests/it/cost.rs`,
//! where bytes are counted; here it is measured in time.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a measurement that cannot be made stops, and prints")]

use std::hint::black_box;
use std::io::Write;
use std::time::{Duration, Instant};

use coverage::{
    Change, Command, Context, Language, Line, NoticeKind, PostId, Prose, Publication, PublicationTime, Revision, Slug,
    View, decide,
};
use criterion::{BatchSize, BenchmarkId, Criterion};
use jiff::{SignedDuration, Timestamp};
use render::{Site, Window};
use serde_json::json;
use store::{NewChange, NewCoverage, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;

const SHORT: usize = 50;
const LONG: usize = 5_000;

/// A coverage of some length, in memory and in a store.
struct Bench {
    site: Site,
    slug: Slug,
    view: View,
    changes: Vec<NewChange>,
    newest: PostId,
}

impl Bench {
    fn with(posts: usize) -> Self {
        let opening = json!({"slug": "storm", "headline": "Ferries in the storm"});
        let opening: server::wire::NewCoverage = serde_json::from_value(opening).unwrap();
        let (slug, opening) = opening.parse().unwrap();
        let site = Site {
            name: "The Gazette".into(),
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
        let mut bench = Self { site, slug, view: View::blank(), changes: Vec::new(), newest: server::post_id() };
        bench.command(Command::Open(opening));
        for number in 0..posts {
            let post = json!({
                "headline": format!("Report {number}"), "byline": "Ann Reeve",
                "body": "**What we know:** the ferry waits in the *lee* of the island.\n\n- No sailings\n- No fuel\n\n> We wait.\n> — The master",
            });
            let post: server::wire::NewPost = serde_json::from_value(post).unwrap();
            bench.newest = server::post_id();
            let publication =
                Publication { id: bench.newest, content: post.parse().unwrap(), time: PublicationTime::Now };
            bench.command(Command::Publish(publication));
        }
        bench
    }

    fn command(&mut self, command: Command) {
        let now = self.next_moment();
        self.changes.extend(server::happen(&mut self.view, now, command).unwrap());
    }

    /// A minute after the last change.
    fn next_moment(&self) -> Timestamp {
        if self.changes.is_empty() {
            return "2026-03-01T09:00:00Z".parse().unwrap();
        }
        self.view.changed_at() + SignedDuration::from_mins(1)
    }

    fn revision(&self, number: u32) -> Command {
        let mut revision = Revision::of(self.newest);
        revision.headline = Some(Some(Line::parse("headline", &format!("Version {number}")).unwrap()));
        revision.notice = Some((NoticeKind::Update, Prose::parse("text", "More is known.").unwrap()));
        Command::Revise(revision)
    }

    /// What is decided of a revision.
    fn decided(&self) -> Change {
        let now = self.next_moment();
        decide(&self.view, self.revision(1), &Context { now }).unwrap().remove(0)
    }

    /// All that follows from a revision on a server that readers look at.
    fn follow(&self, change: &Change) -> usize {
        let at = self.next_moment();
        let mut after = self.view.clone();
        after.apply(at, change);
        let frame = render::frame(&self.slug, &self.view, &after, at, change);
        let page = render::page(&self.site, &self.slug, &after, Window::First).unwrap();
        frame.json.len() + gzip(page.as_bytes()).len()
    }

    fn median(&self, rounds: usize) -> Duration {
        let change = self.decided();
        let mut times: Vec<_> = (0..rounds)
            .map(|_| {
                let began = Instant::now();
                black_box(self.follow(&change));
                began.elapsed()
            })
            .collect();
        times.sort();
        times[rounds / 2]
    }
}

/// As the server compresses a page.
fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn parts(criterion: &mut Criterion, posts: usize, bench: &Bench) {
    let change = bench.decided();
    let at = bench.next_moment();
    let mut after = bench.view.clone();
    after.apply(at, &change);
    let page = render::page(&bench.site, &bench.slug, &after, Window::First).unwrap();

    let mut group = criterion.benchmark_group("revise a post");
    group.bench_function(BenchmarkId::new("decide", posts), |bencher| {
        let context = Context { now: at };
        bencher.iter_batched(
            || bench.revision(1),
            |command| decide(&bench.view, command, &context),
            BatchSize::SmallInput,
        );
    });
    group.bench_function(BenchmarkId::new("apply", posts), |bencher| {
        bencher.iter_batched(|| bench.view.clone(), |mut view| view.apply(at, &change), BatchSize::SmallInput);
    });
    group.bench_function(BenchmarkId::new("frame", posts), |bencher| {
        bencher.iter(|| render::frame(&bench.slug, &bench.view, &after, at, &change));
    });
    group.bench_function(BenchmarkId::new("page", posts), |bencher| {
        bencher.iter(|| render::page(&bench.site, &bench.slug, &after, Window::First));
    });
    group.bench_function(BenchmarkId::new("gzip", posts), |bencher| bencher.iter(|| gzip(page.as_bytes())));
    group
        .bench_function(BenchmarkId::new("all but the store", posts), |bencher| bencher.iter(|| bench.follow(&change)));
    group.finish();
}

/// Deciding a revision and appending it to the record on the disk.
fn append(criterion: &mut Criterion, posts: usize, bench: &Bench) {
    let runtime = Runtime::new().unwrap();
    let folder = TempDir::new().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let id = server::coverage_id();
    let new = NewCoverage { id, slug: bench.slug.clone(), created_at: server::now() };
    runtime.block_on(store.create_coverage(new, bench.changes.clone(), Vec::new())).unwrap();
    let (mut view, mut number) = (bench.view.clone(), 0);
    let mut group = criterion.benchmark_group("revise a post");
    group.bench_function(BenchmarkId::new("decide and append", posts), |bencher| {
        bencher.iter(|| {
            number += 1;
            let now = bench.next_moment();
            let expected = view.seq();
            let changes = server::happen(&mut view, now, bench.revision(number)).unwrap();
            runtime.block_on(store.append(id, expected, changes, Vec::new())).unwrap()
        });
    });
    group.finish();
    runtime.block_on(store.close());
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    let (short, long) = (Bench::with(SHORT), Bench::with(LONG));
    for (posts, bench) in [(SHORT, &short), (LONG, &long)] {
        parts(&mut criterion, posts, bench);
        append(&mut criterion, posts, bench);
    }
    criterion.final_summary();
    let (in_short, in_long) = (short.median(101), long.median(101));
    let ratio = in_long.as_secs_f64() / in_short.as_secs_f64();
    println!(
        "revising one post, all but the store: {in_short:?} in {SHORT} posts, {in_long:?} in {LONG}: {ratio:.2} times"
    );
}
