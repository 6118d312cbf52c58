//! A change in its place in a record.

use coverage::{Change, MediaId, Seq, Untold};
use jiff::Timestamp;
use serde_json::Value;

use crate::leaf::{canonical, leaf, leaf_hash, payload_hash};
use crate::{Error, Hash, LINE_MAX, Withheld};

/// 16 random bytes, hashed before a payload, so that a redacted short text
/// cannot be guessed from its hash.
pub type Salt = [u8; 16];

/// A change to record.
#[derive(Clone, PartialEq, Debug)]
pub struct NewChange {
    /// When it happened.
    pub at: Timestamp,
    /// What happened.
    pub change: Change,
    /// Random bytes of its own.
    pub salt: Salt,
}

/// A change in its place. Its payload fits its hash: there is no other way to make one.
#[derive(Clone, PartialEq, Debug)]
pub struct Recorded {
    seq: Seq,
    at: Timestamp,
    change: Change,
    payload_hash: Hash,
    sealed: Option<Sealed>,
    withheld: Option<Withheld>,
}

/// What a redaction blanks.
#[derive(Clone, PartialEq, Debug)]
struct Sealed {
    salt: Salt,
    payload: Box<str>,
}

/// The longest kind, in bytes.
pub(crate) const KIND_MAX: usize = 200;

/// The longest payload, in bytes of canonical JSON. With the rest of its line
/// it fits into [`LINE_MAX`]: whatever is recorded can be exported and read again.
const PAYLOAD_MAX: usize = LINE_MAX - 4096;

impl Recorded {
    /// Its position in the record.
    #[must_use]
    pub const fn seq(&self) -> Seq {
        self.seq
    }

    /// When it happened (UTC, to the microsecond).
    #[must_use]
    pub const fn at(&self) -> Timestamp {
        self.at
    }

    /// What happened. Once it was redacted, [`Change::Blanked`] where it was read
    /// out of a store that has the redaction as well; where the source of a followed
    /// coverage withheld it, [`Change::Untold`] if that told what stands of it; and
    /// otherwise [`Change::Unknown`] of a null payload.
    #[must_use]
    pub const fn change(&self) -> &Change {
        &self.change
    }

    /// What the change is called.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.change.kind()
    }

    /// The hash of the salt and the payload.
    #[must_use]
    pub const fn payload_hash(&self) -> Hash {
        self.payload_hash
    }

    /// Why its words never came here, if the source of a followed coverage withheld them.
    #[must_use]
    pub const fn withheld(&self) -> Option<Withheld> {
        self.withheld
    }

    /// The salt; none once it was redacted.
    #[must_use]
    pub fn salt(&self) -> Option<&Salt> {
        self.sealed.as_ref().map(|sealed| &sealed.salt)
    }

    /// What the change says, in canonical JSON, byte for byte as it was
    /// recorded; none once it was redacted.
    #[must_use]
    pub fn payload(&self) -> Option<&str> {
        self.sealed.as_ref().map(|sealed| &*sealed.payload)
    }

    /// The hash of its leaf.
    #[must_use]
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(&leaf(self.seq, self.at, self.kind(), self.payload_hash))
    }

    /// Gives changes their places after `head`.
    pub(crate) fn after(head: Seq, changes: Vec<NewChange>) -> Result<Vec<Self>, Error> {
        let mut seq = head;
        let placed = changes.into_iter().map(|new| {
            seq = seq.next();
            Self::seal(seq, &new)
        });
        placed.collect()
    }

    fn seal(seq: Seq, new: &NewChange) -> Result<Self, Error> {
        let kind = new.change.kind();
        let payload = canonical(&new.change.payload());
        let hash = payload_hash(&new.salt, &payload);
        let unrecordable = |flaw: Flaw| Error::Unrecordable { kind: kind.to_owned(), problem: flaw.to_string() };
        let at = to_microsecond(new.at);
        // The change is read back from what will be written, so that nothing
        // gets into a record that could not be got out of it.
        Self::open(seq, at, kind, hash, new.salt, payload).map_err(unrecordable)
    }

    /// A change from its stored form.
    pub(crate) fn open(
        seq: Seq,
        at: Timestamp,
        kind: &str,
        payload_hash: Hash,
        salt: Salt,
        payload: String,
    ) -> Result<Self, Flaw> {
        if kind.is_empty() || kind.len() > KIND_MAX {
            return Err(Flaw::Kind);
        }
        if payload.len() > PAYLOAD_MAX {
            return Err(Flaw::TooLong(payload.len()));
        }
        if self::payload_hash(&salt, &payload) != payload_hash {
            return Err(Flaw::Hash);
        }
        let value = serde_json::from_str(&payload).map_err(|_| Flaw::Json)?;
        let change = Change::read(kind, value);
        Ok(Self {
            seq,
            at,
            change,
            payload_hash,
            sealed: Some(Sealed { salt, payload: payload.into() }),
            withheld: None,
        })
    }

    /// A change whose payload was ordered gone, with what stands of it, where that is known.
    pub(crate) fn redacted(seq: Seq, at: Timestamp, kind: &str, payload_hash: Hash, stands: Option<Change>) -> Self {
        let unknown = || Change::Unknown { kind: kind.to_owned(), payload: Value::Null };
        let change = stands.unwrap_or_else(unknown);
        Self { seq, at, change, payload_hash, sealed: None, withheld: None }
    }

    /// A change whose payload the source of a followed coverage withheld, with what it told of it.
    pub(crate) fn untold(
        seq: Seq,
        at: Timestamp,
        kind: &str,
        payload_hash: Hash,
        why: Withheld,
        stands: Option<Untold>,
    ) -> Self {
        let redacted = Self::redacted(seq, at, kind, payload_hash, stands.map(Change::Untold));
        Self { withheld: Some(why), ..redacted }
    }
}

impl Recorded {
    /// The same, read without the file of a picture or film. What it is told as stays.
    pub(crate) fn without_file(self, media: MediaId) -> Self {
        Self { change: self.change.without_file(media), ..self }
    }
}

/// Why a change is not what it should be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub(crate) enum Flaw {
    #[error("its kind must have 1 to {KIND_MAX} bytes")]
    Kind,
    #[error("its payload has {0} bytes, and {PAYLOAD_MAX} is the most")]
    TooLong(usize),
    #[error("its payload does not fit its hash")]
    Hash,
    #[error("its payload is not JSON, or nested too deeply")]
    Json,
}

/// Times are kept to the microsecond.
fn to_microsecond(at: Timestamp) -> Timestamp {
    // A timestamp's whole microseconds are within the range of timestamps.
    Timestamp::from_microsecond(at.as_microsecond()).unwrap_or(at)
}
