//! The newsroom's own sign-in: browsers are sent there and come back.

use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::{Effect, Member, Membership, Purpose};

use super::link::newcomer;
use super::sign_in::let_in;
use super::{name, with_cookie};
use crate::app::App;
use crate::auth::{Arrival, ClientAddress, Oidc, OidcFault, session};
use crate::clock;
use crate::problem::{Document, Problem};

/// What the provider sends a browser back with (RFC 6749 §4.1.2).
#[derive(Deserialize)]
pub(crate) struct Returned {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// Where a browser ends up that did not get in, with the fault behind it. What
/// stands behind `#` is sent to nobody; the screen there says it in words.
const TURNED_AWAY: &str = "/desk/sign-in#fault=";

/// `GET /api/v1/auth/oidc`: sends the browser to the newsroom's own sign-in.
#[utoipa::path(get, path = "/api/v1/auth/oidc", operation_id = "go_to_sign_in", tag = "access", security(()),
    responses((status = 302, description = "to the provider"),
        (status = 303, description = "to `/desk/sign-in#fault=provider_unavailable`: the provider does not answer"),
        (status = 404, description = "the newsroom has no sign-in of its own", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn go_to_sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
) -> Result<Response, Problem> {
    let oidc = here(&app)?;
    app.gate.attempts.count(address)?;
    match oidc.depart().await {
        Ok(departure) => {
            let response = redirect(StatusCode::FOUND, &departure.url)?;
            Ok(with_cookie(response, session::depart(&app, &departure.browser)?))
        }
        Err(fault) => turn_away(&fault),
    }
}

/// `GET /api/v1/auth/oidc/callback`: takes the browser back, opens a session, and leads to the desk.
#[utoipa::path(get, path = "/api/v1/auth/oidc/callback", operation_id = "come_from_sign_in", tag = "access", security(()),
    params(("code" = Option<String>, Query, description = "from the provider"), ("state" = Option<String>, Query, description = "from the provider"),
        ("error" = Option<String>, Query, description = "from the provider")),
    responses((status = 302, description = "to the desk; the session's cookie comes along"),
        (status = 303, description = "to `/desk/sign-in#fault=` and `not_a_member`, `unverified_email`, `provider_unavailable` or `sign_in_expired`"),
        (status = 404, description = "the newsroom has no sign-in of its own", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>))))]
pub(crate) async fn come_from_sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Result<Response, Problem> {
    let oidc = here(&app)?;
    app.gate.attempts.count(address)?;
    let came = match take_back(&app, oidc, &headers, returned).await {
        Ok(arrival) => admit(&app, arrival).await?.ok_or(OidcFault::NoMember),
        Err(fault) => Err(fault),
    };
    let response = match came {
        Ok((member, effects)) => {
            let cookie = let_in(&app, &member, &headers, address, "oidc", effects).await?;
            with_cookie(redirect(StatusCode::FOUND, "/desk/")?, cookie)
        }
        Err(fault) => turn_away(&fault)?,
    };
    Ok(with_cookie(response, session::arrived(&app)?))
}

/// Who came back, if it is the browser that was sent.
async fn take_back(app: &App, oidc: &Oidc, headers: &HeaderMap, returned: Returned) -> Result<Arrival, OidcFault> {
    if let Some(error) = &returned.error {
        tracing::info!(error = %error.escape_debug(), "the provider sent a browser back without a sign-in");
    }
    let (Some(code), Some(state), Some(browser)) = (returned.code, returned.state, session::departed(app, headers))
    else {
        return Err(OidcFault::NotAsked);
    };
    oidc.arrive(&state, code, &browser).await
}

/// The member whom the provider vouches for, or who was invited under that address; none if there is none.
async fn admit(app: &App, arrival: Arrival) -> Result<Option<(Member, Vec<Effect>)>, Problem> {
    let Arrival { email, name: called } = arrival;
    if let Some(member) = app.store.member_by_email(&email).await? {
        return Ok(Some(member).filter(|member| member.disabled_at.is_none()).map(|member| (member, Vec::new())));
    }
    let Some(link) = app.store.invitation_for(&email, clock::now()).await? else { return Ok(None) };
    let mut effects = vec![Effect::FollowLink { link: link.id, purpose: link.purpose.clone() }];
    let Purpose::Invitation { email, role, places } = link.purpose else { return Ok(None) };
    // A name that the provider made up of what no name has is no reason to stay out.
    let called = called.and_then(|called| name(&called).ok());
    let called = called.or_else(|| email.split('@').next().map(str::to_owned));
    let member = newcomer(email, called, role, &mut effects)?;
    let place = |(coverage, role)| Effect::Join(Membership { coverage, member: member.id, role });
    effects.extend(places.into_iter().map(place));
    Ok(Some((member, effects)))
}

fn here(app: &App) -> Result<&Oidc, Problem> {
    app.gate.oidc.as_ref().ok_or_else(|| Problem::not_found("sign-in of the newsroom's own"))
}

/// Leads a browser to the desk's own sign-in, which says why it comes there,
/// and tells the operator of what is theirs to mend.
fn turn_away(fault: &OidcFault) -> Result<Response, Problem> {
    let code = match fault {
        OidcFault::Provider(_) => {
            tracing::error!(cause = %fault, "the newsroom's own sign-in failed: see --oidc-issuer, --oidc-client-id and STET_OIDC_CLIENT_SECRET");
            return redirect(StatusCode::SEE_OTHER, &format!("{TURNED_AWAY}provider_unavailable"));
        }
        OidcFault::NotAsked => "sign_in_expired",
        OidcFault::Unverified => "unverified_email",
        OidcFault::NoMember => "not_a_member",
    };
    tracing::info!(fault = code, "the newsroom's own sign-in let nobody in");
    redirect(StatusCode::SEE_OTHER, &format!("{TURNED_AWAY}{code}"))
}

fn redirect(status: StatusCode, url: &str) -> Result<Response, Problem> {
    let place = HeaderValue::try_from(url).map_err(|error| Problem::internal(&error))?;
    let headers = [(header::LOCATION, place), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((status, headers).into_response())
}
