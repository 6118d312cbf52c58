//! Every write that the API takes, with every field filled in.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::app::{Caller, TestApp, coverage, post, posts};

/// A request that is in order.
pub(crate) struct Form {
    pub(crate) what: &'static str,
    pub(crate) method: Method,
    pub(crate) path: String,
    /// Its body, with every field that there is.
    pub(crate) body: Value,
    /// The coverage that it is about.
    pub(crate) slug: &'static str,
    pub(crate) status: StatusCode,
}

impl Form {
    /// Sends the request with another body, which may be no JSON at all.
    pub(crate) async fn send(&self, member: &Caller, body: impl Into<bytes::Bytes>) -> crate::app::Answer {
        member.with("content-type", "application/json").send(self.method.clone(), &self.path, body).await
    }
}

/// The forms, each about a coverage of its own that is live and has a post and a draft.
pub(crate) async fn every_form(app: &TestApp, owner: &Caller) -> Vec<Form> {
    let picture = app.picture().await;
    let mut forms = Vec::new();
    for (what, slug) in [
        ("open a coverage", "one"),
        ("open a coverage with a film", "two"),
        ("amend a coverage", "three"),
        ("create a post", "four"),
        ("revise a post", "five"),
        ("edit a draft", "six"),
        ("withdraw a post", "seven"),
    ] {
        owner.cover(slug).await;
        let published = owner.publish(slug, "The harbour closes").await;
        let draft = json!({"headline": "In the making", "body": "First words.", "status": "draft"});
        let draft = owner.post(&posts(slug), &draft).await.expect(StatusCode::CREATED).json();
        let draft = draft["id"].as_str().unwrap().to_owned();
        let (method, path, status, body) = match what {
            "open a coverage" => {
                (Method::POST, "/api/v1/coverages".to_owned(), 201, opening("new-one", &image_lead(&picture)))
            }
            "open a coverage with a film" => {
                (Method::POST, "/api/v1/coverages".to_owned(), 201, opening("new-two", &video_lead(&picture)))
            }
            "amend a coverage" => (Method::PATCH, coverage(slug), 200, amendment(&published, &picture)),
            "create a post" => {
                let mut body = content(&picture);
                body["status"] = "scheduled".into();
                body["publish_at"] = "2099-01-01T00:00:00Z".into();
                (Method::POST, posts(slug), 201, body)
            }
            "revise a post" => {
                let mut body = content(&picture);
                body["status"] = "published".into();
                body["notice"] = json!({"kind": "correction", "text": "It closed at nine."});
                (Method::PATCH, post(slug, &published), 200, body)
            }
            "edit a draft" => {
                let mut body = content(&picture);
                body["status"] = "scheduled".into();
                body["publish_at"] = "2099-01-01T00:00:00Z".into();
                body["version"] = 1.into();
                (Method::PATCH, post(slug, &draft), 200, body)
            }
            _ => (Method::DELETE, post(slug, &published), 200, json!({"reason": "It told of another harbour."})),
        };
        forms.push(Form { what, method, path, body, slug, status: StatusCode::from_u16(status).unwrap() });
    }
    forms
}

fn opening(slug: &str, lead: &Value) -> Value {
    json!({
        "slug": slug, "headline": "The great storm", "status": "live", "language": "en-GB", "time_zone": "Europe/London",
        "theme": "contrast", "standfirst": "All day long.", "key_points": [{"text": "No ferry sails"}], "lead": lead,
        "go_deeper": [{"title": "How tides work", "url": "https://example.org/tides"}],
    })
}

fn amendment(published: &str, picture: &str) -> Value {
    json!({
        "headline": "The great storm", "standfirst": "All day long.", "language": "en-GB", "time_zone": "Europe/London",
        "theme": "contrast", "status": "ended", "status_note": "Good night.", "successor": "https://example.org/the-day-after",
        "lead": video_lead(picture), "key_points": [{"text": "No ferry sails", "post": published}], "pinned": published,
        "go_deeper": [{"title": "How tides work", "url": "https://example.org/tides"}],
    })
}

fn image_lead(picture: &str) -> Value {
    json!({
        "kind": "image", "media": picture, "alt": "The bay", "caption": "The bay at noon", "credit": "Jo Field",
        "width": 1_200, "height": 800,
    })
}

fn video_lead(picture: &str) -> Value {
    json!({
        "kind": "video", "title": "The bay", "media": picture, "url": "https://example.org/bay", "poster": picture,
        "alt": "The bay", "duration": 90, "caption": "The bay at noon", "source": "Jo Field",
    })
}

fn content(picture: &str) -> Value {
    json!({
        "headline": "The harbour is closed", "label": "Breaking", "key_event": true, "byline": "Ann Reeve",
        "contributors": [{"name": "Jo Field"}], "dateline": "West quay",
        "body": {"v": 1, "doc": {"type": "doc", "content": every_block(picture)}},
    })
}

/// One of each block, with all its attributes.
pub(crate) fn every_block(picture: &str) -> Value {
    let text = json!({"type": "text", "text": "The quay is under water."});
    let paragraph = json!({"type": "paragraph", "content": [text]});
    let image = json!({"type": "image", "attrs": {
        "media": picture, "alt": "The bay", "caption": "The bay at noon", "credit": "Jo Field", "width": 1_200, "height": 800}});
    let link = json!({"type": "link", "attrs": {"href": "https://example.org/ferry"}});
    json!([
        {"type": "paragraph", "attrs": {"lead_in": "What we know:"}, "content": [
            {"type": "text", "text": "the last ferry", "marks": [link, {"type": "strong"}]},
            {"type": "hard_break"},
            text,
        ]},
        {"type": "heading", "attrs": {"level": 2}, "content": [text]},
        {"type": "bullet_list", "content": [{"type": "list_item", "content": [paragraph]}]},
        {"type": "ordered_list", "attrs": {"start": 3}, "content": [{"type": "list_item", "content": [paragraph]}]},
        {"type": "blockquote", "attrs": {"attribution": "The master", "url": "https://example.org/said"}, "content": [paragraph]},
        image,
        {"type": "gallery", "content": [image]},
        {"type": "video", "attrs": {"title": "The bay", "media": picture, "url": "https://example.org/bay",
            "poster": picture, "duration": 90, "caption": "The bay at noon", "source": "Jo Field"}},
        {"type": "embed", "attrs": {"url": "https://example.org/post", "provider": "Example", "title": "A post",
            "byline": "A reader", "text": "It is wet.", "posted_at": "Today"}},
        {"type": "related", "attrs": {"title": "Tides", "url": "https://example.org/tides", "image": picture,
            "alt": "A chart", "caption": "How they move", "credit": "Jo Field"}},
        {"type": "read_more", "attrs": {"text": "Read on", "url": "https://example.org/more"}},
        {"type": "table", "attrs": {"caption": "Sailings"}, "content": [{"type": "table_row", "content": [
            {"type": "table_header", "content": [text]}, {"type": "table_cell", "content": [text]}]}]},
        {"type": "horizontal_rule"},
    ])
}

/// A place in a form.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    /// As a problem names it, such as `key_points[0].text`; empty for the whole.
    pub(crate) field: String,
    /// As a JSON pointer (RFC 6901).
    pub(crate) pointer: String,
    pub(crate) value: Value,
}

/// Every place in a form, the whole included.
pub(crate) fn every_spot(form: &Value) -> Vec<Spot> {
    let mut spots = vec![Spot { field: String::new(), pointer: String::new(), value: form.clone() }];
    let mut next = 0;
    while let Some(Spot { field, pointer, value }) = spots.get(next).cloned() {
        match &value {
            Value::Object(object) => spots.extend(object.iter().map(|(key, value)| Spot {
                field: within(&field, key),
                pointer: format!("{pointer}/{key}"),
                value: value.clone(),
            })),
            Value::Array(list) => spots.extend(list.iter().enumerate().map(|(index, value)| Spot {
                field: format!("{field}[{index}]"),
                pointer: format!("{pointer}/{index}"),
                value: value.clone(),
            })),
            _ => {}
        }
        next += 1;
    }
    spots
}

/// How a field inside another is named.
pub(crate) fn within(outer: &str, field: &str) -> String {
    if outer.is_empty() { field.to_owned() } else { format!("{outer}.{field}") }
}

impl Spot {
    /// The form with something else here.
    pub(crate) fn put(&self, form: &Value, value: Value) -> Value {
        let mut form = form.clone();
        *form.pointer_mut(&self.pointer).unwrap() = value;
        form
    }
}

#[tokio::test]
async fn every_form_is_in_order() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    for form in every_form(&app, &owner).await {
        let answer = form.send(&owner, form.body.to_string()).await;
        assert_eq!(answer.status, form.status, "{}: {}", form.what, answer.text());
    }
}

/// The shapes that the API takes and the forms that show them, so that a new
/// field is not left out of the tables that are made from the forms.
#[tokio::test]
async fn the_forms_have_every_field_that_the_api_takes() {
    let app = TestApp::start().await;
    let owner = app.owner().await;
    let forms = every_form(&app, &owner).await;
    let document = server::openapi();
    for (shape, whats, inside) in [
        ("NewCoverage", &["open a coverage"][..], ""),
        ("CoveragePatch", &["amend a coverage"], ""),
        ("NewPost", &["create a post"], ""),
        ("PostPatch", &["revise a post", "edit a draft"], ""),
        ("Withdrawal", &["withdraw a post"], ""),
        ("Notice", &["revise a post"], "/notice"),
        ("KeyPoint", &["amend a coverage"], "/key_points/0"),
        ("Further", &["amend a coverage"], "/go_deeper/0"),
        ("Contributor", &["create a post"], "/contributors/0"),
        ("Lead", &["open a coverage", "open a coverage with a film"], "/lead"),
    ] {
        let described = document["components"]["schemas"][shape]["properties"].as_object().unwrap().keys().cloned();
        let shown = forms
            .iter()
            .filter(|form| whats.contains(&form.what))
            .flat_map(|form| form.body.pointer(inside).unwrap().as_object().unwrap().keys().cloned());
        let (described, shown): (std::collections::BTreeSet<_>, std::collections::BTreeSet<_>) =
            (described.collect(), shown.collect());
        assert_eq!(described, shown, "{shape}");
    }
}
