//! What readers notice of pictures being worked on: how long their pages take beside four
//! photographs of 24 million pixels, against how long they take when nothing else is done.
//!
//! `cargo bench -p stet --bench beside` prints the 99th percentiles and their ratio. Pages are
//! asked for at fixed times, whether or not the one before was answered in time, so that a
//! server that stands still does not have fewer of them to show.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a measurement that cannot be made stops, and prints"
)]

#[path = "../tests/it/photograph.rs"]
mod photograph;
#[expect(dead_code, reason = "the tests use what is not measured here")]
#[path = "../tests/it/stet.rs"]
mod stet;
#[expect(dead_code, reason = "the tests use what is not measured here")]
#[path = "../tests/it/uploading.rs"]
mod uploading;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::photograph::photograph;
use crate::stet::{Desk, Server, token};
use crate::uploading::{begin, go_on, looked_at};

/// Readers, each with a connection of its own.
const READERS: u32 = 4;
/// How often each of them asks.
const EVERY: Duration = Duration::from_millis(20);
/// How long readers are alone with the server in each round.
const QUIET: Duration = Duration::from_secs(5);
const ROUNDS: usize = 6;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let token = token(folder.path());
    let server = Server::serve(folder.path());
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    for number in 0..50 {
        let body = "The ferry waits in the lee of the island. ".repeat(12);
        desk.must("POST", "/coverages/storm/posts", &json!({"headline": format!("Report {number}"), "body": body}));
    }
    let photo = photograph(6000, 4000);
    let (mut alone, mut beside) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        alone.extend(read_while(&server, || thread::sleep(QUIET)));
        beside.extend(read_while(&server, || upload_four(&desk, &photo)));
    }
    let [alone, beside] = [alone, beside].map(Percentiles::of);
    println!("pages alone:             {alone}");
    println!("pages beside 4 pictures: {beside}");
    println!("p99 beside / alone: {:.2}", beside.p99.as_secs_f64() / alone.p99.as_secs_f64());
}

fn upload_four(desk: &Desk, photo: &[u8]) {
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                let place = begin(desk, photo.len());
                assert!(go_on(desk, &place, 0, photo).unwrap().starts_with("HTTP/1.1 204"));
                assert_eq!(looked_at(desk, &place)["state"], "ready");
            });
        }
    });
}

/// How long each page took from the time at which it was to be asked for, while something is done.
fn read_while(server: &Server, something: impl FnOnce()) -> Vec<Duration> {
    let is_done = AtomicBool::new(false);
    thread::scope(|scope| {
        let readers: Vec<_> = (0..READERS)
            .map(|number| {
                let is_done = &is_done;
                scope.spawn(move || read(server, EVERY * number / READERS, is_done))
            })
            .collect();
        something();
        is_done.store(true, Ordering::Relaxed);
        readers.into_iter().flat_map(|reader| reader.join().unwrap()).collect()
    })
}

fn read(server: &Server, after: Duration, is_done: &AtomicBool) -> Vec<Duration> {
    let host = server.url.strip_prefix("http://").unwrap();
    let mut writer = TcpStream::connect(host).unwrap();
    writer.set_nodelay(true).unwrap();
    let mut reader = BufReader::new(writer.try_clone().unwrap());
    let request = format!("GET /live/storm HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n");
    let (mut due, mut times) = (Instant::now() + after, Vec::new());
    while !is_done.load(Ordering::Relaxed) {
        thread::sleep(due.saturating_duration_since(Instant::now()));
        writer.write_all(request.as_bytes()).unwrap();
        receive(&mut reader);
        times.push(due.elapsed());
        due += EVERY;
    }
    times
}

/// One answer, to its end.
fn receive(reader: &mut BufReader<TcpStream>) {
    let (mut line, mut length) = (String::new(), 0_u64);
    reader.read_line(&mut line).unwrap();
    assert!(line.starts_with("HTTP/1.1 200"), "{line}");
    while line != "\r\n" {
        line.clear();
        reader.read_line(&mut line).unwrap();
        if let Some((name, value)) = line.split_once(": ")
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink()).unwrap();
}

struct Percentiles {
    count: usize,
    p50: Duration,
    p99: Duration,
    most: Duration,
}

impl Percentiles {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |share: usize| times[(times.len() - 1) * share / 100];
        Self { count: times.len(), p50: at(50), p99: at(99), most: at(100) }
    }
}

impl std::fmt::Display for Percentiles {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { count, p50, p99, most } = self;
        write!(f, "{count} pages, median {p50:.2?}, p99 {p99:.2?}, at most {most:.2?}")
    }
}
