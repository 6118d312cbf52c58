//! The container: a ZIP (PKWARE APPNOTE 6.3) whose entries are stored as they are. What comes from outside is
//! bounded before it is read: nothing in it is larger than the file itself, no entry lies over another, and a name
//! is there once.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::FileExt as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::Context as _;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, Error, ErrorKind, RECOMMENDED_BUFFER_SIZE, ZipArchive, ZipArchiveWriter};

use super::manifest::{MOST_FILES, shown};
use super::{Code, Fault, MANIFEST};

/// The time of every file, in seconds since 1970: the first day that a ZIP can tell, 1 January 1980.
const BEGINNING: i64 = 315_532_800;
/// The beginning of a file that is a ZIP.
const MAGIC: &[u8] = b"PK\x03\x04";
/// How the name of a file ends that is one, whatever it begins with.
const ENDING: &str = "zip";
/// Files of the archive itself, besides those that its manifest names.
const OWN_FILES: usize = 6;

/// An archive that can be read. Only what its directory says is known of it.
pub(crate) struct Container {
    file: Arc<File>,
    /// The folder in which all of it stands.
    pub(super) base: String,
    /// Where each file lies, by its name in that folder.
    pub(super) entries: BTreeMap<String, Extent>,
}

/// Where something lies in a file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Extent {
    start: u64,
    end: u64,
}

impl Extent {
    pub(super) const fn size(self) -> u64 {
        self.end - self.start
    }
}

impl Container {
    /// Whether a file is to be read as a ZIP: it begins as one does, or is called so, as one that was damaged is.
    pub(crate) fn is_one(path: &Path, start: &[u8]) -> bool {
        start.starts_with(MAGIC) || path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case(ENDING))
    }

    /// How many files there are.
    pub(crate) fn files(&self) -> usize {
        self.entries.len()
    }

    /// Reads the directory of an archive.
    pub(crate) fn open(path: &Path) -> anyhow::Result<Self> {
        let file = File::open(path).context("it cannot be opened")?;
        let length = file.metadata().context("it cannot be read")?.len();
        let mut buffer = vec![0; RECOMMENDED_BUFFER_SIZE];
        let archive =
            ZipArchive::from_file(file.try_clone().context("it cannot be read")?, &mut buffer).map_err(unreadable)?;
        let expected = archive.entries_hint();
        if expected > (MOST_FILES + OWN_FILES) as u64 {
            return Err(Fault::new(Code::TooLarge, format!("it has more than {MOST_FILES} files")).into());
        }
        let (mut found, mut spans, mut seen) = (BTreeMap::new(), Vec::new(), 0);
        let mut entries = archive.entries(&mut buffer);
        while let Some(entry) = entries.next_entry().map_err(unreadable)? {
            seen += 1;
            let raw = entry.file_path();
            let name = std::str::from_utf8(raw.as_bytes())
                .map_err(|_| Fault::new(Code::UnsafeName, "a name is not UTF-8".to_owned()))?
                .to_owned();
            if seen > expected {
                return Err(Fault::new(Code::ExtraFile, format!("{} is not counted", shown(&name))).into());
            }
            if !leads_nowhere_else(&name) {
                return Err(Fault::new(Code::UnsafeName, format!("“{}” leads elsewhere", shown(&name))).into());
            }
            let (start, end) = archive.get_entry(entry.wayfinder()).map_err(unreadable)?.compressed_data_range();
            if end < start || end > length {
                return Err(unreadable(Error::from(ErrorKind::Eof)).into());
            }
            let ends = if entry.flags().has_data_descriptor() { DESCRIPTORS } else { &[0] };
            spans.push(Span { start: entry.local_header_offset(), end, ends });
            if entry.is_dir() && entry.uncompressed_size_hint() == 0 {
                continue;
            }
            if entry.mode().is_symlink() {
                return Err(Fault::new(Code::UnsafeName, format!("{} is a link, and no file", shown(&name))).into());
            }
            let is_packed = entry.compression_method() != CompressionMethod::STORE || entry.flags().is_encrypted();
            if is_packed || entry.compressed_size_hint() != entry.uncompressed_size_hint() {
                let problem = format!("{} is compressed or encrypted", shown(&name));
                return Err(Fault::new(Code::Packed, problem).into());
            }
            if found.insert(name.clone(), Extent { start, end }).is_some() {
                return Err(Fault::new(Code::UnsafeName, format!("{} is there twice", shown(&name))).into());
            }
        }
        if seen != expected {
            let problem = format!("it holds {seen} files, and its directory counts {expected}");
            return Err(Fault::new(Code::Truncated, problem).into());
        }
        refuse_overlap(&found)?;
        refuse_more(spans, archive.directory_offset())?;
        // After the directory stands nothing but what ends it, without a remark.
        if archive.end_offset() != length || archive.comment().remaining() > 0 {
            return Err(Fault::new(Code::ExtraBytes, "bytes stand behind the end of the archive").into());
        }
        let (base, entries) = in_one_folder(found)?;
        Ok(Self { file: Arc::new(file), base, entries })
    }

    /// Reads a file of it from its beginning; none where it is not there.
    pub(crate) fn read(&self, name: &str) -> Option<Piece> {
        self.entries.get(name).map(|extent| Piece { file: Arc::clone(&self.file), at: extent.start, end: extent.end })
    }
}

/// A file of an archive, as it is read.
pub(crate) struct Piece {
    file: Arc<File>,
    at: u64,
    end: u64,
}

impl Read for Piece {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.end - self.at).unwrap_or(usize::MAX).min(buffer.len());
        let read = self.file.read_at(buffer.get_mut(..left).unwrap_or_default(), self.at)?;
        if read == 0 && left > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += read as u64;
        Ok(read)
    }
}

/// No byte is two files': a small file could hold a very large one otherwise.
fn refuse_overlap(found: &BTreeMap<String, Extent>) -> Result<(), Fault> {
    let mut extents: Vec<(&String, &Extent)> = found.iter().collect();
    extents.sort_by_key(|(_, extent)| extent.start);
    let mut until = 0;
    for (name, extent) in extents {
        if extent.start < until {
            return Err(Fault::new(Code::UnsafeName, format!("{} lies over another file", shown(name))));
        }
        until = extent.end;
    }
    Ok(())
}

/// Where an entry stands in the file, with all that belongs to it.
struct Span {
    start: u64,
    /// Where what it holds ends.
    end: u64,
    /// How many bytes may belong to it behind that.
    ends: &'static [u64],
}

/// How many bytes tell the size of an entry behind it, where they do: with a mark or without, in four bytes each or in
/// eight.
const DESCRIPTORS: &[u64] = &[12, 16, 20, 24];

/// Every byte up to the directory belongs to an entry.
fn refuse_more(mut spans: Vec<Span>, directory: u64) -> Result<(), Fault> {
    spans.sort_by_key(|span| span.start);
    spans.push(Span { start: directory, end: directory, ends: &[] });
    let mut before = Span { start: 0, end: 0, ends: &[0] };
    for span in spans {
        let between = span.start.checked_sub(before.end);
        if !between.is_some_and(|between| before.ends.contains(&between)) {
            let place = if before.end == 0 { "before the archive begins" } else { "between two of its files" };
            return Err(Fault::new(Code::ExtraBytes, format!("bytes stand {place}, at byte {}", before.end)));
        }
        before = span;
    }
    Ok(())
}

/// Whether a name leads to a place below the folder in which an archive is unpacked, whichever system does that.
fn leads_nowhere_else(name: &str) -> bool {
    let name = name.strip_suffix('/').unwrap_or(name);
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':', '\0']);
    name.split('/').all(is_plain)
}

/// All of an archive stands in one folder, which is called as the coverage is: that which its manifest stands in.
fn in_one_folder(found: BTreeMap<String, Extent>) -> Result<(String, BTreeMap<String, Extent>), Fault> {
    let not_one = || Fault::new(Code::NotAnArchive, format!("it holds no folder with {MANIFEST}"));
    let folder = |name: &String| Some(name.split_once('/').filter(|(_, inner)| *inner == MANIFEST)?.0.to_owned());
    let base = found.keys().find_map(folder).ok_or_else(not_one)?;
    let mut entries = BTreeMap::new();
    for (name, extent) in found {
        let inner = name.strip_prefix(&base).and_then(|rest| rest.strip_prefix('/'));
        let Some(inner) = inner else {
            return Err(Fault::new(Code::ExtraFile, format!("{} stands outside of the folder {base}", shown(&name))));
        };
        entries.insert(inner.to_owned(), extent);
    }
    Ok((base, entries))
}

#[expect(clippy::needless_pass_by_value, reason = "it is what an error is mapped by")]
fn unreadable(error: Error) -> Fault {
    match error.kind() {
        ErrorKind::MissingEndOfCentralDirectory | ErrorKind::Eof => {
            Fault::new(Code::Truncated, "it breaks off: the end of the archive is missing")
        }
        _ => Fault::new(Code::Truncated, format!("its directory cannot be read ({error})")),
    }
}

/// Writes a ZIP whose entries are stored as they are.
pub(super) struct ContainerWriter<W> {
    zip: ZipArchiveWriter<W>,
    base: String,
}

impl<W: Write> ContainerWriter<W> {
    pub(super) fn new(out: W, base: &str) -> Self {
        Self { zip: ZipArchiveWriter::new(out), base: base.to_owned() }
    }

    /// Puts in a file. Times and rights are not told, so that the same files make the same bytes.
    pub(super) fn put(&mut self, name: &str, source: &mut impl Read) -> io::Result<()> {
        let path = format!("{}/{name}", self.base);
        let file = self
            .zip
            .new_file(path.as_str())
            .compression_method(CompressionMethod::STORE)
            .last_modified(UtcDateTime::from_unix(BEGINNING));
        let (mut entry, config) = file.start().map_err(io::Error::other)?;
        let mut data = config.wrap(&mut entry);
        io::copy(source, &mut data)?;
        let (_, descriptor) = data.finish().map_err(io::Error::other)?;
        entry.finish(descriptor).map_err(io::Error::other)?;
        Ok(())
    }

    /// Writes the directory.
    pub(super) fn finish(self) -> io::Result<W> {
        self.zip.finish().map_err(io::Error::other)
    }
}
