//! The members of the desk.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;
use store::{Effect, Member, MemberId, Membership, Purpose, Role, Scope};

use super::given::Given;
use super::link::{RECOVERY_LASTS, new_link};
use super::{answers, name, role, slug_of, tell, wire};
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::problem::{Document, Problem};

/// `GET /api/v1/members`: everybody, by name. Who is no owner sees no more than the names of those who work here.
#[utoipa::path(get, path = "/api/v1/members", operation_id = "list_members", tag = "members",
    responses((status = 200, description = "the members; all of it for owners, id and name for others", body = answers::Members),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_members(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_scope(Scope::Read)?;
    let members = app.store.members().await?;
    let shown = if asker.require_owner().is_ok() {
        let mut places: HashMap<MemberId, Vec<Membership>> = HashMap::new();
        for place in app.store.memberships().await? {
            places.entry(place.member).or_default().push(place);
        }
        let seen: HashMap<_, _> = app.store.last_seen().await?.into_iter().collect();
        let with_all = |member: Member| {
            let places = places.get(&member.id).map(Vec::as_slice).unwrap_or_default();
            let last_seen = seen.get(&member.id).map(ToString::to_string);
            describe(&app, member, places, last_seen)
        };
        members.into_iter().map(with_all).collect()
    } else {
        let at_work = members.into_iter().filter(|member| member.disabled_at.is_none());
        let by_name = |member: Member| answers::MemberSeen { id: member.id.to_string(), name: member.name, more: None };
        at_work.map(by_name).collect()
    };
    tell(StatusCode::OK, &answers::Members { members: shown })
}

/// `PATCH /api/v1/members/{id}`: changes what is given. A member who is disabled is signed out at once, and their tokens are taken back.
#[utoipa::path(patch, path = "/api/v1/members/{id}", operation_id = "change_member", tag = "members",
    params(("id" = String, Path)), request_body = wire::MemberPatch,
    responses((status = 200, description = "the member", body = answers::MemberSeen), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)),
        (status = 409, description = "`last_owner`", body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn change_member(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    Given(patch): Given<wire::MemberPatch>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let mut member = find(&app, &id).await?;
    let now = clock::now();
    let mut detail = json!({});
    if let Some(text) = &patch.name {
        member.name = name(text)?;
        detail["name"] = member.name.clone().into();
    }
    if let Some(name) = &patch.role {
        let role = role("role", name)?;
        detail["role"] = json!({"from": member.role.as_str(), "to": role.as_str()});
        member.role = role;
    }
    if let Some(disabled) = patch.disabled {
        detail["disabled"] = disabled.into();
        member.disabled_at = if disabled { member.disabled_at.or(Some(now)) } else { None };
    }
    let note = asker.notes(now, "member.changed", &member.id, detail);
    app.store.commit(vec![Effect::SaveMember(member.clone()), note]).await?;
    let places = app.store.memberships_of(member.id).await?;
    let last_seen = app.store.sessions(member.id).await?.first().map(|session| session.seen_at.to_string());
    tell(StatusCode::OK, &describe(&app, member, &places, last_seen))
}

/// `POST /api/v1/members/{id}/link`: makes a link that lets a member back in who lost what they sign in with.
#[utoipa::path(post, path = "/api/v1/members/{id}/link", operation_id = "create_recovery_link", tag = "members",
    params(("id" = String, Path)),
    responses((status = 201, description = "the link, to be sent to them by a way that is safe", body = answers::LinkMade),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn create_recovery_link(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let member = find(&app, &id).await?;
    let now = clock::now();
    let purpose = Purpose::Recovery { member: member.id };
    let (effect, url) = new_link(&app.gate.base_url, purpose, Some(asker.id()), RECOVERY_LASTS);
    let note = asker.notes(now, "link.created", &member.email, serde_json::Value::Null);
    app.store.commit(vec![effect, note]).await?;
    tell(StatusCode::CREATED, &answers::LinkMade { url, expires_at: (now + RECOVERY_LASTS).to_string() })
}

/// The member of that id.
pub(super) async fn find(app: &App, id: &str) -> Result<Member, Problem> {
    let missing = || Problem::not_found("member of that id");
    let id: MemberId = id.parse().map_err(|_| missing())?;
    app.store.member(id).await?.ok_or_else(missing)
}

/// A member, to an owner.
fn describe(app: &App, member: Member, places: &[Membership], last_seen: Option<String>) -> answers::MemberSeen {
    let place = |place: &Membership| {
        let slug = slug_of(app, place.coverage)?;
        Some(answers::PlaceSeen { slug, role: place.role.as_str().to_owned() })
    };
    let coverages = if member.role == Role::Owner { Vec::new() } else { places.iter().filter_map(place).collect() };
    let more = answers::MemberDetails {
        email: member.email,
        role: member.role.as_str().to_owned(),
        disabled: member.disabled_at.is_some(),
        coverages,
        last_seen,
    };
    answers::MemberSeen { id: member.id.to_string(), name: member.name, more: Some(more) }
}
