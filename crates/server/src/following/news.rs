//! A source's stream, of which only the positions are read: they tell that there is something to verify.

use http_body_util::BodyExt as _;
use hyper::body::Incoming;

/// The longest beginning of a line that is looked at.
const LINE: usize = 32;

/// A stream of events.
pub(super) struct News {
    body: Incoming,
    lines: Lines,
}

impl News {
    pub(super) fn new(body: Incoming) -> Self {
        Self { body, lines: Lines::default() }
    }

    /// Waits for what comes next, and gives the last position that it names, if it names one. None once the
    /// stream has ended.
    pub(super) async fn next(&mut self) -> Option<Option<u64>> {
        let frame = self.body.frame().await?.ok()?;
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
                    let missed = (line == "event: resync").then_some(u64::MAX);
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
    use super::Lines;

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
        assert_eq!(Lines::default().take(b"event: resync\n"), Some(u64::MAX));
    }
}
