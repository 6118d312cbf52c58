//! Readers go back: to every change and every time, as it stood, and without what was taken back since.

use std::sync::Arc;

use axum::http::StatusCode;
use coverage::{Change, Seq};
use jiff::{SignedDuration, Timestamp};
use scraper::Html;
use serde_json::{Value, json};
use store::{NewChange, NewCoverage};
use tempfile::TempDir;

use crate::app::{Answer, Caller, PUBLIC_URL, TestApp, post, posts, soon, write_coverage};
use crate::markup::{all, one, parse, text};

async fn ask(app: &TestApp, path: &str) -> Html {
    parse(&app.anon().get(path).await.expect(StatusCode::OK).text())
}

async fn says(owner: &Caller, headline: &str, body: &str) -> String {
    let answer = owner.post(&posts("storm"), &json!({"headline": headline, "body": body})).await;
    answer.expect(StatusCode::CREATED).json()["id"].as_str().unwrap().to_owned()
}

async fn revise(owner: &Caller, id: &str, body: &str, notice: Option<&str>) {
    let mut change = json!({"body": body});
    if let Some(text) = notice {
        change["notice"] = json!({"kind": "correction", "text": text});
    }
    owner.patch(&post("storm", id), &change).await.expect(StatusCode::OK);
}

/// Where an answer leads.
#[track_caller]
fn leads(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::FOUND, "{}", answer.text());
    assert!(answer.header("cache-control").contains("no-cache"), "it is not kept");
    answer.header("location").to_owned()
}

/// The parts of a page that are the same on both, as they stand in it.
fn parts(page: &str) -> Vec<String> {
    let page = parse(page);
    let parts = "#headline, #standfirst, #status, #lead, #key-points, #key-events, #corrections, #pinned, #count, \
                 #posts > *, #go-deeper";
    all(&page, parts).into_iter().map(|part| part.html()).collect()
}

/// When the changes of `storm` happened, by the log that readers can check.
async fn times(app: &TestApp) -> Vec<Timestamp> {
    let lines = app.anon().get("/live/storm/log/changes?after=0").await.expect(StatusCode::OK).text();
    let line = |line: &str| serde_json::from_str::<Value>(line).unwrap()["at"].as_str().unwrap().parse().unwrap();
    lines.lines().map(line).collect()
}

#[tokio::test]
async fn every_moment_is_shown_as_it_was_and_stays_so() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    // What is served while it is the newest, of the page, the page of then, and the JSON.
    let mut served = Vec::new();
    let first = says(&owner, "The port closes", "Two boats are out.").await;
    for step in 0..8 {
        match step {
            0 => {}
            1 => drop(says(&owner, "The road", "It is open.").await),
            2 => revise(&owner, &first, "Three boats are out.", Some("It was two.")).await,
            3 => drop(owner.amend("storm", &json!({"pinned": first})).await),
            4 => drop(
                owner
                    .amend(
                        "storm",
                        &json!({"headline": "The storm nears", "key_points": [{"text": "It blows.", "post": first}]}),
                    )
                    .await,
            ),
            5 => revise(&owner, &first, "Four boats are out.", None).await,
            6 => drop(says(&owner, "The quay", "Under water.").await),
            _ => drop(owner.amend("storm", &json!({"status": "ended"})).await),
        }
        let seq = owner.standing("storm").await.0;
        let live = app.anon().get("/live/storm").await.expect(StatusCode::OK).text();
        let then = app.anon().get(&format!("/live/storm/at/{seq}")).await.expect(StatusCode::OK).text();
        let document = app.anon().get("/live/storm.json").await.text();
        assert_eq!(parts(&then), parts(&live), "change {seq}");
        served.push((seq, then, document));
    }
    let check = async |app: &TestApp| {
        for (seq, then, document) in &served {
            let answer = app.anon().get(&format!("/live/storm/at/{seq}")).await.expect(StatusCode::OK);
            assert_eq!(&answer.text(), then, "change {seq}");
            let answer = app.anon().get(&format!("/live/storm/at/{seq}.json")).await.expect(StatusCode::OK);
            assert_eq!(&answer.text(), document, "change {seq}");
        }
    };
    check(&app).await;
    let app = app.restart().await;
    check(&app).await;
    check(&app.beside().await).await;
}

#[tokio::test]
async fn it_is_marked_and_leads_to_other_moments_and_to_now() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner
        .post(
            "/api/v1/coverages",
            &json!({"slug": "storm", "headline": "The storm", "status": "live", "time_zone": "Europe/Kyiv"}),
        )
        .await
        .expect(StatusCode::CREATED);
    says(&owner, "The port <closes>", "Two boats are out.").await;
    says(&owner, "The road", "It is open.").await;
    let times = times(&app).await;
    let page = ask(&app, "/live/storm/at/2").await;
    let mark = text(&page, "#as-of");
    let shown = times[1].to_zoned(jiff::tz::TimeZone::get("Europe/Kyiv").unwrap());
    let clock = shown.strftime("%H:%M %Z").to_string();
    assert!(mark.contains("As it stood on") && mark.contains(&clock), "{mark}");
    assert!(mark.contains("after change 2."), "{mark}");
    let href = |selector: &str| one(&page, selector).attr("href").unwrap().to_owned();
    assert_eq!(href("#as-of [rel=latest-version]"), "/live/storm");
    assert_eq!(href("#as-of [rel=prev]"), "/live/storm/at/1");
    assert_eq!(leads(&app.anon().get(&href("#as-of [rel=next]")).await), "/live/storm/at/3");
    assert_eq!(all(&ask(&app, "/live/storm/at/1").await, "#as-of [rel=prev]").len(), 0);
    assert_eq!(leads(&app.anon().get("/live/storm/at?after=3").await), "/live/storm", "what comes next is now");

    // Search engines find the page as it is now, and nothing follows a stream.
    assert_eq!(href("link[rel=canonical]"), format!("{PUBLIC_URL}/live/storm"));
    assert_eq!(one(&page, "meta[name=robots]").attr("content"), Some("noindex"));
    assert!(text(&page, "title").starts_with("As it stood on"), "{}", text(&page, "title"));
    assert_eq!(href("link[type='application/json']"), format!("{PUBLIC_URL}/live/storm/at/2.json"));
    for live in ["data-stream", "data-changes", "?since=", "id=\"updates\"", "ld+json", "The road", "og:image"] {
        assert!(!page.html().contains(live), "{live}");
    }

    // The fields, sent as they are, lead to the same page; the pages around lead here.
    let field = |name: &str| one(&page, &format!("#as-of [name={name}]")).attr("value").unwrap().to_owned();
    let form = all(&page, "#as-of form")[0].attr("action").unwrap().to_owned();
    for asked in [format!("seq={}", field("seq")), format!("time={}", field("time").replace(':', "%3A"))] {
        let led = leads(&app.anon().get(&format!("{form}?{asked}")).await);
        // Changes of the same second are one moment to a field that takes seconds.
        let same = times.iter().rposition(|at| at.as_second() <= times[1].as_second()).unwrap() + 1;
        assert!(led == "/live/storm/at/2" || led == format!("/live/storm/at/{same}"), "{asked}: {led}");
    }
    assert_eq!(one(&ask(&app, "/live/storm").await, ".site-foot a.moments").attr("href"), Some("/live/storm/at"));
    assert_eq!(all(&ask(&app, "/live/storm/history").await, ".site-foot a[href='/live/storm/at']").len(), 1);
    assert_eq!(leads(&app.anon().get("/live/storm/at").await), "/live/storm/at/3");
    assert_eq!(one(&ask(&app, "/live/storm/history").await, ".found .meta a").attr("href"), Some("/live/storm/at/1"));

    // A part of then is a part of then, and leads on among then.
    let oldest = ask(&app, "/live/storm/at/3?order=oldest").await;
    let posts: Vec<String> = all(&oldest, "#posts h3").into_iter().map(|it| it.text().collect()).collect();
    assert_eq!(posts, ["The port <closes>", "The road"]);
    let ways: Vec<_> = all(&oldest, "#choice a").into_iter().map(|it| it.attr("href").unwrap().to_owned()).collect();
    assert!(ways.iter().all(|way| way.starts_with('?') || way.starts_with("/live/storm/at/3")), "{ways:?}");
}

#[tokio::test]
async fn a_time_leads_to_the_last_change_by_then() {
    let app = TestApp::start().await;
    // At 0:30, 1:30 and 3:30 UTC of a night in which Berlin's clocks went from 2:00 to 3:00, at 1:00 UTC.
    let at = |clock: &str| format!("2025-03-30T{clock}:00Z").parse::<Timestamp>().unwrap();
    write_night(&app, [at("00:30"), at("01:30"), at("03:30")]).await;
    let seqs = [
        ("2025-03-30T00:30:00Z", 1),
        ("2025-03-30T01:29:59.999999Z", 1),
        ("2025-03-30T01:30:00Z", 2),
        ("2025-03-30T03:30:00%2B02:00", 2),
        ("2025-03-30T03:30:00+02:00", 2),
        ("2025-03-30T05:29:59", 2),
        ("2025-03-30T05:30", 3),
        ("2025-03-30 05:30", 3),
        ("2025-03-31", 3),
        // Half past two was left out by the clocks: it is half past three by those that went on.
        ("2025-03-30T02:30", 2),
        ("2025-03-30T02:29:59", 1),
        ("2025-03-30T01:30", 1),
        ("3", 3),
        ("0003", 3),
    ];
    for (named, seq) in seqs {
        let path = format!("/live/storm/at/{}", named.replace(' ', "%20"));
        let answer = app.anon().get(&path).await;
        if named == "3" {
            answer.expect(StatusCode::OK);
            continue;
        }
        assert_eq!(leads(&answer), format!("/live/storm/at/{seq}"), "{named}");
        assert_eq!(
            leads(&app.anon().get(&format!("{path}.json")).await),
            format!("/live/storm/at/{seq}.json"),
            "{named}"
        );
        let name = if named.len() < 5 { "seq" } else { "time" };
        let query = format!("/live/storm/at?{name}={}", named.replace(' ', "+"));
        assert_eq!(leads(&app.anon().get(&query).await), format!("/live/storm/at/{seq}"), "{query}");
    }
    let extent = app.anon().get("/live/storm/at.json").await.expect(StatusCode::OK);
    assert_eq!(extent.header("access-control-allow-origin"), "*");
    let place = |seq: u64, at: &str| json!({"seq": seq, "at": at, "url": format!("/live/storm/at/{seq}")});
    let expected =
        json!({"slug": "storm", "first": place(1, "2025-03-30T00:30:00Z"), "last": place(3, "2025-03-30T03:30:00Z")});
    assert_eq!(extent.json(), expected);
}

/// A record of three changes at those times, in Berlin.
async fn write_night(app: &TestApp, times: [Timestamp; 3]) {
    let opened =
        json!({"v": 1, "headline": "A night", "language": "de", "time_zone": "Europe/Berlin", "status": "live"});
    let headline = |text: &str| Change::read("headline_changed", json!({"v": 1, "headline": text}));
    let changes = [Change::read("coverage_opened", opened), headline("It blows"), headline("It is over")];
    let new =
        NewCoverage { id: server::coverage_id(), slug: coverage::Slug::parse("storm").unwrap(), created_at: times[0] };
    let changes = changes.into_iter().zip(times).map(|(change, at)| NewChange { at, change, salt: [5; 16] }).collect();
    app.store().create_coverage(new, changes, Vec::new()).await.unwrap();
    soon(async {
        while app.anon().get("/live/storm").await.status != StatusCode::OK {
            tokio::task::yield_now().await;
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_no_moment_is_said_and_leads_to_now() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let planned = json!({"slug": "storm", "headline": "A working title", "status": "draft"});
    owner.post("/api/v1/coverages", &planned).await.expect(StatusCode::CREATED);
    says(&owner, "A first attempt", "Of words.").await;
    for path in
        ["/live/storm/at/1", "/live/storm/at", "/live/storm/at.json", "/live/nowhere/at/1", "/live/nowhere/at/1.json"]
    {
        app.anon().get(path).await.expect(StatusCode::NOT_FOUND);
    }
    owner.amend("storm", &json!({"headline": "The storm", "status": "live"})).await;
    let head = owner.standing("storm").await.0;
    let first = app.anon().get("/live/storm/at.json").await.json()["first"]["seq"].as_u64().unwrap();
    assert!(first > 2 && first <= head);
    let future = (server::now() + SignedDuration::from_hours(24)).to_string();
    let bad = StatusCode::BAD_REQUEST;
    for (named, status, said, code) in [
        ("yesterday", bad, "This names no moment", "bad_moment"),
        ("-1", bad, "This names no moment", "bad_moment"),
        ("1.5", bad, "This names no moment", "bad_moment"),
        ("2026-02-30", bad, "This names no moment", "bad_moment"),
        ("99999999999999999999999", bad, "This names no moment", "bad_moment"),
        (&"1".repeat(500), bad, "This names no moment", "bad_moment"),
        ("%FF", bad, "", ""),
        ("0", StatusCode::NOT_FOUND, "Nothing could be read here at that time", "too_early"),
        ("2", StatusCode::NOT_FOUND, "Nothing could be read here at that time", "too_early"),
        ("1969-07-20T20:17:40Z", StatusCode::NOT_FOUND, "Nothing could be read here at that time", "too_early"),
        ("2001-01-01", StatusCode::NOT_FOUND, "Nothing could be read here at that time", "too_early"),
        (&(head + 1).to_string(), StatusCode::NOT_FOUND, "That has not happened yet", "not_yet"),
        ("9223372036854775807", StatusCode::NOT_FOUND, "That has not happened yet", "not_yet"),
        (&future, StatusCode::NOT_FOUND, "That has not happened yet", "not_yet"),
        ("9999-12-30T00:00:00Z", StatusCode::NOT_FOUND, "That has not happened yet", "not_yet"),
    ] {
        let answer = app.anon().get(&format!("/live/storm/at/{named}")).await.expect(status);
        if said.is_empty() {
            continue;
        }
        let page = parse(&answer.text());
        assert!(text(&page, "h1").starts_with(said), "{named}: {}", text(&page, "h1"));
        let ways: Vec<_> = all(&page, ".fault li a").iter().take(2).map(|way| way.attr("href").unwrap()).collect();
        assert_eq!(ways, ["/live/storm", "/live/storm/at"], "{named}");
        assert!(answer.header("cache-control").contains("max-age=5"), "{named}");
        assert!(!answer.text().contains("working title") && !answer.text().contains("first attempt"), "{named}");
        let told = app.anon().get(&format!("/live/storm/at/{named}.json")).await.problem(status);
        assert_eq!(told.code, code, "{named}");
        assert!(told.hint.is_some());
        let name = if named.len() > 7 && named.contains('-') { "time" } else { "seq" };
        app.anon().get(&format!("/live/storm/at?{name}={named}")).await.expect(status);
    }
    for query in ["time=", "seq=", "after=x", "after=", "time=12"] {
        let status = if query == "time=12" { StatusCode::NOT_FOUND } else { bad };
        app.anon().get(&format!("/live/storm/at?{query}")).await.expect(status);
    }
    app.anon().get(&format!("/live/storm/at/{head}?before=x")).await.expect(StatusCode::NOT_FOUND);
    let nothing = server::post_id();
    app.anon().get(&format!("/live/storm/at/{head}?before={nothing}")).await.expect(StatusCode::NOT_FOUND);
    ask(&app, &format!("/live/storm/at/{first}")).await;
    assert_eq!(leads(&app.anon().get("/live/storm/at?after=0").await), format!("/live/storm/at/{first}"));
}

/// Every moment of `storm`, as page and JSON, none of which says that.
async fn check_unsaid(app: &TestApp, words: &str) {
    let head = app.anon().get("/live/storm.json").await.json()["seq"].as_u64().unwrap();
    for seq in 1..=head {
        for path in [
            format!("/live/storm/at/{seq}"),
            format!("/live/storm/at/{seq}.json"),
            format!("/live/storm/at/{seq}?order=oldest"),
        ] {
            let told = app.anon().get(&path).await.expect(StatusCode::OK).text();
            assert!(!told.to_lowercase().contains(words), "{path}: {told}");
        }
    }
}

#[tokio::test]
async fn what_was_taken_back_since_is_shown_at_no_moment() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let withdrawn = says(&owner, "A falsehood", "The falsehood of the quay.").await;
    let redacted = says(&owner, "A slander", "A slander of somebody.").await;
    revise(&owner, &withdrawn, "More of the falsehood.", Some("It was a falsehood.")).await;
    let other = says(&owner, "The lighthouse", "It shines.").await;
    let page = app.anon().get("/live/storm/at/4").await.expect(StatusCode::OK);
    assert!(page.text().contains("falsehood") && page.text().contains("slander"));
    let document = app.anon().get("/live/storm/at/4.json").await.expect(StatusCode::OK);

    owner.delete(&post("storm", &withdrawn), &json!({"reason": "It was not so."})).await.expect(StatusCode::OK);
    check_unsaid(&app, "falsehood").await;
    let redact = format!("{}/redact", post("storm", &redacted));
    owner.post(&redact, &json!({"reason": "privacy"})).await.expect(StatusCode::OK);
    for app in [&app, &app.beside().await] {
        check_unsaid(app, "falsehood").await;
        check_unsaid(app, "slander").await;
    }
    // Place, time and line stand; whoever kept the page is given another.
    let tag = page.header("etag");
    let page = app.anon().with("if-none-match", tag).get("/live/storm/at/4").await.expect(StatusCode::OK).text();
    let shown = parse(&page);
    assert!(text(&shown, &format!("#post-{withdrawn} .withdrawal")).contains("It was not so."));
    assert!(text(&shown, &format!("#post-{redacted} .withdrawal")).contains("somebody’s privacy"));
    assert_eq!(text(&shown, "#count"), "No posts yet");
    assert_eq!(all(&shown, &format!("#post-{other}")).len(), 0, "it came later");
    let tag = document.header("etag");
    let told = app.anon().with("if-none-match", tag).get("/live/storm/at/4.json").await.expect(StatusCode::OK).json();
    assert_eq!(told["posts"][1]["withdrawn"]["reason"], "It was not so.");
    assert_eq!(told["posts"][0]["redacted"]["reason"], "privacy");
    assert_eq!(told["posts"][1]["published_at"], document.json()["posts"][1]["published_at"]);
    let app = app.restart().await;
    check_unsaid(&app, "falsehood").await;
    check_unsaid(&app, "slander").await;
    assert_eq!(app.anon().get("/live/storm/at/4").await.text(), page);
}

#[tokio::test]
async fn words_that_came_in_silence_stay_unsaid_where_the_newsroom_lists_them_alone() {
    let app = TestApp::start_listing_silent_revisions(Arc::new(TempDir::new().unwrap())).await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = says(&owner, "The port", "It is closed.").await;
    revise(&owner, &id, "It is a secret.", None).await;
    let now = app.anon().get("/live/storm/at/3").await.expect(StatusCode::OK);
    assert!(now.text().contains("It is a secret."), "everybody reads it");
    assert!(!now.header("cache-control").contains("immutable"), "it is not for good");
    revise(&owner, &id, "It is open.", Some("It was closed.")).await;
    check_unsaid(&app, "secret").await;
    let page = ask(&app, "/live/storm/at/3").await;
    assert!(
        text(&page, &format!("#post-{id} .withdrawal"))
            .trim()
            .starts_with("What this post said then is not shown here")
    );
    assert!(text(&ask(&app, "/live/storm/at/2").await, "#posts").contains("It is closed."));
    assert!(text(&ask(&app, "/live/storm/at/4").await, "#posts").contains("It is open."));
}

#[tokio::test]
async fn it_is_kept_for_good_and_named_as_a_memento() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    says(&owner, "The port", &"The ferry waits in the lee of the island. ".repeat(50)).await;
    for path in ["/live/storm/at/2", "/live/storm/at/2.json"] {
        let answer = app.anon().get(path).await.expect(StatusCode::OK);
        // Nobody tells a cache in between of what is taken back.
        assert_eq!(answer.header("cache-control"), "public, max-age=31536000, s-maxage=3600, immutable", "{path}");
        assert_eq!(answer.header("vary"), "accept-encoding");
        let at = times(&app).await[1].strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        assert_eq!(answer.header("memento-datetime"), at);
        let original =
            format!("<{PUBLIC_URL}/live/storm>; rel=\"original\", <{PUBLIC_URL}/live/storm/at>; rel=\"timegate\"");
        assert_eq!(answer.header("link"), original);
        let again = app.anon().with("if-none-match", answer.header("etag")).get(path).await;
        assert_eq!(again.clone().expect(StatusCode::NOT_MODIFIED).header("memento-datetime"), at);
        assert!(again.body.is_empty());
        // What is sent as it is made is compressed on the way.
        for coding in if path.ends_with("json") { &["gzip"][..] } else { &["gzip", "br", "zstd"] } {
            let coded = app.anon().with("accept-encoding", coding).get(path).await.expect(StatusCode::OK);
            assert_eq!(coded.header("content-encoding"), *coding, "{path}");
            assert!(coded.body.len() < answer.body.len());
        }
        // It is that moment's alone, whoever asks.
        let somebody = owner.with("cookie", "session=1").with("accept-datetime", &at).get(path).await;
        assert_eq!((somebody.body, somebody.headers.get("set-cookie")), (answer.body, None));
    }
    // Who asks the gate for a date is led to it; before the first and after the last, to those.
    let time = |at: Timestamp| at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
    let head = owner.standing("storm").await.0;
    let long_ago = Timestamp::UNIX_EPOCH;
    let to_come = server::now() + SignedDuration::from_hours(48);
    for (at, seq) in [(long_ago, 1), (times(&app).await[1], head), (to_come, head)] {
        let answer = app.anon().with("accept-datetime", &time(at)).get("/live/storm/at").await;
        assert_eq!(leads(&answer), format!("/live/storm/at/{seq}"));
        assert_eq!(answer.header("vary"), "accept-datetime");
        assert!(answer.header("link").contains("rel=\"original\""));
    }
    app.anon().with("accept-datetime", "soon").get("/live/storm/at").await.expect(StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_long_record_is_gone_back_by_few_changes_also_after_it_slept() {
    const POSTS: usize = 3_000;
    let app = TestApp::start_with_memory_for(1).await;
    let ids = write_coverage(app.store(), "storm", POSTS).await;
    write_coverage(app.store(), "calm", 2).await;
    let check = async || {
        for seq in [1, 2, 63, 64, 65, 1_234, 2_048, 2_999, 3_001] {
            let document = app.anon().get(&format!("/live/storm/at/{seq}.json")).await.expect(StatusCode::OK).json();
            let posts = document["posts"].as_array().unwrap();
            assert_eq!((document["seq"].as_u64(), posts.len()), (Some(seq), usize::try_from(seq).unwrap() - 1));
            if let Some(newest) = posts.first() {
                assert_eq!(newest["id"], ids[posts.len() - 1].to_string());
            }
        }
    };
    soon(async {
        while app.anon().get("/live/storm").await.status != StatusCode::OK {
            tokio::task::yield_now().await;
        }
    })
    .await;
    check().await;
    let loads = app.metric("stet_coverage_loads_total").await;
    soon(async {
        loop {
            app.anon().get("/live/calm.json").await.expect(StatusCode::OK);
            if app.metric("stet_coverages_in_memory").await < 1.5 {
                return;
            }
            tokio::task::yield_now().await;
        }
    })
    .await;
    check().await;
    assert!(app.metric("stet_coverage_loads_total").await > loads, "it had slept");
}

/// Prints how long a moment of a long record takes that nobody asked for.
#[tokio::test]
async fn a_moment_of_a_long_record_is_quick() {
    let app = TestApp::start().await;
    write_coverage(app.store(), "storm", 5_000).await;
    let app = app.restart().await;
    app.anon().get("/live/storm").await.expect(StatusCode::OK);
    let began = std::time::Instant::now();
    let page = app.anon().get("/live/storm/at/2047").await.expect(StatusCode::OK);
    let took = began.elapsed();
    assert_eq!(all(&parse(&page.text()), "#posts > article").len(), render::PAGE_POSTS);
    println!("a moment of a record of {} changes: {took:?}", Seq(5_001));
    assert!(took.as_secs() < 5, "{took:?}");
}
