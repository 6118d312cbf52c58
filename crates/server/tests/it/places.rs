//! Every route there is, and a request for each that is in order.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use store::Role;

use crate::app::{Caller, PUBLIC_URL, TestApp, member};
use crate::draft_places::draft_places;

/// Every method that anybody may try.
pub(crate) const METHODS: [Method; 5] = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];

/// To whom a route is open. What that means for whom is the table in `access.rs`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Open {
    /// Everybody.
    All,
    /// Members, whatever they came with.
    Signed,
    /// Members, to read what is theirs.
    Members,
    /// Members, for what they are and sign in with.
    Selves,
    /// Owners of the desk.
    Owners,
    /// Those who may open coverages.
    Openers,
    /// Those who may read the coverage.
    Readers,
    /// Those who may publish what is their own there.
    Reporters,
    /// Those who may publish anybody's there.
    Publishers,
    /// Those who manage the coverage.
    Managers,
    /// Those who write at the coverage.
    Drafters,
    /// Those who write at any coverage.
    Writers,
    /// Those who may write in a draft of another.
    DraftSeers,
    /// Its author, and those who judge drafts.
    DraftOwners,
    /// Those who may publish a draft of another.
    DraftPublishers,
    /// Who wrote the note.
    NoteWriters,
}

/// A route, and a request that a member is answered as it says.
#[derive(Debug)]
pub(crate) struct Place {
    pub(crate) method: Method,
    /// As it stands in the source.
    pub(crate) route: &'static str,
    pub(crate) open: Open,
    pub(crate) path: String,
    pub(crate) body: Option<Value>,
    pub(crate) status: StatusCode,
}

impl Place {
    /// Asks as somebody; of a stream no more than the head of the answer is waited for.
    pub(crate) async fn ask(&self, caller: &Caller) -> (StatusCode, Option<crate::app::Answer>) {
        let body = self.body.as_ref().map(ToString::to_string).unwrap_or_default();
        let caller = caller.with("content-type", "application/json");
        if self.route.ends_with("/stream") && self.status == StatusCode::OK {
            let status = caller.open(self.method.clone(), &self.path, body.clone()).await.status();
            if status == StatusCode::OK {
                return (status, None);
            }
        }
        let answer = caller.send(self.method.clone(), &self.path, body).await;
        (answer.status, Some(answer))
    }
}

/// Every route, on a coverage `storm` that is live, has a post and stays as it is.
pub(crate) async fn every_place(app: &TestApp) -> Vec<Place> {
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let picture = app.picture().await;
    let page = app.anon().get("/live/storm").await.text();
    let style = page.split('"').find(|part| part.starts_with("/assets/")).unwrap().to_owned();

    let places = std::cell::RefCell::new(Vec::new());
    let add = |method: Method, open, route, path: &str, body: Option<Value>, status: u16| {
        let status = StatusCode::from_u16(status).unwrap();
        places.borrow_mut().push(Place { method, route, open, path: path.to_owned(), body, status });
    };
    let all = |route, path: &str| add(Method::GET, Open::All, route, path, None, 200);
    all("/", "/");
    all("/live/{slug}", "/live/storm");
    all("/live/{slug}", "/live/storm.json");
    all("/live/{slug}/post/{id}", &format!("/live/storm/post/{id}"));
    all("/live/{slug}/post/{id}/history", &format!("/live/storm/post/{id}/history"));
    all("/live/{slug}/history", "/live/storm/history");
    for path in ["/live/storm/at/2", "/live/storm/at/2.json"] {
        all("/live/{slug}/at/{moment}", path);
    }
    add(Method::GET, Open::All, "/live/{slug}/at", "/live/storm/at", None, 302);
    all("/live/{slug}/at.json", "/live/storm/at.json");
    all("/live/{slug}/corrections", "/live/storm/corrections");
    all("/corrections", "/corrections");
    all("/search", "/search?q=harbour");
    all("/live/{slug}/search", "/live/storm/search?q=harbour");
    all("/opensearch.xml", "/opensearch.xml");
    all("/live/{slug}/stream", "/live/storm/stream?after=0");
    all("/live/{slug}/changes", "/live/storm/changes?after=0");
    all("/live/{slug}/since", "/live/storm/since?after=0");
    all("/live/{slug}", "/live/storm?since=0");
    all("/live/{slug}/proof", "/live/storm/proof");
    all("/live/{slug}/log/checkpoint", "/live/storm/log/checkpoint");
    all("/live/{slug}/log/key", "/live/storm/log/key");
    all("/live/{slug}/log/tile/{*path}", "/live/storm/log/tile/0/000.p/1");
    all("/live/{slug}/log/tile/{*path}", "/live/storm/log/tile/entries/000.p/1");
    all("/live/{slug}/log/changes", "/live/storm/log/changes?after=0");
    all("/live/{slug}/log/withheld", "/live/storm/log/withheld?after=0");
    all("/live/{slug}/log/handovers", "/live/storm/log/handovers");
    // Which there are depends on what was published when; `dictionaries.rs` asks for one.
    add(Method::GET, Open::All, "/live/{slug}/dictionary/{name}", "/live/storm/dictionary/none", None, 404);
    for format in ["rss", "atom", "json"] {
        all("/live/{slug}/feed.{format}", &format!("/live/storm/feed.{format}"));
    }
    let picture_of = |page: &str| {
        let content = page.split("property=\"og:image\" content=\"").nth(1).unwrap().split('"').next().unwrap();
        content.strip_prefix(PUBLIC_URL).unwrap().to_owned()
    };
    all("/live/{slug}/preview/{name}", &picture_of(&page));
    let post_page = app.anon().get(&format!("/live/storm/post/{id}")).await.text();
    all("/live/{slug}/post/{id}/preview/{name}", &picture_of(&post_page));
    all("/live/{slug}/sitemap.xml", "/live/storm/sitemap.xml");
    all("/live/{slug}/embed", "/live/storm/embed");
    all("/live/{slug}/post/{id}/embed", &format!("/live/storm/post/{id}/embed"));
    all("/embed.js", "/embed.js");
    all("/text", "/text");
    all("/text/live/{slug}", "/text/live/storm?order=oldest");
    all("/text/live/{slug}/post/{id}", &format!("/text/live/storm/post/{id}"));
    all("/worker.js", "/worker.js");
    all("/offline", "/offline");
    all("/oembed", &format!("/oembed?url={PUBLIC_URL}/live/storm"));
    for path in ["/sitemap.xml", "/sitemap-news.xml", "/robots.txt"] {
        all(path, path);
    }
    // This newsroom says nothing of itself; one that does is put to the test in `discovery.rs`.
    for path in ["/trust.txt", "/.well-known/trust.txt"] {
        add(Method::GET, Open::All, path, path, None, 404);
    }
    all("/media/{id}", &format!("/media/{picture}"));
    // That picture was never made smaller; where one was is put to the test in `uploads.rs`.
    add(Method::GET, Open::All, "/media/{id}/{rendition}", &format!("/media/{picture}/320.webp"), None, 404);
    all("/assets/{name}", &style);
    add(Method::GET, Open::All, "/desk", "/desk", None, 308);
    // The desk's page, or where it was not built, what says so.
    let desk_page = app.anon().get("/desk/").await.status.as_u16();
    add(Method::GET, Open::All, "/desk/", "/desk/", None, desk_page);
    add(Method::GET, Open::All, "/desk/{*rest}", "/desk/coverages/storm", None, desk_page);
    all("/healthz", "/healthz");
    all("/metrics", "/metrics");
    all("/api/v1/openapi.json", "/api/v1/openapi.json");
    for method in METHODS {
        add(method.clone(), Open::All, "/api", "/api", None, 404);
        add(method.clone(), Open::All, "/api/", "/api/", None, 404);
        add(method, Open::All, "/api/{*rest}", "/api/v2/coverages", None, 404);
    }
    let (coverages, coverage) = ("/api/v1/coverages", "/api/v1/coverages/{slug}");
    let (posts, post) = ("/api/v1/coverages/{slug}/posts", "/api/v1/coverages/{slug}/posts/{id}");
    let desk = |method, open, route: &'static str, body, status| {
        let path = route.replace("{slug}", "storm").replace("{id}", &id);
        add(method, open, route, &path, body, status);
    };
    desk(Method::GET, Open::Members, coverages, None, 200);
    let new = json!({"slug": "storm-two", "headline": "The day after"});
    desk(Method::POST, Open::Openers, coverages, Some(new), 201);
    desk(Method::GET, Open::Readers, coverage, None, 200);
    desk(Method::PATCH, Open::Managers, coverage, Some(json!({"headline": "Ferries in the great storm"})), 200);
    desk(Method::GET, Open::Readers, posts, None, 200);
    desk(Method::POST, Open::Reporters, posts, Some(json!({"body": "The quay is under water."})), 201);
    desk(Method::GET, Open::Readers, post, None, 200);
    desk(Method::PATCH, Open::Publishers, post, Some(json!({"headline": "The harbour is closed"})), 200);
    add(Method::GET, Open::Members, "/api/v1/search", "/api/v1/search?q=harbour", None, 200);
    // One's own post is looked up here; other sites are put to the test with servers of the test's own.
    let own = json!({"url": format!("{PUBLIC_URL}/live/storm/post/{id}")});
    add(Method::POST, Open::Writers, "/api/v1/cards", "/api/v1/cards", Some(own), 200);
    add(Method::GET, Open::Members, "/api/v1/places", "/api/v1/places?q=harb", None, 200);
    add(Method::GET, Open::Members, "/api/v1/themes", "/api/v1/themes", None, 200);
    let written = json!({"content": {"headline": "The harbour opens"}});
    desk(Method::POST, Open::Drafters, "/api/v1/coverages/{slug}/reminders", Some(written), 200);
    let (placement, bulk) = ("/api/v1/coverages/{slug}/posts/{id}/placement", "/api/v1/coverages/{slug}/bulk");
    desk(Method::POST, Open::Publishers, placement, Some(json!({"shown_at": null})), 200);
    desk(Method::POST, Open::Publishers, bulk, Some(json!({"action": "key_event", "ids": [id]})), 200);
    desk(Method::DELETE, Open::Publishers, post, Some(json!({"reason": "It told of another harbour."})), 200);
    let redact = "/api/v1/coverages/{slug}/posts/{id}/redact";
    desk(Method::POST, Open::Owners, redact, Some(json!({"reason": "privacy"})), 200);
    let nobody = "00000000-0000-7000-8000-000000000000";
    let someone = member(app.store(), "someone@example.org", Role::Viewer).await.to_string();
    let people = |method, open, route: &'static str, id: &str, body, status| {
        let path = route
            .replace("{slug}", "storm")
            .replace("{id}", id)
            .replace("{member_id}", id)
            .replace("{secret}", "stet_none");
        add(method, open, route, &path, body, status);
    };
    // To sign in, and to follow a link, is put to the test where it succeeds: in `sign_in.rs`.
    people(Method::GET, Open::All, "/api/v1/auth", "", None, 200);
    let stranger = json!({"email": "nobody@example.org", "password": "ferry barrier lee quay"});
    people(Method::POST, Open::All, "/api/v1/auth/sign-in", "", Some(stranger), 401);
    people(Method::POST, Open::All, "/api/v1/auth/link", "", Some(json!({"token": "none"})), 404);
    people(Method::POST, Open::All, "/api/v1/auth/link/accept", "", Some(json!({"token": "none"})), 404);
    // This newsroom has no sign-in of its own; with one, it is put to the test against a provider.
    people(Method::GET, Open::All, "/api/v1/auth/oidc", "", None, 404);
    people(Method::GET, Open::All, "/api/v1/auth/oidc/callback", "", None, 404);
    people(Method::POST, Open::All, "/api/v1/auth/passkey/challenge", "", None, 200);
    let passkey = json!({"id": nobody, "credential": {}});
    people(Method::POST, Open::All, "/api/v1/auth/passkey", "", Some(passkey), 401);
    people(Method::GET, Open::Selves, "/api/v1/me/passkeys", "", None, 200);
    people(Method::POST, Open::Selves, "/api/v1/me/passkeys/challenge", "", None, 200);
    let passkey = json!({"id": nobody, "name": "Phone", "credential": {}});
    people(Method::POST, Open::Selves, "/api/v1/me/passkeys", "", Some(passkey), 422);
    people(Method::DELETE, Open::Selves, "/api/v1/me/passkeys/{id}", nobody, None, 404);
    people(Method::POST, Open::Signed, "/api/v1/auth/sign-out", "", None, 403);
    people(Method::GET, Open::Members, "/api/v1/me", "", None, 200);
    people(Method::PATCH, Open::Selves, "/api/v1/me", "", Some(json!({"language": "cy"})), 200);
    people(Method::GET, Open::Selves, "/api/v1/me/sessions", "", None, 200);
    people(Method::DELETE, Open::Selves, "/api/v1/me/sessions/{id}", nobody, None, 404);
    people(Method::GET, Open::Selves, "/api/v1/me/tokens", "", None, 200);
    let token = json!({"name": "A feed", "scopes": ["read"]});
    people(Method::POST, Open::Selves, "/api/v1/me/tokens", "", Some(token), 201);
    people(Method::DELETE, Open::Selves, "/api/v1/me/tokens/{id}", nobody, None, 404);
    people(Method::GET, Open::Members, "/api/v1/members", "", None, 200);
    people(Method::PATCH, Open::Owners, "/api/v1/members/{id}", &someone, Some(json!({"name": "Jo"})), 200);
    people(Method::POST, Open::Owners, "/api/v1/members/{id}/link", &someone, None, 201);
    people(Method::GET, Open::Owners, "/api/v1/invitations", "", None, 200);
    let invitation = json!({"email": "new@example.org", "role": "reporter"});
    people(Method::POST, Open::Owners, "/api/v1/invitations", "", Some(invitation), 201);
    people(Method::DELETE, Open::Owners, "/api/v1/invitations/{id}", nobody, None, 404);
    people(Method::GET, Open::Owners, "/api/v1/audit", "", None, 200);
    // Where there is something to follow is put to the test in the binary's `follow.rs`.
    people(Method::GET, Open::Owners, "/api/v1/followings", "", None, 200);
    let nothing = json!({"source": "http://127.0.0.1:1/live/storm"});
    people(Method::POST, Open::Owners, "/api/v1/followings", "", Some(nothing), 422);
    people(Method::DELETE, Open::Owners, "/api/v1/followings/{slug}", "", None, 404);
    people(Method::GET, Open::Members, "/api/v1/media", "", None, 200);
    people(Method::GET, Open::Members, "/api/v1/media/{id}", &picture, None, 200);
    people(Method::PATCH, Open::Writers, "/api/v1/media/{id}", &picture, Some(json!({"alt": "The quay"})), 200);
    people(Method::DELETE, Open::Writers, "/api/v1/media/{id}", nobody, None, 404);
    // One that is there is put to the test in `redactions.rs`: the pages here show theirs.
    let reason = json!({"reason": "privacy"});
    people(Method::POST, Open::Owners, "/api/v1/media/{id}/redact", nobody, Some(reason), 404);
    // What an upload goes through is put to the test in `uploads.rs`; this is no request of its protocol.
    people(Method::POST, Open::Writers, "/api/v1/media/uploads", "", None, 412);
    people(Method::OPTIONS, Open::All, "/api/v1/media/uploads", "", None, 204);
    people(Method::HEAD, Open::Writers, "/api/v1/media/uploads/{id}", nobody, None, 412);
    people(Method::PATCH, Open::Writers, "/api/v1/media/uploads/{id}", nobody, None, 412);
    people(Method::DELETE, Open::Writers, "/api/v1/media/uploads/{id}", nobody, None, 412);
    let team = "/api/v1/coverages/{slug}/members";
    people(Method::GET, Open::Readers, team, "", None, 200);
    people(Method::PATCH, Open::Managers, team, "", Some(json!({"reporting": "publish"})), 200);
    let place = "/api/v1/coverages/{slug}/members/{member_id}";
    people(Method::PUT, Open::Managers, place, &someone, Some(json!({"role": "viewer"})), 200);
    people(Method::DELETE, Open::Managers, place, &someone, None, 204);
    people(Method::GET, Open::Owners, "/api/v1/webhooks", "", None, 200);
    let webhook = json!({"name": "The archive", "url": "https://archive.example.org/hook"});
    people(Method::POST, Open::Owners, "/api/v1/webhooks", "", Some(webhook.clone()), 201);
    let hook = owner.post("/api/v1/webhooks", &webhook).await.expect(StatusCode::CREATED).json();
    let hook = hook["id"].as_str().unwrap().to_owned();
    people(Method::PUT, Open::Owners, "/api/v1/webhooks/{id}", &hook, Some(webhook), 200);
    people(Method::POST, Open::Owners, "/api/v1/webhooks/{id}/secret", &hook, None, 200);
    people(Method::POST, Open::Owners, "/api/v1/webhooks/{id}/resume", &hook, Some(json!({})), 200);
    people(Method::GET, Open::Owners, "/api/v1/webhooks/{id}/deliveries", &hook, None, 200);
    // What lies there is put to the test against a receiver.
    people(Method::POST, Open::Owners, "/api/v1/webhooks/{id}/ping", nobody, None, 404);
    people(Method::DELETE, Open::Owners, "/api/v1/webhooks/{id}", &hook, None, 204);
    let inlets = "/api/v1/coverages/{slug}/inlets";
    people(Method::GET, Open::Managers, inlets, "", None, 200);
    people(Method::POST, Open::Managers, inlets, "", Some(json!({"name": "#storm"})), 201);
    people(Method::DELETE, Open::Managers, "/api/v1/coverages/{slug}/inlets/{id}", nobody, None, 404);
    people(Method::POST, Open::All, "/api/v1/inlets/{secret}", "", Some(json!({"text": "Words."})), 404);
    let (feeds, suggestions) = ("/api/v1/coverages/{slug}/feeds", "/api/v1/coverages/{slug}/suggestions");
    people(Method::GET, Open::Drafters, feeds, "", None, 200);
    // What can be read is put to the test against a feed.
    people(Method::POST, Open::Managers, feeds, "", Some(json!({"url": "gopher://feed.example.org/"})), 422);
    people(Method::DELETE, Open::Managers, "/api/v1/coverages/{slug}/feeds/{id}", nobody, None, 404);
    people(Method::POST, Open::Managers, "/api/v1/coverages/{slug}/feeds/{id}/read", nobody, None, 404);
    people(Method::GET, Open::Drafters, suggestions, "", None, 200);
    people(Method::DELETE, Open::Drafters, "/api/v1/coverages/{slug}/suggestions/{id}", nobody, None, 404);
    people(Method::POST, Open::Drafters, "/api/v1/coverages/{slug}/suggestions/{id}/draft", nobody, None, 404);
    let filed = json!({"properties": {"content": ["The quay is under water."]}});
    people(Method::POST, Open::Reporters, "/micropub/{slug}", "", Some(filed), 201);
    let config = "/micropub/storm?q=config";
    add(Method::GET, Open::Readers, "/micropub/{slug}", config, None, 200);
    // What is sent here is no form with a file; those are put to the test in `micropub_forms.rs`.
    add(Method::POST, Open::Drafters, "/micropub/{slug}/media", "/micropub/storm/media", None, 400);
    let mut places = places.into_inner();
    places.extend(draft_places(&owner).await);
    places
}

/// The methods and paths that the source names.
pub(crate) fn named_in_source() -> BTreeSet<(String, String)> {
    let mut named = BTreeSet::new();
    let sources = [
        include_str!("../../src/routes.rs"),
        include_str!("../../src/people/mod.rs"),
        include_str!("../../src/webhooks/manage.rs"),
        include_str!("../../src/inlets/mod.rs"),
        include_str!("../../src/suggestions/manage.rs"),
        include_str!("../../src/following/manage.rs"),
        include_str!("../../src/micropub/mod.rs"),
    ];
    for route in sources.iter().flat_map(|source| source.split(".route(").skip(1)) {
        let path = route.split('"').nth(1).unwrap();
        let handlers = route.split_once(',').unwrap().1.split([';', '"']).next().unwrap();
        for call in handlers.split('(') {
            let name = call.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap();
            match name {
                "get" | "head" | "options" | "post" | "put" | "patch" | "delete" => {
                    named.insert((name.to_uppercase(), path.to_owned()));
                }
                "any" => named.extend(METHODS.map(|method| (method.to_string(), path.to_owned()))),
                _ => {}
            }
        }
    }
    named
}

#[tokio::test]
async fn the_list_of_places_names_every_route() {
    let app = TestApp::start().await;
    let listed: BTreeSet<_> =
        every_place(&app).await.into_iter().map(|place| (place.method.to_string(), place.route.to_owned())).collect();
    assert_eq!(listed, named_in_source());
}
