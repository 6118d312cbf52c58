//! Earlier views, as they may be told after what came later.

use coverage::{
    Amendment, Body, Change, Command, Content, Context, MediaId, NoticeKind, Opening, PostRedacted, RedactionReason,
    Seq, Standing, Status, Untold, View, decide,
};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::json;

use crate::arbitrary;
use crate::properties::{check_lists, check_view, told};
use crate::sample::{
    after, amend, at, body, content, document, media, open, opening, paragraph, post, prose, publish, revise, withdraw,
};

fn folded(log: &[(Timestamp, Change)]) -> View {
    let mut view = View::blank();
    log.iter().for_each(|(at, change)| view.apply(*at, change));
    view
}

/// What commands make of a coverage, change by change.
fn log(commands: Vec<(Timestamp, Command)>) -> Vec<(Timestamp, Change)> {
    let (mut view, mut log) = (View::blank(), Vec::new());
    for (now, command) in commands {
        let Ok(changes) = decide(&view, command, &Context { now }) else { continue };
        let at = view.time_of_next(now);
        for change in changes {
            view.apply(at, &change);
            log.push((at, change));
        }
    }
    log
}

/// The log as it is read once what was redacted in it is blanked.
fn blanked(log: &[(Timestamp, Change)]) -> Vec<(Timestamp, Change)> {
    let redactions: Vec<(Seq, Timestamp, &PostRedacted)> = (1..)
        .zip(log)
        .filter_map(|(seq, (at, change))| match change {
            Change::PostRedacted(redacted) => Some((Seq(seq), *at, redacted)),
            _ => None,
        })
        .collect();
    let read = |(seq, (at, change)): (u64, &(Timestamp, Change))| {
        let blanked = redactions.iter().find_map(|(by, at, it)| it.blanked(Seq(seq), change.kind(), *by, *at));
        (*at, blanked.map_or_else(|| change.clone(), Change::Blanked))
    };
    (1..).zip(log).map(read).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn what_was_taken_back_is_told_at_no_moment(
        commands in vec((arbitrary::time(), arbitrary::command()), 0..32),
        opening in arbitrary::opening(), cursor in any::<prop::sample::Index>(),
    ) {
        let first = (Timestamp::UNIX_EPOCH, Command::Open(opening));
        let log = log([first].into_iter().chain(commands).collect());
        let (now, cursor) = (folded(&log), cursor.index(log.len() + 1));
        let then = folded(&log[..cursor]);
        let retold = then.retold(&now);
        prop_assert_eq!((retold.seq(), retold.changed_at(), retold.len()), (then.seq(), then.changed_at(), then.len()));
        for (before, post) in then.posts().zip(retold.posts()) {
            let standing = &now.post(post.id).unwrap().standing;
            let is_gone = !matches!(standing, Standing::Published(_));
            if is_gone {
                prop_assert_eq!(&post.standing, standing);
                prop_assert!(post.notices.is_empty() || before.standing == post.standing);
            }
            // The place, the times and the number of versions stay; a picture that is gone is gone.
            prop_assert_eq!((post.order, post.seq, post.revised_at, post.revisions), (before.order, before.seq, before.revised_at, before.revisions));
            let has_pictures = before.content().is_some_and(|content| !content.body.media().is_empty());
            prop_assert!(is_gone || has_pictures || post == before);
        }
        check_lists(&retold);
        check_lists(&then.without_silent_versions(&now));
        prop_assert_eq!(retold.published(), retold.posts().filter(|post| post.content().is_some()).count());
        // Whoever reads the record after the redaction comes to the same.
        let read = folded(&blanked(&log)[..cursor]);
        prop_assert_eq!(told(&read.retold(&now)), told(&retold));
        // And so does who knew the words, lets go of them, and reads on.
        let between = cursor / 2;
        let mut kept = folded(&log[..between]);
        for (_, change) in &log {
            if let Change::PostRedacted(PostRedacted { post, .. }) = change {
                kept.take_words(*post, &now.post(*post).unwrap().standing);
            }
        }
        blanked(&log)[between..cursor].iter().for_each(|(at, change)| kept.apply(*at, change));
        prop_assert_eq!(told(&kept), told(&read));
        // What is so now is told as it is.
        prop_assert_eq!(told(&now.retold(&now)), told(&now));
        check_view(&now.retold(&now));
    }
}

#[test]
fn a_post_that_was_withdrawn_since_stands_so_in_its_place() {
    let then = after(vec![open(), publish(1), publish(2), amend(|to| to.pinned = Some(Some(post(1))))]);
    let now = after(vec![open(), publish(1), publish(2), amend(|to| to.pinned = Some(Some(post(1)))), withdraw(1)]);
    let retold = then.retold(&now);
    let Standing::Withdrawn { reason, at: withdrawn_at } = &retold.post(post(1)).unwrap().standing else {
        panic!("{:?}", retold.post(post(1)))
    };
    assert_eq!((reason.as_str(), *withdrawn_at), ("It told of another ferry", at("09:04")));
    assert_eq!((retold.published(), retold.len(), retold.pinned().map(|post| post.id)), (1, 2, Some(post(1))));
    assert_eq!((then.taken_back(), now.taken_back()), (Seq(0), now.seq()));
    assert_eq!(then.published(), 2, "the view that was told of stays as it is");
}

fn with_picture(number: u128, picture: u128) -> Command {
    let image = json!({"type": "image", "attrs": {"media": media(picture).to_string(), "alt": "A pier"}});
    let body = Body::from_member(&document(json!([paragraph("Waves"), image]))).unwrap();
    revise(number, |to| to.body = Some(body))
}

#[test]
fn a_picture_that_was_redacted_since_is_not_shown() {
    let log = || vec![open(), publish(1), with_picture(1, 7), publish(2), with_picture(2, 8)];
    let gone = Command::TakeOut { media: media(7), reason: RedactionReason::Legal, note: prose("A picture went.") };
    let (then, now) = (after(log()), after(log().into_iter().chain([gone]).collect()));
    let shown = |view: &View, number: u128| -> Vec<MediaId> {
        view.post(post(number)).unwrap().content().unwrap().body.media()
    };
    assert_eq!((shown(&then, 1), shown(&then, 2)), (vec![media(7)], vec![media(8)]));
    let retold = then.retold(&now);
    assert_eq!((shown(&retold, 1), shown(&retold, 2)), (vec![], vec![media(8)]));
    assert!(retold.post(post(1)).unwrap().notices.is_empty(), "that it went is told later");
}

#[test]
fn words_that_came_in_silence_are_told_as_long_as_they_are_said() {
    let said = |number: u128, words: &str| {
        let words = body(words);
        revise(number, |to| to.body = Some(words))
    };
    let corrected = revise(1, |to| {
        to.body = Some(body("It is here"));
        to.notice = Some((NoticeKind::Correction, prose("It was elsewhere.")));
    });
    let log = [open(), publish(1), said(1, "It is hre"), corrected, said(1, "It is here, still")];
    let views: Vec<View> = (1..=log.len()).map(|length| after(log[..length].to_vec())).collect();
    let now = views.last().unwrap();
    let standing = |view: &View| view.without_silent_versions(now).post(post(1)).unwrap().standing.clone();
    let published = |words: &str| Standing::Published(Content { body: body(words), ..content("The ferry is late") });
    assert_eq!(standing(&views[1]), published("The ferry is late"), "it was published so");
    assert_eq!(standing(&views[2]), Standing::Withheld);
    assert_eq!(standing(&views[3]), published("It is here"));
    assert_eq!(standing(now), published("It is here, still"), "everybody reads it");
    assert_eq!(views[2].without_silent_versions(now).published(), 0);
}

#[test]
fn what_readers_met_first_did_not_come_in_silence() {
    let said = |words: &str, notice: Option<NoticeKind>| {
        let (words, notice) = (body(words), notice.map(|kind| (kind, prose("It was another."))));
        revise(1, move |to| (to.body, to.notice) = (Some(words), notice))
    };
    let begun = Command::Open(opening(Status::Draft));
    let live = amend(|to| to.status = Some(Status::Live));
    let log = [begun, publish(1), said("It is prepared", None), live, said("It is told", Some(NoticeKind::Update))];
    let (met, now) = (after(log[..4].to_vec()), after(log.to_vec()));
    let retold = met.without_silent_versions(&now);
    assert_eq!(
        retold.post(post(1)).unwrap().content().map(|content| content.body.text()),
        Some("It is prepared".into())
    );
}

#[test]
fn what_a_source_did_not_tell_is_not_told_as_it_was_before() {
    let notice = |to: &mut coverage::Revision| to.notice = Some((NoticeKind::Update, prose("It is said now.")));
    let commands = [open(), publish(1), revise(1, |to| to.body = Some(body("In silence"))), revise(1, notice)];
    let mut log = log(commands.map(|command| (Timestamp::UNIX_EPOCH, command)).into());
    log[2].1 = Change::Untold(Untold::Revision { post: post(1), notice: None });
    let views: Vec<View> = (1..=log.len()).map(|length| folded(&log[..length])).collect();
    let standing = |view: &View| view.retold(&views[3]).post(post(1)).unwrap().standing.clone();
    assert!(matches!(standing(&views[1]), Standing::Published(_)));
    assert_eq!(standing(&views[2]), Standing::Withheld);
    assert!(matches!(standing(&views[3]), Standing::Published(_)), "it said again what it says");
    assert_eq!(views[2].retold(&views[3]).published(), 0);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Whoever follows a record from which it is withheld what was prepared comes to what readers see.
    #[test]
    fn the_record_without_what_was_prepared_gives_the_same_view(
        commands in vec((arbitrary::time(), arbitrary::command()), 0..48), opening in arbitrary::opening(),
    ) {
        let opening = Opening { status: Status::Draft, further: Amendment::default(), ..opening };
        let live = amend(|to| to.status = Some(Status::Live));
        let log = log([(Timestamp::UNIX_EPOCH, Command::Open(opening))].into_iter().chain(commands).chain([(Timestamp::UNIX_EPOCH, live)]).collect());
        let now = folded(&log);
        let untold = |(seq, (at, change)): (u64, &(Timestamp, Change))| {
            let is_pin = matches!(change, Change::PostPinned(_) | Change::PostUnpinned(_));
            if is_pin || !now.is_prepared(Seq(seq), change) {
                return (*at, change.clone());
            }
            let stands = match change {
                Change::CoverageOpened(opened) => {
                    Some(Untold::Opening { language: opened.language.clone(), time_zone: opened.time_zone.clone() })
                }
                Change::PostPublished(it) => Some(Untold::Publication {
                    post: it.post,
                    published_at: it.published_at,
                    approximate: it.approximate,
                }),
                Change::PostRevised(it) => Some(Untold::Revision { post: it.post, notice: it.notice.clone() }),
                _ => None,
            };
            let unknown = || Change::Unknown { kind: change.kind().to_owned(), payload: serde_json::Value::Null };
            (*at, stands.map_or_else(unknown, Change::Untold))
        };
        let followed = folded(&(1..).zip(&log).map(untold).collect::<Vec<_>>());
        // Where a post stood before anybody could see it, nobody is told.
        let opened = now.opened().unwrap();
        let met = |view: &View| {
            let (seq, at, coverage, mut posts, published) = told(view);
            for post in &mut posts {
                post.moves = post.moves.iter().copied().filter(|step| step.seq >= opened).collect();
            }
            (seq, at, coverage, posts, published)
        };
        prop_assert_eq!(met(&followed), met(&now));
        prop_assert_eq!(followed.brief(), now.brief());
        prop_assert_eq!(told(&followed.retold(&followed)), told(&followed));
        check_view(&followed);
    }
}
