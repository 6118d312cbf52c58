//! The API's description (OpenAPI 3.1), made from the handlers themselves.

use axum::Json;
use axum::response::IntoResponse;
use serde_json::Value;
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::{Modify, OpenApi};

use super::{
    background, bulk, card, completion, coverages, draft, gazetteer, handover, mentions, placement, posts, preview,
    redaction, reminders, search, stream, template, themes, unpublish, wire,
};
use crate::problem::Document;
use crate::{following, inlets, media, people, suggestions, webhooks};

#[derive(OpenApi)]
#[openapi(
    info(title = "Stet", description = "Write and read the coverages of a Stet server.", license(name = "Apache-2.0", identifier = "Apache-2.0")),
    paths(
        coverages::list_coverages, coverages::open_coverage, coverages::read_coverage, coverages::amend_coverage,
        posts::list_posts, posts::create_post, posts::read_post, posts::revise_post, posts::withdraw_post, unpublish::unpublish_post, redaction::redact_post,
        draft::shelf::list_drafts, draft::shelf::begin_draft, draft::shelf::read_draft, draft::shelf::delete_draft, draft::shelf::restore_draft,
        draft::steps::read_steps, draft::steps::push_steps,
        draft::workflow::share_draft, draft::workflow::submit_draft, draft::workflow::approve_draft, draft::workflow::return_draft, draft::workflow::recall_draft,
        draft::schedule::schedule_draft, draft::schedule::unschedule_draft, draft::schedule::embargo_draft, draft::publish::publish_draft,
        draft::notes::list_notes, draft::notes::write_note, draft::notes::edit_note, draft::notes::delete_note,
        mentions::list_mentions, mentions::see_mentions, preview::preview, handover::read_handover, handover::save_handover, completion::complete,
        template::list_templates, template::make_template, template::alter_template, template::delete_template,
        background::list_backgrounds, background::write_background, background::read_background, background::revise_background, background::delete_background,
        stream::desk_stream, stream::be_present,
        card::make_card, placement::place_post, bulk::bulk, reminders::remind, search::search, gazetteer::find_places, themes::list_themes,
    ),
    components(schemas(
        wire::NewCoverage, wire::CoveragePatch, wire::NewPost, wire::PostPatch, wire::Withdrawal, wire::Redaction, wire::Notice,
        wire::KeyPoint, wire::Further, wire::Lead, wire::Contributor, wire::Placement, wire::Bulk, wire::Reminding, Document<'_>,
    )),
    security(("token" = [])),
    modifiers(&Tokens),
)]
struct Api;

struct Tokens;

impl Modify for Tokens {
    fn modify(&self, api: &mut utoipa::openapi::OpenApi) {
        let scheme = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("An API token, made by `stet token create --member EMAIL`."))
            .build();
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
}

/// The description as JSON.
#[must_use]
pub fn document() -> Value {
    let mut api = Api::openapi();
    api.merge(people::Described::openapi());
    api.merge(webhooks::Described::openapi());
    api.merge(inlets::Described::openapi());
    api.merge(media::Described::openapi());
    api.merge(suggestions::Described::openapi());
    api.merge(following::Described::openapi());
    serde_json::to_value(api).unwrap_or_default()
}

/// `GET /api/v1/openapi.json`
pub(crate) async fn serve_document() -> impl IntoResponse {
    Json(document())
}
