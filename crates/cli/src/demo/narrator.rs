//! Tells the demo's story: each scene is decided and appended like any
//! member's command, at the time at which it happened that day.

use anyhow::Context;
use coverage::{Command, Prose, Publication, PublicationTime, Slug, View};
use jiff::Timestamp;
use serde_json::Value;
use server::wire::{CoveragePatch, NewCoverage, NewPost, PostPatch};
use store::{NewCoverage as Stored, Store};

use super::script::{Act, Scene};

/// How many changes of others are read at a time; where there are more, it tries again.
const AT_ONCE: usize = 500;

/// The one who files the demo's posts.
pub(crate) struct Narrator {
    store: Store,
    coverage: coverage::CoverageId,
    slug: Slug,
    view: View,
}

impl Narrator {
    /// Opens a coverage.
    pub(crate) async fn open(store: &Store, (at, new): (Timestamp, NewCoverage)) -> anyhow::Result<Self> {
        let (slug, opening) = new.parse()?;
        let coverage = server::coverage_id();
        let mut view = View::blank();
        let changes = server::happen(&mut view, at, Command::Open(opening))?;
        let stored = Stored { id: coverage, slug: slug.clone(), created_at: at };
        store.create_coverage(stored, changes, Vec::new()).await?;
        Ok(Self { store: store.clone(), coverage, slug, view })
    }

    /// The coverage's name in URLs.
    pub(crate) const fn slug(&self) -> &Slug {
        &self.slug
    }

    /// Lets a scene happen.
    pub(crate) async fn play(&mut self, Scene { at, act }: Scene) -> anyhow::Result<()> {
        let command = match act {
            Act::Open { coverage, post } => {
                let mut next = Self::open(&self.store, (at, serde_json::from_value(coverage)?)).await?;
                return next.file(at, publish(server::post_id(), PublicationTime::At(at), post)?).await;
            }
            Act::Publish { id, post, time } => publish(id, time, post)?,
            Act::Revise { id, post } => Command::Revise(serde_json::from_value::<PostPatch>(post)?.parse(id)?),
            Act::Withdraw { id, reason } => Command::Withdraw { post: id, reason: Prose::parse("reason", &reason)? },
            Act::Amend(set) => Command::Amend(serde_json::from_value::<CoveragePatch>(set)?.parse()?),
        };
        self.file(at, command).await
    }

    async fn file(&mut self, at: Timestamp, command: Command) -> anyhow::Result<()> {
        // Somebody may write to the demo as well: whoever was faster, it goes on from there.
        loop {
            let before = self.view.clone();
            let changes = server::happen(&mut self.view, at, command.clone()).with_context(|| format!("at {at}"))?;
            match self.store.append(self.coverage, before.seq(), changes, Vec::new()).await {
                Ok(_) => return Ok(()),
                Err(store::Error::Conflict { .. }) => {
                    self.view = before;
                    for recorded in self.store.read(self.coverage, self.view.seq(), AT_ONCE).await? {
                        self.view.apply(recorded.at(), recorded.change());
                    }
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

fn publish(id: coverage::PostId, time: PublicationTime, post: Value) -> anyhow::Result<Command> {
    let content = serde_json::from_value::<NewPost>(post)?.parse()?;
    Ok(Command::Publish(Publication { id, content, time }))
}
