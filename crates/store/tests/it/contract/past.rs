use std::time::Duration;

use coverage::{Change, CoverageId, NoticeGiven, NoticeKind, PostPlaced, PostRevised, Prose, Seq, Shown, Status};
use store::{NoticePlace, Past, Recorded, Subject};

use super::readable::{content, published, revised, status, withdrawn};
use crate::bench::{Bench, at, new_change, post};

const PATIENCE: Duration = Duration::from_secs(60);

fn corrected(number: u128, text: &str) -> Change {
    let text = Prose::parse("text", text).unwrap();
    let notice = Some(NoticeGiven { kind: NoticeKind::Correction, text });
    Change::PostRevised(PostRevised { post: post(number), content: content(Some("Corrected"), "Better."), notice })
}

fn placed(number: u128) -> Change {
    let shown = Some(Shown { at: at(1), approximate: false });
    Change::PostPlaced(PostPlaced { post: post(number), shown })
}

async fn append(bench: &Bench, coverage: CoverageId, second: i64, changes: Vec<Change>) {
    let head = bench.whole_record(coverage).await.last().unwrap().seq();
    let changes = changes.into_iter().map(|change| new_change(second, change)).collect();
    bench.store.append(coverage, head, changes, vec![]).await.unwrap();
}

async fn past(bench: &Bench, coverage: CoverageId, subject: Subject, before: Option<u64>, limit: usize) -> Past {
    bench.store.past(coverage, subject, before.map(Seq), limit, PATIENCE).await.unwrap()
}

fn seqs(changes: &[Recorded]) -> Vec<u64> {
    changes.iter().map(|recorded| recorded.seq().0).collect()
}

pub(super) async fn a_history_is_read_without_the_rest_of_the_record(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let changes = vec![
        published(1, 1, content(Some("One"), "First.")),
        published(2, 2, content(Some("Two"), "Other.")),
        revised(1, content(Some("One"), "Second.")),
        status(Status::Paused),
        placed(1),
        revised(2, content(None, "Other still.")),
        Change::PostPinned(post(1)),
        corrected(1, "It was wrong."),
    ];
    append(&bench, id, 1, changes).await;
    let one = Subject::Post(post(1));
    let all = past(&bench, id, one, None, 10).await;
    assert_eq!((seqs(&all.before), seqs(&all.changes), all.goes_back), (vec![], vec![2, 4, 6, 8, 9], false));
    // A stretch comes with the last of each kind before it.
    let newest = past(&bench, id, one, None, 2).await;
    assert_eq!((seqs(&newest.before), seqs(&newest.changes), newest.goes_back), (vec![2, 4, 6], vec![8, 9], true));
    let older = past(&bench, id, one, Some(8), 2).await;
    assert_eq!((seqs(&older.before), seqs(&older.changes), older.goes_back), (vec![2], vec![4, 6], true));
    let oldest = past(&bench, id, one, Some(4), 2).await;
    assert_eq!((seqs(&oldest.before), seqs(&oldest.changes), oldest.goes_back), (vec![], vec![2], false));
    assert_eq!(seqs(&past(&bench, id, Subject::Coverage, None, 10).await.changes), [1, 5]);
    assert_eq!(past(&bench, id, Subject::Post(post(9)), None, 10).await, Past::default());
    let other = bench.coverage("harbour").await;
    assert_eq!(past(&bench, other, one, None, 10).await, Past::default());
    assert_eq!(
        all.changes,
        bench.whole_record(id).await.into_iter().filter(|it| it.change().post() == Some(post(1))).collect::<Vec<_>>()
    );
}

pub(super) async fn notices_are_listed_over_all_coverages(bench: Bench) {
    let (bridge, harbour, draft) =
        (bench.coverage("bridge").await, bench.coverage("harbour").await, bench.coverage("plan").await);
    append(&bench, bridge, 1, vec![published(1, 1, content(Some("One"), "First.")), corrected(1, "It was wrong.")])
        .await;
    append(&bench, harbour, 1, vec![published(2, 2, content(None, "Boats.")), corrected(2, "So was this.")]).await;
    append(
        &bench,
        bridge,
        3,
        vec![published(3, 3, content(None, "Cars.")), corrected(3, "It says too much."), withdrawn(3)],
    )
    .await;
    append(
        &bench,
        draft,
        4,
        vec![published(4, 4, content(None, "Trams.")), corrected(4, "Nobody sees it."), status(Status::Draft)],
    )
    .await;
    let page = async |after: Option<NoticePlace>, limit| bench.store.notices(after, limit, PATIENCE).await.unwrap();
    let all = page(None, 10).await;
    let told: Vec<_> = all.iter().map(|it| (it.coverage, it.post, it.recorded.kind())).collect();
    assert_eq!(told[0], (bridge, post(3), "post_withdrawn"), "its notices left with its words");
    let mut rest = [(bridge, post(1), "post_revised"), (harbour, post(2), "post_revised")];
    // Those of one time are in the order of their coverages.
    rest.sort_by_key(|(coverage, ..)| std::cmp::Reverse(coverage.uuid()));
    assert_eq!(told[1..], rest);
    let one = all.iter().find(|noticed| noticed.post == post(1)).unwrap();
    assert_eq!((&*one.headline, &*one.beginning, one.published.at), ("Corrected", "Better.", at(1)));
    // Page by page, the same.
    let mut paged = Vec::new();
    let mut after = None;
    loop {
        let some = page(after, 1).await;
        let Some(last) = some.last() else { break };
        after = Some(last.place().to_string().parse().unwrap());
        paged.extend(some);
    }
    assert_eq!(paged, all);
    for place in [
        "",
        "1",
        "1-2",
        "x-1-01890a5dac96774bbcceb302099a8057",
        "1-2-x",
        "1-18446744073709551615-01890a5dac96774bbcceb302099a8057",
    ] {
        assert!(place.parse::<NoticePlace>().is_err(), "{place}");
    }
}

pub(super) async fn the_last_change_by_a_time_is_found(bench: Bench) {
    let id = bench.coverage("bridge").await;
    for second in [10, 20, 20, 30] {
        append(&bench, id, second, vec![status(Status::Paused)]).await;
    }
    let opened = bench.whole_record(id).await[0].at();
    let last =
        async |time, after, until| bench.store.last_by(id, time, Seq(after), Seq(until), PATIENCE).await.unwrap();
    for (time, seq) in [(opened, Some(1)), (at(10), Some(2)), (at(19), Some(2)), (at(20), Some(4)), (at(99), Some(5))] {
        assert_eq!(last(time, 0, u64::MAX >> 1).await, seq.map(Seq), "{time}");
    }
    let before = opened - jiff::SignedDuration::from_micros(1);
    assert_eq!(last(before, 0, 5).await, None);
    // Between two positions, the first excluded, nothing else is looked at.
    assert_eq!((last(at(99), 1, 3).await, last(at(15), 2, 5).await), (Some(Seq(3)), None));
    let other = bench.coverage("harbour").await;
    assert_eq!(bench.store.last_by(other, at(99), Seq(1), Seq(9), PATIENCE).await.unwrap(), None);
}
