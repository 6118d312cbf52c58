//! The newest frames of a coverage, kept as bytes that every reader shares.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use bytes::Bytes;
use coverage::{PostId, Seq};
use render::Frame;
use serde_json::{Map, Value};

use super::coding::StreamCoding;

/// How many frames are kept. A reader who has missed more loads the page anew,
/// which is smaller by then.
pub(crate) const KEPT: usize = 1_000;
/// How many bytes of frames are kept, whatever their number.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// Frames without a gap, the last of them at the head of the record.
#[derive(Default)]
pub(crate) struct Frames {
    kept: VecDeque<Arc<Sent>>,
    bytes: usize,
}

/// A frame as it goes out: one event of the stream, with its JSON inside.
#[derive(Debug)]
pub(crate) struct Sent {
    seq: Seq,
    post: Option<PostId>,
    event: Bytes,
    json: Range<usize>,
    /// The event compressed, once somebody takes it so.
    gzip: OnceLock<Bytes>,
    zstd: OnceLock<Bytes>,
}

/// What a reader at some position has missed.
#[derive(Debug)]
pub(crate) enum Missed {
    /// Nothing.
    Nothing,
    /// These, without a gap.
    These(Vec<Arc<Sent>>),
    /// More than is kept, or the position is not one of this record.
    TooMuch,
}

impl Sent {
    fn new(seq: Seq, json: &str, post: Option<PostId>) -> Self {
        let start = format!("id: {seq}\nevent: change\ndata: ");
        // JSON as serde writes it holds no line break, so one data line carries it (WHATWG HTML §9.2).
        let event = format!("{start}{json}\n\n");
        let json = start.len()..event.len() - 2;
        Self { seq, post, event: event.into(), json, gzip: OnceLock::new(), zstd: OnceLock::new() }
    }

    /// The position of its change.
    pub(crate) const fn seq(&self) -> Seq {
        self.seq
    }

    /// The event of the stream, in that coding. Who asks first pays for it.
    pub(crate) fn bytes(&self, coding: StreamCoding) -> &Bytes {
        match coding {
            StreamCoding::Identity => &self.event,
            StreamCoding::Gzip => self.gzip.get_or_init(|| coding.pack(&self.event)),
            StreamCoding::Zstd => self.zstd.get_or_init(|| coding.pack(&self.event)),
        }
    }

    /// The JSON alone.
    pub(crate) fn json(&self) -> &[u8] {
        self.event.get(self.json.clone()).unwrap_or_default()
    }
}

impl Frames {
    /// Takes the next frame, and lets go of the oldest where there are too many.
    pub(crate) fn push(&mut self, frame: &Frame, post: Option<PostId>) {
        let sent = Sent::new(frame.seq, &frame.json, post);
        self.bytes += sent.event.len();
        self.kept.push_back(Arc::new(sent));
        while self.kept.len() > KEPT || (self.bytes > KEPT_BYTES && self.kept.len() > 1) {
            if let Some(oldest) = self.kept.pop_front() {
                self.bytes -= oldest.event.len();
            }
        }
    }

    /// Lets go of all.
    pub(crate) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Takes the words of a withdrawn post out of the frames that brought them.
    ///
    /// A reader who comes late applies those frames as well; from now on they
    /// bring the note that stands in the post's place, as `withdrawal` does.
    pub(crate) fn withdraw(&mut self, post: PostId, withdrawal: &Frame) {
        let Some(note) = field(&withdrawal.json, "html") else { return };
        let id = Value::from(post.to_string());
        for sent in &mut self.kept {
            // A pin names two posts: the one that it is about, and the one that made way.
            let Ok(mut frame) = serde_json::from_slice::<Value>(sent.json()) else { continue };
            let is_about = sent.post == Some(post);
            if is_about {
                frame["html"] = note.clone();
                if frame.get("notice").is_some() {
                    frame["notice"] = Value::Null;
                }
                for item in frame.get_mut("lists").and_then(Value::as_object_mut).into_iter().flat_map(Map::values_mut)
                {
                    *item = Value::from("");
                }
            } else if frame["unpinned"]["post"] == id {
                frame["unpinned"]["html"] = note.clone();
            } else {
                continue;
            }
            let silent = Sent::new(sent.seq, &frame.to_string(), sent.post);
            self.bytes = self.bytes + silent.event.len() - sent.event.len();
            *sent = Arc::new(silent);
        }
    }

    /// At most `limit` frames after that position, when the head is at `head`.
    pub(crate) fn after(&self, after: Seq, head: Seq, limit: usize) -> Missed {
        if after == head {
            return Missed::Nothing;
        }
        let oldest = self.kept.front().map_or(head.next(), |oldest| oldest.seq());
        if after > head || after.next() < oldest {
            return Missed::TooMuch;
        }
        let skip = usize::try_from(after.next().0 - oldest.0).unwrap_or(usize::MAX);
        Missed::These(self.kept.iter().skip(skip).take(limit).cloned().collect())
    }
}

fn field(json: &str, name: &str) -> Option<Value> {
    serde_json::from_str::<Value>(json).ok()?.get_mut(name).map(Value::take)
}

#[cfg(test)]
mod tests {
    use coverage::{PostId, Seq};
    use render::Frame;
    use serde_json::json;

    use super::{Frames, KEPT, Missed, StreamCoding};

    fn frame(seq: u64) -> Frame {
        Frame { seq: Seq(seq), json: format!("{{\"seq\":{seq}}}") }
    }

    fn kept(range: std::ops::RangeInclusive<u64>) -> Frames {
        let mut kept = Frames::default();
        range.for_each(|seq| kept.push(&frame(seq), None));
        kept
    }

    fn seqs(missed: Missed) -> Vec<u64> {
        match missed {
            Missed::These(sent) => sent.iter().map(|sent| sent.seq().0).collect(),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn exactly_what_was_missed() {
        let kept = kept(1..=5);
        assert_eq!(seqs(kept.after(Seq(0), Seq(5), 100)), [1, 2, 3, 4, 5]);
        assert_eq!(seqs(kept.after(Seq(3), Seq(5), 100)), [4, 5]);
        assert_eq!(seqs(kept.after(Seq(1), Seq(5), 2)), [2, 3]);
        assert!(matches!(kept.after(Seq(5), Seq(5), 100), Missed::Nothing));
        assert!(matches!(kept.after(Seq(6), Seq(5), 100), Missed::TooMuch));
    }

    #[test]
    fn past_the_limit_it_says_so() {
        let head = KEPT as u64 + 10;
        let kept = kept(1..=head);
        assert!(matches!(kept.after(Seq(9), Seq(head), 10), Missed::TooMuch));
        assert_eq!(seqs(kept.after(Seq(10), Seq(head), 2)), [11, 12]);
    }

    #[test]
    fn an_event_is_one_block_and_its_json_is_inside() {
        let kept = kept(7..=7);
        let Missed::These(sent) = kept.after(Seq(6), Seq(7), 1) else { panic!() };
        assert_eq!(&sent[0].bytes(StreamCoding::Identity)[..], b"id: 7\nevent: change\ndata: {\"seq\":7}\n\n");
        assert_eq!(sent[0].json(), b"{\"seq\":7}");
    }

    #[test]
    fn withdrawn_words_leave_the_frames_that_brought_them() {
        let post: PostId = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let other: PostId = "01890a5d-ac96-774b-bcce-b302099a8058".parse().unwrap();
        let told = |seq: u64, json: serde_json::Value| Frame { seq: Seq(seq), json: json.to_string() };
        let mut kept = Frames::default();
        kept.push(&told(1, json!({"seq": 1, "post": post, "html": "words"})), Some(post));
        kept.push(
            &told(2, json!({"seq": 2, "post": other, "html": "others", "unpinned": {"post": post, "html": "words"}})),
            Some(other),
        );
        kept.push(&told(3, json!({"seq": 3, "post": post, "html": "words", "notice": {"text": "words"}, "lists": {"corrections": "words"}})), Some(post));
        let withdrawal = told(4, json!({"seq": 4, "html": "taken back"}));
        kept.withdraw(post, &withdrawal);
        let before = kept.bytes;
        assert_eq!(before, kept.kept.iter().map(|sent| sent.event.len()).sum::<usize>());
        let Missed::These(sent) = kept.after(Seq(0), Seq(3), 10) else { panic!() };
        let all: String = sent.iter().map(|sent| String::from_utf8_lossy(sent.json()).into_owned()).collect();
        assert!(!all.contains("words"), "{all}");
        assert_eq!(all.matches("taken back").count(), 3);
        assert!(all.contains("others"));
        assert_eq!(seqs(kept.after(Seq(0), Seq(3), 10)), [1, 2, 3]);
    }
}
