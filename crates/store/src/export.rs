//! A record as text, one change a line. FROZEN: exports are kept for ever.
//!
//! ```text
//! {"v":1,"seq":1,"at":"2022-02-17T09:00:00.000000Z","kind":"…","payload_hash":"<hex>","salt":"<hex>","payload":{…}}
//! ```
//!
//! The payload is in canonical form. A redacted change has `null` for its salt
//! and for its payload. So has a change whose payload is withheld from readers,
//! in a line that says why: it ends with `,"withheld":"…"}`. Such a line can be
//! checked, and followed, but not imported.

use coverage::{Seq, Untold};
use jiff::Timestamp;
use serde::de::IgnoredAny;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::hash::{from_hex, to_hex};
use crate::leaf::{canonical, leaf, leaf_hash, payload_hash, written};
use crate::recorded::{Flaw, KIND_MAX};
use crate::{Hash, Recorded, Salt};

/// The longest line, in bytes.
pub const LINE_MAX: usize = 4 << 20;

/// The version of the lines that this build writes and reads.
const VERSION: u64 = 1;

/// Why readers are not told what a change says. Its hash stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Withheld {
    /// The post that it is about was withdrawn.
    Withdrawn,
    /// A revision came without a notice, and the newsroom does not show what such ones said.
    Silent,
    /// It was prepared before readers could see the coverage, and did not stand any more when they could.
    Prepared,
    /// This build does not know what it says, and so not whether it may be told.
    NotUnderstood,
}

impl Withheld {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Withdrawn, Self::Silent, Self::Prepared, Self::NotUnderstood];

    /// Its name, as a line has it.
    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Withdrawn => "withdrawn",
            Self::Silent => "silent",
            Self::Prepared => "prepared",
            Self::NotUnderstood => "not_understood",
        }
    }

    pub(crate) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.as_str() == name)
    }

    /// What stands in the place of the payload.
    const fn instead(self) -> &'static str {
        match self {
            Self::Withdrawn => r#"null,"withheld":"withdrawn""#,
            Self::Silent => r#"null,"withheld":"silent""#,
            Self::Prepared => r#"null,"withheld":"prepared""#,
            Self::NotUnderstood => r#"null,"withheld":"not_understood""#,
        }
    }
}

/// The change as one line, without a line break. One that never came here with its words says so.
#[must_use]
pub fn to_line(recorded: &Recorded) -> String {
    if let Some(why) = recorded.withheld() {
        return to_withheld_line(recorded, why);
    }
    let head = head(recorded.seq(), recorded.at(), recorded.kind(), recorded.payload_hash(), recorded.salt());
    format!("{head}{}}}", recorded.payload().unwrap_or("null"))
}

/// The line of a change whose payload is withheld.
#[must_use]
pub fn to_withheld_line(recorded: &Recorded, why: Withheld) -> String {
    let head = head(recorded.seq(), recorded.at(), recorded.kind(), recorded.payload_hash(), None);
    format!("{head}{}}}", why.instead())
}

/// A line up to its payload.
fn head(seq: Seq, at: Timestamp, kind: &str, hash: Hash, salt: Option<&Salt>) -> String {
    let (at, kind) = (written(at), Value::from(kind));
    let salt = salt.map_or_else(|| "null".to_owned(), |salt| format!("\"{}\"", to_hex(salt)));
    format!(r#"{{"v":{VERSION},"seq":{seq},"at":"{at}","kind":{kind},"payload_hash":"{hash}","salt":{salt},"payload":"#)
}

/// Reads a line. `number` is its number in the file, from 1, for the message.
///
/// # Errors
/// A [`LineFault`] when the line is too long, of a later version, not
/// well-formed, has a key that is not known, or does not fit its hash.
pub fn from_line(line: &str, number: usize) -> Result<Recorded, LineFault> {
    let fault = |problem: String| LineFault { line: number, problem };
    let line: Line<Value> = parse(line).map_err(fault)?;
    if line.withheld.is_some() {
        let way_out = "take in what `stet export` wrote where the record is";
        return Err(fault(format!("its payload is withheld from readers; {way_out}")));
    }
    let Committed { seq, at, kind, payload_hash, salt } = line.committed().map_err(fault)?;
    let Some(salt) = salt else {
        return match line.payload {
            Value::Null => Ok(Recorded::redacted(seq, at, &kind, payload_hash, None)),
            _ => Err(fault(NO_SALT.to_owned())),
        };
    };
    let payload = canonical(&line.payload);
    Recorded::open(seq, at, &kind, payload_hash, salt, payload).map_err(|flaw| fault(flaw.to_string()))
}

/// A line as whoever checks a record reads it. What it says is not looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CheckedLine {
    /// Its position in the record.
    pub seq: Seq,
    /// When it happened.
    pub at: Timestamp,
    /// What it is called.
    pub kind: String,
    /// What it commits to.
    pub payload_hash: Hash,
    /// What it says, which fits its hash; none if that is redacted or withheld.
    pub payload: Option<String>,
    /// The salt of that hash; none where there is no payload.
    pub salt: Option<Salt>,
    /// Why that is withheld, if it is.
    pub withheld: Option<Withheld>,
}

impl CheckedLine {
    /// Reads a line that was exported or told to readers, in exactly the bytes in which it was written.
    ///
    /// # Errors
    /// A [`LineFault`].
    pub fn read(text: &str, number: usize) -> Result<Self, LineFault> {
        let fault = |problem: String| LineFault { line: number, problem };
        let line: Line<IgnoredAny> = parse(text).map_err(fault)?;
        let Committed { seq, at, kind, payload_hash, salt } = line.committed().map_err(fault)?;
        if kind.is_empty() || kind.len() > KIND_MAX {
            return Err(fault(Flaw::Kind.to_string()));
        }
        // The payload's own bytes follow the head. Nothing is spelt in two ways, so that no bit can be another.
        let head = head(seq, at, &kind, payload_hash, salt.as_ref());
        let payload = text.strip_prefix(&*head).and_then(|rest| rest.strip_suffix('}'));
        let payload = payload.ok_or_else(|| fault("it is not spelt as `stet export` writes it".to_owned()))?;
        let withheld = Withheld::ALL.into_iter().find(|why| payload == why.instead());
        let payload = match salt {
            None if payload == "null" || withheld.is_some() => None,
            None => return Err(fault(NO_SALT.to_owned())),
            Some(salt) if self::payload_hash(&salt, payload) == payload_hash => Some(payload.to_owned()),
            Some(_) => return Err(fault(MISFIT.to_owned())),
        };
        Ok(Self { seq, at, kind, payload_hash, payload, salt, withheld })
    }

    /// The hash of its leaf.
    #[must_use]
    pub fn leaf_hash(&self) -> Hash {
        leaf_hash(&leaf(self.seq, self.at, &self.kind, self.payload_hash))
    }

    /// The change as the record of a followed coverage takes it, with what its source told of one that it
    /// withholds; what does not fit the kind of change is left aside.
    ///
    /// # Errors
    /// A [`LineFault`] when its payload is not in canonical form, or it is longer than any change that is recorded.
    pub fn into_recorded(self, stands: Option<Untold>) -> Result<Recorded, LineFault> {
        let Self { seq, at, kind, payload_hash, payload, salt, withheld } = self;
        let fault = |problem: String| LineFault { line: usize::try_from(seq.0).unwrap_or(usize::MAX), problem };
        match (payload.zip(salt), withheld) {
            (Some((payload, salt)), _) => {
                let value: Value = serde_json::from_str(&payload).map_err(|_| fault(Flaw::Json.to_string()))?;
                // What is looked for in payloads, as an order to redact does, is spelt in one way only.
                if canonical(&value) != payload {
                    return Err(fault("its payload is not in canonical form (RFC 8785)".to_owned()));
                }
                Recorded::open(seq, at, &kind, payload_hash, salt, payload).map_err(|flaw| fault(flaw.to_string()))
            }
            (None, Some(why)) => {
                let stands = stands.filter(|untold| untold.kind() == kind);
                Ok(Recorded::untold(seq, at, &kind, payload_hash, why, stands))
            }
            (None, None) => Ok(Recorded::redacted(seq, at, &kind, payload_hash, None)),
        }
    }
}

const NO_SALT: &str = "`salt` is null, yet `payload` is not; both are in a redacted change";
const MISFIT: &str = "its payload does not fit its hash";

/// What is wrong with a line, for whoever imports the file.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LineFault {
    /// The line's number, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// Reads the keys of a line.
fn parse<P: for<'de> Deserialize<'de>>(line: &str) -> Result<Line<P>, String> {
    if line.len() > LINE_MAX {
        return Err(format!("it has {} bytes, and {LINE_MAX} is the most", line.len()));
    }
    let parsed = serde_json::from_str::<Line<P>>(line);
    // What a later version added is not known here, and what it is called says more than that.
    parsed.map_err(|error| match serde_json::from_str(line) {
        Ok(Version { v }) if v != VERSION => {
            format!("it is of version {v}, this Stet reads version {VERSION}; import it with a newer one")
        }
        Ok(_) => sentence(&error),
        Err(error) => sentence(&error),
    })
}

#[derive(Deserialize)]
struct Version {
    v: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<P> {
    #[serde(deserialize_with = "this_version")]
    #[expect(dead_code, reason = "it was checked when it was read")]
    v: u64,
    seq: Seq,
    at: Timestamp,
    kind: String,
    payload_hash: String,
    #[serde(deserialize_with = "present")]
    salt: Option<String>,
    #[serde(deserialize_with = "present")]
    #[serde(bound(deserialize = "P: Deserialize<'de>"))]
    payload: P,
    withheld: Option<String>,
}

/// What a line commits to.
struct Committed {
    seq: Seq,
    at: Timestamp,
    kind: String,
    payload_hash: Hash,
    salt: Option<Salt>,
}

impl<P> Line<P> {
    fn committed(&self) -> Result<Committed, String> {
        let Some(payload_hash) = Hash::from_hex(&self.payload_hash) else {
            return Err("`payload_hash` is not 64 lower-case hexadecimal digits".to_owned());
        };
        if self.seq == Seq::START {
            return Err("`seq` must be 1 or more".to_owned());
        }
        if self.at.as_nanosecond() % 1000 != 0 {
            return Err("`at` is finer than a microsecond".to_owned());
        }
        let salt =
            self.salt.as_ref().map(|salt| from_hex(salt).ok_or("`salt` is not 32 lower-case hexadecimal digits"));
        Ok(Committed { seq: self.seq, at: self.at, kind: self.kind.clone(), payload_hash, salt: salt.transpose()? })
    }
}

fn this_version<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    let version = u64::deserialize(deserializer)?;
    if version == VERSION { Ok(version) } else { Err(serde::de::Error::custom("it is of another version")) }
}

/// A key that may be null, but may not be missing.
fn present<'de, T: Deserialize<'de>, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    T::deserialize(deserializer)
}

/// The parser's words, with the place told as a column: every line is its line 1.
fn sentence(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let problem = text.rsplit_once(" at line ").map_or(text.as_str(), |(problem, _)| problem);
    format!("{problem} (column {})", error.column())
}
