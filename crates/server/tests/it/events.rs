//! Reading a coverage's stream as a browser does (WHATWG HTML §9.2).

use axum::http::{HeaderMap, Method, StatusCode};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use serde_json::Value;

use crate::app::{Caller, soon};

/// A stream that is open.
pub(crate) struct Events {
    pub(crate) headers: HeaderMap,
    /// After how many milliseconds a lost connection is to be tried again.
    pub(crate) retry: u64,
    body: Incoming,
    unread: String,
}

/// One event, or a comment that keeps the connection alive.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Event {
    /// A change, with its frame as it was sent.
    Change { id: u64, data: String },
    /// The reader is too far behind.
    Resync { id: u64, data: String },
    /// Nothing happened.
    Alive,
}

impl Events {
    /// Opens the stream, with or without a position in its URL.
    pub(crate) async fn open(caller: &Caller, path: &str) -> Self {
        let (parts, body) = caller.open(Method::GET, path, "").await.into_parts();
        assert_eq!(parts.status, StatusCode::OK);
        assert_eq!(parts.headers["content-type"], "text/event-stream; charset=utf-8");
        let mut events = Self { headers: parts.headers, retry: 0, body, unread: String::new() };
        let first = events.block().await.expect("a stream begins with the time to wait");
        events.retry = first.strip_prefix("retry: ").unwrap().parse().unwrap();
        events
    }

    /// Opens the stream of a coverage after a position.
    pub(crate) async fn after(caller: &Caller, slug: &str, seq: u64) -> Self {
        Self::open(caller, &format!("/live/{slug}/stream?after={seq}")).await
    }

    /// The next event; none once the stream has ended.
    pub(crate) async fn next(&mut self) -> Option<Event> {
        let block = self.block().await?;
        if block.starts_with(':') {
            return Some(Event::Alive);
        }
        let lines: Vec<_> = block.lines().collect();
        let [id, kind, data] = lines[..] else { panic!("{block}") };
        let id = id.strip_prefix("id: ").unwrap().parse().unwrap();
        let data = data.strip_prefix("data: ").unwrap().to_owned();
        match kind {
            "event: change" => Some(Event::Change { id, data }),
            "event: resync" => Some(Event::Resync { id, data }),
            _ => panic!("{block}"),
        }
    }

    /// The data of the next change.
    pub(crate) async fn data(&mut self) -> String {
        loop {
            match self.next().await {
                Some(Event::Alive) => {}
                Some(Event::Change { id, data }) => {
                    let frame: Value = serde_json::from_str(&data).unwrap();
                    assert_eq!(frame["seq"], id, "the id of an event is its seq");
                    return data;
                }
                other => panic!("{other:?} instead of a change"),
            }
        }
    }

    /// The frame of the next change.
    pub(crate) async fn frame(&mut self) -> Value {
        serde_json::from_str(&self.data().await).unwrap()
    }

    /// The frames up to a position.
    pub(crate) async fn up_to(&mut self, seq: u64) -> Vec<Value> {
        let mut frames = Vec::new();
        loop {
            let frame = self.frame().await;
            let last = frame["seq"] == seq;
            frames.push(frame);
            if last {
                return frames;
            }
        }
    }

    /// Waits until the stream has ended, with nothing more in it.
    pub(crate) async fn end(&mut self) {
        let block = self.block().await;
        assert_eq!(block, None);
    }

    /// What stands before the next blank line.
    async fn block(&mut self) -> Option<String> {
        loop {
            if let Some((block, rest)) = self.unread.split_once("\n\n") {
                let block = block.to_owned();
                self.unread = rest.to_owned();
                return Some(block);
            }
            let Some(frame) = soon(self.body.frame()).await else {
                assert_eq!(self.unread, "", "a stream ends between two events");
                return None;
            };
            let Ok(bytes) = frame.unwrap().into_data() else { continue };
            self.unread.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}

/// The seqs of some frames.
pub(crate) fn seqs(frames: &[Value]) -> Vec<u64> {
    frames.iter().map(|frame| frame["seq"].as_u64().unwrap()).collect()
}
