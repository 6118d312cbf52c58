//! IPTC-IIM (version 4.2) in the resource blocks of Photoshop, where agencies'
//! pictures have it.

use super::{Metadata, decoded, tidy};

/// The resource that holds IPTC-IIM.
const RESOURCE: u16 = 0x0404;
/// What every field begins with.
const FIELD: u8 = 0x1C;
/// The record of what is said of a picture.
const APPLICATION: u8 = 2;

pub(super) fn read(bytes: &[u8]) -> Metadata {
    let fields = if bytes.first() == Some(&FIELD) { Some(bytes) } else { resource(bytes) };
    let mut found = Metadata::default();
    let mut byline = None;
    let mut rest = fields.unwrap_or_default();
    while let [FIELD, record, set, high, low, after @ ..] = rest {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        // A longer field is a picture in the picture, and the last of any interest.
        let Some((value, after)) = after.split_at_checked(length).filter(|_| length < 0x8000) else { break };
        rest = after;
        if *record != APPLICATION {
            continue;
        }
        let text = || tidy(&decoded(value));
        match set {
            80 => byline = byline.or_else(text),
            110 => found.credit = text(),
            115 => found.source = text(),
            116 => found.rights = text(),
            120 => found.caption = text(),
            _ => {}
        }
    }
    found.credit = match (byline, found.credit) {
        (Some(name), Some(credit)) if name != credit => Some(format!("{name}/{credit}")),
        (name, credit) => credit.or(name),
    };
    found
}

/// The content of the resource that holds IPTC-IIM.
fn resource(mut bytes: &[u8]) -> Option<&[u8]> {
    loop {
        let (kind, rest) = bytes.strip_prefix(b"8BIM")?.split_at_checked(2)?;
        // Its name, with its length before it, takes an even number of bytes; so does its content.
        let name = usize::from(*rest.first()?) + 1;
        let (_, rest) = rest.split_at_checked(name.next_multiple_of(2))?;
        let (length, rest) = rest.split_first_chunk::<4>()?;
        let length = u32::from_be_bytes(*length) as usize;
        let content = rest.get(..length)?;
        if kind == RESOURCE.to_be_bytes() {
            return Some(content);
        }
        bytes = rest.get(length.next_multiple_of(2)..)?;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(set: u8, text: &str) -> Vec<u8> {
        let length = u16::try_from(text.len()).unwrap().to_be_bytes();
        [&[FIELD, APPLICATION, set], &length[..], text.as_bytes()].concat()
    }

    #[test]
    fn what_an_agency_wrote_is_read_and_what_is_broken_is_not() {
        let fields = [field(80, "Ann Ash"), field(110, "Example Pictures"), field(120, "A  quay\r\nat dawn")].concat();
        let resource = |kind: &[u8], content: &[u8]| {
            let length = u32::try_from(content.len()).unwrap().to_be_bytes();
            [b"8BIM", kind, &[0, 0], &length[..], content, &vec![0; content.len() % 2]].concat()
        };
        let both = [resource(&[3, 0xED], b"abc"), resource(&[4, 4], &fields)].concat();
        let found = read(&both);
        assert_eq!(found.credit.as_deref(), Some("Ann Ash/Example Pictures"));
        assert_eq!(found.caption.as_deref(), Some("A quay at dawn"));
        assert_eq!(read(&fields), found, "also without the resource around it");
        for cut in 0..both.len() {
            let _ = read(&both[..cut]);
        }
        assert_eq!(read(&both[..20]), Metadata::default());
    }
}
