//! What it costs to append with a tree and a signed checkpoint after every single change, against
//! appending without, on the same disk and by turns. Either way the change is read back, as a server
//! does to show it: the tree grows by what was read. A server makes a checkpoint only when somebody
//! asks for one: this is the most that it can come to.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "it is a bench")]

use std::time::Instant;

use coverage::{
    Body, Change, Content, CoverageId, Language, Line, Opened, PostId, PostPublished, Seq, Slug, Status, Zone,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use store::proof::{Checkpoint, KeyName, SigningKey, Tree};
use store::{NewChange, NewCoverage, Recorded, Store};
use uuid::Uuid;

/// How many changes each of the two records gets.
const CHANGES: u64 = 2_000;

fn at(seq: u64) -> Timestamp {
    "2022-02-17T09:00:00Z".parse::<Timestamp>().unwrap() + SignedDuration::from_secs(i64::try_from(seq).unwrap())
}

fn post(seq: u64) -> NewChange {
    let words = "The ferry waits in the lee of the island until the wind has turned, says its master. ".repeat(9);
    let body = json!({"v": 1, "doc": {"type": "doc", "content": [
        {"type": "paragraph", "content": [{"type": "text", "text": words.trim()}]},
    ]}});
    let content = Content {
        headline: Some(Line::parse("headline", &format!("Report {seq}")).unwrap()),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: Body::from_record(&body),
    };
    let post = PostId::new(Uuid::from_u128(u128::from(seq)));
    let change = Change::PostPublished(PostPublished { post, published_at: at(seq), approximate: false, content });
    NewChange { at: at(seq), change, salt: u128::from(seq).to_be_bytes() }
}

async fn open(store: &Store, number: u128) -> CoverageId {
    let opened = Opened {
        headline: Line::parse("headline", "Ferries in the storm").unwrap(),
        language: Language::english(),
        time_zone: Zone::parse("Europe/London").unwrap(),
        status: Status::Live,
    };
    let id = CoverageId::new(Uuid::from_u128(number));
    let new = NewCoverage { id, slug: Slug::parse(&format!("storm-{number}")).unwrap(), created_at: at(0) };
    let change = NewChange { at: at(0), change: Change::CoverageOpened(opened), salt: [1; 16] };
    store.create_coverage(new, vec![change], Vec::new()).await.unwrap();
    id
}

/// A record that is signed after each of its changes, as a server would.
struct Signed {
    tree: Tree,
    key: SigningKey,
    name: KeyName,
}

impl Signed {
    fn grow(&mut self, recorded: &[Recorded]) -> String {
        recorded.iter().for_each(|recorded| self.tree.push(recorded.leaf_hash()));
        let origin = self.name.as_str().to_owned();
        let checkpoint = Checkpoint { origin, size: self.tree.size(), root: self.tree.root() };
        self.key.sign(&self.name, &checkpoint.text())
    }
}

/// The middle one of some times and their mean, in microseconds.
fn told(mut times: Vec<f64>) -> (f64, f64) {
    times.sort_by(f64::total_cmp);
    (times[times.len() / 2], times.iter().sum::<f64>() / f64::from(u32::try_from(times.len()).unwrap()))
}

#[tokio::main(flavor = "multi_thread", worker_threads = 2)]
async fn main() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(folder.path()).unwrap();
    let (plain, proved) = (open(&store, 1).await, open(&store, 2).await);
    let key = SigningKey::from_seed(&[7; 32]);
    // The first change opened the coverage.
    let first = store.read(proved, Seq::START, 500).await.unwrap();
    let mut signed =
        Signed { tree: Tree::default(), key, name: KeyName::parse("live.example.org/live/storm").unwrap() };
    signed.grow(&first);
    let (mut alone, mut without, mut with) = (Vec::new(), Vec::new(), Vec::new());
    for seq in 1..=CHANGES {
        // Which one goes first follows no beat (Thue and Morse): now and then SQLite empties its log after a
        // change, and whoever it meets waits for that.
        let plain_is_first = seq.count_ones().is_multiple_of(2);
        for is_plain in [plain_is_first, !plain_is_first] {
            let coverage = if is_plain { plain } else { proved };
            let began = Instant::now();
            store.append(coverage, Seq(seq), vec![post(seq)], Vec::new()).await.unwrap();
            let appended = began.elapsed().as_secs_f64() * 1e6;
            let recorded = store.read(coverage, Seq(seq), 500).await.unwrap();
            let note = (!is_plain).then(|| signed.grow(&recorded));
            let took = began.elapsed().as_secs_f64() * 1e6;
            assert_eq!(recorded.len(), 1);
            assert!(note.is_none_or(|note| note.contains(signed.name.as_str())));
            if is_plain { &mut without } else { &mut with }.push(took);
            if is_plain {
                alone.push(appended);
            }
        }
    }
    assert_eq!(signed.tree.size(), CHANGES + 1);
    let ((alone, alone_mean), (without, without_mean), (with, with_mean)) = (told(alone), told(without), told(with));
    println!("appending alone: {alone:.0} µs in the middle, {alone_mean:.0} µs on average");
    println!("appending and reading back: {without:.0} µs, {without_mean:.0} µs");
    println!("with tree and checkpoint: {with:.0} µs, {with_mean:.0} µs");
    println!("of appending and reading back: {:.2}, {:.2}", with / without, with_mean / without_mean);
    println!("of appending alone: {:.2}, {:.2}", with / alone, with_mean / alone_mean);
    store.close().await;
}
