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

/// `GET /api/v1/auth/oidc`: sends the browser to the newsroom's own sign-in.
#[utoipa::path(get, path = "/api/v1/auth/oidc", operation_id = "go_to_sign_in", tag = "access", security(()),
    responses((status = 302, description = "to the provider"),
        (status = 404, description = "the newsroom has no sign-in of its own", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>)),
        (status = 502, description = "`sign_in_unavailable`: the provider does not answer", body = inline(Document<'_>))))]
pub(crate) async fn go_to_sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
) -> Result<Response, Problem> {
    let oidc = here(&app)?;
    app.gate.attempts.count(address)?;
    let departure = oidc.depart().await.map_err(|fault| refusal(&fault))?;
    Ok(with_cookie(redirect(&departure.url)?, session::depart(&app, &departure.browser)?))
}

/// `GET /api/v1/auth/oidc/callback`: takes the browser back, opens a session, and leads to the desk.
#[utoipa::path(get, path = "/api/v1/auth/oidc/callback", operation_id = "come_from_sign_in", tag = "access", security(()),
    params(("code" = Option<String>, Query, description = "from the provider"), ("state" = Option<String>, Query, description = "from the provider"),
        ("error" = Option<String>, Query, description = "from the provider")),
    responses((status = 302, description = "to the desk; the session's cookie comes along"),
        (status = 401, description = "`sign_in_failed`", body = inline(Document<'_>)),
        (status = 403, description = "`not_a_member`", body = inline(Document<'_>)),
        (status = 404, description = "the newsroom has no sign-in of its own", body = inline(Document<'_>)),
        (status = 429, description = "`too_many_attempts`", body = inline(Document<'_>)),
        (status = 502, description = "`sign_in_unavailable`: the provider does not do its part", body = inline(Document<'_>))))]
pub(crate) async fn come_from_sign_in(
    State(app): State<App>,
    ClientAddress(address): ClientAddress,
    headers: HeaderMap,
    Query(returned): Query<Returned>,
) -> Result<Response, Problem> {
    let oidc = here(&app)?;
    app.gate.attempts.count(address)?;
    if let Some(error) = &returned.error {
        tracing::info!(error = %error.escape_debug(), "the provider sent a browser back without a sign-in");
    }
    let (Some(code), Some(state), Some(browser)) = (returned.code, returned.state, session::departed(&app, &headers))
    else {
        return Err(refusal(&OidcFault::NotAsked));
    };
    let arrival = oidc.arrive(&state, code, &browser).await.map_err(|fault| refusal(&fault))?;
    let (member, effects) = admit(&app, arrival).await?;
    let cookie = let_in(&app, &member, &headers, address, "oidc", effects).await?;
    Ok(with_cookie(with_cookie(redirect("/desk/")?, cookie), session::arrived(&app)?))
}

/// The member whom the provider vouches for, or who was invited under that address.
async fn admit(app: &App, arrival: Arrival) -> Result<(Member, Vec<Effect>), Problem> {
    let Arrival { email, name: called } = arrival;
    let refused = || {
        Problem::new(StatusCode::FORBIDDEN, "not_a_member", "You are signed in there, but no member here.")
            .hinted("Ask an owner of the desk to invite you under the same address.")
    };
    if let Some(member) = app.store.member_by_email(&email).await? {
        let member = Some(member).filter(|member| member.disabled_at.is_none()).ok_or_else(refused)?;
        return Ok((member, Vec::new()));
    }
    let link = app.store.invitation_for(&email, clock::now()).await?.ok_or_else(refused)?;
    let mut effects = vec![Effect::FollowLink { link: link.id, purpose: link.purpose.clone() }];
    let Purpose::Invitation { email, role, places } = link.purpose else { return Err(refused()) };
    // A name that the provider made up of what no name has is no reason to stay out.
    let called = called.and_then(|called| name(&called).ok());
    let called = called.or_else(|| email.split('@').next().map(str::to_owned));
    let member = newcomer(email, called, role, &mut effects)?;
    let place = |(coverage, role)| Effect::Join(Membership { coverage, member: member.id, role });
    effects.extend(places.into_iter().map(place));
    Ok((member, effects))
}

fn here(app: &App) -> Result<&Oidc, Problem> {
    app.gate.oidc.as_ref().ok_or_else(|| Problem::not_found("sign-in of the newsroom's own"))
}

fn refusal(fault: &OidcFault) -> Problem {
    match fault {
        OidcFault::Provider(_) => Problem::new(
            StatusCode::BAD_GATEWAY,
            "sign_in_unavailable",
            "The newsroom's own sign-in does not do its part.",
        )
        .hinted("Try again, or sign in otherwise; an operator finds the cause in the log, and the settings are --oidc-issuer, --oidc-client-id and STET_OIDC_CLIENT_SECRET.")
        .because(fault),
        OidcFault::NotAsked => {
            Problem::new(StatusCode::UNAUTHORIZED, "sign_in_failed", "The sign-in was not begun in this browser, or took too long.")
                .hinted("Begin again at /desk/.")
        }
        OidcFault::Unverified => {
            Problem::new(StatusCode::UNAUTHORIZED, "sign_in_failed", "The newsroom's own sign-in vouches for no address of yours.")
                .hinted("Have your address verified there, or sign in otherwise.")
        }
    }
}

fn redirect(url: &str) -> Result<Response, Problem> {
    let place = HeaderValue::try_from(url).map_err(|error| Problem::internal(&error))?;
    let headers = [(header::LOCATION, place), (header::CACHE_CONTROL, HeaderValue::from_static("no-store"))];
    Ok((StatusCode::FOUND, headers).into_response())
}
