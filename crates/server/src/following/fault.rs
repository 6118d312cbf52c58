//! Why nothing comes of a followed coverage: what passes, and what does not.

use store::LineFault;
use store::proof::NoteFault;

use crate::fetch::FetchFault;

/// Why nothing comes.
#[derive(Debug)]
pub(crate) enum Fault {
    /// It may pass: it is tried again.
    Passing(Told),
    /// What the source tells does not hold: it is not gone on with.
    Final(Told),
    /// The store here.
    Store(store::Error),
}

/// A fault in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Told {
    /// Stable, for programs.
    pub(crate) code: &'static str,
    /// For people: what is wrong, and the way out.
    pub(crate) words: String,
}

impl From<store::Error> for Fault {
    fn from(error: store::Error) -> Self {
        Self::Store(error)
    }
}

impl From<FetchFault> for Fault {
    fn from(fault: FetchFault) -> Self {
        match fault {
            FetchFault::NotPublic => Self::passing(
                "not_public",
                "The source is not on the public internet. Name its address by --also-reach, if it is to be followed.",
            ),
            FetchFault::TooLarge => Self::passing("too_large", "The source answers with more than is read."),
            fault => Self::passing("no_answer", fault.to_string()),
        }
    }
}

/// What is the way out of most that does not hold.
const WAY_OUT: &str =
    "Ask whoever runs the source; `stet follow` with the same address goes on, if what it tells holds by then.";

impl Fault {
    pub(super) fn passing(code: &'static str, words: impl Into<String>) -> Self {
        Self::Passing(Told { code, words: words.into() })
    }

    fn stops(code: &'static str, words: &str) -> Self {
        Self::Final(Told { code, words: format!("{words} {WAY_OUT}") })
    }

    /// The source answers, and not with what is asked for.
    pub(super) fn status(status: hyper::StatusCode) -> Self {
        match status.as_u16() {
            404 | 410 => Self::passing("missing", "The source has no such coverage, or readers cannot see it."),
            429 | 503 => Self::passing("busy", "The source is busy."),
            number => Self::passing("refused", format!("The source answers {number}.")),
        }
    }

    /// It is not in the form of a checkpoint.
    pub(super) fn no_checkpoint() -> Self {
        Self::passing("no_checkpoint", "What the source answers is no checkpoint.")
    }

    /// Nobody signed it who may.
    pub(super) fn signature(fault: &NoteFault) -> Self {
        match fault {
            NoteFault::Malformed(_) => Self::no_checkpoint(),
            NoteFault::Forged(_) => Self::stops("forged", "The signature of the source's checkpoint does not fit it."),
            NoteFault::Unknown { wanted, found } => Self::Final(Told {
                code: "other_key",
                words: format!(
                    "The source's checkpoint is not signed by {wanted}, but by {found}, and no key that signed before \
                     handed on to that one. Ask whoever runs the source; if it is theirs, `stet follow` with the same \
                     address takes it up."
                ),
            }),
        }
    }

    /// The checkpoint is of something else.
    pub(super) fn other_record(origin: &str) -> Self {
        Self::stops(
            "other_record",
            &format!("The source's checkpoint is of another record: {}.", origin.escape_debug()),
        )
    }

    /// It has fewer changes than were verified, and those are the same.
    pub(super) fn older(size: u64, verified: u64) -> Self {
        let words = format!(
            "The source signs {size} changes, and {verified} were verified before: it is set back, or a cache keeps \
             what is old."
        );
        Self::passing("smaller", words)
    }

    /// The same, time and again.
    pub(super) fn smaller(words: &str) -> Self {
        Self::stops("smaller", words)
    }

    /// What was verified before is another by now.
    pub(super) fn rewritten(size: u64) -> Self {
        let words =
            format!("The source signs other changes now, up to change {size}, than those that were verified before.");
        Self::stops("rewritten", &words)
    }

    /// What is told is not what was signed.
    pub(super) fn altered(size: u64) -> Self {
        let words = format!("The changes that the source tells are not the {size} that it signed: some were altered.");
        Self::stops("altered", &words)
    }

    /// A line is not what it commits to.
    pub(super) fn line(fault: &LineFault) -> Self {
        Self::stops("altered", &format!("The source tells something else than it signed: {fault}."))
    }

    /// Another change stands where one should.
    pub(super) fn gap(expected: u64, found: u64) -> Self {
        Self::stops("altered", &format!("The source tells change {found} where change {expected} should stand."))
    }

    /// There is less than was signed, or it breaks off.
    pub(super) fn cut_off(told: u64, signed: u64) -> Self {
        Self::passing("cut_off", format!("The source signed {signed} changes, and tells {told}."))
    }

    /// What was withheld or blanked meanwhile is explained by a change that is not signed yet.
    pub(super) fn ahead() -> Self {
        Self::passing("ahead", "The source tells of a change that its checkpoint does not have yet.")
    }
}
