//! The outline of a GIF file (GIF 89a).

use super::{CUT_OFF, Outline, refuse_markup, split};
use crate::media::Refusal;

const EXTENSION: u8 = 0x21;
const COMMENT: u8 = 0xFE;
const IMAGE: u8 = 0x2C;
const END: u8 = 0x3B;

pub(super) fn outline(bytes: &[u8]) -> Result<Outline, Refusal> {
    let (head, rest) = split(bytes, 13)?;
    let (_, mut rest) = split(rest, palette(head.get(10)))?;
    let mut pictures = 0_u32;
    loop {
        let (kind, after) = rest.split_first().ok_or(Refusal::damaged(CUT_OFF))?;
        rest = match *kind {
            END if pictures == 0 => return Err(Refusal::damaged("there is no picture in it")),
            END if after.is_empty() => return Ok(Outline { moves: pictures > 1 }),
            END => return Err(Refusal::More("something follows the picture")),
            EXTENSION => {
                let (label, after) = split(after, 1)?;
                blocks(after, if label == [COMMENT] { refuse_markup } else { |_| Ok(()) })?
            }
            IMAGE => {
                pictures += 1;
                let (head, after) = split(after, 9)?;
                // One byte between the palette and the data says how they are coded.
                let (_, after) = split(after, palette(head.get(8)) + 1)?;
                blocks(after, |_| Ok(()))?
            }
            _ => return Err(Refusal::damaged("its parts do not follow each other")),
        };
    }
}

/// The size in bytes of the palette that a byte of flags announces.
fn palette(flags: Option<&u8>) -> usize {
    flags.filter(|flags| **flags & 0x80 != 0).map_or(0, |flags| 3 << ((flags & 7) + 1))
}

/// Steps over blocks of up to 255 bytes, of which an empty one is the last; what
/// they hold together is shown to `look`.
fn blocks(mut bytes: &[u8], look: fn(&[u8]) -> Result<(), Refusal>) -> Result<&[u8], Refusal> {
    let mut held = Vec::new();
    loop {
        let (length, after) = bytes.split_first().ok_or(Refusal::damaged(CUT_OFF))?;
        if *length == 0 {
            look(&held)?;
            return Ok(after);
        }
        let (block, after) = split(after, usize::from(*length))?;
        held.extend_from_slice(block);
        bytes = after;
    }
}
