//! Following coverages that other servers tell: each has a task that looks what is new at its source,
//! verifies it, and adds it to the record here; from there, readers hear of it as of any change.
//!
//! ```text
//! source ──log──► round (verify) ──► store ──► live/ ──► reader/
//!    └──stream──► news: there is something to verify
//! ```

mod address;
mod fault;
mod keys;
mod manage;
mod media;
mod news;
mod round;
mod source;
mod stretch;
mod withheld;

pub use address::{NoCoverageAddress, SourceAddress};
pub(crate) use manage::{Described, routes};

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::time::Duration;

use coverage::CoverageId;
use render::Tie;
use store::{Following, FollowingFault, FollowingState};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep};

use self::fault::{Fault, Told};
use self::news::Ear;
use self::round::Verified;
use self::source::Source;
use crate::app::App;
use crate::clock;
use crate::commits::Commits;

/// How long to wait before it is read again what is followed, where that could not be read.
const TRY_AGAIN: Duration = Duration::from_millis(500);
/// How long to wait before a source is asked again, the first time.
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// The longest wait between two tries.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// How long a source may sign less than before, until it is not gone on with: caches keep what is old for a while.
const SMALLER: Duration = Duration::from_mins(5);
/// Of how many sources at a time much is read into memory.
const TURNS: usize = 1;

/// Follows what is followed, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut followers = JoinSet::new();
    let mut running: HashMap<CoverageId, AbortHandle> = HashMap::new();
    let mut failing = false;
    let turns = Arc::new(Semaphore::new(TURNS));
    loop {
        match know(&app).await {
            Ok(known) => {
                failing = false;
                let followed = known.iter().filter(|known| known.state == FollowingState::Following);
                let followed: HashSet<CoverageId> = followed.map(|known| known.coverage).collect();
                running.retain(|coverage, follower| {
                    let goes_on = followed.contains(coverage);
                    if !goes_on {
                        follower.abort();
                    }
                    goes_on && !follower.is_finished()
                });
                for coverage in followed {
                    running
                        .entry(coverage)
                        .or_insert_with(|| followers.spawn(follow(app.clone(), coverage, Arc::clone(&turns))));
                }
            }
            // Said once, not with every commit.
            Err(error) if !failing => {
                failing = true;
                tracing::error!(%error, "what is followed cannot be read");
            }
            Err(_) => {}
        }
        tokio::select! {
            () = commits.next() => {}
            () = sleep(TRY_AGAIN), if failing => {}
            // What has ended is forgotten; what should go on is begun anew.
            Some(_) = followers.join_next() => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Takes in which coverages are followed, and has their pages say so.
///
/// # Errors
/// What the store says.
pub(crate) async fn know(app: &App) -> Result<Vec<Following>, store::Error> {
    let known = app.store.followings().await?;
    let sources = known.iter().map(|known| (known.coverage, source_of(known))).collect();
    app.newsroom.know_sources(sources);
    Ok(known)
}

/// What a page says of where its coverage comes from.
pub(crate) fn source_of(following: &Following) -> render::Source {
    let tie = match following.state {
        FollowingState::Following => Tie::Followed,
        FollowingState::Stopped => Tie::Stopped,
        FollowingState::Left => Tie::Left,
    };
    render::Source { url: following.source.as_str().into(), host: following.host.as_str().into(), tie }
}

/// Follows one coverage, until it is not followed any more, or what its source tells does not hold.
async fn follow(app: App, coverage: CoverageId, turns: Arc<Semaphore>) {
    let mut tries = 0;
    let mut smaller = Smaller::default();
    let mut ear = Ear::default();
    let (wanted, pictures) = mpsc::unbounded_channel();
    let mut beside = JoinSet::new();
    let mut follower: Option<(Source, Verified)> = None;
    let mut pictures = Some(pictures);
    loop {
        let outcome = async {
            let (source, verified) = match &mut follower {
                Some(follower) => follower,
                None => {
                    let Some(begun) = begin(&app, coverage).await? else { return Ok(None) };
                    if let Some(pictures) = pictures.take() {
                        let source = Source { address: begun.0.address.clone(), fetcher: app.fetcher.clone() };
                        beside.spawn(media::fetch(app.clone(), source, coverage, pictures));
                    }
                    follower.insert(begun)
                }
            };
            let came = verified.look(&app, source, &turns).await?;
            Ok::<_, Fault>(Some(came))
        };
        match outcome.await {
            Ok(None) => return,
            Ok(Some(came)) => {
                (tries, smaller) = (0, Smaller::default());
                came.media.into_iter().for_each(|id| {
                    // Who fetches them lives as long as this.
                    let _ = wanted.send(id);
                });
                match app.store.note_following_well(coverage).await {
                    Ok(true) => tracing::info!(%coverage, "a followed coverage can be followed again"),
                    Ok(false) => {}
                    Err(error) => tracing::error!(%error, "what became of a followed coverage cannot be noted"),
                }
                if let Some((source, verified)) = &follower {
                    ear.wait_for_news(source, verified.tree.size()).await;
                }
            }
            Err(fault) => {
                // Another process may have added to the record; and a store that failed is read anew.
                if matches!(fault, Fault::Store(_)) {
                    follower = None;
                }
                let fault = smaller.judge(fault, Instant::now());
                if note(&app, coverage, fault).await == FollowingState::Stopped {
                    return;
                }
                sleep(wait(tries)).await;
                tries += 1;
            }
        }
    }
}

/// The source of a coverage and its record as far as it was verified; none if it is not followed any more.
async fn begin(app: &App, coverage: CoverageId) -> Result<Option<(Source, Verified)>, Fault> {
    let known = app.store.following(coverage).await?;
    let Some(known) = known.filter(|known| known.state == FollowingState::Following) else { return Ok(None) };
    let address = SourceAddress::parse(&known.source)
        .map_err(|fault| Fault::Final(Told { code: "no_address", words: fault.to_string() }))?;
    let source = Source { address, fetcher: app.fetcher.clone() };
    Ok(Some((source, Verified::read(app, coverage, known.key).await?)))
}

/// Notes a fault, for the desk and in the log, where it is another than before. Gives what becomes of the following.
async fn note(app: &App, coverage: CoverageId, fault: Fault) -> FollowingState {
    let (told, state) = match fault {
        Fault::Passing(told) => (told, FollowingState::Following),
        Fault::Final(told) => (told, FollowingState::Stopped),
        // Another process was faster, or it is not followed any more: both are found out by looking again.
        Fault::Store(store::Error::Conflict { .. } | store::Error::NotFound { .. }) => {
            return FollowingState::Following;
        }
        Fault::Store(error) => {
            tracing::error!(%error, %coverage, "what a source told cannot be written");
            return FollowingState::Following;
        }
    };
    let Told { code, words } = told;
    let fault = FollowingFault { code: code.to_owned(), words: words.clone(), at: clock::now() };
    match app.store.note_following_fault(coverage, fault, state).await {
        Ok(true) if state == FollowingState::Stopped => {
            tracing::error!(%coverage, code, "a followed coverage is not gone on with: {words}");
        }
        Ok(true) => tracing::warn!(%coverage, code, "nothing comes of a followed coverage: {words}"),
        Ok(false) => {}
        Err(error) => {
            tracing::error!(%error, "what became of a followed coverage cannot be noted");
            // It is found out again.
            return FollowingState::Following;
        }
    }
    state
}

/// Since when a source signs less than was verified.
#[derive(Default)]
struct Smaller(Option<Instant>);

impl Smaller {
    /// What passes at first does not any more, once it has gone on for long.
    fn judge(&mut self, fault: Fault, now: Instant) -> Fault {
        match fault {
            Fault::Passing(Told { code: "smaller", words }) => {
                let since = *self.0.get_or_insert(now);
                if now.duration_since(since) < SMALLER {
                    Fault::Passing(Told { code: "smaller", words })
                } else {
                    Fault::smaller(&words)
                }
            }
            fault => fault,
        }
    }
}

/// How long to wait after so many tries that failed.
fn wait(tries: u32) -> Duration {
    clock::spread(FIRST_WAIT.saturating_mul(1 << tries.min(10)).min(LONGEST_WAIT))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_checkpoint_is_waited_out_and_one_that_stays_is_not() {
        let mut smaller = Smaller::default();
        let now = Instant::now();
        let mut is_final = |fault, after| matches!(smaller.judge(fault, now + after), Fault::Final(_));
        assert!(!is_final(Fault::older(3, 5), Duration::ZERO));
        assert!(!is_final(Fault::older(3, 5), SMALLER / 2));
        // That it does not answer in between is no sign of anything.
        assert!(!is_final(Fault::ahead(), SMALLER));
        assert!(is_final(Fault::older(3, 5), SMALLER));
        assert!(!matches!(Smaller::default().judge(Fault::older(3, 5), now + SMALLER), Fault::Final(_)));
    }
}
