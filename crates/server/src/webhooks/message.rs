//! What is sent to a webhook: a change as the record holds it, signed.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use coverage::CoverageId;
use hmac::{Hmac, KeyInit, Mac};
use hyper::header::{HeaderMap, HeaderValue};
use jiff::Timestamp;
use render::Address;
use serde_json::{Value, json};
use sha2::Sha256;
use store::Recorded;

use crate::app::App;
use crate::live::Dossier;

/// How a secret begins where people see it (Standard Webhooks).
const PREFIX: &str = "whsec_";

/// A message: what says the same is the same message, however often it is sent.
pub(crate) struct Message {
    id: String,
    body: Bytes,
}

/// What a message is called: the kind of change with a full stop before its
/// last word, such as `post.published`.
pub(crate) fn event(kind: &str) -> String {
    match kind.rsplit_once('_') {
        Some((what, happened)) => format!("{what}.{happened}"),
        None => kind.to_owned(),
    }
}

impl Message {
    /// The message of a change.
    pub(crate) fn of(app: &App, dossier: &Dossier, change: &Recorded) -> Self {
        let slug = dossier.slug();
        let address = |address: Address<'_>| app.url(&address.to_string());
        let post = change.change().post().map(|id| json!({"id": id, "url": address(Address::Post(slug, id))}));
        let payload: Value = change.payload().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let body = json!({
            "type": event(change.kind()),
            "timestamp": change.at(),
            "data": {
                "coverage": {"slug": slug.as_str(), "url": address(Address::Coverage(slug))},
                "seq": change.seq(),
                "kind": change.kind(),
                "post": post,
                "change": payload,
            },
        });
        Self { id: id(dossier.id(), change.seq().0), body: Bytes::from(body.to_string()) }
    }

    /// A message that says nothing but that the way is open.
    pub(crate) fn ping(now: Timestamp) -> Self {
        let body = json!({"type": "ping", "timestamp": now, "data": {}});
        Self { id: format!("ping_{}", now.as_millisecond()), body: Bytes::from(body.to_string()) }
    }

    /// Its body.
    pub(crate) fn body(&self) -> Bytes {
        self.body.clone()
    }

    /// The headers that sign it, as it is sent at `now` (Standard Webhooks 1.0.0):
    /// HMAC-SHA256 over its id, the time and its body.
    pub(crate) fn signed(&self, secret: &[u8; 32], now: Timestamp) -> HeaderMap {
        let time = now.as_second().to_string();
        let mut mac = keyed(secret);
        for part in [self.id.as_bytes(), b".", time.as_bytes(), b".", &self.body] {
            mac.update(part);
        }
        let signature = format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()));
        let headers = [("webhook-id", &self.id), ("webhook-timestamp", &time), ("webhook-signature", &signature)];
        let header =
            |(name, value): (&'static str, &String)| Some((name.parse().ok()?, HeaderValue::try_from(value).ok()?));
        headers.into_iter().filter_map(header).collect()
    }
}

/// A secret as it is shown to people, once.
pub(crate) fn shown(secret: &[u8; 32]) -> String {
    format!("{PREFIX}{}", STANDARD.encode(secret))
}

fn id(coverage: CoverageId, seq: u64) -> String {
    format!("{coverage}_{seq}")
}

#[expect(clippy::expect_used, reason = "HMAC takes keys of every length (RFC 2104)")]
fn keyed(secret: &[u8; 32]) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret).expect("any key will do")
}

#[cfg(test)]
mod tests {
    use super::{Message, event, shown};

    #[test]
    fn an_event_is_named_by_what_happened_to_what() {
        for (kind, expected) in [
            ("post_published", "post.published"),
            ("key_points_changed", "key_points.changed"),
            ("go_deeper_changed", "go_deeper.changed"),
            ("imagined", "imagined"),
        ] {
            assert_eq!(event(kind), expected);
        }
    }

    /// Computed with OpenSSL: `printf 'm_1.1700000000.{}' | openssl dgst -sha256 -mac HMAC
    /// -macopt hexkey:0102…20 -binary | base64`.
    #[test]
    fn a_signature_is_what_another_program_computes() {
        let secret: [u8; 32] = std::array::from_fn(|i| u8::try_from(i + 1).unwrap());
        let message = Message { id: "m_1".to_owned(), body: "{}".into() };
        let headers = message.signed(&secret, "2023-11-14T22:13:20Z".parse().unwrap());
        assert_eq!(headers["webhook-id"], "m_1");
        assert_eq!(headers["webhook-timestamp"], "1700000000");
        assert_eq!(headers["webhook-signature"], "v1,bFaHOMxmGjZ4QdCQOanbxE5YyvCBiBeKV+U/CD1WyRs=");
        assert_eq!(shown(&secret), "whsec_AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA=");
    }
}
