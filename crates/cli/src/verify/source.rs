//! Where a record is read: in a file that `stet export` wrote, lines or an archive, or at a server.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use coverage::{PostId, Seq};
use store::LINE_MAX;
use store::proof::{Checkpoint, HandedOn, NamedKey};
use url::Url;

use super::ask::Asker;
use super::record::Reading;
use super::{AGAIN, Fault, MOMENT, Signers, withheld};
use crate::archive::{self, Code, Container, instead_of_folder, told_by};

/// The most bytes of a checkpoint and of a list of keys.
pub(super) const NOTE_MAX: usize = 64 * 1024;
/// The most bytes of changes that a server tells at a time: a megabyte, and one long change.
const PAGE_MAX: usize = LINE_MAX + 4 * 1024 * 1024;

/// Where.
pub(super) enum Source {
    /// In a file, line by line.
    File(PathBuf),
    /// In an archive.
    Archive {
        archive: Box<Container>,
        /// What it calls the record.
        origin: String,
        /// The keys that it brings along.
        keys: Vec<NamedKey>,
    },
    /// At a server.
    Coverage {
        /// The address of the coverage's log, with `/` at its end.
        log: Url,
        /// What the coverage is called in checkpoints, if the address is the one it is known by.
        origin: String,
        /// The post that the address is of, if it is of one.
        post: Option<PostId>,
        asker: Box<Asker>,
    },
}

impl Source {
    /// What was named: an address, or else a file.
    pub(super) fn open(target: &str) -> Result<Self, Fault> {
        let is_address = target.starts_with("http://") || target.starts_with("https://");
        if is_address { Ok(Self::at(target)?) } else { Self::of_file(target) }
    }

    fn of_file(target: &str) -> Result<Self, Fault> {
        let path = Path::new(target);
        if path.is_dir() {
            return Err(Fault::Unchecked(anyhow::Error::msg(instead_of_folder(path))));
        }
        let named = || match target.contains("/live/") && !path.is_absolute() {
            true => format!(
                "there is no file “{0}”; if it is an address, begin it with https:// or http://, as https://{0}",
                target.escape_debug()
            ),
            false => target.to_owned(),
        };
        let mut start = Vec::new();
        File::open(path).with_context(named)?.take(4).read_to_end(&mut start).with_context(named)?;
        if !Container::is_one(path, &start) {
            return Ok(Self::File(path.into()));
        }
        let archive = Container::open(path).map_err(of_archive)?;
        let (origin, keys) = told_by(&archive).map_err(of_archive)?;
        Ok(Self::Archive { archive: Box::new(archive), origin, keys })
    }

    fn at(target: &str) -> anyhow::Result<Self> {
        let no_coverage = || {
            format!("“{}” is no coverage's address, such as https://live.example.org/live/storm", target.escape_debug())
        };
        let url = Url::parse(target).with_context(no_coverage)?;
        let mut path = url.path_segments().with_context(no_coverage)?;
        let (Some("live"), Some(slug)) = (path.next(), path.next()) else { bail!(no_coverage()) };
        let post = path.next().filter(|part| *part == "post").and_then(|_| path.next()?.parse().ok());
        let slug = coverage::Slug::parse(slug.trim_end_matches(".json")).ok().with_context(no_coverage)?;
        let log = url.join(&format!("/live/{slug}/log/")).with_context(no_coverage)?;
        let host = &url[url::Position::BeforeHost..url::Position::AfterPort];
        Ok(Self::Coverage { origin: format!("{host}/live/{slug}"), log, post, asker: Box::new(Asker::new()) })
    }

    /// The post whose address was given.
    pub(super) const fn post(&self) -> Option<PostId> {
        match self {
            Self::File(_) | Self::Archive { .. } => None,
            Self::Coverage { post, .. } => *post,
        }
    }

    /// What checkpoints have to call the record, since it was named so.
    pub(super) fn named(&self) -> Option<&str> {
        match self {
            Self::File(_) | Self::Archive { .. } => None,
            Self::Coverage { origin, .. } => Some(origin),
        }
    }

    /// The keys that the server or the archive names, now and before; none of a file.
    pub(super) async fn keys(&self) -> anyhow::Result<Vec<NamedKey>> {
        match self {
            Self::File(_) => Ok(Vec::new()),
            Self::Archive { keys, .. } => Ok(keys.clone()),
            Self::Coverage { log, asker, .. } => {
                let lines = asker.text(&log.join("key")?, NOTE_MAX).await?;
                let keys: Vec<NamedKey> = lines.lines().filter_map(NamedKey::parse).collect();
                if keys.is_empty() {
                    bail!("{log}key names no key");
                }
                Ok(keys)
            }
        }
    }

    /// How keys handed on to others, as the server tells it; each of them signed that.
    pub(super) async fn handovers(&self) -> anyhow::Result<Vec<HandedOn>> {
        let Self::Coverage { log, asker, .. } = self else { return Ok(Vec::new()) };
        let lines = asker.text_if_any(&log.join("handovers")?, NOTE_MAX).await?.unwrap_or_default();
        Ok(lines.lines().filter_map(HandedOn::parse).collect())
    }

    /// The checkpoint as it is now at a server; none of a file, and an archive's is checked with it.
    pub(super) async fn checkpoint(&self) -> anyhow::Result<Option<String>> {
        match self {
            Self::File(_) | Self::Archive { .. } => Ok(None),
            Self::Coverage { log, asker, .. } => Ok(Some(asker.text(&log.join("checkpoint")?, NOTE_MAX).await?)),
        }
    }

    /// What the changes after one say, as a server tells it.
    pub(super) async fn changes(&self, after: Seq) -> anyhow::Result<String> {
        let Self::Coverage { log, asker, .. } = self else { return Ok(String::new()) };
        asker.text(&log.join(&format!("changes?after={after}"))?, PAGE_MAX).await
    }

    /// What a server tells of the changes after one whose words it withholds; none of an earlier version.
    pub(super) async fn withheld(&self, after: Seq) -> anyhow::Result<Option<String>> {
        let Self::Coverage { log, asker, .. } = self else { return Ok(None) };
        asker.text_if_any(&log.join(&format!("withheld?after={after}"))?, PAGE_MAX).await
    }

    /// Reads the changes: of a file all, of a server so many as it signed.
    pub(super) async fn read(
        &self,
        signed: Option<&Checkpoint>,
        signers: &Signers,
        reading: &mut Reading,
    ) -> Result<(), Fault> {
        match self {
            Self::File(path) => read_file(path, reading),
            // Its changes come with the check of all of it.
            Self::Archive { .. } => Ok(()),
            Self::Coverage { .. } => {
                let Some(Checkpoint { origin, size: signed, .. }) = signed else { return Ok(()) };
                let signed = *signed;
                let mut again = 0;
                while reading.size() < signed {
                    let after = reading.size();
                    let lines = self.changes(Seq(after)).await?;
                    if lines.is_empty() && again < AGAIN {
                        again += 1;
                        tokio::time::sleep(MOMENT).await;
                        continue;
                    }
                    if lines.is_empty() {
                        let told = reading.size();
                        return Err(Fault::Broken(format!("the server signed {signed} changes, and tells {told}")));
                    }
                    for line in lines.lines() {
                        if reading.size() < signed {
                            reading.take(line)?;
                        }
                    }
                    withheld::account(self, signers, (origin, signed), reading).await?;
                }
                Ok(())
            }
        }
    }
}

/// What is wrong with an archive. Of what this build does not read nothing is known.
pub(super) fn of_archive(error: anyhow::Error) -> Fault {
    let Some(fault) = error.downcast_ref::<archive::Fault>() else { return Fault::Unchecked(error) };
    let words = format!("the archive {}", fault.told());
    match fault.code {
        Code::NotAnArchive | Code::NewerFormat | Code::Packed | Code::TooLarge => {
            Fault::Unchecked(anyhow::Error::msg(words))
        }
        _ => Fault::Broken(words),
    }
}

fn read_file(path: &Path, reading: &mut Reading) -> Result<(), Fault> {
    let mut file = BufReader::new(File::open(path).with_context(|| path.display().to_string())?);
    let mut line = Vec::new();
    loop {
        line.clear();
        // A line is read no further than its limit, whatever the file is.
        let read = (&mut file).take(LINE_MAX as u64 + 2).read_until(b'\n', &mut line);
        if read.with_context(|| path.display().to_string())? == 0 {
            break;
        }
        let number = reading.size() + 1;
        let Some(text) = line.strip_suffix(b"\n") else {
            let what = if line.len() > LINE_MAX { "is too long" } else { "breaks off: the end of the file is missing" };
            return Err(Fault::Broken(format!("line {number} {what}")));
        };
        let text = std::str::from_utf8(text).map_err(|_| Fault::Broken(format!("line {number} is not UTF-8")))?;
        reading.take(text)?;
    }
    if reading.size() == 0 {
        return Err(Fault::Unchecked(anyhow::anyhow!("{} is empty, and every record has a change", path.display())));
    }
    Ok(())
}
