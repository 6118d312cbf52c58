//! WebM: a Matroska file (RFC 9559) in EBML (RFC 8794).
//!
//! An element that is to go becomes a Void element of the same size.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};

use matroska_demuxer::{MatroskaFile, TrackType};

use super::{Blank, Film, FilmFault, blank, read_at};
use crate::media::Refusal;

const EBML: u32 = 0x1A45_DFA3;
const SEGMENT: u32 = 0x1853_8067;
const INFO: u32 = 0x1549_A966;
const TRACKS: u32 = 0x1654_AE6B;
const CLUSTER: u32 = 0x1F43_B675;
const SEEK_HEAD: u32 = 0x114D_9B74;
const CUES: u32 = 0x1C53_BB6B;
const CHAPTERS: u32 = 0x1043_A770;
const TAGS: u32 = 0x1254_C367;
const ATTACHMENTS: u32 = 0x1941_A469;
const VOID: u32 = 0xEC;
const CRC: u32 = 0xBF;
const TIMESTAMP_SCALE: u32 = 0x2A_D7B1;
const DURATION: u32 = 0x4489;
const MUXING_APP: u32 = 0x4D80;
const WRITING_APP: u32 = 0x5741;

/// The longest description of a film that is read.
const LONGEST_INDEX: u64 = 1 << 20;
/// The most elements that are stepped over; a recorded film has one for each picture in it.
const MOST_ELEMENTS: usize = 4_000_000;

/// The head of an element.
#[derive(Clone, Copy)]
struct Element {
    id: u32,
    at: u64,
    head: u64,
    /// None where it goes on until another of its level begins.
    size: Option<u64>,
}

impl Element {
    fn end(&self) -> Option<u64> {
        (self.at + self.head).checked_add(self.size?)
    }

    /// The same as an element of nothing.
    fn voided(&self) -> Blank {
        let length = self.head + self.size.unwrap_or(0);
        // One byte for its id; the size takes one or eight, whichever fits.
        let head = if length < 9 {
            vec![0xEC, 0x80 | u8::try_from(length.saturating_sub(2)).unwrap_or(0)]
        } else {
            [&[0xEC], &(1_u64 << 56 | (length - 9)).to_be_bytes()[..]].concat()
        };
        Blank { at: self.at, head, length }
    }
}

/// Reads a file's elements one after the other.
struct Walk<R> {
    from: R,
    at: u64,
    end: u64,
}

impl<R: Read + Seek> Walk<R> {
    /// The next element's head; none at the end.
    fn next(&mut self) -> Result<Option<Element>, FilmFault> {
        if self.at >= self.end {
            return Ok(None);
        }
        let at = self.at;
        let (id, id_length) = self.number(4, Marker::Kept)?;
        let (size, size_length) = self.number(8, Marker::Dropped)?;
        let id = u32::try_from(id).map_err(|_| Refusal::damaged("its parts do not follow each other"))?;
        let head = u64::from(id_length + size_length);
        // A size of nothing but ones is one that was not known when it was written.
        let unknown = size == (1 << (7 * size_length)) - 1;
        let element = Element { id, at, head, size: (!unknown).then_some(size) };
        if element.size.is_some() && element.end().is_none_or(|end| end > self.end) {
            return Err(Refusal::damaged("it ends too soon").into());
        }
        Ok(Some(element))
    }

    /// Goes on behind an element.
    fn skip(&mut self, element: &Element) -> Result<(), FilmFault> {
        let end = element.end().ok_or(Refusal::damaged("its parts do not follow each other"))?;
        let by = i64::try_from(end - self.at).map_err(|_| Refusal::damaged("it ends too soon"))?;
        self.from.seek(SeekFrom::Current(by))?;
        self.at = end;
        Ok(())
    }

    /// A number of a length that its first byte tells.
    fn number(&mut self, longest: u32, marker: Marker) -> Result<(u64, u32), FilmFault> {
        let first = self.byte()?;
        let length = first.leading_zeros() + 1;
        if length > longest {
            return Err(Refusal::More("something stands in it that is no film").into());
        }
        let mut value = u64::from(match marker {
            Marker::Kept => first,
            Marker::Dropped => first & (0xFF_u16 >> length) as u8,
        });
        for _ in 1..length {
            value = value << 8 | u64::from(self.byte()?);
        }
        Ok((value, length))
    }

    fn byte(&mut self) -> Result<u8, FilmFault> {
        let mut byte = [0];
        if self.at >= self.end {
            return Err(Refusal::damaged("it ends too soon").into());
        }
        self.from.read_exact(&mut byte)?;
        self.at += 1;
        Ok(byte[0])
    }
}

/// Whether the bit that tells a number's length is part of it.
#[derive(Clone, Copy)]
enum Marker {
    Kept,
    Dropped,
}

/// What is of interest in a film's file.
#[derive(Default)]
struct Parts {
    start: Option<Element>,
    info: Option<Element>,
    tracks: Option<Element>,
    blanks: Vec<Blank>,
}

pub(super) fn take(file: &mut File) -> Result<Film, FilmFault> {
    let mut parts = walk(file)?;
    let missing = || Refusal::damaged("its index is missing");
    let (start, info, tracks) = match (&parts.start, &parts.info, &parts.tracks) {
        (Some(start), Some(info), Some(tracks)) => (*start, *info, *tracks),
        _ => return Err(missing().into()),
    };
    parts.blanks.extend(in_info(file, &info)?);
    let mut whole = |element: &Element| {
        let length = element.head + element.size.unwrap_or(u64::MAX / 2);
        if length > LONGEST_INDEX {
            return Err(FilmFault::from(Refusal::damaged("its index is longer than that of any film")));
        }
        read_at(file, element.at, length)
    };
    // The library is given what it needs and no more: it would read the whole file.
    let segment = [&SEGMENT.to_be_bytes()[..], &[0x01, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]].concat();
    let cluster = [&CLUSTER.to_be_bytes()[..], &[0x83, 0xE7, 0x81, 0x00]].concat();
    let short = [whole(&start)?, segment, whole(&info)?, whole(&tracks)?, cluster].concat();
    let film = MatroskaFile::open(Cursor::new(short))
        .map_err(|error| Refusal::damaged(format!("its index cannot be read ({error})")))?;
    let mut size = None;
    for track in film.tracks() {
        match track.track_type() {
            TrackType::Video if matches!(track.codec_id(), "V_VP8" | "V_VP9" | "V_AV1") => {
                let video = track.video().ok_or_else(missing)?;
                let (width, height) = (video.pixel_width().get(), video.pixel_height().get());
                size = size.or(u32::try_from(width).ok().zip(u32::try_from(height).ok()));
            }
            TrackType::Audio if matches!(track.codec_id(), "A_OPUS" | "A_VORBIS") => {}
            TrackType::Video | TrackType::Audio => return Err(Refusal::Codec(track.codec_id().to_owned()).into()),
            TrackType::Subtitle => {}
            _ => return Err(Refusal::DataTrack.into()),
        }
    }
    let (width, height) = size.ok_or(Refusal::Unknown)?;
    #[expect(clippy::cast_precision_loss, reason = "a scale has six digits")]
    let scale = film.info().timestamp_scale().get() as f64 / 1e9;
    let duration = film.info().duration().map(|ticks| ticks * scale).filter(|seconds| *seconds > 0.0);
    blank(file, &parts.blanks)?;
    Ok(Film { width, height, duration })
}

/// Steps over the whole file, so that it is known to hold nothing else.
fn walk(file: &mut File) -> Result<Parts, FilmFault> {
    let end = file.metadata()?.len();
    file.rewind()?;
    let mut walk = Walk { from: BufReader::new(&mut *file), at: 0, end };
    let mut parts = Parts::default();
    // The segment's end, once it began.
    let mut segment = None;
    let mut elements = 0;
    while let Some(element) = walk.next()? {
        elements += 1;
        if elements > MOST_ELEMENTS {
            return Err(Refusal::damaged("it has more parts than any film").into());
        }
        match (element.id, segment) {
            (EBML, None) if element.at == 0 => parts.start = Some(element),
            (SEGMENT, None) => {
                segment = Some(element.end().unwrap_or(end));
                continue;
            }
            (VOID, None) => {}
            (_, None) => return Err(Refusal::More("something stands in it that is no film").into()),
            (_, Some(end)) if element.at >= end => return Err(Refusal::More("something follows the film").into()),
            (INFO, _) => parts.info = Some(element),
            (TRACKS, _) => parts.tracks = Some(element),
            (TAGS | ATTACHMENTS | CHAPTERS | VOID, _) => parts.blanks.push(element.voided()),
            // A recorder does not know how long it will be: what is in it follows.
            (CLUSTER, _) if element.size.is_none() => continue,
            (CLUSTER | SEEK_HEAD | CUES | CRC, _) => {}
            // In a cluster: its time, its blocks, and what they say of each other.
            (0xE7 | 0xA3 | 0xA0 | 0xAB | 0xA7 | 0x5854 | 0xAF, _) => {}
            _ => return Err(Refusal::More("something stands in it that is no film").into()),
        }
        walk.skip(&element)?;
    }
    Ok(parts)
}

/// What the description says of the film's making: all but its length, and
/// the names of programs, without which it would be no description.
fn in_info(file: &mut File, info: &Element) -> Result<Vec<Blank>, FilmFault> {
    let (from, end) = (info.at + info.head, info.end().ok_or(Refusal::damaged("its index cannot be read"))?);
    file.seek(SeekFrom::Start(from))?;
    let mut walk = Walk { from: BufReader::new(&mut *file), at: from, end };
    let mut blanks = Vec::new();
    while let Some(element) = walk.next()? {
        if !matches!(element.id, TIMESTAMP_SCALE | DURATION | MUXING_APP | WRITING_APP) {
            blanks.push(element.voided());
        }
        walk.skip(&element)?;
    }
    Ok(blanks)
}
