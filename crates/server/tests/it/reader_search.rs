//! What readers find of what was published, and how it is answered.

use axum::http::StatusCode;
use scraper::{ElementRef, Html};
use serde_json::json;

use crate::app::{Answer, Caller, PUBLIC_URL, TestApp, post, posts, write_coverage};
use crate::markup::{all, one, parse, text};

async fn ask(app: &TestApp, path: &str) -> Html {
    let answer = app.anon().get(path).await.expect(StatusCode::OK);
    let page = parse(&answer.text());
    assert_eq!(one(&page, "meta[name=robots]").attr("content"), Some("noindex"), "{path}");
    page
}

fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(|element| element.text().collect()).collect()
}

fn headlines(page: &Html) -> Vec<String> {
    texts(page, ".found h2")
}

async fn found(app: &TestApp, path: &str) -> Vec<String> {
    headlines(&ask(app, path).await)
}

async fn says(owner: &Caller, slug: &str, headline: &str, body: &str) -> String {
    let post = json!({"headline": headline, "body": body});
    let answer = owner.post(&posts(slug), &post).await.expect(StatusCode::CREATED);
    answer.json()["id"].as_str().unwrap().to_owned()
}

const NONE: [String; 0] = [];

#[tokio::test]
async fn readers_find_posts_in_all_coverages_or_in_one() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.post("/api/v1/coverages", &json!({"slug": "flood", "headline": "The flood", "language": "uk"})).await;
    let id = says(&owner, "storm", "The café <closes>", "No *boat* leaves the harbour & nobody knows when.").await;
    says(&owner, "flood", "Човен", "Жоден boat не вийде з Києва.").await;

    let page = ask(&app, "/search?q=BOAT").await;
    assert_eq!(headlines(&page), ["Човен", "The café <closes>"]);
    assert_eq!(texts(&page, ".found mark"), ["boat", "boat"]);
    let links = all(&page, ".found h2 a").into_iter().map(|link| link.attr("href").unwrap().to_owned());
    assert_eq!(links.last().unwrap(), format!("/live/storm?post={id}#post-{id}"));
    assert_eq!(texts(&page, ".found .meta a"), ["The flood", "Ferries in the storm"]);
    assert_eq!(all(&page, ".found .meta time[datetime]").len(), 2);
    assert_eq!(all(&page, ".found [lang=uk]").len(), 2, "the headline of the coverage, and the post");
    assert_eq!(one(&page, "input[name=q]").attr("value"), Some("BOAT"));

    let page = ask(&app, "/live/storm/search?q=cafe+closes").await;
    assert_eq!(texts(&page, ".found mark"), ["café", "closes"]);
    assert_eq!(one(&page, "form.search").attr("action"), Some("/live/storm/search"));
    assert_eq!(one(&page, "a[href^='/search?']").attr("href"), Some("/search?q=cafe+closes"));
    assert_eq!(found(&app, "/live/storm/search?q=%D0%BA%D0%B8%D1%97%D0%B2").await, NONE);
    assert_eq!(found(&app, "/live/flood/search?q=%D0%9A%D0%98%D1%94%D0%B2%D0%B0").await, ["Човен"]);

    // Every page that lists or shows what is published leads to it.
    for (path, action) in
        [("/", "/search"), ("/live/storm", "/live/storm/search"), ("/live/flood", "/live/flood/search")]
    {
        let page = parse(&app.anon().get(path).await.expect(StatusCode::OK).text());
        assert_eq!(one(&page, "form[role=search]").attr("action"), Some(action), "{path}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_cannot_be_found() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = says(&owner, "storm", "The first", "A rumour of a leak.").await;
    let draft = json!({"headline": "Later", "body": "Another rumour.", "status": "draft"});
    owner.post(&posts("storm"), &draft).await.expect(StatusCode::CREATED);
    let hidden = json!({"slug": "plans", "headline": "Plans", "status": "draft"});
    owner.post("/api/v1/coverages", &hidden).await.expect(StatusCode::CREATED);
    assert_eq!(found(&app, "/search?q=rumour").await, ["The first"]);

    owner.patch(&post("storm", &id), &json!({"body": "A leak was found."})).await.expect(StatusCode::OK);
    assert_eq!(found(&app, "/search?q=rumour").await, NONE, "what it said before is not found any more");
    assert_eq!(found(&app, "/search?q=leak").await, ["The first"]);
    owner.delete(&post("storm", &id), &json!({"reason": "No leak at all."})).await.expect(StatusCode::OK);
    assert_eq!(found(&app, "/search?q=leak").await, NONE);
    app.anon().get("/live/plans/search?q=x").await.expect(StatusCode::NOT_FOUND);
    app.anon().get("/live/nowhere/search?q=x").await.expect(StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_the_index_still_holds_is_not_found_where_the_post_does_not_say_it() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = says(&owner, "storm", "The first", "A leak.").await;
    // As if the index had not followed, which no way leads to.
    let database = rusqlite::Connection::open(app.folder().path().join("stet.db")).unwrap();
    database.execute("update readable_word set body = 'a secret'", []).unwrap();
    assert_eq!(found(&app, "/search?q=secret").await, NONE);
    let words = text(&ask(&app, "/search?q=secret").await, "main");
    assert!(!words.contains(&id) && !words.contains("leak"), "{words}");
}

#[tokio::test]
async fn a_search_that_finds_nothing_helps() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    says(&owner, "storm", "Zelenskyy", "The port closes.").await;

    let page = ask(&app, "/search?q=submarine").await;
    assert_eq!(texts(&page, ".said"), ["No post says this."]);
    assert_eq!(all(&page, ".help li").len(), 3);
    // Words that are only begun are found where no others are, and are said to be that.
    let page = ask(&app, "/search?q=zelensky").await;
    assert_eq!(headlines(&page), ["Zelenskyy"]);
    assert!(texts(&page, ".said")[0].starts_with("No post has exactly these words."), "{:?}", texts(&page, ".said"));
    let page = ask(&app, "/search?q=port").await;
    assert_eq!(one(&page, ".said a").attr("href"), Some("/search?q=port*"));
    assert_eq!(all(&ask(&app, "/search?q=port*").await, ".said").len(), 0);
    for nothing in ["/search", "/search?q=", "/search?q=+%22+%E2%80%94", "/search?after=7", "/live/storm/search"] {
        let page = ask(&app, nothing).await;
        assert_eq!((all(&page, ".found").len(), all(&page, ".help li").len()), (0, 3), "{nothing}");
    }
}

#[tokio::test]
async fn nobody_can_ask_wrongly() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let long = "x%20".repeat(2_000);
    for query in [
        "q=%22",
        "q=NEAR(",
        "q=%00",
        "q=%FF%FE",
        "q=a&q=b&after=x",
        "q=headline:a",
        "q=*",
        "q=-a+%2B",
        &*format!("q={long}"),
    ] {
        ask(&app, &format!("/search?{query}")).await;
        ask(&app, &format!("/live/storm/search?{query}")).await;
    }
    let page = ask(&app, &format!("/search?q={long}")).await;
    assert_eq!(one(&page, "input[name=q]").attr("value").unwrap().len(), 200);
}

#[tokio::test]
async fn what_is_found_goes_on_where_it_ended() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    write_coverage(app.store(), "storm", 45).await;
    let second = app.beside().await;
    let mut all_found = Vec::new();
    let mut path = "/search?q=island".to_owned();
    loop {
        let page = ask(&second, &path).await;
        all_found.extend(headlines(&page));
        // What comes meanwhile moves nothing.
        if all_found.len() == 20 {
            let answer = owner.at(&second).post(&posts("storm"), &json!({"body": "An island."})).await;
            answer.expect(StatusCode::CREATED);
        }
        let next = all(&page, "#older a").first().and_then(|link| link.attr("href")).map(str::to_owned);
        assert_eq!(all(&page, ".newest a").len(), usize::from(all_found.len() > 20));
        let Some(next) = next else { break };
        path = next;
    }
    let expected: Vec<String> = (1..=45).rev().map(|number| format!("Report {number}")).collect();
    assert_eq!(all_found, expected);
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.header(name)
}

#[tokio::test]
async fn an_answer_is_asked_for_again_each_time_and_costs_nothing_where_nothing_changed() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    let answer = app.anon().get("/search?q=ferry").await.expect(StatusCode::OK);
    assert_eq!(header(&answer, "cache-control"), "public, no-cache");
    let again = app.anon().with("if-none-match", header(&answer, "etag")).get("/search?q=ferry").await;
    again.expect(StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn where_the_database_does_not_answer_the_page_says_when_to_come_again() {
    let app = TestApp::start().await;
    app.owner().await.cover("storm").await;
    app.store().close().await;
    let browser = app.anon().with("accept", "text/html,application/xhtml+xml");
    let answer = browser.get("/live/storm/search?q=ferry").await.expect(StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!((header(&answer, "retry-after"), header(&answer, "cache-control")), ("5", "no-store"));
    let page = parse(&answer.text());
    assert_eq!(one(&page, "input[name=q]").attr("value"), Some("ferry"));
    assert_eq!(all(&page, ".said a")[0].attr("href"), Some("/live/storm/search?q=ferry"));
    // The form needs no database.
    app.anon().get("/search").await.expect(StatusCode::OK);
}

#[tokio::test]
async fn browsers_are_told_how_to_search_here() {
    let app = TestApp::start().await;
    let front = parse(&app.anon().get("/").await.text());
    let link: ElementRef<'_> = one(&front, "link[rel=search]");
    let answer = app.anon().get(link.attr("href").unwrap()).await.expect(StatusCode::OK);
    assert_eq!(header(&answer, "content-type"), "application/opensearchdescription+xml; charset=utf-8");
    assert!(
        answer.text().contains(&format!("template=\"{PUBLIC_URL}/search?q={{searchTerms}}\"")),
        "{}",
        answer.text()
    );
}
