//! What a record commits to. FROZEN: these bytes are hashed, and hashes are
//! published.
//!
//! ```text
//! payload_hash = SHA-256(salt ‖ payload)          payload: canonical JSON, 16 bytes of salt before it
//! leaf         = canonical JSON of {at, kind, payload_hash, seq}
//! leaf_hash    = SHA-256(0x00 ‖ leaf)             as a leaf of a Merkle tree is hashed (RFC 6962 §2.1)
//! record_hash  = SHA-256(leaf_hash 1 ‖ leaf_hash 2 ‖ …)
//! ```
//!
//! Canonical JSON is that of RFC 8785. In a leaf, `at` is RFC 3339 in UTC with
//! six digits of a second and `Z`, `payload_hash` is lower-case hexadecimal,
//! `seq` a number. A redaction blanks the payload and its salt: the leaf, its
//! place and every hash above it stay.

use coverage::Seq;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::{Hash, Salt};

/// The bytes that stand for a change in its record.
#[must_use]
pub fn leaf(seq: Seq, at: Timestamp, kind: &str, payload_hash: Hash) -> Vec<u8> {
    let leaf = json!({
        "at": written(at),
        "kind": kind,
        "payload_hash": payload_hash.to_string(),
        "seq": seq,
    });
    canonical(&leaf).into_bytes()
}

/// The hash of a leaf.
#[must_use]
pub fn leaf_hash(leaf: &[u8]) -> Hash {
    Hash::of(&[&[0], leaf])
}

/// The hash of a change's canonical payload.
#[must_use]
pub fn payload_hash(salt: &Salt, payload: &str) -> Hash {
    Hash::of(&[salt, payload.as_bytes()])
}

/// The hash of a whole record, from its leaves' hashes in order. Two stores
/// that give the same hash hold the same changes at the same places.
pub fn record_hash(leaves: impl IntoIterator<Item = Hash>) -> Hash {
    let leaves: Vec<u8> = leaves.into_iter().flat_map(|hash| hash.0).collect();
    Hash::of(&[&leaves])
}

/// Canonical JSON (RFC 8785). Its numbers are doubles: an integer beyond 2⁵³
/// loses its last digits.
#[must_use]
#[expect(clippy::expect_used, reason = "a JSON value has text keys and no infinities, all that could fail here")]
pub fn canonical(value: &Value) -> String {
    serde_json_canonicalizer::to_string(value).expect("a JSON value has a canonical form")
}

/// A time as leaves and exports spell it: to the microsecond, in UTC.
pub(crate) fn written(at: Timestamp) -> String {
    format!("{at:.6}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_leaf_is_these_bytes_for_ever() {
        let at = "2022-02-17T09:00:00.5Z".parse().unwrap();
        let hash = payload_hash(&[7; 16], r#"{"headline":"A","v":1}"#);
        let leaf = leaf(Seq(3), at, "headline_changed", hash);
        expect_test::expect![[r#"{"at":"2022-02-17T09:00:00.500000Z","kind":"headline_changed","payload_hash":"915dc6674bbd7551402b3d64a52c6a0ad6aee7dd91e14796d9b98ba15efccd06","seq":3}"#]]
        .assert_eq(std::str::from_utf8(&leaf).unwrap());
        expect_test::expect!["43c3c6f42f2bc5a4bce272fc5c732bb0dadb36fb34cfc42f8ce3354c355cedd4"]
            .assert_eq(&leaf_hash(&leaf).to_string());
        expect_test::expect!["f6ac237ea32c49440ae2010ccd9cc78f3227622c6655e2eceb43c17871aa2404"]
            .assert_eq(&record_hash([leaf_hash(&leaf), leaf_hash(&leaf)]).to_string());
    }

    #[test]
    fn canonical_json_sorts_keys_and_spells_numbers_one_way() {
        let value: Value = serde_json::from_str(r#"{"z":1.0,"é":1e30,"a":[0.000001,-0.0,"\u000f\/€"]}"#).unwrap();
        expect_test::expect![[r#"{"a":[0.000001,0,"\u000f/€"],"z":1,"é":1e+30}"#]].assert_eq(&canonical(&value));
    }
}
