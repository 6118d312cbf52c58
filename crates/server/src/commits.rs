//! Who follows the store, or does what falls due in it, is told that somebody
//! committed: this process or another. The store is asked once for all of them.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

use crate::app::App;
use crate::clock;

/// How often the store is asked whether anybody committed. It costs one read
/// of a counter that SQLite keeps in memory.
const ASK: Duration = Duration::from_millis(200);
/// How long those who do what falls due let pass between two looks at the store.
/// What this process adds, they are told of at once.
const APART: Duration = Duration::from_millis(500);

/// How long what failed, or is held by who is gone, waits once the clock was put back. What is scheduled is not touched.
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(1);

/// Asks the store until the server stops. Sees to it that a clock that was put back lets nothing wait for hours.
pub(crate) async fn notice(app: App, mut stopping: watch::Receiver<bool>) {
    let mut failing = false;
    let mut watch = clock::Watch::default();
    loop {
        if watch.was_put_back()
            && let Err(error) = app.store.bring_forward(clock::now() + LONGEST_WAIT).await
        {
            tracing::error!(%error, "what waits by a clock that was put back since may wait for long");
        }
        let asked = app.store.data_version().await;
        // Said when it begins and when it is over, not several times a second.
        match &asked {
            Err(error) if !failing => tracing::error!(%error, "the store cannot be followed"),
            Ok(_) if failing => tracing::info!("the store can be followed again"),
            _ => {}
        }
        failing = asked.is_err();
        if let Ok(version) = asked {
            app.commits.send_if_modified(|known| known.replace(version) != Some(version));
        }
        tokio::select! {
            () = tokio::time::sleep(ASK) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// What one of those who follow the store has noticed.
pub(crate) struct Commits(watch::Receiver<Option<i64>>);

impl Commits {
    /// Everything that was committed so far counts as noticed once it has been waited for.
    pub(crate) fn follow(app: &App) -> Self {
        let mut commits = app.commits.subscribe();
        commits.mark_changed();
        Self(commits)
    }

    /// Waits until somebody has committed since the last time this ended.
    pub(crate) async fn next(&mut self) {
        if self.0.changed().await.is_err() {
            // The sender is the app itself, which whoever waits holds on to.
            std::future::pending::<()>().await;
        }
    }

    /// Waits for a while, then until somebody has committed or `due` has come by the clock, which may jump.
    pub(crate) async fn or_due(&mut self, due: Option<Timestamp>) {
        loop {
            let left = due.map(|due| Duration::try_from(due.duration_since(clock::now())).unwrap_or_default());
            tokio::time::sleep(left.unwrap_or(APART).min(APART)).await;
            if due.is_some_and(|due| due <= clock::now()) || self.0.has_changed().unwrap_or(false) {
                self.0.mark_unchanged();
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::Poll;

    use futures_util::poll;

    use super::*;

    fn commits() -> (watch::Sender<Option<i64>>, Commits) {
        let (sender, receiver) = watch::channel(Some(1));
        (sender, Commits(receiver))
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_is_woken_while_nothing_happens() {
        let (sender, mut commits) = commits();
        let later = clock::now() + SignedDuration::from_hours(1);
        for due in [None, Some(later)] {
            let mut waiting = Box::pin(commits.or_due(due));
            assert!(tokio::time::timeout(10 * APART, &mut waiting).await.is_err());
            sender.send_modify(|known| *known = known.map(|version| version + 1));
            assert!(tokio::time::timeout(2 * APART, waiting).await.is_ok(), "a commit wakes them");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn what_is_due_is_not_waited_for() {
        let (_sender, mut commits) = commits();
        let began = tokio::time::Instant::now();
        commits.or_due(Some(clock::now())).await;
        assert!(began.elapsed() < APART);
    }

    #[tokio::test]
    async fn a_commit_is_noticed_once() {
        let (sender, mut commits) = commits();
        sender.send_replace(Some(2));
        commits.next().await;
        assert_eq!(poll!(Box::pin(commits.next())), Poll::Pending);
    }
}
