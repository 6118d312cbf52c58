//! Whether a backup holds what it says: every file, the database as a whole, and every record in it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use coverage::{CoverageId, Seq};
use rusqlite::Connection;

use super::manifest::{DATABASE, KeptRecord, MANIFEST, look_at};
use super::{BackupFault, Manifest, UNFINISHED, named};
use crate::column::get;
use crate::error::Fault;
use crate::{Error, reader, record, record_hash, schema};

/// How many changes are read at a time.
const AT_ONCE: usize = 500;
/// How many faults of a database are told.
const TOLD: usize = 5;

/// Holds the files of a folder against their hashes.
pub(super) fn files(folder: &Path, manifest: &Manifest) -> Result<(), BackupFault> {
    for told in &manifest.files {
        let path = folder.join(&told.name);
        let broken = |problem: &str| BackupFault::Broken { path: path.clone(), problem: problem.to_owned() };
        let found = match look_at(&path, &told.name) {
            Ok(found) => found,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(broken("it is missing")),
            Err(error) => return Err(BackupFault::device(&path, error)),
        };
        if found.size != told.size {
            return Err(broken(&format!("it has {} bytes, and had {}", found.size, told.size)));
        }
        if found.sha256 != told.sha256 {
            return Err(broken("its content was altered"));
        }
    }
    let known: BTreeSet<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    for name in names_in(folder)? {
        if name != MANIFEST && name != UNFINISHED && !known.contains(name.as_str()) {
            let problem = "the backup does not name it".to_owned();
            return Err(BackupFault::Broken { path: folder.join(name), problem });
        }
    }
    Ok(())
}

/// The names of the files in a folder and in those of it.
pub(super) fn names_in(folder: &Path) -> Result<Vec<String>, BackupFault> {
    let list = || {
        let mut names = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if entry.file_type()?.is_dir() {
                for inner in fs::read_dir(entry.path())? {
                    names.push(format!("{name}/{}", inner?.file_name().to_string_lossy()));
                }
            } else {
                names.push(name);
            }
        }
        Ok(names)
    };
    list().map_err(|error| BackupFault::device(folder, error))
}

/// Looks through a copy of a database: its pages, what its rows refer to, and
/// every change of every record against its hash. Gives the records.
pub(super) fn database(path: &Path) -> Result<Vec<KeptRecord>, BackupFault> {
    let connection = reader::connect(path)?;
    schema::current(&connection, path)?.ok_or_else(|| BackupFault::Older { path: path.to_owned() })?;
    let problems = problems(&connection).map_err(|fault| fault.of(path))?;
    if !problems.is_empty() {
        return Err(BackupFault::Broken { path: path.to_owned(), problem: problems.join("; ") });
    }
    records(&connection).map_err(|fault| fault.of(path).into())
}

/// Whether a copy of a database names nothing but files that are there, and holds the records that are told.
pub(super) fn contents(folder: &Path, manifest: &Manifest) -> Result<(), BackupFault> {
    let path = folder.join(DATABASE);
    let broken = |problem: String| BackupFault::Broken { path: path.clone(), problem };
    let known: BTreeSet<&str> = manifest.files.iter().map(|file| file.name.as_str()).collect();
    if let Some(missing) = named(&path)?.files.iter().find(|name| !known.contains(name.as_str())) {
        return Err(broken(format!("it names {missing}, which the backup does not")));
    }
    if database(&path)? != manifest.records {
        return Err(broken("its records are not those that the backup tells of".to_owned()));
    }
    Ok(())
}

fn problems(connection: &Connection) -> Result<Vec<String>, Fault> {
    let mut statement = connection.prepare("pragma integrity_check(5)")?;
    let found = statement.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut problems: Vec<String> = found.into_iter().filter(|line| line != "ok").collect();
    let mut statement = connection.prepare("pragma foreign_key_check")?;
    let dangling =
        statement.query_map([], |row| Ok(format!("a row of {} refers to nothing", row.get::<_, String>(0)?)))?;
    problems.extend(dangling.take(TOLD).collect::<rusqlite::Result<Vec<_>>>()?);
    Ok(problems)
}

fn records(connection: &Connection) -> Result<Vec<KeptRecord>, Fault> {
    let mut statement = connection.prepare("select id, slug from coverage order by slug")?;
    let coverages = statement.query_map([], |row| Ok((get::<CoverageId>(row, 0)?, row.get::<_, String>(1)?)))?;
    let coverages = coverages.collect::<rusqlite::Result<Vec<_>>>()?;
    coverages.into_iter().map(|(id, slug)| record_of(connection, id, slug)).collect()
}

fn record_of(connection: &Connection, id: CoverageId, slug: String) -> Result<KeptRecord, Fault> {
    let (mut leaves, mut after) = (Vec::new(), Seq::START);
    loop {
        let changes = record::read(connection, id, after, AT_ONCE)?;
        leaves.extend(changes.iter().map(crate::Recorded::leaf_hash));
        let Some(last) = changes.last() else { break };
        after = last.seq();
    }
    if record::head(connection, id)? != Some(after) {
        return Err(Error::Corrupt { coverage: id, seq: after.next(), problem: "the change is missing" }.into());
    }
    Ok(KeptRecord { slug, changes: after.0, record_hash: record_hash(leaves).to_string() })
}
