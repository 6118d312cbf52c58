//! Bad input: every field of every write, with everything that it may not be.
//! Each is refused by its name, and nothing is stored.

use axum::http::StatusCode;
use serde_json::{Map, Value, json};

use crate::app::{Answer, Caller, TestApp};
use crate::forms::{Form, Spot, every_form, every_spot, within};

/// Sends what `bad` makes of each form, with the field that each names.
async fn refused<S: ToString>(bad: impl Fn(&Form) -> Vec<(String, S)>) {
    refused_at(|form| bad(form).into_iter().map(|(field, body)| (Some(field), body)).collect()).await;
}

/// The same where the request as a whole may be at fault.
async fn refused_at<S: ToString>(bad: impl Fn(&Form) -> Vec<(Option<String>, S)>) {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let mut tried = 0;
    for form in every_form(&app, &owner).await {
        let before = standing(&owner, &form).await;
        for (field, body) in bad(&form) {
            let body = body.to_string();
            let answer = form.send(&owner, body.clone()).await;
            check_refused(&answer, field.as_deref(), &format!("{}: {body}", form.what));
            tried += 1;
        }
        assert_eq!(standing(&owner, &form).await, before, "nothing was stored by {}", form.what);
        // What was refused was refused for what was wrong with it, since the form as it is, is taken.
        form.send(&owner, form.body.to_string()).await.expect(form.status);
    }
    assert!(tried > 0);
}

/// Where the form's coverage stands, and how many coverages there are.
async fn standing(owner: &Caller, form: &Form) -> ((u64, usize), usize) {
    let listed = owner.get("/api/v1/coverages").await.json();
    (owner.standing(form.slug).await, listed["coverages"].as_array().unwrap().len())
}

#[track_caller]
fn check_refused(answer: &Answer, field: Option<&str>, what: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field:?} of {what}\n{}", answer.text());
    let told = answer.problem(answer.status);
    assert_eq!(told.field.as_deref(), field, "{what}\n{}", told.detail);
    assert!(!told.code.is_empty() && !told.detail.is_empty());
}

/// What is no value of the kind that stands there.
fn of_other_types(spot: &Spot) -> Vec<Value> {
    // A body may be text, a list or an object.
    if spot.field == "body" {
        return vec![json!(7), json!(true), json!(null), json!([]), json!({}), json!([7]), json!([[]]), json!([null])];
    }
    match &spot.value {
        Value::String(text) => vec![json!(7), json!(true), json!([]), json!([text]), json!({}), json!({"text": text})],
        Value::Number(_) => {
            vec![json!("7"), json!(true), json!([]), json!([7]), json!({}), json!(-1), json!(1.5), json!(1e30)]
        }
        Value::Bool(_) => vec![json!("true"), json!(0), json!(1), json!([]), json!([true]), json!({})],
        Value::Array(list) => vec![json!("x"), json!(7), json!(true), json!({}), json!({"0": list})],
        Value::Object(object) => {
            let values: Vec<_> = object.values().collect();
            vec![json!("x"), json!(7), json!(true), json!([]), json!(values), json!([object])]
        }
        Value::Null => Vec::new(),
    }
}

/// The place that a problem names when something there is of the wrong type:
/// the place itself, but for a body that is no body.
fn named(spot: &Spot, wrong: &Value) -> String {
    match (&*spot.field, wrong) {
        ("body", Value::Object(_)) => "body.v".to_owned(),
        ("body", Value::Array(list)) if !list.is_empty() => "body.doc.content[0]".to_owned(),
        (field, _) => field.to_owned(),
    }
}

#[tokio::test]
async fn a_value_of_another_type_is_refused() {
    refused(|form| {
        let spots = every_spot(&form.body).into_iter().skip(1);
        spots
            .flat_map(|spot| {
                let wrong = of_other_types(&spot);
                wrong
                    .into_iter()
                    .map(move |wrong| (named(&spot, &wrong), spot.put(&form.body, wrong)))
                    .collect::<Vec<_>>()
            })
            .collect()
    })
    .await;
}

#[tokio::test]
async fn a_request_that_is_no_object_is_refused() {
    refused_at(|form| {
        let values: Vec<_> = form.body.as_object().unwrap().values().collect();
        let bodies = [json!(values), json!([]), json!("x"), json!(7), json!(null), json!([form.body])];
        bodies.into_iter().map(|body| (None, body)).collect()
    })
    .await;
}

#[tokio::test]
async fn a_field_that_is_not_known_is_refused_wherever_it_stands() {
    refused(|form| {
        let spots = every_spot(&form.body).into_iter();
        let objects = spots.filter_map(|spot| Some((spot.value.as_object()?.clone(), spot)));
        objects
            .map(|(mut object, spot)| {
                object.insert("surprise".to_owned(), json!("x"));
                (within(&spot.field, "surprise"), spot.put(&form.body, object.into()))
            })
            .collect()
    })
    .await;
}

#[tokio::test]
async fn a_field_that_is_given_twice_is_refused_wherever_it_stands() {
    // No value can be so: it is written by hand.
    fn twice(object: &Map<String, Value>) -> String {
        let (key, value) = object.iter().next().unwrap();
        let rest = Value::Object(object.clone()).to_string();
        format!("{{{}:{value},{}", json!(key), rest.strip_prefix('{').unwrap())
    }
    refused(|form| {
        let spots = every_spot(&form.body).into_iter();
        let objects = spots.filter_map(|spot| Some((spot.value.as_object()?.clone(), spot)));
        objects
            .map(|(object, spot)| {
                let body = spot.put(&form.body, json!("@")).to_string().replace("\"@\"", &twice(&object));
                (within(&spot.field, object.keys().next().unwrap()), body)
            })
            .collect()
    })
    .await;
}

#[tokio::test]
async fn a_control_character_is_refused_in_every_text() {
    refused(|form| {
        let spots = every_spot(&form.body).into_iter();
        let texts = spots.filter_map(|spot| Some((spot.value.as_str()?.to_owned(), spot)));
        texts
            .flat_map(|(text, spot)| {
                ['\u{0}', '\u{7}', '\u{8}', '\u{b}', '\u{1b}', '\u{7f}', '\u{9f}', '\u{ffff}']
                    .map(|control| (spot.field.clone(), spot.put(&form.body, json!(format!("{text}{control}x")))))
            })
            .collect()
    })
    .await;
}

#[tokio::test]
async fn nothing_is_no_text() {
    refused(|form| {
        let spots = every_spot(&form.body).into_iter();
        // A picture that says nothing is a decoration: its text may be empty.
        let texts = spots.filter(|spot| spot.value.is_string() && !spot.field.ends_with(".alt"));
        texts
            .flat_map(|spot| {
                let blank = (!is_running_text(form, &spot)).then_some(" \n\t ");
                [Some(""), blank]
                    .into_iter()
                    .flatten()
                    .map(|nothing| (spot.field.clone(), spot.put(&form.body, json!(nothing))))
                    .collect::<Vec<_>>()
            })
            .collect()
    })
    .await;
}

/// A piece of running text may be a space between two others.
fn is_running_text(form: &Form, spot: &Spot) -> bool {
    let node = spot.pointer.strip_suffix("/text").and_then(|node| form.body.pointer(node));
    node.is_some_and(|node| node["type"] == "text")
}

#[tokio::test]
async fn null_is_refused_where_nothing_can_be_taken_away() {
    // What may be absent may be null when something is made; when something is
    // changed, absent leaves it and null takes it away.
    let free = |form: &Form, spot: &Spot| {
        let is = |fields: &[&str]| fields.contains(&&*spot.field);
        let made = |fields: &[&str]| form.status == StatusCode::CREATED && is(fields);
        is(&[
            "standfirst",
            "status_note",
            "successor",
            "lead",
            "theme",
            "pinned",
            "headline",
            "label",
            "byline",
            "dateline",
            "publish_at",
        ]) && !(form.body.get("slug").is_some() && is(&["headline"]))
            && !(form.what == "amend a coverage" && is(&["headline"]))
            && !(form.what == "revise a post" && is(&["publish_at"]))
            || made(&["status", "language", "time_zone", "key_points", "go_deeper", "key_event", "contributors"])
            || spot.field.starts_with("lead.") && !is(&["lead.kind", "lead.title"])
            || is(&["key_points[0].post", "go_deeper[0].url"])
            || is_optional_in_a_body(form, spot)
    };
    refused(|form| {
        let spots = every_spot(&form.body).into_iter().skip(1);
        spots
            .filter(|spot| !free(form, spot))
            .map(|spot| (named_null(&spot), spot.put(&form.body, json!(null))))
            .collect()
    })
    .await;
}

/// Attributes of blocks may be null, those aside without which a block is none.
fn is_optional_in_a_body(form: &Form, spot: &Spot) -> bool {
    let Some((node, attribute)) = spot.pointer.split_once("/attrs/").filter(|(_, rest)| !rest.contains('/')) else {
        // `attrs` as a whole may be null, if nothing in it is needed.
        let Some(node) = spot.pointer.strip_suffix("/attrs").and_then(|node| form.body.pointer(node)) else {
            return false;
        };
        return !["heading", "video", "embed", "related", "read_more", "link"]
            .contains(&node["type"].as_str().unwrap());
    };
    let needed: &[&str] = match form.body.pointer(node).unwrap()["type"].as_str().unwrap() {
        "heading" => &["level"],
        "video" | "related" => &["title"],
        "embed" => &["url"],
        "read_more" => &["text"],
        "link" => &["href"],
        // They go together.
        "image" => &["width", "height"],
        _ => &[],
    };
    !needed.contains(&attribute)
}

/// Where `null` is found to be wrong: at what is missing then.
fn named_null(spot: &Spot) -> String {
    let needed =
        [("heading", "level"), ("video", "title"), ("embed", "url"), ("related", "title"), ("read_more", "text")];
    if spot.field.ends_with(".width") || spot.field.ends_with(".height") {
        return spot.field.rsplit_once('.').unwrap().0.to_owned();
    }
    if !spot.field.ends_with(".attrs") {
        return spot.field.clone();
    }
    // The forms hold one of each block, and each of these knows its own attribute.
    let attrs = spot.value.as_object().unwrap();
    let has = |key: &str| attrs.contains_key(key);
    let (_, key) = match () {
        () if has("level") => needed[0],
        () if has("duration") => needed[1],
        () if has("provider") => needed[2],
        () if has("image") => needed[3],
        () if has("text") => needed[4],
        () => ("link", "href"),
    };
    format!("{}.{key}", spot.field)
}

#[tokio::test]
async fn only_links_to_the_web_are_taken() {
    const BAD: &[&str] = &[
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "file:///etc/passwd",
        "blob:https://example.org/x",
        "ftp://example.org/",
        "/relative",
        "relative",
        "//example.org/x",
        "?query",
        "#fragment",
        "https://",
        "http:",
        "https://exa mple.org/",
        "https://example.org:99999/",
    ];
    refused(|form| {
        let spots = every_spot(&form.body).into_iter();
        let links = spots.filter(|spot| spot.value.as_str().is_some_and(|text| text.starts_with("https://")));
        let bad: Vec<_> = links
            .flat_map(|spot| {
                let mailto = (!spot.field.ends_with(".href")).then_some("mailto:a@example.org");
                let long = format!("https://example.org/{}", "x".repeat(2_048));
                let spaced = format!("https://example.org/{}x", " ".repeat(1_000));
                let bad = BAD.iter().copied().chain(mailto).map(str::to_owned).chain([long, spaced]);
                // A slug is taken where a successor stands.
                let bad = bad.filter(|bad| spot.field != "successor" || bad != "relative");
                bad.map(|bad| (spot.field.clone(), spot.put(&form.body, json!(bad)))).collect::<Vec<_>>()
            })
            .collect();
        bad
    })
    .await;
}

#[tokio::test]
async fn an_id_is_written_in_one_way_and_leads_somewhere() {
    refused(|form| {
        let is_id = |text: &str| text.parse::<coverage::PostId>().is_ok();
        let spots = every_spot(&form.body).into_iter();
        let ids = spots.filter(|spot| spot.value.as_str().is_some_and(is_id));
        let bad: Vec<_> = ids
            .flat_map(|spot| {
                let id = spot.value.as_str().unwrap();
                let spelt = [
                    "x".to_owned(),
                    id.to_uppercase(),
                    id.replace('-', ""),
                    format!("{{{id}}}"),
                    format!("urn:uuid:{id}"),
                    format!("{id} "),
                    format!("../{id}"),
                ];
                let mut bad: Vec<_> = spelt.map(|bad| (spot.field.clone(), spot.put(&form.body, json!(bad)))).into();
                // What is nowhere stored is named by where the media of a request are looked up.
                let nowhere = server::post_id().to_string();
                let field = match &*spot.field {
                    field if field.starts_with("lead") => "lead",
                    field if field.starts_with("body") => "body",
                    field => field,
                };
                bad.push((field.to_owned(), spot.put(&form.body, json!(nowhere))));
                bad
            })
            .collect();
        bad
    })
    .await;
}

#[tokio::test]
async fn a_word_that_is_not_one_of_those_there_are_is_refused() {
    refused(|form| {
        let names = ["status", "language", "time_zone", "kind", "type"];
        let spots = every_spot(&form.body).into_iter();
        let words = spots.filter(|spot| spot.pointer.rsplit('/').next().is_some_and(|key| names.contains(&key)));
        let bad: Vec<_> = words
            .flat_map(|spot| {
                ["nonsense or not", "Live!", "image ", "<script>", "../UTC"]
                    .map(|word| (spot.field.clone(), spot.put(&form.body, json!(word))))
            })
            .collect();
        bad
    })
    .await;
}

#[tokio::test]
async fn what_is_needed_is_missed_by_its_name() {
    refused(|form| {
        let needed: &[&str] = match form.what {
            "open a coverage" => &["slug", "headline", "key_points[0].text", "go_deeper[0].title", "lead.kind"],
            "open a coverage with a film" => &["slug", "lead.title", "lead.kind"],
            "amend a coverage" => &["key_points[0].text", "go_deeper[0].title", "lead.title", "lead.kind"],
            "revise a post" => &["notice.kind", "notice.text", "contributors[0].name", "body.v", "body.doc"],
            "edit a draft" => &["contributors[0].name", "body.doc.type"],
            "create a post" => &[
                "body",
                "contributors[0].name",
                "body.doc.content[0].type",
                "body.doc.content[0].content[2].text",
                "body.doc.content[1].attrs.level",
            ],
            _ => &["reason"],
        };
        let spots = every_spot(&form.body);
        needed
            .iter()
            .map(|field| {
                let spot = spots.iter().find(|spot| spot.field == *field).unwrap();
                let (outer, key) = spot.pointer.rsplit_once('/').unwrap();
                let mut body = form.body.clone();
                body.pointer_mut(outer).unwrap().as_object_mut().unwrap().remove(key).unwrap();
                ((*field).to_owned(), body)
            })
            .collect()
    })
    .await;
}
