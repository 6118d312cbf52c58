//! An answer in the encodings that clients take, each made once.

use std::io::Write;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use sha2::{Digest, Sha256};

use super::dictionary::Dictionary;
use crate::cache::CachePolicy;

/// Bytes that never change, and their compressed forms, made when first asked for.
pub(crate) struct Encoded {
    identity: Bytes,
    tag: String,
    gzip: OnceLock<Bytes>,
    brotli: OnceLock<Bytes>,
    zstd: OnceLock<Bytes>,
    /// What is new against each of the dictionaries that were asked for; there are few.
    against: Mutex<Vec<(Arc<Dictionary>, Bytes)>>,
}

/// A content coding (RFC 9110 §8.4).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Coding {
    Identity,
    Gzip,
    Brotli,
    Zstd,
}

impl Encoded {
    /// Takes the plain bytes.
    pub(crate) fn new(identity: Bytes) -> Self {
        let digest = Sha256::digest(&identity);
        let tag = digest.iter().take(12).map(|byte| format!("{byte:02x}")).collect();
        Self {
            identity,
            tag,
            gzip: OnceLock::new(),
            brotli: OnceLock::new(),
            zstd: OnceLock::new(),
            against: Mutex::default(),
        }
    }

    /// Takes the plain bytes and their brotli form, which somebody had time to make small.
    pub(crate) fn with_brotli(identity: Bytes, brotli: Bytes) -> Self {
        Self { brotli: OnceLock::from(brotli), ..Self::new(identity) }
    }

    /// How many plain bytes there are.
    pub(crate) const fn len(&self) -> usize {
        self.identity.len()
    }

    /// The plain bytes.
    pub(crate) const fn identity(&self) -> &Bytes {
        &self.identity
    }

    /// The bytes in that coding. The first caller for each pays for it; who asks
    /// at the same time waits for that one.
    pub(crate) fn bytes(&self, coding: Coding) -> &Bytes {
        match coding {
            Coding::Identity => &self.identity,
            Coding::Gzip => self.gzip.get_or_init(|| gzip(&self.identity)),
            Coding::Brotli => self.brotli.get_or_init(|| brotli(&self.identity)),
            Coding::Zstd => self.zstd.get_or_init(|| zstd(&self.identity)),
        }
    }

    /// What is new in these bytes against a dictionary. The first caller pays for it, as in [`bytes`](Self::bytes).
    fn against(&self, dictionary: &Arc<Dictionary>) -> Bytes {
        let mut known = self.against.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, bytes)) = known.iter().find(|(known, _)| known.is(dictionary)) {
            return bytes.clone();
        }
        let bytes = finish(dictionary.compress(&self.identity));
        known.push((Arc::clone(dictionary), bytes.clone()));
        bytes
    }

    /// Answers with the best coding that the client takes, or with 304 where it
    /// has these bytes already (RFC 9110 §13.1.2).
    pub(crate) fn answer(&self, asked: &HeaderMap, content_type: &'static str, policy: CachePolicy) -> Response {
        self.answer_against(None, asked, content_type, policy)
    }

    /// The same for a client that has a dictionary and takes `dcz`.
    pub(crate) fn answer_against(
        &self,
        dictionary: Option<&Arc<Dictionary>>,
        asked: &HeaderMap,
        content_type: &'static str,
        policy: CachePolicy,
    ) -> Response {
        // A strong tag names the bytes on the wire, so each coding has its own. Who has these
        // in another coding than would be sent now has them all the same.
        let known = self.known_to(asked);
        let (tag, coding) = match (dictionary, Coding::preferred(asked)) {
            (Some(dictionary), _) => (format!("\"{}-{}\"", self.tag, dictionary.tag()), "dcz"),
            (None, coding) => (format!("\"{}-{}\"", self.tag, coding.name()), coding.name()),
        };
        let mut response = match (&known, dictionary) {
            (Some(_), _) => StatusCode::NOT_MODIFIED.into_response(),
            (None, Some(dictionary)) => Response::new(Body::from(self.against(dictionary))),
            (None, None) => Response::new(Body::from(self.bytes(Coding::preferred(asked)).clone())),
        };
        let is_sent = known.is_none();
        let headers = response.headers_mut();
        policy.write(headers);
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        if let Ok(tag) = HeaderValue::try_from(known.unwrap_or(tag)) {
            headers.insert(header::ETAG, tag);
        }
        if is_sent {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
            if coding != Coding::Identity.name() {
                headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
            }
        }
        response
    }

    /// The tag of a form of these bytes that the client has.
    fn known_to(&self, asked: &HeaderMap) -> Option<String> {
        let tags = values(asked, &header::IF_NONE_MATCH).map(|tag| tag.trim().trim_start_matches("W/"));
        let mut own = tags.filter(|tag| {
            let opaque = tag.strip_prefix('"').and_then(|tag| tag.strip_prefix(&*self.tag));
            *tag == "*" || opaque.is_some_and(|rest| rest.starts_with('-'))
        });
        own.next().map(|tag| match tag {
            "*" => format!("\"{}-{}\"", self.tag, Coding::preferred(asked).name()),
            tag => tag.to_owned(),
        })
    }
}

/// Whether the client has the bytes of that tag already: the weak comparison of
/// RFC 9110 §8.8.3.2.
pub(crate) fn knows(asked: &HeaderMap, tag: &str) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    values(asked, &header::IF_NONE_MATCH).any(|known| known.trim() == "*" || opaque(known) == opaque(tag))
}

/// Takes out of `Accept-Encoding` what there is no coding for.
pub(crate) fn leave_what_is_offered(asked: &mut HeaderMap) {
    let against = takes(asked, "dcz").then_some("dcz");
    let taken: Vec<_> = Coding::taken(asked).map(Coding::name).chain(against).collect();
    match HeaderValue::try_from(taken.join(", ")) {
        Ok(taken) if !taken.is_empty() => drop(asked.insert(header::ACCEPT_ENCODING, taken)),
        _ => drop(asked.remove(header::ACCEPT_ENCODING)),
    }
}

/// Whether the client names that coding and does not refuse it.
pub(crate) fn takes(asked: &HeaderMap, coding: &str) -> bool {
    offer(asked, coding).unwrap_or(false)
}

/// Whether the client takes or refuses (q=0) what is named so; nothing if it says neither.
fn offer(asked: &HeaderMap, name: &str) -> Option<bool> {
    values(asked, &header::ACCEPT_ENCODING).find_map(|offer| {
        let mut parts = offer.split(';').map(str::trim);
        let named = parts.next().is_some_and(|coding| coding.eq_ignore_ascii_case(name));
        let refused = parts.any(|part| part.strip_prefix("q=").and_then(|q| q.parse().ok()) == Some(0.0_f32));
        named.then_some(!refused)
    })
}

/// The parts of a header that is a list.
fn values<'a>(asked: &'a HeaderMap, name: &header::HeaderName) -> impl Iterator<Item = &'a str> {
    asked.get_all(name).iter().filter_map(|value| value.to_str().ok()).flat_map(|value| value.split(','))
}

impl Coding {
    const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    /// The smallest coding that the client takes at all.
    fn preferred(asked: &HeaderMap) -> Self {
        Self::taken(asked).next().unwrap_or(Self::Identity)
    }

    /// The compressed forms that the client takes, the smallest first. Weights
    /// other than "not at all" (q=0) are passed over, since every one of these
    /// decodes fast.
    pub(crate) fn taken(asked: &HeaderMap) -> impl Iterator<Item = Self> {
        // What is named counts before what is meant by "any".
        let takes = move |coding: &Self| {
            match coding {
                Self::Gzip => offer(asked, "gzip").or_else(|| offer(asked, "x-gzip")),
                coding => offer(asked, coding.name()),
            }
            .or_else(|| offer(asked, "*"))
            .unwrap_or(false)
        };
        [Self::Brotli, Self::Zstd, Self::Gzip].into_iter().filter(takes)
    }
}

/// Level 6 of 9, 5 of 11 and 6 of 22: past these the page gets a percent
/// smaller and several times slower, and it is made anew with every change.
fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    finish(encoder.write_all(bytes).and_then(|()| encoder.finish()))
}

fn brotli(bytes: &[u8]) -> Bytes {
    let params = brotli::enc::BrotliEncoderParams { quality: 5, lgwin: 20, ..Default::default() };
    let mut out = Vec::new();
    let result = brotli::BrotliCompress(&mut &*bytes, &mut out, &params);
    finish(result.map(|_| out))
}

fn zstd(bytes: &[u8]) -> Bytes {
    finish(zstd::bulk::compress(bytes, 6))
}

#[expect(clippy::expect_used, reason = "the encoders write to memory, where no write fails")]
fn finish(result: std::io::Result<Vec<u8>>) -> Bytes {
    result.expect("compression in memory does not fail").into()
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use axum::http::{HeaderMap, HeaderValue, header};
    use bytes::Bytes;

    use super::{Coding, Encoded};

    fn preferred(offer: &'static str) -> Coding {
        let mut headers = HeaderMap::new();
        headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static(offer));
        Coding::preferred(&headers)
    }

    #[test]
    fn the_best_coding_that_is_taken() {
        assert_eq!(preferred("gzip, deflate, br, zstd"), Coding::Brotli);
        assert_eq!(preferred("gzip, zstd;q=0.5"), Coding::Zstd);
        assert_eq!(preferred("gzip, br;q=0"), Coding::Gzip);
        assert_eq!(preferred("deflate"), Coding::Identity);
        assert_eq!(preferred("BR"), Coding::Brotli);
        assert_eq!(preferred("x-gzip"), Coding::Gzip);
        assert_eq!(preferred("*;q=0.1, br;q=0"), Coding::Zstd);
        assert_eq!(preferred("br;q=0, *;q=0"), Coding::Identity);
    }

    #[test]
    fn every_coding_gives_the_same_bytes_back() {
        let plain = Bytes::from("live coverage ".repeat(500));
        let encoded = Encoded::new(plain.clone());
        let mut gunzipped = Vec::new();
        flate2::read::GzDecoder::new(&encoded.bytes(Coding::Gzip)[..]).read_to_end(&mut gunzipped).unwrap();
        assert_eq!(gunzipped, plain);
        let mut debrotlied = Vec::new();
        brotli::BrotliDecompress(&mut &encoded.bytes(Coding::Brotli)[..], &mut debrotlied).unwrap();
        assert_eq!(debrotlied, plain);
        assert_eq!(zstd::bulk::decompress(encoded.bytes(Coding::Zstd), plain.len()).unwrap(), plain);
        assert_eq!(encoded.identity(), &plain);
    }
}
