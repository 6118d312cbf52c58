//! Faults of the server itself: told without their causes, and logged once.

use std::io;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes};
use axum::http::{Method, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;
use tracing_subscriber::fmt::MakeWriter;

use crate::app::{Answer, Caller, TestApp, app, posts, token};

/// What was logged, one JSON object a line.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Log {
    /// What was logged since this was last asked.
    fn take(&self) -> Vec<Value> {
        let bytes = std::mem::take(&mut *self.0.lock().unwrap());
        String::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }
}

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Breaks the database as no build of Stet does.
fn damage(folder: &TempDir, statement: &str) {
    let connection = rusqlite::Connection::open(folder.path().join("stet.db")).unwrap();
    connection.execute_batch(statement).unwrap();
}

/// A server without its socket, on this thread, whose log goes to `Log`.
async fn bench(folder: &TempDir) -> (server::App, impl AsyncFn(Method, &str, &str) -> Answer) {
    let app = app(folder).await;
    let owner = format!("Bearer {}", token(app.store(), "owner@example.org").await.reveal());
    let caller = Caller::nowhere().with("authorization", &owner).with("content-type", "application/json");
    let router = server::router(app.clone());
    let ask = async move |method: Method, path: &str, body: &str| {
        let request = caller.request(method, path, body.to_owned());
        let (parts, body) = router.clone().oneshot(request).await.unwrap().into_parts();
        Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() }
    };
    (app, ask)
}

fn listen() -> (Log, tracing::subscriber::DefaultGuard) {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().json().with_max_level(tracing::Level::INFO).with_writer(log.clone()).finish();
    (log, tracing::subscriber::set_default(subscriber))
}

#[tokio::test]
async fn a_fault_inside_is_one_line_in_the_log_and_no_word_in_the_answer() {
    let (log, _listening) = listen();
    let folder = TempDir::new().unwrap();
    let (_app, ask) = bench(&folder).await;
    let new = r#"{"slug":"storm","headline":"Ferries in the storm"}"#;
    ask(Method::POST, "/api/v1/coverages", new).await.expect(StatusCode::CREATED);
    damage(&folder, "drop table draft");
    log.take();
    let far = r#"{"body":"For later.","publish_at":"2099-01-01T00:00:00Z"}"#;
    for (method, path, body) in [
        (Method::POST, posts("storm"), far),
        (Method::GET, format!("{}?status=draft", posts("storm")), ""),
        (Method::GET, format!("{}/{}", posts("storm"), server::post_id()), ""),
    ] {
        let answer = ask(method.clone(), &path, body).await;
        let told = answer.problem(StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!((&*told.code, told.field), ("internal", None));
        assert!(!answer.text().contains("draft"), "{}", answer.text());
        let lines = log.take();
        assert_eq!(lines.len(), 1, "{lines:#?}");
        assert_eq!(lines[0]["level"], "ERROR");
        let fields = lines[0]["fields"].as_object().unwrap();
        assert!(fields["error"].as_str().unwrap().contains("no such table: draft"), "the cause is told: {fields:?}");
        assert_eq!((&fields["status"], &fields["method"]), (&json!(500), &json!(method.as_str())));
        assert!(path.starts_with(fields["path"].as_str().unwrap()), "{fields:?}");
    }
}

#[tokio::test]
async fn a_fault_of_the_asker_is_no_fault_in_the_log() {
    let (log, _listening) = listen();
    let folder = TempDir::new().unwrap();
    let (_app, ask) = bench(&folder).await;
    log.take();
    for body in ["{", "{}", r#"{"slug":"storm","headline":7}"#] {
        assert!(ask(Method::POST, "/api/v1/coverages", body).await.status.is_client_error());
    }
    ask(Method::GET, "/live/nowhere", "").await.expect(StatusCode::NOT_FOUND);
    let lines = log.take();
    assert!(lines.iter().all(|line| line["level"] == "INFO"), "{lines:#?}");
}

#[tokio::test]
async fn no_secret_is_in_the_log() {
    let log = Log::default();
    let subscriber =
        tracing_subscriber::fmt().json().with_max_level(tracing::Level::TRACE).with_writer(log.clone()).finish();
    let _listening = tracing::subscriber::set_default(subscriber);
    let folder = TempDir::new().unwrap();
    let app = app(&folder).await;
    let secret = token(app.store(), "owner@example.org").await;
    let caller = Caller::nowhere()
        .with("authorization", &format!("Bearer {}", secret.reveal()))
        .with("content-type", "application/json");
    let router = server::router(app);
    for (path, body) in [
        ("/api/v1/coverages", r#"{"slug":"storm","headline":"Ferries"}"#),
        ("/api/v1/coverages/storm/posts", r#"{"body":"A source told us.","status":"draft"}"#),
    ] {
        let answer = router.clone().oneshot(caller.request(Method::POST, path, body)).await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
    }
    let text = serde_json::to_string(&log.take()).unwrap();
    for private in [secret.reveal().strip_prefix("stet_").unwrap(), "A source told us", "owner@example.org"] {
        assert!(!text.contains(private), "{private} in {text}");
    }
}

#[tokio::test]
async fn while_the_database_is_held_by_another_readers_are_served_and_writers_told() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let folder = app.folder();
    let holder = rusqlite::Connection::open(folder.path().join("stet.db")).unwrap();
    holder.execute_batch("begin immediate").unwrap();
    let (there, body) = (posts("storm"), json!({"body": "The quay is under water."}));
    let keyed = owner.keyed("one");
    let (write, health) = tokio::join!(keyed.post(&there, &body), async {
        app.anon().get("/live/storm").await.expect(StatusCode::OK);
        app.anon().get("/healthz").await
    });
    let told = write.problem(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(told.code, "store_unavailable");
    assert!(told.hint.is_some());
    assert_eq!(health.expect(StatusCode::OK).json(), json!({"status": "degraded", "store": "slow"}));
    holder.execute_batch("rollback").unwrap();
    keyed.post(&there, &body).await.expect(StatusCode::CREATED);
    app.anon().get("/healthz").await.expect(StatusCode::OK);
    assert_eq!(owner.standing("storm").await, (2, 0), "what was refused was not written");
}

#[test]
fn a_request_that_does_not_come_to_an_end_is_given_up() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let (log, _listening) = listen();
        let folder = TempDir::new().unwrap();
        let (app, ask) = bench(&folder).await;
        let new = r#"{"slug":"storm","headline":"Ferries in the storm"}"#;
        ask(Method::POST, "/api/v1/coverages", new).await.expect(StatusCode::CREATED);
        log.take();
        let owner = format!("Bearer {}", token(app.store(), "owner@example.org").await.reveal());
        let caller = Caller::nowhere().with("authorization", &owner).with("content-type", "application/json");
        let mut request = caller.request(Method::POST, &posts("storm"), "");
        *request.body_mut() = Body::from_stream(futures_util::stream::pending::<Result<Bytes, io::Error>>());
        // The clock jumps to whatever is waited for next.
        tokio::time::pause();
        let (parts, body) = server::router(app.clone()).oneshot(request).await.unwrap().into_parts();
        tokio::time::resume();
        let answer =
            Answer { status: parts.status, headers: parts.headers, body: body.collect().await.unwrap().to_bytes() };
        let told = answer.problem(StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!(told.code, "timeout");
        assert!(told.hint.unwrap().contains("Idempotency-Key"));
        assert_eq!(log.take().len(), 1);
    });
}

#[tokio::test]
async fn a_damaged_record_does_not_hold_up_the_others() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for slug in ["flood", "frost", "storm"] {
        owner.cover(slug).await;
    }
    let folder = app.folder();
    crate::app::soon(app.tell_to_stop()).await.unwrap().unwrap();
    damage(
        &folder,
        "drop trigger payload_is_only_ever_blanked;
         update payload set payload = '{}' where coverage = (select id from coverage where slug = 'frost')",
    );
    let app = TestApp::start_in(folder).await;
    let owner = owner.at(&app);
    for slug in ["flood", "storm"] {
        owner.publish(slug, "The harbour closes").await;
        app.anon().get(&format!("/live/{slug}")).await.expect(StatusCode::OK);
    }
    app.anon().get("/live/frost").await.expect(StatusCode::NOT_FOUND);
    owner.get("/api/v1/coverages/frost").await.problem(StatusCode::NOT_FOUND);
}
