//! New words of a background reach every post that holds it, though the plug is pulled midway.

use std::io::{BufRead, BufReader};

use serde_json::{Value, json};

use crate::stet::{Desk, Server, get, token};

/// How many posts hold it: more than one turn of the job revises.
const POSTS: u64 = 60;

#[test]
fn a_renewal_that_was_broken_off_leaves_no_post_behind() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let mut server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let made = desk.must("POST", "/backgrounds", &background("Old words", None));
    let held = json!({"type": "background", "attrs": {"background": made["id"], "title": "The surge"}, "content": paragraphs("Old words")});
    for _ in 0..POSTS {
        desk.must("POST", "/coverages/storm/posts", &json!({"body": [held]}));
    }
    let place = format!("/backgrounds/{}", made["id"].as_str().unwrap());
    let revised = desk.must("PUT", &place, &background("New words", Some(1)));
    assert_eq!(revised["revised"], POSTS);
    // The opening and the posts have the seqs before.
    until(&server, POSTS + 2);
    server.kill();

    let server = Server::serve(folder.path());
    until(&server, 2 * POSTS + 1);
    let document: Value = serde_json::from_str(&get(&format!("{}/live/storm.json", server.url)).1).unwrap();
    let posts = document["posts"].as_array().unwrap();
    for post in posts {
        assert!(post["text"].as_str().unwrap().contains("New words"), "{post}");
        assert_eq!(post["revisions"], 2, "once: {post}");
    }
    assert_eq!((posts.len() as u64, &document["seq"]), (POSTS, &json!(2 * POSTS + 1)));
}

fn paragraphs(text: &str) -> Value {
    json!([{"type": "paragraph", "content": [{"type": "text", "text": text}]}])
}

fn background(text: &str, version: Option<u64>) -> Value {
    let mut background =
        json!({"title": "The surge", "body": {"v": 1, "doc": {"type": "doc", "content": paragraphs(text)}}});
    if let Some(version) = version {
        background["version"] = version.into();
    }
    background
}

/// Reads the coverage's stream until that change has come.
fn until(server: &Server, seq: u64) {
    let url = format!("{}/live/storm/stream?after={}", server.url, seq - 1);
    let answer = ureq::get(url).call().unwrap();
    let lines = BufReader::new(answer.into_body().into_reader()).lines();
    let id = format!("id: {seq}");
    assert!(lines.map(Result::unwrap).any(|line| line == id), "the stream ended before change {seq}");
}
