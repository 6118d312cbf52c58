//! What holds for every log, every command and every body.

use std::collections::BTreeMap;

use coverage::{
    Amendment, Body, Brief, Change, Command, Context, Coverage, Newest, OrderKey, Place, Post, PostId, PostPublished,
    PostRedacted, PostRevised, PublicationTime, Revision, Seq, Shown, Standing, Status, Untold, View, decide,
};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;

use crate::arbitrary;

/// Changes with their times, whether they fit or not.
fn log() -> impl Strategy<Value = Vec<(Timestamp, Change)>> {
    vec((arbitrary::time(), arbitrary::change()), 0..24)
}

/// Commands with the times at which they are given; the clock may jump.
fn commands() -> impl Strategy<Value = Vec<(Timestamp, Command)>> {
    let opening = (arbitrary::time(), arbitrary::opening().prop_map(Command::Open));
    let rest = vec((arbitrary::time(), arbitrary::command()), 0..24);
    (opening, rest).prop_map(|(opening, rest)| [opening].into_iter().chain(rest).collect())
}

fn fold(view: &mut View, log: &[(Timestamp, Change)]) {
    log.iter().for_each(|(at, change)| view.apply(*at, change));
}

/// All that a view tells.
pub(crate) fn told(view: &View) -> (Seq, Timestamp, Coverage, Vec<Post>, usize) {
    let posts = view.posts().map(|post| (**post).clone()).collect();
    (view.seq(), view.changed_at(), view.coverage().clone(), posts, view.published())
}

/// The same without the notices on posts that were withdrawn, which nobody is shown.
fn told_to_readers(view: &View) -> (Seq, Timestamp, Coverage, Vec<Post>, usize) {
    let (seq, at, coverage, mut posts, published) = told(view);
    for post in &mut posts {
        if matches!(post.standing, Standing::Withdrawn { .. }) {
            post.notices = Box::default();
        }
    }
    (seq, at, coverage, posts, published)
}

/// What is true of every view.
pub(crate) fn check_view(view: &View) {
    let posts: Vec<_> = view.posts().collect();
    assert!(posts.is_sorted_by(|newer, older| newer.order > older.order));
    assert!(posts.is_sorted_by(|newer, older| newer.order.to_string() > older.order.to_string()));
    assert_eq!((posts.len(), posts.is_empty()), (view.len(), view.is_empty()));
    assert_eq!(posts.iter().filter(|post| post.content().is_some()).count(), view.published());
    let contents: Vec<_> = posts.iter().filter_map(|post| post.content()).collect();
    assert_eq!(view.tally().key_events(), contents.iter().filter(|content| content.key_event).count());
    let labels: std::collections::BTreeSet<&str> =
        contents.iter().filter_map(|content| Some(content.label.as_ref()?.as_str())).collect();
    assert!(view.tally().labels(usize::MAX).iter().eq(&labels));
    let mut used: BTreeMap<&str, usize> = BTreeMap::new();
    let bylines = contents.iter().flat_map(|content| &content.byline).map(|line| line.as_str());
    bylines.for_each(|byline| *used.entry(byline).or_default() += 1);
    assert_eq!(view.tally().bylines_used().collect::<BTreeMap<_, _>>(), used);
    let newest = posts.first().map(|post| Newest { published_at: post.published_at, approximate: post.approximate });
    assert_eq!(view.brief().newest(), newest);
    let written = serde_json::to_string(view.brief()).unwrap();
    assert_eq!(&serde_json::from_str::<Brief>(&written).unwrap(), view.brief());
    assert!(view.posts_from_the_first().eq(posts.iter().rev().copied()));
    check_lists(view);
    // What stood on top and was redacted later is known to have stood there.
    let stands = |post: &Post| match post.standing {
        Standing::Published(_) => true,
        Standing::Withdrawn { .. } | Standing::Withheld => false,
        Standing::Redacted { by, .. } => view.seq() < by,
    };
    assert!(view.coverage().pinned.is_none_or(|id| stands(view.post(id).unwrap())));
    assert_eq!(view.pinned().map(|post| post.id), view.coverage().pinned);
    for (index, post) in posts.iter().enumerate() {
        assert_eq!(view.post(post.id), Some(*post));
        assert_eq!(post.order.at, post.placed.map_or(post.published_at, |shown| shown.at));
        assert!(post.order.seq <= post.seq && post.seq <= view.seq());
        assert!(view.posts_before(post.order).eq(posts[index + 1..].iter().copied()));
        assert!(view.posts_after(post.order).eq(posts[..index].iter().rev().copied()));
    }
}

/// That the lists of posts have what is found by going through all of them; of views of then, too.
pub(crate) fn check_lists(view: &View) {
    let among = |is_one: fn(&Post) -> bool| view.posts().filter(move |post| is_one(post));
    assert!(view.key_events().eq(among(|post| post.content().is_some_and(|content| content.key_event))));
    assert!(view.noticed().eq(among(|post| post.content().is_some() && !post.notices.is_empty())));
    assert!(view.wordless().eq(among(|post| post.content().is_none())));
    let first = view.posts().min_by_key(|post| (post.published_at, post.order.seq));
    assert_eq!(view.first_published(), first);
}

/// What never moves.
fn publications(view: &View) -> BTreeMap<PostId, (Timestamp, bool, Seq)> {
    view.posts().map(|post| (post.id, (post.published_at, post.approximate, post.order.seq))).collect()
}

/// Where posts stand.
fn places(view: &View) -> BTreeMap<PostId, OrderKey> {
    view.posts().map(|post| (post.id, post.order)).collect()
}

/// That the view is as the command asked, whether it took a change or was so already.
fn check_effect(command: &Command, at: Timestamp, view: &View) {
    match command {
        Command::Open(opening) => {
            let (coverage, further) = (view.coverage(), &opening.further);
            assert_eq!(coverage.headline, *further.headline.as_ref().unwrap_or(&opening.headline));
            assert_eq!(coverage.language, *further.language.as_ref().unwrap_or(&opening.language));
            assert_eq!(coverage.time_zone, *further.time_zone.as_ref().unwrap_or(&opening.time_zone));
            assert_eq!(coverage.status, further.status.unwrap_or(opening.status));
            assert_eq!(coverage.opened_at, at);
            check_amended(further, coverage);
        }
        Command::Amend(amendment) => check_amended(amendment, view.coverage()),
        Command::Publish(publication) => {
            let post = view.post(publication.id).unwrap();
            assert_eq!(post.content(), Some(&publication.content));
            assert_eq!((post.revisions, post.order.seq, post.seq), (1, view.seq(), view.seq()));
            match publication.time {
                PublicationTime::Now => assert_eq!((post.published_at, post.approximate), (at, false)),
                PublicationTime::At(time) => assert_eq!((post.published_at, post.approximate), (time, false)),
                PublicationTime::Approximately(time) => {
                    assert_eq!((post.published_at, post.approximate), (time, true));
                }
            }
        }
        Command::Revise(revision) => check_revised(revision, view.post(revision.post).unwrap()),
        Command::Withdraw { post, reason } => {
            let withdrawn = Standing::Withdrawn { at, reason: reason.clone() };
            assert_eq!(view.post(*post).unwrap().standing, withdrawn);
            assert_ne!(view.coverage().pinned, Some(*post));
        }
        Command::Place { post, place } => check_placed(view.post(*post).unwrap(), *place, view),
        Command::Redact { post, .. } => {
            let found = view.post(*post).unwrap();
            assert!(matches!(found.standing, Standing::Redacted { by, .. } if by <= view.seq()));
            assert!(found.notices.is_empty());
            assert_ne!(view.coverage().pinned, Some(*post));
        }
        Command::TakeOut { .. } => unreachable!("it is put to the test in `redact.rs`"),
    }
}

fn check_placed(post: &Post, place: Place, view: &View) {
    let below = view.posts_before(post.order).next().map(|post| post.id);
    let above = view.posts_after(post.order).next().map(|post| post.id);
    match place {
        Place::At(at) => assert_eq!(post.shown(), Shown { at, approximate: false }),
        Place::Before(other) => assert_eq!(above, Some(other)),
        Place::After(other) => assert_eq!(below, Some(other)),
        Place::Own => assert_eq!(post.order.at, post.published_at),
    }
}

/// That what was asked for is so; what was not asked for does not count.
fn check_asked<T: PartialEq + std::fmt::Debug>(asked: Option<&T>, is: &T) {
    assert_eq!(asked.unwrap_or(is), is);
}

fn check_amended(asked: &Amendment, coverage: &Coverage) {
    check_asked(asked.headline.as_ref(), &coverage.headline);
    check_asked(asked.standfirst.as_ref(), &coverage.standfirst);
    check_asked(asked.language.as_ref(), &coverage.language);
    check_asked(asked.time_zone.as_ref(), &coverage.time_zone);
    check_asked(asked.theme.as_ref(), &coverage.theme);
    check_asked(asked.status.as_ref(), &coverage.status);
    check_asked(asked.status_note.as_ref(), &coverage.status_note);
    check_asked(asked.successor.as_ref(), &coverage.successor);
    check_asked(asked.lead.as_ref(), &coverage.lead);
    check_asked(asked.key_points.as_ref(), &coverage.key_points);
    check_asked(asked.pinned.as_ref(), &coverage.pinned);
    check_asked(asked.go_deeper.as_ref(), &coverage.go_deeper);
}

fn check_revised(asked: &Revision, post: &Post) {
    let content = post.content().unwrap();
    check_asked(asked.headline.as_ref(), &content.headline);
    check_asked(asked.label.as_ref(), &content.label);
    check_asked(asked.key_event.as_ref(), &content.key_event);
    check_asked(asked.byline.as_ref(), &content.byline);
    check_asked(asked.contributors.as_ref(), &content.contributors);
    check_asked(asked.dateline.as_ref(), &content.dateline);
    check_asked(asked.body.as_ref(), &content.body);
    if let Some((kind, text)) = &asked.notice {
        let last = post.notices.last().unwrap();
        assert_eq!((last.kind, &last.text), (*kind, text));
    }
}

/// What is true of every view that commands made.
fn check_rules(view: &View) {
    let coverage = view.coverage();
    assert!(coverage.successor.is_none() || coverage.status == Status::Ended);
    assert_eq!(coverage.ended_at.is_some(), coverage.status == Status::Ended);
    assert!(coverage.key_points.iter().filter_map(|point| point.post).all(|id| view.post(id).is_some()));
    assert!(view.posts().all(|post| post.published_at.max(post.order.at) <= view.changed_at()));
}

proptest! {
    #[test]
    fn any_log_gives_a_sound_view(log in log()) {
        let mut view = View::blank();
        for (index, (at, change)) in log.iter().enumerate() {
            let (published, before) = (publications(&view), places(&view));
            view.apply(*at, change);
            check_view(&view);
            prop_assert_eq!(view.seq(), Seq(index as u64 + 1));
            prop_assert_eq!(view.changed_at(), *at);
            // No change takes a post away or alters when it was published, and one alone moves it.
            let (still_published, after) = (publications(&view), places(&view));
            prop_assert!(published.iter().all(|(id, publication)| still_published.get(id) == Some(publication)));
            let moved = if let Change::PostPlaced(placed) = change { Some(placed.post) } else { None };
            prop_assert!(before.iter().all(|(id, place)| moved == Some(*id) || after.get(id) == Some(place)));
        }
    }

    #[test]
    fn replay_gives_the_same_view_wherever_it_stops(log in log(), split in any::<prop::sample::Index>()) {
        let (first, rest) = log.split_at(split.index(log.len() + 1));
        let mut whole = View::blank();
        fold(&mut whole, &log);
        let mut part = View::blank();
        fold(&mut part, first);
        let snapshot = part.clone();
        let then = told(&snapshot);
        fold(&mut part, rest);
        prop_assert_eq!(told(&part), told(&whole));
        prop_assert_eq!(told(&snapshot), then);
    }

    #[test]
    fn the_record_gives_the_same_view(log in log()) {
        let mut view = View::blank();
        fold(&mut view, &log);
        let mut replayed = View::blank();
        for (at, change) in &log {
            let line = change.payload().to_string();
            replayed.apply(*at, &Change::read(change.kind(), serde_json::from_str(&line).unwrap()));
        }
        prop_assert_eq!(told(&replayed), told(&view));
    }

    #[test]
    fn a_change_is_read_as_it_was_written(change in arbitrary::change()) {
        let payload = change.payload();
        let read = Change::read(change.kind(), payload.clone());
        prop_assert_eq!(read.payload(), payload);
        prop_assert_eq!(read, change);
    }

    #[test]
    fn an_accepted_command_has_its_effect_and_a_second_one_has_none(commands in commands()) {
        let mut view = View::blank();
        for (now, command) in commands {
            let context = Context { now };
            let Ok(changes) = decide(&view, command.clone(), &context) else { continue };
            let at = view.time_of_next(now);
            changes.iter().for_each(|change| view.apply(at, change));
            check_effect(&command, at, &view);
            check_view(&view);
            check_rules(&view);
            let once = matches!(command, Command::Open(_) | Command::Publish(_) | Command::Withdraw { .. });
            match decide(&view, command, &context) {
                Ok(changes) => prop_assert!(!once && changes.is_empty()),
                Err(_) => prop_assert!(once),
            }
        }
    }

    /// Who knew the words and who never read them know the same in the end.
    #[test]
    fn the_record_without_redacted_words_gives_the_same_view(commands in commands()) {
        let mut view = View::blank();
        let mut log = Vec::new();
        for (now, command) in commands {
            let Ok(changes) = decide(&view, command, &Context { now }) else { continue };
            let at = view.time_of_next(now);
            for change in changes {
                view.apply(at, &change);
                log.push((at, change));
            }
        }
        let redactions: Vec<(Seq, Timestamp, PostRedacted)> = (1..).zip(&log).filter_map(|(seq, (at, change))| {
            if let Change::PostRedacted(redacted) = change { Some((Seq(seq), *at, redacted.clone())) } else { None }
        }).collect();
        let mut without = View::blank();
        for (seq, (at, change)) in (1..).zip(&log) {
            let blanked = redactions.iter().find_map(|(by, at, it)| it.blanked(Seq(seq), change.kind(), *by, *at));
            let change = blanked.map_or_else(|| change.clone(), Change::Blanked);
            let is_of_redacted = redactions.iter().any(|(.., it)| change.post() == Some(it.post));
            let has_words = matches!(change, Change::PostPublished(_) | Change::PostRevised(_) | Change::PostWithdrawn(_));
            prop_assert!(!(is_of_redacted && has_words), "{:?}", change);
            without.apply(*at, &change);
            check_view(&without);
        }
        prop_assert_eq!(told(&without), told(&view));
        prop_assert_eq!(without.brief(), view.brief());
    }

    /// So do they who follow a record whose source withholds what withdrawn posts said. Of such a
    /// post, notices are kept back with its words: nobody is shown them.
    #[test]
    fn the_record_without_withheld_words_gives_the_same_view(commands in commands()) {
        let mut view = View::blank();
        let mut log = Vec::new();
        for (now, command) in commands {
            let Ok(changes) = decide(&view, command, &Context { now }) else { continue };
            let at = view.time_of_next(now);
            for change in changes {
                view.apply(at, &change);
                log.push((at, change));
            }
        }
        let is_withdrawn = |post| {
            view.post(post).is_some_and(|post| matches!(post.standing, Standing::Withdrawn { .. }))
        };
        let mut without = View::blank();
        for (at, change) in &log {
            let untold = match change {
                Change::PostPublished(PostPublished { post, published_at, approximate, .. }) => {
                    let (published_at, approximate) = (*published_at, *approximate);
                    Some(Untold::Publication { post: *post, published_at, approximate })
                }
                Change::PostRevised(PostRevised { post, .. }) => Some(Untold::Revision { post: *post, notice: None }),
                _ => None,
            };
            let untold = untold.filter(|_| change.post().is_some_and(is_withdrawn));
            let change = untold.map_or_else(|| change.clone(), Change::Untold);
            without.apply(*at, &change);
            check_view(&without);
        }
        prop_assert_eq!(told(&without), told_to_readers(&view));
        prop_assert_eq!(without.brief(), view.brief());
    }

    #[test]
    fn places_sort_as_they_are_written(
        one in arbitrary::time(), other in arbitrary::time(), seq in any::<u64>(), later in any::<u64>(),
    ) {
        prop_assume!(seq != later);
        let one = OrderKey { at: one, seq: Seq(seq) };
        let other = OrderKey { at: other, seq: Seq(later) };
        prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        prop_assert_eq!(one.to_string().len(), 33);
    }

    #[test]
    fn a_members_body_survives_the_record(json in arbitrary::body_json()) {
        let body = Body::from_member(&json).unwrap();
        let written = body.to_json();
        prop_assert_eq!(&Body::from_member(&written).unwrap(), &body);
        prop_assert_eq!(&Body::from_record(&written), &body);
        prop_assert_eq!(Body::from_record(&written).to_json(), written);
    }

    #[test]
    fn json_of_any_shape_is_read_or_refused(json in arbitrary::json_of_any_shape()) {
        let kept = Body::from_record(&json);
        prop_assert_eq!(&Body::from_record(&kept.to_json()), &kept);
        if let Ok(body) = Body::from_member(&json) {
            prop_assert_eq!(body, kept);
        }
    }
}
