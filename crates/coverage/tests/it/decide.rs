//! The editorial rules, as tables: what was decided before, what is asked,
//! what comes of it. Here those of posts; those of the coverage are in `amend`.

use coverage::{Body, Change, Command, Context, Contributor, NoticeKind, PublicationTime, Status, decide};
use expect_test::{Expect, expect};

use crate::sample::{
    after, amend, at, body, ended, line, open, opening, post, prose, publish, publish_when, revise, set_status,
    withdraw,
};

/// Decides the command at 10:00, after those of the log.
pub(crate) fn check(log: Vec<Command>, command: Command, expected: Expect) {
    expected.assert_eq(&decided(log, command, "10:00"));
}

/// What comes of the command at that clock time: a line for each change, or the rule it breaks.
pub(crate) fn decided(log: Vec<Command>, command: Command, now: &str) -> String {
    let told = match decide(&after(log), command, &Context { now: at(now) }) {
        Ok(changes) if changes.is_empty() => "nothing".to_owned(),
        Ok(changes) => changes.iter().map(change_line).collect::<Vec<_>>().join("\n"),
        Err(refused) => format!("{} at {}: {refused}", refused.code(), refused.field().unwrap_or("-")),
    };
    told.replace("00000000-0000-0000-0000-00000000000", "№ ")
}

/// A change on one line, a body as its words.
fn change_line(change: &Change) -> String {
    let mut payload = change.payload();
    if let Some(body) = payload.pointer_mut("/content/body") {
        *body = Body::from_record(body).text().into();
    }
    format!("{} {payload}", change.kind())
}

mod publishing {
    use super::*;

    #[test]
    fn a_post_gets_the_time_of_the_command() {
        check(
            vec![open()],
            publish(1),
            expect![[
                r#"post_published {"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 1","published_at":"2026-03-01T10:00:00Z","v":1}"#
            ]],
        );
    }

    #[test]
    fn a_draft_or_paused_coverage_takes_posts() {
        let draft = decided(vec![Command::Open(opening(Status::Draft))], publish(1), "10:00");
        let paused = decided(vec![open(), set_status(Status::Paused)], publish(1), "10:00");
        assert_eq!([&draft, &paused], [&decided(vec![open()], publish(1), "10:00"); 2]);
    }

    #[test]
    fn an_ended_coverage_takes_none() {
        check(ended(), publish(2), expect!["coverage_ended at -: the coverage has ended"]);
    }

    #[test]
    fn a_reopened_coverage_takes_posts() {
        check(
            vec![open(), set_status(Status::Ended), set_status(Status::Live)],
            publish(1),
            expect![[
                r#"post_published {"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 1","published_at":"2026-03-01T10:00:00Z","v":1}"#
            ]],
        );
    }

    #[test]
    fn an_id_is_used_once() {
        check(vec![open(), publish(1)], publish(1), expect!["post_exists at -: there is a post № 1 already"]);
        check(
            vec![open(), publish(1), withdraw(1)],
            publish(1),
            expect!["post_exists at -: there is a post № 1 already"],
        );
    }

    #[test]
    fn an_earlier_time_may_be_given() {
        check(
            vec![open()],
            publish_when(1, PublicationTime::At(at("04:00"))),
            expect![[
                r#"post_published {"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 1","published_at":"2026-03-01T04:00:00Z","v":1}"#
            ]],
        );
        check(
            vec![open()],
            publish_when(1, PublicationTime::Approximately(at("04:00"))),
            expect![[
                r#"post_published {"approximate":true,"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 1","published_at":"2026-03-01T04:00:00Z","v":1}"#
            ]],
        );
        check(
            vec![open()],
            publish_when(1, PublicationTime::At(at("10:00"))),
            expect![[
                r#"post_published {"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 1","published_at":"2026-03-01T10:00:00Z","v":1}"#
            ]],
        );
    }

    #[test]
    fn a_later_time_may_not() {
        check(
            vec![open()],
            publish_when(1, PublicationTime::At(at("10:01"))),
            expect!["published_in_future at publish_at: `publish_at` lies in the future"],
        );
        check(
            vec![open()],
            publish_when(1, PublicationTime::Approximately(at("10:01"))),
            expect!["published_in_future at publish_at: `publish_at` lies in the future"],
        );
    }

    #[test]
    fn a_clock_set_back_does_not_set_the_record_back() {
        // The last change happened at 09:01.
        expect![[r#"post_published {"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 2","published_at":"2026-03-01T09:01:00Z","v":1}"#]].assert_eq(&decided(vec![open(), publish(1)], publish(2), "08:00"));
        let between = publish_when(2, PublicationTime::At(at("08:30")));
        expect![[r#"post_published {"content":{"body":"The ferry is late","headline":"The ferry is late"},"post":"№ 2","published_at":"2026-03-01T08:30:00Z","v":1}"#]].assert_eq(&decided(vec![open(), publish(1)], between, "08:00"));
    }
}

mod revising {
    use super::*;

    fn log() -> Vec<Command> {
        vec![open(), publish(1)]
    }

    #[test]
    fn a_revision_of_nothing_is_nothing() {
        check(log(), revise(1, |_| {}), expect!["nothing"]);
    }

    #[test]
    fn what_is_given_is_changed_and_the_rest_stays() {
        check(
            log(),
            revise(1, |to| to.headline = Some(Some(line("The ferry is here")))),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","headline":"The ferry is here"},"post":"№ 1","v":1}"#
            ]],
        );
        check(
            log(),
            revise(1, |to| to.headline = Some(None)),
            expect![[r#"post_revised {"content":{"body":"The ferry is late"},"post":"№ 1","v":1}"#]],
        );
        check(
            log(),
            revise(1, |to| to.label = Some(Some(line("Now")))),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","headline":"The ferry is late","label":"Now"},"post":"№ 1","v":1}"#
            ]],
        );
        check(
            log(),
            revise(1, |to| to.key_event = Some(true)),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","headline":"The ferry is late","key_event":true},"post":"№ 1","v":1}"#
            ]],
        );
        check(
            log(),
            revise(1, |to| to.byline = Some(Some(line("By our desk")))),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","byline":"By our desk","headline":"The ferry is late"},"post":"№ 1","v":1}"#
            ]],
        );
        check(
            log(),
            revise(1, |to| to.dateline = Some(Some(line("Odesa")))),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","dateline":"Odesa","headline":"The ferry is late"},"post":"№ 1","v":1}"#
            ]],
        );
        check(
            log(),
            revise(1, |to| to.body = Some(body("It came at nine"))),
            expect![[
                r#"post_revised {"content":{"body":"It came at nine","headline":"The ferry is late"},"post":"№ 1","v":1}"#
            ]],
        );
        let credited = revise(1, |to| to.contributors = Some([Contributor { name: line("Ada Moor") }].into()));
        check(
            log(),
            credited,
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","contributors":[{"name":"Ada Moor"}],"headline":"The ferry is late"},"post":"№ 1","v":1}"#
            ]],
        );
    }

    #[test]
    fn what_is_given_as_it_stands_is_nothing() {
        check(
            log(),
            revise(1, |to| {
                to.headline = Some(Some(line("The ferry is late")));
                to.label = Some(None);
                to.key_event = Some(false);
                to.body = Some(body("The ferry is late"));
            }),
            expect!["nothing"],
        );
    }

    fn noted(kind: NoticeKind, text: &str) -> Command {
        revise(1, |to| to.notice = Some((kind, prose(text))))
    }

    #[test]
    fn a_notice_can_come_alone() {
        check(
            log(),
            noted(NoticeKind::Clarification, "All times are local"),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","headline":"The ferry is late"},"notice":{"kind":"clarification","text":"All times are local"},"post":"№ 1","v":1}"#
            ]],
        );
    }

    #[test]
    fn the_same_notice_sent_twice_is_given_once() {
        let notice = || noted(NoticeKind::Correction, "The ferry holds 90, not 900");
        check([log(), vec![notice()]].concat(), notice(), expect!["nothing"]);
        let update = noted(NoticeKind::Update, "The ferry holds 90, not 900");
        check(
            [log(), vec![notice()]].concat(),
            update,
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","headline":"The ferry is late"},"notice":{"kind":"update","text":"The ferry holds 90, not 900"},"post":"№ 1","v":1}"#
            ]],
        );
    }

    #[test]
    fn only_what_can_be_read_is_revised() {
        check(log(), revise(7, |_| {}), expect!["post_unknown at post: `post`: there is no post № 7 in this coverage"]);
        check(
            [log(), vec![withdraw(1)]].concat(),
            revise(1, |_| {}),
            expect!["post_withdrawn at post: `post`: the post № 1 was withdrawn"],
        );
    }

    #[test]
    fn an_ended_coverage_can_be_put_right() {
        check(
            ended(),
            noted(NoticeKind::Correction, "The ferry holds 90, not 900"),
            expect![[
                r#"post_revised {"content":{"body":"The ferry is late","headline":"The ferry is late"},"notice":{"kind":"correction","text":"The ferry holds 90, not 900"},"post":"№ 1","v":1}"#
            ]],
        );
    }
}

mod withdrawing {
    use super::*;

    #[test]
    fn a_post_is_taken_back() {
        check(
            vec![open(), publish(1)],
            withdraw(1),
            expect![[r#"post_withdrawn {"post":"№ 1","reason":"It told of another ferry","v":1}"#]],
        );
    }

    #[test]
    fn a_pinned_post_is_unpinned_first() {
        let pin = amend(|to| to.pinned = Some(Some(post(1))));
        check(
            vec![open(), publish(1), pin],
            withdraw(1),
            expect![[r#"
            post_unpinned {"post":"№ 1","v":1}
            post_withdrawn {"post":"№ 1","reason":"It told of another ferry","v":1}"#]],
        );
    }

    #[test]
    fn it_happens_once_and_to_a_post_that_is_there() {
        check(
            vec![open(), publish(1), withdraw(1)],
            withdraw(1),
            expect!["post_withdrawn at post: `post`: the post № 1 was withdrawn"],
        );
        check(
            vec![open()],
            withdraw(7),
            expect!["post_unknown at post: `post`: there is no post № 7 in this coverage"],
        );
    }

    #[test]
    fn an_ended_coverage_can_take_back() {
        check(
            ended(),
            withdraw(1),
            expect![[r#"post_withdrawn {"post":"№ 1","reason":"It told of another ferry","v":1}"#]],
        );
    }
}
