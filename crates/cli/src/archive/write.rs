//! Writes an archive: under another name, on the disk for good, and under its own name at the end.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write as _};
use std::path::Path;

use anyhow::{Context as _, bail};
use coverage::{Change, MediaId, MediumRedacted};
use server::{Filed, FiledMedia, SiteSettings};
use store::proof::{Checkpoint, KeyName, Keys, NamedKey, Tree};
use store::{CarriedFile, CarriedMedium, Hash, HashedReader, MediaPlace, Medium, Recorded, Store, Whole};

use super::container::ContainerWriter;
use super::manifest::{Entry, Manifest};
use super::{CHECKPOINT, KEYS, MANIFEST, MEDIA, RECORD, SIGNATURE, signed_words};

/// The pictures and films of a coverage whose files can be had, and the ids of the others.
pub(crate) struct Pictures {
    pub(crate) carried: Vec<CarriedMedium>,
    /// Those whose files are not there, and could be.
    pub(crate) missing: BTreeSet<MediaId>,
    /// Those that were redacted.
    pub(crate) redacted: BTreeSet<MediaId>,
}

impl Pictures {
    /// Looks for the files. What was made of a picture and is not there is left out.
    pub(crate) async fn of(store: &Store, whole: &Whole) -> anyhow::Result<Self> {
        let (mut carried, mut missing) = (Vec::new(), whole.missing.clone());
        for medium in &whole.media {
            match Self::present(store, medium)? {
                Some(medium) => carried.push(medium),
                None => drop(missing.insert(medium.id)),
            }
        }
        let redacted = redacted(store, &whole.changes, &missing).await?;
        missing.retain(|id| !redacted.contains(id));
        Ok(Self { carried, missing, redacted })
    }

    fn present(store: &Store, medium: &Medium) -> anyhow::Result<Option<CarriedMedium>> {
        let in_folder = medium.file.as_ref().is_some_and(|file| file.place == MediaPlace::Folder);
        let Some(mut carried) = CarriedMedium::of(medium).filter(|_| in_folder) else { return Ok(None) };
        let mut there = Vec::new();
        for file in carried.files() {
            there.push(length(store, &file)? == Some(file.size));
        }
        let mut there = there.into_iter();
        if there.next() != Some(true) {
            return Ok(None);
        }
        carried.renditions.retain(|_| there.next() == Some(true));
        Ok(Some(carried))
    }

    /// Which files lie beside pages.
    pub(crate) fn filed(&self) -> FiledMedia {
        self.carried.iter().map(|medium| (medium.id, server::filed_medium(medium, |_| true))).collect()
    }
}

/// Which of these pictures and films were redacted: as the record says, or whoever runs the store decided.
pub(crate) async fn redacted(
    store: &Store,
    changes: &[Recorded],
    of: &BTreeSet<MediaId>,
) -> anyhow::Result<BTreeSet<MediaId>> {
    let as_recorded = changes.iter().filter_map(|change| match change.change() {
        Change::MediumRedacted(MediumRedacted { media, .. }) => Some(*media),
        _ => None,
    });
    let mut redacted: BTreeSet<MediaId> = as_recorded.filter(|id| of.contains(id)).collect();
    for id in of {
        if store.redacted_medium(*id).await?.is_some() {
            redacted.insert(*id);
        }
    }
    Ok(redacted)
}

fn length(store: &Store, file: &CarriedFile) -> anyhow::Result<Option<u64>> {
    let Some(opened) = store.open_carried(file)? else { return Ok(None) };
    Ok(Some(opened.metadata().with_context(|| store.carried_path(file).display().to_string())?.len()))
}

/// What an archive is made of.
pub(crate) struct Pages<'a> {
    pub(crate) whole: Whole,
    pub(crate) pictures: Pictures,
    pub(crate) settings: &'a SiteSettings,
    pub(crate) origin: KeyName,
    pub(crate) keys: Keys,
}

/// Writes an archive, and gives the root of its record and its size.
pub(crate) fn write(store: &Store, pages: Pages<'_>, to: &Path) -> anyhow::Result<(Hash, u64)> {
    if to.exists() {
        bail!("it is there already; name another, or move it away");
    }
    let folder = to.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        bail!("there is no folder “{}”; make it first, or name another", folder.display());
    }
    // Only this user may read it: it holds words of posts that were withdrawn.
    let part = tempfile::NamedTempFile::new_in(folder).with_context(|| format!("{}", folder.display()))?;
    let root = fill(store, pages, part.as_file())?;
    part.as_file().sync_all()?;
    let size = part.as_file().metadata()?.len();
    part.persist_noclobber(to).map_err(|error| error.error)?;
    // The name is there for good once the folder was written.
    File::open(folder)?.sync_all()?;
    Ok((root, size))
}

fn fill(store: &Store, pages: Pages<'_>, out: &File) -> anyhow::Result<Hash> {
    let Pages { whole, pictures, settings, origin, keys } = pages;
    let Whole { listed, changes, .. } = whole;
    let mut bag = Bag { zip: ContainerWriter::new(BufWriter::new(out), listed.slug.as_str()), files: Vec::new() };
    // The first file says what all of it is.
    let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
    bag.zip.put("bagit.txt", &mut declaration.as_bytes())?;

    let mut tree = Tree::default();
    tree.extend(changes.iter().map(Recorded::leaf_hash));
    let as_of = changes.last().map(Recorded::at).context("its record is empty")?;
    let checkpoint = Checkpoint { origin: origin.as_str().to_owned(), size: tree.size(), root: tree.root() };
    bag.put(RECORD, &mut Lines::of(&changes))?;
    bag.put(CHECKPOINT, &mut keys.current.sign(&origin, &checkpoint.text()).as_bytes())?;
    let public = std::iter::once(keys.current.public()).chain(keys.retired);
    let names = public.map(|public| format!("{}\n", NamedKey { name: origin.clone(), public }));
    bag.put(KEYS, &mut names.collect::<String>().as_bytes())?;

    let mut media = String::new();
    for medium in &pictures.carried {
        media.push_str(&serde_json::to_string(medium)?);
        media.push('\n');
    }
    bag.put(MEDIA, &mut media.as_bytes())?;
    for medium in &pictures.carried {
        for (file, expected) in medium.files().zip([Some(&medium.sha256)].into_iter().chain(std::iter::repeat(None))) {
            let path = store.carried_path(&file);
            let mut source = File::open(&path).with_context(|| path.display().to_string())?;
            let hash = bag.put(&format!("data/{}", file.name), &mut source)?;
            if expected.is_some_and(|expected| *expected != hash) {
                bail!("{} is damaged: it does not hold what was put there; restore it from a backup", path.display());
            }
        }
    }

    let filed = Filed::of(listed.slug.clone(), changes);
    if filed.is_public() {
        let put = &mut |name: &str, bytes: &[u8]| bag.put(&format!("data/{name}"), &mut &*bytes).map(drop);
        server::write_site(settings, &[filed], pictures.filed(), put)?;
    }

    let Bag { mut zip, files } = bag;
    let told = (checkpoint.size, checkpoint.root);
    let manifest =
        Manifest::new(&listed.slug, origin.as_str(), told, as_of, (pictures.missing, pictures.redacted), files);
    let text = manifest.to_bytes()?;
    let signature = keys.current.sign(&origin, &signed_words(origin.as_str(), Hash::of(&[&text])));
    zip.put(MANIFEST, &mut &*text)?;
    zip.put(SIGNATURE, &mut signature.as_bytes())?;
    let tags: BTreeMap<_, _> = manifest.bag(Hash::of(&[&text]), Hash::of(&[signature.as_bytes()])).into();
    for (name, text) in tags.iter().filter(|(name, _)| **name != "bagit.txt") {
        zip.put(name, &mut text.as_bytes())?;
    }
    zip.finish()?.flush()?;
    Ok(checkpoint.root)
}

/// The files of an archive, as they are put in.
struct Bag<W> {
    zip: ContainerWriter<W>,
    files: Vec<Entry>,
}

impl<W: io::Write> Bag<W> {
    /// Puts in a file that the manifest will name, and gives its hash.
    fn put(&mut self, name: &str, source: &mut impl Read) -> io::Result<String> {
        let mut hashed = HashedReader::new(source);
        self.zip.put(name, &mut hashed)?;
        let (size, hash) = hashed.finish();
        let sha256 = hash.to_string();
        self.files.push(Entry { name: name.to_owned(), size, sha256: sha256.clone() });
        Ok(sha256)
    }
}

/// Changes as lines, made as they are read.
struct Lines<'a> {
    changes: std::slice::Iter<'a, Recorded>,
    line: io::Cursor<Vec<u8>>,
}

impl<'a> Lines<'a> {
    fn of(changes: &'a [Recorded]) -> Self {
        Self { changes: changes.iter(), line: io::Cursor::default() }
    }
}

impl Read for Lines<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.line.read(buffer)?;
            let next = if read == 0 { self.changes.next() } else { None };
            match next {
                Some(change) => self.line = io::Cursor::new((store::to_line(change) + "\n").into_bytes()),
                None => return Ok(read),
            }
        }
    }
}
