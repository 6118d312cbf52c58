//! How often somebody may try to get in.
//!
//! Tries are counted for an address, and for an account from an address. They
//! are never counted for an account alone: whoever knows an address of e-mail
//! could then lock its owner out.

use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::time::Duration;

use axum::http::StatusCode;
use governor::clock::{Clock, MonotonicClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use store::InletId;

use crate::problem::Problem;

/// Tries from one address at once, and how long until there is one more.
const OF_ADDRESS: (NonZeroU32, Duration) = (NonZeroU32::new(120).unwrap(), Duration::from_secs(1));
/// Tries for one account from one address.
const OF_ACCOUNT: (NonZeroU32, Duration) = (NonZeroU32::new(20).unwrap(), Duration::from_secs(30));
/// Messages of one chat.
const OF_INLET: (NonZeroU32, Duration) = (NonZeroU32::new(60).unwrap(), Duration::from_secs(1));

type Counter<C> = RateLimiter<u16, HashMapStateStore<u16>, C, NoOpMiddleware<<C as Clock>::Instant>>;

/// Counts tries. What is counted together is found by a hash that nobody
/// outside can foresee, of 16 bits: memory is bounded however many addresses
/// an attacker has, and that two share a count by chance is rare.
pub(crate) struct Attempts<C: Clock = MonotonicClock> {
    hasher: RandomState,
    clock: C,
    of_address: Counter<C>,
    of_account: Counter<C>,
    of_inlet: Counter<C>,
}

impl Attempts {
    pub(crate) fn new() -> Self {
        Self::by(MonotonicClock)
    }
}

impl<C: Clock + Clone> Attempts<C> {
    fn by(clock: C) -> Self {
        let counter = |(most, after)| {
            // A pause of zero is the one that makes no quota.
            let quota = Quota::with_period(after).unwrap_or(Quota::per_second(most)).allow_burst(most);
            RateLimiter::hashmap_with_clock(quota, clock.clone())
        };
        Self {
            hasher: RandomState::new(),
            of_address: counter(OF_ADDRESS),
            of_account: counter(OF_ACCOUNT),
            of_inlet: counter(OF_INLET),
            clock,
        }
    }

    /// Counts a try that names no account.
    ///
    /// # Errors
    /// 429 `too_many_attempts`, and how long to wait.
    pub(crate) fn count(&self, address: IpAddr) -> Result<(), Problem> {
        self.check(&self.of_address, self.place(&network(address)))
    }

    /// Counts a try for an account.
    ///
    /// # Errors
    /// As [`count`](Self::count).
    pub(crate) fn count_for(&self, address: IpAddr, account: &str) -> Result<(), Problem> {
        self.count(address)?;
        self.check(&self.of_account, self.place(&(network(address), account.to_ascii_lowercase())))
    }

    /// Counts a message that a chat sent.
    ///
    /// # Errors
    /// As [`count`](Self::count).
    pub(crate) fn count_message(&self, inlet: InletId) -> Result<(), Problem> {
        self.check(&self.of_inlet, self.place(&inlet))
    }

    fn place(&self, whose: &impl std::hash::Hash) -> u16 {
        let [first, second, ..] = self.hasher.hash_one(whose).to_le_bytes();
        u16::from_le_bytes([first, second])
    }

    fn check(&self, counter: &Counter<C>, place: u16) -> Result<(), Problem> {
        counter.check_key(&place).map_err(|not_yet| {
            let seconds = not_yet.wait_time_from(self.clock.now()).as_secs() + 1;
            let seconds = u16::try_from(seconds).unwrap_or(u16::MAX);
            Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts", "There were too many tries from here.")
                .hinted("Wait for the time that Retry-After names, then try again.")
                .after(seconds)
        })
    }
}

/// The network that an address stands for: whoever has one address of IPv6
/// has all that share its first 64 bits.
fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        address @ IpAddr::V4(_) => address,
    }
}

#[cfg(test)]
mod tests {
    use governor::clock::FakeRelativeClock;

    use super::*;

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    fn tries(mut one: impl FnMut() -> Result<(), Problem>) -> usize {
        (0..1000).take_while(|_| one().is_ok()).count()
    }

    #[test]
    fn an_account_has_twenty_tries_from_an_address_then_one_in_half_a_minute() {
        let clock = FakeRelativeClock::default();
        let attempts = Attempts::by(clock.clone());
        let one = || attempts.count_for(ip("192.0.2.1"), "ada@example.org");
        assert_eq!(tries(one), 20);
        clock.advance(Duration::from_secs(29));
        assert!(one().is_err());
        clock.advance(Duration::from_secs(1));
        assert_eq!(tries(one), 1);
        assert!(attempts.count_for(ip("192.0.2.1"), "ADA@example.org").is_err(), "in any case");
    }

    #[test]
    fn nobody_is_locked_out_by_another() {
        let attempts = Attempts::by(FakeRelativeClock::default());
        assert_eq!(tries(|| attempts.count_for(ip("192.0.2.1"), "ada@example.org")), 20);
        assert!(attempts.count_for(ip("192.0.2.2"), "ada@example.org").is_ok(), "from elsewhere");
        assert!(attempts.count_for(ip("192.0.2.1"), "bob@example.org").is_ok(), "another account");
    }

    #[test]
    fn an_address_has_a_hundred_and_twenty_tries_whatever_the_account() {
        let attempts = Attempts::by(FakeRelativeClock::default());
        let mut number = 0;
        let spread = tries(|| {
            number += 1;
            attempts.count_for(ip("2001:db8::1"), &format!("{number}@example.org"))
        });
        assert_eq!(spread, 120);
        assert!(attempts.count(ip("2001:db8::ffff:2")).is_err(), "the same network");
        assert!(attempts.count(ip("2001:db8:0:1::1")).is_ok(), "another one");
    }
}
