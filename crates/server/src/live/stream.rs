//! One reader's stream: Server-Sent Events (WHATWG HTML §9.2) over shared bytes.
//!
//! A reader is a position in the record and nothing more. It holds no queue:
//! whatever it has not been sent is in the coverage's frames, and a reader too
//! slow for those is told to load the page anew.
//!
//! Most readers are kept in [`fanout`](super::fanout), by their sockets alone.
//! What cannot be taken out of a connection goes as its body, from here; both
//! send the same bytes.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use coverage::Seq;
use futures_util::stream;
use tokio::sync::watch;
use tokio::time::Instant;

use super::coding::StreamCoding;
use super::parcel::Next;
use super::{Head, Live};
use crate::admission::Admitted;
use crate::metrics::Metrics;

/// How often a silent stream says that it is alive, so that no box in between closes it.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(15);
/// What it says.
pub(crate) const ALIVE: &[u8] = b": alive\n\n";
/// When a reader comes back after a lost connection: from this many
/// milliseconds to twice as many, so that all do not come at once.
const RETRY_MS: u64 = 1_500;

/// A reader's stream, wherever its bytes will go.
pub(crate) struct Stream {
    pub(crate) live: Arc<Live>,
    /// Up to where the reader has everything.
    pub(crate) after: Seq,
    pub(crate) coding: StreamCoding,
    /// The reader's place among those who are let in.
    pub(crate) admitted: Admitted,
}

impl Stream {
    /// What every stream begins with: when to come back.
    pub(crate) fn beginning(&self) -> Bytes {
        let wait = RETRY_MS + u64::from_le_bytes(crate::clock::random()) % RETRY_MS;
        let retry = self.coding.wrap(format!("retry: {wait}\n\n").as_bytes());
        [self.coding.head(), &retry].concat().into()
    }

    /// The stream as the body of an answer. It ends when the coverage has
    /// ended and everything was sent, and when the server stops.
    pub(crate) fn into_body(
        self,
        stopping: watch::Receiver<bool>,
        metrics: Arc<Metrics>,
    ) -> impl stream::Stream<Item = Result<Bytes, std::convert::Infallible>> + Send {
        let reader = Reader {
            head: self.live.watch(),
            beginning: Some(self.beginning()),
            next_heartbeat: Instant::now() + HEARTBEAT,
            stream: self,
            stopping,
            metrics,
        };
        stream::unfold(reader, |mut reader| async {
            let bytes = reader.next().await?;
            Some((Ok(bytes), reader))
        })
    }
}

struct Reader {
    stream: Stream,
    head: watch::Receiver<Head>,
    stopping: watch::Receiver<bool>,
    metrics: Arc<Metrics>,
    beginning: Option<Bytes>,
    next_heartbeat: Instant,
}

impl Reader {
    async fn next(&mut self) -> Option<Bytes> {
        if let Some(bytes) = self.beginning.take() {
            return Some(bytes);
        }
        loop {
            // Marking the head as seen comes before looking: a change between
            // the two wakes the wait below.
            self.head.mark_unchanged();
            match self.stream.live.next(self.stream.after, self.stream.coding) {
                Next::Parcel(parcel) => {
                    self.stream.after = parcel.upto;
                    self.metrics.sent(&parcel, 1);
                    return Some(parcel.bytes);
                }
                Next::End => return None,
                Next::Nothing => {}
            }
            tokio::select! {
                changed = self.head.changed() => changed.ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                () = tokio::time::sleep_until(self.next_heartbeat) => {
                    self.next_heartbeat += HEARTBEAT;
                    return Some(self.stream.coding.wrap(ALIVE));
                }
            }
        }
    }
}
