//! One who stands between a server and those who ask it, and passes on what they like.

use std::io::{BufRead, BufReader, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use crate::stet::get;

/// What is made of an answer on its way: of that path, this body.
type Lie = Box<dyn Fn(&str, String) -> String + Send>;
/// What is answered in its place to who asks for that path, if anything.
type Refusal = Box<dyn Fn(&str) -> Option<u16> + Send>;
/// How long it takes from one invented event of a stream to the next.
const BEAT: Duration = Duration::from_millis(10);

/// What stands between a reader and a server.
pub(crate) struct Between {
    pub(crate) address: SocketAddr,
    ways: Arc<Ways>,
}

/// What it does with what passes.
struct Ways {
    lie: Mutex<Lie>,
    refusal: Mutex<Refusal>,
    /// What a stream says, time and again.
    event: Mutex<Option<String>>,
    behind: Mutex<String>,
}

impl Between {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let ways = Arc::new(Ways {
            lie: Mutex::new(Box::new(|_, body| body)),
            refusal: Mutex::new(Box::new(|_| None)),
            event: Mutex::default(),
            behind: Mutex::default(),
        });
        let shared = Arc::clone(&ways);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let ways = Arc::clone(&shared);
                thread::spawn(move || pass_on(&stream.unwrap(), &ways));
            }
        });
        Self { address, ways }
    }

    /// Stands before the server at that address from now on.
    pub(crate) fn stand_before(&self, server: &str) {
        server.clone_into(&mut self.ways.behind.lock().unwrap());
    }

    /// Passes on what this makes of each answer from now on.
    pub(crate) fn lies(&self, lie: impl Fn(&str, String) -> String + Send + 'static) {
        *self.ways.lie.lock().unwrap() = Box::new(lie);
    }

    /// Answers with these statuses from now on.
    pub(crate) fn refuses(&self, refusal: impl Fn(&str) -> Option<u16> + Send + 'static) {
        *self.ways.refusal.lock().unwrap() = Box::new(refusal);
    }

    /// Has every stream say this from now on, time and again.
    pub(crate) fn streams(&self, event: &str) {
        *self.ways.event.lock().unwrap() = Some(event.to_owned());
    }
}

fn pass_on(mut stream: &TcpStream, ways: &Ways) {
    let server = ways.behind.lock().unwrap().clone();
    let mut head = String::new();
    let mut lines = BufReader::new(stream);
    while lines.read_line(&mut head).is_ok_and(|read| read > 2) {}
    let Some(path) = head.split(' ').nth(1).filter(|_| head.ends_with("\r\n\r\n")).map(str::to_owned) else { return };
    let refusal = ways.refusal.lock().unwrap()(&path);
    if let Some(status) = refusal {
        let _ = stream
            .write_all(format!("HTTP/1.1 {status} -\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").as_bytes());
        return;
    }
    let event = ways.event.lock().unwrap().clone().filter(|_| path.contains("/stream"));
    if let Some(event) = event {
        let head = "HTTP/1.1 200 -\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
        let mut next = stream.write_all(head.as_bytes());
        while next.is_ok() {
            next = stream.write_all(event.as_bytes());
            thread::sleep(BEAT);
        }
        return;
    }
    // What goes on without end, or is no text, is passed on as it comes.
    if path.contains("/stream") || path.contains("/media/") {
        let Ok(mut behind) = TcpStream::connect(server.trim_start_matches("http://")) else { return };
        // Either side may hang up at any time.
        let _ = behind.write_all(head.as_bytes()).and_then(|()| std::io::copy(&mut behind, &mut stream));
        let _ = stream.shutdown(Shutdown::Both);
        return;
    }
    let (status, body) = get(&format!("{server}{path}"));
    let body = ways.lie.lock().unwrap()(&path, body);
    let head = format!("HTTP/1.1 {status} -\r\ncontent-length: {}\r\nconnection: close\r\n\r\n", body.len());
    // Who has seen enough hangs up.
    let _ = stream.write_all(format!("{head}{body}").as_bytes());
}

/// The lines of that kind, as if they had no words, with that reason.
pub(crate) fn without_words(kind: &'static str, why: &'static str) -> Lie {
    Box::new(move |path, body| {
        let blank = |line: &str| match line.contains(&format!("\"kind\":\"{kind}\"")) {
            true => format!("{}\"salt\":null,\"payload\":null{why}}}\n", line.split_once("\"salt\"").unwrap().0),
            false => format!("{line}\n"),
        };
        if path.contains("/log/changes") { body.lines().map(blank).collect() } else { body }
    })
}
