//! What can go wrong, in sentences that somebody can act on.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use coverage::{CoverageId, MediaId, PostId, Seq, Slug};
use rusqlite::ErrorCode;

use crate::{JobId, MemberId};

/// Why the store did not do what it was asked. It then did nothing at all.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Another change came first: read the record again and decide again.
    #[error("the record has {head} changes, not {expected}: another change came first")]
    Conflict {
        /// The last change that the caller knew.
        expected: Seq,
        /// The last change there is.
        head: Seq,
    },
    /// What the request builds on is not there.
    #[error("there is no {what} {id}")]
    NotFound {
        /// What kind of thing, such as “coverage”.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// What was to be made is there already.
    #[error("there is a {what} {id} already")]
    Exists {
        /// What kind of thing, such as “member”.
        what: &'static str,
        /// Which.
        id: String,
    },
    /// A picture or film that is carried in has the id of another one that is here.
    #[error("there is another picture or film {id} here already; {way_out}")]
    OtherMedium {
        /// Which.
        id: MediaId,
        /// What can be done.
        way_out: &'static str,
    },
    /// Another coverage has that slug.
    #[error("there is a coverage `{slug}` already; choose another slug")]
    SlugTaken {
        /// The slug.
        slug: Slug,
    },
    /// The record of the coverage is that of another server, which is followed.
    #[error("coverage {coverage} is followed from another server, which alone adds to it")]
    FollowedElsewhere {
        /// Which coverage.
        coverage: CoverageId,
    },
    /// A coverage that was followed has changes of its own since: its source knows nothing of them.
    #[error("coverage `{slug}` has changes of its own since it was followed; follow the source under another slug")]
    WentOn {
        /// The coverage.
        slug: Slug,
    },
    /// The member's request with that key was answered before; read the receipt.
    #[error("the request with the idempotency key `{key}` was answered before")]
    ReceiptExists {
        /// Whose request.
        member: MemberId,
        /// Its key.
        key: String,
    },
    /// Somebody else saved, or deleted, the draft meanwhile.
    #[error("draft {post} is not of edition {expected} any more")]
    StaleDraft {
        /// Which draft.
        post: PostId,
        /// The edition that the caller knew; 0 for a new draft.
        expected: u64,
        /// The edition there is; none if there is no such draft.
        found: Option<u64>,
    },
    /// Without this member nobody would own the desk.
    #[error("the last owner stays an owner; make another member one first")]
    LastOwner,
    /// Steps of another were taken first: fetch them, and send these again as they then are.
    #[error("draft {draft} has version {version} by now")]
    StaleSteps {
        /// Which draft.
        draft: PostId,
        /// The version there is.
        version: u64,
    },
    /// The post is being revised already: write in that draft.
    #[error("post {post} is being revised in draft {draft}")]
    RevisionOpen {
        /// Which post.
        post: PostId,
        /// In which draft.
        draft: PostId,
    },
    /// The words of the post were ordered gone: nobody begins a draft with them.
    #[error("post {post} was redacted")]
    PostRedacted {
        /// Which post.
        post: PostId,
    },
    /// The record to import has words that were ordered gone here.
    #[error(
        "it has words of post {post}, which were ordered gone here: export it anew where they are gone as well, or \
         import it into a folder of its own"
    )]
    BringsRedacted {
        /// Which post.
        post: PostId,
    },
    /// The coverage has as many open drafts as it may have.
    #[error("the coverage has {} open drafts; publish or delete some", crate::OPEN_DRAFTS)]
    TooManyDrafts,
    /// A member has begun more uploads than may be unfinished at a time.
    #[error("there are {files} unfinished uploads already, of {bytes} bytes")]
    TooMuchUnfinished {
        /// How many.
        files: u64,
        /// How many bytes they come to.
        bytes: u64,
    },
    /// Somebody else saved it meanwhile.
    #[error("the {what} has version {found}, not {expected}")]
    Stale {
        /// What kind of thing, such as “handover”.
        what: &'static str,
        /// The version that the caller knew.
        expected: u64,
        /// The version there is.
        found: u64,
    },
    /// The lease ran out and somebody else claimed the job, or finished it.
    #[error("the lease of job {job} was lost")]
    LeaseLost {
        /// Which job.
        job: JobId,
    },
    /// A change that no record could give back.
    #[error("a change `{kind}` cannot be recorded: {problem}")]
    Unrecordable {
        /// The kind of change.
        kind: String,
        /// What is wrong with it.
        problem: String,
    },
    /// The changes to import are not the record of a coverage from its start.
    #[error("this is not a whole record: change {found} stands where change {expected} should")]
    Gap {
        /// The position that should have come.
        expected: Seq,
        /// The position that came.
        found: Seq,
    },
    /// A later version of Stet has been at work here.
    #[error(
        "{} was written by a newer Stet (its schema has version {found}, this one knows {known}); \
         run that Stet, or restore a backup from before the upgrade", path.display()
    )]
    Newer {
        /// The database.
        path: PathBuf,
        /// Its schema's version.
        found: u32,
        /// The last version that this build knows.
        known: u32,
    },
    /// A migration that was applied is not the one that this build knows.
    #[error(
        "migration {version} of {} is not the one that this Stet knows: an unreleased build made the database; \
         export the coverages with that build and import them here", path.display()
    )]
    Altered {
        /// The database.
        path: PathBuf,
        /// The migration.
        version: u32,
    },
    /// The file is no database, or the database of another program.
    #[error("{} is not a database of Stet; move it away, or name another folder", path.display())]
    NotADatabase {
        /// The file.
        path: PathBuf,
    },
    /// There is no store in a folder that should hold one.
    #[error("there is no database of Stet in {}; name the folder that `stet serve` was given", folder.display())]
    NoDatabase {
        /// The folder.
        folder: PathBuf,
    },
    /// A record does not fit its hashes, or has a hole.
    #[error("the record of coverage {coverage} is damaged at change {seq}: {problem}; restore a backup")]
    Corrupt {
        /// Which coverage.
        coverage: CoverageId,
        /// Which change.
        seq: Seq,
        /// What is wrong.
        problem: &'static str,
    },
    /// A file does not hold what was written to it.
    #[error("{} is damaged: {problem}; restore a backup", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        problem: String,
    },
    /// The store cannot be used now. Nothing of the request was written, and
    /// nothing that was acknowledged before is lost.
    #[error("{} cannot be used: {trouble}", path.display())]
    Unavailable {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        trouble: Trouble,
        /// What the system said.
        source: Cause,
    },
    /// The database refused a statement, which is a fault in Stet.
    #[error("{} refused a statement, which is a fault in Stet: please report it", path.display())]
    Refused {
        /// The database.
        path: PathBuf,
        /// What the database said.
        source: Cause,
    },
    /// What takes longer than whoever asks will wait, or for which too many are waiting already.
    #[error("it was not done in time; ask again later, or for less")]
    TooLong,
    /// The store was closed: the process is about to end.
    #[error("the store is closed")]
    Closed,
}

/// What lies behind an error, for logs.
pub type Cause = Arc<dyn std::error::Error + Send + Sync>;

/// Why a file or folder cannot be used, and the way out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Trouble {
    /// Another process holds the database for longer than the store waits.
    #[error("another process has been writing for more than 5 seconds; try again, or end that process")]
    Busy,
    /// No room is left.
    #[error("the disk is full; free some space")]
    Full,
    /// The right to write is missing.
    #[error("it may not be written to; give this user the right to read and write it")]
    ReadOnly,
    /// A file stands where a folder should, or no folder can be made there.
    #[error("it is not a folder, or lies where there can be none; name another")]
    NotAFolder,
    /// Reading or writing failed.
    #[error("reading or writing failed; see the system's log, and check the disk")]
    Device,
}

impl Trouble {
    /// What an error of the system says of the file or folder that it met.
    #[must_use]
    pub fn of(error: &io::Error) -> Self {
        match error.kind() {
            // A process may be kept from making larger files as well (`ulimit -f`): there is no room either way.
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => Self::Full,
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => Self::NotAFolder,
            _ => Self::Device,
        }
    }
}

/// An error on its way out: SQLite does not say which file it speaks of.
#[derive(Debug)]
pub(crate) enum Fault {
    Sql(rusqlite::Error),
    Told(Error),
}

impl From<rusqlite::Error> for Fault {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Told(error)
    }
}

impl Fault {
    /// The error, now that the database is known.
    pub(crate) fn of(self, database: &Path) -> Error {
        let error = match self {
            Self::Told(error) => return error,
            Self::Sql(error) => error,
        };
        let path = database.to_owned();
        let unavailable = |trouble| (path.clone(), trouble);
        let (path, trouble) = match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => unavailable(Trouble::Busy),
            Some(ErrorCode::DiskFull) => unavailable(Trouble::Full),
            Some(ErrorCode::ReadOnly | ErrorCode::PermissionDenied | ErrorCode::CannotOpen) => {
                unavailable(Trouble::ReadOnly)
            }
            Some(ErrorCode::SystemIoFailure | ErrorCode::OutOfMemory | ErrorCode::FileLockingProtocolFailed) => {
                unavailable(Trouble::Device)
            }
            Some(ErrorCode::NotADatabase) => return Error::NotADatabase { path },
            Some(ErrorCode::DatabaseCorrupt) => return Error::Damaged { path, problem: error.to_string() },
            Some(_) => return Error::Refused { path, source: Arc::new(error) },
            // What SQLite did not say is that a column does not hold what was written there.
            None => return Error::Damaged { path, problem: error.to_string() },
        };
        Error::Unavailable { path, trouble, source: Arc::new(error) }
    }
}

/// What the system said of a file or folder.
pub(crate) fn unavailable(path: &Path, error: io::Error) -> Error {
    Error::Unavailable { path: path.to_owned(), trouble: Trouble::of(&error), source: Arc::new(error) }
}
