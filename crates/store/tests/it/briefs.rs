//! What is kept of coverages that nobody reads just now.

use coverage::{CoverageId, Seq};
use store::KeptBrief;

use crate::bench::{Bench, headline};

const FORM: u32 = 7;

fn brief(coverage: CoverageId, seq: u64, told: &str) -> KeptBrief {
    KeptBrief { coverage, seq: Seq(seq), told: told.to_owned() }
}

/// The slugs, heads and briefs that there are.
async fn kept(bench: &Bench, form: u32) -> Vec<(String, u64, String)> {
    let briefs = bench.store.briefs(form).await.unwrap();
    let mut briefs: Vec<_> =
        briefs.into_iter().map(|(listed, told)| (listed.slug.to_string(), listed.head.0, told)).collect();
    briefs.sort();
    briefs
}

fn told(slug: &str, head: u64, told: &str) -> (String, u64, String) {
    (slug.to_owned(), head, told.to_owned())
}

#[tokio::test]
async fn a_brief_is_there_until_its_record_goes_on() {
    let mut bench = Bench::sqlite();
    let (bridge, ferry) = (bench.coverage("bridge").await, bench.coverage("ferry").await);
    bench.store.keep_briefs(FORM, vec![brief(bridge, 1, "one"), brief(ferry, 1, "two")]).await.unwrap();
    bench.restart().await;
    assert_eq!(kept(&bench, FORM).await, [told("bridge", 1, "one"), told("ferry", 1, "two")]);
    assert_eq!(kept(&bench, FORM + 1).await, [], "made in another way");
    bench.store.append(bridge, Seq(1), vec![headline(1, "More")], vec![]).await.unwrap();
    assert_eq!(kept(&bench, FORM).await, [told("ferry", 1, "two")]);
    bench.store.keep_briefs(FORM, vec![brief(bridge, 1, "late"), brief(ferry, 1, "three")]).await.unwrap();
    assert_eq!(kept(&bench, FORM).await, [told("ferry", 1, "three")], "it has gone on meanwhile");
    bench.store.keep_briefs(FORM, vec![brief(bridge, 2, "now")]).await.unwrap();
    bench.store.drop_brief(ferry).await.unwrap();
    assert_eq!(kept(&bench, FORM).await, [told("bridge", 2, "now")]);
}

#[tokio::test]
async fn what_was_blanked_is_in_no_brief() {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    bench.store.keep_briefs(FORM, vec![brief(id, 1, "a secret")]).await.unwrap();
    let database = rusqlite::Connection::open(bench.database()).unwrap();
    database.execute("update payload set payload = null, salt = null where seq = 1", []).unwrap();
    assert_eq!(kept(&bench, FORM).await, []);
}
