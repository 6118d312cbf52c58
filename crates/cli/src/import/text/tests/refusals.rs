//! Files that are no page.

use super::decode::MAX_LINE_BYTES;
use super::posts::MAX_POSTS;
use super::*;

#[test]
fn bad_files_are_refused_with_the_place_and_the_way_out() {
    let read_bytes = |bytes: &[u8]| decode(bytes).and_then(read).map(|page| page.posts.len());
    let long_line = format!("The page\n\n{}", "a".repeat(MAX_LINE_BYTES + 1));
    let too_large = vec![b'a'; MAX_BYTES + 1];
    let utf16: Vec<u8> = "The page".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let many = format!("The page\n\n{}", "Rain falls\n\nIt rains.\n\n".repeat(MAX_POSTS + 1));
    let cases: [(&[u8], &str, &str); 17] = [
        (b"", "text_empty", "no text"),
        (b" \r\n\t\xC2\xA0\n", "text_empty", "no text"),
        (b"\xEF\xBB\xBF", "text_empty", "no text"),
        (&too_large, "text_too_large", "10485761 bytes"),
        (b"\xFF\xFEa\0", "text_other_unicode", "UTF-16 (little-endian)"),
        (b"\xFE\xFF\0a", "text_other_unicode", "UTF-16 (big-endian)"),
        (b"\xFF\xFE\0\0a\0\0\0", "text_other_unicode", "UTF-32"),
        (&utf16, "text_other_unicode", "UTF-16 (little-endian)"),
        (b"The page\nna\xEFve", "text_not_utf8", "line 2, byte 11"),
        (b"The page\n\nA\0B", "text_control_character", "line 3 holds the control character U+0000 at byte 11"),
        (b"\x89PNG\r\n\x1A\n", "text_control_character", "U+001A at byte 6"),
        (b"The page\x7F", "text_control_character", "U+007F"),
        ("The page \u{9B}".as_bytes(), "text_control_character", "U+009B at byte 9"),
        (long_line.as_bytes(), "text_line_too_long", "line 3 is 65537 bytes"),
        (b"\n <!DOCTYPE html><p>", "text_html", "the file is HTML"),
        (b"The page\n\nJust a text.\n\nNothing else.", "text_no_posts", "no post was found"),
        (many.as_bytes(), "text_too_many_posts", "more than 5000 posts (the next begins on line 20003)"),
    ];
    for (bytes, code, said) in cases {
        let error = read_bytes(bytes).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains(said), "{error}");
    }
    let just_enough = format!("The page\n\n{}", "Rain falls\n\nIt rains.\n\n".repeat(MAX_POSTS));
    assert_eq!(read_bytes(just_enough.as_bytes()), Ok(MAX_POSTS));
}
