//! A reader: a socket, a position, and the rest of what the socket did not take.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::sync::Arc;

use bytes::{Buf, Bytes};
use coverage::{CoverageId, Seq};
use mio::net::TcpStream;

use super::{Held, Newcomer};
use crate::admission::Admitted;
use crate::live::Live;
use crate::live::coding::StreamCoding;
use crate::live::parcel::Next;
use crate::metrics::Metrics;

/// How often a reader is looked after between two heartbeats. Whoever was sent something since needs none.
pub(super) const LOOKS: u8 = 2;
/// How often a reader may be looked after whose socket takes no byte meanwhile: four heartbeats. Whoever
/// comes back gets exactly what was missed.
const MOST_SILENT: u8 = 4 * LOOKS;
/// How much a reader may say at once who has nothing more to say, in bytes.
const MOST_SAID: usize = 64 * 1024;
/// How many positions a round has the answer for at hand.
const AT_HAND: usize = 16;

pub(super) struct Reader {
    pub(super) socket: TcpStream,
    pub(super) coverage: CoverageId,
    /// Where it stands in its coverage's list.
    pub(super) place: usize,
    after: Seq,
    coding: StreamCoding,
    /// How often it was looked after since it last took something.
    silent: u8,
    /// What is to be sent before anything else: the end of a shared buffer.
    rest: Bytes,
    _admitted: Admitted,
    _held: Held,
}

/// How it is with a reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// It has all there is, or its socket takes no more just now.
    Stays,
    /// The connection ends.
    Goes,
}

/// What readers of one coverage get in one round, looked up once for all who
/// stand at the same position.
pub(super) struct Round {
    live: Arc<Live>,
    metrics: Arc<Metrics>,
    at_hand: Vec<Entry>,
}

struct Entry {
    after: Seq,
    coding: StreamCoding,
    next: Next,
    /// To how many readers it went.
    times: u64,
}

impl Round {
    pub(super) const fn of(live: Arc<Live>, metrics: Arc<Metrics>) -> Self {
        Self { live, metrics, at_hand: Vec::new() }
    }

    fn next(&mut self, after: Seq, coding: StreamCoding) -> &mut Entry {
        let known = self.at_hand.iter().position(|entry| entry.after == after && entry.coding == coding);
        let index = known.unwrap_or_else(|| {
            if self.at_hand.len() >= AT_HAND {
                self.count();
            }
            self.at_hand.push(Entry { after, coding, next: self.live.next(after, coding), times: 0 });
            self.at_hand.len() - 1
        });
        &mut self.at_hand[index]
    }

    /// Counts what went out, and forgets what was at hand.
    fn count(&mut self) {
        for entry in self.at_hand.drain(..) {
            if let Next::Parcel(parcel) = &entry.next {
                self.metrics.sent(parcel, entry.times);
            }
        }
    }
}

impl Drop for Round {
    fn drop(&mut self) {
        self.count();
    }
}

impl Reader {
    /// A reader who has been sent nothing yet.
    pub(super) fn new(newcomer: Newcomer) -> Self {
        let Newcomer { socket, beginning, stream, held } = newcomer;
        Self {
            socket: TcpStream::from_std(socket),
            coverage: stream.live.id(),
            place: 0,
            after: stream.after,
            coding: stream.coding,
            silent: 0,
            rest: beginning,
            _admitted: stream.admitted,
            _held: held,
        }
    }

    /// Whether something waits until the socket takes it.
    pub(super) const fn is_held_up(&self) -> bool {
        !self.rest.is_empty()
    }

    /// Sends what there is, as far as the socket takes it.
    pub(super) fn send(&mut self, round: &mut Round) -> State {
        if self.is_held_up() {
            match self.go_on() {
                Ok(()) if self.is_held_up() => return State::Stays,
                Ok(()) => {}
                Err(_) => return State::Goes,
            }
        }
        loop {
            let entry = round.next(self.after, self.coding);
            let parcel = match &entry.next {
                Next::Parcel(parcel) => parcel,
                Next::Nothing => return State::Stays,
                Next::End => return State::Goes,
            };
            entry.times += 1;
            self.after = parcel.upto;
            match write(&mut self.socket, &parcel.bytes) {
                Ok(written) if written == parcel.bytes.len() => self.silent = 0,
                Ok(written) => {
                    self.rest = parcel.bytes.slice(written..);
                    // Whatever the kernel took by half, it has to be asked once
                    // more until it says that there is no room: only then it
                    // tells when there is.
                    match self.go_on() {
                        Ok(()) if self.is_held_up() => return State::Stays,
                        Ok(()) => {}
                        Err(_) => return State::Goes,
                    }
                }
                Err(_) => return State::Goes,
            }
        }
    }

    /// Says that the stream is alive to whom nothing was said for long; whoever
    /// has not taken anything for too long is let go.
    pub(super) fn look_after(&mut self, alive: &Bytes) -> State {
        self.silent += 1;
        if self.is_held_up() {
            return if self.silent > MOST_SILENT { State::Goes } else { State::Stays };
        }
        if self.silent < LOOKS {
            return State::Stays;
        }
        self.rest = alive.clone();
        self.go_on().map_or(State::Goes, |()| State::Stays)
    }

    pub(super) const fn coding(&self) -> StreamCoding {
        self.coding
    }

    /// Hears what the other end says. It has no more to say than that it goes.
    pub(super) fn listen(&mut self, scratch: &mut [u8]) -> State {
        let mut said = 0;
        loop {
            match self.socket.read(scratch) {
                Ok(0) => return State::Goes,
                Ok(read) => {
                    said += read;
                    if said > MOST_SAID {
                        return State::Goes;
                    }
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => return State::Stays,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => return State::Goes,
            }
        }
    }

    /// Ends the stream, after what the socket takes at once.
    pub(super) fn end(mut self) {
        // Whoever is gone already misses nothing.
        let _ = self.go_on();
        let _ = self.socket.shutdown(Shutdown::Write);
    }

    /// Sends the rest, as far as the socket takes it.
    fn go_on(&mut self) -> io::Result<()> {
        while self.is_held_up() {
            let written = write(&mut self.socket, &self.rest)?;
            if written == 0 {
                return Ok(());
            }
            self.silent = 0;
            self.rest.advance(written);
        }
        // What was sent is not held on to.
        self.rest = Bytes::new();
        Ok(())
    }
}

/// Writes what the socket takes, which may be nothing.
fn write(socket: &mut TcpStream, bytes: &[u8]) -> io::Result<usize> {
    loop {
        match socket.write(bytes) {
            Ok(0) => return Err(io::ErrorKind::WriteZero.into()),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => return Ok(0),
            written => return written,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{ErrorKind, Read};
    use std::net::{TcpListener, TcpStream};
    use std::sync::Arc;

    use bytes::Bytes;
    use coverage::{Seq, Slug};
    use tokio::sync::Semaphore;

    use super::super::{Held, Newcomer};
    use super::{LOOKS, MOST_SILENT, Reader, Round, State};
    use crate::admission::Admission;
    use crate::config::ReaderLimits;
    use crate::live::{Live, Stream, StreamCoding};
    use crate::metrics::Metrics;

    /// A reader and its other end, with so much to be sent first.
    fn reader(metrics: &Arc<Metrics>, live: &Arc<Live>, beginning: usize) -> (Reader, TcpStream) {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let other = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
        let (socket, address) = listener.accept().unwrap();
        socket.set_nonblocking(true).unwrap();
        let admission = Admission::new(ReaderLimits::default(), metrics.stream_readers.clone());
        let place = Arc::new(Semaphore::new(1)).try_acquire_owned().unwrap();
        let held = Held { _place: place, _connected: admission.connection(address.ip()).unwrap() };
        let admitted = admission.stream(address.ip()).unwrap();
        let stream = Stream { live: Arc::clone(live), after: Seq::START, coding: StreamCoding::Identity, admitted };
        let beginning = Bytes::from(vec![b'x'; beginning]);
        (Reader::new(Newcomer { socket, beginning, stream, held }), other)
    }

    fn live(metrics: &Arc<Metrics>) -> Arc<Live> {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let slug = Slug::parse("storm").unwrap();
        Arc::new(Live::new(id, slug, Arc::clone(metrics), Arc::default(), Arc::default(), Arc::default()))
    }

    #[test]
    fn whoever_takes_nothing_for_too_long_is_let_go() {
        let metrics = Arc::new(Metrics::new());
        let live = live(&metrics);
        let (mut reader, other) = reader(&metrics, &live, 32 << 20);
        let alive = Bytes::from_static(b": alive\n\n");
        let mut round = Round::of(live, Arc::clone(&metrics));
        assert_eq!(reader.send(&mut round), State::Stays);
        assert!(reader.is_held_up());
        for _ in 0..MOST_SILENT {
            assert_eq!(reader.look_after(&alive), State::Stays);
        }
        assert_eq!(metrics.stream_readers.get(), 1);
        assert_eq!(reader.look_after(&alive), State::Goes);
        drop((reader, other));
        assert_eq!(metrics.stream_readers.get(), 0);
    }

    #[test]
    fn whoever_was_sent_something_needs_no_heartbeat() {
        let metrics = Arc::new(Metrics::new());
        let live = live(&metrics);
        let (mut reader, mut other) = reader(&metrics, &live, 5);
        let alive = Bytes::from_static(b": alive\n\n");
        assert_eq!(reader.send(&mut Round::of(live, Arc::clone(&metrics))), State::Stays);
        let mut heard = [0; 64];
        assert_eq!(other.read(&mut heard).unwrap(), 5);
        other.set_nonblocking(true).unwrap();
        for _ in 0..2 {
            for _ in 1..LOOKS {
                assert_eq!(reader.look_after(&alive), State::Stays);
                assert_eq!(other.read(&mut heard).unwrap_err().kind(), ErrorKind::WouldBlock);
            }
            assert_eq!(reader.look_after(&alive), State::Stays);
            other.set_nonblocking(false).unwrap();
            assert_eq!(other.read(&mut heard).unwrap(), alive.len());
            other.set_nonblocking(true).unwrap();
        }
    }

    #[test]
    fn a_reader_is_small() {
        assert!(size_of::<Reader>() <= 256, "{}", size_of::<Reader>());
    }
}
