//! Several members write in one draft.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, drafts, post};
use crate::draft_places::{begin, words};

fn steps_of(id: &str) -> String {
    format!("{}/{id}/steps", drafts("storm"))
}

fn push(version: u64, client: &str, numbers: &[u64]) -> Value {
    let steps: Vec<_> = numbers.iter().map(|number| json!({"n": number})).collect();
    json!({"version": version, "client": client, "steps": steps, "content": words(&format!("{client} {numbers:?}"))})
}

async fn after(caller: &Caller, id: &str, version: u64) -> Value {
    caller.get(&format!("{}?after={version}", steps_of(id))).await.expect(StatusCode::OK).json()
}

#[tokio::test]
async fn steps_have_one_order_for_all() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = begin(&owner, "storm", "First words").await;
    let taken = owner.post(&steps_of(&id), &push(1, "a", &[1, 2])).await.expect(StatusCode::OK).json();
    assert_eq!(taken, json!({"version": 3}));
    let told = owner.post(&steps_of(&id), &push(1, "b", &[3])).await.problem(StatusCode::CONFLICT);
    assert_eq!(told.code, "stale_steps");
    let missed = after(&owner, &id, 1).await;
    let expected =
        json!({"version": 3, "steps": [{"step": {"n": 1}, "client": "a"}, {"step": {"n": 2}, "client": "a"}]});
    assert_eq!(missed, expected);
    owner.post(&steps_of(&id), &push(3, "b", &[3])).await.expect(StatusCode::OK);
    // The answer to the first was lost: it is sent again, and nothing is doubled.
    let again = owner.post(&steps_of(&id), &push(1, "a", &[1, 2])).await.expect(StatusCode::OK).json();
    assert_eq!(again, json!({"version": 3}));
    assert_eq!(after(&owner, &id, 3).await["version"], 4);
    let draft = owner.get(&format!("{}/{id}", drafts("storm"))).await.json();
    assert_eq!((&draft["version"], &draft["content"]), (&json!(4), &words("b [3]")));

    // Where the content was replaced, an editor opens it anew.
    owner.patch(&post("storm", &id), &json!({"headline": "Replaced"})).await.expect(StatusCode::OK);
    let missed = after(&owner, &id, 4).await;
    assert_eq!((&missed["reset"], &missed["version"], &missed["steps"]), (&json!(true), &json!(5), &json!([])));
    assert_eq!(missed["content"]["headline"], "Replaced");
}

#[tokio::test]
async fn what_are_no_steps_is_refused() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = begin(&owner, "storm", "First words").await;
    let good = push(1, "a", &[1]);
    let with = |field: &str, value: Value| {
        let mut push = good.clone();
        push[field] = value;
        push
    };
    for (push, field) in [
        (with("steps", json!([])), "steps"),
        (with("steps", json!(["x"])), "steps"),
        (with("steps", json!({})), "steps"),
        (with("steps", json!(vec![json!({}); 501])), "steps"),
        (with("client", json!("")), "client"),
        (with("client", json!("x".repeat(101))), "client"),
        (with("version", json!(-1)), "version"),
        (with("content", json!({"headline": 1})), "content.headline"),
        (with("surprise", json!(1)), "surprise"),
    ] {
        let told = owner.post(&steps_of(&id), &push).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field));
    }
    for version in [json!(0), json!(2), json!(u64::MAX)] {
        owner.post(&steps_of(&id), &with("version", version)).await.problem(StatusCode::CONFLICT);
    }
    for after in ["", "x", "-1"] {
        owner.get(&format!("{}?after={after}", steps_of(&id))).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(after(&owner, &id, 1).await["version"], 1, "nothing was taken");
}

/// Five writers at once, each of whom sends steps of its own and comes again
/// when others were faster; now and then one does not hear the answer.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_five_racing_writers_nothing_is_lost_or_doubled() {
    const EACH: u64 = 60;
    let app = TestApp::start().await;
    let other = app.beside().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = begin(&owner, "storm", "First words").await;
    let writers: Vec<_> = (0..5_u64)
        .map(|writer| {
            // Some are served by another process.
            let caller = if writer % 2 == 0 { owner.clone() } else { owner.at(&other) };
            let id = id.clone();
            tokio::spawn(async move {
                let client = format!("writer-{writer}");
                let (mut version, mut sent) = (1, 0);
                while sent < EACH {
                    let numbers: Vec<_> =
                        (sent..(sent + 1 + writer % 3).min(EACH)).map(|n| writer * EACH + n).collect();
                    let push = push(version, &client, &numbers);
                    let mut answer = caller.post(&steps_of(&id), &push).await;
                    if sent % 7 == writer {
                        answer = caller.post(&steps_of(&id), &push).await;
                    }
                    if answer.status == StatusCode::OK {
                        version = answer.json()["version"].as_u64().unwrap();
                        sent += numbers.len() as u64;
                    } else {
                        answer.problem(StatusCode::CONFLICT);
                        version = after(&caller, &id, version).await["version"].as_u64().unwrap();
                    }
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let here = after(&owner, &id, 1).await;
    assert_eq!(here, after(&owner.at(&other), &id, 1).await, "one order for all");
    let steps = here["steps"].as_array().unwrap();
    let numbers: Vec<_> = steps.iter().map(|step| step["step"]["n"].as_u64().unwrap()).collect();
    assert_eq!(numbers.len() as u64, 5 * EACH, "none is doubled");
    assert_eq!(numbers.iter().copied().collect::<BTreeSet<_>>(), (0..5 * EACH).collect(), "none is lost");
    for writer in 0..5 {
        assert!(numbers.iter().filter(|number| **number / EACH == writer).is_sorted());
    }
    assert_eq!(here["version"], 1 + 5 * EACH);
}
