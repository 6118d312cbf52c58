//! The record's shapes are frozen: every payload that was ever written is
//! read, means the same, and is written as it was.
//!
//! `golden/KIND-vN.json` lists payloads of one kind and version: one with
//! everything, one with the least, and one of each variant. A new shape gets
//! a new file; the old ones stay as they are.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use coverage::{
    Change, Language, MediumRedacted, NoticeGiven, NoticeKind, Opened, PostPlaced, PostPublished, PostRedacted,
    PostRevised, PostWithdrawn, RedactionReason, Seq, Status, StatusChanged, Zone,
};
use expect_test::{Expect, expect};
use serde_json::{Value, json};

use crate::sample::{at, content, line, media, post, prose};

struct Golden {
    kind: String,
    version: u64,
    payloads: Vec<Value>,
}

fn golden() -> Vec<Golden> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/golden");
    let mut all: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            let (kind, version) = path.file_stem().unwrap().to_str().unwrap().rsplit_once("-v").unwrap();
            Golden {
                kind: kind.to_owned(),
                version: version.parse().unwrap(),
                payloads: serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap(),
            }
        })
        .collect();
    all.sort_by_key(|golden| (golden.kind.clone(), golden.version));
    all
}

/// One of each: every variant leads to the next, so that the compiler asks
/// for a new one here.
fn next(change: Option<&Change>) -> Option<Change> {
    use Change as C;
    let (language, time_zone) = (Language::parse("en").unwrap(), Zone::parse("UTC").unwrap());
    let (post, status) = (post(1), Status::Live);
    Some(match change {
        None => C::CoverageOpened(Opened { headline: line("Storm"), language, time_zone, status }),
        Some(C::CoverageOpened(_)) => C::HeadlineChanged(line("Storm over the bay")),
        Some(C::HeadlineChanged(_)) => C::StandfirstChanged(Some(prose("Wind and water"))),
        Some(C::StandfirstChanged(_)) => C::SettingsChanged { language, time_zone },
        Some(C::SettingsChanged { .. }) => C::ThemeChanged(None),
        Some(C::ThemeChanged(_)) => C::StatusChanged(StatusChanged { status, note: None }),
        Some(C::StatusChanged(_)) => C::SuccessorChanged(None),
        Some(C::SuccessorChanged(_)) => C::LeadChanged(None),
        Some(C::LeadChanged(_)) => C::KeyPointsChanged(Box::default()),
        Some(C::KeyPointsChanged(_)) => C::GoDeeperChanged(Box::default()),
        Some(C::GoDeeperChanged(_)) => {
            let content = content("The ferry is late");
            C::PostPublished(PostPublished { post, published_at: at("09:00"), approximate: false, content })
        }
        Some(C::PostPublished(_)) => {
            let notice = NoticeGiven { kind: NoticeKind::Update, text: prose("With a word from the port") };
            C::PostRevised(PostRevised { post, content: content("The ferry is here"), notice: Some(notice) })
        }
        Some(C::PostRevised(_)) => C::PostWithdrawn(PostWithdrawn { post, reason: prose("It told of another") }),
        Some(C::PostWithdrawn(_)) => C::PostPlaced(PostPlaced { post, shown: None }),
        Some(C::PostPlaced(_)) => C::PostPinned(post),
        Some(C::PostPinned(_)) => C::PostUnpinned(post),
        Some(C::PostUnpinned(_)) => {
            let (reason, published_at, changes) = (RedactionReason::Safety, at("09:00"), [Seq(2), Seq(3)].into());
            C::PostRedacted(PostRedacted { post, reason, published_at, approximate: false, changes })
        }
        Some(C::PostRedacted(_)) => {
            C::MediumRedacted(MediumRedacted { media: media(1), reason: RedactionReason::Legal })
        }
        Some(C::MediumRedacted(_)) => C::Unknown { kind: "wind_changed".to_owned(), payload: json!({"v": 1}) },
        // What is blanked, and what was never told, is never written.
        Some(C::Unknown { .. } | C::Blanked(_) | C::Untold(_)) => return None,
    })
}

fn one_of_each() -> Vec<Change> {
    std::iter::successors(next(None), |change| next(Some(change))).collect()
}

fn is_unknown(change: &Change) -> bool {
    matches!(change, Change::Unknown { .. })
}

#[test]
fn every_golden_payload_is_read_and_written_as_it_was() {
    for Golden { kind, version, payloads } in golden() {
        assert!(!payloads.is_empty());
        for payload in payloads {
            assert_eq!(payload["v"], version);
            let change = Change::read(&kind, payload.clone());
            assert!(!is_unknown(&change), "{kind} {payload}");
            assert_eq!((change.kind(), change.payload()), (&*kind, payload));
        }
    }
}

#[test]
fn every_golden_payload_means_what_it_meant() {
    let meanings: Vec<_> = golden()
        .into_iter()
        .flat_map(|Golden { kind, payloads, .. }| {
            payloads.into_iter().map(move |payload| format!("{:?}\n", Change::read(&kind, payload)))
        })
        .collect();
    expect![[r#"
        CoverageOpened(Opened { headline: "Storm over the bay", language: Language("en"), time_zone: Zone("Europe/Kyiv"), status: Live })
        CoverageOpened(Opened { headline: "عاصفة فوق الخليج", language: Language("ar"), time_zone: Zone("UTC"), status: Draft })
        GoDeeperChanged([Further { title: "How tides work", url: Some("https://example.org/tides") }, Further { title: "A year of storms", url: None }])
        GoDeeperChanged([])
        HeadlineChanged("The storm has passed 🌤\u{fe0f}")
        KeyPointsChanged([KeyPoint { text: "Ferries stay in port until noon", post: Some(PostId(00000000-0000-0000-0000-000000000001)) }, KeyPoint { text: "Schools are open", post: None }])
        KeyPointsChanged([])
        LeadChanged(Some(Image { media: Some(MediaId(00000000-0000-0000-0000-000000000001)), alt: "Waves over a pier", caption: Some("The pier at noon"), credit: Some("M. Ode"), width: Some(1600), height: Some(900) }))
        LeadChanged(Some(Image { media: None, alt: "", caption: None, credit: None, width: None, height: None }))
        LeadChanged(Some(Video { title: "The tide in a minute", media: Some(MediaId(00000000-0000-0000-0000-000000000002)), url: Some("https://example.org/tide"), poster: Some(MediaId(00000000-0000-0000-0000-000000000003)), alt: "A tide gauge", duration: Some(61), caption: Some("Filmed from the lighthouse"), source: Some("Bay Films") }))
        LeadChanged(Some(Video { title: "The tide in a minute", media: None, url: None, poster: None, alt: "", duration: None, caption: None, source: None }))
        LeadChanged(None)
        MediumRedacted(MediumRedacted { media: MediaId(00000000-0000-0000-0000-000000000001), reason: Legal })
        PostPinned(PostId(00000000-0000-0000-0000-000000000001))
        PostPlaced(PostPlaced { post: PostId(00000000-0000-0000-0000-000000000001), shown: Some(Shown { at: 2026-03-01T09:00:00.123456Z, approximate: true }) })
        PostPlaced(PostPlaced { post: PostId(00000000-0000-0000-0000-000000000001), shown: Some(Shown { at: 2026-03-01T09:00:00Z, approximate: false }) })
        PostPlaced(PostPlaced { post: PostId(00000000-0000-0000-0000-000000000001), shown: None })
        PostPublished(PostPublished { post: PostId(00000000-0000-0000-0000-000000000001), published_at: 2026-03-01T09:00:00.123456789Z, approximate: true, content: Content { headline: Some("The ferry is late"), label: Some("Now"), key_event: true, byline: Some("By our harbour desk"), contributors: [Contributor { name: "Ada Moor" }, Contributor { name: "Lin Quay" }], dateline: Some("Odesa"), body: Body { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "It left an hour ago.", marks: Marks { link: None, set: [] } }] }), Opaque(Object {"attrs": Object {"any": Array [Number(1), Null, String("é")]}, "type": String("block_of_a_later_version")})], later: false } } })
        PostPublished(PostPublished { post: PostId(00000000-0000-0000-0000-000000000002), published_at: 1969-07-20T20:17:40Z, approximate: false, content: Content { headline: None, label: None, key_event: false, byline: None, contributors: [], dateline: None, body: Body { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "It is here.", marks: Marks { link: None, set: [] } }] })], later: false } } })
        PostPublished(PostPublished { post: PostId(00000000-0000-0000-0000-000000000003), published_at: 2026-03-01T09:00:00Z, approximate: false, content: Content { headline: None, label: None, key_event: false, byline: None, contributors: [], dateline: None, body: Body { blocks: [Opaque(Object {"of_a_later_version": Bool(true), "v": Number(2)})], later: true } } })
        PostRedacted(PostRedacted { post: PostId(00000000-0000-0000-0000-000000000001), reason: Privacy, published_at: 2026-03-01T09:00:00.123456Z, approximate: true, changes: [Seq(2), Seq(5), Seq(9)] })
        PostRedacted(PostRedacted { post: PostId(00000000-0000-0000-0000-000000000001), reason: Legal, published_at: 2026-03-01T09:00:00Z, approximate: false, changes: [Seq(2)] })
        PostRedacted(PostRedacted { post: PostId(00000000-0000-0000-0000-000000000001), reason: Safety, published_at: 2026-03-01T09:00:00Z, approximate: false, changes: [Seq(2)] })
        PostRevised(PostRevised { post: PostId(00000000-0000-0000-0000-000000000001), content: Content { headline: Some("The ferry is here"), label: None, key_event: false, byline: None, contributors: [], dateline: None, body: Body { blocks: [Paragraph(Paragraph { lead_in: None, text: [Text { text: "It holds 90.", marks: Marks { link: None, set: [] } }] })], later: false } }, notice: Some(NoticeGiven { kind: Correction, text: "The ferry holds 90, not 900." }) })
        PostRevised(PostRevised { post: PostId(00000000-0000-0000-0000-000000000001), content: Content { headline: None, label: None, key_event: false, byline: None, contributors: [], dateline: None, body: Body { blocks: [], later: false } }, notice: Some(NoticeGiven { kind: Clarification, text: "All times are local." }) })
        PostRevised(PostRevised { post: PostId(00000000-0000-0000-0000-000000000001), content: Content { headline: None, label: None, key_event: false, byline: None, contributors: [], dateline: None, body: Body { blocks: [], later: false } }, notice: Some(NoticeGiven { kind: Update, text: "With a word from the port." }) })
        PostRevised(PostRevised { post: PostId(00000000-0000-0000-0000-000000000001), content: Content { headline: None, label: None, key_event: false, byline: None, contributors: [], dateline: None, body: Body { blocks: [], later: false } }, notice: None })
        PostUnpinned(PostId(00000000-0000-0000-0000-000000000001))
        PostWithdrawn(PostWithdrawn { post: PostId(00000000-0000-0000-0000-000000000001), reason: "It told of another ferry." })
        SettingsChanged { language: Language("uk"), time_zone: Zone("Europe/Kyiv") }
        StandfirstChanged(Some("Wind and water.\nFerries stay in port."))
        StandfirstChanged(None)
        StatusChanged(StatusChanged { status: Live, note: None })
        StatusChanged(StatusChanged { status: Paused, note: Some("We are back at six.") })
        StatusChanged(StatusChanged { status: Ended, note: None })
        StatusChanged(StatusChanged { status: Draft, note: None })
        SuccessorChanged(Some(Coverage(Slug(after-the-storm))))
        SuccessorChanged(Some(Page("https://example.org/next")))
        SuccessorChanged(None)
        ThemeChanged(Some(Theme("contrast")))
        ThemeChanged(None)
    "#]].assert_eq(&meanings.concat());
}

#[test]
fn every_kind_and_version_that_is_written_has_a_golden_file() {
    let written: BTreeSet<_> = one_of_each()
        .iter()
        .filter(|change| !is_unknown(change))
        .map(|change| (change.kind().to_owned(), change.payload()["v"].as_u64().unwrap()))
        .collect();
    let kept: BTreeSet<_> = golden().into_iter().map(|golden| (golden.kind, golden.version)).collect();
    assert!(written.is_subset(&kept), "without a golden file: {:?}", written.difference(&kept));
    let known: BTreeSet<_> = written.iter().map(|(kind, _)| kind).collect();
    assert!(kept.iter().all(|(kind, _)| known.contains(kind)), "a kind was dropped");
}

#[test]
fn every_change_is_read_as_it_was_written() {
    for change in one_of_each() {
        assert_eq!(Change::read(change.kind(), change.payload()), change);
    }
}

#[test]
fn every_change_says_which_post_it_is_about() {
    let about: Vec<_> =
        one_of_each().iter().filter(|it| it.post() == Some(post(1))).map(|it| it.kind().to_owned()).collect();
    assert_eq!(
        about,
        [
            "post_published",
            "post_revised",
            "post_withdrawn",
            "post_placed",
            "post_pinned",
            "post_unpinned",
            "post_redacted",
        ]
    );
}

/// Which of these payloads of that kind are understood; all go out as they came in.
fn check(kind: &str, payloads: &[Value], expected: Expect) {
    let table: Vec<_> = payloads
        .iter()
        .map(|payload| {
            let change = Change::read(kind, payload.clone());
            if is_unknown(&change) {
                assert_eq!((change.kind(), change.payload(), change.post()), (kind, payload.clone(), None));
            }
            format!("{} {payload}\n", if is_unknown(&change) { "kept" } else { "read" })
        })
        .collect();
    expected.assert_eq(&table.concat());
}

#[test]
fn what_is_not_understood_is_kept() {
    check(
        "wind_changed",
        &[json!({"v": 1, "beaufort": 9}), json!(null), json!("text"), json!([1])],
        expect![[r#"
        kept {"beaufort":9,"v":1}
        kept null
        kept "text"
        kept [1]
    "#]],
    );
    check(
        "",
        &[json!({"v": 1})],
        expect![[r#"
        kept {"v":1}
    "#]],
    );
    check(
        "headline_changed",
        &[
            json!({"v": 1, "headline": "Storm"}),
            json!({"v": 2, "headline": "Storm"}),
            json!({"v": "1", "headline": "Storm"}),
            json!({"v": -1, "headline": "Storm"}),
            json!({"headline": "Storm"}),
            json!({"v": 1}),
            json!({"v": 1, "headline": null}),
            json!({"v": 1, "headline": ["Storm"]}),
            json!("Storm"),
            json!(null),
        ],
        expect![[r#"
            read {"headline":"Storm","v":1}
            kept {"headline":"Storm","v":2}
            kept {"headline":"Storm","v":"1"}
            kept {"headline":"Storm","v":-1}
            kept {"headline":"Storm"}
            kept {"v":1}
            kept {"headline":null,"v":1}
            kept {"headline":["Storm"],"v":1}
            kept "Storm"
            kept null
        "#]],
    );
    check(
        "status_changed",
        &[json!({"v": 1, "status": "archived"}), json!({"v": 1, "status": "live", "note": 5})],
        expect![[r#"
            kept {"status":"archived","v":1}
            kept {"note":5,"status":"live","v":1}
        "#]],
    );
    check(
        "successor_changed",
        &[json!({"v": 1, "successor": "No Slug"})],
        expect![[r#"
        kept {"successor":"No Slug","v":1}
    "#]],
    );
    check(
        "go_deeper_changed",
        &[json!({"v": 1, "go_deeper": [{"title": "a", "url": "javascript:alert(1)"}]})],
        expect![[r#"
        kept {"go_deeper":[{"title":"a","url":"javascript:alert(1)"}],"v":1}
    "#]],
    );
    check(
        "lead_changed",
        &[json!({"v": 1, "lead": {"kind": "map"}}), json!({"v": 1, "lead": {"kind": "image"}})],
        expect![[r#"
        kept {"lead":{"kind":"map"},"v":1}
        read {"lead":{"kind":"image"},"v":1}
    "#]],
    );
    check(
        "post_pinned",
        &[json!({"v": 1, "post": "1"}), json!({"v": 1})],
        expect![[r#"
        kept {"post":"1","v":1}
        kept {"v":1}
    "#]],
    );
    check(
        "post_published",
        &[
            json!({"v": 1, "post": "00000000-0000-0000-0000-000000000001", "published_at": "yesterday", "content": {"body": null}}),
        ],
        expect![[r#"
            kept {"content":{"body":null},"post":"00000000-0000-0000-0000-000000000001","published_at":"yesterday","v":1}
        "#]],
    );
}
