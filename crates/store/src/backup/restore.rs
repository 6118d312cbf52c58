//! A store out of a backup: checked while it is copied, and there as a whole or not at all.

use std::io;
use std::path::Path;

use super::manifest::copy;
use super::{BackupFault, Manifest, Target, Unfinished, whole};
use crate::Hash;

/// Checks a backup, and writes nothing. Where a hash is given, it has to be that of the backup.
/// Gives what is in it, and its hash.
///
/// # Errors
/// A [`BackupFault`] that says what is wrong with it.
pub fn check(from: &Path, expected: Option<Hash>) -> Result<(Manifest, Hash), BackupFault> {
    let (manifest, hash) = meant(from, expected)?;
    whole::files(from, &manifest)?;
    whole::contents(from, &manifest)?;
    Ok((manifest, hash))
}

/// Makes a store of a backup in a folder that is not there yet, or is empty.
/// It is checked first, and again as it was copied.
///
/// # Errors
/// A [`BackupFault`]; then there is no store.
pub fn restore(from: &Path, data: &Path, expected: Option<Hash>) -> Result<(Manifest, Hash), BackupFault> {
    let target = Target::of(data)?;
    let (manifest, hash) = meant(from, expected)?;
    whole::files(from, &manifest)?;
    let part = Unfinished::begin(target)?;
    for told in &manifest.files {
        let (source, target) = (from.join(&told.name), part.folder.join(&told.name));
        let kept = copy(&source, &target, &told.name).map_err(|error| at(&source, &target, error))?;
        if kept != *told {
            let problem = "it was altered while it was copied".to_owned();
            return Err(BackupFault::Broken { path: source, problem });
        }
    }
    whole::contents(&part.folder, &manifest)?;
    part.end()?;
    Ok((manifest, hash))
}

/// The manifest of the backup that is meant.
fn meant(from: &Path, expected: Option<Hash>) -> Result<(Manifest, Hash), BackupFault> {
    let (manifest, found) = Manifest::read(from)?;
    match expected {
        Some(expected) if expected != found => Err(BackupFault::Another { folder: from.to_owned(), expected, found }),
        _ => Ok((manifest, found)),
    }
}

/// A full disk is that of the target; whatever else is of the source.
fn at(source: &Path, target: &Path, error: io::Error) -> BackupFault {
    let is_full = matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded);
    BackupFault::device(if is_full { target } else { source }, error)
}
