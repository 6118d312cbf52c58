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
            "it came from {source} without the words that are withheld from readers there, of change {} on, and no \
             archive could be taken in again without them. Those who run {source} can make one. Here, `stet backup` keeps \
             or moves it with all of the folder, `stet export {slug} --static DIR` writes its pages, `stet export {slug}` \
             lines that can be checked; and another server can follow it: `stet follow` with its address here",
            untold.seq()
        );
    }
    let pictures = Pictures::of(store, &whole).await?;
    let (changes, carried) = (whole.listed.head, pictures.carried.len());
    let (missing, redacted) = (pictures.missing.len(), pictures.redacted.len());
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
    if redacted > 0 {
        outcome::note(&format!("Not in it, since it is to be nowhere: {}", outcome::redacted(redacted)));
    }
    if address.is_none() {
        outcome::note(
            "The checkpoint in it calls the record, and the key, by the address of this machine: who gives the key as your \
             server tells it will be refused. Export it again with --public-url (STET_PUBLIC_URL) as your server has it",
        );
    }
    outcome::note("It holds what the record holds, words of withdrawn posts too: keep it like the data folder.");
    outcome::print(&format!(
        "{} of “{slug}” with {} and their pages, {} MB; root {root}, signed by {key}",
        outcome::count(changes.0, "change"),
        outcome::pictures(carried),
        size.div_ceil(1_000_000)
    ))?;
    Ok(())
}
