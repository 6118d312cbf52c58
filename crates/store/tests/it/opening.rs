//! Opening a folder: what is made, what is refused, and in what words.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use coverage::{Change, MediaId, NoticeGiven, NoticeKind, PostRevised, Prose, Seq};
use expect_test::expect;
use rusqlite::Connection;
use serde_json::json;
use store::{Error, Media, Store, Subject, Trouble};
use uuid::Uuid;

use crate::bench::{Bench, coverage, opened};
use crate::contract::readable::{content, published, revised as revised_in_silence, withdrawn};

/// The error without the path of this run.
fn refusal(folder: &Path) -> (Error, String) {
    let Err(error) = Store::open(folder) else { panic!("it was opened") };
    let sentence = error.to_string();
    assert!(sentence.contains(&*folder.to_string_lossy()), "it names the path: {sentence}");
    (error, sentence.replace(&*folder.to_string_lossy(), "DIR"))
}

#[test]
fn a_folder_is_made_for_this_user_only() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("deep/data");
    Store::open(&folder).unwrap();
    assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
    let database = Connection::open(folder.join("stet.db")).unwrap();
    let applied = database.query_row(
        "select version, name, length(sha256), applied_at > 1600000000000000 from schema_version where version = 1",
        [],
        |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)),
    );
    assert_eq!(applied, Ok((1, "record_and_desk".to_owned(), 32, true)));
    let mode: String = database.query_row("pragma journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "wal");
}

/// What the owner, the group and others may do with each file of a store, by its path.
fn modes(folder: &Path) -> Vec<(String, u32)> {
    let mut modes = Vec::new();
    for folder in [folder, &folder.join("media")] {
        for file in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let metadata = file.metadata().unwrap();
            if metadata.is_file() {
                modes.push((file.file_name().into_string().unwrap(), metadata.permissions().mode() & 0o777));
            }
        }
    }
    modes.sort();
    modes
}

#[tokio::test]
async fn the_files_are_for_this_user_only_in_whatever_folder() {
    let folder = tempfile::tempdir().unwrap();
    fs::set_permissions(folder.path(), Permissions::from_mode(0o755)).unwrap();
    let store = Store::open(folder.path()).unwrap();
    let id = MediaId::new(Uuid::from_u128(1));
    let picture = Media { id, content_type: "image/png".to_owned(), width: None, height: None, bytes: vec![1] };
    store.put_media(picture).await.unwrap();
    let files = [&*id.to_string(), "stet.db", "stet.db-shm", "stet.db-wal", "stet.lock"];
    let private = files.map(|name| (name.to_owned(), 0o600));
    assert_eq!(modes(folder.path()), private);

    // A backup that somebody copied back, say. SQLite's own two files are there, since the store is open.
    for (name, _) in &private {
        let place = if *name == id.to_string() { folder.path().join("media") } else { folder.path().to_owned() };
        fs::set_permissions(place.join(name), Permissions::from_mode(0o644)).unwrap();
    }
    let _beside = Store::open(folder.path()).unwrap();
    assert_eq!(modes(folder.path()), private);
    let mode = fs::metadata(folder.path()).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o755, "the folder is the operator's");
}

#[test]
fn only_an_existing_store_is_opened_where_one_is_expected() {
    let parent = tempfile::tempdir().unwrap();
    let (missing, empty) = (parent.path().join("missing"), parent.path().join("empty"));
    fs::create_dir(&empty).unwrap();
    for folder in [&missing, &empty] {
        let Err(error) = Store::open_existing(folder) else { panic!("it was opened") };
        assert!(matches!(&error, Error::NoDatabase { folder: named } if named == folder), "{error:?}");
    }
    let sentence = Store::open_existing(Path::new("missing")).map(drop).unwrap_err().to_string();
    expect!["there is no database of Stet in missing; name the folder that `stet serve` was given"]
        .assert_eq(&sentence);
    assert!(!missing.exists());
    assert_eq!(fs::read_dir(&empty).unwrap().count(), 0, "nothing was made");

    Store::open(&empty).unwrap();
    Store::open_existing(&empty).unwrap();
}

#[tokio::test]
async fn it_opens_again_and_holds_what_it_held() {
    let mut bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    for _ in 0..3 {
        bench.restart().await;
        assert_eq!(bench.whole_record(id).await.len(), 1);
    }
    bench.store.close().await;
    let left: u64 = fs::metadata(bench.database().with_extension("db-wal")).map_or(0, |wal| wal.len());
    assert_eq!(left, 0, "after closing all is in the database file");
}

#[test]
fn many_at_once_open_a_folder_that_is_not_there() {
    let parent = tempfile::tempdir().unwrap();
    for n in 0..5 {
        let folder = parent.path().join(n.to_string());
        let openers: Vec<_> = (0..8)
            .map(|_| {
                let folder = folder.clone();
                std::thread::spawn(move || Store::open(&folder).map(drop))
            })
            .collect();
        for opener in openers {
            opener.join().unwrap().unwrap();
        }
    }
}

#[tokio::test]
async fn an_open_store_is_no_hindrance_to_a_busy_one() {
    let bench = Bench::sqlite();
    let busy = Connection::open(bench.database()).unwrap();
    busy.execute_batch("begin immediate").unwrap();
    let beside = bench.beside();
    assert_eq!(beside.list().await.unwrap(), []);
    busy.execute_batch("rollback").unwrap();
    beside.create_coverage(coverage("bridge"), vec![opened()], vec![]).await.unwrap();
}

#[test]
fn a_newer_database_is_refused() {
    let bench = Bench::sqlite();
    let database = Connection::open(bench.database()).unwrap();
    let newer =
        "insert into schema_version select 1000, 'later', sha256, applied_at from schema_version where version = 1";
    database.execute(newer, []).unwrap();
    let (error, sentence) = refusal(bench.folder());
    let Error::Newer { found: 1000, known, .. } = error else { panic!("{error:?}") };
    expect!["DIR/stet.db was written by a newer Stet (its schema has version 1000, this one knows KNOWN); run that Stet, or restore a backup from before the upgrade"]
        .assert_eq(&sentence.replace(&format!("knows {known}"), "knows KNOWN"));
}

#[test]
fn a_database_of_an_unreleased_build_is_refused() {
    let bench = Bench::sqlite();
    let database = Connection::open(bench.database()).unwrap();
    database.execute("update schema_version set sha256 = zeroblob(32) where version = 1", []).unwrap();
    let (error, sentence) = refusal(bench.folder());
    assert!(matches!(error, Error::Altered { version: 1, .. }));
    expect!["migration 1 of DIR/stet.db is not the one that this Stet knows: an unreleased build made the database; export the coverages with that build and import them here"].assert_eq(&sentence);
}

#[test]
fn another_file_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("stet.db");
    let text = "This is a letter, not a database. ".repeat(100);
    fs::write(&path, &text).unwrap();
    let (error, sentence) = refusal(folder.path());
    assert!(matches!(error, Error::NotADatabase { .. }));
    expect!["DIR/stet.db is not a database of Stet; move it away, or name another folder"].assert_eq(&sentence);
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
}

#[test]
fn the_database_of_another_program_is_refused_and_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let database = Connection::open(folder.path().join("stet.db")).unwrap();
    database.execute_batch("create table recipe (text)").unwrap();
    assert!(matches!(refusal(folder.path()).0, Error::NotADatabase { .. }));
    let mode: String = database.query_row("pragma journal_mode", [], |row| row.get(0)).unwrap();
    assert_eq!(mode, "delete", "not even its mode was changed");
    assert!(!database.table_exists(None, "schema_version").unwrap());
}

#[test]
fn a_file_where_the_folder_should_be_is_told() {
    let parent = tempfile::tempdir().unwrap();
    let file = parent.path().join("file");
    fs::write(&file, "").unwrap();
    let mut folders = vec![file.clone(), file.join("data")];
    if cfg!(target_os = "linux") {
        // Nobody can make a folder there, whatever the rights.
        folders.push(PathBuf::from("/proc/data"));
    }
    for folder in folders {
        let (error, _) = refusal(&folder);
        assert!(matches!(error, Error::Unavailable { trouble: Trouble::NotAFolder, .. }), "{error:?}");
    }
    expect!["DIR cannot be used: it is not a folder, or lies where there can be none; name another"]
        .assert_eq(&refusal(&file).1);
}

#[test]
fn a_database_that_may_not_be_opened_is_told() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("stet.db")).unwrap();
    let (error, _) = refusal(folder.path());
    assert!(matches!(error, Error::Unavailable { trouble: Trouble::ReadOnly, .. }), "{error:?}");
}

#[tokio::test]
async fn what_an_earlier_version_recorded_names_its_pictures_too() {
    let bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let pictures = [7, 8].map(|number| MediaId::new(Uuid::from_u128(number)));
    let images = pictures.map(|media| json!({"type": "image", "attrs": {"media": media, "alt": "A bridge"}}));
    let content = json!({"body": {"v": 1, "doc": {"type": "doc", "content": images}}});
    let content = serde_json::from_value(content).unwrap();
    let changes = vec![crate::bench::new_change(1, published(1, 1, content))];
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    let database = Connection::open(bench.database()).unwrap();
    let named = || -> Vec<([u8; 16], [u8; 16], u64)> {
        let mut named = database.prepare("select media, coverage, seq from named_medium").unwrap();
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        named.query_map([], read).unwrap().collect::<Result<_, _>>().unwrap()
    };
    let before = named();
    assert_eq!(before, pictures.map(|media| (media.uuid().into_bytes(), id.uuid().into_bytes(), 2)));
    bench.store.close().await;
    database
        .execute_batch(concat!(
            "drop table named_medium; drop index media_of_coverage; drop table followed_medium; drop table source_erasure;
             drop trigger if exists named_medium_goes_with_blanked_words; alter table erasure drop column for_source;",
            include_str!("../../migrations/0017_named_media.sql")
        ))
        .unwrap();
    assert_eq!(named(), before);
    // What is blanked names nothing any more.
    database.execute("update payload set salt = null, payload = null where seq = 2", []).unwrap();
    assert_eq!(named(), []);
}

#[tokio::test]
async fn what_an_earlier_version_recorded_has_histories_too() {
    let mut bench = Bench::sqlite();
    let id = bench.coverage("bridge").await;
    let post = crate::bench::post(1);
    let notice = NoticeGiven { kind: NoticeKind::Update, text: Prose::parse("text", "More is known.").unwrap() };
    let revised = PostRevised { post, content: content(None, "More."), notice: Some(notice) };
    let changes = vec![
        published(1, 1, content(Some("One"), "First.")),
        revised_in_silence(1, content(None, "Second.")),
        Change::PostRevised(revised),
        published(2, 2, content(None, "Another.")),
        withdrawn(2),
    ];
    let changes = changes.into_iter().map(|change| crate::bench::new_change(1, change)).collect();
    bench.store.append(id, Seq(1), changes, vec![]).await.unwrap();
    let patience = Duration::from_secs(60);
    let told = async |bench: &Bench| {
        let subjects = [Subject::Post(post), Subject::Post(crate::bench::post(2)), Subject::Coverage];
        let mut pasts = Vec::new();
        for subject in subjects {
            pasts.push(bench.store.past(id, subject, None, 10, patience).await.unwrap());
        }
        (pasts, bench.store.notices(None, 10, patience).await.unwrap())
    };
    let before = told(&bench).await;
    assert_eq!((before.0[0].changes.len(), before.0[1].changes.len(), before.1.len()), (3, 2, 2));
    bench.store.close().await;
    let database = Connection::open(bench.database()).unwrap();
    database
        .execute_batch(concat!(
            "drop table change_of; drop table notice;",
            include_str!("../../migrations/0012_histories.sql")
        ))
        .unwrap();
    drop(database);
    bench.restart().await;
    assert_eq!(told(&bench).await, before);
}
