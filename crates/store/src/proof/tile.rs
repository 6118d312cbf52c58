//! Tiles: the tree, and the leaves, in pieces of 256 that never change (C2SP tlog-tiles).
//!
//! Tile 0 of level 0 has the hashes of the first 256 leaves. A hash of level 1 is the root over a whole tile of
//! level 0, and so on. A tile that is not full yet names its width.

use std::fmt;

/// How many hashes a full tile has.
pub const TILE: u64 = 256;

/// The highest level, which no tree reaches.
const LEVEL_MAX: u8 = 63;
/// The most groups of three digits of an index: more than any record has tiles for.
const GROUPS_MAX: usize = 6;

/// What a tile holds.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum TileOf {
    /// The hashes of that level.
    Hashes(u8),
    /// The leaves themselves, each with its length before it.
    Entries,
}

/// Which tile.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Tile {
    /// What it holds.
    pub of: TileOf,
    /// The how manieth, from 0.
    pub index: u64,
    /// How much of it is asked for: 1 to 256.
    pub width: u64,
}

impl Tile {
    /// Whether it holds all that it can.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.width == TILE
    }

    /// How many leaves the tree has to have for it; none if no tree has so many.
    #[must_use]
    pub fn size_needed(&self) -> Option<u64> {
        let each = match self.of {
            TileOf::Hashes(level) => TILE.checked_pow(level.into())?,
            TileOf::Entries => 1,
        };
        self.index.checked_mul(TILE)?.checked_add(self.width)?.checked_mul(each)
    }

    /// Reads the path of a tile behind `tile/`. Each tile has one path.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let (of, rest) = path.split_once('/')?;
        let of = match of {
            "entries" => TileOf::Entries,
            level => TileOf::Hashes(number(level, LEVEL_MAX.into())?.try_into().ok()?),
        };
        let (index, width) = match rest.split_once(".p/") {
            Some((index, width)) => (index, number(width, TILE - 1).filter(|width| *width > 0)?),
            None => (rest, TILE),
        };
        let groups: Vec<&str> = index.split('/').collect();
        let (last, before) = groups.split_last()?;
        if before.len() >= GROUPS_MAX || before.first() == Some(&"x000") {
            return None;
        }
        let mut index = 0;
        for group in before.iter().map(|group| group.strip_prefix('x')).chain([Some(*last)]) {
            let digits = group.filter(|group| group.len() == 3 && group.bytes().all(|digit| digit.is_ascii_digit()))?;
            index = index * 1000 + digits.parse::<u64>().ok()?;
        }
        Some(Self { of, index, width })
    }
}

impl fmt::Display for Tile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.of {
            TileOf::Hashes(level) => write!(f, "{level}/")?,
            TileOf::Entries => f.write_str("entries/")?,
        }
        let mut groups = Vec::new();
        let mut rest = self.index;
        while rest >= 1000 {
            groups.push(rest % 1000);
            rest /= 1000;
        }
        groups.push(rest);
        for (place, group) in groups.iter().enumerate().rev() {
            if place > 0 { write!(f, "x{group:03}/")? } else { write!(f, "{group:03}")? }
        }
        if self.is_full() { Ok(()) } else { write!(f, ".p/{}", self.width) }
    }
}

/// A number as it is written in one way only.
fn number(text: &str, most: u64) -> Option<u64> {
    let is_plain = text.bytes().all(|digit| digit.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|number| is_plain && *number <= most)
}

#[cfg(test)]
mod tests {
    use super::{Tile, TileOf};

    #[test]
    fn each_tile_has_one_path() {
        for (path, of, index, width, size) in [
            ("0/000", TileOf::Hashes(0), 0, 256, Some(256)),
            ("0/x001/x234/067", TileOf::Hashes(0), 1_234_067, 256, Some(1_234_068 * 256)),
            ("1/000.p/17", TileOf::Hashes(1), 0, 17, Some(17 * 256)),
            ("entries/x001/000.p/255", TileOf::Entries, 1000, 255, Some(256_255)),
            ("63/000.p/1", TileOf::Hashes(63), 0, 1, None),
        ] {
            let tile = Tile { of, index, width };
            assert_eq!(Tile::parse(path), Some(tile), "{path}");
            assert_eq!(tile.to_string(), path);
            assert_eq!(tile.size_needed(), size, "{path}");
        }
        for path in [
            "",
            "0",
            "0/",
            "00/000",
            "64/000",
            "-1/000",
            "0/0",
            "0/00",
            "0/0000",
            "0/x000/001",
            "0/001/002",
            "0/x001",
            "0/x001/",
            "0/000.p/0",
            "0/000.p/256",
            "0/000.p/01",
            "0/000.p/",
            "0/000.p",
            "0/000.p/1.p/1",
            "0/0x0",
            "entries",
            "leaves/000",
            "0/+01",
            "0/x001/x001/x001/x001/x001/x001/001",
            "０/000",
        ] {
            assert_eq!(Tile::parse(path), None, "{path}");
        }
    }
}
