//! What readers are told of what was so before: every version of a post and of a coverage's head, and
//! every notice.

use std::sync::Arc;
use std::time::Instant;

use axum::http::StatusCode;
use coverage::{Change, PostRevised, Seq};
use scraper::Html;
use serde_json::{Value, json};
use store::NewChange;
use tempfile::TempDir;

use crate::app::{Caller, TestApp, post, posts, write_coverage};
use crate::markup::{all, one, parse, text};

async fn ask(app: &TestApp, path: &str) -> Html {
    parse(&app.anon().get(path).await.expect(StatusCode::OK).text())
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(|element| element.text().collect()).collect()
}

fn attributes(page: &Html, selector: &str, name: &str) -> Vec<String> {
    all(page, selector).into_iter().map(|element| element.attr(name).unwrap().to_owned()).collect()
}

/// The first words of each heading: what became of the post.
fn kinds(page: &Html) -> Vec<String> {
    let time = texts(page, ".found h2 time");
    let headings = texts(page, ".found h2");
    headings.into_iter().zip(time).map(|(heading, time)| heading.replace(&time, "").trim().to_owned()).collect()
}

async fn revise(owner: &Caller, id: &str, body: &str, notice: Option<(&str, &str)>) {
    let mut change = json!({"body": body});
    if let Some((kind, text)) = notice {
        change["notice"] = json!({"kind": kind, "text": text});
    }
    owner.patch(&post("storm", id), &change).await.expect(StatusCode::OK);
}

async fn says(owner: &Caller, slug: &str, headline: &str, body: &str) -> String {
    let answer = owner.post(&posts(slug), &json!({"headline": headline, "body": body})).await;
    answer.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn every_version_of_a_post_is_told_with_what_differs() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = says(&owner, "storm", "The port <closes>", "Two boats are out.\n\nNobody else is.").await;
    revise(&owner, &id, "Two boats are still out.\n\nNobody else is.", None).await;
    revise(&owner, &id, "Three boats are still out.\n\nNobody else is.", Some(("correction", "There are <three>.")))
        .await;
    owner.amend("storm", &json!({"pinned": id})).await;

    let page = ask(&app, &format!("/live/storm/post/{id}/history")).await;
    assert_eq!(kinds(&page), ["Put on top", "Correction", "Revised without a notice", "Published"]);
    assert_eq!(texts(&page, "del"), ["[removed: Two]"]);
    assert_eq!(texts(&page, "ins").len(), 2);
    assert_eq!(texts(&page, "ins")[0], "[added: Three]");
    assert!(texts(&page, "ins")[1].contains("still"), "{:?}", texts(&page, "ins"));
    assert_eq!(all(&page, "del .visually-hidden").len(), 2, "what is removed is told in words");
    let ids = attributes(&page, ".found > li", "id");
    let links = attributes(&page, ".found h2 a", "href");
    assert!(ids.iter().zip(&links).all(|(id, link)| *link == format!("#{id}")), "{ids:?} {links:?}");
    let whole = text(&page, "main");
    assert!(whole.contains("There are <three>.") && whole.contains("The port <closes>"), "{whole}");
    assert_eq!(all(&page, ".found h2 time[datetime]").len(), 4);
    assert_eq!(one(&page, "meta[name=robots]").attr("content"), Some("noindex"));
    assert_eq!(all(&page, "script").len(), 0);

    // The post leads there from where it says that it was corrected, on every page.
    let there = format!("/live/storm/post/{id}/history");
    for path in ["/live/storm", &format!("/live/storm/post/{id}"), "/live/storm/embed", "/text/live/storm"] {
        let page = ask(&app, path).await;
        assert_eq!(one(&page, ".post a.revised").attr("href"), Some(&*there), "{path}");
    }
    let answer = app.anon().get(&there).await;
    assert!(answer.header("cache-control").contains("no-cache"), "{answer:?}");
    let again = app.anon().with("if-none-match", answer.header("etag")).get(&there).await;
    again.expect(StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_withdrawn_post_tells_what_happened_and_none_of_its_words() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = says(&owner, "storm", "A rumour", "A secret leak.").await;
    revise(&owner, &id, "A covert leak.", Some(("clarification", "It was said that it leaks."))).await;
    owner.delete(&post("storm", &id), &json!({"reason": "It was not so."})).await.expect(StatusCode::OK);

    let page = ask(&app, &format!("/live/storm/post/{id}/history")).await;
    assert_eq!(kinds(&page), ["Withdrawn", "Clarification", "Published"]);
    let told = page.html();
    assert!(told.contains("It was not so."));
    for gone in ["rumour", "leak", "secret", "covert"] {
        assert!(!told.contains(gone), "{gone}");
    }
    let single = app.anon().get(&format!("/live/storm/post/{id}")).await.expect(StatusCode::GONE);
    let single = parse(&single.text());
    assert_eq!(one(&single, ".withdrawal a").attr("href"), Some(&*format!("/live/storm/post/{id}/history")));
}

#[tokio::test]
async fn the_history_of_a_post_that_was_prepared_begins_with_what_readers_met() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.post("/api/v1/coverages", &json!({"slug": "storm", "headline": "A plan", "status": "draft"})).await;
    let silent = says(&owner, "storm", "The port", "A secret name.").await;
    revise(&owner, &silent, "A captain.", None).await;
    owner.amend("storm", &json!({"pinned": silent})).await;
    let noted = says(&owner, "storm", "The quay", "A secret place.").await;
    revise(&owner, &noted, "A quay.", Some(("clarification", "It is a quay."))).await;
    let withdrawn = says(&owner, "storm", "The pier", "A secret pier.").await;
    owner.delete(&post("storm", &withdrawn), &json!({"reason": "There is none."})).await.expect(StatusCode::OK);
    owner.amend("storm", &json!({"status": "live"})).await;
    revise(&owner, &silent, "The captain.", None).await;

    let expected: [(&str, &[&str]); 3] = [
        (&silent, &["Revised without a notice", "Published"]),
        (&noted, &["Clarification"]),
        (&withdrawn, &["Withdrawn", "Published"]),
    ];
    for (id, expected) in expected {
        let page = ask(&app, &format!("/live/storm/post/{id}/history")).await;
        assert_eq!(kinds(&page), expected, "{id}");
        let told = text(&page, "main");
        assert!(!told.contains("secret") && !told.contains("removed: name"), "{told}");
    }
    let page = ask(&app, &format!("/live/storm/post/{silent}/history")).await;
    assert_eq!(texts(&page, "del"), ["[removed: A]"]);
    let page = ask(&app, &format!("/live/storm/post/{noted}/history")).await;
    assert_eq!((texts(&page, "del").len(), texts(&page, "ins").len()), (0, 0), "there is nothing to compare it with");
    assert!(text(&page, "main").contains("It is a quay."));
}

#[tokio::test]
async fn what_stands_above_the_posts_has_a_history() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.post("/api/v1/coverages", &json!({"slug": "storm", "headline": "A plan", "status": "draft"})).await;
    app.anon().get("/live/storm/history").await.expect(StatusCode::NOT_FOUND);
    owner.amend("storm", &json!({"headline": "The storm nears the coast", "status": "live"})).await;
    owner.amend("storm", &json!({"headline": "The storm is at the coast"})).await;
    owner.amend("storm", &json!({"standfirst": "Ferries stay in port."})).await;
    owner.amend("storm", &json!({"key_points": [{"text": "No ferry leaves."}, {"text": "Trains run."}]})).await;
    owner.amend("storm", &json!({"key_points": [{"text": "One ferry leaves."}, {"text": "Trains run."}]})).await;
    owner.amend("storm", &json!({"status": "ended"})).await;

    let page = ask(&app, "/live/storm/history").await;
    let points = "What you need to know";
    assert_eq!(kinds(&page), ["Status", points, points, "Introduction", "Headline", "Published"]);
    assert_eq!(texts(&page, "del"), ["[removed: Live]", "[removed: No]", "[removed: nears]"]);
    let added = texts(&page, "ins");
    assert_eq!(added[..3], ["[added: Ended]", "[added: One]", "[added: No ferry leaves.]"]);
    assert!(!page.html().contains("A plan"), "readers never saw it");
    assert_eq!(all(&ask(&app, "/live/storm").await, ".site-foot a[href='/live/storm/history']").len(), 1);
}

#[tokio::test]
async fn notices_are_listed_for_a_coverage_and_for_all_the_newest_first() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.post("/api/v1/coverages", &json!({"slug": "flood", "headline": "Die Flut", "language": "de"})).await;
    let first = says(&owner, "storm", "The port", "Closed.").await;
    let second = says(&owner, "storm", "The road", "Closed.").await;
    let other = says(&owner, "flood", "Das Wasser", "Steigt.").await;
    let none = ask(&app, "/corrections").await;
    assert!(text(&none, "main").contains("Nothing has been corrected so far."));

    revise(&owner, &first, "Open.", Some(("correction", "It is <open>."))).await;
    let change = json!({"body": "Fällt.", "notice": {"kind": "update", "text": "Es fällt."}});
    owner.patch(&post("flood", &other), &change).await.expect(StatusCode::OK);
    revise(&owner, &second, "Open at ten.", Some(("clarification", "At ten it is."))).await;
    revise(&owner, &second, "Open at 10.", None).await;

    let page = ask(&app, "/corrections").await;
    assert_eq!(texts(&page, ".found h2"), ["Clarification", "Update", "Correction"]);
    assert_eq!(texts(&page, ".found .prose"), ["At ten it is.", "Es fällt.", "It is <open>."]);
    let links = attributes(&page, ".found div a", "href");
    assert_eq!(links[1], format!("/live/flood/post/{other}"));
    assert_eq!(texts(&page, ".found .meta a[lang=de]"), ["Die Flut"]);
    let version = attributes(&page, ".found .meta a:first-child", "href").pop().unwrap();
    let (path, id) = version.split_once('#').unwrap();
    assert_eq!(all(&ask(&app, path).await, &format!("#{id}")).len(), 1, "it leads to the version");
    let here = ask(&app, "/live/storm/corrections").await;
    assert_eq!(texts(&here, ".found h2"), ["Clarification", "Correction"]);
    assert_eq!(all(&here, "link[rel=alternate][type='application/atom+xml']").len(), 1);
    assert_eq!(texts(&ask(&app, "/live/flood/corrections").await, ".found h2"), ["Aktualisierung"]);

    // What was withdrawn takes its notices along, and leaves one.
    owner.delete(&post("storm", &second), &json!({"reason": "There is no road."})).await.expect(StatusCode::OK);
    for path in ["/corrections", "/live/storm/corrections"] {
        let page = ask(&app, path).await;
        assert_eq!(texts(&page, ".found h2")[0], "Withdrawn", "{path}");
        assert!(!text(&page, "main").contains("At ten"), "{path}");
        assert!(!text(&page, "main").contains("The road"), "{path}");
    }
    // Every page leads there.
    for path in ["/", "/search", "/live/storm", &format!("/live/storm/post/{first}"), "/live/storm/corrections"] {
        assert_eq!(all(&ask(&app, path).await, ".site-foot a[href='/corrections']").len(), 1, "{path}");
    }
    let nowhere = app.anon().with("accept", "text/html").get("/nowhere").await.expect(StatusCode::NOT_FOUND);
    assert!(nowhere.text().contains("href=\"/corrections\""));
}

#[tokio::test]
async fn long_lists_go_on_from_page_to_page() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The port").await;
    for number in 1..=render::CORRECTIONS + 3 {
        revise(&owner, &id, &format!("Count {number}."), Some(("update", &format!("Now {number}.")))).await;
    }
    for path in ["/corrections", "/live/storm/corrections"] {
        let first = ask(&app, path).await;
        assert_eq!(all(&first, ".found > li").len(), render::CORRECTIONS, "{path}");
        let next = one(&first, "#older a").attr("href").unwrap().to_owned();
        let second = ask(&app, &next).await;
        assert_eq!(texts(&second, ".found .prose"), ["Now 3.", "Now 2.", "Now 1."], "{path}");
        assert_eq!(all(&second, "#older").len(), 0);
        assert_eq!(one(&second, ".newest a").attr("href"), Some(path));
    }
}

#[tokio::test]
async fn a_newsroom_may_list_silent_revisions_without_their_words() {
    let folder = Arc::new(TempDir::new().unwrap());
    let app = TestApp::start_listing_silent_revisions(folder).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = says(&owner, "storm", "The port", "It is clsed.").await;
    revise(&owner, &id, "It is closed.", None).await;
    revise(&owner, &id, "It is open.", Some(("update", "It opened."))).await;
    let page = ask(&app, &format!("/live/storm/post/{id}/history")).await;
    assert_eq!(kinds(&page), ["Update", "Revised without a notice", "Published"]);
    assert_eq!(texts(&page, "ins"), ["[added: open]"]);
    assert!(text(&page, "main").contains("What was changed is not shown here."));
}

#[tokio::test]
async fn what_is_not_there_is_said_to_be_missing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The port").await;
    for path in [
        "/live/nowhere/history",
        "/live/nowhere/corrections",
        "/live/storm/post/1/history",
        "/live/storm/post/01890a5d-ac96-774b-bcce-b302099a8057/history",
        "/live/storm/history?before=x",
        "/live/storm/history?before=1",
        "/live/storm/history?before=-1",
        &format!("/live/storm/post/{id}/history?before=99999999999999999999999"),
        &format!("/live/storm/post/{id}/history?before=2"),
        "/live/storm/corrections?before=1",
        "/corrections?before=yesterday",
        "/corrections?before=1-1-01890a5dac96774bbcceb302099a8057",
        "/corrections?before=99999999999999999999-1-x",
    ] {
        app.anon().get(path).await.expect(StatusCode::NOT_FOUND);
    }
    // Whatever lies beyond the last change is the newest page.
    ask(&app, &format!("/live/storm/post/{id}/history?before=18446744073709551615")).await;
}

/// Prints how long a history of two hundred versions takes in a record of many changes.
#[tokio::test]
async fn a_long_history_is_quick() {
    const VERSIONS: u64 = 200;
    let app = TestApp::start().await;
    let ids = write_coverage(app.store(), "storm", 3_000).await;
    let coverage = app.coverage_id("storm").await;
    let published = app.store().read(coverage, Seq(1), 1).await.unwrap();
    let Change::PostPublished(first) = published[0].change() else { panic!("{published:?}") };
    assert_eq!(first.post, ids[0]);
    let content = |number: u64| {
        let mut content = serde_json::to_value(&first.content).unwrap();
        let paragraph = |text: String| json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
        let words =
            "The ferry waits in the lee of the island, and the wind turns to the north in the evening. ".repeat(4);
        let blocks: Vec<Value> =
            (0..6).map(|block| paragraph(format!("{words}Count {}.", if block == 3 { number } else { 0 }))).collect();
        content["body"] = json!({"v": 1, "doc": {"type": "doc", "content": blocks}});
        serde_json::from_value(content).unwrap()
    };
    let revised = |number| NewChange {
        at: server::now(),
        change: Change::PostRevised(PostRevised { post: ids[0], content: content(number), notice: None }),
        salt: [7; 16],
    };
    let head = Seq(3_001);
    app.store().append(coverage, head, (1..VERSIONS).map(revised).collect(), Vec::new()).await.unwrap();
    let app = app.restart().await;
    let path = format!("/live/storm/post/{}/history", ids[0]);
    let began = Instant::now();
    let page = ask(&app, &path).await;
    let took = began.elapsed();
    assert_eq!(all(&page, ".found > li").len() as u64, VERSIONS);
    let began = Instant::now();
    app.anon().get(&path).await.expect(StatusCode::OK);
    println!("a history of {VERSIONS} versions: {took:?}; again: {:?}", began.elapsed());
    assert!(took.as_secs() < 5, "{took:?}");
}
