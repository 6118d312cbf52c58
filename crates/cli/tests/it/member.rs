//! `stet member`: how an operator lets somebody back in.

use std::path::Path;

use serde_json::{Value, json};

use crate::stet::{Desk, Server, stet, text, token};

/// A password that is none of those that are tried first.
const PASSWORD: &str = "ferry barrier lee quay";

/// Follows a link as its screen does; gives the status and what was answered.
fn follow(server: &Server, link: &str) -> (u16, Value) {
    let (_, secret) = link.split_once("/desk/welcome#").unwrap();
    let nobody = Desk::new(server, "");
    nobody.ask("POST", "/auth/link/accept", &json!({"token": secret, "password": PASSWORD})).unwrap()
}

fn link(data: &Path, member: &str, more: &[&str]) -> crate::stet::Run {
    stet(&[&["member", "link", "--member", member, "--data", text(data)], more].concat())
}

#[test]
fn a_link_lets_a_member_back_in_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let desk = token(data);
    let server = Server::serve(data);
    let (superseded, made) = (link(data, "owner@example.org", &[]), link(data, "OWNER@example.org", &[]));
    assert!(made.ok, "{}", made.err);
    assert!(made.out.starts_with("http://127.0.0.1:8080/desk/welcome#stet_"), "{}", made.out);
    assert_eq!(made.out.lines().count(), 1, "nothing but the link, for those who send it on");
    assert!(made.err.contains("assumed") && made.err.contains("--public-url (STET_PUBLIC_URL)"), "{}", made.err);
    assert_eq!(follow(&server, superseded.out.trim()).0, 404, "the newer took its place");
    let (status, me) = follow(&server, made.out.trim());
    assert_eq!((status, &me["email"], &me["has_password"]), (200, &json!("owner@example.org"), &json!(true)));
    let (status, gone) = follow(&server, made.out.trim());
    assert_eq!((status, &gone["code"]), (404, &json!("link_gone")));
    let audit = Desk::new(&server, &desk).must("GET", "/audit", &Value::Null).to_string();
    assert!(audit.contains("stet member link") && !audit.contains("stet_"), "{audit}");
}

#[test]
fn a_link_is_of_the_address_that_is_given() {
    let folder = tempfile::tempdir().unwrap();
    token(folder.path());
    let made = link(folder.path(), "owner@example.org", &["--public-url", "https://live.example.org"]);
    assert!(made.ok && made.out.starts_with("https://live.example.org/desk/welcome#stet_"), "{}{}", made.out, made.err);
    assert!(!made.err.contains("assumed"), "{}", made.err);
    let wrong = link(folder.path(), "owner@example.org", &["--public-url", "live.example.org"]);
    assert!(!wrong.ok && wrong.err.contains("--public-url (STET_PUBLIC_URL)"), "{}", wrong.err);
}

#[test]
fn who_is_no_member_gets_no_link() {
    let folder = tempfile::tempdir().unwrap();
    token(folder.path());
    let unknown = link(folder.path(), "nobody@example.org", &[]);
    assert!(!unknown.ok && unknown.out.is_empty());
    assert!(unknown.err.contains("no member nobody@example.org"), "{}", unknown.err);
    let nowhere = link(&folder.path().join("nowhere"), "owner@example.org", &[]);
    assert!(!nowhere.ok && !folder.path().join("nowhere").exists(), "a store is not made by asking: {}", nowhere.err);
}
