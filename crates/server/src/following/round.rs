//! One look at a source: what is new there is verified against what was verified before, and is then
//! appended as a whole.

use std::collections::{HashMap, HashSet};

use coverage::{Change, CoverageId, MediaId, PostId, Seq, WasOf};
use store::proof::{Checkpoint, NamedKey, SignedNote, Tree};
use store::{CheckedLine, Effect, FromSource, Hash, Recorded, Withheld};

use super::fault::Fault;
use super::source::{Source, Stands};
use crate::app::App;
use crate::clock;
use crate::purge;

/// How many leaves of the record here are read at a time, and how long that is waited for.
const LEAVES: usize = 2048;
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
/// The most bytes of changes that are verified at a time.
const BATCH_MAX: usize = 512 * 1024 * 1024;
/// How often a newer checkpoint is asked for that has the change which explains what was withheld or blanked.
const ROUNDS: usize = 4;

/// A record here, as far as it was verified.
pub(super) struct Verified {
    pub(super) coverage: CoverageId,
    pub(super) tree: Tree,
    /// The key that has to sign.
    pub(super) key: NamedKey,
}

/// What came of a look.
#[derive(Default)]
pub(super) struct Came {
    /// The pictures and films that the new changes name, without those that are gone.
    pub(super) media: Vec<MediaId>,
}

impl Verified {
    /// The record as it stands here.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn read(app: &App, coverage: CoverageId, key: NamedKey) -> Result<Self, store::Error> {
        let mut verified = Self { coverage, tree: Tree::default(), key };
        loop {
            let leaves = app.store.leaves(coverage, Seq(verified.tree.size()), LEAVES, PATIENCE).await?;
            let number = leaves.len();
            verified.tree.extend(leaves.iter().map(|leaf| store::leaf_hash(leaf)));
            if number < LEAVES {
                return Ok(verified);
            }
        }
    }

    /// Takes in what is new at the source.
    ///
    /// # Errors
    /// A [`Fault`]; nothing was appended then.
    pub(super) async fn look(&mut self, app: &App, source: &Source) -> Result<Came, Fault> {
        let mut told = Told::default();
        for round in 1..=ROUNDS {
            let (note, checkpoint, key) = self.checkpoint(source).await?;
            let mine = self.tree.size();
            if checkpoint.size <= mine {
                if self.root_at(app, checkpoint.size).await? != checkpoint.root {
                    return Err(Fault::rewritten(checkpoint.size));
                }
                if checkpoint.size < mine {
                    return Err(Fault::older(checkpoint.size, mine));
                }
                return Ok(Came::default());
            }
            told.read(source, mine, checkpoint.size).await?;
            let mut tree = self.tree.clone();
            tree.extend(told.up_to(mine, checkpoint.size).iter().map(CheckedLine::leaf_hash));
            if tree.root() != checkpoint.root {
                return Err(Fault::altered(checkpoint.size));
            }
            if told.is_ahead(mine, checkpoint.size) {
                if round < ROUNDS {
                    continue;
                }
                if told.is_withheld_ahead(checkpoint.size) {
                    return Err(Fault::ahead());
                }
                // What nothing explains is gone at the source as well.
            }
            let changes = told.into_changes(mine, checkpoint.size)?;
            return self.append(app, tree, changes, note, key).await;
        }
        Err(Fault::ahead())
    }

    async fn append(
        &mut self,
        app: &App,
        tree: Tree,
        changes: Vec<Recorded>,
        note: String,
        key: NamedKey,
    ) -> Result<Came, Fault> {
        let gone: HashSet<MediaId> = changes
            .iter()
            .filter_map(|recorded| match recorded.change() {
                Change::MediumRedacted(redacted) => Some(redacted.media),
                _ => None,
            })
            .collect();
        let mut media: Vec<MediaId> = changes.iter().flat_map(|recorded| recorded.change().media()).collect();
        media.retain(|id| !gone.contains(id));
        let effects = self.purge(app, &changes).await?;
        let batch = FromSource {
            coverage: self.coverage,
            after: Seq(self.tree.size()),
            changes,
            checkpoint: note,
            key: key.clone(),
            at: clock::now(),
        };
        app.store.take_from_source(batch, effects).await?;
        (self.tree, self.key) = (tree, key);
        // As for whatever another process wrote: the follower of the record goes on trying where this fails.
        if let Err(error) = app.newsroom.catch_up().await {
            tracing::error!(%error, "what a source told cannot be read back yet");
        }
        Ok(Came { media })
    }

    /// What tells caches in front of these changes.
    async fn purge(&self, app: &App, changes: &[Recorded]) -> Result<Vec<Effect>, store::Error> {
        let Some(dossier) = app.newsroom.by_id(self.coverage).filter(|_| app.purging.is_some()) else {
            return Ok(Vec::new());
        };
        let Some(live) = app.newsroom.wake(&dossier).await? else { return Ok(Vec::new()) };
        let (mut view, before) = (live.view(), live.head().status);
        changes.iter().for_each(|recorded| view.apply(recorded.at(), recorded.change()));
        let happened = changes.iter().map(Recorded::change);
        Ok(purge::effect(app.purging.as_deref(), &live, before, &view, happened).into_iter().collect())
    }

    /// The checkpoint of the source, and the key that signed it: the one that is known, or one that it handed on to.
    async fn checkpoint(&self, source: &Source) -> Result<(String, Checkpoint, NamedKey), Fault> {
        let text = source.checkpoint().await?;
        let note = SignedNote::parse(&text).map_err(|fault| Fault::signature(&fault))?;
        let checkpoint = Checkpoint::parse(note.unverified()).ok_or_else(Fault::no_checkpoint)?;
        let key = match note.signed_by(std::slice::from_ref(&self.key)) {
            Ok((key, _)) => key.clone(),
            Err(fault @ store::proof::NoteFault::Unknown { .. }) => {
                let successors = successors(&self.key, source).await?;
                match note.signed_by(&successors) {
                    Ok((key, _)) => key.clone(),
                    Err(store::proof::NoteFault::Unknown { .. }) => return Err(Fault::signature(&fault)),
                    Err(fault) => return Err(Fault::signature(&fault)),
                }
            }
            Err(fault) => return Err(Fault::signature(&fault)),
        };
        if checkpoint.origin != self.key.name.as_str() {
            return Err(Fault::other_record(&checkpoint.origin));
        }
        Ok((text, checkpoint, key))
    }

    /// The root over the first changes of the record here.
    async fn root_at(&self, app: &App, size: u64) -> Result<Hash, store::Error> {
        if size == self.tree.size() {
            return Ok(self.tree.root());
        }
        let mut tree = Tree::default();
        while tree.size() < size {
            let missing = usize::try_from(size - tree.size()).unwrap_or(LEAVES).min(LEAVES);
            let leaves = app.store.leaves(self.coverage, Seq(tree.size()), missing, PATIENCE).await?;
            if leaves.is_empty() {
                break;
            }
            tree.extend(leaves.iter().map(|leaf| store::leaf_hash(leaf)));
        }
        Ok(tree.root())
    }
}

/// The keys that a key handed on to, one after the other.
async fn successors(key: &NamedKey, source: &Source) -> Result<Vec<NamedKey>, Fault> {
    let handed_on = source.handovers().await?;
    let (mut successors, mut last) = (Vec::new(), key.public);
    while let Some(next) = handed_on.iter().find(|it| it.from == last).map(|it| it.to) {
        if next == key.public || successors.iter().any(|known: &NamedKey| known.public == next) {
            break;
        }
        successors.push(NamedKey { name: key.name.clone(), public: next });
        last = next;
    }
    Ok(successors)
}

/// What a source told beyond what was verified before.
#[derive(Default)]
struct Told {
    lines: Vec<CheckedLine>,
    bytes: usize,
    /// What stands of those that are withheld.
    stands: HashMap<Seq, Stands>,
    /// Whether the source tells what stands of them.
    is_silent: bool,
}

impl Told {
    /// Reads on, after so many changes that are known here, until so many were told as were signed.
    async fn read(&mut self, source: &Source, mine: u64, signed: u64) -> Result<(), Fault> {
        while mine + (self.lines.len() as u64) < signed {
            let after = mine + self.lines.len() as u64;
            let text = source.changes(after).await?;
            self.bytes += text.len();
            if text.is_empty() || !text.ends_with('\n') {
                return Err(Fault::cut_off(after, signed));
            }
            if self.bytes > BATCH_MAX {
                return Err(Fault::passing("too_large", "The source tells more at a time than is verified at once."));
            }
            let first = self.lines.len();
            for line in text.lines() {
                let expected = mine + self.lines.len() as u64 + 1;
                let number = usize::try_from(expected).unwrap_or(usize::MAX);
                let line = CheckedLine::read(line, number).map_err(|fault| Fault::line(&fault))?;
                if line.seq != Seq(expected) {
                    return Err(Fault::gap(expected, line.seq.0));
                }
                self.lines.push(line);
            }
            self.ask_what_stands(source, first).await?;
        }
        Ok(())
    }

    /// Asks what stands of those lines, from that one on, whose words are withheld.
    async fn ask_what_stands(&mut self, source: &Source, first: usize) -> Result<(), Fault> {
        let withheld: Vec<Seq> =
            self.lines.iter().skip(first).filter(|line| may_stand(line)).map(|line| line.seq).collect();
        for seq in withheld {
            if self.is_silent || self.stands.contains_key(&seq) {
                continue;
            }
            let stands = source.stands(seq.0.saturating_sub(1)).await?;
            self.is_silent = stands.is_empty();
            self.stands.extend(stands.into_iter().map(|stands| (stands.seq, stands)));
        }
        Ok(())
    }

    /// The lines up to what was signed. A source may tell more than that.
    fn up_to(&self, mine: u64, signed: u64) -> &[CheckedLine] {
        let number = usize::try_from(signed.saturating_sub(mine)).unwrap_or(usize::MAX).min(self.lines.len());
        self.lines.get(..number).unwrap_or_default()
    }

    /// Whether something is withheld or gone for the sake of a change that was not signed yet.
    fn is_ahead(&self, mine: u64, signed: u64) -> bool {
        let lines = self.up_to(mine, signed);
        let mut blank: HashSet<Seq> = lines
            .iter()
            .filter(|line| line.payload.is_none() && line.withheld.is_none())
            .map(|line| line.seq)
            .collect();
        if !blank.is_empty() {
            for line in lines {
                if let Some(Change::PostRedacted(redacted)) = change(line, "post_redacted") {
                    redacted.changes.iter().for_each(|seq| {
                        blank.remove(seq);
                    });
                }
            }
        }
        !blank.is_empty() || self.is_withheld_ahead(signed)
    }

    fn is_withheld_ahead(&self, signed: u64) -> bool {
        self.stands.values().any(|stands| stands.seq <= Seq(signed) && stands.by > Seq(signed))
    }

    /// The changes up to what was signed.
    fn into_changes(mut self, mine: u64, signed: u64) -> Result<Vec<Recorded>, Fault> {
        self.lines.truncate(self.up_to(mine, signed).len());
        let posts_of = |kinds: &[&str]| -> HashSet<PostId> {
            let told = self.lines.iter().filter_map(|line| kinds.iter().find_map(|kind| change(line, kind)?.post()));
            told.collect()
        };
        let withdrawn = posts_of(&["post_withdrawn"]);
        let is_prepared = self.lines.iter().any(|line| line.withheld == Some(Withheld::Prepared));
        let known =
            if is_prepared { posts_of(&["post_revised", "post_withdrawn", "post_redacted"]) } else { HashSet::new() };
        let mut stands = self.stands;
        let recorded = self.lines.into_iter().map(|line| {
            let untold = stands.remove(&line.seq).and_then(|stands| stands.untold);
            let untold = untold.filter(|untold| match (line.withheld, untold.post()) {
                // That it was withdrawn is part of what was verified.
                (Some(Withheld::Withdrawn), Some(post)) => withdrawn.contains(&post),
                (Some(Withheld::Silent), Some(_)) => line.kind == WasOf::Revision.kind(),
                // So is what readers met of a post, or what became of it.
                (Some(Withheld::Prepared), Some(post)) => known.contains(&post),
                (Some(Withheld::Prepared), None) => line.seq == Seq::START.next(),
                (Some(Withheld::Withdrawn | Withheld::Silent), None) => false,
                (Some(Withheld::NotUnderstood) | None, _) => false,
            });
            line.into_recorded(untold).map_err(|fault| Fault::line(&fault))
        });
        recorded.collect()
    }
}

fn may_stand(line: &CheckedLine) -> bool {
    matches!(line.withheld, Some(Withheld::Withdrawn | Withheld::Silent | Withheld::Prepared))
}

/// What a line of that kind says.
fn change(line: &CheckedLine, kind: &str) -> Option<Change> {
    let payload = line.payload.as_deref().filter(|_| line.kind == kind)?;
    Some(Change::read(kind, serde_json::from_str(payload).ok()?))
}
