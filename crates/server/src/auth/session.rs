//! Sessions: the cookie of a browser that is signed in.

use std::net::IpAddr;

use axum::http::{HeaderMap, HeaderValue, header};
use jiff::{SignedDuration, Timestamp};
use store::{Effect, Member, MemberId, Session, SessionId};

use super::Token;
use crate::app::App;
use crate::clock;
use crate::problem::Problem;

/// The name of a session's cookie.
const SESSION: &str = "stet";
/// The name of the cookie of a browser that was sent to the newsroom's own sign-in.
const DEPARTURE: &str = "stet-oidc";
/// How long a session lasts that is not used.
const IDLE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// How long it lasts at most.
const LONGEST: SignedDuration = SignedDuration::from_hours(90 * 24);
/// How exactly it is kept when a session was last seen: to write it each time
/// would cost each request a write.
const SEEN_TO: SignedDuration = SignedDuration::from_mins(5);
/// The most characters that are kept of what a browser says it is.
const USER_AGENT: usize = 300;

/// A session that is to be opened: the effect that opens it, and the cookie
/// that the browser is to be given once that is committed.
pub(crate) struct Opening {
    pub(crate) effect: Effect,
    pub(crate) cookie: HeaderValue,
    pub(crate) id: SessionId,
}

/// Makes a session for a member who has proved who they are.
///
/// # Errors
/// None that a cookie of ours could meet.
pub(crate) fn open(app: &App, member: MemberId, headers: &HeaderMap, address: IpAddr) -> Result<Opening, Problem> {
    let secret = Token::new();
    let now = clock::now();
    let user_agent = headers.get(header::USER_AGENT).map(|value| String::from_utf8_lossy(value.as_bytes()));
    let session = Session {
        id: clock::session_id(),
        member,
        created_at: now,
        seen_at: now,
        user_agent: user_agent.unwrap_or_default().chars().filter(|c| !c.is_control()).take(USER_AGENT).collect(),
        address: address.to_string(),
    };
    let id = session.id;
    let cookie = cookie(app, SESSION, secret.reveal(), LONGEST)?;
    Ok(Opening { effect: Effect::OpenSession(secret.hash(), session), cookie, id })
}

/// The cookie that takes the session's away.
///
/// # Errors
/// As [`open`].
pub(crate) fn end(app: &App) -> Result<HeaderValue, Problem> {
    cookie(app, SESSION, "", SignedDuration::ZERO)
}

/// The cookie by which a browser is known again that was sent to the newsroom's own sign-in.
///
/// # Errors
/// As [`open`].
pub(crate) fn depart(app: &App, secret: &Token) -> Result<HeaderValue, Problem> {
    cookie(app, DEPARTURE, secret.reveal(), SignedDuration::from_mins(10))
}

/// The secret of a browser that comes back from there.
pub(crate) fn departed(app: &App, headers: &HeaderMap) -> Option<Token> {
    find_cookie(app, DEPARTURE, headers)
}

/// The cookie that takes that one away.
///
/// # Errors
/// As [`open`].
pub(crate) fn arrived(app: &App) -> Result<HeaderValue, Problem> {
    cookie(app, DEPARTURE, "", SignedDuration::ZERO)
}

/// The session whose cookie came with a request; none if it is over.
///
/// # Errors
/// What the store says.
pub(super) async fn find(app: &App, secret: &Token) -> Result<Option<(Member, SessionId)>, Problem> {
    let now = clock::now();
    let found = app.store.session(secret.hash(), now - IDLE, now - LONGEST).await?;
    let Some((member, session)) = found else { return Ok(None) };
    if now.duration_since(session.seen_at) > SEEN_TO {
        let seen = app.store.commit(vec![Effect::SeeSession { session: session.id, at: now }]).await;
        // Whoever reads is let in though nothing can be written just now; who writes is told so then.
        if let Err(error) = seen {
            tracing::warn!(%error, "it is not kept that a session was seen");
        }
    }
    Ok(Some((member, session.id)))
}

/// The secret in a request's cookie.
pub(super) fn secret(app: &App, headers: &HeaderMap) -> Option<Token> {
    find_cookie(app, SESSION, headers)
}

/// The secret in the cookie of that name. Where a cookie of that name is there
/// twice, somebody else has set one: neither is believed.
fn find_cookie(app: &App, name: &str, headers: &HeaderMap) -> Option<Token> {
    let name = full_name(app, name);
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut ours = cookies
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='))
        .filter(|(found, _)| *found == name);
    let (_, value) = ours.next()?;
    if ours.next().is_some() { None } else { Token::parse(value).ok() }
}

/// Forgets the sessions that are over.
///
/// # Errors
/// What the store says.
pub(crate) async fn forget(app: &App, now: Timestamp) -> Result<(), store::Error> {
    app.store.forget_sessions(now - IDLE, now - LONGEST).await
}

/// RFC 6265. With `__Host-`, no other host of the domain can set it.
fn cookie(app: &App, name: &str, value: &str, lasts: SignedDuration) -> Result<HeaderValue, Problem> {
    let secure = if app.gate.is_https() { "; Secure" } else { "" };
    let text = format!(
        "{}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}",
        full_name(app, name),
        lasts.as_secs()
    );
    let mut cookie = HeaderValue::try_from(text).map_err(|error| Problem::internal(&error))?;
    cookie.set_sensitive(true);
    Ok(cookie)
}

fn full_name(app: &App, name: &str) -> String {
    if app.gate.is_https() { format!("__Host-{name}") } else { name.to_owned() }
}
