//! How a stream is compressed: each frame by itself and once, so that the same
//! bytes go to every reader, whenever it came.
//!
//! A gzip stream is one head and then deflate blocks that are flushed in full:
//! none depends on what was before it. A zstd stream is frames one after the
//! other. Neither needs a compressor for each reader.

use axum::http::HeaderMap;
use bytes::Bytes;
use flate2::{Compress, Compression, FlushCompress, Status};

use crate::reader::encoding::Coding;

/// A coding that a stream can have.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub(crate) enum StreamCoding {
    Identity,
    Gzip,
    Zstd,
}

/// The head of a gzip file that names neither file nor time (RFC 1952 §2.3).
const GZIP_HEAD: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// An empty stored block: what a full flush ends with (RFC 1951 §3.2.4).
const FLUSHED: &[u8] = &[0, 0, 0, 0xff, 0xff];
/// What a zstd frame begins with (RFC 8878 §3.1.1).
const ZSTD_MAGIC: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// A single segment whose size is one byte (RFC 8878 §3.1.1.1).
const ZSTD_SMALL: u8 = 0x20;

impl StreamCoding {
    /// What suits the client. Frames of some kilobytes are as small in gzip as
    /// in zstd, and more clients read gzip while it arrives.
    pub(crate) fn of(asked: &HeaderMap) -> Self {
        let takes = |coding| Coding::taken(asked).any(|taken| taken == coding);
        if takes(Coding::Gzip) {
            Self::Gzip
        } else if takes(Coding::Zstd) {
            Self::Zstd
        } else {
            Self::Identity
        }
    }

    /// The name in `Content-Encoding`; none where nothing is coded.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some("gzip"),
            Self::Zstd => Some("zstd"),
        }
    }

    /// What stands before everything else.
    pub(crate) const fn head(self) -> &'static [u8] {
        match self {
            Self::Identity | Self::Zstd => &[],
            Self::Gzip => GZIP_HEAD,
        }
    }

    /// The bytes of a frame, compressed.
    pub(crate) fn pack(self, plain: &Bytes) -> Bytes {
        match self {
            Self::Identity => plain.clone(),
            Self::Gzip => deflate(plain),
            #[expect(clippy::expect_used, reason = "zstd writes to memory here, where no write fails")]
            Self::Zstd => zstd::bulk::compress(plain, 6).expect("compression in memory does not fail").into(),
        }
    }

    /// A few bytes as they stand, in the dress of the coding: a compressor
    /// would cost more than it saves. There are 255 at most.
    pub(crate) fn wrap(self, few: &[u8]) -> Bytes {
        let Ok(length) = u8::try_from(few.len()) else { return self.pack(&Bytes::copy_from_slice(few)) };
        match self {
            Self::Identity => Bytes::copy_from_slice(few),
            Self::Gzip => [&[0, length, 0, !length, 0xff], few, FLUSHED].concat().into(),
            Self::Zstd => {
                // The last block of its frame, not compressed, of that length.
                let [low, high, ..] = (u16::from(length) << 3 | 1).to_le_bytes();
                [ZSTD_MAGIC, &[ZSTD_SMALL, length, low, high, 0], few].concat().into()
            }
        }
    }
}

/// Deflate blocks that end at a byte and depend on nothing before them.
fn deflate(plain: &[u8]) -> Bytes {
    let mut packer = Compress::new(Compression::new(6), false);
    let mut packed = Vec::with_capacity(plain.len() / 2 + 256);
    loop {
        let taken = usize::try_from(packer.total_in()).unwrap_or(usize::MAX);
        let rest = plain.get(taken..).unwrap_or_default();
        #[expect(clippy::expect_used, reason = "a compressor that was just made is in no wrong state")]
        let status = packer.compress_vec(rest, &mut packed, FlushCompress::Full).expect("deflate takes any bytes");
        let all = packer.total_in() == plain.len() as u64;
        // With room left, the flush is complete.
        if status != Status::BufError && all && packed.len() < packed.capacity() {
            return packed.into();
        }
        packed.reserve(4_096);
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::http::{HeaderMap, HeaderValue, header};
    use bytes::Bytes;

    use super::StreamCoding;

    fn of(offer: &'static str) -> StreamCoding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(offer));
        StreamCoding::of(&headers)
    }

    #[test]
    fn what_suits_the_client() {
        assert_eq!(of("gzip, deflate, br, zstd"), StreamCoding::Gzip);
        assert_eq!(of("zstd"), StreamCoding::Zstd);
        assert_eq!(of("gzip;q=0, br"), StreamCoding::Identity);
        assert_eq!(StreamCoding::of(&HeaderMap::new()), StreamCoding::Identity);
    }

    /// Texts of many sizes, those among them that do not get smaller.
    fn texts() -> Vec<Bytes> {
        let mut noise = 1_u32;
        let noisy = (0..70_000).map(|_| {
            noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            noise.to_be_bytes()[0]
        });
        let noisy: Vec<u8> = noisy.collect();
        vec![
            Bytes::from_static(b"x"),
            Bytes::from("id: 7\nevent: change\ndata: {}\n\n".repeat(9_000)),
            Bytes::from(noisy[..1_500].to_vec()),
            Bytes::from(noisy),
        ]
    }

    fn unpack(coding: StreamCoding, stream: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        match coding {
            StreamCoding::Identity => plain.extend_from_slice(stream),
            // The stream has no end of its own: the reader meets it when the connection ends.
            StreamCoding::Gzip => {
                let ended = flate2::read::GzDecoder::new(stream).read_to_end(&mut plain);
                assert_eq!(ended.unwrap_err().kind(), std::io::ErrorKind::UnexpectedEof);
            }
            StreamCoding::Zstd => {
                zstd::stream::read::Decoder::new(stream).unwrap().read_to_end(&mut plain).map(drop).unwrap();
            }
        }
        plain
    }

    #[test]
    fn any_blocks_one_after_the_other_are_a_stream() {
        for coding in [StreamCoding::Identity, StreamCoding::Gzip, StreamCoding::Zstd] {
            let (mut stream, mut expected) = (coding.head().to_vec(), Vec::new());
            for text in texts() {
                for few in [&b": alive\n\n"[..], &[b'y'; 255], b""] {
                    stream.extend_from_slice(&coding.wrap(few));
                    expected.extend_from_slice(few);
                }
                stream.extend_from_slice(&coding.pack(&text));
                expected.extend_from_slice(&text);
            }
            assert!(unpack(coding, &stream) == expected, "{coding:?}");
        }
    }

    #[test]
    fn a_block_depends_on_nothing_before_it() {
        let [first, second] = ["one frame", "another frame"].map(|text| Bytes::from(text.repeat(50)));
        for coding in [StreamCoding::Gzip, StreamCoding::Zstd] {
            let [a, b] = [coding.pack(&first), coding.pack(&second)];
            assert_eq!(unpack(coding, &[coding.head(), &b].concat()), second);
            assert_eq!(unpack(coding, &[coding.head(), &b, &a].concat()), [&second[..], &first[..]].concat());
            assert!(a.len() < first.len() / 2);
        }
    }
}
