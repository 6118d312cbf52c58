//! Whole requests by somebody who owns the desk, to every route: a line with
//! method and address, lines of headers, an empty line, and the body.

#![no_main]

use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Request};
use server::{App, Config, Token};
use store::{ApiToken, Effect, Member, Role, Scopes, Store};
use tempfile::TempDir;
use tokio::runtime::Runtime;
use tower::ServiceExt;

struct Bench {
    runtime: Runtime,
    router: Router,
    token: HeaderValue,
    _folder: TempDir,
}

static BENCH: LazyLock<Bench> = LazyLock::new(|| {
    let folder = tempfile::tempdir_in("/dev/shm").expect("there is memory");
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let (app, token) = runtime.block_on(async {
        let config = Config::new(folder.path().to_owned(), "127.0.0.1:0", None, "The Gazette").expect("it is right");
        let store = Store::open(folder.path()).expect("the folder is empty");
        let app = App::start(&config, store.clone(), "127.0.0.1:1").await.expect("it starts");
        let member = Member::new(server::member_id(), "o@example.org".into(), "O".into(), Role::Owner, server::now());
        let token = Token::new();
        let made = ApiToken {
            id: server::token_id(),
            member: member.id,
            name: "fuzz".to_owned(),
            scopes: Scopes::all(),
            coverage: None,
            created_at: server::now(),
            expires_at: None,
        };
        let effects = vec![Effect::CreateMember(member), Effect::CreateToken(token.hash(), made)];
        store.commit(effects).await.expect("there is room");
        (app, HeaderValue::try_from(format!("Bearer {}", token.reveal())).expect("plain letters"))
    });
    let bench = Bench { runtime, router: server::router(app), token, _folder: folder };
    let open = b"POST /api/v1/coverages\ncontent-type: application/json\n\n{\"slug\":\"storm\",\"headline\":\"Storm\"}";
    ask(&bench, open);
    bench
});

/// What asks other servers is left alone: nothing leaves this machine.
const ELSEWHERE: [&str; 4] = ["/cards", "/feeds", "/webhooks", "/oidc"];

fn ask(bench: &Bench, bytes: &[u8]) {
    let split = bytes.windows(2).position(|pair| pair == b"\n\n");
    let (head, body) = split.map_or((bytes, &[][..]), |at| (&bytes[..at], &bytes[at + 2..]));
    let Ok(head) = std::str::from_utf8(head) else { return };
    let mut lines = head.lines();
    let Some((method, address)) = lines.next().and_then(|line| line.split_once(' ')) else { return };
    if ELSEWHERE.iter().any(|part| address.contains(part)) {
        return;
    }
    let mut request = Request::builder().method(method).uri(address).header("authorization", bench.token.clone());
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            request = request.header(name, value);
        }
    }
    let Ok(request) = request.body(Body::from(body.to_vec())) else { return };
    let answer = bench.runtime.block_on(bench.router.clone().oneshot(request)).expect("it answers whatever comes");
    assert_ne!(answer.status().as_u16(), 500, "{}", String::from_utf8_lossy(bytes));
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| ask(&BENCH, bytes));
