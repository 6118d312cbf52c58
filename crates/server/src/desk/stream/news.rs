//! Follows the store's news, and tells them to those who are at the desk.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use coverage::{CoverageId, PostId};
use serde_json::{Value, json};
use store::{Filed, MemberId, Missed, News, NoteId, Told};
use tokio::sync::watch;

use super::rooms::Audience;
use crate::app::App;
use crate::commits::Commits;
use crate::desk::draft::show::{self, Names};
use crate::desk::draft::steps::Steps;
use crate::desk::draft::{Rights, notes};
use crate::media;

/// How long to wait before the news are read again that could not be read.
const TRY_AGAIN: Duration = Duration::from_millis(200);
/// How much is read at a time.
const AT_ONCE: usize = 500;

/// Tells what happens at the desk, here and in other processes, until the server stops.
pub(crate) async fn follow(app: App, mut stopping: watch::Receiver<bool>) {
    let mut commits = Commits::follow(&app);
    let mut follower = Follower { app, known: None };
    let mut failing = false;
    loop {
        let app = &follower.app;
        tokio::select! {
            () = app.news.notified() => {}
            () = commits.next() => {}
            () = tokio::time::sleep(TRY_AGAIN), if failing => {}
            _ = stopping.wait_for(|stopping| *stopping) => return,
        }
        let told = follower.look().await;
        match &told {
            Err(error) if !failing => tracing::error!(%error, "the news of the desk cannot be followed"),
            Ok(()) if failing => tracing::info!("the news of the desk can be followed again"),
            _ => {}
        }
        failing = told.is_err();
    }
}

struct Follower {
    app: App,
    /// The last that was told; none before the first look.
    known: Option<u64>,
}

impl Follower {
    async fn look(&mut self) -> Result<(), store::Error> {
        let Some(mut known) = self.known else {
            self.known = Some(self.app.store.last_news().await?);
            return Ok(());
        };
        loop {
            let news = self.app.store.news(known, AT_ONCE).await?;
            let count = news.len();
            if let Some(last) = news.last() {
                known = last.id;
                tell(&self.app, news).await?;
                self.known = Some(known);
            }
            if count < AT_ONCE {
                return Ok(());
            }
        }
    }
}

/// Tells news. What happened to a draft several times is told once, as it now is.
async fn tell(app: &App, news: Vec<News>) -> Result<(), store::Error> {
    let mut drafts = BTreeMap::new();
    let mut steps: BTreeMap<PostId, (CoverageId, u64)> = BTreeMap::new();
    let mut others = Vec::new();
    for News { coverage, told, .. } in news {
        match (coverage, told) {
            (None, Told::Media { media }) => {
                app.store.forget_media(media);
                if let Some(medium) = app.store.medium(media).await? {
                    app.rooms.tell_all("media", &media::told(&medium));
                }
            }
            (None, told) => tell_everywhere(app, &told),
            (Some(coverage), _) if app.rooms.is_empty(coverage) => {}
            (Some(coverage), Told::Draft { draft }) => drop(drafts.insert(draft, coverage)),
            (Some(coverage), Told::Steps { draft, after }) => {
                drafts.insert(draft, coverage);
                // They come in order: the first says where to begin.
                steps.entry(draft).or_insert((coverage, after));
            }
            (Some(coverage), told) => others.push((coverage, told)),
        }
    }
    if drafts.is_empty() && others.is_empty() {
        return Ok(());
    }
    let names = Names::load(app).await?;
    for (draft, (coverage, after)) in steps {
        tell_steps(app, coverage, draft, after).await?;
    }
    for (draft, coverage) in drafts {
        if let Some(filed) = app.store.draft(draft).await?.filter(|filed| filed.draft.deleted_at.is_none()) {
            tell_draft(app, coverage, &filed, &names);
        }
    }
    for (coverage, told) in others {
        tell_other(app, coverage, told, &names).await?;
    }
    Ok(())
}

fn tell_everywhere(app: &App, told: &Told) {
    match told {
        Told::Templates => app.rooms.tell_all("library", &json!({"what": "templates"})),
        Told::Access => app.access.send_modify(|times| *times += 1),
        Told::Backgrounds => app.rooms.tell_all("library", &json!({"what": "backgrounds"})),
        _ => {}
    }
}

async fn tell_steps(app: &App, coverage: CoverageId, draft: PostId, after: u64) -> Result<(), store::Error> {
    let Some(missed) = app.store.steps(draft, after).await? else { return Ok(()) };
    // Where the steps are gone, the version says that there is something to fetch.
    let steps = match missed {
        Missed::Steps { .. } => Steps::from(missed),
        Missed::Everything { version, .. } => Steps::from(Missed::Steps { version, steps: Vec::new() }),
    };
    let mut data = json!(steps);
    data["draft"] = json!(draft);
    app.rooms.tell(coverage, &Audience::In(draft), "steps", &data);
    Ok(())
}

fn tell_draft(app: &App, coverage: CoverageId, filed: &Filed, names: &Names) {
    let Some(live) = app.newsroom.by_id(coverage) else { return };
    let slug = Arc::clone(&live);
    app.rooms.tell_each(coverage, &people(filed), "draft", |standing| {
        json!(show::told(slug.slug(), filed, &Rights::new(standing, filed), names))
    });
}

async fn tell_other(app: &App, coverage: CoverageId, told: Told, names: &Names) -> Result<(), store::Error> {
    match told {
        Told::DraftGone { draft, people } => {
            app.rooms.tell(coverage, &Audience::Seers(&people), "draft-gone", &json!({"id": draft}));
        }
        Told::Note { draft, note } => {
            let Some(filed) = app.store.draft(draft).await? else { return Ok(()) };
            let data = json!({"draft": draft, "note": note_shown(app, note, names).await?, "id": note});
            app.rooms.tell(coverage, &Audience::Seers(&people(&filed)), "note", &data);
        }
        Told::Mention { draft, note, member, by } => {
            let data = json!({"draft": draft, "note": note_shown(app, note, names).await?, "by": names.of(by)});
            app.rooms.tell(coverage, &Audience::Member(member), "mention", &data);
        }
        Told::Suggestions => app.rooms.tell(coverage, &Audience::All, "suggestions", &json!({})),
        Told::Handover => {
            let handover = app.store.handover(coverage).await?;
            let data =
                handover.map(|it| json!({"version": it.version, "by": names.of(it.member), "at": it.updated_at}));
            app.rooms.tell(coverage, &Audience::All, "handover", &data.unwrap_or_default());
        }
        _ => {}
    }
    Ok(())
}

/// A note as it now is; null once it was deleted.
async fn note_shown(app: &App, note: NoteId, names: &Names) -> Result<Value, store::Error> {
    Ok(app.store.note(note).await?.map(|note| json!(notes::shown(&note, names))).unwrap_or_default())
}

/// Whom a draft concerns.
pub(super) fn people(filed: &Filed) -> Vec<MemberId> {
    [vec![filed.draft.author], filed.writers.clone(), filed.mentioned.clone()].concat()
}
