//! Invitations: how somebody becomes a member.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use store::{Effect, Link, LinkId, Purpose};

use super::given::Given;
use super::link::{INVITATION_LASTS, new_link};
use super::{answers, done, role, role_there, slug_of, tell, wire};
use crate::app::App;
use crate::auth::{Asker, looks_like_email};
use crate::clock;
use crate::desk::bad;
use crate::problem::{Document, Problem};

/// How many places an invitation may give.
const MOST_PLACES: usize = 100;

/// `GET /api/v1/invitations`: those that nobody followed yet.
#[utoipa::path(get, path = "/api/v1/invitations", operation_id = "list_invitations", tag = "members",
    responses((status = 200, description = "the invitations, newest first", body = answers::Invitations),
        (status = 401, body = inline(Document<'_>)), (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_invitations(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_owner()?;
    let found = app.store.invitations(clock::now()).await?;
    let invitations = found.iter().filter_map(|link| describe(&app, link)).collect();
    tell(StatusCode::OK, &answers::Invitations { invitations })
}

/// `POST /api/v1/invitations`: makes one, in place of an earlier one for the same address, and shows its link once.
#[utoipa::path(post, path = "/api/v1/invitations", operation_id = "invite", tag = "members",
    request_body = wire::NewInvitation,
    responses((status = 201, description = "the invitation", body = answers::InvitationMade), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, description = "there is no such coverage", body = inline(Document<'_>)),
        (status = 409, description = "`member_exists`", body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn invite(
    State(app): State<App>,
    asker: Asker,
    Given(new): Given<wire::NewInvitation>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let email = new.email.trim();
    if !looks_like_email(email) {
        return Err(bad("email", "an address such as desk@example.org is expected").into());
    }
    if app.store.member_by_email(email).await?.is_some() {
        return Err(store::Error::Exists { what: "member", id: email.to_owned() }.into());
    }
    let role = role("role", &new.role)?;
    if new.coverages.len() > MOST_PLACES {
        return Err(bad("coverages", "an invitation gives 100 places at most").into());
    }
    let mut places = std::collections::BTreeMap::new();
    for (at, place) in new.coverages.iter().enumerate() {
        let role = role_there(&format!("coverages[{at}].role"), &place.role)?;
        let (live, _) =
            asker.enter(&app, &place.slug).await.map_err(|problem| problem.at(format!("coverages[{at}].slug")))?;
        places.insert(live.id(), role);
    }
    let purpose = Purpose::Invitation { email: email.to_owned(), role, places: places.into_iter().collect() };
    let (effect, url) = new_link(&app.gate.base_url, purpose, Some(asker.id()), INVITATION_LASTS);
    let seen = match &effect {
        Effect::CreateLink(_, link) => describe(&app, link),
        _ => None,
    };
    let note = asker.notes(clock::now(), "invitation.created", &email, json!({"role": role.as_str()}));
    app.store.commit(vec![effect, note]).await?;
    let seen = seen.ok_or_else(|| Problem::not_found("invitation of that id"))?;
    tell(StatusCode::CREATED, &answers::InvitationMade { seen, url })
}

/// `DELETE /api/v1/invitations/{id}`: takes one back.
#[utoipa::path(delete, path = "/api/v1/invitations/{id}", operation_id = "withdraw_invitation", tag = "members",
    params(("id" = String, Path)),
    responses((status = 204, description = "its link lets nobody in any more"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn withdraw_invitation(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let missing = "invitation of that id";
    let link: LinkId = id.parse().map_err(|_| Problem::not_found(missing))?;
    let note = asker.notes(clock::now(), "invitation.withdrawn", &link, Value::Null);
    app.store.commit(vec![Effect::DropLink(link), note]).await.map_err(|error| Problem::or_missing(error, missing))?;
    Ok(done())
}

fn describe(app: &App, link: &Link) -> Option<answers::InvitationSeen> {
    let Purpose::Invitation { email, role, places } = &link.purpose else { return None };
    let place = |(coverage, role): &(coverage::CoverageId, store::Role)| {
        Some(answers::PlaceSeen { slug: slug_of(app, *coverage)?, role: role.as_str().to_owned() })
    };
    Some(answers::InvitationSeen {
        id: link.id.to_string(),
        email: email.clone(),
        role: role.as_str().to_owned(),
        coverages: places.iter().filter_map(place).collect(),
        created_at: link.created_at.to_string(),
        expires_at: link.expires_at.to_string(),
    })
}
