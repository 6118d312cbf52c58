//! A record as lines, on standard output.

use std::collections::HashSet;
use std::io::{BufWriter, Write};

use coverage::Seq;
use store::{Listed, Store, record_hash};

use crate::{DataArgs, outcome};

/// How many changes are read at a time, so that memory stays small whatever the length of the record.
const AT_ONCE: usize = 500;

pub(super) async fn print(store: &Store, listed: &Listed, data: &DataArgs) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut leaves = Vec::new();
    let mut pictures = HashSet::new();
    let mut untold = 0_usize;
    let mut after = Seq::START;
    loop {
        let recorded = store.read(listed.id, after, AT_ONCE).await?;
        for change in &recorded {
            leaves.push(change.leaf_hash());
            pictures.extend(change.change().media());
            untold += usize::from(change.withheld().is_some());
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
            "Not in it: the files of {}; they are in the folder media of {}, or in your bucket; --archive FILE takes them along",
            outcome::pictures(pictures.len()),
            data.dir.display()
        ));
    }
    if untold > 0 {
        outcome::note(&format!(
            "Not in it: the words of {untold} changes, which the source of the coverage withholds; these lines can be \
             checked, and not be imported"
        ));
    }
    outcome::note(&format!("{after} changes of “{}”, record hash {}", listed.slug, record_hash(leaves)));
    Ok(())
}
