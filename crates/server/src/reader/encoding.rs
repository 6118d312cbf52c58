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
    effort: Effort,
}

/// How much time is taken to make bytes small.
#[derive(Clone, Copy)]
enum Effort {
    /// They are made anew before long.
    Quick,
    /// They stay as they are.
    Thorough,
}

/// What goes over the wire.
#[derive(Clone, Copy)]
enum Wire<'a> {
    In(Coding),
    /// What is new against a dictionary, as `dcz`.
    Against(&'a Arc<Dictionary>),
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
            effort: Effort::Quick,
        }
    }

    /// Takes plain bytes that are served for as long as the server runs.
    pub(crate) fn for_good(identity: Bytes) -> Self {
        Self { effort: Effort::Thorough, ..Self::new(identity) }
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
            Coding::Brotli => self.brotli.get_or_init(|| brotli(&self.identity, self.effort)),
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
        self.answer_as(Wire::In(Coding::preferred(asked)), asked, content_type, policy)
    }

    /// Answers with the plain bytes, of what is compressed by its own form.
    pub(crate) fn answer_plain(&self, asked: &HeaderMap, content_type: &'static str, policy: CachePolicy) -> Response {
        self.answer_as(Wire::In(Coding::Identity), asked, content_type, policy)
    }

    /// Answers with what is new against a dictionary, if the client has one and takes `dcz`.
    pub(crate) fn answer_against(
        &self,
        dictionary: Option<&Arc<Dictionary>>,
        asked: &HeaderMap,
        content_type: &'static str,
        policy: CachePolicy,
    ) -> Response {
        let wire = dictionary.map_or_else(|| Wire::In(Coding::preferred(asked)), Wire::Against);
        self.answer_as(wire, asked, content_type, policy)
    }

    fn answer_as(
        &self,
        wire: Wire<'_>,
        asked: &HeaderMap,
        content_type: &'static str,
        policy: CachePolicy,
    ) -> Response {
        // A strong tag names the bytes on the wire, so each coding has its own. Who has these
        // in another coding than would be sent now has them all the same.
        let known = self.known_to(asked);
        let (tag, coding) = match wire {
            Wire::In(coding) => (self.tag_in(coding), coding.name()),
            Wire::Against(dictionary) => (format!("\"{}-{}\"", self.tag, dictionary.tag()), "dcz"),
        };
        let mut response = match (&known, wire) {
            (Some(_), _) => StatusCode::NOT_MODIFIED.into_response(),
            (None, Wire::In(coding)) => Response::new(Body::from(self.bytes(coding).clone())),
            (None, Wire::Against(dictionary)) => Response::new(Body::from(self.against(dictionary))),
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

    /// The strong tag of the bytes in that coding (RFC 9110 §8.8.3).
    pub(crate) fn tag_in(&self, coding: Coding) -> String {
        format!("\"{}-{}\"", self.tag, coding.name())
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
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Identity, Self::Gzip, Self::Brotli, Self::Zstd];

    const fn name(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    /// The smallest coding that the client takes at all.
    pub(crate) fn preferred(asked: &HeaderMap) -> Self {
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

/// Level 6 of 9, 5 of 11 and 6 of 22 of what changes: past these the page gets a percent
/// smaller and several times slower, and it is made anew with every change.
fn gzip(bytes: &[u8]) -> Bytes {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    finish(encoder.write_all(bytes).and_then(|()| encoder.finish()))
}

fn brotli(bytes: &[u8], effort: Effort) -> Bytes {
    let quality = match effort {
        Effort::Quick => 5,
        Effort::Thorough => 11,
    };
    let params = brotli::enc::BrotliEncoderParams { quality, lgwin: 20, ..Default::default() };
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
