//! A record as lines, on standard output.

use std::collections::BTreeSet;
use std::io::{BufWriter, Write};

use coverage::{Change, MediaId, Seq};
use store::proof::Tree;
use store::{Listed, Recorded, Store};

use crate::archive::redacted;
use crate::{DataArgs, outcome};

/// How many changes are read at a time, so that memory stays small whatever the length of the record.
const AT_ONCE: usize = 500;

pub(super) async fn print(store: &Store, listed: &Listed, data: &DataArgs) -> anyhow::Result<()> {
    let mut out = BufWriter::new(std::io::stdout().lock());
    let mut tree = Tree::default();
    let mut pictures = Pictures::default();
    let mut untold = 0;
    let mut after = Seq::START;
    loop {
        let recorded = store.read(listed.id, after, AT_ONCE).await?;
        for change in &recorded {
            tree.push(change.leaf_hash());
            pictures.take(change);
            untold += u64::from(change.withheld().is_some());
            writeln!(out, "{}", store::to_line(change))?;
            after = change.seq();
        }
        if recorded.len() < AT_ONCE {
            break;
        }
    }
    out.flush()?;
    drop(out);
    pictures.tell(store, data).await?;
    if untold > 0 {
        outcome::note(&format!(
            "Not in it: the words of {}, which the source of the coverage withholds; these lines can be checked, and not \
             be imported",
            outcome::count(untold, "change")
        ));
    }
    let changes = outcome::count(after.0, "change");
    outcome::note(&format!("{changes} of “{}”, with the root {}", listed.slug, tree.root()));
    Ok(())
}

/// The pictures and films that a record names, as far as it was read.
#[derive(Default)]
struct Pictures {
    named: BTreeSet<MediaId>,
    /// The changes that tell that one was redacted.
    redactions: Vec<Recorded>,
}

impl Pictures {
    fn take(&mut self, recorded: &Recorded) {
        self.named.extend(recorded.change().media());
        if matches!(recorded.change(), Change::MediumRedacted(_)) {
            self.redactions.push(recorded.clone());
        }
    }

    /// Says of them where their files are.
    async fn tell(self, store: &Store, data: &DataArgs) -> anyhow::Result<()> {
        let redacted = redacted(store, &self.redactions, &self.named).await?;
        let (mut here, mut missing) = (0, 0);
        for id in self.named.difference(&redacted) {
            *if store.has_media(*id).await? { &mut here } else { &mut missing } += 1;
        }
        if here > 0 {
            outcome::note(&format!(
                "Not in it: the files of {}; they are in the folder media of {}, or in your bucket; --archive FILE takes \
                 along those in the folder",
                outcome::pictures(here),
                data.dir.display()
            ));
        }
        if missing > 0 {
            outcome::note(&format!(
                "Not in it, and not in {} either: the files of {}",
                data.dir.display(),
                outcome::pictures(missing)
            ));
        }
        if !redacted.is_empty() {
            outcome::note(&format!("Not in it, since it is to be nowhere: {}", outcome::redacted(redacted.len())));
        }
        Ok(())
    }
}
