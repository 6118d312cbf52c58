//! The shape of the database, and how an older one is brought up to it.

use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use crate::error::{Fault, unavailable};
use crate::statement::statements;
use crate::{Error, Hash};

/// How long a connection waits for another process to finish writing.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);

/// A step from one version of the schema to the next. FROZEN once released.
#[derive(Clone, Copy)]
pub(crate) struct Migration {
    name: &'static str,
    sql: &'static str,
}

/// All steps; the first makes version 1.
pub(crate) const MIGRATIONS: &[Migration] = &[
    Migration { name: "record_and_desk", sql: include_str!("../migrations/0001_record_and_desk.sql") },
    Migration { name: "people", sql: include_str!("../migrations/0002_people.sql") },
    Migration { name: "search", sql: include_str!("../migrations/0003_search.sql") },
    Migration { name: "drafts", sql: include_str!("../migrations/0004_drafts.sql") },
    Migration { name: "jobs_of_all_coverages", sql: include_str!("../migrations/0005_jobs_of_all_coverages.sql") },
    Migration { name: "ways", sql: include_str!("../migrations/0006_ways.sql") },
    Migration { name: "gists", sql: include_str!("../migrations/0007_gists.sql") },
    Migration { name: "media", sql: include_str!("../migrations/0008_media.sql") },
    Migration { name: "suggestions", sql: include_str!("../migrations/0009_suggestions.sql") },
    Migration { name: "readers_search", sql: include_str!("../migrations/0010_readers_search.sql") },
    Migration { name: "briefs", sql: include_str!("../migrations/0011_briefs.sql") },
    Migration { name: "histories", sql: include_str!("../migrations/0012_histories.sql") },
    Migration { name: "signing_keys", sql: include_str!("../migrations/0013_signing_keys.sql") },
    Migration { name: "redactions", sql: include_str!("../migrations/0014_redactions.sql") },
    Migration { name: "followings", sql: include_str!("../migrations/0015_followings.sql") },
    Migration { name: "search_deletes", sql: include_str!("../migrations/0016_search_deletes.sql") },
    Migration { name: "named_media", sql: include_str!("../migrations/0017_named_media.sql") },
];

/// “STET”, as migration 1 writes it into the file's header.
const APPLICATION_ID: i64 = 0x5354_4554;

statements! {
    APPLIED = "select version, sha256 from schema_version order by version";
    // The one time that the database tells: it is for people, no program reads it.
    NOTE = "insert into schema_version (version, name, sha256, applied_at)
            values (?1, ?2, ?3, cast(unixepoch('subsec') * 1000000 as integer))";
}

/// Opens the database for writing, made or migrated as needed.
pub(crate) fn open(database: &Path) -> Result<Connection, Error> {
    connect(database).map_err(|fault| fault.of(database))
}

fn connect(database: &Path) -> Result<Connection, Fault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(database, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    if connection.is_readonly("main")? {
        // SQLite opens what it may not write to for reading, and says nothing.
        return Err(unavailable(database, io::ErrorKind::PermissionDenied.into()).into());
    }
    let application: i64 = connection.query_row("pragma application_id", [], |row| row.get(0))?;
    let blank: bool = connection.query_row("select count(*) = 0 from sqlite_schema", [], |row| row.get(0))?;
    if application != APPLICATION_ID && !blank {
        return Err(Error::NotADatabase { path: database.to_owned() }.into());
    }
    // `full`: a commit that returned survives a power loss. On macOS this
    // takes `fullfsync` too; elsewhere that means nothing.
    connection.execute_batch(
        "pragma journal_mode = wal;
         pragma synchronous = full;
         pragma fullfsync = on;
         pragma checkpoint_fullfsync = on;
         pragma foreign_keys = on;
         pragma journal_size_limit = 67108864;
         pragma temp_store = memory;",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    migrate(&mut connection, database, MIGRATIONS)?;
    Ok(connection)
}

/// The version of a database that is as this build makes it; none of one that an
/// older build made. The database is not altered.
///
/// # Errors
/// As [`open`].
pub(crate) fn current(connection: &Connection, database: &Path) -> Result<Option<u32>, Error> {
    let look = || {
        let application: i64 = connection.query_row("pragma application_id", [], |row| row.get(0))?;
        if application != APPLICATION_ID {
            return Err(Fault::from(Error::NotADatabase { path: database.to_owned() }));
        }
        let is_older = missing(connection, database, MIGRATIONS)?.next().is_some();
        Ok((!is_older).then(|| u32::try_from(MIGRATIONS.len()).unwrap_or(u32::MAX)))
    };
    look().map_err(|fault| fault.of(database))
}

/// Applies the steps that are missing, all or none.
pub(crate) fn migrate(connection: &mut Connection, database: &Path, migrations: &[Migration]) -> Result<(), Fault> {
    // A look first: a server that is busy writing should not keep an
    // up-to-date database from being opened beside it.
    if !connection.table_exists(None, "schema_version")? || missing(connection, database, migrations)?.next().is_some()
    {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
        transaction.execute_batch(
            "create table if not exists schema_version (
                 version    integer not null primary key,
                 name       text    not null,
                 sha256     blob    not null,
                 applied_at integer not null
             ) strict",
        )?;
        for (version, migration) in missing(&transaction, database, migrations)? {
            transaction.execute_batch(migration.sql)?;
            transaction.execute(NOTE, (version, migration.name, migration.sha256().0))?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// The steps that were not applied yet, by version.
fn missing<'m>(
    connection: &Connection,
    database: &Path,
    migrations: &'m [Migration],
) -> Result<impl Iterator<Item = (u32, &'m Migration)>, Fault> {
    let mut statement = connection.prepare(APPLIED)?;
    let applied = statement.query_map([], |row| Ok((row.get(0)?, Hash(row.get(1)?))))?;
    let applied = applied.collect::<rusqlite::Result<Vec<(u32, Hash)>>>()?;
    let known = u32::try_from(migrations.len()).unwrap_or(u32::MAX);
    if let Some((found, _)) = applied.last().filter(|(version, _)| *version > known) {
        return Err(Error::Newer { path: database.to_owned(), found: *found, known }.into());
    }
    for ((version, sha256), migration) in applied.iter().zip(migrations) {
        if *sha256 != migration.sha256() {
            return Err(Error::Altered { path: database.to_owned(), version: *version }.into());
        }
    }
    Ok((1..).zip(migrations).skip(applied.len()))
}

impl Migration {
    fn sha256(&self) -> Hash {
        Hash::of(&[self.sql.as_bytes()])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEPS: &[Migration] = &[
        Migration { name: "first", sql: "create table a (x)" },
        Migration { name: "second", sql: "alter table a add column y" },
        Migration { name: "broken", sql: "create table b (x); create table a (x)" },
    ];

    fn versions(connection: &Connection) -> Vec<(u32, String)> {
        let mut statement = connection.prepare("select version, name from schema_version order by version").unwrap();
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn steps_are_applied_once_and_in_order() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, Path::new("test.db"), &STEPS[..1]).unwrap();
        connection.execute("insert into a values (1)", []).unwrap();
        migrate(&mut connection, Path::new("test.db"), &STEPS[..2]).unwrap();
        migrate(&mut connection, Path::new("test.db"), &STEPS[..2]).unwrap();
        assert_eq!(versions(&connection), [(1, "first".to_owned()), (2, "second".to_owned())]);
        assert_eq!(connection.query_row("select x from a where y is null", [], |row| row.get(0)), Ok(1));
    }

    #[test]
    fn a_step_that_fails_leaves_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(migrate(&mut connection, Path::new("test.db"), STEPS).is_err());
        assert!(!connection.table_exists(None, "schema_version").unwrap());
        assert!(!connection.table_exists(None, "a").unwrap());
    }

    #[test]
    fn a_newer_schema_and_an_altered_step_are_refused() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection, Path::new("test.db"), &STEPS[..2]).unwrap();
        let newer = migrate(&mut connection, Path::new("test.db"), &STEPS[..1]);
        assert!(matches!(newer, Err(Fault::Told(Error::Newer { found: 2, known: 1, .. }))));
        let altered = [STEPS[0], Migration { name: "second", sql: "alter table a add column z" }];
        let altered = migrate(&mut connection, Path::new("test.db"), &altered);
        assert!(matches!(altered, Err(Fault::Told(Error::Altered { version: 2, .. }))));
    }
}
