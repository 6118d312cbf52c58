//! Brings the new words of a background into the posts that hold it.

use store::{Effect, Job};

use crate::app::App;
use crate::clock;
use crate::desk::WriteFault;
use crate::desk::renewal::{Renewal, holders, renew};

/// How many posts are revised before other jobs have their turn: a post that
/// is due must not wait for the renewal of a thousand others.
const AT_ONCE: usize = 25;

/// Revises posts that hold other words than the library does. What was done
/// needs no list: a post that holds the words as they are is left alone. So a
/// job that was broken off goes on where it was.
pub(super) async fn run(app: &App, job: &Job) -> Result<(), WriteFault> {
    let finished = Effect::FinishJob(job.lease());
    let Ok(mut renewal) = serde_json::from_value::<Renewal>(job.payload.clone()) else {
        tracing::error!("the job cannot be read; there is nothing to do");
        app.store.commit(vec![finished]).await?;
        return Ok(());
    };
    // Another process may have published what holds it a moment ago.
    app.newsroom.catch_up().await?;
    let mut revised = 0;
    while let Some(coverage) = renewal.coverages.last() {
        // One whose record is damaged takes nothing new.
        let dossier = app.newsroom.by_id(*coverage);
        // Where no post holds it, there is nothing to do.
        let live = match dossier.filter(|dossier| dossier.brief().tally().holders(renewal.background).next().is_some())
        {
            Some(dossier) => app.newsroom.wake(&dossier).await?,
            None => None,
        };
        let Some(live) = live else {
            renewal.coverages.pop();
            continue;
        };
        for post in holders(&live, renewal.background) {
            if revised == AT_ONCE {
                // The rest stands in line again, behind those that are due by now.
                app.store.commit(vec![finished, renewal.job(clock::now())]).await?;
                return Ok(());
            }
            revised += usize::from(renew(app, &live, post, &renewal).await?);
        }
        renewal.coverages.pop();
    }
    app.store.commit(vec![finished]).await?;
    Ok(())
}
