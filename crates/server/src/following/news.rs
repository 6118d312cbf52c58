//! A source's stream, of which only the positions are read: they tell that there is something to verify.

use std::time::Duration;

use http_body_util::BodyExt as _;
use hyper::body::Incoming;
use tokio::time::{Instant, sleep, timeout_at};

use super::source::Source;
use super::wait;
use crate::clock;

/// The longest beginning of a line that is looked at.
const LINE: usize = 32;
/// How long a stream may be silent; a source says every fifteen seconds that it is there.
const SILENCE: Duration = Duration::from_secs(60);
/// How often a source is asked whose stream is not to be had, as of a coverage that has ended.
const POLL: Duration = Duration::from_secs(10);
/// How often it is asked whatever its stream says.
const ANYWAY: Duration = Duration::from_secs(60);
/// How often it is asked for what its stream named and its checkpoint does not have, later each time; from then on, it
/// is asked as often as anyway.
const VAIN_MOST: u32 = 8;
/// How long a stream lasts that is none of those which end at once.
const LASTING: Duration = Duration::from_secs(10);

/// What was heard of a source, and what came of asking for it.
#[derive(Default)]
pub(super) struct Ear {
    news: Option<News>,
    /// How many changes were verified by the time that was waited last.
    verified: u64,
    /// The highest position that was named.
    named: u64,
    /// How often what was named was asked for since, and did not come.
    vain: u32,
    /// How often the stream ended at once since.
    ended: u32,
}

impl Ear {
    /// Waits until it is time to ask a source of which so many changes are verified.
    ///
    /// What a stream names may not be signed yet where it is asked for, as by a cache or a second process; so it is
    /// asked for again, though no later event comes. And it may never be: no stream makes this server ask without pause.
    pub(super) async fn wait_for_news(&mut self, source: &Source, verified: u64) {
        if verified > self.verified {
            (self.verified, self.vain, self.ended) = (verified, 0, 0);
        }
        let news = match self.news.take() {
            Some(news) => news,
            None => match source.news(verified).await {
                Ok(news) => news,
                Err(_) => return sleep(clock::spread(POLL)).await,
            },
        };
        let news = self.news.insert(news);
        let begun = Instant::now();
        let soonest = begun + self.vain.checked_sub(1).map_or(Duration::ZERO, wait);
        let anyway = begun + clock::spread(ANYWAY);
        let mut has_missed = false;
        loop {
            let is_named = has_missed || self.named > verified;
            let due = if is_named && self.vain <= VAIN_MOST { soonest } else { anyway };
            if Instant::now() >= due {
                self.vain = self.vain.saturating_add(u32::from(is_named));
                return;
            }
            let dead = news.heard_at + SILENCE;
            match timeout_at(due.min(dead), news.next()).await {
                Ok(Some(Some(MISSED))) => has_missed = true,
                Ok(Some(Some(seq))) => self.named = self.named.max(seq),
                Ok(Some(None)) => {}
                Err(_) if Instant::now() < dead => {}
                // It ended, or is dead. Many followers of a source that was restarted do not come back at once.
                Ok(None) | Err(_) => {
                    let has_lasted = news.begun.elapsed() >= LASTING;
                    self.news = None;
                    self.ended = if has_lasted { 0 } else { self.ended.saturating_add(1) };
                    return sleep(wait(self.ended.saturating_sub(1))).await;
                }
            }
        }
    }
}

/// What stands for a position where too much was missed to name any.
const MISSED: u64 = u64::MAX;

/// A stream of events.
pub(super) struct News {
    body: Incoming,
    lines: Lines,
    begun: Instant,
    heard_at: Instant,
}

impl News {
    pub(super) fn new(body: Incoming) -> Self {
        let begun = Instant::now();
        Self { body, lines: Lines::default(), begun, heard_at: begun }
    }

    /// Waits for what comes next, and gives the last position that it names, if it names one. None once the
    /// stream has ended.
    async fn next(&mut self) -> Option<Option<u64>> {
        let frame = self.body.frame().await?.ok()?;
        self.heard_at = Instant::now();
        Some(frame.data_ref().and_then(|data| self.lines.take(data)))
    }
}

/// Reads `id:` lines out of pieces that may be cut anywhere.
#[derive(Default)]
struct Lines {
    line: Vec<u8>,
}

impl Lines {
    /// Takes the next piece, and gives the last position in it.
    fn take(&mut self, piece: &[u8]) -> Option<u64> {
        let mut last = None;
        for byte in piece {
            match byte {
                b'\n' => {
                    let line = std::str::from_utf8(&self.line).unwrap_or_default();
                    let id = line.strip_prefix("id:").and_then(|id| id.trim().parse().ok());
                    // Who has missed too much is told no positions.
                    let missed = (line == "event: resync").then_some(MISSED);
                    last = id.or(missed).or(last);
                    self.line.clear();
                }
                byte if self.line.len() < LINE => self.line.push(*byte),
                // What is longer is no position.
                _ => {}
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::{Lines, MISSED};

    #[test]
    fn positions_are_found_wherever_the_stream_is_cut() {
        let stream =
            format!("retry: 1000\n\n: beat\n\nid: 7\nevent: change\ndata: {}\n\nid: 12\n\n", "id: 9".repeat(50));
        for cut in 1..stream.len() {
            let mut lines = Lines::default();
            let (one, other) = stream.as_bytes().split_at(cut);
            let found = [lines.take(one), lines.take(other)];
            assert_eq!(found.into_iter().flatten().last(), Some(12), "{cut}");
            assert!(found.into_iter().flatten().all(|seq| [7, 12].contains(&seq)), "{cut}");
        }
        assert_eq!(Lines::default().take(b"id: 5"), None, "it may go on");
        assert_eq!(Lines::default().take(b"event: resync\n"), Some(MISSED));
    }
}
