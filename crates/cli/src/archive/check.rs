//! Whether an archive holds what it says, all of it, before anything is taken in.

use std::io::{self, BufReader, Read};

use anyhow::Context as _;
use coverage::Slug;
use store::proof::{Checkpoint, KeyName, NamedKey, NoteFault, SignedNote, Tree};
use store::{CarriedMedium, Hash, HashedReader, Recorded};

use super::container::Piece;
use super::manifest::{Entry, Manifest, shown};
use super::{CHECKPOINT, Code, Container, Fault, KEYS, MANIFEST, MEDIA, RECORD, SIGNATURE, signed_words};
use crate::import::record;

/// The longest manifest; of a million files, it has two thirds of that.
const MANIFEST_MAX: u64 = 256 << 20;
/// The longest note, and the longest list of keys.
const NOTE_MAX: u64 = 64 << 10;
/// The most bytes that are read of pictures' and films' descriptions.
const MEDIA_MAX: u64 = 64 << 20;
/// The most pictures and films.
const MOST_MEDIA: usize = 100_000;

/// An archive that holds what it says.
pub(crate) struct Checked {
    /// What it says of itself.
    pub(crate) manifest: Manifest,
    /// What the coverage was called.
    pub(crate) slug: Slug,
    /// Its record, which leads to the checkpoint.
    pub(crate) changes: Vec<Recorded>,
    /// Its pictures and films, whose files are there.
    pub(crate) media: Vec<CarriedMedium>,
    /// What is signed of that.
    pub(crate) checkpoint: Checkpoint,
    /// Who signed it.
    pub(crate) key: NamedKey,
}

/// Checks all of an archive: its files, its record, and who signed them. Where no key is `pinned`, those do that are
/// in it; then it fits together, and anybody may have made it.
pub(crate) fn check(archive: &Container, pinned: &[NamedKey]) -> anyhow::Result<Checked> {
    let text = own_file(archive, MANIFEST, MANIFEST_MAX, Code::NotAnArchive)?;
    let manifest = Manifest::read(&text)?;
    let slug = Slug::parse(&manifest.slug).context("its slug is none")?;
    if archive.base != slug.as_str() {
        let problem = format!("its folder is called {}, and its coverage {slug}", shown(&archive.base));
        return Err(Fault::new(Code::AlteredManifest, problem).into());
    }
    let keys = if pinned.is_empty() { own_keys(archive)? } else { pinned.to_vec() };
    let signature = own_file(archive, SIGNATURE, NOTE_MAX, Code::MissingFile)?;
    let (words, key) = signed(SIGNATURE, &signature, &keys)?;
    if words != signed_words(&manifest.origin, Hash::of(&[&text])) {
        return Err(Fault::new(Code::AlteredManifest, format!("{MANIFEST} is not the one that was signed")).into());
    }
    check_names(archive, &manifest)?;
    check_tags(archive, &manifest, Hash::of(&[&text]), Hash::of(&[&signature]))?;
    for file in &manifest.files {
        check_file(archive, file)?;
    }
    let media = media(archive, &manifest)?;
    let changes = record(archive)?;
    let mut tree = Tree::default();
    tree.extend(changes.iter().map(Recorded::leaf_hash));
    let note = own_file(archive, CHECKPOINT, NOTE_MAX, Code::MissingFile)?;
    let (words, _) = signed(CHECKPOINT, &note, &keys)?;
    let told = Checkpoint::parse(&words)
        .ok_or_else(|| Fault::new(Code::OtherRecord, format!("{CHECKPOINT} is no checkpoint")))?;
    let found = Checkpoint { origin: manifest.origin.clone(), size: tree.size(), root: tree.root() };
    if told != found || (manifest.changes, &*manifest.root) != (found.size, &*found.root.to_string()) {
        let problem = format!(
            "the record does not lead to the checkpoint: {} changes of {} with the root {} were signed, and there are {} of {} with {}",
            told.size, told.origin, told.root, found.size, found.origin, found.root
        );
        return Err(Fault::new(Code::OtherRecord, problem).into());
    }
    Ok(Checked { manifest, slug, changes, media, checkpoint: told, key })
}

/// What an archive calls its record, and the keys that it brings along. Nothing of it is checked.
pub(crate) fn told_by(archive: &Container) -> anyhow::Result<(String, Vec<NamedKey>)> {
    let manifest = Manifest::read(&own_file(archive, MANIFEST, MANIFEST_MAX, Code::NotAnArchive)?)?;
    Ok((manifest.origin, own_keys(archive)?))
}

/// Reads a small file of an archive as a whole.
fn own_file(archive: &Container, name: &str, most: u64, where_missing: Code) -> anyhow::Result<Vec<u8>> {
    let missing = || Fault::new(where_missing, format!("it has no {name}"));
    let mut text = Vec::new();
    let read =
        archive.read(name).ok_or_else(missing)?.take(most + 1).read_to_end(&mut text).context("it cannot be read")?;
    if read as u64 > most {
        return Err(Fault::new(Code::TooLarge, format!("{name} has more than {most} bytes")).into());
    }
    Ok(text)
}

/// The keys that an archive brings along.
fn own_keys(archive: &Container) -> anyhow::Result<Vec<NamedKey>> {
    let text = own_file(archive, KEYS, NOTE_MAX, Code::MissingFile)?;
    let text = String::from_utf8(text).map_err(|_| Fault::new(Code::AlteredFile, format!("{KEYS} is not UTF-8")))?;
    let keys: Vec<NamedKey> = text.lines().filter_map(NamedKey::parse).collect();
    if keys.is_empty() {
        return Err(Fault::new(Code::AlteredFile, format!("{KEYS} names no key")).into());
    }
    Ok(keys)
}

/// What one of the keys signed, and which of them.
fn signed(name: &str, note: &[u8], keys: &[NamedKey]) -> Result<(String, NamedKey), Fault> {
    let refused = |fault: NoteFault| {
        let code = match fault {
            NoteFault::Unknown { .. } => Code::OtherKey,
            NoteFault::Malformed(_) | NoteFault::Forged(_) if name == SIGNATURE => Code::AlteredManifest,
            NoteFault::Malformed(_) | NoteFault::Forged(_) => Code::OtherRecord,
        };
        Fault::new(code, format!("{name}: {fault}"))
    };
    let text = std::str::from_utf8(note).map_err(|_| refused(NoteFault::Malformed("it is not UTF-8")))?;
    let note = SignedNote::parse(text).map_err(refused)?;
    let (key, words) = note.signed_by(keys).map_err(|fault| match under_another_name(&note, keys) {
        Some((given, found)) => other_name(name, given, &found),
        None => refused(fault),
    })?;
    // A key signs for the record whose name it has.
    if words.split('\n').next() != Some(key.name.as_str()) {
        return Err(Fault::new(Code::OtherKey, format!("{name}: {} signed what is not its own", key.name.as_str())));
    }
    Ok((words.to_owned(), key.clone()))
}

/// The key that was given and signed a note, though under another name, and what it is called there.
pub(crate) fn under_another_name<'k>(note: &SignedNote, keys: &'k [NamedKey]) -> Option<(&'k NamedKey, NamedKey)> {
    let name = KeyName::parse(note.unverified().split('\n').next()?)?;
    keys.iter().find_map(|given| {
        let found = NamedKey { name: name.clone(), public: given.public };
        note.signed_by(std::slice::from_ref(&found)).is_ok().then_some((given, found))
    })
}

fn other_name(name: &str, given: &NamedKey, found: &NamedKey) -> Fault {
    let (wanted, found_name) = (given.name.as_str(), found.name.as_str());
    let problem = format!(
        "{name}: the key that was given signed it, but as that of {found_name}, not of {wanted}: it was exported without \
         the server's address, or the server has moved"
    );
    let way_out = match wanted.split_once("/live/") {
        Some((host, _)) => format!("export it again with --public-url https://{host}, or give --key {found}"),
        None => format!("give --key {found}"),
    };
    Fault::new(Code::OtherKey, problem).with_way_out(way_out)
}

/// The files that are there are those that it names.
fn check_names(archive: &Container, manifest: &Manifest) -> Result<(), Fault> {
    let tags = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "tagmanifest-sha256.txt", MANIFEST, SIGNATURE];
    for name in tags.into_iter().chain(manifest.files.iter().map(|file| file.name.as_str())) {
        if !archive.entries.contains_key(name) {
            return Err(Fault::new(Code::MissingFile, format!("{name} is not there")));
        }
    }
    for name in archive.entries.keys() {
        if !tags.contains(&name.as_str()) && manifest.file(name).is_none() {
            return Err(Fault::new(Code::ExtraFile, format!("{} is there, and was not put in", shown(name))));
        }
    }
    Ok(())
}

/// What other programs read of it says the same.
fn check_tags(archive: &Container, manifest: &Manifest, text: Hash, signature: Hash) -> anyhow::Result<()> {
    for (name, expected) in manifest.bag(text, signature) {
        let most = expected.len() as u64;
        let mut found = Vec::new();
        let piece = archive.read(name).with_context(|| format!("{name} is not there"))?;
        piece.take(most + 1).read_to_end(&mut found).context("it cannot be read")?;
        if found != expected.as_bytes() {
            return Err(Fault::new(Code::AlteredManifest, format!("{name} does not say what {MANIFEST} says")).into());
        }
    }
    Ok(())
}

fn check_file(archive: &Container, file: &Entry) -> anyhow::Result<()> {
    let Entry { name, size, sha256 } = file;
    let altered = |problem: String| Fault::new(Code::AlteredFile, format!("{name} {problem}"));
    let found = archive.entries.get(name).map_or(0, |extent| extent.size());
    if found != *size {
        return Err(altered(format!("has {found} bytes, and had {size}")).into());
    }
    let piece = archive.read(name).with_context(|| format!("{name} is not there"))?;
    let mut hashed = HashedReader::new(piece);
    io::copy(&mut hashed, &mut io::sink()).context("it cannot be read")?;
    if hashed.finish().1.to_string() != *sha256 {
        return Err(altered("does not hold what was put into it".to_owned()).into());
    }
    Ok(())
}

/// The record, each of whose changes fits its hash.
fn record(archive: &Container) -> anyhow::Result<Vec<Recorded>> {
    let piece: Piece = archive.read(RECORD).context("it has no record")?;
    let damaged = |error: anyhow::Error| Fault::new(Code::DamagedRecord, format!("{RECORD}: {error:#}"));
    Ok(record::read_lines(BufReader::new(piece)).map_err(damaged)?)
}

/// The pictures and films, each of whose files the manifest names with the size that is told of it.
fn media(archive: &Container, manifest: &Manifest) -> anyhow::Result<Vec<CarriedMedium>> {
    let text = own_file(archive, MEDIA, MEDIA_MAX, Code::MissingFile)?;
    let damaged =
        |number: usize, problem: &str| Fault::new(Code::DamagedMedia, format!("{MEDIA}, line {number}: {problem}"));
    let mut media = Vec::new();
    for (index, line) in text.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).enumerate() {
        let number = index + 1;
        if number > MOST_MEDIA {
            return Err(Fault::new(Code::TooLarge, format!("it has more than {MOST_MEDIA} pictures and films")).into());
        }
        let medium: CarriedMedium =
            serde_json::from_slice(line).map_err(|error| damaged(number, &error.to_string()))?;
        if medium.version() != CarriedMedium::VERSION {
            let problem = format!("{MEDIA}, line {number} is of version {}", medium.version());
            return Err(Fault::new(Code::NewerFormat, problem).into());
        }
        let is_shown = medium.content_type.starts_with("image/") || medium.content_type.starts_with("video/");
        let is_known = |coding: &str| matches!(coding, "jpg" | "webp" | "avif");
        if !is_shown || !medium.renditions.iter().all(|made| is_known(&made.coding)) {
            return Err(damaged(number, "it is no picture or film that Stet shows").into());
        }
        for (nth, file) in medium.files().enumerate() {
            let Some(entry) = manifest.file(&format!("data/{}", file.name)) else {
                return Err(damaged(number, &format!("{} is not there", shown(&file.name))).into());
            };
            if entry.size != file.size || nth == 0 && entry.sha256 != medium.sha256 {
                return Err(damaged(number, &format!("{} is another file", file.name)).into());
            }
        }
        media.push(medium);
    }
    Ok(media)
}
