//! The member who asks. A handler that takes one cannot be reached by others.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use coverage::CoverageId;
use jiff::Timestamp;
use serde_json::Value;
use store::{ApiToken, Effect, Entry, Member, MemberId, Reporting, Role, Scope, Scopes, SessionId};

use super::permission::out_of_scope;
use super::{Permission, Standing, Token, origin, session};
use crate::app::App;
use crate::clock;
use crate::live::{Dossier, Live};
use crate::problem::Problem;

/// The member who asks, and what they came with.
pub(crate) struct Asker {
    /// Who.
    pub(crate) member: Member,
    came: Came,
}

/// What somebody came with.
enum Came {
    /// A program, with a token.
    Token(ApiToken),
    /// A browser, with its session's cookie.
    Session(SessionId),
}

impl Asker {
    /// Who asks.
    pub(crate) const fn id(&self) -> MemberId {
        self.member.id
    }

    /// The coverage of that name and how they stand there, if it is theirs and
    /// they may do that.
    ///
    /// # Errors
    /// 404 when there is none that is theirs, 403 when they may not.
    pub(crate) async fn at(
        &self,
        app: &App,
        slug: &str,
        permission: Permission,
    ) -> Result<(Arc<Live>, Standing), Problem> {
        let (live, standing) = self.enter(app, slug).await?;
        standing.require(permission)?;
        Ok((live, standing))
    }

    /// The coverage of that name and how they stand there, if it is theirs.
    /// What they may do depends on what they ask for: the caller sees to it.
    ///
    /// # Errors
    /// 404 when there is none that is theirs.
    pub(crate) async fn enter(&self, app: &App, slug: &str) -> Result<(Arc<Live>, Standing), Problem> {
        let missing = || Problem::not_found("coverage of that name");
        let dossier = find(app, slug).await?.ok_or_else(missing)?;
        let standing = self.standing(app, dossier.id()).await?.ok_or_else(missing)?;
        let live = app.newsroom.wake(&dossier).await?.ok_or_else(missing)?;
        Ok((live, standing))
    }

    /// How they stand at a coverage; none if it is not theirs.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn standing(&self, app: &App, coverage: CoverageId) -> Result<Option<Standing>, Problem> {
        if !self.is_for(coverage) {
            return Ok(None);
        }
        let (reporting, place) = app.store.access(coverage, self.id()).await?;
        let role = if self.member.role == Role::Owner { Some(Role::Owner) } else { place };
        Ok(role.map(|role| Standing { member: self.id(), role, reporting, scopes: self.scopes() }))
    }

    /// The coverages that they may read, by slug.
    ///
    /// # Errors
    /// 403 when the token is not for reading.
    pub(crate) async fn readable(&self, app: &App) -> Result<Vec<Arc<Dossier>>, Problem> {
        self.require_scope(Scope::Read)?;
        self.theirs(app, Permission::Read).await
    }

    /// The coverages at which they may do that wherever reporters only submit, by slug.
    ///
    /// # Errors
    /// What the store says.
    pub(crate) async fn theirs(&self, app: &App, permission: Permission) -> Result<Vec<Arc<Dossier>>, Problem> {
        let scopes = self.scopes();
        let may = |role| Standing { member: self.id(), role, reporting: Reporting::Submit, scopes }.may(permission);
        let places: HashMap<CoverageId, Role> = match self.member.role {
            Role::Owner => HashMap::new(),
            _ => app.store.memberships_of(self.id()).await?.into_iter().map(|it| (it.coverage, it.role)).collect(),
        };
        let role = |coverage| match self.member.role {
            Role::Owner => Some(Role::Owner),
            _ => places.get(&coverage).copied(),
        };
        let mut all = app.newsroom.all();
        all.retain(|dossier| self.is_for(dossier.id()) && role(dossier.id()).is_some_and(may));
        Ok(all)
    }

    /// Refuses those who may do that at no coverage.
    ///
    /// # Errors
    /// 403 `forbidden`, with who may.
    pub(crate) async fn require_somewhere(&self, app: &App, permission: Permission) -> Result<(), Problem> {
        let scopes = self.scopes();
        let here = |role, reporting| Standing { member: self.id(), role, reporting, scopes };
        // What they are at the desk counts where they have no place yet.
        let at_desk = here(self.member.role, Reporting::Submit);
        if at_desk.may(permission) {
            return Ok(());
        }
        for place in app.store.memberships_of(self.id()).await? {
            if self.is_for(place.coverage) && here(place.role, Reporting::Submit).may(permission) {
                return Ok(());
            }
        }
        at_desk.require(permission)
    }

    /// Whether they may open coverages: owners and editors may, and they become
    /// editors of what they open.
    pub(crate) const fn can_open_coverages(&self) -> bool {
        matches!(self.member.role, Role::Owner | Role::Editor)
    }

    /// Refuses those who may not open coverages.
    ///
    /// # Errors
    /// 403 `forbidden`.
    pub(crate) fn require_opening(&self) -> Result<(), Problem> {
        if !self.can_open_coverages() {
            return Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "You may not open coverages.")
                .hinted("Editors and owners may; ask one of them to open it and to give you a place at it."));
        }
        self.require_every_coverage()?;
        self.require_scope(Scope::Manage)
    }

    /// Refuses a token that lacks a scope.
    ///
    /// # Errors
    /// 403 `forbidden`.
    pub(crate) fn require_scope(&self, scope: Scope) -> Result<(), Problem> {
        if self.scopes().has(scope) { Ok(()) } else { Err(out_of_scope(scope)) }
    }

    /// Refuses those who are no owners, and tokens that are not for administering.
    ///
    /// # Errors
    /// 403 `forbidden`.
    pub(crate) fn require_owner(&self) -> Result<(), Problem> {
        if self.member.role == Role::Owner {
            return self.require_account();
        }
        Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "This is for owners of the desk.")
            .hinted("Ask an owner to do it, or to make you one."))
    }

    /// Refuses tokens that are not for the member's account: what opens one
    /// coverage must not make what opens others.
    ///
    /// # Errors
    /// 403 `forbidden`.
    pub(crate) fn require_account(&self) -> Result<(), Problem> {
        self.require_every_coverage()?;
        self.require_scope(Scope::Admin)
    }

    /// Refuses a token that is for one coverage only.
    ///
    /// # Errors
    /// 403 `forbidden`.
    pub(crate) fn require_every_coverage(&self) -> Result<(), Problem> {
        if self.only_coverage().is_none() {
            return Ok(());
        }
        Err(Problem::new(StatusCode::FORBIDDEN, "forbidden", "This token is for one coverage only.")
            .hinted("Make a token for every coverage, or sign in at the desk."))
    }

    /// The session they came with; none for a program.
    pub(crate) const fn session(&self) -> Option<SessionId> {
        match self.came {
            Came::Session(session) => Some(session),
            Came::Token(_) => None,
        }
    }

    /// A note of what they do, to be committed along with it.
    pub(crate) fn notes(&self, at: Timestamp, action: &str, subject: &dyn fmt::Display, detail: Value) -> Effect {
        self.notes_at(None, at, action, subject, detail)
    }

    /// The same of what they do at a coverage.
    pub(crate) fn notes_at(
        &self,
        coverage: Option<CoverageId>,
        at: Timestamp,
        action: &str,
        subject: &dyn fmt::Display,
        detail: Value,
    ) -> Effect {
        let (action, subject) = (action.to_owned(), subject.to_string());
        Effect::Audit(Entry { at, member: Some(self.id()), action, coverage, subject, detail })
    }

    fn scopes(&self) -> Scopes {
        match &self.came {
            Came::Token(token) => token.scopes,
            Came::Session(_) => Scopes::all(),
        }
    }

    /// The one coverage that what they came with is for.
    pub(crate) const fn only_coverage(&self) -> Option<CoverageId> {
        match &self.came {
            Came::Token(token) => token.coverage,
            Came::Session(_) => None,
        }
    }

    /// Whether what they came with opens that coverage.
    fn is_for(&self, coverage: CoverageId) -> bool {
        self.only_coverage().is_none_or(|only| only == coverage)
    }
}

impl OptionalFromRequestParts<App> for Asker {
    type Rejection = Problem;

    /// Nobody, where nothing opens the desk; a fault of ours stays one.
    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Problem> {
        match <Self as FromRequestParts<App>>::from_request_parts(parts, app).await {
            Ok(asker) => Ok(Some(asker)),
            Err(problem) if problem.is_client_error() => Ok(None),
            Err(problem) => Err(problem),
        }
    }
}

impl FromRequestParts<App> for Asker {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        if let Some(secret) = session::secret(app, &parts.headers)
            && !parts.headers.contains_key(header::AUTHORIZATION)
        {
            let Some((member, id)) = session::find(app, &secret).await? else {
                return Err(unauthorised("You are signed out."));
            };
            origin::require_here(&parts.headers, &parts.method, &app.gate.base_url)?;
            return Ok(Self { member, came: Came::Session(id) });
        }
        let token = bearer(&parts.headers)?;
        match app.store.bearer(token.hash(), clock::now()).await? {
            Some((member, token)) => Ok(Self { member, came: Came::Token(token) }),
            None => Err(unauthorised("The token is not known here, expired, or was revoked.")),
        }
    }
}

/// The token in the `Authorization` header (RFC 6750 §2.1).
fn bearer(headers: &HeaderMap) -> Result<Token, Problem> {
    let mut given = headers.get_all(header::AUTHORIZATION).iter();
    let Some(header) = given.next() else { return Err(unauthorised("This needs a session or an API token.")) };
    if given.next().is_some() {
        return Err(unauthorised("There is more than one Authorization header."));
    }
    header
        .to_str()
        .ok()
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .and_then(|(_, token)| Token::parse(token.trim()).ok())
        .ok_or_else(|| unauthorised("The Authorization header holds no Stet token."))
}

/// 401: nothing that they came with opens the desk.
pub(crate) fn unauthorised(detail: &str) -> Problem {
    Problem::new(StatusCode::UNAUTHORIZED, "unauthorised", detail).hinted(
        "Sign in at /desk/, or send “Authorization: Bearer TOKEN”; `stet token create --member EMAIL` makes a token.",
    )
}

/// The coverage of that slug, whatever its status.
async fn find(app: &App, slug: &str) -> Result<Option<Arc<Dossier>>, Problem> {
    if let Some(dossier) = app.newsroom.find(slug) {
        return Ok(Some(dossier));
    }
    // Another process may have opened it a moment ago.
    app.newsroom.catch_up().await?;
    Ok(app.newsroom.find(slug))
}
