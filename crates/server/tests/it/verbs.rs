//! Every kind of change reaches open pages, each as a verb that can be applied twice.

use axum::http::StatusCode;
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, coverage, post, posts};
use crate::events::Events;
use crate::markup::{all, one, parse, seq};

/// The next frame, which has that verb, and fits the page that is served at its seq.
async fn next(events: &mut Events, reader: &Caller, verb: &str) -> Value {
    let frame = events.frame().await;
    assert_eq!(frame["verb"], verb, "{frame}");
    assert!(frame["at"].is_string() && frame["count"].is_u64() && frame["count_text"].is_string(), "{frame}");
    for name in ["post", "order", "html", "target", "status"] {
        assert!(frame.get(name).is_some(), "{name} is in every frame: {frame}");
    }
    let page = reader.get("/live/storm").await.expect(StatusCode::OK).text();
    let read = parse(&page);
    if seq(&read) == frame["seq"] {
        check_page(&frame, &page);
    }
    frame
}

/// Whoever applies a frame to the page before has the page that is served now.
fn check_page(frame: &Value, page: &str) {
    let read = parse(page);
    let text: String = one(&read, "#count").text().collect();
    assert_eq!(frame["count_text"], text);
    assert_eq!(frame["status"], one(&read, "main").attr("data-status").unwrap());
    let Some(html) = frame["html"].as_str() else { return };
    match (frame["post"].as_str(), frame["target"].as_str()) {
        (Some(id), None) => {
            assert!(html.starts_with(&format!("<article id=\"post-{id}\"")), "the whole article: {html}");
            assert!(page.contains(html), "the page has the frame's very article: {html}");
            let article = one(&read, &format!("#post-{id}"));
            assert_eq!(frame["order"], article.attr("data-order").unwrap());
            assert_eq!(frame["seq"], article.attr("data-seq").unwrap().parse::<u64>().unwrap());
        }
        (None, Some(target)) => {
            let sent = parse(html);
            let (sent, there) = (one(&sent, &format!("#{target}")), one(&read, &format!("#{target}")));
            assert_eq!(sent.value().name(), there.value().name());
            let words = |element: scraper::ElementRef<'_>| element.text().collect::<String>();
            assert_eq!(words(sent), words(there));
        }
        _ => panic!("a frame is of a post or of a part of the page: {frame}"),
    }
}

#[tokio::test]
async fn every_kind_of_change_is_a_verb() {
    let app = TestApp::start().await;
    let (owner, reader) = (app.owner().await, app.anon());
    let picture = app.picture().await;
    owner.cover("storm").await;
    let mut events = Events::after(&reader, "storm", 0).await;
    next(&mut events, &reader, "settings").await;

    let first = owner.publish("storm", "The harbour closes").await;
    let frame = next(&mut events, &reader, "insert").await;
    assert_eq!((&frame["post"], &frame["count"]), (&json!(first), &json!(1)));
    let second = owner.publish("storm", "The lighthouse").await;
    next(&mut events, &reader, "insert").await;

    owner.patch(&post("storm", &first), &json!({"headline": "The harbour is closed"})).await.expect(StatusCode::OK);
    let frame = next(&mut events, &reader, "revise").await;
    assert_eq!(frame["notice"], json!(null));
    assert!(frame["html"].as_str().unwrap().contains("The harbour is closed"));
    let notice = json!({"notice": {"kind": "correction", "text": "It closed at nine."}});
    owner.patch(&post("storm", &first), &notice).await.expect(StatusCode::OK);
    let frame = next(&mut events, &reader, "revise").await;
    assert_eq!(
        (&frame["notice"]["kind"], &frame["notice"]["text"]),
        (&json!("correction"), &json!("It closed at nine."))
    );
    assert_eq!(frame["notice"]["at"], frame["at"]);

    owner.amend("storm", &json!({"pinned": first})).await;
    let frame = next(&mut events, &reader, "pin").await;
    assert_eq!((&frame["post"], &frame["unpinned"]), (&json!(first), &json!(null)));
    owner.amend("storm", &json!({"pinned": second})).await;
    let frame = next(&mut events, &reader, "pin").await;
    assert_eq!(
        (&frame["post"], &frame["unpinned"]["post"]),
        (&json!(second), &json!(first)),
        "one makes way for the other"
    );
    let page = reader.get("/live/storm").await.text();
    assert!(page.contains(frame["unpinned"]["html"].as_str().unwrap()));
    assert_eq!(all(&parse(&page), "#pinned article").len(), 1);
    owner.amend("storm", &json!({"pinned": null})).await;
    let frame = next(&mut events, &reader, "unpin").await;
    assert_eq!(frame["post"], *second);

    owner
        .post(&format!("{}/placement", post("storm", &second)), &json!({"before": first}))
        .await
        .expect(StatusCode::OK);
    let frame = next(&mut events, &reader, "place").await;
    assert_eq!(frame["post"], *second);
    let page = reader.get("/live/storm").await.text();
    let ids: Vec<_> =
        all(&parse(&page), "#posts > article").iter().map(|it| it.attr("id").unwrap().to_owned()).collect();
    assert_eq!(ids, [format!("post-{first}"), format!("post-{second}")]);

    owner.amend("storm", &json!({"key_points": [{"text": "No ferry sails", "post": first}]})).await;
    assert_eq!(next(&mut events, &reader, "key_points").await["target"], "key-points");
    owner.amend("storm", &json!({"headline": "The great storm"})).await;
    let frame = next(&mut events, &reader, "headline").await;
    assert_eq!((&frame["target"], &frame["text"]), (&json!("headline"), &json!("The great storm")));
    owner.amend("storm", &json!({"standfirst": "All day long."})).await;
    assert_eq!(next(&mut events, &reader, "standfirst").await["target"], "standfirst");
    owner.amend("storm", &json!({"standfirst": null})).await;
    let frame = next(&mut events, &reader, "standfirst").await;
    assert!(
        one(&parse(frame["html"].as_str().unwrap()), "#standfirst").attr("hidden").is_some(),
        "taken away, not left"
    );
    owner.amend("storm", &json!({"lead": {"kind": "image", "media": picture, "alt": "The bay"}})).await;
    assert_eq!(next(&mut events, &reader, "lead").await["target"], "lead");
    owner.amend("storm", &json!({"go_deeper": [{"title": "How tides work"}]})).await;
    assert_eq!(next(&mut events, &reader, "go_deeper").await["target"], "go-deeper");
    owner.amend("storm", &json!({"time_zone": "Europe/London", "language": "en-GB"})).await;
    let frame = next(&mut events, &reader, "settings").await;
    assert_eq!((&frame["html"], &frame["target"]), (&json!(null), &json!(null)));

    owner.amend("storm", &json!({"status": "paused", "status_note": "Back at six."})).await;
    let frame = next(&mut events, &reader, "status").await;
    assert_eq!((&frame["target"], &frame["status"]), (&json!("status"), &json!("paused")));
    assert!(frame["html"].as_str().unwrap().contains("Back at six."));
    owner.delete(&post("storm", &second), &json!({"reason": "It was another tower."})).await.expect(StatusCode::OK);
    let frame = next(&mut events, &reader, "withdraw").await;
    assert_eq!((&frame["post"], &frame["count"]), (&json!(second), &json!(1)));
    let html = frame["html"].as_str().unwrap();
    assert!(html.contains("It was another tower.") && !html.contains("lighthouse"), "{html}");

    owner.amend("storm", &json!({"status": "ended"})).await;
    assert_eq!(next(&mut events, &reader, "status").await["status"], "ended");
    events.end().await;
}

#[tokio::test]
async fn a_successor_is_told_with_the_end() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("the-day-after").await;
    let mut events = Events::after(&app.anon(), "storm", 1).await;
    owner.amend("storm", &json!({"status": "ended", "successor": "the-day-after"})).await;
    let frames = events.up_to(3).await;
    assert!(frames.iter().all(|frame| frame["verb"] == "status" && frame["target"] == "status"), "{frames:?}");
    assert!(frames[1]["html"].as_str().unwrap().contains("/live/the-day-after"));
    events.end().await;
}

#[tokio::test]
async fn readers_are_not_led_on_to_a_coverage_that_is_not_there() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    for (slug, said) in [("the-day-aftr", "there is no coverage “the-day-aftr” here"), ("storm", "in itself")] {
        let end = json!({"status": "ended", "successor": slug});
        let told = owner.patch(&coverage("storm"), &end).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!((told.code.as_str(), told.field.as_deref()), ("bad_value", Some("successor")), "{slug}");
        assert!(told.detail.contains(said), "{}", told.detail);
    }
    assert_eq!(owner.standing("storm").await, (1, 0));
}

#[tokio::test]
async fn a_pinned_post_that_is_withdrawn_leaves_its_place_first() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    owner.amend("storm", &json!({"pinned": id})).await;
    let mut events = Events::after(&app.anon(), "storm", 3).await;
    owner.delete(&post("storm", &id), &json!({"reason": "A mistake."})).await.expect(StatusCode::OK);
    let frames = events.up_to(5).await;
    assert_eq!((&frames[0]["verb"], &frames[1]["verb"]), (&json!("unpin"), &json!("withdraw")));
}

#[tokio::test]
async fn one_request_that_changes_much_is_many_frames() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    owner.cover("the-day-after").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let mut events = Events::after(&app.anon(), "storm", 2).await;
    let all = json!({
        "headline": "The great storm", "standfirst": "All day long.", "language": "de", "lead": {"kind": "video", "title": "The bay"},
        "key_points": [{"text": "No ferry sails"}], "go_deeper": [{"title": "How tides work"}], "pinned": id, "status": "ended",
        "successor": "the-day-after",
    });
    let seq = owner.amend("storm", &all).await["seq"].as_u64().unwrap();
    let verbs: Vec<_> =
        events.up_to(seq).await.iter().map(|frame| frame["verb"].as_str().unwrap().to_owned()).collect();
    assert_eq!(
        verbs,
        ["headline", "standfirst", "settings", "lead", "key_points", "go_deeper", "pin", "status", "status"]
    );
}

#[tokio::test]
async fn what_changes_nothing_sends_nothing() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    owner.cover("storm").await;
    let id = owner.publish("storm", "The harbour closes").await;
    let mut events = Events::after(&app.anon(), "storm", 2).await;
    owner.amend("storm", &json!({"headline": "Ferries in the storm", "pinned": null, "status": "live"})).await;
    owner.patch(&post("storm", &id), &json!({"headline": "The harbour closes"})).await.expect(StatusCode::OK);
    owner.patch(&post("storm", &id), &json!({})).await.expect(StatusCode::OK);
    owner.post(&posts("storm"), &json!({"body": "The next."})).await.expect(StatusCode::CREATED);
    assert_eq!(events.frame().await["seq"], 3);
}
