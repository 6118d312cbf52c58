//! The one place where the time is read and random bits are drawn.

use std::time::{Duration, Instant};

use coverage::{CoverageId, PostId};
use jiff::{SignedDuration, Timestamp, Unit};
use store::{JobId, LinkId, MemberId, PasskeyId, SessionId, TokenId};
use uuid::Uuid;

/// The time now, to the millisecond: finer would only lengthen every change.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the clock that others are told to use")]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now)
}

/// Sees that the clock was put back, by the one that only goes on.
#[derive(Default)]
pub(crate) struct Watch {
    seen: Option<(Timestamp, Instant)>,
}

impl Watch {
    /// By how much clocks may differ that both go right.
    const SLACK: SignedDuration = SignedDuration::from_secs(1);

    /// Whether it was put back since this was last asked; nobody knows what
    /// happened before it was first asked, so then it was.
    pub(crate) fn was_put_back(&mut self) -> bool {
        self.look(now(), Instant::now())
    }

    fn look(&mut self, now: Timestamp, at: Instant) -> bool {
        let seen = self.seen.replace((now, at));
        seen.is_none_or(|(then, since)| {
            let gone = SignedDuration::try_from(at.saturating_duration_since(since)).unwrap_or_default();
            now.duration_since(then) + Self::SLACK < gone
        })
    }
}

/// 16 random bytes that keep a redacted text from being guessed from its hash.
///
/// # Panics
/// When the operating system gives no random bits; nothing could go on safely then.
#[must_use]
pub(crate) fn salt() -> [u8; 16] {
    random()
}

/// 32 random bytes that a key is made of which signs checkpoints.
///
/// # Panics
/// As `salt`.
#[must_use]
pub fn key_seed() -> [u8; 32] {
    random()
}

/// Random bytes from the operating system.
///
/// # Panics
/// As [`salt`].
#[must_use]
#[expect(clippy::expect_used, reason = "without random bits neither tokens nor salts are safe, so stopping is right")]
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives random bits");
    bytes
}

/// A wait that is up to a fifth longer, so that those who failed together do not try again together.
pub(crate) fn spread(wait: Duration) -> Duration {
    let [byte] = random();
    wait.saturating_add(wait.mul_f64(0.2 * f64::from(byte) / 255.0))
}

#[expect(clippy::disallowed_methods, reason = "this is the maker of ids that others are told to use")]
/// A new UUID, version 7 (RFC 9562).
#[must_use]
pub fn new_uuid() -> Uuid {
    Uuid::now_v7()
}

/// A new post's id.
#[must_use]
pub fn post_id() -> PostId {
    PostId::new(new_uuid())
}

/// A new coverage's id.
#[must_use]
pub fn coverage_id() -> CoverageId {
    CoverageId::new(new_uuid())
}

pub(crate) fn job_id() -> JobId {
    JobId::new(new_uuid())
}

/// A new member's id.
#[must_use]
pub fn member_id() -> MemberId {
    MemberId::new(new_uuid())
}

/// A new token's id.
#[must_use]
pub fn token_id() -> TokenId {
    TokenId::new(new_uuid())
}

/// A new link's id.
#[must_use]
pub fn link_id() -> LinkId {
    LinkId::new(new_uuid())
}

pub(crate) fn session_id() -> SessionId {
    SessionId::new(new_uuid())
}

pub(crate) fn passkey_id() -> PasskeyId {
    PasskeyId::new(new_uuid())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_clock_that_is_put_back_is_noticed_once() {
        let (mut watch, noon, began) = (Watch::default(), now(), Instant::now());
        let after = |seconds| began + Duration::from_secs(seconds);
        assert!(watch.look(noon, began), "what was before, nobody knows");
        assert!(!watch.look(noon + SignedDuration::from_secs(5), after(5)));
        assert!(!watch.look(noon + SignedDuration::from_hours(48), after(6)), "put forward");
        assert!(watch.look(noon + SignedDuration::from_secs(7), after(7)), "put back");
        assert!(!watch.look(noon + SignedDuration::from_secs(8), after(8)));
        assert!(watch.look(noon, after(9)));
        assert!(!watch.look(noon, after(9)), "adjusted by less than a second");
    }
}
