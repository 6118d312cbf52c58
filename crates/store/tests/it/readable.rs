//! What readers find is what a look at every post would find, whatever happened to the records.

use coverage::{Change, Content, CoverageId, PostId, Question, Seq, Status, View};
use proptest::collection::vec;
use proptest::prelude::*;
use store::FoundPlace;

use crate::bench::{Bench, coverage, new_change, opened};
use crate::contract::readable::{content, page, placed, published, revised, status, withdrawn};

/// Few words, so that many posts have the same.
const WORDS: [&str; 12] =
    ["boat", "Boats", "ferry", "férry", "the", "Київ", "киів", "港口", "港口开出", "口", "l’été", "2026"];

fn words() -> impl Strategy<Value = String> {
    vec(prop::sample::select(&WORDS), 1..7).prop_map(|words| words.join(" "))
}

fn any_content() -> impl Strategy<Value = Content> {
    (prop::option::of(words()), words()).prop_map(|(headline, body)| content(headline.as_deref(), &body))
}

/// Anything in any order, so that much of it does not fit.
fn change() -> impl Strategy<Value = Change> {
    let number = || 1..6_u128;
    let second = || 0..20_i64;
    let statuses = prop::sample::select(&[Status::Draft, Status::Live, Status::Paused, Status::Ended]);
    prop_oneof![
        6 => (number(), second(), any_content()).prop_map(|(number, second, content)| published(number, second, content)),
        4 => (number(), any_content()).prop_map(|(number, content)| revised(number, content)),
        2 => number().prop_map(withdrawn),
        2 => (number(), prop::option::of(second())).prop_map(|(number, second)| placed(number, second)),
        1 => statuses.prop_map(status),
    ]
}

fn typed() -> impl Strategy<Value = String> {
    let word = || prop::sample::select(&WORDS);
    let asked = prop_oneof![
        3 => word().prop_map(str::to_owned),
        1 => word().prop_map(|word| format!("{word}*")),
        1 => (word(), word()).prop_map(|(one, two)| format!("\"{one} {two}\"")),
        1 => prop::sample::select(&["fer*", "港", "开出", "bo", "ету", "\"fer\""]).prop_map(str::to_owned),
    ];
    vec(asked, 1..3).prop_map(|asked| asked.join(" "))
}

/// What a look at every post finds, the newest first; those of one time in no order.
fn looked_for(views: &[(CoverageId, View)], only: Option<CoverageId>, question: &Question) -> Vec<Vec<PostId>> {
    let mut found = Vec::new();
    for (id, view) in views {
        if view.coverage().status != Status::Draft && only.is_none_or(|only| only == *id) {
            let answers = |content| question.is_answered_by(content);
            found.extend(
                view.posts().filter(|post| post.content().is_some_and(answers)).map(|post| (post.shown().at, post.id)),
            );
        }
    }
    found.sort_by(|one, two| two.cmp(one));
    found.chunk_by(|one, two| one.0 == two.0).map(|same| same.iter().map(|(_, post)| *post).collect()).collect()
}

/// Everything that is found, some at a time.
async fn found(bench: &Bench, only: Option<CoverageId>, typed: &str, at_a_time: usize) -> Vec<PostId> {
    let mut all = Vec::new();
    let mut after: Option<FoundPlace> = None;
    loop {
        let some = page(bench, only, typed, after, at_a_time).await;
        after = some.last().map(|found| found.place);
        all.extend(some.iter().map(|found| found.post));
        if some.len() < at_a_time {
            return all;
        }
    }
}

#[test]
fn what_readers_find_is_what_a_look_at_every_post_finds() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let strategy = (vec((0..2_usize, change()), 1..40), vec(typed(), 1..8), 1..5_usize, any::<bool>());
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig::with_cases(48));
    let outcome = runner.run(&strategy, |(changes, asked, at_a_time, anew)| {
        runtime.block_on(async {
            let mut bench = Bench::sqlite();
            let ids = [coverage("bridge").id, coverage("storm").id];
            let mut views = ids.map(|id| (id, View::blank()));
            for slug in ["bridge", "storm"] {
                bench.store.create_coverage(coverage(slug), vec![opened()], vec![]).await.unwrap();
            }
            views.iter_mut().for_each(|(_, view)| view.apply(opened().at, &opened().change));
            let mut heads = [Seq(1), Seq(1)];
            for (which, mut change) in changes {
                // A post is of one coverage only: an id is never given twice.
                if let Change::PostPublished(published) = &mut change {
                    published.post = of(which, published.post);
                }
                match &mut change {
                    Change::PostRevised(revised) => revised.post = of(which, revised.post),
                    Change::PostWithdrawn(withdrawn) => withdrawn.post = of(which, withdrawn.post),
                    Change::PostPlaced(placed) => placed.post = of(which, placed.post),
                    _ => {}
                }
                let change = new_change(1, change);
                views[which].1.apply(change.at, &change.change);
                heads[which] = bench.store.append(ids[which], heads[which], vec![change], vec![]).await.unwrap();
            }
            if anew {
                bench.store.close().await;
                let database = rusqlite::Connection::open(bench.database()).unwrap();
                database.execute_batch("delete from readable_word; delete from search_made").unwrap();
                drop(database);
                bench.restart().await;
            }
            for typed in &asked {
                let question = Question::parse(typed).unwrap();
                for only in [None, Some(ids[0]), Some(ids[1])] {
                    let expected = looked_for(&views, only, &question);
                    let found = found(&bench, only, typed, at_a_time).await;
                    let mut rest = &*found;
                    for same in &expected {
                        prop_assert!(rest.len() >= same.len(), "{typed}: {found:?} for {expected:?}");
                        let (these, after) = rest.split_at(same.len());
                        let (mut these, mut same) = (these.to_vec(), same.clone());
                        these.sort();
                        same.sort();
                        prop_assert_eq!(these, same, "{}", typed);
                        rest = after;
                    }
                    prop_assert!(rest.is_empty(), "{typed}: {found:?} for {expected:?}");
                }
            }
            bench.store.close().await;
            Ok(())
        })
    });
    outcome.unwrap();
}

/// The post of that number in the first or second coverage.
fn of(which: usize, post: PostId) -> PostId {
    PostId::new(uuid::Uuid::from_u128(post.uuid().as_u128() + 100 * which as u128))
}

#[tokio::test]
async fn what_was_blanked_is_not_found_once_the_index_is_made_anew() {
    let mut bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let changes = vec![
        new_change(1, published(1, 1, content(None, "A secret."))),
        new_change(2, published(2, 2, content(None, "A secret boat."))),
    ];
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    assert_eq!(found(&bench, None, "secret", 10).await.len(), 2);
    bench.store.close().await;
    let database = rusqlite::Connection::open(bench.database()).unwrap();
    database
        .execute_batch("update payload set salt = null, payload = null where seq = 2; delete from search_made")
        .unwrap();
    drop(database);
    bench.restart().await;
    assert_eq!(found(&bench, None, "secret", 10).await.len(), 1);
}
