//! Who has a place at a coverage, and how they work there.

use std::collections::HashMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};
use store::{Effect, Entry, Member, Membership, Reporting, Role};

use super::given::Given;
use super::members::find;
use super::{PERMISSIONS, answers, done, role_there, tell, wire};
use crate::app::App;
use crate::auth::{Asker, Permission, Standing};
use crate::clock;
use crate::desk::bad;
use crate::live::Live;
use crate::problem::{Document, Problem};

/// `GET /api/v1/coverages/{slug}/members`: who works there, and what the asker may do there.
#[utoipa::path(get, path = "/api/v1/coverages/{slug}/members", operation_id = "read_team", tag = "coverages",
    params(("slug" = String, Path)),
    responses((status = 200, description = "the team", body = answers::Team), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn read_team(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Read).await?;
    tell(StatusCode::OK, &describe(&app, &live, &standing).await?)
}

/// `PATCH /api/v1/coverages/{slug}/members`: says what the reporters there do with what they wrote.
#[utoipa::path(patch, path = "/api/v1/coverages/{slug}/members", operation_id = "change_team", tag = "coverages",
    params(("slug" = String, Path)), request_body = wire::TeamPatch,
    responses((status = 200, description = "the team", body = answers::Team), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn change_team(
    State(app): State<App>,
    asker: Asker,
    Path(slug): Path<String>,
    Given(patch): Given<wire::TeamPatch>,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Manage).await?;
    let reporting =
        Reporting::parse(&patch.reporting).ok_or_else(|| bad("reporting", "publish or submit is expected"))?;
    let note = note(&asker, &live, "team.changed", String::new(), json!({"reporting": reporting.as_str()}));
    app.store.commit(vec![Effect::SetReporting { coverage: live.id(), reporting }, note]).await?;
    tell(StatusCode::OK, &describe(&app, &live, &Standing { reporting, ..standing }).await?)
}

/// `PUT /api/v1/coverages/{slug}/members/{member_id}`: gives a member a place there, or another role.
#[utoipa::path(put, path = "/api/v1/coverages/{slug}/members/{member_id}", operation_id = "give_place", tag = "coverages",
    params(("slug" = String, Path), ("member_id" = String, Path)), request_body = wire::PlaceGiven,
    responses((status = 200, description = "the team", body = answers::Team), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn give_place(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
    Given(given): Given<wire::PlaceGiven>,
) -> Result<Response, Problem> {
    let (live, standing) = asker.at(&app, &slug, Permission::Manage).await?;
    let role = role_there("role", &given.role)?;
    let member = find(&app, &id).await?;
    let note = note(&asker, &live, "team.joined", member.id.to_string(), json!({"role": role.as_str()}));
    let place = Membership { coverage: live.id(), member: member.id, role };
    app.store.commit(vec![Effect::Join(place), note]).await?;
    tell(StatusCode::OK, &describe(&app, &live, &standing).await?)
}

/// `DELETE /api/v1/coverages/{slug}/members/{member_id}`: takes a member's place there.
#[utoipa::path(delete, path = "/api/v1/coverages/{slug}/members/{member_id}", operation_id = "take_place", tag = "coverages",
    params(("slug" = String, Path), ("member_id" = String, Path)),
    responses((status = 204, description = "the coverage is not theirs any more"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn take_place(
    State(app): State<App>,
    asker: Asker,
    Path((slug, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let (live, _) = asker.at(&app, &slug, Permission::Manage).await?;
    let member = find(&app, &id).await?.id;
    let note = note(&asker, &live, "team.left", member.to_string(), Value::Null);
    app.store
        .commit(vec![Effect::Leave { coverage: live.id(), member }, note])
        .await
        .map_err(|error| Problem::or_missing(error, "place of that member at this coverage"))?;
    Ok(done())
}

fn note(asker: &Asker, live: &Live, action: &str, subject: String, detail: Value) -> Effect {
    let (member, coverage) = (Some(asker.id()), Some(live.id()));
    Effect::Audit(Entry { at: clock::now(), member, action: action.to_owned(), coverage, subject, detail })
}

async fn describe(app: &App, live: &Live, standing: &Standing) -> Result<answers::Team, Problem> {
    let places = app.store.memberships_at(live.id()).await?;
    let roles: HashMap<_, _> = places.into_iter().map(|place| (place.member, place.role)).collect();
    let teammate = |member: Member, role: Role| answers::Teammate {
        id: member.id.to_string(),
        name: member.name,
        role: role.as_str().to_owned(),
    };
    let (mut members, mut owners) = (Vec::new(), Vec::new());
    for member in app.store.members().await? {
        match roles.get(&member.id) {
            Some(role) => members.push(teammate(member, *role)),
            None if member.role == Role::Owner && member.disabled_at.is_none() => {
                owners.push(teammate(member, Role::Owner));
            }
            None => {}
        }
    }
    // What another server tells is read here, and nothing else.
    let is_followed = app.newsroom.is_followed(live.id());
    let may = PERMISSIONS
        .into_iter()
        .filter(|(permission, _)| standing.may(*permission) && (!is_followed || *permission == Permission::Read));
    Ok(answers::Team {
        reporting: standing.reporting.as_str().to_owned(),
        role: standing.role.as_str().to_owned(),
        may: may.map(|(_, name)| name).collect(),
        members,
        owners,
    })
}
