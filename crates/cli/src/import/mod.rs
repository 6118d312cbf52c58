//! `stet import`: a coverage from a file, whole or not at all.

mod archive;
mod day;
mod page;
pub(crate) mod record;
mod report;
mod text;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, bail};
use clap::ValueEnum;
use coverage::{Language, MediaId, Slug, Status, Zone};
use store::{NewCoverage, Recorded, Store};

use crate::archive::{Container, instead_of_folder, redacted};
use crate::{ImportArgs, outcome, verify};
use day::Day;

/// What a file can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// A record, as `stet export` writes it
    Record,
    /// The text of a live page, as copied from a browser
    Text,
    /// An archive, as `stet export --archive` writes it
    Archive,
}

/// Who may read what was imported.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Visibility {
    /// Readers, at once
    Readers,
    /// Members at the desk, until the coverage is set live there
    Desk,
}

pub(crate) async fn run(args: ImportArgs) -> anyhow::Result<()> {
    let parse = |slug: &String| Slug::parse(slug).with_context(|| format!("--slug is “{}”", slug.escape_debug()));
    let slug = args.slug.as_ref().map(parse).transpose()?;
    let named = || args.file.display().to_string();
    if args.file.is_dir() {
        bail!(instead_of_folder(&args.file));
    }
    let format = match args.format {
        Some(format) => format,
        None => detect(&args.file).with_context(named)?,
    };
    if format != Format::Archive && !args.key.is_empty() {
        bail!(
            "--key is for an archive, which is signed, and {} does not begin as one does; if it is one that was damaged, \
             --format archive tells what is wrong with it",
            named()
        );
    }
    if format != Format::Text && args.visible_to == Visibility::Desk {
        // What a record says is taken over whole: its status is among it.
        bail!("--visible-to desk is for a copied page; a record comes in as it went out, with the status that it says");
    }
    // Everything is read and decided before the store is opened: a file that is
    // refused leaves nothing behind, not even an empty folder.
    let lines = match format {
        Format::Archive => {
            let keys = args.key.iter().map(|key| verify::pinned(key)).collect::<anyhow::Result<Vec<_>>>()?;
            archive::take_in(&args.file, slug, &args.data, &keys).await.with_context(named)?
        }
        Format::Record => {
            let slug = slug.with_context(no_slug)?;
            let changes = record::read(&args.file).with_context(named)?;
            let store = args.data.open()?;
            let mut lines = report::of_record(&slug, &changes);
            let (gone, missing) = without_files(&store, &changes).await?;
            lines.extend(report::of_gone(gone));
            lines.extend(report::of_missing(missing));
            store.import_record(new_coverage(&slug), changes).await?;
            store.close().await;
            lines
        }
        Format::Text => {
            let slug = slug.with_context(no_slug)?;
            let bytes = read_bounded(&args.file, text::MAX_BYTES).with_context(named)?;
            let copied = text::decode(&bytes).map_err(refused).with_context(named)?;
            let page = text::read(copied).map_err(refused).with_context(named)?;
            let lost = text::lost_words(copied, &page);
            if !lost.is_empty() {
                bail!(
                    "{}: these words would be lost, so nothing was imported; please report the file: {}",
                    named(),
                    lost.join(" ")
                );
            }
            let day = Day::new(args.date.as_deref(), Zone::parse(&args.tz).context("--tz")?)?;
            let language = Language::parse(&args.language).context("--language")?;
            let begin = match args.visible_to {
                Visibility::Readers => Status::Live,
                Visibility::Desk => Status::Draft,
            };
            let changes = page::changes(&page, &day, language, begin).with_context(named)?;
            let store = args.data.open()?;
            let mut lines = report::of_page(&slug, &page);
            lines.extend(report::of_visibility(&slug, args.visible_to, page.ended.is_some()));
            store.create_coverage(new_coverage(&slug), changes, Vec::new()).await?;
            store.close().await;
            lines
        }
    };
    for line in lines {
        outcome::print(&line)?;
    }
    Ok(())
}

fn no_slug() -> &'static str {
    "give the coverage's name in URLs by --slug, such as --slug storm"
}

fn new_coverage(slug: &Slug) -> NewCoverage {
    NewCoverage { id: server::coverage_id(), slug: slug.clone(), created_at: server::now() }
}

/// How many pictures and films a record names that were redacted, and how many of the others the store does not have.
async fn without_files(store: &Store, changes: &[Recorded]) -> anyhow::Result<(usize, usize)> {
    let named: BTreeSet<MediaId> = changes.iter().flat_map(|change| change.change().media()).collect();
    let redacted = redacted(store, changes, &named).await?;
    let mut missing = 0;
    for id in named.difference(&redacted) {
        missing += usize::from(!store.has_media(*id).await?);
    }
    Ok((redacted.len(), missing))
}

/// Why a copied page is not read, with the stable code of the reason.
fn refused(error: text::Error) -> anyhow::Error {
    let code = error.code();
    anyhow::Error::new(error).context(format!("it is not read ({code})"))
}

/// Tells an archive, a record and a page's text apart by how the file begins, and an archive by its name, too.
fn detect(file: &Path) -> anyhow::Result<Format> {
    let mut start = [0; 512];
    let read = File::open(file).context("it cannot be opened")?.read(&mut start).context("it cannot be read")?;
    let start = start.get(..read).unwrap_or_default();
    if Container::is_one(file, start) {
        return Ok(Format::Archive);
    }
    let start = start.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(start).trim_ascii_start();
    Ok(if start.starts_with(b"{") { Format::Record } else { Format::Text })
}

/// Reads a file, but no more than a limit: what is larger is refused unread.
fn read_bounded(path: &Path, limit: usize) -> anyhow::Result<Vec<u8>> {
    let file = File::open(path).context("it cannot be opened")?;
    if file.metadata().context("it cannot be read")?.is_dir() {
        bail!("it is a folder; name a file");
    }
    let mut bytes = Vec::new();
    // One byte more than the limit is enough to know that there is more.
    file.take(limit as u64 + 1).read_to_end(&mut bytes).context("it cannot be read")?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
