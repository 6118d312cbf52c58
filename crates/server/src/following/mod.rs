//! Following coverages that other servers tell: each has a task that looks what is new at its source,
//! verifies it, and adds it to the record here; from there, readers hear of it as of any change.
//!
//! ```text
//! source ──log──► round (verify) ──► store ──► live/ ──► reader/
//!    └──stream──► news: there is something to verify
//! ```

mod address;
mod fault;
mod manage;
mod media;
mod news;
mod round;
mod source;

pub use address::{NoCoverageAddress, SourceAddress};
pub(crate) use manage::{Described, routes};

use std::collections::{HashMap, HashSet};
use std::time::Duration;

use coverage::CoverageId;
use render::Tie;
use store::{Following, FollowingFault, FollowingState};
use tokio::sync::{mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{sleep, timeout};

use self::fault::{Fault, Told};
use self::news::News;
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
/// How long a stream may be silent; a source says every fifteen seconds that it is there.
const SILENCE: Duration = Duration::from_secs(60);
/// How often a source is asked whose stream is not to be had, as of a coverage that has ended.
const POLL: Duration = Duration::from_secs(10);
/// How often a source may sign less than before, until it is not gone on with: caches keep what is old for a while.
const SMALLER_TRIES: u32 = 4;

/// Follows what is followed, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut followers = JoinSet::new();
    let mut running: HashMap<CoverageId, AbortHandle> = HashMap::new();
    let mut failing = false;
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
                    running.entry(coverage).or_insert_with(|| followers.spawn(follow(app.clone(), coverage)));
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
async fn follow(app: App, coverage: CoverageId) {
    let mut tries = 0;
    let mut smaller = 0;
    let mut news = None;
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
            let came = verified.look(&app, source).await?;
            Ok::<_, Fault>(Some(came))
        };
        match outcome.await {
            Ok(None) => return,
            Ok(Some(came)) => {
                (tries, smaller) = (0, 0);
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
                    wait_for_news(source, verified.tree.size(), &mut news).await;
                }
            }
            Err(fault) => {
                // Another process may have added to the record; and a store that failed is read anew.
                if matches!(fault, Fault::Store(_)) {
                    follower = None;
                }
                let fault = match fault {
                    Fault::Passing(Told { code: "smaller", words }) if smaller + 1 >= SMALLER_TRIES => {
                        Fault::smaller(&words)
                    }
                    fault => fault,
                };
                smaller += u32::from(matches!(&fault, Fault::Passing(told) if told.code == "smaller"));
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

/// Waits until a source may have more than so many changes.
async fn wait_for_news(source: &Source, size: u64, news: &mut Option<News>) {
    if news.is_none() {
        *news = source.news(size).await.ok();
    }
    let Some(stream) = news else { return sleep(clock::spread(POLL)).await };
    loop {
        match timeout(SILENCE, stream.next()).await {
            Ok(Some(Some(seq))) if seq > size => return,
            Ok(Some(_)) => {}
            // It ended, or is dead. Many followers of a source that was restarted do not come back at once.
            Ok(None) | Err(_) => {
                *news = None;
                return sleep(clock::spread(FIRST_WAIT)).await;
            }
        }
    }
}

/// How long to wait after so many tries that failed.
fn wait(tries: u32) -> Duration {
    clock::spread(FIRST_WAIT.saturating_mul(1 << tries.min(10)).min(LONGEST_WAIT))
}
