//! What an archive says of itself. FROZEN: archives are kept for ever.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use coverage::{MediaId, Slug};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::Hash;

use super::{Code, Fault, MANIFEST, SIGNATURE};

/// The version of archives that this build writes and reads.
const VERSION: u64 = 1;
/// The most files of an archive.
pub(super) const MOST_FILES: usize = 1_000_000;
/// The longest name of a file.
const NAME_MAX: usize = 240;

/// What is in an archive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Manifest {
    /// The version of this form.
    v: u64,
    /// What the coverage is called in URLs.
    pub(crate) slug: String,
    /// What its checkpoint calls the record: its address where it was exported.
    pub(crate) origin: String,
    /// How many changes its record has.
    pub(crate) changes: u64,
    /// The root of the tree over them, as `stet verify` prints it.
    pub(crate) root: String,
    /// When the last of them happened.
    pub(crate) as_of: Timestamp,
    /// The pictures and films that the record names and whose files were not there.
    pub(crate) missing: BTreeSet<MediaId>,
    /// Those that it names and that were redacted: they are meant to be nowhere.
    #[serde(default)]
    pub(crate) redacted: BTreeSet<MediaId>,
    /// All files below `data/`, by name.
    pub(super) files: Vec<Entry>,
}

/// A file of an archive.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) size: u64,
    pub(super) sha256: String,
}

/// Reads the version alone, whatever else there is.
#[derive(Deserialize)]
struct Version {
    v: u64,
}

impl Manifest {
    pub(super) fn new(
        slug: &Slug,
        origin: &str,
        (changes, root): (u64, Hash),
        as_of: Timestamp,
        (missing, redacted): (BTreeSet<MediaId>, BTreeSet<MediaId>),
        mut files: Vec<Entry>,
    ) -> Self {
        files.sort_by(|one, other| one.name.cmp(&other.name));
        let (slug, origin, root) = (slug.to_string(), origin.to_owned(), root.to_string());
        Self { v: VERSION, slug, origin, changes, root, as_of, missing, redacted, files }
    }

    /// As it is written.
    pub(super) fn to_bytes(&self) -> serde_json::Result<Vec<u8>> {
        let mut text = serde_json::to_vec_pretty(self)?;
        text.push(b'\n');
        Ok(text)
    }

    /// Reads one. Whether the files are there is not looked at.
    pub(super) fn read(text: &[u8]) -> Result<Self, Fault> {
        let broken = |problem: String| Fault::new(Code::AlteredManifest, format!("{MANIFEST}: {problem}"));
        let version: Version = serde_json::from_slice(text).map_err(|error| broken(error.to_string()))?;
        if version.v != VERSION {
            let problem = format!("it is of version {}, and this Stet reads version {VERSION}", version.v);
            return Err(Fault::new(Code::NewerFormat, problem));
        }
        let manifest: Self = serde_json::from_slice(text).map_err(|error| broken(error.to_string()))?;
        if Slug::parse(&manifest.slug).is_err() {
            return Err(broken("its slug is none".to_owned()));
        }
        if manifest.files.len() > MOST_FILES {
            return Err(Fault::new(Code::TooLarge, format!("it has more than {MOST_FILES} files")));
        }
        let mut before: Option<&str> = None;
        for Entry { name, .. } in &manifest.files {
            if !is_name(name) {
                let problem = format!("“{}” is no name of a file of an archive", shown(name));
                return Err(Fault::new(Code::UnsafeName, problem));
            }
            if before.is_some_and(|before| before >= name.as_str()) {
                return Err(broken(format!("{name} is named twice, or out of order")));
            }
            before = Some(name);
        }
        Ok(manifest)
    }

    /// The file of a name.
    pub(super) fn file(&self, name: &str) -> Option<&Entry> {
        let at = self.files.binary_search_by(|entry| entry.name.as_str().cmp(name)).ok()?;
        self.files.get(at)
    }

    /// The files by which other programs know the archive for a bag (RFC 8493), which say nothing that is not
    /// said here.
    pub(super) fn bag(&self, manifest: Hash, signature: Hash) -> [(&'static str, String); 4] {
        let declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".to_owned();
        let bytes: u64 = self.files.iter().map(|file| file.size).sum();
        let day = self.as_of.strftime("%Y-%m-%d");
        let info = format!(
            "External-Identifier: {}\nBagging-Date: {day}\nPayload-Oxum: {bytes}.{}\nBag-Software-Agent: Stet, docs/archive.md v{VERSION}\n",
            self.origin,
            self.files.len()
        );
        let mut payload = String::new();
        for Entry { name, sha256, .. } in &self.files {
            // To write to a text does not fail.
            let _ = writeln!(payload, "{sha256}  {name}");
        }
        let hash = |text: &str| Hash::of(&[text.as_bytes()]);
        let tags = [
            ("archive.json", manifest),
            ("archive.sig", signature),
            ("bag-info.txt", hash(&info)),
            ("bagit.txt", hash(&declaration)),
            ("manifest-sha256.txt", hash(&payload)),
        ];
        let tags = tags.map(|(name, hash)| format!("{hash}  {name}\n")).concat();
        debug_assert!(tags.contains(MANIFEST) && tags.contains(SIGNATURE), "both are named");
        [
            ("bagit.txt", declaration),
            ("bag-info.txt", info),
            ("manifest-sha256.txt", payload),
            ("tagmanifest-sha256.txt", tags),
        ]
    }
}

/// Whether a name is that of a file below `data/`, and nothing in it leads elsewhere, whichever system reads it.
fn is_name(name: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
    let is_part = |part: &str| part.bytes().all(is_plain) && part.bytes().next().is_some_and(|first| first != b'.');
    name.len() <= NAME_MAX && name.strip_prefix("data/").is_some_and(|rest| rest.split('/').all(is_part))
}

/// A name out of a file of somebody's, fit to be printed.
pub(super) fn shown(name: &str) -> String {
    name.chars().take(NAME_MAX).flat_map(char::escape_debug).collect()
}
