//! What waits, or is held, for longer than anything should: the clock that said
//! until when has been put back since.

use jiff::Timestamp;

use crate::column::Col;
use crate::statement::statements;
use crate::{Error, Store};

statements! {
    // What members schedule has no error, and keeps its time.
    JOBS = "update job set run_at = ?1 where run_at > ?1 and last_error is not null";
    HELD_JOBS = "update job set leased_until = ?1 where leased_until > ?1";
    MEDIA = "update media_work set run_at = ?1 where run_at > ?1";
    HELD_MEDIA = "update media_work set leased_until = ?1 where leased_until > ?1";
    WEBHOOKS = "update webhook_place set not_before = ?1 where not_before > ?1";
    HELD_WEBHOOKS = "update webhook_place set leased_until = ?1 where leased_until > ?1";
    FEEDS = "update watched_feed set due_at = ?1 where due_at > ?1";
    FOLLOWED = "update followed_medium set due_at = ?1 where due_at > ?1";
}

impl Store {
    /// Has everything that waits to be tried again, to be looked at again or to
    /// be given free wait no longer than until `at`. What is scheduled stays.
    ///
    /// # Errors
    /// [`Error::Unavailable`].
    pub async fn bring_forward(&self, at: Timestamp) -> Result<(), Error> {
        self.write(move |connection| {
            for statement in [JOBS, HELD_JOBS, MEDIA, HELD_MEDIA, WEBHOOKS, HELD_WEBHOOKS, FEEDS, FOLLOWED] {
                connection.prepare_cached(statement)?.execute([Col(at)])?;
            }
            Ok(())
        })
        .await
    }
}
