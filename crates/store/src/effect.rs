//! What is committed together with a change, or without one.

use coverage::PostId;
use rusqlite::Connection;

use crate::error::Fault;
use crate::{Draft, Error, Lease, NewJob, Receipt, Store, draft, job, receipt};

/// A change to the desk's tables that stands or falls with what it is
/// committed with.
#[derive(Clone, PartialEq, Debug)]
pub enum Effect {
    /// Has something done later.
    Enqueue(NewJob),
    /// Says that a job is done. [`Error::LeaseLost`] when the lease is not
    /// held any more, so that what a job brings about happens once.
    FinishJob(Lease),
    /// Saves a draft over the version it was made from; version 0 is a new
    /// one. The draft then has the next version. [`Error::StaleDraft`] when
    /// there is another version.
    SaveDraft(Draft),
    /// Deletes a draft. [`Error::StaleDraft`] when there is another version:
    /// what somebody typed meanwhile is not thrown away.
    DeleteDraft {
        /// Which.
        post: PostId,
        /// The version that may be deleted.
        version: u64,
    },
    /// Keeps the answer to a request. [`Error::ReceiptExists`] when the
    /// request was answered before.
    Remember(Receipt),
}

impl Store {
    /// Has the effects, all or none.
    ///
    /// # Errors
    /// - Those that are said with each [`Effect`].
    /// - [`Error::NotFound`] when an effect names a coverage or a member that is not there.
    /// - [`Error::Exists`] when a new job's id is in use.
    pub async fn commit(&self, effects: Vec<Effect>) -> Result<(), Error> {
        self.write(move |connection| perform(connection, effects)).await
    }
}

/// Has the effects, within the transaction of whoever calls.
pub(crate) fn perform(connection: &Connection, effects: Vec<Effect>) -> Result<(), Fault> {
    for effect in effects {
        match effect {
            Effect::Enqueue(new) => job::enqueue(connection, &new)?,
            Effect::FinishJob(lease) => job::finish(connection, lease)?,
            Effect::SaveDraft(draft) => draft::save(connection, &draft)?,
            Effect::DeleteDraft { post, version } => draft::delete(connection, post, version)?,
            Effect::Remember(receipt) => receipt::remember(connection, receipt)?,
        }
    }
    Ok(())
}
