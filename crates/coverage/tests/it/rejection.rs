//! Every rejection: its code, its field, its sentence and its hint. Codes are
//! stable: programs rely on them.

use std::collections::BTreeSet;

use coverage::{Rejection, Status};
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
        Some(R::BadTimeZone { .. }) => R::BadLink { field: field("url"), problem: "its scheme is “ftp”".to_owned() },
        Some(R::BadLink { .. }) => R::BadBody { field: field("body.doc"), problem: "it is missing".to_owned() },
        Some(R::BadBody { .. }) => R::AlreadyOpen,
        Some(R::AlreadyOpen) => R::NotOpen,
        Some(R::NotOpen) => R::CoverageEnded,
        Some(R::CoverageEnded) => R::StatusStep { from: Status::Live, to: Status::Draft },
        Some(R::StatusStep { .. }) => R::StatusStart { status: Status::Ended },
        Some(R::StatusStart { .. }) => R::SuccessorBeforeEnd,
        Some(R::SuccessorBeforeEnd) => R::PostUnknown { field: field("pinned"), post: post(7) },
        Some(R::PostUnknown { .. }) => R::PostWithdrawn { field: field("pinned"), post: post(7) },
        Some(R::PostWithdrawn { .. }) => R::PostExists { post: post(7) },
        Some(R::PostExists { .. }) => R::PublishedInFuture,
        Some(R::PublishedInFuture) => return None,
    })
}

fn one_of_each() -> Vec<Rejection> {
    std::iter::successors(next(None), |rejection| next(Some(rejection))).collect()
}

#[test]
fn each_says_what_is_wrong_and_where() {
    let table: Vec<_> = one_of_each()
        .iter()
        .map(|it| format!("{} at {}\n  {it}\n  {}\n", it.code(), it.field().unwrap_or("-"), it.hint().unwrap_or("-")))
        .collect();
    expect![[]].assert_eq(&table.concat());
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
    expect![[]].assert_eq(&table.concat());
}
