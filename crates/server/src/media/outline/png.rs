//! The outline of a PNG file (W3C PNG, third edition, §5).

use super::{CUT_OFF, Outline, refuse_markup, split};
use crate::media::Refusal;

pub(super) fn outline(bytes: &[u8]) -> Result<Outline, Refusal> {
    let (_, mut rest) = split(bytes, 8)?;
    let mut moves = false;
    loop {
        let length = rest.first_chunk::<4>().ok_or(Refusal::damaged(CUT_OFF))?;
        let length = u32::from_be_bytes(*length) as usize;
        // Its length, its kind, what it holds, and a checksum that the decoder checks.
        let (chunk, after) = split(rest, length.saturating_add(12))?;
        let (kind, held) = (chunk.get(4..8).unwrap_or_default(), chunk.get(8..8 + length).unwrap_or_default());
        match kind {
            b"IEND" if after.is_empty() => return Ok(Outline { moves }),
            b"IEND" => return Err(Refusal::More("something follows the picture")),
            b"acTL" => moves = true,
            b"tEXt" | b"iTXt" => refuse_markup(held)?,
            _ => {}
        }
        rest = after;
    }
}
