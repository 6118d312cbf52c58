//! Backups of a server that writes, and what becomes of them: the restore drill.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::thread;

use serde_json::{Value, json};

use crate::photograph::photograph;
use crate::stet::{Desk, Run, Server, command, get, stet, text, token};
use crate::uploading::{begin, go_on, looked_at};

fn back_up(data: &Path, to: &Path) -> Run {
    stet(&["backup", text(to), "--data", text(data)])
}

fn restore(from: &Path, data: &Path) -> Run {
    stet(&["restore", text(from), "--data", text(data)])
}

/// The record as it lies on the disk, a change a line.
fn record(data: &Path) -> Vec<String> {
    let export = stet(&["export", "storm", "--data", text(data)]);
    assert!(export.ok, "{}", export.err);
    export.out.lines().map(str::to_owned).collect()
}

fn fetched(url: &str) -> Vec<u8> {
    let mut response = ureq::get(url).call().unwrap();
    response.body_mut().read_to_vec().unwrap()
}

fn posts(url: &str) -> BTreeSet<String> {
    let (status, document) = get(&format!("{url}/live/storm.json"));
    assert_eq!(status, 200);
    let document: Value = serde_json::from_str(&document).unwrap();
    document["posts"].as_array().unwrap().iter().map(|post| post["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_server_that_writes_is_backed_up_and_comes_back_after_a_kill() {
    let folder = tempfile::tempdir().unwrap();
    let (data, back) = (folder.path().join("data"), folder.path().join("back"));
    let token = token(&data);
    let mut server = Server::serve(&data);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let photo = photograph(640, 480);
    let place = begin(&desk, photo.len());
    assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
    let picture = looked_at(&desk, &place)["id"].as_str().unwrap().to_owned();
    // A file that is not here as a whole yet.
    let half = begin(&desk, photo.len());
    assert!(go_on(&desk, &half, 0, &photo[..1000]).unwrap().starts_with("HTTP/1.1 204"));
    let body = json!({"v": 1, "doc": {"type": "doc", "content": [{"type": "image", "attrs": {"media": picture, "alt": "A quay"}}]}});
    let first = desk.must("POST", "/coverages/storm/posts", &json!({"headline": "The quay", "body": body}));
    let draft = desk.must("POST", "/coverages/storm/drafts", &json!({}));
    let shown = fs::read(data.join("media").join(format!("{picture}-320.webp"))).unwrap();

    // Others publish all the while.
    let ends = Arc::new(AtomicBool::new(false));
    let (told, acknowledged) = mpsc::channel();
    let writers: Vec<_> = (0..3)
        .map(|writer| {
            let (desk, ends, told) = (desk.clone(), Arc::clone(&ends), told.clone());
            thread::spawn(move || {
                for turn in 0.. {
                    if ends.load(Ordering::Relaxed) {
                        return;
                    }
                    let post = json!({"headline": format!("{writer}-{turn}"), "body": "The water rises. ".repeat(40)});
                    let Ok((201, made)) = desk.ask("POST", "/coverages/storm/posts", &post) else { return };
                    told.send(made["id"].as_str().unwrap().to_owned()).unwrap();
                }
            })
        })
        .collect();
    let mut before: BTreeSet<String> = (0..30).map(|_| acknowledged.recv().unwrap()).collect();
    before.extend(acknowledged.try_iter());
    let made = back_up(&data, &back);
    assert!(made.ok, "{}", made.err);
    let during = acknowledged.try_iter().count();
    assert!(during > 0, "members are not held up");
    for _ in 0..5 {
        acknowledged.recv().unwrap();
    }
    server.kill();
    ends.store(true, Ordering::Relaxed);
    for writer in writers {
        writer.join().unwrap();
    }
    let all = record(&data);

    // The disk is gone, say. What was backed up comes back on another.
    let hash = made.out.trim().to_owned();
    assert_eq!(hash.len(), 64);
    let checked = stet(&["restore", text(&back), "--check", "--hash", &hash]);
    assert!(checked.ok && checked.out.trim() == hash, "{}", checked.err);
    fs::rename(&data, folder.path().join("gone")).unwrap();
    let restored = restore(&back, &data);
    assert!(restored.ok, "{}", restored.err);
    let kept = record(&data);
    assert_eq!(kept[..], all[..kept.len()], "the record is the same, up to a change");
    assert!(kept.len() < all.len());
    let server = Server::serve(&data);
    let there = posts(&server.url);
    assert!(before.is_subset(&there), "lost: {:?}", before.difference(&there));
    assert!(there.contains(first["id"].as_str().unwrap()));
    assert_eq!(fetched(&format!("{}/media/{picture}/320.webp", server.url)), shown);
    // It goes on where it was: members come in as before, with their drafts, and uploads go on.
    let desk = Desk::new(&server, &token);
    desk.must("GET", &format!("/coverages/storm/drafts/{}", draft["id"].as_str().unwrap()), &json!(null));
    assert!(go_on(&desk, &half, 1000, &photo[1000..]).unwrap().starts_with("HTTP/1.1 204"));
    assert_eq!(looked_at(&desk, &half)["state"], "ready");
    desk.must("POST", "/coverages/storm/posts", &json!({"body": "We are back."}));
    let (_, log) = server.stop();
    assert!(!log.contains("ERROR"), "{log}");
}

#[test]
fn what_was_redacted_is_in_no_later_backup_even_before_it_is_erased() {
    let folder = tempfile::tempdir().unwrap();
    let (data, back) = (folder.path().join("data"), folder.path().join("back"));
    let token = token(&data);
    let mut server = Server::serve(&data);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let made = desk.must("POST", "/coverages/storm/posts", &json!({"body": "It was Quittenbaum."}));
    let path = format!("/coverages/storm/posts/{}/redact", made["id"].as_str().unwrap());
    desk.must("POST", &path, &json!({"reason": "safety"}));
    server.kill();
    let made = back_up(&data, &back);
    assert!(made.ok, "{}", made.err);
    let database = fs::read(back.join("stet.db")).unwrap();
    assert!(memchr::memmem::find(&database, b"Quittenbaum").is_none());
}

/// A small store with a picture, and its backup.
fn small(folder: &Path) -> PathBuf {
    let (data, back) = (folder.join("data"), folder.join("back"));
    let token = token(&data);
    let server = Server::serve(&data);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let photo = photograph(200, 150);
    let place = begin(&desk, photo.len());
    assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
    looked_at(&desk, &place);
    server.stop();
    let made = back_up(&data, &back);
    assert!(made.ok && made.err.contains("1 coverage with 1 change, "), "{}", made.err);
    back
}

#[test]
fn nothing_is_written_over_and_what_is_no_backup_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let back = small(folder.path());
    let data = folder.path().join("data");
    let refuses = |run: &Run, said: &str| assert!(!run.ok && run.err.contains(said), "{said}: {}", run.err);
    refuses(&back_up(&data, &back), "is there already");
    refuses(&back_up(&folder.path().join("nowhere"), &folder.path().join("new")), "no database of Stet");
    assert!(!folder.path().join("nowhere").exists() && !folder.path().join("new").exists());
    refuses(&restore(&back, &data), "is there already");
    refuses(&restore(&data, &folder.path().join("new")), "is no backup");
    refuses(&restore(&folder.path().join("nowhere"), &folder.path().join("new")), "is no backup");
    refuses(&stet(&["restore", text(&back)]), "--data");
    refuses(&stet(&["restore", text(&back), "--check", "--hash", &"0".repeat(64)]), "it is another, or was altered");
    refuses(&stet(&["restore", text(&back), "--check", "--hash", "x"]), "64 digits and letters");
    assert!(!folder.path().join("new").exists() && !folder.path().join("new.unfinished").exists());
}

#[test]
fn a_backup_that_was_truncated_or_altered_is_found_out_and_nothing_is_restored() {
    let folder = tempfile::tempdir().unwrap();
    let back = small(folder.path());
    let new = folder.path().join("new");
    let breaks = |said: &str| {
        for run in [stet(&["restore", text(&back), "--check"]), restore(&back, &new)] {
            assert!(!run.ok && run.err.contains(said), "{said}: {}", run.err);
        }
        assert!(!new.exists() && !folder.path().join("new.unfinished").exists(), "{said}: something was restored");
    };
    let manifest = back.join("backup.json");
    let told: Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    let names: Vec<_> = told["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    assert!(names.len() >= 4, "{names:?}");
    for name in names {
        let path = back.join(name);
        let whole = fs::read(&path).unwrap();
        fs::write(&path, &whole[..whole.len() - 1]).unwrap();
        breaks("bytes, and had");
        for at in [0, whole.len() / 2, whole.len() - 1] {
            let mut altered = whole.clone();
            altered[at] ^= 1;
            fs::write(&path, &altered).unwrap();
            breaks("its content was altered");
        }
        fs::remove_file(&path).unwrap();
        breaks("it is missing");
        fs::write(&path, &whole).unwrap();
    }
    let more = back.join("media/more");
    fs::write(&more, b"x").unwrap();
    breaks("the backup does not name it");
    fs::remove_file(&more).unwrap();
    let whole = fs::read_to_string(&manifest).unwrap();
    for (altered, said) in [
        (whole.get(..whole.len() / 2).unwrap().to_owned(), "it breaks off: its end is missing"),
        (String::new(), "it breaks off: its end is missing"),
        (whole.replacen("\"v\": 1", "\"v\": x", 1), "it is not what `stet backup` writes"),
        (whole.replacen("\"v\": 1", "\"v\": 2", 1), "made by a newer Stet"),
        (whole.replacen("\"media/", "\"media/../", 1), "is no name of a file of a backup"),
        (whole.replacen("\"changes\": ", "\"changes\": 1", 1), "its records are not those"),
    ] {
        fs::write(&manifest, altered).unwrap();
        breaks(said);
    }
    // Who alters a file and its hash as well is found out by the hash that was written down.
    let hash = stet(&["restore", text(&back), "--check"]);
    assert!(!hash.ok);
    fs::write(&manifest, whole.replacen("made_by\": \"stet", "made_by\": \"Stet", 1)).unwrap();
    assert!(stet(&["restore", text(&back), "--check"]).ok);
    fs::write(&manifest, &whole).unwrap();
    let restored = restore(&back, &new);
    assert!(restored.ok, "{}", restored.err);
}

#[test]
fn a_backup_that_was_killed_is_none_and_the_next_one_works() {
    let folder = tempfile::tempdir().unwrap();
    small(folder.path());
    let (data, again) = (folder.path().join("data"), folder.path().join("again"));
    let unfinished = folder.path().join("again.unfinished");
    for _ in 0..5 {
        let mut run = command(&["backup", text(&again), "--data", text(&data)]);
        let mut run = run.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        // As soon as it has begun.
        while !unfinished.exists() && !again.exists() && run.try_wait().unwrap().is_none() {
            thread::yield_now();
        }
        run.kill().unwrap();
        run.wait().unwrap();
        if again.exists() {
            assert!(stet(&["restore", text(&again), "--check"]).ok, "what has its name is whole");
            fs::remove_dir_all(&again).unwrap();
        }
    }
    // Somebody's own folder of that name is not taken for one.
    let made = back_up(&data, &again);
    assert!(made.ok, "{}", made.err);
    assert!(!unfinished.exists());
    fs::remove_dir_all(&again).unwrap();
    fs::create_dir(&unfinished).unwrap();
    fs::write(unfinished.join("letter.txt"), "mine").unwrap();
    let refused = back_up(&data, &again);
    assert!(!refused.ok && refused.err.contains("is there already"), "{}", refused.err);
    assert_eq!(fs::read_to_string(unfinished.join("letter.txt")).unwrap(), "mine");
}
