//! `stet export`.

use std::collections::HashSet;
use std::io::{BufWriter, Write};

use anyhow::bail;
use coverage::{Seq, Slug};
use store::record_hash;

use crate::{ExportArgs, outcome};

/// How many changes are read at a time, so that memory stays small whatever the length of the record.
const AT_ONCE: usize = 500;

pub(crate) async fn run(args: ExportArgs) -> anyhow::Result<()> {
    let store = args.data.open_existing()?;
    let found = match Slug::parse(&args.slug) {
        Ok(slug) => store.find(&slug).await?,
        Err(_) => None,
    };
    let Some(listed) = found else {
        let known: Vec<_> = store.list().await?.iter().map(|listed| listed.slug.to_string()).collect();
        let known = if known.is_empty() { "none at all".to_owned() } else { known.join(", ") };
        bail!("there is no coverage “{}” in {}; there is: {known}", args.slug.escape_debug(), args.data.dir.display());
    };
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut leaves = Vec::new();
    let mut pictures = HashSet::new();
    let mut after = Seq::START;
    loop {
        let recorded = store.read(listed.id, after, AT_ONCE).await?;
        for change in &recorded {
            leaves.push(change.leaf_hash());
            pictures.extend(change.change().media());
            writeln!(out, "{}", store::to_line(change))?;
            after = change.seq();
        }
        if recorded.len() < AT_ONCE {
            break;
        }
    }
    out.flush()?;
    drop(out);
    if !pictures.is_empty() {
        outcome::note(&format!(
            "Not in it: the files of {}; they are in the folder media of {}, or in your bucket",
            outcome::pictures(pictures.len()),
            args.data.dir.display()
        ));
    }
    outcome::note(&format!("{after} changes of “{}”, record hash {}", args.slug, record_hash(leaves)));
    store.close().await;
    Ok(())
}
