//! Archives: a coverage in one file, to be kept, and to be put in elsewhere. `docs/archive.md` describes the form,
//! so that other programs can read it.
//!
//! ```text
//! SLUG/bagit.txt, bag-info.txt, manifest-sha256.txt, tagmanifest-sha256.txt      a bag (RFC 8493)
//! SLUG/archive.json, archive.sig                                                 what is in it, and who says so
//! SLUG/data/record.jsonl, checkpoint.txt, keys.txt                               the record, and its proof
//! SLUG/data/media.jsonl, media/                                                  its pictures and films
//! SLUG/data/index.html, live/, assets/                                           pages that need no server
//! ```
//!
//! It is a ZIP without compression: what it holds is smaller than it by its names alone, and its bytes
//! depend on no compressor.

mod check;
mod container;
mod fault;
mod manifest;
mod write;

use std::path::Path;

pub(crate) use check::{Checked, check, told_by, under_another_name};
pub(crate) use container::Container;
pub(crate) use fault::{Code, Fault};
pub(crate) use write::{Pages, Pictures, redacted, write};

/// What says what is in an archive.
const MANIFEST: &str = "archive.json";
/// The signature on that.
const SIGNATURE: &str = "archive.sig";
/// The record, as `stet export` writes it.
const RECORD: &str = "data/record.jsonl";
/// The signed checkpoint of the record.
const CHECKPOINT: &str = "data/checkpoint.txt";
/// The keys that sign it now, and signed before.
const KEYS: &str = "data/keys.txt";
/// What is known of the pictures and films.
const MEDIA: &str = "data/media.jsonl";

/// What is said of a folder where an archive is asked for: what can be done with one that was unpacked.
pub(crate) fn instead_of_folder(folder: &Path) -> String {
    let place = folder.display();
    if folder.join(MANIFEST).is_file() {
        let name = folder.file_name().map_or_else(|| "FOLDER".into(), |name| name.to_string_lossy().into_owned());
        return format!(
            "{place} is an archive that was unpacked; name the file that it was unpacked from, or pack it again beside \
             itself, without compression: zip -0 -r {name}.zip {name}. Its record alone is checked by: stet verify \
             {place}/{RECORD} --since {place}/{CHECKPOINT} --key VKEY"
        );
    }
    format!("{place} is a folder; name a file")
}

/// The words that the signature on a manifest is of.
fn signed_words(origin: &str, manifest: store::Hash) -> String {
    format!("{origin}\nstet archive v1\n{manifest}\n")
}

#[cfg(test)]
mod tests;
