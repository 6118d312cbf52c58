use coverage::{Change, Seq};
use serde_json::{Value, json};
use store::{Effect, Error, Extent, NewChange};

use crate::bench::{Bench, at, coverage, headline, impossible, job, new_change, opened, post, slug};

pub(super) async fn what_is_appended_is_read(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let new = [headline(1, "One"), new_change(2, Change::PostPinned(post(1)))];
    assert_eq!(bench.store.append(id, Seq(1), new.to_vec(), vec![]).await.unwrap(), Seq(3));
    let read = bench.whole_record(id).await;
    assert_eq!(read.len(), 3);
    for (seq, (recorded, new)) in (1..).zip(read.iter().zip([&opened(), &new[0], &new[1]])) {
        assert_eq!(recorded.seq(), Seq(seq));
        assert_eq!(recorded.at(), new.at);
        assert_eq!(recorded.change(), &new.change);
        assert_eq!(recorded.kind(), new.change.kind());
        assert_eq!(recorded.salt(), Some(&new.salt));
        let payload = store::canonical(&new.change.payload());
        assert_eq!(recorded.payload(), Some(&*payload));
        assert_eq!(recorded.payload_hash(), store::payload_hash(&new.salt, &payload));
    }
}

pub(super) async fn a_page_of_a_record_is_read(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let new = (1..=9).map(|n| headline(n, &n.to_string())).collect();
    bench.store.append(id, Seq(1), new, vec![]).await.unwrap();
    let seqs = async |after, limit| {
        let page = bench.store.read(id, Seq(after), limit).await.unwrap();
        page.iter().map(|recorded| recorded.seq().0).collect::<Vec<_>>()
    };
    assert_eq!(seqs(0, 3).await, [1, 2, 3]);
    assert_eq!(seqs(3, 3).await, [4, 5, 6]);
    assert_eq!(seqs(8, 100).await, [9, 10]);
    assert!(seqs(10, 100).await.is_empty());
    assert!(seqs(99, 100).await.is_empty());
    assert!(seqs(0, 0).await.is_empty());
}

pub(super) async fn a_coverage_is_found_and_listed(bench: Bench) {
    let first = bench.coverage("first").await;
    let mut second = coverage("second");
    second.created_at = at(60);
    bench.store.create_coverage(second.clone(), vec![], vec![]).await.unwrap();
    bench.store.append(first, Seq(1), vec![headline(1, "Two")], vec![]).await.unwrap();

    let found = bench.store.find(&slug("first")).await.unwrap().unwrap();
    assert_eq!((found.id, found.slug, found.head, found.created_at), (first, slug("first"), Seq(2), at(0)));
    assert_eq!(bench.store.find(&slug("third")).await.unwrap(), None);

    let listed = bench.store.list().await.unwrap();
    let listed: Vec<_> = listed.iter().map(|listed| (listed.slug.as_str(), listed.head)).collect();
    assert_eq!(listed, [("second", Seq(0)), ("first", Seq(2))], "the newest first");

    let (mut heads, written) = bench.store.heads_after(Extent::default()).await.unwrap();
    heads.sort();
    let mut expected = vec![(first, Seq(2)), (second.id, Seq(0))];
    expected.sort();
    assert_eq!(heads, expected);

    assert_eq!(bench.store.heads_after(written).await.unwrap(), (vec![], written), "nothing was written since");
    bench.store.append(second.id, Seq(0), vec![opened(), headline(1, "Three")], vec![]).await.unwrap();
    let (heads, after) = bench.store.heads_after(written).await.unwrap();
    assert_eq!(heads, [(second.id, Seq(2))]);
    assert!(after > written);
    assert_eq!(bench.store.heads_after(after).await.unwrap(), (vec![], after));
}

pub(super) async fn a_slug_is_taken_once(bench: Bench) {
    bench.coverage("bridge").await;
    let mut again = coverage("other");
    again.slug = slug("bridge");
    let refused = bench.store.create_coverage(again, vec![opened()], vec![]).await;
    assert!(matches!(refused, Err(Error::SlugTaken { slug }) if slug.as_str() == "bridge"));

    let mut again = coverage("bridge");
    again.slug = slug("other");
    let refused = bench.store.create_coverage(again, vec![opened()], vec![]).await;
    assert!(matches!(refused, Err(Error::Exists { what: "coverage", .. })));
    assert_eq!(bench.store.list().await.unwrap().len(), 1);
}

pub(super) async fn a_lost_race_is_a_conflict(bench: Bench) {
    let id = bench.coverage("bridge").await;
    for expected in [0, 2] {
        let refused = bench.store.append(id, Seq(expected), vec![headline(1, "Lost")], vec![]).await;
        let Err(Error::Conflict { expected: told, head }) = refused else { panic!("{refused:?}") };
        assert_eq!((told, head), (Seq(expected), Seq(1)));
    }
    assert_eq!(bench.whole_record(id).await.len(), 1);
}

pub(super) async fn a_coverage_that_is_not_there_is_told(bench: Bench) {
    let id = coverage("nowhere").id;
    let append = bench.store.append(id, Seq(0), vec![headline(1, "Lost")], vec![]).await;
    assert!(matches!(append, Err(Error::NotFound { what: "coverage", .. })));
    let read = bench.store.read(id, Seq(0), 10).await;
    assert!(matches!(read, Err(Error::NotFound { what: "coverage", .. })));
}

pub(super) async fn a_failing_effect_leaves_nothing(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let effects = || vec![Effect::Enqueue(job(1, id, 0)), impossible()];

    let refused = bench.store.append(id, Seq(1), vec![headline(1, "Lost")], effects()).await;
    assert!(matches!(refused, Err(Error::StaleDraft { .. })));
    let refused = bench.store.commit(effects()).await;
    assert!(matches!(refused, Err(Error::StaleDraft { .. })));
    let refused = bench.store.create_coverage(coverage("other"), vec![opened()], vec![impossible()]).await;
    assert!(matches!(refused, Err(Error::StaleDraft { .. })));

    assert_eq!(bench.whole_record(id).await.len(), 1);
    assert_eq!(bench.store.next_job_at().await.unwrap(), None);
    assert_eq!(bench.store.find(&slug("other")).await.unwrap(), None);

    let effects = vec![Effect::Enqueue(job(1, id, 5))];
    bench.store.append(id, Seq(1), vec![headline(1, "Stands")], effects).await.unwrap();
    assert_eq!(bench.store.next_job_at().await.unwrap(), Some(at(5)));
}

pub(super) async fn two_hundred_appends_at_once_all_stand(bench: Bench) {
    let mut coverages = Vec::new();
    for n in 0..20 {
        coverages.push(bench.coverage(&format!("coverage-{n}")).await);
    }
    // Ten each; of every ten one is asked wrongly, and must not harm the rest.
    let asked = coverages.iter().flat_map(|id| (1..=10).map(|n| (*id, n)));
    let asked: Vec<_> = asked
        .map(|(id, n)| {
            let store = bench.store.clone();
            tokio::spawn(async move {
                let effects = if n == 7 { vec![impossible()] } else { vec![] };
                loop {
                    let head = store.read(id, Seq(0), 100).await.unwrap().len() as u64;
                    match store.append(id, Seq(head), vec![headline(n, &n.to_string())], effects.clone()).await {
                        Err(Error::Conflict { .. }) => {}
                        outcome => break (n, outcome.is_ok()),
                    }
                }
            })
        })
        .collect();
    assert_eq!(asked.len(), 200);
    for task in asked {
        let (n, stood) = task.await.unwrap();
        assert_eq!(stood, n != 7);
    }
    for id in coverages {
        assert_eq!(bench.whole_record(id).await.len(), 10);
    }
}

pub(super) async fn rivals_for_one_record_all_get_in(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let rivals: Vec<_> = (1..=20)
        .map(|n| {
            let store = bench.store.clone();
            tokio::spawn(async move {
                let mut expected = Seq(1);
                loop {
                    match store.append(id, expected, vec![headline(n, &format!("Rival {n}"))], vec![]).await {
                        Err(Error::Conflict { head, .. }) => expected = head,
                        outcome => break outcome.unwrap(),
                    }
                }
            })
        })
        .collect();
    let mut places = Vec::new();
    for rival in rivals {
        places.push(rival.await.unwrap().0);
    }
    places.sort_unstable();
    assert_eq!(places, (2..=21).collect::<Vec<_>>());
    assert_eq!(bench.whole_record(id).await.len(), 21);
}

pub(super) async fn a_payload_of_a_later_version_is_kept_byte_for_byte(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let payload = json!({"v": 7, "z": 0.1, "a": {"ё": [1.5e300, -0.0, 12]}, "text": "line\nbreak \u{2028} \"quoted\""});
    let change = Change::Unknown { kind: "poll_opened".to_owned(), payload: payload.clone() };
    // A kind that is known, in a version that is not.
    let later = Change::Unknown { kind: "headline_changed".to_owned(), payload: json!({"v": 2, "parts": []}) };
    let new = vec![new_change(1, change), new_change(2, later.clone())];
    bench.store.append(id, Seq(1), new, vec![]).await.unwrap();
    let read = bench.whole_record(id).await;
    assert_eq!(read[1].payload(), Some(&*store::canonical(&payload)));
    assert_eq!(store::canonical(&read[1].change().payload()), store::canonical(&payload));
    assert_eq!(read[2].change(), &later);
}

pub(super) async fn a_change_that_could_not_be_read_is_refused(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let unknown = |kind: &str, payload| NewChange {
        at: at(1),
        change: Change::Unknown { kind: kind.to_owned(), payload },
        salt: [0; 16],
    };
    let deep = (0..200).fold(Value::Null, |inner, _| json!([inner]));
    for new in [
        unknown("long", json!({"v": 1, "text": "x".repeat(5 << 20)})),
        unknown("deep", deep),
        unknown("", json!({})),
        unknown(&"k".repeat(300), json!({})),
    ] {
        let refused = bench.store.append(id, Seq(1), vec![new], vec![]).await;
        assert!(matches!(refused, Err(Error::Unrecordable { .. })), "{refused:?}");
    }
    assert_eq!(bench.whole_record(id).await.len(), 1);
}

pub(super) async fn times_are_kept_to_the_microsecond(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let mut fine = headline(1, "Fine");
    fine.at = "2022-02-17T09:00:00.123456789Z".parse().unwrap();
    let mut old = headline(1, "Old");
    old.at = "1912-04-15T02:20:00.000001Z".parse().unwrap();
    bench.store.append(id, Seq(1), vec![fine, old], vec![]).await.unwrap();
    let read = bench.whole_record(id).await;
    assert_eq!(read[1].at().to_string(), "2022-02-17T09:00:00.123456Z");
    assert_eq!(read[2].at().to_string(), "1912-04-15T02:20:00.000001Z");
}

pub(super) async fn a_record_is_imported_whole_or_not_at_all(bench: Bench) {
    let id = bench.coverage("bridge").await;
    bench.store.append(id, Seq(1), vec![headline(1, "Two"), headline(2, "Three")], vec![]).await.unwrap();
    let record = bench.whole_record(id).await;

    for (gappy, expected, found) in [
        (vec![record[0].clone(), record[2].clone()], 2, 3),
        (vec![record[1].clone()], 1, 2),
        (vec![record[0].clone(), record[0].clone()], 2, 1),
    ] {
        let refused = bench.store.import_record(coverage("copy"), gappy).await;
        let Err(Error::Gap { expected: e, found: f }) = refused else { panic!("{refused:?}") };
        assert_eq!((e, f), (Seq(expected), Seq(found)));
    }
    let refused = bench.store.import_record(coverage("bridge"), record.clone()).await;
    assert!(matches!(refused, Err(Error::SlugTaken { .. })));
    assert_eq!(bench.store.find(&slug("copy")).await.unwrap(), None);

    assert_eq!(bench.store.import_record(coverage("copy"), record.clone()).await.unwrap(), Seq(3));
    assert_eq!(bench.whole_record(coverage("copy").id).await, record);
}

pub(super) async fn every_commit_is_noticed(bench: Bench) {
    let before = bench.store.data_version().await.unwrap();
    assert_eq!(bench.store.data_version().await.unwrap(), before, "nothing happened");
    bench.coverage("own").await;
    let own = bench.store.data_version().await.unwrap();
    assert_ne!(own, before);
    let refused = bench.store.commit(vec![impossible()]).await;
    assert!(refused.is_err());
    bench.store.ping().await.unwrap();
    assert_eq!(bench.store.data_version().await.unwrap(), own, "nothing was written");
    let other = bench.beside();
    other.create_coverage(coverage("other"), vec![opened()], vec![]).await.unwrap();
    assert_ne!(bench.store.data_version().await.unwrap(), own);
    assert_eq!(bench.store.heads_after(Extent::default()).await.unwrap().0.len(), 2);
}

pub(super) async fn after_closing_nothing_is_written_or_read(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let other_handle = bench.store.clone();
    let (last, ()) =
        tokio::join!(bench.store.append(id, Seq(1), vec![headline(1, "Just in time")], vec![]), other_handle.close(),);
    last.unwrap();
    bench.store.close().await;
    assert!(matches!(bench.store.ping().await, Err(Error::Closed)));
    assert!(matches!(bench.store.commit(vec![]).await, Err(Error::Closed)));
    assert!(matches!(bench.store.list().await, Err(Error::Closed)));
    assert_eq!(bench.beside().read(id, Seq(0), 10).await.unwrap().len(), 2);
}
