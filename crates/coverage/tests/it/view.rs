//! What a view tells: places, counts, and which posts a change touched.

use std::time::Duration;

use coverage::{Change, OrderKey, Post, Seq, Status, View};
use expect_test::expect;
use jiff::Timestamp;

use crate::sample::{after, amend, at, open, post, publish, publish_when, revise, set_status, withdraw};

/// The posts' numbers and the seqs of their last changes, newest post first.
fn seqs(view: &View) -> Vec<(u128, u64)> {
    view.posts().map(|post| (post.id.uuid().as_u128(), post.seq.0)).collect()
}

fn numbers<'a>(posts: impl Iterator<Item = &'a std::sync::Arc<Post>>) -> Vec<u128> {
    posts.map(|post| post.id.uuid().as_u128()).collect()
}

#[test]
fn a_place_is_written_so_that_strings_sort_as_places_do() {
    let key = |at: &str, seq| OrderKey { at: at.parse().unwrap(), seq: Seq(seq) };
    let sorted = [
        key("-009999-01-02T01:59:59Z", 1),
        key("1815-06-18T11:35:00Z", 9),
        key("1969-12-31T23:59:59.999998Z", 2),
        key("1969-12-31T23:59:59.999999Z", 2),
        key("1970-01-01T00:00:00Z", 1),
        key("1970-01-01T00:00:00Z", 15),
        key("1970-01-01T00:00:00Z", 16),
        key("2026-03-01T09:00:00Z", 1),
        // The first two stand in one microsecond: the record's order decides.
        key("2026-03-01T09:00:00.000001900Z", 3),
        key("2026-03-01T09:00:00.000001100Z", 4),
        key("9999-12-30T22:00:00.999999999Z", u64::MAX),
    ];
    let written: Vec<_> = sorted.iter().map(ToString::to_string).collect();
    assert!(sorted.is_sorted() && written.is_sorted());
    expect![[r#"
        7ac21f48563945c0-0000000000000001
        7feeac920cd9a100-0000000000000009
        7ffffffffffffffe-0000000000000002
        7fffffffffffffff-0000000000000002
        8000000000000000-0000000000000001
        8000000000000000-000000000000000f
        8000000000000000-0000000000000010
        80064bf2b1f42400-0000000000000001
        80064bf2b1f42401-0000000000000003
        80064bf2b1f42401-0000000000000004
        838443f70183fa3f-ffffffffffffffff"#]]
    .assert_eq(&written.join("\n"));
}

#[test]
fn a_blank_view_knows_nothing() {
    let view = View::blank();
    assert_eq!((view.seq(), view.len(), view.published(), view.is_empty()), (Seq::START, 0, 0, true));
    assert!(view.pinned().is_none() && view.post(post(1)).is_none() && view.posts().next().is_none());
    assert_eq!(view.coverage().status, Status::Draft);
}

#[test]
fn posts_stand_by_published_time_and_then_by_seq() {
    let earlier = publish_when(4, coverage::PublicationTime::At(at("04:00")));
    let same = publish_when(5, coverage::PublicationTime::At(at("09:02")));
    let view = after(vec![open(), publish(1), publish(2), publish(3), earlier, same]);
    assert_eq!(numbers(view.posts()), [3, 5, 2, 1, 4]);
    let middle = view.post(post(2)).unwrap().order;
    assert_eq!(numbers(view.posts_before(middle)), [1, 4]);
    assert_eq!(numbers(view.posts_after(middle)), [5, 3]);
}

#[test]
fn a_withdrawn_post_keeps_its_place_and_no_words() {
    let view = after(vec![open(), publish(1), publish(2), withdraw(1)]);
    assert_eq!((view.len(), view.published()), (2, 1));
    let withdrawn = view.post(post(1)).unwrap();
    assert!(withdrawn.content().is_none());
    expect![[r#"
        Withdrawn {
            at: 2026-03-01T09:03:00Z,
            reason: "It told of another ferry",
        }
    "#]]
    .assert_debug_eq(&withdrawn.standing);
}

#[test]
fn pinning_touches_the_post_that_goes_up_and_the_one_that_comes_down() {
    let pin = |number| amend(move |to| to.pinned = Some(number));
    let log = || vec![open(), publish(1), publish(2), pin(Some(post(1)))];
    assert_eq!(seqs(&after(log())), [(2, 3), (1, 4)]);
    assert_eq!(seqs(&after([log(), vec![pin(Some(post(2)))]].concat())), [(2, 5), (1, 5)]);
    assert_eq!(seqs(&after([log(), vec![pin(None)]].concat())), [(2, 3), (1, 5)]);
}

#[test]
fn a_revision_counts_and_tells_when() {
    let log = vec![open(), publish(1), revise(1, |to| to.key_event = Some(true))];
    let view = after(log);
    let revised = view.post(post(1)).unwrap();
    assert_eq!((revised.revisions, revised.revised_at), (2, Some(at("09:02"))));
    assert_eq!((revised.published_at, revised.seq), (at("09:01"), Seq(3)));
}

#[test]
fn a_coverage_tells_when_it_opened_and_ended() {
    let told = |log| {
        let view = after(log);
        (view.coverage().opened_at, view.coverage().ended_at)
    };
    let end = || vec![open(), set_status(Status::Paused), set_status(Status::Ended)];
    assert_eq!(told(end()), (at("09:00"), Some(at("09:02"))));
    assert_eq!(told([end(), vec![set_status(Status::Live)]].concat()), (at("09:00"), None));
}

#[test]
fn time_does_not_run_back() {
    let view = after(vec![open(), publish(1)]);
    assert_eq!(view.changed_at(), at("09:01"));
    assert_eq!(view.time_of_next(at("08:00")), at("09:01"));
    assert_eq!(view.time_of_next(at("09:30")), at("09:30"));
}

#[test]
fn a_snapshot_stays_as_it_was() {
    let mut view = after(vec![open(), publish(1)]);
    let snapshot = view.clone();
    view.apply(Timestamp::UNIX_EPOCH + Duration::from_secs(1), &Change::PostPinned(post(1)));
    assert_eq!((snapshot.seq(), snapshot.pinned().is_some()), (Seq(2), false));
    assert_eq!((view.seq(), view.pinned().is_some()), (Seq(3), true));
}
