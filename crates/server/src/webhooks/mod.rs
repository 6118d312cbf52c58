//! Webhooks: other servers hear of what is published.
//!
//! Each webhook follows the record like any other reader, from a place of its
//! own that the store keeps. A change is sent until it is taken, and those
//! after it wait: what is sent is in order and whole, whatever happens to
//! either side. A change can be sent twice, with the same id.

mod manage;
mod message;

use std::time::Duration;

use coverage::{Change, Status};
use hyper::StatusCode;
use jiff::{SignedDuration, Timestamp};
use store::{Delivery, Place, Recorded, Webhook};
use tokio::sync::watch;
use tokio::task::JoinSet;

pub(crate) use self::manage::{Described, routes};
use self::message::Message;
use crate::app::App;
use crate::clock;
use crate::live::Dossier;

/// How often it is looked whether anything happened. It costs a look at a counter in memory.
const LOOK: Duration = Duration::from_millis(100);
/// How often the store is asked although nothing seems to have happened: for
/// webhooks and places that another process altered.
const LOOK_AGAIN: SignedDuration = SignedDuration::from_secs(5);
/// How long a place is this node's alone; a message takes fifteen seconds at most.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
/// How many places are served at a time.
const AT_ONCE: usize = 16;
/// How many changes are read for a place at a time.
const READ_AT_ONCE: usize = 50;
/// How long after a refusal it is tried again, in seconds (Standard Webhooks'
/// advice). After the last, a day and more in all, the webhook is stopped.
const WAITS: [i64; 8] = [5, 30, 5 * 60, 30 * 60, 2 * 3600, 5 * 3600, 10 * 3600, 10 * 3600];

/// Sends what is published, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let mut seen = None;
    let mut look_at = Timestamp::MIN;
    let mut failing = false;
    loop {
        let now = clock::now();
        let changes = app.metrics.changes.get();
        if seen != Some(changes) || look_at <= now {
            seen = Some(changes);
            match due(&app, &stopping).await {
                Ok(next) => {
                    failing = false;
                    let latest = clock::now() + LOOK_AGAIN;
                    look_at = next.map_or(latest, |next| next.min(latest));
                }
                Err(error) => {
                    // Said once, not several times a second.
                    if !std::mem::replace(&mut failing, true) {
                        tracing::error!(%error, "what webhooks have not taken yet cannot be read");
                    }
                    look_at = now + LOOK_AGAIN;
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = app.webhooks.notified() => look_at = Timestamp::MIN,
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Sends what is due now; gives when there is more to do.
async fn due(app: &App, stopping: &watch::Receiver<bool>) -> Result<Option<Timestamp>, store::Error> {
    if app.store.webhooks().await?.is_empty() {
        return Ok(None);
    }
    loop {
        let now = clock::now();
        let places = app.store.claim_places(now, now + LEASE, AT_ONCE).await?;
        if places.is_empty() || *stopping.borrow() {
            return app.store.next_place_at().await;
        }
        let mut all = JoinSet::new();
        for place in places {
            let (app, stopping) = (app.clone(), stopping.clone());
            all.spawn(async move { serve(&app, place, &stopping).await });
        }
        while let Some(served) = all.join_next().await {
            match served {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "what a webhook took could not be written down"),
                Err(error) => tracing::error!(%error, "a webhook could not be served"),
            }
        }
    }
}

/// Sends one webhook what lies before its place in one record, in order.
async fn serve(app: &App, mut place: Place, stopping: &watch::Receiver<bool>) -> Result<(), store::Error> {
    let now = clock::now();
    let (Some(webhook), Some(dossier)) = (app.store.webhook(place.webhook).await?, app.newsroom.by_id(place.coverage))
    else {
        // Another process made the coverage a moment ago, or the webhook is gone.
        return app.store.release_place(place, now + SignedDuration::from_secs(1), None).await;
    };
    for change in app.store.read(place.coverage, place.seq, READ_AT_ONCE).await? {
        if *stopping.borrow() {
            break;
        }
        let before = place;
        place = Place { seq: change.seq(), is_public: is_public_after(place.is_public, change.change()), ..place };
        let taken = if place.is_public && wants(&webhook, &change) {
            match send(app, &webhook, &dossier, &change).await {
                Ok(delivery) => Some(delivery),
                Err(refused) => return put_off(app, &webhook, before, refused).await,
            }
        } else {
            None
        };
        let moved = app.store.advance_place(before, place, clock::now() + LEASE, taken).await?;
        if !moved {
            // It was set anew at the desk; whoever claims it next goes on from there.
            return Ok(());
        }
        place.attempts = 0;
    }
    app.store.release_place(place, clock::now(), None).await
}

/// Whether readers know of a coverage after a change to it.
fn is_public_after(before: bool, change: &Change) -> bool {
    match change {
        Change::CoverageOpened(opened) => opened.status != Status::Draft,
        Change::StatusChanged(changed) => changed.status != Status::Draft,
        _ => before,
    }
}

/// Whether it is sent such changes. What was redacted is sent to nobody.
fn wants(webhook: &Webhook, change: &Recorded) -> bool {
    change.payload().is_some()
        && webhook.kinds.as_ref().is_none_or(|kinds| kinds.iter().any(|kind| kind == change.kind()))
}

/// Sends a change, and gives what became of it: taken, or refused.
async fn send(app: &App, webhook: &Webhook, dossier: &Dossier, change: &Recorded) -> Result<Delivery, Delivery> {
    let message = Message::of(app, dossier, change);
    let now = clock::now();
    let headers = message.signed(&webhook.secret, now);
    let answered = app.sender.post(&webhook.url, headers, message.body()).await;
    let delivery = Delivery {
        webhook: webhook.id,
        coverage: dossier.id(),
        seq: change.seq(),
        kind: change.kind().to_owned(),
        attempts: 1,
        at: now,
        status: answered.as_ref().ok().map(StatusCode::as_u16),
        problem: None,
    };
    match answered {
        Ok(status) if status.is_success() => {
            app.metrics.webhooks_sent.inc();
            Ok(delivery)
        }
        Ok(status) => Err(Delivery { problem: Some(format!("It answered {status}.")), ..delivery }),
        Err(fault) => Err(Delivery { problem: Some(fault.to_string()), ..delivery }),
    }
}

/// Has a change tried again later, or stops the webhook when that was tried for long enough.
async fn put_off(app: &App, webhook: &Webhook, place: Place, refused: Delivery) -> Result<(), store::Error> {
    app.metrics.webhooks_refused.inc();
    let now = clock::now();
    let gone = refused.status == Some(StatusCode::GONE.as_u16());
    let wait = usize::try_from(place.attempts).ok().and_then(|attempts| WAITS.get(attempts));
    let problem = refused.problem.clone().unwrap_or_default();
    tracing::warn!(webhook = %webhook.id, seq = place.seq.0 + 1, attempts = place.attempts + 1, problem, "a webhook did not take a change");
    match wait.filter(|_| !gone) {
        Some(seconds) => {
            let later = Place { attempts: place.attempts + 1, ..place };
            app.store.release_place(later, now + spread(*seconds), Some(refused)).await
        }
        None => {
            tracing::error!(webhook = %webhook.id, problem, "a webhook is stopped; it goes on where it stands once somebody has it go on");
            app.store.stop_webhook(webhook.id, now, &problem).await?;
            app.store.release_place(place, now, Some(refused)).await
        }
    }
}

/// A wait that is up to a fifth longer, so that what failed together is not tried again together.
fn spread(seconds: i64) -> SignedDuration {
    let [byte] = clock::random();
    SignedDuration::from_millis(seconds * (1000 + 200 * i64::from(byte) / 255))
}
