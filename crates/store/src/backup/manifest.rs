//! What a backup says of itself: every file with its size and hash, and every record with its hash.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::BackupFault;
use crate::{Hash, private};

/// The file of a backup that tells what is in it.
pub(super) const MANIFEST: &str = "backup.json";
/// The database of a store, and of its backup.
pub(super) const DATABASE: &str = "stet.db";
/// The version of what this build writes and reads.
const VERSION: u64 = 1;
/// The longest manifest that is read, in bytes; of a million files, it has a third of that.
const LONGEST: u64 = 512 << 20;

/// What is in a backup.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this form.
    pub(super) v: u64,
    /// When the backup was begun.
    pub made_at: Timestamp,
    /// By which program.
    pub made_by: String,
    /// The version of the database's schema.
    pub(super) schema: u32,
    /// How many pictures and films have their files in a bucket, which are not in the backup.
    pub in_bucket: u64,
    /// Its files, the database first.
    pub(super) files: Vec<Kept>,
    /// Its records.
    pub records: Vec<KeptRecord>,
}

/// A file of a backup.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Kept {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) sha256: String,
}

/// A record of a backup.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeptRecord {
    /// The coverage's name in URLs.
    pub slug: String,
    /// How many changes it has.
    pub changes: u64,
    /// The hash of the whole record.
    pub record_hash: String,
}

impl Manifest {
    pub(super) fn new(
        made_at: Timestamp,
        made_by: &str,
        schema: u32,
        in_bucket: u64,
        files: Vec<Kept>,
        records: Vec<KeptRecord>,
    ) -> Self {
        Self { v: VERSION, made_at, made_by: made_by.to_owned(), schema, in_bucket, files, records }
    }

    /// How many files there are beside the database.
    #[must_use]
    pub const fn files(&self) -> usize {
        self.files.len().saturating_sub(1)
    }

    /// How many bytes all files have.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.files.iter().map(|file| file.size).sum()
    }

    /// Writes it, as the last of a backup's files. Gives its hash.
    pub(super) fn write(&self, folder: &Path) -> Result<Hash, BackupFault> {
        let path = folder.join(MANIFEST);
        let write = || {
            let text = serde_json::to_vec_pretty(self)?;
            let mut file = private::create(&path)?;
            file.write_all(&text)?;
            file.sync_all()?;
            Ok(Hash::of(&[&text]))
        };
        write().map_err(|error: io::Error| BackupFault::device(&path, error))
    }

    /// Reads the manifest of a backup, and its hash. What it names is not looked at yet.
    pub(super) fn read(folder: &Path) -> Result<(Self, Hash), BackupFault> {
        let path = folder.join(MANIFEST);
        let text = match File::open(&path) {
            Ok(file) => {
                let mut text = Vec::new();
                file.take(LONGEST + 1).read_to_end(&mut text).map_err(|error| BackupFault::device(&path, error))?;
                text
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(BackupFault::NoBackup { folder: folder.to_owned() });
            }
            Err(error) => return Err(BackupFault::device(&path, error)),
        };
        let broken = |problem: String| BackupFault::Broken { path: path.clone(), problem };
        if text.len() as u64 > LONGEST {
            return Err(broken("it is too long to be what a backup says of itself".to_owned()));
        }
        let unreadable = |error: serde_json::Error| match error.is_eof() {
            true => broken("it breaks off: its end is missing".to_owned()),
            false => broken(format!("it is not what `stet backup` writes ({error})")),
        };
        let version = serde_json::from_slice::<Version>(&text).map_err(unreadable)?;
        if version.v != VERSION {
            return Err(BackupFault::Newer { folder: folder.to_owned() });
        }
        let manifest: Self = serde_json::from_slice(&text).map_err(unreadable)?;
        manifest.check_names().map_err(broken)?;
        Ok((manifest, Hash::of(&[&text])))
    }

    /// Names lead to places inside of the backup only, and each is there once.
    fn check_names(&self) -> Result<(), String> {
        if self.files.first().is_none_or(|first| first.name != DATABASE) {
            return Err("it does not name the database first".to_owned());
        }
        let mut known = BTreeSet::new();
        for Kept { name, .. } in &self.files {
            if name != DATABASE && !is_name(name) {
                return Err(format!("“{}” is no name of a file of a backup", name.escape_debug()));
            }
            if !known.insert(name) {
                return Err(format!("it names {name} twice"));
            }
        }
        Ok(())
    }
}

/// Reads the version alone, whatever else there is.
#[derive(Deserialize)]
struct Version {
    v: u64,
}

/// Whether a name is that of a medium or an upload: of one of two folders, and nothing in it leads elsewhere.
fn is_name(name: &str) -> bool {
    let file = name.strip_prefix("media/").or_else(|| name.strip_prefix("uploads/"));
    file.is_some_and(|file| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
        file.len() <= 100 && file.bytes().all(is_plain) && file.bytes().next().is_some_and(|first| first != b'.')
    })
}

/// Copies a file, and gives what it holds by name. The copy is on the disk for good.
pub(super) fn copy(from: &Path, to: &Path, name: &str) -> io::Result<Kept> {
    let mut source = File::open(from)?;
    let mut target = private::create(to)?;
    let kept = hashed(&mut source, name, |piece| target.write_all(piece))?;
    target.sync_all()?;
    Ok(kept)
}

/// What a file holds by name.
pub(super) fn look_at(path: &Path, name: &str) -> io::Result<Kept> {
    hashed(&mut File::open(path)?, name, |_| Ok(()))
}

fn hashed(file: &mut File, name: &str, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<Kept> {
    let (mut hasher, mut size, mut piece) = (Sha256::new(), 0, vec![0; 1 << 18]);
    loop {
        let read = match file.read(&mut piece) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            read => read?,
        };
        if read == 0 {
            let sha256 = Hash(hasher.finalize().into()).to_string();
            return Ok(Kept { name: name.to_owned(), size, sha256 });
        }
        let read = piece.get(..read).unwrap_or_default();
        hasher.update(read);
        size += read.len() as u64;
        take(read)?;
    }
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn names_lead_nowhere_else() {
        for name in ["media/01890a5d-ac96-774b-bcce-b302099a8057", "media/01890a5d-320.webp", "uploads/01890a5d"] {
            assert!(is_name(name), "{name}");
        }
        for name in
            ["", "stet.db", "/etc/passwd", "media/", "media/..", "media/../stet.db", "media/a/b", "media/.a", "other/a"]
        {
            assert!(!is_name(name), "{name}");
        }
    }
}
