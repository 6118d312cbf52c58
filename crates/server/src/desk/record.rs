//! The one way in: decide, append, and again if another writer was faster.

use coverage::{Command, Context, Rejection, View, decide};
use jiff::Timestamp;
use store::{Effect, NewChange};
use thiserror::Error;

use crate::app::App;
use crate::clock;
use crate::live::Live;
use crate::media;
use crate::problem::Problem;
use crate::purge;

/// How often a lost race is run again before the writer gives up.
const TRIES: usize = 20;

/// Why a command did not become part of the record.
#[derive(Debug, Error)]
pub(crate) enum WriteFault {
    /// An editorial rule.
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// The store.
    #[error(transparent)]
    Store(#[from] store::Error),
}

impl From<WriteFault> for Problem {
    fn from(fault: WriteFault) -> Self {
        match fault {
            WriteFault::Rejected(rejection) => rejection.into(),
            WriteFault::Store(error) => error.into(),
        }
    }
}

/// Decides a command and appends what happened, together with the effects that
/// belong to it. It returns once the record holds them durably and this node
/// has taken them in, with the view that shows them.
///
/// `effects` is given the view as it will be, so that an answer to the member
/// can be stored in the same transaction.
///
/// # Errors
/// A [`WriteFault`]; nothing was written then.
pub(crate) async fn write(
    app: &App,
    live: &Live,
    command: Command,
    effects: impl Fn(&View) -> Vec<Effect>,
) -> Result<View, WriteFault> {
    write_all(app, live, vec![command], effects).await
}

/// The same for commands that belong together: all of them, or none.
///
/// # Errors
/// As [`write()`].
pub(crate) async fn write_all(
    app: &App,
    live: &Live,
    commands: Vec<Command>,
    effects: impl Fn(&View) -> Vec<Effect>,
) -> Result<View, WriteFault> {
    if app.newsroom.is_followed(live.id()) {
        return Err(Rejection::FollowedElsewhere.into());
    }
    let started = std::time::Instant::now();
    let _turn = live.turn().await;
    let mut tries = 0;
    loop {
        let mut view = live.view();
        let (known, status) = (view.seq(), view.coverage().status);
        let happened: Result<Vec<NewChange>, Rejection> =
            commands.iter().try_fold(Vec::new(), |mut changes, command| {
                changes.extend(happen(&mut view, clock::now(), command.clone())?);
                Ok(changes)
            });
        let changes = match happened {
            Ok(changes) => changes,
            Err(rejection) => {
                // The rule may have been met by what another process wrote.
                live.catch_up(&app.store).await?;
                if live.head().seq == known {
                    return Err(rejection.into());
                }
                continue;
            }
        };
        // Where nothing changes, appending nothing makes sure of it: the record
        // still ends where the view does.
        let mut effects = effects(&view);
        effects.extend(media::out_again(live.id(), &changes));
        let happened = changes.iter().map(|new| &new.change);
        effects.extend(purge::effect(app.purging.as_deref(), live, status, &view, happened));
        match app.store.append(live.id(), known, changes, effects).await {
            Ok(_) => {
                app.metrics.append_seconds.observe(started.elapsed().as_secs_f64());
                if let Err(error) = live.catch_up(&app.store).await {
                    // It is written: readers hear of it once the follower can read again.
                    tracing::error!(%error, coverage = %live.slug(), "what was written cannot be read back yet");
                }
                return Ok(view);
            }
            // Another process wrote meanwhile: know what it wrote, and decide again.
            Err(store::Error::Conflict { .. }) if tries < TRIES => {
                tries += 1;
                live.catch_up(&app.store).await?;
            }
            // It has been followed since a moment ago.
            Err(store::Error::FollowedElsewhere { .. }) => return Err(Rejection::FollowedElsewhere.into()),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Decides a command, applies what happened, and gives it as the record takes it.
///
/// It happens now, but never before the last change that the view knows.
///
/// # Errors
/// The [`Rejection`] that names the rule that the command would break; the view
/// is as it was then.
pub fn happen(view: &mut View, now: Timestamp, command: Command) -> Result<Vec<NewChange>, Rejection> {
    let at = view.time_of_next(now);
    let changes = decide(view, command, &Context { now: at })?;
    for change in &changes {
        view.apply(at, change);
    }
    Ok(changes.into_iter().map(|change| NewChange { at, change, salt: clock::salt() }).collect())
}
