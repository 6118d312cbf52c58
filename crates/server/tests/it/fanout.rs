//! Many readers at once: the same bytes for all, whichever way they go, and
//! nobody in the way of others.

use std::io::Read;
use std::num::NonZero;
use std::time::{Duration, Instant};

use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use serde_json::json;
use server::ReaderLimits;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tower::ServiceExt;

use crate::app::{Caller, TestApp, posts, soon};
use crate::events::{Events, seqs};

/// A reader at its socket.
struct Socket {
    stream: TcpStream,
    head: String,
    /// What came of the stream.
    came: Vec<u8>,
}

impl Socket {
    /// Asks for the stream, with more headers, and reads the head of the answer.
    async fn open(app: &TestApp, after: u64, headers: &str) -> Self {
        Self::ask(TcpStream::connect(app.address).await.unwrap(), after, headers).await
    }

    async fn ask(mut stream: TcpStream, after: u64, headers: &str) -> Self {
        stream.write_all(request(after, headers).as_bytes()).await.unwrap();
        let mut socket = Self { stream, head: String::new(), came: Vec::new() };
        socket.read_head().await;
        socket
    }

    async fn read_head(&mut self) {
        let end = loop {
            if let Some(end) = self.came.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
            assert!(self.more().await, "no answer but {:?}", String::from_utf8_lossy(&self.came));
        };
        self.head = String::from_utf8(self.came.drain(..end).collect()).unwrap();
    }

    /// Reads more; false once the other end has ended.
    async fn more(&mut self) -> bool {
        let mut buffer = [0; 8_192];
        let read = soon(self.stream.read(&mut buffer)).await.unwrap_or(0);
        self.came.extend_from_slice(&buffer[..read]);
        read > 0
    }

    /// Reads until so many bytes of the stream are there.
    async fn bytes(&mut self, number: usize) -> &[u8] {
        while self.came.len() < number {
            assert!(self.more().await, "the stream ended");
        }
        &self.came[..number]
    }

    /// Reads until the event of that change is there as a whole; gives the seqs of all that came.
    async fn up_to(&mut self, seq: u64) -> Vec<u64> {
        let last = format!("id: {seq}\n");
        loop {
            let text = String::from_utf8_lossy(&self.came);
            if text.split_once(&last).is_some_and(|(_, rest)| rest.contains("\n\n")) {
                return text
                    .lines()
                    .filter_map(|line| line.strip_prefix("id: "))
                    .map(|id| id.parse().unwrap())
                    .collect();
            }
            drop(text);
            assert!(self.more().await, "the stream ended before {seq}");
        }
    }

    /// Reads until the other end has ended.
    async fn end(mut self) -> String {
        while self.more().await {}
        String::from_utf8(self.came).unwrap()
    }
}

fn request(after: u64, headers: &str) -> String {
    format!("GET /live/storm/stream?after={after} HTTP/1.1\r\nHost: live.example.org\r\n{headers}\r\n")
}

async fn storm(app: &TestApp, posts: usize) -> Caller {
    let owner = app.owner().await;
    owner.cover("storm").await;
    for number in 0..posts {
        owner.publish("storm", &format!("Report {number}")).await;
    }
    owner
}

/// Waits until the server says that it has so many readers.
async fn readers(app: &TestApp, number: f64) {
    let waited = async {
        while (app.metric("stet_stream_readers").await - number).abs() > f64::EPSILON {
            tokio::task::yield_now().await;
        }
    };
    soon(waited).await;
}

#[tokio::test]
async fn a_socket_that_was_taken_over_gets_the_bytes_of_a_body() {
    let app = TestApp::start().await;
    let owner = storm(&app, 3).await;
    for coding in ["identity", "gzip", "zstd"] {
        let mut socket = Socket::open(&app, 0, &format!("Accept-Encoding: {coding}\r\n")).await;
        let caller = Caller::nowhere().with("accept-encoding", coding);
        let request = caller.request(Method::GET, "/live/storm/stream?after=0", "");
        let answer = server::router(app.app.clone()).oneshot(request).await.unwrap();
        for (name, value) in answer.headers() {
            let line = format!("\r\n{name}: {}\r\n", value.to_str().unwrap());
            assert!(socket.head.contains(&line), "{line} is not in {}", socket.head);
        }
        assert_eq!(answer.headers().contains_key("content-encoding"), coding != "identity");
        assert!(!socket.head.contains("content-length"), "{}", socket.head);
        let mut body = answer.into_body();
        // The first is the time to wait, which differs from reader to reader but not in length.
        let first = body.frame().await.unwrap().unwrap().into_data().unwrap().len();
        let missed = body.frame().await.unwrap().unwrap().into_data().unwrap();
        owner.publish("storm", "One more").await;
        let new = soon(body.frame()).await.unwrap().unwrap().into_data().unwrap();
        let expected = [missed, new].concat();
        let came = socket.bytes(first + expected.len()).await;
        assert!(came[first..] == expected, "{coding}");
    }
}

#[tokio::test]
async fn compressed_events_are_the_same_events() {
    let app = TestApp::start().await;
    let owner = storm(&app, 2).await;
    let mut plain = Socket::open(&app, 0, "").await;
    let mut packed = Socket::open(&app, 0, "Accept-Encoding: gzip, deflate, br, zstd\r\n").await;
    assert!(packed.head.contains("\r\ncontent-encoding: gzip\r\n"), "{}", packed.head);
    for number in 3..20 {
        owner.publish("storm", &format!("Report {number}")).await;
    }
    plain.up_to(20).await;
    let expected = String::from_utf8(plain.came).unwrap().split_once("\n\n").unwrap().1.to_owned();
    loop {
        let mut text = String::new();
        // The stream goes on, so the decoder always wants more in the end.
        let _ = flate2::read::GzDecoder::new(&packed.came[..]).read_to_string(&mut text);
        if text.split_once("\n\n").is_some_and(|(_, events)| events == expected) {
            assert!(packed.came.len() * 2 < expected.len(), "{} of {}", packed.came.len(), expected.len());
            return;
        }
        assert!(text.len() < expected.len() + 100, "{text}");
        assert!(packed.more().await);
    }
}

#[tokio::test]
async fn whoever_does_not_read_holds_up_nobody_and_misses_nothing() {
    let app = TestApp::start().await;
    let owner = storm(&app, 0).await;
    let mut stalled = Vec::new();
    for _ in 0..20 {
        let socket = TcpSocket::new_v4().unwrap();
        socket.set_recv_buffer_size(4_096).unwrap();
        stalled.push(Socket::ask(socket.connect(app.address).await.unwrap(), 1, "").await);
    }
    let mut reading = Socket::open(&app, 1, "").await;
    let long = json!({"body": "The ferry waits. ".repeat(4_000)});
    for number in 0..12 {
        owner.post(&posts("storm"), &long).await.expect(StatusCode::CREATED);
        // It has each before the next is published, whoever else does not read.
        assert_eq!(reading.up_to(number + 2).await.last(), Some(&(number + 2)));
    }
    readers(&app, 21.0).await;
    for mut socket in stalled {
        assert_eq!(socket.up_to(13).await, (2..=13).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn cut_in_the_middle_of_a_frame_it_goes_on_with_that_frame() {
    let app = TestApp::start().await;
    let owner = storm(&app, 0).await;
    for _ in 0..3 {
        owner
            .post(&posts("storm"), &json!({"body": "The ferry waits. ".repeat(2_000)}))
            .await
            .expect(StatusCode::CREATED);
    }
    let mut cut = Socket::open(&app, 0, "").await;
    cut.up_to(2).await;
    while !String::from_utf8_lossy(&cut.came).contains("id: 3\n") {
        assert!(cut.more().await);
    }
    drop(cut);
    let mut again = Socket::open(&app, 0, "Last-Event-ID: 2\r\n").await;
    assert_eq!(again.up_to(4).await, [3, 4]);
}

#[tokio::test]
async fn what_comes_after_the_request_is_passed_over() {
    let app = TestApp::start().await;
    let owner = storm(&app, 0).await;
    let more = ["GET /live/storm.json HTTP/1.1\r\nHost: live.example.org\r\n\r\n", "\0\u{fffd}no HTTP at all", "\r\n"];
    for more in more {
        let mut stream = TcpStream::connect(app.address).await.unwrap();
        stream.write_all((request(1, "") + more).as_bytes()).await.unwrap();
        let mut socket = Socket { stream, head: String::new(), came: Vec::new() };
        socket.read_head().await;
        assert!(socket.head.contains("\r\nconnection: close\r\n"), "{}", socket.head);
        socket.stream.write_all(more.as_bytes()).await.unwrap();
        let (seq, _) = owner.standing("storm").await;
        owner.publish("storm", "The next").await;
        assert_eq!(socket.up_to(seq + 1).await, (2..=seq + 1).collect::<Vec<_>>());
        assert!(!String::from_utf8_lossy(&socket.came).contains("HTTP/1.1"));
    }
    readers(&app, 0.0).await;
    // Whoever goes on talking is let go.
    let mut talks = Socket::open(&app, 0, "").await;
    let flood = vec![b'x'; 1 << 20];
    let _ = soon(async { while talks.stream.write_all(&flood).await.is_ok() {} }).await;
    readers(&app, 0.0).await;
}

#[tokio::test]
async fn a_stream_may_come_after_other_requests_on_the_same_connection() {
    let app = TestApp::start().await;
    storm(&app, 1).await;
    let mut stream = TcpStream::connect(app.address).await.unwrap();
    let page = "GET /live/storm/changes?after=2 HTTP/1.1\r\nHost: live.example.org\r\n\r\n";
    stream.write_all((page.to_owned() + &request(0, "")).as_bytes()).await.unwrap();
    let mut socket = Socket { stream, head: String::new(), came: Vec::new() };
    socket.read_head().await;
    assert!(socket.head.contains("content-type: application/json"), "{}", socket.head);
    while !socket.came.starts_with(b"{") || !socket.came.windows(4).any(|four| four == b"\r\n\r\n") {
        assert!(socket.more().await);
    }
    let text = String::from_utf8(socket.came.clone()).unwrap();
    let (json, _) = text.split_once("HTTP/1.1 200 OK\r\n").unwrap();
    assert!(serde_json::from_str::<serde_json::Value>(json).is_ok(), "{json}");
    socket.came.drain(..json.len());
    socket.read_head().await;
    assert_eq!(socket.up_to(2).await, [1, 2]);
}

#[tokio::test]
async fn old_clients_and_those_who_ask_for_the_head_are_answered() {
    let app = TestApp::start().await;
    storm(&app, 1).await;
    for (ask, has_events) in
        [("GET {} HTTP/1.0\r\n\r\n", true), ("HEAD {} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", false)]
    {
        let mut stream = TcpStream::connect(app.address).await.unwrap();
        stream.write_all(ask.replace("{}", "/live/storm/stream?after=0").as_bytes()).await.unwrap();
        let mut socket = Socket { stream, head: String::new(), came: Vec::new() };
        socket.read_head().await;
        assert!(socket.head.contains("content-type: text/event-stream"), "{}", socket.head);
        if has_events {
            assert_eq!(socket.up_to(2).await, [1, 2]);
        } else {
            assert_eq!(socket.end().await, "");
        }
    }
    readers(&app, 0.0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_with_a_thousand_readers_ends_in_order() {
    let app = TestApp::start().await;
    let owner = storm(&app, 1).await;
    let mut sockets = Vec::new();
    for _ in 0..1_000 {
        sockets.push(Socket::open(&app, 1, "").await);
    }
    readers(&app, 1_000.0).await;
    owner.publish("storm", "The last").await;
    for socket in &mut sockets {
        assert_eq!(socket.up_to(3).await, [2, 3]);
    }
    let began = Instant::now();
    let serving = app.tell_to_stop();
    for socket in sockets {
        let came = socket.end().await;
        // On a machine that has much to do it takes long enough for a heartbeat.
        let events = came.trim_end_matches(": alive\n\n");
        assert!(events.ends_with("}\n\n"), "a stream ends between two events: {came}");
    }
    soon(serving).await.unwrap().unwrap();
    assert!(began.elapsed() < Duration::from_secs(5), "{:?}", began.elapsed());
}

#[tokio::test]
async fn whoever_leaves_is_counted_no_more() {
    let app = TestApp::start().await;
    let owner = storm(&app, 1).await;
    let mut stay = Socket::open(&app, 0, "").await;
    for _ in 0..5 {
        let gone: Vec<_> = [Socket::open(&app, 0, "").await, Socket::open(&app, 2, "").await].into();
        readers(&app, 3.0).await;
        drop(gone);
        readers(&app, 1.0).await;
        owner.publish("storm", "Still here").await;
    }
    assert_eq!(stay.up_to(7).await, [1, 2, 3, 4, 5, 6, 7]);
}

#[tokio::test]
async fn where_there_is_no_room_readers_are_sent_to_the_changes() {
    let limits = ReaderLimits { in_all: NonZero::new(3), of_one: NonZero::new(2) };
    let app = TestApp::start_with_room(limits, "127.0.0.1").await;
    let owner = storm(&app, 1).await;
    let from = |address: &str| app.anon().with("x-forwarded-for", address);
    let path = "/live/storm/stream?after=0";
    let mut held = vec![Events::open(&from("192.0.2.1"), path).await, Events::open(&from("192.0.2.1"), path).await];
    let told = from("192.0.2.1").get(path).await.problem(StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(told.code, "stream_full");
    assert!(told.hint.unwrap().contains("/live/storm/changes?after=0"));
    // It is kept from one address, not from others, until there is no room at all.
    held.push(Events::open(&from("192.0.2.2"), path).await);
    let answer = from("192.0.2.3").get(path).await;
    assert_eq!(answer.problem(StatusCode::TOO_MANY_REQUESTS).code, "stream_full");
    assert_eq!(answer.header("retry-after"), "30");
    // The page and the changes are there for everybody.
    from("192.0.2.1").get("/live/storm").await.expect(StatusCode::OK);
    let changes = from("192.0.2.3").get("/live/storm/changes?after=0").await.expect(StatusCode::OK).json();
    assert_eq!(changes["frames"].as_array().unwrap().len(), 2);
    owner.publish("storm", "For those who are on the stream").await;
    for events in &mut held {
        assert_eq!(seqs(&events.up_to(3).await), [1, 2, 3]);
    }
    held.clear();
    readers(&app, 0.0).await;
    Events::open(&from("192.0.2.3"), path).await;
}

#[tokio::test]
async fn a_head_that_never_ends_is_not_waited_for() {
    let app = TestApp::start().await;
    storm(&app, 0).await;
    let mut slow = TcpStream::connect(app.address).await.unwrap();
    let began = Instant::now();
    let (mut read, mut write) = slow.split();
    let dribble = async {
        for byte in request(0, &"X-Pad: x\r\n".repeat(900)).bytes().cycle() {
            if write.write_all(&[byte]).await.is_err() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let mut answer = Vec::new();
    tokio::select! {
        () = dribble => {}
        // It may be told that it was too slow, or nothing at all.
        _ = soon(read.read_to_end(&mut answer)) => {}
    }
    assert!(began.elapsed() < Duration::from_secs(12), "{:?}", began.elapsed());
    assert!(!String::from_utf8_lossy(&answer).contains("200 OK"));
}
