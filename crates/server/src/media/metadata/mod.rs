//! What a camera or an agency wrote into a picture: read once, to fill the
//! fields in, and stored nowhere in any file that is served.

mod exif;
mod iptc;
mod xmp;

/// What a picture's file says of it. Where it was taken is not read at all.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Metadata {
    /// What is seen, for those who do not see it.
    pub alt: Option<String>,
    /// What it shows.
    pub caption: Option<String>,
    /// Whose it is, as it is to be printed.
    pub credit: Option<String>,
    /// From whom it came.
    pub source: Option<String>,
    /// Who may do what with it.
    pub rights: Option<String>,
    /// When it was taken: RFC 3339, without an offset where the camera knew none.
    pub taken_at: Option<String>,
}

/// The longest text of a field, in characters.
const LONGEST: usize = 2000;
/// The most bytes of one kind of metadata that are looked at.
const MOST: usize = 1 << 20;

impl Metadata {
    /// Reads what there is. What cannot be read is as if it were not there: a
    /// picture is not refused for what a camera wrote beside it.
    pub(crate) fn read(exif: Option<Vec<u8>>, iptc: Option<&[u8]>, xmp: Option<&[u8]>) -> Self {
        let exif = exif.filter(|bytes| bytes.len() <= MOST).map(exif::read).unwrap_or_default();
        let iptc = iptc.filter(|bytes| bytes.len() <= MOST).map(iptc::read).unwrap_or_default();
        let xmp = xmp.filter(|bytes| bytes.len() <= MOST).map(xmp::read).unwrap_or_default();
        // What people wrote stands in the later formats; cameras write the first.
        xmp.or(iptc).or(exif)
    }

    fn or(self, other: Self) -> Self {
        Self {
            alt: self.alt.or(other.alt),
            caption: self.caption.or(other.caption),
            credit: self.credit.or(other.credit),
            source: self.source.or(other.source),
            rights: self.rights.or(other.rights),
            taken_at: self.taken_at.or(other.taken_at),
        }
    }
}

/// A text as it was written by who knows what: one line, no longer than it may be.
fn tidy(text: &str) -> Option<String> {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = words.collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LONGEST).collect();
    (!short.is_empty()).then_some(short)
}

/// Text in UTF-8, or in Latin 1 as older programs write it.
fn decoded(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
