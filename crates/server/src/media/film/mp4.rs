//! MP4 (ISO/IEC 14496-12) and `QuickTime`, from which it came.
//!
//! A box that is to go becomes a box `free` of the same size, which players
//! step over; nothing moves, so every offset in the file stays right.

use std::fs::File;
use std::io::Cursor;

use mp4parse::{CodecType, SampleEntry, Track, TrackType};

use super::{Blank, Film, FilmFault, blank, read_at};
use crate::media::Refusal;

/// The longest index of a film that is read: an hour's has less than two megabytes.
const LONGEST_INDEX: u64 = 64 << 20;
/// The most boxes on the level of the file; a fragmented film of an hour has 7,200.
const MOST_BOXES: usize = 200_000;

/// A box: where it stands, and what of it is its head.
#[derive(Clone, Copy)]
struct Found {
    kind: [u8; 4],
    at: u64,
    head: u64,
    length: u64,
}

impl Found {
    /// Reads the head of the box at a place that has so many bytes to its end.
    fn read(bytes: &[u8], at: u64, left: u64) -> Result<Self, Refusal> {
        let cut_off = || Refusal::damaged("it ends too soon");
        let length = u64::from(u32::from_be_bytes(*bytes.first_chunk().ok_or_else(cut_off)?));
        let kind = *bytes.get(4..).and_then(<[u8]>::first_chunk).ok_or_else(cut_off)?;
        let (head, length) = match length {
            // It goes on to the end.
            0 => (8, left),
            1 => (16, u64::from_be_bytes(*bytes.get(8..).and_then(<[u8]>::first_chunk).ok_or_else(cut_off)?)),
            length => (8, length),
        };
        if length < head {
            return Err(Refusal::damaged("its parts do not follow each other"));
        }
        if length > left {
            return Err(cut_off());
        }
        Ok(Self { kind, at, head, length })
    }

    /// The same as a box of nothing.
    fn freed(&self) -> Blank {
        let size = u32::try_from(self.length).ok().filter(|_| self.head == 8);
        let head = match size {
            Some(size) => [&size.to_be_bytes()[..], b"free"].concat(),
            None => [&1_u32.to_be_bytes()[..], b"free", &self.length.to_be_bytes()].concat(),
        };
        Blank { at: self.at, head, length: self.length }
    }
}

pub(super) fn take(file: &mut File) -> Result<Film, FilmFault> {
    let boxes = boxes_of(file)?;
    let find = |kind: &[u8; 4]| boxes.iter().find(|found| found.kind == *kind);
    let start = find(b"ftyp").ok_or(Refusal::damaged("it does not say what it is"))?;
    let index = find(b"moov").ok_or(Refusal::damaged("its index is missing"))?;
    if index.length > LONGEST_INDEX || start.length > 4096 {
        return Err(Refusal::damaged("its index is longer than that of any film").into());
    }
    let bytes = read_at(file, index.at, index.length)?;
    let start = read_at(file, start.at, start.length)?;
    let parts = parts(&bytes, index)?;

    let context = mp4parse::read_mp4(&mut Cursor::new([&start[..], &bytes].concat()))
        .map_err(|error| Refusal::damaged(format!("its index cannot be read ({error:?})")))?;
    if context.tracks.len() != parts.tracks.len() {
        return Err(Refusal::damaged("its index cannot be read").into());
    }
    let scale = context.timescale.map_or(0, |scale| scale.0);
    let mut film = None;
    let mut duration: u64 = 0;
    let mut blanks = parts.blanks;
    for (track, (part, handler)) in context.tracks.iter().zip(&parts.tracks) {
        let header = track.tkhd.as_ref().ok_or(Refusal::damaged("its index cannot be read"))?;
        match track.track_type {
            TrackType::Video | TrackType::Audio => require_codec(track)?,
            _ if matches!(handler, b"text" | b"sbtl" | b"subt" | b"clcp") => {}
            _ if context.mvex.is_some() => return Err(Refusal::DataTrack.into()),
            _ => {
                blanks.push(part.freed());
                blanks.extend(samples(track, &boxes)?);
                continue;
            }
        }
        // The longest number stands for a length that is not known.
        duration = duration.max(if header.duration < u64::from(u32::MAX) { header.duration } else { 0 });
        if track.track_type == TrackType::Video && film.is_none() {
            let (width, height) = (header.width >> 16, header.height >> 16);
            let on_its_side = header.matrix.a == 0 && header.matrix.d == 0;
            film = Some(if on_its_side { (height, width) } else { (width, height) });
        }
    }
    let (width, height) = film.filter(|(width, height)| *width > 0 && *height > 0).ok_or(Refusal::Unknown)?;
    let others = boxes.iter().filter(|found| !is_of_a_film(found.kind));
    blanks.extend(others.map(Found::freed));
    blank(file, &blanks)?;
    #[expect(clippy::cast_precision_loss, reason = "films are shorter than 2^52 ticks")]
    let seconds = |ticks: u64| ticks as f64 / scale as f64;
    Ok(Film { width, height, duration: (scale > 0 && duration > 0).then(|| seconds(duration)) })
}

/// The boxes on the level of the file, which they have to fill.
fn boxes_of(file: &mut File) -> Result<Vec<Found>, FilmFault> {
    let end = file.metadata()?.len();
    let (mut boxes, mut at) = (Vec::new(), 0);
    while at < end {
        let head = read_at(file, at, (end - at).min(16))?;
        let found = Found::read(&head, at, end - at)?;
        if !found.kind.iter().all(|byte| (0x20..0x7F).contains(byte) || *byte == 0xA9) {
            return Err(Refusal::More("something follows the film").into());
        }
        at += found.length;
        boxes.push(found);
        if boxes.len() > MOST_BOXES {
            return Err(Refusal::damaged("it has more parts than any film").into());
        }
    }
    Ok(boxes)
}

/// What players read. The rest, such as `meta`, `udta` and `uuid`, tells of the film's making.
fn is_of_a_film(kind: [u8; 4]) -> bool {
    matches!(&kind, b"ftyp" | b"moov" | b"mdat" | b"moof" | b"mfra" | b"sidx" | b"styp" | b"ssix" | b"prft" | b"pdin")
}

/// What is of interest in the index.
struct Parts {
    blanks: Vec<Blank>,
    /// Each track, with the kind of its handler.
    tracks: Vec<(Found, [u8; 4])>,
}

fn parts(bytes: &[u8], index: &Found) -> Result<Parts, Refusal> {
    let mut parts = Parts { blanks: Vec::new(), tracks: Vec::new() };
    for child in children(bytes, index, index.at)? {
        match &child.kind {
            b"trak" => {
                let mut handler = [0; 4];
                for part in children(bytes, &child, index.at)? {
                    match &part.kind {
                        b"mdia" => {
                            for held in children(bytes, &part, index.at)? {
                                match &held.kind {
                                    // Version and flags, a component type, then the kind.
                                    b"hdlr" => handler = four(bytes, held.at - index.at + held.head + 8),
                                    b"mdhd" | b"minf" | b"elng" => {}
                                    _ => parts.blanks.push(held.freed()),
                                }
                            }
                        }
                        b"tkhd" | b"edts" | b"tref" | b"tapt" | b"trgr" => {}
                        _ => parts.blanks.push(part.freed()),
                    }
                }
                parts.tracks.push((child, handler));
            }
            b"mvhd" | b"mvex" | b"iods" => {}
            _ => parts.blanks.push(child.freed()),
        }
    }
    Ok(parts)
}

/// The boxes in a box. `origin` is where in the file the bytes begin.
fn children(bytes: &[u8], parent: &Found, origin: u64) -> Result<Vec<Found>, Refusal> {
    let (mut at, end) = (parent.at + parent.head, parent.at + parent.length);
    let mut found = Vec::new();
    // QuickTime may end a list with four zeros.
    while at + 8 <= end {
        let start = usize::try_from(at - origin).unwrap_or(usize::MAX);
        let child = Found::read(bytes.get(start..).unwrap_or_default(), at, end - at)?;
        at += child.length;
        found.push(child);
    }
    Ok(found)
}

fn four(bytes: &[u8], at: u64) -> [u8; 4] {
    let at = usize::try_from(at).unwrap_or(usize::MAX);
    bytes.get(at..).and_then(<[u8]>::first_chunk).copied().unwrap_or_default()
}

fn require_codec(track: &Track) -> Result<(), Refusal> {
    let entries = track.stsd.as_ref().map(|description| description.descriptions.as_slice()).unwrap_or_default();
    if entries.is_empty() {
        return Err(Refusal::damaged("its index cannot be read"));
    }
    for entry in entries {
        let codec = match entry {
            SampleEntry::Video(video) => video.codec_type,
            SampleEntry::Audio(audio) => audio.codec_type,
            SampleEntry::Unknown => CodecType::Unknown,
        };
        match codec {
            CodecType::H264 | CodecType::VP9 | CodecType::AV1 => {}
            CodecType::AAC | CodecType::MP3 | CodecType::Opus | CodecType::FLAC => {}
            CodecType::Unknown if track.track_type == TrackType::Video => {
                return Err(Refusal::Codec("perhaps HEVC".to_owned()));
            }
            other => return Err(Refusal::Codec(format!("{other:?}"))),
        }
    }
    Ok(())
}

/// Where the samples of a track are: they must be within the boxes of data.
fn samples(track: &Track, boxes: &[Found]) -> Result<Vec<Blank>, Refusal> {
    let (Some(chunks), Some(counts), Some(sizes)) = (&track.stco, &track.stsc, &track.stsz) else {
        return Err(Refusal::DataTrack);
    };
    let mut blanks = Vec::new();
    let mut sizes_left = sizes.sample_sizes.iter();
    let mut counts = counts.samples.iter().peekable();
    let mut count = 0_u32;
    for (number, at) in (1_u32..).zip(chunks.offsets.iter()) {
        while let Some(next) = counts.next_if(|next| next.first_chunk <= number) {
            count = next.samples_per_chunk;
        }
        let length = if sizes.sample_size > 0 {
            u64::from(count) * u64::from(sizes.sample_size)
        } else {
            sizes_left.by_ref().take(count as usize).map(|size| u64::from(*size)).sum()
        };
        let end = at.checked_add(length).ok_or(Refusal::DataTrack)?;
        let is_data =
            |found: &&Found| found.kind == *b"mdat" && found.at + found.head <= *at && end <= found.at + found.length;
        if length > 0 {
            boxes.iter().find(is_data).ok_or(Refusal::DataTrack)?;
            blanks.push(Blank { at: *at, head: Vec::new(), length });
        }
    }
    Ok(blanks)
}
