//! How long and how many: the last that is taken, and the first that is not.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, coverage, post, posts};

/// A place for text.
struct Limit {
    /// As a problem names it.
    field: &'static str,
    /// The most characters.
    most: usize,
    /// The request that has the text there.
    request: fn(&Value) -> Value,
}

/// Texts of one line.
const LINES: &[Limit] = &[
    Limit { field: "headline", most: 300, request: |text| json!({"headline": text}) },
    Limit { field: "go_deeper[0].title", most: 300, request: |text| json!({"go_deeper": [{"title": text}]}) },
    Limit { field: "lead.credit", most: 300, request: |text| json!({"lead": {"kind": "image", "credit": text}}) },
    Limit { field: "lead.title", most: 300, request: |text| json!({"lead": {"kind": "video", "title": text}}) },
    Limit {
        field: "lead.source",
        most: 300,
        request: |text| json!({"lead": {"kind": "video", "title": "x", "source": text}}),
    },
];

/// Texts that may have several lines.
const PROSE: &[Limit] = &[
    Limit { field: "standfirst", most: 1_000, request: |text| json!({"standfirst": text}) },
    Limit { field: "status_note", most: 500, request: |text| json!({"status_note": text}) },
    Limit { field: "key_points[0].text", most: 1_000, request: |text| json!({"key_points": [{"text": text}]}) },
    Limit { field: "lead.alt", most: 2_000, request: |text| json!({"lead": {"kind": "image", "alt": text}}) },
    Limit { field: "lead.caption", most: 1_000, request: |text| json!({"lead": {"kind": "image", "caption": text}}) },
];

/// Texts of one line in a post.
const POST_LINES: &[Limit] = &[
    Limit { field: "headline", most: 300, request: |text| json!({"headline": text, "body": "x"}) },
    Limit { field: "label", most: 40, request: |text| json!({"label": text, "body": "x"}) },
    Limit { field: "byline", most: 200, request: |text| json!({"byline": text, "body": "x"}) },
    Limit { field: "dateline", most: 120, request: |text| json!({"dateline": text, "body": "x"}) },
    Limit {
        field: "contributors[0].name",
        most: 200,
        request: |text| json!({"contributors": [{"name": text}], "body": "x"}),
    },
    Limit {
        field: "body.doc.content[0].attrs.lead_in",
        most: 200,
        request: |text| block("paragraph", &json!({"lead_in": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.credit",
        most: 300,
        request: |text| block("image", &json!({"credit": text, "caption": "x"})),
    },
    Limit {
        field: "body.doc.content[0].attrs.title",
        most: 300,
        request: |text| block("video", &json!({"title": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.source",
        most: 300,
        request: |text| block("video", &json!({"title": "x", "source": text})),
    },
    Limit { field: "body.doc.content[0].attrs.provider", most: 100, request: |text| embed("provider", text) },
    Limit { field: "body.doc.content[0].attrs.title", most: 300, request: |text| embed("title", text) },
    Limit { field: "body.doc.content[0].attrs.byline", most: 200, request: |text| embed("byline", text) },
    Limit { field: "body.doc.content[0].attrs.posted_at", most: 60, request: |text| embed("posted_at", text) },
    Limit {
        field: "body.doc.content[0].attrs.title",
        most: 300,
        request: |text| block("related", &json!({"title": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.alt",
        most: 1_000,
        request: |text| block("related", &json!({"title": "x", "alt": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.credit",
        most: 300,
        request: |text| block("related", &json!({"title": "x", "credit": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.text",
        most: 300,
        request: |text| block("read_more", &json!({"text": text})),
    },
    Limit { field: "body.doc.content[0].attrs.caption", most: 300, request: table },
    Limit { field: "body.doc.content[0].attrs.attribution", most: 300, request: quote },
];

/// Texts in a post that may have several lines.
const POST_PROSE: &[Limit] = &[
    Limit {
        field: "body.doc.content[0].attrs.caption",
        most: 1_000,
        request: |text| block("image", &json!({"caption": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.alt",
        most: 2_000,
        request: |text| block("image", &json!({"alt": text, "caption": "x"})),
    },
    Limit {
        field: "body.doc.content[0].attrs.caption",
        most: 1_000,
        request: |text| block("video", &json!({"title": "x", "caption": text})),
    },
    Limit {
        field: "body.doc.content[0].attrs.caption",
        most: 1_000,
        request: |text| block("related", &json!({"title": "x", "caption": text})),
    },
    Limit { field: "body.doc.content[0].attrs.text", most: 5_000, request: |text| embed("text", text) },
];

fn body(blocks: &Value) -> Value {
    json!({"body": {"v": 1, "doc": {"type": "doc", "content": blocks}}})
}

fn block(kind: &str, attrs: &Value) -> Value {
    body(&json!([{"type": kind, "attrs": attrs}]))
}

fn embed(attribute: &str, text: &Value) -> Value {
    block("embed", &json!({"url": "https://example.org/", attribute: text}))
}

fn paragraph(text: &Value) -> Value {
    json!({"type": "paragraph", "content": [{"type": "text", "text": text}]})
}

fn quote(text: &Value) -> Value {
    body(&json!([{"type": "blockquote", "attrs": {"attribution": text}, "content": [paragraph(&json!("x"))]}]))
}

fn table(text: &Value) -> Value {
    let cell = json!({"type": "table_cell", "content": [{"type": "text", "text": "x"}]});
    body(&json!([{"type": "table", "attrs": {"caption": text}, "content": [{"type": "table_row", "content": [cell]}]}]))
}

/// A server with a coverage `storm`, and how one sends it a patch or a draft.
struct Bench {
    _app: TestApp,
    owner: Caller,
}

impl Bench {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let owner = app.owner().await;
        owner.cover("storm").await;
        Self { _app: app, owner }
    }

    async fn check(&self, method: &Method, path: &str, limit: &Limit, line_end: bool) {
        let Limit { field, most, request } = limit;
        let send = async |text: &str| self.owner.write(method.clone(), path, &request(&json!(text))).await;
        // A character is a character, in whatever alphabet.
        for character in ["x", "ж", "🦀"] {
            let before = self.owner.standing("storm").await;
            let told = send(&character.repeat(most + 1)).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!((&*told.code, told.field.as_deref()), ("too_long", Some(*field)));
            assert!(told.detail.contains(&most.to_string()) && told.hint.is_some(), "{told:?}");
            assert_eq!(self.owner.standing("storm").await, before, "{field}");
            let answer = send(&character.repeat(*most)).await;
            assert!(answer.status.is_success(), "{field}: {}", answer.text());
        }
        // White space at the ends does not count.
        let padded = format!(" {}\n", "x".repeat(*most));
        if !field.ends_with(".alt") {
            let answer = send(&padded).await;
            assert!(answer.status.is_success(), "{field}: {}", answer.text());
        }
        let answer = send("one\ntwo").await;
        if line_end {
            assert!(answer.status.is_success(), "{field}: {}", answer.text());
        } else {
            let told = answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!((&*told.code, told.field.as_deref()), ("control_character", Some(*field)));
        }
    }

    /// Tells whether a draft with that in it is taken, or which field is not.
    async fn draft(&self, mut draft: Value) -> Result<Value, (String, String)> {
        draft["status"] = "draft".into();
        let answer = self.owner.post(&posts("storm"), &draft).await;
        if answer.status == StatusCode::CREATED {
            return Ok(answer.json());
        }
        let told = answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
        Err((told.field.unwrap(), told.code))
    }

    /// The same for a patch of the coverage.
    async fn patch(&self, patch: Value) -> Result<Value, (String, String)> {
        let answer = self.owner.patch(&coverage("storm"), &patch).await;
        if answer.status == StatusCode::OK {
            return Ok(answer.json());
        }
        let told = answer.problem(StatusCode::UNPROCESSABLE_ENTITY);
        Err((told.field.unwrap(), told.code))
    }
}

fn refused(field: &str, code: &str) -> Result<Value, (String, String)> {
    Err((field.to_owned(), code.to_owned()))
}

#[tokio::test]
async fn texts_of_a_coverage() {
    let bench = Bench::new().await;
    for limit in LINES {
        bench.check(&Method::PATCH, &coverage("storm"), limit, false).await;
    }
    for limit in PROSE {
        bench.check(&Method::PATCH, &coverage("storm"), limit, true).await;
    }
}

#[tokio::test]
async fn texts_of_a_post() {
    let bench = Bench::new().await;
    for limit in POST_LINES {
        bench.check(&Method::POST, &posts("storm"), limit, false).await;
    }
    for limit in POST_PROSE {
        bench.check(&Method::POST, &posts("storm"), limit, true).await;
    }
}

#[tokio::test]
async fn texts_about_a_post() {
    let bench = Bench::new().await;
    let id = bench.owner.publish("storm", "The harbour closes").await;
    let notice = Limit {
        field: "notice.text",
        most: 1_000,
        request: |text| json!({"notice": {"kind": "update", "text": text}}),
    };
    bench.check(&Method::PATCH, &post("storm", &id), &notice, true).await;
    let reason = |length: usize| json!({"reason": "x".repeat(length)});
    let told = bench.owner.delete(&post("storm", &id), &reason(1_001)).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(told.field.as_deref(), Some("reason"));
    bench.owner.delete(&post("storm", &id), &reason(1_000)).await.expect(StatusCode::OK);
}

#[tokio::test]
async fn lists() {
    let bench = Bench::new().await;
    let many = |number: usize, part: Value| Value::from(vec![part; number]);
    for (field, most, part) in [("key_points", 20, json!({"text": "x"})), ("go_deeper", 50, json!({"title": "x"}))] {
        let kept = bench.patch(json!({field: many(most, part.clone())})).await.unwrap();
        assert_eq!(kept[field].as_array().unwrap().len(), most);
        assert_eq!(bench.patch(json!({field: many(most + 1, part.clone())})).await, refused(field, "too_many"));
        assert_eq!(bench.patch(json!({field: []})).await.unwrap()[field], json!([]), "none is a list too");
    }
    let people = |number| json!({"body": "x", "contributors": many(number, json!({"name": "x"}))});
    assert!(bench.draft(people(50)).await.is_ok());
    assert_eq!(bench.draft(people(51)).await, refused("contributors", "too_many"));
}

#[tokio::test]
async fn bodies() {
    let bench = Bench::new().await;
    // Each paragraph is two nodes: itself and its text.
    let paragraphs = |number: usize| body(&Value::from(vec![paragraph(&json!("x")); number]));
    assert!(bench.draft(paragraphs(2_000)).await.is_ok());
    assert_eq!(bench.draft(paragraphs(2_001)).await, refused("body", "too_many"));
    let long = |length: usize| body(&json!([paragraph(&json!("x".repeat(length)))]));
    assert!(bench.draft(long(100_000)).await.is_ok());
    assert_eq!(bench.draft(long(100_001)).await, refused("body", "too_long"));
    let halves = body(&json!([paragraph(&json!("x".repeat(50_000))), paragraph(&json!("x".repeat(50_001)))]));
    assert_eq!(bench.draft(halves).await, refused("body", "too_long"));
    let markdown = |length: usize| json!({"body": "x".repeat(length)});
    assert!(bench.draft(markdown(100_000)).await.is_ok());
    assert_eq!(bench.draft(markdown(100_001)).await, refused("body", "too_long"));
    assert_eq!(bench.draft(markdown(600_000)).await, refused("body", "too_long"));
    // What stands in attributes counts too, though for less.
    let cards = |number: usize| {
        let card = json!({"type": "embed", "attrs": {"url": "https://example.org/", "text": "x".repeat(5_000)}});
        body(&Value::from(vec![card; number]))
    };
    assert!(bench.draft(cards(99)).await.is_ok());
    assert_eq!(bench.draft(cards(101)).await, refused("body", "too_long"));
}

#[tokio::test]
async fn lists_in_lists() {
    let bench = Bench::new().await;
    let nested = |depth: usize| {
        let mut block = paragraph(&json!("x"));
        for _ in 0..depth {
            let item =
                if block["type"] == "paragraph" { json!([block]) } else { json!([paragraph(&json!("x")), block]) };
            block = json!({"type": "bullet_list", "content": [{"type": "list_item", "content": item}]});
        }
        body(&json!([block]))
    };
    assert!(bench.draft(nested(6)).await.is_ok());
    let (field, code) = bench.draft(nested(7)).await.unwrap_err();
    assert!(field.starts_with("body.doc.content[0].content[0].content[1]"), "{field}");
    assert!(!code.is_empty());
    let markdown = |depth: usize| json!({"body": (0..depth).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect::<String>()});
    assert!(bench.draft(markdown(6)).await.is_ok());
    for depth in [7, 30, 200, 500] {
        assert!(bench.draft(markdown(depth)).await.unwrap_err().0.starts_with("body"));
    }
}

#[tokio::test]
async fn numbers() {
    let bench = Bench::new().await;
    let picture =
        |size: Value| body(&json!([{"type": "image", "attrs": {"caption": "x", "width": size, "height": size}}]));
    let film = |duration: Value| block("video", &json!({"title": "x", "duration": duration}));
    let start = |start: Value| {
        let item = json!({"type": "list_item", "content": [paragraph(&json!("x"))]});
        body(&json!([{"type": "ordered_list", "attrs": {"start": start}, "content": [item]}]))
    };
    let at = |attribute: &str| format!("body.doc.content[0].attrs.{attribute}");
    for (draft, field, most) in [
        (&picture as &dyn Fn(Value) -> Value, at("width"), 100_000_u64),
        (&film, at("duration"), 1_000_000),
        (&start, at("start"), 1_000_000),
    ] {
        assert!(bench.draft(draft(json!(1))).await.is_ok());
        assert!(bench.draft(draft(json!(most))).await.is_ok());
        for bad in [json!(0), json!(most + 1), json!(-1), json!(1.5), json!(u64::MAX), json!(1e300)] {
            assert_eq!(bench.draft(draft(bad)).await.unwrap_err().0, field);
        }
    }
    let lead = |field: &str, number: Value| match field {
        "duration" => json!({"lead": {"kind": "video", "title": "x", "duration": number}}),
        "width" => json!({"lead": {"kind": "image", "width": number, "height": 1}}),
        _ => json!({"lead": {"kind": "image", "width": 1, "height": number}}),
    };
    for (field, most) in [("width", 100_000_u64), ("height", 100_000), ("duration", 1_000_000)] {
        assert!(bench.patch(lead(field, json!(1))).await.is_ok());
        assert!(bench.patch(lead(field, json!(most))).await.is_ok());
        for bad in [json!(0), json!(most + 1), json!(-1), json!(1.5), json!(4_294_967_296_u64), json!(1e300)] {
            assert_eq!(bench.patch(lead(field, bad)).await.unwrap_err().0, format!("lead.{field}"));
        }
    }
    for alone in ["width", "height"] {
        let told = bench.patch(json!({"lead": {"kind": "image", alone: 1}})).await.unwrap_err();
        assert_eq!(told.0, format!("lead.{alone}"));
    }
}

#[tokio::test]
async fn names_in_urls() {
    let bench = Bench::new().await;
    let open = async |slug: &str| bench.owner.post("/api/v1/coverages", &json!({"slug": slug, "headline": "x"})).await;
    for slug in ["x", "2026", "a-b-c", &"x".repeat(80)] {
        open(slug).await.expect(StatusCode::CREATED);
        bench.owner.get(&format!("/live/{slug}")).await.expect(StatusCode::OK);
    }
    for slug in
        ["", "-", "-x", "x-", "x--y", "Storm", "ß", "x y", "x.json", "x/y", "../x", "x\u{0}", "%41", &"x".repeat(81)]
    {
        let told = open(slug).await.problem(StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(told.field.as_deref(), Some("slug"), "{slug}");
    }
    open("x").await.problem(StatusCode::CONFLICT);
    // A coverage on this server or a page elsewhere goes on with the story.
    for successor in ["-x", "x--y", "X", "x y", "", &"x".repeat(81)] {
        let patch = json!({"status": "ended", "successor": successor});
        assert_eq!(bench.patch(patch).await.unwrap_err().0, "successor", "{successor}");
    }
    assert_eq!(bench.patch(json!({"successor": "x"})).await, refused("successor", "successor_before_end"));
}

#[tokio::test]
async fn languages_and_zones() {
    let bench = Bench::new().await;
    for language in ["en", "DE-at", "zh-Hant-TW", "ar", "sr-Latn", "i-klingon"] {
        bench.patch(json!({"language": language})).await.unwrap();
    }
    for language in
        ["", "e", "Deutsch", "english language", "en_GB", "\"><script>", &format!("en-x{}", "-abcdefgh".repeat(20))]
    {
        assert_eq!(bench.patch(json!({"language": language})).await, refused("language", "bad_language"), "{language}");
    }
    for zone in ["UTC", "Europe/London", "Asia/Kathmandu"] {
        bench.patch(json!({"time_zone": zone})).await.unwrap();
    }
    for zone in ["", "Europe", "Mars/Olympus", "+01:00", "../../etc/passwd", "Europe/London\u{0}", &"x".repeat(10_000)]
    {
        assert_eq!(bench.patch(json!({"time_zone": zone})).await, refused("time_zone", "bad_time_zone"), "{zone}");
    }
}

#[tokio::test]
async fn statuses_go_from_one_to_the_next() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for (start, ok) in [("draft", true), ("live", true), ("paused", false), ("ended", false)] {
        let new = json!({"slug": start, "headline": "x", "status": start});
        let answer = owner.post("/api/v1/coverages", &new).await;
        if ok {
            answer.expect(StatusCode::CREATED);
        } else {
            assert_eq!(answer.problem(StatusCode::UNPROCESSABLE_ENTITY).field.as_deref(), Some("status"));
        }
    }
    // Each status is asked for from each, in an order that only legal steps make.
    for (slug, to, ok) in [
        ("draft", "paused", false),
        ("draft", "ended", false),
        ("draft", "live", true),
        ("live", "draft", false),
        ("live", "paused", true),
        ("live", "draft", false),
        ("live", "ended", true),
        ("live", "paused", false),
        ("live", "draft", false),
        ("live", "live", true),
        ("draft", "paused", true),
        ("draft", "live", true),
    ] {
        let answer = owner.patch(&coverage(slug), &json!({"status": to})).await;
        if ok {
            assert_eq!(answer.expect(StatusCode::OK).json()["status"], to);
        } else {
            let told = answer.problem(StatusCode::CONFLICT);
            assert_eq!((&*told.code, told.field.as_deref()), ("status_step", Some("status")), "{slug} to {to}");
            assert!(told.hint.is_some());
        }
    }
}
