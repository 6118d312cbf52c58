//! Pictures in the real binary: what a kill leaves, and how much memory they take.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use jpeg_encoder::{ColorType, Encoder};
use serde_json::{Value, json};

use crate::stet::{Desk, Server, get, token};

/// How long a picture may take on a machine that has other things to do.
const PATIENCE: Duration = Duration::from_secs(120);

/// A picture with a gradient and noise, as photographs have.
pub(crate) fn photograph(width: u16, height: u16) -> Vec<u8> {
    let pixels: Vec<u8> = (0..u32::from(height))
        .flat_map(|y| (0..u32::from(width)).map(move |x| (x, y)))
        .flat_map(|(x, y)| {
            let noise = (x.wrapping_mul(2_654_435_761) ^ y.wrapping_mul(40_503).wrapping_mul(x | 1)) >> 28;
            [x / 32 + noise, y / 32 + noise, (x + y) / 64 + noise].map(|channel| channel.to_le_bytes()[0])
        })
        .collect();
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 90).encode(&pixels, width, height, ColorType::Rgb).unwrap();
    bytes
}

/// One request of an upload; gives the head of the answer, or nothing where the connection broke.
fn ask(desk: &Desk, method: &str, path: &str, headers: &str, body: &[u8]) -> Option<String> {
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

fn header<'a>(head: &'a str, name: &str) -> &'a str {
    let lines = head.lines().filter_map(|line| line.split_once(": "));
    let mut found = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
    found.next().unwrap_or_else(|| panic!("no {name} in {head}")).1
}

pub(crate) fn begin(desk: &Desk, length: usize) -> String {
    let head = ask(desk, "POST", "/api/v1/media/uploads", &format!("Upload-Length: {length}\r\n"), b"").unwrap();
    assert!(head.starts_with("HTTP/1.1 201"), "{head}");
    header(&head, "location").to_owned()
}

fn offset(desk: &Desk, place: &str) -> usize {
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

#[test]
fn an_upload_and_its_picture_survive_kill_9() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let photo = photograph(3000, 2000);
    let mut server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let place = begin(&desk, photo.len());
    let third = photo.len() / 3;
    assert!(go_on(&desk, &place, 0, &photo[..third]).unwrap().starts_with("HTTP/1.1 204"));
    // The plug is pulled while the next part is on its way.
    let writing = thread::spawn({
        let (desk, place, photo) = (desk, place.clone(), photo.clone());
        move || go_on(&desk, &place, third, &photo[third..photo.len() - 1])
    });
    server.kill();
    let told = writing.join().unwrap();

    let mut server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    let from = offset(&desk, &place);
    let acknowledged = told.map_or(third, |head| header(&head, "upload-offset").parse().unwrap());
    assert!(from >= acknowledged && from < photo.len(), "{from} of {}", photo.len());
    assert!(go_on(&desk, &place, from, &photo[from..]).unwrap().starts_with("HTTP/1.1 204"));
    // And again, while the picture is worked on.
    server.kill();

    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    let medium = looked_at(&desk, &place);
    assert_eq!((&medium["state"], &medium["width"], &medium["height"]), (&json!("ready"), &json!(3000), &json!(2000)));
    assert_eq!(medium["renditions"].as_array().unwrap().len(), 14, "seven widths, each as JPEG and WebP");
    assert_eq!(offset(&desk, &place), medium["bytes"].as_u64().unwrap() as usize, "it is here as a whole");
    drop(server);
    let unfinished: Vec<_> = std::fs::read_dir(folder.path().join("media"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".part"))
        .collect();
    assert!(unfinished.is_empty(), "{unfinished:?}");
}

#[test]
fn four_pictures_at_once_take_little_memory_and_readers_are_served() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    // A build without optimisation takes a minute for those of a good camera; `make audit` takes it.
    let whole = std::env::var_os("STET_WHOLE_PICTURES").is_some();
    let (width, height) = if whole { (6000, 4000) } else { (1500, 1000) };
    let photo = photograph(width, height);
    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let uploads: Vec<_> = (0..4)
        .map(|_| {
            let (desk, photo) = (desk.clone(), photo.clone());
            thread::spawn(move || {
                let place = begin(&desk, photo.len());
                assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
                let medium = looked_at(&desk, &place);
                assert_eq!((&medium["state"], &medium["width"]), (&json!("ready"), &json!(width)), "{medium}");
            })
        })
        .collect();
    let page = format!("{}/live/storm", server.url);
    while uploads.iter().any(|upload| !upload.is_finished()) {
        assert_eq!(get(&page).0, 200);
    }
    for upload in uploads {
        upload.join().unwrap();
    }
    let peak = server.peak_memory();
    assert!(peak <= 400_000_000, "{} MB", peak / 1_000_000);
}

#[test]
fn a_file_in_a_form_goes_to_the_disk_and_is_not_held_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let head = "--line\r\nContent-Disposition: form-data; name=\"file\"; filename=\"long.mp4\"\r\nContent-Type: video/mp4\r\n\r\n";
    let form = [head.as_bytes(), &vec![0; 200_000_000], b"\r\n--line--\r\n"].concat();
    let before = server.peak_memory();
    let kind = "Content-Type: multipart/form-data; boundary=line\r\n";
    let told = ask(&desk, "POST", "/micropub/storm/media", kind, &form).unwrap();
    // All of it arrived, and turned out to be no film.
    assert!(told.starts_with("HTTP/1.1 422"), "{told}");
    let grown = server.peak_memory() - before;
    assert!(grown <= 40_000_000, "{} MB", grown / 1_000_000);
}
