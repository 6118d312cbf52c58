//! A reader's connection: from the bytes that come to the events in them.

use std::net::SocketAddr;

use anyhow::bail;
use flate2::{Decompress, FlushDecompress};
use mio::net::TcpStream;

use super::run::Coding;

/// The end of a block that depends on nothing after it (RFC 1951, an empty stored block).
const FLUSHED: [u8; 4] = [0, 0, 0xff, 0xff];
/// The head of a gzip file without a name (RFC 1952).
const GZIP_HEAD: usize = 10;

pub(super) struct Connection {
    pub(super) socket: Option<TcpStream>,
    /// The place of its coverage among all.
    pub(super) coverage: usize,
    /// The last change that it has.
    pub(super) last: u64,
    pub(super) phase: Phase,
    /// What came and is not whole yet.
    rest: Vec<u8>,
    /// What came and is not decompressed yet.
    packed: Vec<u8>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    Connecting,
    Head,
    GzipHead,
    Open,
}

/// An event, as far as it is looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Event {
    pub(super) seq: u64,
    /// Whether it says that what was before it is missed.
    pub(super) resync: bool,
}

/// What decompresses for all connections, one after the other: what was
/// flushed in full depends on nothing before it.
pub(super) struct Unpacker {
    inflater: Decompress,
    plain: Vec<u8>,
}

impl Default for Unpacker {
    fn default() -> Self {
        Self { inflater: Decompress::new(false), plain: Vec::new() }
    }
}

/// What a reader asks for: the stream after `first`, or after what it has already.
pub(super) fn request(at: SocketAddr, path: &str, first: u64, last: u64, coding: Coding) -> String {
    let path = path.replace("{after}", &first.to_string());
    let coding = match coding {
        Coding::Identity => "",
        Coding::Gzip => "Accept-Encoding: gzip\r\n",
    };
    let resumes = if last > first { format!("Last-Event-ID: {last}\r\n") } else { String::new() };
    format!("GET {path} HTTP/1.1\r\nHost: {at}\r\nAccept: text/event-stream\r\n{coding}{resumes}\r\n")
}

impl Connection {
    /// One that is to be opened, by a reader who has the changes up to `last`.
    pub(super) const fn new(coverage: usize, last: u64) -> Self {
        Self { socket: None, coverage, last, phase: Phase::Connecting, rest: Vec::new(), packed: Vec::new() }
    }

    /// Whether the server has answered.
    pub(super) const fn is_answered(&self) -> bool {
        matches!(self.phase, Phase::GzipHead | Phase::Open)
    }

    /// Goes back to before it was opened. The reader keeps what it has.
    pub(super) fn cut(&mut self) {
        *self = Self::new(self.coverage, self.last);
    }

    /// Takes in what was read, and gives the events that are whole.
    pub(super) fn take(&mut self, came: &[u8], coding: Coding, unpacker: &mut Unpacker) -> anyhow::Result<Vec<Event>> {
        if self.phase != Phase::Head {
            return self.take_body(came, coding, unpacker);
        }
        self.rest.extend_from_slice(came);
        let Some(end) = self.rest.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(Vec::new()) };
        let head = String::from_utf8_lossy(self.rest.get(..end).unwrap_or_default()).to_ascii_lowercase();
        if head.split(' ').nth(1) != Some("200") {
            bail!("a reader was answered “{head}”");
        }
        let packed = head.contains("content-encoding: gzip") && !head.contains("transfer-encoding: chunked");
        self.phase = match coding {
            Coding::Identity => Phase::Open,
            Coding::Gzip if packed => Phase::GzipHead,
            Coding::Gzip => bail!("the server sends no gzip that can be measured: “{head}”"),
        };
        let body = self.rest.split_off(end + 4);
        self.rest.clear();
        self.take_body(&body, coding, unpacker)
    }

    fn take_body(&mut self, came: &[u8], coding: Coding, unpacker: &mut Unpacker) -> anyhow::Result<Vec<Event>> {
        if coding == Coding::Identity {
            return Ok(self.read_events(came));
        }
        self.packed.extend_from_slice(came);
        if self.phase == Phase::GzipHead {
            if self.packed.len() < GZIP_HEAD {
                return Ok(Vec::new());
            }
            drop(self.packed.drain(..GZIP_HEAD));
            self.phase = Phase::Open;
        }
        if !self.packed.ends_with(&FLUSHED) {
            return Ok(Vec::new());
        }
        let plain = unpacker.unpack(&self.packed)?;
        self.packed.clear();
        Ok(self.read_events(plain))
    }

    /// Reads the events that are whole, and keeps the rest.
    fn read_events(&mut self, came: &[u8]) -> Vec<Event> {
        let mut joined = std::mem::take(&mut self.rest);
        let text = if joined.is_empty() {
            came
        } else {
            joined.extend_from_slice(came);
            &joined
        };
        let mut events = Vec::new();
        let mut start = 0;
        let mut from = 0;
        while let Some(found) = text.get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')) {
            from += found + 1;
            if text.get(from) != Some(&b'\n') {
                continue;
            }
            let event = text.get(start..from).unwrap_or_default();
            from += 1;
            start = from;
            if let Some(seq) = seq(event) {
                events.push(Event { seq, resync: event.windows(14).any(|window| window == b"\nevent: resync") });
            }
        }
        self.rest = text.get(start..).unwrap_or_default().to_vec();
        events
    }
}

impl Unpacker {
    fn unpack(&mut self, packed: &[u8]) -> anyhow::Result<&[u8]> {
        self.inflater.reset(false);
        self.plain.clear();
        let mut taken = 0;
        while taken < packed.len() {
            self.plain.reserve(64 * 1024);
            let before = self.inflater.total_in();
            let rest = packed.get(taken..).unwrap_or_default();
            self.inflater.decompress_vec(rest, &mut self.plain, FlushDecompress::Sync)?;
            let step = usize::try_from(self.inflater.total_in() - before)?;
            if step == 0 && self.plain.len() < self.plain.capacity() {
                bail!("there is gzip that cannot be read");
            }
            taken += step;
        }
        Ok(&self.plain)
    }
}

/// The number in the data of an event.
fn seq(event: &[u8]) -> Option<u64> {
    const DATA: &[u8] = b"\ndata: ";
    const SEQ: &[u8] = b"\"seq\":";
    let near = |text: &[u8], what: &[u8]| text.windows(what.len()).take(200).position(|window| window == what);
    let data = if event.starts_with(b"data: ") { 6 } else { near(event, DATA)? + DATA.len() };
    let data = event.get(data..)?;
    let digits = data.get(near(data, SEQ)? + SEQ.len()..)?;
    let digits = digits.iter().take_while(|byte| byte.is_ascii_digit());
    Some(digits.fold(0, |number: u64, digit| number.wrapping_mul(10).wrapping_add(u64::from(digit - b'0'))))
}

#[cfg(test)]
mod tests {
    use super::{Coding, Connection, Event, Phase, Unpacker, seq};

    #[test]
    fn the_number_of_an_event() {
        assert_eq!(seq(b"id: 12\nevent: change\ndata: {\"seq\":12,\"html\":\"\"}\n"), Some(12));
        assert_eq!(seq(b"data: {\"seq\":7}\n"), Some(7));
        assert_eq!(seq(b"5dc\r\nid: 8\ndata: {\"seq\":8}\n"), Some(8));
        assert_eq!(seq(b": alive\n"), None);
        assert_eq!(seq(b"retry: 1500\n"), None);
    }

    #[test]
    fn events_are_whole_wherever_they_were_cut() {
        let stream = b"HTTP/1.1 200 OK\r\n\r\nretry: 1\n\nid: 1\ndata: {\"seq\":1}\n\nid: 3\nevent: resync\ndata: {\"seq\":3}\n\n";
        for cut in 1..stream.len() {
            let mut connection = Connection::new(0, 0);
            connection.phase = Phase::Head;
            let mut events = Vec::new();
            for part in [&stream[..cut], &stream[cut..]] {
                events.extend(connection.take(part, Coding::Identity, &mut Unpacker::default()).unwrap());
            }
            let expected = [Event { seq: 1, resync: false }, Event { seq: 3, resync: true }];
            assert_eq!(events, expected, "cut at {cut}");
        }
    }
}
