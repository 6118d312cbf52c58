//! The editorial rules of a coverage as a whole: opening, amending, pinning, status, successor.

use coverage::{Amendment, Command, Further, KeyPoint, Language, Lead, Opening, Status, Successor, WebUrl, Zone};
use expect_test::expect;

use crate::decide::{check, decided};
use crate::sample::{amend, ended, line, media, open, opening, post, prose, publish, revise, set_status, withdraw};

fn pin(number: u128) -> Command {
    amend(|to| to.pinned = Some(Some(post(number))))
}

fn unpin() -> Command {
    amend(|to| to.pinned = Some(None))
}

fn succeeded_by(slug: &str) -> Option<Option<Successor>> {
    Some(Some(Successor::parse("successor", slug).unwrap()))
}

fn lead(alt: &str) -> Option<Option<Lead>> {
    Some(Some(Lead::Image {
        media: Some(media(9)),
        alt: alt.to_owned(),
        caption: Some(prose("The pier at noon")),
        credit: Some(line("M. Ode")),
        width: Some(1600),
        height: Some(900),
    }))
}

fn key_points(posts: &[Option<u128>]) -> Option<Box<[KeyPoint]>> {
    Some(posts.iter().map(|number| KeyPoint { text: prose("Ferries stay in port"), post: number.map(post) }).collect())
}

fn further() -> Option<Box<[Further]>> {
    let url = WebUrl::parse("url", "https://example.org/tides").unwrap();
    Some([Further { title: line("How tides work"), url: Some(url) }].into())
}

mod opening_a_coverage {
    use super::*;

    #[test]
    fn it_opens_live() {
        check(
            vec![],
            open(),
            expect![[
                r#"coverage_opened {"headline":"Storm over the bay","language":"en","status":"live","time_zone":"Europe/Kyiv","v":1}"#
            ]],
        );
    }

    #[test]
    fn it_opens_as_a_draft() {
        check(
            vec![],
            Command::Open(opening(Status::Draft)),
            expect![[
                r#"coverage_opened {"headline":"Storm over the bay","language":"en","status":"draft","time_zone":"Europe/Kyiv","v":1}"#
            ]],
        );
    }

    #[test]
    fn it_does_not_begin_paused_or_ended() {
        check(
            vec![],
            Command::Open(opening(Status::Paused)),
            expect!["status_start at status: a coverage cannot begin as paused"],
        );
        check(
            vec![],
            Command::Open(opening(Status::Ended)),
            expect!["status_start at status: a coverage cannot begin as ended"],
        );
    }

    #[test]
    fn all_that_is_known_at_the_start_follows_the_opening() {
        let further = Amendment {
            standfirst: Some(Some(prose("Wind and water"))),
            key_points: key_points(&[None]),
            lead: lead("A pier"),
            go_deeper: further(),
            ..Amendment::default()
        };
        check(
            vec![],
            Command::Open(Opening { further, ..opening(Status::Live) }),
            expect![[r#"
            coverage_opened {"headline":"Storm over the bay","language":"en","status":"live","time_zone":"Europe/Kyiv","v":1}
            standfirst_changed {"standfirst":"Wind and water","v":1}
            lead_changed {"lead":{"alt":"A pier","caption":"The pier at noon","credit":"M. Ode","height":900,"kind":"image","media":"№ 9","width":1600},"v":1}
            key_points_changed {"key_points":[{"text":"Ferries stay in port"}],"v":1}
            go_deeper_changed {"go_deeper":[{"title":"How tides work","url":"https://example.org/tides"}],"v":1}"#]],
        );
    }

    #[test]
    fn a_key_point_or_pin_has_no_post_to_name_yet() {
        let further = Amendment { key_points: key_points(&[Some(1)]), ..Amendment::default() };
        check(
            vec![],
            Command::Open(Opening { further, ..opening(Status::Live) }),
            expect!["post_unknown at key_points[0].post: `key_points[0].post`: there is no post № 1 in this coverage"],
        );
        let further = Amendment { pinned: Some(Some(post(1))), ..Amendment::default() };
        check(
            vec![],
            Command::Open(Opening { further, ..opening(Status::Live) }),
            expect!["post_unknown at pinned: `pinned`: there is no post № 1 in this coverage"],
        );
    }

    #[test]
    fn it_opens_once() {
        check(vec![open()], open(), expect!["already_open at -: the coverage has been opened already"]);
    }

    #[test]
    fn nothing_comes_before_it() {
        check(vec![], amend(|_| {}), expect!["not_open at -: the coverage has not been opened"]);
        check(vec![], publish(1), expect!["not_open at -: the coverage has not been opened"]);
        check(vec![], revise(1, |_| {}), expect!["not_open at -: the coverage has not been opened"]);
        check(vec![], withdraw(1), expect!["not_open at -: the coverage has not been opened"]);
    }
}

mod amending_a_coverage {
    use super::*;

    #[test]
    fn an_amendment_of_nothing_is_nothing() {
        check(vec![open()], amend(|_| {}), expect!["nothing"]);
    }

    #[test]
    fn headline() {
        check(
            vec![open()],
            amend(|to| to.headline = Some(line("The storm has passed"))),
            expect![[r#"headline_changed {"headline":"The storm has passed","v":1}"#]],
        );
        check(vec![open()], amend(|to| to.headline = Some(line("Storm over the bay"))), expect!["nothing"]);
    }

    #[test]
    fn standfirst() {
        let given = || amend(|to| to.standfirst = Some(Some(prose("Wind\nand water"))));
        let removed = || amend(|to| to.standfirst = Some(None));
        check(vec![open()], given(), expect![[r#"standfirst_changed {"standfirst":"Wind\nand water","v":1}"#]]);
        check(vec![open(), given()], given(), expect!["nothing"]);
        check(vec![open(), given()], removed(), expect![[r#"standfirst_changed {"standfirst":null,"v":1}"#]]);
        check(vec![open()], removed(), expect!["nothing"]);
    }

    #[test]
    fn language_and_zone_go_together() {
        let arabic = || amend(|to| to.language = Some(Language::parse("ar").unwrap()));
        check(
            vec![open()],
            arabic(),
            expect![[r#"settings_changed {"language":"ar","time_zone":"Europe/Kyiv","v":1}"#]],
        );
        check(
            vec![open(), arabic()],
            amend(|to| to.time_zone = Some(Zone::parse("UTC").unwrap())),
            expect![[r#"settings_changed {"language":"ar","time_zone":"UTC","v":1}"#]],
        );
        check(vec![open(), arabic()], arabic(), expect!["nothing"]);
    }

    #[test]
    fn lead_picture() {
        check(
            vec![open()],
            amend(|to| to.lead = lead("A pier")),
            expect![[
                r#"lead_changed {"lead":{"alt":"A pier","caption":"The pier at noon","credit":"M. Ode","height":900,"kind":"image","media":"№ 9","width":1600},"v":1}"#
            ]],
        );
        check(
            vec![open(), amend(|to| to.lead = lead("A pier"))],
            amend(|to| to.lead = lead("A pier")),
            expect!["nothing"],
        );
        check(
            vec![open(), amend(|to| to.lead = lead("A pier"))],
            amend(|to| to.lead = Some(None)),
            expect![[r#"lead_changed {"lead":null,"v":1}"#]],
        );
    }

    #[test]
    fn a_leads_alternative_text_is_checked() {
        check(
            vec![open()],
            amend(|to| to.lead = lead(&"a".repeat(2_001))),
            expect!["too_long at lead.alt: `lead.alt` has 2001 characters, 2000 at most are taken"],
        );
        check(
            vec![open()],
            amend(|to| to.lead = lead("A\u{0}pier")),
            expect!["control_character at lead.alt: `lead.alt` holds a control character at position 1"],
        );
    }

    #[test]
    fn key_points_name_published_posts() {
        let log = || vec![open(), publish(1), publish(2), withdraw(2)];
        check(
            log(),
            amend(|to| to.key_points = key_points(&[Some(1), None])),
            expect![[
                r#"key_points_changed {"key_points":[{"post":"№ 1","text":"Ferries stay in port"},{"text":"Ferries stay in port"}],"v":1}"#
            ]],
        );
        check(
            log(),
            amend(|to| to.key_points = key_points(&[Some(1), Some(7)])),
            expect!["post_unknown at key_points[1].post: `key_points[1].post`: there is no post № 7 in this coverage"],
        );
        check(
            log(),
            amend(|to| to.key_points = key_points(&[Some(2)])),
            expect!["post_withdrawn at key_points[0].post: `key_points[0].post`: the post № 2 was withdrawn"],
        );
    }

    #[test]
    fn key_points_that_stay_are_not_checked_again() {
        let same = || amend(|to| to.key_points = key_points(&[Some(1)]));
        check(vec![open(), publish(1), same(), withdraw(1)], same(), expect!["nothing"]);
    }

    #[test]
    fn further_reading() {
        check(
            vec![open()],
            amend(|to| to.go_deeper = further()),
            expect![[
                r#"go_deeper_changed {"go_deeper":[{"title":"How tides work","url":"https://example.org/tides"}],"v":1}"#
            ]],
        );
        check(
            vec![open(), amend(|to| to.go_deeper = further())],
            amend(|to| to.go_deeper = further()),
            expect!["nothing"],
        );
        let removed = amend(|to| to.go_deeper = Some(Box::default()));
        check(
            vec![open(), amend(|to| to.go_deeper = further())],
            removed,
            expect![[r#"go_deeper_changed {"go_deeper":[],"v":1}"#]],
        );
    }

    #[test]
    fn one_refused_part_refuses_the_whole() {
        let both = amend(|to| {
            to.headline = Some(line("The storm has passed"));
            to.pinned = Some(Some(post(7)));
        });
        check(vec![open()], both, expect!["post_unknown at pinned: `pinned`: there is no post № 7 in this coverage"]);
    }

    #[test]
    fn many_parts_come_in_a_set_order() {
        let all = amend(|to| {
            to.headline = Some(line("The storm has passed"));
            to.standfirst = Some(Some(prose("Wind and water")));
            to.language = Some(Language::parse("uk").unwrap());
            to.lead = lead("A pier");
            to.key_points = key_points(&[Some(1)]);
            to.go_deeper = further();
            to.pinned = Some(Some(post(1)));
            to.status = Some(Status::Ended);
            to.status_note = Some(Some(prose("Good night")));
            to.successor = succeeded_by("after-the-storm");
        });
        check(
            vec![open(), publish(1)],
            all,
            expect![[r#"
            headline_changed {"headline":"The storm has passed","v":1}
            standfirst_changed {"standfirst":"Wind and water","v":1}
            settings_changed {"language":"uk","time_zone":"Europe/Kyiv","v":1}
            lead_changed {"lead":{"alt":"A pier","caption":"The pier at noon","credit":"M. Ode","height":900,"kind":"image","media":"№ 9","width":1600},"v":1}
            key_points_changed {"key_points":[{"post":"№ 1","text":"Ferries stay in port"}],"v":1}
            go_deeper_changed {"go_deeper":[{"title":"How tides work","url":"https://example.org/tides"}],"v":1}
            post_pinned {"post":"№ 1","v":1}
            status_changed {"note":"Good night","status":"ended","v":1}
            successor_changed {"successor":"after-the-storm","v":1}"#]],
        );
    }
}

mod pinning {
    use super::*;

    #[test]
    fn a_published_post_is_pinned() {
        check(vec![open(), publish(1)], pin(1), expect![[r#"post_pinned {"post":"№ 1","v":1}"#]]);
    }

    #[test]
    fn another_makes_way_without_a_change_of_its_own() {
        check(vec![open(), publish(1), publish(2), pin(1)], pin(2), expect![[r#"post_pinned {"post":"№ 2","v":1}"#]]);
    }

    #[test]
    fn pinning_twice_is_nothing() {
        check(vec![open(), publish(1), pin(1)], pin(1), expect!["nothing"]);
    }

    #[test]
    fn unpinning() {
        check(vec![open(), publish(1), pin(1)], unpin(), expect![[r#"post_unpinned {"post":"№ 1","v":1}"#]]);
        check(vec![open(), publish(1)], unpin(), expect!["nothing"]);
    }

    #[test]
    fn only_what_can_be_read_is_pinned() {
        check(vec![open()], pin(7), expect!["post_unknown at pinned: `pinned`: there is no post № 7 in this coverage"]);
        check(
            vec![open(), publish(1), withdraw(1)],
            pin(1),
            expect!["post_withdrawn at pinned: `pinned`: the post № 1 was withdrawn"],
        );
    }

    #[test]
    fn an_ended_coverage_can_still_pin() {
        check(ended(), pin(1), expect![[r#"post_pinned {"post":"№ 1","v":1}"#]]);
    }
}

mod status {
    use super::*;

    #[test]
    fn steps() {
        use Status::{Draft, Ended, Live, Paused};
        let reach = |status| match status {
            Draft => vec![Command::Open(opening(Draft))],
            Live => vec![open()],
            Paused | Ended => vec![open(), set_status(status)],
        };
        let table: Vec<_> = [Draft, Live, Paused, Ended]
            .into_iter()
            .flat_map(|from| [Draft, Live, Paused, Ended].map(|to| (from, to)))
            .map(|(from, to)| {
                let outcome = decided(reach(from), set_status(to), "10:00");
                format!("{} to {}: {outcome}", from.as_str(), to.as_str())
            })
            .collect();
        expect![[r#"
            draft to draft: nothing
            draft to live: status_changed {"status":"live","v":1}
            draft to paused: status_step at status: a coverage cannot go from draft to paused
            draft to ended: status_step at status: a coverage cannot go from draft to ended
            live to draft: status_step at status: a coverage cannot go from live to draft
            live to live: nothing
            live to paused: status_changed {"status":"paused","v":1}
            live to ended: status_changed {"status":"ended","v":1}
            paused to draft: status_step at status: a coverage cannot go from paused to draft
            paused to live: status_changed {"status":"live","v":1}
            paused to paused: nothing
            paused to ended: status_changed {"status":"ended","v":1}
            ended to draft: status_step at status: a coverage cannot go from ended to draft
            ended to live: status_changed {"status":"live","v":1}
            ended to paused: status_step at status: a coverage cannot go from ended to paused
            ended to ended: nothing"#]]
        .assert_eq(&table.join("\n"));
    }

    fn with_note(status: Option<Status>, note: Option<&str>) -> Command {
        amend(|to| {
            to.status = status;
            to.status_note = Some(note.map(prose));
        })
    }

    #[test]
    fn a_note_comes_with_a_status_or_alone() {
        check(
            vec![open()],
            with_note(Some(Status::Paused), Some("Back at six")),
            expect![[r#"status_changed {"note":"Back at six","status":"paused","v":1}"#]],
        );
        check(
            vec![open()],
            with_note(None, Some("We check a report")),
            expect![[r#"status_changed {"note":"We check a report","status":"live","v":1}"#]],
        );
        check(
            vec![open(), with_note(None, Some("Back at six"))],
            with_note(None, None),
            expect![[r#"status_changed {"status":"live","v":1}"#]],
        );
    }

    #[test]
    fn the_same_note_again_is_nothing() {
        let paused = || with_note(Some(Status::Paused), Some("Back at six"));
        check(vec![open(), paused()], paused(), expect!["nothing"]);
        check(vec![open(), paused()], set_status(Status::Paused), expect!["nothing"]);
    }

    #[test]
    fn a_note_goes_with_the_status_it_was_written_for() {
        let paused = with_note(Some(Status::Paused), Some("Back at six"));
        check(vec![open(), paused], set_status(Status::Live), expect![[r#"status_changed {"status":"live","v":1}"#]]);
    }
}

mod successor {
    use super::*;

    fn ended_with_successor() -> Vec<Command> {
        vec![open(), end_with_successor()]
    }

    fn end_with_successor() -> Command {
        amend(|to| {
            to.status = Some(Status::Ended);
            to.successor = succeeded_by("after-the-storm");
        })
    }

    #[test]
    fn it_is_named_with_the_end_or_after() {
        check(
            vec![open()],
            end_with_successor(),
            expect![[r#"
            status_changed {"status":"ended","v":1}
            successor_changed {"successor":"after-the-storm","v":1}"#]],
        );
        check(
            ended(),
            amend(|to| to.successor = succeeded_by("https://example.org/next")),
            expect![[r#"successor_changed {"successor":"https://example.org/next","v":1}"#]],
        );
        check(ended_with_successor(), end_with_successor(), expect!["nothing"]);
    }

    #[test]
    fn it_is_taken_back() {
        check(
            ended_with_successor(),
            amend(|to| to.successor = Some(None)),
            expect![[r#"successor_changed {"successor":null,"v":1}"#]],
        );
    }

    #[test]
    fn it_is_not_named_before_the_end() {
        check(
            vec![open()],
            amend(|to| to.successor = succeeded_by("after-the-storm")),
            expect![
                "successor_before_end at successor: `successor`: only a coverage that has ended names its successor"
            ],
        );
    }

    #[test]
    fn an_amendment_after_the_end_keeps_it() {
        check(
            ended_with_successor(),
            amend(|to| to.headline = Some(line("The storm has passed"))),
            expect![[r#"headline_changed {"headline":"The storm has passed","v":1}"#]],
        );
    }

    #[test]
    fn reopening_drops_it() {
        check(
            ended_with_successor(),
            set_status(Status::Live),
            expect![[r#"
            status_changed {"status":"live","v":1}
            successor_changed {"successor":null,"v":1}"#]],
        );
        let both = amend(|to| {
            to.status = Some(Status::Live);
            to.successor = succeeded_by("after-the-storm");
        });
        check(
            ended_with_successor(),
            both,
            expect![
                "successor_before_end at successor: `successor`: only a coverage that has ended names its successor"
            ],
        );
    }
}
