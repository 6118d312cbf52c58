//! A server to test, those who call it, and what they get.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, header};
use bytes::Bytes;
use coverage::{Command, CoverageId, Opening, PostId, Publication, PublicationTime, Slug, View};
use http_body_util::BodyExt;
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};
use server::media::MediaLimits;
use server::{App, Config, Keeping, OidcSettings, ReaderLimits, Shutdown, SilentRevisions, Token};
use store::{
    ApiToken, Effect, Media, Member, MemberId, Membership, NewChange, NewCoverage, Reporting, Role, Scopes, Store,
};
use tempfile::TempDir;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// How long anything may take that a test waits for. Whoever waits that long
/// waits for something that will not come.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// The address that the servers say they have, so that restarts do not change it.
pub(crate) const PUBLIC_URL: &str = "https://live.example.org";

/// Waits for what must come.
pub(crate) async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(PATIENCE, what).await.expect("it comes before patience ends")
}

/// A server on a free port, with a store in a folder of its own.
pub(crate) struct TestApp {
    pub(crate) app: App,
    pub(crate) address: SocketAddr,
    folder: Arc<TempDir>,
    stop: oneshot::Sender<()>,
    serving: JoinHandle<io::Result<()>>,
}

impl TestApp {
    pub(crate) async fn start() -> Self {
        Self::start_in(Arc::new(TempDir::new().unwrap())).await
    }

    /// A server that believes those proxies.
    pub(crate) async fn start_behind(proxies: &str) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let app = app_of(config(&folder).behind(proxies).unwrap(), &folder).await;
        Self::serve(folder, app).await
    }

    /// A server that may ask and tell those addresses of this machine.
    pub(crate) async fn start_reaching(addresses: &str) -> Self {
        Self::start_reaching_in(addresses, Arc::new(TempDir::new().unwrap())).await
    }

    async fn start_reaching_in(addresses: &str, folder: Arc<TempDir>) -> Self {
        let app = app_of(config(&folder).reaching(addresses).unwrap(), &folder).await;
        Self::serve(folder, app).await
    }

    /// A server that tells a cache of this machine what to let go of.
    pub(crate) async fn start_purging(folder: Arc<TempDir>, cache: &str, url: &str) -> Self {
        let config = config(&folder).reaching(cache).unwrap().purging(url, Some("Cache-Key: not told")).unwrap();
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// The same, restarted.
    pub(crate) async fn restart_reaching(self, addresses: &str) -> Self {
        let folder = self.folder();
        soon(self.tell_to_stop()).await.unwrap().unwrap();
        Self::start_reaching_in(addresses, folder).await
    }

    /// A server that takes files of that size.
    pub(crate) async fn start_taking(limits: MediaLimits) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let config = Config { media: limits, ..config(&folder) };
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server with room for so many readers, behind those proxies.
    pub(crate) async fn start_with_room(readers: ReaderLimits, proxies: &str) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let config = Config { readers, ..config(&folder).behind(proxies).unwrap() };
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server that keeps so many coverages in memory that nobody needs.
    pub(crate) async fn start_with_memory_for(coverages: usize) -> Self {
        Self::start_with_memory_in(coverages, Arc::new(TempDir::new().unwrap())).await
    }

    /// The same, on what another left.
    pub(crate) async fn start_with_memory_in(coverages: usize, folder: Arc<TempDir>) -> Self {
        let config = Config { coverages_in_memory: coverages.try_into().unwrap(), ..config(&folder) };
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server whose readers' devices keep no pages.
    pub(crate) async fn start_keeping_nothing() -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let config = Config { keeping: Keeping::Nowhere, ..config(&folder) };
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server whose histories say of silent revisions no more than that they were.
    pub(crate) async fn start_listing_silent_revisions(folder: Arc<TempDir>) -> Self {
        let config = Config { silent_revisions: SilentRevisions::Listed, ..config(&folder) };
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server of a newsroom that has a sign-in of its own.
    pub(crate) async fn start_with_sign_in(settings: OidcSettings) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let app = app_of(config(&folder).with_sign_in(settings).unwrap(), &folder).await;
        Self::serve(folder, app).await
    }

    /// A server with a newsroom's own themes.
    pub(crate) async fn start_themed(themes: &std::path::Path) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let mut config = config(&folder);
        config.themes = Arc::new(server::Themes::read(themes).unwrap());
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server of a newsroom that says that of itself, and may tell those addresses of this machine.
    pub(crate) async fn start_of(publisher: render::Publisher, addresses: &str) -> Self {
        let folder = Arc::new(TempDir::new().unwrap());
        let mut config = config(&folder).reaching(addresses).unwrap();
        config.publisher = publisher;
        let app = app_of(config, &folder).await;
        Self::serve(folder, app).await
    }

    /// A server on what another left.
    pub(crate) async fn start_in(folder: Arc<TempDir>) -> Self {
        let app = app(&folder).await;
        Self::serve(folder, app).await
    }

    async fn serve(folder: Arc<TempDir>, app: App) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let shutdown = async {
            // A test that ends lets go of the sender, which stops the server too.
            let _ = stopped.await;
            Shutdown::Asked
        };
        let serving = tokio::spawn(server::serve(app.clone(), listener, shutdown));
        Self { app, address, folder, stop, serving }
    }

    /// A second server on the same folder: what another process would be.
    pub(crate) async fn beside(&self) -> Self {
        Self::start_in(self.folder()).await
    }

    pub(crate) fn folder(&self) -> Arc<TempDir> {
        Arc::clone(&self.folder)
    }

    pub(crate) fn store(&self) -> &Store {
        self.app.store()
    }

    /// Tells the server to stop; gives what waits until it has.
    pub(crate) fn tell_to_stop(self) -> JoinHandle<io::Result<()>> {
        self.stop.send(()).unwrap();
        self.serving
    }

    /// Stops the server and starts one on what it left.
    pub(crate) async fn restart(self) -> Self {
        let folder = self.folder();
        soon(self.tell_to_stop()).await.unwrap().unwrap();
        Self::start_in(folder).await
    }

    /// Somebody without a token.
    pub(crate) fn anon(&self) -> Caller {
        Caller { address: self.address, headers: HeaderMap::new() }
    }

    /// Somebody who sends that in the `Authorization` header.
    pub(crate) fn sending(&self, authorization: &str) -> Caller {
        self.anon().with("authorization", authorization)
    }

    /// A member whose token is theirs alone.
    pub(crate) async fn member(&self, email: &str) -> Caller {
        self.sending(&format!("Bearer {}", token(self.store(), email).await.reveal()))
    }

    pub(crate) async fn owner(&self) -> Caller {
        self.member("owner@example.org").await
    }

    pub(crate) async fn viewer(&self, slug: &str) -> Caller {
        self.with_role("viewer@example.org", Role::Viewer, Some(slug)).await
    }

    pub(crate) async fn contributor(&self, slug: &str) -> Caller {
        self.with_role("contributor@example.org", Role::Contributor, Some(slug)).await
    }

    /// A reporter, who publishes or submits as the coverage has it.
    pub(crate) async fn reporter(&self, slug: &str) -> Caller {
        self.with_role("reporter@example.org", Role::Reporter, Some(slug)).await
    }

    pub(crate) async fn editor(&self, slug: &str) -> Caller {
        self.with_role("editor@example.org", Role::Editor, Some(slug)).await
    }

    /// A member of that role, at the desk and at that coverage.
    pub(crate) async fn with_role(&self, email: &str, role: Role, slug: Option<&str>) -> Caller {
        let member = member(self.store(), email, role).await;
        if let Some(slug) = slug {
            let coverage = self.coverage_id(slug).await;
            let joined = Effect::Join(Membership { coverage, member, role });
            self.store().commit(vec![joined]).await.unwrap();
        }
        self.sending(&format!("Bearer {}", token_for(self.store(), member, Scopes::all(), None).await.reveal()))
    }

    /// Says what the reporters of a coverage do with what they wrote.
    pub(crate) async fn set_reporting(&self, slug: &str, reporting: Reporting) {
        let coverage = self.coverage_id(slug).await;
        self.store().commit(vec![Effect::SetReporting { coverage, reporting }]).await.unwrap();
    }

    pub(crate) async fn coverage_id(&self, slug: &str) -> CoverageId {
        self.store().find(&Slug::parse(slug).unwrap()).await.unwrap().unwrap().id
    }

    /// A stored picture.
    pub(crate) async fn picture(&self) -> String {
        picture(self.store()).await
    }

    /// A number from `/metrics`.
    pub(crate) async fn metric(&self, name: &str) -> f64 {
        let text = self.anon().get("/metrics").await.text();
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        line.unwrap_or_else(|| panic!("no {name} in {text}")).parse().unwrap()
    }
}

/// A server without its socket.
pub(crate) async fn app(folder: &TempDir) -> App {
    app_of(config(folder), folder).await
}

async fn app_of(config: Config, folder: &TempDir) -> App {
    let store = Store::open(folder.path()).unwrap();
    App::start(&config, store, "127.0.0.1:0").await.unwrap()
}

fn config(folder: &TempDir) -> Config {
    Config::new(folder.path().to_owned(), "127.0.0.1:0", Some(PUBLIC_URL), "The Gazette").unwrap()
}

/// A new token of a member, who is made an owner if need be.
pub(crate) async fn token(store: &Store, email: &str) -> Token {
    let member = member(store, email, Role::Owner).await;
    token_for(store, member, Scopes::all(), None).await
}

/// The member with that address, made with that role if there is none.
pub(crate) async fn member(store: &Store, email: &str, role: Role) -> MemberId {
    if let Some(member) = store.member_by_email(email).await.unwrap() {
        return member.id;
    }
    let name = email.split('@').next().unwrap().to_owned();
    let member = Member::new(server::member_id(), email.to_owned(), name, role, server::now());
    let id = member.id;
    store.commit(vec![Effect::CreateMember(member)]).await.unwrap();
    id
}

/// A token of a member, for those things.
pub(crate) async fn token_for(store: &Store, member: MemberId, scopes: Scopes, coverage: Option<CoverageId>) -> Token {
    let token = Token::new();
    let made = ApiToken {
        id: server::token_id(),
        member,
        name: "a test".to_owned(),
        scopes,
        coverage,
        created_at: server::now(),
        expires_at: None,
    };
    store.commit(vec![Effect::CreateToken(token.hash(), made)]).await.unwrap();
    token
}

/// Stores a picture.
pub(crate) async fn picture(store: &Store) -> String {
    let id = coverage::MediaId::new(server::new_uuid());
    let picture =
        Media { id, content_type: "image/webp".to_owned(), width: None, height: None, bytes: b"RIFF".to_vec() };
    store.put_media(picture).await.unwrap();
    id.to_string()
}

/// Writes a coverage of that many posts as another process would, all in one
/// transaction. The first change opens it, so the last one has the seq
/// `posts + 1`. Gives the posts' ids, oldest first.
pub(crate) async fn write_coverage(store: &Store, slug: &str, posts: usize) -> Vec<PostId> {
    let opening = json!({"slug": slug, "headline": "Ferries in the storm"});
    let (slug, opening): (Slug, Opening) =
        serde_json::from_value::<server::wire::NewCoverage>(opening).unwrap().parse().unwrap();
    let first = server::now() - SignedDuration::from_secs(60 * i64::try_from(posts).unwrap());
    let mut writing = Writing { view: View::blank(), changes: Vec::new() };
    writing.command(first, Command::Open(opening));
    let ids: Vec<_> = (1..=posts)
        .map(|number| {
            let at = first + SignedDuration::from_secs(60 * i64::try_from(number).unwrap());
            let post = json!({"headline": format!("Report {number}"), "body": "The ferry waits in the **lee** of the island."});
            let content = serde_json::from_value::<server::wire::NewPost>(post).unwrap().parse().unwrap();
            let id = server::post_id();
            writing.command(at, Command::Publish(Publication { id, content, time: PublicationTime::Now }));
            id
        })
        .collect();
    let new = NewCoverage { id: server::coverage_id(), slug, created_at: first };
    store.create_coverage(new, writing.changes, Vec::new()).await.unwrap();
    ids
}

struct Writing {
    view: View,
    changes: Vec<NewChange>,
}

impl Writing {
    fn command(&mut self, at: Timestamp, command: Command) {
        self.changes.extend(server::happen(&mut self.view, at, command).unwrap());
    }
}

/// Somebody who calls the server. Each request has a connection of its own.
#[derive(Clone)]
pub(crate) struct Caller {
    address: SocketAddr,
    headers: HeaderMap,
}

impl Caller {
    /// Somebody whose requests are handed to a server without a socket.
    pub(crate) fn nowhere() -> Self {
        Self { address: SocketAddr::from(([127, 0, 0, 1], 0)), headers: HeaderMap::new() }
    }

    /// The same caller with one more header.
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut headers = self.headers.clone();
        headers.append(name.parse::<HeaderName>().unwrap(), HeaderValue::from_bytes(value.as_bytes()).unwrap());
        Self { headers, ..*self }
    }

    /// The same caller at another server.
    pub(crate) fn at(&self, app: &TestApp) -> Self {
        Self { address: app.address, headers: self.headers.clone() }
    }

    pub(crate) fn keyed(&self, key: &str) -> Self {
        self.with("idempotency-key", key)
    }

    /// The caller's `Authorization` header, for requests that are written by hand.
    pub(crate) fn authorization(&self) -> &str {
        self.headers.get(header::AUTHORIZATION).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        self.write(Method::POST, path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.write(Method::PATCH, path, body).await
    }

    pub(crate) async fn delete(&self, path: &str, body: &Value) -> Answer {
        self.write(Method::DELETE, path, body).await
    }

    /// Sends JSON.
    pub(crate) async fn write(&self, method: Method, path: &str, body: &Value) -> Answer {
        self.with("content-type", "application/json").send(method, path, body.to_string()).await
    }

    /// Sends any bytes.
    pub(crate) async fn send(&self, method: Method, path: &str, body: impl Into<Bytes>) -> Answer {
        let (parts, body) = self.open(method, path, body).await.into_parts();
        let body = soon(body.collect()).await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, body }
    }

    /// Sends a request; the answer's body is yet to be read.
    pub(crate) async fn open(&self, method: Method, path: &str, body: impl Into<Bytes>) -> Response<Incoming> {
        let socket = soon(TcpStream::connect(self.address)).await.unwrap();
        let (mut sender, connection) = http1::handshake(TokioIo::new(socket)).await.unwrap();
        tokio::spawn(connection);
        let request = self.request(method, path, body);
        soon(sender.send_request(request)).await.unwrap()
    }

    /// The request that would be sent.
    pub(crate) fn request(&self, method: Method, path: &str, body: impl Into<Bytes>) -> Request<Body> {
        let mut request = Request::builder().method(method).uri(path).header(header::HOST, "live.example.org");
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        request.body(Body::from(body.into())).unwrap()
    }

    /// Opens a coverage of that slug.
    pub(crate) async fn cover(&self, slug: &str) -> Value {
        let coverage = json!({"slug": slug, "headline": "Ferries in the storm"});
        self.post("/api/v1/coverages", &coverage).await.expect(StatusCode::CREATED).json()
    }

    /// Publishes a post with that headline; gives its id.
    pub(crate) async fn publish(&self, slug: &str, headline: &str) -> String {
        let post = json!({"headline": headline, "body": "The ferry waits in the lee of the island."});
        let answer = self.post(&posts(slug), &post).await.expect(StatusCode::CREATED);
        answer.json()["id"].as_str().unwrap().to_owned()
    }

    /// Changes the coverage.
    pub(crate) async fn amend(&self, slug: &str, patch: &Value) -> Value {
        self.patch(&coverage(slug), patch).await.expect(StatusCode::OK).json()
    }

    /// Where the coverage stands, and how many drafts wait.
    pub(crate) async fn standing(&self, slug: &str) -> (u64, usize) {
        let seq = self.get(&coverage(slug)).await.expect(StatusCode::OK).json()["seq"].as_u64().unwrap();
        let mut drafts = 0;
        for status in ["draft", "scheduled"] {
            let listed = self.get(&format!("{}?status={status}", posts(slug))).await.expect(StatusCode::OK).json();
            drafts += listed["posts"].as_array().unwrap().len();
        }
        (seq, drafts)
    }
}

/// The API's place for a coverage.
pub(crate) fn coverage(slug: &str) -> String {
    format!("/api/v1/coverages/{slug}")
}

/// The API's place for a coverage's posts.
pub(crate) fn posts(slug: &str) -> String {
    format!("/api/v1/coverages/{slug}/posts")
}

/// The API's place for a coverage's drafts.
pub(crate) fn drafts(slug: &str) -> String {
    format!("/api/v1/coverages/{slug}/drafts")
}

/// The API's place for a post.
pub(crate) fn post(slug: &str, id: &str) -> String {
    format!("/api/v1/coverages/{slug}/posts/{id}")
}

/// A whole answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

/// What a problem document says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Told {
    pub(crate) code: String,
    pub(crate) field: Option<String>,
    pub(crate) detail: String,
    pub(crate) hint: Option<String>,
}

impl Answer {
    /// The same answer, which has that status.
    #[track_caller]
    pub(crate) fn expect(self, status: StatusCode) -> Self {
        assert_eq!(self.status, status, "{}", self.text());
        self
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error} in {}", self.text()))
    }

    /// A header's value; empty if there is none.
    #[track_caller]
    pub(crate) fn header(&self, name: &str) -> &str {
        let mut values = self.headers.get_all(name).iter();
        let value = values.next().map_or("", |value| value.to_str().unwrap());
        assert!(values.next().is_none(), "more than one {name} in {:?}", self.headers);
        value
    }

    /// Reads a problem document (RFC 9457), which has exactly the parts that
    /// are promised, agrees with the answer around it and holds no internals.
    #[track_caller]
    pub(crate) fn problem(&self, status: StatusCode) -> Told {
        assert_eq!(self.status, status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        assert_eq!(self.header("cache-control"), "no-store");
        let document = self.json();
        let text = |name: &str| document.get(name).map(|value| value.as_str().unwrap().to_owned());
        let code = text("code").unwrap();
        assert_eq!(document["type"], format!("urn:stet:problem:{code}"));
        assert_eq!(document["title"], status.canonical_reason().unwrap());
        assert_eq!(document["status"], status.as_u16());
        let known = ["type", "title", "status", "code", "detail", "hint", "field", "current", "choices"];
        // Micropub has names of its own for some of it.
        let also = ["error", "error_description"];
        let is_known = |key: &str| known.contains(&key) || document["error"].is_string() && also.contains(&key);
        assert!(document.as_object().unwrap().keys().all(|key| is_known(key)), "{document}");
        let detail = text("detail").unwrap();
        assert!(detail.ends_with(['.', '…']), "{document}");
        for internal in ["sqlite", "stet.db", "rusqlite", "panicked", ".rs:", "/tmp"] {
            assert!(!self.text().to_lowercase().contains(internal), "{document}");
        }
        Told { code, field: text("field"), detail, hint: text("hint") }
    }
}
