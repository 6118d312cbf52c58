use coverage::{Body, Change, Content, CoverageId, Line, PostPublished, PostRevised, PostWithdrawn, Prose, Seq};
use serde_json::json;
use store::{Effect, Found, Search, Searchable};

use crate::bench::{Bench, at, draft, new_change, post};

fn content(headline: &str, text: &str) -> Content {
    let paragraph = json!({"type": "paragraph", "content": [{"type": "text", "text": text}]});
    Content {
        headline: Some(Line::parse("headline", headline).unwrap()),
        label: None,
        key_event: false,
        byline: None,
        contributors: Box::default(),
        dateline: None,
        body: Body::from_record(&json!({"v": 1, "doc": {"type": "doc", "content": [paragraph]}})),
    }
}

fn published(number: u128, headline: &str, text: &str) -> Change {
    let published_at = at(number.try_into().unwrap());
    let content = content(headline, text);
    Change::PostPublished(PostPublished { post: post(number), published_at, approximate: false, content })
}

async fn append(bench: &Bench, coverage: CoverageId, after: u64, change: Change) {
    bench.store.append(coverage, Seq(after), vec![new_change(1, change)], vec![]).await.unwrap();
}

async fn find(bench: &Bench, coverages: &[CoverageId], words: &str) -> Vec<Found> {
    let (words, coverages) = (words.to_owned(), coverages.to_vec());
    bench.store.search(Search { words, coverages, kind: None, limit: 10 }).await.unwrap()
}

/// The numbers of what is found.
async fn numbers(bench: &Bench, coverages: &[CoverageId], words: &str) -> Vec<u128> {
    find(bench, coverages, words).await.iter().map(|found| found.id.uuid().as_u128()).collect()
}

pub(super) async fn a_post_is_found_by_its_words_until_it_is_withdrawn(bench: Bench) {
    let id = bench.coverage("bridge").await;
    append(&bench, id, 1, published(1, "Ferries", "No boat sails from Zürich to Đà Nẵng tonight.")).await;
    append(&bench, id, 2, published(2, "The boat", "Trains run.")).await;
    for words in ["boat", "BOATS", "zurich tonight", "Ferr", "nang", "oat sail"] {
        let expected = if words == "boat" {
            vec![2, 1]
        } else if words == "BOATS" {
            vec![]
        } else {
            vec![1]
        };
        assert_eq!(numbers(&bench, &[id], words).await, expected, "{words}");
    }
    let found = find(&bench, &[id], "sails").await.remove(0);
    assert_eq!((found.kind, found.coverage, found.at), (Searchable::Post, id, at(1)));
    assert_eq!(found.headline, "Ferries");
    let marked = format!("No boat {}sails{} from", Found::OPEN, Found::CLOSE);
    assert!(found.excerpt.contains(&marked), "{:?}", found.excerpt);

    let revised = PostRevised { post: post(1), content: content("Ferries", "Every ferry is late."), notice: None };
    append(&bench, id, 3, Change::PostRevised(revised)).await;
    assert_eq!(numbers(&bench, &[id], "sails").await, [0_u128; 0]);
    assert_eq!(numbers(&bench, &[id], "late").await, [1]);
    let reason = Prose::parse("reason", "It was another ferry").unwrap();
    append(&bench, id, 4, Change::PostWithdrawn(PostWithdrawn { post: post(1), reason })).await;
    assert_eq!(numbers(&bench, &[id], "late").await, [0_u128; 0]);
    assert_eq!(numbers(&bench, &[id], "another").await, [0_u128; 0]);
}

pub(super) async fn languages_that_part_no_words_are_searched(bench: Bench) {
    let id = bench.coverage("bridge").await;
    append(&bench, id, 1, published(1, "渡轮停航", "今晚没有船从港口开出。")).await;
    append(&bench, id, 2, published(2, "フェリー", "橋は閉鎖されました。")).await;
    append(&bench, id, 3, published(3, "Пором", "Жоден корабель не вийде.")).await;
    append(&bench, id, 4, published(4, "العبارة", "لا تبحر أي سفينة الليلة")).await;
    for (words, number) in [("停航", 1), ("港口开", 1), ("閉鎖", 2), ("橋は閉", 2), ("КОРАБ", 3), ("سفينة", 4)]
    {
        assert_eq!(numbers(&bench, &[id], words).await, [number], "{words}");
    }
}

pub(super) async fn whatever_is_typed_is_looked_for_as_it_stands(bench: Bench) {
    let id = bench.coverage("bridge").await;
    append(&bench, id, 1, published(1, "A+B", "AND the \"quote\" is not OR near.")).await;
    for words in [
        "\"",
        "\"\"",
        "quote\"",
        "AND",
        "OR NOT",
        "NEAR(",
        "a*",
        "*",
        "^a",
        "headline:",
        "body : x",
        "(",
        ")",
        "{a b}: c",
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
    ] {
        find(&bench, &[id], words).await;
    }
    for words in ["quote", "\"quote\"", "AND OR", "NOT near", "\u{0}quote"] {
        assert_eq!(numbers(&bench, &[id], words).await, [1], "{words:?}");
    }
    assert_eq!(numbers(&bench, &[id], &"x ".repeat(100_000)).await, [0_u128; 0]);
    assert_eq!(numbers(&bench, &[id], &"x".repeat(1_000_000)).await, [0_u128; 0]);
}

pub(super) async fn what_is_found_is_of_the_coverages_and_the_kind_asked_for(bench: Bench) {
    bench.member().await;
    let (bridge, storm) = (bench.coverage("bridge").await, bench.coverage("storm").await);
    append(&bench, bridge, 1, published(1, "Yet", "The first.")).await;
    append(&bench, storm, 1, published(2, "Yet", "The second.")).await;
    bench.store.commit(vec![Effect::SaveDraft(draft(3, storm, 0))]).await.unwrap();
    assert_eq!(numbers(&bench, &[bridge], "yet").await, [1]);
    assert_eq!(numbers(&bench, &[storm], "yet").await, [3, 2]);
    assert_eq!(numbers(&bench, &[], "yet").await, [0_u128; 0]);
    let of = async |kind| {
        let search = Search { words: "yet".to_owned(), coverages: vec![bridge, storm], kind: Some(kind), limit: 1 };
        let found = bench.store.search(search).await.unwrap();
        found.iter().map(|found| (found.kind, found.id)).collect::<Vec<_>>()
    };
    assert_eq!(of(Searchable::Draft).await, [(Searchable::Draft, post(3))]);
    assert_eq!(of(Searchable::Post).await, [(Searchable::Post, post(2))]);
}

pub(super) async fn a_draft_is_found_as_it_was_saved_last_until_it_is_gone(bench: Bench) {
    bench.member().await;
    let id = bench.coverage("bridge").await;
    bench.store.commit(vec![Effect::SaveDraft(draft(1, id, 0))]).await.unwrap();
    let mut second = draft(1, id, 1);
    second.content = json!({"headline": "Now", "body": content("a", "The words of it.").body});
    bench.store.commit(vec![Effect::SaveDraft(second)]).await.unwrap();
    assert_eq!(numbers(&bench, &[id], "not yet").await, [0_u128; 0]);
    assert_eq!(numbers(&bench, &[id], "now words").await, [1]);
    bench.store.commit(vec![Effect::DeleteDraft { draft: post(1), edition: 2, at: at(0) }]).await.unwrap();
    assert_eq!(numbers(&bench, &[id], "now words").await, [0_u128; 0]);
}

pub(super) async fn what_failed_is_not_found(bench: Bench) {
    let id = bench.coverage("bridge").await;
    let changes = vec![new_change(1, published(1, "Ferries", "No boat sails."))];
    bench.store.append(id, Seq(1), changes, vec![crate::bench::impossible()]).await.unwrap_err();
    assert_eq!(numbers(&bench, &[id], "boat").await, [0_u128; 0]);
}
