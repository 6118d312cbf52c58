//! One reader's stream: Server-Sent Events (WHATWG HTML §9.2) over shared bytes.
//!
//! A reader is a position in the record and nothing more. It holds no queue:
//! whatever it has not been sent is in the coverage's frames, and a reader too
//! slow for those is told to load the page anew.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use coverage::{Seq, Status};
use futures_util::stream::{self, Stream};
use tokio::sync::watch;
use tokio::time::Instant;

use super::{Head, Live, Missed};
use crate::metrics::Metrics;

/// How often a silent stream says that it is alive, so that no box in between closes it.
pub(crate) const HEARTBEAT: Duration = Duration::from_secs(15);
/// How many frames are taken at a time; between them the connection is served.
const AT_ONCE: usize = 64;
/// When a reader comes back after a lost connection: from this many
/// milliseconds to twice as many, so that all do not come at once.
const RETRY_MS: u64 = 1_500;

/// The events for a reader who has everything up to `after`.
///
/// It ends when the coverage has ended and everything was sent, and when the
/// server stops.
pub(crate) fn events(
    live: Arc<Live>,
    after: Seq,
    stopping: watch::Receiver<bool>,
    metrics: Arc<Metrics>,
) -> impl Stream<Item = Result<Bytes, std::convert::Infallible>> + Send {
    metrics.stream_readers.inc();
    let head = live.watch();
    let first = Bytes::from(format!("retry: {}\n\n", RETRY_MS + jitter(RETRY_MS)));
    let next_heartbeat = Instant::now() + HEARTBEAT;
    let reader = Reader { live, after, head, stopping, metrics, ready: VecDeque::from([first]), next_heartbeat };
    stream::unfold(reader, |mut reader| async {
        let bytes = reader.next().await?;
        Some((Ok(bytes), reader))
    })
}

struct Reader {
    live: Arc<Live>,
    after: Seq,
    head: watch::Receiver<Head>,
    stopping: watch::Receiver<bool>,
    metrics: Arc<Metrics>,
    ready: VecDeque<Bytes>,
    next_heartbeat: Instant,
}

impl Reader {
    async fn next(&mut self) -> Option<Bytes> {
        loop {
            if let Some(bytes) = self.ready.pop_front() {
                return Some(bytes);
            }
            // Marking the head as seen comes before looking: a change between
            // the two wakes the wait below.
            self.head.mark_unchanged();
            let (missed, head) = self.live.missed(self.after, AT_ONCE);
            match missed {
                Missed::These(sent) => {
                    self.after = sent.last().map_or(self.after, |last| last.seq());
                    self.metrics.frames_sent.inc_by(sent.len() as u64);
                    self.ready.extend(sent.iter().map(|sent| sent.event()));
                    continue;
                }
                Missed::TooMuch => {
                    let seq = head.seq;
                    self.after = seq;
                    self.metrics.resyncs.inc();
                    return Some(Bytes::from(format!("id: {seq}\nevent: resync\ndata: {{\"seq\":{seq}}}\n\n")));
                }
                Missed::Nothing if head.status == Status::Ended => return None,
                Missed::Nothing => {}
            }
            tokio::select! {
                changed = self.head.changed() => changed.ok()?,
                _ = self.stopping.wait_for(|stopping| *stopping) => return None,
                () = tokio::time::sleep_until(self.next_heartbeat) => {
                    self.next_heartbeat += HEARTBEAT;
                    return Some(Bytes::from_static(b": alive\n\n"));
                }
            }
        }
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        self.metrics.stream_readers.dec();
    }
}

/// A random number below `range`.
fn jitter(range: u64) -> u64 {
    u64::from_le_bytes(crate::clock::random()) % range
}
