//! A coverage as an archive.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, bail};
use coverage::Slug;
use store::Store;

use super::{address, folder, settings};
use crate::archive::{Pages, Pictures, write};
use crate::{ExportArgs, outcome};

/// How long the keys are waited for.
const PATIENCE: Duration = Duration::from_secs(10);
/// What names the record where no address of a server is given: that which `stet serve` listens on.
const NO_ADDRESS: &str = "http://127.0.0.1:8080";

pub(super) async fn run(store: &Store, slug: Slug, args: &ExportArgs, to: &Path) -> anyhow::Result<()> {
    let address = address(args)?;
    // What its pages are found under is not known: they go wherever the archive goes.
    let settings = settings(args, None)?;
    let origin = server::record_name(address.as_deref().unwrap_or(NO_ADDRESS), &slug)
        .context("the address of the server cannot name a record")?;
    // A store that never was served has none yet.
    store.make_signing_key(server::key_seed(), server::now()).await?;
    let keys = store.signing_keys(PATIENCE).await?;
    let whole = store.whole(&slug).await?.context("it went while it was looked for")?;
    if let Some(untold) = whole.changes.iter().find(|change| change.withheld().is_some()) {
        let known = store.following(whole.listed.id).await?;
        let source = known.map_or_else(|| "its source".to_owned(), |known| known.source);
        bail!(
            "it is a copy without the words that its source withholds from readers, of change {} on, and no archive \
             could be taken in again; have those who run {source} export it there",
            untold.seq()
        );
    }
    let pictures = Pictures::of(store, &whole)?;
    let (changes, carried, missing) = (whole.listed.head, pictures.carried.len(), pictures.missing.len());
    let key = store::proof::NamedKey { name: origin.clone(), public: keys.current.public() };
    let pages = Pages { whole, pictures, settings: &settings, origin, keys };
    let (root, size) = write(store, pages, to)?;
    if missing > 0 {
        outcome::note(&format!(
            "Warning: not in it: {}, whose files are not in the folder media of {}",
            outcome::pictures(missing),
            folder(&args.data)
        ));
    }
    if address.is_none() {
        outcome::note(
            "The checkpoint in it calls the record by the address of this machine; give --public-url (STET_PUBLIC_URL) \
             as your server has it",
        );
    }
    outcome::note("It holds what the record holds, words of withdrawn posts too: keep it like the data folder.");
    outcome::print(&format!(
        "{changes} changes of “{slug}” with {} and their pages, {} MB; root {root}, signed by {key}",
        outcome::pictures(carried),
        size.div_ceil(1_000_000)
    ))?;
    Ok(())
}
