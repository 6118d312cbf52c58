//! What a request costs, counted in bytes allocated on the thread that serves
//! it: a number that no other load on the machine disturbs. The threads of the
//! database are others, and are not counted.

use allocation_counter::{AllocationInfo, measure};
use axum::Router;
use axum::http::{Method, StatusCode};
use coverage::PostId;
use http_body_util::BodyExt;
use serde_json::json;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

use crate::app::{Answer, Caller, app, post, token, write_coverage};

/// A server without a socket, all of whose work is done on this thread, with a
/// coverage `storm`.
struct Bench {
    runtime: Runtime,
    app: server::App,
    router: Router,
    owner: Caller,
    ids: Vec<PostId>,
    _folder: TempDir,
}

impl Bench {
    fn with(posts: usize) -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let folder = TempDir::new().unwrap();
        let (app, owner, ids) = runtime.block_on(async {
            let store = store::Store::open(folder.path()).unwrap();
            let ids = write_coverage(&store, "storm", posts).await;
            let token = token(&store, "owner@example.org").await;
            store.close().await;
            (app(&folder).await, Caller::nowhere().with("authorization", &format!("Bearer {}", token.reveal())), ids)
        });
        Self { runtime, router: server::router(app.clone()), app, owner, ids, _folder: folder }
    }

    fn ask(&self, method: Method, path: &str, coding: &str, body: &str) -> Answer {
        let caller = self.owner.with("accept-encoding", coding).with("content-type", "application/json");
        let request = caller.request(method, path, body.to_owned());
        self.runtime.block_on(async {
            let (parts, body) = self.router.clone().oneshot(request).await.unwrap().into_parts();
            Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
        })
    }

    /// The cost of a page that was asked for before.
    fn warm_page(&self, coding: &str) -> AllocationInfo {
        self.ask(Method::GET, "/live/storm", coding, "").expect(StatusCode::OK);
        measure(|| drop(self.ask(Method::GET, "/live/storm", coding, "")))
    }

    /// The cost of all that follows from revising a post: deciding, the frame
    /// for the stream, the page and its compressed form.
    fn revision(&self, number: usize) -> AllocationInfo {
        let newest = self.ids.last().unwrap().to_string();
        let patch =
            json!({"headline": format!("Version {number}"), "notice": {"kind": "update", "text": "More is known."}});
        let (path, patch) = (post("storm", &newest), patch.to_string());
        measure(|| {
            self.ask(Method::PATCH, &path, "", &patch).expect(StatusCode::OK);
            self.ask(Method::GET, "/live/storm", "gzip", "").expect(StatusCode::OK);
        })
    }

    /// How many posts the page holds.
    fn posts_rendered(&self) -> usize {
        self.ask(Method::GET, "/live/storm", "", "").text().matches("<article").count()
    }
}

#[test]
fn a_page_that_is_known_costs_the_same_however_long_the_coverage() {
    let (short, long) = (Bench::with(50), Bench::with(5_000));
    let page = long.ask(Method::GET, "/live/storm", "identity", "").body.len() as u64;
    for coding in ["identity", "gzip", "br", "zstd"] {
        let (short, long) = (short.warm_page(coding), long.warm_page(coding));
        assert!(short.bytes_total.abs_diff(long.bytes_total) <= 256, "{coding}: {short:?} {long:?}");
        assert!(long.bytes_total < page, "the page of {page} bytes is not copied, {coding}: {long:?}");
        assert!(short.count_total.abs_diff(long.count_total) <= 4, "{coding}: {short:?} {long:?}");
    }
}

#[test]
fn a_revision_costs_the_same_however_long_the_coverage() {
    const REVISIONS: usize = 5;
    let (short, long) = (Bench::with(50), Bench::with(5_000));
    assert_eq!((short.posts_rendered(), long.posts_rendered()), (render::PAGE_POSTS, render::PAGE_POSTS));
    let total = |bench: &Bench| -> u64 { (0..REVISIONS).map(|number| bench.revision(number).bytes_total).sum() };
    let (in_short, in_long) = (total(&short), total(&long));
    #[expect(clippy::cast_precision_loss, reason = "a ratio needs no more digits than a double has")]
    let ratio = in_long as f64 / in_short as f64;
    assert!(ratio <= 1.5, "{in_long} bytes in 5,000 posts, {in_short} in 50: {ratio:.2} times");
}

#[test]
fn readers_are_served_from_memory_alone() {
    let bench = Bench::with(60);
    let newest = bench.ids.last().unwrap();
    bench.runtime.block_on(bench.app.store().close());
    for file in std::fs::read_dir(bench._folder.path()).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            // SQLite takes its own away as the last connection goes, which may be now.
            let removed = std::fs::remove_file(&file);
            assert!(removed.is_ok() || !file.exists(), "{removed:?}");
        }
    }
    let places = ["", ".json", "/changes?after=3", "/feed.rss", "/feed.atom", "/feed.json", "/stream"];
    let mut places: Vec<_> = places.iter().map(|place| format!("/live/storm{place}")).collect();
    places.extend(["/".to_owned(), format!("/live/storm/post/{newest}"), format!("/live/storm?before={newest}")]);
    for place in places {
        let request = bench.owner.request(Method::GET, &place, "");
        let answer = bench.runtime.block_on(bench.router.clone().oneshot(request)).unwrap();
        assert_eq!(answer.status(), StatusCode::OK, "{place}");
    }
    let told = bench.ask(Method::GET, "/api/v1/coverages", "", "");
    assert!(told.status.is_server_error(), "what needs the database says that it is not there");
}
