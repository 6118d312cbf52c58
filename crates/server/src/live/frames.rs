//! The newest frames of a coverage, kept as bytes that every reader shares.

use std::collections::VecDeque;
use std::ops::Range;

use bytes::Bytes;
use coverage::Seq;
use render::Frame;

/// How many frames are kept. A reader who has missed more loads the page anew,
/// which is smaller by then.
pub(crate) const KEPT: usize = 1_000;
/// How many bytes of frames are kept, whatever their number.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// Frames without a gap, the last of them at the head of the record.
#[derive(Default)]
pub(crate) struct Frames {
    kept: VecDeque<Sent>,
    bytes: usize,
}

/// A frame as it goes out: one event of the stream, with its JSON inside.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    seq: Seq,
    event: Bytes,
    json: Range<usize>,
}

/// What a reader at some position has missed.
#[derive(Debug)]
pub(crate) enum Missed {
    /// Nothing.
    Nothing,
    /// These, without a gap.
    These(Vec<Sent>),
    /// More than is kept, or the position is not one of this record.
    TooMuch,
}

impl Sent {
    fn new(frame: &Frame) -> Self {
        let start = format!("id: {}\nevent: change\ndata: ", frame.seq);
        // JSON as serde writes it holds no line break, so one data line carries it (WHATWG HTML §9.2).
        let event = format!("{start}{}\n\n", frame.json);
        let json = start.len()..event.len() - 2;
        Self { seq: frame.seq, event: event.into(), json }
    }

    /// The position of its change.
    pub(crate) const fn seq(&self) -> Seq {
        self.seq
    }

    /// The event of the stream.
    pub(crate) fn event(&self) -> Bytes {
        self.event.clone()
    }

    /// The JSON alone.
    pub(crate) fn json(&self) -> &[u8] {
        self.event.get(self.json.clone()).unwrap_or_default()
    }
}

impl Frames {
    /// Takes the next frames, and lets go of the oldest where there are too many.
    pub(crate) fn extend(&mut self, frames: &[Frame]) {
        for frame in frames {
            let sent = Sent::new(frame);
            self.bytes += sent.event.len();
            self.kept.push_back(sent);
        }
        while self.kept.len() > KEPT || (self.bytes > KEPT_BYTES && self.kept.len() > 1) {
            if let Some(oldest) = self.kept.pop_front() {
                self.bytes -= oldest.event.len();
            }
        }
    }

    /// At most `limit` frames after that position, when the head is at `head`.
    pub(crate) fn after(&self, after: Seq, head: Seq, limit: usize) -> Missed {
        if after == head {
            return Missed::Nothing;
        }
        let oldest = self.kept.front().map_or(head.next(), Sent::seq);
        if after > head || after.next() < oldest {
            return Missed::TooMuch;
        }
        let skip = usize::try_from(after.next().0 - oldest.0).unwrap_or(usize::MAX);
        Missed::These(self.kept.iter().skip(skip).take(limit).cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use coverage::Seq;
    use render::Frame;

    use super::{Frames, KEPT, Missed};

    fn frames(range: std::ops::RangeInclusive<u64>) -> Vec<Frame> {
        range.map(|seq| Frame { seq: Seq(seq), json: format!("{{\"seq\":{seq}}}") }).collect()
    }

    fn seqs(missed: Missed) -> Vec<u64> {
        match missed {
            Missed::These(sent) => sent.iter().map(|sent| sent.seq().0).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn exactly_what_was_missed() {
        let mut kept = Frames::default();
        kept.extend(&frames(1..=5));
        assert_eq!(seqs(kept.after(Seq(0), Seq(5), 100)), [1, 2, 3, 4, 5]);
        assert_eq!(seqs(kept.after(Seq(3), Seq(5), 100)), [4, 5]);
        assert_eq!(seqs(kept.after(Seq(1), Seq(5), 2)), [2, 3]);
        assert!(matches!(kept.after(Seq(5), Seq(5), 100), Missed::Nothing));
        assert!(matches!(kept.after(Seq(6), Seq(5), 100), Missed::TooMuch));
    }

    #[test]
    fn past_the_limit_it_says_so() {
        let mut kept = Frames::default();
        let head = KEPT as u64 + 10;
        kept.extend(&frames(1..=head));
        assert!(matches!(kept.after(Seq(9), Seq(head), 10), Missed::TooMuch));
        assert_eq!(seqs(kept.after(Seq(10), Seq(head), 2)), [11, 12]);
    }

    #[test]
    fn an_event_is_one_block_and_its_json_is_inside() {
        let mut kept = Frames::default();
        kept.extend(&frames(7..=7));
        let Missed::These(sent) = kept.after(Seq(6), Seq(7), 1) else { panic!() };
        assert_eq!(&sent[0].event()[..], b"id: 7\nevent: change\ndata: {\"seq\":7}\n\n");
        assert_eq!(sent[0].json(), b"{\"seq\":7}");
    }
}
