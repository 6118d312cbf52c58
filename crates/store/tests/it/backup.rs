//! Where a backup can be put, and where it is said at once that it cannot.

use std::fs;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::{Path, PathBuf};

use store::backup::{BackupFault, back_up, check, restore};

use crate::bench::{Bench, at};

async fn closed() -> Bench {
    let bench = Bench::sqlite();
    bench.coverage("bridge").await;
    bench.store.close().await;
    bench
}

/// The path as it is typed with a slash at its end.
fn slashed(path: &Path) -> PathBuf {
    format!("{}/", path.display()).into()
}

#[tokio::test]
async fn a_folder_can_be_named_with_a_slash_or_by_a_link() {
    let bench = closed().await;
    let folder = tempfile::tempdir().unwrap();
    let (plain, empty, link) = (folder.path().join("plain"), folder.path().join("empty"), folder.path().join("link"));
    fs::create_dir(&empty).unwrap();
    fs::create_dir(folder.path().join("real")).unwrap();
    symlink("real", &link).unwrap();
    for to in [slashed(&plain), slashed(&empty), slashed(&link)] {
        let (_, hash) = back_up(bench.folder(), &to, "a test", at(1)).unwrap();
        assert_eq!(check(&to, None).unwrap().1, hash, "{}", to.display());
    }
    let restored = slashed(&folder.path().join("restored"));
    restore(&plain, &restored, None).unwrap();
    assert!(restored.join("stet.db").is_file());
    let mut names: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["empty", "link", "plain", "real", "restored"], "nothing unfinished is left");
    assert!(link.is_symlink());
}

#[tokio::test]
async fn a_place_that_cannot_be_replaced_is_told_before_anything_is_copied() {
    let bench = closed().await;
    let folder = tempfile::tempdir().unwrap();
    let whole = folder.path().join("whole");
    back_up(bench.folder(), &whole, "a test", at(1)).unwrap();
    let both = |to: &Path| {
        [back_up(bench.folder(), to, "a test", at(1)).map(|_| ()), restore(&whole, to, None).map(|_| ())]
            .map(|refused| refused.unwrap_err())
    };
    for nameless in [PathBuf::from("/"), PathBuf::from("."), folder.path().join("..")] {
        let refused = both(&nameless);
        assert!(refused.iter().all(|fault| matches!(fault, BackupFault::NoName { .. })), "{refused:?}");
    }
    let device = |path: &Path| fs::metadata(path).ok().map(|there| there.dev());
    let mounts: Vec<_> = ["/proc", "/dev/shm"]
        .into_iter()
        .map(Path::new)
        .filter(|mount| device(mount).is_some_and(|own| device(mount.parent().unwrap()) != Some(own)))
        .collect();
    assert!(!mounts.is_empty(), "Linux has one");
    for mount in mounts {
        for to in [mount.to_owned(), slashed(mount)] {
            for fault in both(&to) {
                assert!(matches!(fault, BackupFault::MountPoint { .. }), "{fault:?}");
                assert!(fault.to_string().contains("name a folder inside of it"), "{fault}");
            }
        }
    }
    let dangling = folder.path().join("dangling");
    symlink("nowhere", &dangling).unwrap();
    assert!(both(&dangling).iter().all(|fault| matches!(fault, BackupFault::Exists { .. })));
}
