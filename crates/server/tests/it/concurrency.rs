//! Many at once: members, processes, readers.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use serde_json::json;
use tokio::task::JoinHandle;

use crate::app::{Caller, TestApp, coverage, post, posts, soon};
use crate::events::{Events, seqs};

/// Publishes that many posts, all at the same time.
fn publish_at_once(owner: &Caller, slug: &'static str, number: usize) -> Vec<JoinHandle<String>> {
    (0..number)
        .map(|number| {
            let owner = owner.clone();
            tokio::spawn(async move { owner.publish(slug, &format!("Report {number}")).await })
        })
        .collect()
}

async fn all(tasks: Vec<JoinHandle<String>>) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for task in tasks {
        ids.insert(soon(task).await.unwrap());
    }
    ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_processes_write_one_record_and_all_readers_get_all_of_it() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let other = app.beside().await;
    let there = owner.at(&other);
    let readers: Vec<_> = [&app, &other, &app, &other]
        .map(|server| {
            let reader = server.anon();
            tokio::spawn(async move { Events::after(&reader, "storm", 0).await.up_to(51).await })
        })
        .into_iter()
        .collect();
    let mut writing = publish_at_once(&owner, "storm", 25);
    writing.extend(publish_at_once(&there, "storm", 25));
    let ids = all(writing).await;
    assert_eq!(ids.len(), 50);
    let mut frames = Vec::new();
    for reader in readers {
        let read = soon(reader).await.unwrap();
        assert_eq!(seqs(&read), (1..=51).collect::<Vec<_>>(), "in order, without a gap, each once");
        frames.push(read);
    }
    assert!(frames.iter().all(|read| *read == frames[0]), "the frames are the same, whoever renders them");
    let inserted: BTreeSet<_> = frames[0][1..].iter().map(|frame| frame["post"].as_str().unwrap().to_owned()).collect();
    assert_eq!(inserted, ids);
    let (here, there) = (app.anon().get("/live/storm.json").await, other.anon().get("/live/storm.json").await);
    assert_eq!(here.text(), there.text());
    assert_eq!(here.json()["posts"].as_array().unwrap().len(), 50);
    let (here, there) = (app.anon().get("/live/storm").await, other.anon().get("/live/storm").await);
    assert_eq!(here.text(), there.text());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_member_may_go_on_at_once_at_another_process() {
    let app = TestApp::start().await;
    let other = app.beside().await;
    let owner = app.owner().await;
    let there = owner.at(&other);
    // Each of these builds on what the other process wrote the moment before.
    owner.cover("storm").await;
    let id = there.publish("storm", "The harbour closes").await;
    owner.patch(&post("storm", &id), &json!({"label": "Now"})).await.expect(StatusCode::OK);
    there.amend("storm", &json!({"pinned": id})).await;
    owner.amend("storm", &json!({"status": "ended"})).await;
    there.amend("storm", &json!({"status": "live"})).await;
    let next = owner.publish("storm", "It opens again").await;
    there.delete(&post("storm", &next), &json!({"reason": "It does not."})).await.expect(StatusCode::OK);
    let draft = json!({"body": "In the making", "status": "draft"});
    let draft = owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED).json();
    let place = draft["api_url"].as_str().unwrap();
    there.patch(place, &json!({"status": "published"})).await.expect(StatusCode::OK);
    owner.patch(place, &json!({"label": "Now"})).await.expect(StatusCode::OK);
    assert_eq!(owner.standing("storm").await, (10, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_may_go_on_at_once_at_another_process() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let other = app.beside().await;
    for number in 2..12 {
        owner.publish("storm", &format!("Report {number}")).await;
        // It was just sent this change, and asks a process that has not heard of it yet.
        let changes = other.anon().get(&format!("/live/storm/changes?after={number}")).await.json();
        assert_eq!((&changes["seq"], &changes["resync"]), (&json!(number), &json!(false)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_of_one_post_are_taken_one_after_the_other() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let other = app.beside().await;
    let tasks: Vec<_> = (0..20)
        .map(|number| {
            let (owner, id) = (owner.at(if number % 2 == 0 { &app } else { &other }), id.clone());
            tokio::spawn(async move {
                let patch = json!({"notice": {"kind": "update", "text": format!("Part {number}.")}});
                owner.patch(&post("storm", &id), &patch).await.expect(StatusCode::OK);
                id
            })
        })
        .collect();
    all(tasks).await;
    let read = Events::after(&other.anon(), "storm", 0).await.up_to(22).await;
    assert_eq!(seqs(&read).len(), 22);
    let post = owner.at(&other).get(&post("storm", &id)).await.json();
    assert_eq!((&post["revisions"], post["notices"].as_array().unwrap().len()), (&json!(21), 20));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_two_who_withdraw_one_is_told_that_it_was() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let asking: Vec<_> = (0..2)
        .map(|_| {
            let (owner, id) = (owner.clone(), id.clone());
            tokio::spawn(
                async move { owner.delete(&post("storm", &id), &json!({"reason": "A mistake."})).await.status },
            )
        })
        .collect();
    let mut statuses = Vec::new();
    for asking in asking {
        statuses.push(soon(asking).await.unwrap());
    }
    statuses.sort();
    assert_eq!(statuses, [StatusCode::OK, StatusCode::CONFLICT]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_those_who_open_one_coverage_one_does() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let other = app.beside().await;
    let asking: Vec<_> = (0..10)
        .map(|number| {
            let owner = owner.at(if number % 2 == 0 { &app } else { &other });
            tokio::spawn(async move {
                let new = json!({"slug": "storm", "headline": format!("Storm {number}")});
                owner.post("/api/v1/coverages", &new).await
            })
        })
        .collect();
    let mut opened = Vec::new();
    for asking in asking {
        let answer = soon(asking).await.unwrap();
        if answer.status == StatusCode::CREATED {
            opened.push(answer.json());
        } else {
            let told = answer.problem(StatusCode::CONFLICT);
            assert_eq!((&*told.code, told.field.as_deref()), ("slug_taken", Some("slug")));
        }
    }
    assert_eq!(opened.len(), 1);
    // Who starts now knows what all others will know in a moment.
    let third = app.beside().await;
    assert_eq!(owner.at(&third).get(&coverage("storm")).await.expect(StatusCode::OK).json(), opened[0]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn however_many_ask_a_page_is_rendered_once_per_change() {
    const READERS: usize = 200;
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for round in 1..=3 {
        owner.publish("storm", &format!("Report {round}")).await;
        let gate = std::sync::Arc::new(tokio::sync::Barrier::new(READERS));
        let asking: Vec<_> = (0..READERS)
            .map(|number| {
                let coding = ["identity", "gzip", "br", "zstd"][number % 4];
                let (reader, gate) = (app.anon().with("accept-encoding", coding), std::sync::Arc::clone(&gate));
                tokio::spawn(async move {
                    gate.wait().await;
                    reader.get("/live/storm").await.header("etag").to_owned()
                })
            })
            .collect();
        let tags = all(asking).await;
        assert_eq!(tags.len(), 4, "all see the same page, in four codings");
        assert!((app.metric("stet_page_renders_total").await - f64::from(round)).abs() < f64::EPSILON);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_changes_all_the_time_is_rendered_five_times_a_second() {
    const CHANGES: u32 = 60;
    const APART: Duration = Duration::from_millis(50);
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "Version 0").await;
    let (acknowledged, is_over) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let readers: Vec<_> = (0..4)
        .map(|_| {
            let (reader, acknowledged, is_over) = (app.anon(), Arc::clone(&acknowledged), Arc::clone(&is_over));
            tokio::spawn(async move {
                let mut pages = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let known = acknowledged.load(Ordering::Relaxed);
                    let page = reader.get("/live/storm").await.expect(StatusCode::OK).text();
                    let (_, rest) = page.split_once("data-seq=\"").unwrap();
                    let seq: u64 = rest.split_once('"').unwrap().0.parse().unwrap();
                    assert!(seq >= known, "{seq} is older than {known}, which was there when it was asked for");
                    pages += 1;
                }
                pages
            })
        })
        .collect();
    let before = app.metric("stet_page_renders_total").await;
    let (begun, mut turn) = (Instant::now(), tokio::time::interval(APART));
    for number in 1..=CHANGES {
        turn.tick().await;
        let patch = json!({"headline": format!("Version {number}")});
        let told = owner.patch(&post("storm", &id), &patch).await.expect(StatusCode::OK).json();
        acknowledged.store(told["seq"].as_u64().unwrap(), Ordering::Relaxed);
    }
    let renders = app.metric("stet_page_renders_total").await - before;
    let seconds = begun.elapsed().as_secs_f64();
    is_over.store(true, Ordering::Relaxed);
    for reader in readers {
        assert!(soon(reader).await.unwrap() > 5, "readers are served all the while");
    }
    assert!(renders <= 5.0 * seconds + 1.0, "{renders} in {seconds} s");
    assert!(renders >= 2.0 * seconds, "{renders} in {seconds} s");
}
