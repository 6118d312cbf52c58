//! One request at a time writes to an upload, and the newest one wins: a
//! connection that was cut looks alive from here for a while, and whoever
//! comes back must not wait for that.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use coverage::MediaId;
use tokio::sync::{OwnedMutexGuard, watch};

/// Who writes to which upload.
#[derive(Default)]
pub(crate) struct Turns(Arc<Mutex<HashMap<MediaId, Arc<Seat>>>>);

struct Seat {
    taken: Arc<tokio::sync::Mutex<()>>,
    /// Counts those who asked for it.
    asked: watch::Sender<u64>,
}

/// The right to write to an upload.
pub(crate) struct Turn {
    id: MediaId,
    seats: Arc<Mutex<HashMap<MediaId, Arc<Seat>>>>,
    newer: watch::Receiver<u64>,
    _taken: OwnedMutexGuard<()>,
}

impl Turns {
    /// Waits for the right to write to an upload, which its holder is asked to give back.
    pub(crate) async fn take(&self, id: MediaId) -> Turn {
        let (seat, newer) = {
            // A map is whole at every moment, whoever panics.
            let mut seats = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            let seat = seats
                .entry(id)
                .or_insert_with(|| Arc::new(Seat { taken: Arc::default(), asked: watch::Sender::new(0) }));
            seat.asked.send_modify(|asked| *asked += 1);
            (Arc::clone(seat), seat.asked.subscribe())
        };
        let taken = Arc::clone(&seat.taken).lock_owned().await;
        Turn { id, seats: Arc::clone(&self.0), newer, _taken: taken }
    }
}

impl Turn {
    /// Waits until somebody else asks for it.
    pub(crate) async fn wanted(&mut self) {
        if self.newer.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut seats = self.seats.lock().unwrap_or_else(PoisonError::into_inner);
        // Whoever waits has a hold on it too; the last one clears it away.
        if seats.get(&self.id).is_some_and(|seat| seat.asked.receiver_count() <= 1) {
            seats.remove(&self.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_comes_later_is_let_in_and_nothing_is_left_behind() {
        let turns = Arc::new(Turns::default());
        let id = MediaId::new(crate::clock::new_uuid());
        let mut first = turns.take(id).await;
        let second = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move { turns.take(id).await }
        });
        first.wanted().await;
        assert!(!second.is_finished());
        drop(first);
        drop(second.await.unwrap());
        assert!(turns.0.lock().unwrap().is_empty());
    }
}
