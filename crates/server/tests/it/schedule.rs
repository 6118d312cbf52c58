//! Posts that are published by themselves: once, at their time.

use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, drafts, posts};
use crate::draft_places::{begin, words};
use crate::events::Events;

/// How late a post may be.
const LATE: SignedDuration = SignedDuration::from_secs(1);

/// A time that many milliseconds ahead.
fn ahead(ms: i64) -> Timestamp {
    server::now() + SignedDuration::from_millis(ms)
}

async fn schedule(owner: &Caller, slug: &str, headline: &str, at: Timestamp) -> String {
    let post = json!({"headline": headline, "body": "By itself.", "publish_at": at});
    let made = owner.post(&posts(slug), &post).await.expect(StatusCode::CREATED).json();
    assert_eq!(made["status"], "scheduled");
    made["api_url"].as_str().unwrap().to_owned()
}

#[track_caller]
fn check_time(frame: &Value, due: Timestamp) {
    let at: Timestamp = frame["at"].as_str().unwrap().parse().unwrap();
    // The clock of the server tells milliseconds.
    assert!(at + SignedDuration::from_millis(1) > due && at < due + LATE, "due {due}, published {at}");
}

#[track_caller]
fn check_insert(frame: &Value, headline: &str) {
    assert_eq!(frame["verb"], "insert");
    assert!(frame["html"].as_str().unwrap().contains(headline), "{frame}");
}

#[tokio::test]
async fn a_post_is_published_once_at_its_time() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut events = Events::after(&app.anon(), "storm", 1).await;
    // Not in the order in which they were scheduled.
    let (first, second) = (ahead(700), ahead(1_100));
    let later = schedule(&owner, "storm", "The second", second).await;
    schedule(&owner, "storm", "The first", first).await;
    let frame = events.frame().await;
    check_insert(&frame, "The first");
    check_time(&frame, first);
    let frame = events.frame().await;
    check_insert(&frame, "The second");
    check_time(&frame, second);
    let published = owner.get(&later).await.expect(StatusCode::OK).json();
    assert_eq!((&published["status"], &published["seq"]), (&json!("published"), &json!(3)));
    owner.publish("storm", "By hand").await;
    check_insert(&events.frame().await, "By hand");
    assert_eq!(owner.standing("storm").await, (4, 0));
}

#[tokio::test]
async fn many_posts_of_one_moment_are_all_published() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let at = ahead(6_000);
    for number in 0..40 {
        schedule(&owner, "storm", &format!("Report {number}"), at).await;
    }
    let frames = Events::after(&app.anon(), "storm", 1).await.up_to(41).await;
    let posts: std::collections::BTreeSet<_> = frames.iter().map(|frame| frame["post"].as_str().unwrap()).collect();
    assert_eq!(posts.len(), 40);
    assert_eq!(owner.standing("storm").await, (41, 0));
}

#[tokio::test]
async fn a_restart_does_not_lose_or_repeat_it() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let at = ahead(1_200);
    schedule(&owner, "storm", "Across a restart", at).await;
    let app = app.restart().await;
    let due = at.max(server::now());
    let mut events = Events::after(&app.anon(), "storm", 1).await;
    let frame = events.frame().await;
    check_insert(&frame, "Across a restart");
    check_time(&frame, due);
    let app = app.restart().await;
    let owner = app.owner().await;
    owner.publish("storm", "By hand").await;
    assert_eq!(owner.standing("storm").await, (3, 0));
}

#[tokio::test]
async fn what_fell_due_while_nobody_served_is_published_at_the_start() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let at = ahead(250);
    schedule(&owner, "storm", "Overdue", at).await;
    let folder = app.folder();
    crate::app::soon(app.tell_to_stop()).await.unwrap().unwrap();
    // Its time passes, or has passed, before the next server is there.
    while server::now() < at {
        tokio::task::yield_now().await;
    }
    let app = TestApp::start_in(folder).await;
    let started = server::now();
    let frame = Events::after(&app.anon(), "storm", 1).await.frame().await;
    check_insert(&frame, "Overdue");
    assert!(frame["at"].as_str().unwrap().parse::<Timestamp>().unwrap() < started + LATE);
}

#[tokio::test]
async fn it_is_published_at_the_time_it_was_given_last() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut events = Events::after(&app.anon(), "storm", 1).await;
    let place = schedule(&owner, "storm", "Put off", ahead(500)).await;
    let put_off = ahead(1_400);
    owner.patch(&place, &json!({"publish_at": put_off})).await.expect(StatusCode::OK);
    let frame = events.frame().await;
    check_insert(&frame, "Put off");
    check_time(&frame, put_off);

    let place = schedule(&owner, "storm", "Brought forward", ahead(60_000)).await;
    let sooner = ahead(300);
    owner.patch(&place, &json!({"publish_at": sooner})).await.expect(StatusCode::OK);
    let frame = events.frame().await;
    check_insert(&frame, "Brought forward");
    check_time(&frame, sooner);
    assert_eq!(owner.standing("storm").await, (3, 0));
}

#[tokio::test]
async fn words_can_be_changed_while_it_waits() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let at = ahead(900);
    let place = schedule(&owner, "storm", "First words", at).await;
    let edited = owner.patch(&place, &json!({"headline": "Better words"})).await.expect(StatusCode::OK).json();
    assert_eq!(edited["status"], "scheduled", "it still waits for the same time");
    assert_eq!(edited["publish_at"].as_str().unwrap().parse::<Timestamp>().unwrap(), at);
    let frame = Events::after(&app.anon(), "storm", 1).await.frame().await;
    check_insert(&frame, "Better words");
    check_time(&frame, at);
}

#[tokio::test]
async fn one_that_is_taken_back_dropped_or_published_by_hand_is_not_published_again() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let at = ahead(900);
    let draft_again = schedule(&owner, "storm", "A draft again", at).await;
    let also = schedule(&owner, "storm", "Also a draft again", at).await;
    let dropped = schedule(&owner, "storm", "Dropped", at).await;
    let by_hand = schedule(&owner, "storm", "By hand", at).await;
    // Jobs are done in the order of their times: once this one is, the others were.
    schedule(&owner, "storm", "The last", at + SignedDuration::from_millis(100)).await;
    owner.patch(&draft_again, &json!({"publish_at": null})).await.expect(StatusCode::OK);
    owner.patch(&also, &json!({"status": "draft"})).await.expect(StatusCode::OK);
    owner.delete(&dropped, &json!({})).await.expect(StatusCode::NO_CONTENT);
    owner.patch(&by_hand, &json!({"status": "published"})).await.expect(StatusCode::OK);
    let frames = Events::after(&app.anon(), "storm", 1).await.up_to(3).await;
    check_insert(&frames[0], "By hand");
    check_insert(&frames[1], "The last");
    assert_eq!(owner.standing("storm").await, (3, 2));
    for place in [draft_again, also] {
        assert_eq!(owner.get(&place).await.json()["status"], "draft");
    }
}

#[tokio::test]
async fn one_that_may_not_be_published_is_a_draft_again_with_its_words() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let at = ahead(700);
    let place = schedule(&owner, "storm", "Too late", at).await;
    schedule(&owner, "flood", "The sign that its time has passed", at + SignedDuration::from_millis(100)).await;
    owner.amend("storm", &json!({"status": "ended"})).await;
    Events::after(&app.anon(), "flood", 1).await.frame().await;
    let kept = owner.get(&place).await.expect(StatusCode::OK).json();
    assert_eq!((&kept["status"], &kept["publish_at"]), (&json!("draft"), &json!(null)));
    assert_eq!((&kept["headline"], &kept["text"]), (&json!("Too late"), &json!("By itself.")));
    // Whoever scheduled it is told, and finds it again.
    let told = owner.get("/api/v1/me/mentions").await.expect(StatusCode::OK).json();
    let mention = &told["mentions"][0];
    assert_eq!((&told["unseen"], &mention["headline"]), (&json!(1), &json!("Too late")));
    let text = mention["note"]["text"].as_str().unwrap();
    assert!(text.contains("did not go out: the coverage has ended. Set its status to live"), "{text}");
    assert_eq!(owner.standing("storm").await, (2, 1));
}

#[tokio::test]
async fn what_one_process_schedules_another_publishes() {
    let app = TestApp::start().await;
    let other = app.beside().await;
    let owner = app.owner().await;
    // The other learns of the coverage and of the job at about the same moment.
    owner.cover("storm").await;
    schedule(&owner, "storm", "By whoever comes first", ahead(100)).await;
    for server in [&app, &other] {
        // A reader of the other process finds the coverage once that has heard of it.
        while server.anon().get("/live/storm").await.status != StatusCode::OK {}
        let frame = Events::after(&server.anon(), "storm", 1).await.frame().await;
        check_insert(&frame, "By whoever comes first");
    }
    assert_eq!(owner.standing("storm").await, (2, 0));
}

#[tokio::test]
async fn a_time_that_does_not_lie_ahead_is_refused() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let draft = json!({"body": "In the making", "status": "draft"});
    let draft = owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED).json();
    let draft = draft["api_url"].as_str().unwrap();
    for time in [
        json!(ahead(-1)),
        json!(ahead(-86_400_000)),
        json!("1969-12-31T23:59:59Z"),
        json!("-009999-01-02T01:59:59Z"),
        json!("2099-01-01"),
        json!("2099-01-01T00:00:00"),
        json!("2099-13-01T00:00:00Z"),
        json!("99999-01-01T00:00:00Z"),
        json!("tomorrow"),
        json!(""),
        json!(4_070_908_800_u64),
    ] {
        for answer in [
            owner.post(&posts("storm"), &json!({"body": "By itself.", "publish_at": time})).await,
            owner.patch(draft, &json!({"publish_at": time})).await,
        ] {
            let told = answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(told.field.as_deref(), Some("publish_at"), "{time}");
        }
    }
    assert_eq!(owner.standing("storm").await, (1, 1));
}

/// Begins a draft and schedules it; gives the answer.
async fn schedule_draft(caller: &Caller, slug: &str, headline: &str, at: &Value) -> crate::app::Answer {
    let id = begin(caller, slug, headline).await;
    caller.post(&format!("{}/{id}/schedule", drafts(slug)), &json!({"publish_at": at, "version": 1})).await
}

#[tokio::test]
async fn what_another_process_scheduled_is_published_within_a_second() {
    let app = TestApp::start().await;
    let other = app.beside().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    // The one that scheduled them stops: the other has to find them by itself.
    while other.anon().get("/live/storm").await.status != StatusCode::OK {}
    let due: Vec<_> = (0..8).map(|number| ahead(1_500 + 370 * number)).collect();
    for at in &due {
        schedule_draft(&owner, "storm", &format!("At {at}"), &json!(at)).await.expect(StatusCode::OK);
    }
    crate::app::soon(app.tell_to_stop()).await.unwrap().unwrap();
    let frames = Events::after(&other.anon(), "storm", 1).await.up_to(9).await;
    let mut latest = SignedDuration::ZERO;
    for (frame, due) in frames.iter().zip(&due) {
        check_time(frame, *due);
        latest = latest.max(frame["at"].as_str().unwrap().parse::<Timestamp>().unwrap().duration_since(*due));
    }
    println!("the latest of {} was {latest:#} after its time", due.len());
}

#[tokio::test]
async fn a_clock_time_is_that_of_the_coverage() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.amend("storm", &json!({"time_zone": "Europe/Berlin"})).await;
    for (local, utc) in [
        ("2998-01-15T12:00", "2998-01-15T11:00:00Z"),
        ("2998-07-15T12:00", "2998-07-15T10:00:00Z"),
        ("2998-07-15T12:00:00+09:00", "2998-07-15T03:00:00Z"),
        // The last Sundays of March and October, before and after the clock is put.
        ("2998-03-25T01:59", "2998-03-25T00:59:00Z"),
        ("2998-03-25T03:00", "2998-03-25T01:00:00Z"),
        ("2998-10-28T01:59", "2998-10-27T23:59:00Z"),
        ("2998-10-28T03:00", "2998-10-28T02:00:00Z"),
    ] {
        let made = schedule_draft(&owner, "storm", local, &json!(local)).await.expect(StatusCode::OK).json();
        assert_eq!(made["publish_at"], utc, "{local}");
    }
    for (local, code, choices) in [
        ("2998-03-25T02:30", "no_such_local_time", ["2998-03-25T01:30:00+01:00", "2998-03-25T03:30:00+02:00"]),
        ("2998-10-28T02:30", "ambiguous_local_time", ["2998-10-28T02:30:00+02:00", "2998-10-28T02:30:00+01:00"]),
    ] {
        let refused = schedule_draft(&owner, "storm", local, &json!(local)).await;
        let told = refused.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((&*told.code, told.field.as_deref()), (code, Some("publish_at")));
        assert_eq!(refused.json()["choices"], json!(choices));
        // What is offered can be taken.
        for choice in choices {
            schedule_draft(&owner, "storm", choice, &json!(choice)).await.expect(StatusCode::OK);
        }
    }
    for wrong in [json!("2998-01-15"), json!("noon"), json!("2020-01-01T12:00"), json!(7)] {
        let told = schedule_draft(&owner, "storm", "Wrong", &wrong).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some("publish_at"), "{wrong}");
    }
}

#[tokio::test]
async fn on_the_days_when_the_clock_is_put_a_job_falls_due_at_the_instant_that_is_meant() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.amend("storm", &json!({"time_zone": "Europe/Berlin"})).await;
    let meant = [
        // From 02:00 to 03:00, a day of 23 hours.
        ("2998-03-25T01:59", "2998-03-25T00:59:00Z"),
        ("2998-03-25T03:00", "2998-03-25T01:00:00Z"),
        ("2998-03-25T23:00", "2998-03-25T21:00:00Z"),
        // From 03:00 to 02:00, a day of 25 hours; half past two is there twice.
        ("2998-10-28T02:30:00+02:00", "2998-10-28T00:30:00Z"),
        ("2998-10-28T02:30:00+01:00", "2998-10-28T01:30:00Z"),
        ("2998-10-28T03:00", "2998-10-28T02:00:00Z"),
    ];
    for (local, _) in meant.iter().rev() {
        schedule_draft(&owner, "storm", local, &json!(local)).await.expect(StatusCode::OK);
    }
    // What the runner asks the store with its own clock is asked here with the clock of that day.
    let (store, lease) = (app.store(), "2999-01-01T00:00:00Z".parse().unwrap());
    for (local, instant) in meant {
        let due: Timestamp = instant.parse().unwrap();
        assert_eq!(store.next_job_at().await.unwrap(), Some(due), "{local}: the runner waits for that instant");
        let too_soon = store.claim_jobs(due - SignedDuration::from_millis(1), lease, 8).await.unwrap();
        assert_eq!(too_soon, [], "{local}");
        let claimed = store.claim_jobs(due, lease, 8).await.unwrap();
        let [job] = &claimed[..] else { panic!("{local}: {claimed:?}") };
        assert_eq!(job.run_at, due, "{local}");
        let draft = format!("{}/{}", drafts("storm"), job.payload["draft"].as_str().unwrap());
        assert_eq!(owner.get(&draft).await.expect(StatusCode::OK).json()["headline"], local);
    }
}

#[tokio::test]
async fn an_embargo_puts_off_what_is_scheduled_and_lets_it_go() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut events = Events::after(&app.anon(), "storm", 1).await;
    let (due, until) = (ahead(500), ahead(1_300));
    let held = begin(&owner, "storm", "Held").await;
    let freed = begin(&owner, "storm", "Freed").await;
    for id in [&held, &freed] {
        let place = format!("{}/{id}", drafts("storm"));
        owner
            .post(&format!("{place}/schedule"), &json!({"publish_at": due, "version": 1}))
            .await
            .expect(StatusCode::OK);
        let embargo = json!({"until": until});
        owner.write(axum::http::Method::PUT, &format!("{place}/embargo"), &embargo).await.expect(StatusCode::OK);
    }
    let lift = format!("{}/{freed}/embargo", drafts("storm"));
    owner.write(axum::http::Method::PUT, &lift, &json!({"until": null})).await.expect(StatusCode::OK);
    let frame = events.frame().await;
    check_insert(&frame, "Freed");
    check_time(&frame, due);
    let frame = events.frame().await;
    check_insert(&frame, "Held");
    check_time(&frame, until);
    assert_eq!(owner.standing("storm").await, (3, 0));
}

#[tokio::test]
async fn what_is_written_as_it_falls_due_is_published_whole() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = begin(&owner, "storm", "Words 1").await;
    let place = format!("{}/{id}", drafts("storm"));
    let at = json!({"publish_at": ahead(700), "version": 1});
    owner.post(&format!("{place}/schedule"), &at).await.expect(StatusCode::OK);
    // An editor writes on until it is too late; what was acknowledged is in the post.
    let mut version = 1;
    loop {
        let content = words(&format!("Words {}", version + 1));
        let push = json!({"version": version, "client": "a", "steps": [{"n": version}], "content": content});
        let answer = owner.post(&format!("{place}/steps"), &push).await;
        if answer.status == StatusCode::NOT_FOUND {
            break;
        }
        version = answer.expect(StatusCode::OK).json()["version"].as_u64().unwrap();
    }
    let post = owner.get(&crate::app::post("storm", &id)).await.expect(StatusCode::OK).json();
    assert_eq!((&post["headline"], &post["status"]), (&json!(format!("Words {version}")), &json!("published")));
    assert!(version > 3, "it was written on while it waited");
}
