//! The one place where the time is read and random bits are drawn.

use coverage::{CoverageId, PostId};
use jiff::{Timestamp, Unit};
use store::{JobId, LinkId, MemberId, PasskeyId, SessionId, TokenId};
use uuid::Uuid;

/// The time now, to the millisecond: finer would only lengthen every change.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the clock that others are told to use")]
pub fn now() -> Timestamp {
    let now = Timestamp::now();
    now.round(Unit::Millisecond).unwrap_or(now)
}

/// 16 random bytes that keep a redacted text from being guessed from its hash.
///
/// # Panics
/// When the operating system gives no random bits; nothing could go on safely then.
#[must_use]
pub(crate) fn salt() -> [u8; 16] {
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
