//! Why nothing comes of a followed coverage: what passes, and what does not.

use coverage::Seq;
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
            NoteFault::Forged(_) => Self::stops("forged", "A signature of the source does not fit what it signed."),
            NoteFault::Unknown { wanted, found } => Self::Final(Told {
                code: "other_key",
                words: format!(
                    "What the source tells is not signed by {wanted}, but by {found}, and no key that signed before \
                     handed on to that one. Ask whoever runs the source; if it is theirs, `stet follow` with the same \
                     address takes it up."
                ),
            }),
        }
    }

    /// What was signed is of something else.
    pub(super) fn other_record(origin: &str) -> Self {
        let origin: String = origin.chars().take(200).flat_map(char::escape_debug).collect();
        Self::stops("other_record", &format!("What the source signed is of another record: {origin}."))
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

    /// What is told is no change at all: somebody on the way may answer with a page of their own.
    pub(super) fn no_lines() -> Self {
        Self::passing("no_lines", "What the source answers are no changes of a record.")
    }

    /// There is more than is held in memory. To read it again would change nothing.
    pub(super) fn too_much() -> Self {
        let words = "The source tells more at a time than is verified at once: half a gigabyte. Take the coverage over \
                     as an archive (`stet export --archive` there, `stet import` here), and follow the one that goes on \
                     from it.";
        Self::Final(Told { code: "too_large", words: words.to_owned() })
    }

    /// It tells much, slowly, while others wait.
    pub(super) fn slow() -> Self {
        Self::passing("slow", "The source tells what is new there so slowly that others had to be asked.")
    }

    /// Some words are withheld, and it is not told why, or not by the source.
    pub(super) fn unsigned() -> Self {
        let words = "The source withholds words and does not sign which: it may run an earlier version of Stet, or what \
                     it signs is held back on the way. It is asked again; if that does not help, ask whoever runs it to \
                     update it.";
        Self::passing("unsigned", words)
    }

    /// What is told of withheld words is not what was signed.
    pub(super) fn withheld_otherwise() -> Self {
        Self::stops("altered", "What the source tells of words that it withholds is not what it signed of them.")
    }

    /// What was signed of withheld words was so once.
    pub(super) fn stale() -> Self {
        let words = "What the source signed of words that it withholds is older than its checkpoint, or is of other \
                     changes: a cache on the way keeps it, or somebody does.";
        Self::passing("stale", words)
    }

    /// A change came without its words, and nothing that was signed says why.
    pub(super) fn unexplained(seq: Seq) -> Self {
        let words = format!(
            "Change {seq} comes without its words, and nothing that the source signed says why: they were taken out on \
             the way, or at the source in a way that its record does not tell. Ask whoever runs it."
        );
        Self::passing("unexplained", words)
    }

    /// What was withheld or blanked meanwhile is explained by a change that is not signed yet.
    pub(super) fn ahead() -> Self {
        Self::passing("ahead", "The source tells of a change that its checkpoint does not have yet.")
    }
}
