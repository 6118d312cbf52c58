//! Bytes that are no HTTP, at the socket where HTTP is spoken.

use axum::http::StatusCode;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::{TestApp, soon};
use crate::events::{Events, seqs};

/// The first bytes of TLS: a handshake record with a hello (RFC 8446 §4.1.2).
const TLS_HELLO: &[u8] = b"\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\x5d\x1c\x20\x00\x02\x13\x01\x00\x00";
/// The beginning of HTTP/2 without asking first (RFC 9113 §3.4).
const HTTP_2: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00";

/// What was sent, and everything that is answered until the connection ends.
async fn say(app: &TestApp, bytes: &[u8]) -> String {
    let mut socket = TcpStream::connect(app.address).await.unwrap();
    // The server may end the connection before it has heard all.
    let _ = socket.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = soon(socket.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn garbage_is_refused_and_disturbs_nobody() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut reader = Events::after(&app.anon(), "storm", 0).await;
    let random: Vec<u8> = (0..10_000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13).to_be_bytes()[3]).collect();
    let head = |more: &str| format!("POST /api/v1/coverages HTTP/1.1\r\nHost: x\r\n{more}\r\n").into_bytes();
    let cases: Vec<Vec<u8>> = vec![
        TLS_HELLO.to_vec(),
        HTTP_2.to_vec(),
        random,
        vec![0; 10_000],
        b"\r\n\r\n\r\nGET\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\n\r\n".to_vec(),
        b"GET http://[ HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(),
        b"GET /\0 HTTP/1.1\r\nHost: x\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nHost x\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nHo st: x\r\n\r\n".to_vec(),
        b"GET / HTTP/1.1\r\nX: a\rb\r\n\r\n".to_vec(),
        // Of a body nobody can say how long it is, and where the next request begins.
        head("Content-Length: 5\r\nContent-Length: 6\r\n"),
        head("Content-Length: -1\r\n"),
        head("Content-Length: 99999999999999999999\r\n"),
        head("Transfer-Encoding: chunked, identity\r\n"),
        [head("Transfer-Encoding: chunked\r\n"), b"ZZ\r\n".to_vec()].concat(),
        [head("Transfer-Encoding: chunked\r\n"), b"ffffffffffffffff1\r\n".to_vec()].concat(),
        // A head without end, in one header and in many.
        [b"GET / HTTP/1.1\r\nX: ".to_vec(), vec![b'x'; 1 << 20]].concat(),
        [b"GET / HTTP/1.1\r\n".to_vec(), b"X: x\r\n".repeat(100_000)].concat(),
        [b"GET /".to_vec(), vec![b'x'; 1 << 20]].concat(),
    ];
    for case in &cases {
        let shown = String::from_utf8_lossy(&case[..case.len().min(80)]).into_owned();
        let answer = say(&app, case).await;
        let status =
            answer.strip_prefix("HTTP/1.1 ").or(answer.strip_prefix("HTTP/1.0 ")).and_then(|rest| rest.get(..3));
        // Refused, or the end of the connection without a word: where it is no HTTP, no answer would be understood.
        assert!(status.is_none_or(|status| status.starts_with('4')), "{shown:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1 ").count(), usize::from(status.is_some()), "{shown:?}: {answer}");
    }
    owner.publish("storm", "The next").await;
    assert_eq!(seqs(&reader.up_to(2).await), [1, 2]);
    app.anon().get("/live/storm").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn many_who_say_nothing_keep_nobody_out_and_are_let_go() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let mut silent = Vec::new();
    for turn in 0..100_u8 {
        let mut socket = TcpStream::connect(app.address).await.unwrap();
        if turn % 2 == 0 {
            socket.write_all(b"GET /live/storm HTTP/1.1\r\nHost: ").await.unwrap();
        }
        silent.push(socket);
    }
    app.anon().get("/live/storm").await.expect(StatusCode::OK);
    for mut socket in silent {
        let mut answer = Vec::new();
        // Whether it ends with or without a word, or is reset, it ends.
        let _ = soon(socket.read_to_end(&mut answer)).await;
    }
}
