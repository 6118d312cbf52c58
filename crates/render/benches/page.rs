//! What a page and a frame cost in a short and in a long coverage.
//!
//! A page holds the newest posts and a frame one of them, so that both should
//! cost the same however long the coverage has run. The ratios are printed last.

use std::hint::black_box;
use std::time::{Duration, Instant};

use coverage::{Change, Language, Slug, View};
use criterion::Criterion;
use jiff::{SignedDuration, Timestamp};
use render::{Script, Site, Window, frame, page};
use serde_json::{Value, json};
use uuid::Uuid;

const SHORT: u32 = 50;
const LONG: u32 = 5_000;

/// A coverage before and after its last post.
struct Scene {
    site: Site,
    slug: Slug,
    before: View,
    after: View,
    at: Timestamp,
    change: Change,
}

impl Scene {
    #[expect(clippy::unwrap_used, reason = "the values stand here")]
    fn of(posts: u32) -> Self {
        let mut at: Timestamp = "2022-02-17T09:00:00Z".parse().unwrap();
        let opened =
            json!({"v": 1, "headline": "A long day", "language": "en", "time_zone": "Europe/Kyiv", "status": "live"});
        let mut change = Change::read("coverage_opened", opened);
        let mut after = View::blank();
        let mut before = after.clone();
        after.apply(at, &change);
        for number in 0..posts {
            at += SignedDuration::from_secs(20);
            change = publication(number, at);
            before = after.clone();
            after.apply(at, &change);
        }
        let site = Site {
            name: "The Daily Example".into(),
            language: Language::english(),
            base_url: "https://live.example.org".into(),
            looks: render::Look { style: "/assets/page.css".into(), ..render::Look::default() }.into(),
            icon: "/assets/icon.svg".into(),
            script: Some(Script::at("/assets/reader.js")),
            worker: Some("/worker.js".into()),
            publisher: render::Publisher::default(),
            checker: None,
            silent_revisions: render::SilentRevisions::default(),
            stand: render::Stand::Server,
        };
        Self { site, slug: Slug::parse("a-long-day").unwrap(), before, after, at, change }
    }

    fn page(&self) -> Option<String> {
        page(&self.site, &self.slug, black_box(&self.after), Window::First)
    }

    fn frame(&self) -> String {
        frame(&self.slug, black_box(&self.before), &self.after, self.at, &self.change).json
    }
}

fn publication(number: u32, at: Timestamp) -> Change {
    let sentence =
        "Of this it is known when it happened, and where, and that two people who were there tell it alike. ";
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": sentence.repeat(3)}]});
    let blocks: Vec<Value> = (0..5).map(|_| paragraph.clone()).collect();
    let payload = json!({
        "v": 1,
        "post": Uuid::from_u128(number.into()),
        "published_at": at,
        "content": {
            "headline": format!("The thing of number {number}"),
            "byline": "Oksana Veretko",
            "body": {"v": 1, "doc": {"type": "doc", "content": blocks}},
        },
    });
    Change::read("post_published", payload)
}

fn main() {
    let scenes = [SHORT, LONG].map(|posts| (posts, Scene::of(posts)));
    let mut criterion = Criterion::default().configure_from_args();
    for (posts, scene) in &scenes {
        criterion.bench_function(&format!("page/{posts}"), |b| b.iter(|| scene.page()));
        criterion.bench_function(&format!("frame/{posts}"), |b| b.iter(|| scene.frame()));
    }
    criterion.final_summary();
    let [(_, short), (_, long)] = &scenes;
    print_ratio("page", time(|| short.page()), time(|| long.page()));
    print_ratio("frame", time(|| short.frame()), time(|| long.frame()));
}

/// The least time of many, which other work on the machine disturbs least.
fn time<T>(work: impl Fn() -> T) -> Duration {
    let once = |_| {
        let start = Instant::now();
        black_box(work());
        start.elapsed()
    };
    (0..300).map(once).min().unwrap_or_default()
}

#[expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]
fn print_ratio(what: &str, short: Duration, long: Duration) {
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    println!("{what}: {short:?} with {SHORT} posts, {long:?} with {LONG}: ratio {ratio:.2}");
}
