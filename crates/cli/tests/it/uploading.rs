//! Uploads in parts (tus 1.0.0), as a phone sends them.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::{Value, json};

use crate::stet::Desk;

/// How long a picture may take on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// One request of an upload; gives the head of the answer, or nothing where the connection broke.
pub(crate) fn ask(desk: &Desk, method: &str, path: &str, headers: &str, body: &[u8]) -> Option<String> {
    let host = desk.api.strip_prefix("http://")?.split('/').next()?.to_owned();
    let mut socket = TcpStream::connect(&host).ok()?;
    socket.set_read_timeout(Some(PATIENCE)).ok()?;
    let head = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nAuthorization: Bearer {}\r\n\
         Tus-Resumable: 1.0.0\r\nContent-Length: {}\r\n{headers}\r\n",
        desk.token,
        body.len()
    );
    socket.write_all(head.as_bytes()).ok()?;
    // The server may answer, or be gone, before it has all of it.
    let _ = socket.write_all(body);
    let mut answer = Vec::new();
    socket.read_to_end(&mut answer).ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    Some(answer.split("\r\n\r\n").next()?.to_owned()).filter(|head| head.starts_with("HTTP/1.1"))
}

pub(crate) fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
    found.next().unwrap_or_else(|| panic!("no {name} in {head}")).1
}

pub(crate) fn begin(desk: &Desk, length: usize) -> String {
    let head = ask(desk, "POST", "/api/v1/media/uploads", &format!("Upload-Length: {length}\r\n"), b"").unwrap();
    assert!(head.starts_with("HTTP/1.1 201"), "{head}");
    header(&head, "location").to_owned()
}

pub(crate) fn offset(desk: &Desk, place: &str) -> usize {
    header(&ask(desk, "HEAD", place, "", b"").unwrap(), "upload-offset").parse().unwrap()
}

pub(crate) fn go_on(desk: &Desk, place: &str, offset: usize, bytes: &[u8]) -> Option<String> {
    let headers = format!("Content-Type: application/offset+octet-stream\r\nUpload-Offset: {offset}\r\n");
    ask(desk, "PATCH", place, &headers, bytes)
}

/// Waits until a picture was looked at.
pub(crate) fn looked_at(desk: &Desk, place: &str) -> Value {
    let path = place.strip_prefix("/api/v1").unwrap().replace("/uploads", "");
    // What happens before the stream is open, the medium tells itself.
    let mut told = desk.stream("storm", PATIENCE);
    loop {
        let medium = desk.must("GET", &path, &json!(null));
        if medium["state"] != "received" {
            return medium;
        }
        assert!(told.any(|(name, _)| name == "media"), "the stream goes on");
    }
}
