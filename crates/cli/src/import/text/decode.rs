//! From the bytes of a file to text that can be read, or a clear refusal.

use std::fmt;

use super::lines;

/// The largest file that is read: 10 MiB. A day's page is about 100 kB.
pub(crate) const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The longest line that is read: 64 KiB. A long paragraph is about 2 kB.
pub(crate) const MAX_LINE_BYTES: usize = 64 * 1024;

/// Why a file is not read as a copied page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Error {
    /// There is nothing but white space.
    Empty,
    /// The file is larger than [`MAX_BYTES`].
    TooLarge {
        /// Its size in bytes.
        bytes: usize,
    },
    /// The file is in another Unicode encoding.
    OtherUnicode {
        /// The encoding's name.
        encoding: &'static str,
    },
    /// The file is in no Unicode encoding.
    NotUtf8 {
        /// The offset of the first wrong byte, from 0.
        byte: usize,
        /// The line on which it stands, from 1.
        line: usize,
    },
    /// There is a character that no text has.
    ControlCharacter {
        /// The character's code point.
        code_point: u32,
        /// The offset of its first byte, from 0.
        byte: usize,
        /// The line on which it stands, from 1.
        line: usize,
    },
    /// A line is longer than [`MAX_LINE_BYTES`].
    LineTooLong {
        /// The line, from 1.
        line: usize,
        /// Its length in bytes.
        bytes: usize,
    },
    /// The file is HTML.
    Html,
    /// No line could be told to be a post's headline.
    NoPosts,
    /// There are more posts than [`MAX_POSTS`](super::posts::MAX_POSTS).
    TooManyPosts {
        /// The line on which the first one too many begins, from 1.
        line: usize,
    },
}

/// Takes a file's bytes for text: the size is checked first, then the encoding.
///
/// # Errors
/// [`Error::TooLarge`], [`Error::OtherUnicode`], [`Error::ControlCharacter`]
/// (which every binary file has near its beginning) or [`Error::NotUtf8`].
pub(crate) fn decode(bytes: &[u8]) -> Result<&str, Error> {
    if bytes.len() > MAX_BYTES {
        return Err(Error::TooLarge { bytes: bytes.len() });
    }
    if let Some(encoding) = other_unicode(bytes) {
        return Err(Error::OtherUnicode { encoding });
    }
    // A NUL tells more of a binary file than the first byte that is not UTF-8.
    if let Some(byte) = bytes.iter().position(|&byte| byte.is_ascii_control() && !b"\t\n\r".contains(&byte)) {
        let code_point = bytes.get(byte).copied().map_or(0, u32::from);
        return Err(Error::ControlCharacter { code_point, byte, line: line_of(bytes, byte) });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let byte = error.valid_up_to();
        Error::NotUtf8 { byte, line: line_of(bytes, byte) }
    })?;
    Ok(text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text))
}

/// Checks what [`super::read`] relies on, and gives the text without its byte
/// order mark.
pub(super) fn check(text: &str) -> Result<&str, Error> {
    if text.len() > MAX_BYTES {
        return Err(Error::TooLarge { bytes: text.len() });
    }
    let wrong = |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{85}');
    if let Some((byte, c)) = text.char_indices().find(|&(_, c)| wrong(c)) {
        return Err(Error::ControlCharacter { code_point: c.into(), byte, line: line_of(text.as_bytes(), byte) });
    }
    let text = text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text);
    if text.trim().is_empty() {
        return Err(Error::Empty);
    }
    if let Some(long) = lines::cut(text).into_iter().find(|line| line.text.len() > MAX_LINE_BYTES) {
        return Err(Error::LineTooLong { line: long.number, bytes: long.text.len() });
    }
    let begins = |mark: &str| text.trim_start().get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark));
    if begins("<!doctype html") || begins("<html") {
        return Err(Error::Html);
    }
    Ok(text)
}

const BYTE_ORDER_MARK: char = '\u{FEFF}';

/// Names UTF-16 or UTF-32 by its byte order mark, or UTF-16 without one by the
/// NUL beside every Latin letter.
fn other_unicode(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => return Some("UTF-32"),
        [0xFF, 0xFE, ..] => return Some("UTF-16 (little-endian)"),
        [0xFE, 0xFF, ..] => return Some("UTF-16 (big-endian)"),
        _ => {}
    }
    let pairs: Vec<&[u8]> = bytes.chunks_exact(2).take(32).collect();
    let most = |nul: usize, letter: usize| {
        let alike = pairs.iter().filter(|pair| {
            pair.get(nul) == Some(&0) && pair.get(letter).is_some_and(|&byte| (b' '..=b'~').contains(&byte))
        });
        pairs.len() >= 2 && alike.count() * 4 > pairs.len() * 3
    };
    match (most(1, 0), most(0, 1)) {
        (true, _) => Some("UTF-16 (little-endian)"),
        (_, true) => Some("UTF-16 (big-endian)"),
        _ => None,
    }
}

/// The line of a byte, from 1. A line ends with LF, CR LF or CR.
fn line_of(bytes: &[u8], at: usize) -> usize {
    let before = bytes.get(..at).unwrap_or(bytes);
    let line_feeds = before.iter().filter(|&&byte| byte == b'\n').count();
    let returns =
        before.iter().zip(bytes.iter().skip(1)).filter(|&(&byte, &next)| byte == b'\r' && next != b'\n').count();
    1 + line_feeds + returns
}

impl Error {
    /// A short name that does not change, for programs.
    #[must_use]
    pub(crate) fn code(&self) -> &'static str {
        match self {
            Self::Empty => "text_empty",
            Self::TooLarge { .. } => "text_too_large",
            Self::OtherUnicode { .. } => "text_other_unicode",
            Self::NotUtf8 { .. } => "text_not_utf8",
            Self::ControlCharacter { .. } => "text_control_character",
            Self::LineTooLong { .. } => "text_line_too_long",
            Self::Html => "text_html",
            Self::NoPosts => "text_no_posts",
            Self::TooManyPosts { .. } => "text_too_many_posts",
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("the file holds no text; copy the whole page (select all, copy) and save it again"),
            Self::TooLarge { bytes } => write!(
                f,
                "the file is {bytes} bytes large and {MAX_BYTES} at most are read; split it into several coverages"
            ),
            Self::OtherUnicode { encoding } => {
                write!(f, "the file is in {encoding}; save it as UTF-8, which every editor offers, and import it again")
            }
            Self::NotUtf8 { byte, line } => write!(
                f,
                "the file is not UTF-8: line {line}, byte {byte} (counted from 0) belongs to no character; save it as UTF-8 and import it again"
            ),
            Self::ControlCharacter { code_point, byte, line } => write!(
                f,
                "line {line} holds the control character U+{code_point:04X} at byte {byte} (counted from 0), which no text has; if the file is a picture or a document, copy the page's text into a plain text file"
            ),
            Self::LineTooLong { line, bytes } => write!(
                f,
                "line {line} is {bytes} bytes long and {MAX_LINE_BYTES} at most are read; break it into paragraphs"
            ),
            Self::Html => f.write_str(
                "the file is HTML, not the text of a page; open it in a browser, select all, copy, and save what was copied as a text file",
            ),
            Self::NoPosts => f.write_str(
                "no post was found; a post is a headline without a full stop on a line of its own, a blank line, and the text below it",
            ),
            Self::TooManyPosts { line } => write!(
                f,
                "there are more than {} posts (the next begins on line {line}); split the file into several coverages",
                super::posts::MAX_POSTS
            ),
        }
    }
}

impl std::error::Error for Error {}
