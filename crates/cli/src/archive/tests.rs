//! Everything that can be wrong with an archive, and what is said of it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use coverage::{Change, Language, MediaId, Slug};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::TestRunner;
use rawzip::CompressionMethod;
use serde_json::{Value, json};
use server::{SilentRevisions, SiteSettings, Themes};
use store::proof::{Checkpoint, KeyName, Keys, NamedKey, SigningKey, Tree};
use store::{Hash, Media, NewChange, NewCoverage, Recorded, Store, from_line};
use uuid::Uuid;

use super::container::ContainerWriter;
use super::manifest::{Entry, Manifest, shown};
use super::*;

const ORIGIN: &str = "live.example.org/live/storm";
const SEED: [u8; 32] = [7; 32];
const PICTURE: MediaId = MediaId::new(Uuid::from_u128(0x01890a5d_ac96_774b_bcce_b302099a8057));

type Files = BTreeMap<String, Vec<u8>>;

/// An archive of a small coverage, and the folder that it is in.
struct Sample {
    folder: tempfile::TempDir,
    file: PathBuf,
    files: Files,
}

fn name() -> KeyName {
    KeyName::parse(ORIGIN).unwrap()
}

fn key() -> NamedKey {
    NamedKey { name: name(), public: SigningKey::from_seed(&SEED).public() }
}

fn change(kind: &str, payload: Value) -> NewChange {
    let at = "2022-02-17T09:00:00Z".parse().unwrap();
    NewChange { at, change: Change::read(kind, payload), salt: [3; 16] }
}

fn changes() -> Vec<NewChange> {
    let lead = json!({"v": 1, "lead": {"kind": "image", "media": PICTURE, "alt": "The quay"}});
    vec![
        change(
            "coverage_opened",
            json!({"v": 1, "headline": "Storm", "language": "en", "time_zone": "UTC", "status": "live"}),
        ),
        change("lead_changed", lead),
        change("standfirst_changed", json!({"v": 1, "standfirst": "The water rises"})),
    ]
}

async fn sample() -> Sample {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("data")).unwrap();
    let picture = Media {
        id: PICTURE,
        content_type: "image/webp".to_owned(),
        width: Some(3),
        height: Some(2),
        bytes: b"the bytes of a picture".to_vec(),
    };
    store.put_media(picture).await.unwrap();
    let slug = Slug::parse("storm").unwrap();
    let new = NewCoverage { id: server::coverage_id(), slug: slug.clone(), created_at: server::now() };
    store.create_coverage(new, changes(), Vec::new()).await.unwrap();
    let file = folder.path().join("storm.zip");
    export(&store, &slug, &file).await;
    store.close().await;
    let files = unpack(&file);
    Sample { folder, file, files }
}

async fn export(store: &Store, slug: &Slug, file: &Path) {
    let whole = store.whole(slug).await.unwrap().unwrap();
    let pictures = Pictures::of(store, &whole).await.unwrap();
    let settings = SiteSettings {
        name: "The Daily Example".into(),
        language: Language::english(),
        address: None,
        themes: Themes::shipped(),
        silent_revisions: SilentRevisions::Shown,
    };
    let keys = Keys { current: SigningKey::from_seed(&SEED), retired: Vec::new(), handed_on: Vec::new() };
    let pages = Pages { whole, pictures, settings: &settings, origin: name(), keys };
    write(store, pages, file).unwrap();
}

fn unpack(file: &Path) -> Files {
    let archive = Container::open(file).unwrap();
    let read = |name: &String| {
        let mut bytes = Vec::new();
        archive.read(name).unwrap().read_to_end(&mut bytes).unwrap();
        (name.clone(), bytes)
    };
    archive.entries.keys().map(read).collect()
}

fn pack(files: &Files) -> Vec<u8> {
    let mut zip = ContainerWriter::new(Vec::new(), "storm");
    for (name, bytes) in files {
        zip.put(name, &mut &**bytes).unwrap();
    }
    zip.finish().unwrap()
}

/// Makes it all fit together again, signed with a key.
fn sealed(mut files: Files, seed: [u8; 32]) -> Files {
    let key = SigningKey::from_seed(&seed);
    let public = NamedKey { name: name(), public: key.public() };
    files.insert(KEYS.to_owned(), format!("{public}\n").into_bytes());
    let before = Manifest::read(files.get(MANIFEST).unwrap()).unwrap();
    let data = files.iter().filter(|(name, _)| name.starts_with("data/"));
    let entries = data.map(|(name, bytes)| Entry {
        name: name.clone(),
        size: bytes.len() as u64,
        sha256: Hash::of(&[bytes]).to_string(),
    });
    let told = (before.changes, Hash::from_hex(&before.root).unwrap());
    let slug = Slug::parse("storm").unwrap();
    let manifest = Manifest::new(&slug, ORIGIN, told, before.as_of, <_>::default(), entries.collect());
    let text = manifest.to_bytes().unwrap();
    let signature = key.sign(&name(), &signed_words(ORIGIN, Hash::of(&[&text])));
    for (name, tag) in manifest.bag(Hash::of(&[&text]), Hash::of(&[signature.as_bytes()])) {
        files.insert(name.to_owned(), tag.into_bytes());
    }
    files.insert(MANIFEST.to_owned(), text);
    files.insert(SIGNATURE.to_owned(), signature.into_bytes());
    files
}

fn checkpoint(lines: &[u8], seed: [u8; 32]) -> Vec<u8> {
    let lines = std::str::from_utf8(lines).unwrap();
    let mut tree = Tree::default();
    tree.extend(lines.lines().enumerate().map(|(at, line)| from_line(line, at + 1).unwrap().leaf_hash()));
    let checkpoint = Checkpoint { origin: ORIGIN.to_owned(), size: tree.size(), root: tree.root() };
    SigningKey::from_seed(&seed).sign(&name(), &checkpoint.text()).into_bytes()
}

/// What is said of an archive with these bytes.
#[track_caller]
fn refused(sample: &Sample, bytes: &[u8], keys: &[NamedKey]) -> Fault {
    let file = sample.folder.path().join("altered.zip");
    fs::write(&file, bytes).unwrap();
    let checked = Container::open(&file).and_then(|archive| check(&archive, keys));
    let error = checked.map(|_| ()).unwrap_err();
    error.downcast_ref::<Fault>().unwrap_or_else(|| panic!("no code: {error:#}")).clone()
}

#[tokio::test]
async fn an_archive_holds_what_it_says_and_the_same_record_makes_the_same_bytes() {
    let sample = sample().await;
    for keys in [vec![], vec![key()]] {
        let checked = check(&Container::open(&sample.file).unwrap(), &keys).unwrap();
        assert_eq!((checked.changes.len(), checked.media.len(), checked.key), (3, 1, key()));
        assert_eq!((&checked.manifest.missing, &checked.manifest.redacted), (&BTreeSet::new(), &BTreeSet::new()));
        let leads_to: Vec<Hash> = checked.changes.iter().map(Recorded::leaf_hash).collect();
        assert_eq!(store::proof::root(leads_to).to_string(), checked.manifest.root);
    }
    let store = Store::open(&sample.folder.path().join("data")).unwrap();
    let again = sample.folder.path().join("again.zip");
    export(&store, &Slug::parse("storm").unwrap(), &again).await;
    assert!(fs::read(&again).unwrap() == fs::read(&sample.file).unwrap(), "other bytes");
    assert!(sample.files.contains_key("data/live/storm/index.ar.html"), "{:?}", sample.files.keys());
    // What was sealed anew is what was written.
    let sealed = sealed(sample.files.clone(), SEED);
    for (name, bytes) in &sample.files {
        assert!(sealed.get(name) == Some(bytes), "{name}");
    }
}

#[tokio::test]
async fn whatever_is_wrong_with_an_archive_is_told_by_its_name() {
    let sample = sample().await;
    let picture = format!("data/media/{PICTURE}/whole.webp");
    let with = |change: &dyn Fn(&mut Files)| {
        let mut files = sample.files.clone();
        change(&mut files);
        files
    };
    let flip = |files: &mut Files, name: &str| *files.get_mut(name).unwrap().last_mut().unwrap() ^= 1;
    let own = |files: Files| pack(&files);
    let other = |files: Files| pack(&sealed(files, [9; 32]));
    let whole = fs::read(&sample.file).unwrap();
    let short = |files: &mut Files| {
        let record = files.get_mut(RECORD).unwrap();
        let end = record[..record.len() - 1].iter().rposition(|byte| *byte == b'\n').unwrap();
        record.truncate(end + 1);
    };
    let newer = |files: &mut Files| {
        let text = String::from_utf8(files[MANIFEST].clone()).unwrap().replacen("\"v\": 1", "\"v\": 2", 1);
        files.insert(MANIFEST.to_owned(), text.into_bytes());
    };
    let cases: Vec<(&str, Vec<u8>, Code)> = vec![
        ("the end is missing", whole[..whole.len() - 30].to_vec(), Code::Truncated),
        ("half is missing", whole[..whole.len() / 2].to_vec(), Code::Truncated),
        ("another zip", own(Files::from([("a.txt".to_owned(), b"a".to_vec())])), Code::NotAnArchive),
        ("a later version", own(with(&newer)), Code::NewerFormat),
        ("the manifest", own(with(&|files| flip(files, MANIFEST))), Code::AlteredManifest),
        ("the signature", own(with(&|files| flip(files, SIGNATURE))), Code::AlteredManifest),
        ("the bag", own(with(&|files| flip(files, "manifest-sha256.txt"))), Code::AlteredManifest),
        ("a picture", own(with(&|files| flip(files, &picture))), Code::AlteredFile),
        ("a page", own(with(&|files| flip(files, "data/live/storm/index.html"))), Code::AlteredFile),
        ("the record", own(with(&short)), Code::AlteredFile),
        ("a longer file", own(with(&|files| files.get_mut(RECORD).unwrap().push(b'\n'))), Code::AlteredFile),
        ("no picture", own(with(&|files| drop(files.remove(&picture)))), Code::MissingFile),
        ("no bag", own(with(&|files| drop(files.remove("bagit.txt")))), Code::MissingFile),
        ("one more", own(with(&|files| drop(files.insert("data/x.html".to_owned(), vec![1])))), Code::ExtraFile),
        ("outside of the folder", own(with(&|files| drop(files.insert("../x".to_owned(), vec![1])))), Code::ExtraFile),
        (
            "a signature that does not end",
            own(with(&|files| files.get_mut(SIGNATURE).unwrap().extend([b'\n'; 64 << 10]))),
            Code::TooLarge,
        ),
        ("bytes in front", [b"12345", &*whole].concat(), Code::ExtraBytes),
        ("bytes behind", [&*whole, b"twelve bytes"].concat(), Code::ExtraBytes),
        ("a remark", with_end(&whole, |end| [&end[..20], &[3, 0], b"abc"].concat()), Code::ExtraBytes),
        ("bytes before the directory", with_hole(&whole), Code::ExtraBytes),
        (
            "sealed anew, with a way out",
            {
                let mut files = sealed(sample.files.clone(), [9; 32]);
                let text = String::from_utf8(files[MANIFEST].clone()).unwrap();
                let text = text.replacen("data/assets/", "data/../assets/", 1);
                files.insert(MANIFEST.to_owned(), text.into_bytes());
                pack(&files)
            },
            Code::UnsafeName,
        ),
        ("sealed anew, a shorter record", other(with(&short)), Code::OtherKey),
        (
            "sealed anew, its end missing",
            {
                let mut files = with(&short);
                let note = checkpoint(&sample.files[RECORD], [9; 32]);
                files.insert(CHECKPOINT.to_owned(), note);
                other(files)
            },
            Code::OtherRecord,
        ),
        (
            "sealed anew, another size",
            {
                let mut files = with(&short);
                let note = checkpoint(&files[RECORD], [9; 32]);
                files.insert(CHECKPOINT.to_owned(), note);
                other(files)
            },
            Code::OtherRecord,
        ),
        (
            "sealed anew, other words",
            {
                let mut files = sample.files.clone();
                let record = String::from_utf8(files[RECORD].clone()).unwrap().replacen("rises", "falls", 1);
                files.insert(RECORD.to_owned(), record.into_bytes());
                other(files)
            },
            Code::DamagedRecord,
        ),
        (
            "sealed anew, other words of a picture",
            {
                let mut files = sample.files.clone();
                files.insert(MEDIA.to_owned(), b"{}\n".to_vec());
                other(files)
            },
            Code::DamagedMedia,
        ),
        (
            "sealed anew, another picture",
            {
                let mut files = sample.files.clone();
                files.insert(picture.clone(), b"the bytes of a PICTURE".to_vec());
                other(files)
            },
            Code::DamagedMedia,
        ),
        (
            "sealed anew, a picture that leads elsewhere",
            {
                let mut files = sample.files.clone();
                let text = String::from_utf8(files[MEDIA].clone()).unwrap();
                let text = text.replacen(
                    r#""renditions":[]"#,
                    r#""renditions":[{"coding":"../../x","width":1,"height":1,"size":1}]"#,
                    1,
                );
                files.insert(MEDIA.to_owned(), text.into_bytes());
                other(files)
            },
            Code::DamagedMedia,
        ),
    ];
    for (what, bytes, code) in cases {
        let fault = refused(&sample, &bytes, &[]);
        assert_eq!(fault.code, code, "{what}: {fault}");
        assert!(fault.to_string().contains(code.as_str()), "{fault}");
    }
    let another = NamedKey { name: name(), public: SigningKey::from_seed(&[8; 32]).public() };
    assert_eq!(refused(&sample, &whole, &[another]).code, Code::OtherKey);
}

/// An archive with another end, which is its last 22 bytes.
fn with_end(whole: &[u8], end: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let (rest, last) = whole.split_at(whole.len() - 22);
    [rest, &end(last)].concat()
}

/// An archive with five bytes more before its directory, which its end knows of.
fn with_hole(whole: &[u8]) -> Vec<u8> {
    let at = |bytes: &[u8]| u32::from_le_bytes(bytes[16..20].try_into().unwrap());
    let directory = at(&whole[whole.len() - 22..]);
    let moved = with_end(whole, |end| [&end[..16], &(at(end) + 5).to_le_bytes(), &end[20..]].concat());
    let (files, rest) = moved.split_at(usize::try_from(directory).unwrap());
    [files, b"12345", rest].concat()
}

#[tokio::test]
async fn a_name_from_elsewhere_is_told_and_not_what_it_stands_beside() {
    let sample = sample().await;
    let own: Vec<_> = sample.files.iter().map(|(name, bytes)| (format!("storm/{name}"), &**bytes)).collect();
    for (alien, code) in [
        ("other/notes.txt", Code::ExtraFile),
        ("zzz", Code::ExtraFile),
        ("../storm/archive.json", Code::UnsafeName),
        ("/etc/passwd", Code::UnsafeName),
        ("storm/data/..\\x", Code::UnsafeName),
    ] {
        // The name is put in by hand: whoever writes it here makes it a harmless one.
        let hidden = "%".repeat(alien.len());
        let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
        for (name, bytes) in own.iter().map(|(name, bytes)| (name, *bytes)).chain([(&hidden, &b"x"[..])]) {
            let (mut entry, config) = zip.new_file(name.as_str()).start().unwrap();
            let mut data = config.wrap(&mut entry);
            std::io::copy(&mut &*bytes, &mut data).unwrap();
            let (_, descriptor) = data.finish().unwrap();
            entry.finish(descriptor).unwrap();
        }
        let mut zip = zip.finish().unwrap();
        for at in 0..zip.len() - alien.len() {
            if zip[at..].starts_with(hidden.as_bytes()) {
                zip[at..at + alien.len()].copy_from_slice(alien.as_bytes());
            }
        }
        let fault = refused(&sample, &zip, &[]);
        assert_eq!(fault.code, code, "{alien}: {fault}");
        assert!(fault.problem.contains(&shown(alien)), "{alien}: {fault}");
    }
}

#[tokio::test]
async fn the_same_key_under_another_name_is_told_apart_from_a_stranger() {
    let sample = sample().await;
    let whole = fs::read(&sample.file).unwrap();
    let elsewhere = KeyName::parse("live.example.net/live/storm").unwrap();
    let fault = refused(&sample, &whole, &[NamedKey { name: elsewhere, public: key().public }]);
    assert_eq!(fault.code, Code::OtherKey);
    let told = fault.told();
    assert!(
        told.contains("--public-url https://live.example.net") && told.contains(&format!("--key {}", key())),
        "{told}"
    );
}

#[tokio::test]
async fn a_container_that_is_made_to_mislead_is_refused() {
    let sample = sample().await;
    let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
    let mut put = |name: &str, method: CompressionMethod, mode: u32| {
        let file = zip.new_file(name).compression_method(method).unix_permissions(mode);
        let (mut entry, config) = file.start().unwrap();
        let mut data = config.wrap(&mut entry);
        std::io::copy(&mut &b"x"[..], &mut data).unwrap();
        let (_, descriptor) = data.finish().unwrap();
        entry.finish(descriptor).unwrap();
    };
    put("storm/a", CompressionMethod::STORE, 0o100_644);
    put("storm/a", CompressionMethod::STORE, 0o100_644);
    let twice = zip.finish().unwrap();
    assert_eq!(refused(&sample, &twice, &[]).code, Code::UnsafeName);
    for (method, mode, code) in
        [(CompressionMethod::STORE, 0o120_777, Code::UnsafeName), (CompressionMethod::DEFLATE, 0o100_644, Code::Packed)]
    {
        let mut zip = rawzip::ZipArchiveWriter::new(Vec::new());
        let file = zip.new_file("storm/a").compression_method(method).unix_permissions(mode);
        let (mut entry, config) = file.start().unwrap();
        let mut data = config.wrap(&mut entry);
        std::io::copy(&mut &b"x"[..], &mut data).unwrap();
        let (_, descriptor) = data.finish().unwrap();
        entry.finish(descriptor).unwrap();
        assert_eq!(refused(&sample, &zip.finish().unwrap(), &[]).code, code);
    }
    // Two entries that share the same bytes, as bombs do: the second one's place is that of the first.
    let mut shared = pack(&Files::from([("a".to_owned(), vec![1; 64]), ("b".to_owned(), vec![1; 64])]));
    let headers: Vec<usize> = (0..shared.len() - 4).filter(|at| shared[*at..].starts_with(b"PK\x01\x02")).collect();
    let place = headers[1] + 42;
    shared[place..place + 4].copy_from_slice(&[0; 4]);
    assert_eq!(refused(&sample, &shared, &[]).code, Code::UnsafeName);
}

/// What befalls a file on its way.
#[derive(Clone, Debug)]
enum Damage {
    Altered(u8),
    CutOff,
    Missing(usize),
    Again(usize),
    Inserted(Vec<u8>),
}

impl Damage {
    fn befall(self, bytes: &mut Vec<u8>, at: usize) {
        let end = |length: usize| (at + length).min(bytes.len());
        match self {
            Self::Altered(by) => bytes[at] ^= by,
            Self::CutOff => bytes.truncate(at),
            Self::Missing(length) => drop(bytes.drain(at..end(length))),
            Self::Again(length) => {
                let again = bytes[at..end(length)].to_vec();
                drop(bytes.splice(at..at, again));
            }
            Self::Inserted(more) => drop(bytes.splice(at..at, more)),
        }
    }
}

fn damages() -> impl Strategy<Value = Damage> {
    prop_oneof![
        4 => (1..=u8::MAX).prop_map(Damage::Altered),
        1 => Just(Damage::CutOff),
        1 => (1..200_usize).prop_map(Damage::Missing),
        1 => (1..200_usize).prop_map(Damage::Again),
        1 => prop::collection::vec(any::<u8>(), 1..50).prop_map(Damage::Inserted),
    ]
}

/// The bytes by which a container tells its files apart: the heads between them, and the directory at its end.
fn heads(bytes: &[u8]) -> Vec<usize> {
    let is_head = |at: &usize| bytes[*at..].starts_with(b"PK");
    (0..bytes.len()).filter(is_head).flat_map(|at| at..(at + 48).min(bytes.len())).collect()
}

#[tokio::test]
async fn whatever_befalls_an_archive_it_is_refused_or_holds_what_was_put_into_it() {
    let sample = sample().await;
    let whole = fs::read(&sample.file).unwrap();
    let is_there = check(&Container::open(&sample.file).unwrap(), &[key()]).unwrap();
    let file = sample.folder.path().join("damaged.zip");
    let heads = heads(&whole);
    let anywhere = any::<Index>().prop_map(|place| place.index(whole.len()));
    let in_heads = any::<Index>().prop_map(|place| heads[place.index(heads.len())]);
    let happened = prop::collection::vec((damages(), prop_oneof![anywhere, in_heads]), 1..4);
    let held = TestRunner::deterministic().run(&happened, |happened| {
        let mut bytes = whole.clone();
        for (damage, at) in happened {
            if at < bytes.len() {
                damage.befall(&mut bytes, at);
            }
        }
        fs::write(&file, &bytes).unwrap();
        if let Ok(found) = Container::open(&file).and_then(|archive| check(&archive, &[key()])) {
            prop_assert_eq!(found.checkpoint.root, is_there.checkpoint.root);
            prop_assert_eq!(found.manifest, is_there.manifest.clone());
        }
        Ok(())
    });
    held.unwrap();
}
