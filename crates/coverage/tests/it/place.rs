//! Where a post may be shown, as a table, and what readers then see of it.

use coverage::{Command, Place, PublicationTime, Status};
use expect_test::expect;

use crate::decide::check;
use crate::sample::{after, at, ended, open, post, publish, publish_when, revise, set_status, withdraw};

fn place(number: u128, place: Place) -> Command {
    Command::Place { post: post(number), place }
}

/// Posts at 09:01, 09:02 and 09:03.
fn three() -> Vec<Command> {
    vec![open(), publish(1), publish(2), publish(3)]
}

fn numbers(log: Vec<Command>) -> Vec<u128> {
    after(log).posts().map(|post| post.id.uuid().as_u128()).collect()
}

#[test]
fn a_time_is_given() {
    check(
        three(),
        place(3, Place::At(at("04:00"))),
        expect![[r#"post_placed {"post":"№ 3","shown":{"at":"2026-03-01T04:00:00Z"},"v":1}"#]],
    );
    check(three(), place(3, Place::At(at("09:03"))), expect!["nothing"]);
    check(
        three(),
        place(3, Place::At(at("10:01"))),
        expect!["shown_in_future at shown_at: `shown_at` lies in the future"],
    );
    let last_year = "2025-03-01T09:00:00Z".parse().unwrap();
    check(
        three(),
        place(3, Place::At(last_year)),
        expect![
            "shown_too_early at shown_at: `shown_at` lies more than a month before this coverage and all its posts"
        ],
    );
}

#[test]
fn a_place_beside_another_post_is_given() {
    check(
        three(),
        place(3, Place::Before(post(2))),
        expect![[r#"post_placed {"post":"№ 3","shown":{"at":"2026-03-01T09:01:30Z"},"v":1}"#]],
    );
    check(
        three(),
        place(1, Place::After(post(3))),
        expect![[r#"post_placed {"post":"№ 1","shown":{"at":"2026-03-01T09:03:00.5Z"},"v":1}"#]],
    );
    check(
        three(),
        place(3, Place::Before(post(1))),
        expect![[r#"post_placed {"post":"№ 3","shown":{"at":"2026-03-01T09:00:59Z"},"v":1}"#]],
    );
    check(three(), place(2, Place::After(post(1))), expect!["nothing"]);
    check(three(), place(2, Place::Before(post(3))), expect!["nothing"]);
    check(
        three(),
        place(1, Place::After(post(1))),
        expect!["bad_value at after: `after`: a post cannot stand beside itself"],
    );
    check(
        three(),
        place(1, Place::Before(post(9))),
        expect!["post_unknown at before: `before`: there is no post № 9 in this coverage"],
    );
}

#[test]
fn posts_of_one_moment_leave_no_room_but_for_one_that_came_between() {
    let moment = |number| publish_when(number, PublicationTime::At(at("09:00")));
    let log = vec![open(), moment(1), publish(2), moment(3), moment(4)];
    check(
        log.clone(),
        place(2, Place::After(post(1))),
        expect![[r#"post_placed {"post":"№ 2","shown":{"at":"2026-03-01T09:00:00Z"},"v":1}"#]],
    );
    check(log, place(2, Place::After(post(3))), expect!["no_room at -: there is no time between these two posts"]);
}

#[test]
fn its_own_time_can_be_given_back() {
    let placed = [three(), vec![place(3, Place::At(at("04:00")))]].concat();
    check(placed, place(3, Place::Own), expect![[r#"post_placed {"post":"№ 3","v":1}"#]]);
    check(three(), place(3, Place::Own), expect!["nothing"]);
}

#[test]
fn what_readers_can_read_is_placed_and_nothing_else() {
    check(
        [three(), vec![withdraw(2)]].concat(),
        place(2, Place::Own),
        expect!["post_withdrawn at post: `post`: the post № 2 was withdrawn"],
    );
    check(
        three(),
        place(9, Place::Own),
        expect!["post_unknown at post: `post`: there is no post № 9 in this coverage"],
    );
    check(
        ended(),
        place(1, Place::At(at("08:30"))),
        expect![[r#"post_placed {"post":"№ 1","shown":{"at":"2026-03-01T08:30:00Z"},"v":1}"#]],
    );
}

#[test]
fn a_placed_post_stands_elsewhere_and_was_published_when_it_was() {
    let log = || [three(), vec![place(3, Place::Before(post(2)))]].concat();
    assert_eq!(numbers(log()), [2, 3, 1]);
    let revised = [log(), vec![revise(3, |to| to.key_event = Some(true)), set_status(Status::Paused)]].concat();
    let view = after(revised.clone());
    let placed = view.post(post(3)).unwrap();
    assert_eq!((placed.published_at, placed.order.at.to_string()), (at("09:03"), "2026-03-01T09:01:30Z".to_owned()));
    assert_eq!(numbers(revised), [2, 3, 1]);
    assert_eq!(numbers([log(), vec![place(3, Place::Own)]].concat()), [3, 2, 1]);
    assert_eq!(numbers([log(), vec![withdraw(3)]].concat()), [2, 3, 1]);
}

#[test]
fn a_clock_time_that_is_not_known_is_not_made_up() {
    let guessed = publish_when(4, PublicationTime::Approximately(at("04:00")));
    let log = || [three(), vec![guessed.clone()]].concat();
    let shown = |log| after(log).post(post(4)).unwrap().shown().approximate;
    assert!(shown([log(), vec![place(4, Place::After(post(1)))]].concat()));
    assert!(!shown([log(), vec![place(4, Place::At(at("04:30")))]].concat()));
    assert!(shown([log(), vec![place(4, Place::At(at("04:30"))), place(4, Place::Own)]].concat()));
}
