//! How often a coverage's page is rendered while the coverage changes all the time.

use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use super::encoding::Encoded;
use crate::live::{Known, Live};

/// The least time between the beginnings of two renderings: five in a second.
const APART: Duration = Duration::from_millis(200);

/// Keeps the renderings of one page apart. Who asks between two of them waits for the next, and all
/// who wait are answered with it, so that nobody is sent a page that is older than their question.
#[derive(Default)]
pub(crate) struct Pace {
    /// Held by the one who renders, and while they wait for their turn.
    last: Mutex<Option<Last>>,
}

struct Last {
    began: Instant,
    /// With the page in it.
    known: Known,
}

impl Pace {
    /// What is known at some moment after this was called, with its page rendered.
    pub(crate) async fn rendered(&self, live: &Live, render: impl FnOnce(&Known) -> Encoded) -> Known {
        let asked = Instant::now();
        let mut last = self.last.lock().await;
        if let Some(last) = &*last {
            if last.began >= asked {
                return last.known.clone();
            }
            sleep_until(last.began + APART).await;
        }
        let began = Instant::now();
        let known = live.known();
        known.rendered.page.get_or_init(async || render(&known)).await;
        *last = Some(Last { began, known: known.clone() });
        known
    }
}
