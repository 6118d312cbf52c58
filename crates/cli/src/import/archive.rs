//! A coverage out of an archive: checked as a whole first, then its files, then all that names them, at once.

use std::path::Path;

use anyhow::{Context as _, bail};
use coverage::Slug;
use store::proof::NamedKey;
use store::{CarriedFile, CarriedMedium, Error, Standing, Store};

use super::{new_coverage, report};
use crate::archive::{Checked, Code, Container, Fault, check};
use crate::{DataArgs, outcome};

/// Takes in an archive, under its own slug where none is given.
pub(crate) async fn take_in(
    path: &Path,
    slug: Option<Slug>,
    data: &DataArgs,
    keys: &[NamedKey],
) -> anyhow::Result<Vec<String>> {
    let archive = Container::open(path)?;
    let Checked { manifest, slug: own, changes, media, key, .. } = check(&archive, keys)?;
    let slug = slug.unwrap_or(own);
    let store = data.open()?;
    // Before anything is written: a name that is taken is told of at once.
    if store.find(&slug).await?.is_some() {
        bail!(taken(&slug));
    }
    let host = manifest.origin.split('/').next().unwrap_or_default();
    let (mut wanted, mut kept, mut redacted) = (Vec::new(), 0, 0);
    for (medium, standing) in store.standings(media, host).await? {
        match standing {
            Standing::Wanted => wanted.push(medium),
            Standing::Here => {}
            Standing::OtherCoding => kept += 1,
            Standing::Redacted => redacted += 1,
        }
    }
    // Should it end between the two, files are left that nothing names; the next import writes over them.
    keep(&store, &archive, &wanted).await?;
    let mut lines = report::of_record(&slug, &changes);
    let pictures = wanted.len();
    let imported = store.import_whole(new_coverage(&slug), changes, wanted, host).await;
    imported.map_err(|error| match error {
        Error::SlugTaken { slug } => anyhow::Error::msg(taken(&slug)),
        error => error.into(),
    })?;
    lines.push(format!(
        "That root is what {key} signed for {} of {}",
        outcome::count(manifest.changes, "change"),
        manifest.origin
    ));
    if pictures > 0 {
        lines.push(format!("With it: the files of {}", outcome::pictures(pictures)));
    }
    lines.extend(report::of_kept(kept, host));
    lines.extend(report::of_redacted(redacted));
    lines.extend(report::of_gone(manifest.redacted.len()));
    lines.extend(report::of_missing(manifest.missing.len()));
    if keys.is_empty() {
        outcome::note(
            "The key is the archive's own: that it all fits together is shown, and not who made it. Give the key that \
             the newsroom tells by --key, so that another one is noticed.",
        );
    }
    store.close().await;
    Ok(lines)
}

/// Puts files where the store keeps them. Nothing names them yet.
async fn keep(store: &Store, archive: &Container, media: &[CarriedMedium]) -> anyhow::Result<()> {
    for medium in media {
        for (nth, file) in medium.files().enumerate() {
            let CarriedFile { name, size, .. } = file.clone();
            let piece = archive.read(&format!("data/{name}")).with_context(|| format!("{name} is not there"))?;
            let (kept, hash) = store.keep_carried_file(file, piece).await?;
            if kept != size || nth == 0 && hash.to_string() != medium.sha256 {
                let problem = format!("{name} was altered while it was read");
                return Err(Fault::new(Code::AlteredFile, problem).into());
            }
        }
    }
    Ok(())
}

fn taken(slug: &Slug) -> String {
    format!(
        "there is a coverage “{slug}” already (slug_taken), and nothing was imported; give the imported one another name with --slug"
    )
}
