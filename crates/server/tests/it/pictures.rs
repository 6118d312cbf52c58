//! What becomes of a picture's bytes, without a server around it.

use std::collections::BTreeSet;
use std::io::Cursor;

use image::{GenericImageView, ImageFormat, RgbImage};
use server::media::{Coding, Form, Picture, Refusal, Rendition, take_picture};

use crate::photograph::{coded, exif, gif, half_clear, jpeg, photograph, pixels, promise, xmp};

fn take(bytes: &[u8]) -> Result<Picture, Refusal> {
    match Form::of(bytes)? {
        Form::Picture(form) => take_picture(form, bytes.to_vec()),
        Form::Film(_) => panic!("it is no film"),
    }
}

fn refused(bytes: &[u8]) -> &'static str {
    take(bytes).unwrap_err().code()
}

/// Every file that readers may get.
fn files(picture: &Picture) -> impl Iterator<Item = &Rendition> {
    std::iter::once(&picture.original).chain(&picture.renditions)
}

fn opened(rendition: &Rendition) -> image::DynamicImage {
    image::load_from_memory(&rendition.bytes).unwrap()
}

#[test]
fn a_photograph_becomes_what_readers_get_and_tells_what_was_written_in_it() {
    let picture = take(&photograph(1400, 900)).unwrap();
    assert_eq!((picture.original.width, picture.original.height), (1400, 900));
    let made: BTreeSet<(Coding, u32)> =
        picture.renditions.iter().map(|rendition| (rendition.coding, rendition.width)).collect();
    let widths = [320, 480, 640, 960, 1280, 1400];
    let expected = widths.iter().flat_map(|width| [(Coding::WebP, *width), (Coding::Jpeg, *width)]).collect();
    assert_eq!(made, expected);
    for rendition in files(&picture) {
        let seen = opened(rendition);
        assert_eq!(seen.dimensions(), (rendition.width, rendition.height));
        assert_eq!(rendition.height, (900 * rendition.width + 700) / 1400);
    }
    let metadata = picture.metadata;
    assert_eq!(metadata.caption.as_deref(), Some("The quay at dawn"));
    assert_eq!(metadata.credit.as_deref(), Some("Ann Ash"));
    assert_eq!(metadata.source.as_deref(), Some("A reader"));
    assert_eq!(metadata.rights.as_deref(), Some("Example Pictures"));
    assert_eq!(metadata.taken_at.as_deref(), Some("2026-11-28T06:41:09+01:00"));
    assert!(!picture.moved);
}

#[test]
fn no_file_that_is_served_tells_where_it_was_taken() {
    let with_exif = photograph(700, 500);
    assert!(exif::Reader::new().read_from_container(&mut Cursor::new(&with_exif)).is_ok(), "the test's own picture");
    let clear = half_clear(500, 300);
    // PNG holds Exif in a chunk of its own, before the pixels.
    let chunk = {
        let (kind, held) = (b"eXIf", exif(1));
        let mut sum = flate2::Crc::new();
        sum.update(&[&kind[..], &held].concat());
        let length = u32::try_from(held.len()).unwrap();
        [&length.to_be_bytes()[..], kind, &held, &sum.sum().to_be_bytes()].concat()
    };
    let png = [&clear[..33], &chunk, &clear[33..]].concat();
    for bytes in [with_exif, png] {
        let picture = take(&bytes).unwrap();
        assert_eq!(picture.metadata.credit.as_deref(), Some("Ann Ash"), "it was read");
        for file in files(&picture) {
            assert!(exif::Reader::new().read_from_container(&mut Cursor::new(&file.bytes)).is_err());
            let holds = |sign: &[u8]| file.bytes.windows(sign.len()).any(|window| window == sign);
            for sign in [&b"Exif"[..], b"eXIf", b"EXIF", b"ns.adobe.com", b"XMP ", b"8BIM", b"Ann Ash", b"Example"] {
                assert!(!holds(sign), "{:?} {}", file.coding, String::from_utf8_lossy(sign));
            }
        }
    }
}

#[test]
fn a_picture_stands_upright_however_the_phone_was_held() {
    // Red above, blue below: which is where after the turn?
    let mut lying = RgbImage::from_pixel(80, 60, image::Rgb([250, 10, 10]));
    for (_, y, pixel) in lying.enumerate_pixels_mut() {
        if y >= 30 {
            *pixel = image::Rgb([10, 10, 250]);
        }
    }
    let is_red = |picture: &image::DynamicImage, x, y| picture.get_pixel(x, y)[0] > 128;
    let (upright, turned, upside_down) = (1, 6, 3);
    for (orientation, size, red, blue) in [
        (upright, (80, 60), (40, 5), (40, 55)),
        (turned, (60, 80), (55, 40), (5, 40)),
        (upside_down, (80, 60), (40, 55), (40, 5)),
    ] {
        let picture = take(&jpeg(&lying, orientation)).unwrap();
        for file in files(&picture) {
            let seen = opened(file);
            assert_eq!(seen.dimensions(), size);
            assert!(is_red(&seen, red.0, red.1) && !is_red(&seen, blue.0, blue.1), "{orientation} {:?}", file.coding);
        }
    }
}

#[test]
fn what_was_without_loss_or_transparent_stays_so() {
    let drawing = pixels(300, 200);
    let picture = take(&coded(&drawing, ImageFormat::Png)).unwrap();
    assert_eq!(picture.original.coding, Coding::Png);
    assert_eq!(opened(&picture.original).into_rgb8(), drawing);
    let picture = take(&half_clear(300, 200)).unwrap();
    assert_eq!(opened(&picture.original).get_pixel(299, 0)[3], 0);
    for rendition in &picture.renditions {
        let seen = opened(rendition).get_pixel(299, 10);
        match rendition.coding {
            Coding::Jpeg => assert!(seen.0.iter().all(|channel| *channel > 250), "white behind it"),
            _ => assert_eq!(seen[3], 0),
        }
    }
}

#[test]
fn every_form_that_is_taken_is_read() {
    let drawing = pixels(64, 48);
    let webp = webp::Encoder::from_rgb(drawing.as_raw(), 64, 48).encode(80.0).to_vec();
    let grey = {
        let mut bytes = Cursor::new(Vec::new());
        image::DynamicImage::ImageLuma16(image::ImageBuffer::from_pixel(64, 48, image::Luma([40_000_u16])))
            .write_to(&mut bytes, ImageFormat::Png)
            .unwrap();
        bytes.into_inner()
    };
    for bytes in [jpeg(&drawing, 1), webp, coded(&drawing, ImageFormat::Png), grey] {
        let picture = take(&bytes).unwrap();
        assert_eq!((picture.original.width, picture.original.height), (64, 48));
    }
    assert!(!take(&gif(1)).unwrap().moved);
    let moving = take(&gif(3)).unwrap();
    assert!(moving.moved, "it says that it was more than what was kept");
    assert_eq!(opened(&moving.original).get_pixel(5, 5)[0], 0, "the first picture");
}

#[test]
fn colours_of_another_space_are_turned_into_those_of_the_web() {
    let profile = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let colour = image::Rgb([230, 80, 60]);
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 95);
    encoder.add_icc_profile(&profile).unwrap();
    let plain = RgbImage::from_pixel(64, 64, colour);
    encoder.encode(plain.as_raw(), 64, 64, jpeg_encoder::ColorType::Rgb).unwrap();
    let picture = take(&bytes).unwrap();
    let seen = opened(&picture.original).into_rgb8();
    assert!(seen.get_pixel(9, 9)[0] > 238, "red in Display P3 is more than red: {:?}", seen.get_pixel(9, 9));
}

#[test]
fn a_file_that_was_cut_off_is_damaged() {
    let drawing = pixels(200, 150);
    let webp = webp::Encoder::from_rgb(drawing.as_raw(), 200, 150).encode(80.0).to_vec();
    for whole in [jpeg(&drawing, 1), coded(&drawing, ImageFormat::Png), webp, gif(2)] {
        assert!(take(&whole).is_ok());
        for part in [13, 100, whole.len() / 2, whole.len() - 3, whole.len() - 1] {
            assert_eq!(refused(&whole[..part]), "media_damaged", "{part} of {}", whole.len());
        }
    }
}

#[test]
fn what_is_more_than_a_picture_is_refused() {
    let drawing = pixels(64, 48);
    let page = b"<!DOCTYPE html><script>alert(1)</script>";
    for whole in [jpeg(&drawing, 1), coded(&drawing, ImageFormat::Png), gif(1)] {
        assert_eq!(refused(&[&whole[..], page].concat()), "media_holds_more");
        assert_eq!(refused(&[&whole[..], b"PK\x03\x04"].concat()), "media_holds_more");
    }
    // A page in a comment.
    let photo = jpeg(&drawing, 1);
    let length = u16::try_from(page.len() + 2).unwrap();
    let commented = [&photo[..2], &[0xFF, 0xFE], &length.to_be_bytes(), page, &photo[2..]].concat();
    assert_eq!(refused(&commented), "media_holds_more");
    let plain = [&photo[..2], &[0xFF, 0xFE, 0, 7], b"quay.", &photo[2..]].concat();
    assert!(take(&plain).is_ok(), "a comment that is one");
    // What phones put behind a picture is left behind.
    let film = b"\x00\x00\x00\x14ftypmp42\x00\x00\x00\x00mp42";
    for tail in [&film[..], &photo, &[0; 40]] {
        let picture = take(&[&photo[..], tail].concat()).unwrap();
        assert!(files(&picture).all(|file| file.bytes.windows(4).all(|window| window != b"ftyp")));
    }
}

#[test]
fn what_is_no_picture_is_told_what_to_do() {
    let svg = br#"<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#;
    let heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic";
    for (bytes, code) in [
        (&svg[..], "media_type_svg"),
        (heic, "media_type_not_read"),
        (b"", "media_empty"),
        (b"MZ\x90\x00", "media_type_unknown"),
        (b"<html>", "media_type_unknown"),
        (&xmp(), "media_type_unknown"),
    ] {
        let refusal = take(bytes).unwrap_err();
        assert_eq!(refusal.code(), code);
        let told = refusal.to_json();
        assert!(told["detail"].as_str().unwrap().ends_with('.') && told["hint"].as_str().unwrap().ends_with('.'));
    }
}

#[test]
fn a_bomb_is_refused_before_it_is_decoded() {
    for (width, height) in [(60_000, 60_000), (u32::MAX >> 1, 3), (9000, 8000), (20_000, 10)] {
        let mut outcome = None;
        let used = allocation_counter::measure(|| outcome = Some(take(&promise(width, height))));
        let code = outcome.unwrap().unwrap_err().code();
        assert!(matches!(code, "media_too_many_pixels" | "media_damaged"), "{width} × {height}: {code}");
        assert!(used.bytes_max < 4 << 20, "{} bytes for a picture that is refused", used.bytes_max);
    }
    // As many pixels as are allowed, in a file of a kilobyte that ends too soon.
    assert_eq!(refused(&promise(8000, 8000)), "media_damaged");
    // Many small pictures in one file: only the first is ever decoded.
    let used = allocation_counter::measure(|| drop(take(&gif(4)).unwrap()));
    assert!(used.bytes_max < 8 << 20, "{}", used.bytes_max);
}
