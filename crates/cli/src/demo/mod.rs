//! `stet demo`: a day's coverage in our own words. Most of the day is there at
//! the start; its last hours happen while you look.

mod narrator;
mod script;

use std::time::Duration;

use anyhow::{Context, bail};
use store::Store;
use tokio::sync::watch;

use crate::{DemoArgs, outcome, serve};
use narrator::Narrator;
use script::Script;

/// What happens after this moment of the day is replayed live.
const CURTAIN: &str = "2022-02-17T20:00:00Z";

pub(crate) async fn run(args: DemoArgs) -> anyhow::Result<()> {
    serve::start_log(&args.listen)?;
    // The temporary folder goes when this guard does, at the end of the demo.
    let (folder, _guard) = match args.data {
        Some(folder) => {
            if folder.join("stet.db").exists() {
                let folder = folder.display();
                bail!(
                    "--data {folder} holds a database already, and the demo needs a new folder; to go on with what is \
                     there: stet serve --data {folder}"
                );
            }
            (folder, None)
        }
        None => {
            let guard = tempfile::tempdir().context("a folder for the demo's data cannot be made")?;
            (guard.path().to_owned(), Some(guard))
        }
    };
    let config = serve::config(&args.listen, folder)?;
    let store = Store::open(&config.data).with_context(|| format!("--data is “{}”", config.data.display()))?;
    let mut script = Script::read(&store).await?;
    let mut narrator = Narrator::open(&store, script.opening()?).await?;
    let curtain = CURTAIN.parse()?;
    while let Some(scene) = script.next_before(curtain) {
        narrator.play(scene).await?;
    }
    let (app, listener) = serve::bind(&config, store).await?;
    // Whoever reads that it is ready may tell it to stop at once.
    let stop_serving = serve::told_to_stop()?;
    let page = app.url(&format!("/live/{}", narrator.slug()));
    outcome::print(&format!("Stet is ready at {page}"))?;
    outcome::print(&format!("All coverages        {}", app.url("/")))?;
    outcome::print(&format!("The same as a feed   {page}/feed.atom"))?;
    outcome::print(&format!("The same as JSON     {page}.json"))?;
    // A desk in which somebody is the owner already has no such link.
    if let Some(link) = server::setup_link(app.store(), &app.url("")).await? {
        outcome::print(&format!("Its desk             {link}"))?;
    }
    outcome::print(&format!(
        "The last hours of the day are replayed now, {} times as fast. Ctrl-C ends it.",
        args.speed
    ))?;

    let (stop, stopped) = watch::channel(false);
    let replay = tokio::spawn(replay(narrator, script, args.speed, stopped));
    let served = server::serve(app, listener, stop_serving).await;
    stop.send_replace(true);
    // The replay may have ended long ago, or ends now: what it says matters only if it failed.
    replay.await.context("the replay broke off")??;
    served.context("the server ended")
}

/// Plays the rest of the day, `speed` times as fast as it happened.
async fn replay(
    mut narrator: Narrator,
    mut script: Script,
    speed: u32,
    mut stopped: watch::Receiver<bool>,
) -> anyhow::Result<()> {
    let mut clock: jiff::Timestamp = CURTAIN.parse()?;
    while let Some(scene) = script.next() {
        let wait = Duration::try_from(scene.at.duration_since(clock)).unwrap_or_default() / speed;
        clock = scene.at;
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            // The other end says one thing only, or is gone.
            _ = stopped.changed() => return Ok(()),
        }
        narrator.play(scene).await?;
    }
    tracing::info!("the day is over; start the demo again to see it again");
    Ok(())
}
