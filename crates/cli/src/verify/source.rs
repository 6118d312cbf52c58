//! Where a record is read: in a file that `stet export` wrote, or at a server.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use coverage::PostId;
use store::LINE_MAX;
use store::proof::NamedKey;
use url::Url;

use super::ask::Asker;
use super::record::Reading;
use super::{AGAIN, Fault, MOMENT};

/// The most bytes of a checkpoint and of a list of keys.
const NOTE_MAX: usize = 64 * 1024;
/// The most bytes of changes that a server tells at a time: a megabyte, and one long change.
const PAGE_MAX: usize = LINE_MAX + 4 * 1024 * 1024;

/// Where.
pub(super) enum Source {
    /// In a file.
    File(PathBuf),
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
    pub(super) fn parse(target: &str) -> anyhow::Result<Self> {
        if !target.starts_with("http://") && !target.starts_with("https://") {
            return Ok(Self::File(target.into()));
        }
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
            Self::File(_) => None,
            Self::Coverage { post, .. } => *post,
        }
    }

    /// What checkpoints call the record; not known of a file.
    pub(super) fn origin(&self) -> Option<&str> {
        match self {
            Self::File(_) => None,
            Self::Coverage { origin, .. } => Some(origin),
        }
    }

    /// The keys that the server names, now and before; none of a file.
    pub(super) async fn keys(&self) -> anyhow::Result<Vec<NamedKey>> {
        let Self::Coverage { log, asker, .. } = self else { return Ok(Vec::new()) };
        let lines = asker.text(&log.join("key")?, NOTE_MAX).await?;
        let keys: Vec<NamedKey> = lines.lines().filter_map(NamedKey::parse).collect();
        if keys.is_empty() {
            bail!("{log}key names no key");
        }
        Ok(keys)
    }

    /// The checkpoint as it is now; none of a file.
    pub(super) async fn checkpoint(&self) -> anyhow::Result<Option<String>> {
        match self {
            Self::File(_) => Ok(None),
            Self::Coverage { log, asker, .. } => Ok(Some(asker.text(&log.join("checkpoint")?, NOTE_MAX).await?)),
        }
    }

    /// Reads the changes: of a file all, of a server so many as it signed.
    pub(super) async fn read(&self, signed: Option<u64>, reading: &mut Reading) -> Result<(), Fault> {
        match self {
            Self::File(path) => read_file(path, reading),
            Self::Coverage { log, asker, .. } => {
                let signed = signed.unwrap_or_default();
                let mut again = 0;
                while reading.size() < signed {
                    let page = log.join(&format!("changes?after={}", reading.size()))?;
                    let lines = asker.text(&page, PAGE_MAX).await?;
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
                }
                Ok(())
            }
        }
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
        return Err(Fault::Broken("the file is empty, and every record has a change".to_owned()));
    }
    Ok(())
}
