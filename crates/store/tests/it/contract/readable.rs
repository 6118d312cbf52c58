use std::time::Duration;

use coverage::{
    Body, Change, Content, CoverageId, Line, PostPlaced, PostPublished, PostRevised, PostWithdrawn, Prose, Question,
    Seq, Shown, Status, StatusChanged,
};
use serde_json::json;
use store::{Effect, Error, FoundPlace, FoundPost, ReaderSearch};

use crate::bench::{Bench, at, draft, impossible, new_change, post};

pub(crate) fn content(headline: Option<&str>, text: &str) -> Content {
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
    Content {
        headline: headline.map(|headline| Line::parse("headline", headline).unwrap()),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: Body::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}})),
    }
}

/// A post of that number, published in that second.
pub(crate) fn published(number: u128, second: i64, content: Content) -> Change {
    Change::PostPublished(PostPublished { post: post(number), published_at: at(second), approximate: false, content })
}

pub(crate) fn revised(number: u128, content: Content) -> Change {
    Change::PostRevised(PostRevised { post: post(number), content, notice: None })
}

pub(crate) fn withdrawn(number: u128) -> Change {
    let reason = Prose::parse("reason", "It was another ferry").unwrap();
    Change::PostWithdrawn(PostWithdrawn { post: post(number), reason })
}

pub(crate) fn placed(number: u128, second: Option<i64>) -> Change {
    let shown = second.map(|second| Shown { at: at(second), approximate: false });
    Change::PostPlaced(PostPlaced { post: post(number), shown })
}

pub(crate) fn status(status: Status) -> Change {
    Change::StatusChanged(StatusChanged { status, note: None })
}

async fn append(bench: &Bench, coverage: CoverageId, change: Change) {
    let head = bench.store.read(coverage, Seq::START, usize::MAX).await.unwrap().last().unwrap().seq();
    bench.store.append(coverage, head, vec![new_change(1, change)], vec![]).await.unwrap();
}

pub(crate) async fn page(
    bench: &Bench,
    coverage: Option<CoverageId>,
    typed: &str,
    after: Option<FoundPlace>,
    limit: usize,
) -> Vec<FoundPost> {
    let Some(question) = Question::parse(typed) else { return Vec::new() };
    let search = ReaderSearch { question, coverage, after, limit };
    bench.store.find_readable(search, Duration::from_secs(60)).await.unwrap()
}

/// The numbers of the posts that are found.
async fn numbers(bench: &Bench, coverage: Option<CoverageId>, typed: &str) -> Vec<u128> {
    page(bench, coverage, typed, None, 10).await.iter().map(|found| found.post.uuid().as_u128()).collect()
}

const NONE: [u128; 0] = [];

pub(super) async fn readers_find_what_they_can_read_and_nothing_else(bench: Bench) {
    bench.member().await;
    let id = bench.coverage("bridge").await;
    append(&bench, id, published(1, 1, content(Some("Ferries"), "No boat sails from Zürich to Đà Nẵng."))).await;
    append(&bench, id, published(2, 2, content(None, "The boat is back."))).await;
    for (typed, expected) in [
        ("boat", &[2, 1][..]),
        ("BOAT zurich", &[1]),
        ("\"boat sails\"", &[1]),
        ("\"ferries no\"", &[]),
        ("ferries nang", &[1]),
        ("sail", &[]),
        ("sail*", &[1]),
        ("\"boat sail\"", &[]),
        ("bridge", &[]),
    ] {
        assert_eq!(numbers(&bench, None, typed).await, expected, "{typed}");
    }
    append(&bench, id, revised(1, content(Some("Ferries"), "Every ferry is late."))).await;
    assert_eq!(numbers(&bench, None, "zurich").await, NONE);
    assert_eq!(numbers(&bench, None, "late").await, [1]);
    append(&bench, id, withdrawn(1)).await;
    assert_eq!(numbers(&bench, None, "late").await, NONE);
    assert_eq!(numbers(&bench, None, "another").await, NONE, "nor the reason");
    append(&bench, id, revised(1, content(None, "Late again."))).await;
    append(&bench, id, published(1, 9, content(None, "Late again."))).await;
    assert_eq!(numbers(&bench, None, "late").await, NONE, "what was withdrawn stays so");
    bench.store.commit(vec![Effect::SaveDraft(draft(3, id, 0))]).await.unwrap();
    assert_eq!(numbers(&bench, None, "not yet").await, NONE);
    let change = new_change(1, published(4, 4, content(None, "A rumour.")));
    bench.store.append(id, Seq(7), vec![change], vec![impossible()]).await.unwrap_err();
    assert_eq!(numbers(&bench, None, "rumour").await, NONE);
}

pub(super) async fn readers_find_nothing_of_a_coverage_in_preparation(bench: Bench) {
    let (bridge, storm) = (bench.coverage("bridge").await, bench.coverage("storm").await);
    append(&bench, bridge, published(1, 1, content(None, "A boat."))).await;
    append(&bench, storm, published(2, 2, content(None, "A boat."))).await;
    assert_eq!(numbers(&bench, None, "boat").await, [2, 1]);
    assert_eq!(numbers(&bench, Some(bridge), "boat").await, [1]);
    append(&bench, storm, status(Status::Draft)).await;
    assert_eq!(numbers(&bench, None, "boat").await, [1]);
    assert_eq!(numbers(&bench, Some(storm), "boat").await, NONE);
    append(&bench, storm, status(Status::Ended)).await;
    assert_eq!(numbers(&bench, None, "boat").await, [2, 1]);
}

pub(super) async fn readers_find_the_newest_first_and_go_on_from_anywhere(bench: Bench) {
    let id = bench.coverage("bridge").await;
    // Published in any order, some at the same time.
    for (number, second) in [(1, 30), (2, 10), (3, 20), (4, 20), (5, 20), (6, 40)] {
        append(&bench, id, published(number, second, content(None, "A boat."))).await;
    }
    assert_eq!(numbers(&bench, None, "boat").await, [6, 1, 5, 4, 3, 2]);
    let first = page(&bench, None, "boat", None, 3).await;
    // What comes and goes meanwhile moves nothing.
    append(&bench, id, published(7, 50, content(None, "A boat."))).await;
    append(&bench, id, withdrawn(5)).await;
    let rest = page(&bench, None, "boat", first.last().map(|found| found.place), 9).await;
    assert_eq!(rest.iter().map(|found| found.post.uuid().as_u128()).collect::<Vec<_>>(), [4, 3, 2]);
    append(&bench, id, placed(2, Some(45))).await;
    assert_eq!(numbers(&bench, None, "boat").await, [7, 2, 6, 1, 4, 3]);
    append(&bench, id, placed(2, None)).await;
    assert_eq!(numbers(&bench, None, "boat").await, [7, 6, 1, 4, 3, 2]);
}

pub(super) async fn readers_find_words_of_every_script(bench: Bench) {
    let id = bench.coverage("bridge").await;
    for (number, text) in (1..).zip([
        "渡轮停航，今晚没有船从港口开出。",
        "フェリーは欠航です。橋は閉鎖されました。",
        "Жоден корабель не вийде з Києва; Київ чекає.",
        "لا تُبحر أي سفينة الليلة",
        "서울에서 배가 멈췄다",
        "คืนนี้ไม่มีเรือ",
        "Le café de l’été à Łódź",
        "आज रात कोई नाव नहीं",
    ]) {
        append(&bench, id, published(number, number.try_into().unwrap(), content(None, text))).await;
    }
    for (typed, number) in [
        ("停航", 1),
        ("船", 1),
        ("没有船从港口", 1),
        ("閉鎖", 2),
        ("橋は", 2),
        ("ﾌｪﾘｰ", 2),
        ("КИЇВ", 3),
        ("киів", 3),
        ("ки\u{438}\u{306}*", 0),
        ("تبحر", 4),
        ("أَيّ سفينه", 4),
        ("서울", 5),
        ("เรือ", 6),
        ("cafe ete", 7),
        ("l'été", 7),
        ("lodz", 7),
        ("नाव", 8),
        ("नहीं", 8),
    ] {
        let expected: &[u128] = if number == 0 { &[] } else { &[number] };
        assert_eq!(numbers(&bench, None, typed).await, expected, "{typed}");
    }
}

pub(super) async fn readers_cannot_ask_wrongly(bench: Bench) {
    let id = bench.coverage("bridge").await;
    append(&bench, id, published(1, 1, content(None, "AND the \"quote\" is not OR near place."))).await;
    for typed in [
        "\"",
        "\"\"",
        "quote\"",
        "AND",
        "OR NOT",
        "NEAR(",
        "NEAR(a b, 2)",
        "a*",
        "*",
        "**",
        "^a",
        "headline:",
        "place:",
        "place : \"x\"",
        "{headline body} : x",
        "(",
        ")",
        "-a",
        "a + b",
        "';--",
        "%",
        "_",
        "\u{0}quote",
        "quote\u{2}",
        " ",
        "",
        "\\",
        "🌊",
        "—",
        "\u{fffd}",
        "\u{202e}quote",
        "⑴",
        "ﷺ",
        "½",
    ] {
        page(&bench, None, typed, None, 10).await;
        page(&bench, Some(id), typed, None, 10).await;
    }
    for typed in ["quote", "\"quote\"", "AND OR", "NOT near", "\u{0}quote", "NEAR place", "quote) OR (near"] {
        assert_eq!(numbers(&bench, None, typed).await, [1], "{typed:?}");
    }
    for typed in [&*"x ".repeat(100_000), &*"x".repeat(1_000_000), &id.uuid().simple().to_string()] {
        assert_eq!(numbers(&bench, None, typed).await, NONE);
    }
}

pub(super) async fn readers_search_until_the_store_is_closed(bench: Bench) {
    let search = ReaderSearch { question: Question::parse("boat").unwrap(), coverage: None, after: None, limit: 1 };
    bench.store.find_readable(search.clone(), Duration::from_secs(60)).await.unwrap();
    bench.store.close().await;
    let found = bench.store.find_readable(search, Duration::from_secs(60)).await;
    assert!(matches!(found, Err(Error::Closed)), "{found:?}");
}
