//! What waits for the second half of a conversation, in memory.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::clock;

/// How long the second half may take.
const LASTS: SignedDuration = SignedDuration::from_mins(10);
/// How many may wait; past it, the one that has waited longest is dropped.
const MOST: usize = 4096;

/// First halves that wait for their second, each for ten minutes and to be
/// taken once. Where several processes serve one desk, both halves have to
/// come to the same one.
pub(crate) struct Pending<T> {
    waiting: Mutex<HashMap<Uuid, (Timestamp, T)>>,
}

impl<T> Pending<T> {
    pub(crate) fn new() -> Self {
        Self { waiting: Mutex::default() }
    }

    /// Keeps a first half; gives the id to take it by.
    pub(crate) fn keep(&self, half: T, now: Timestamp) -> Uuid {
        let id = clock::new_uuid();
        // Whatever panicked, a map of whole entries is whole.
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() >= MOST {
            waiting.retain(|_, (since, _)| now.duration_since(*since) < LASTS);
            let longest = waiting.iter().min_by_key(|(_, (since, _))| *since).map(|(id, _)| *id);
            if let Some(longest) = longest.filter(|_| waiting.len() >= MOST) {
                waiting.remove(&longest);
            }
        }
        waiting.insert(id, (now, half));
        id
    }

    /// Takes a first half, if it waits still.
    pub(crate) fn take(&self, id: Uuid, now: Timestamp) -> Option<T> {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let (since, half) = waiting.remove(&id)?;
        (now.duration_since(since) < LASTS).then_some(half)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_is_taken_once_and_in_time() {
        let (pending, now) = (Pending::new(), Timestamp::UNIX_EPOCH);
        let (first, second) = (pending.keep(1, now), pending.keep(2, now));
        assert_eq!(pending.take(first, now), Some(1));
        assert_eq!(pending.take(first, now), None);
        assert_eq!(pending.take(second, now + LASTS), None);
    }

    #[test]
    fn no_more_wait_than_there_is_room_for() {
        let (pending, start) = (Pending::new(), Timestamp::UNIX_EPOCH);
        let at = |number: usize| start + SignedDuration::from_millis(i64::try_from(number).unwrap());
        let ids: Vec<_> = (0..MOST + 10).map(|number| pending.keep(number, at(number))).collect();
        assert_eq!(pending.waiting.lock().unwrap().len(), MOST);
        assert_eq!(pending.take(ids[9], at(MOST)), None);
        assert_eq!(pending.take(ids[10], at(MOST)), Some(10));
        pending.keep(0, start + LASTS + LASTS);
        pending.keep(0, start + LASTS + LASTS);
        assert!(pending.waiting.lock().unwrap().len() <= 2, "what came too late was cleared away");
    }
}
