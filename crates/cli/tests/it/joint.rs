//! What was written in a draft and acknowledged survives the plug being pulled.

use std::collections::BTreeMap;
use std::sync::mpsc;
use std::thread;

use serde_json::{Value, json};

use crate::stet::{Desk, Server, token};

/// How often the server is killed.
const KILLS: usize = 6;
/// How many write in the draft at a time.
const WRITERS: usize = 3;
/// After how many acknowledged steps the server is killed.
const ACKNOWLEDGED_BEFORE_KILL: usize = 25;

const DRAFT: &str = "01890a5d-ac96-774b-bcce-b302099a8057";

fn steps() -> String {
    format!("/coverages/storm/drafts/{DRAFT}/steps")
}

#[test]
fn acknowledged_steps_survive_kill_9_in_their_places() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let token = token(data);
    let mut acknowledged: BTreeMap<u64, String> = BTreeMap::new();
    for round in 0..KILLS {
        let mut server = Server::serve(data);
        let desk = Desk::new(&server, &token);
        if round == 0 {
            desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
            desk.must("POST", "/coverages/storm/drafts", &json!({"id": DRAFT}));
        }
        check(&desk, &acknowledged);
        let (told, heard) = mpsc::channel();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (desk, told) = (desk.clone(), told.clone());
                thread::spawn(move || write_until_cut_off(&desk, &format!("{round}-{writer}"), &told))
            })
            .collect();
        drop(told);
        for _ in 0..ACKNOWLEDGED_BEFORE_KILL {
            let (version, step) = heard.recv().unwrap();
            acknowledged.insert(version, step);
        }
        server.kill();
        acknowledged.extend(heard);
        for writer in writers {
            writer.join().unwrap();
        }
    }
    let server = Server::serve(data);
    check(&Desk::new(&server, &token), &acknowledged);
    assert!(acknowledged.len() >= KILLS * ACKNOWLEDGED_BEFORE_KILL);
}

/// Sends one step after the other, made from whatever version there is.
fn write_until_cut_off(desk: &Desk, client: &str, told: &mpsc::Sender<(u64, String)>) {
    let Ok((_, draft)) = desk.ask("GET", &format!("/coverages/storm/drafts/{DRAFT}"), &Value::Null) else { return };
    let mut version = draft["version"].as_u64().unwrap();
    for turn in 0.. {
        let step = format!("{client}-{turn}");
        loop {
            let push =
                json!({"version": version, "client": client, "steps": [{"n": step}], "content": {"headline": step}});
            let Ok((status, answer)) = desk.ask("POST", &steps(), &push) else { return };
            if status == 200 {
                version = answer["version"].as_u64().unwrap();
                break;
            }
            assert_eq!(status, 409, "{answer}");
            let Ok((_, missed)) = desk.ask("GET", &format!("{}?after={version}", steps()), &Value::Null) else {
                return;
            };
            version = missed["version"].as_u64().unwrap();
        }
        if told.send((version, step)).is_err() {
            return;
        }
    }
}

/// Every acknowledged step stands where the answer said, and the content is that of the last.
fn check(desk: &Desk, acknowledged: &BTreeMap<u64, String>) {
    let (_, draft) = desk.ask("GET", &format!("/coverages/storm/drafts/{DRAFT}"), &Value::Null).unwrap();
    let head = draft["version"].as_u64().unwrap();
    let from = head.saturating_sub(500).max(1);
    let (_, missed) = desk.ask("GET", &format!("{}?after={from}", steps()), &Value::Null).unwrap();
    let steps = missed["steps"].as_array().unwrap();
    assert_eq!(from + steps.len() as u64, head, "no step is missing");
    for (version, step) in acknowledged.range(from + 1..) {
        let index = usize::try_from(version - from - 1).unwrap();
        assert_eq!(steps.get(index).map(|kept| &kept["step"]["n"]), Some(&json!(step)), "version {version}");
    }
    if let Some(last) = steps.last() {
        assert_eq!(draft["content"]["headline"], last["step"]["n"], "content and steps are those of one moment");
    }
}
