//! `stet backup` and `stet restore`.

use anyhow::{Context, bail};
use store::Hash;
use store::backup::{self, Manifest};

use crate::{BackupArgs, RestoreArgs, outcome};

/// Makes a backup, and prints its hash.
pub(crate) fn make(args: &BackupArgs) -> anyhow::Result<()> {
    let made_by = concat!("stet ", env!("CARGO_PKG_VERSION"));
    let made = backup::back_up(&args.data.dir, &args.to, made_by, server::now());
    let (manifest, hash) = made.with_context(|| format!("nothing was backed up to “{}”", args.to.display()))?;
    outcome::note(&format!("{} is a whole backup, and was checked: {}.", args.to.display(), contents(&manifest)));
    if manifest.in_bucket > 0 {
        outcome::note(&format!(
            "In a bucket, and not in the backup: the files of {}.",
            outcome::pictures(usize::try_from(manifest.in_bucket).unwrap_or(usize::MAX))
        ));
    }
    outcome::note("It holds what lets members in and signs checkpoints: keep it like the folder itself. Its hash:");
    outcome::print(&hash.to_string())?;
    Ok(())
}

/// Makes a store of a backup, or only checks one.
pub(crate) fn restore(args: &RestoreArgs) -> anyhow::Result<()> {
    let expected = match &args.hash {
        Some(text) => {
            Some(Hash::from_hex(text).context("--hash is what `stet backup` printed: 64 digits and letters")?)
        }
        None => None,
    };
    if args.check {
        let (manifest, hash) = backup::check(&args.from, expected)?;
        outcome::note(&format!("The backup is whole: {}. Its hash:", contents(&manifest)));
        outcome::print(&hash.to_string())?;
        return Ok(());
    }
    let Some(data) = &args.data else {
        bail!("name the folder to restore to by --data (STET_DATA), or give --check to restore nothing");
    };
    let restored = backup::restore(&args.from, data, expected);
    let (manifest, _) = restored.with_context(|| format!("nothing was restored to “{}”", data.display()))?;
    outcome::note(&format!("{} holds what the backup held: {}.", data.display(), contents(&manifest)));
    outcome::note(
        "What was redacted since then is there again, and has to be redacted again; what fell due since then is done \
         at the start.",
    );
    Ok(())
}

fn contents(manifest: &Manifest) -> String {
    let changes: u64 = manifest.records.iter().map(|record| record.changes).sum();
    format!(
        "as of {}, {} with {}, {} beside the database, {} MB",
        manifest.made_at,
        outcome::count(manifest.records.len() as u64, "coverage"),
        outcome::count(changes, "change"),
        outcome::count(manifest.files() as u64, "file"),
        manifest.bytes().div_ceil(1_000_000)
    )
}
