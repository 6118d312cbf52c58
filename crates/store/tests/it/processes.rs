//! Several processes on one folder, and the death of one.
//!
//! The other process is this program, told by a variable to run one test: a
//! test that ends at once when the variable is missing.

use std::env;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use coverage::{CoverageId, Seq};
use store::Store;

use crate::bench::{Bench, coverage, headline, opened};

const FOLDER: &str = "STET_TEST_FOLDER";

fn start(test: &str, folder: &Path) -> Child {
    Command::new(env::current_exe().unwrap())
        .args(["--exact", &format!("processes::{test}"), "--nocapture"])
        .env(FOLDER, folder)
        .stdout(Stdio::piped())
        .spawn()
        .unwrap()
}

fn told_folder() -> Option<Store> {
    env::var_os(FOLDER).map(|folder| Store::open(Path::new(&folder)).unwrap())
}

async fn append(store: &Store, id: CoverageId, seq: u64) {
    let new = vec![headline(1, &format!("After {seq}"))];
    assert_eq!(store.append(id, Seq(seq), new, vec![]).await.unwrap(), Seq(seq + 1));
}

#[tokio::test]
async fn child_that_appends_a_hundred() {
    let Some(store) = told_folder() else { return };
    let new = coverage("child");
    let id = new.id;
    store.create_coverage(new, vec![opened()], vec![]).await.unwrap();
    for seq in 1..100 {
        append(&store, id, seq).await;
    }
}

#[tokio::test]
async fn two_processes_write_side_by_side() {
    let bench = Bench::sqlite();
    let id = bench.coverage("parent").await;
    let mut child = start("child_that_appends_a_hundred", bench.folder());
    for seq in 1..100 {
        append(&bench.store, id, seq).await;
    }
    assert!(child.wait().unwrap().success());
    let mut heads: Vec<_> =
        bench.store.list().await.unwrap().into_iter().map(|listed| (listed.slug, listed.head)).collect();
    heads.sort();
    assert_eq!(heads, [("child", 100), ("parent", 100)].map(|(slug, head)| (crate::bench::slug(slug), Seq(head))));
    assert_eq!(bench.whole_record(coverage("child").id).await.len(), 100);
}

#[tokio::test]
async fn child_that_appends_until_it_is_killed() {
    let Some(store) = told_folder() else { return };
    for seq in 1.. {
        append(&store, coverage("bridge").id, seq).await;
        println!("acknowledged {}", seq + 1);
    }
}

#[tokio::test]
async fn what_was_acknowledged_survives_a_kill() {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    bench.store.close().await;
    let mut child = start("child_that_appends_until_it_is_killed", bench.folder());
    let lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let acknowledged = lines.map_while(Result::ok).filter_map(|line| line.strip_prefix("acknowledged ")?.parse().ok());
    let last: u64 = acknowledged.take(25).last().unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    let store = bench.beside();
    let head = store.find(&coverage("bridge").slug).await.unwrap().unwrap().head;
    assert!(head >= Seq(last));
    assert_eq!(store.read(id, Seq(0), usize::MAX).await.unwrap().len() as u64, head.0, "and every change is whole");
    append(&store, id, head.0).await;
}
