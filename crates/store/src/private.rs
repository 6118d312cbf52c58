//! Files and folders for this user only: drafts and the hashes of tokens are in them.

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::Error;
use crate::error::unavailable;

/// Reading and writing, for the owner.
const MODE: u32 = 0o600;

/// Makes the folder. One that is there stays as it is: it is the operator's.
pub(crate) fn make_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
    // A folder is lasting once the folder that holds it was written.
    made.and_then(|()| sync_folder(&folder.join(".."))).map_err(|error| unavailable(folder, error))
}

/// Has the system write the names that are in a folder.
pub(crate) fn sync_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

/// Opens a file to write it from its start, made where it is not there.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    OpenOptions::new().write(true).create(true).truncate(true).mode(MODE).open(path)
}

/// Makes an empty file where there is none. One that is there is not even
/// opened: to close it would end the locks that this process holds on it.
pub(crate) fn create_missing(path: &Path) -> Result<(), Error> {
    match OpenOptions::new().write(true).create_new(true).mode(MODE).open(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(unavailable(path, error)),
        _ => Ok(()),
    }
}

/// Takes from others what they may do with a file, such as one out of a backup.
pub(crate) fn shut(path: &Path) -> Result<(), Error> {
    let shut = || {
        let open_to_others = fs::metadata(path)?.permissions().mode() & 0o077 != 0;
        if open_to_others { fs::set_permissions(path, Permissions::from_mode(MODE)) } else { Ok(()) }
    };
    match shut() {
        // SQLite makes and removes files as it needs them; and what belongs to
        // somebody else is for them to shut.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied) => Ok(()),
        outcome => outcome.map_err(|error| unavailable(path, error)),
    }
}

/// Shuts every file in a folder, if there is such a folder.
pub(crate) fn shut_all(folder: &Path) -> Result<(), Error> {
    let list = || fs::read_dir(folder)?.map(|file| Ok(file?.path())).collect::<io::Result<Vec<_>>>();
    match list() {
        Ok(files) => files.iter().try_for_each(|file| shut(file)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(unavailable(folder, error)),
    }
}
