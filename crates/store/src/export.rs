//! A record as text, one change a line. FROZEN: exports are kept for ever.
//!
//! ```text
//! {"v":1,"seq":1,"at":"2022-02-17T09:00:00.000000Z","kind":"…","payload_hash":"<hex>","salt":"<hex>","payload":{…}}
//! ```
//!
//! The payload is in canonical form. A redacted change has `null` for its salt
//! and for its payload.

use coverage::Seq;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use crate::hash::{from_hex, to_hex};
use crate::leaf::{canonical, written};
use crate::{Hash, Recorded};

/// The longest line, in bytes.
pub const LINE_MAX: usize = 4 << 20;

/// The version of the lines that this build writes and reads.
const VERSION: u64 = 1;

/// The change as one line, without a line break.
#[must_use]
pub fn to_line(recorded: &Recorded) -> String {
    let seq = recorded.seq();
    let at = written(recorded.at());
    let kind = Value::from(recorded.kind());
    let hash = recorded.payload_hash();
    let salt = recorded.salt().map_or_else(|| "null".to_owned(), |salt| format!("\"{}\"", to_hex(salt)));
    let payload = recorded.payload().unwrap_or("null");
    format!(
        r#"{{"v":{VERSION},"seq":{seq},"at":"{at}","kind":{kind},"payload_hash":"{hash}","salt":{salt},"payload":{payload}}}"#
    )
}

/// Reads a line. `number` is its number in the file, from 1, for the message.
///
/// # Errors
/// A [`LineFault`] when the line is too long, of a later version, not
/// well-formed, has a key that is not known, or does not fit its hash.
pub fn from_line(line: &str, number: usize) -> Result<Recorded, LineFault> {
    let fault = |problem: String| LineFault { line: number, problem };
    if line.len() > LINE_MAX {
        return Err(fault(format!("it has {} bytes, and {LINE_MAX} is the most", line.len())));
    }
    let Version { v } = serde_json::from_str(line).map_err(|error| fault(sentence(&error)))?;
    if v != VERSION {
        return Err(fault(format!(
            "it is of version {v}, this Stet reads version {VERSION}; import it with a newer one"
        )));
    }
    let line: Line = serde_json::from_str(line).map_err(|error| fault(sentence(&error)))?;
    let Line { v: _, seq, at, kind, payload_hash, salt, payload } = line;
    let Some(payload_hash) = Hash::from_hex(&payload_hash) else {
        return Err(fault("`payload_hash` is not 64 lower-case hexadecimal digits".to_owned()));
    };
    if seq == Seq::START {
        return Err(fault("`seq` must be 1 or more".to_owned()));
    }
    if at.as_nanosecond() % 1000 != 0 {
        return Err(fault("`at` is finer than a microsecond".to_owned()));
    }
    let Some(salt) = salt else {
        return match payload {
            Value::Null => Ok(Recorded::redacted(seq, at, &kind, payload_hash)),
            _ => Err(fault("`salt` is null, yet `payload` is not; both are in a redacted change".to_owned())),
        };
    };
    let Some(salt) = from_hex(&salt) else {
        return Err(fault("`salt` is not 32 lower-case hexadecimal digits".to_owned()));
    };
    Recorded::open(seq, at, &kind, payload_hash, salt, canonical(&payload)).map_err(|flaw| fault(flaw.to_string()))
}

/// What is wrong with a line, for whoever imports the file.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct LineFault {
    /// The line's number, from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

#[derive(Deserialize)]
struct Version {
    v: u64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    #[expect(dead_code, reason = "it was read before the rest, and must not count as unknown here")]
    v: u64,
    seq: Seq,
    at: Timestamp,
    kind: String,
    payload_hash: String,
    #[serde(deserialize_with = "present")]
    salt: Option<String>,
    #[serde(deserialize_with = "present")]
    payload: Value,
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
