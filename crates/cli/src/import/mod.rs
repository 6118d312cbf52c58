//! `stet import`: a coverage from a file, whole or not at all.

mod record;

use anyhow::bail;
use clap::ValueEnum;

use crate::ImportArgs;

/// What a file can be.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
pub(crate) enum Format {
    /// A record, as `stet export` writes it
    Record,
    /// The text of a live page, as copied from a browser
    Text,
}

pub(crate) async fn run(_args: ImportArgs) -> anyhow::Result<()> {
    bail!("soon")
}
