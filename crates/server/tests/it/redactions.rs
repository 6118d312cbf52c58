//! What was ordered gone is nowhere: not in what readers get, not at the desk,
//! not in memory, and not on the disk.

use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::{Value, json};
use store::{Role, Store};
use tempfile::TempDir;

use crate::app::{Caller, PATIENCE, TestApp, drafts, post, posts, soon};
use crate::events::{Events, seqs};
use crate::photograph::photograph;
use crate::uploads::{files, uploaded};
use crate::webhooks::Receiver;
use crate::withdrawn::everything;

fn redact(slug: &str, id: &str) -> String {
    format!("{}/redact", post(slug, id))
}

/// Waits until nothing is left to be erased.
async fn erased(store: &Store) {
    let done = async {
        while store.must_erase().await.unwrap() {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    assert!(tokio::time::timeout(PATIENCE, done).await.is_ok(), "it is not erased");
}

/// The files of a server's folder that hold one of these, in whatever case.
fn holding(folder: &std::path::Path, wanted: &[&[u8]]) -> Vec<String> {
    let mut folders = vec![folder.to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = folders.pop() {
        for file in std::fs::read_dir(folder).unwrap() {
            let path = file.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            let small = bytes.to_ascii_lowercase();
            let holds = |wanted: &&[u8]| {
                let small_wanted = wanted.to_ascii_lowercase();
                bytes.windows(wanted.len()).any(|window| window == *wanted)
                    || small.windows(wanted.len()).any(|window| window == small_wanted)
            };
            if wanted.iter().any(holds) {
                found.push(path.display().to_string());
            }
        }
    }
    found
}

fn image_block(id: &Value) -> Value {
    json!({"type": "image", "attrs": {"media": id, "alt": "A falsehood on a quay"}})
}

fn body(blocks: &[Value]) -> Value {
    json!({"v": 1, "doc": {"type": "doc", "content": blocks}})
}

/// What the log of `storm` tells, a change a line.
async fn log(reader: &Caller) -> Vec<Value> {
    let lines = reader.get("/live/storm/log/changes?after=0").await.expect(StatusCode::OK).text();
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// All that readers of `storm` can ask for, and find no more of a post.
async fn check_gone(reader: &Caller, id: &str) {
    for (place, text) in everything(reader, id).await {
        assert!(!text.to_lowercase().contains("falsehood"), "{place}: {text}");
    }
    for path in ["/search?q=falsehood", "/live/storm/search?q=falsehood", "/sitemap-news.xml"] {
        let found = reader.get(path).await.expect(StatusCode::OK).text();
        assert!(!found.contains(id), "{path}: {found}");
    }
    let history = format!("/live/storm/post/{id}/history");
    for path in
        [&*history, "/live/storm/history", "/live/storm/corrections", "/corrections", "/live/storm/log/changes?after=0"]
    {
        let text = reader.get(path).await.expect(StatusCode::OK).text();
        assert!(!text.to_lowercase().contains("falsehood"), "{path}: {text}");
    }
    // What happened when is told, and that it is gone, wherever readers were told openly.
    let text = reader.get(&history).await.text();
    assert!(text.contains("Published") && text.contains("This post was removed"), "{text}");
    for path in ["/live/storm/corrections", "/corrections"] {
        let text = reader.get(path).await.text();
        assert!(text.contains("<h2>This post was removed</h2>"), "{path}: {text}");
        assert!(text.contains("removed from the record"), "{path}: {text}");
    }
}

#[tokio::test]
async fn redacted_words_are_nowhere() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let mut watching = Events::after(&app.anon(), "storm", 1).await;
    let new = json!({"headline": "A falsehood", "body": "The falsehood of the quay.", "label": "Falsehood", "byline": "By Falsehood"});
    let made = owner.keyed("once").post(&posts("storm"), &new).await.expect(StatusCode::CREATED).json();
    let id = made["id"].as_str().unwrap().to_owned();
    let other = owner.publish("storm", "The lighthouse").await;
    let notice =
        json!({"headline": "A falsehood, revised", "notice": {"kind": "correction", "text": "More of the falsehood."}});
    owner.keyed("twice").patch(&post("storm", &id), &notice).await.expect(StatusCode::OK);
    owner.amend("storm", &json!({"pinned": id})).await;
    owner.amend("storm", &json!({"pinned": other})).await;
    // Somebody is about to revise it, with a note on it.
    let draft = owner.post(&drafts("storm"), &json!({"revises": id})).await.expect(StatusCode::CREATED).json();
    let draft = draft["id"].as_str().unwrap();
    let noted = json!({"text": "Is it a falsehood?"});
    owner.post(&format!("{}/{draft}/notes", drafts("storm")), &noted).await.expect(StatusCode::CREATED);
    owner.get("/live/storm").await.expect(StatusCode::OK);
    let before = watching.up_to(6).await;
    let log = log(&app.anon()).await;
    assert!(!holding(app.folder().path(), &[b"falsehood"]).is_empty(), "it was there");

    // Its author may not, nor may an editor.
    app.editor("storm")
        .await
        .post(&redact("storm", &id), &json!({"reason": "legal"}))
        .await
        .problem(StatusCode::FORBIDDEN);
    let wrong = owner.post(&redact("storm", &id), &json!({"reason": "shame"})).await;
    assert_eq!(wrong.problem(StatusCode::UNPROCESSABLE_ENTITY).field.as_deref(), Some("reason"));
    let told = owner.post(&redact("storm", &id), &json!({"reason": "privacy"})).await.expect(StatusCode::OK).json();
    assert_eq!(
        (&told["status"], &told["redacted"]["reason"], &told["seq"]),
        (&json!("redacted"), &json!("privacy"), &json!(7))
    );
    assert_eq!((&told["published_at"], &told["published_seq"]), (&made["published_at"], &json!(2)));
    assert_eq!((&told["headline"], &told["text"], &told["notices"]), (&json!(null), &json!(""), &json!([])));
    assert!(told["withdrawn"]["reason"].as_str().unwrap().contains("privacy"), "{told}");

    // Whoever has the page open sees it go.
    let frame = watching.frame().await;
    assert_eq!((&frame["verb"], &frame["post"]), (&json!("withdraw"), &json!(id)));
    assert!(frame["html"].as_str().unwrap().contains("somebody’s privacy"), "{frame}");
    check_gone(&app.anon(), &id).await;
    // The log still commits to what it did.
    let after_all = self::log(&app.anon()).await;
    for (before, after) in log.iter().zip(&after_all) {
        for name in ["seq", "at", "kind", "payload_hash"] {
            assert_eq!(before[name], after[name], "{name}");
        }
    }
    assert_eq!((&after_all[1]["payload"], &after_all[1]["salt"]), (&json!(null), &json!(null)));
    assert_eq!(after_all[6]["payload"]["changes"], json!([2, 4]));
    let page = app.anon().get(&format!("/live/storm/post/{id}")).await.expect(StatusCode::GONE).text();
    assert!(page.contains("This post was removed") && page.contains("somebody’s privacy"), "{page}");
    // Each change still has its frame, its verb and its place.
    let after = Events::after(&app.anon(), "storm", 1).await.up_to(7).await;
    assert_eq!(seqs(&after), (2..=7).collect::<Vec<_>>());
    for (before, after) in before.iter().zip(&after) {
        for name in ["seq", "at", "verb", "post", "order", "target", "status"] {
            assert_eq!(before[name], after[name], "{name}");
        }
    }

    // The desk has nothing of it either.
    owner.get(&format!("{}/{draft}", drafts("storm"))).await.problem(StatusCode::NOT_FOUND);
    let again = owner.keyed("once").post(&posts("storm"), &new).await;
    assert_eq!(again.json(), json!({"id": id, "status": "redacted"}), "it is not published again");
    for path in [
        "/api/v1/search?q=falsehood".to_owned(),
        "/api/v1/audit".to_owned(),
        posts("storm"),
        drafts("storm"),
        format!("{}?deleted=true", drafts("storm")),
        format!("{}/completions?q=fals&field=label", crate::app::coverage("storm")),
    ] {
        let found = owner.get(&path).await.text();
        assert!(!found.to_lowercase().contains("falsehood"), "{path}: {found}");
    }
    let audit = owner.get("/api/v1/audit").await.json().to_string();
    assert!(audit.contains("post.redacted") && audit.contains("privacy"), "{audit}");

    // Nothing more can become of it, and to ask twice does no harm.
    for answer in [
        owner.patch(&post("storm", &id), &json!({"headline": "It was so"})).await,
        owner.delete(&post("storm", &id), &json!({"reason": "Again."})).await,
        owner.post(&drafts("storm"), &json!({"revises": id})).await,
    ] {
        assert_eq!(answer.problem(StatusCode::CONFLICT).code, "post_redacted");
    }
    owner.post(&redact("storm", &id), &json!({"reason": "legal"})).await.expect(StatusCode::OK);
    assert_eq!(owner.standing("storm").await.0, 7);

    // The same is so for another process, and after a restart, which reads the record without the words.
    let beside = app.beside().await;
    check_gone(&beside.anon(), &id).await;
    let document = app.anon().get("/live/storm.json").await.json();
    erased(app.store()).await;
    assert_eq!(holding(app.folder().path(), &[b"falsehood"]), Vec::<String>::new());
    drop(beside);
    let app = app.restart().await;
    check_gone(&app.anon(), &id).await;
    assert_eq!(app.anon().get("/live/storm.json").await.json(), document);
    let kept = Events::after(&app.anon(), "storm", 1).await.up_to(7).await;
    for (before, after) in after.iter().zip(&kept) {
        for name in ["seq", "at", "verb", "post", "order", "html"] {
            assert_eq!(before[name], after[name], "{name}");
        }
    }
    let audit = app.owner().await.get("/api/v1/audit").await.json().to_string();
    assert!(audit.contains("redaction.erased"), "{audit}");
}

#[tokio::test]
async fn a_draft_that_kept_the_words_of_a_withdrawn_post_goes_with_them() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "A falsehood").await;
    let reason = json!({"reason": "It was a falsehood."});
    let kept =
        owner.post(&format!("{}/unpublish", post("storm", &id)), &reason).await.expect(StatusCode::CREATED).json();
    let kept = format!("{}/{}", drafts("storm"), kept["id"].as_str().unwrap());
    owner.get(&kept).await.expect(StatusCode::OK);
    owner.post(&redact("storm", &id), &json!({"reason": "safety"})).await.expect(StatusCode::OK);
    owner.get(&kept).await.problem(StatusCode::NOT_FOUND);
    check_gone(&app.anon(), &id).await;
    erased(app.store()).await;
    assert_eq!(holding(app.folder().path(), &[b"falsehood"]), Vec::<String>::new());
}

/// The files of a picture, with a stretch of bytes out of the midst of each.
fn stretches(app: &TestApp, id: &Value) -> Vec<Vec<u8>> {
    let folder = app.folder().path().join("media");
    let own = files(app).into_iter().filter(|name| name.starts_with(id.as_str().unwrap()));
    own.map(|name| {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        bytes[bytes.len() / 2..][..64.min(bytes.len() / 2)].to_vec()
    })
    .collect()
}

#[tokio::test]
async fn pictures_that_nothing_else_shows_go_with_a_post() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let alone = uploaded(&owner, &photograph(420, 300), "falsehood.jpg").await["id"].clone();
    let shared = uploaded(&owner, &photograph(360, 240), "quay.jpg").await["id"].clone();
    let caption = json!({"caption": "A falsehood at the quay"});
    owner.patch(&format!("/api/v1/media/{}", alone.as_str().unwrap()), &caption).await.expect(StatusCode::OK);
    let publish = async |blocks: &[Value]| {
        let made = owner.post(&posts("storm"), &json!({"body": body(blocks)})).await.expect(StatusCode::CREATED);
        made.json()["id"].as_str().unwrap().to_owned()
    };
    let id = publish(&[image_block(&alone), image_block(&shared)]).await;
    publish(&[json!({"type": "image", "attrs": {"media": shared, "alt": "A quay"}})]).await;
    let address = |id: &Value| format!("/media/{}", id.as_str().unwrap());
    for id in [&alone, &shared] {
        app.anon().get(&address(id)).await.expect(StatusCode::OK);
        app.anon().get(&format!("{}/320.webp", address(id))).await.expect(StatusCode::OK);
    }
    let stretches = stretches(&app, &alone);
    assert!(stretches.len() >= 3, "the picture itself, and others made of it");
    // Taken back, it can still be seen by who has its address; ordered gone, by nobody.
    owner.delete(&post("storm", &id), &json!({"reason": "It was not so."})).await.expect(StatusCode::OK);
    app.anon().get(&address(&alone)).await.expect(StatusCode::OK);
    owner.post(&redact("storm", &id), &json!({"reason": "legal"})).await.expect(StatusCode::OK);
    for path in [address(&alone), format!("{}/320.webp", address(&alone))] {
        for caller in [&app.anon(), &owner] {
            let told = caller.get(&path).await.expect(StatusCode::GONE).text();
            assert!(told.contains("legal reasons"), "{told}");
        }
    }
    app.anon().get(&address(&shared)).await.expect(StatusCode::OK);
    let gone = async {
        while files(&app).iter().any(|name| name.starts_with(alone.as_str().unwrap())) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    soon(gone).await;
    erased(app.store()).await;
    let wanted: Vec<&[u8]> = stretches.iter().map(Vec::as_slice).chain([&b"falsehood"[..]]).collect();
    assert_eq!(holding(app.folder().path(), &wanted), Vec::<String>::new());
}

#[tokio::test]
async fn a_picture_goes_from_all_that_shows_it() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let picture = uploaded_at(&app, &owner, "storm").await;
    owner.cover("flood").await;
    let place = format!("/api/v1/media/{}", picture.as_str().unwrap());
    let words = json!({"type": "paragraph", "content": [{"type": "text", "text": "The quay."}]});
    let made =
        owner.post(&posts("storm"), &json!({"headline": "Quay", "body": body(&[words, image_block(&picture)])})).await;
    let id = made.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
    owner.amend("flood", &json!({"lead": {"kind": "image", "media": picture, "alt": "A falsehood"}})).await;
    let mut watching = Events::after(&app.anon(), "storm", 2).await;
    app.anon().get("/live/storm").await.expect(StatusCode::OK);

    owner.delete(&place, &json!(null)).await.problem(StatusCode::CONFLICT);
    let editor = app.with_role("editor@example.org", Role::Editor, None).await;
    editor.post(&format!("{place}/redact"), &json!({"reason": "safety"})).await.problem(StatusCode::FORBIDDEN);
    let told = owner.post(&format!("{place}/redact"), &json!({"reason": "safety"})).await.expect(StatusCode::ACCEPTED);
    assert_eq!(told.json()["redacted"]["reason"], "safety");
    let again = owner.post(&format!("{place}/redact"), &json!({"reason": "legal"})).await.expect(StatusCode::ACCEPTED);
    assert_eq!(again.json(), told.json(), "it is gone already");
    owner.get(&place).await.problem(StatusCode::NOT_FOUND);
    app.anon().get(&format!("/media/{}", picture.as_str().unwrap())).await.expect(StatusCode::GONE);

    // The post on open pages is revised, and says so; then the record tells that the picture is gone.
    let frame = loop {
        match soon(watching.next()).await {
            Some(crate::events::Event::Change { data, .. }) => break serde_json::from_str::<Value>(&data).unwrap(),
            Some(crate::events::Event::Alive) => {}
            // Where it was a moment too late, it is told to load the page anew.
            other => {
                assert!(matches!(other, Some(crate::events::Event::Resync { id: 4, .. })), "{other:?}");
                break json!({"verb": "revise"});
            }
        }
    };
    assert_eq!(frame["verb"], "revise");
    let settled = async {
        while owner.standing("storm").await.0 < 4 || owner.standing("flood").await.0 < 3 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    soon(settled).await;
    let shown = owner.get(&post("storm", &id)).await.json();
    assert_eq!(shown["text"], "The quay.");
    assert!(shown["notices"][0]["text"].as_str().unwrap().contains("safety"), "{shown}");
    assert_eq!(app.anon().get("/live/flood.json").await.json()["lead"], json!(null));
    for path in
        ["/live/storm", "/live/storm.json", "/live/storm/feed.rss", "/live/storm/changes?after=1", "/live/flood", "/"]
    {
        let text = app.anon().get(path).await.expect(StatusCode::OK).text();
        assert!(
            !text.contains("falsehood") && !text.contains(&format!("/media/{}", picture.as_str().unwrap())),
            "{path}"
        );
    }
    crate::uploads::gone(&app).await;
    // A server that starts shows it no more, and takes nothing in its place.
    let app = app.restart().await;
    app.anon().get(&format!("/media/{}", picture.as_str().unwrap())).await.expect(StatusCode::GONE);
    let text = app.anon().get("/live/storm/changes?after=1").await.expect(StatusCode::OK).text();
    assert!(!text.contains("falsehood"), "{text}");
}

#[tokio::test]
async fn a_picture_that_was_looked_for_before_it_went_is_taken_out_again() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let picture = uploaded_at(&app, &owner, "storm").await;
    let words = json!({"type": "paragraph", "content": [{"type": "text", "text": "The quay."}]});
    // It is there when this is scheduled, and gone when it is published.
    let soon_after = (server::now() + jiff::SignedDuration::from_secs(2)).to_string();
    let later = json!({"body": body(&[words, image_block(&picture)]), "publish_at": soon_after});
    let made = owner.post(&posts("storm"), &later).await.expect(StatusCode::CREATED).json();
    assert_eq!(made["status"], "scheduled", "{made}");
    let place = format!("/api/v1/media/{}/redact", picture.as_str().unwrap());
    owner.post(&place, &json!({"reason": "safety"})).await.expect(StatusCode::ACCEPTED);
    assert_eq!(owner.standing("storm").await.0, 1, "nothing shows it yet");
    let settled = async {
        while owner.standing("storm").await.0 < 4 {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
    };
    soon(settled).await;
    let kinds: Vec<_> = log(&app.anon()).await.iter().map(|change| change["kind"].clone()).collect();
    assert_eq!(kinds, ["coverage_opened", "post_published", "post_revised", "medium_redacted"]);
    let shown = app.anon().get("/live/storm.json").await.json();
    assert_eq!(shown["posts"][0]["text"], "The quay.");
    assert!(!shown.to_string().contains("falsehood"), "{shown}");
}

async fn uploaded_at(app: &TestApp, owner: &Caller, slug: &str) -> Value {
    owner.cover(slug).await;
    let id = uploaded(owner, &photograph(330, 220), "quay.jpg").await["id"].clone();
    assert!(!files(app).is_empty());
    id
}

#[tokio::test]
async fn caches_in_front_are_told_of_the_post_and_of_its_pictures() {
    let mut cache = Receiver::start().await;
    let app = TestApp::start_purging(Arc::new(TempDir::new().unwrap()), &cache.address.to_string(), &cache.url()).await;
    let owner = app.owner().await;
    let picture = uploaded_at(&app, &owner, "storm").await;
    let made = owner.post(&posts("storm"), &json!({"body": body(&[image_block(&picture)])})).await;
    let id = made.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned();
    let key = format!("media/{}", picture.as_str().unwrap());
    let shown = app.anon().get(&format!("/{key}/320.webp")).await.expect(StatusCode::OK);
    assert_eq!(shown.headers["surrogate-key"], key.as_str());
    owner.post(&redact("storm", &id), &json!({"reason": "legal"})).await.expect(StatusCode::OK);
    let mut told =
        [cache.next().await.1, cache.next().await.1].map(|body| body["tags"][0].as_str().unwrap().to_owned());
    told.sort();
    assert_eq!(told, ["live/storm".to_owned(), key]);
}
