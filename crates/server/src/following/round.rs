//! One look at a source: what is new there is verified against what was verified before, and is then
//! appended as a whole.

use std::collections::HashSet;
use std::sync::Arc;

use coverage::{Change, CoverageId, MediaId, Seq};
use store::proof::{Checkpoint, NamedKey, SignedNote, Tree};
use store::{CheckedLine, Effect, FromSource, Hash, Recorded};
use tokio::sync::Semaphore;

use super::fault::Fault;
use super::keys::Signers;
use super::source::Source;
use super::stretch::Stretch;
use crate::app::App;
use crate::clock;
use crate::purge;

/// How many leaves of the record here are read at a time, and how long that is waited for.
const LEAVES: usize = 2048;
const PATIENCE: std::time::Duration = std::time::Duration::from_secs(10);
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

    /// Takes in what is new at the source. Where that is much, one of the `turns` is waited for.
    ///
    /// # Errors
    /// A [`Fault`]; nothing was appended then.
    pub(super) async fn look(&mut self, app: &App, source: &Source, turns: &Arc<Semaphore>) -> Result<Came, Fault> {
        let mine = self.tree.size();
        let mut signers = Signers::new(self.key.clone(), source);
        let mut stretch = Stretch::new(mine, Arc::clone(turns));
        for round in 1..=ROUNDS {
            let (note, checkpoint, key) = checkpoint(&mut signers).await?;
            if checkpoint.size <= mine {
                if self.root_at(app, checkpoint.size).await? != checkpoint.root {
                    return Err(Fault::rewritten(checkpoint.size));
                }
                if checkpoint.size < mine {
                    return Err(Fault::older(checkpoint.size, mine));
                }
                return Ok(Came::default());
            }
            stretch.read(&mut signers, checkpoint.size).await?;
            let mut tree = self.tree.clone();
            tree.extend(stretch.up_to(checkpoint.size).iter().map(CheckedLine::leaf_hash));
            if tree.root() != checkpoint.root {
                return Err(Fault::altered(checkpoint.size));
            }
            let Some(obstacle) = stretch.obstacle(checkpoint.size) else {
                let changes = stretch.into_changes(checkpoint.size)?;
                return self.append(app, tree, changes, note, key).await;
            };
            if round == ROUNDS {
                return Err(obstacle);
            }
            stretch.forget_unexplained(checkpoint.size);
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

/// The checkpoint of the source, and the key that signed it.
async fn checkpoint(signers: &mut Signers<'_>) -> Result<(String, Checkpoint, NamedKey), Fault> {
    let text = signers.source().checkpoint().await?;
    let note = SignedNote::parse(&text).map_err(|fault| Fault::signature(&fault))?;
    let checkpoint = Checkpoint::parse(note.unverified()).ok_or_else(Fault::no_checkpoint)?;
    let key = signers.signer(&note, &checkpoint.origin).await?;
    Ok((text, checkpoint, key))
}
