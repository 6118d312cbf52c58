//! A record, as `stet export` writes it.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

use anyhow::{Context, bail};
use serde::de::IgnoredAny;
use store::{LINE_MAX, Recorded, from_line};

/// The most changes that are read; a coverage of a year has some tens of thousands.
const MAX_CHANGES: usize = 1_000_000;

/// Reads a whole record. That it has no gap and fits its hashes is checked line
/// by line and once more by the store.
pub(crate) fn read(path: &Path) -> anyhow::Result<Vec<Recorded>> {
    read_lines(BufReader::new(File::open(path).context("it cannot be opened")?))
}

/// The same from anywhere.
pub(crate) fn read_lines(mut file: impl BufRead) -> anyhow::Result<Vec<Recorded>> {
    let mut changes = Vec::new();
    let mut line = Vec::new();
    loop {
        line.clear();
        let number = changes.len() + 1;
        // A line is read no further than its limit, whatever the file is.
        let read = (&mut file).take(LINE_MAX as u64 + 2).read_until(b'\n', &mut line).context("it cannot be read")?;
        if read == 0 {
            break;
        }
        if line.last() != Some(&b'\n') && line.len() > LINE_MAX {
            bail!("line {number} is longer than {LINE_MAX} bytes: this is no record that stet export wrote");
        }
        let text = std::str::from_utf8(&line).with_context(|| format!("line {number} is not UTF-8"))?;
        if text.trim().is_empty() {
            continue;
        }
        if changes.len() == MAX_CHANGES {
            bail!("there are more than {MAX_CHANGES} changes");
        }
        let change = from_line(text.trim_end(), number);
        if change.is_err() && is_cut(text) {
            bail!("line {number} breaks off: the end of the file is missing");
        }
        changes.push(change?);
    }
    if changes.is_empty() {
        bail!("it is empty: a record has a change on each line");
    }
    Ok(changes)
}

/// Whether a line ends in the midst of its JSON.
fn is_cut(line: &str) -> bool {
    !line.ends_with('\n') && serde_json::from_str::<IgnoredAny>(line).is_err_and(|error| error.is_eof())
}
