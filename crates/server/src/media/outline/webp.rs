//! The outline of a WebP file (RFC 9649, §2).

use super::{CUT_OFF, Outline, split};
use crate::media::Refusal;

pub(super) fn outline(bytes: &[u8]) -> Result<Outline, Refusal> {
    let size = bytes.get(4..8).and_then(|size| size.first_chunk()).ok_or(Refusal::damaged(CUT_OFF))?;
    let size = u32::from_le_bytes(*size) as usize;
    let (file, tail) = split(bytes, size.saturating_add(8))?;
    if !tail.is_empty() {
        return Err(Refusal::More("something follows the picture"));
    }
    let (_, mut rest) = split(file, 12)?;
    let mut moves = false;
    while !rest.is_empty() {
        let length = rest.get(4..8).and_then(|length| length.first_chunk()).ok_or(Refusal::damaged(CUT_OFF))?;
        let length = u32::from_le_bytes(*length) as usize;
        moves |= rest.starts_with(b"ANIM");
        // A chunk of an odd length is followed by a byte of padding.
        (_, rest) = split(rest, length.saturating_add(8).saturating_add(length % 2))?;
    }
    Ok(Outline { moves })
}
