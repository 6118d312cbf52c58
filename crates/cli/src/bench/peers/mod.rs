//! Other servers that Stet is measured beside, as they are installed on this
//! machine: each is started in a folder of its own, without root, and ends
//! with the run.

pub(super) mod nchan;
pub(super) mod nginx;
pub(super) mod pushpin;

use std::env;
use std::path::PathBuf;

/// Finds a program. Servers are often in folders that only root looks into.
fn program(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let folders = env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    folders.map(|folder| folder.join(name)).find(|path| path.is_file())
}
