//! A record goes out and comes in again unaltered.

use std::fs;

use serde_json::json;

use crate::stet::{Desk, Server, get, stet, text, token};

#[test]
fn a_record_comes_back_with_the_same_hash_under_any_slug() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let token = token(&first);
    let server = Server::serve(&first);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Storm", "time_zone": "Europe/Kyiv"}));
    let post =
        desk.must("POST", "/coverages/storm/posts", &json!({"headline": "Flood 🌊", "body": "مدّ **Surge**: e\u{301}"}));
    let place = format!("/coverages/storm/posts/{}", post["id"].as_str().unwrap());
    desk.must("PATCH", &place, &json!({"body": "Two metres.", "notice": {"kind": "correction", "text": "Not three."}}));
    desk.must(
        "PATCH",
        "/coverages/storm",
        &json!({"pinned": post["id"], "key_points": [{"text": "It rises", "post": post["id"]}]}),
    );
    desk.must("DELETE", &place, &json!({"reason": "It was a drill."}));
    let (_, document) = get(&format!("{}/live/storm.json", server.url));
    // The export is taken while the server runs.
    let export = stet(&["export", "storm", "--data", text(&first)]);
    assert!(export.ok, "{}", export.err);
    let file = folder.path().join("storm.jsonl");
    fs::write(&file, &export.out).unwrap();
    let verified = stet(&["verify", text(&file)]);
    for slug in ["storm", "storm-again"] {
        let import = stet(&["import", text(&file), "--slug", slug, "--data", text(&second)]);
        assert!(import.ok, "{}", import.err);
        let again = stet(&["export", slug, "--data", text(&second)]);
        assert_eq!(again.out, export.out);
        let hash = export.err.trim().rsplit(' ').next().unwrap();
        assert!(import.out.contains(hash) && again.err.contains(hash), "{} {}", import.out, again.err);
        assert!(verified.out.contains(&format!("their root is {hash}")), "{hash}: {}", verified.out);
    }
    let other = Server::serve(&second);
    let (_, same) = get(&format!("{}/live/storm.json", other.url));
    assert_eq!(same.replace(&other.url, ""), document.replace(&server.url, ""));
}

#[test]
fn pictures_that_do_not_come_along_are_told_of() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let demo = Server::start(&["demo", "--listen", "127.0.0.1:0", "--data", text(&first)]);
    let slug = demo.url.rsplit('/').next().unwrap().to_owned();
    demo.stop();
    let export = stet(&["export", &slug, "--data", text(&first)]);
    assert!(export.ok && export.err.contains("Not in it: the files of "), "{}", export.err);
    let file = folder.path().join("demo.jsonl");
    fs::write(&file, &export.out).unwrap();
    let elsewhere = stet(&["import", text(&file), "--slug", "copy", "--data", text(&second)]);
    assert!(
        elsewhere.ok && elsewhere.out.contains("not in this store: the files of"),
        "{}{}",
        elsewhere.out,
        elsewhere.err
    );
    // It is not said of them that they are there, when they go on from there.
    let further = stet(&["export", "copy", "--data", text(&second)]);
    assert!(further.err.contains("either: the files of ") && !further.err.contains("folder media"), "{}", further.err);
    // Where they are, nothing is missing.
    let here = stet(&["import", text(&file), "--slug", "copy", "--data", text(&first)]);
    assert!(here.ok && !here.out.contains("not in this store: the files of"), "{}{}", here.out, here.err);
}

#[test]
fn a_damaged_record_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");
    assert!(stet(&["import", page, "--slug", "page", "--data", text(&data)]).ok);
    let record = stet(&["export", "page", "--data", text(&data)]).out;
    let lines: Vec<&str> = record.lines().collect();
    let file = folder.path().join("record.jsonl");
    let cases: [(String, &str); 6] = [
        (
            record.replacen("Europe", "Asia", 1).replacen("\"headline\":\"", "\"headline\":\"X", 1),
            "line 1: its payload does not fit its hash",
        ),
        (lines[1..].join("\n"), "change 2 stands where change 1 should"),
        ([&lines[..3], &lines[4..]].concat().join("\n"), "change 5 stands where change 4 should"),
        (
            record.get(..record.len() - 40).unwrap().to_owned(),
            &format!("line {} breaks off: the end of the file is missing", lines.len()),
        ),
        ("{}".to_owned(), "line 1"),
        (format!("{{\"v\":{}1{}}}", "[".repeat(100_000), "]".repeat(100_000)), "line 1"),
    ];
    for (text_of_file, said) in cases {
        fs::write(&file, text_of_file).unwrap();
        let import = stet(&["import", text(&file), "--slug", "copy", "--data", text(&data)]);
        assert!(!import.ok && import.err.contains(said), "{said}: {}", import.err);
        assert!(!stet(&["export", "copy", "--data", text(&data)]).ok);
    }
}

#[test]
fn an_unknown_slug_is_told_with_those_there_are() {
    let folder = tempfile::tempdir().unwrap();
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");
    assert!(stet(&["import", page, "--slug", "flood", "--data", text(folder.path())]).ok);
    for slug in ["fllod", "../flood", ""] {
        let export = stet(&["export", slug, "--data", text(folder.path())]);
        assert!(!export.ok && export.err.contains("there is: flood"), "{}", export.err);
    }
}
