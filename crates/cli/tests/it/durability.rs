//! Acknowledged means durable, and read means read once: the plug is pulled in the middle of it all.

use std::collections::HashSet;
use std::sync::{Arc, mpsc};
use std::thread;

use serde_json::{Value, json};

use crate::resuming::{Frames, Whereabouts, read};
use crate::stet::{Desk, Server, stet, text, token};

/// How often the server is killed.
const KILLS: usize = 20;
/// How many writers are at work at a time.
const WRITERS: usize = 4;
/// How many read, by turns plain and compressed.
const READERS: usize = 24;
/// After how many acknowledged writes the server is killed.
const ACKNOWLEDGED_BEFORE_KILL: usize = 25;

/// What a writer was told.
enum Told {
    /// The post of that id is published.
    Published(String),
    /// Headline and standfirst were changed together to that number.
    Changed(String),
}

#[test]
fn what_was_acknowledged_survives_kill_9_and_every_reader_resumes_exactly() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let token = token(data);
    let (mut published, mut changed) = (HashSet::new(), HashSet::new());
    let whereabouts = Arc::new(Whereabouts::default());
    let (connected, connections) = mpsc::channel();
    let mut readers = Vec::new();
    for round in 0..KILLS {
        let mut server = Server::serve(data);
        let desk = Desk::new(&server, &token);
        if round == 0 {
            desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "0-0-0"}));
            let codings = ["identity", "gzip"].into_iter().cycle().take(READERS);
            readers.extend(codings.map(|coding| read(&whereabouts, coding, connected.clone())));
        }
        whereabouts.moved_to(&server.url);
        let (told, acknowledged) = mpsc::channel();
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (desk, told) = (desk.clone(), told.clone());
                thread::spawn(move || write_until_cut_off(&desk, round, writer, &told))
            })
            .collect();
        drop(told);
        // All are back, and frames are on their way, as it happens.
        for _ in 0..READERS {
            connections.recv().unwrap();
        }
        for _ in 0..ACKNOWLEDGED_BEFORE_KILL {
            remember(acknowledged.recv().unwrap(), &mut published, &mut changed);
        }
        server.kill();
        // What was acknowledged in the last moment counts as well.
        for told in acknowledged {
            remember(told, &mut published, &mut changed);
        }
        for writer in writers {
            writer.join().unwrap();
        }
        check(&record(data), &published, &changed);
    }
    assert!(published.len() + changed.len() >= KILLS * ACKNOWLEDGED_BEFORE_KILL);

    let record = record(data);
    let server = Server::serve(data);
    whereabouts.ends_with(record.len() as u64);
    whereabouts.moved_to(&server.url);
    for reader in readers {
        compare(&reader.join().unwrap(), &record);
    }
}

/// What a reader was sent is what stands in the record, the whole of it.
fn compare(frames: &Frames, record: &[Value]) {
    assert_eq!(frames.len(), record.len());
    for (frame, change) in frames.iter().zip(record) {
        let (told, recorded) = match change["kind"].as_str().unwrap() {
            "post_published" => (&frame["post"], &change["payload"]["post"]),
            "headline_changed" => (&frame["text"], &change["payload"]["headline"]),
            _ => (&frame["seq"], &change["seq"]),
        };
        assert_eq!(told, recorded, "{frame} is not {change}");
    }
}

fn remember(told: Told, published: &mut HashSet<String>, changed: &mut HashSet<String>) {
    match told {
        Told::Published(id) => published.insert(id),
        Told::Changed(number) => changed.insert(number),
    };
}

fn write_until_cut_off(desk: &Desk, round: usize, writer: usize, told: &mpsc::Sender<Told>) {
    for turn in 0.. {
        let number = format!("{round}-{writer}-{turn}");
        // One request makes one change, another makes two that belong together.
        let asked = if turn % 2 == 0 {
            desk.ask("POST", "/coverages/storm/posts", &json!({"headline": number, "body": "The water rises."}))
        } else {
            desk.ask("PATCH", "/coverages/storm", &json!({"headline": number, "standfirst": number}))
        };
        let Ok((status, answer)) = asked else { return };
        assert!(matches!(status, 200 | 201), "{status} {answer}");
        let acknowledged = match answer["id"].as_str().filter(|_| turn % 2 == 0) {
            Some(id) => Told::Published(id.to_owned()),
            None => Told::Changed(number),
        };
        if told.send(acknowledged).is_err() {
            return;
        }
    }
}

/// The record as it lies on the disk.
fn record(data: &std::path::Path) -> Vec<Value> {
    let export = stet(&["export", "storm", "--data", text(data)]);
    assert!(export.ok, "{}", export.err);
    export.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn check(changes: &[Value], published: &HashSet<String>, changed: &HashSet<String>) {
    for (index, change) in changes.iter().enumerate() {
        assert_eq!(change["seq"], index + 1, "the record has no gap");
    }
    let all = |kind: &str, field: &str| -> HashSet<String> {
        let of_kind = changes.iter().filter(|change| change["kind"] == kind);
        of_kind.map(|change| change["payload"][field].as_str().unwrap().to_owned()).collect()
    };
    let posts = all("post_published", "post");
    assert!(published.is_subset(&posts), "lost: {:?}", published.difference(&posts));
    let headlines = all("headline_changed", "headline");
    let standfirsts = all("standfirst_changed", "standfirst");
    assert!(changed.is_subset(&headlines), "lost: {:?}", changed.difference(&headlines));
    assert_eq!(headlines, standfirsts, "two changes of one request are there together or not at all");
}
