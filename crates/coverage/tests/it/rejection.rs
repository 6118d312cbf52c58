//! Every rejection: its code, its field, its sentence and its hint. Codes are
//! stable: programs rely on them.

use std::collections::BTreeSet;

use coverage::{Rejection, Seq, Status};
use expect_test::expect;

use crate::sample::post;

/// One of each: every variant leads to the next, so that the compiler asks
/// for a new one here.
fn next(rejection: Option<&Rejection>) -> Option<Rejection> {
    use Rejection as R;
    let field = |name: &str| name.to_owned();
    Some(match rejection {
        None => R::Empty { field: field("headline") },
        Some(R::Empty { .. }) => R::TooLong { field: field("headline"), limit: 300, length: 301 },
        Some(R::TooLong { .. }) => R::TooMany { field: field("body"), limit: 4_000, length: 4_001 },
        Some(R::TooMany { .. }) => R::ControlCharacter { field: field("headline"), at: 3 },
        Some(R::ControlCharacter { .. }) => R::BadSlug { field: field("slug") },
        Some(R::BadSlug { .. }) => R::BadLanguage { problem: "“-” is not a language tag".to_owned() },
        Some(R::BadLanguage { .. }) => R::BadTimeZone { name: "Mars/Base".to_owned() },
        Some(R::BadTimeZone { .. }) => {
            R::BadLink { field: field("url"), problem: "its scheme is “ftp”".to_owned() }
        }
        Some(R::BadLink { .. }) => R::BadValue { field: field("body.doc"), problem: "it is missing".to_owned() },
        Some(R::BadValue { .. }) => R::AlreadyOpen,
        Some(R::AlreadyOpen) => R::NotOpen,
        Some(R::NotOpen) => R::CoverageEnded,
        Some(R::CoverageEnded) => R::StatusStep { from: Status::Live, to: Status::Draft },
        Some(R::StatusStep { .. }) => R::StatusStart { status: Status::Ended },
        Some(R::StatusStart { .. }) => R::SuccessorBeforeEnd,
        Some(R::SuccessorBeforeEnd) => R::PostUnknown { field: field("pinned"), post: post(7) },
        Some(R::PostUnknown { .. }) => R::PostWithdrawn { field: field("pinned"), post: post(7) },
        Some(R::PostWithdrawn { .. }) => R::PostRedacted { field: field("pinned"), post: post(7) },
        Some(R::PostRedacted { .. }) => R::PostExists { post: post(7) },
        Some(R::PostExists { .. }) => R::RevisedMeanwhile { post: post(7), seq: Seq(12) },
        Some(R::RevisedMeanwhile { .. }) => R::PublishedInFuture,
        Some(R::PublishedInFuture) => R::ShownInFuture,
        Some(R::ShownInFuture) => R::ShownTooEarly,
        Some(R::ShownTooEarly) => R::NoRoom,
        Some(R::NoRoom) => R::FollowedElsewhere,
        Some(R::FollowedElsewhere) => return None,
    })
}

fn one_of_each() -> Vec<Rejection> {
    std::iter::successors(next(None), |rejection| next(Some(rejection))).collect()
}

#[test]
fn a_post_without_words_is_not_told_to_leave_them_out() {
    let hint = |field: &str| Rejection::Empty { field: field.to_owned() }.hint().unwrap();
    assert_eq!(hint("body"), "Write at least a sentence: a headline alone makes no post.");
    assert_eq!(hint("label"), "Write something, or leave the field out.");
}

#[test]
fn each_says_what_is_wrong_and_where() {
    let table: Vec<_> = one_of_each()
        .iter()
        .map(|it| format!("{} at {}\n  {it}\n  {}\n", it.code(), it.field().unwrap_or("-"), it.hint().unwrap_or("-")))
        .collect();
    expect![[r#"
        empty at headline
          `headline` is empty
          Write something, or leave the field out.
        too_long at headline
          `headline` has 301 characters, 300 at most are taken
          Shorten it, or make two posts of it.
        too_many at body
          `body` has 4001 parts, 4000 at most are taken
          Shorten it, or make two posts of it.
        control_character at headline
          `headline` holds a control character at position 3
          Delete it; it may have come along with pasted text.
        bad_slug at slug
          `slug` is no slug: 1 to 80 of a–z, 0–9 and single hyphens between them
          For example: election-night-2026
        bad_language at language
          `language`: “-” is not a language tag
          Give a BCP 47 tag such as en, de-AT or ar.
        bad_time_zone at time_zone
          `time_zone`: there is no zone “Mars/Base” in the IANA database
          Give an IANA name such as Europe/Kyiv or UTC.
        bad_link at url
          `url` is no link for a page: its scheme is “ftp”
          Give the whole address, beginning with https://
        bad_value at body.doc
          `body.doc`: it is missing
          -
        already_open at -
          the coverage has been opened already
          -
        not_open at -
          the coverage has not been opened
          -
        coverage_ended at -
          the coverage has ended
          Set its status to live to reopen it, or post to its successor.
        status_step at status
          a coverage cannot go from live to draft
          A draft goes live; a live one is paused or ended; a paused one goes live or is ended; an ended one is reopened as live.
        status_start at status
          a coverage cannot begin as ended
          Begin as draft or live.
        successor_before_end at successor
          `successor`: only a coverage that has ended names its successor
          Set status to ended in the same request.
        post_unknown at pinned
          `pinned`: there is no post 00000000-0000-0000-0000-000000000007 in this coverage
          -
        post_withdrawn at pinned
          `pinned`: the post 00000000-0000-0000-0000-000000000007 was withdrawn
          A withdrawn post stays as it is; publish a new one.
        post_redacted at pinned
          `pinned`: the post 00000000-0000-0000-0000-000000000007 was redacted
          Its words are gone for good; publish a new post.
        post_exists at -
          there is a post 00000000-0000-0000-0000-000000000007 already
          -
        revised_meanwhile at -
          the post 00000000-0000-0000-0000-000000000007 was changed meanwhile, as change 12
          Read the post as it now is, and revise that.
        published_in_future at publish_at
          `publish_at` lies in the future
          Schedule the post instead.
        shown_in_future at shown_at
          `shown_at` lies in the future
          Give the time at which it happened, or null for the published time.
        shown_too_early at shown_at
          `shown_at` lies more than a month before this coverage and all its posts
          Give the time at which it happened, or null for the published time.
        no_room at -
          there is no time between these two posts
          Give the time under which it is to be shown.
        followed_elsewhere at -
          the coverage is followed from another server, which alone adds to it
          Write it at its source, or have it followed no more: `stet unfollow SLUG`, or DELETE /api/v1/followings/SLUG.
    "#]].assert_eq(&table.concat());
}

#[test]
fn no_two_share_a_code() {
    let all = one_of_each();
    let codes: BTreeSet<_> = all.iter().map(Rejection::code).collect();
    assert_eq!(codes.len(), all.len());
}

#[test]
fn a_field_can_be_named_inside_a_larger_one() {
    let table: Vec<_> = one_of_each()
        .into_iter()
        .map(|it| format!("{}: {}\n", it.code(), it.within("go_deeper[2]").field().unwrap_or("-")))
        .collect();
    expect![[r#"
        empty: go_deeper[2].headline
        too_long: go_deeper[2].headline
        too_many: go_deeper[2].body
        control_character: go_deeper[2].headline
        bad_slug: go_deeper[2].slug
        bad_language: language
        bad_time_zone: time_zone
        bad_link: go_deeper[2].url
        bad_value: go_deeper[2].body.doc
        already_open: -
        not_open: -
        coverage_ended: -
        status_step: status
        status_start: status
        successor_before_end: successor
        post_unknown: go_deeper[2].pinned
        post_withdrawn: go_deeper[2].pinned
        post_redacted: go_deeper[2].pinned
        post_exists: -
        revised_meanwhile: -
        published_in_future: publish_at
        shown_in_future: shown_at
        shown_too_early: shown_at
        no_room: -
        followed_elsewhere: -
    "#]]
    .assert_eq(&table.concat());
}
