//! Links that let somebody in once.
//!
//! The secret stands behind `#` in the address of a screen: browsers send that
//! part to nobody, so that it is in no log.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use jiff::SignedDuration;
use serde_json::json;
use store::{Effect, Link, Member, Membership, Purpose, Role, Store, TokenHash};

use super::given::Given;
use super::sign_in::{noted, welcome};
use super::{answers, name, tell, wire};
use crate::app::App;
use crate::auth::{ClientAddress, Token, looks_like_email, origin, password};
use crate::clock;
use crate::desk::bad;
use crate::problem::{Document, Problem};

/// How long a link lets somebody in that makes the owner.
const SETUP_LASTS: SignedDuration = SignedDuration::from_hours(24);
/// How long an invitation can be followed.
pub(super) const INVITATION_LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);
/// How long a member can come back by a link.
pub(super) const RECOVERY_LASTS: SignedDuration = SignedDuration::from_hours(24);

/// A new link that makes the owner of a desk without members, in place of the
/// one before; none if there are members.
///
/// # Errors
/// What the store says.
pub async fn setup_link(store: &Store, base_url: &str) -> Result<Option<String>, store::Error> {
    if store.members_exist().await? {
        return Ok(None);
    }
    let (effect, url) = new_link(base_url, Purpose::Setup, None, SETUP_LASTS);
    store.commit(vec![effect]).await?;
    Ok(Some(url))
}

/// A new link that lets a member back in, made by the operator; none if there
/// is no member with that address.
///
/// # Errors
/// What the store says.
pub async fn recovery_link(store: &Store, base_url: &str, email: &str) -> Result<Option<String>, store::Error> {
    let Some(member) = store.member_by_email(email).await? else { return Ok(None) };
    let (effect, url) = new_link(base_url, Purpose::Recovery { member: member.id }, None, RECOVERY_LASTS);
    let note = Effect::Audit(store::Entry {
        at: clock::now(),
        member: None,
        action: "link.created".to_owned(),
        coverage: None,
        subject: member.email,
        detail: json!({"by": "stet member link"}),
    });
    store.commit(vec![effect, note]).await?;
    Ok(Some(url))
}

/// What makes a link, and its address, which is shown once.
pub(super) fn new_link(
    base_url: &str,
    purpose: Purpose,
    created_by: Option<store::MemberId>,
    lasts: SignedDuration,
) -> (Effect, String) {
    let secret = Token::new();
    let created_at = clock::now();
    let link = Link { id: clock::link_id(), purpose, created_by, created_at, expires_at: created_at + lasts };
    let url = format!("{base_url}/desk/welcome#{}", secret.reveal());
    (Effect::CreateLink(secret.hash(), link), url)
}

/// `POST /api/v1/auth/link`: what a link is for, before it is followed.
#[utoipa::path(post, path = "/api/v1/auth/link", operation_id = "read_link", tag = "access", security(()),
    request_body = wire::LinkToken,
    responses((status = 200, description = "what it is for", body = answers::LinkSeen),
        (status = 404, description = "`link_gone`", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn read_link(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    Given(given): Given<wire::LinkToken>,
) -> Result<Response, Problem> {
    app.gate.attempts.count(address)?;
    let link = find(&app, &given.token).await?;
    let (kind, email, role, name) = match link.purpose {
        Purpose::Setup => ("setup", None, Role::Owner, None),
        Purpose::Invitation { email, role, .. } => ("invitation", Some(email), role, None),
        Purpose::Recovery { member } => {
            let member = returning(&app, member).await?;
            ("recovery", Some(member.email), member.role, Some(member.name))
        }
    };
    let (kind, role) = (kind.to_owned(), role.as_str().to_owned());
    tell(StatusCode::OK, &answers::LinkSeen { kind, email, role, name, expires_at: link.expires_at.to_string() })
}

/// `POST /api/v1/auth/link/accept`: follows a link, and opens a session.
#[utoipa::path(post, path = "/api/v1/auth/link/accept", operation_id = "accept_link", tag = "access", security(()),
    request_body = wire::LinkAccepted,
    responses((status = 200, description = "who is signed in; the session's cookie comes along", body = answers::Me),
        (status = 403, description = "`cross_site`", body = inline(Document<'_>)),
        (status = 404, description = "`link_gone`", body = inline(Document<'_>)),
        (status = 409, description = "`member_exists`", body = inline(Document<'_>)),
        (status = 422, description = "`weak_password` and others", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn accept_link(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Given(given): Given<wire::LinkAccepted>,
) -> Result<Response, Problem> {
    origin::refuse_elsewhere(&headers, &app.gate.base_url)?;
    app.gate.attempts.count(address)?;
    let link = find(&app, &given.token).await?;
    let name = given.name.as_deref().map(name).transpose()?;
    let mut effects = vec![Effect::FollowLink { link: link.id, purpose: link.purpose.clone() }];
    let member = match link.purpose {
        Purpose::Setup => {
            let email = given.email.as_deref().map(str::trim).unwrap_or_default();
            if !looks_like_email(email) {
                return Err(bad("email", "an address such as desk@example.org is expected").into());
            }
            newcomer(email.to_owned(), name, Role::Owner, &mut effects)?
        }
        Purpose::Invitation { email, role, places } => {
            let member = newcomer(email, name, role, &mut effects)?;
            let place = |(coverage, role)| Effect::Join(Membership { coverage, member: member.id, role });
            effects.extend(places.into_iter().map(place));
            member
        }
        Purpose::Recovery { member } => {
            let mut member = returning(&app, member).await?;
            if let Some(name) = name {
                member.name.clone_from(&name);
                effects.push(Effect::SaveProfile { member: member.id, name, language: member.language.clone() });
            }
            effects.push(Effect::EndSessions { member: member.id, but: None });
            effects.push(noted("member.came_back", Some(member.id), json!({"from": address})));
            member
        }
    };
    if let Some(password) = given.password {
        password::require_strong(&password, &member.email, &member.name)?;
        let hash = app.gate.passwords.hash(password).await?;
        effects.push(Effect::SetPassword { member: member.id, hash });
    }
    welcome(&app, &member, &headers, address, "link", effects).await
}

/// A member who is new.
pub(super) fn newcomer(
    email: String,
    name: Option<String>,
    role: Role,
    effects: &mut Vec<Effect>,
) -> Result<Member, Problem> {
    let name = name.ok_or_else(|| bad("name", "what others call you is expected"))?;
    let member = Member::new(clock::member_id(), email, name, role, clock::now());
    effects.push(Effect::CreateMember(member.clone()));
    effects.push(noted("member.joined", Some(member.id), json!({"role": role.as_str()})));
    Ok(member)
}

/// The member whom a link lets back in; nobody who is disabled.
async fn returning(app: &App, member: store::MemberId) -> Result<Member, Problem> {
    app.store.member(member).await?.filter(|member| member.disabled_at.is_none()).ok_or_else(Problem::link_gone)
}

async fn find(app: &App, token: &str) -> Result<Link, Problem> {
    let secret: TokenHash = Token::parse(token.trim()).map_err(|_| Problem::link_gone())?.hash();
    app.store.link(secret, clock::now()).await?.ok_or_else(Problem::link_gone)
}
