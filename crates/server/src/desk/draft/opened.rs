//! A draft that a member has before them: every endpoint of drafts begins here.

use std::sync::Arc;

use axum::http::StatusCode;
use axum::response::Response;
use coverage::PostId;
use serde_json::{Value, json};
use store::{Draft, Effect, Filed};

use super::rights::Rights;
use super::show::{self, Names};
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::clock;
use crate::desk::receipt::{Request, answer};
use crate::live::Live;
use crate::problem::Problem;

/// How often a draft is read again that others write to, before the asker is told.
const TRIES: usize = 20;

/// A draft as it is to be, and what is committed along with it.
pub(crate) struct Altered {
    pub(crate) draft: Draft,
    pub(crate) also: Vec<Effect>,
}

impl From<Draft> for Altered {
    fn from(draft: Draft) -> Self {
        Self { draft, also: Vec::new() }
    }
}

/// A draft, and how the asker stands to it.
pub(crate) struct Opened {
    pub(crate) live: Arc<Live>,
    pub(crate) standing: Standing,
    pub(crate) filed: Filed,
}

impl Opened {
    /// The draft of that id in the coverage of that name.
    ///
    /// # Errors
    /// 404 where there is none, where it was deleted, and where the asker may not see it.
    pub(crate) async fn find(app: &App, asker: &Asker, slug: &str, id: &str) -> Result<Self, Problem> {
        let opened = Self::find_kept(app, asker, slug, id).await?;
        if opened.filed.draft.deleted_at.is_some() {
            return Err(missing());
        }
        Ok(opened)
    }

    /// The same, also where it was deleted.
    ///
    /// # Errors
    /// 404 where there is none, and where the asker may not see it.
    pub(crate) async fn find_kept(app: &App, asker: &Asker, slug: &str, id: &str) -> Result<Self, Problem> {
        let (live, standing) = asker.enter(app, slug).await?;
        standing.require(Permission::Draft)?;
        let id: PostId = id.parse().map_err(|_| missing())?;
        let filed = app.store.draft(id).await?.filter(|filed| filed.draft.coverage == live.id());
        let opened = Self { live, standing, filed: filed.ok_or_else(missing)? };
        if opened.rights().see() { Ok(opened) } else { Err(missing()) }
    }

    pub(crate) fn rights(&self) -> Rights<'_> {
        Rights::new(&self.standing, &self.filed)
    }

    /// Reads the draft anew: somebody wrote to it meanwhile.
    pub(crate) async fn again(&mut self, app: &App) -> Result<(), Problem> {
        let filed = app.store.draft(self.filed.draft.id).await?.filter(|filed| filed.draft.deleted_at.is_none());
        self.filed = filed.ok_or_else(missing)?;
        Ok(())
    }

    /// Refuses what the asker may not do.
    pub(crate) fn require(&self, may: bool, permission: Permission) -> Result<(), Problem> {
        if may {
            return Ok(());
        }
        self.standing.require(permission)?;
        Err(self.standing.refused(permission))
    }

    /// Refuses what does not fit how far the draft has come.
    pub(crate) fn wrong_status(&self) -> Problem {
        let status = self.filed.draft.status.as_str().replace('_', " ");
        Problem::new(StatusCode::CONFLICT, "wrong_status", format!("The draft's status is “{status}”."))
            .hinted("Read the draft again: `may` says what can be done with it now.")
    }

    /// The draft as the API shows it.
    pub(crate) async fn shown(&self, app: &App) -> Result<Value, Problem> {
        let names = Names::load(app).await?;
        Ok(json!(show::whole(self.live.slug(), &self.filed, &self.rights(), &names)))
    }

    /// Saves the draft as `change` makes it, with what belongs to that, and
    /// answers with it. Where somebody wrote meanwhile, `change` is asked again.
    ///
    /// # Errors
    /// What `change` says, and the store.
    pub(crate) async fn alter(
        mut self,
        app: &App,
        request: &Request,
        action: &str,
        change: impl Fn(&Self) -> Result<Altered, Problem>,
    ) -> Result<Response, Problem> {
        let mut tries = 0;
        loop {
            let Altered { draft, also } = change(&self)?;
            let draft = Draft { member: self.standing.member, updated_at: clock::now(), ..draft };
            let notes = also.iter().filter(|effect| matches!(effect, Effect::AddNote(_))).count() as u64;
            self.filed.notes += notes;
            self.filed.draft = draft.clone();
            let shown = self.shown(app).await?;
            let id = draft.id.to_string();
            let mut effects = request.effects(action, self.live.id(), &id, StatusCode::OK, &shown);
            effects.push(Effect::SaveDraft(draft));
            effects.extend(also);
            match app.store.commit(effects).await {
                Ok(()) => {
                    app.news.notify_one();
                    app.new_job.notify_one();
                    return Ok(answer(StatusCode::OK, &shown));
                }
                Err(store::Error::StaleDraft { .. }) if tries < TRIES => {
                    tries += 1;
                    self.again(app).await?;
                }
                Err(error) => return Err(error.into()),
            }
        }
    }
}

pub(crate) fn missing() -> Problem {
    Problem::not_found("draft of that id in this coverage")
}
