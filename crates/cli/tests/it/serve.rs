//! `stet serve` from its first start to its orderly end.

use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::time::Duration;

use serde_json::json;

use crate::stet::{Desk, Server, get, stet, stet_told, text, token};

#[test]
fn an_empty_folder_is_served_and_the_way_to_an_owner_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("new").join("data");
    let server = Server::serve(&data);
    let (status, page) = get(&format!("{}/", server.url));
    assert_eq!(status, 200);
    assert!(page.contains("<main"), "{page}");
    // A token made beside the running server works at once.
    let token = token(&data);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Storm"}));
    assert_eq!(get(&format!("{}/live/storm", server.url)).0, 200);
    let (status, log) = server.stop();
    assert!(status.success());
    assert!(log.contains("stet token create --member"), "{log}");
    assert!(!log.contains("WARN") && !log.contains("ERROR"), "{log}");
    assert!(!log.contains(&token), "a token is in the log");
}

#[test]
fn only_the_first_member_becomes_owner_by_asking() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let create = |member: &str| stet(&["token", "create", "--member", member, "--data", data]);
    assert!(create("owner@example.org").ok);
    assert!(create("OWNER@example.org").ok, "an address is the same in any case");
    let other = create("somebody@example.org");
    assert!(!other.ok && other.err.contains("no member somebody@example.org"), "{}", other.err);
    for address in ["", "owner", "a b@example.org", "@example.org"] {
        assert!(!create(address).ok, "{address}");
    }
}

#[test]
fn a_token_is_taken_back_beside_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let (leaked, kept) = (token(folder.path()), token(folder.path()));
    let server = Server::serve(folder.path());
    let revoke = |input: &str| stet_told(&["token", "revoke", "--data", data], input);
    let open = |token: &str, slug: &str| {
        let body = json!({"slug": slug, "headline": "Storm"});
        Desk::new(&server, token).ask("POST", "/coverages", &body).unwrap().0
    };
    assert_eq!(open(&leaked, "before"), 201);
    let revoked = revoke(&format!("{leaked}\n"));
    assert!(revoked.ok && revoked.out.is_empty() && !revoked.err.contains(&leaked), "{}", revoked.err);
    assert_eq!(open(&leaked, "after"), 401);
    assert_eq!(open(&kept, "after"), 201);
    for (input, said) in [
        (&*leaked, "not known in this store, or was revoked before"),
        ("", "standard input should hold the token"),
        ("stet_secret", "standard input should hold the token"),
        (&"x".repeat(100_000), "standard input should hold the token"),
    ] {
        let again = revoke(input);
        assert!(!again.ok && again.err.contains(said), "{}", again.err);
        assert!(input.is_empty() || !again.err.contains(input), "a token is told");
    }
}

#[test]
fn a_server_on_every_address_says_that_readers_need_another() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let server = Server::start(&["serve", "--data", data, "--listen", "0.0.0.0:0"]);
    let desk = Desk::new(&server, &token(folder.path()));
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Storm"}));
    let address = format!("{}/live/storm", server.url);
    assert!(address.starts_with("http://localhost:"), "{address}");
    let (_, page) = get(&address);
    assert!(page.contains(&format!("<link rel=\"canonical\" href=\"{address}\"")), "{page}");
    assert!(!page.contains("0.0.0.0"), "{page}");
    let (_, log) = server.stop();
    assert!(log.contains("--public-url (STET_PUBLIC_URL)"), "{log}");

    for args in [&["--listen", "127.0.0.1:0"][..], &["--listen", "0.0.0.0:0", "--public-url", "https://example.org"]] {
        let server = Server::start(&[&["serve", "--data", data], args].concat());
        let (_, log) = server.stop();
        assert!(!log.contains("--public-url"), "{log}");
    }
}

#[test]
fn more_readers_than_the_shell_allows_files_are_served_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::serve_with_files(folder.path(), 64);
    let desk = Desk::new(&server, &token(folder.path()));
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Storm"}));
    let address = server.url.strip_prefix("http://").unwrap();
    let readers: Vec<TcpStream> = (0..200)
        .map(|_| {
            let mut reader = TcpStream::connect(address).unwrap();
            reader.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
            reader.write_all(b"GET /live/storm/stream?after=0 HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
            let mut status = [0; 15];
            reader.read_exact(&mut status).unwrap();
            assert_eq!(&status, b"HTTP/1.1 200 OK");
            reader
        })
        .collect();
    // With all of them there, a member can still publish.
    desk.must("POST", "/coverages/storm/posts", &json!({"body": "The barrier is closed."}));
    drop(readers);
}

#[test]
fn what_another_process_imports_appears_on_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let server = Server::serve(folder.path());
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");
    assert_eq!(get(&format!("{}/live/barrier", server.url)).0, 404);
    assert!(stet(&["import", page, "--slug", "barrier", "--data", text(folder.path())]).ok);
    // The server looks several times a second; a write waits for the same store
    // and so gives it time, until the page is there.
    let desk = Desk::new(&server, &token);
    let appears = (0..500).any(|turn| {
        desk.must("POST", "/coverages", &json!({"slug": format!("other-{turn}"), "headline": "Other"}));
        get(&format!("{}/live/barrier", server.url)).0 == 200
    });
    assert!(appears);
}

#[test]
fn a_wrong_setting_names_its_key_and_the_way_out() {
    let folder = tempfile::tempdir().unwrap();
    let data = text(folder.path());
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = taken.local_addr().unwrap().to_string();
    let file = folder.path().join("file");
    fs::write(&file, "x").unwrap();
    let nothing = text(&folder.path().join("nothing")).to_owned();
    let wrong = format!("--data (STET_DATA) is “{}”", file.display());
    let page = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");
    let missing = "there is no database of Stet";
    let cases: [(&[&str], &str, &str); 13] = [
        (&["serve", "--data", data, "--listen", "8080"], "--listen (STET_LISTEN)", "127.0.0.1:8080"),
        (&["serve", "--data", data, "--listen", &taken], "--listen or STET_LISTEN", "another port"),
        (&["serve", "--data", data, "--public-url", "example.org"], "--public-url (STET_PUBLIC_URL)", "https://"),
        (&["serve", "--data", data, "--log", "a=b=c"], "--log (STET_LOG)", "info"),
        (&["serve", "--data", data, "--log", "blub"], "--log (STET_LOG) is “blub”", "give off, error, warn, info"),
        (&["serve", "--data", text(&file)], &wrong, "name another"),
        (&["import", page, "--slug", "storm", "--data", text(&file)], &wrong, "name another"),
        (&["token", "create", "--member", "a@example.org", "--data", text(&file)], &wrong, "name another"),
        (&["export", "storm", "--data", text(&file)], &wrong, "name another"),
        (&["export", "storm", "--data", &nothing], "--data (STET_DATA)", missing),
        (&["demo", "--listen", "127.0.0.1:0", "--data", text(&file)], "--data is", "name another"),
        (&["serve"], "--data", "--data <DIR>"),
        (&["demo", "--speed", "0"], "--speed", "1"),
    ];
    for (args, key, way_out) in cases {
        let run = stet(args);
        assert!(!run.ok, "{args:?}");
        assert!(run.err.contains(key) && run.err.contains(way_out), "{args:?}: {}", run.err);
    }
    let revoke = stet_told(&["token", "revoke", "--data", &nothing], &token(folder.path()));
    assert!(!revoke.ok && revoke.err.contains("--data (STET_DATA)") && revoke.err.contains(missing), "{}", revoke.err);
    assert!(!Path::new(&nothing).exists(), "a name mistyped made a folder");
}

#[test]
fn a_cache_that_would_not_be_told_is_named_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    let serve = ["serve", "--listen", "127.0.0.1:0", "--data", text(folder.path()), "--purge-url"];
    let inside = "http://10.1.2.3:6081/purge";
    let (_, log) = Server::start(&[&serve[..], &[inside]].concat()).stop();
    assert!(log.contains(inside) && log.contains("--also-reach (STET_ALSO_REACH)"), "{log}");
    for args in [&[inside, "--also-reach", "10.1.2.3:6081"][..], &["https://1.1.1.1/purge"]] {
        let (_, log) = Server::start(&[&serve[..], args].concat()).stop();
        assert!(!log.contains("--also-reach"), "{log}");
    }
}

#[test]
fn the_log_can_be_json() {
    let folder = tempfile::tempdir().unwrap();
    let args = ["serve", "--listen", "127.0.0.1:0", "--data", text(folder.path()), "--log-format", "json"];
    let (status, log) = Server::start(&args).stop();
    assert!(status.success());
    let lines: Vec<&str> = log.lines().filter(|line| line.starts_with('{')).collect();
    assert!(lines.iter().any(|line| line.contains("stopped")), "{log}");
    for line in lines {
        let line: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(line["level"].is_string() && line["timestamp"].is_string());
    }
}
