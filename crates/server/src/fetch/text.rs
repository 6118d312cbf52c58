//! The text of a body, in whatever charset it was written.

use encoding_rs::{Encoding, UTF_8};

/// How far into a page its charset may be told (HTML, “prescan a byte stream”).
const PRESCAN: usize = 1024;

/// Decodes a body. A byte order mark counts first, then the header, then what
/// the page says itself; UTF-8 where nobody says anything. What cannot be read
/// becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], content_type: &str) -> String {
    let said = charset(content_type.as_bytes()).or_else(|| charset(bytes.get(..PRESCAN).unwrap_or(bytes)));
    said.unwrap_or(UTF_8).decode(bytes).0.into_owned()
}

/// The charset that is named after the first `charset=`.
fn charset(text: &[u8]) -> Option<&'static Encoding> {
    const NAME: &[u8] = b"charset=";
    let at = text.windows(NAME.len()).position(|window| window.eq_ignore_ascii_case(NAME))?;
    let label = text.get(at + NAME.len()..)?;
    let label = label.strip_prefix(b"\"").or_else(|| label.strip_prefix(b"'")).unwrap_or(label);
    let end = label.iter().position(|byte| b"\"' ;/>\t\r\n".contains(byte)).unwrap_or(label.len());
    Encoding::for_label(label.get(..end)?)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn a_charset_is_told_in_three_places() {
        let table: [(&[u8], &str, &str); 7] = [
            ("Zürich".as_bytes(), "text/html", "Zürich"),
            (b"Z\xfcrich", "text/html; charset=ISO-8859-1", "Zürich"),
            (b"<meta charset=windows-1251>\xca\xe8\xe5\xe2", "text/html", "<meta charset=windows-1251>Киев"),
            (
                b"<meta http-equiv=content-type content='text/html; Charset=\"shift_jis\"'>\x8d\x60",
                "",
                "<meta http-equiv=content-type content='text/html; Charset=\"shift_jis\"'>港",
            ),
            (b"\xef\xbb\xbfZ\xc3\xbcrich", "text/html; charset=iso-8859-1", "Zürich"),
            (b"Z\xfcrich", "text/html; charset=nonsense", "Z\u{fffd}rich"),
            (b"", "charset=", ""),
        ];
        for (bytes, content_type, text) in table {
            assert_eq!(decode(bytes, content_type), text);
        }
    }
}
