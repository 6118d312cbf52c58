//! What becomes of a film's file: films that a browser recorded, with what
//! phones write into theirs.

use std::fs::File;
use std::io::{Read, Seek, Write};

use server::media::{Film, FilmFault, FilmForm, Form, take_film};

const WEBM: &[u8] = include_bytes!("../films/vp8.webm");
const AV1: &[u8] = include_bytes!("../films/av1.mp4");
const H264: &[u8] = include_bytes!("../films/h264.mp4");

/// Where it was recorded, as phones write it.
const PLACE: &[u8] = b"+53.4101+008.5771/";

/// Takes a film in; gives what is known of it, and the file as it then is.
fn take(bytes: &[u8]) -> Result<(Film, Vec<u8>), &'static str> {
    let Ok(Form::Film(form)) = Form::of(bytes) else { panic!("a film") };
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    let taken = take_film(form, &mut file);
    let now = content(&mut file);
    match taken {
        Ok(film) => Ok((film, now)),
        Err(FilmFault::Refused(refusal)) => {
            assert_eq!(now, bytes, "what is refused is not touched");
            Err(refusal.code())
        }
        Err(FilmFault::Device(error)) => panic!("{error}"),
    }
}

fn content(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.rewind().unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

fn holds(bytes: &[u8], sign: &[u8]) -> bool {
    bytes.windows(sign.len()).any(|window| window == sign)
}

fn boxed(kind: &[u8; 4], held: &[u8]) -> Vec<u8> {
    let length = u32::try_from(held.len() + 8).unwrap();
    [&length.to_be_bytes(), &kind[..], held].concat()
}

/// Where a box begins, and how long it is.
fn find(bytes: &[u8], kind: &[u8; 4]) -> (usize, usize) {
    let at = bytes.windows(4).position(|window| window == kind).unwrap() - 4;
    (at, u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap()) as usize)
}

/// The same film with something more at the end of its index.
fn with_in_index(film: &[u8], more: &[u8]) -> Vec<u8> {
    let (at, length) = find(film, b"moov");
    let longer = u32::try_from(length + more.len()).unwrap().to_be_bytes();
    [&film[..at], &longer, &film[at + 4..at + length], more, &film[at + length..]].concat()
}

#[test]
fn a_film_is_known_by_its_own_words_and_stays_as_it_is() {
    for (film, form) in [(WEBM, FilmForm::WebM), (AV1, FilmForm::Mp4), (H264, FilmForm::Mp4)] {
        assert_eq!(Form::of(film), Ok(Form::Film(form)));
        let (known, now) = take(film).unwrap();
        assert_eq!((known.width, known.height), (160, 90), "{form:?}");
        assert_eq!(now.len(), film.len());
        assert_eq!(take(&now).unwrap(), (known, now), "done twice, it does no harm");
    }
}

#[test]
fn where_it_was_recorded_is_blanked_and_nothing_moves() {
    for film in [AV1, H264] {
        // QuickTime's place in the user's data, 3GPP's box, and XMP in a box of its own.
        let length = u16::try_from(PLACE.len()).unwrap().to_be_bytes();
        let place = boxed(b"udta", &boxed(b"\xA9xyz", &[&length[..], &[0x15, 0xC7], PLACE].concat()));
        let keys = boxed(b"meta", &boxed(b"ilst", PLACE));
        let told = [with_in_index(film, &[place, keys].concat()), boxed(b"uuid", &[&[7; 16], PLACE].concat())].concat();
        assert!(holds(&told, PLACE));
        let (known, now) = take(&told).unwrap();
        assert_eq!((known.width, now.len()), (160, told.len()));
        assert!(!holds(&now, PLACE) && !holds(&now, b"\xA9xyz"));
        let (at, length) = find(film, b"mdat");
        assert!(holds(&now, &film[at..at + length]), "what is seen stays");
    }
    // A Matroska tag, and in it whatever there is, at the end of the segment, whose length is told in eight bytes.
    let tag = [&[0x12, 0x54, 0xC3, 0x67, 0x80 | u8::try_from(PLACE.len()).unwrap()], PLACE].concat();
    let size = WEBM.windows(5).position(|window| window == b"\x18\x53\x80\x67\x01").unwrap() + 4;
    let longer = u64::from_be_bytes(WEBM[size..size + 8].try_into().unwrap()) + tag.len() as u64;
    let told = [&WEBM[..size], &longer.to_be_bytes(), &WEBM[size + 8..], &tag].concat();
    let (known, now) = take(&told).unwrap();
    assert_eq!((known.width, now.len()), (160, told.len()));
    assert!(!holds(&now, PLACE) && now.starts_with(&WEBM[..20]));
    assert!(take(&now).is_ok());
}

#[test]
fn what_is_no_whole_film_or_more_than_one_is_refused() {
    for film in [WEBM, AV1, H264] {
        for part in [40, film.len() / 2, film.len() - 1] {
            let code = take(&film[..part]).unwrap_err();
            assert!(matches!(code, "media_damaged" | "media_holds_more"), "{part} of {}: {code}", film.len());
        }
        let page = [film, b"<!DOCTYPE html><script>alert(1)</script>"].concat();
        let code = take(&page).unwrap_err();
        assert!(matches!(code, "media_damaged" | "media_holds_more"), "{code}");
    }
    // A length that goes beyond the file, and one that goes round.
    for length in [u32::MAX, 7] {
        let (at, _) = find(H264, b"moov");
        let broken = [&H264[..at], &length.to_be_bytes(), &H264[at + 4..]].concat();
        assert_eq!(take(&broken).unwrap_err(), "media_damaged");
    }
}

#[test]
fn a_film_that_browsers_cannot_show_is_refused() {
    // The last is in the index; the first is a brand of the file.
    let mut hevc = H264.to_vec();
    for (name, other) in [(b"avc1", b"hvc1"), (b"avcC", b"hvcC")] {
        let at = H264.windows(4).rposition(|window| window == name).unwrap();
        hevc[at..at + 4].copy_from_slice(other);
    }
    assert_eq!(take(&hevc).unwrap_err(), "media_codec");
    let at = WEBM.windows(5).position(|window| window == b"V_VP8").unwrap();
    let mut other = WEBM.to_vec();
    other[at..at + 5].copy_from_slice(b"V_XYZ");
    assert_eq!(take(&other).unwrap_err(), "media_codec");
}
