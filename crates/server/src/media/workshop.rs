//! What work on pictures and films needs.

use tokio::sync::Notify;

use super::Refusal;
use super::pool::Pool;
use super::turns::Turns;
use crate::problem::Problem;

/// How large files may be, in bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MediaLimits {
    /// A picture.
    pub picture: u64,
    /// A film.
    pub film: u64,
    /// All together that came from one server whose coverages are followed.
    pub source: u64,
}

impl Default for MediaLimits {
    fn default() -> Self {
        Self { picture: 50_000_000, film: 2_000_000_000, source: 50_000_000_000 }
    }
}

impl MediaLimits {
    /// The most that any file may have.
    pub(crate) fn largest(self) -> u64 {
        self.picture.max(self.film)
    }

    /// Refuses a file that says beforehand that it is too large.
    ///
    /// # Errors
    /// 413 `media_too_large`.
    pub(super) fn check(self, is_picture: bool, bytes: u64) -> Result<(), Problem> {
        let (most, what) = if is_picture { (self.picture, "pictures") } else { (self.largest(), "films") };
        if bytes <= most {
            return Ok(());
        }
        Err(Refusal::TooLarge { bytes, most, what }.into())
    }
}

/// What work on pictures and films needs.
pub(crate) struct Workshop {
    pub(crate) limits: MediaLimits,
    /// For what a member waits for.
    pub(super) pool: Pool,
    /// For what nobody waits for.
    pub(super) patient: Pool,
    pub(super) turns: Turns,
    /// Wakes the one who takes in what came.
    pub(super) waited: Notify,
    /// Wakes the one who does what can wait.
    pub(super) later: Notify,
}

impl Workshop {
    /// Starts the threads.
    ///
    /// # Errors
    /// When the system lets this process have no more threads.
    pub(crate) fn start(limits: MediaLimits) -> Result<Self, rayon::ThreadPoolBuildError> {
        Ok(Self {
            limits,
            pool: Pool::start()?,
            patient: Pool::patient()?,
            turns: Turns::default(),
            waited: Notify::new(),
            later: Notify::new(),
        })
    }
}
