//! The orderly end.

use axum::http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::{TestApp, posts, soon};
use crate::events::Events;

#[tokio::test]
async fn streams_end_open_requests_finish_and_then_the_server_is_gone() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut stream = Events::after(&app.anon(), "storm", 0).await;
    stream.up_to(1).await;

    // A request whose body is still on its way. That the server asks for the
    // body is the sign that it has begun with the request.
    let body = json!({"headline": "To the last", "body": "It was sent slowly."}).to_string();
    let mut slow = TcpStream::connect(app.address).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: live.example.org\r\nAuthorization: {}\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\nExpect: 100-continue\r\n\r\n",
        posts("storm"),
        owner.authorization(),
        body.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    let mut go_on = [0; 25];
    soon(slow.read_exact(&mut go_on)).await.unwrap();
    assert_eq!(&go_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    let (first, second) = body.split_at(20);
    slow.write_all(first.as_bytes()).await.unwrap();

    let (folder, address) = (app.folder(), app.address);
    let serving = app.tell_to_stop();
    stream.end().await;
    assert!(!serving.is_finished(), "it waits for the request");
    slow.write_all(second.as_bytes()).await.unwrap();
    let mut answer = String::new();
    soon(slow.read_to_string(&mut answer)).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201 Created\r\n"), "{answer}");
    soon(serving).await.unwrap().unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "nobody listens any more");

    let again = TestApp::start_in(folder).await;
    let document = again.anon().get("/live/storm.json").await.json();
    assert_eq!(document["posts"][0]["headline"], "To the last");
}

#[tokio::test]
async fn a_server_that_nobody_talks_to_ends_at_once() {
    let app = TestApp::start().await;
    let store = app.store().clone();
    let began = std::time::Instant::now();
    soon(app.tell_to_stop()).await.unwrap().unwrap();
    assert!(began.elapsed() < std::time::Duration::from_secs(5));
    assert!(matches!(store.ping().await, Err(store::Error::Closed)), "its store is at rest");
}

#[tokio::test]
async fn a_reader_who_holds_a_connection_open_does_not_hold_the_server() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let idle = TcpStream::connect(app.address).await.unwrap();
    let mut kept_alive = TcpStream::connect(app.address).await.unwrap();
    kept_alive.write_all(b"GET /live/storm.json HTTP/1.1\r\nHost: live.example.org\r\n\r\n").await.unwrap();
    let mut head = [0; 15];
    soon(kept_alive.read_exact(&mut head)).await.unwrap();
    assert_eq!(&head, format!("HTTP/1.1 {}", StatusCode::OK).as_bytes().first_chunk::<15>().unwrap());
    let began = std::time::Instant::now();
    soon(app.tell_to_stop()).await.unwrap().unwrap();
    assert!(began.elapsed() < std::time::Duration::from_secs(5));
    drop((idle, kept_alive));
}
