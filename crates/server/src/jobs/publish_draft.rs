//! Publishes a scheduled draft at its time.

use coverage::{CoverageId, PostId, Rejection, View};
use serde::Deserialize;
use serde_json::json;
use store::{Draft, DraftStatus, Effect, Entry, Filed, Job, Member, Note, NoteId, Written};

use crate::app::App;
use crate::clock;
use crate::desk::WriteFault;
use crate::desk::draft::content;
use crate::desk::draft::publish::{command, ending};
use crate::desk::renewal::write_content;

/// How often a draft is read again that somebody writes to as it falls due.
const TRIES: usize = 20;

#[derive(Deserialize)]
struct PublishDraft {
    draft: PostId,
}

/// Publishes the draft of a job. One that was published, dropped, put off or
/// taken back meanwhile leaves nothing to do; a rule that forbids the post
/// turns it back into a plain draft, so that its words are kept, and its author
/// is told.
pub(super) async fn run(app: &App, job: &Job) -> Result<(), WriteFault> {
    let mut tries = 0;
    loop {
        match once(app, job).await {
            // Somebody wrote in it in this very moment: what they wrote is published too.
            Err(WriteFault::Store(store::Error::StaleDraft { .. })) if tries < TRIES => tries += 1,
            outcome => {
                app.news.notify_one();
                return outcome;
            }
        }
    }
}

async fn once(app: &App, job: &Job) -> Result<(), WriteFault> {
    let finished = || vec![Effect::FinishJob(job.lease())];
    let asked = serde_json::from_value::<PublishDraft>(job.payload.clone()).ok();
    let draft = match &asked {
        Some(asked) => app.store.draft(asked.draft).await?,
        None => None,
    };
    let Some(draft) = draft.filter(is_due).map(|filed| filed.draft) else {
        tracing::info!("the draft was put off, taken back, published or dropped meanwhile; there is nothing to do");
        app.store.commit(finished()).await?;
        return Ok(());
    };
    if app.newsroom.by_id(draft.coverage).is_none() {
        // Another process opened it a moment ago.
        app.newsroom.catch_up().await?;
    }
    let live = match app.newsroom.by_id(draft.coverage) {
        Some(dossier) => app.newsroom.wake(&dossier).await?,
        None => None,
    };
    // A coverage is never taken away. One that is not here yet is read later.
    let Some(live) = live else { return Err(WriteFault::Store(no_coverage(draft.coverage))) };
    let id = draft.id;
    let outcome = match content::finished(&draft.content) {
        Ok(content) => {
            let post = draft.revises.map_or(id, |revises| revises.post);
            let effects = |_: &View| {
                let mut effects = ending(&draft);
                effects.push(Effect::Audit(published(&draft, post)));
                effects.extend(finished());
                effects
            };
            let commands = |content| vec![command(&draft, content, None, None)];
            write_content(app, &live, content, commands, effects).await
        }
        Err(rejection) => Err(rejection.into()),
    };
    match outcome {
        Ok(_) => {
            tracing::info!(draft = %id, coverage = %live.slug(), "published a scheduled draft");
            Ok(())
        }
        Err(WriteFault::Rejected(rejection)) => {
            tracing::warn!(%rejection, draft = %id, coverage = %live.slug(), "a scheduled draft was refused; it stays a draft");
            let author = app.store.member(draft.author).await?;
            let mut effects = finished();
            effects.extend(author.map(|author| Effect::AddNote(refusal(id, &author, &rejection))));
            effects.push(Effect::SaveDraft(Draft { status: DraftStatus::Draft, updated_at: clock::now(), ..draft }));
            app.store.commit(effects).await?;
            Ok(())
        }
        Err(fault) => Err(fault),
    }
}

/// Whether its time has come. What was put off, or may not be published yet,
/// has another job for its time.
fn is_due(filed: &Filed) -> bool {
    let now = clock::now();
    let Draft { status, embargo_until, deleted_at, .. } = filed.draft;
    // The store keeps times to the microsecond; a job is claimed at its time or after it.
    let has_come = status.publish_at().is_some_and(|at| at <= now);
    has_come && embargo_until.is_none_or(|until| until <= now) && deleted_at.is_none()
}

/// A note on the draft that mentions its author: they scheduled it and went on
/// to something else, and a mention waits until they look.
fn refusal(draft: PostId, author: &Member, rejection: &Rejection) -> Written {
    let name = author.name.replace(['[', ']', '(', ')'], "");
    let hint = rejection.hint().map(|hint| format!(" {hint}")).unwrap_or_default();
    let text = format!("@[{name}]({}) This was due and did not go out: {rejection}.{hint}", author.id);
    let note = Note {
        id: NoteId::new(clock::new_uuid()),
        draft,
        member: author.id,
        text,
        created_at: clock::now(),
        edited_at: None,
    };
    Written { note, mentions: vec![author.id] }
}

fn published(draft: &Draft, post: PostId) -> Entry {
    Entry {
        at: clock::now(),
        member: Some(draft.author),
        action: if draft.revises.is_some() { "post.revised" } else { "post.published" }.to_owned(),
        coverage: Some(draft.coverage),
        subject: post.to_string(),
        detail: json!({"scheduled": true}),
    }
}

fn no_coverage(id: CoverageId) -> store::Error {
    store::Error::NotFound { what: "coverage", id: id.to_string() }
}
