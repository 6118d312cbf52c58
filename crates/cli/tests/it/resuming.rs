//! Readers at real sockets, who come back by `Last-Event-ID` whatever happens to the server.

use std::io::{self, Read, Write};
use std::net::TcpStream;
use std::sync::{Arc, Condvar, Mutex, mpsc};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use flate2::{Decompress, FlushDecompress};
use serde_json::Value;

/// How long a reader waits for anything. Whoever waits that long waits for something that will not come.
const PATIENCE: Duration = Duration::from_secs(30);

/// How long the head of a gzip file is, in bytes.
const GZIP_HEAD: usize = 10;

/// Where the server is now; it has another port after each start.
#[derive(Default)]
pub(crate) struct Whereabouts {
    now: Mutex<Now>,
    moved: Condvar,
}

#[derive(Default, Clone)]
struct Now {
    /// How often it was started.
    start: usize,
    address: String,
    /// The last change that readers wait for, once that is known.
    last: Option<u64>,
}

impl Whereabouts {
    /// The server was started, and listens there.
    pub(crate) fn moved_to(&self, url: &str) {
        let mut now = self.now.lock().unwrap();
        now.start += 1;
        url.strip_prefix("http://").unwrap().clone_into(&mut now.address);
        self.moved.notify_all();
    }

    /// Nothing comes after that change.
    pub(crate) fn ends_with(&self, last: u64) {
        self.now.lock().unwrap().last = Some(last);
    }

    /// Where it is after so many starts.
    fn after(&self, start: usize) -> Now {
        let now = self.now.lock().unwrap();
        let (now, waited) = self.moved.wait_timeout_while(now, PATIENCE, |now| now.start <= start).unwrap();
        assert!(!waited.timed_out(), "the server did not come back");
        now.clone()
    }

    fn last(&self) -> Option<u64> {
        self.now.lock().unwrap().last
    }
}

/// The frames that a reader has, one for each seq, in their order.
pub(crate) type Frames = Vec<Value>;

/// A reader of `storm`, who tells `connected` of each connection, and ends with the last change.
pub(crate) fn read(server: &Arc<Whereabouts>, coding: &'static str, connected: mpsc::Sender<()>) -> JoinHandle<Frames> {
    let server = Arc::clone(server);
    thread::spawn(move || {
        let (mut frames, mut start) = (Frames::new(), 0);
        loop {
            let now = server.after(start);
            start = now.start;
            // Nothing more comes for whoever has all.
            if now.last == Some(frames.len() as u64) {
                return frames;
            }
            // Whatever breaks a connection, the reader comes back and asks for what it does not have.
            if let Ok(mut stream) = Stream::open(&now.address, frames.len(), coding) {
                // Nobody listens any more only if the test has failed.
                let _ = connected.send(());
                while let Ok(frame) = stream.next() {
                    assert_eq!(frame["seq"], frames.len() + 1, "each change comes once and in its order");
                    frames.push(frame);
                    if server.last() == Some(frames.len() as u64) {
                        return frames;
                    }
                }
            }
        }
    })
}

/// An open stream.
struct Stream {
    socket: TcpStream,
    inflater: Option<Decompress>,
    /// What came and was not decoded yet.
    packed: Vec<u8>,
    /// What was decoded and is no whole event yet.
    plain: Vec<u8>,
}

impl Stream {
    fn open(address: &str, after: usize, coding: &str) -> io::Result<Self> {
        let mut socket = TcpStream::connect(address)?;
        socket.set_read_timeout(Some(PATIENCE))?;
        let request = format!(
            "GET /live/storm/stream?after=0 HTTP/1.1\r\nhost: {address}\r\naccept-encoding: {coding}\r\nlast-event-id: {after}\r\n\r\n"
        );
        socket.write_all(request.as_bytes())?;
        let mut stream = Self { socket, inflater: None, packed: Vec::new(), plain: Vec::new() };
        let head = stream.head()?;
        assert!(head.starts_with("HTTP/1.1 200 "), "{head}");
        if coding == "gzip" {
            assert!(head.contains("content-encoding: gzip"), "{head}");
            // What stands before the blocks names neither file nor time (RFC 1952 §2.3).
            while stream.packed.len() < GZIP_HEAD {
                stream.more()?;
            }
            stream.packed.drain(..GZIP_HEAD);
            stream.inflater = Some(Decompress::new(false));
        }
        Ok(stream)
    }

    fn head(&mut self) -> io::Result<String> {
        loop {
            if let Some(end) = self.packed.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = self.packed.drain(..end + 4).collect();
                return Ok(String::from_utf8(head).unwrap());
            }
            self.more()?;
        }
    }

    fn more(&mut self) -> io::Result<()> {
        let mut bytes = [0; 16 * 1024];
        let read = self.socket.read(&mut bytes)?;
        self.packed.extend_from_slice(&bytes[..read]);
        if read == 0 { Err(io::ErrorKind::UnexpectedEof.into()) } else { Ok(()) }
    }

    /// The next change's frame. A part of one that is cut off is none.
    fn next(&mut self) -> io::Result<Value> {
        loop {
            self.decode();
            if let Some(end) = self.plain.windows(2).position(|two| two == b"\n\n") {
                let event: Vec<u8> = self.plain.drain(..end + 2).collect();
                let event = String::from_utf8(event).unwrap();
                let field = |name: &str| event.lines().find_map(|line| line.strip_prefix(name));
                let Some(id) = field("id: ") else { continue };
                let frame: Value = serde_json::from_str(field("data: ").unwrap()).unwrap();
                assert_eq!(frame["seq"].to_string(), id, "{event}");
                return Ok(frame);
            }
            self.more()?;
        }
    }

    fn decode(&mut self) {
        let Some(inflater) = &mut self.inflater else {
            self.plain.append(&mut self.packed);
            return;
        };
        while !self.packed.is_empty() {
            let (before, was) = (inflater.total_in(), inflater.total_out());
            self.plain.reserve(64 * 1024);
            inflater.decompress_vec(&self.packed, &mut self.plain, FlushDecompress::Sync).unwrap();
            let taken = usize::try_from(inflater.total_in() - before).unwrap();
            self.packed.drain(..taken);
            if taken == 0 && inflater.total_out() == was {
                return;
            }
        }
    }
}
