//! Signed notes: a text, and below it signatures by named keys (C2SP signed-note, with Ed25519).
//!
//! ```text
//! TEXT, which ends with a line break
//!
//! — KEY NAME base64(key id ‖ signature of the text)
//! ```
//!
//! The key id is the beginning of SHA-256(name ‖ 0x0A ‖ 0x01 ‖ public key). It tells keys apart and proves nothing.

use std::fmt;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::Hash;

/// The most bytes of a note that is read.
const NOTE_MAX: usize = 64 * 1024;
/// The most signatures on a note that is read.
const SIGNATURES_MAX: usize = 100;
/// The byte that stands for Ed25519.
const ED25519_TYPE: u8 = 1;

/// The half of a key that everybody may know.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct PublicKey(pub [u8; 32]);

/// A key that signs. What it signs with is told nobody.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// The key that is made of 32 random bytes (RFC 8032 §5.1.5).
    #[must_use]
    #[expect(clippy::expect_used, reason = "every 32 bytes make a key, and ring refuses other lengths only")]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(Ed25519KeyPair::from_seed_unchecked(seed).expect("32 bytes make a key"))
    }

    /// Its public half.
    #[must_use]
    #[expect(clippy::expect_used, reason = "ring gives the 32 bytes that RFC 8032 says")]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.public_key().as_ref().try_into().expect("a public key has 32 bytes"))
    }

    /// The note of a text, which has to end with a line break, signed under that name.
    #[must_use]
    pub fn sign(&self, name: &KeyName, text: &str) -> String {
        let id = NamedKey { name: name.clone(), public: self.public() }.id();
        let signature = [&id, self.0.sign(text.as_bytes()).as_ref()].concat();
        format!("{text}\n— {} {}\n", name.0, BASE64_STANDARD.encode(signature))
    }
}

/// What a key signs when it hands on to another: nothing else that it signs begins like this.
fn handover(next: PublicKey) -> String {
    format!("stet signing key handed on\n{}\n", BASE64_STANDARD.encode(next.0))
}

impl SigningKey {
    /// Signs that another key signs from now on.
    #[must_use]
    #[expect(clippy::expect_used, reason = "ring gives the 64 bytes that RFC 8032 says")]
    pub fn hand_on(&self, next: PublicKey) -> [u8; 64] {
        self.0.sign(handover(next).as_bytes()).as_ref().try_into().expect("a signature has 64 bytes")
    }
}

impl PublicKey {
    /// Whether this key signed that the other one signs after it.
    #[must_use]
    pub fn has_handed_on(&self, next: Self, signature: &[u8; 64]) -> bool {
        UnparsedPublicKey::new(&ED25519, self.0).verify(handover(next).as_bytes(), signature).is_ok()
    }
}

/// A key that handed on to the next one, as text `BASE64(key) BASE64(next) BASE64(signature)`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct HandedOn {
    /// The key that signed before.
    pub from: PublicKey,
    /// The key that signs after it.
    pub to: PublicKey,
    signature: [u8; 64],
}

impl HandedOn {
    /// What was signed; none if the first key did not sign it.
    #[must_use]
    pub fn new(from: PublicKey, to: PublicKey, signature: [u8; 64]) -> Option<Self> {
        from.has_handed_on(to, &signature).then_some(Self { from, to, signature })
    }

    /// Reads the text; none if it is none, or is not signed by the first key.
    #[must_use]
    pub fn parse(line: &str) -> Option<Self> {
        let mut parts = line.split(' ').map(|part| BASE64_STANDARD.decode(part).ok());
        let mut part = || parts.next().flatten();
        let (from, to, signature) = (part()?, part()?, part()?);
        let (from, to) = (PublicKey(from.try_into().ok()?), PublicKey(to.try_into().ok()?));
        Self::new(from, to, signature.try_into().ok()?)
    }
}

impl fmt::Display for HandedOn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] = [self.from, self.to].map(|key| BASE64_STANDARD.encode(key.0));
        write!(f, "{from} {to} {}", BASE64_STANDARD.encode(self.signature))
    }
}

impl fmt::Debug for SigningKey {
    /// Tells no secret: what holds it may be printed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SigningKey").field(&self.public()).finish()
    }
}

/// What a key is called: not empty, without white space and without `+`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KeyName(Box<str>);

impl KeyName {
    /// Takes a name that is one.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        let fits = |c: char| c != '+' && !c.is_whitespace() && !c.is_control();
        (!name.is_empty() && name.chars().all(fits)).then(|| Self(name.into()))
    }

    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A key that signatures are checked with, under the name that it signs with. As text it is a
/// `vkey`: name, id and key, with a plus between them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NamedKey {
    /// What it is called.
    pub name: KeyName,
    /// The key.
    pub public: PublicKey,
}

impl NamedKey {
    fn id(&self) -> [u8; 4] {
        let Hash([a, b, c, d, ..]) = Hash::of(&[self.name.0.as_bytes(), b"\n", &[ED25519_TYPE], &self.public.0]);
        [a, b, c, d]
    }

    /// Reads a `vkey`. None if it is no such text, of another kind of key, or its id is not that of its key.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        // The key's own text may have a plus as well.
        let mut parts = text.splitn(3, '+');
        let (name, id, key) = (parts.next()?, parts.next()?, parts.next()?);
        let (kind, public) =
            BASE64_STANDARD.decode(key).ok()?.split_first().map(|(kind, key)| (*kind, key.to_vec()))?;
        let key = Self { name: KeyName::parse(name)?, public: PublicKey(public.try_into().ok()?) };
        (kind == ED25519_TYPE && id == crate::hash::to_hex(&key.id())).then_some(key)
    }
}

impl fmt::Display for NamedKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = BASE64_STANDARD.encode([&[ED25519_TYPE][..], &self.public.0].concat());
        write!(f, "{}+{}+{key}", self.name.0, crate::hash::to_hex(&self.id()))
    }
}

/// A note as it was read. Nothing is known of who wrote it before [`signed_by`](Self::signed_by) told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignedNote {
    text: String,
    signatures: Vec<Signature>,
}

#[derive(Clone, PartialEq, Eq, Debug)]
struct Signature {
    name: KeyName,
    id: [u8; 4],
    bytes: Vec<u8>,
}

/// Why a note is none, or not one to be believed.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum NoteFault {
    /// It is not in the form of a signed note.
    #[error("it is no signed note: {0}")]
    Malformed(&'static str),
    /// A key that is known did not make its signature.
    #[error("the signature of {0} does not fit the text")]
    Forged(String),
    /// Nobody signed it who is known.
    #[error("it is not signed by {wanted}, but by {found}")]
    Unknown {
        /// Whose signature would do.
        wanted: String,
        /// Whose there are.
        found: String,
    },
}

impl SignedNote {
    /// Reads a note.
    ///
    /// # Errors
    /// [`NoteFault::Malformed`].
    pub fn parse(note: &str) -> Result<Self, NoteFault> {
        let malformed = NoteFault::Malformed;
        if note.len() > NOTE_MAX {
            return Err(malformed("it is too long"));
        }
        if note.chars().any(|c| c < ' ' && c != '\n') {
            return Err(malformed("it holds control characters"));
        }
        let end = note.rfind("\n\n").ok_or(malformed("it has no empty line before its signatures"))?;
        let (text, below) = note.split_at_checked(end + 1).ok_or(malformed("it is cut"))?;
        let below = below.strip_prefix('\n').and_then(|below| below.strip_suffix('\n'));
        let lines = below.ok_or(malformed("its last line is not whole"))?.split('\n');
        let signatures = lines.map(Signature::parse).take(SIGNATURES_MAX + 1).collect::<Option<Vec<_>>>();
        let signatures = signatures.ok_or(malformed("a line below its text is no signature"))?;
        if signatures.len() > SIGNATURES_MAX {
            return Err(malformed("it has too many signatures"));
        }
        Ok(Self { text: text.to_owned(), signatures })
    }

    /// The text, of which nobody knows yet whose it is.
    #[must_use]
    pub fn unverified(&self) -> &str {
        &self.text
    }

    /// Which of these keys signed it, and the text. Signatures by others are left aside.
    ///
    /// # Errors
    /// - [`NoteFault::Forged`] when a signature names one of the keys and is not by it.
    /// - [`NoteFault::Unknown`] when there is none by any of them.
    pub fn signed_by<'k>(&self, keys: &'k [NamedKey]) -> Result<(&'k NamedKey, &str), NoteFault> {
        let mut signer = None;
        for signature in &self.signatures {
            let Some(key) = keys.iter().find(|key| key.name == signature.name && key.id() == signature.id) else {
                continue;
            };
            let public = UnparsedPublicKey::new(&ED25519, key.public.0);
            if public.verify(self.text.as_bytes(), &signature.bytes).is_err() {
                return Err(NoteFault::Forged(key.to_string()));
            }
            signer = signer.or(Some(key));
        }
        let unknown = || NoteFault::Unknown {
            wanted: listed(keys.iter().map(ToString::to_string)),
            found: listed(self.signatures.iter().map(|one| format!("{}+{}", one.name.0, crate::hash::to_hex(&one.id)))),
        };
        signer.map(|key| (key, &*self.text)).ok_or_else(unknown)
    }
}

impl Signature {
    fn parse(line: &str) -> Option<Self> {
        let (name, bytes) = line.strip_prefix("— ")?.split_once(' ')?;
        let bytes = BASE64_STANDARD.decode(bytes).ok()?;
        let (id, bytes) = bytes.split_first_chunk()?;
        (!bytes.is_empty()).then(|| Some(Self { name: KeyName::parse(name)?, id: *id, bytes: bytes.to_vec() }))?
    }
}

fn listed(names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.collect();
    if names.is_empty() { "nobody".to_owned() } else { names.join(" or ") }
}
