//! A record is checked from outside with nothing but what readers are given, as any client of C2SP tlog-tiles would.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use coverage::{Change, Seq};
use serde_json::{Value, json};
use store::proof::{Checkpoint, NamedKey, SignedNote, Tile, TileOf, Withholding, root};
use store::{CheckedLine, Entry, Hash, NewChange, Withheld, leaf_hash};
use tempfile::TempDir;

use crate::app::{Answer, PUBLIC_URL, TestApp, post};

const LIVE: &str = "public, no-cache";
const FOR_EVER: &str = "public, max-age=31536000, immutable";

async fn text(app: &TestApp, path: &str) -> String {
    app.anon().get(path).await.expect(StatusCode::OK).text()
}

async fn keys(app: &TestApp) -> Vec<NamedKey> {
    text(app, "/live/storm/log/key").await.lines().map(|line| NamedKey::parse(line).unwrap()).collect()
}

/// The checkpoint as it is now, signed by the first key.
async fn checkpoint(app: &TestApp) -> Checkpoint {
    let note = SignedNote::parse(&text(app, "/live/storm/log/checkpoint").await).unwrap();
    let keys = keys(app).await;
    let (_, text) = note.signed_by(&keys[..1]).unwrap();
    Checkpoint::parse(text).unwrap()
}

async fn tile(app: &TestApp, of: TileOf, index: u64, width: u64) -> Answer {
    let tile = Tile { of, index, width };
    app.anon().get(&format!("/live/storm/log/tile/{tile}")).await.expect(StatusCode::OK)
}

fn hashes(tile: &Answer) -> Vec<Hash> {
    tile.body.chunks(32).map(|hash| Hash(hash.try_into().unwrap())).collect()
}

/// The leaves of a bundle, each behind its length.
fn entries(mut bundle: &[u8]) -> Vec<Vec<u8>> {
    let mut entries = Vec::new();
    while let Some((length, rest)) = bundle.split_first_chunk::<2>() {
        let (entry, rest) = rest.split_at(u16::from_be_bytes(*length).into());
        entries.push(entry.to_vec());
        bundle = rest;
    }
    entries
}

/// All that is told of the changes, page by page.
async fn told(app: &TestApp, size: u64) -> Vec<CheckedLine> {
    let mut told = Vec::new();
    while (told.len() as u64) < size {
        let page = text(app, &format!("/live/storm/log/changes?after={}", told.len())).await;
        assert!(!page.is_empty(), "{} of {size}", told.len());
        for line in page.lines() {
            told.push(CheckedLine::read(line, told.len() + 1).unwrap());
        }
    }
    told
}

/// What of these changes is withheld, is signed, each with its reason, and nothing else is. Gives what is told of them.
async fn withheld(app: &TestApp, told: &[CheckedLine], signer: &NamedKey) -> String {
    let answer = app.anon().get("/live/storm/log/withheld?after=0").await.expect(StatusCode::OK);
    assert_eq!((answer.header("content-type"), answer.header("cache-control")), ("text/plain; charset=utf-8", LIVE));
    let text = answer.text();
    let (lines, note) = text.strip_prefix('\n').map_or_else(
        || text.split_once("\n\n").map(|(lines, note)| (format!("{lines}\n"), note)).unwrap(),
        |note| (String::new(), note),
    );
    let note = SignedNote::parse(note).unwrap();
    let (_, said) = note.signed_by(std::slice::from_ref(signer)).unwrap();
    assert_eq!(Checkpoint::parse(said), None, "it is no checkpoint");
    let (size, last) = (told.len() as u64, told.last().unwrap().seq);
    let expected = Withholding {
        origin: signer.name.as_str().to_owned(),
        after: Seq::START,
        to: last,
        size,
        lines: Hash::of(&[lines.as_bytes()]),
    };
    assert_eq!(Withholding::parse(said), Some(expected));
    let entries = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let entries: Vec<Value> = entries.map(|entry| json!([entry["seq"], entry["withheld"]])).collect();
    let blank = told.iter().filter_map(|told| Some(json!([told.seq, told.withheld?])));
    assert_eq!(entries, blank.collect::<Vec<Value>>(), "{lines}");
    lines
}

/// Appends so many small changes, as another process would.
async fn lengthen(app: &TestApp, number: u64) {
    let id = app.coverage_id("storm").await;
    let head = checkpoint(app).await.size;
    let at = server::now();
    let changes = (0..number).map(|salt| NewChange {
        at,
        change: Change::StandfirstChanged(None),
        salt: u128::from(salt).to_be_bytes(),
    });
    app.store().append(id, Seq(head), changes.collect(), vec![]).await.unwrap();
    while checkpoint(app).await.size < head + number {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_record_is_rebuilt_from_what_readers_are_given() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.publish("storm", "The harbour closes").await;
    let first = checkpoint(&app).await;
    assert_eq!(first.origin, format!("{}/live/storm", PUBLIC_URL.trim_start_matches("https://")));
    lengthen(&app, 1000).await;
    let now = checkpoint(&app).await;
    assert_eq!(now.size, first.size + 1000);

    let told = told(&app, now.size).await;
    let leaves: Vec<Hash> = told.iter().map(CheckedLine::leaf_hash).collect();
    assert_eq!(root(leaves.iter().copied()), now.root);
    assert_eq!(root(leaves[..usize::try_from(first.size).unwrap()].iter().copied()), first.root);
    assert_eq!(told[0].seq, Seq(1));
    assert!(told.iter().all(|told| told.payload.is_some()));
    let stretch = told.get(..256).unwrap();
    let answer = text(&app, "/live/storm/log/withheld?after=0").await;
    assert!(answer.starts_with('\n') && answer.contains(&format!("\nafter 0\nto 256\nof {}\n", now.size)), "{answer}");
    assert_eq!(stretch.last().unwrap().seq, Seq(256));

    // The same by tiles, full ones and the part at the end.
    let (full, part) = (now.size / 256, now.size % 256);
    let widths = (0..full).map(|index| (index, 256)).chain([(full, part)]);
    let mut by_tiles = Vec::new();
    for (index, width) in widths {
        let level_0 = tile(&app, TileOf::Hashes(0), index, width).await;
        assert_eq!(level_0.header("cache-control"), if width == 256 { FOR_EVER } else { LIVE });
        assert_eq!(level_0.header("content-type"), "application/octet-stream");
        assert_eq!(level_0.header("access-control-allow-origin"), "*");
        let level_0 = hashes(&level_0);
        let bundle = entries(&tile(&app, TileOf::Entries, index, width).await.body);
        assert_eq!(bundle.iter().map(|leaf| leaf_hash(leaf)).collect::<Vec<_>>(), level_0);
        by_tiles.extend(level_0);
    }
    assert_eq!(by_tiles, leaves);
    let above = hashes(&tile(&app, TileOf::Hashes(1), 0, full).await);
    let roots: Vec<Hash> = leaves.chunks_exact(256).map(|leaves| root(leaves.iter().copied())).collect();
    assert_eq!(above, roots);
    // A part of before is given as well, as the tile it has become would begin.
    let part = tile(&app, TileOf::Hashes(0), 0, 3).await;
    assert_eq!(hashes(&part), leaves[..3]);
    assert_eq!(part.header("cache-control"), LIVE);
}

#[tokio::test]
async fn what_was_withdrawn_is_withheld_and_still_counts() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let kept = owner.publish("storm", "The harbour closes").await;
    let gone = owner.publish("storm", "A boat is missing").await;
    owner.patch(&post("storm", &gone), &json!({"headline": "Two boats are missing"})).await.expect(StatusCode::OK);
    let before = checkpoint(&app).await;
    assert!(text(&app, "/live/storm/log/changes?after=0").await.contains("Two boats"));
    owner.delete(&post("storm", &gone), &json!({"reason": "All are in port."})).await.expect(StatusCode::OK);
    let now = checkpoint(&app).await;
    let page = app.anon().get("/live/storm/log/changes?after=0").await.expect(StatusCode::OK);
    assert_eq!((page.header("content-type"), page.header("cache-control")), ("application/x-ndjson", LIVE));
    let lines = page.text();
    assert!(!lines.contains("boat"), "{lines}");
    assert!(lines.contains("The harbour closes") && lines.contains(&kept) && lines.contains("All are in port."));
    let told: Vec<CheckedLine> =
        (1..).zip(lines.lines()).map(|(number, line)| CheckedLine::read(line, number).unwrap()).collect();
    let withdrawn = told.iter().filter(|told| told.withheld == Some(Withheld::Withdrawn)).count();
    assert_eq!(withdrawn, 2, "it was published and revised: {lines}");
    let stands = withheld(&app, &told, &keys(&app).await[0]).await;
    assert!(stands.contains(&gone) && !stands.contains("boat"), "{stands}");
    let leaves: Vec<Hash> = told.iter().map(CheckedLine::leaf_hash).collect();
    assert_eq!(root(leaves.iter().copied()), now.root);
    assert_eq!(root(leaves[..usize::try_from(before.size).unwrap()].iter().copied()), before.root);
}

#[tokio::test]
async fn silent_revisions_are_withheld_where_the_newsroom_shows_none() {
    let app = TestApp::start_listing_silent_revisions(Arc::new(TempDir::new().unwrap())).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let revise = async |change: Value| owner.patch(&post("storm", &id), &change).await.expect(StatusCode::OK);
    revise(json!({"body": "A hasty word."})).await;
    assert!(text(&app, "/live/storm/log/changes?after=0").await.contains("A hasty word."), "the page says it, too");
    revise(json!({"body": "A better one."})).await;
    revise(json!({"body": "The best.", "notice": {"kind": "update", "text": "More is known."}})).await;
    let now = checkpoint(&app).await;
    let lines = text(&app, "/live/storm/log/changes?after=0").await;
    assert!(!lines.contains("hasty") && !lines.contains("better"), "{lines}");
    assert!(lines.contains("The harbour closes") && lines.contains("The best.") && lines.contains("More is known."));
    let told: Vec<CheckedLine> =
        (1..).zip(lines.lines()).map(|(number, line)| CheckedLine::read(line, number).unwrap()).collect();
    let silent: Vec<_> =
        told.iter().filter(|told| told.withheld.is_some()).map(|told| (&*told.kind, told.withheld)).collect();
    assert_eq!(silent, [("post_revised", Some(Withheld::Silent)); 2]);
    withheld(&app, &told, &keys(&app).await[0]).await;
    assert_eq!(root(told.iter().map(CheckedLine::leaf_hash)), now.root);
}

#[tokio::test]
async fn what_readers_could_never_see_is_withheld_once_they_see_the_coverage() {
    let app = TestApp::start_listing_silent_revisions(Arc::new(TempDir::new().unwrap())).await;
    let owner = app.owner().await;
    let plan = json!({"slug": "storm", "headline": "A hasty plan", "status": "draft"});
    owner.post("/api/v1/coverages", &plan).await.expect(StatusCode::CREATED);
    let id = owner.publish("storm", "A hasty name").await;
    let revise = async |change: Value| owner.patch(&post("storm", &id), &change).await.expect(StatusCode::OK);
    revise(json!({"headline": "A hasty word", "notice": {"kind": "update", "text": "The name went."}})).await;
    revise(json!({"headline": "What readers met"})).await;
    let other = owner.publish("storm", "Nobody touched it").await;
    let placed = json!({"after": other});
    owner.post(&format!("{}/placement", post("storm", &id)), &placed).await.expect(StatusCode::OK);
    owner.amend("storm", &json!({"pinned": id})).await;
    owner.amend("storm", &json!({"pinned": null, "standfirst": "A hasty sentence."})).await;
    owner.amend("storm", &json!({"headline": "The storm", "standfirst": "It comes."})).await;
    let prepared = owner.standing("storm").await.0;
    owner.amend("storm", &json!({"status": "live"})).await;
    revise(json!({"headline": "What it says since"})).await;
    owner.amend("storm", &json!({"headline": "The storm is here"})).await;

    let now = checkpoint(&app).await;
    let lines = text(&app, "/live/storm/log/changes?after=0").await;
    assert!(!lines.contains("hasty") && !lines.contains("The name went."), "{lines}");
    for met in ["What readers met", "Nobody touched it", "The storm\"", "It comes.", "What it says since", "is here"] {
        assert!(lines.contains(met), "{met}: {lines}");
    }
    let told: Vec<CheckedLine> =
        (1..).zip(lines.lines()).map(|(number, line)| CheckedLine::read(line, number).unwrap()).collect();
    let hidden: Vec<_> = told.iter().filter(|told| told.withheld.is_some()).collect();
    let kinds: Vec<_> = hidden.iter().map(|told| &*told.kind).collect();
    let expected = ["coverage_opened", "post_published", "post_revised", "post_pinned", "standfirst_changed"];
    assert_eq!(kinds, expected, "what stood when readers came is told: {lines}");
    assert!(hidden.iter().all(|told| told.withheld == Some(Withheld::Prepared) && told.seq.0 <= prepared));
    withheld(&app, &told, &keys(&app).await[0]).await;
    assert_eq!(root(told.iter().map(CheckedLine::leaf_hash)), now.root);
}

#[tokio::test]
async fn a_kind_of_a_later_version_is_not_told() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let size = checkpoint(&app).await.size;
    let change = Change::Unknown { kind: "poll_opened".to_owned(), payload: json!({"question": "Who knows?"}) };
    let new = NewChange { at: server::now(), change, salt: [7; 16] };
    app.store().append(app.coverage_id("storm").await, Seq(size), vec![new], vec![]).await.unwrap();
    while checkpoint(&app).await.size == size {
        tokio::task::yield_now().await;
    }
    let told = told(&app, size + 1).await;
    let last = told.last().unwrap();
    assert_eq!((&*last.kind, last.withheld), ("poll_opened", Some(Withheld::NotUnderstood)));
    withheld(&app, &told, &keys(&app).await[0]).await;
}

#[tokio::test]
async fn a_new_key_signs_and_the_old_one_stays_listed() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let old = keys(&app).await;
    let before = text(&app, "/live/storm/log/checkpoint").await;
    assert_eq!(old.len(), 1);
    let noted = Entry {
        at: server::now(),
        member: None,
        action: "signing_key.rotated".to_owned(),
        coverage: None,
        subject: String::new(),
        detail: json!({}),
    };
    app.store().rotate_signing_key(server::key_seed(), noted).await.unwrap();
    // Whoever serves notices the commit, as any other.
    while keys(&app).await == old {
        tokio::task::yield_now().await;
    }
    let new = keys(&app).await;
    assert_eq!((new.len(), &new[1]), (2, &old[0]));
    checkpoint(&app).await;
    let note = SignedNote::parse(&before).unwrap();
    assert!(note.signed_by(&new).is_ok(), "what the old one signed still counts");
    let size = checkpoint(&app).await.size;
    withheld(&app, &told(&app, size).await, &new[0]).await;
    // The next start makes none of its own.
    let app = app.restart().await;
    assert_eq!(keys(&app).await, new);
}

#[tokio::test]
async fn what_is_not_there_is_told_and_drafts_have_no_log() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let size = checkpoint(&app).await.size;
    for path in [
        format!("tile/0/000.p/{}", size + 1),
        "tile/0/000".to_owned(),
        "tile/1/000.p/1".to_owned(),
        "tile/63/000.p/1".to_owned(),
        "tile/64/000".to_owned(),
        "tile/entries/x001/000".to_owned(),
        "tile/0/0".to_owned(),
        "tile/entries".to_owned(),
        "tile/0/x999/x999/x999/x999/x999/999".to_owned(),
    ] {
        let answer = app.anon().get(&format!("/live/storm/log/{path}")).await;
        assert_eq!(answer.problem(StatusCode::NOT_FOUND).code, "not_found", "{path}");
    }
    for after in ["", "?after=", "?after=x", "?after=-1", "?after=99999999999999999999"] {
        let answer = app.anon().get(&format!("/live/storm/log/changes{after}")).await;
        assert_eq!(answer.problem(StatusCode::BAD_REQUEST).code, "bad_position", "{after}");
    }
    assert_eq!(text(&app, &format!("/live/storm/log/changes?after={size}")).await, "");
    let draft = json!({"slug": "secret", "headline": "Not yet", "status": "draft"});
    owner.post("/api/v1/coverages", &draft).await.expect(StatusCode::CREATED);
    for place in ["checkpoint", "key", "tile/0/000.p/1", "tile/entries/000.p/1", "changes?after=0"] {
        for slug in ["secret", "nothing"] {
            let answer = owner.send(Method::GET, &format!("/live/{slug}/log/{place}"), "").await;
            assert_eq!(answer.problem(StatusCode::NOT_FOUND).code, "not_found", "{slug} {place}");
        }
    }
}

#[tokio::test]
async fn who_has_a_checkpoint_is_not_sent_it_again() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let first = app.anon().get("/live/storm/log/checkpoint").await.expect(StatusCode::OK);
    assert_eq!(first.header("content-type"), "text/plain; charset=utf-8");
    assert_eq!(first.header("cache-control"), LIVE);
    for path in ["checkpoint", "key", "changes?after=0", "tile/0/000.p/1"] {
        let told = app.anon().get(&format!("/live/storm/log/{path}")).await.expect(StatusCode::OK);
        assert_eq!(told.header("cache-control"), LIVE, "{path}");
        assert!(!told.headers.contains_key("cdn-cache-control"), "no cache in between may give an older one: {path}");
    }
    let knows = app.anon().with("if-none-match", first.header("etag"));
    knows.get("/live/storm/log/checkpoint").await.expect(StatusCode::NOT_MODIFIED);
    owner.publish("storm", "The harbour closes").await;
    knows.get("/live/storm/log/checkpoint").await.expect(StatusCode::OK);
}
