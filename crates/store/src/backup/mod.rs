//! Backups: a store as it was at one moment, in a folder of its own, made
//! beside a server that goes on writing.
//!
//! ```text
//! stet.db (a snapshot, made anew) + media/, uploads/ (what it names) + backup.json (every hash)
//! ```
//!
//! The database is copied by `VACUUM INTO`: in one reading transaction, page by
//! page anew, so that no byte of what was deleted or redacted gets into a
//! backup. Files of pictures and films are never altered, so that they can be
//! copied after it. Where one went meanwhile, the database has gone on, and is
//! copied once more.

mod manifest;
mod restore;
mod whole;

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use coverage::MediaId;
use jiff::Timestamp;
use rusqlite::Connection;

use self::manifest::{DATABASE, Kept, copy, look_at};
pub use self::manifest::{KeptRecord, Manifest};
pub use self::restore::{check, restore};
use crate::column::get;
use crate::error::{Fault, unavailable};
use crate::statement::statements;
use crate::{Error, Hash, private, reader, schema};

/// How often the database is copied before a backup is given up, since files that it names go on the way.
const TRIES: usize = 10;
/// What stands in a folder that is no whole backup yet.
const UNFINISHED: &str = "unfinished";

/// Why there is no backup, or why one was not restored.
#[derive(Debug, thiserror::Error)]
pub enum BackupFault {
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
    /// Something is there that would be written over.
    #[error("{} is there already; name another, or move it away", path.display())]
    Exists {
        /// What is there.
        path: PathBuf,
    },
    /// It is no name that a new folder can get.
    #[error("“{}” is not the name of a folder that can be made; name one inside of it", path.display())]
    NoName {
        /// What was named.
        path: PathBuf,
    },
    /// Another disk is mounted there. A folder gets its name in one step, which does not lead from disk to disk.
    #[error("another disk begins at {}, so that it cannot be put in place as a whole; name a folder inside of it", path.display())]
    MountPoint {
        /// Where.
        path: PathBuf,
    },
    /// The folder is no backup.
    #[error("{} is no backup: it holds no whole {}; name the folder that `stet backup` made", folder.display(), manifest::MANIFEST)]
    NoBackup {
        /// The folder.
        folder: PathBuf,
    },
    /// A later version of Stet made it.
    #[error("the backup in {} was made by a newer Stet; restore it with that one", folder.display())]
    Newer {
        /// The folder.
        folder: PathBuf,
    },
    /// An earlier version of Stet made the database.
    #[error("{} was written by an older Stet; back it up with that one, or have `stet serve` of this one start there once", path.display())]
    Older {
        /// The database.
        path: PathBuf,
    },
    /// It is not the one that was meant.
    #[error("the backup in {} has the hash {found}, not {expected}: it is another, or was altered", folder.display())]
    Another {
        /// The folder.
        folder: PathBuf,
        /// The hash that was given.
        expected: Hash,
        /// The hash that it has.
        found: Hash,
    },
    /// It does not hold what it says.
    #[error("the backup is damaged: {}: {problem}; restore an earlier one", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        problem: String,
    },
    /// Files went on the way, time and again.
    #[error(
        "files of pictures or films are not in the store that its database names: {names}; `stet serve` says more in its log"
    )]
    Missing {
        /// Which.
        names: String,
    },
}

impl BackupFault {
    fn device(path: &Path, error: io::Error) -> Self {
        Self::Store(unavailable(path, error))
    }
}

statements! {
    MEDIA = "select id from media where state = 'ready' and place = 'folder'";
    RENDITIONS = "select r.media, r.width, r.coding from rendition r join media m on m.id = r.media
                  where m.state = 'ready' and m.place = 'folder'";
    // What came as a whole and was not looked at yet, and what has come of others.
    UPLOADS = "select id from media where state = 'received' union select id from upload where received > 0";
    IN_BUCKET = "select count(*) from media where state = 'ready' and place = 'bucket'";
}

/// Makes a backup of the store in `data` in a folder that is not there yet, and
/// checks it. It blocks for as long as that takes; a server that runs is not
/// held up. Gives what is in it, and the hash of all that.
///
/// # Errors
/// A [`BackupFault`]; then there is none. What a process that was killed has left, in a folder whose
/// name ends in `.unfinished`, goes with the next try.
pub fn back_up(data: &Path, to: &Path, made_by: &str, at: Timestamp) -> Result<(Manifest, Hash), BackupFault> {
    let database = data.join(DATABASE);
    if !database.is_file() {
        return Err(Error::NoDatabase { folder: data.to_owned() }.into());
    }
    let part = Unfinished::begin(Target::of(to)?)?;
    let connection = reader::connect(&database)?;
    let schema = schema::current(&connection, &database)?.ok_or(BackupFault::Older { path: database })?;
    let (files, in_bucket) = collect(&connection, data, &part.folder)?;
    let records = whole::database(&part.folder.join(DATABASE))?;
    let manifest = Manifest::new(at, made_by, schema, in_bucket, files, records);
    let hash = manifest.write(&part.folder)?;
    // What the disk gives back is what was written to it.
    whole::files(&part.folder, &manifest)?;
    part.end()?;
    Ok((manifest, hash))
}

/// Copies the database and what it names. Gives the files, and how many media are in a bucket.
fn collect(connection: &Connection, data: &Path, part: &Path) -> Result<(Vec<Kept>, u64), BackupFault> {
    let copied = part.join(DATABASE);
    let mut kept: BTreeMap<String, Kept> = BTreeMap::new();
    let mut missing = Vec::new();
    for _ in 0..TRIES {
        copy_database(connection, &copied)?;
        let named = named(&copied)?;
        kept.retain(|name, _| named.files.contains(name));
        missing.clear();
        for name in &named.files {
            // What grows is copied once more; what is whole never changes.
            if kept.contains_key(name) && !name.starts_with("uploads/") {
                continue;
            }
            match copy(&data.join(name), &part.join(name), name) {
                Ok(file) => drop(kept.insert(name.clone(), file)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => missing.push(name.clone()),
                Err(error) => return Err(BackupFault::device(&data.join(name), error)),
            }
        }
        if missing.is_empty() {
            prune(part, &named.files)?;
            let database = look_at(&copied, DATABASE).map_err(|error| BackupFault::device(&copied, error))?;
            return Ok(([database].into_iter().chain(kept.into_values()).collect(), named.in_bucket));
        }
    }
    missing.truncate(5);
    Err(BackupFault::Missing { names: missing.join(", ") })
}

/// Copies the database as it is at one moment.
fn copy_database(connection: &Connection, to: &Path) -> Result<(), BackupFault> {
    // SQLite fills an empty file that is there, and so nobody else may read it.
    private::create(to).map_err(|error| BackupFault::device(to, error))?;
    let copy = || {
        let path = to.to_str().ok_or_else(|| rusqlite::Error::InvalidPath(to.to_owned()))?;
        connection.execute("vacuum into ?1", [path])
    };
    copy().map_err(|error| Fault::from(error).of(to))?;
    File::open(to).and_then(|file| file.sync_all()).map_err(|error| BackupFault::device(to, error))
}

/// What a database names.
struct Named {
    files: BTreeSet<String>,
    in_bucket: u64,
}

fn named(database: &Path) -> Result<Named, BackupFault> {
    let connection = reader::connect(database)?;
    named_in(&connection).map_err(|fault| fault.of(database).into())
}

fn named_in(connection: &Connection) -> Result<Named, Fault> {
    let mut files = BTreeSet::new();
    for (sql, folder) in [(MEDIA, "media"), (UPLOADS, "uploads")] {
        let mut statement = connection.prepare(sql)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            files.insert(format!("{folder}/{}", get::<MediaId>(row, 0)?));
        }
    }
    let mut statement = connection.prepare(RENDITIONS)?;
    let mut found = statement.query([])?;
    while let Some(row) = found.next()? {
        let (width, coding): (u32, String) = (row.get(1)?, row.get(2)?);
        files.insert(format!("media/{}-{width}.{coding}", get::<MediaId>(row, 0)?));
    }
    let in_bucket = connection.query_row(IN_BUCKET, [], |row| row.get(0))?;
    Ok(Named { files, in_bucket })
}

/// Removes what an earlier copy of the database named.
fn prune(part: &Path, named: &BTreeSet<String>) -> Result<(), BackupFault> {
    for name in whole::names_in(part)? {
        let is_own = name == DATABASE || name == UNFINISHED;
        if !is_own && !named.contains(&name) {
            let path = part.join(&name);
            fs::remove_file(&path).map_err(|error| BackupFault::device(&path, error))?;
        }
    }
    Ok(())
}

/// A place where a folder can be put as a whole: its parent is there or can be made, and nothing else is.
struct Target(PathBuf);

impl Target {
    /// The place of that path, if it is one. What can be known of it now is not found out when all is copied.
    fn of(path: &Path) -> Result<Self, BackupFault> {
        // Without a slash at its end, so that another name can stand beside it.
        let named: PathBuf = path.components().collect();
        if named.file_name().is_none() {
            return Err(BackupFault::NoName { path: path.to_owned() });
        }
        let place = match fs::canonicalize(&named) {
            // A link leads there: it stays, and what it leads to is the place.
            Ok(there) => there,
            Err(error) if error.kind() == io::ErrorKind::NotFound && !named.is_symlink() => named,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(BackupFault::Exists { path: named }),
            Err(error) => return Err(BackupFault::device(path, error)),
        };
        if is_mount_point(&place).map_err(|error| BackupFault::device(path, error))? {
            return Err(BackupFault::MountPoint { path: path.to_owned() });
        }
        require_free(&place)?;
        Ok(Self(place))
    }
}

/// Whether a folder is there that is on another device than the one that holds it.
fn is_mount_point(place: &Path) -> io::Result<bool> {
    match (fs::metadata(place), place.parent()) {
        (Ok(there), Some(parent)) => Ok(there.dev() != fs::metadata(parent)?.dev()),
        (Ok(_), None) => Ok(true),
        (Err(error), _) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        (Err(error), _) => Err(error),
    }
}

/// A folder that is not whole yet, beside the place where it is to be.
struct Unfinished {
    folder: PathBuf,
    target: Target,
    is_whole: bool,
}

/// What did not become whole goes; after a kill, the next try sees to it.
impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_whole {
            // Why it did not become whole is what counts.
            let _ = fs::remove_dir_all(&self.folder);
        }
    }
}

impl Unfinished {
    /// Begins one for a place where there is nothing. What an earlier try left goes.
    fn begin(target: Target) -> Result<Self, BackupFault> {
        let mut name = target.0.as_os_str().to_owned();
        name.push(".unfinished");
        let folder = PathBuf::from(name);
        let mark = folder.join(UNFINISHED);
        if mark.is_file() {
            fs::remove_dir_all(&folder).map_err(|error| BackupFault::device(&folder, error))?;
        }
        require_free(&folder)?;
        private::make_folder(&folder)?;
        private::create(&mark).map_err(|error| BackupFault::device(&mark, error))?;
        for inner in ["media", "uploads"] {
            private::make_folder(&folder.join(inner))?;
        }
        Ok(Self { folder, target, is_whole: false })
    }

    /// Has the folder be whole, under its name.
    fn end(mut self) -> Result<(), BackupFault> {
        let to = &self.target.0;
        let end = || {
            fs::remove_file(self.folder.join(UNFINISHED))?;
            for inner in ["media", "uploads", "."] {
                private::sync_folder(&self.folder.join(inner))?;
            }
            fs::rename(&self.folder, to)?;
            private::sync_folder(&to.join(".."))
        };
        end().map_err(|error| BackupFault::device(to, error))?;
        self.is_whole = true;
        Ok(())
    }
}

/// Refuses a place where there is something; an empty folder is nothing.
fn require_free(path: &Path) -> Result<(), BackupFault> {
    let is_free = match fs::read_dir(path) {
        Ok(mut files) => files.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => false,
        Err(error) => return Err(BackupFault::device(path, error)),
    };
    if is_free { Ok(()) } else { Err(BackupFault::Exists { path: path.to_owned() }) }
}
