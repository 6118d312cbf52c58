//! The outline of a JPEG file (ITU-T T.81, annex B).

use super::{CUT_OFF, Outline, refuse_markup, split};
use crate::media::Refusal;

const START_OF_SCAN: u8 = 0xDA;
const END: u8 = 0xD9;
const COMMENT: u8 = 0xFE;

pub(super) fn outline(bytes: &[u8]) -> Result<Outline, Refusal> {
    let (_, mut rest) = split(bytes, 2)?;
    let mut scanned = false;
    loop {
        let (marker, after) = marker(rest)?;
        if marker == END {
            return if !scanned {
                Err(Refusal::damaged("there is no picture in it"))
            } else if is_of_a_camera(after) {
                Ok(Outline { moves: false })
            } else {
                Err(Refusal::More("something follows the picture"))
            };
        }
        if matches!(marker, 0x01 | 0xD0..=0xD8) {
            rest = after;
            continue;
        }
        let length = after.first_chunk::<2>().ok_or(Refusal::damaged(CUT_OFF))?;
        let (segment, after) = split(after, usize::from(u16::from_be_bytes(*length)))?;
        if marker == COMMENT {
            refuse_markup(segment)?;
        }
        rest = after;
        if marker == START_OF_SCAN {
            scanned = true;
            rest = after_scan(after)?;
        }
    }
}

/// The marker that comes next, and what follows it.
fn marker(bytes: &[u8]) -> Result<(u8, &[u8]), Refusal> {
    match bytes {
        // Any number of these may stand before a marker.
        [0xFF, fill @ ..] => {
            let skipped = fill.iter().take_while(|byte| **byte == 0xFF).count();
            let (_, rest) = split(fill, skipped)?;
            rest.split_first().map(|(marker, after)| (*marker, after)).ok_or(Refusal::damaged(CUT_OFF))
        }
        [] => Err(Refusal::damaged(CUT_OFF)),
        _ => Err(Refusal::damaged("its parts do not follow each other")),
    }
}

/// What follows the coded data of a scan: the next marker that belongs to none.
fn after_scan(bytes: &[u8]) -> Result<&[u8], Refusal> {
    let mut from = 0;
    loop {
        let rest = bytes.get(from..).unwrap_or_default();
        let at = rest.iter().position(|byte| *byte == 0xFF).ok_or(Refusal::damaged(CUT_OFF))?;
        match rest.get(at + 1) {
            None => return Err(Refusal::damaged(CUT_OFF)),
            // An escaped byte, a fill byte and a restart marker are in the midst of it.
            Some(0x00 | 0xD0..=0xD7) => from += at + 2,
            Some(0xFF) => from += at + 1,
            Some(_) => return rest.get(at..).ok_or(Refusal::damaged(CUT_OFF)),
        }
    }
}

/// What cameras and phones put behind a picture: previews and gain maps (each
/// a JPEG), the film of a moving picture, Samsung's own, or nothing but padding.
/// It is left behind like all that is not the picture.
fn is_of_a_camera(tail: &[u8]) -> bool {
    let padding = tail.iter().take_while(|byte| **byte == 0).count();
    let tail = tail.get(padding..).unwrap_or_default();
    tail.is_empty()
        || tail.starts_with(&[0xFF, 0xD8, 0xFF])
        // The length before it begins with zeros.
        || (0..=4).any(|at| tail.get(at..at + 4) == Some(b"ftyp"))
        || tail.ends_with(b"SEFT")
}
