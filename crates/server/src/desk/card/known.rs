//! The cards of the last minutes, and how many a member may ask for.

use std::collections::VecDeque;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::http::StatusCode;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use store::MemberId;
use tokio::sync::Semaphore;

use super::Card;
use crate::problem::Problem;

/// How long a card is given again: two who paste the same address, or one who takes it back.
const KEPT: Duration = Duration::from_secs(5 * 60);
/// How many are kept. A card has some 30 kB at most.
const MOST_KEPT: usize = 200;
/// How many cards a member may ask for at once, and how long until there is one more.
const OF_MEMBER: (NonZeroU32, Duration) = (NonZeroU32::new(40).unwrap(), Duration::from_secs(2));
/// How many sites are asked at a time: what they send is in memory meanwhile.
const AT_ONCE: usize = 8;

type Counter = RateLimiter<
    MemberId,
    HashMapStateStore<MemberId>,
    MonotonicClock,
    NoOpMiddleware<<MonotonicClock as Clock>::Instant>,
>;

/// What is remembered about cards. It is as large as there are members, and 200 cards.
pub(crate) struct Cards {
    kept: Mutex<VecDeque<(Instant, String, Card)>>,
    counter: Counter,
    pub(super) at_once: Semaphore,
}

impl Cards {
    pub(crate) fn new() -> Self {
        let (most, after) = OF_MEMBER;
        // A pause of zero is the one that makes no quota.
        let quota = Quota::with_period(after).unwrap_or(Quota::per_second(most)).allow_burst(most);
        let counter = RateLimiter::hashmap_with_clock(quota, MonotonicClock);
        Self { kept: Mutex::default(), counter, at_once: Semaphore::new(AT_ONCE) }
    }

    /// Counts a card that a member asks for.
    ///
    /// # Errors
    /// 429 `too_many_cards`, and how long to wait.
    pub(super) fn count(&self, member: MemberId) -> Result<(), Problem> {
        self.counter.check_key(&member).map_err(|not_yet| {
            let seconds = not_yet.wait_time_from(MonotonicClock.now()).as_secs() + 1;
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_cards", "You asked for many cards in a short time.")
                .hinted("Wait for the time that Retry-After names, then try again. The links work all the same.")
                .after(u16::try_from(seconds).unwrap_or(u16::MAX))
        })
    }

    /// The card of an address, if it was made in the last minutes.
    pub(super) fn recall(&self, url: &str) -> Option<Card> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let found = kept.iter().rev().find(|(_, known, _)| known == url)?;
        (found.0.elapsed() < KEPT).then(|| found.2.clone())
    }

    /// Lets go of all: one of a post of ours may tell what is to be told no more.
    pub(crate) fn clear(&self) {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }

    /// Keeps a card for whoever asks for it next.
    pub(super) fn remember(&self, url: &str, card: &Card) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.push_back((Instant::now(), url.to_owned(), card.clone()));
        if kept.len() > MOST_KEPT {
            kept.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock;

    #[test]
    fn a_member_has_forty_cards_at_once_whatever_others_do() {
        let cards = Cards::new();
        let (ada, ben) = (clock::member_id(), clock::member_id());
        assert_eq!((0..100).take_while(|_| cards.count(ada).is_ok()).count(), 40);
        assert!(cards.count(ben).is_ok());
    }

    #[test]
    fn two_hundred_cards_are_kept_and_no_more() {
        let cards = Cards::new();
        for number in 0..=MOST_KEPT {
            cards.remember(&number.to_string(), &Card::bare("https://example.org/", None));
        }
        assert!(cards.recall("0").is_none());
        assert!(cards.recall("1").is_some());
        assert_eq!(cards.kept.lock().unwrap().len(), MOST_KEPT);
    }
}
