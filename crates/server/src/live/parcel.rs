//! What goes to a reader next, as one buffer: who is at the same position gets
//! the same bytes, made once, whether it is one frame or all that was missed
//! while a connection was lost.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use bytes::Bytes;
use coverage::{Seq, Status};

use super::coding::StreamCoding;
use super::frames::Sent;
use super::{Live, Missed};

/// How many frames a parcel holds at most; between parcels, others have their turn.
const MOST_FRAMES: usize = 64;
/// How many bytes a parcel of more than one frame holds at most.
const MOST_BYTES: usize = 256 * 1024;
/// How many bytes of parcels are kept for the next reader at the same position.
const KEPT_BYTES: usize = 4 * 1024 * 1024;

/// What is next for a reader at some position.
#[derive(Clone, Debug)]
pub(crate) enum Next {
    /// Nothing yet.
    Nothing,
    /// Nothing more: the coverage has ended, and all was sent.
    End,
    /// This.
    Parcel(Parcel),
}

/// Bytes, and where a reader stands who has them.
#[derive(Clone, Debug)]
pub(crate) struct Parcel {
    pub(crate) bytes: Bytes,
    pub(crate) upto: Seq,
    /// How many frames it holds; none where it tells a reader to load the page anew.
    pub(crate) frames: u64,
}

/// Parcels of several frames, for as long as the head of the record stays.
#[derive(Default)]
pub(super) struct Parcels(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    head: Seq,
    parcels: HashMap<(Seq, StreamCoding), Parcel>,
    bytes: usize,
}

impl Live {
    /// What is next for a reader who has everything up to `after`.
    pub(crate) fn next(&self, after: Seq, coding: StreamCoding) -> Next {
        if let Some(parcel) = self.parcels.at(after, self.head().seq, coding) {
            return Next::Parcel(parcel);
        }
        let (missed, head) = self.missed(after, MOST_FRAMES);
        Next::Parcel(match missed {
            Missed::Nothing if head.status == Status::Ended => return Next::End,
            Missed::Nothing => return Next::Nothing,
            Missed::TooMuch => resync(head.seq, coding),
            Missed::These(frames) => match &frames[..] {
                [] => return Next::Nothing,
                [frame] => Parcel { bytes: frame.bytes(coding).clone(), upto: frame.seq(), frames: 1 },
                frames => {
                    let parcel = join(frames, coding);
                    self.parcels.keep(after, head.seq, coding, &parcel);
                    parcel
                }
            },
        })
    }
}

/// Tells a reader to load the page anew, and to go on from there.
fn resync(seq: Seq, coding: StreamCoding) -> Parcel {
    let event = format!("id: {seq}\nevent: resync\ndata: {{\"seq\":{seq}}}\n\n");
    Parcel { bytes: coding.wrap(event.as_bytes()), upto: seq, frames: 0 }
}

fn join(frames: &[Arc<Sent>], coding: StreamCoding) -> Parcel {
    let mut parcel = Parcel { bytes: Bytes::new(), upto: Seq::START, frames: 0 };
    let mut bytes = Vec::new();
    for frame in frames {
        let more = frame.bytes(coding);
        if parcel.frames > 0 && bytes.len() + more.len() > MOST_BYTES {
            break;
        }
        bytes.extend_from_slice(more);
        parcel.upto = frame.seq();
        parcel.frames += 1;
    }
    parcel.bytes = bytes.into();
    parcel
}

impl Parcels {
    fn at(&self, after: Seq, head: Seq, coding: StreamCoding) -> Option<Parcel> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.parcels.get(&(after, coding)).filter(|_| kept.head == head).cloned()
    }

    fn keep(&self, after: Seq, head: Seq, coding: StreamCoding, parcel: &Parcel) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // What was made for another head may hold words that are withdrawn since.
        if kept.head != head || kept.bytes + parcel.bytes.len() > KEPT_BYTES {
            *kept = Kept { head, ..Kept::default() };
        }
        if kept.parcels.insert((after, coding), parcel.clone()).is_none() {
            kept.bytes += parcel.bytes.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use coverage::{Seq, Slug};
    use render::Frame;

    use super::{KEPT_BYTES, Live, MOST_BYTES, Next, Parcel};
    use crate::live::coding::StreamCoding;
    use crate::live::frames::Frames;
    use crate::metrics::Metrics;

    fn live(frames: u64, size: usize) -> Live {
        let id = "01890a5d-ac96-774b-bcce-b302099a8057".parse().unwrap();
        let slug = Slug::parse("storm").unwrap();
        let live = Live::new(id, slug, Arc::new(Metrics::new()), Arc::default(), Arc::default(), Arc::default());
        let mut kept = Frames::default();
        for seq in 1..=frames {
            kept.push(
                &Frame { seq: Seq(seq), json: format!("{{\"seq\":{seq},\"html\":\"{}\"}}", "x".repeat(size)) },
                None,
            );
        }
        live.takes(frames, kept);
        live
    }

    fn parcel(live: &Live, after: u64) -> Parcel {
        match live.next(Seq(after), StreamCoding::Identity) {
            Next::Parcel(parcel) => parcel,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn who_stands_at_the_same_position_shares_the_bytes() {
        let live = live(5, 10);
        for after in [0, 3, 4] {
            let [one, other] = [parcel(&live, after), parcel(&live, after)];
            assert_eq!(one.bytes.as_ptr(), other.bytes.as_ptr());
            assert_eq!((one.upto, one.frames), (Seq(5), 5 - after));
        }
        assert!(matches!(live.next(Seq(5), StreamCoding::Identity), Next::Nothing));
        let told = parcel(&live, 9);
        assert_eq!((&told.bytes[..], told.frames), (&b"id: 5\nevent: resync\ndata: {\"seq\":5}\n\n"[..], 0));
    }

    #[test]
    fn parcels_are_bounded_and_so_are_those_that_are_kept() {
        let live = live(60, 50_000);
        let mut at = 0;
        while at < 60 {
            let parcel = parcel(&live, at);
            assert!(parcel.bytes.len() <= MOST_BYTES);
            assert_eq!(parcel.upto.0, at + parcel.frames);
            at = parcel.upto.0;
        }
        for after in 0..60 {
            parcel(&live, after);
            assert!(live.parcels.0.lock().unwrap().bytes <= KEPT_BYTES);
        }
    }
}
