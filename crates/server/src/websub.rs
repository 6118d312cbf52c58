//! Tells the WebSub hub that feeds have changed (<https://www.w3.org/TR/websub/>),
//! so that it can push them to those who subscribed there.

use std::collections::HashMap;
use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use coverage::{CoverageId, Seq, Slug, Status};
use render::Address;
use tokio::sync::watch;
use url::form_urlencoded;

use crate::app::App;

/// How often it is looked whether anything happened: a hub is told once of what happens within it.
const LOOK: Duration = Duration::from_secs(1);
/// How long a hub that does not answer is left alone.
const PAUSE: Duration = Duration::from_secs(30);
const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// Tells the hub of what is published, until the server stops.
pub(crate) async fn run(app: App, mut stopping: watch::Receiver<bool>) {
    let Some(hub) = app.site.publisher.hub.clone() else {
        // An error here is a sender that is gone, which is a server that is.
        let _ = stopping.wait_for(|stopping| *stopping).await;
        return;
    };
    // What is told twice does no harm; what was never told is news that never comes. So a server
    // that starts tells of every coverage that goes on.
    let mut told: HashMap<CoverageId, Seq> = HashMap::new();
    let mut failing = false;
    loop {
        let mut wait = LOOK;
        for dossier in app.newsroom.all() {
            let (head, before) = (dossier.head(), told.get(&dossier.id()).copied());
            let over = before.is_none() && head.status == Status::Ended;
            if !head.is_public() || before.is_some_and(|before| before >= head.seq) {
                continue;
            }
            let taken = if over { Ok(()) } else { tell(&app, &hub, dossier.slug()).await };
            match taken {
                Ok(()) => {
                    told.insert(dossier.id(), head.seq);
                    failing = false;
                }
                Err(problem) => {
                    // Said once, not at every try.
                    if !std::mem::replace(&mut failing, true) {
                        tracing::warn!(%hub, problem, "the hub does not take what it is told; it is told again");
                    }
                    wait = PAUSE;
                    break;
                }
            }
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
    }
}

/// Tells of a coverage's three feeds in one request.
async fn tell(app: &App, hub: &str, slug: &Slug) -> Result<(), String> {
    let headers = [(CONTENT_TYPE, FORM)].into_iter().collect();
    match app.sender.post(hub, headers, message(app, slug)).await {
        Ok(status) if status.is_success() => Ok(()),
        Ok(status) => Err(format!("It answered {status}.")),
        Err(fault) => Err(fault.to_string()),
    }
}

fn message(app: &App, slug: &Slug) -> Bytes {
    let mut form = form_urlencoded::Serializer::new(String::new());
    form.append_pair("hub.mode", "publish");
    for feed in [Address::Rss(slug), Address::Atom(slug), Address::JsonFeed(slug)] {
        form.append_pair("hub.url", &app.site.url(feed));
    }
    Bytes::from(form.finish())
}
