//! Answers that stand: given again as they were, for as long as the page is as it was.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::app::{TestApp, posts, soon};

/// A connection that stays, as the bytes on it.
struct Line(TcpStream);

/// What came back: the status line, the headers but for the date, and the body.
#[derive(Clone, PartialEq, Debug)]
struct Came {
    status: String,
    headers: BTreeMap<String, Vec<String>>,
    body: Vec<u8>,
}

impl Line {
    async fn to(app: &TestApp) -> Self {
        Self(TcpStream::connect(app.address).await.unwrap())
    }

    async fn say(&mut self, text: &str) {
        self.0.write_all(text.as_bytes()).await.unwrap();
    }

    async fn hear(&mut self) -> Came {
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            head.push(soon(self.0.read_u8()).await.unwrap());
        }
        let head = String::from_utf8(head).unwrap();
        let mut lines = head.trim_end().split("\r\n");
        let status = lines.next().unwrap().to_owned();
        let mut headers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for line in lines {
            let (name, value) = line.split_once(": ").unwrap();
            headers.entry(name.to_owned()).or_default().push(value.to_owned());
        }
        let date = headers.remove("date").expect("every answer has a date");
        assert!(date.len() == 1 && date[0].ends_with(" GMT"), "{date:?}");
        let length = headers.get("content-length").map_or(0, |length| length[0].parse().unwrap());
        let mut body = vec![0; length];
        soon(self.0.read_exact(&mut body)).await.unwrap();
        Came { status, headers, body }
    }

    async fn ask(&mut self, headers: &str) -> Came {
        self.say(&asked(headers)).await;
        self.hear().await
    }
}

fn asked(headers: &str) -> String {
    format!("GET /live/storm HTTP/1.1\r\nhost: example.org\r\n{headers}\r\n")
}

async fn given(app: &TestApp) -> f64 {
    app.metric("stet_standing_answers_total").await
}

#[tokio::test]
async fn what_stands_is_what_the_router_answered() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.post(&posts("storm"), &json!({"body": "The ferry waits. ".repeat(500)})).await.expect(StatusCode::CREATED);
    for coding in ["", "accept-encoding: gzip\r\n", "accept-encoding: zstd\r\n", "accept-encoding: gzip, br\r\n"] {
        let before = given(&app).await;
        let first = Line::to(&app).await.ask(coding).await;
        assert_eq!((&*first.status, given(&app).await), ("HTTP/1.1 200 OK", before), "{coding}");
        let mut line = Line::to(&app).await;
        assert_eq!(line.ask(coding).await, first);
        // Two at once, as a cache in front may ask.
        line.say(&asked(coding).repeat(2)).await;
        assert_eq!([line.hear().await, line.hear().await], [first.clone(), first.clone()]);
        assert_eq!(given(&app).await, before + 3.0, "{coding}");
        // Anything else on the same connection, half of it with the one before.
        line.say(&format!("{}HEAD /live/st", asked(coding))).await;
        assert_eq!(line.hear().await, first);
        line.say("orm HTTP/1.1\r\nhost: example.org\r\nconnection: close\r\n\r\n").await;
        let mut rest = String::new();
        soon(line.0.read_to_string(&mut rest)).await.unwrap();
        assert!(rest.starts_with("HTTP/1.1 200 OK\r\n") && rest.ends_with("\r\n\r\n"), "{rest}");
    }
}

#[tokio::test]
async fn nothing_stands_that_has_changed() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut line = Line::to(&app).await;
    let first = line.ask("").await;
    let mut line = Line::to(&app).await;
    assert_eq!(line.ask("").await, first);
    owner.publish("storm", "The quay is closed").await;
    let second = line.ask("").await;
    assert_ne!(second.headers["etag"], first.headers["etag"]);
    assert!(String::from_utf8_lossy(&second.body).contains("The quay is closed"));
    // Who has the page, or asks under another condition, is not sent it again.
    let mut line = Line::to(&app).await;
    assert_eq!(line.ask("").await, second);
    let known = line.ask(&format!("if-none-match: {}\r\n", second.headers["etag"][0])).await;
    assert_eq!((&*known.status, known.body.len()), ("HTTP/1.1 304 Not Modified", 0));
    // The headline of the coverage that follows is on the page as well.
    owner.cover("calm").await;
    let ended = json!({"status": "ended", "successor": "calm"});
    owner.patch("/api/v1/coverages/storm", &ended).await.expect(StatusCode::OK);
    let third = Line::to(&app).await.ask("").await;
    assert_eq!(Line::to(&app).await.ask("").await, third);
    owner.patch("/api/v1/coverages/calm", &json!({"headline": "After the storm"})).await.expect(StatusCode::OK);
    let fourth = Line::to(&app).await.ask("").await;
    assert!(String::from_utf8_lossy(&fourth.body).contains("After the storm"));
}
