//! What became of the posts since a position.

use std::collections::BTreeMap;

use coverage::{Change, News, NoticeKind, PostId, Seq, View};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::arbitrary;
use crate::sample::at;

/// The difference of two views of a coverage, found by comparing them post by post.
fn naive(before: &View, after: &View) -> BTreeMap<PostId, News> {
    let news = |id| {
        let now = after.post(id)?;
        let Some(then) = before.post(id) else { return now.content().map(|_| News::New) };
        if now.content().is_none() {
            // What is redacted after it was withdrawn is told of otherwise than before.
            return (then.standing != now.standing).then_some(News::Withdrawn);
        }
        let told = |kind: NoticeKind| now.notices[then.notices.len()..].iter().any(|notice| notice.kind == kind);
        match () {
            () if told(NoticeKind::Correction) => Some(News::Corrected),
            () if told(NoticeKind::Clarification) => Some(News::Clarified),
            () if then.revisions != now.revisions => Some(News::Revised),
            () => (then.order != now.order).then_some(News::Moved),
        }
    };
    after.posts().filter_map(|post| Some((post.id, news(post.id)?))).collect()
}

fn folded(log: &[(Timestamp, Change)]) -> View {
    let mut view = View::blank();
    log.iter().for_each(|(at, change)| view.apply(*at, change));
    view
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn it_is_the_difference_of_the_two_views(
        log in vec((arbitrary::time(), arbitrary::change()), 0..48),
        cursor in any::<prop::sample::Index>(),
    ) {
        let cursor = cursor.index(log.len() + 1);
        let (before, after) = (folded(&log[..cursor]), folded(&log));
        let seq = Seq(cursor as u64);
        let since: Vec<_> = after.since(seq).map(|(post, news)| (post.order, post.id, news)).collect();
        prop_assert!(since.is_sorted_by(|newer, older| newer.0 > older.0));
        let since: BTreeMap<_, _> = since.into_iter().map(|(_, id, news)| (id, news)).collect();
        prop_assert_eq!(since, naive(&before, &after));
    }
}

/// Publishes one post, lets these changes of it happen, and tells what is news of it since each of them.
fn told(changes: &[(&str, Value)]) -> Vec<Option<&'static str>> {
    let id = "01890a5d-ac96-774b-bcce-b302099a8057";
    let content = json!({"body": {"v": 1, "doc": {"type": "doc", "content": []}}});
    let published = json!({"published_at": at("10:00"), "content": content});
    let all = [("post_published", published)].into_iter().chain(changes.iter().cloned());
    let mut view = View::blank();
    for (minute, (kind, mut payload)) in all.enumerate() {
        payload["v"] = json!(1);
        payload["post"] = json!(id);
        if kind == "post_revised" {
            payload["content"] = content.clone();
        }
        let change = Change::read(kind, payload);
        assert!(!matches!(change, Change::Unknown { .. }), "{change:?}");
        view.apply(at(&format!("10:{minute:02}")), &change);
    }
    let news = |seq| view.since(Seq(seq)).next().map(|(_, news)| news.as_str());
    (0..=view.seq().0).map(news).collect()
}

#[test]
fn of_several_things_it_is_the_one_that_matters_most() {
    let revised = || ("post_revised", json!({}));
    let noted = |kind: &str| ("post_revised", json!({"notice": {"kind": kind, "text": "Why."}}));
    let corrected = [noted("correction"), revised(), noted("clarification"), noted("update")];
    let expected = [Some("new"), Some("corrected"), Some("clarified"), Some("clarified"), Some("revised"), None];
    assert_eq!(told(&corrected), expected);
}

#[test]
fn what_came_and_went_is_no_news() {
    let withdrawn = [("post_revised", json!({})), ("post_withdrawn", json!({"reason": "It was wrong."}))];
    assert_eq!(told(&withdrawn), [None, Some("withdrawn"), Some("withdrawn"), None]);
}

#[test]
fn a_post_that_was_put_back_has_not_moved() {
    let moved = |clock| ("post_placed", json!({"shown": {"at": at(clock)}}));
    let back = ("post_placed", json!({"shown": null}));
    assert_eq!(told(&[moved("11:00"), moved("11:30"), back]), [Some("new"), None, Some("moved"), Some("moved"), None]);
}
