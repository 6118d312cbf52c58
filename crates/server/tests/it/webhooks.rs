//! Webhooks, against a real receiver: signed, in order, whole, and sent again
//! until they are taken.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

use crate::app::{Caller, TestApp, post as post_path, soon};

/// A server that is told of what is published.
pub(crate) struct Receiver {
    pub(crate) address: SocketAddr,
    came: mpsc::UnboundedReceiver<(HeaderMap, Bytes)>,
    answers: Arc<Mutex<VecDeque<StatusCode>>>,
}

#[derive(Clone)]
struct Told {
    tell: mpsc::UnboundedSender<(HeaderMap, Bytes)>,
    answers: Arc<Mutex<VecDeque<StatusCode>>>,
}

async fn take(State(told): State<Told>, headers: HeaderMap, body: Bytes) -> StatusCode {
    told.tell.send((headers, body)).unwrap();
    told.answers.lock().unwrap().pop_front().unwrap_or(StatusCode::NO_CONTENT)
}

impl Receiver {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (tell, came) = mpsc::unbounded_channel();
        let answers = Arc::default();
        let told = Told { tell, answers: Arc::clone(&answers) };
        let service = Router::new().route("/hook", post(take)).with_state(told);
        tokio::spawn(async move { axum_serve(listener, service).await });
        Self { address, came, answers }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}/hook", self.address)
    }

    /// What it answers to the next messages; after them it takes everything.
    pub(crate) fn answers(&self, statuses: &[StatusCode]) {
        self.answers.lock().unwrap().extend(statuses);
    }

    pub(crate) async fn next(&mut self) -> (HeaderMap, Value) {
        let (headers, body) = soon(self.came.recv()).await.unwrap();
        (headers, serde_json::from_slice(&body).unwrap())
    }

    /// The next message, if its signature is that of the secret.
    async fn verified(&mut self, secret: &str) -> Value {
        let (headers, body) = soon(self.came.recv()).await.unwrap();
        let key = STANDARD.decode(secret.strip_prefix("whsec_").unwrap()).unwrap();
        let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
        let text = |name: &str| headers[name].to_str().unwrap().to_owned();
        mac.update(format!("{}.{}.", text("webhook-id"), text("webhook-timestamp")).as_bytes());
        mac.update(&body);
        let signature = text("webhook-signature");
        let given = STANDARD.decode(signature.strip_prefix("v1,").unwrap()).unwrap();
        mac.verify_slice(&given).expect("the message is signed by the secret");
        serde_json::from_slice(&body).unwrap()
    }
}

pub(crate) async fn axum_serve(listener: TcpListener, service: Router) {
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        let service = hyper_util::service::TowerToHyperService::new(service.clone());
        tokio::spawn(
            hyper::server::conn::http1::Builder::new().serve_connection(hyper_util::rt::TokioIo::new(stream), service),
        );
    }
}

const HOOKS: &str = "/api/v1/webhooks";

async fn hook(owner: &Caller, receiver: &Receiver, more: Value) -> (String, String) {
    let mut new = json!({"name": "The archive", "url": receiver.url()});
    new.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    let made = owner.post(HOOKS, &new).await.expect(StatusCode::CREATED).json();
    (made["id"].as_str().unwrap().to_owned(), made["secret"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn every_kind_of_change_is_sent_signed_and_in_order() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "Before there was a webhook").await;
    let (_, secret) = hook(&owner, &receiver, json!({})).await;
    let id = owner.publish("storm", "The harbour closes").await;
    owner.patch(&post_path("storm", &id), &json!({"headline": "The harbour is shut"})).await.expect(StatusCode::OK);
    owner.delete(&post_path("storm", &id), &json!({"reason": "It was another."})).await.expect(StatusCode::OK);
    owner.patch("/api/v1/coverages/storm", &json!({"headline": "The storm"})).await.expect(StatusCode::OK);
    let mut seqs = Vec::new();
    for expected in ["post.published", "post.revised", "post.withdrawn", "headline.changed"] {
        let message = receiver.verified(&secret).await;
        assert_eq!(message["type"], expected);
        assert_eq!(message["data"]["coverage"]["slug"], "storm");
        if expected.starts_with("post") {
            assert_eq!(message["data"]["post"]["id"], id.as_str());
            assert!(message["data"]["post"]["url"].as_str().unwrap().ends_with(&id));
        }
        seqs.push(message["data"]["seq"].as_u64().unwrap());
    }
    assert!(seqs.is_sorted_by(|a, b| a + 1 == *b), "each once, in order: {seqs:?}");
    // A coverage that is made later is sent from its opening on.
    owner.cover("flood").await;
    assert_eq!(receiver.verified(&secret).await["type"], "coverage.opened");
}

#[tokio::test]
async fn what_readers_may_not_know_is_not_sent() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    let (_, secret) = hook(&owner, &receiver, json!({})).await;
    let new = json!({"slug": "secret", "headline": "Not yet", "status": "draft"});
    owner.post("/api/v1/coverages", &new).await.expect(StatusCode::CREATED);
    owner.patch("/api/v1/coverages/secret", &json!({"headline": "Still not"})).await.expect(StatusCode::OK);
    owner.patch("/api/v1/coverages/secret", &json!({"status": "live"})).await.expect(StatusCode::OK);
    let message = receiver.verified(&secret).await;
    assert_eq!(message["type"], "status.changed", "the first that readers know of");
}

#[tokio::test]
async fn a_webhook_is_sent_what_it_is_for() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    let (id, secret) = hook(&owner, &receiver, json!({"coverage": "storm", "kinds": ["post_published"]})).await;
    owner.publish("flood", "Elsewhere").await;
    owner.patch("/api/v1/coverages/storm", &json!({"headline": "The storm"})).await.expect(StatusCode::OK);
    let post = owner.publish("storm", "Here").await;
    assert_eq!(receiver.verified(&secret).await["data"]["post"]["id"], post.as_str());
    let deliveries = async {
        loop {
            let told = owner.get(&format!("{HOOKS}/{id}/deliveries")).await.expect(StatusCode::OK).json();
            let told = told["deliveries"].as_array().unwrap().clone();
            if !told.is_empty() {
                return told;
            }
        }
    };
    let deliveries = soon(deliveries).await;
    assert_eq!(deliveries.len(), 1, "{deliveries:?}");
    assert_eq!((&deliveries[0]["event"], &deliveries[0]["status"]), (&json!("post.published"), &json!(204)));
}

#[tokio::test]
async fn what_is_refused_is_sent_again_with_the_same_id_and_those_after_it_wait() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    receiver.answers(&[StatusCode::INTERNAL_SERVER_ERROR]);
    let (id, _) = hook(&owner, &receiver, json!({})).await;
    let first = owner.publish("storm", "The first").await;
    let (headers, message) = receiver.next().await;
    assert_eq!(message["data"]["post"]["id"], first.as_str());
    let second = owner.publish("storm", "The second").await;
    // Somebody has it go on at once rather than in five seconds, once it is written down that it was refused.
    let refused = async {
        loop {
            let told = owner.get(&format!("{HOOKS}/{id}/deliveries")).await.json();
            if told["deliveries"][0]["status"] == 500 {
                return told;
            }
        }
    };
    let told = soon(refused).await;
    assert!(told["deliveries"][0]["problem"].as_str().unwrap().contains("500"));
    let retry = owner.get(HOOKS).await.expect(StatusCode::OK).json()["webhooks"][0]["retry"].clone();
    assert_eq!((&retry["coverage"], &retry["attempts"], &retry["status"]), (&json!("storm"), &json!(1), &json!(500)));
    let again_at: jiff::Timestamp = retry["again_at"].as_str().unwrap().parse().unwrap();
    let tried_at: jiff::Timestamp = retry["at"].as_str().unwrap().parse().unwrap();
    let wait = again_at.duration_since(tried_at);
    assert!((4..7).contains(&wait.as_secs()), "it is sent again in five seconds: {retry}");
    owner.post(&format!("{HOOKS}/{id}/resume"), &json!({})).await.expect(StatusCode::OK);
    let (again, message) = receiver.next().await;
    assert_eq!(message["data"]["post"]["id"], first.as_str(), "the first before the second");
    assert_eq!(again["webhook-id"], headers["webhook-id"]);
    assert_eq!(receiver.next().await.1["data"]["post"]["id"], second.as_str());
    let taken = async { while !owner.get(HOOKS).await.json()["webhooks"][0]["retry"].is_null() {} };
    soon(taken).await;
}

#[tokio::test]
async fn what_a_webhook_is_not_for_makes_no_work() {
    let receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("flood").await;
    hook(&owner, &receiver, json!({"coverage": "storm"})).await;
    owner.publish("flood", "Elsewhere").await;
    assert_eq!(
        app.store().next_place_at().await.unwrap(),
        None,
        "nothing is ever due of a coverage that it is not for"
    );
}

#[tokio::test]
async fn a_webhook_that_is_gone_is_stopped_and_goes_on_where_it_stood_also_after_a_restart() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    receiver.answers(&[StatusCode::GONE]);
    let (id, _) = hook(&owner, &receiver, json!({})).await;
    let first = owner.publish("storm", "The first").await;
    receiver.next().await;
    let stopped = async { while owner.get(HOOKS).await.json()["webhooks"][0]["stopped_at"].is_null() {} };
    soon(stopped).await;
    assert!(owner.get(HOOKS).await.json()["webhooks"][0]["retry"].is_null(), "it waits for somebody, not for a time");
    let second = owner.publish("storm", "The second").await;
    let app = app.restart_reaching(&receiver.address.to_string()).await;
    let owner = owner.at(&app);
    owner.post(&format!("{HOOKS}/{id}/resume"), &json!({})).await.expect(StatusCode::OK);
    assert_eq!(receiver.next().await.1["data"]["post"]["id"], first.as_str());
    assert_eq!(receiver.next().await.1["data"]["post"]["id"], second.as_str());
    // To replay is to go back.
    owner.post(&format!("{HOOKS}/{id}/resume"), &json!({"coverage": "storm", "after": 1})).await.expect(StatusCode::OK);
    assert_eq!(receiver.next().await.1["data"]["post"]["id"], first.as_str());
    let beyond = owner.post(&format!("{HOOKS}/{id}/resume"), &json!({"coverage": "storm", "after": 99})).await;
    assert_eq!(beyond.problem(StatusCode::UNPROCESSABLE_ENTITY).field.as_deref(), Some("after"));
}

#[tokio::test]
async fn an_address_that_is_not_public_is_told_nothing() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let (id, _) = hook(&owner, &receiver, json!({})).await;
    let pong = owner.post(&format!("{HOOKS}/{id}/ping"), &json!({})).await.expect(StatusCode::OK).json();
    assert_eq!(pong["status"], Value::Null);
    assert!(pong["problem"].as_str().unwrap().contains("not public"), "{pong}");
    assert!(receiver.came.try_recv().is_err());
}

#[tokio::test]
async fn a_ping_and_a_new_secret_show_whether_the_other_side_is_right() {
    let mut receiver = Receiver::start().await;
    let app = TestApp::start_reaching(&receiver.address.to_string()).await;
    let owner = app.owner().await;
    let (id, before) = hook(&owner, &receiver, json!({})).await;
    let renewed = owner.post(&format!("{HOOKS}/{id}/secret"), &json!({})).await.expect(StatusCode::OK).json();
    let secret = renewed["secret"].as_str().unwrap();
    assert_ne!(secret, before);
    let pong = owner.post(&format!("{HOOKS}/{id}/ping"), &json!({})).await.expect(StatusCode::OK).json();
    assert_eq!((pong["status"].as_u64(), &pong["problem"]), (Some(204), &Value::Null));
    assert_eq!(receiver.verified(secret).await["type"], "ping");
    let listed = owner.get(HOOKS).await.text();
    assert!(!listed.contains("whsec_"), "a secret is shown once");
    receiver.answers(&[StatusCode::FORBIDDEN]);
    let pong = owner.post(&format!("{HOOKS}/{id}/ping"), &json!({})).await.expect(StatusCode::OK).json();
    assert_eq!(pong["status"], 403);
}

#[tokio::test]
async fn what_cannot_be_a_webhook_is_refused_by_the_name_of_the_field() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for (new, field) in [
        (json!({"name": "", "url": "https://example.org/"}), "name"),
        (json!({"name": "x", "url": "gopher://example.org/"}), "url"),
        (json!({"name": "x", "url": "https://example.org/", "kinds": ["imagined"]}), "kinds"),
        (json!({"name": "x", "url": "https://example.org/", "kinds": []}), "kinds"),
    ] {
        let told = owner.post(HOOKS, &new).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some(field));
    }
    let nowhere = json!({"name": "x", "url": "https://example.org/", "coverage": "nowhere"});
    owner.post(HOOKS, &nowhere).await.problem(StatusCode::NOT_FOUND);
}
