//! A coverage goes out as an archive, with its pictures and its proof, and is the same elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use serde_json::{Value, json};

use crate::photograph::photograph;
use crate::stet::{Desk, Run, Server, command, get, get_bytes, stet, text, token};
use crate::uploading::{begin, go_on, looked_at};

/// The demo's coverage, with its pictures.
fn demo(data: &Path) -> (Server, String) {
    let demo = Server::start(&["demo", "--listen", "127.0.0.1:0", "--speed", "1", "--data", text(data)]);
    let slug = demo.url.rsplit('/').next().unwrap().to_owned();
    drop(demo);
    (Server::serve(data), slug)
}

/// What readers are told of a coverage, by path; what names the place is left out.
fn told(server: &Server, slug: &str) -> Vec<(String, String)> {
    let document = get(&format!("{}/live/{slug}.json", server.url)).1;
    let posts: Value = serde_json::from_str(&document).unwrap();
    let posts = posts["posts"].as_array().unwrap();
    let histories = posts.iter().map(|post| format!("{}/history", post["url"].as_str().unwrap()));
    let names = ["", "/feed.rss", "/feed.atom", "/feed.json", "/history", "/corrections"];
    let pages = names.into_iter().map(|name| format!("/live/{slug}{name}"));
    let answers = pages.chain(histories).map(|path| {
        let (status, body) = get(&format!("{}{path}", server.url));
        assert_eq!(status, 200, "{path}");
        (path, body)
    });
    answers.chain([("json".to_owned(), document)]).map(|(path, body)| (path, server.nowhere(&body))).collect()
}

#[test]
fn an_archive_of_a_running_server_makes_the_same_coverage_elsewhere() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let (server, slug) = demo(&first);
    let file = folder.path().join("demo.zip");
    let out = |data: &Path, file: &Path| {
        stet(&[
            "export",
            &slug,
            "--archive",
            text(file),
            "--public-url",
            "https://live.example.org",
            "--data",
            text(data),
        ])
    };
    let export = out(&first, &file);
    assert!(export.ok && !export.err.contains("not in it"), "{}{}", export.out, export.err);
    let again = folder.path().join("again.zip");
    assert!(out(&first, &again).ok);
    assert!(fs::read(&file).unwrap() == fs::read(&again).unwrap(), "the same record makes the same bytes");
    assert!(!out(&first, &again).ok, "nothing is written over");

    let bag = std::process::Command::new("python3").args(["-c", BAG, text(&file)]).output().unwrap();
    assert!(bag.status.success(), "{}", String::from_utf8_lossy(&bag.stderr));

    let key = export.out.trim().rsplit(' ').next().unwrap();
    let import = stet(&["import", text(&file), "--key", key, "--data", text(&second)]);
    assert!(import.ok, "{}", import.err);
    let root = export.out.split("root ").nth(1).unwrap().split(',').next().unwrap();
    assert!(import.out.contains(&format!("with the root {root}")), "{}", import.out);
    let other = Server::serve(&second);
    for ((path, here), (_, there)) in told(&server, &slug).into_iter().zip(told(&other, &slug)) {
        assert!(there == here, "{path} differs");
    }
    // The new server signs the same root.
    let verified = stet(&["verify", &format!("{}/live/{slug}", other.url)]);
    assert!(verified.ok && verified.out.contains(root), "{}{}", verified.out, verified.err);
    let (mut pictures, record) = (0, stet(&["export", &slug, "--data", text(&first)]).out);
    for entry in fs::read_dir(first.join("media")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        // The demo has pictures for posts that are still to come.
        let (id, rest) = name.split_at_checked(36).unwrap();
        if !record.contains(id) {
            continue;
        }
        // `-WIDTH.CODING` follows the id of a rendition.
        let path = format!("/media/{id}{}", rest.replacen('-', "/", 1));
        let [here, there] = [&server, &other].map(|server| get_bytes(&format!("{}{path}", server.url)));
        assert_eq!(here.0, there.0, "{path}");
        assert!(here.1 == there.1, "{path}");
        pictures += usize::from(here.0 == 200);
    }
    assert!(pictures > 0, "the demo has pictures");

    // What is exported there differs in what names the place, and in nothing else.
    let third = folder.path().join("third.zip");
    assert!(out(&second, &third).ok);
    let [here, there] = [&file, &third].map(|file| entries(file));
    let differ: Vec<&str> = here
        .iter()
        .zip(&there)
        .filter(|(one, other)| one != other)
        .map(|(one, _)| one.0.split_once('/').unwrap().1)
        .collect();
    let expected = [
        "archive.json",
        "archive.sig",
        "data/checkpoint.txt",
        "data/keys.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
    ];
    assert_eq!(differ, expected);

    // A name that is taken is told of, and another is a way out. Its pictures are there already.
    let taken = stet(&["import", text(&file), "--data", text(&second)]);
    assert!(!taken.ok && taken.err.contains("slug_taken") && taken.err.contains("--slug"), "{}", taken.err);
    let renamed = stet(&["import", text(&file), "--slug", "copy", "--data", text(&second)]);
    assert!(renamed.ok && renamed.out.contains("“copy”"), "{}", renamed.err);
}

const PAGE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/pasted-page.txt");

/// A small coverage as an archive, and the key that signed it.
fn page(folder: &Path) -> (PathBuf, String) {
    let (data, file) = (folder.join("page"), folder.join("page.zip"));
    assert!(stet(&["import", PAGE, "--slug", "page", "--data", text(&data)]).ok);
    let address = ["--public-url", "https://live.example.org"];
    let export = stet(&[&["export", "page", "--archive", text(&file), "--data", text(&data)][..], &address].concat());
    assert!(export.ok, "{}", export.err);
    (file, export.out.trim().rsplit(' ').next().unwrap().to_owned())
}

/// Everything below a folder, and what it holds.
fn below(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(below(&path));
        } else {
            let bytes = fs::read(&path).unwrap();
            files.insert(path, bytes);
        }
    }
    files
}

#[test]
fn an_archive_is_verified_as_it_would_be_imported_and_nothing_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let (file, key) = page(folder.path());
    let whole = fs::read(&file).unwrap();
    let before = below(folder.path());
    let verified = stet(&["verify", text(&file), "--key", &key]);
    assert_eq!((verified.code, &*verified.err), (0, ""), "{}", verified.out);
    let root = stet(&["export", "page", "--data", text(&folder.path().join("page"))]).err;
    let root = root.trim().rsplit(' ').next().unwrap();
    for said in ["is what was put into it, and no other is there", root, &format!("{key} signed that live.example.org")]
    {
        assert!(verified.out.contains(said), "{said}: {}", verified.out);
    }
    let own = stet(&["verify", text(&file)]);
    assert!(own.ok && own.err.contains("who made it"), "{}{}", own.out, own.err);
    assert!(below(folder.path()) == before, "something was written");

    // What is said of a change, and what a checkpoint that was kept says, is looked at as in a record.
    let unpacked = folder.path().join("unpacked");
    let python = ["-m", "zipfile", "-e", text(&file), text(&unpacked)];
    assert!(std::process::Command::new("python3").args(python).status().unwrap().success());
    let unpacked = unpacked.join("page");
    let checkpoint = unpacked.join("data/checkpoint.txt");
    let since = stet(&["verify", text(&file), "--key", &key, "--since", text(&checkpoint)]);
    assert!(since.ok && since.out.contains("checkpoint.txt are all there, unaltered"), "{}{}", since.out, since.err);
    // The one before the archive moved is the one of its former address.
    let stranger = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    let altered = [&whole[..whole.len() / 2], &[!whole[whole.len() / 2]], &whole[whole.len() / 2 + 1..]].concat();
    for (bytes, args, code, said) in [
        (&altered, vec![], 1, "DOES NOT HOLD: the archive (altered_file)"),
        (&whole, vec!["--key", stranger], 1, "DOES NOT HOLD: the archive (other_key)"),
        (&whole[..whole.len() - 9].to_vec(), vec![], 1, "DOES NOT HOLD: the archive (truncated)"),
        (&[&*whole, b"twelve bytes"].concat(), vec![], 1, "DOES NOT HOLD: the archive (extra_bytes)"),
        (&Vec::new(), vec![], 1, "DOES NOT HOLD: the archive (truncated)"),
    ] {
        fs::write(&file, bytes).unwrap();
        let run = stet(&[&["verify", text(&file)][..], &args].concat());
        assert!(run.code == code && run.out.contains(said), "{said}: {} {}{}", run.code, run.out, run.err);
    }
    let other = folder.path().join("other.zip");
    let python = ["-m", "zipfile", "-c", text(&other), PAGE];
    assert!(std::process::Command::new("python3").args(python).status().unwrap().success());
    let run = stet(&["verify", text(&other)]);
    assert!(run.code == 2 && run.err.contains("(packed)"), "{}{}", run.out, run.err);

    // Of one that was unpacked it is said what can be done with it, which works.
    for run in [
        stet(&["verify", text(&unpacked)]),
        stet(&["import", text(&unpacked), "--data", text(&folder.path().join("new"))]),
    ] {
        assert!(!run.ok && run.code == if run.err.contains("cannot be checked") { 2 } else { 1 });
        assert!(
            run.err.contains("zip -0 -r page.zip page") && run.err.contains("data/record.jsonl --since"),
            "{}",
            run.err
        );
    }
    let record = unpacked.join("data/record.jsonl");
    let run = stet(&["verify", text(&record), "--since", text(&checkpoint), "--key", &key]);
    assert!(run.ok, "{}{}", run.out, run.err);
    let again = folder.path().join("again.zip");
    let pack = "import os, sys, zipfile\n\
                archive = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_STORED)\n\
                base = os.path.dirname(sys.argv[2])\n\
                for folder, _, names in os.walk(sys.argv[2]):\n    \
                    archive.write(folder, os.path.relpath(folder, base))\n    \
                    for name in names: archive.write(os.path.join(folder, name), os.path.relpath(os.path.join(folder, name), base))\n\
                archive.close()";
    let python = ["-c", pack, text(&again), text(&unpacked)];
    assert!(std::process::Command::new("python3").args(python).status().unwrap().success());
    let run = stet(&["verify", text(&again), "--key", &key]);
    assert!(run.ok, "{}{}", run.out, run.err);
}

#[test]
fn what_is_called_an_archive_is_read_as_one_however_it_begins() {
    let folder = tempfile::tempdir().unwrap();
    let (file, key) = page(folder.path());
    let data = folder.path().join("new");
    let whole = fs::read(&file).unwrap();
    for (bytes, said) in [([b"12345", &*whole].concat(), "(extra_bytes)"), (Vec::new(), "(truncated)")] {
        fs::write(&file, bytes).unwrap();
        for args in [&["--key", &*key][..], &[], &["--slug", "page"]] {
            let run = stet(&[&["import", text(&file), "--data", text(&data)][..], args].concat());
            assert!(!run.ok && run.err.contains(said), "{args:?}: {}", run.err);
        }
    }
    let run = stet(&["import", PAGE, "--slug", "page", "--key", &key, "--data", text(&data)]);
    assert!(!run.ok && run.err.contains("--format archive"), "{}", run.err);
    assert!(!data.exists());
    // One that was exported without the server's address names the key by another.
    let other = folder.path().join("other.zip");
    let export = stet(&["export", "page", "--archive", text(&other), "--data", text(&folder.path().join("page"))]);
    assert!(export.ok && export.err.contains("Export it again with --public-url"), "{}", export.err);
    let run = stet(&["import", text(&other), "--key", &key, "--data", text(&data)]);
    assert!(!run.ok && run.err.contains("export it again with --public-url https://live.example.org"), "{}", run.err);
    let run = stet(&["export", "page", "--archive", "/nowhere/page.zip", "--data", text(&folder.path().join("page"))]);
    assert!(!run.ok && run.err.contains("there is no folder “/nowhere”") && !run.err.contains(".tmp"), "{}", run.err);
}

#[test]
fn a_picture_that_was_redacted_is_told_as_that_and_not_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let token = token(&data);
    let server = Server::serve(&data);
    let desk = Desk::new(&server, &token);
    desk.must("POST", "/coverages", &json!({"slug": "storm", "headline": "Ferries in the storm"}));
    let mut ids = Vec::new();
    for width in [640, 660] {
        let photo = photograph(width, 480);
        let place = begin(&desk, photo.len());
        assert!(go_on(&desk, &place, 0, &photo).unwrap().starts_with("HTTP/1.1 204"));
        let id = looked_at(&desk, &place)["id"].as_str().unwrap().to_owned();
        let image = json!({"type": "image", "attrs": {"media": id, "alt": "A quay"}});
        let body = json!({"v": 1, "doc": {"type": "doc", "content": [image]}});
        desk.must("POST", "/coverages/storm/posts", &json!({"headline": "The quay", "body": body}));
        ids.push(id);
    }
    desk.must("POST", &format!("/media/{}/redact", ids[0]), &json!({"reason": "privacy"}));
    let gone = |run: &Run, said: &str| {
        let told = format!("{}{}", run.out, run.err);
        assert!(run.ok && told.contains(&format!("{said}: 1 picture or film that was redacted")), "{told}");
        for wrong in ["Warning", "upload them", "restore"] {
            assert!(!told.contains(wrong), "{wrong}: {told}");
        }
    };
    let file = folder.path().join("storm.zip");
    gone(&stet(&["export", "storm", "--archive", text(&file), "--data", text(&data)]), "since it is to be nowhere");
    let manifest = entries(&file).into_iter().find(|(name, _)| name == "storm/archive.json").unwrap().1;
    let manifest: Value = serde_json::from_slice(&manifest).unwrap();
    assert_eq!((&manifest["redacted"], &manifest["missing"]), (&json!([ids[0]]), &json!([])));
    let second = folder.path().join("second");
    gone(&stet(&["import", text(&file), "--data", text(&second)]), "since it is to be nowhere");
    // As lines, of which the other picture's file is no part.
    let export = stet(&["export", "storm", "--data", text(&data)]);
    gone(&export, "since it is to be nowhere");
    assert!(export.err.contains("the files of 1 picture or film; they are in the folder media"), "{}", export.err);
    let record = folder.path().join("storm.jsonl");
    fs::write(&record, &export.out).unwrap();
    gone(&stet(&["import", text(&record), "--slug", "again", "--data", text(&second)]), "since it is to be nowhere");
    // A file that was lost is still told of.
    fs::remove_file(data.join("media").join(&ids[1])).unwrap();
    let export = stet(&["export", "storm", "--archive", text(&folder.path().join("b.zip")), "--data", text(&data)]);
    assert!(export.err.contains("Warning: not in it: 1 picture or film, whose files are not"), "{}", export.err);
}

/// Another program's look at an archive: at the ZIP, and at the bag in it (RFC 8493).
const BAG: &str = r"
import hashlib, sys, zipfile
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
base = archive.namelist()[0].split('/')[0]
def listed(manifest):
    lines = archive.read(f'{base}/{manifest}-sha256.txt').decode().splitlines()
    return {f'{base}/{name}': digest for digest, name in (line.split('  ', 1) for line in lines)}
payload = listed('manifest')
for name, digest in (payload | listed('tagmanifest')).items():
    assert hashlib.sha256(archive.read(name)).hexdigest() == digest, name
assert set(payload) == {name for name in archive.namelist() if name.startswith(f'{base}/data/')}
info = dict(line.split(': ', 1) for line in archive.read(f'{base}/bag-info.txt').decode().splitlines())
size = sum(archive.getinfo(name).file_size for name in payload)
assert info['Payload-Oxum'] == f'{size}.{len(payload)}', info
";

/// The entries of an archive, by name.
fn entries(file: &Path) -> Vec<(String, Vec<u8>)> {
    let bytes = fs::read(file).unwrap();
    let archive = rawzip::ZipArchive::from_slice(&bytes).unwrap();
    let mut found = Vec::new();
    let mut entries = archive.entries();
    while let Some(entry) = entries.next_entry().unwrap() {
        let name = std::str::from_utf8(entry.file_path().as_bytes()).unwrap().to_owned();
        found.push((name, archive.get_entry(entry.wayfinder()).unwrap().data().to_vec()));
    }
    found.sort();
    found
}

#[test]
fn a_bad_archive_makes_nothing_not_even_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    assert!(stet(&["import", PAGE, "--slug", "page", "--data", text(&first)]).ok);
    let file = folder.path().join("page.zip");
    assert!(stet(&["export", "page", "--archive", text(&file), "--data", text(&first)]).ok);
    let whole = fs::read(&file).unwrap();
    let mut altered = fs::OpenOptions::new().write(true).open(&file).unwrap();
    altered.seek(SeekFrom::Start(whole.len() as u64 / 2)).unwrap();
    altered.write_all(&[!whole[whole.len() / 2]]).unwrap();
    let refused = stet(&["import", text(&file), "--data", text(&second)]);
    assert!(!refused.ok && refused.err.contains("(altered_file)"), "{}", refused.err);
    fs::write(&file, &whole[..whole.len() - 100]).unwrap();
    let refused = stet(&["import", text(&file), "--data", text(&second)]);
    assert!(!refused.ok && refused.err.contains("(truncated)"), "{}", refused.err);
    assert!(!second.exists());
    fs::write(&file, &whole).unwrap();
    assert!(stet(&["import", text(&file), "--data", text(&second)]).ok);
}

#[test]
fn an_import_that_is_killed_leaves_nothing_that_is_seen_and_is_done_by_the_next() {
    let folder = tempfile::tempdir().unwrap();
    let (first, second) = (folder.path().join("first"), folder.path().join("second"));
    let (server, slug) = demo(&first);
    drop(server);
    let file = folder.path().join("demo.zip");
    assert!(stet(&["export", &slug, "--archive", text(&file), "--data", text(&first)]).ok);
    let record = stet(&["export", &slug, "--data", text(&first)]).out;
    // A store is there, and somebody writes to it: the import has put its files, and waits for its turn.
    assert!(stet(&["token", "create", "--member", "a@example.org", "--data", text(&second)]).ok);
    let lock = Lock::hold(&second.join("stet.db"));
    let mut import = command(&["import", text(&file), "--data", text(&second)]);
    let mut import = import.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
    let whole = entries(&file).iter().filter(|(name, _)| name.contains("/data/media/")).count();
    assert!(whole > 0);
    let whole_files = || {
        let files = fs::read_dir(second.join("media")).unwrap().map(|file| file.unwrap().path());
        files.filter(|path| path.extension().is_none_or(|ending| ending != "part")).collect::<Vec<_>>()
    };
    wait_for(&mut import, || whole_files().len() == whole);
    import.kill().unwrap();
    import.wait().unwrap();
    drop(lock);
    let none = stet(&["export", &slug, "--data", text(&second)]);
    assert!(!none.ok && none.err.contains("none at all"), "{}", none.err);
    // Half of a file is written over as well.
    let garbage = whole_files().remove(0);
    fs::write(&garbage, b"half").unwrap();
    let import = stet(&["import", text(&file), "--data", text(&second)]);
    assert!(import.ok, "{}", import.err);
    assert_eq!(stet(&["export", &slug, "--data", text(&second)]).out, record);
    let name = garbage.file_name().unwrap();
    assert!(fs::read(&garbage).unwrap() == fs::read(first.join("media").join(name)).unwrap());
}

/// Waits until something is so, while a process runs.
fn wait_for(running: &mut Child, is_so: impl Fn() -> bool) {
    while !is_so() {
        assert_eq!(running.try_wait().unwrap(), None, "it ended before");
        std::thread::yield_now();
    }
}

/// The right to write to a database, taken from all others for as long as a shell of Python has it.
struct Lock(Child);

impl Lock {
    fn hold(database: &Path) -> Self {
        let script = "import sqlite3, sys\ndb = sqlite3.connect(sys.argv[1], isolation_level=None)\n\
                      db.execute('begin immediate')\nprint('held', flush=True)\nsys.stdin.read()";
        let mut python = std::process::Command::new("python3");
        python.args(["-c", script, text(database)]).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut python = python.spawn().unwrap();
        let mut held = [0; 4];
        python.stdout.as_mut().unwrap().read_exact(&mut held).unwrap();
        Self(python)
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // It ends in any case.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
