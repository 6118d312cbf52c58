//! Owners manage the webhooks.

use axum::Router;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use coverage::{Line, WebUrl};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use store::{Delivery, Place, Retry, Webhook, WebhookId};
use utoipa::ToSchema;

use super::message::{Message, event, shown};
use crate::app::App;
use crate::auth::Asker;
use crate::clock;
use crate::desk::{answer, bad};
use crate::live::{Dossier, Live};
use crate::people::Given;
use crate::problem::{Document, Problem};

/// How many webhooks there may be.
const MOST: usize = 50;
/// How many deliveries are shown.
const SHOWN: usize = 200;
/// The kinds of change that a webhook can be for; one that is for every kind
/// is sent later versions' kinds too.
const KINDS: [&str; 18] = [
    "coverage_opened",
    "headline_changed",
    "standfirst_changed",
    "settings_changed",
    "theme_changed",
    "status_changed",
    "successor_changed",
    "lead_changed",
    "key_points_changed",
    "go_deeper_changed",
    "post_published",
    "post_revised",
    "post_withdrawn",
    "post_placed",
    "post_pinned",
    "post_unpinned",
    "post_redacted",
    "medium_redacted",
];

/// The description of what is here.
#[derive(utoipa::OpenApi)]
#[openapi(paths(
    list_webhooks,
    make_webhook,
    alter_webhook,
    delete_webhook,
    renew_webhook_secret,
    ping_webhook,
    resume_webhook,
    list_deliveries
))]
pub(crate) struct Described;

/// The routes of what is here.
pub(crate) fn routes() -> Router<App> {
    Router::new()
        .route("/api/v1/webhooks", get(list_webhooks).post(make_webhook))
        .route("/api/v1/webhooks/{id}", axum::routing::put(alter_webhook).delete(delete_webhook))
        .route("/api/v1/webhooks/{id}/secret", post(renew_webhook_secret))
        .route("/api/v1/webhooks/{id}/ping", post(ping_webhook))
        .route("/api/v1/webhooks/{id}/resume", post(resume_webhook))
        .route("/api/v1/webhooks/{id}/deliveries", get(list_deliveries))
}

/// A webhook to make or to alter.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewWebhook {
    /// At most 80 characters.
    name: String,
    /// Where changes are sent: an address of the public internet.
    url: String,
    /// The slug of the coverage whose changes are sent; absent for those of every one.
    coverage: Option<String>,
    /// The kinds of change that are sent, such as `post_published`; absent for every kind.
    kinds: Option<Vec<String>>,
}

/// Where a webhook is to go on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Resumption {
    /// The slug of a coverage to send again from, or to skip in.
    coverage: Option<String>,
    /// The seq after which it goes on there: 0 sends all that readers may know.
    after: Option<u64>,
}

/// A webhook as the API shows it, without its secret.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhook)]
pub(crate) struct Shown {
    id: String,
    name: String,
    url: String,
    /// The slug of its coverage; null for every one.
    #[schema(required)]
    coverage: Option<String>,
    /// The kinds of change it is sent; null for every kind.
    #[schema(required)]
    kinds: Option<Vec<String>>,
    created_at: String,
    /// When it was stopped, since it did not take a change for more than a day.
    #[schema(required)]
    stopped_at: Option<String>,
    /// What was wrong the last time.
    #[schema(required)]
    stopped_why: Option<String>,
    /// The change that it did not take and is sent again; null while it takes what it is sent, and once it is stopped.
    #[schema(required)]
    retry: Option<ShownRetry>,
}

/// A change that a webhook did not take. Those after it in the same coverage wait.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookRetry)]
pub(crate) struct ShownRetry {
    /// When it is sent again; once that is past, at once.
    again_at: String,
    #[serde(flatten)]
    refused: ShownDelivery,
}

/// A webhook with its secret, which is shown this once.
#[derive(Serialize, ToSchema)]
#[schema(as = WebhookMade)]
pub(crate) struct Made {
    #[serde(flatten)]
    webhook: Shown,
    /// What signs its messages (Standard Webhooks).
    secret: String,
}

/// The webhooks, the oldest first.
#[derive(Serialize, ToSchema)]
#[schema(as = Webhooks)]
pub(crate) struct List {
    webhooks: Vec<Shown>,
    /// The kinds of change there are.
    kinds: Vec<&'static str>,
}

/// What became of a change that was sent.
#[derive(Serialize, ToSchema)]
#[schema(as = Delivery)]
pub(crate) struct ShownDelivery {
    /// The slug of the coverage.
    #[schema(required)]
    coverage: Option<String>,
    seq: u64,
    /// What the message is called, such as `post.published`.
    event: String,
    /// How often it was sent.
    attempts: u32,
    /// When it was sent last.
    at: String,
    /// The status that was answered; null without an answer.
    #[schema(required)]
    status: Option<u16>,
    /// Why it was not taken; null once it was.
    #[schema(required)]
    problem: Option<String>,
}

/// What was sent in the last 30 days, the last first, 200 at most.
#[derive(Serialize, ToSchema)]
#[schema(as = Deliveries)]
pub(crate) struct Deliveries {
    deliveries: Vec<ShownDelivery>,
}

/// What a webhook answered to a message that says nothing.
#[derive(Serialize, ToSchema)]
#[schema(as = Pong)]
pub(crate) struct Pong {
    /// The status; null without an answer.
    #[schema(required)]
    status: Option<u16>,
    /// Why it does not work; null if it does.
    #[schema(required)]
    problem: Option<String>,
}

/// `GET /api/v1/webhooks`: for owners.
#[utoipa::path(get, path = "/api/v1/webhooks", operation_id = "list_webhooks", tag = "webhooks",
    responses((status = 200, description = "the webhooks", body = List), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>))))]
pub(crate) async fn list_webhooks(State(app): State<App>, asker: Asker) -> Result<Response, Problem> {
    asker.require_owner()?;
    let retries = app.store.webhook_retries().await?;
    let webhooks = app.store.webhooks().await?.iter().map(|webhook| describe(&app, webhook, &retries)).collect();
    Ok(answer(StatusCode::OK, &json!(List { webhooks, kinds: KINDS.to_vec() })))
}

/// `POST /api/v1/webhooks`: makes one, and shows its secret once. It is sent what happens from now on.
#[utoipa::path(post, path = "/api/v1/webhooks", operation_id = "make_webhook", tag = "webhooks", request_body = NewWebhook,
    responses((status = 201, description = "the webhook", body = Made), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn make_webhook(
    State(app): State<App>,
    asker: Asker,
    Given(new): Given<NewWebhook>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    if app.store.webhooks().await?.len() >= MOST {
        return Err(bad("name", "there are 50 webhooks; delete those that are not used").into());
    }
    let now = clock::now();
    let blank = Webhook {
        id: WebhookId::new(clock::new_uuid()),
        name: String::new(),
        url: String::new(),
        secret: clock::random(),
        coverage: None,
        kinds: None,
        member: asker.id(),
        created_at: now,
        stopped: None,
    };
    let webhook = altered(&app, &asker, blank, new).await?;
    let places = app.newsroom.all().iter().map(|dossier| head(webhook.id, dossier)).collect();
    let note = asker.notes(now, "webhook.created", &webhook.id, json!({"name": webhook.name, "url": webhook.url}));
    app.store.save_webhook(webhook.clone(), places, vec![note]).await?;
    app.webhooks.notify_one();
    Ok(answer(
        StatusCode::CREATED,
        &json!(Made { webhook: describe(&app, &webhook, &[]), secret: shown(&webhook.secret) }),
    ))
}

/// `PUT /api/v1/webhooks/{id}`: it stays where it stands.
#[utoipa::path(put, path = "/api/v1/webhooks/{id}", operation_id = "alter_webhook", tag = "webhooks",
    params(("id" = String, Path)), request_body = NewWebhook,
    responses((status = 200, description = "the webhook", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn alter_webhook(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    Given(new): Given<NewWebhook>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let webhook = altered(&app, &asker, find(&app, &id).await?, new).await?;
    let note =
        asker.notes(clock::now(), "webhook.changed", &webhook.id, json!({"name": webhook.name, "url": webhook.url}));
    app.store.save_webhook(webhook.clone(), Vec::new(), vec![note]).await?;
    app.webhooks.notify_one();
    let retries = app.store.webhook_retries().await?;
    Ok(answer(StatusCode::OK, &json!(describe(&app, &webhook, &retries))))
}

/// `DELETE /api/v1/webhooks/{id}`
#[utoipa::path(delete, path = "/api/v1/webhooks/{id}", operation_id = "delete_webhook", tag = "webhooks",
    params(("id" = String, Path)),
    responses((status = 204, description = "it is gone"), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn delete_webhook(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let webhook = find(&app, &id).await?;
    let note = asker.notes(clock::now(), "webhook.deleted", &webhook.id, json!({"name": webhook.name}));
    app.store.delete_webhook(webhook.id, vec![note]).await?;
    Ok(answer(StatusCode::NO_CONTENT, &Value::Null))
}

/// `POST /api/v1/webhooks/{id}/secret`: another secret, shown once. The one before signs nothing any more.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/secret", operation_id = "renew_webhook_secret", tag = "webhooks",
    params(("id" = String, Path)),
    responses((status = 200, description = "the webhook", body = Made), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn renew_webhook_secret(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let webhook = Webhook { secret: clock::random(), ..find(&app, &id).await? };
    let note = asker.notes(clock::now(), "webhook.secret_renewed", &webhook.id, json!({"name": webhook.name}));
    app.store.save_webhook(webhook.clone(), Vec::new(), vec![note]).await?;
    let retries = app.store.webhook_retries().await?;
    let webhook = Made { webhook: describe(&app, &webhook, &retries), secret: shown(&webhook.secret) };
    Ok(answer(StatusCode::OK, &json!(webhook)))
}

/// `POST /api/v1/webhooks/{id}/ping`: sends a message that says nothing, and tells what was answered.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/ping", operation_id = "ping_webhook", tag = "webhooks",
    params(("id" = String, Path)),
    responses((status = 200, description = "what was answered", body = Pong), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn ping_webhook(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let webhook = find(&app, &id).await?;
    let now = clock::now();
    let message = Message::ping(now);
    let pong = match app.sender.post(&webhook.url, message.signed(&webhook.secret, now), message.body()).await {
        Ok(status) => {
            let problem = (!status.is_success()).then(|| format!("It answered {status}."));
            Pong { status: Some(status.as_u16()), problem }
        }
        Err(fault) => Pong { status: None, problem: Some(fault.to_string()) },
    };
    Ok(answer(StatusCode::OK, &json!(pong)))
}

/// `POST /api/v1/webhooks/{id}/resume`: goes on at once, from where it stands or from a given place.
#[utoipa::path(post, path = "/api/v1/webhooks/{id}/resume", operation_id = "resume_webhook", tag = "webhooks",
    params(("id" = String, Path)), request_body = Resumption,
    responses((status = 200, description = "the webhook", body = Shown), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>)), (status = 422, body = inline(Document<'_>))))]
pub(crate) async fn resume_webhook(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
    Given(asked): Given<Resumption>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let webhook = find(&app, &id).await?;
    let places = match (&asked.coverage, asked.after) {
        (None, None) => Vec::new(),
        (Some(slug), Some(after)) => {
            let (live, _) = asker.enter(&app, slug).await?;
            vec![place_after(&app, webhook.id, &live, after).await?]
        }
        _ => return Err(bad("after", "the coverage and the seq to go on after are expected together").into()),
    };
    let detail = json!({"name": webhook.name, "coverage": asked.coverage, "after": asked.after});
    let note = asker.notes(clock::now(), "webhook.resumed", &webhook.id, detail);
    app.store.resume_webhook(webhook.id, places, vec![note]).await?;
    app.webhooks.notify_one();
    let retries = app.store.webhook_retries().await?;
    Ok(answer(StatusCode::OK, &json!(describe(&app, &Webhook { stopped: None, ..webhook }, &retries))))
}

/// `GET /api/v1/webhooks/{id}/deliveries`
#[utoipa::path(get, path = "/api/v1/webhooks/{id}/deliveries", operation_id = "list_deliveries", tag = "webhooks",
    params(("id" = String, Path)),
    responses((status = 200, description = "what was sent", body = Deliveries), (status = 401, body = inline(Document<'_>)),
        (status = 403, body = inline(Document<'_>)), (status = 404, body = inline(Document<'_>))))]
pub(crate) async fn list_deliveries(
    State(app): State<App>,
    asker: Asker,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    asker.require_owner()?;
    let webhook = find(&app, &id).await?;
    let deliveries = app.store.deliveries(webhook.id, SHOWN).await?;
    let deliveries = deliveries.iter().map(|delivery| describe_delivery(&app, delivery)).collect();
    Ok(answer(StatusCode::OK, &json!(Deliveries { deliveries })))
}

/// The webhook with what was sent in its place.
async fn altered(app: &App, asker: &Asker, webhook: Webhook, new: NewWebhook) -> Result<Webhook, Problem> {
    let name: Line<80> = Line::parse("name", &new.name)?;
    let url = WebUrl::parse("url", &new.url)?;
    let coverage = match &new.coverage {
        Some(slug) => Some(asker.enter(app, slug).await?.0.id()),
        None => None,
    };
    if let Some(unknown) = new.kinds.iter().flatten().find(|kind| !KINDS.contains(&kind.as_str())) {
        return Err(bad("kinds", &format!("“{}” is no kind of change", unknown.escape_debug())).into());
    }
    if new.kinds.as_ref().is_some_and(Vec::is_empty) {
        return Err(bad("kinds", "one kind or more is expected; leave the field out for every kind").into());
    }
    Ok(Webhook { name: name.to_string(), url: url.as_str().to_owned(), coverage, kinds: new.kinds, ..webhook })
}

/// The end of a record.
fn head(webhook: WebhookId, dossier: &Dossier) -> Place {
    let head = dossier.head();
    Place { webhook, coverage: dossier.id(), seq: head.seq, is_public: head.is_public(), attempts: 0 }
}

/// The place after a seq. Whether readers knew of the coverage there is read off the record.
async fn place_after(app: &App, webhook: WebhookId, live: &Live, after: u64) -> Result<Place, Problem> {
    let last = live.head().seq.0;
    if after > last {
        return Err(bad("after", &format!("the record ends at {last}")).into());
    }
    let mut place = Place { webhook, coverage: live.id(), seq: coverage::Seq::START, is_public: false, attempts: 0 };
    while place.seq.0 < after {
        for change in app.store.read(live.id(), place.seq, super::READ_AT_ONCE).await? {
            if change.seq().0 > after {
                break;
            }
            place.is_public = super::is_public_after(place.is_public, change.change());
            place.seq = change.seq();
        }
    }
    Ok(place)
}

async fn find(app: &App, id: &str) -> Result<Webhook, Problem> {
    let missing = || Problem::not_found("webhook of that id");
    let id: WebhookId = id.parse().map_err(|_| missing())?;
    app.store.webhook(id).await?.ok_or_else(missing)
}

/// A webhook as it is shown, with what of the retries is its own.
fn describe(app: &App, webhook: &Webhook, retries: &[Retry]) -> Shown {
    let (stopped_at, stopped_why) = webhook.stopped.clone().unzip();
    let retry = retries.iter().find(|retry| retry.refused.webhook == webhook.id);
    Shown {
        id: webhook.id.to_string(),
        name: webhook.name.clone(),
        url: webhook.url.clone(),
        coverage: webhook.coverage.and_then(|id| app.newsroom.by_id(id)).map(|live| live.slug().to_string()),
        kinds: webhook.kinds.clone(),
        created_at: webhook.created_at.to_string(),
        stopped_at: stopped_at.map(|at| at.to_string()),
        stopped_why,
        retry: retry.map(|retry| ShownRetry {
            again_at: retry.at.to_string(),
            refused: describe_delivery(app, &retry.refused),
        }),
    }
}

fn describe_delivery(app: &App, delivery: &Delivery) -> ShownDelivery {
    ShownDelivery {
        coverage: app.newsroom.by_id(delivery.coverage).map(|live| live.slug().to_string()),
        seq: delivery.seq.0,
        event: event(&delivery.kind),
        attempts: delivery.attempts,
        at: delivery.at.to_string(),
        status: delivery.status,
        problem: delivery.problem.clone(),
    }
}
