//! Backgrounds in what is published: the words are those of the library, as
//! they are when the change is committed.

use std::collections::BTreeSet;

use coverage::{Background, BackgroundId, Body, Command, Content, CoverageId, Line, PostId, Rejection, Revision, View};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::{Effect, Entry, MemberId, NewJob};

use super::record::{WriteFault, write, write_all};
use crate::app::App;
use crate::clock;
use crate::live::Live;

/// The kind of job that brings the words of a background into the posts that hold it.
pub(crate) const RENEW_BACKGROUND: &str = "renew_background";

/// How often words are read again that are saved anew while they are published.
const TRIES: usize = 20;

/// What such a job has to do. It takes the words that the library has when it
/// runs: of two renewals the newest words win, whichever runs last.
#[derive(Serialize, Deserialize)]
pub(crate) struct Renewal {
    /// Which background.
    pub(crate) background: BackgroundId,
    /// Who gave it other words.
    pub(crate) member: MemberId,
    /// The coverages whose posts they may revise.
    pub(crate) coverages: Vec<CoverageId>,
}

impl Renewal {
    /// The job, to be run at once.
    pub(crate) fn job(&self, now: Timestamp) -> Effect {
        Effect::Enqueue(NewJob {
            id: clock::job_id(),
            kind: RENEW_BACKGROUND.to_owned(),
            coverage: None,
            payload: json!(self),
            run_at: now,
        })
    }
}

/// A background of the library as posts hold it.
///
/// # Errors
/// The [`Rejection`] that names what no background can hold.
pub(crate) fn held(background: &store::Background) -> Result<Background, Rejection> {
    let title = Line::parse("title", &background.title)?;
    Background::of(background.id, title, &Body::from_record(&background.body))
}

/// The posts of a coverage that hold a background.
pub(crate) fn holders(live: &Live, id: BackgroundId) -> Vec<PostId> {
    live.brief().tally().holders(id).collect()
}

/// Revises a post, in silence, so that it holds the words of the library. Gives
/// whether that changed anything; a rule may forbid it.
///
/// # Errors
/// What kept it from being written and may pass.
pub(crate) async fn renew(app: &App, live: &Live, post: PostId, renewal: &Renewal) -> Result<bool, WriteFault> {
    let mut tries = 0;
    loop {
        // A background that was taken out of the library leaves its words behind.
        let Some(background) = app.store.background(renewal.background).await? else { return Ok(false) };
        let view = live.view();
        let Some((content, base)) = view.post(post).and_then(|post| Some((post.content()?, post.seq))) else {
            return Ok(false);
        };
        let renewed = match held(&background).and_then(|now| content.with_background(&now)) {
            Ok(Some(renewed)) => renewed,
            Ok(None) => return Ok(false),
            Err(rejection) => return Ok(stays(&rejection, live, post)),
        };
        let revision = Revision { body: Some(renewed.body), base: Some(base), ..Revision::of(post) };
        let noted = Entry {
            at: clock::now(),
            member: Some(renewal.member),
            action: "post.revised".to_owned(),
            coverage: Some(live.id()),
            subject: post.to_string(),
            detail: json!({"background": background.id}),
        };
        let rest = Effect::RestOnBackground { background: background.id, version: background.version };
        match write(app, live, Command::Revise(revision), |_| vec![rest.clone(), Effect::Audit(noted.clone())]).await {
            Ok(_) => return Ok(true),
            // The post or the words were altered in this very moment.
            Err(
                WriteFault::Rejected(Rejection::RevisedMeanwhile { .. })
                | WriteFault::Store(store::Error::Stale { .. }),
            ) if tries < TRIES => tries += 1,
            Err(WriteFault::Rejected(rejection)) if !matches!(rejection, Rejection::RevisedMeanwhile { .. }) => {
                return Ok(stays(&rejection, live, post));
            }
            Err(fault) => return Err(fault),
        }
    }
}

/// Writes what publishes a content. `commands` is given it with the words of its
/// backgrounds as the library has them: a draft may have been written before them.
///
/// # Errors
/// As [`write_all()`], and the [`Rejection`] where the words do not fit into the body.
pub(crate) async fn write_content(
    app: &App,
    live: &Live,
    content: Content,
    commands: impl Fn(Content) -> Vec<Command>,
    effects: impl Fn(&View) -> Vec<Effect>,
) -> Result<View, WriteFault> {
    let mut tries = 0;
    loop {
        let (renewed, rests) = renewed(app, content.clone()).await?;
        let along = |view: &View| rests.iter().cloned().chain(effects(view)).collect();
        match write_all(app, live, commands(renewed), along).await {
            Err(WriteFault::Store(store::Error::Stale { what: "background", .. })) if tries < TRIES => tries += 1,
            written => return written,
        }
    }
}

/// A content with the words of the library, and what holds the change to them.
async fn renewed(app: &App, mut content: Content) -> Result<(Content, Vec<Effect>), WriteFault> {
    let mut rests = Vec::new();
    for id in content.backgrounds().collect::<BTreeSet<_>>() {
        let background = app.store.background(id).await?;
        let version = background.as_ref().map_or(0, |background| background.version);
        rests.push(Effect::RestOnBackground { background: id, version });
        if let Some(background) = background
            && let Some(renewed) = content.with_background(&held(&background)?)?
        {
            content = renewed;
        }
    }
    Ok((content, rests))
}

fn stays(rejection: &Rejection, live: &Live, post: PostId) -> bool {
    tracing::warn!(%rejection, %post, coverage = %live.slug(), "a post keeps the old words of a background");
    false
}
